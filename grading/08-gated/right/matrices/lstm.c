/* Whole matrices: each gate is a view of columns, each equation one call. Nothing is hoisted out of
 * the loop over time, and every step adds its own share to the weights' gradients. */
#include <math.h>

#include "lstm.h"

typedef real function(real);

static real logistic(real x)
{
	return (real)(0.5 * (1 + tanh((double)x / 2)));
}

static real hyperbolic(real x)
{
	return (real)tanh((double)x);
}

static void apply(mat m, function *f)
{
	for (int r = 0; r < m.rows; r++)
		for (int k = 0; k < m.cols; k++) *elem(m, r, k) = f(*elem(m, r, k));
}

/* to += a ∘ b */
static void add_product(mat to, mat a, mat b)
{
	for (int r = 0; r < to.rows; r++)
		for (int k = 0; k < to.cols; k++) *elem(to, r, k) += *elem(a, r, k) * *elem(b, r, k);
}

/* to = a ∘ b, where to may be one of them */
static void product(mat to, mat a, mat b)
{
	for (int r = 0; r < to.rows; r++)
		for (int k = 0; k < to.cols; k++) *elem(to, r, k) = *elem(a, r, k) * *elem(b, r, k);
}

/* d ∘ y(1−y), y a logistic gate */
static void past_logistic(mat d, mat y)
{
	for (int r = 0; r < d.rows; r++)
		for (int k = 0; k < d.cols; k++)
			*elem(d, r, k) *= *elem(y, r, k) - *elem(y, r, k) * *elem(y, r, k);
}

/* d ∘ (1−y²), y a tanh */
static void past_tanh(mat d, mat y)
{
	for (int r = 0; r < d.rows; r++)
		for (int k = 0; k < d.cols; k++)
			*elem(d, r, k) *= (1 - *elem(y, r, k)) * (1 + *elem(y, r, k));
}

void lstm_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh)
{
	const int H = h.cols;
	mat i = cols(a, 0, H), f = cols(a, H, H), o = cols(a, 2 * H, H), g = cols(a, 3 * H, H);
	for (int gate = 0; gate < 4; gate++) mul_add(cols(a, gate * H, H), h0, cols(Wh, gate * H, H));
	apply(i, logistic);
	apply(f, logistic);
	apply(o, logistic);
	apply(g, hyperbolic);
	product(c, f, c0);
	add_product(c, i, g);
	copy(h, c);
	apply(h, hyperbolic);
	product(h, h, o);
}

void lstm_step_backward(mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh)
{
	const int H = dh.cols;
	arena scratch = {0};
	mat squashed = mat_new(&scratch, c.rows, H), through_o = mat_new(&scratch, c.rows, H);
	copy(squashed, c);
	apply(squashed, hyperbolic);
	product(through_o, dh, cols(a, 2 * H, H));
	past_tanh(through_o, squashed);
	add(dc, through_o);
	product(cols(da, 0, H), dc, cols(a, 3 * H, H));
	product(cols(da, H, H), dc, c0);
	product(cols(da, 2 * H, H), dh, squashed);
	product(cols(da, 3 * H, H), dc, cols(a, 0, H));
	past_logistic(cols(da, 0, 3 * H), cols(a, 0, 3 * H));
	past_tanh(cols(da, 3 * H, H), cols(a, 3 * H, H));
	product(dc, dc, cols(a, H, H));
	for (int gate = 0; gate < 4; gate++)
		mul_add(dh0, cols(da, gate * H, H), tr(cols(Wh, gate * H, H)));
	arena_free(&scratch);
}

void lstm_recur_forward(seq h, seq c, seq a, mat Wh)
{
	if (a.T == 0) return;
	lstm_step_forward(at(h, 1), at(c, 1), at(a, 0), at(h, 0), at(c, 0), Wh);
	lstm_recur_forward(steps(h, 1, a.T), steps(c, 1, a.T), steps(a, 1, a.T - 1), Wh);
}

void lstm_recur_backward(seq da, seq dh, mat dc, seq a, seq c, mat Wh)
{
	if (a.T == 0) return;
	const int n = a.T - 1;
	lstm_step_backward(
	        at(da, n), at(dh, n), dc, at(dh, n + 1), at(a, n), at(c, n + 1), at(c, n), Wh);
	lstm_recur_backward(
	        steps(da, 0, n), steps(dh, 0, n + 1), dc, steps(a, 0, n), steps(c, 0, n + 1), Wh);
}

void lstm_forward(seq h, seq c, seq a, seq x, gated w)
{
	for (int t = 0; t < x.T; t++) {
		fill(at(a, t), 0);
		add_row(at(a, t), w.b);
		mul_add(at(a, t), at(x, t), w.Wx);
		lstm_step_forward(at(h, t + 1), at(c, t + 1), at(a, t), at(h, t), at(c, t), w.Wh);
	}
}

void lstm_backward(gated dw, seq dx, seq da, seq dh, mat dc, seq x, seq h, seq c, seq a, gated w)
{
	for (int t = x.T - 1; t >= 0; t--) {
		lstm_step_backward(
		        at(da, t), at(dh, t), dc, at(dh, t + 1), at(a, t), at(c, t + 1), at(c, t), w.Wh);
		mul(at(dx, t), at(da, t), tr(w.Wx));
		mul_add(dw.Wx, tr(at(x, t)), at(da, t));
		mul_add(dw.Wh, tr(at(h, t)), at(da, t));
		add_sum_of_rows(dw.b, at(da, t));
	}
}

void lstm_init(gated w, double forget_bias, rng *r)
{
	const int H = w.Wh.rows;
	rng_fill_uniform(r, w.Wx, -1, 1);
	rng_fill_uniform(r, w.Wh, -1, 1);
	scale(w.Wx, (real)(1 / sqrt(H)));
	scale(w.Wh, (real)(1 / sqrt(H)));
	for (int gate = 0; gate < 4; gate++)
		fill(cols(w.b, gate * H, H), gate == 1 ? (real)forget_bias : 0);
}

/* Column by column: share k begins when step k writes it and fades from then on. */
void lstm_unrolled_cell(mat share, seq a, mat c0, int unit)
{
	const int H = a.D / 4;
	fill(share, 0);
	for (int k = 0; k <= a.T; k++) {
		real left = *elem(c0, 0, unit);
		if (k > 0) left = *elem(at(a, k - 1), 0, unit) * *elem(at(a, k - 1), 0, 3 * H + unit);
		for (int t = k; t <= a.T; t++) {
			if (t > k) left *= *elem(at(a, t - 1), 0, H + unit);
			*elem(share, t, k) = left;
		}
	}
}
