/* The character model: see model.h.
 *
 * Why it is fast. The first layer's input is one of V embeddings, so E W_xh + b is computed once
 * per chunk for all V letters, and step t copies the row of its letter into h[t], where
 * rnn_recur_forward() finds a_t: V rows of products instead of T·B. Backwards a table of the same
 * shape collects da by letter (a scatter-add), and three products with it give dE, dW_xh and db.
 * The product with W_hy waits for no time step, so it is one product for the whole chunk; so are
 * dW_hy and dW_hh. All memory is allocated once. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model.h"

typedef struct {
	char_shape shape;
	rnn w[CHAR_MODEL_LAYERS], dw[CHAR_MODEL_LAYERS];
	affine out, dout;
	mat E, dE;                                              // (V,H) an embedding for each letter
	mat table, dtable;                                      // (V,H) E W_xh + b of the first layer
	seq h[CHAR_MODEL_LAYERS], dh[CHAR_MODEL_LAYERS], dx, y; // a chunk
	seq one[CHAR_MODEL_LAYERS];                             // (2,1,H) the private state of next()
	mat state, all_dw;
} char_model;

/* Take a (rows,cols) matrix off the front of a flat block. */
static mat take(real **p, int nrows, int ncols)
{
	mat m = mat_of(*p, nrows, ncols);
	*p += count(m);
	return m;
}

static void carve(const char_shape *s, real *p, mat *E, rnn *w, affine *out)
{
	*E = take(&p, s->vocabulary, s->hidden);
	for (int l = 0; l < s->layers; l++) {
		w[l].Wxh = take(&p, s->hidden, s->hidden);
		w[l].Whh = take(&p, s->hidden, s->hidden);
		w[l].b = take(&p, 1, s->hidden);
	}
	out->W = take(&p, s->hidden, s->vocabulary);
	out->b = take(&p, 1, s->vocabulary);
}

static int parameter_count(const char_shape *s)
{
	int H = s->hidden, V = s->vocabulary;
	return V * H + s->layers * (2 * H * H + H) + H * V + V;
}

/* h[t] of the first layer = the table's row for letter t; the states before are carried over. */
static void look_up(const char_model *m, const int *x, int T)
{
	const int H = m->shape.hidden, B = m->shape.batch;
	mul(m->table, m->E, m->w[0].Wxh);
	add_row(m->table, m->w[0].b);
	real *to = at(m->h[0], 1).p;
	for (int i = 0; i < T * B; i++, to += H)
		memcpy(to, row(m->table, x[i]), (size_t)H * sizeof *to);
}

static seq first(seq s, int T)
{
	return steps(s, 0, T);
}

static double forward(char_model *m, const int *x, const int *target, int T)
{
	const int L = m->shape.layers;
	for (int l = 0; l < L; l++)
		copy(at(m->h[l], 0), rows(m->state, l * m->shape.batch, m->shape.batch));
	look_up(m, x, T);
	rnn_recur_forward(first(m->h[0], T + 1), m->w[0].Whh);
	for (int l = 1; l < L; l++)
		rnn_forward(first(m->h[l], T + 1), steps(m->h[l - 1], 1, T), m->w[l]);
	temporal_affine_forward(first(m->y, T), steps(m->h[L - 1], 1, T), m->out);
	for (int l = 0; l < L; l++)
		copy(rows(m->state, l * m->shape.batch, m->shape.batch), at(m->h[l], T));
	return temporal_softmax_loss(first(m->y, T), target);
}

static double loss(void *self, const int *x, const int *target, int T)
{
	return forward(self, x, target, T);
}

/* The first layer's weights: what rnn_backward() does, with a scatter-add into the table. */
static void first_layer_backward(char_model *m, const int *x, int T)
{
	const int H = m->shape.hidden, B = m->shape.batch;
	seq dh = first(m->dh[0], T + 1);
	rnn_recur_backward(dh, first(m->h[0], T + 1), m->w[0].Whh);
	mat da = flat(steps(dh, 1, T));
	fill(m->dtable, 0);
	for (int i = 0; i < T * B; i++) {
		real *restrict to = row(m->dtable, x[i]);
		const real *restrict from = row(da, i);
		for (int k = 0; k < H; k++) to[k] += from[k];
	}
	mul(m->dE, m->dtable, tr(m->w[0].Wxh));
	mul_add(m->dw[0].Wxh, tr(m->E), m->dtable);
	add_sum_of_rows(m->dw[0].b, m->dtable); // every da is in exactly one row
	mul_add(m->dw[0].Whh, tr(flat(steps(m->h[0], 0, T))), da);
}

static double loss_and_gradient(void *self, const int *x, const int *target, int T)
{
	char_model *m = self;
	const int L = m->shape.layers;
	double nats = forward(m, x, target, T);
	fill(m->all_dw, 0);
	for (int l = 0; l < L; l++) fill(flat(first(m->dh[l], T + 1)), 0);
	temporal_affine_backward(
	        m->dout, steps(m->dh[L - 1], 1, T), first(m->y, T), steps(m->h[L - 1], 1, T), m->out);
	for (int l = L - 1; l > 0; l--) {
		seq below = steps(m->h[l - 1], 1, T);
		rnn_backward(m->dw[l], first(m->dx, T), first(m->dh[l], T + 1), below,
		        first(m->h[l], T + 1), m->w[l]);
		add(flat(steps(m->dh[l - 1], 1, T)), flat(first(m->dx, T)));
	}
	first_layer_backward(m, x, T);
	return nats;
}

/* One letter through all layers, with a batch of one and states of its own. */
static void next(void *self, int id, mat logits)
{
	char_model *m = self;
	for (int l = 0; l < m->shape.layers; l++) {
		if (id < 0)
			fill(at(m->one[l], 0), 0);
		else if (l == 0) {
			seq x = {row(m->E, id), 1, 1, m->shape.hidden};
			rnn_forward(m->one[0], x, m->w[0]);
		} else
			rnn_forward(m->one[l], steps(m->one[l - 1], 1, 1), m->w[l]);
	}
	if (id < 0) return;
	for (int l = 0; l < m->shape.layers; l++) copy(at(m->one[l], 0), at(m->one[l], 1));
	seq y = {logits.p, 1, 1, m->shape.vocabulary};
	temporal_affine_forward(y, steps(m->one[m->shape.layers - 1], 1, 1), m->out);
}

static void allocate(arena *a, char_model *m)
{
	const char_shape *s = &m->shape;
	for (int l = 0; l < s->layers; l++) {
		m->h[l] = seq_new(a, s->steps + 1, s->batch, s->hidden);
		m->dh[l] = seq_new(a, s->steps + 1, s->batch, s->hidden);
		m->one[l] = seq_new(a, 2, 1, s->hidden);
	}
	m->dx = seq_new(a, s->layers > 1 ? s->steps : 0, s->batch, s->hidden);
	m->y = seq_new(a, s->steps, s->batch, s->vocabulary);
	m->table = mat_new(a, s->vocabulary, s->hidden);
	m->dtable = mat_new(a, s->vocabulary, s->hidden);
	m->state = mat_new(a, s->layers * s->batch, s->hidden);
}

/* Embeddings are standard normal; weights uniform within ±1/√H, so that states do not saturate;
 * biases 0. */
static void random_weights(char_model *m, uint64_t seed)
{
	rng r = rng_new(seed, 6);
	double range = 1 / sqrt(m->shape.hidden);
	rng_fill_normal(&r, m->E, 1);
	for (int l = 0; l < m->shape.layers; l++) {
		rng_fill_uniform(&r, m->w[l].Wxh, -range, range);
		rng_fill_uniform(&r, m->w[l].Whh, -range, range);
	}
	rng_fill_uniform(&r, m->out.W, -range, range);
}

lm_model char_model_new(arena *a, char_shape s, uint64_t seed)
{
	if (s.layers < 1 || s.layers > CHAR_MODEL_LAYERS)
		bug("%d layers; 1 to %d are possible", s.layers, CHAR_MODEL_LAYERS);
	char_model *m = arena_alloc(a, 1, sizeof *m);
	m->shape = s;
	int n = parameter_count(&s);
	mat w = mat_new(a, 1, n), dw = mat_new(a, 1, n);
	carve(&s, w.p, &m->E, m->w, &m->out);
	carve(&s, dw.p, &m->dE, m->dw, &m->dout);
	m->all_dw = dw;
	allocate(a, m);
	random_weights(m, seed);
	char signature[64];
	snprintf(signature, sizeof signature, "rnn %dx%d V=%d", s.layers, s.hidden, s.vocabulary);
	return (lm_model){.self = m,
	        .signature = arena_strdup(a, signature),
	        .w = w,
	        .dw = dw,
	        .state = mat_of(m->state.p, 1, (int)count(m->state)),
	        .vocabulary = s.vocabulary,
	        .batch = s.batch,
	        .steps = s.steps,
	        .loss_and_gradient = loss_and_gradient,
	        .loss = loss,
	        .next = next,
	        .draw = sample_with_temperature};
}

seq char_model_states(const lm_model *m, int layer)
{
	return ((const char_model *)m->self)->h[layer];
}

seq char_model_state_gradients(const lm_model *m, int layer)
{
	return ((const char_model *)m->self)->dh[layer];
}
