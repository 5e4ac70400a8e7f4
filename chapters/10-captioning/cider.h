/** @file cider.h Chapter 10, fourth part: a caption is good when it says what people say about this
 * picture and not about every picture.
 *
 * @see R. Vedantam, C. L. Zitnick, D. Parikh, "CIDEr: Consensus-based Image Description
 * Evaluation", CVPR 2015
 */
#ifndef CIDER_H
#define CIDER_H

enum { CIDER_ORDER = 4 };

/** The n-grams of a sentence for one n, by number: id[i] occurs times[i] times; ids rise. */
typedef struct {
	const int *id;    /**< (count) */
	const int *times; /**< (count) */
	int count;        /**< different n-grams */
} grams;

/** A picture's captions as n-grams of one n. An empty sentence has none. */
typedef struct {
	grams answer;           /**< the caption to judge */
	const grams *reference; /**< captions by people */
	int references;         /**< how many, at least 1 */
} captioned;

/** 10.23 In how many pictures' references each n-gram occurs, and what that makes of it:
 * idf = ln(N / max(1, pictures)). An n-gram that every picture has weighs nothing.
 * @param[out] idf    = (ids)
 * @param[in]  ids    n-grams are 0 … ids−1
 * @param[in]  p      N pictures; their answers do not count
 * @param[in]  N      how many */
void cider_idf(double *idf, int ids, const captioned *p, int N);

/** 10.24 CIDEr for one n and one picture: the mean over its references of the cosine between the
 * vectors g_k = (times_k / Σ times) · idf_k of the answer and the reference; 0 where one of them
 * has no length.
 * @param[in] p    the picture
 * @param[in] idf  weights
 * @return 0 … 1; CIDEr is 10 times the mean of this over n = 1 … CIDER_ORDER */
double cider_score(const captioned *p, const double *idf);

#endif
