/* The running example; see table.h. The counts are those of the tutorial on distributional semantic
 * models by S. Evert, A. Lenci, M. Baroni and G. Lapesa: verbs with their objects in English. */
#include <math.h>

#include "table.h"

const char *const nouns[NOUNS] = {"knife", "cat", "dog", "boat", "cup", "pig", "banana"};
const char *const verbs[VERBS] = {"get", "see", "use", "hear", "eat", "kill"};

static const int counted[NOUNS][VERBS] = {
        {51, 20, 84, 0, 3, 0},
        {52, 58, 4, 4, 6, 26},
        {115, 83, 10, 42, 33, 17},
        {59, 39, 23, 4, 0, 0},
        {98, 14, 6, 2, 1, 0},
        {12, 17, 3, 2, 9, 27},
        {11, 2, 2, 0, 18, 0},
};

mat table_counts(arena *a)
{
	mat x = mat_new(a, NOUNS, VERBS);
	for (int i = 0; i < NOUNS; i++)
		for (int j = 0; j < VERBS; j++) row(x, i)[j] = (real)counted[i][j];
	return x;
}

mat table_plane(arena *a)
{
	mat x = mat_new(a, NOUNS, 2);
	for (int i = 0; i < NOUNS; i++) {
		row(x, i)[0] = (real)counted[i][GET];
		row(x, i)[1] = (real)counted[i][USE];
	}
	return x;
}

sparse table_sparse(mat x, arena *a)
{
	arena scratch = {0};
	sparse_builder b = sparse_begin(&scratch, x.rows, x.cols);
	for (int i = 0; i < x.rows; i++)
		for (int j = 0; j < x.cols; j++)
			if (*elem(x, i, j) != 0) sparse_add(&b, i, j, (double)*elem(x, i, j));
	sparse s = sparse_end(&b, a);
	arena_free(&scratch);
	return s;
}

mat table_dense(sparse s, arena *a)
{
	mat x = mat_new(a, s.rows, s.cols);
	for (int i = 0; i < s.rows; i++)
		for (long e = s.start[i]; e < s.start[i + 1]; e++) row(x, i)[s.col[e]] = s.value[e];
	return x;
}

mat table_ppmi(arena *a, double alpha)
{
	return table_dense(ppmi(table_sparse(table_counts(a), a), alpha, a), a);
}

double degrees_between(mat u, mat v)
{
	double cosine = cosine_similarity(u, v);
	return acos(fmin(1, fmax(-1, cosine))) * 180 / acos(-1);
}
