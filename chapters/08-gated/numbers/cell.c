/* The running example: see cell.h.
 *
 * The weights were chosen by hand: σ(5) = .993 opens a gate, σ(−4) = .018 all but shuts it. */
#include "cell.h"

const int cell_reads[CELL_STEPS] = {0, 1, 1, 1, 2};
const char *const cell_names[CELL_INPUTS] = {"write", "wait", "read"};

static const double Wx[] = {9, -10, 0, 2, 0, 0, 0, 0, 0, 0, 9, 0}, Wh[] = {1, -1, 2, 1},
                    bias[] = {-4, 5, -4, 0};

static mat constant(arena *a, const double *from, int nrows, int ncols)
{
	mat m = mat_new(a, nrows, ncols);
	for (long i = 0; i < count(m); i++) m.p[i] = (real)from[i];
	return m;
}

held cell_new(arena *a)
{
	enum { D = CELL_INPUTS, T = CELL_STEPS };
	held e = {.w = {constant(a, Wx, D, 4), constant(a, Wh, 1, 4), constant(a, bias, 1, 4)},
	        .dw = {mat_new(a, D, 4), mat_new(a, 1, 4), mat_new(a, 1, 4)},
	        .x = seq_new(a, T, 1, D),
	        .h = seq_new(a, T + 1, 1, 1),
	        .c = seq_new(a, T + 1, 1, 1),
	        .a = seq_new(a, T, 1, 4),
	        .da = seq_new(a, T, 1, 4),
	        .dh = mat_new(a, 1, T + 1),
	        .dc = mat_new(a, 1, T + 1),
	        .past = mat_new(a, 1, T + 1)};
	for (int t = 0; t < T; t++) *elem(at(e.x, t), 0, cell_reads[t]) = 1;
	return e;
}

void cell_forward(held *e)
{
	lstm_forward(e->h, e->c, e->a, e->x, e->w);
}

void cell_backward(held *e)
{
	const int T = CELL_STEPS;
	arena scratch = {0};
	seq dh = seq_new(&scratch, T + 1, 1, 1), dx = seq_new(&scratch, T, 1, CELL_INPUTS);
	mat dc = mat_new(&scratch, 1, 1), weights[] = {e->dw.Wx, e->dw.Wh, e->dw.b};
	for (int i = 0; i < 3; i++) fill(weights[i], 0);
	*elem(at(dh, T), 0, 0) = 1;
	lstm_backward(e->dw, dx, e->da, dh, dc, e->x, e->h, e->c, e->a, e->w);
	fill(e->past, 0);
	*elem(e->dc, 0, 0) = *elem(dc, 0, 0);
	*elem(e->past, 0, 0) = *elem(dc, 0, 0);
	for (int t = 0; t <= T; t++) *elem(e->dh, 0, t) = *elem(at(dh, t), 0, 0);
	for (int t = 1; t <= T; t++) { // da_g = dc i (1 − g²) tells dc
		const real *a = row(at(e->a, t - 1), 0), *da = row(at(e->da, t - 1), 0);
		*elem(e->dc, 0, t) = da[3] / (a[0] * (1 - a[3] * a[3]));
	}
	for (int t = 0; t < T; t++)
		*elem(e->past, 0, t) = *elem(e->dc, 0, t + 1) * row(at(e->a, t), 0)[1];
	arena_free(&scratch);
}

double cell_loss(void *example)
{
	held *e = example;
	cell_forward(e);
	return (double)*elem(at(e->h, CELL_STEPS), 0, 0);
}
