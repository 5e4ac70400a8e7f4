/* Questions of proportion: which word is to c as b is to a?
 *
 * For unit vectors ⟨x, b − a + c⟩ = cos(x,b) − cos(x,a) + cos(x,c), so the sum of three cosines is one
 * product with one vector, and a block of questions is one matrix product. 3CosMul multiplies and divides
 * instead, which needs the three cosines apart: three rows for each question.
 *
 * The given words are left out because they nearly always win: b and c lie closest to b − a + c.
 *
 * Sources: Mikolov, Yih and Zweig 2013; Levy and Goldberg 2014. */
#include "analogy.h"

/* The best of n scores, the given three left out; −1 when nothing is left. */
static int best_but(const real *score, int n, const int *abc)
{
	//> [best_but] 4.12  the first largest that is neither a nor b nor c
	int best = -1;
	for (int i = 0; i < n; i++)
		if (i != abc[0] && i != abc[1] && i != abc[2] && (best < 0 || score[i] > score[best]))
			best = i;
	return best;
	//< [best_but]
}

void analogy_add(int *answer, const int *abc, int n, mat x, mat queries, mat scores)
{
	need_shape(queries, n, x.cols);
	need_shape(scores, n, scores.cols);
	//> [analogy_add] 4.12  a row b − a + c for each question, one product, the best of each row
	for (int i = 0; i < n; i++) {
		const real *a = row(x, abc[3 * i]), *b = row(x, abc[3 * i + 1]),
		           *c = row(x, abc[3 * i + 2]);
		for (int k = 0; k < x.cols; k++) row(queries, i)[k] = b[k] - a[k] + c[k];
	}
	mul(scores, queries, tr(rows(x, 0, scores.cols)));
	for (int i = 0; i < n; i++) answer[i] = best_but(row(scores, i), scores.cols, abc + 3 * i);
	//< [analogy_add]
}

void analogy_mul(int *answer, const int *abc, int n, mat x, mat queries, mat scores)
{
	need_shape(queries, 3 * n, x.cols);
	need_shape(scores, 3 * n, scores.cols);
	//> [analogy_mul] 4.13  the rows of a, b and c; cosines by one product; (cos + 1)/2; combine
	for (int i = 0; i < 3 * n; i++) copy(rows(queries, i, 1), rows(x, abc[i], 1));
	mul(scores, queries, tr(rows(x, 0, scores.cols)));
	for (int i = 0; i < n; i++) {
		real *a = row(scores, 3 * i);
		const real *b = row(scores, 3 * i + 1), *c = row(scores, 3 * i + 2);
		for (int j = 0; j < scores.cols; j++)
			a[j] = (b[j] + 1) * (c[j] + 1) / 4 / ((a[j] + 1) / 2 + (real)0.001);
		answer[i] = best_but(a, scores.cols, abc + 3 * i);
	}
	//< [analogy_mul]
}
