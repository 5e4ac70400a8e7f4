/* The classifier under training.
 *
 * A batch of 32 verses has some 500 different words, the table has thousands of rows: only the
 * rows that the batch named have a gradient, and an AdaGrad or SGD step with a gradient of zero
 * changes nothing. So only those rows are stepped and cleared, which is exact, not approximate. */
#include <string.h>

#include "bow.h"
#include "optim.h"

enum { WEIGHTS_STREAM = 12, SHUFFLE_STREAM = 13, JUDGED_AT_ONCE = 256 };

static classifier classifier_new(arena *a, int V, int D, int K)
{
	return (classifier){mat_new(a, V, D), mat_new(a, D, K), mat_new(a, 1, K)};
}

model model_new(arena *a, int V, int D, int K, uint64_t seed)
{
	model m = {V, D, K, classifier_new(a, V, D, K), classifier_new(a, V, D, K),
	        classifier_new(a, V, D, K), {POOL_MEAN, mat_new(a, 1, V)}};
	rng r = rng_new(seed, WEIGHTS_STREAM);
	rng_fill_normal(&r, m.w.C, 0.1);
	rng_fill_normal(&r, m.w.W, 0.1);
	fill(m.how.idf, 1);
	return m;
}

void model_count_idf(model *m, part p, arena *scratch)
{
	inverse_document_frequency(m->how.idf, bag_of_words_sparse(p.docs, m->V, scratch));
}

/* Documents order[0] … order[n-1] of a part, as documents of their own. */
static documents gather(part p, const int *order, int n, int *label, arena *a)
{
	int length = 0, *start = arena_alloc(a, (size_t)n + 1, sizeof *start);
	for (int i = 0; i < n; i++) {
		length += p.docs.start[order[i] + 1] - p.docs.start[order[i]];
		start[i + 1] = length;
	}
	int *id = arena_alloc(a, (size_t)length, sizeof *id);
	for (int i = 0; i < n; i++) {
		int from = p.docs.start[order[i]];
		memcpy(id + start[i], p.docs.id + from, (size_t)(start[i + 1] - start[i]) * sizeof *id);
		label[i] = p.label[order[i]];
	}
	return (documents){n, start, id};
}

static void step_matrix(mat w, mat dw, mat s, const training *t)
{
	if (t->optimizer)
		adagrad_step(w, dw, s, t->rate);
	else
		sgd_step(w, dw, t->rate);
	fill(dw, 0);
}

/* Step what the batch touched. A word that comes twice has a zero gradient the second time. */
static void step(model *m, documents docs, const training *t)
{
	for (int i = 0; i < docs.start[docs.n]; i++)
		if (docs.id[i] >= 0)
			step_matrix(rows(m->w.C, docs.id[i], 1), rows(m->dw.C, docs.id[i], 1),
			        rows(m->s.C, docs.id[i], 1), t);
	step_matrix(m->w.W, m->dw.W, m->s.W, t);
	step_matrix(m->w.b, m->dw.b, m->s.b, t);
}

double model_epoch(model *m, part p, const training *t, rng *r)
{
	arena scratch = {0}, batch = {0};
	int *order = arena_alloc(&scratch, (size_t)p.docs.n, sizeof *order);
	int *label = arena_alloc(&scratch, (size_t)t->batch, sizeof *label);
	double sum = 0;
	for (int i = 0; i < p.docs.n; i++) order[i] = i;
	rng_shuffle(r, order, p.docs.n);
	for (int i = 0; i < p.docs.n; i += t->batch) {
		int n = p.docs.n - i < t->batch ? p.docs.n - i : t->batch;
		documents docs = gather(p, order + i, n, label, &batch);
		sum += n * classifier_loss(m->dw, docs, label, m->how, m->w, &batch);
		step(m, docs, t);
		arena_reset(&batch);
	}
	arena_free(&batch);
	arena_free(&scratch);
	return p.docs.n ? sum / p.docs.n : 0;
}

/* Predictions and loss of some documents, few enough for their logits to fit. */
static double judge_some(const model *m, documents docs, const int *label, int *predicted, arena *a)
{
	mat y = mat_new(a, docs.n, m->K), v = mat_new(a, docs.n, m->D), p = mat_new(a, docs.n, m->K);
	classifier_forward(y, v, docs, m->how, m->w, a);
	classifier_predict(predicted, docs, m->how, m->w, a);
	return docs.n * softmax_cross_entropy_forward(p, y, label);
}

verdict model_judge(const model *m, part p, arena *a)
{
	arena scratch = {0};
	verdict v = {.n = p.docs.n};
	int *of = arena_alloc(a, (size_t)m->K, sizeof *of), label[JUDGED_AT_ONCE],
	    order[JUDGED_AT_ONCE];
	v.predicted = arena_alloc(a, (size_t)v.n, sizeof *v.predicted);
	v.confusion = arena_alloc(a, (size_t)m->K * (size_t)m->K, sizeof *v.confusion);
	for (int i = 0; i < v.n; i += JUDGED_AT_ONCE) {
		int n = v.n - i < JUDGED_AT_ONCE ? v.n - i : JUDGED_AT_ONCE;
		for (int k = 0; k < n; k++) order[k] = i + k;
		documents docs = gather(p, order, n, label, &scratch);
		v.loss += judge_some(m, docs, label, v.predicted + i, &scratch) / v.n;
		arena_reset(&scratch);
	}
	for (int i = 0; i < v.n; i++) {
		v.right += v.predicted[i] == p.label[i];
		v.confusion[p.label[i] * m->K + v.predicted[i]]++;
		if (++of[p.label[i]] > v.majority) v.majority = of[p.label[i]];
	}
	arena_free(&scratch);
	return v;
}

int shuffled_changes(const model *m, part p, const verdict *v, uint64_t seed)
{
	arena scratch = {0};
	int length = p.docs.start[p.docs.n], changes = 0;
	int *id = arena_alloc(&scratch, (size_t)length, sizeof *id);
	rng r = rng_new(seed, SHUFFLE_STREAM);
	memcpy(id, p.docs.id, (size_t)length * sizeof *id);
	for (int d = 0; d < p.docs.n; d++)
		rng_shuffle(&r, id + p.docs.start[d], p.docs.start[d + 1] - p.docs.start[d]);
	p.docs.id = id;
	verdict again = model_judge(m, p, &scratch);
	for (int d = 0; d < v->n; d++) changes += again.predicted[d] != v->predicted[d];
	arena_free(&scratch);
	return changes;
}
