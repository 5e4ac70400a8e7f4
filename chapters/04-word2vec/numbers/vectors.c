/* Vectors to look at; see vectors.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "counts.h"
#include "lapack.h"
#include "similarity.h"
#include "sparse_file.h"
#include "vectors.h"
#include "wordvec.h"
#include "world.h"

/* --- arrows ------------------------------------------------------------------------------------- */

enum { MOST = 400 };

/* Rows of the named words, less their mean. @return how many */
static int pick(mat x, const char **name, int *relation, const world *w, const wordvec *v, arena *a)
{
	static const char *const wanted[] = {"capital", "male-female"};
	world_relation *all;
	int n = 0, relations = world_relations(w, a, &all);
	for (int r = 0; r < relations; r++)
		for (int k = 0; k < 2; k++)
			for (int i = 0; !strcmp(all[r].section, wanted[k]) && i < all[r].n; i++) {
				const char *one = w->word[all[r].pair[i][0]], *two = w->word[all[r].pair[i][1]];
				int first = vocab_id(v->words, one), second = vocab_id(v->words, two);
				if (first < 0 || second < 0 || n + 2 > MOST) continue;
				copy(rows(x, n, 1), rows(v->vectors, first, 1));
				copy(rows(x, n + 1, 1), rows(v->vectors, second, 1));
				name[n] = one;
				name[n + 1] = two;
				relation[n] = relation[n + 1] = k;
				n += 2;
			}
	return n;
}

/* The two directions, (2,D), in which the rows of x spread most around their mean. */
static int directions(mat plane, mat x, arena *a)
{
	const int D = x.cols;
	mat mean = mat_new(a, 1, D), cov = mat_new(a, D, D), lambda = mat_new(a, 1, 2);
	add_sum_of_rows(mean, x);
	scale(mean, -1 / (real)x.rows);
	add_row(x, mean);
	mul(cov, tr(x), x);
	if (eigen_symmetric(lambda, cov, D - 2, 2)) return error_set("no eigenvalues");
	copy(plane, rows(cov, 0, 2));
	return 0;
}

int csv_offsets(const char *vectors)
{
	arena a = {0};
	wordvec v;
	const char *name[MOST];
	int relation[MOST];
	world w = world_new(&a);
	if (wordvec_read(&v, &a, vectors)) return -1;
	normalize_rows(v.vectors);
	mat x = mat_new(&a, MOST, v.vectors.cols), plane = mat_new(&a, 2, v.vectors.cols);
	int n = pick(x, name, relation, &w, &v, &a);
	puts("relation,first,second,x of first,y of first,x of second,y of second");
	for (int k = 0, first = 0, end; k < 2; k++, first = end) {
		for (end = first; end < n && relation[end] == k; end++) continue;
		mat part = rows(x, first, end - first), at = mat_new(&a, end - first, 2);
		if (directions(plane, part, &a)) return -1;
		mul(at, part, tr(plane));
		for (int i = 0; i < end - first; i += 2)
			printf("%s,%s,%s,%.5f,%.5f,%.5f,%.5f\n", k ? "male-female" : "capital", name[first + i],
			        name[first + i + 1], (double)row(at, i)[1], (double)row(at, i)[0],
			        (double)row(at, i + 1)[1], (double)row(at, i + 1)[0]);
	}
	arena_free(&a);
	return 0;
}

/* --- PPMI and singular values ------------------------------------------------------------------- */

int spectral(const char *counts, double shift, int D, const char *output)
{
	arena a = {0};
	sparse table;
	vocab *words, *contexts;
	if (sparse_read(&table, &words, &contexts, &a, counts)) return -1;
	sparse p = ppmi(table, 0.75, &a);
	const int V = p.rows;
	if (D > V) D = V;
	mat m = mat_new(&a, V, p.cols), square = mat_new(&a, V, V), lambda = mat_new(&a, 1, D);
	for (int i = 0; i < V; i++)
		for (long e = p.start[i]; e < p.start[i + 1]; e++)
			*elem(m, i, p.col[e]) = (real)fmax(0, (double)p.value[e] - shift);
	mul(square, m, tr(m));
	if (eigen_symmetric(lambda, square, V - D, D)) return error_set("no eigenvalues");
	wordvec v = {words, mat_new(&a, V, D)}; // columns u √s, where λ = s²
	for (int k = 0; k < D; k++)
		for (int i = 0; i < V; i++)
			*elem(v.vectors, i, k) =
			        (real)sqrt(sqrt(fmax(0, (double)*elem(lambda, 0, k)))) * *elem(square, k, i);
	int status = wordvec_write(&v, output, WORDVEC_TEXT);
	arena_free(&a);
	return status;
}
