/* The documents of known topics: that the posterior is the posterior, and what it is worth. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "source.h"
#include "topics.h"

enum { DOCUMENTS = 20000 };

SOURCE(topics, t)

static int word(const char *name)
{
	for (int w = 0; w < t.words; w++)
		if (strcmp(t.word[w], name) == 0) return w;
	ck_abort_msg("no word %s", name);
}

START_TEST(test_lists_are_distributions)
{
	double common = 0;
	for (int w = 0; w < t.words; w++) common += t.common[w];
	ck_assert_double_eq_tol(common, 1, 1e-14);
	for (int k = 0; k < TOPICS; k++) {
		double sum = 0;
		for (int w = 0; w < t.words; w++) sum += t.chance[k][w];
		ck_assert_double_eq_tol(sum, 1, 1e-14);
	}
}
END_TEST

START_TEST(test_ranks_follow_zipf)
{
	for (int k = 0; k < TOPICS; k++) {
		double first = t.chance[k][t.list[k][0]];
		for (int rank = 1; rank < t.size[k]; rank++)
			ck_assert_double_eq_tol(t.chance[k][t.list[k][rank]] * (rank + 1) / first, 1, 1e-2);
	}
}
END_TEST

START_TEST(test_no_plural_is_another_word)
{
	for (int w = 0; w < t.words; w++)
		for (int v = 0; v < t.words && t.counts[w]; v++) {
			char plural[64];
			snprintf(plural, sizeof plural, "%ss", t.word[w]);
			ck_assert_str_ne(plural, t.word[v]);
		}
}
END_TEST

/* Bayes' rule written out for two words, from the percentages that topics.c states. */
static double by_hand(int w1, int w2, int topic)
{
	double joint[TOPICS] = {0}, sum = 0;
	for (int k = 0; k < TOPICS; k++) {
		for (int s = 0; s < TOPICS; s++) {
			double p1 = .50 * t.common[w1] + .38 * t.chance[k][w1] + .12 * t.chance[s][w1];
			double p2 = .50 * t.common[w2] + .38 * t.chance[k][w2] + .12 * t.chance[s][w2];
			if (s != k) joint[k] += topics_prior(k) / 3 * p1 * p2;
		}
		sum += joint[k];
	}
	return joint[topic] / sum;
}

START_TEST(test_posterior_is_bayes_rule)
{
	const char *pairs[][2] = {{"boat", "bass"}, {"the", "seed"}, {"scale", "scale"}, {"and", "it"}};
	for (int i = 0; i < 4; i++) {
		char text[64];
		double p[TOPICS];
		snprintf(text, sizeof text, "%s %s", pairs[i][0], pairs[i][1]);
		ck_assert_int_eq(topics_posterior(&t, text, p), 0);
		for (int k = 0; k < TOPICS; k++)
			ck_assert_double_eq_tol(p[k], by_hand(word(pairs[i][0]), word(pairs[i][1]), k), 1e-14);
	}
}
END_TEST

START_TEST(test_common_words_say_nothing)
{
	double p[TOPICS];
	ck_assert_int_eq(topics_posterior(&t, "the of and to", p), 0);
	for (int k = 0; k < TOPICS; k++) ck_assert_double_eq_tol(p[k], topics_prior(k), 1e-14);
	ck_assert_int_eq(topics_posterior(&t, "", p), 0);
	for (int k = 0; k < TOPICS; k++) ck_assert_double_eq_tol(p[k], topics_prior(k), 1e-14);
}
END_TEST

START_TEST(test_neither_plurals_nor_order_matter)
{
	double p[TOPICS], q[TOPICS];
	ck_assert_int_eq(topics_posterior(&t, "the boat and scale in pots", p), 0);
	ck_assert_int_eq(topics_posterior(&t, "pot in the scales and boats", q), 0);
	for (int k = 0; k < TOPICS; k++) ck_assert_double_eq_tol(p[k], q[k], 1e-14);
}
END_TEST

START_TEST(test_unknown_words_are_refused)
{
	double p[TOPICS];
	ck_assert_int_eq(topics_posterior(&t, "the boat computes", p), -1);
	ck_assert_ptr_nonnull(strstr(error_message(), "'computes'"));
	ck_assert_int_eq(topics_posterior(&t, "breads", p), -1);
}
END_TEST

/* If documents were not drawn from the model that the posterior assumes, what happens would not be
 * what it expects, neither on the whole nor where it is nearly sure or unsure. */
START_TEST(test_posterior_is_calibrated)
{
	rng r = rng_new(9, TOPICS_STREAM);
	double excess[10] = {0}, variance[10] = {0}, p[TOPICS];
	char text[TOPICS_LONGEST];
	for (int d = 0; d < DOCUMENTS; d++) {
		int label = topics_document(&t, &r, text);
		ck_assert_int_eq(topics_posterior(&t, text, p), 0);
		for (int k = 0; k < TOPICS; k++) {
			int bin = (int)fmin(9, p[k] * 10);
			excess[bin] += (label == k) - p[k];
			variance[bin] += p[k] * (1 - p[k]);
		}
	}
	for (int bin = 0; bin < 10; bin++)
		ck_assert_double_le(fabs(excess[bin]), 4 * sqrt(variance[bin]));
}
END_TEST

START_TEST(test_best_accuracy_is_what_it_expects)
{
	topics_best best = topics_bayes(&t, 1, DOCUMENTS);
	double p = best.expected, error = sqrt(p * (1 - p) / DOCUMENTS);
	ck_assert_double_eq_tol(best.accuracy, best.expected, 4 * error);
	ck_assert_double_eq_tol(best.majority, 4 / 12.0, 4 * sqrt(2 / 9.0 / DOCUMENTS));
	ck_assert_double_gt(best.accuracy, 0.85);
	ck_assert_double_lt(best.accuracy, 0.97);
}
END_TEST

START_TEST(test_same_seed_same_documents)
{
	rng r = rng_new(1, TOPICS_STREAM);
	uint64_t h = HASH_START;
	char text[TOPICS_LONGEST];
	for (int d = 0; d < 200; d++) {
		h = hash_number(h, (uint64_t)topics_document(&t, &r, text));
		h = hash_bytes(h, text, strlen(text));
	}
	ck_assert_uint_eq(h, UINT64_C(8991336441895674676));
}
END_TEST

SOURCE_TESTS("topics", test_lists_are_distributions, test_ranks_follow_zipf,
        test_no_plural_is_another_word, test_posterior_is_bayes_rule, test_common_words_say_nothing,
        test_neither_plurals_nor_order_matter, test_unknown_words_are_refused,
        test_posterior_is_calibrated, test_best_accuracy_is_what_it_expects,
        test_same_seed_same_documents)
