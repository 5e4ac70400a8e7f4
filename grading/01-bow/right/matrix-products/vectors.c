/* Counts by products: e(w) is row w of the identity, a document is the sum of its rows. */
#include <math.h>

#include "vectors.h"

void one_hot(mat y, const int *id)
{
	arena scratch = {0};
	mat identity = mat_new(&scratch, y.cols, y.cols);
	for (int w = 0; w < y.cols; w++) *elem(identity, w, w) = 1;
	for (int i = 0; i < y.rows; i++) {
		if (id[i] < 0)
			fill(rows(y, i, 1), 0);
		else
			copy(rows(y, i, 1), rows(identity, id[i], 1));
	}
	arena_free(&scratch);
}

void bag_of_words(mat x, documents docs)
{
	arena scratch = {0};
	mat E = mat_new(&scratch, docs.start[docs.n], x.cols);
	mat member = mat_new(&scratch, docs.n, docs.start[docs.n]);
	one_hot(E, docs.id);
	for (int d = 0; d < docs.n; d++)
		fill(rows(cols(member, docs.start[d], docs.start[d + 1] - docs.start[d]), d, 1), 1);
	mul(x, member, E);
	arena_free(&scratch);
}

sparse bag_of_words_sparse(documents docs, int V, arena *a)
{
	arena scratch = {0};
	mat x = mat_new(&scratch, docs.n, V);
	bag_of_words(x, docs);
	sparse_builder b = sparse_begin(&scratch, docs.n, V);
	for (int d = docs.n - 1; d >= 0; d--)
		for (int w = V - 1; w >= 0; w--)
			if (*elem(x, d, w) > 0) sparse_add(&b, d, w, (double)*elem(x, d, w));
	sparse s = sparse_end(&b, a);
	arena_free(&scratch);
	return s;
}

void inverse_document_frequency(mat idf, sparse counts)
{
	arena scratch = {0};
	sparse t = sparse_transpose(counts, &scratch);
	for (int w = 0; w < t.rows; w++)
		*elem(idf, 0, w) =
		        (real)(1 - log((double)(t.start[w + 1] - t.start[w] + 1) / (counts.rows + 1)));
	arena_free(&scratch);
}

void tf_idf(sparse x, mat idf)
{
	for (long k = 0; k < sparse_count(x); k++) x.value[k] *= *elem(idf, 0, x.col[k]);
	for (int d = 0; d < x.rows; d++) {
		int n = (int)(x.start[d + 1] - x.start[d]);
		mat r = mat_of(x.value + x.start[d], 1, n);
		if (n) scale(r, (real)(1 / sqrt(dot(r, r))));
	}
}
