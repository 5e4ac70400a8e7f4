/* Starts and what they leave of a gradient: see starts.h. */
#include <math.h>

#include "lapack.h"
#include "starts.h"

const char *const start_name[STARTS] = {"uniform", "orthogonal", "identity", "positive"};

void start_draw(mat Whh, start_kind kind, uint64_t seed)
{
	rng r = rng_new(seed, 71);
	const double size = 1 / sqrt(Whh.rows);
	if (kind == UNIFORM) rng_fill_uniform(&r, Whh, -size, size);
	if (kind == ORTHOGONAL) orthogonal_init(Whh, &r);
	if (kind == IDENTITY) irnn_init(Whh, 1);
	if (kind == POSITIVE) nprnn_init(Whh, &r);
}

void start_run(seq h, mat Whh, activation f, double input, uint64_t seed)
{
	rng r = rng_new(seed, 72);
	rng_fill_normal(&r, flat(h), input);
	fill(at(h, 0), 0);
	if (f == BY_TANH)
		rnn_recur_forward(h, Whh);
	else
		relu_recur_forward(h, Whh);
}

void start_gradient(mat norm, seq h, mat Whh, activation f, uint64_t seed)
{
	const int T = h.T - 1;
	arena a = {0};
	seq dh = seq_new(&a, h.T, 1, h.D);
	mat sent = mat_new(&a, 1, h.D); // da_t W_hhᵀ: what the last loss alone sends to h_{t-1}
	rng r = rng_new(seed, 73);
	rng_fill_normal(&r, at(dh, T), 1);
	scale(at(dh, T), (real)(1 / sqrt(dot(at(dh, T), at(dh, T)))));
	*elem(norm, 0, T) = 1;
	if (f == BY_TANH)
		rnn_recur_backward(dh, h, Whh);
	else
		relu_recur_backward(dh, h, Whh);
	for (int t = T; t > 0; t--) {
		mul(sent, at(dh, t), tr(Whh));
		*elem(norm, 0, t - 1) = (real)sqrt(dot(sent, sent));
	}
	arena_free(&a);
}
