/* A readout of states: see recall.h. */
#include <math.h>

#include "gru.h"
#include "lapack.h"
#include "recall.h"

enum { WORDS = 10, D = 16, FIT = 3000, FRESH = 1000, ALL = FIT + FRESH, BATCH = 500 };

const int recall_units[RECALL_SIZES] = {16, 32, 64, 128};

typedef struct {
	int id[RECALL_WORDS][ALL];
	mat last;              // (ALL,H+1) state after all words, and 1
	mat own[RECALL_WORDS]; // (ALL,H+1) state after each word, and 1
} readings;

static void read_all(readings *s, int H, arena *a)
{
	rng r = rng_new(1, 94);
	mat E = mat_new(a, WORDS, D);
	gated w = {mat_new(a, D, 3 * H), mat_new(a, H, 3 * H), mat_new(a, 1, 3 * H)};
	seq x = seq_new(a, RECALL_WORDS, BATCH, D), h = seq_new(a, RECALL_WORDS + 1, BATCH, H);
	seq gates = seq_new(a, RECALL_WORDS, BATCH, 3 * H), u = seq_new(a, RECALL_WORDS, BATCH, 3 * H);
	const double range = 1 / 4.0; // of 16 features
	rng_fill_normal(&r, E, 1);
	rng_fill_uniform(&r, w.Wx, -range, range);
	rng_fill_normal(&r, w.Wh, 1 / sqrt(H));
	for (int first = 0; first < ALL; first += BATCH) {
		for (int t = 0; t < RECALL_WORDS; t++)
			for (int b = 0; b < BATCH; b++) {
				int id = s->id[t][first + b] = (int)rng_below(&r, WORDS);
				copy(rows(at(x, t), b, 1), rows(E, id, 1));
			}
		gru_forward(h, gates, u, x, w);
		for (int t = 0; t < RECALL_WORDS; t++)
			copy(cols(rows(s->own[t], first, BATCH), 0, H), at(h, t + 1));
	}
	copy(s->last, s->own[RECALL_WORDS - 1]);
}

/* Share of fresh sentences whose word t a linear readout of `from` says. */
static double told(mat from, const int *id)
{
	arena a = {0};
	const int F = from.cols;
	mat gram = mat_new(&a, F, F), W = mat_new(&a, F, WORDS), y = mat_new(&a, FRESH, WORDS);
	mat wanted = mat_new(&a, FIT, WORDS), seen = rows(from, 0, FIT);
	for (int i = 0; i < FIT; i++) *elem(wanted, i, id[i]) = 1;
	mul(gram, tr(seen), seen);
	for (int i = 0; i < F; i++) *elem(gram, i, i) += (real)1e-3;
	mul(W, tr(seen), wanted);
	if (solve_spd(W, gram)) bug("recall: the readout has no solution");
	mul(y, rows(from, FIT, FRESH), W);
	int right = 0;
	for (int i = 0; i < FRESH; i++) {
		int best = 0;
		for (int v = 1; v < WORDS; v++)
			if (*elem(y, i, v) > *elem(y, i, best)) best = v;
		right += best == id[FIT + i];
	}
	arena_free(&a);
	return right / (double)FRESH;
}

void recall(double last[RECALL_WORDS], double own[RECALL_WORDS], int H)
{
	arena a = {0};
	readings *s = arena_alloc(&a, 1, sizeof *s);
	for (int t = 0; t < RECALL_WORDS; t++) {
		s->own[t] = mat_new(&a, ALL, H + 1);
		fill(cols(s->own[t], H, 1), 1);
	}
	s->last = mat_new(&a, ALL, H + 1);
	read_all(s, H, &a);
	for (int t = 0; t < RECALL_WORDS; t++) {
		last[t] = told(s->last, s->id[t]);
		own[t] = told(s->own[t], s->id[t]);
	}
	arena_free(&a);
}
