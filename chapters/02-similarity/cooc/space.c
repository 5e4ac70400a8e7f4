/* Words as vectors: read from a file of word vectors, or the rows of a sparse table, where the word at
 * the head of a column is what that number of the vector is about.
 *
 * Nearest neighbours are matrix products in both cases. Dense vectors: nearest_neighbours() of
 * similarity.h, some queries at a time. A sparse table times the vectors of some queries, dense and
 * as columns, is the scores of all words for each of them.
 *
 * The word nearest by distance is the one with the largest 2⟨q,v⟩ − ‖v‖², for ‖q − v‖² is ‖q‖² less
 * that. In single precision the difference of two large numbers may be off in the last digits that
 * count, so a few more than k are looked for, and their distances are computed anew. */
#include <math.h>
#include <string.h>

#include "cooc.h"
#include "progress.h"

enum { DENSE_QUERIES = 512, SPARSE_QUERIES = 32, SPARE = 8 };

int space_read(space *s, arena *a, const char *path)
{
	vocab *columns;
	int sparse_file = table_is_sparse(path);
	*s = (space){.name = path, .is_sparse = sparse_file == 1};
	if (sparse_file < 0) return -1;
	if (s->is_sparse) return sparse_read(&s->rows, &s->words, &columns, a, path);
	wordvec v;
	if (wordvec_read(&v, a, path) < 0) return -1;
	s->words = v.words;
	s->dense = v.vectors;
	return 0;
}

/* --- two words -------------------------------------------------------------------------------- */

/* ⟨row i, row j⟩ of a sparse table. */
static double product_of_rows(sparse x, int i, int j)
{
	double sum = 0;
	for (long p = x.start[i], q = x.start[j]; p < x.start[i + 1] && q < x.start[j + 1];) {
		if (x.col[p] == x.col[q]) sum += (double)x.value[p] * (double)x.value[q];
		int step = x.col[p] - x.col[q];
		p += step <= 0;
		q += step >= 0;
	}
	return sum;
}

double space_cosine(const space *s, int i, int j)
{
	if (!s->is_sparse) return cosine_similarity(rows(s->dense, i, 1), rows(s->dense, j, 1));
	double length = sqrt(product_of_rows(s->rows, i, i) * product_of_rows(s->rows, j, j));
	return length > 0 ? product_of_rows(s->rows, i, j) / length : 0;
}

static double space_distance(const space *s, int i, int j)
{
	if (!s->is_sparse) return euclidean_distance(rows(s->dense, i, 1), rows(s->dense, j, 1));
	double squares = product_of_rows(s->rows, i, i) + product_of_rows(s->rows, j, j) -
	                 2 * product_of_rows(s->rows, i, j);
	return sqrt(fmax(0, squares));
}

/* --- all words -------------------------------------------------------------------------------- */

static void normalize_sparse_rows(sparse x)
{
	for (int i = 0; i < x.rows; i++) {
		double length = sqrt(product_of_rows(x, i, i));
		for (long k = x.start[i]; k < x.start[i + 1] && length > 0; k++)
			x.value[k] = (real)((double)x.value[k] / length);
	}
}

/* Vectors with ‖v‖² as one number more: times (2q, −1) it is what the distance is found by. */
static mat with_squares(mat v, arena *a)
{
	mat w = mat_new(a, v.rows, v.cols + 1);
	copy(cols(w, 0, v.cols), v);
	for (int i = 0; i < v.rows; i++) *elem(w, i, v.cols) = (real)dot(rows(v, i, 1), rows(v, i, 1));
	return w;
}

static void dense_neighbours(
        scored *best, int k, const int *query, int n, int measure, mat vectors, mat room)
{
	arena scratch = {0};
	mat q = mat_new(&scratch, n, vectors.cols);
	for (int i = 0; i < n; i++) copy(rows(q, i, 1), rows(vectors, query[i], 1));
	if (measure == EUCLID) {
		scale(cols(q, 0, q.cols - 1), 2);
		fill(cols(q, q.cols - 1, 1), -1);
	}
	nearest_neighbours(best, k, q, vectors, query, rows(room, 0, n));
	arena_free(&scratch);
}

/* `square` is NULL for cosines. */
static void sparse_neighbours(
        scored *best, int k, const int *query, int n, const double *square, sparse x)
{
	arena scratch = {0};
	mat q = mat_new(&scratch, x.cols, n), score = mat_new(&scratch, x.rows, n);
	int *found = arena_alloc(&scratch, (size_t)n, sizeof *found);
	for (int i = 0; i < n; i++)
		for (long p = x.start[query[i]]; p < x.start[query[i] + 1]; p++)
			*elem(q, x.col[p], i) = square ? 2 * x.value[p] : x.value[p];
	sparse_mul(score, x, q);
	for (long i = 0; i < (long)n * k; i++) best[i] = (scored){(real)-HUGE_VAL, -1};
	for (int v = 0; v < x.rows; v++) {
		const real *p = row(score, v);
		for (int i = 0; i < n; i++)
			if (v != query[i])
				found[i] = top_k_offer(best + (long)i * k, found[i], k,
				        (scored){square ? (real)((double)p[i] - square[v]) : p[i], v});
	}
	for (int i = 0; i < n; i++) top_k_sort(best + (long)i * k, found[i]);
	arena_free(&scratch);
}

/* Distances of the candidates, and the k smallest of them, the smallest first. */
static void measure_distances(
        scored *best, int k, scored *candidate, int n, int query, const space *s)
{
	int found = 0;
	for (int i = 0; i < k; i++) best[i] = (scored){(real)HUGE_VAL, -1};
	for (int i = 0; i < n && candidate[i].id >= 0; i++) {
		int id = candidate[i].id;
		found = top_k_offer(best, found, k, (scored){(real)-space_distance(s, query, id), id});
	}
	top_k_sort(best, found);
	for (int i = 0; i < found; i++) best[i].score = -best[i].score;
}

/* What all queries share. */
typedef struct {
	mat vectors;    // dense: what is multiplied
	mat room;       // for scores
	double *square; // sparse: ‖v‖² for distances
	int at_once;    // queries
	int k;          // candidates for each
} search;

static search prepare(space *s, int k, int measure, arena *a)
{
	search f = {.k = measure == EUCLID ? k + SPARE : k};
	f.at_once = s->is_sparse ? SPARSE_QUERIES : DENSE_QUERIES;
	if (!s->is_sparse) {
		f.room = mat_new(a, DENSE_QUERIES, NEIGHBOUR_BLOCK);
		f.vectors = measure == EUCLID ? with_squares(s->dense, a) : s->dense;
		if (measure == COSINE) normalize_rows(s->dense);
	} else if (measure == COSINE) {
		normalize_sparse_rows(s->rows);
	} else {
		f.square = arena_alloc(a, (size_t)s->rows.rows, sizeof *f.square);
		for (int i = 0; i < s->rows.rows; i++) f.square[i] = product_of_rows(s->rows, i, i);
	}
	return f;
}

void space_neighbours(
        scored *best, int k, const int *query, int n, int measure, space *s, bool shown)
{
	arena a = {0};
	progress bar;
	search f = prepare(s, k, measure, &a);
	scored *some = arena_alloc(&a, (size_t)f.at_once * (size_t)f.k, sizeof *some);
	if (shown) progress_begin(&bar, "comparing", n, "words");
	for (int first = 0; first < n; first += f.at_once) {
		int q = n - first < f.at_once ? n - first : f.at_once;
		scored *to = measure == EUCLID ? some : best + (long)first * k;
		if (s->is_sparse)
			sparse_neighbours(to, f.k, query + first, q, f.square, s->rows);
		else
			dense_neighbours(to, f.k, query + first, q, measure, f.vectors, f.room);
		for (int i = 0; i < q && measure == EUCLID; i++)
			measure_distances(best + (long)(first + i) * k, k, some + (long)i * f.k, f.k,
			        query[first + i], s);
		if (shown) progress_at(&bar, first + q, NULL);
	}
	if (shown) progress_end(&bar);
	arena_free(&a);
}
