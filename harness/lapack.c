/* LAPACK by way of its Fortran names: Debian's OpenBLAS exports them, but not everywhere a header.
 * Fortran passes everything by address, and the length of each string behind all other arguments.
 *
 * A (m,n) mat stored by rows is, by columns, the (n,m) transpose; for a symmetric matrix that is
 * the same matrix, with what stands above the diagonal below it. */
#include <cblas.h>
#include <math.h>
#include <stddef.h>

#include "lapack.h"

#ifdef REAL64
#define potrf dpotrf_
#define syevr dsyevr_
#define gesdd dgesdd_
#define cblas_trsm cblas_dtrsm
#else
#define potrf spotrf_
#define syevr ssyevr_
#define gesdd sgesdd_
#define cblas_trsm cblas_strsm
#endif

void potrf(const char *uplo, const int *n, real *a, const int *lda, int *info, size_t);
void syevr(const char *jobz, const char *range, const char *uplo, const int *n, real *a,
        const int *lda, const real *vl, const real *vu, const int *il, const int *iu,
        const real *abstol, int *found, real *w, real *z, const int *ldz, int *support, real *work,
        const int *lwork, int *iwork, const int *liwork, int *info, size_t, size_t, size_t);
void gesdd(const char *jobz, const int *m, const int *n, real *a, const int *lda, real *s, real *u,
        const int *ldu, real *vt, const int *ldvt, real *work, const int *lwork, int *iwork,
        int *info, size_t);

static void need_square(const char *verb, mat a, where at)
{
	if (a.rows != a.cols) bug_at(at, "%s: (%d,%d) is not a square matrix", verb, a.rows, a.cols);
}

/* The triangle that is seen above the diagonal, as LAPACK calls it. */
static const char *upper(mat a)
{
	return a.t ? "U" : "L";
}

int cholesky_at(mat a, where at)
{
	const int n = a.rows;
	int info = 0;
	need_square("cholesky", a, at);
	if (n == 0) return 0;
	potrf(upper(a), &n, a.p, &a.ld, &info, 1);
	for (int i = 0; i < n; i++) {
		real d = *elem(a, i, i);
		if (info || !(d > 0) || isinf(d)) return -1; // a NaN in column i arrives here
		for (int j = 0; j < i; j++) *elem(a, i, j) = 0;
	}
	return 0;
}

/* x ← x S⁻¹ with S = r, or rᵀ when `turned`; r is upper triangular. */
static void divide(mat x, mat r, bool turned)
{
	if (!count(x)) return;
	cblas_trsm(CblasRowMajor, x.t ? CblasLeft : CblasRight, r.t ? CblasLower : CblasUpper,
	        turned != (x.t != r.t) ? CblasTrans : CblasNoTrans, CblasNonUnit, x.t ? x.cols : x.rows,
	        x.t ? x.rows : x.cols, 1, r.p, r.ld, x.p, x.ld);
}

void solve_upper_at(mat x, mat r, where at)
{
	need_square("solve_upper", r, at);
	if (x.cols != r.rows)
		bug_at(at, "solve_upper: (%d,%d) cannot be divided by (%d,%d)", x.rows, x.cols, r.rows,
		        r.cols);
	divide(x, r, false);
}

/* RᵀR y = b, read by rows: yᵀ = bᵀ R⁻¹ R⁻ᵀ. */
int solve_spd_at(mat b, mat a, where at)
{
	need_square("solve_spd", a, at);
	if (b.rows != a.rows)
		bug_at(at, "solve_spd: (%d,%d) does not fit the matrix (%d,%d)", b.rows, b.cols, a.rows,
		        a.cols);
	if (cholesky_at(a, at)) return -1;
	divide(tr(b), a, false);
	divide(tr(b), a, true);
	return 0;
}

/* No NaN and no infinity among what is read: some of LAPACK's loops would never end. */
static bool upper_is_finite(mat a)
{
	for (int i = 0; i < a.rows; i++)
		for (int j = i; j < a.cols; j++)
			if (!isfinite(*elem(a, i, j))) return false;
	return true;
}

/* LAPACK works in blocks of BLOCK columns where the room it is given allows. */
enum { BLOCK = 64 };

/* Eigenvalues first … first+n-1 and their vectors in rows of z; a is destroyed. */
static int syevr_rows(mat values, mat z, mat a, int first, arena *scratch)
{
	const int m = a.rows, low = first + 1, high = first + z.rows;
	const int size = (BLOCK + 26) * m, isize = 10 * m;
	const real nothing = 0;
	int found = 0, info = 0;
	int *support = arena_alloc(scratch, 2 * (size_t)m, sizeof *support);
	int *iwork = arena_alloc(scratch, (size_t)isize, sizeof *iwork);
	real *work = arena_alloc(scratch, (size_t)size, sizeof *work);
	syevr("V", "I", upper(a), &m, a.p, &a.ld, &nothing, &nothing, &low, &high, &nothing, &found,
	        values.p, z.p, &m, support, work, &size, iwork, &isize, &info, 1, 1, 1);
	return !info && found == z.rows ? 0 : -1;
}

int eigen_symmetric_at(mat w, mat a, int first, int n, where at)
{
	need_square("eigen_symmetric", a, at);
	if (first < 0 || n < 0 || n > a.rows - first)
		bug_at(at, "eigen_symmetric: %d..%d is not in 0..%d", first, first + n - 1, a.rows - 1);
	need_shape_at("eigen_symmetric: w", w, 1, n, at);
	if (!upper_is_finite(a)) return -1;
	if (n == 0) return 0;
	arena scratch = {0};
	mat values = mat_new(&scratch, 1, a.rows), z = mat_new(&scratch, n, a.rows);
	int status = syevr_rows(values, z, a, first, &scratch);
	if (!status) {
		copy(w, cols(values, 0, n));
		copy(rows(a, 0, n), z);
	}
	arena_free(&scratch);
	return status;
}

void singular_values_at(mat s, mat a, where at)
{
	const int m = a.cols, n = a.rows, less = m < n ? m : n, more = m < n ? n : m, one = 1;
	need_shape_at("singular_values: s", s, 1, less, at);
	if (less == 0) return;
	arena scratch = {0};
	const int size = 3 * less + (more > 7 * less ? more : 7 * less) + BLOCK * (m + n);
	mat values = mat_new(&scratch, 1, less), c = mat_new(&scratch, n, m);
	real *work = arena_alloc(&scratch, (size_t)size, sizeof *work), unused = 0;
	int info = 0, *iwork = arena_alloc(&scratch, 8 * (size_t)less, sizeof *iwork);
	copy(c, a);
	gesdd("N", &m, &n, c.p, &m, values.p, &unused, &one, &unused, &one, work, &size, iwork, &info,
	        1);
	if (info)
		fill(s, (real)NAN);
	else
		copy(s, values);
	arena_free(&scratch);
}
