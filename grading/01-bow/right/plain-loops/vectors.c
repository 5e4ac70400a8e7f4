/* Element by element; the sparse matrix is put together by hand. */
#include <math.h>

#include "vectors.h"

void one_hot(mat y, const int *id)
{
	for (int i = 0; i < y.rows; i++)
		for (int j = 0; j < y.cols; j++) *elem(y, i, j) = id[i] == j;
}

void bag_of_words(mat x, documents docs)
{
	for (int d = 0; d < docs.n; d++)
		for (int w = 0; w < x.cols; w++) {
			int count_of = 0;
			for (int i = docs.start[d]; i < docs.start[d + 1]; i++) count_of += docs.id[i] == w;
			*elem(x, d, w) = (real)count_of;
		}
}

sparse bag_of_words_sparse(documents docs, int V, arena *a)
{
	sparse s = {.rows = docs.n, .cols = V};
	s.start = arena_alloc(a, (size_t)docs.n + 1, sizeof *s.start);
	s.col = arena_alloc(a, (size_t)docs.start[docs.n], sizeof *s.col);
	s.value = arena_alloc(a, (size_t)docs.start[docs.n], sizeof *s.value);
	long n = 0;
	for (int d = 0; d < docs.n; d++) {
		for (int i = docs.start[d]; i < docs.start[d + 1]; i++) {
			if (docs.id[i] < 0) continue;
			long k = s.start[d];
			while (k < n && s.col[k] < docs.id[i]) k++;
			if (k < n && s.col[k] == docs.id[i]) {
				s.value[k] += 1;
				continue;
			}
			for (long j = n++; j > k; j--) { // make room
				s.col[j] = s.col[j - 1];
				s.value[j] = s.value[j - 1];
			}
			s.col[k] = docs.id[i];
			s.value[k] = 1;
		}
		s.start[d + 1] = n;
	}
	return s;
}

void inverse_document_frequency(mat idf, sparse counts)
{
	for (int w = 0; w < idf.cols; w++) {
		int df = 0;
		for (int d = 0; d < counts.rows; d++) df += sparse_elem(counts, d, w) > 0;
		*elem(idf, 0, w) = (real)(1 + log(1 + counts.rows) - log(1 + df));
	}
}

void tf_idf(sparse x, mat idf)
{
	for (int d = 0; d < x.rows; d++) {
		double longest = 0, sum = 0; // scaled, as hypot() does
		for (long k = x.start[d]; k < x.start[d + 1]; k++) {
			double value = (double)x.value[k] * (double)*elem(idf, 0, x.col[k]);
			if (fabs(value) > longest) longest = fabs(value);
			x.value[k] = (real)value;
		}
		for (long k = x.start[d]; k < x.start[d + 1]; k++)
			sum += pow((double)x.value[k] / longest, 2);
		for (long k = x.start[d]; k < x.start[d + 1]; k++)
			x.value[k] = (real)((double)x.value[k] / longest / sqrt(sum));
	}
}
