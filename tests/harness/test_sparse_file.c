/* Sparse matrices on disk: what was written comes back, and what was damaged does not. */
#include <math.h>

#include "error.h"
#include "rng.h"
#include "sparse_file.h"
#include "testing.h"

static arena a;

static vocab *some_words(int n, const char *prefix)
{
	vocab *v = vocab_new(&a);
	char word[40];
	for (int i = 0; i < n; i++) {
		snprintf(word, sizeof word, "%s%d%s", prefix, i, i % 3 ? "é" : "\t\\");
		for (int k = 0; k <= i % 4; k++) vocab_add(v, word);
	}
	return v;
}

static sparse some_matrix(rng *r, int nrows, int ncols, int n)
{
	sparse_builder b = sparse_begin(&a, nrows, ncols);
	for (int k = 0; nrows * ncols > 0 && k < n; k++)
		sparse_add(&b, (int)rng_below(r, (uint32_t)nrows), (int)rng_below(r, (uint32_t)ncols),
		        rng_normal(r));
	return sparse_end(&b, &a);
}

static void assert_same_words(const vocab *v, const vocab *w)
{
	ck_assert_int_eq(vocab_size(v), vocab_size(w));
	for (int i = 0; i < vocab_size(v); i++) {
		ck_assert_str_eq(vocab_word(v, i), vocab_word(w, i));
		ck_assert_int_eq((int)vocab_count(v, i), (int)vocab_count(w, i));
	}
}

START_TEST(test_a_matrix_comes_back_with_its_words)
{
	static const int sizes[][3] = {{0, 0, 0}, {0, 3, 0}, {3, 0, 0}, {1, 1, 0}, {1, 1, 3},
	        {7, 5, 12}, {40, 3, 500}, {60, 700, 9000}};
	rng r = rng_new(1, 1);
	for (int k = 0; k < 8 * 4; k++) {
		const int *size = sizes[k / 4];
		bool doubles = k & 1, same = k & 2 && size[0] == size[1];
		sparse s = some_matrix(&r, size[0], size[1], size[2]), t;
		vocab *rows_ = some_words(s.rows, "r"), *cols_ = same ? NULL : some_words(s.cols, "c"), *v,
		      *w;
		const char *path = scratch("matrix");
		ck_assert_int_eq(sparse_write(s, rows_, cols_, path, doubles), 0);
		ck_assert_int_eq(sparse_read(&t, &v, &w, &a, path), 0);
		ck_assert(t.rows == s.rows && t.cols == s.cols && (w == v) == same);
		assert_same_words(v, rows_);
		if (!same) assert_same_words(w, cols_);
		ck_assert_mem_eq(t.start, s.start, sizeof *s.start * (size_t)(s.rows + 1));
		for (long i = 0; i < sparse_count(s); i++) {
			ck_assert_int_eq(t.col[i], s.col[i]);
			ck_assert(t.value[i] == (doubles ? s.value[i] : (real)(float)s.value[i]));
		}
		arena_free(&a);
	}
}
END_TEST

/* docs/formats.md, byte by byte: words a and b\tc, rows {b: 1.5} and {}. */
static const char form[] =
        "unrolled sparse 1 2 2 f4 same\na\t3\nb\\tc\t1\n\1\0\0\0\1\0\0\0\0\0\xC0\x3F"
        "\0\0\0\0entries \1\0\0\0\0\0\0\0";
enum { FORM = sizeof form - 1, FORM_ROWS = 41 };

START_TEST(test_the_file_is_what_the_documentation_says)
{
	vocab *v = vocab_new(&a);
	for (int i = 0; i < 3; i++) vocab_add(v, "a");
	vocab_add(v, "b\tc");
	const int col = 1;
	const double value = 1.5;
	sparse_writer *w = sparse_writer_open(&a, scratch("form"), v, v, false);
	ck_assert_int_eq(sparse_writer_row(w, &col, &value, 1), 0);
	ck_assert_int_eq(sparse_writer_row(w, NULL, NULL, 0), 0);
	ck_assert_int_ne(access(scratch("form"), F_OK), 0); // not before it is whole
	ck_assert_int_eq(sparse_writer_commit(w), 0);
	struct stat s;
	ck_assert_int_eq(stat(scratch("form"), &s), 0);
	ck_assert_int_eq((int)s.st_size, FORM);
	ck_assert_mem_eq(contents(scratch("form")), form, FORM);
	arena_free(&a);
}
END_TEST

/* Read all rows of a file; 0, or -1 with the error. */
static int read_rows(const char *path)
{
	vocab *v, *w;
	const int *col;
	const double *value;
	sparse_reader *r = sparse_reader_open(&a, path, &v, &w);
	int n = SPARSE_ERROR;
	if (r) {
		while ((n = sparse_reader_row(r, &col, &value)) >= 0)
			for (int k = 0; k < n; k++) ck_assert(isfinite(value[k]) && col[k] < vocab_size(w));
		ck_assert_int_eq(sparse_reader_row(r, &col, &value), n); // and so it stays
		sparse_reader_close(r);
	}
	arena_reset(&a);
	return n == SPARSE_END ? 0 : -1;
}

START_TEST(test_a_file_that_is_cut_short_anywhere_is_refused)
{
	ck_assert_int_eq(read_rows(scratch_file("cut", form, FORM)), 0);
	for (size_t n = 0; n < FORM; n++) {
		const char *path = scratch_file("cut", form, n);
		ck_assert_int_eq(read_rows(path), -1);
		assert_says(error_message(), path);
		assert_says(error_message(), n < 16 ? "is not a sparse" : n < 29 ? ":1: expected" : "cut");
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_damage_is_named)
{
	static const struct {
		size_t at; // so many bytes are right, then come
		const char *bytes;
		size_t n;
		const char *says;
	} bad[] = {{16, "2 2 2 f4 same\n", 14, "is a sparse matrix of version 2, expected version 1"},
	        {16, "x", 1, ":1: expected \"unrolled sparse 1 ROWS COLUMNS f4|f8 same|own\""},
	        {18, "3 2", 3, ":1: expected"}, {18, "2,2", 3, ":1: expected"},
	        {18, "-", 1, ":1: expected"}, {18, "99999999999\n", 12, ":1: expected"},
	        {22, "f2", 2, ":1: expected"}, {25, "sane", 4, ":1: expected"},
	        {29, " \n", 2, ":1: expected"}, {27, "\0", 1, ":1: byte 28"},
	        {30, "\xFF", 1, ":2: byte 1 of the line (0xFF) is not text"},
	        {31, " ", 1, ":2: expected a word, a tab and a count"},
	        {34, "a\t3\n", 4, ":3: the word stands in an earlier line too"},
	        {FORM_ROWS, "\3", 1, "damaged: row 1 has 3 entries in 2 columns"},
	        {FORM_ROWS + 3, "\xFF", 1, "damaged: row 1 has 4278190081 entries in 2 columns"},
	        {FORM_ROWS + 4, "\2", 1,
	                "damaged: row 1 has column 2 in place 1, expected rising ones below 2"},
	        {FORM_ROWS + 7, "\xFF", 1, "damaged: row 1 has column 4278190081 in place 1"},
	        {FORM_ROWS, "\2\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20,
	                "row 1 has column 0 in place 2"},
	        {FORM_ROWS, "\2\0\0\0\1\0\0\0\1\0\0\0\0\0\0\0\0\0\0", 20,
	                "row 1 has column 1 in place 2"},
	        {FORM_ROWS + 10, "\x80\x7F", 2, "damaged: row 1, column 1: the number is not finite"},
	        {FORM_ROWS + 10, "\xC0\xFF", 2, "damaged: row 1, column 1: the number is not finite"},
	        {FORM_ROWS + 16, "E", 1, "damaged: expected \"entries \" and the number 1"},
	        {FORM_ROWS + 24, "\2", 1, "damaged: expected \"entries \" and the number 1"},
	        {FORM_ROWS + 12, "\1\0\0\0\0\0\0\0\0\0\0\0", 12, "cut short behind the last row"},
	        {FORM, "\n", 1, "goes on behind its end"}};
	char file[FORM + 40];
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		size_t size = bad[i].at + bad[i].n > FORM ? bad[i].at + bad[i].n : FORM;
		memcpy(file, form, FORM);
		memcpy(file + bad[i].at, bad[i].bytes, bad[i].n);
		ck_assert_int_eq(read_rows(scratch_file("bad", file, size)), -1);
		assert_says(error_message(), scratch("bad"));
		assert_says(error_message(), bad[i].says);
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_what_no_file_can_hold_is_not_written)
{
	static const double bad[] = {(double)NAN, HUGE_VAL, -HUGE_VAL, 1e39, -1e300};
	const int col = 0;
	vocab *v = some_words(1, "w"), *foul = vocab_new(&a);
	for (int i = 0; i < 10; i++) {
		sparse_writer *w = sparse_writer_open(&a, scratch("not"), v, NULL, i >= 5);
		bool good = i >= 5 && isfinite(bad[i % 5]); // a double may be larger
		ck_assert_int_eq(sparse_writer_row(w, &col, &bad[i % 5], 1), good ? 0 : -1);
		if (!good) assert_says(error_message(), "not: the number ");
		sparse_writer_abandon(w);
	}
	vocab_add(foul, "caf\xE9");
	ck_assert_ptr_null(sparse_writer_open(&a, scratch("not"), v, foul, true));
	assert_says(error_message(), "not: word 0 is not UTF-8");
	ck_assert_ptr_null(sparse_writer_open(&a, scratch("no/such"), v, NULL, true));
	assert_says(error_message(), "no/such");
	ck_assert_int_ne(access(scratch("not"), F_OK), 0);
	ck_assert_int_ne(access(scratch("not.part"), F_OK), 0);
	arena_free(&a);
}
END_TEST

START_TEST(test_a_number_too_large_for_this_precision_is_refused)
{
	const int col = 0;
	const double value = 1e300;
	vocab *v = some_words(1, "w"), *w;
	sparse s;
	sparse_writer *out = sparse_writer_open(&a, scratch("large"), v, NULL, true);
	ck_assert_int_eq(sparse_writer_row(out, &col, &value, 1), 0);
	ck_assert_int_eq(sparse_writer_commit(out), 0);
	int status = sparse_read(&s, &v, &w, &a, scratch("large"));
	ck_assert_int_eq(status, sizeof(real) == 8 ? 0 : -1);
	if (status) assert_says(error_message(), "large: row 1, column 0: 1e+300 is too large for f32");
	arena_free(&a);
}
END_TEST

/* From a pipe nothing is known of the size beforehand. */
START_TEST(test_a_matrix_is_read_through_a_pipe)
{
	rng r = rng_new(2, 1);
	sparse s = some_matrix(&r, 300, 400, 30000), t;
	vocab *v, *w;
	ck_assert_int_eq(
	        sparse_write(s, some_words(300, "r"), some_words(400, "c"), scratch("m"), true), 0);
	char command[600];
	snprintf(command, sizeof command, "cat %s", scratch("m"));
	FILE *f = popen(command, "r");
	dup2(fileno(f), STDIN_FILENO);
	ck_assert_int_eq(sparse_read(&t, &v, &w, &a, "-"), 0);
	pclose(f);
	ck_assert(sparse_count(t) == sparse_count(s));
	ck_assert_mem_eq(t.col, s.col, sizeof *s.col * (size_t)sparse_count(s));
	ck_assert_mem_eq(t.value, s.value, sizeof *s.value * (size_t)sparse_count(s));
	arena_free(&a);
}
END_TEST

static void misuse(void *which)
{
	static const int col[] = {1, 1, 0, 2, -1};
	static const double value[5];
	vocab *v = some_words(2, "w");
	sparse_writer *w = sparse_writer_open(&a, scratch("misuse"), v, NULL, false);
	switch (*(int *)which) {
	case 0: sparse_writer_row(w, col, value, 2); break;
	case 1: sparse_writer_row(w, col + 1, value, 2); break;
	case 2: sparse_writer_row(w, col + 3, value, 1); break;
	case 3: sparse_writer_row(w, col + 4, value, 1); break;
	case 4: sparse_writer_row(w, col, value, 3); break;
	case 5: sparse_writer_commit(w); break;
	case 6:
		for (int i = 0; i < 3; i++) sparse_writer_row(w, col, value, 0);
		break;
	default: sparse_write(some_matrix(&(rng){0}, 3, 2, 0), v, NULL, scratch("other"), true);
	}
}

START_TEST(test_rows_out_of_order_are_mistakes)
{
	static const char *const says[] = {"column 1 in place 1", "column 0 in place 1",
	        "column 2 in place 0", "column -1 in place 0", "3 entries in 2 columns", "0 of 2 rows",
	        "all 2 rows are written", "(2,2) words for a (3,2) matrix"};
	for (int which = 0; which < 8; which++) {
		const ending *e = ending_of(misuse, &which);
		ck_assert_int_eq(e->status, 1000 + SIGABRT);
		assert_says(e->err, says[which]);
	}
}
END_TEST

TESTS("sparse_file", 60, test_a_matrix_comes_back_with_its_words,
        test_the_file_is_what_the_documentation_says,
        test_a_file_that_is_cut_short_anywhere_is_refused, test_damage_is_named,
        test_what_no_file_can_hold_is_not_written,
        test_a_number_too_large_for_this_precision_is_refused, test_a_matrix_is_read_through_a_pipe,
        test_rows_out_of_order_are_mistakes)
