/* How good are vectors? Questions of proportion, and the order of similarities.
 *
 * As in the original program's compute-accuracy and in gensim, only questions are counted all of whose
 * words have a vector; how many that are is printed beside the result, for without that number two
 * results cannot be compared. */
#include <stdio.h>

#include "analogy.h"
#include "progress.h"
#include "ranks.h"
#include "word2vec.h"

enum { AT_ONCE = 64, METHODS = 2 };

/* The best of all scores, with the given words among them. */
static int best_of_all(const real *score, int n)
{
	int best = 0;
	for (int i = 1; i < n; i++)
		if (score[i] > score[best]) best = i;
	return best;
}

/* Answer some questions by one of the methods. */
static void answer(int *found, const int *abc, int n, mat x, int method, bool inputs, mat room[2])
{
	const int rows_each = method ? 3 : 1; // 3CosMul needs the three cosines apart
	mat queries = rows(room[0], 0, rows_each * n), scores = rows(room[1], 0, rows_each * n);
	if (method)
		analogy_mul(found, abc, n, x, queries, scores);
	else
		analogy_add(found, abc, n, x, queries, scores);
	if (!inputs) return;
	for (int i = 0; i < n; i++) found[i] = best_of_all(row(scores, rows_each * i), scores.cols);
}

static long answer_section(const questions *q, const section *s, mat x, int method, bool inputs,
        const int *kind, mat room[2])
{
	int found[AT_ONCE];
	long right = 0;
	for (long first = s->first; first < s->first + s->seen; first += AT_ONCE) {
		long left = s->first + s->seen - first;
		int n = left < AT_ONCE ? (int)left : AT_ONCE;
		answer(found, q->abc + 3 * first, n, x, method, inputs, room);
		for (int i = 0; i < n; i++) {
			int expected = q->expected[first + i];
			right += found[i] == expected ||
			         (kind && found[i] >= 0 && kind[found[i]] == kind[expected]);
		}
	}
	return right;
}

void questions_answer(questions *q, mat x, int allowed, bool inputs, const int *kind)
{
	arena scratch = {0};
	if (allowed > x.rows) allowed = x.rows;
	mat room[2] = {mat_new(&scratch, 3 * AT_ONCE, x.cols), mat_new(&scratch, 3 * AT_ONCE, allowed)};
	progress bar;
	progress_begin(&bar, "answering", METHODS * q->n, "questions");
	long done = 0;
	for (int i = 0; i < q->sections; i++)
		for (int method = 0; method < METHODS; method++) {
			section *s = &q->section[i];
			s->right[method] = answer_section(q, s, x, method, inputs, kind, room);
			progress_at(&bar, done += s->seen, NULL);
		}
	progress_end(&bar);
	arena_free(&scratch);
}

static void print_line(const section *s)
{
	printf("%-32s %7ld %7ld", s->name, s->seen, s->unseen);
	for (int m = 0; m < METHODS; m++) {
		printf(" %7ld ", s->right[m]);
		if (s->seen)
			printf("%6.2f %%", 100.0 * (double)s->right[m] / (double)s->seen);
		else
			printf("       –");
	}
	putchar('\n');
}

static void add_to(section *sum, const section *s)
{
	sum->seen += s->seen;
	sum->unseen += s->unseen;
	for (int m = 0; m < METHODS; m++) sum->right[m] += s->right[m];
}

void questions_print(const questions *q)
{
	section sum[3] = {{.name = "semantic"}, {.name = "syntactic"}, {.name = "total"}};
	printf("%-32s %7s %7s %17s %17s\n", "section", "seen", "unseen", "3CosAdd", "3CosMul");
	for (int i = 0; i < q->sections; i++) {
		print_line(&q->section[i]);
		add_to(&sum[q->section[i].is_syntactic], &q->section[i]);
		add_to(&sum[2], &q->section[i]);
	}
	for (int i = 0; i < 3; i++) print_line(&sum[i]);
}

void pairs_correlate(double *rho, mat x, const int *pair, const double *score, int n)
{
	arena scratch = {0};
	mat given = mat_new(&scratch, 1, n), found = mat_new(&scratch, 1, n);
	for (int p = 0; p < n; p++) {
		*elem(given, 0, p) = (real)score[p];
		*elem(found, 0, p) = (real)dot(rows(x, pair[2 * p], 1), rows(x, pair[2 * p + 1], 1));
	}
	*rho = spearman(given, found);
	arena_free(&scratch);
}
