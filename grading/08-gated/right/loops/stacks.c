/* Recursion instead of a loop over layers; the right layer's order of reading by index. */
#include "stacks.h"

void deep_lstm_forward(const lstm_wires *v, seq x, const gated *w, int L)
{
	if (L == 0) return;
	lstm_forward(v->h, v->c, v->a, x, *w);
	deep_lstm_forward(v + 1, steps(v->h, 1, x.T), w + 1, L - 1);
}

void deep_lstm_backward(const gated *dw, seq dx, const lstm_dwires *dv, seq x, const lstm_wires *v,
        const gated *w, int L)
{
	if (L > 1) {
		arena scratch = {0};
		const seq below = steps(v->h, 1, x.T), into = steps(dv->h, 1, x.T);
		seq from = seq_new(&scratch, x.T, x.B, below.D);
		deep_lstm_backward(dw + 1, from, dv + 1, below, v + 1, w + 1, L - 1);
		for (long i = 0; i < count(flat(into)); i++) into.p[i] += from.p[i];
		arena_free(&scratch);
	}
	lstm_backward(*dw, dx, dv->a, dv->h, dv->c, x, v->h, v->c, v->a, *w);
}

static seq mirrored(arena *a, seq s)
{
	seq m = seq_new(a, s.T, s.B, s.D);
	for (int t = 0; t < s.T; t++)
		for (int r = 0; r < s.B; r++)
			for (int j = 0; j < s.D; j++) row(at(m, s.T - 1 - t), r)[j] = row(at(s, t), r)[j];
	return m;
}

void bilstm_forward(seq y, const lstm_wires v[2], seq x, const gated w[2])
{
	arena scratch = {0};
	const int H = y.D / 2;
	for (int side = 0; side < 2; side++) {
		seq in = side ? mirrored(&scratch, x) : x;
		lstm_forward(v[side].h, v[side].c, v[side].a, in, w[side]);
		for (int t = 0; t < x.T; t++)
			for (int r = 0; r < x.B; r++)
				for (int j = 0; j < H; j++)
					row(at(y, side ? x.T - 1 - t : t), r)[side * H + j] =
					        row(at(v[side].h, t + 1), r)[j];
	}
	arena_free(&scratch);
}

void bilstm_backward(const gated dw[2], seq dx, const lstm_dwires dv[2], seq dy, seq x,
        const lstm_wires v[2], const gated w[2])
{
	arena scratch = {0};
	const int H = dy.D / 2;
	fill(flat(dx), 0);
	for (int side = 1; side >= 0; side--) {
		seq in = side ? mirrored(&scratch, x) : x, from = seq_new(&scratch, x.T, x.B, x.D);
		seq d = side ? mirrored(&scratch, dy) : dy;
		for (int t = 0; t < x.T; t++) add(at(dv[side].h, t + 1), cols(at(d, t), side * H, H));
		lstm_backward(dw[side], from, dv[side].a, dv[side].h, dv[side].c, in, v[side].h, v[side].c,
		        v[side].a, w[side]);
		add(flat(dx), flat(side ? mirrored(&scratch, from) : from));
	}
	arena_free(&scratch);
}
