/* Numbers of momentum and Adam: see keys.h. */
#include <math.h>
#include <stdio.h>

#include "keys.h"
#include "optimizers.h"
#include "valley.h"

static const double B1 = 0.9, B2 = 0.999;

/* How long an update with a constant gradient would be without the correction, in rates. */
static void bias_correction(void)
{
	static const int t[] = {1, 10, 100, 1000};
	double longest = 0;
	int when = 0;
	for (int i = 0; i < 4; i++)
		printf("adam.bare%d %.12g\n", t[i], (1 - pow(B1, t[i])) / sqrt(1 - pow(B2, t[i])));
	for (int n = 1; n < 10000; n++) {
		double length = (1 - pow(B1, n)) / sqrt(1 - pow(B2, n));
		if (length > longest) {
			longest = length;
			when = n;
		}
	}
	printf("adam.bare.longest %.12g\nadam.bare.when %d\n", longest, when);
}

/* Three gradients of very different size, one update, rate 0.01: how far each weight goes. */
static void first_update(void)
{
	real w[3] = {0}, d[3] = {1000, 1, (real)0.001}, m[3] = {0}, v[3] = {0};
	adam_step(mat_of(w, 1, 3), mat_of(d, 1, 3), mat_of(m, 1, 3), mat_of(v, 1, 3), 0.01,
	        (adam_settings){B1, B2, 1e-8}, 1);
	printf("adam.first.size %.12g %.12g %.12g\n", -(double)w[0], -(double)w[1], -(double)w[2]);
}

static void walks(void)
{
	for (int rule = 0; rule < RULES; rule++) {
		walk w = walk_new();
		if (rule == PLAIN) number("valley.start", walk_loss(&w));
		for (int n = 1; n <= 40; n++) walk_on(&w, (rule_kind)rule);
		printf("valley.%s %.12g\n", rule_name[rule], walk_loss(&w));
	}
}

void keys_of_rules(void)
{
	bias_correction();
	first_update();
	walks();
}
