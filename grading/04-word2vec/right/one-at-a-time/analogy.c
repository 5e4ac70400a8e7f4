/* Chapter 04's analogies one question and one word at a time, with no working space. */
#include "analogy.h"

static double cosine(mat x, int i, int j)
{
	double sum = 0;
	for (int k = 0; k < x.cols; k++) sum += (double)*elem(x, i, k) * (double)*elem(x, j, k);
	return sum;
}

typedef double scoring(double a, double b, double c);

static double sum_of_three(double a, double b, double c)
{
	return b - a + c;
}

static double ratio(double a, double b, double c)
{
	return (b / 2 + 0.5) * (c / 2 + 0.5) / (a / 2 + 0.501);
}

static int best(const int *abc, int allowed, mat x, scoring score)
{
	int answer = -1;
	double most = 0;
	for (int i = 0; i < allowed; i++) {
		if (i == abc[0] || i == abc[1] || i == abc[2]) continue;
		double s = score(cosine(x, i, abc[0]), cosine(x, i, abc[1]), cosine(x, i, abc[2]));
		if (answer >= 0 && s <= most) continue;
		answer = i;
		most = s;
	}
	return answer;
}

void analogy_add(int *answer, const int *abc, int n, mat x, mat queries, mat scores)
{
	(void)queries;
	for (int i = 0; i < n; i++) answer[i] = best(abc + 3 * i, scores.cols, x, sum_of_three);
}

void analogy_mul(int *answer, const int *abc, int n, mat x, mat queries, mat scores)
{
	(void)queries;
	for (int i = 0; i < n; i++) answer[i] = best(abc + 3 * i, scores.cols, x, ratio);
}
