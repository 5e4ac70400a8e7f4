/* Cases of 3.5 … 3.7: orthonormal columns, a Krylov space, and what is found in it. */
#include <math.h>

#include "cases.h"

/* --- 3.5: orthonormal columns ------------------------------------------------------------------- */

static void columns_of(book *b, mat before)
{
	mat x = copy_of(b, before), room = blank(b, before.cols, before.cols);
	record_number(b, "status", orthonormalize(x, room));
	record_gram(b, "QtQ", x);
	record_product(b, "QQt", x, x);
}

static void columns_tall(book *b)
{
	columns_of(b, draw(b, "X", "NB", 11, 4, 1));
}

static void columns_square(book *b)
{
	columns_of(b, draw(b, "X", "NB", 5, 5, 1));
}

static void columns_huge(book *b)
{
	columns_of(b, draw(b, "X", "NB", 7, 3, 1e15));
}

static void columns_tiny(book *b)
{
	columns_of(b, draw(b, "X", "NB", 7, 3, 1e-15));
}

/* Columns 300 times more alike than different: once leaves 300² units of rounding. They are
 * recorded enlarged, in either precision as much as fits. */
static void columns_nearly_alike(book *b)
{
	mat x = mat_new(&b->a, 20, 4), room = blank(b, 4, 4), gram = mat_new(&b->a, 4, 4);
	rng_fill_normal(&b->r, x, 1.0 / 300);
	for (int i = 0; i < x.rows; i++) {
		const real base = (real)rng_normal(&b->r);
		for (int j = 0; j < x.cols; j++) *elem(x, i, j) += base;
	}
	given(b, "X", "NB", x);
	mat q = copy_of(b, x);
	record_number(b, "status", orthonormalize(q, room));
	mul(gram, tr(q), q);
	for (int j = 0; j < 4; j++) *elem(gram, j, j) -= 1;
	scale(gram, (real)(1e-13 / (double)REAL_EPSILON));
	for (int j = 0; j < 4; j++) *elem(gram, j, j) += 1;
	record(b, "QtQ_enlarged", "MN", gram);
}

/* Whole numbers, so that the second pivot of RᵀR is 0 exactly. */
static void columns_dependent(book *b)
{
	enum { N = 5, TRIES = 6 };
	static const real columns[TRIES][N][2] = {
	        {{2, 4}, {1, 2}, {4, 8}, {2, 4}, {0, 0}},   // twice the other
	        {{2, 0}, {1, 0}, {4, 0}, {2, 0}, {0, 0}},   // nothing
	        {{0, 2}, {0, 1}, {0, 4}, {0, 2}, {0, 0}},   // nothing first
	        {{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},   // nothing at all
	        {{3, -3}, {4, -4}, {0, 0}, {0, 0}, {0, 0}}, // the same, turned round
	        {{2, 1}, {1, -2}, {4, 0}, {2, 0}, {0, 3}}}; // these two are not
	mat x = mat_new(&b->a, TRIES * N, 2), room = blank(b, 2, 2);
	int status[TRIES];
	for (long i = 0; i < count(x); i++) x.p[i] = (&columns[0][0][0])[i];
	given(b, "X", "NB", x);
	for (int i = 0; i < TRIES; i++) status[i] = orthonormalize(copy_of(b, rows(x, i * N, N)), room);
	record_ints(b, "status", "N", TRIES, status);
}

/* --- 3.6: a Krylov space ------------------------------------------------------------------------ */

/* A sparse input: about a third of its cells. */
static mat draw_sparse(book *b, int m, int n)
{
	mat a = mat_new(&b->a, m, n);
	rng_fill_normal(&b->r, a, 1);
	for (long i = 0; i < count(a); i++)
		if (rng_uniform(&b->r) > 0.35) a.p[i] = 0;
	given(b, "A", "MN", a);
	return a;
}

struct basis {
	mat q, aq;
};

static struct basis basis_of(book *b, sparse_pair a, krylov how)
{
	const int all = how.block * how.steps;
	struct basis x = {blank(b, a.a.cols, all), blank(b, a.a.rows, all)};
	krylov_basis(x.q, x.aq, a, how);
	return x;
}

/* As many directions as the space has: QQᵀ is the identity, (AQ)Qᵀ is A. */
static void whole_space(book *b, int m, int block, int steps)
{
	mat a = draw_sparse(b, m, block * steps);
	struct basis x = basis_of(b, pair_of(b, a), (krylov){block, steps, 5});
	record_gram(b, "QtQ", x.q);
	record_product(b, "QQt", x.q, x.q);
	record_product(b, "AQQt", x.aq, x.q);
}

static void basis_whole_space(book *b)
{
	whole_space(b, 14, 3, 4);
}

static void basis_one_block(book *b)
{
	whole_space(b, 9, 7, 1);
}

static void basis_single_columns(book *b)
{
	whole_space(b, 6, 1, 8);
}

/* AᵀA of every block but the last lies in the space; AQ is A times Q. */
static void basis_holds_its_images(book *b)
{
	enum { N = 23, M = 17, BLOCK = 3, STEPS = 4, ALL = BLOCK * STEPS };
	mat a = draw_sparse(b, M, N);
	struct basis x = basis_of(b, pair_of(b, a), (krylov){BLOCK, STEPS, 11});
	record_gram(b, "QtQ", x.q);
	mat aq = mat_new(&b->a, M, ALL), image = mat_new(&b->a, N, ALL - BLOCK);
	mat inside = mat_new(&b->a, ALL, ALL - BLOCK);
	mul(aq, a, x.q);
	mul(image, tr(a), cols(aq, 0, ALL - BLOCK));
	mul(inside, tr(x.q), image);
	scale(inside, -1);
	mul_add(image, x.q, inside);
	record_zero(b, "outside", image);
	scale(aq, -1);
	add(aq, x.aq);
	record_zero(b, "AQ_is_A_times_Q", aq);
}

/* Three singular values far above the others: what QQᵀ leaves of their vectors is all of them. */
static void basis_finds_the_largest(book *b)
{
	enum { N = 30, M = 34, ALL = 16 };
	double s[N] = {10, 7, 5};
	for (int i = 3; i < N; i++) s[i] = 0.5 * pow(0.8, i);
	mat v, a = with_values(b, "A", M, N, s, &v), inside = mat_new(&b->a, ALL, 3);
	struct basis x = basis_of(b, pair_of(b, a), (krylov){2, ALL / 2, 3});
	record_gram(b, "QtQ", x.q);
	mul(inside, tr(x.q), cols(v, 0, 3));
	record_product(b, "QQtV", x.q, tr(inside));
}

/* Rank 3 in 8 directions, then nothing at all in 6. */
static void basis_rank_used_up(book *b)
{
	static const double s[9] = {4, 3, 1};
	mat a = with_values(b, "A", 10, 9, s, NULL), zero = mat_new(&b->a, 5, 7);
	sparse_pair pair = pair_of(b, a);
	struct basis x = basis_of(b, pair, (krylov){2, 4, 1});
	record_gram(b, "QtQ", x.q);
	record_product(b, "AQQt", x.aq, x.q);
	x = basis_of(b, pair, (krylov){1, 9, 2});
	record_gram(b, "QtQ_single", x.q);
	record_product(b, "AQQt_single", x.aq, x.q);
	x = basis_of(b, pair_of(b, zero), (krylov){2, 3, 1});
	record_gram(b, "QtQ_of_nothing", x.q);
	record(b, "AQ_of_nothing", "MN", x.aq);
}

/* How many numbers of Q are those of seed 1: all of them, then none. */
static void basis_seeds(book *b)
{
	enum { SEEDS = 6 };
	sparse_pair pair = pair_of(b, draw_sparse(b, 12, 10));
	int equal[SEEDS] = {0};
	mat first = basis_of(b, pair, (krylov){2, 2, 1}).q;
	for (int i = 0; i < SEEDS; i++) {
		mat q = basis_of(b, pair, (krylov){2, 2, (uint64_t)i + 1}).q;
		for (long k = 0; k < count(q); k++) equal[i] += q.p[k] == first.p[k];
	}
	record_ints(b, "equal", "N", SEEDS, equal);
}

/* --- 3.7: the largest singular values ------------------------------------------------------------- */

static void largest(book *b, sparse_pair a, int k, krylov how)
{
	mat u = blank(b, a.a.rows, k), s = blank(b, 1, k), v = blank(b, a.a.cols, k);
	int found = truncated_svd(u, s, v, a, how);
	record(b, "s", "K", s);
	record_usv(b, "USVt", u, s, v);
	record_gram(b, "UtU", u);
	record_gram(b, "VtV", v);
	record_number(b, "found", found);
}

static void svd_whole_space(book *b)
{
	largest(b, pair_of(b, draw_sparse(b, 20, 16)), 5, (krylov){4, 4, 2});
}

static void svd_wide(book *b)
{
	largest(b, pair_of(b, draw_sparse(b, 7, 12)), 5, (krylov){3, 4, 7});
}

/* 24 of 50 directions, and singular values each 0.6 of the one before. */
static void svd_few_directions(book *b)
{
	double s[50];
	for (int i = 0; i < 50; i++) s[i] = 8 * pow(0.6, i);
	largest(b, pair_of(b, with_values(b, "A", 60, 50, s, NULL)), 5, (krylov){4, 6, 9});
}

static void svd_equal_values(book *b)
{
	static const double s[15] = {6, 6, 6, 4, 4, 0.2, 0.1};
	largest(b, pair_of(b, with_values(b, "A", 17, 15, s, NULL)), 5, (krylov){3, 5, 4});
}

static void svd_low_rank(book *b)
{
	static const double s[13] = {5, 3, 2};
	largest(b, pair_of(b, with_values(b, "A", 11 + 5, 13, s, NULL)), 6, (krylov){3, 3, 8});
}

static void svd_zeros(book *b)
{
	mat a = mat_new(&b->a, 8, 9);
	given(b, "A", "MN", a);
	largest(b, pair_of(b, a), 3, (krylov){2, 3, 1});
}

static void svd_at_scale(book *b, double size)
{
	double s[11];
	for (int i = 0; i < 11; i++) s[i] = size * (11 - i);
	sparse_pair a = pair_of(b, with_values(b, "A", 12, 11, s, NULL));
	mat u = blank(b, 12, 4), v = blank(b, 11, 4), w = blank(b, 1, 4);
	record_number(b, "found", truncated_svd(u, w, v, a, (krylov){11, 1, 1}));
	scale(w, (real)(1 / size));
	record_usv(b, "USVt", u, w, v);
}

static void svd_huge(book *b)
{
	svd_at_scale(b, 1e15);
}

static void svd_tiny(book *b)
{
	svd_at_scale(b, 1e-15);
}

const grade_case krylov_cases[] = {
        {"orthonormalize", "tall", columns_tall, NULL, 0},
        {"orthonormalize", "square", columns_square, NULL, 0},
        {"orthonormalize", "huge", columns_huge, NULL, 0},
        {"orthonormalize", "tiny", columns_tiny, NULL, 0},
        {"orthonormalize", "nearly_alike", columns_nearly_alike, NULL, 0},
        {"orthonormalize", "dependent", columns_dependent, NULL, 0},
        {"krylov_basis", "whole_space", basis_whole_space, NULL, 0},
        {"krylov_basis", "one_block", basis_one_block, NULL, 0},
        {"krylov_basis", "single_columns", basis_single_columns, NULL, 0},
        {"krylov_basis", "holds_its_images", basis_holds_its_images, NULL, 0},
        {"krylov_basis", "finds_the_largest", basis_finds_the_largest, NULL, 0},
        {"krylov_basis", "rank_used_up", basis_rank_used_up, NULL, 0},
        {"krylov_basis", "seeds", basis_seeds, NULL, 0},
        {"truncated_svd", "whole_space", svd_whole_space, NULL, 0},
        {"truncated_svd", "wide", svd_wide, NULL, 0},
        {"truncated_svd", "few_directions", svd_few_directions, NULL, 0},
        {"truncated_svd", "equal_values", svd_equal_values, NULL, 0},
        {"truncated_svd", "low_rank", svd_low_rank, NULL, 0},
        {"truncated_svd", "zeros", svd_zeros, NULL, 0},
        {"truncated_svd", "huge", svd_huge, NULL, 0},
        {"truncated_svd", "tiny", svd_tiny, NULL, 0},
        {0},
};
