/* A right solution with other habits: the log of the sum of exponentials in one pass that moves
 * its maximum along, probabilities as exp(log p), sequences handled through padding with zeros,
 * and sampling from a finished table. */
#include <math.h>

#include "rnn.h"

void temporal_affine_forward(seq y, seq h, affine w)
{
	for (int t = 0; t < h.T; t++) {
		for (int n = 0; n < h.B; n++) copy(rows(at(y, t), n, 1), w.b);
		mul_add(at(y, t), at(h, t), w.W);
	}
}

void temporal_affine_backward(affine dw, seq dh, seq dy, seq h, affine w)
{
	for (int t = h.T - 1; t >= 0; t--) {
		mul_add(tr(dw.W), tr(at(dy, t)), at(h, t));
		for (int n = 0; n < h.B; n++) add(dw.b, rows(at(dy, t), n, 1));
		mul_add(tr(at(dh, t)), w.W, tr(at(dy, t)));
	}
}

static double log_sum_exp(int n, const real *y)
{
	double largest = (double)y[0], sum = 1;
	for (int j = 1; j < n; j++) {
		const double d = (double)y[j] - largest;
		if (d <= 0) {
			sum += exp(d);
		} else {
			sum = sum * exp(-d) + 1;
			largest = (double)y[j];
		}
	}
	return largest + log(sum);
}

double temporal_softmax_loss(seq y, const int *target)
{
	const int n = y.T * y.B;
	int counted = 0;
	double loss = 0;
	for (int i = 0; i < n; i++) counted += target[i] >= 0;
	for (int i = n - 1; i >= 0; i--) {
		real *p = row(flat(y), i);
		if (target[i] < 0) {
			fill(rows(flat(y), i, 1), 0);
			continue;
		}
		const double all = log_sum_exp(y.D, p);
		loss += (all - (double)p[target[i]]) / counted;
		for (int j = 0; j < y.D; j++) p[j] = (real)(exp((double)p[j] - all) / counted);
		p[target[i]] -= 1 / (real)counted;
	}
	return loss;
}

/* One state at a time passes by, and the sequences that end with it take it. */
void many_to_one_forward(mat y, seq h, const int *length)
{
	for (int t = 0; t < h.T; t++)
		for (int b = 0; b < h.B; b++)
			if (length[b] == t) copy(rows(y, b, 1), rows(at(h, t), b, 1));
}

void many_to_one_backward(seq dh, mat dy, const int *length)
{
	for (int t = 0; t < dh.T; t++)
		for (int b = 0; b < dh.B; b++)
			if (length[b] == t) add(rows(at(dh, t), b, 1), rows(dy, b, 1));
}

void one_to_many_forward(seq h, mat x, rnn w)
{
	arena scratch = {0};
	seq padded = seq_new(&scratch, h.T - 1, x.rows, x.cols);
	copy(at(padded, 0), x);
	rnn_forward(h, padded, w);
	arena_free(&scratch);
}

void one_to_many_backward(rnn dw, mat dx, seq dh, mat x, seq h, rnn w)
{
	arena scratch = {0};
	seq padded = seq_new(&scratch, h.T - 1, x.rows, x.cols);
	seq dpadded = seq_new(&scratch, h.T - 1, x.rows, x.cols);
	copy(at(padded, 0), x);
	rnn_backward(dw, dpadded, dh, padded, h, w);
	copy(dx, at(dpadded, 0));
	arena_free(&scratch);
}

int sample_with_temperature(mat y, double tau, double u)
{
	arena scratch = {0};
	double *table = arena_alloc(&scratch, (size_t)y.cols + 1, sizeof *table);
	real *scaled = arena_alloc(&scratch, (size_t)y.cols, sizeof *scaled);
	int largest = 0, drawn = 0;
	for (int j = y.cols - 1; j >= 0; j--)
		if (*elem(y, 0, j) >= *elem(y, 0, largest)) largest = j;
	if (tau > 0) {
		for (int j = 0; j < y.cols; j++)
			scaled[j] = (real)((double)(*elem(y, 0, j) - *elem(y, 0, largest)) / tau);
		for (int j = 0; j < y.cols; j++) table[j + 1] = table[j] + exp((double)scaled[j]);
		while (drawn < y.cols && !(u < table[drawn + 1] / table[y.cols])) drawn++;
	}
	arena_free(&scratch);
	return tau > 0 && drawn < y.cols ? drawn : largest;
}
