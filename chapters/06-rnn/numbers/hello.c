/* The running example: see hello.h.
 *
 * The weights were looked for, not learnt: one decimal each, such that the first letter's logits
 * are 1.0, 2.2, -3.0 and 4.1 to within half a thousandth. */
#include <math.h>

#include "hello.h"
#include "optim.h"

const char hello_letters[HELLO_LETTERS + 1] = "helo";
const int hello_reads[HELLO_STEPS] = {0, 1, 2, 2}, hello_target[HELLO_STEPS] = {1, 2, 2, 3};

static const double Wxh[] = {1.1, 0.8, -0.5, -0.4, -0.3, 1.2, -0.5, -0.9, 0.1, 0.9, 0.9, 1.2};
static const double Whh[] = {0.9, 1.1, 0.3, 0.8, -0.1, -0.5, 0.4, 1.2, 1.1};
static const double Why[] = {1.4, 0.1, -2.6, 2.6, -0.6, 1.8, -0.2, 1.3, -0.6, -2.0, 1.7, -2.5};

static mat constant(arena *a, const double *from, int nrows, int ncols)
{
	mat m = mat_new(a, nrows, ncols);
	for (long i = 0; i < count(m); i++) m.p[i] = (real)from[i];
	return m;
}

hello hello_new(arena *a, int T)
{
	enum { V = HELLO_LETTERS, H = HELLO_UNITS };
	hello e = {.T = T};
	e.w = (rnn){constant(a, Wxh, V, H), constant(a, Whh, H, H), mat_new(a, 1, H)};
	e.dw = (rnn){mat_new(a, V, H), mat_new(a, H, H), mat_new(a, 1, H)};
	e.out = (affine){constant(a, Why, H, V), mat_new(a, 1, V)};
	e.dout = (affine){mat_new(a, H, V), mat_new(a, 1, V)};
	e.x = seq_new(a, T, 1, V);
	for (int t = 0; t < T; t++) *elem(at(e.x, t), 0, hello_reads[t]) = 1;
	e.h = seq_new(a, T + 1, 1, H);
	e.logits = seq_new(a, T, 1, V);
	e.p = seq_new(a, T, 1, V);
	e.dy = seq_new(a, T, 1, V);
	e.direct = seq_new(a, T + 1, 1, H);
	e.dh = seq_new(a, T + 1, 1, H);
	e.da = seq_new(a, T + 1, 1, H);
	return e;
}

void hello_forward(hello *e)
{
	rnn_forward(e->h, e->x, e->w);
	temporal_affine_forward(e->logits, steps(e->h, 1, e->T), e->out);
	copy(flat(e->dy), flat(e->logits));
	e->loss = temporal_softmax_loss(e->dy, hello_target);
	for (int t = 0; t < e->T; t++) {
		real *p = row(flat(e->p), t);
		for (int j = 0; j < HELLO_LETTERS; j++) // dy = (p - e)/T, so this is p
			p[j] = (real)e->T * row(flat(e->dy), t)[j] + (real)(j == hello_target[t]);
		e->each[t] = -log((double)p[hello_target[t]]);
	}
}

void hello_backward(hello *e)
{
	mat all[] = {e->dw.Wxh, e->dw.Whh, e->dw.b, e->dout.W, e->dout.b, flat(e->direct)};
	for (int i = 0; i < 6; i++) fill(all[i], 0);
	arena scratch = {0};
	seq dx = seq_new(&scratch, e->T, 1, HELLO_LETTERS);
	seq work = seq_new(&scratch, e->T + 1, 1, HELLO_UNITS);
	temporal_affine_backward(
	        e->dout, steps(e->direct, 1, e->T), e->dy, steps(e->h, 1, e->T), e->out);
	copy(flat(work), flat(e->direct));
	rnn_backward(e->dw, dx, work, e->x, e->h, e->w);
	copy(flat(e->da), flat(e->direct));
	rnn_recur_backward(e->da, e->h, e->w.Whh);
	copy(flat(e->dh), flat(e->direct));
	for (int t = 0; t < e->T; t++) mul_add(at(e->dh, t), at(e->da, t + 1), tr(e->w.Whh));
	arena_free(&scratch);
}

double hello_loss(void *e)
{
	hello_forward(e);
	return ((hello *)e)->loss;
}

double hello_share(const hello *e, int t, int k, int i, int j)
{
	arena scratch = {0};
	mat d = mat_new(&scratch, 1, HELLO_UNITS), before = mat_new(&scratch, 1, HELLO_UNITS);
	copy(d, at(e->direct, t));
	for (int s = t;; s--) {
		for (int n = 0; n < HELLO_UNITS; n++) {
			real h = *elem(at(e->h, s), 0, n);
			*elem(d, 0, n) *= 1 - h * h;
		}
		if (s == k) break;
		mul(before, d, tr(e->w.Whh));
		copy(d, before);
	}
	double share = (double)*elem(at(e->h, k - 1), 0, i) * (double)*elem(d, 0, j);
	arena_free(&scratch);
	return share + 0.0; // no minus before a zero
}

double hello_train(hello *e, double rate, bool memory)
{
	if (!memory) fill(e->w.Whh, 0);
	hello_forward(e);
	hello_backward(e);
	sgd_step(e->w.Wxh, e->dw.Wxh, rate);
	sgd_step(e->w.b, e->dw.b, rate);
	sgd_step(e->out.W, e->dout.W, rate);
	sgd_step(e->out.b, e->dout.b, rate);
	if (memory) sgd_step(e->w.Whh, e->dw.Whh, rate);
	return e->loss;
}
