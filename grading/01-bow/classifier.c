/* Cases of 1.8 … 1.16, the classifier and the layers that it is made of. What is accumulated starts
 * from something else than zero; logits are small and huge. */
#include "cases.h"
#include "classifier.h"

/* --- 1.8, 1.9 embedding ------------------------------------------------------------------------- */

static void lookup_forward(book *b)
{
	mat C = draw(b, "C", "VD", V, D, 1), y = blank(b, LENGTH, D);
	const int *id = draw_documents(b).id;
	embedding_lookup_forward(y, id, C);
	record(b, "y", "ND", y);
	embedding_lookup_forward(y, id, C);
	record(b, "y_again", "ND", y);
}

static void lookup_backward(book *b)
{
	const int *id = draw_documents(b).id;
	mat dy = draw(b, "dy", "ND", LENGTH, D, 1), dC = started(b, "dC_before", "VD", V, D);
	embedding_lookup_backward(dC, dy, id);
	record(b, "dC", "VD", dC);
	embedding_lookup_backward(dC, dy, id);
	record(b, "dC_again", "VD", dC);
}

struct lookup {
	mat y, C, upstream;
	const int *id;
};

static double lookup_loss(void *context)
{
	struct lookup *l = context;
	embedding_lookup_forward(l->y, l->id, l->C);
	return dot(l->y, l->upstream);
}

static void lookup_gradient(book *b)
{
	struct lookup l = {.C = draw(b, "C", "VD", V, D, 1), .id = draw_documents(b).id};
	l.upstream = draw(b, "dy", "ND", LENGTH, D, 1);
	l.y = blank(b, LENGTH, D);
	mat dC = mat_new(&b->a, V, D);
	embedding_lookup_backward(dC, l.upstream, l.id);
	record(b, "dC", "VD", dC);
	record_numeric(b, "dC", "VD", l.C, lookup_loss, &l);
}

/* --- 1.10, 1.11 pooling --------------------------------------------------------------------------- */

static const char *const pool_names[] = {"sum", "mean", "tfidf"};

static void pool_forward(book *b)
{
	documents docs = draw_documents(b);
	mat x = draw(b, "x", "LD", LENGTH, D, 1), idf = draw_idf(b);
	for (pool_weights how = POOL_SUM; how <= POOL_TFIDF; how++) {
		mat v = blank(b, N, D);
		mean_pool_forward(v, x, docs, (pooling){how, idf});
		mean_pool_forward(v, x, docs, (pooling){how, idf});
		record(b, pool_names[how], "ND", v);
	}
}

static void pool_backward(book *b)
{
	static const char *const names[] = {"dx_sum", "dx_mean", "dx_tfidf"};
	documents docs = draw_documents(b);
	mat dv = draw(b, "dv", "ND", N, D, 1), idf = draw_idf(b);
	for (pool_weights how = POOL_SUM; how <= POOL_TFIDF; how++) {
		mat dx = blank(b, LENGTH, D);
		mean_pool_backward(dx, dv, docs, (pooling){how, idf});
		mean_pool_backward(dx, dv, docs, (pooling){how, idf});
		record(b, names[how], "LD", dx);
	}
}

struct pool {
	mat v, x, upstream;
	documents docs;
	pooling how;
};

static double pool_loss(void *context)
{
	struct pool *p = context;
	mean_pool_forward(p->v, p->x, p->docs, p->how);
	return dot(p->v, p->upstream);
}

static void pool_gradient(book *b)
{
	static const char *const names[] = {"dx_sum", "dx_mean", "dx_tfidf"};
	struct pool p = {.docs = draw_documents(b), .x = draw(b, "x", "LD", LENGTH, D, 1)};
	p.how.idf = draw_idf(b);
	p.upstream = draw(b, "dv", "ND", N, D, 1);
	p.v = blank(b, N, D);
	for (pool_weights how = POOL_SUM; how <= POOL_TFIDF; how++) {
		mat dx = blank(b, LENGTH, D);
		p.how.how = how;
		mean_pool_backward(dx, p.upstream, p.docs, p.how);
		record(b, names[how], "LD", dx);
		record_numeric(b, names[how], "LD", p.x, pool_loss, &p);
	}
}

/* --- 1.12, 1.13 softmax cross-entropy -------------------------------------------------------------- */

static void cross_entropy(book *b, mat y, const int *label)
{
	mat p = blank(b, y.rows, y.cols);
	double loss = softmax_cross_entropy_forward(p, y, label);
	record_number(b, "loss", loss);
	record(b, "p", "NK", p);
	loss = softmax_cross_entropy_forward(p, y, label);
	record_number(b, "loss_again", loss);
}

static void cross_entropy_forward(book *b)
{
	mat y = draw(b, "y", "NK", N, K, 1.5);
	cross_entropy(b, y, draw_ints(b, "label", "N", N, K));
}

/* Logits of ±1000 and about 1000, the label now at the largest, now at the smallest. */
static void cross_entropy_huge(book *b)
{
	static const int label[] = {0, 1, 2, 0, 1};
	enum { ROWS = LENGTH_OF(label) };
	mat y = mat_new(&b->a, ROWS, K);
	rng_fill_normal(&b->r, y, 1000);
	for (int k = 0; k < K; k++) {
		*elem(y, 0, k) = k ? 1000 : -1000;
		*elem(y, 1, k) = k == 1 ? 1000 : -1000;
		*elem(y, 2, k) = (real)(-1000 - k);
		*elem(y, 3, k) = (real)(1000 - 0.25 * k);
	}
	given(b, "y", "NK", y);
	given_ints(b, "label", "N", ROWS, label);
	cross_entropy(b, y, label);
}

static void cross_entropy_nothing(book *b)
{
	static const int label[] = {0};
	mat y = mat_new(&b->a, 0, K);
	given(b, "y", "NK", y);
	record_number(b, "loss", softmax_cross_entropy_forward(mat_new(&b->a, 0, K), y, label));
}

static void cross_entropy_backward(book *b)
{
	mat p = mat_new(&b->a, N, K), dy = blank(b, N, K);
	rng_fill_uniform(&b->r, p, 0.1, 1);
	for (int n = 0; n < N; n++) {
		real sum = 0;
		for (int k = 0; k < K; k++) sum += *elem(p, n, k);
		for (int k = 0; k < K; k++) *elem(p, n, k) /= sum;
	}
	given(b, "p", "NK", p);
	const int *label = draw_ints(b, "label", "N", N, K);
	softmax_cross_entropy_backward(dy, p, label);
	record(b, "dy", "NK", dy);
	softmax_cross_entropy_backward(dy, p, label);
	record(b, "dy_again", "NK", dy);
}

struct entropy {
	mat y, p;
	const int *label;
};

static double entropy_loss(void *context)
{
	struct entropy *e = context;
	return softmax_cross_entropy_forward(e->p, e->y, e->label);
}

static void cross_entropy_gradient(book *b)
{
	struct entropy e = {.y = draw(b, "y", "NK", N, K, 1.5), .p = blank(b, N, K)};
	e.label = draw_ints(b, "label", "N", N, K);
	mat dy = blank(b, N, K);
	entropy_loss(&e);
	softmax_cross_entropy_backward(dy, e.p, e.label);
	record(b, "dy", "NK", dy);
	record_numeric(b, "dy", "NK", e.y, entropy_loss, &e);
}

/* --- 1.14 … 1.16 the classifier -------------------------------------------------------------------- */

struct model {
	classifier w;
	documents docs;
	pooling how;
	const int *label;
};

static classifier draw_classifier(book *b)
{
	return (classifier){
	        draw(b, "C", "VD", V, D, 1), draw(b, "W", "DK", D, K, 1), draw(b, "b", "K", 1, K, 1)};
}

static struct model draw_model(book *b, pool_weights how)
{
	struct model m = {.w = draw_classifier(b), .docs = draw_documents(b)};
	m.how = (pooling){how, draw_idf(b)};
	return m;
}

static void forward_pooled(book *b, pool_weights how)
{
	struct model m = draw_model(b, how);
	mat y = blank(b, N, K), v = blank(b, N, D);
	classifier_forward(y, v, m.docs, m.how, m.w, &b->a);
	record(b, "v", "ND", v);
	record(b, "y", "NK", y);
}

static void forward_sum(book *b)
{
	forward_pooled(b, POOL_SUM);
}

static void forward_mean(book *b)
{
	forward_pooled(b, POOL_MEAN);
}

static void forward_tfidf(book *b)
{
	forward_pooled(b, POOL_TFIDF);
}

static void loss_pooled(book *b, pool_weights how)
{
	struct model m = draw_model(b, how);
	m.label = draw_ints(b, "label", "N", N, K);
	classifier dw = {started(b, "dC_before", "VD", V, D), started(b, "dW_before", "DK", D, K),
	        started(b, "db_before", "K", 1, K)};
	record_number(b, "loss", classifier_loss(dw, m.docs, m.label, m.how, m.w, &b->a));
	record(b, "dC", "VD", dw.C);
	record(b, "dW", "DK", dw.W);
	record(b, "db", "K", dw.b);
	record_number(b, "loss_again", classifier_loss(dw, m.docs, m.label, m.how, m.w, &b->a));
	record(b, "dC_again", "VD", dw.C);
}

static void loss_sum(book *b)
{
	loss_pooled(b, POOL_SUM);
}

static void loss_mean(book *b)
{
	loss_pooled(b, POOL_MEAN);
}

static void loss_tfidf(book *b)
{
	loss_pooled(b, POOL_TFIDF);
}

static double model_loss(void *context)
{
	struct model *m = context;
	arena scratch = {0};
	classifier dw = {mat_new(&scratch, V, D), mat_new(&scratch, D, K), mat_new(&scratch, 1, K)};
	double loss = classifier_loss(dw, m->docs, m->label, m->how, m->w, &scratch);
	arena_free(&scratch);
	return loss;
}

static void loss_gradient(book *b)
{
	struct model m = draw_model(b, POOL_MEAN);
	m.label = draw_ints(b, "label", "N", N, K);
	classifier dw = {mat_new(&b->a, V, D), mat_new(&b->a, D, K), mat_new(&b->a, 1, K)};
	classifier_loss(dw, m.docs, m.label, m.how, m.w, &b->a);
	record(b, "dC", "VD", dw.C);
	record(b, "dW", "DK", dw.W);
	record(b, "db", "K", dw.b);
	record_numeric(b, "dC", "VD", m.w.C, model_loss, &m);
	record_numeric(b, "dW", "DK", m.w.W, model_loss, &m);
	record_numeric(b, "db", "K", m.w.b, model_loss, &m);
}

/* Forty documents of one to five words, so that a wrong choice has room to show. */
static documents draw_many(book *b)
{
	enum { MANY = 40 };
	int *start = arena_alloc(&b->a, MANY + 1, sizeof *start), length = 0;
	for (int d = 0; d < MANY; d++) start[d + 1] = length += 1 + (int)rng_below(&b->r, 5);
	given_ints(b, "start", "N", MANY + 1, start);
	return (documents){MANY, start, draw_ints(b, "id", "L", length, V)};
}

static void predict(book *b, const char *array, pool_weights how, classifier w)
{
	documents docs = draw_many(b);
	pooling pool = {how, draw_idf(b)};
	int *label = blank_ints(b, docs.n);
	classifier_predict(label, docs, pool, w, &b->a);
	record_ints(b, array, "N", docs.n, label);
}

static void predict_mean(book *b)
{
	predict(b, "label", POOL_MEAN, draw_classifier(b));
}

static void predict_tfidf(book *b)
{
	predict(b, "label", POOL_TFIDF, draw_classifier(b));
}

/* Classes 0 and 2 always agree. */
static void predict_ties(book *b)
{
	classifier w = {mat_new(&b->a, V, D), mat_new(&b->a, D, K), mat_new(&b->a, 1, K)};
	rng_fill_normal(&b->r, w.C, 1);
	rng_fill_normal(&b->r, w.W, 1);
	for (int i = 0; i < D; i++) *elem(w.W, i, 2) = *elem(w.W, i, 0);
	given(b, "C", "VD", w.C);
	given(b, "W", "DK", w.W);
	given(b, "b", "K", w.b);
	predict(b, "label_of_ties", POOL_SUM, w);
}

const grade_case classifier_cases[] = {
        {"embedding_lookup_forward", "padded", lookup_forward, NULL, 0},
        {"embedding_lookup_backward", "padded", lookup_backward, NULL, 0},
        {"embedding_lookup_backward", "gradient", lookup_gradient, "embedding_lookup_forward", 0},
        {"mean_pool_forward", "padded", pool_forward, NULL, 0},
        {"mean_pool_backward", "padded", pool_backward, NULL, 0},
        {"mean_pool_backward", "gradient", pool_gradient, "mean_pool_forward", 0},
        {"softmax_cross_entropy_forward", "small", cross_entropy_forward, NULL, 0},
        {"softmax_cross_entropy_forward", "huge_logits", cross_entropy_huge, NULL, 0},
        {"softmax_cross_entropy_forward", "nothing", cross_entropy_nothing, NULL, 0},
        {"softmax_cross_entropy_backward", "small", cross_entropy_backward, NULL, 0},
        {"softmax_cross_entropy_backward", "gradient", cross_entropy_gradient,
                "softmax_cross_entropy_forward", 0},
        {"classifier_forward", "sum", forward_sum, NULL, 0},
        {"classifier_forward", "mean", forward_mean, NULL, 0},
        {"classifier_forward", "tfidf", forward_tfidf, NULL, 0},
        {"classifier_loss", "sum", loss_sum, NULL, 0},
        {"classifier_loss", "mean", loss_mean, NULL, 0},
        {"classifier_loss", "tfidf", loss_tfidf, NULL, 0},
        {"classifier_loss", "gradient", loss_gradient, NULL, 0},
        {"classifier_predict", "mean", predict_mean, NULL, 0},
        {"classifier_predict", "tfidf", predict_tfidf, NULL, 0},
        {"classifier_predict", "ties", predict_ties, NULL, 0},
        {0},
};
