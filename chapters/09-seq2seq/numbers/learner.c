/* A small translator: see learner.h. A word of the target has the id of its source word; the two have tables
 * of their own, so that nothing is gained by it. */
#include <string.h>

#include "learner.h"
#include "attention.h"
#include "optimizers.h"
#include "places.h"
#include "seq2seq.h"
#include "vmath.h"

enum { S = PLACES, T = PLACES + 1, B = 32, D = 16, H = 24, K = 2 * H, TESTS = 16 };
enum { ARTICLES = 0, ADJECTIVES = 2, NOUNS = 10, VERBS = 20, START = 28, END, V };

const char *const look_name[] = {"keys", "place", "vector"};

/* Everything that is learnt, or its gradients: views of one row of numbers. */
typedef struct {
	mat all;
	mat source, target; // (V,D) each
	encoder enc;
	gated gru;
	attention att;
	affine out;
	mat place; // (T,S)
} weights;

static mat take(real **p, int nrows, int ncols)
{
	mat m = mat_of(*p, nrows, ncols);
	*p += count(m);
	return m;
}

static gated take_gru(real **p, int d)
{
	return (gated){take(p, d, 3 * H), take(p, H, 3 * H), take(p, 1, 3 * H)};
}

static weights weights_new(arena *a)
{
	enum { MOST = 40000 };
	weights w = {.all = mat_new(a, 1, MOST)};
	real *p = w.all.p;
	w.source = take(&p, V, D);
	w.target = take(&p, V, D);
	w.enc.left = take_gru(&p, D);
	w.enc.right = take_gru(&p, D);
	w.enc.start = (affine){take(&p, K, H), take(&p, 1, H)};
	w.gru = take_gru(&p, D);
	w.att.Wq = take(&p, H, K);
	w.att.out = (affine){take(&p, K + H, H), take(&p, 1, H)};
	w.out = (affine){take(&p, H, V), take(&p, 1, V)};
	w.place = take(&p, T, S);
	if (p - w.all.p > MOST) bug("learner: %d numbers are too few", MOST);
	w.all.cols = w.all.ld = (int)(p - w.all.p);
	return w;
}

/* A batch, and what is computed of it. */
typedef struct {
	int id[S * B], input[T * B], target[T * B], length[B], one_key[B];
	seq x, dx, y, in, din;
	encoder_wires e, de;
	gru_wires g, dg;
	attention_wires v, dv, single; // single: with one key
	seq key, dkey;                 // (1,B,K)
} batch;

static batch *batch_new(arena *a)
{
	batch *b = arena_alloc(a, 1, sizeof *b);
	b->x = seq_new(a, S, B, D);
	b->dx = seq_new(a, S, B, D);
	b->in = seq_new(a, T, B, D);
	b->din = seq_new(a, T, B, D);
	b->y = seq_new(a, T, B, V);
	b->e = encoder_wires_new(a, S, B, D, H);
	b->de = encoder_wires_new(a, S, B, D, H);
	b->g = gru_wires_new(a, T, B, H);
	b->dg = gru_wires_new(a, T, B, H);
	b->v = attention_wires_new(a, T, S, B, K, H);
	b->dv = attention_wires_new(a, T, S, B, K, H);
	b->single = attention_wires_new(a, T, 1, B, K, H);
	b->single.o = b->v.o;
	b->key = seq_new(a, 1, B, K);
	b->dkey = seq_new(a, 1, B, K);
	return b;
}

static int any(rng *r, int first, int next)
{
	return first + (int)rng_below(r, (uint32_t)(next - first));
}

/* A sentence of noun phrases and a verb; its form. */
static int clause_words(int *word, rng *r)
{
	const int form = (int)rng_below(r, 4);
	for (int n = 0, half = 0; half < 2; half++) {
		word[n++] = any(r, ARTICLES, ADJECTIVES);
		if (form >> half & 1) word[n++] = any(r, ADJECTIVES, NOUNS);
		word[n++] = any(r, NOUNS, VERBS);
		if (half == 0) word[n++] = any(r, VERBS, START);
	}
	return form;
}

/* Words of one class; their form. */
static int class_words(int *word, rng *r)
{
	const int form = (int)rng_below(r, PLACES - 3);
	for (int s = 0; s < 4 + form; s++) word[s] = any(r, ARTICLES, START);
	return form;
}

static void draw(batch *b, language spoken, rng *r)
{
	int said[B][PLACES];
	sentence right[B];
	for (int i = 0; i < B; i++) {
		int word[PLACES];
		sentence_form f;
		places_form(&f, spoken, spoken == BACKWARDS ? class_words(word, r) : clause_words(word, r));
		for (int t = 0; t < f.words; t++) said[i][t] = word[f.from[t]];
		right[i] = (sentence){said[i], f.words};
		b->length[i] = f.words;
		for (int s = 0; s < S; s++) b->id[s * B + i] = s < b->length[i] ? word[s] : END;
	}
	teacher_forcing(b->input, b->target, right, T, B, START, END);
}

static void gather(mat x, mat table, const int *id)
{
	for (int i = 0; i < x.rows; i++) copy(rows(x, i, 1), rows(table, id[i], 1));
}

static void scatter(mat dtable, mat dx, const int *id)
{
	for (int i = 0; i < dx.rows; i++) add(rows(dtable, id[i], 1), rows(dx, i, 1));
}

static void by_place(batch *b, seq h, seq keys, const weights *w)
{
	copy(cols(flat(b->v.joined), K, H), flat(h));
	for (int i = 0; i < B; i++) {
		mat share = at(b->v.alpha, i);
		copy(share, w->place);
		attention_weights(share, b->length[i]);
		attention_read_forward(cols(one_of(b->v.joined, i), 0, K), share, one_of(keys, i));
	}
	temporal_affine_forward(b->v.o, b->v.joined, w->att.out);
	vec_tanh((int)count(flat(b->v.o)), b->v.o.p);
}

static void by_place_backward(batch *b, seq dh, seq d, seq keys, weights *dw, const weights *w)
{
	for (long i = 0; i < count(flat(d)); i++) d.p[i] *= 1 - b->v.o.p[i] * b->v.o.p[i];
	fill(flat(b->dv.joined), 0);
	temporal_affine_backward(dw->att.out, b->dv.joined, d, b->v.joined, w->att.out);
	for (int i = 0; i < B; i++) {
		mat dshare = at(b->dv.alpha, i), share = at(b->v.alpha, i);
		attention_read_backward(dshare, one_of(b->de.states, i),
		        cols(one_of(b->dv.joined, i), 0, K), share, one_of(keys, i));
		attention_weights_backward(dshare, share);
		add(dw->place, dshare);
	}
	add(flat(dh), cols(flat(b->dv.joined), K, H));
}

/* The rows of `states` that the last states of a sentence stand in: left and right half. */
static mat last_half(batch *b, seq states, int i, int half)
{
	return cols(rows(at(states, half ? 0 : b->length[i] - 1), i, 1), half * H, H);
}

static void one_vector(batch *b, seq h, const weights *w)
{
	for (int i = 0; i < B; i++)
		for (int half = 0; half < 2; half++)
			copy(cols(rows(flat(b->key), i, 1), half * H, H), last_half(b, b->e.states, i, half));
	for (int i = 0; i < B; i++) b->one_key[i] = 1;
	attend_forward(b->single, h, b->key, b->one_key, w->att);
}

static void one_vector_backward(batch *b, seq dh, seq h, seq d, weights *dw, const weights *w)
{
	fill(flat(b->dkey), 0);
	attend_backward(dw->att, dh, b->dkey, d, b->single, h, b->key, w->att);
	for (int i = 0; i < B; i++)
		for (int half = 0; half < 2; half++)
			add(last_half(b, b->de.states, i, half), cols(rows(flat(b->dkey), i, 1), half * H, H));
}

/* Logits of a batch. */
static void forward(batch *b, learner_kind kind, const weights *w)
{
	gather(flat(b->x), w->source, b->id);
	gather(flat(b->in), w->target, b->input);
	encoder_forward(b->e, b->x, b->length, w->enc);
	gru_forward(b->g.h, b->g.a, b->g.u, b->in, w->gru);
	seq h = steps(b->g.h, 1, T), keys = b->e.states;
	if (kind.look == ONE_VECTOR)
		one_vector(b, h, w);
	else if (kind.look == BY_PLACE)
		by_place(b, h, keys, w);
	else
		attend_forward(b->v, h, keys, b->length, w->att);
	temporal_affine_forward(b->y, b->v.o, w->out);
}

/* All gradients, after forward(). */
static void backward(batch *b, learner_kind kind, weights *dw, const weights *w)
{
	seq h = steps(b->g.h, 1, T), dh = steps(b->dg.h, 1, T), d = b->dv.o;
	seq keys = b->e.states;
	fill(dw->all, 0);
	fill(flat(b->dg.h), 0);
	fill(flat(b->de.states), 0);
	fill(b->de.start, 0);
	fill(flat(d), 0);
	temporal_softmax_loss(b->y, b->target);
	temporal_affine_backward(dw->out, d, b->y, b->v.o, w->out);
	if (kind.look == ONE_VECTOR)
		one_vector_backward(b, dh, h, d, dw, w);
	else if (kind.look == BY_PLACE)
		by_place_backward(b, dh, d, keys, dw, w);
	else
		attend_backward(dw->att, dh, b->de.states, d, b->v, h, keys, w->att);
	gru_backward(dw->gru, b->din, b->dg.a, b->dg.u, b->dg.h, b->in, b->g.h, b->g.a, b->g.u, w->gru);
	scatter(dw->target, flat(b->din), b->input);
	encoder_backward(dw->enc, b->dx, b->de, b->x, b->length, b->e, w->enc);
	scatter(dw->source, flat(b->dx), b->id);
}

/* How many words there are and how many are right, for each length of sentence; </s> is left out. */
static void mark(const batch *b, long *right, long *all)
{
	for (int i = 0; i < T * B; i++) {
		const real *y = row(flat(b->y), i);
		const int words = b->length[i % B];
		int best = 0;
		if (b->target[i] < 0 || b->target[i] == END) continue;
		for (int v = 1; v < V; v++)
			if (y[v] > y[best]) best = v;
		right[words] += best == b->target[i];
		all[words]++;
	}
}

learner_result learner_run(learner_kind kind, int updates, uint64_t seed)
{
	arena a = {0};
	rng r = rng_new(seed, 96), fresh = rng_new(seed, 97);
	weights w = weights_new(&a), dw = weights_new(&a);
	mat m = mat_new(&a, 1, w.all.cols), v = mat_new(&a, 1, w.all.cols);
	batch *b = batch_new(&a);
	rng_fill_normal(&r, w.all, 0.2);
	fill(w.place, 0);
	for (int n = 1; n <= updates; n++) {
		draw(b, kind.spoken, &r);
		forward(b, kind, &w);
		backward(b, kind, &dw, &w);
		adam_step(w.all, dw.all, m, v, 0.01, (adam_settings){0.9, 0.999, 1e-8}, n);
	}
	long right[PLACES + 1] = {0}, all[PLACES + 1] = {0}, sum = 0, words = 0;
	for (int i = 0; i < TESTS; i++) {
		draw(b, kind.spoken, &fresh);
		forward(b, kind, &w);
		mark(b, right, all);
	}
	arena_free(&a);
	learner_result result = {0};
	for (int n = 0; n <= PLACES; n++) {
		sum += right[n];
		words += all[n];
		result.of[n] = all[n] ? (double)right[n] / (double)all[n] : 0;
	}
	result.all = (double)sum / (double)words;
	return result;
}
