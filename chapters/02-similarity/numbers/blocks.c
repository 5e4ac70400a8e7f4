/* The lesson's tables and the data of its figures; see byhand.h. */
#include <math.h>
#include <stdio.h>

#include "byhand.h"
#include "table.h"

static double sum(mat x)
{
	double s = 0;
	for (int i = 0; i < x.rows; i++)
		for (int j = 0; j < x.cols; j++) s += (double)row(x, i)[j];
	return s;
}

static void print_head(void)
{
	printf("%6s", "");
	for (int j = 0; j < VERBS; j++) printf("%6s", verbs[j]);
}

void block_table(void)
{
	arena a = {0};
	mat x = table_counts(&a);
	print_head();
	puts("     sum");
	for (int i = 0; i < NOUNS; i++) {
		printf("%-6s", nouns[i]);
		for (int j = 0; j < VERBS; j++) printf("%6g", (double)row(x, i)[j]);
		printf("%8g\n", sum(rows(x, i, 1)));
	}
	printf("%-6s", "sum");
	for (int j = 0; j < VERBS; j++) printf("%6g", sum(cols(x, j, 1)));
	printf("%8g\n", sum(x));
	arena_free(&a);
}

void block_ppmi(void)
{
	arena a = {0};
	mat p = table_ppmi(&a, 1);
	print_head();
	putchar('\n');
	for (int i = 0; i < NOUNS; i++) {
		printf("%-6s", nouns[i]);
		for (int j = 0; j < VERBS; j++)
			row(p, i)[j] > 0 ? printf("%6.2f", (double)row(p, i)[j]) : printf("%6s", ".");
		putchar('\n');
	}
	arena_free(&a);
}

/* The noun whose row is nearest to row i, by distance or by cosine. */
static int nearest(mat x, int i, int by_distance)
{
	int best = -1;
	double score = -HUGE_VAL;
	for (int j = 0; j < NOUNS; j++) {
		mat u = rows(x, i, 1), v = rows(x, j, 1);
		double s = by_distance ? -euclidean_distance(u, v) : cosine_similarity(u, v);
		if (j == i || s <= score) continue;
		score = s;
		best = j;
	}
	return best;
}

void block_nearest(void)
{
	arena a = {0};
	mat x = table_counts(&a), p = table_ppmi(&a, 1);
	puts("to       by distance     by cosine       by cosine of PPMI");
	for (int i = 0; i < NOUNS; i++) {
		int d = nearest(x, i, 1), c = nearest(x, i, 0), s = nearest(p, i, 0);
		printf("%-8s %-7s %5.1f   %-7s %.3f   %-7s %.3f\n", nouns[i], nouns[d],
		        euclidean_distance(rows(x, i, 1), rows(x, d, 1)), nouns[c],
		        cosine_similarity(rows(x, i, 1), rows(x, c, 1)), nouns[s],
		        cosine_similarity(rows(p, i, 1), rows(p, s, 1)));
	}
	arena_free(&a);
}

void block_heap(void)
{
	enum { K = 3 };
	static const int others[] = {KNIFE, DOG, BOAT, CUP, PIG, BANANA};
	arena a = {0};
	mat x = table_counts(&a), cat = rows(x, CAT, 1);
	scored best[K];
	int n = 0;
	puts("offered         the heap, the worst first");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		scored one = {(real)cosine_similarity(cat, rows(x, others[i], 1)), others[i]};
		n = top_k_offer(best, n, K, one);
		printf("%-7s %.3f  ", nouns[one.id], (double)one.score);
		for (int k = 0; k < n; k++) printf("%8s %.3f", nouns[best[k].id], (double)best[k].score);
		putchar('\n');
	}
	top_k_sort(best, n);
	printf("%-15s", "sorted");
	for (int k = 0; k < n; k++) printf("%8s %.3f", nouns[best[k].id], (double)best[k].score);
	putchar('\n');
	arena_free(&a);
}

void csv_plane(void)
{
	arena a = {0};
	mat x = table_plane(&a);
	puts("noun,get,use,distance to cat,degrees to cat");
	for (int i = 0; i < NOUNS; i++)
		printf("%s,%g,%g,%.6g,%.6g\n", nouns[i], (double)row(x, i)[0], (double)row(x, i)[1],
		        euclidean_distance(rows(x, i, 1), rows(x, CAT, 1)),
		        degrees_between(rows(x, i, 1), rows(x, CAT, 1)));
	arena_free(&a);
}

void csv_circle(void)
{
	arena a = {0};
	mat x = table_plane(&a);
	normalize_rows(x);
	puts("noun,get,use,degrees,chord to cat,cosine with cat");
	for (int i = 0; i < NOUNS; i++)
		printf("%s,%.6f,%.6f,%.4f,%.6f,%.6f\n", nouns[i], (double)row(x, i)[0],
		        (double)row(x, i)[1],
		        atan2((double)row(x, i)[1], (double)row(x, i)[0]) * 180 / acos(-1),
		        euclidean_distance(rows(x, i, 1), rows(x, CAT, 1)),
		        cosine_similarity(rows(x, i, 1), rows(x, CAT, 1)));
	arena_free(&a);
}

void csv_ppmi(void)
{
	arena a = {0};
	mat x = table_counts(&a), p = table_ppmi(&a, 1);
	puts("row,column,noun,verb,count,count expected by chance,ppmi");
	for (int i = 0; i < NOUNS; i++)
		for (int j = 0; j < VERBS; j++)
			printf("%d,%d,%s,%s,%g,%.4f,%.6f\n", i, j, nouns[i], verbs[j], (double)row(x, i)[j],
			        sum(rows(x, i, 1)) * sum(cols(x, j, 1)) / sum(x), (double)row(p, i)[j]);
	arena_free(&a);
}
