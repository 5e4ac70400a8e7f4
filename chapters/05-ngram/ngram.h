/** @file ngram.h
 * Chapter 05, first part: counting n-grams, and making probabilities of counts.
 *
 * A text is a list of word ids, every sentence between `<s>` and `</s>`:
 *
 *     <s> the cat sat </s> <s> the dog sat </s>
 *
 * A table holds the n-grams of every length m = 1 … order, each length in one level. An n-gram
 * knows two shorter ones: its *context*, the words without the last, under which it is one of the
 * continuations; and its *suffix*, the words without the first, to which one backs off when it was
 * never seen. All smoothing is arithmetic on counts along these two links.
 *
 * @see S. F. Chen, J. Goodman, "An Empirical Study of Smoothing Techniques for Language Modeling",
 * Harvard TR-10-98, 1998
 * @see R. Kneser, H. Ney, "Improved Backing-off for M-gram Language Modeling", ICASSP 1995
 * @see S. M. Katz, "Estimation of Probabilities from Sparse Data for the Language Model Component
 * of a Speech Recognizer", IEEE Trans. ASSP 35(3), 1987
 */
#ifndef NGRAM_H
#define NGRAM_H

#include "arena.h"
#include "mat.h"
#include "rng.h"

/** Words with a meaning of their own have fixed ids. */
enum { NGRAM_UNKNOWN = 0, NGRAM_BEGIN = 1, NGRAM_END = 2, NGRAM_FIRST = 3 };
/** The longest n-grams that a table can hold. */
enum { NGRAM_ORDER = 7 };

/** All n-grams of one length m, sorted by their last word, then by the one before it, and so on to
 * the left: those with the same suffix stand together, in the order of their first words. */
typedef struct {
	int n;         /**< how many */
	int *word;     /**< (n) first word */
	int *suffix;   /**< (n) place in the level below of all but the first word; 0 for m = 1 */
	int *context;  /**< (n) the same of all but the last word */
	int *count;    /**< (n) how often it occurred */
	int *followed; /**< (n) how often a word came after it: `Σ_v #hv`; NULL at the top */
	int *first;    /**< (n+1) its extensions to the left, in the level above, are first[i] …
	                   first[i+1]−1; NULL at the top */
} ngram_level;

/** n-grams of every length. */
typedef struct {
	int order, V; /**< longest n-grams, size of the vocabulary */
	long total;   /**< words that a model has to predict: all but `<s>` */
	/** level[m] for m = 1 … order; level[1] has all V words, in the order of ids, also those that
	 * never occurred. */
	ngram_level level[NGRAM_ORDER + 1];
} ngram_table;

/** 5.1 Count. An n-gram counts at the place of its last word; it may not reach back over the `<s>`
 * at which its sentence begins, and `<s>` itself is counted as a context only, never as a last
 * word (a model never has to predict it): level 1 has `<s>` with a count of 0.
 *
 * No hashing: the *places* of the text are sorted by the words that end there, one stable counting
 * sort for each of the `order` words, the one farthest back first; then one walk over neighbouring
 * places opens an n-gram wherever they begin to differ.
 * A level may be empty: where no sentence is that long, and all but level 1 for an empty text.
 * @param[in] id     (n) ids below V, sentences from `<s>` to `</s>`; the last may be cut off
 * @param[in] n      length of the text, from 0, below 2^31
 * @param[in] V      size of the vocabulary, the three special words included: 3 or more
 * @param[in] order  1 … NGRAM_ORDER
 * @param[in] a      keeps the table */
ngram_table ngram_count(const int *id, long n, int V, int order, arena *a);

/** The place of the n-gram that begins with `word` and goes on as the m-gram i does, in level m+1;
 * −1 when it is not in the table. A binary search. Given, for all exercises.
 * @pre 1 ≤ m < order */
int ngram_extend(const ngram_table *t, int m, int i, int word);

/** The place of n-gram w_1 … w_m in level m, −1 when it is not in the table: extended word by word
 * from the last one leftwards. Given, for all exercises.
 * @pre 1 ≤ m ≤ order */
int ngram_find(const ngram_table *t, const int *words, int m);

/** A model: probabilities for the n-grams of a table, and what is left for those not in it.
 *
 *     p(w|h) = prob of hw if it is in the table, else backoff of h · p(w|h without its first word)
 *
 * with backoff 1 for an h that is not in the table. This is what an ARPA file holds. What follows
 * makes models of tables with something to predict: `total` is above 0. */
typedef struct {
	const ngram_table *t;
	double *prob[NGRAM_ORDER + 1];    /**< prob[m] (level m): p(last word | context) */
	double *backoff[NGRAM_ORDER + 1]; /**< backoff[m] (level m), for m < order */
} ngram_model;

/** Room for a model of a table, all zero. */
ngram_model ngram_model_new(const ngram_table *t, arena *a);

/** 5.2 Maximum likelihood: `p(w|h) = #hw / Σ_v #hv`, and nothing is left for others: backoff 0. A
 * context that nothing followed has backoff 1. In level 1 the sum is `total`. (`<s>` has
 * probability 0 in every model.) */
void ngram_mle(ngram_model m);

/** 5.3 Add k to every count: `p(w|h) = (#hw + k) / (Σ_v #hv + k (V−1))`; V−1, since `<s>` is never
 * predicted. Every word that never followed h gets the same, whatever a shorter history says: so
 * this is not of the form prob and backoff, and answers one question at a time.
 * @param[in] t      counts
 * @param[in] words  (m) the last one is to predict, not `<s>`; those before are the history
 * @param[in] m      1 … order
 * @param[in] k      above 0
 * @return p(w_m | w_1 … w_{m−1}); 1/(V−1) when the history was never seen */
double add_k(const ngram_table *t, const int *words, int m, double k);

/** 5.4 Katz: counts up to `cut` are discounted as Good and Turing advise, and what that saves is
 * given to words never seen after h, in the proportion of the shorter model.
 *
 *     d_r = (r*÷r − A) / (1 − A),   r* = (r+1) n_{r+1} ÷ n_r,   A = (cut+1) n_{cut+1} ÷ n_1
 *     p(w|h) = d_#hw #hw / #h,   backoff(h) = (1 − Σ_seen p(w|h)) / (1 − Σ_seen p(w|h'))
 *
 * for r = 1 … cut. n_r counts the n-grams of the level that occurred r times, `#h` is `Σ_v #hv`;
 * the sums are over the v and w that followed h. A d_r that is not in (0,1] (or not a number) is
 * 1, and so is that of r > cut. Where all that followed h has d = 1, nothing would be saved, and
 * every other word would be impossible: there `#h` is one more (ours). Level 1 is not discounted
 * but has one count added to every word but `<s>`, for the same reason. A context that nothing
 * followed has backoff 1, and so has one after which the shorter model leaves nothing (its share
 * is not above 1e-12) to give to others.
 * @param[out] m    the model
 * @param[in]  cut  0 or more: the largest count that is discounted */
void katz_backoff(ngram_model m, int cut);

/** 5.5 In how many ways an n-gram continues: the number of *different* words that stood before it.
 * Kneser and Ney count this instead of occurrences in all levels but the highest, because a word
 * that only ever follows "San" deserves no probability elsewhere. n-grams that begin with `<s>`
 * have nothing before them and keep their counts.
 * @param[out] adjusted  adjusted[m] (level m): for m = order the counts as they are
 * @param[in]  t         counts */
void kneser_ney_counts(int *const *adjusted, const ngram_table *t);

/** Discounts for n-grams with an adjusted count of 1, of 2, and of 3 or more. */
typedef struct {
	double d[4]; /**< d[0] = 0, d[1], d[2], d[3] for 3 or more */
} ngram_discounts;

/** 5.6 Chen and Goodman's three discounts of a level: with n_r the number of n-grams with adjusted
 * count r, Y = n_1/(n_1 + 2 n_2), d_r = r − (r+1) Y n_{r+1}/n_r. Where n_r is 0 or the result is
 * not in [0, r], d_r is r/2 (a fallback of ours: tiny texts have such levels).
 * @param[in] adjusted  (n) of one level; a 0 is not counted
 * @param[in] n         how many */
ngram_discounts kneser_ney_discounts(const int *adjusted, int n);

/** 5.7 Interpolated modified Kneser–Ney:
 *
 *     p(w|h) = (a(hw) − d_{a(hw)}) / Σ_v a(hv) + γ(h) p(w|h'),
 *     γ(h) = (d_1 N_1(h) + d_2 N_2(h) + d_3 N_3+(h)) / Σ_v a(hv)
 *
 * where h' is h without its first word and N_r(h) how many continuations of h have adjusted count r
 * (3+: 3 or more). Below level 1 every word but `<s>` has 1/(V−1). backoff(h) = γ(h): a word that
 * never followed h gets γ(h) p(w|h'), exactly. A context without continuations has backoff 1.
 * @param[out] m         the model
 * @param[in]  adjusted  from kneser_ney_counts()
 * @param[in]  d         d[m] the discounts of level m */
void kneser_ney(ngram_model m, int *const *adjusted, const ngram_discounts *d);

#endif
