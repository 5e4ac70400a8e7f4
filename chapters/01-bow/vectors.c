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
	TODO("1.4", "zeros everywhere, then a single 1 in each row whose id is not negative");
}

void bag_of_words(mat x, documents docs)
{
	need_shape(x, docs.n, x.cols);
	TODO("1.5", "zeros everywhere, then one increment for each word of each document");
}

sparse bag_of_words_sparse(documents docs, int V, arena *a)
{
	arena scratch = {0};
	sparse_builder b = sparse_begin(&scratch, docs.n, V);
	TODO("1.6", "the same walk with sparse_add(), which sums what meets in a cell");
	sparse s = sparse_end(&b, a);
	arena_free(&scratch);
	return s;
}

void inverse_document_frequency(mat idf, sparse counts)
{
	need_shape(idf, 1, counts.cols);
	real *f = row(idf, 0);
	TODO("1.7", "count the entries of each column, then the formula");
}

void tf_idf(sparse x, mat idf)
{
	need_shape(idf, 1, x.cols);
	const real *f = row(idf, 0);
	TODO("1.7", "row by row: times idf, sum the squares; then divide by the root");
}
