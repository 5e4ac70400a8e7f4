/* Three changes to an LSTM step.
 *
 * Peepholes. A gate of a plain LSTM sees the cell only as h = o∘tanh(c): where o is shut, it sees nothing.
 * A peephole shows it c itself, one weight a cell. The output gate looks at the new cell, so backwards
 * its gradient joins that of c before c is taken apart; those of i and f join that of c₀ after.
 *
 * Coupled gates. With i = 1 − f the cell is a weighted mean of what it was and what is new. It cannot
 * count beyond 1, and it needs three quarters of the weights. f has two consumers, so its gradient has
 * two terms.
 *
 * Phased. A gate that no input moves: it opens once in a period τ, for a share ρ of it, beginning at s.
 * While it is shut nothing changes, neither the state nor, on the way back, its gradient: of fifty factors
 * between a loss and its cause, forty-eight may be 1.
 *
 * Sources: Gers and Schmidhuber 2000; Greff and others 2017; Neil, Pfeiffer and Liu 2016. */
#include <math.h>

#include "variants.h"
#include "vmath.h"

void peephole_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh, mat p)
{
	const int H = h.cols;
	need_shape(a, h.rows, 4 * H);
	need_shape(p, 3, H);
	TODO("8.15", "i, f and g; the cell; only then o");
}

void peephole_step_backward(
        mat dp, mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh, mat p)
{
	const int H = dh.cols;
	need_shape(da, dh.rows, 4 * H);
	need_shape(dp, 3, H);
	TODO("8.16", "o before the cell; then what i and f saw of c₀");
}

void coupled_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh)
{
	const int H = h.cols;
	need_shape(a, h.rows, 3 * H);
	TODO("8.17", "as an LSTM's, with 1 − f for i");
}

void coupled_step_backward(mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh)
{
	const int H = dh.cols;
	need_shape(da, dh.rows, 3 * H);
	TODO("8.18", "f keeps one and lets the other in: two terms, one of them negative");
}

/* φ: how far time t is into the period of unit j, in [0,1). */
static double phase_of(double t, mat clock, int j)
{
	TODO("8.19", "(t − s)/τ without its whole part, also when t < s");
}

void time_gate(mat k, double t, mat clock, double leak)
{
	need_shape(clock, 3, k.cols);
	TODO("8.19", "three pieces");
}

void time_gate_backward(mat dclock, mat dk, double t, mat clock, double leak)
{
	need_shape(dclock, 3, dk.cols);
	TODO("8.20", "∂k/∂φ and ∂k/∂ρ of the piece; ∂φ/∂τ = −(t−s)/τ², ∂φ/∂s = −1/τ");
}

void phased_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh, mat k)
{
	need_shape(k, 1, h.cols);
	TODO("8.21", "the proposal; then between what was and what is proposed");
}

void phased_step_backward(
        mat dk, mat da, mat dh0, mat dc, mat dh, mat a, mat h0, mat c0, mat Wh, mat k)
{
	const int B = dh.rows, H = dh.cols;
	need_shape(dk, 1, H);
	arena scratch = {0};
	mat c = mat_new(&scratch, B, H), dc_new = mat_new(&scratch, B, H); // c̃
	mat h = mat_new(&scratch, B, H), dh_new = mat_new(&scratch, B, H); // h̃
	TODO("8.22", "make c̃ and h̃ once more from the gates; k for them, 1 − k past them");
	arena_free(&scratch);
}
