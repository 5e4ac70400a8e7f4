/* Chapter 02's ranks by comparing each number with each: a rank is 1 and the numbers that are
 * smaller, and half of the others that are equal. */
#include <math.h>

#include "ranks.h"

void ranks(mat r, mat x)
{
	for (int i = 0; i < x.cols; i++) {
		int smaller = 0, equal = 0;
		for (int j = 0; j < x.cols; j++) {
			smaller += *elem(x, 0, j) < *elem(x, 0, i);
			equal += *elem(x, 0, j) == *elem(x, 0, i);
		}
		*elem(r, 0, i) = (real)(smaller + (equal + 1) / 2.0);
	}
}

/* Which of the two is larger: 1, 0 or −1. */
static int order(mat x, int i, int j)
{
	return (*elem(x, 0, i) > *elem(x, 0, j)) - (*elem(x, 0, i) < *elem(x, 0, j));
}

/* A rank less the mean rank is half the sum of its comparisons, so no rank is ever needed. */
double spearman(mat x, mat y)
{
	double rr = 0, ss = 0, rs = 0;
	for (int i = 0; i < x.cols; i++) {
		int r = 0, s = 0;
		for (int j = 0; j < x.cols; j++) {
			r += order(x, i, j);
			s += order(y, i, j);
		}
		rr += r * r;
		ss += s * s;
		rs += r * s;
	}
	return rr > 0 && ss > 0 ? rs / (sqrt(rr) * sqrt(ss)) : (double)NAN;
}
