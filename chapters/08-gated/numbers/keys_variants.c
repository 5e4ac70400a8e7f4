/* Numbers of GRU, the phased cell, and of how many parameters there are: see keys.h. */
#include <math.h>
#include <stdio.h>

#include "gru.h"
#include "keys.h"
#include "variants.h"

enum { B = 4, H = 5 };

static double logistic(double x)
{
	return 1 / (1 + exp(-x));
}

/* The two other conventions, element by element, on the same weights. */
static double torch_unit(const real *a, const real *u, double before, int k)
{
	double r = logistic((double)(a[k] + u[k])), z = logistic((double)-(a[H + k] + u[H + k]));
	double n = tanh((double)a[2 * H + k] + r * (double)u[2 * H + k]);
	return (1 - z) * n + z * before;
}

static double cho_unit(const real *a, const real *u, const real *before, mat Wh, int k)
{
	double z = logistic((double)(a[H + k] + u[H + k])), sum = (double)a[2 * H + k];
	for (int j = 0; j < H; j++)
		sum += logistic((double)(a[j] + u[j])) * (double)before[j] *
		       (double)*elem(Wh, j, 2 * H + k);
	return (1 - z) * (double)before[k] + z * tanh(sum);
}

static void conventions(void)
{
	arena m = {0};
	mat a = mat_new(&m, B, 3 * H), u = mat_new(&m, B, 3 * H), h0 = mat_new(&m, B, H);
	mat h = mat_new(&m, B, H), Wh = mat_new(&m, H, 3 * H), kept = mat_new(&m, B, 3 * H);
	rng r = rng_new(1, 82);
	rng_fill_normal(&r, a, 1);
	rng_fill_normal(&r, h0, 0.7);
	rng_fill_normal(&r, Wh, 1);
	copy(kept, a);
	gru_step_forward(h, a, u, h0, Wh);
	double bridge = 0, other = 0;
	for (int b = 0; b < B; b++)
		for (int k = 0; k < H; k++) {
			double ours = (double)*elem(h, b, k);
			bridge = fmax(bridge,
			        fabs(ours - torch_unit(row(kept, b), row(u, b), (double)*elem(h0, b, k), k)));
			other = fmax(other, fabs(ours - cho_unit(row(kept, b), row(u, b), row(h0, b), Wh, k)));
		}
	number("gru.bridge", bridge);
	number("gru.cho", other);
	arena_free(&m);
}

/* Of a character model: E (V,D), a layer of G gates, the readout; V = 63 as in the King James text,
 * D = H. */
static long parameters(int gates, int units)
{
	const long V = 63, n = units;
	return V * n + gates * (2 * n + 1) * n + (n + 1) * V;
}

static void sizes(void)
{
	printf("size.lstm %ld\n", parameters(4, 128));
	printf("size.gru %ld\n", parameters(3, 128));
	printf("size.rnn %ld\n", parameters(1, 128));
	int gru = 128, rnn = 128;
	while (parameters(3, gru + 1) <= parameters(4, 128)) gru++;
	while (parameters(1, rnn + 1) <= parameters(4, 128)) rnn++;
	printf("size.equal.gru %d\nsize.equal.rnn %d\n", gru, rnn);
}

/* How much of fifty steps a unit is open, and what passes a unit that is shut. */
static void phased(void)
{
	real clock[] = {50, 0, (real)0.05}, k[1];
	double kept = 1;
	int open = 0;
	for (int t = 0; t < 50; t++) {
		time_gate(mat_of(k, 1, 1), t, mat_of(clock, 3, 1), 0);
		open += k[0] > 0;
		kept *= 1 - (double)k[0] * (1 - logistic(0)); // f = ½ where the gate lets it work
	}
	printf("phase.open %d\n", open);
	number("phase.kept", kept);
	number("phase.half", pow(0.5, 50));
}

void keys_of_variants(void)
{
	conventions();
	sizes();
	phased();
}
