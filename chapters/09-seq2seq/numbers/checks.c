/* Gradient checks: see checks.h. The loss is ⟨direct, answer⟩ with a random `direct`. */
#include <math.h>

#include "attention.h"
#include "checks.h"
#include "gradcheck.h"
#include "seq2seq.h"

/* Pairs of a thing and its gradient; returns the worst error, relative to the largest element. */
static double worst_of(void *context, scalar_function f, const mat (*pairs)[2], int n)
{
	arena a = {0};
	double worst = 0;
	for (int i = 0; i < n; i++) {
		mat value = pairs[i][0], d = pairs[i][1], numeric = mat_new(&a, d.rows, d.cols);
		numeric_gradient(numeric, value, f, context);
		double largest = 0, error = 0;
		for (long j = 0; j < count(d); j++) {
			largest = fmax(largest, fabs((double)numeric.p[j]));
			double off = fabs((double)(numeric.p[j] - d.p[j]));
			if (!(off <= error)) error = off;
		}
		worst = fmax(worst, error / largest);
	}
	arena_free(&a);
	return worst;
}

static mat drawn(arena *a, rng *r, int nrows, int ncols)
{
	mat m = mat_new(a, nrows, ncols);
	rng_fill_normal(r, m, 0.7);
	return m;
}

/* --- scores ---------------------------------------------------------------------------------------- */

enum { T = 4, S = 5, Q = 3, K = 6, A = 7 };

typedef struct {
	mat q, k, W, same, score, direct;
	scorer w;
} scores;

static double dot_loss(void *context)
{
	scores *s = context;
	score_dot_forward(s->score, s->same, s->k);
	return dot(s->direct, s->score);
}

static double bilinear_loss(void *context)
{
	scores *s = context;
	score_bilinear_forward(s->score, s->q, s->k, s->W);
	return dot(s->direct, s->score);
}

static double concat_loss(void *context)
{
	scores *s = context;
	score_concat_forward(s->score, s->q, s->k, s->w);
	return dot(s->direct, s->score);
}

double check_scores(void)
{
	arena a = {0};
	rng r = rng_new(1, 91);
	scores s = {drawn(&a, &r, T, Q), drawn(&a, &r, S, K), drawn(&a, &r, Q, K), drawn(&a, &r, T, K),
	        mat_new(&a, T, S), drawn(&a, &r, T, S),
	        {drawn(&a, &r, Q, A), drawn(&a, &r, K, A), drawn(&a, &r, 1, A)}};
	mat dq[3] = {mat_new(&a, T, K), mat_new(&a, T, Q), mat_new(&a, T, Q)}, dk[3];
	for (int i = 0; i < 3; i++) dk[i] = mat_new(&a, S, K);
	mat dW = mat_new(&a, Q, K);
	scorer dw = {mat_new(&a, Q, A), mat_new(&a, K, A), mat_new(&a, 1, A)};
	score_dot_backward(dq[0], dk[0], s.direct, s.same, s.k);
	score_bilinear_backward(dW, dq[1], dk[1], s.direct, s.q, s.k, s.W);
	score_concat_backward(dw, dq[2], dk[2], s.direct, s.q, s.k, s.w);
	const mat plain[][2] = {{s.same, dq[0]}, {s.k, dk[0]}};
	const mat between[][2] = {{s.q, dq[1]}, {s.k, dk[1]}, {s.W, dW}};
	const mat net[][2] = {
	        {s.q, dq[2]}, {s.k, dk[2]}, {s.w.Wq, dw.Wq}, {s.w.Wk, dw.Wk}, {s.w.v, dw.v}};
	double worst = worst_of(&s, dot_loss, plain, 2);
	worst = fmax(worst, worst_of(&s, bilinear_loss, between, 3));
	worst = fmax(worst, worst_of(&s, concat_loss, net, 5));
	arena_free(&a);
	return worst;
}

/* --- attention after every step ---------------------------------------------------------------------- */

enum { B = 3, H = 4 };
static const int lengths[B] = {5, 2, 4};

typedef struct {
	attention_wires v;
	seq h, k;
	mat direct;
	attention w;
} attended;

static double attend_loss(void *context)
{
	attended *s = context;
	attend_forward(s->v, s->h, s->k, lengths, s->w);
	return dot(s->direct, flat(s->v.o));
}

double check_attend(void)
{
	arena a = {0};
	rng r = rng_new(1, 92);
	attended s = {attention_wires_new(&a, T, S, B, K, H), seq_new(&a, T, B, H), seq_new(&a, S, B, K),
	        drawn(&a, &r, T * B, H),
	        {drawn(&a, &r, H, K), {drawn(&a, &r, K + H, H), drawn(&a, &r, 1, H)}}};
	rng_fill_normal(&r, flat(s.h), 0.7);
	rng_fill_normal(&r, flat(s.k), 0.7);
	attention dw = {mat_new(&a, H, K), {mat_new(&a, K + H, H), mat_new(&a, 1, H)}};
	seq dh = seq_new(&a, T, B, H), dk = seq_new(&a, S, B, K), d = seq_new(&a, T, B, H);
	copy(flat(d), s.direct);
	attend_loss(&s);
	attend_backward(dw, dh, dk, d, s.v, s.h, s.k, s.w);
	const mat pairs[][2] = {{s.w.Wq, dw.Wq}, {s.w.out.W, dw.out.W}, {s.w.out.b, dw.out.b},
	        {flat(s.h), flat(dh)}, {flat(s.k), flat(dk)}};
	double worst = worst_of(&s, attend_loss, pairs, 5);
	arena_free(&a);
	return worst;
}

/* --- encoder ------------------------------------------------------------------------------------------ */

enum { D = 2 };

typedef struct {
	encoder_wires v;
	seq x;
	mat to_states, to_start;
	encoder w;
} encoded;

static double encoder_loss(void *context)
{
	encoded *s = context;
	encoder_forward(s->v, s->x, lengths, s->w);
	return dot(s->to_states, flat(s->v.states)) + dot(s->to_start, s->v.start);
}

static gated gru_of(arena *a, rng *r)
{
	return (gated){drawn(a, r, D, 3 * H), drawn(a, r, H, 3 * H), drawn(a, r, 1, 3 * H)};
}

static gated gru_zero(arena *a)
{
	return (gated){mat_new(a, D, 3 * H), mat_new(a, H, 3 * H), mat_new(a, 1, 3 * H)};
}

double check_encoder(void)
{
	arena a = {0};
	rng r = rng_new(1, 93);
	encoded s = {encoder_wires_new(&a, S, B, D, H), seq_new(&a, S, B, D),
	        drawn(&a, &r, S * B, 2 * H), drawn(&a, &r, B, H),
	        {gru_of(&a, &r), gru_of(&a, &r), {drawn(&a, &r, 2 * H, H), drawn(&a, &r, 1, H)}}};
	rng_fill_normal(&r, flat(s.x), 0.7);
	encoder dw = {gru_zero(&a), gru_zero(&a), {mat_new(&a, 2 * H, H), mat_new(&a, 1, H)}};
	encoder_wires dv = encoder_wires_new(&a, S, B, D, H);
	seq dx = seq_new(&a, S, B, D);
	copy(flat(dv.states), s.to_states);
	copy(dv.start, s.to_start);
	encoder_loss(&s);
	encoder_backward(dw, dx, dv, s.x, lengths, s.v, s.w);
	const mat pairs[][2] = {{s.w.left.Wx, dw.left.Wx}, {s.w.left.Wh, dw.left.Wh},
	        {s.w.right.Wx, dw.right.Wx}, {s.w.right.Wh, dw.right.Wh}, {s.w.right.b, dw.right.b},
	        {s.w.start.W, dw.start.W}, {flat(s.x), flat(dx)}};
	double worst = worst_of(&s, encoder_loss, pairs, 7);
	arena_free(&a);
	return worst;
}
