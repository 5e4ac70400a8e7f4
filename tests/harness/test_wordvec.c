/* Word vectors on disk: three forms come in, two go out, and nothing that is damaged passes. */
#include <math.h>

#include "error.h"
#include "rng.h"
#include "testing.h"
#include "wordvec.h"

static arena a;

static wordvec some(rng *r, int V, int D)
{
	static const char *const forms[] = {
	        "w%d", "é%d", "%d", "the_%d_longest_of_them_all,_nearly", "-.%de"};
	wordvec w = {vocab_new(&a), mat_new(&a, V, D)};
	char word[80];
	rng_fill_normal(r, w.vectors, 0.3);
	for (int i = 0; i < V; i++) {
		snprintf(word, sizeof word, forms[i % 5], i);
		vocab_add(w.words, word);
		for (int j = 0; j < D; j++) // some that are nothing, small, large
			if (rng_below(r, 9) == 0)
				*elem(w.vectors, i, j) *=
				        (real)pow(10, (double)rng_below(r, 60) - 30) * (real)(j % 2);
	}
	return w;
}

static void assert_same(const wordvec *v, const wordvec *w, bool exact)
{
	ck_assert_int_eq(vocab_size(v->words), vocab_size(w->words));
	need_shape(v->vectors, w->vectors.rows, w->vectors.cols);
	for (int i = 0; i < w->vectors.rows; i++) {
		ck_assert_str_eq(vocab_word(v->words, i), vocab_word(w->words, i));
		for (int j = 0; j < w->vectors.cols; j++) {
			real x = *elem(v->vectors, i, j), y = *elem(w->vectors, i, j);
			ck_assert_msg(x == (exact ? y : (real)(float)y), "(%d,%d): %.17g %.17g", i, j,
			        (double)x, (double)y);
		}
	}
}

static const int sizes[][2] = {
        {1, 1}, {1, 2}, {2, 1}, {3, 3}, {40, 1}, {40, 2}, {7, 100}, {300, 50}, {2, 70000}};
enum { SIZES = sizeof sizes / sizeof *sizes };

START_TEST(test_what_was_written_comes_back)
{
	rng r = rng_new(1, 1);
	for (int k = 0; k < 2 * SIZES; k++) {
		const int *size = sizes[k / 2];
		wordvec w = some(&r, size[0], size[1]), v;
		const char *path = scratch("vectors");
		if (k % 3 == 0) { // a view is as good as a matrix
			mat t = mat_new(&a, size[1], size[0]);
			copy(t, tr(w.vectors));
			w.vectors = tr(t);
		}
		ck_assert_int_eq(wordvec_write(&w, path, k % 2 ? WORDVEC_BINARY : WORDVEC_TEXT), 0);
		ck_assert_msg(!wordvec_read(&v, &a, path), "%dx%d: %s", size[0], size[1], error_message());
		assert_same(&v, &w, k % 2 == 0);
		arena_reset(&a);
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_the_files_are_what_word2vec_writes)
{
	wordvec w = {vocab_new(&a), mat_new(&a, 2, 2)};
	vocab_add(w.words, "the");
	vocab_add(w.words, "é");
	*elem(w.vectors, 0, 0) = (real)0.5;
	*elem(w.vectors, 0, 1) = -2;
	*elem(w.vectors, 1, 1) = 1000000;
	ck_assert_int_eq(wordvec_write(&w, scratch("v"), WORDVEC_TEXT), 0);
	ck_assert_str_eq(contents(scratch("v")), "2 2\nthe 0.5 -2\né 0 1000000\n");
	ck_assert_int_eq(wordvec_write(&w, scratch("v"), WORDVEC_BINARY), 0);
	static const char expected[] = "2 2\nthe \0\0\0\x3F\0\0\0\xC0\né \0\0\0\0\0\x24\x74\x49\n";
	ck_assert_mem_eq(contents(scratch("v")), expected, sizeof expected);
	arena_free(&a);
}
END_TEST

/* What a file holds as "word x y;", or NULL with the error set. */
static const char *read_bytes(const char *data, size_t n)
{
	static char out[4096];
	wordvec w;
	out[0] = 0;
	int status = wordvec_read(&w, &a, scratch_file("bytes", data, n));
	for (int i = 0; !status && i < w.vectors.rows; i++) {
		sprintf(out + strlen(out), "%s", vocab_word(w.words, i));
		for (int j = 0; j < w.vectors.cols; j++)
			sprintf(out + strlen(out), " %g", (double)*elem(w.vectors, i, j));
		strcat(out, ";");
	}
	arena_reset(&a);
	return status ? NULL : out;
}

#define BYTES(text) text, sizeof text - 1

START_TEST(test_all_dialects_are_read)
{
	static const struct {
		const char *data;
		size_t n;
		const char *found;
	} good[] = {{BYTES("2 1\na 1\nb -2.5e1\n"), "a 1;b -25;"}, {BYTES("1 2\na 1 2"), "a 1 2;"},
	        {BYTES("1 2 \r\na 1 2 \r\n"), "a 1 2;"}, {BYTES("1\t2\na\t1\t 2\n\n \n"), "a 1 2;"},
	        {BYTES("\xEF\xBB\xBF"
	               "1 1\na 1\n"),
	                "a 1;"},
	        {BYTES("a 1 2\nb 3 4\n"), "a 1 2;b 3 4;"},
	        {BYTES("\xEF\xBB\xBF"
	               "a 1\nb 3\n\n"),
	                "a 1;b 3;"},
	        {BYTES(", 1 2 \r\n. 3 4"), ", 1 2;. 3 4;"}, {BYTES("7 5 6\n"), "7 5 6;"},
	        {BYTES("1 3\n1 5 6 7\n"), "1 5 6 7;"}, {BYTES("a\xC2\xA0z 1\n"), "a\xC2\xA0z 1;"},
	        {BYTES("nan 1\ninf 2\n"), "nan 1;inf 2;"},
	        {BYTES("2 1\na \0\0\x80\x3F\nb \0\0\0\x40\n"), "a 1;b 2;"}, // with line feeds
	        {BYTES("2 1\na \0\0\x80\x3F"
	               "b \0\0\0\x40"),
	                "a 1;b 2;"}, // and without
	        {BYTES("2 1\n\na \0\0\x80\x3F\nb \0\0\0\x40"), "a 1;b 2;"},
	        {BYTES("1 1\r\na \0\0\x80\x3F"), "a 1;"}, {BYTES("1 1\na aaa?"), "a 0.880392;"},
	        {BYTES("1 2\na \n\n\n?999@"), "a 0.539216 2.89412;"},
	        {BYTES("1 1\na \0\0\0\0"), "a 0;"},
	        {BYTES("2 1\na \0\0\x20\x3F\n\xC3\xA9 \0\0\0\x40"), "a 0.625;é 2;"}};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		const char *found = read_bytes(good[i].data, good[i].n);
		ck_assert_msg(found != NULL, "%zu: %s", i, error_message());
		ck_assert_str_eq(found, good[i].found);
	}
	arena_free(&a);
}
END_TEST

static const struct {
	const char *data;
	size_t n;
	const char *says;
} bad[] = {{BYTES(""), ": is empty, expected word vectors"},
        {BYTES("a\n"), ":1: expected the number of words"},
        {BYTES("\n"), ":1: expected the number"},
        {BYTES(" 1 2\n"), ":1: expected a word and 2 numbers"},
        {BYTES("a b\n"), ":1: 'b' in place 1 is not a finite number"},
        {BYTES("3\n"), ":1: expected the number of words"},
        {BYTES("-1 1\na 1\nb\n"), ":3: has 0 numbers"},
        {BYTES("0 1\na 1\n"), ":1: expected 1..268435455 words and 1..1000000 numbers"},
        {BYTES("1 0\na\n"), ":1: expected 1..268435455 words"},
        {BYTES("1 1000001\n"), ":1: expected 1.."},
        {BYTES("99999999999999999999 2\n"), ":1: expected 1..268435455 words"},
        {BYTES("200000000 300\na 1 2\n"),
                ": cut short: 200000000 words with 300 numbers each do not fit"},
        {BYTES("2 2\na 1 2\n"), ": cut short"},
        {BYTES("3 1\na 1\nbbbbb 2\n"), ": cut short: has 2 of 3"},
        {BYTES("2 2\na 1 2\nb 1\n\n\n"), ":3: has 1 numbers, expected 2"},
        {BYTES("1 2\na 1 2 3\n"), ":2: has more than 2 numbers"},
        {BYTES("1 1\na 1\nb 2\n"), ":3: goes on behind its 1 words"},
        {BYTES("2 1\na 1\n\nb 2\n"), ":3: an empty line"},
        {BYTES("2 1\na 1\na 2\n"), ":3: the word 'a' came"},
        {BYTES("2 1\na 1\n b 2\n"), ":3: expected a word and 1 numbers"},
        {BYTES("1 1\na nan\n"), ":2: 'nan' in place 1 is not a finite number"},
        {BYTES("1 1\na -inf\n"), ":2: '-inf' in place 1 is not"},
        {BYTES("1 2\na 0 1e999\n"), "'1e999' in place 2"},
        {BYTES("1 2\na 0 1x\n"), ":2: '1x' in place 2"},
        {BYTES("1 2\na 0x1 1\n"), ":2: '0x1' in place 1"},
        {BYTES("1 2\na 1,5 1\n"), ":2: '1,5' in place 1"},
        {BYTES("1 1\na -\n\n\n"), ":2: '-' in place 1"},
        {BYTES("a 1 2\nb 3\n"), ":2: has 1 numbers, expected 2"},
        {BYTES("a 1\nb 1 2\n"), ":2: has more than 1"},
        {BYTES("a 1\n\nb 2\n"), ":2: an empty line"},
        {BYTES("a 1\na 2\n"), ":2: the word 'a' came before"},
        {BYTES("a 1\nb\xFF 2\n"), ":2: byte 2 of the line (0xFF) is not text"},
        {BYTES("a 1\nb\0 2\n"), ":2: byte 2 of the line (0x00) is not text"},
        {BYTES("\x1F\x8B\x08\0\0"), ":1: byte 2 of the line (0x8B) is not text"},
        {BYTES("2 1\na \0\0\x80\x3F\n"), ": cut short"},
        {BYTES("2 1\na \0\0\x80\x3F\nb \0\0\0"), ": cut short in word 2 of 2"},
        {BYTES("2 1\na \0\0\x80\x3F\nbbbbbbbbb"), ": cut short in word 2 of 2"},
        {BYTES("2 1\na \0\0\x80\x3F\na \0\0\x80\x3F\n"), ": word 2: the word 'a' came before"},
        {BYTES("2 1\na \0\0\x80\x3F\n \0\0\x80\x3F\n\n"),
                ": word 2: is empty or has white space in it"},
        {BYTES("2 1\na \0\0\x80\x3F\nb\t \0\0\x80\x3F\n"),
                ": word 2: is empty or has white space in it"},
        {BYTES("2 1\na \0\0\x80\x3F\nb\xFF \0\0\x80\x3F\n"), ": word 2: the word is not UTF-8"},
        {BYTES("1 1\na \0\0\xC0\x7F\n"), ": word 1: number 1 is not finite"},
        {BYTES("1 1\na \0\0\x80\xFF\n"), ": word 1: number 1 is not finite"},
        {BYTES("1 1\na \0\0\x80\x3F\n\n"), ": goes on behind its 1 words"},
        {BYTES("1 1\na \0\0\x80\x3F."), ": goes on behind its 1 words"}};

START_TEST(test_malformed_files_are_refused_by_name_and_place)
{
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const char *found = read_bytes(bad[i].data, bad[i].n);
		ck_assert_msg(!found, "%zu was read: %s", i, found);
		assert_says(error_message(), scratch("bytes"));
		assert_says(error_message(), bad[i].says);
	}
	arena_free(&a);
}
END_TEST

/* A small file of either form; how many bytes it has. */
static size_t file_of(rng *r, int V, int D, wordvec_form form, char file[1 << 16])
{
	struct stat s;
	wordvec w = some(r, V, D);
	ck_assert_int_eq(wordvec_write(&w, scratch("whole"), form), 0);
	ck_assert_int_eq(stat(scratch("whole"), &s), 0);
	memcpy(file, contents(scratch("whole")), (size_t)s.st_size);
	return (size_t)s.st_size;
}

/* Wherever a file of any form is cut, it is refused (but for a last line feed, or digits of text). */
START_TEST(test_a_file_that_is_cut_short_is_refused)
{
	rng r = rng_new(2, 1);
	static char file[1 << 16];
	for (int binary = 0; binary < 2; binary++) {
		size_t size = file_of(&r, 9, 3, binary ? WORDVEC_BINARY : WORDVEC_TEXT, file);
		for (size_t n = 0; n < size - (binary ? 1 : 20); n++) {
			wordvec v;
			ck_assert_int_eq(wordvec_read(&v, &a, scratch_file("cut", file, n)), -1);
		}
	}
	arena_free(&a);
}
END_TEST

/* Bytes changed at random: whatever comes of it, no crash, and only finite numbers. */
START_TEST(test_damaged_files_do_no_harm)
{
	rng r = rng_new(3, 1);
	static char whole[1 << 16], file[1 << 16];
	for (int binary = 0; binary < 2; binary++) {
		size_t size = file_of(&r, 5, 4, binary ? WORDVEC_BINARY : WORDVEC_TEXT, whole);
		for (int k = 0; k < 1000; k++) {
			wordvec v;
			memcpy(file, whole, size);
			for (uint32_t i = rng_below(&r, 5); i < 5; i++)
				file[rng_below(&r, (uint32_t)size)] = (char)rng_below(&r, k % 3 ? 256 : 64);
			int status = wordvec_read(&v, &a, scratch_file("damaged", file, size));
			for (int i = 0; !status && i < v.vectors.rows; i++)
				for (int j = 0; j < v.vectors.cols; j++)
					ck_assert(isfinite(*elem(v.vectors, i, j)));
			arena_reset(&a);
		}
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_vectors_are_read_through_a_pipe)
{
	rng r = rng_new(4, 1);
	for (int k = 0; k < 3; k++) {
		wordvec w = some(&r, 1000, 60), v;
		char command[600];
		ck_assert_int_eq(wordvec_write(&w, scratch("v"), k % 2 ? WORDVEC_BINARY : WORDVEC_TEXT), 0);
		snprintf(command, sizeof command, k < 2 ? "cat %s" : "tail -n +2 %s",
		        scratch("v")); // GloVe's
		FILE *f = popen(command, "r");
		dup2(fileno(f), STDIN_FILENO);
		ck_assert_msg(!wordvec_read(&v, &a, "-"), "%s", error_message());
		pclose(f);
		assert_same(&v, &w, k != 1);
		ck_assert_ptr_nonnull(freopen("/dev/null", "r", stdin));
		arena_reset(&a);
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_what_no_reader_could_take_apart_is_not_written)
{
	static const char *const words[] = {"two words", "a\tb", "a\nb", "a\r", "\xC3"};
	static const double numbers[] = {(double)NAN, HUGE_VAL, 1e39};
	for (int k = 0; k < 8; k++) {
		wordvec w = {vocab_new(&a), mat_new(&a, 1, 1)};
		vocab_add(w.words, k < 5 ? words[k] : "word");
		if (k >= 5) *elem(w.vectors, 0, 0) = (real)numbers[k - 5];
		ck_assert_int_eq(wordvec_write(&w, scratch("not"), WORDVEC_BINARY), -1);
		assert_says(error_message(), k < 5 ? "not: word 1" : "not finite or too large");
		if (sizeof(real) == 8 && k == 7) break; // as text, a double may be large
		ck_assert_int_eq(wordvec_write(&w, scratch("not"), WORDVEC_TEXT), -1);
	}
	wordvec none = {vocab_new(&a), mat_new(&a, 0, 3)};
	ck_assert_int_eq(wordvec_write(&none, scratch("not"), WORDVEC_TEXT), -1);
	assert_says(error_message(), "not: 0 words with 3 numbers each cannot be written");
	ck_assert_int_ne(access(scratch("not"), F_OK), 0);
	ck_assert_int_ne(access(scratch("not.part"), F_OK), 0);
	arena_free(&a);
}
END_TEST

TESTS("wordvec", 60, test_what_was_written_comes_back, test_the_files_are_what_word2vec_writes,
        test_all_dialects_are_read, test_malformed_files_are_refused_by_name_and_place,
        test_a_file_that_is_cut_short_is_refused, test_damaged_files_do_no_harm,
        test_vectors_are_read_through_a_pipe, test_what_no_reader_could_take_apart_is_not_written)
