/* The Markov source: its entropy three ways, its texts, and what it says of texts that are not its. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "markov.h"
#include "source.h"

SOURCE(markov, m)

START_TEST(test_no_spelling_begins_another)
{
	for (int i = 0; i < m.words; i++)
		for (int j = 0; j < m.words; j++)
			if (i != j)
				ck_assert_msg(strncmp(m.text[i], m.text[j], strlen(m.text[i])) != 0,
				        "'%s' begins '%s'", m.text[i], m.text[j]);
}
END_TEST

START_TEST(test_rows_are_distributions_and_often_is_stationary)
{
	double sum = 0;
	for (int i = 0; i < m.words; i++) {
		double row = 0, into = 0;
		for (int j = 0; j < m.words; j++) {
			row += m.next[i * m.words + j];
			into += m.often[j] * m.next[j * m.words + i];
		}
		ck_assert_double_eq_tol(row, 1, 1e-14);
		ck_assert_double_eq_tol(into, m.often[i], 1e-14);
		ck_assert_double_gt(m.often[i], 0);
		sum += m.often[i];
	}
	ck_assert_double_eq_tol(sum, 1, 1e-13);
}
END_TEST

/* Mass, in the row of word i, of the words that begin with the first n characters of `text`, and
 * how it divides over the character after them. */
static double after(int i, const char *text, size_t n, double mass[256])
{
	double sum = 0;
	for (int c = 0; c < 256; c++) mass[c] = 0;
	for (int j = 0; j < m.words; j++)
		if (strncmp(m.text[j], text, n) == 0) {
			mass[(unsigned char)m.text[j][n]] += m.next[i * m.words + j];
			sum += m.next[i * m.words + j];
		}
	return sum;
}

/* The first word whose spelling begins with these n characters visits that place for all. */
static bool is_first_with(int j, size_t n)
{
	for (int k = 0; k < j; k++)
		if (strncmp(m.text[k], m.text[j], n) == 0) return false;
	return true;
}

START_TEST(test_entropy_equals_that_of_the_chain_of_characters)
{
	double bits = 0, characters = 0;
	for (int i = 0; i < m.words; i++)
		for (int j = 0; j < m.words; j++)
			for (size_t n = 0; m.text[j][n]; n++) {
				double mass[256], sum = is_first_with(j, n) ? after(i, m.text[j], n, mass) : 0;
				if (!(sum > 0)) continue;
				for (int c = 0; c < 256; c++)
					if (mass[c] > 0) bits -= m.often[i] * mass[c] * log2(mass[c] / sum);
				characters += m.often[i] * sum;
			}
	ck_assert_double_eq_tol(bits / characters, markov_entropy(&m), 1e-12);
	ck_assert_double_eq_tol(characters, markov_characters_per_word(&m), 1e-12);
}
END_TEST

START_TEST(test_long_texts_cost_the_entropy)
{
	enum { BLOCKS = 150, BLOCK = 4000 };
	char *text = malloc(BLOCKS * BLOCK);
	double sum = 0, squares = 0;
	markov_fill(&m, 7, BLOCKS * BLOCK, text);
	for (int b = 0; b < BLOCKS; b++) {
		double bits;
		ck_assert_int_eq(markov_score(&m, "text", text + b * BLOCK, BLOCK, &bits), 0);
		sum += bits / BLOCK;
		squares += bits / BLOCK * bits / BLOCK;
	}
	double mean = sum / BLOCKS;
	double error = sqrt((squares / BLOCKS - mean * mean) / (BLOCKS - 1));
	ck_assert_double_lt(error, 1e-3);
	// a block's unknown start costs some bits more: at most log2 of the number of states, 8
	ck_assert_double_ge(mean, markov_entropy(&m) - 4 * error);
	ck_assert_double_le(mean, markov_entropy(&m) + 4 * error + 8.0 / BLOCK);
	free(text);
}
END_TEST

START_TEST(test_whole_text_costs_the_entropy)
{
	enum { N = 1000000 };
	char *text = malloc(N);
	double bits;
	markov_fill(&m, 3, N, text);
	ck_assert_int_eq(markov_score(&m, "text", text, N, &bits), 0);
	ck_assert_double_eq_tol(bits / N, markov_entropy(&m), 2e-3);
	free(text);
}
END_TEST

START_TEST(test_probabilities_of_short_texts_sum_to_one)
{
	char letters[256], text[4];
	int n = markov_alphabet(&m, letters);
	double sum[4] = {0}, bits;
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++)
			for (int k = 0; k < n; k++) {
				text[0] = letters[i], text[1] = letters[j], text[2] = letters[k];
				for (int length = 1; length <= 3; length++)
					if ((length > 1 || j == 0) && (length > 2 || k == 0) &&
					        markov_score(&m, "text", text, length, &bits) == 0)
						sum[length] += exp2(-bits);
			}
	for (int length = 1; length <= 3; length++) ck_assert_double_eq_tol(sum[length], 1, 1e-12);
}
END_TEST

/* From a known start: the plain product over words, cut by hand where the separators say. */
START_TEST(test_score_adds_what_the_words_cost)
{
	enum { N = 20000 };
	char text[N + 1];
	double bits, longer, words = 0;
	int before = -1, head = 0, end = 0;
	markov_fill(&m, 11, N, text);
	text[N] = '\0';
	for (int at = 0; at < N;) {
		int j = 0;
		while (j < m.words && strncmp(m.text[j], text + at, strlen(m.text[j])) != 0) j++;
		if (j == m.words) break; // the last word is cut off
		at += (int)strlen(m.text[j]);
		if (before >= 0) words -= log2(m.next[before * m.words + j]);
		if (before < 0) head = at;
		before = j;
		end = at;
	}
	ck_assert_int_eq(markov_score(&m, "text", text, head, &bits), 0);
	ck_assert_int_eq(markov_score(&m, "text", text, end, &longer), 0);
	ck_assert_double_eq_tol(longer - bits, words, 1e-7);
}
END_TEST

START_TEST(test_same_seed_same_text)
{
	static char text[10000], again[10000];
	markov_pen pen = markov_start(1);
	markov_fill(&m, 1, 10000, text);
	for (int i = 0; i < 10000; i++) again[i] = markov_write(&m, &pen);
	ck_assert_mem_eq(text, again, 10000);
	ck_assert_uint_eq(hash_bytes(HASH_START, text, 10000), UINT64_C(8496112293849278703));
	markov_fill(&m, 2, 10000, again);
	ck_assert_mem_ne(text, again, 10000);
}
END_TEST

START_TEST(test_alphabet_is_small_and_complete)
{
	static char text[200000];
	char letters[256];
	ck_assert_int_le(markov_alphabet(&m, letters), 30);
	markov_fill(&m, 5, sizeof text, text);
	for (size_t i = 0; i < sizeof text; i++) ck_assert_ptr_nonnull(strchr(letters, text[i]));
	for (const char *c = letters; *c; c++) ck_assert_ptr_nonnull(memchr(text, *c, sizeof text));
}
END_TEST

START_TEST(test_foreign_text_is_refused_with_its_line)
{
	double bits;
	const char *text = "the fox hid no kite.\nthe fox hides";
	ck_assert_int_eq(markov_score(&m, "some.txt", text, (long)strlen(text), &bits), -1);
	ck_assert_ptr_nonnull(strstr(error_message(), "some.txt:2: "));
	ck_assert_ptr_nonnull(strstr(error_message(), "character 33 "));
}
END_TEST

START_TEST(test_lists_are_read_and_drawn_by_weight)
{
	const char *list = " fox*3 ,_and owl*0";
	char name[CHANCE_NAME];
	int weight[3], count[3] = {0};
	const char *names[] = {"fox", ", and", "owl"};
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(chance_next(&list, name, &weight[i]), 1);
		ck_assert_str_eq(name, names[i]);
	}
	ck_assert_int_eq(chance_next(&list, name, &weight[0]), 0);
	rng r = rng_new(1, 1);
	for (int i = 0; i < 40000; i++) count[chance_draw(&r, 3, weight)]++;
	ck_assert_int_lt(abs(count[0] - 30000), 350); // 4 standard deviations
	ck_assert_int_eq(count[0] + count[1], 40000);
}
END_TEST

SOURCE_TESTS("markov", test_no_spelling_begins_another,
        test_rows_are_distributions_and_often_is_stationary,
        test_entropy_equals_that_of_the_chain_of_characters, test_long_texts_cost_the_entropy,
        test_whole_text_costs_the_entropy, test_probabilities_of_short_texts_sum_to_one,
        test_score_adds_what_the_words_cost, test_same_seed_same_text,
        test_alphabet_is_small_and_complete, test_foreign_text_is_refused_with_its_line,
        test_lists_are_read_and_drawn_by_weight)
