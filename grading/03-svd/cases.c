/* Cases of chapter 03: the tables, and what several files draw and record.
 *
 * A decomposition is free to choose signs, and rotations where singular values are equal. So cases
 * record what is left when that freedom is divided out: singular values, products U diag(s) Vᵀ,
 * XᵀX, projections. Random starts are free too: a Krylov space is asked for what any start gives,
 * either because it is the whole space, or because its steps are more than enough. */
#include <math.h>

#include "cases.h"

const char *const chapter_name = "03-svd";

const exercise exercises[] = {
        {"3.1", "power_iteration", 6},
        {"3.2", "jacobi_rotation", 6},
        {"3.3", "jacobi_svd", 12},
        {"3.4", "low_rank_error", 4},
        {"3.5", "orthonormalize", 6},
        {"3.6", "krylov_basis", 12},
        {"3.7", "truncated_svd", 10},
        {"3.8", "lsa_embed", 4},
        {"3.9", "lsa_fold_in", 5},
        {"3.10", "lle_weights", 7},
        {"3.11", "lle", 7},
        {"3.12", "tsne_affinities", 8},
        {"3.13", "tsne_gradient", 8},
        {"3.14", "tsne_step", 5},
        {0},
};

const grade_case *const cases[] = {
        small_cases, krylov_cases, lsa_cases, lle_cases, tsne_cases, NULL};

/* Random orthonormal columns. */
static mat orthonormal_columns(book *b, int m, int n)
{
	mat q = mat_new(&b->a, n, m); // as rows
	rng_fill_normal(&b->r, q, 1);
	for (int j = 0; j < n; j++)
		for (int again = 0; again < 2; again++) {
			mat qj = rows(q, j, 1);
			for (int i = 0; i < j; i++) {
				const double x = dot(qj, rows(q, i, 1));
				for (int c = 0; c < m; c++) qj.p[c] -= (real)(x * (double)*elem(q, i, c));
			}
			scale(qj, (real)(1 / sqrt(dot(qj, qj))));
		}
	return tr(q);
}

mat with_values(book *b, const char *array, int m, int n, const double *s, mat *v)
{
	mat u = orthonormal_columns(b, m, n), w = orthonormal_columns(b, n, n);
	mat a = mat_new(&b->a, m, n);
	for (int j = 0; j < n; j++) scale(cols(u, j, 1), (real)s[j]);
	mul(a, u, tr(w));
	given(b, array, "MN", a);
	if (v) {
		given(b, "V", "NN", w);
		*v = w;
	}
	return a;
}

sparse_pair pair_of(book *b, mat dense)
{
	sparse_builder s = sparse_begin(&b->a, dense.rows, dense.cols);
	for (int i = 0; i < dense.rows; i++)
		for (int j = 0; j < dense.cols; j++)
			if (*elem(dense, i, j) != 0) sparse_add(&s, i, j, (double)*elem(dense, i, j));
	sparse a = sparse_end(&s, &b->a), t = sparse_transpose(a, &b->a);
	const int n = (int)sparse_count(a);
	if (n > 0) {
		given(b, "entries", "N", mat_of(a.value, 1, n));
		given(b, "entries_transposed", "N", mat_of(t.value, 1, n));
	}
	return (sparse_pair){a, t};
}

void record_product(book *b, const char *array, mat x, mat y)
{
	mat p = mat_new(&b->a, x.rows, y.rows);
	mul(p, x, tr(y));
	record(b, array, "MN", p);
}

void record_gram(book *b, const char *array, mat x)
{
	record_product(b, array, tr(x), tr(x));
}

void record_usv(book *b, const char *array, mat u, mat s, mat v)
{
	mat us = copy_of(b, u);
	for (int j = 0; j < s.cols; j++) scale(cols(us, j, 1), *elem(s, 0, j));
	record_product(b, array, us, v);
}

void record_zero(book *b, const char *array, mat x)
{
	mat one = mat_new(&b->a, x.rows, x.cols);
	fill(one, 1);
	add(one, x);
	record(b, array, "MN", one);
}

int *draw_neighbours(book *b, int n, int k)
{
	int *list = arena_alloc(&b->a, (size_t)(n * k), sizeof *list);
	int *others = arena_alloc(&b->a, (size_t)n, sizeof *others);
	for (int i = 0; i < n; i++) {
		for (int j = 0, o = 0; j < n; j++)
			if (j != i) others[o++] = j;
		rng_shuffle(&b->r, others, n - 1);
		for (int j = 0; j < k; j++) list[i * k + j] = others[j];
	}
	given_ints(b, "neighbour", "N", n * k, list);
	return list;
}
