/* Cases of 3.8 and 3.9: word vectors from a decomposition, and rows folded in. */
#include "cases.h"

enum { M = 7, K = 5 };
static const double powers[] = {1, 0.5, 0, 0.25};
static const char *const names[] = {"e_1", "e_half", "e_0", "e_quarter"};

/* Falling singular values, the last of them 0. */
static mat draw_values(book *b, int k)
{
	mat s = mat_new(&b->a, 1, k);
	for (int j = 0; j < k - 1; j++) s.p[j] = (real)(k - j + 0.8 * rng_uniform(&b->r));
	given(b, "s", "K", s);
	return s;
}

static void embed(book *b)
{
	mat u = draw(b, "U", "MK", M, K, 1), s = draw_values(b, K);
	for (int i = 0; i < 4; i++) {
		mat e = blank(b, M, K);
		lsa_embed(e, u, s, powers[i]);
		record(b, names[i], "MK", e);
	}
}

/* Into the memory of U itself. */
static void embed_in_place(book *b)
{
	mat before = draw(b, "U", "MK", M, K, 1), s = draw_values(b, K), u = copy_of(b, before);
	lsa_embed(u, u, s, 0.5);
	record(b, "e_half", "MK", u);
}

static void fold_in(book *b)
{
	enum { Q = 4, N = 9 };
	mat dense = mat_new(&b->a, Q, N), v = draw(b, "V", "NK", N, K, 1), s = draw_values(b, K);
	rng_fill_normal(&b->r, dense, 1);
	for (long i = 0; i < count(dense); i++)
		if (rng_uniform(&b->r) > 0.4) dense.p[i] = 0;
	fill(rows(dense, 2, 1), 0); // a document without a known word
	given(b, "X", "QN", dense);
	sparse x = pair_of(b, dense).a;
	for (int i = 0; i < 4; i++) {
		mat e = blank(b, Q, K);
		lsa_fold_in(e, x, v, s, powers[i]);
		record(b, names[i], "QK", e);
	}
}

/* Rows of A itself come out as their own rows of U diag(s^power). */
static void fold_in_old_rows(book *b)
{
	static const double values[4] = {5, 3, 2, 1};
	mat v, a = with_values(b, "A", 6, 4, values, &v), s = mat_new(&b->a, 1, 4), e = blank(b, 6, 4);
	for (int j = 0; j < 4; j++) s.p[j] = (real)values[j];
	given(b, "s", "K", s);
	lsa_fold_in(e, pair_of(b, a).a, v, s, 0.5);
	record(b, "e_half", "MK", e);
}

const grade_case lsa_cases[] = {
        {"lsa_embed", "powers", embed, NULL, 0},
        {"lsa_embed", "in_place", embed_in_place, NULL, 0},
        {"lsa_fold_in", "new_rows", fold_in, NULL, 0},
        {"lsa_fold_in", "old_rows", fold_in_old_rows, NULL, 0},
        {0},
};
