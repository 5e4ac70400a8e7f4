/* Gradient checks: see checks.h. The loss is ⟨direct, what a layer makes⟩ with a random `direct`. */
#include <math.h>

#include "blocks.h"
#include "checks.h"
#include "gradcheck.h"
#include "rng.h"
#include "telling.h"

static double worst_of(scalar_function f, void *context, const mat (*pairs)[2], int n)
{
	arena a = {0};
	double worst = 0;
	for (int i = 0; i < n; i++) {
		mat value = pairs[i][0], d = pairs[i][1], numeric = mat_new(&a, d.rows, d.cols);
		numeric_gradient(numeric, value, f, context);
		double largest = 0, error = 0;
		for (long k = 0; k < count(d); k++) {
			if (isnan((double)numeric.p[k])) continue; // a ReLU's corner was in reach
			largest = fmax(largest, fabs((double)numeric.p[k]));
			error = fmax(error, fabs((double)(numeric.p[k] - d.p[k])));
		}
		worst = fmax(worst, error / largest);
	}
	arena_free(&a);
	return worst;
}

/* --- pictures ------------------------------------------------------------------------------------ */

enum { C = 3, N = 2, SIDE = 5, F = 4 };

typedef struct {
	arena memory;
	images x, dx, y, direct, inner;
	conv2d k[2], dk[2];
	channel_moments batch, running;
	batch_norm w, dw;
} seen;

static const window by_twos = {3, 2, 1};

static seen seen_new(int out, int side)
{
	seen s = {0};
	arena *a = &s.memory;
	rng r = rng_new(1, 103);
	s.x = images_new(a, C, N, SIDE, SIDE);
	s.dx = images_new(a, C, N, SIDE, SIDE);
	s.inner = images_new(a, C, N, SIDE, SIDE);
	s.y = images_new(a, out, N, side, side);
	s.direct = images_new(a, out, N, side, side);
	for (int i = 0; i < 2; i++) {
		s.k[i] = (conv2d){mat_new(a, out, 9 * C), mat_new(a, 1, out)};
		s.dk[i] = (conv2d){mat_new(a, out, 9 * C), mat_new(a, 1, out)};
		rng_fill_normal(&r, s.k[i].W, 0.3);
		rng_fill_normal(&r, s.k[i].b, 0.3);
	}
	mat m[8];
	for (int i = 0; i < 8; i++) m[i] = mat_new(a, 1, C);
	s.batch = (channel_moments){m[0], m[1]};
	s.running = (channel_moments){m[2], m[3]};
	s.w = (batch_norm){m[4], m[5]};
	s.dw = (batch_norm){m[6], m[7]};
	rng_fill_normal(&r, s.w.gamma, 1);
	rng_fill_normal(&r, s.w.beta, 1);
	rng_fill_normal(&r, s.x.m, 1);
	rng_fill_normal(&r, s.direct.m, 1);
	return s;
}

static double conv2d_loss(void *context)
{
	seen *s = context;
	conv2d_forward(s->y, s->x, s->k[0], by_twos);
	return dot(s->direct.m, s->y.m);
}

double check_conv2d(void)
{
	seen s = seen_new(F, places(SIDE, by_twos));
	conv2d_loss(&s);
	conv2d_backward(s.dk[0], s.dx, s.direct, s.x, s.k[0], by_twos);
	const mat pairs[][2] = {{s.k[0].W, s.dk[0].W}, {s.k[0].b, s.dk[0].b}, {s.x.m, s.dx.m}};
	const double worst = worst_of(conv2d_loss, &s, pairs, 3);
	arena_free(&s.memory);
	return worst;
}

static double batch_norm_loss(void *context)
{
	seen *s = context;
	batch_norm_forward(s->y, s->batch, s->running, s->x, s->w, 0.1, 1e-5);
	return dot(s->direct.m, s->y.m);
}

double check_batch_norm(void)
{
	seen s = seen_new(C, SIDE);
	batch_norm_loss(&s);
	batch_norm_backward(s.dw, s.dx, s.direct, s.x, s.batch, s.w, 1e-5);
	const mat pairs[][2] = {{s.w.gamma, s.dw.gamma}, {s.w.beta, s.dw.beta}, {s.x.m, s.dx.m}};
	const double worst = worst_of(batch_norm_loss, &s, pairs, 3);
	arena_free(&s.memory);
	return worst;
}

static double residual_loss(void *context)
{
	seen *s = context;
	residual_forward(s->y, s->inner, s->x, s->k);
	return dot(s->direct.m, s->y.m);
}

double check_residual(void)
{
	seen s = seen_new(C, SIDE);
	residual_loss(&s);
	residual_backward(s.dk, s.dx, s.direct, s.y, s.inner, s.x, s.k);
	const mat pairs[][2] = {
	        {s.k[0].W, s.dk[0].W}, {s.k[1].W, s.dk[1].W}, {s.k[1].b, s.dk[1].b}, {s.x.m, s.dx.m}};
	const double worst = worst_of(residual_loss, &s, pairs, 4);
	arena_free(&s.memory);
	return worst;
}

/* --- sentences ----------------------------------------------------------------------------------- */

enum { T = 4, B = 2, D = 3, H = 4, I = 5, R = 3, L = 4 };

typedef struct {
	arena memory;
	seq x, dx, h, dh, direct, region, dregion;
	mat im, dim, Wih, dWih, dc;
	rnn w, dw;
	attentive_lstm_wires v;
	attentive_lstm looker, dlooker;
} told;

static rnn rnn_weights(arena *a)
{
	return (rnn){mat_new(a, D, H), mat_new(a, H, H), mat_new(a, 1, H)};
}

static attentive_lstm looker_weights(arena *a)
{
	return (attentive_lstm){{mat_new(a, D, 4 * H), mat_new(a, H, 4 * H), mat_new(a, 1, 4 * H)},
	        mat_new(a, R, 4 * H), mat_new(a, H, R)};
}

static told told_new(void)
{
	told s = {0};
	arena *a = &s.memory;
	s.x = seq_new(a, T, B, D);
	s.dx = seq_new(a, T, B, D);
	s.h = seq_new(a, T + 1, B, H);
	s.dh = seq_new(a, T + 1, B, H);
	s.direct = seq_new(a, T + 1, B, H);
	s.region = seq_new(a, L, B, R);
	s.dregion = seq_new(a, L, B, R);
	s.im = mat_new(a, B, I);
	s.dim = mat_new(a, B, I);
	s.Wih = mat_new(a, I, H);
	s.dWih = mat_new(a, I, H);
	s.dc = mat_new(a, B, H);
	s.w = rnn_weights(a);
	s.dw = rnn_weights(a);
	s.looker = looker_weights(a);
	s.dlooker = looker_weights(a);
	s.v = attentive_lstm_wires_new(a, T, B, H, L, R);
	mat drawn[] = {flat(s.x), at(s.h, 0), at(s.v.h, 0), at(s.v.c, 0), flat(s.direct),
	        flat(s.region), s.im, s.Wih, s.w.Wxh, s.w.Whh, s.w.b, s.looker.lstm.Wx,
	        s.looker.lstm.Wh, s.looker.lstm.b, s.looker.Wc, s.looker.Wq};
	rng r = rng_new(1, 104);
	for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) rng_fill_normal(&r, drawn[i], 0.6);
	fill(at(s.direct, 0), 0);
	return s;
}

static double image_rnn_loss(void *context)
{
	told *s = context;
	image_rnn_forward(s->h, s->x, s->im, s->w, s->Wih);
	return dot(flat(s->direct), flat(s->h));
}

double check_image_rnn(void)
{
	told s = told_new();
	image_rnn_loss(&s);
	copy(flat(s.dh), flat(s.direct));
	image_rnn_backward(s.dw, s.dWih, s.dx, s.dim, s.dh, s.x, s.im, s.h, s.w, s.Wih);
	const mat pairs[][2] = {{s.Wih, s.dWih}, {s.im, s.dim}, {s.w.Whh, s.dw.Whh},
	        {flat(s.x), flat(s.dx)}, {at(s.h, 0), at(s.dh, 0)}};
	const double worst = worst_of(image_rnn_loss, &s, pairs, 5);
	arena_free(&s.memory);
	return worst;
}

static double attentive_loss(void *context)
{
	told *s = context;
	attentive_lstm_forward(s->v, s->x, s->region, s->looker);
	return dot(flat(s->direct), flat(s->v.h));
}

double check_attentive(void)
{
	told s = told_new();
	attentive_loss(&s);
	copy(flat(s.dh), flat(s.direct));
	attentive_lstm_backward(s.dlooker, s.dx, s.dregion, s.dh, s.dc, s.x, s.region, s.v, s.looker);
	const mat pairs[][2] = {{s.looker.Wc, s.dlooker.Wc}, {s.looker.Wq, s.dlooker.Wq},
	        {s.looker.lstm.Wh, s.dlooker.lstm.Wh}, {flat(s.region), flat(s.dregion)},
	        {flat(s.x), flat(s.dx)}, {at(s.v.h, 0), at(s.dh, 0)}, {at(s.v.c, 0), s.dc}};
	const double worst = worst_of(attentive_loss, &s, pairs, 7);
	arena_free(&s.memory);
	return worst;
}
