/* The lesson's two matrices: see example.h. */
#include <math.h>

#include "example.h"
#include "svd.h"

const char *const table_word[] = {"knife", "cat", "dog", "boat", "cup", "pig", "banana"};
const char *const table_verb[] = {"get", "see", "use", "hear", "eat", "kill"};

static const double small[] = {3, 0, 4, 5};
static const double table[] = {
        51, 20, 84, 0, 3, 0,     // knife
        52, 58, 4, 4, 6, 26,     // cat
        115, 83, 10, 42, 33, 17, // dog
        59, 39, 23, 4, 0, 0,     // boat
        98, 14, 6, 2, 1, 0,      // cup
        12, 17, 3, 2, 9, 27,     // pig
        11, 2, 2, 0, 18, 0,      // banana
};

static decomposed decompose(arena *a, const double *from, int m, int n)
{
	decomposed d = {mat_new(a, m, n), mat_new(a, m, n), mat_new(a, 1, n), mat_new(a, n, n), 0};
	for (long i = 0; i < count(d.a); i++) d.a.p[i] = (real)from[i];
	d.sweeps = jacobi_svd(d.u, d.s, d.v, d.a);
	for (int j = 0; j < n; j++) {
		double sum = 0;
		for (int i = 0; i < n; i++) sum += (double)*elem(d.v, i, j);
		if (sum >= 0) continue;
		scale(cols(d.u, j, 1), -1);
		scale(cols(d.v, j, 1), -1);
	}
	return d;
}

decomposed example_small(arena *a)
{
	return decompose(a, small, 2, 2);
}

decomposed example_table(arena *a)
{
	return decompose(a, table, TABLE_WORDS, TABLE_VERBS);
}

double example_cosine(decomposed d, int i, int j, int first, int n)
{
	double xy = 0, xx = 0, yy = 0;
	for (int k = first; k < first + n; k++) {
		double s = (double)*elem(d.s, 0, k);
		double x = s * (double)*elem(d.u, i, k), y = s * (double)*elem(d.u, j, k);
		xy += x * y;
		xx += x * x;
		yy += y * y;
	}
	return xy / sqrt(xx * yy);
}
