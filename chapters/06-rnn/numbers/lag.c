/* The remember-one-letter task: see lag.h. */
#include <math.h>

#include "lag.h"
#include "optim.h"
#include "rnn.h"

enum { H = 16, V = 4, B = 2, LETTER_A = 0, DOT = 2, QUESTION = 3 };
static const double RATE = 0.05;

/* Both sequences there are, side by side; only the last step has a target. */
static void write_task(seq x, int *target)
{
	for (int t = 0; t < x.T; t++)
		for (int b = 0; b < B; b++) {
			int id = t == 0 ? LETTER_A + b : t == x.T - 1 ? QUESTION : DOT;
			*elem(at(x, t), b, id) = 1;
			target[t * B + b] = t == x.T - 1 ? LETTER_A + b : -1;
		}
}

double lag_train(int lag, int k, int updates, uint64_t seed)
{
	enum { N = V * H + H * H + H + H * V + V };
	const int T = lag + 1;
	arena a = {0};
	mat w = mat_new(&a, 1, N), dw = mat_new(&a, 1, N), squares = mat_new(&a, 1, N);
	mat part[2] = {w, dw};
	rnn layer[2];
	affine out[2];
	for (int g = 0; g < 2; g++) {
		real *p = part[g].p;
		layer[g] = (rnn){mat_of(p, V, H), mat_of(p + V * H, H, H), mat_of(p + V * H + H * H, 1, H)};
		p += V * H + H * H + H;
		out[g] = (affine){mat_of(p, H, V), mat_of(p + H * V, 1, V)};
	}
	rng r = rng_new(seed, 60);
	rng_fill_uniform(&r, w, -1 / sqrt(H), 1 / sqrt(H));
	scale(layer[0].Whh, (real)sqrt(3)); // variance 1/H: echoes neither die at once nor grow
	seq x = seq_new(&a, T, B, V), dx = seq_new(&a, T, B, V), y = seq_new(&a, T, B, V);
	seq h = seq_new(&a, T + 1, B, H), dh = seq_new(&a, T + 1, B, H);
	int *target = arena_alloc(&a, (size_t)(T * B), sizeof *target);
	write_task(x, target);
	double loss = 0;
	for (int n = 0; n <= updates; n++) {
		rnn_forward(h, x, layer[0]);
		temporal_affine_forward(y, steps(h, 1, T), out[0]);
		loss = temporal_softmax_loss(y, target);
		fill(dw, 0);
		fill(flat(dh), 0);
		temporal_affine_backward(out[1], steps(dh, 1, T), y, steps(h, 1, T), out[0]);
		truncated_bptt(layer[1], dx, dh, x, h, layer[0], k);
		if (n < updates) adagrad_step(w, dw, squares, RATE);
	}
	arena_free(&a);
	return loss;
}
