/* A right solution that goes other ways: Householder instead of Gram–Schmidt, the largest
 * eigenvalue from a singular value, gradients from the single step of chapter 06 without its
 * tanh. */
#include <math.h>

#include "lapack.h"
#include "remedies.h"

void clip_by_value(mat g, double limit)
{
	for (int i = 0; i < g.rows; i++)
		for (int j = 0; j < g.cols; j++) {
			real *x = elem(g, i, j);
			if (fabs((double)*x) > limit) *x = (real)copysign(limit, (double)*x);
		}
}

double clip_by_norm(mat g, double limit)
{
	const double squares = dot(g, g);
	if (isfinite(squares) && squares > limit * limit) scale(g, (real)(limit / sqrt(squares)));
	return sqrt(squares);
}

void irnn_init(mat Whh, double size)
{
	mat diagonal = {Whh.p, Whh.rows, 1, Whh.ld + 1, false};
	fill(Whh, 0);
	fill(diagonal, (real)size);
}

/* One reflection: x ← x − 2 ⟨x,v⟩ v for every row, |v| = 1. */
static void reflect(mat m, mat v)
{
	for (int i = 0; i < m.rows; i++) {
		real twice = (real)(2 * dot(rows(m, i, 1), v));
		for (int k = 0; k < m.cols; k++) *elem(m, i, k) -= twice * *elem(v, 0, k);
	}
}

/* Reflections that bring row after row of the normal numbers to an axis; the same reflections, last
 * first, bring the axes to the rows of Q. */
void orthogonal_init(mat Whh, rng *r)
{
	const int H = Whh.rows;
	arena scratch = {0};
	mat N = mat_new(&scratch, H, H), v = mat_new(&scratch, H, H), sign = mat_new(&scratch, 1, H);
	rng_fill_normal(r, N, 1);
	for (int i = 0; i < H; i++) {
		mat vi = rows(v, i, 1), rest = cols(rows(N, i, 1), i, H - i);
		copy(cols(vi, i, H - i), rest);
		double length = sqrt(dot(rest, rest));
		*elem(sign, 0, i) = *elem(rest, 0, 0) > 0 ? -1 : 1;
		*elem(vi, 0, i) -= *elem(sign, 0, i) * (real)length;
		scale(vi, (real)(1 / sqrt(dot(vi, vi))));
		reflect(N, vi);
	}
	fill(Whh, 0);
	for (int i = 0; i < H; i++) *elem(Whh, i, i) = *elem(sign, 0, i);
	for (int i = H - 1; i >= 0; i--) reflect(Whh, rows(v, i, 1));
	arena_free(&scratch);
}

void nprnn_init(mat Whh, rng *r)
{
	const int H = Whh.rows;
	arena scratch = {0};
	mat R = mat_new(&scratch, H, H), s = mat_new(&scratch, 1, H);
	rng_fill_normal(r, R, 1);
	singular_values(s, R);
	const double largest = (double)*elem(s, 0, 0) * (double)*elem(s, 0, 0) / H + 1;
	irnn_init(Whh, H);
	mul_add(Whh, tr(R), R);
	scale(Whh, (real)(1 / (H * largest)));
	arena_free(&scratch);
}

void relu_recur_forward(seq h, mat Whh)
{
	for (int t = 1; t < h.T; t++) {
		mul_add(tr(at(h, t)), tr(Whh), tr(at(h, t - 1)));
		for (int b = 0; b < h.B; b++)
			for (int j = 0; j < h.D; j++) {
				real *x = row(at(h, t), b) + j;
				*x = (*x + (real)fabs((double)*x)) / 2;
			}
	}
}

void relu_recur_backward(seq dh, seq h, mat Whh)
{
	if (h.T < 2) return;
	const int t = h.T - 1;
	for (int b = 0; b < h.B; b++)
		for (int j = 0; j < h.D; j++) row(at(dh, t), b)[j] *= (real) !(row(at(h, t), b)[j] <= 0);
	mul_add(tr(at(dh, t - 1)), Whh, tr(at(dh, t)));
	relu_recur_backward(steps(dh, 0, t), steps(h, 0, t), Whh);
}

void relu_rnn_forward(seq h, seq x, rnn w)
{
	for (int t = 0; t < x.T; t++) {
		fill(at(h, t + 1), 0);
		add_row(at(h, t + 1), w.b);
		mul_add(at(h, t + 1), at(x, t), w.Wxh);
		relu_recur_forward(steps(h, t, 2), w.Whh);
	}
}

/* A step of chapter 06 at a state of 0 has the slope 1, so it does all but the mask. */
void relu_rnn_backward(rnn dw, seq dx, seq dh, seq x, seq h, rnn w)
{
	arena scratch = {0};
	mat linear = mat_new(&scratch, h.B, h.D);
	for (int t = x.T; t > 0; t--) {
		mat d = at(dh, t), ht = at(h, t);
		for (long i = 0, n = count(d); i < n; i++)
			if (!(ht.p[i] > 0)) d.p[i] = 0;
		rnn_step_backward(
		        dw, at(dx, t - 1), at(dh, t - 1), d, at(x, t - 1), at(h, t - 1), linear, w);
	}
	arena_free(&scratch);
}
