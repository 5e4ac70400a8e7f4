/** @file vectors.h
 * Chapter 01, second part: from ids to vectors that are counted, not learnt.
 *
 * A word is a row of zeros with a single 1; a document is the sum of its words' rows, which is to
 * say: it is counted. The counts of 31,000 verses are 400 million cells, nearly all of them zero,
 * so there is a sparse form too (sparse.h); tf-idf works on that one.
 *
 * Word 0 is `<unk>` and is counted like any other word. A negative id is no word (padding, a stop
 * word) and is counted nowhere.
 *
 * @see G. Salton, A. Wong, C. S. Yang, "A Vector Space Model for Automatic Indexing", Comm. ACM
 * 18(11), 1975
 * @see K. Spärck Jones, "A Statistical Interpretation of Term Specificity and Its Application in
 * Retrieval", Journal of Documentation 28(1), 1972
 */
#ifndef VECTORS_H
#define VECTORS_H

#include "mat.h"
#include "sparse.h"

/** Documents, one after the other in one list: document d is id[start[d]] … id[start[d+1]-1]. */
typedef struct {
	int n; /**< how many documents */
	const int
	        *start; /**< (n+1) where each begins; start[0] is 0, start[n] the length of the list */
	const int *id;  /**< (start[n]) word ids */
} documents;

/** 1.4 Words as rows: y_i = e(id_i), all zeros but a 1 in column id_i.
 * @param[out] y   = (n,V); the row of a negative id is zero
 * @param[in]  id  (n) word ids, below V */
void one_hot(mat y, const int *id);

/** 1.5 Documents as counts: x_dw = how often word w occurs in document d.
 * @param[out] x     = (N,V)
 * @param[in]  docs  N documents, ids below V */
void bag_of_words(mat x, documents docs);

/** 1.6 The same, keeping only what is not zero.
 * @param[in] docs  N documents
 * @param[in] V     size of the vocabulary, above every id
 * @param[in] a     keeps the matrix
 * @return (N,V) counts: an entry for each word that occurs in a document, and no other */
sparse bag_of_words_sparse(documents docs, int V, arena *a);

/** 1.7 How much it says that a word occurs at all:
 *
 *     idf_w = ln((1 + N) / (1 + df_w)) + 1,     df_w = how many of the N documents have word w
 *
 * as if one document more had every word once, so that nothing is divided by zero; the last 1
 * keeps a word that every document has from vanishing. A natural logarithm.
 * @param[out] idf     = (1,V)
 * @param[in]  counts  (N,V) from bag_of_words_sparse(): no entry is zero */
void inverse_document_frequency(mat idf, sparse counts);

/** 1.7 Weigh and level: in place, x_dw = count_dw · idf_w, then each row divided by its Euclidean
 * length, so that long documents do not outweigh short ones. A row without entries stays so.
 * @param[in,out] x    (N,V) on entry counts, on exit rows of length 1
 * @param[in]     idf  (1,V), of these documents or of others */
void tf_idf(sparse x, mat idf);

#endif
