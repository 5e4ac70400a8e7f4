/* Strings to numbers and back. */
#include "error.h"
#include "testing.h"
#include "vocab.h"

START_TEST(test_ids_count_up_and_words_are_counted)
{
	arena a = {0};
	vocab *v = vocab_new(&a);
	ck_assert_int_eq(vocab_size(v), 0);
	ck_assert_int_eq(vocab_add(v, "the"), 0);
	ck_assert_int_eq(vocab_add(v, "cat"), 1);
	ck_assert_int_eq(vocab_add(v, "the"), 0);
	ck_assert_int_eq(vocab_add_part(v, "thermal", 3), 0);
	ck_assert_int_eq(vocab_size(v), 2);
	ck_assert_int_eq((int)vocab_count(v, 0), 3);
	ck_assert_int_eq((int)vocab_count(v, 1), 1);
	ck_assert_str_eq(vocab_word(v, 1), "cat");
	ck_assert_int_eq(vocab_id(v, "cat"), 1);
	ck_assert_int_eq(vocab_id_part(v, "cats", 3), 1);
	vocab_set_count(v, 1, 0);
	ck_assert_int_eq(vocab_add(v, "cat"), 1);
	ck_assert_int_eq((int)vocab_count(v, 1), 1);
	arena_free(&a);
}
END_TEST

START_TEST(test_what_was_never_added_has_no_id)
{
	arena a = {0};
	vocab *v = vocab_new(&a);
	ck_assert_int_eq(vocab_id(v, "cat"), -1);
	vocab_add(v, "cat");
	ck_assert_int_eq(vocab_id(v, "ca"), -1);
	ck_assert_int_eq(vocab_id(v, "cats"), -1);
	ck_assert_int_eq(vocab_id(v, "Cat"), -1);
	ck_assert_int_eq(vocab_id(v, ""), -1);
	ck_assert_int_eq((int)vocab_count(v, 0), 1); // asking does not count
	arena_free(&a);
}
END_TEST

START_TEST(test_a_hundred_thousand_words_keep_their_ids)
{
	enum { N = 100000 };
	arena a = {0};
	vocab *v = vocab_new(&a);
	char word[20];
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < N; i++) {
			snprintf(word, sizeof word, "w%d", i * 7);
			ck_assert_int_eq(vocab_add(v, word), i);
			word[0] = 'x'; // the table keeps a copy of its own
		}
	ck_assert_int_eq(vocab_size(v), N);
	for (int i = 0; i < N; i += 13) {
		snprintf(word, sizeof word, "w%d", i * 7);
		ck_assert_str_eq(vocab_word(v, i), word);
		ck_assert_int_eq((int)vocab_count(v, i), 2);
	}
	arena_free(&a);
}
END_TEST

/* Eight bytes are looked at together: every length, and a difference in every place. */
START_TEST(test_words_that_differ_in_one_byte_are_different)
{
	enum { LONGEST = 40 };
	arena a = {0};
	vocab *v = vocab_new(&a);
	char word[LONGEST + 1] = {0};
	int n = 0;
	for (int round = 0; round < 2; round++, n = 0)
		for (size_t length = 1; length <= LONGEST; length++) {
			memset(word, 'a', length);
			ck_assert_int_eq(vocab_add_part(v, word, length), n++);
			for (size_t i = 0; i < length; i++, word[i - 1] = 'a')
				for (int c = 'b'; c <= 'b' + 128; c += 128) { // only the top bit differs
					word[i] = (char)(unsigned char)c;
					ck_assert_int_eq(vocab_add_part(v, word, length), n++);
				}
		}
	arena_free(&a);
}
END_TEST

START_TEST(test_a_saved_table_comes_back_whatever_the_words)
{
	static const char *const words[] = {"\n", "\t", "\r", " ", "\\", "\\n", "a", "é", "the cat",
	        "\\\t\\", "\U0001F600", "#", "\"", ","};
	enum { N = sizeof words / sizeof *words };
	arena a = {0};
	vocab *v = vocab_new(&a), *w = vocab_new(&a);
	for (int i = 0; i < N; i++)
		for (int k = 0; k <= i; k++) vocab_add(v, words[i]);
	const char *path = scratch("vocab.tsv");
	ck_assert_int_eq(vocab_save(v, path), 0);
	ck_assert_int_eq(vocab_load(w, path), 0);
	ck_assert_int_eq(vocab_size(w), N);
	for (int i = 0; i < N; i++) {
		ck_assert_str_eq(vocab_word(w, i), words[i]);
		ck_assert_int_eq((int)vocab_count(w, i), i + 1);
	}
	assert_says(contents(path), "\\n\t1\n\\t\t2\n\\r\t3\n \t4\n\\\\\t5\n\\\\n\t6\na\t7\n");
	arena_free(&a);
}
END_TEST

START_TEST(test_a_large_table_comes_back_with_its_counts)
{
	enum { N = 5000 };
	arena a = {0};
	vocab *v = vocab_new(&a), *w = vocab_new(&a);
	char word[20];
	for (int i = 0; i < N; i++)
		for (int k = snprintf(word, sizeof word, "w%d", i); k > 0; k--) vocab_add(v, word);
	ck_assert_int_eq(vocab_save(v, scratch("large.tsv")), 0);
	ck_assert_int_eq(vocab_load(w, scratch("large.tsv")), 0);
	ck_assert_int_eq(vocab_size(w), N);
	for (int i = 0; i < N; i++) {
		ck_assert_str_eq(vocab_word(w, i), vocab_word(v, i));
		ck_assert_int_eq((int)vocab_count(w, i), (int)vocab_count(v, i));
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_a_bad_file_is_refused_with_path_and_line)
{
	static const struct {
		const char *text, *says;
	} bad[] = {{"a\t1\nb\n", ":2: expected a word, a tab and a count"}, {"\t3\n", ":1: expected"},
	        {"a\t\n", ":1: expected"}, {"a\tx\n", ":1: expected"}, {"a\t-1\n", ":1: expected"},
	        {"a\t 1\n", ":1: expected"}, {"a\t1 \n", ":1: expected"}, {"a\t1\t2\n", ":1: expected"},
	        {"a\t99999999999999999999\n", ":1: expected"}, {"a\\\t1\n", ":1: expected"},
	        {"a\\x\t1\n", ":1: expected"}, {"\n", ":1: expected"},
	        {"a\t1\nb\t1\na\t2\n", ":3: the word stands in an earlier line too"},
	        {"a\t1\nb\xFF\t1\n", ":2: byte 2 of the line (0xFF) is not UTF-8"}, {"", "is empty"}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		arena a = {0};
		const char *path = scratch_file("bad.tsv", bad[i].text, strlen(bad[i].text));
		ck_assert_int_eq(vocab_load(vocab_new(&a), path), -1);
		assert_says(error_message(), path);
		assert_says(error_message(), bad[i].says);
		arena_free(&a);
	}
}
END_TEST

START_TEST(test_a_file_with_windows_line_ends_is_read)
{
	arena a = {0};
	vocab *v = vocab_new(&a);
	ck_assert_int_eq(vocab_load(v, scratch_file("dos.tsv", "a\t1\r\nb\t2\r\n", 10)), 0);
	ck_assert_int_eq((int)vocab_count(v, vocab_id(v, "b")), 2);
	arena_free(&a);
}
END_TEST

START_TEST(test_what_cannot_be_written_is_an_error)
{
	arena a = {0};
	vocab *v = vocab_new(&a);
	vocab_add(v, "a");
	ck_assert_int_eq(vocab_save(v, scratch("no/such/folder.tsv")), -1);
	assert_says(error_message(), "folder.tsv");
	arena_free(&a);
}
END_TEST

static void misuse(void *which)
{
	arena a = {0};
	vocab *v = vocab_new(&a);
	switch (*(int *)which) {
	case 0: vocab_add(v, ""); break;
	case 1: vocab_add_part(v, "a\0b", 3); break;
	case 2: vocab_word(v, 0); break;
	case 3: vocab_set_count(v, 0, 1); break;
	case 4: vocab_set_count(v, vocab_add(v, "a"), -1); break;
	default: vocab_count(v, -1);
	}
}

START_TEST(test_empty_words_and_wild_ids_are_mistakes)
{
	for (int which = 0; which < 6; which++) {
		const ending *e = ending_of(misuse, &which);
		ck_assert_int_eq(e->status, 1000 + SIGABRT);
		assert_says(e->err, "vocab: ");
	}
}
END_TEST

TESTS("vocab", 20, test_ids_count_up_and_words_are_counted, test_what_was_never_added_has_no_id,
        test_a_hundred_thousand_words_keep_their_ids,
        test_words_that_differ_in_one_byte_are_different,
        test_a_saved_table_comes_back_whatever_the_words,
        test_a_large_table_comes_back_with_its_counts,
        test_a_bad_file_is_refused_with_path_and_line, test_a_file_with_windows_line_ends_is_read,
        test_what_cannot_be_written_is_an_error, test_empty_words_and_wild_ids_are_mistakes)
