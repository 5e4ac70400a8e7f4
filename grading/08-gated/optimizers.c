/* Cases of 8.27 and 8.28: three updates of two tensors, whose memories must not meet. */
#include "cases.h"

enum { UPDATES = 3, MANY = 23, FEWER = 11 };

/* A tensor, the gradients that it will meet, and what an optimizer remembers of it. */
struct tensor {
	mat w, m, v, grads; // grads (UPDATES,n), a row an update
};

static struct tensor draw_tensor(book *b, const char *w, const char *grads, int n, double size)
{
	struct tensor t = {.w = copy_of(b, draw(b, w, "N", 1, n, 1))};
	t.grads = draw(b, grads, "KN", UPDATES, n, size);
	t.m = mat_new(&b->a, 1, n);
	t.v = mat_new(&b->a, 1, n);
	return t;
}

static double told(book *b, const char *array, double x)
{
	mat m = mat_new(&b->a, 1, 1);
	fill(m, (real)x);
	given(b, array, "N", m);
	return x;
}

/* --- 8.27: momentum ------------------------------------------------------------------------------- */

static void momentum_of(book *b, double mu)
{
	struct tensor p = draw_tensor(b, "w", "grads", MANY, 1);
	struct tensor q = draw_tensor(b, "w_other", "grads_other", FEWER, 1);
	const double rate = told(b, "rate", 0.25);
	told(b, "mu", mu);
	for (int t = 0; t < UPDATES; t++) {
		sgd_momentum_step(p.w, rows(p.grads, t, 1), p.v, rate, mu);
		sgd_momentum_step(q.w, rows(q.grads, t, 1), q.v, rate, mu);
		if (t == 0) record(b, "w_first", "N", p.w);
	}
	record(b, "w_end", "N", p.w);
	record(b, "v_end", "N", p.v);
	record(b, "w_other_end", "N", q.w);
}

static void momentum(book *b)
{
	momentum_of(b, 0.875);
}

static void momentum_none(book *b)
{
	momentum_of(b, 0);
}

static void momentum_resumed(book *b)
{
	struct tensor p = draw_tensor(b, "w", "grads", MANY, 1);
	const double rate = told(b, "rate", 0.125), mu = told(b, "mu", 0.5);
	copy(p.v, draw(b, "v", "N", 1, MANY, 2));
	sgd_momentum_step(p.w, rows(p.grads, 0, 1), p.v, rate, mu);
	record(b, "w_end", "N", p.w);
	record(b, "v_end", "N", p.v);
}

/* --- 8.28: Adam ------------------------------------------------------------------------------------- */

static adam_settings draw_settings(book *b, double beta1, double beta2, double epsilon)
{
	return (adam_settings){
	        told(b, "beta1", beta1), told(b, "beta2", beta2), told(b, "epsilon", epsilon)};
}

static void adam_of(book *b, double size, adam_settings s)
{
	struct tensor p = draw_tensor(b, "w", "grads", MANY, size);
	struct tensor q = draw_tensor(b, "w_other", "grads_other", FEWER, size);
	const double rate = told(b, "rate", 0.0625);
	for (int t = 0; t < UPDATES; t++) {
		adam_step(p.w, rows(p.grads, t, 1), p.m, p.v, rate, s, t + 1);
		adam_step(q.w, rows(q.grads, t, 1), q.m, q.v, rate, s, t + 1);
		if (t == 0) record(b, "w_first", "N", p.w);
	}
	record(b, "w_end", "N", p.w);
	record(b, "m_end", "N", p.m);
	record(b, "v_end", "N", p.v);
	record(b, "w_other_end", "N", q.w);
}

/* Settings that float knows exactly, and ε large enough to be seen. */
static void adam(book *b)
{
	adam_of(b, 1, draw_settings(b, 0.875, 0.96875, 0.125));
}

/* Where gradients are as small as ε, its place decides how far the step goes. */
static void adam_tiny_gradients(book *b)
{
	adam_of(b, 0x1p-26, draw_settings(b, 0.875, 0.9990234375, 0x1p-27));
}

/* Nothing arrives, nothing is remembered: nothing moves, and nothing is divided by 0. */
static void adam_no_gradient(book *b)
{
	struct tensor p = draw_tensor(b, "w", "grads", MANY, 0);
	adam_settings s = draw_settings(b, 0.875, 0.96875, 0x1p-27);
	adam_step(p.w, rows(p.grads, 0, 1), p.m, p.v, told(b, "rate", 0.5), s, 1);
	record(b, "w_end", "N", p.w);
}

/* Update 1000 of a run that was saved: the means are what they are, hardly anything is corrected. */
static void adam_resumed(book *b)
{
	struct tensor p = draw_tensor(b, "w", "grads", MANY, 1);
	adam_settings s = draw_settings(b, 0.875, 0.9990234375, 0x1p-27);
	const double rate = told(b, "rate", 0.0625);
	copy(p.m, draw(b, "m", "N", 1, MANY, 0.5));
	rng_fill_uniform(&b->r, p.v, 0.5, 2);
	given(b, "v", "N", copy_of(b, p.v));
	adam_step(p.w, rows(p.grads, 0, 1), p.m, p.v, rate, s, (long)told(b, "t", 1000));
	record(b, "w_end", "N", p.w);
	record(b, "m_end", "N", p.m);
	record(b, "v_end", "N", p.v);
}

const grade_case optimizers_cases[] = {
        {"sgd_momentum_step", "three_updates", momentum, NULL, 0},
        {"sgd_momentum_step", "no_momentum", momentum_none, NULL, 0},
        {"sgd_momentum_step", "resumed", momentum_resumed, NULL, 0},
        {"adam_step", "three_updates", adam, NULL, 0},
        {"adam_step", "tiny_gradients", adam_tiny_gradients, NULL, 0},
        {"adam_step", "no_gradient", adam_no_gradient, NULL, 0},
        {"adam_step", "resumed", adam_resumed, NULL, 0},
        {0},
};
