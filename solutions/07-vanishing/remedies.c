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
	//> [clip_by_value] 7.5  element by element; what do comparisons with a NaN say?
	const real most = (real)limit;
	for (int i = 0; i < g.rows; i++) {
		real *x = row(g, i);
		for (int j = 0; j < g.cols; j++) x[j] = x[j] > most ? most : x[j] < -most ? -most : x[j];
	}
	//< [clip_by_value]
}

double clip_by_norm(mat g, double limit)
{
	//> [clip_by_norm] 7.6  one norm for all of it; what if it is no number?
	double norm = sqrt(dot(g, g));
	if (norm > limit && isfinite(norm)) scale(g, (real)(limit / norm));
	return norm;
	//< [clip_by_norm]
}

void irnn_init(mat Whh, double size)
{
	need_shape(Whh, Whh.rows, Whh.rows);
	//> [irnn_init] 7.7  all but the diagonal is zero
	fill(Whh, 0);
	for (int i = 0; i < Whh.rows; i++) *elem(Whh, i, i) = (real)size;
	//< [irnn_init]
}

void orthogonal_init(mat Whh, rng *r)
{
	need_shape(Whh, Whh.rows, Whh.rows);
	//> [orthogonal_init] 7.8  from each row take its part along every row before; then length 1
	rng_fill_normal(r, Whh, 1);
	for (int i = 0; i < Whh.rows; i++) {
		mat x = rows(Whh, i, 1);
		for (int j = 0; j < i; j++) {
			mat before = rows(Whh, j, 1);
			real along = (real)dot(x, before);
			for (int k = 0; k < x.cols; k++) row(x, 0)[k] -= along * row(before, 0)[k];
		}
		scale(x, (real)(1 / sqrt(dot(x, x))));
	}
	//< [orthogonal_init]
}

void nprnn_init(mat Whh, rng *r)
{
	const int H = Whh.rows;
	need_shape(Whh, H, H);
	arena scratch = {0};
	mat R = mat_new(&scratch, H, H), largest = mat_new(&scratch, 1, 1);
	//> [nprnn_init] 7.9  RᵀR/H + I; its largest eigenvalue; divide
	rng_fill_normal(r, R, 1);
	mul(Whh, tr(R), R);
	scale(Whh, 1 / (real)H);
	for (int i = 0; i < H; i++) *elem(Whh, i, i) += 1;
	copy(R, Whh);
	if (eigen_symmetric(largest, R, H - 1, 1) != 0) bug("nprnn_init: no eigenvalue");
	scale(Whh, 1 / *elem(largest, 0, 0));
	//< [nprnn_init]
	arena_free(&scratch);
}

void relu_recur_forward(seq h, mat Whh)
{
	need_shape(Whh, h.D, h.D);
	//> [relu_recur_forward] 7.10  as rnn_recur_forward(), with another f
	for (int t = 1; t < h.T; t++) {
		mat ht = at(h, t);
		mul_add(ht, at(h, t - 1), Whh);
		for (long i = 0, n = count(ht); i < n; i++) ht.p[i] = ht.p[i] < 0 ? 0 : ht.p[i];
	}
	//< [relu_recur_forward]
}

void relu_recur_backward(seq dh, seq h, mat Whh)
{
	need_seq(dh, h.T, h.B, h.D);
	arena scratch = {0};
	mat WhhT = mat_new(&scratch, h.D, h.D);
	//> [relu_recur_backward] 7.11  from the last step to the first: through ReLU, then to h[t−1]
	copy(WhhT, tr(Whh));
	for (int t = h.T - 1; t > 0; t--) {
		mat d = at(dh, t), ht = at(h, t);
		for (long i = 0, n = count(d); i < n; i++) d.p[i] = ht.p[i] > 0 ? d.p[i] : 0;
		mul_add(at(dh, t - 1), d, WhhT);
	}
	//< [relu_recur_backward]
	arena_free(&scratch);
}

void relu_rnn_forward(seq h, seq x, rnn w)
{
	need_seq(h, x.T + 1, x.B, w.Whh.rows);
	//> [relu_rnn_forward] 7.12  all x_t Wxh + b in one product; then the rest
	mat a = flat(steps(h, 1, x.T));
	mul(a, flat(x), w.Wxh);
	add_row(a, w.b);
	relu_recur_forward(h, w.Whh);
	//< [relu_rnn_forward]
}

void relu_rnn_backward(rnn dw, seq dx, seq dh, seq x, seq h, rnn w)
{
	need_seq(h, x.T + 1, x.B, w.Whh.rows);
	need_seq(dx, x.T, x.B, x.D);
	//> [relu_rnn_backward] 7.13  the recurrence leaves every da_t; then one product for each
	relu_recur_backward(dh, h, w.Whh);
	mat da = flat(steps(dh, 1, x.T));
	mul(flat(dx), da, tr(w.Wxh));
	mul_add(dw.Wxh, tr(flat(x)), da);
	mul_add(dw.Whh, tr(flat(steps(h, 0, x.T))), da);
	add_sum_of_rows(dw.b, da);
	//< [relu_rnn_backward]
}
