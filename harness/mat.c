/* Views of matrices; every product of the course passes through gemm() below. */
#include <cblas.h>
#include <string.h>

#include "mat.h"

const char REAL_BUILD = 1;

#ifdef REAL64
#define cblas_gemm cblas_dgemm
#else
#define cblas_gemm cblas_sgemm
#endif

mat mat_of(real *p, int nrows, int ncols)
{
	return (mat){p, nrows, ncols, ncols, false};
}

mat mat_new(arena *a, int nrows, int ncols)
{
	if (nrows < 0 || ncols < 0) bug("mat_new: (%d,%d) is not a shape", nrows, ncols);
	return mat_of(arena_alloc(a, (size_t)nrows * (size_t)ncols, sizeof(real)), nrows, ncols);
}

seq seq_new(arena *a, int T, int B, int D)
{
	if (T < 0 || B < 0 || D < 0) bug("seq_new: (%d,%d,%d) is not a shape", T, B, D);
	size_t n = (size_t)T * (size_t)B * (size_t)D;
	return (seq){arena_alloc(a, n, sizeof(real)), T, B, D};
}

mat rows_at(mat m, int first, int n, where at)
{
	if (first < 0 || n < 0 || n > m.rows - first)
		bug_at(at, "rows: %d..%d is not in 0..%d", first, first + n - 1, m.rows - 1);
	return (mat){m.p + (long)first * (m.t ? 1 : m.ld), n, m.cols, m.ld, m.t};
}

mat cols_at(mat m, int first, int n, where at)
{
	if (first < 0 || n < 0 || first + n > m.cols)
		bug_at(at, "cols: %d..%d is not in 0..%d", first, first + n - 1, m.cols - 1);
	return tr(rows_at(tr(m), first, n, at));
}

mat at_at(seq s, int t, where at)
{
	if (t < 0 || t >= s.T) bug_at(at, "at: step %d is not in 0..%d", t, s.T - 1);
	return mat_of(s.p + (long)t * s.B * s.D, s.B, s.D);
}

seq steps_at(seq s, int first, int n, where at)
{
	if (first < 0 || n < 0 || n > s.T - first)
		bug_at(at, "steps: %d..%d is not in 0..%d", first, first + n - 1, s.T - 1);
	return (seq){s.p + (long)first * s.B * s.D, n, s.B, s.D};
}

void need_shape_at(const char *name, mat m, int nrows, int ncols, where at)
{
	if (m.rows != nrows || m.cols != ncols)
		bug_at(at, "%s is (%d,%d), expected (%d,%d)", name, m.rows, m.cols, nrows, ncols);
}

void need_seq_at(const char *name, seq s, int T, int B, int D, where at)
{
	if (s.T != T || s.B != B || s.D != D)
		bug_at(at, "%s is (%d,%d,%d), expected (%d,%d,%d)", name, s.T, s.B, s.D, T, B, D);
}

static void blas(mat c, mat a, mat b, real beta)
{
	cblas_gemm(CblasRowMajor, a.t ? CblasTrans : CblasNoTrans, b.t ? CblasTrans : CblasNoTrans,
	        c.rows, c.cols, a.cols, 1, a.p, a.ld, b.p, b.ld, beta, c.p, c.ld);
}

/* The batch times a square of weights, once for every step of a recurrent network. OpenBLAS copies both
 * matrices into an order of its own first; where the one has few rows, copying the other takes as long as
 * multiplying. Up to 100·100·100 multiplications it does without (on processors with AVX-512), so
 * the product is done in pieces of that size. */
enum { FEW_ROWS = 48, WITHOUT_COPY = 1000000, PIECE_DEPTH = 128 };

static bool few_rows(mat c, mat a, mat b)
{
	return c.rows <= FEW_ROWS && c.rows > 1 && !a.t && !b.t &&
	       (double)c.rows * c.cols * a.cols > WITHOUT_COPY;
}

static void gemm_in_pieces(mat c, mat a, mat b, real beta)
{
	const int depth = a.cols < PIECE_DEPTH ? a.cols : PIECE_DEPTH;
	const int width = WITHOUT_COPY / (c.rows * depth) / 16 * 16;
	for (int j = 0; j < c.cols; j += width) {
		const int n = c.cols - j < width ? c.cols - j : width;
		for (int k = 0; k < a.cols; k += depth) {
			const int d = a.cols - k < depth ? a.cols - k : depth;
			blas(cols(c, j, n), cols(a, k, d), cols(rows(b, k, d), j, n), k ? 1 : beta);
		}
	}
}

static void gemm(const char *verb, mat c, mat a, mat b, real beta, where at)
{
	if (a.cols != b.rows || c.rows != a.rows || c.cols != b.cols)
		bug_at(at, "%s: (%d,%d) = (%d,%d) x (%d,%d) does not fit", verb, c.rows, c.cols, a.rows,
		        a.cols, b.rows, b.cols);
	if (c.t) { // cᵀ = bᵀ aᵀ
		gemm(verb, tr(c), tr(b), tr(a), beta, at);
		return;
	}
	if (!count(c)) return;
	if (!a.cols) { // an empty sum
		if (beta == 0) fill(c, 0);
		return;
	}
	if (few_rows(c, a, b))
		gemm_in_pieces(c, a, b, beta);
	else
		blas(c, a, b, beta);
}

void mul_at(mat c, mat a, mat b, where at)
{
	gemm("mul", c, a, b, 0, at);
}

void mul_add_at(mat c, mat a, mat b, where at)
{
	gemm("mul_add", c, a, b, 1, at);
}

static void need_same(const char *verb, mat c, mat a, where at)
{
	if (c.rows != a.rows || c.cols != a.cols)
		bug_at(at, "%s: shapes (%d,%d) and (%d,%d) differ", verb, c.rows, c.cols, a.rows, a.cols);
}

/* Row i of c += row k of a. Rows in one piece are added several numbers at a time. */
static void add_rows(mat c, int i, mat a, int k)
{
	if (c.t || a.t) {
		for (int j = 0; j < c.cols; j++) *elem(c, i, j) += *elem(a, k, j);
		return;
	}
	real *to = row(c, i);
	const real *from = row(a, k);
	for (int j = 0; j < c.cols; j++) to[j] += from[j];
}

void add_at(mat c, mat a, where at)
{
	need_same("add", c, a, at);
	for (int i = 0; i < c.rows; i++) add_rows(c, i, a, i);
}

void add_row_at(mat c, mat b, where at)
{
	if (b.rows != 1 || b.cols != c.cols)
		bug_at(at, "add_row: (%d,%d) cannot join each row of (%d,%d)", b.rows, b.cols, c.rows,
		        c.cols);
	for (int i = 0; i < c.rows; i++) add_rows(c, i, b, 0);
}

void add_sum_of_rows_at(mat b, mat c, where at)
{
	if (b.rows != 1 || b.cols != c.cols)
		bug_at(at, "add_sum_of_rows: (%d,%d) cannot hold the column sums of (%d,%d)", b.rows,
		        b.cols, c.rows, c.cols);
	for (int i = 0; i < c.rows; i++) add_rows(b, 0, c, i);
}

void copy_at(mat c, mat a, where at)
{
	need_same("copy", c, a, at);
	if (c.t && a.t) {
		c = tr(c);
		a = tr(a);
	}
	if (!c.t && !a.t) {
		for (int i = 0; i < c.rows; i++)
			memmove(row(c, i), row(a, i), (size_t)c.cols * sizeof(real));
		return;
	}
	for (int i = 0; i < c.rows; i++)
		for (int j = 0; j < c.cols; j++) *elem(c, i, j) = *elem(a, i, j);
}

void fill(mat m, real x)
{
	if (m.t) m = tr(m);
	for (int i = 0; i < m.rows; i++) {
		real *p = row(m, i);
		for (int j = 0; j < m.cols; j++) p[j] = x;
	}
}

void scale(mat m, real x)
{
	if (m.t) m = tr(m);
	for (int i = 0; i < m.rows; i++) {
		real *p = row(m, i);
		for (int j = 0; j < m.cols; j++) p[j] *= x;
	}
}

static double dot_of(int n, const real *a, const real *b)
{
	double sum = 0;
#pragma omp simd reduction(+ : sum)
	for (int j = 0; j < n; j++) sum += (double)a[j] * (double)b[j];
	return sum;
}

double dot_at(mat a, mat b, where at)
{
	need_same("dot", a, b, at);
	double sum = 0;
	for (int i = 0; i < a.rows; i++) {
		if (!a.t && !b.t) {
			sum += dot_of(a.cols, row(a, i), row(b, i));
			continue;
		}
		for (int j = 0; j < a.cols; j++) sum += (double)*elem(a, i, j) * (double)*elem(b, i, j);
	}
	return sum;
}
