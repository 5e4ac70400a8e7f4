/* Sentences with attractors: what is drawn is what the truth says, and the baselines are exact. */
#include <math.h>

#include "agreement.h"
#include "source.h"

SOURCE(agreement, g)

static agreement_sentence sentence_of(rng *r, int between)
{
	agreement_sentence s;
	agreement_draw(&g, r, between, &s);
	return s;
}

START_TEST(test_verb_agrees_with_the_first_noun)
{
	rng r = rng_new(1, AGREEMENT_STREAM);
	for (int n = 0; n < 3000; n++) {
		agreement_sentence s = sentence_of(&r, -1);
		ck_assert_int_le(s.length, AGREEMENT_LONGEST);
		ck_assert_int_eq(agreement_syntactic(&g, &s), s.number);
		ck_assert_int_eq(g.verb[s.word[s.length - 1]], s.number);
		for (int i = 0; i < s.length - 1; i++)
			ck_assert_int_eq(g.verb[s.word[i]], NO_NUMBER); // nothing else gives it away
	}
}
END_TEST

START_TEST(test_attractors_are_the_nouns_in_between_with_the_other_number)
{
	rng r = rng_new(2, AGREEMENT_STREAM);
	for (int n = 0; n < 3000; n++) {
		agreement_sentence s = sentence_of(&r, n % (AGREEMENT_BETWEEN + 1));
		int nouns = 0, others = 0;
		for (int i = 0; i < s.length; i++) {
			agreement_number number = g.noun[s.word[i]];
			nouns += number != NO_NUMBER;
			others += number != NO_NUMBER && number != s.number;
		}
		ck_assert_int_eq(s.between, n % (AGREEMENT_BETWEEN + 1));
		ck_assert_int_eq(nouns, 1 + s.between);
		ck_assert_int_eq(others, s.attractors);
		ck_assert_int_eq(s.recency_agrees, agreement_recent(&g, &s) == s.number);
	}
}
END_TEST

/* Four standard deviations of the mean of N draws. */
static void about(double p, long right, long n)
{
	ck_assert_double_eq_tol(
	        (double)right / (double)n, p, 4 * sqrt(p * (1 - p) / (double)n) + 1e-15);
}

START_TEST(test_nearest_noun_is_right_as_often_as_the_weights_say)
{
	enum { N = 60000 };
	rng r = rng_new(3, AGREEMENT_STREAM);
	long right = 0, plural = 0, of[AGREEMENT_BETWEEN + 1] = {0},
	     right_of[AGREEMENT_BETWEEN + 1] = {0};
	for (int n = 0; n < N; n++) {
		agreement_sentence s = sentence_of(&r, -1);
		bool agrees = agreement_recent(&g, &s) == s.number;
		right += agrees;
		plural += s.number == PLURAL;
		of[s.between]++;
		right_of[s.between] += agrees;
	}
	about(agreement_recency_accuracy(-1), right, N);
	about(0.5, plural, N);
	double all = 0;
	for (int k = 0; k <= AGREEMENT_BETWEEN; k++) {
		about(agreement_chance_between(k), of[k], N);
		about(agreement_recency_accuracy(k), right_of[k], of[k]);
		all += agreement_chance_between(k);
	}
	ck_assert_double_eq_tol(all, 1, 1e-15);
	ck_assert_int_eq(right_of[0], of[0]);
}
END_TEST

START_TEST(test_words_are_different)
{
	for (int i = 0; i < g.words; i++)
		for (int k = 0; k < i; k++) ck_assert_str_ne(g.word[i], g.word[k]);
}
END_TEST

START_TEST(test_a_seed_is_the_same_sentences_everywhere)
{
	rng r = rng_new(1, AGREEMENT_STREAM);
	uint64_t hash = HASH_START;
	for (int n = 0; n < 1000; n++) {
		agreement_sentence s = sentence_of(&r, -1);
		for (int i = 0; i < s.length; i++)
			hash = hash_bytes(hash, g.word[s.word[i]], strlen(g.word[s.word[i]]));
	}
	ck_assert_uint_eq(hash, UINT64_C(13130779991557036512));
}
END_TEST

SOURCE_TESTS("agreement", test_verb_agrees_with_the_first_noun,
        test_attractors_are_the_nouns_in_between_with_the_other_number,
        test_nearest_noun_is_right_as_often_as_the_weights_say, test_words_are_different,
        test_a_seed_is_the_same_sentences_everywhere)
