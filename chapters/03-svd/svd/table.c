/* Sparse tables and their decomposition: what svd's subcommands have in common. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "counts.h"
#include "output.h"
#include "program.h"
#include "progress.h"
#include "similarity.h"
#include "sparse_file.h"
#include "stopwatch.h"

const wanted wanted_default = {.block = 32, .seed = 1};

int check_writable(const char *path)
{
	output o;
	if (!path) return 0;
	if (output_open(&o, path) < 0) return -1;
	output_abandon(&o);
	return 0;
}

/* --- reading ---------------------------------------------------------------------------------- */

static int check_counts(const table *t)
{
	for (int i = 0; i < t->x.rows; i++)
		for (long e = t->x.start[i]; e < t->x.start[i + 1]; e++)
			if (t->x.value[e] < 0)
				return error_set("%s: %s beside %s is %g; --ppmi takes counts, none below 0",
				        t->name, vocab_word(t->rows, i), vocab_word(t->cols, t->x.col[e]),
				        (double)t->x.value[e]);
	return 0;
}

/* ln (Σ_c N_c^α / N_j^α) for each context; a context that never came surprises nobody: 0. */
static mat context_weights(sparse x, double alpha, arena *a)
{
	mat weight = mat_new(a, 1, x.cols);
	arena scratch = {0};
	double *n = arena_alloc(&scratch, (size_t)x.cols, sizeof *n), sum = 0;
	for (long e = 0; e < sparse_count(x); e++) n[x.col[e]] += (double)x.value[e];
	for (int j = 0; j < x.cols; j++) sum += n[j] > 0 ? pow(n[j], alpha) : 0;
	for (int j = 0; j < x.cols; j++)
		if (n[j] > 0) weight.p[j] = (real)(log(sum) - alpha * log(n[j]));
	arena_free(&scratch);
	return weight;
}

int table_finish(table *t, table_reading how)
{
	if (how.counts) {
		if (check_counts(t) < 0) return -1;
		t->weight = context_weights(t->x, how.alpha, &t->a);
		t->x = ppmi(t->x, how.alpha, &t->a);
	}
	t->squares = 0;
	for (long e = 0; e < sparse_count(t->x); e++)
		t->squares += (double)t->x.value[e] * (double)t->x.value[e];
	if (!(t->squares > 0)) return error_set("%s: there is nothing but zeros in it", t->name);
	return 0;
}

int table_read(table *t, const char *path, table_reading how)
{
	*t = (table){.name = strcmp(path, "-") ? path : "standard input"};
	if (sparse_read(&t->x, &t->rows, &t->cols, &t->a, path) < 0) return -1;
	return table_finish(t, how);
}

/* --- decomposing ------------------------------------------------------------------------------ */

/* Block and steps for k dimensions of a matrix whose smaller side is `side`: all blocks together
 * must hold k columns and cannot hold more than side. */
static int plan(krylov *how, wanted w, int k, int side)
{
	how->seed = (uint64_t)w.seed;
	how->block = w.block < side ? w.block : side;
	while (side / how->block * how->block < k) how->block--;
	int needed = (k + how->block - 1) / how->block, most = side / how->block;
	how->steps = w.steps ? w.steps : needed + 8;
	if (how->steps > most) how->steps = most;
	if (how->steps < needed)
		return error_set("--steps %d: %d dimensions take at least %d blocks of %d", w.steps, k,
		        needed, how->block);
	return 0;
}

/* The first n columns of a, as a matrix of its own. */
static mat first_columns(mat from, int n, arena *a)
{
	mat m = mat_new(a, from.rows, n);
	copy(m, cols(from, 0, n));
	return m;
}

int decompose(decomposition *d, const table *t, wanted w, arena *a)
{
	const int side = t->x.rows < t->x.cols ? t->x.rows : t->x.cols;
	int k = (w.dimensions ? w.dimensions : 100) + w.drop;
	krylov how;
	if (!w.dimensions && k > side) k = side;
	if (k > side || k <= w.drop)
		return error_set("%s: a table of %d x %d has at most %d dimensions, %d are %s", t->name,
		        t->x.rows, t->x.cols, side, k > side ? k : w.drop,
		        k > side ? "asked for" : "to be dropped");
	if (plan(&how, w, k, side) < 0) return -1;
	d->drop = w.drop;
	d->u = mat_new(a, t->x.rows, k);
	d->s = mat_new(a, 1, k);
	d->v = mat_new(a, t->x.cols, k);
	arena scratch = {0};
	progress bar;
	progress_begin(&bar, "decomposing", sparse_count(t->x), "entries");
	progress_at(&bar, 0, "%d x %d, %d blocks", t->x.rows, t->x.cols, how.steps);
	double began = stopwatch_cpu();
	sparse_pair pair = {t->x, sparse_transpose(t->x, &scratch)};
	d->transposing = stopwatch_cpu() - began;
	// The basis has rows as long as a side of the table: the shorter one is cheaper, and filled first.
	int found = t->x.rows < t->x.cols
	                    ? truncated_svd(d->v, d->s, d->u, (sparse_pair){pair.t, pair.a}, how)
	                    : truncated_svd(d->u, d->s, d->v, pair, how);
	d->seconds = stopwatch_cpu() - began;
	progress_at(&bar, sparse_count(t->x), NULL);
	progress_end(&bar);
	arena_free(&scratch);
	if (found <= w.drop)
		return error_set("%s: only %d singular values are not 0, %d are to be dropped", t->name,
		        found, w.drop);
	if (found < k) {
		d->u = first_columns(d->u, found, a);
		d->s = first_columns(d->s, found, a);
		d->v = first_columns(d->v, found, a);
	}
	return 0;
}

mat decomposition_vectors(const decomposition *d, double power, arena *a)
{
	mat e = mat_new(a, d->u.rows, d->u.cols);
	lsa_embed(e, d->u, d->s, power);
	return d->drop ? first_columns(cols(e, d->drop, e.cols - d->drop), e.cols - d->drop, a) : e;
}

/* --- looking ---------------------------------------------------------------------------------- */

void print_neighbours(const wordvec *w, const char *const *names, int n, int k)
{
	arena a = {0};
	const int V = w->vectors.rows, D = w->vectors.cols;
	int *id = arena_alloc(&a, (size_t)n, sizeof *id), found = 0;
	for (int i = 0; i < n; i++)
		if ((id[found] = vocab_id(w->words, names[i])) >= 0) found++;
	mat unit = mat_new(&a, V, D), query = mat_new(&a, found, D);
	scored *best = arena_alloc(&a, (size_t)found * (size_t)k, sizeof *best);
	copy(unit, w->vectors);
	normalize_rows(unit);
	for (int i = 0; i < found; i++) copy(rows(query, i, 1), rows(unit, id[i], 1));
	nearest_neighbours(best, k, query, unit, id, mat_new(&a, found, NEIGHBOUR_BLOCK));
	for (int i = 0; i < found; i++) {
		printf("  %-10s", vocab_word(w->words, id[i]));
		for (int j = 0; j < k && best[i * k + j].id >= 0; j++)
			printf("  %s %.2f", vocab_word(w->words, best[i * k + j].id),
			        (double)best[i * k + j].score);
		puts("");
	}
	arena_free(&a);
}
