/* Two units that add: see adder.h. */
#include "adder.h"

/* 0.5 and 0.2 are marked; between them stands what must not be added. */
static void sequence(seq x)
{
	static const double between[] = {0.3, 0.9};
	for (int t = 0; t < x.T; t++) {
		*elem(at(x, t), 0, 0) = (real)between[(t + 1) % 2];
		*elem(at(x, t), 0, 1) = t == 0 || t == x.T - 1;
	}
	*elem(at(x, 0), 0, 0) = (real)0.5;
	*elem(at(x, x.T - 1), 0, 0) = (real)0.2;
}

adder adder_new(arena *a, int steps)
{
	const int H = ADDER_UNITS, D = ADDER_INPUTS;
	adder e = {
	        .w = {mat_new(a, D, H), mat_new(a, H, H), mat_new(a, 1, H)},
	        .dw = {mat_new(a, D, H), mat_new(a, H, H), mat_new(a, 1, H)},
	        .x = seq_new(a, steps, 1, D),
	        .dx = seq_new(a, steps, 1, D),
	        .h = seq_new(a, steps + 1, 1, H),
	        .da = seq_new(a, steps + 1, 1, H),
	        .dh = seq_new(a, steps + 1, 1, H),
	};
	*elem(e.w.Wxh, 0, 0) = *elem(e.w.Wxh, 1, 0) = 1;
	*elem(e.w.b, 0, 0) = -1;
	*elem(e.w.Whh, 0, 1) = *elem(e.w.Whh, 1, 1) = 1;
	sequence(e.x);
	relu_rnn_forward(e.h, e.x, e.w);
	const real *last = row(at(e.h, steps), 0);
	e.answer = (double)(last[0] + last[1]);
	fill(at(e.da, steps), 1);
	relu_rnn_backward(e.dw, e.dx, e.da, e.x, e.h, e.w);
	fill(at(e.dh, steps), 1);
	for (int t = steps; t > 0; t--) mul(at(e.dh, t - 1), at(e.da, t), tr(e.w.Whh));
	return e;
}
