/* From ids to vectors that are counted, not learnt.
 *
 *     e(w) = (0 … 0 1 0 … 0)        x_d = Σ_i e(id_i)        tf-idf: x_dw · idf_w, rows of length 1
 *
 * The sum of one-hot rows is a row of counts, so nobody adds rows: one walk over the ids and an
 * increment each is the whole bag of words. Its sparse form holds the same numbers without the
 * zeros; what a row costs is then the number of different words in a document, not in the
 * language.
 *
 * Sources: Salton et al. 1975 for documents as vectors, Spärck Jones 1972 for idf. Deviation: the
 * smoothed idf with 1 added, which later became the usual default; both wrote other variants. */
#include <math.h>

#include "vectors.h"

void one_hot(mat y, const int *id)
{
	//> [one_hot] 1.4  zeros everywhere, then a single 1 in each row whose id is not negative
	fill(y, 0);
	for (int i = 0; i < y.rows; i++)
		if (id[i] >= 0) row(y, i)[id[i]] = 1;
	//< [one_hot]
}

void bag_of_words(mat x, documents docs)
{
	need_shape(x, docs.n, x.cols);
	//> [bag_of_words] 1.5  zeros everywhere, then one increment for each word of each document
	fill(x, 0);
	for (int d = 0; d < docs.n; d++)
		for (int i = docs.start[d]; i < docs.start[d + 1]; i++)
			if (docs.id[i] >= 0) row(x, d)[docs.id[i]]++;
	//< [bag_of_words]
}

sparse bag_of_words_sparse(documents docs, int V, arena *a)
{
	arena scratch = {0};
	sparse_builder b = sparse_begin(&scratch, docs.n, V);
	//> [bag_of_words_sparse] 1.6  the same walk with sparse_add(), which sums what meets in a cell
	for (int d = 0; d < docs.n; d++)
		for (int i = docs.start[d]; i < docs.start[d + 1]; i++)
			if (docs.id[i] >= 0) sparse_add(&b, d, docs.id[i], 1);
	//< [bag_of_words_sparse]
	sparse s = sparse_end(&b, a);
	arena_free(&scratch);
	return s;
}

void inverse_document_frequency(mat idf, sparse counts)
{
	need_shape(idf, 1, counts.cols);
	real *f = row(idf, 0);
	//> [inverse_document_frequency] 1.7  count the entries of each column, then the formula
	fill(idf, 0);
	for (long k = 0; k < sparse_count(counts); k++) f[counts.col[k]]++;
	for (int w = 0; w < idf.cols; w++)
		f[w] = (real)(log((1.0 + counts.rows) / (1.0 + (double)f[w])) + 1);
	//< [inverse_document_frequency]
}

void tf_idf(sparse x, mat idf)
{
	need_shape(idf, 1, x.cols);
	const real *f = row(idf, 0);
	//> [tf_idf] 1.7  row by row: times idf, sum the squares; then divide by the root
	for (int d = 0; d < x.rows; d++) {
		double squares = 0;
		for (long k = x.start[d]; k < x.start[d + 1]; k++) {
			x.value[k] *= f[x.col[k]];
			squares += (double)x.value[k] * (double)x.value[k];
		}
		for (long k = x.start[d]; k < x.start[d + 1]; k++) x.value[k] /= (real)sqrt(squares);
	}
	//< [tf_idf]
}
