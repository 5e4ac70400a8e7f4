/* The networks of neural.h behind the driver's interface; see network.h. All memory is taken once. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "network.h"
#include "vmath.h"

typedef struct {
	network_shape s;
	int M;               // words of context
	mat W, b, dW, db;    // a bigram's weights and gradients …
	nnlm w, dw;          // … or an NNLM's
	mat y, x, h, dx, dh; // a chunk
	int *id;             // (steps·batch·M) contexts of a chunk
	mat state;           // (batch,M) the last words of each stream, their numbers + 1; 0: none yet
	mat all_dw;
	char signature[160];
} network;

static mat take(real **p, int nrows, int ncols)
{
	mat m = mat_of(*p, nrows, ncols);
	*p += (size_t)nrows * (size_t)ncols;
	return m;
}

static nnlm carve(const network_shape *s, real *p)
{
	const int x = (s->order - 1) * s->D;
	nnlm w;
	w.E = take(&p, s->V, s->D);
	w.H = take(&p, x, s->H);
	w.d = take(&p, 1, s->H);
	w.W = take(&p, s->direct ? x : 0, s->V);
	w.U = take(&p, s->H, s->V);
	w.b = take(&p, 1, s->V);
	return w;
}

static long weights(const network_shape *s)
{
	const long V = s->V, x = (long)(s->order - 1) * s->D;
	if (s->model == BIGRAM) return V * V + V;
	return V * s->D + x * s->H + s->H + (s->direct ? x * V : 0) + s->H * V + V;
}

/* --- contexts --------------------------------------------------------------------------------- */

/* A context as the network may see it: what is before its last </s> is </s> too. */
static void hide(int *context, int M)
{
	bool hidden = false;
	for (int j = M - 1; j >= 0; j--) {
		if (hidden) context[j] = NGRAM_END;
		hidden = hidden || context[j] == NGRAM_END;
	}
}

/* The contexts of a chunk, and the state behind it. */
static void make_contexts(network *n, const int *x, int T)
{
	const int B = n->s.batch, M = n->M;
	for (int b = 0; b < B; b++) {
		real *last = row(n->state, b);
		for (int t = 0; t < T; t++) {
			int *context = n->id + (size_t)(t * B + b) * (size_t)M;
			memmove(last, last + 1, (size_t)(M - 1) * sizeof *last);
			last[M - 1] = (real)(x[t * B + b] + 1);
			for (int j = 0; j < M; j++) context[j] = last[j] > 0 ? (int)last[j] - 1 : NGRAM_END;
			hide(context, M);
		}
	}
}

/* --- forward and backward --------------------------------------------------------------------- */

static void forward(network *n, const int *id, int N)
{
	if (n->s.model == BIGRAM)
		bigram_forward(rows(n->y, 0, N), id, n->W, n->b);
	else
		nnlm_forward(rows(n->y, 0, N), rows(n->x, 0, N), rows(n->h, 0, N), id, n->w);
}

/* Logits become probabilities times `share`; −ln of the target's. Some at a time, which stay in the
 * nearest cache from the difference to the sum. */
static double softmax(real *restrict y, int V, int target, real share)
{
	enum { SOME = 1024 };
	real largest = y[0];
	double sum = 0;
#pragma omp simd reduction(max : largest)
	for (int v = 1; v < V; v++) largest = y[v] > largest ? y[v] : largest;
	const double cost = (double)largest - (double)y[target];
	for (int from = 0; from < V; from += SOME) {
		const int n = V - from < SOME ? V - from : SOME;
		real *restrict x = y + from, part = 0;
		for (int v = 0; v < n; v++) x[v] -= largest;
		vec_exp(n, x);
#pragma omp simd reduction(+ : part)
		for (int v = 0; v < n; v++) part += x[v];
		sum += (double)part;
	}
	const real factor = (real)((double)share / sum);
	for (int v = 0; v < V; v++) y[v] *= factor;
	return cost + log(sum);
}

/* Mean cost of a chunk; the logits are probabilities over N afterwards. */
static double loss(void *self, const int *x, const int *target, int T)
{
	network *n = self;
	const int N = T * n->s.batch;
	double sum = 0;
	make_contexts(n, x, T);
	forward(n, n->id, N);
	for (int i = 0; i < N; i++) sum += softmax(row(n->y, i), n->s.V, target[i], (real)1 / (real)N);
	return sum / N;
}

static double loss_and_gradient(void *self, const int *x, const int *target, int T)
{
	network *n = self;
	const int N = T * n->s.batch;
	double nats = loss(self, x, target, T);
	mat y = rows(n->y, 0, N);
	for (int i = 0; i < N; i++) *elem(y, i, target[i]) -= (real)1 / (real)N;
	fill(n->all_dw, 0);
	if (n->s.model == BIGRAM)
		bigram_backward(n->dW, n->db, y, n->id);
	else
		nnlm_backward(n->dw, y, rows(n->x, 0, N), rows(n->h, 0, N), n->id, n->w, rows(n->dx, 0, N),
		        rows(n->dh, 0, N));
	return nats;
}

/* --- making one ------------------------------------------------------------------------------- */

static void make_bigram(network *n, real *w, real *dw)
{
	n->W = take(&w, n->s.V, n->s.V);
	n->b = take(&w, 1, n->s.V);
	n->dW = take(&dw, n->s.V, n->s.V);
	n->db = take(&dw, 1, n->s.V);
}

static void make_nnlm(network *n, real *w, real *dw, arena *a, rng *r)
{
	const int N = n->s.batch * n->s.steps, x = n->M * n->s.D;
	n->w = carve(&n->s, w);
	n->dw = carve(&n->s, dw);
	rng_fill_normal(r, n->w.E, 0.3);
	rng_fill_normal(r, n->w.H, 1 / sqrt(x));
	rng_fill_normal(r, n->w.U, 1 / sqrt(n->s.H));
	n->x = mat_new(a, N, x);
	n->dx = mat_new(a, N, x);
	n->h = mat_new(a, N, n->s.H);
	n->dh = mat_new(a, N, n->s.H);
}

static void sign(network *n, unsigned long words)
{
	const network_shape *s = &n->s;
	if (s->model == BIGRAM)
		snprintf(n->signature, sizeof n->signature, "bigram V=%d of words %016lx", s->V, words);
	else
		snprintf(n->signature, sizeof n->signature,
		        "nnlm order=%d D=%d H=%d%s V=%d of words %016lx", s->order, s->D, s->H,
		        s->direct ? " direct" : "", s->V, words);
}

lm_model network_new(arena *a, network_shape s, uint64_t seed, unsigned long words)
{
	network *n = arena_alloc(a, 1, sizeof *n);
	const int count = (int)weights(&s);
	rng r = rng_new(seed, 11);
	if (s.model == BIGRAM) s.order = 2;
	n->s = s;
	n->M = s.order - 1;
	mat w = mat_new(a, 1, count);
	n->all_dw = mat_new(a, 1, count);
	n->state = mat_new(a, s.batch, n->M);
	n->y = mat_new(a, s.batch * s.steps, s.V);
	n->id = arena_alloc(a, (size_t)(s.batch * s.steps) * (size_t)n->M, sizeof *n->id);
	if (s.model == BIGRAM)
		make_bigram(n, w.p, n->all_dw.p);
	else
		make_nnlm(n, w.p, n->all_dw.p, a, &r);
	sign(n, words);
	return (lm_model){.self = n,
	        .signature = n->signature,
	        .unit = "words",
	        .w = w,
	        .dw = n->all_dw,
	        .state = n->state,
	        .vocabulary = s.V,
	        .batch = s.batch,
	        .steps = s.steps,
	        .loss_and_gradient = loss_and_gradient,
	        .loss = loss};
}

/* --- texts ------------------------------------------------------------------------------------ */

lm_text network_text(const id_text *t, arena *a)
{
	int *id = arena_alloc(a, (size_t)t->n, sizeof *id);
	long n = 0;
	id[n++] = NGRAM_END;
	for (long p = 0; p < t->n; p++)
		if (t->id[p] != NGRAM_BEGIN) id[n++] = t->id[p];
	return (lm_text){id, n};
}

text_perplexity network_perplexity(const lm_model *m, lm_text text)
{
	network *n = m->self;
	const int N = n->s.batch * n->s.steps, M = n->M;
	text_perplexity c = {0};
	double all = 0, unknown = 0;
	for (long begin = 1; begin < text.length; begin += N) {
		int some = text.length - begin < N ? (int)(text.length - begin) : N;
		for (int i = 0; i < some; i++) {
			int *context = n->id + (size_t)i * (size_t)M;
			for (int j = 0; j < M; j++) {
				long p = begin + i - M + j;
				context[j] = p < 0 ? NGRAM_END : text.ids[p];
			}
			hide(context, M);
		}
		forward(n, n->id, some);
		for (int i = 0; i < some; i++) {
			int target = text.ids[begin + i];
			double cost = softmax(row(n->y, i), n->s.V, target, 1);
			all += cost;
			unknown += target == NGRAM_UNKNOWN ? cost : 0;
			c.unknown += target == NGRAM_UNKNOWN;
			c.sentences += target == NGRAM_END;
			c.words += target != NGRAM_END;
		}
	}
	const double predictions = (double)(c.words + c.sentences);
	c.all = exp(all / predictions);
	c.known = exp((all - unknown) / (predictions - (double)c.unknown));
	return c;
}
