/* Numbers of the cell that holds: see keys.h. */
#include <math.h>
#include <stdio.h>

#include "cell.h"
#include "gradcheck.h"
#include "keys.h"
#include "shares.h"

static double logistic(double x)
{
	return 1 / (1 + exp(-x));
}

/* key_at("hold.a", 2, m): "hold.a2 …" */
static void key_at(const char *name, int t, mat m)
{
	char full[40];
	snprintf(full, sizeof full, "%s%d", name, t);
	key(full, m);
}

static void by_hand(void)
{
	arena a = {0};
	held e = cell_new(&a);
	cell_forward(&e);
	cell_backward(&e);
	for (int t = 1; t <= CELL_STEPS; t++) {
		key_at("hold.gates", t, at(e.a, t - 1));
		key_at("hold.da", t, at(e.da, t - 1));
		key_at("hold.c", t, at(e.c, t));
		key_at("hold.h", t, at(e.h, t));
		key_at("hold.tanhc", t,
		        mat_of((real[]){(real)tanh((double)*elem(at(e.c, t), 0, 0))}, 1, 1));
		key_at("hold.dc", t, cols(e.dc, t, 1));
		key_at("hold.dh", t, cols(e.dh, t, 1));
		key_at("hold.past", t, cols(e.past, t, 1));
	}
	const real *gate = row(at(e.a, 0), 0);
	number("hold.slope.g", 1 - (double)(gate[3] * gate[3]));
	number("hold.gates1.o", (double)row(at(e.a, 0), 0)[2]);
	number("hold.gates5.o", (double)row(at(e.a, CELL_STEPS - 1), 0)[2]);
	number("hold.dWx.write.g", (double)*elem(e.dw.Wx, 0, 3));
	number("hold.dWx.write.i", (double)*elem(e.dw.Wx, 0, 0));
	number("hold.dWx.write.f", (double)*elem(e.dw.Wx, 0, 1));
	number("hold.db.f", (double)*elem(e.dw.b, 0, 1));
	number("hold.read", cell_loss(&e));
	const double before = cell_loss(&e);
	*elem(e.w.Wx, 0, 3) += (real)0.01;
	number("hold.nudged", cell_loss(&e) - before);
	number("sigma5", logistic(5));
	number("sigma-5", logistic(-5));
	number("sigma-4", logistic(-4));
	number("sigma1", logistic(1));
	number("tanh2", tanh(2));
	double kept = 1;
	for (int t = 2; t <= CELL_STEPS; t++) kept *= (double)row(at(e.a, t - 1), 0)[1];
	number("hold.kept", kept);
	number("hold.through", (double)*elem(e.dc, 0, 1) / (double)*elem(e.dc, 0, CELL_STEPS));
	arena_free(&a);
}

/* h ← tanh(w h): what chapter 06's unit makes of a number in three steps, and in a hundred. */
static void plain_units(void)
{
	double one = tanh(1);
	printf("plain.one %.12g", one);
	for (int n = 1; n < 4; n++) printf(" %.12g", one = tanh(one));
	putchar('\n');
	static const double begin[] = {0.2, 0.5, 1};
	printf("plain.two");
	double h = 0;
	for (int i = 0; i < 3; i++) {
		h = begin[i];
		for (int n = 0; n < 100; n++) h = tanh(2 * h);
		printf(" %.12g", h);
	}
	printf("\nplain.two2 %.12g\nplain.two.slope %.12g\n", h, 2 * (1 - h * h));
}

static void shares(void)
{
	arena a = {0};
	mat share = share_example(&a);
	const int last = SHARE_STEPS;
	printf("share.written %.12g %.12g %.12g %.12g\n", (double)*elem(share, last, 1),
	        (double)*elem(share, last, 4), (double)*elem(share, last, 8),
	        (double)*elem(share, last, 10));
	double sum = 0;
	for (int k = 0; k < share.cols; k++) sum += (double)*elem(share, share.rows - 1, k);
	number("share.sum", sum);
	arena_free(&a);
}

/* The worst disagreement with numeric gradients, relative to the largest element. */
static void check(void)
{
	arena a = {0};
	held e = cell_new(&a);
	cell_forward(&e);
	cell_backward(&e);
	mat p[] = {e.w.Wx, e.w.Wh, e.w.b}, d[] = {e.dw.Wx, e.dw.Wh, e.dw.b};
	double worst = 0;
	for (int i = 0; i < 3; i++) {
		mat numeric = mat_new(&a, p[i].rows, p[i].cols);
		numeric_gradient(numeric, p[i], cell_loss, &e);
		double largest = 0, error = 0;
		for (long j = 0; j < count(numeric); j++) {
			largest = fmax(largest, fabs((double)numeric.p[j]));
			double off = fabs((double)(numeric.p[j] - d[i].p[j]));
			if (!(off <= error)) error = off;
		}
		worst = fmax(worst, error / largest);
	}
	number("hold.check", worst);
	arena_free(&a);
}

void keys_of_cell(void)
{
	by_hand();
	plain_units();
	shares();
	check();
}
