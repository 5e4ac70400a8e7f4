/* Cases of analogy.h. */
#include <math.h>

#include "analogy.h"
#include "cases.h"

typedef void answering(int *answer, const int *abc, int n, mat x, mat queries, mat scores);

/* Rows of length 1, recorded. */
static mat unit_rows(book *b, int n, int dimensions)
{
	mat x = mat_new(&b->a, n, dimensions);
	rng_fill_normal(&b->r, x, 1);
	for (int i = 0; i < n; i++)
		scale(rows(x, i, 1), (real)(1 / sqrt(dot(rows(x, i, 1), rows(x, i, 1)))));
	given(b, "x", "VD", x);
	return x;
}

/* Ask n questions; `each` is how many rows of working space a question needs. */
static void ask(book *b, const char *array, mat x, const int *abc, int n, int allowed, answering by,
        int each)
{
	given_ints(b, "abc", "N", 3 * n, abc);
	constant(b, "allowed", allowed);
	int *answer = blank_ints(b, n);
	by(answer, abc, n, x, blank(b, each * n, x.cols), blank(b, each * n, allowed));
	record_ints(b, array, "N", n, answer);
}

static void questions(book *b, const char *array, int words, int allowed, answering by, int each)
{
	enum { N = 19 };
	mat x = unit_rows(b, words, 6);
	int *abc = blank_ints(b, 3 * N);
	for (int i = 0; i < 3 * N; i++) abc[i] = (int)rng_below(&b->r, (uint32_t)words);
	ask(b, array, x, abc, N, allowed, by, each);
}

/* Every vector three times: of equal scores the smaller id, but not a given one. Products of halves are
 * exact in any order, so what is equal stays so. The first vector is the opposite of the last, where
 * s is 0; one word stands for two of the three. */
static void twins(book *b, const char *array, answering by, int each)
{
	static const real signs[6][4] = {{-1, -1, -1, -1}, {1, 1, 1, -1}, {1, -1, 1, 1}, {-1, 1, 1, -1},
	        {-1, -1, 1, 1}, {1, 1, 1, 1}};
	static const int abc[] = {
	        5, 11, 2, 0, 15, 8, 3, 10, 10, 14, 7, 7, 5, 13, 3, 10, 0, 8, 12, 15, 15};
	mat x = mat_new(&b->a, 18, 4);
	for (int i = 0; i < 18; i++)
		for (int k = 0; k < 4; k++) *elem(x, i, k) = signs[i % 6][k] / 2;
	given(b, "x", "VD", x);
	ask(b, array, x, abc, 7, 18, by, each);
}

/* Nothing is left when all that are allowed are given. */
static void nobody(book *b, const char *array, answering by, int each)
{
	static const int abc[] = {0, 1, 2, 2, 0, 1, 2, 2, 5, 1, 0, 1, 1, 2, 0};
	ask(b, array, unit_rows(b, 6, 4), abc, 5, 3, by, each);
}

static void add_all(book *b)
{
	questions(b, "answer", 31, 31, analogy_add, 1);
}
static void add_allowed(book *b)
{
	questions(b, "answer_of_allowed", 29, 13, analogy_add, 1);
}
static void add_twins(book *b)
{
	twins(b, "answer_of_twins", analogy_add, 1);
}
static void add_nobody(book *b)
{
	nobody(b, "nobody", analogy_add, 1);
}
static void mul_all(book *b)
{
	questions(b, "answer", 37, 37, analogy_mul, 3);
}
static void mul_allowed(book *b)
{
	questions(b, "answer_of_allowed", 27, 11, analogy_mul, 3);
}
static void mul_twins(book *b)
{
	twins(b, "answer_of_twins", analogy_mul, 3);
}
static void mul_nobody(book *b)
{
	nobody(b, "nobody", analogy_mul, 3);
}

/* Answers nearly opposite to a, where s(x,a) is as small as what is added to it: how much is that? */
static void mul_opposite(book *b)
{
	static const double angle[] = {0, 0.09, -0.07, 0.15, 3.1416, 2.9416, 3.3416, 2.8416,
	        3.4416}; // the last five are given
	static const int abc[] = {4, 5, 7, 4, 6, 8, 4, 7, 7, 4, 6, 6, 4, 5, 6};
	mat x = mat_new(&b->a, 9, 2);
	for (int i = 0; i < 9; i++) {
		*elem(x, i, 0) = (real)cos(angle[i]);
		*elem(x, i, 1) = (real)sin(angle[i]);
	}
	given(b, "x", "VD", x);
	ask(b, "answer_of_opposites", x, abc, 5, 4, analogy_mul, 3);
}

const grade_case analogy_cases[] = {
        {"analogy_add", "all", add_all, NULL, 0},
        {"analogy_add", "allowed", add_allowed, NULL, 0},
        {"analogy_add", "twins", add_twins, NULL, 0},
        {"analogy_add", "nobody", add_nobody, NULL, 0},
        {"analogy_mul", "all", mul_all, NULL, 0},
        {"analogy_mul", "allowed", mul_allowed, NULL, 0},
        {"analogy_mul", "twins", mul_twins, NULL, 0},
        {"analogy_mul", "opposite", mul_opposite, NULL, 0},
        {"analogy_mul", "nobody", mul_nobody, NULL, 0},
        {0},
};
