/* The tagged sentences: that the posteriors are those of what is drawn, and the grammar's claims. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "source.h"
#include "tags.h"

SOURCE(tags, t)

static tags_sentence sentence(const char *text)
{
	tags_sentence s = {0};
	char copy[256];
	strcpy(copy, text);
	for (char *w = strtok(copy, " "); w; w = strtok(NULL, " ")) {
		s.word[s.length] = tags_word(&t, w);
		ck_assert_msg(s.word[s.length] >= 0, "no word %s", w);
		s.length++;
	}
	return s;
}

static double chance_of(const char *text, tags_view view, int i, const char *tag)
{
	double p[TAGS_LONGEST][TAGS_TAGS];
	tags_sentence s = sentence(text);
	tags_posterior(&t, &s, view, p);
	for (int k = 0; k < TAGS_TAGS; k++)
		if (strcmp(tags_tag(k), tag) == 0) return p[i][k];
	ck_abort_msg("no tag %s", tag);
}

static double chance_of_class(const char *text, const char *class)
{
	double p[TAGS_CLASSES];
	tags_sentence s = sentence(text);
	tags_class_posterior(&t, &s, p);
	for (int k = 0; k < TAGS_CLASSES; k++)
		if (strcmp(tags_class(k), class) == 0) return p[k];
	ck_abort_msg("no class %s", class);
}

START_TEST(test_templates_and_categories_are_distributions)
{
	double all = 0;
	for (int k = 0; k < t.templates; k++) all += t.template[k].chance;
	ck_assert_double_eq_tol(all, 1, 1e-13);
	for (int c = 0; c < t.categories; c++) {
		double sum = 0;
		for (int w = 0; w < t.words; w++) sum += t.chance[c * t.words + w];
		ck_assert_double_eq_tol(sum, 1, 1e-14);
	}
}
END_TEST

START_TEST(test_context_decides_where_the_essay_says)
{
	ck_assert_double_gt(chance_of("she plants the rock", TAGS_BOTH, 1, "VERB"), .999);
	ck_assert_double_gt(chance_of("the plants rock", TAGS_BOTH, 1, "NOUN"), .999);
	ck_assert_double_gt(chance_of("she plants the rock", TAGS_LEFT, 1, "VERB"), .999);
	ck_assert_double_gt(chance_of("we follow her boat", TAGS_BOTH, 2, "DET"), .999);
	ck_assert_double_gt(chance_of("we follow her", TAGS_BOTH, 2, "PRON"), .999);
	ck_assert_double_gt(chance_of("light rocks the boat", TAGS_BOTH, 0, "NOUN"), .999);
	ck_assert_double_gt(chance_of("light the room", TAGS_BOTH, 0, "VERB"), .999);
	ck_assert_double_gt(chance_of("can the duck", TAGS_BOTH, 0, "VERB"), .999);
	ck_assert_double_gt(chance_of("can the duck dance", TAGS_BOTH, 0, "AUX"), .999);
	ck_assert_double_gt(chance_of_class("can the duck", "command"), .999);
	ck_assert_double_gt(chance_of_class("can the duck dance", "question"), .999);
}
END_TEST

START_TEST(test_left_view_knows_nothing_of_what_follows)
{
	const char *tag[] = {"AUX", "VERB", "NOUN"};
	for (int k = 0; k < 3; k++) {
		double p = chance_of("can the duck", TAGS_LEFT, 0, tag[k]);
		ck_assert_double_eq_tol(chance_of("can the duck dance", TAGS_LEFT, 0, tag[k]), p, 1e-15);
	}
	ck_assert_double_lt(chance_of("can the duck", TAGS_LEFT, 0, "AUX"), .95);
	ck_assert_double_gt(chance_of("can the duck", TAGS_LEFT, 0, "AUX"), .05);
}
END_TEST

START_TEST(test_right_view_knows_nothing_of_what_went_before)
{
	double p = chance_of("she plants the rock", TAGS_RIGHT, 3, "NOUN");
	ck_assert_double_eq_tol(chance_of("the rock", TAGS_RIGHT, 1, "NOUN"), p, 1e-15);
	ck_assert_double_lt(p, .95);
}
END_TEST

START_TEST(test_what_the_grammar_cannot_say_has_no_posterior)
{
	ck_assert_double_eq(chance_of("the the the", TAGS_BOTH, 0, "DET"), 0);
	ck_assert_double_eq(chance_of_class("the the the", "statement"), 0);
}
END_TEST

/* Sentences are drawn rule by rule, posteriors summed over templates: frequencies must agree. */
static void compare(const double *seen, const double *p, double n)
{
	for (int k = 0; k < TAGS_TAGS; k++)
		ck_assert_double_le(fabs(seen[k] - n * p[k]), 5 * sqrt(n * p[k] * (1 - p[k])) + 1e-6);
}

START_TEST(test_first_and_last_words_have_their_posteriors_frequencies)
{
	enum { DRAWS = 100000, WORDS = 256 };
	static double first[WORDS][TAGS_TAGS], last[WORDS][TAGS_TAGS], n[2][WORDS];
	rng r = rng_new(4, TAGS_STREAM);
	tags_sentence s;
	ck_assert_int_le(t.words, WORDS);
	for (int d = 0; d < DRAWS; d++) {
		tags_draw(&t, &r, &s);
		int end = s.length - 1;
		first[s.word[0]][s.tag[0]]++;
		last[s.word[end]][s.tag[end]]++;
		n[0][s.word[0]]++;
		n[1][s.word[end]]++;
	}
	for (int w = 0; w < t.words; w++) {
		double p[TAGS_LONGEST][TAGS_TAGS];
		s = (tags_sentence){.length = 1, .word = {w}};
		tags_posterior(&t, &s, TAGS_LEFT, p);
		compare(first[w], p[0], n[0][w]);
		tags_posterior(&t, &s, TAGS_RIGHT, p);
		compare(last[w], p[0], n[1][w]);
	}
}
END_TEST

START_TEST(test_two_word_sentences_have_their_posteriors_frequencies)
{
	enum { DRAWS = 200000, WORDS = 100 };
	static double tag[WORDS][WORDS][TAGS_TAGS], class[WORDS][WORDS][TAGS_TAGS], n[WORDS][WORDS];
	rng r = rng_new(5, TAGS_STREAM);
	tags_sentence s;
	ck_assert_int_le(t.words, WORDS);
	for (int d = 0; d < DRAWS; d++) {
		tags_draw(&t, &r, &s);
		if (s.length != 2) continue;
		tag[s.word[0]][s.word[1]][s.tag[1]]++;
		class[s.word[0]][s.word[1]][s.class]++;
		n[s.word[0]][s.word[1]]++;
	}
	for (int v = 0; v < t.words; v++)
		for (int w = 0; w < t.words; w++) {
			double p[TAGS_LONGEST][TAGS_TAGS], c[TAGS_TAGS] = {0};
			s = (tags_sentence){.length = 2, .word = {v, w}};
			tags_posterior(&t, &s, TAGS_BOTH, p);
			tags_class_posterior(&t, &s, c);
			compare(tag[v][w], p[1], n[v][w]);
			compare(class[v][w], c, n[v][w]);
		}
}
END_TEST

START_TEST(test_best_taggers_do_what_they_expect)
{
	tags_best best = tags_bayes(&t, 1, 10000);
	for (int view = 0; view < 3; view++) {
		double p = best.expected[view], error = sqrt(p * (1 - p) / (double)best.words);
		ck_assert_double_eq_tol(best.accuracy[view], p, 4 * error);
	}
	ck_assert_double_eq_tol(best.majority, tags_majority(&t), .01);
}
END_TEST

START_TEST(test_both_sides_beat_one_and_one_beats_none)
{
	tags_best best = tags_bayes(&t, 2, 10000);
	for (int view = TAGS_LEFT; view <= TAGS_RIGHT; view++) {
		ck_assert_double_gt(best.accuracy[view], tags_majority(&t) + .1);
		ck_assert_double_gt(best.accuracy[TAGS_BOTH], best.accuracy[view] + .04);
	}
	ck_assert_double_gt(best.accuracy[TAGS_BOTH], .99);
	ck_assert_double_gt(best.class, .98);
	ck_assert_double_eq_tol(tags_class_majority(&t), .4, 1e-14);
}
END_TEST

START_TEST(test_many_words_are_ambiguous)
{
	ck_assert_int_eq(t.words, 74);
	ck_assert_int_eq(tags_ambiguous(&t), 31);
}
END_TEST

START_TEST(test_same_seed_same_sentences)
{
	rng r = rng_new(1, TAGS_STREAM);
	uint64_t h = HASH_START;
	tags_sentence s;
	for (int d = 0; d < 500; d++) {
		tags_draw(&t, &r, &s);
		h = hash_number(h, (uint64_t)s.class);
		for (int i = 0; i < s.length; i++) {
			const char *word = t.word[s.word[i]];
			h = hash_bytes(hash_number(h, (uint64_t)s.tag[i]), word, strlen(word));
		}
	}
	ck_assert_uint_eq(h, UINT64_C(10080359130375676013));
}
END_TEST

SOURCE_TESTS("tags", test_templates_and_categories_are_distributions,
        test_context_decides_where_the_essay_says, test_left_view_knows_nothing_of_what_follows,
        test_right_view_knows_nothing_of_what_went_before,
        test_what_the_grammar_cannot_say_has_no_posterior,
        test_first_and_last_words_have_their_posteriors_frequencies,
        test_two_word_sentences_have_their_posteriors_frequencies,
        test_best_taggers_do_what_they_expect, test_both_sides_beat_one_and_one_beats_none,
        test_many_words_are_ambiguous, test_same_seed_same_sentences)
