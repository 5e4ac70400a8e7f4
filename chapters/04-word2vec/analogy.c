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
	TODO("4.12", "the first largest that is neither a nor b nor c");
}

void analogy_add(int *answer, const int *abc, int n, mat x, mat queries, mat scores)
{
	need_shape(queries, n, x.cols);
	need_shape(scores, n, scores.cols);
	TODO("4.12", "a row b − a + c for each question, one product, the best of each row");
}

void analogy_mul(int *answer, const int *abc, int n, mat x, mat queries, mat scores)
{
	need_shape(queries, 3 * n, x.cols);
	need_shape(scores, 3 * n, scores.cols);
	TODO("4.13", "the rows of a, b and c; cosines by one product; (cos + 1)/2; combine");
}
