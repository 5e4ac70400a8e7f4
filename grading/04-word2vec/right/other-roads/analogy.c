/* Chapter 04's analogies by the nearest point and by logarithms: unit vectors with the largest product
 * lie nearest, and a ratio is largest where its logarithm is. */
#include <math.h>

#include "analogy.h"

static bool given_word(const int *abc, int word)
{
	return word == abc[0] || word == abc[1] || word == abc[2];
}

/* The first smallest, looked for from the end. */
static int least(mat cost, int line, const int *abc)
{
	int best = -1;
	for (int i = cost.cols - 1; i >= 0; i--)
		if (!given_word(abc, i) && (best < 0 || *elem(cost, line, i) <= *elem(cost, line, best)))
			best = i;
	return best;
}

void analogy_add(int *answer, const int *abc, int n, mat x, mat queries, mat scores)
{
	for (int i = 0; i < n; i++) {
		mat q = rows(queries, i, 1);
		copy(q, rows(x, abc[3 * i], 1));
		scale(q, -1);
		for (int k = 1; k < 3; k++) add(q, rows(x, abc[3 * i + k], 1));
		for (int j = 0; j < scores.cols; j++) {
			real *distance = elem(scores, i, j);
			*distance = 0;
			for (int k = 0; k < x.cols; k++) {
				real step = *elem(q, 0, k) - *elem(x, j, k);
				*distance += step * step;
			}
		}
		answer[i] = least(scores, i, abc + 3 * i);
	}
}

void analogy_mul(int *answer, const int *abc, int n, mat x, mat queries, mat scores)
{
	for (int i = 0; i < n; i++) {
		mat three = rows(queries, 3 * i, 3), cos = rows(scores, 3 * i, 3);
		for (int k = 0; k < 3; k++) copy(rows(three, k, 1), rows(x, abc[3 * i + k], 1));
		mul(tr(cos), rows(x, 0, scores.cols), tr(three));
		for (int j = 0; j < scores.cols; j++) {
			real a = *elem(cos, 0, j), b = *elem(cos, 1, j), c = *elem(cos, 2, j);
			*elem(cos, 0, j) = (real)(log((double)(a + 1) / 2 + 0.001) - log((double)(b + 1) / 2) -
			                          log((double)(c + 1) / 2));
		}
		answer[i] = least(cos, 0, abc + 3 * i);
	}
}
