/* Clip what explodes, and begin where nothing vanishes.
 *
 * A gradient that explodes points somewhere, only too far: shorten it and keep the direction. A
 * gradient that vanished is gone, and no factor brings it back; so the matrix that makes it vanish
 * is chosen well at the start. The identity copies the state, an orthogonal matrix turns it, and
 * one that is positive definite with largest eigenvalue 1 keeps one direction and lets the others
 * fade.
 *
 * With a ReLU the states of an IRNN are sums of what was read, and f' is 1 wherever there is a
 * state.
 *
 *     forwards  h_t = max(0, a_t + h_{t−1} Whh)     backwards  da_t = dh_t where h_t > 0, else 0
 *
 * Sources: Pascanu, Mikolov and Bengio 2013 for the norm; Le, Jaitly and Hinton 2015; Talathi and
 * Vartak 2015; Saxe, McClelland and Ganguli 2014. */
#include <math.h>

#include "lapack.h"
#include "remedies.h"

void clip_by_value(mat g, double limit)
{
	TODO("7.5", "element by element; what do comparisons with a NaN say?");
}

double clip_by_norm(mat g, double limit)
{
	TODO("7.6", "one norm for all of it; what if it is no number?");
}

void irnn_init(mat Whh, double size)
{
	need_shape(Whh, Whh.rows, Whh.rows);
	TODO("7.7", "all but the diagonal is zero");
}

void orthogonal_init(mat Whh, rng *r)
{
	need_shape(Whh, Whh.rows, Whh.rows);
	TODO("7.8", "from each row take its part along every row before; then length 1");
}

void nprnn_init(mat Whh, rng *r)
{
	const int H = Whh.rows;
	need_shape(Whh, H, H);
	arena scratch = {0};
	mat R = mat_new(&scratch, H, H), largest = mat_new(&scratch, 1, 1);
	TODO("7.9", "RᵀR/H + I; its largest eigenvalue; divide");
	arena_free(&scratch);
}

void relu_recur_forward(seq h, mat Whh)
{
	need_shape(Whh, h.D, h.D);
	TODO("7.10", "as rnn_recur_forward(), with another f");
}

void relu_recur_backward(seq dh, seq h, mat Whh)
{
	need_seq(dh, h.T, h.B, h.D);
	arena scratch = {0};
	mat WhhT = mat_new(&scratch, h.D, h.D);
	TODO("7.11", "from the last step to the first: through ReLU, then to h[t−1]");
	arena_free(&scratch);
}

void relu_rnn_forward(seq h, seq x, rnn w)
{
	need_seq(h, x.T + 1, x.B, w.Whh.rows);
	TODO("7.12", "all x_t Wxh + b in one product; then the rest");
}

void relu_rnn_backward(rnn dw, seq dx, seq dh, seq x, seq h, rnn w)
{
	need_seq(h, x.T + 1, x.B, w.Whh.rows);
	need_seq(dx, x.T, x.B, x.D);
	TODO("7.13", "the recurrence leaves every da_t; then one product for each");
}
