/* Reading text files: what is text comes in, what is not is refused in one line. */
#include <fcntl.h>
#include <sys/resource.h>

#include "corpus.h"
#include "error.h"
#include "testing.h"

static arena a;

/* Read bytes through a file; the text, or NULL with the error set. */
static const char *text_of(const void *data, size_t n, size_t *length)
{
	char *text;
	return corpus_read(&a, scratch_file("text", data, n), CORPUS_LIMIT, &text, length) ? NULL
	                                                                                   : text;
}

START_TEST(test_text_comes_in_as_it_is)
{
	static const char s[] = "first é\n\n  last without an end \U0001F600";
	size_t n;
	ck_assert_str_eq(text_of(s, sizeof s - 1, &n), s);
	ck_assert_uint_eq(n, sizeof s - 1);
	ck_assert_str_eq(text_of("x", 1, &n), "x");
	ck_assert_str_eq(text_of("\n", 1, &n), "\n");
	arena_free(&a);
}
END_TEST

START_TEST(test_the_mark_goes_and_windows_line_ends_become_plain)
{
	static const struct {
		const char *in, *out;
	} pairs[] = {{"\xEF\xBB\xBFone\r\ntwo\r\n", "one\ntwo\n"}, {"a\rb\r\r\nc\r", "a\rb\r\nc\r"},
	        {"\r\n", "\n"}, {"\r", "\r"}, {"\r\r", "\r\r"}, {"a\xEF\xBB\xBF", "a\xEF\xBB\xBF"}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		size_t n;
		ck_assert_str_eq(text_of(pairs[i].in, strlen(pairs[i].in), &n), pairs[i].out);
		ck_assert_uint_eq(n, strlen(pairs[i].out));
	}
	arena_free(&a);
}
END_TEST

/* The seams between the pieces of 64 KiB must not show, wherever they fall. */
START_TEST(test_seams_between_pieces_do_not_show)
{
	enum { SEAM = 1 << 16, N = SEAM + 40 };
	static char s[N + 1], expected[N + 1];
	static const char tail[] = "é\r\n€\U0001F600\r\r\né";
	for (int shift = -24; shift <= 4; shift++) {
		size_t start = (size_t)(SEAM + shift), k = 0, n;
		memset(s, 'a', N);
		s[1000] = '\n';
		memcpy(s + start, tail, sizeof tail); // its 0 ends s
		size_t size = start + sizeof tail - 1;
		for (size_t i = 0; i < size; i++)
			if (s[i] != '\r' || s[i + 1] != '\n') expected[k++] = s[i];
		expected[k] = 0;
		const char *text = text_of(s, size, &n);
		ck_assert_ptr_nonnull(text);
		ck_assert_uint_eq(n, k);
		ck_assert_mem_eq(text, expected, k + 1);
		s[size] = '\xC3'; // a lead byte at the very end
		ck_assert_ptr_null(text_of(s, size + 1, &n));
		assert_says(error_message(), ":4: byte 3 of the line (0xC3) is not UTF-8");
		arena_reset(&a);
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_what_is_not_text_is_refused_with_line_and_byte)
{
	static const struct {
		const char *data;
		size_t n;
		const char *says;
	} bad[] = {{"", 0, ": is empty, expected text"}, {"\xEF\xBB\xBF", 3, ": is empty"},
	        {"one\ntw\0o", 8, ":2: byte 3 of the line is 0: a binary file, expected text"},
	        {"\x89PNG\r\n\x1a\n\0", 9, ":1: byte 1 of the line (0x89) is not UTF-8"},
	        {"one\ncaf\xE9 au lait\n", 17, ":2: byte 4 of the line (0xE9) is not UTF-8"},
	        {"\xFF\xFE"
	         "a",
	                3, ":1: byte 1 of the line (0xFF) is not UTF-8"}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		size_t n;
		ck_assert_ptr_null(text_of(bad[i].data, bad[i].n, &n));
		assert_says(error_message(), bad[i].says);
		assert_says(error_message(), scratch("text"));
		ck_assert_ptr_null(strchr(error_message(), '\n'));
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_missing_files_and_directories_are_refused)
{
	char *text;
	size_t n;
	ck_assert_int_eq(corpus_read(&a, scratch("none.txt"), CORPUS_LIMIT, &text, &n), -1);
	assert_says(error_message(), "none.txt: No such file or directory, expected a text file");
	ck_assert_int_eq(corpus_read(&a, scratch_folder, CORPUS_LIMIT, &text, &n), -1);
	assert_says(error_message(), ": is a directory, expected a text file");
	ck_assert_int_eq(corpus_read(&a, "/dev/zero", CORPUS_LIMIT, &text, &n), -1);
	assert_says(error_message(), "/dev/zero:1: byte 1 of the line is 0: a binary file");
	arena_free(&a);
}
END_TEST

START_TEST(test_a_file_over_the_limit_is_refused)
{
	char *text;
	size_t n;
	const char *path = scratch_file("ten", "0123456789", 10);
	ck_assert_int_eq(corpus_read(&a, path, 10, &text, &n), 0);
	ck_assert_int_eq(corpus_read(&a, path, 9, &text, &n), -1);
	assert_says(error_message(), "ten: is 10 bytes, expected at most 9");
	arena_free(&a);
}
END_TEST

/* Bytes through standard input, which cannot be read twice. */
static int read_pipe(const char *data, size_t n, size_t limit, char **text, size_t *length)
{
	int ends[2];
	ck_assert_int_eq(pipe(ends), 0);
	pid_t pid = fork();
	if (pid == 0) {
		signal(SIGPIPE, SIG_DFL);
		close(ends[0]);
		for (size_t i = 0; i < n; i += i < 9 ? 1 : 5000) // dribble, then pour
			if (write(ends[1], data + i, i < 9 ? 1 : n - i < 5000 ? n - i : 5000) < 0) _exit(1);
		_exit(0);
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	int status = corpus_read(&a, "-", limit, text, length);
	ck_assert_ptr_nonnull(freopen("/dev/null", "r", stdin)); // the writer hears of it
	waitpid(pid, NULL, 0);
	return status;
}

START_TEST(test_standard_input_is_read_through_a_pipe)
{
	static char s[300000];
	char *text;
	size_t n;
	for (size_t i = 0; i < sizeof s; i++) s[i] = i % 50 ? 'a' : '\n';
	memcpy(s,
	        "\xEF\xBB\xBF"
	        "e\r\nf",
	        7);
	ck_assert_int_eq(read_pipe(s, sizeof s, CORPUS_LIMIT, &text, &n), 0);
	ck_assert_uint_eq(n, sizeof s - 4);
	ck_assert_mem_eq(text, "e\nf", 3);
	ck_assert_mem_eq(text + 3, s + 7, n - 3);
	ck_assert_int_eq(text[n], 0);
	ck_assert_int_eq(read_pipe(s, sizeof s, 100000, &text, &n), -1);
	assert_says(error_message(), "standard input: is larger than 100000 bytes");
	ck_assert_int_eq(read_pipe("", 0, 100, &text, &n), -1);
	assert_says(error_message(), "standard input: is empty");
	ck_assert_int_eq(read_pipe("ab\n\xC3", 4, 100, &text, &n), -1);
	assert_says(error_message(), "standard input:2: byte 1 of the line (0xC3) is not UTF-8");
	arena_free(&a);
}
END_TEST

/* A gigabyte in one line: refused quickly, and without taking it in. The file is written as one
 * megabyte of letters repeated; the child may not use more memory than a small program does. */
static void read_long_line(void *path)
{
	char *text;
	size_t n;
	struct rusage before, after;
	getrusage(RUSAGE_SELF, &before);
	error_program("reader");
	if (!corpus_read(&a, path, (size_t)2 << 30, &text, &n)) _exit(0);
	getrusage(RUSAGE_SELF, &after);
	printf("%ld KiB more\n", after.ru_maxrss - before.ru_maxrss);
	if (after.ru_maxrss - before.ru_maxrss > 4096) _exit(3);
	error_exit();
}

START_TEST(test_a_gigabyte_line_is_refused_in_little_memory)
{
	static char piece[1 << 20];
	char path[512];
	memset(piece, 'a', sizeof piece);
	snprintf(path, sizeof path, "%s", scratch_file("long", "two\nlines\n", 10));
	FILE *f = fopen(path, "ab"); // 80 MiB of it are enough to be too long; the rest is a hole
	for (int i = 0; i < 80; i++) ck_assert_uint_eq(fwrite(piece, 1, sizeof piece, f), sizeof piece);
	fclose(f);
	ck_assert_int_eq(truncate(path, 1 << 30), 0);
	const ending *e = ending_of(read_long_line, path);
	unlink(path);
	ck_assert_int_eq(e->status, EXIT_BAD_INPUT);
	assert_says(e->err, ":3: the line is longer than 67108864 bytes, expected lines of text\n");
}
END_TEST

START_TEST(test_lines_come_one_by_one_with_their_numbers)
{
	static const char s[] = "one\n\n three \nlast";
	static const char *const expected[] = {"one", "", " three ", "last"};
	corpus_lines l = corpus_lines_of(s, sizeof s - 1);
	for (int k = 0; k < 4; k++) {
		ck_assert(corpus_next_line(&l));
		ck_assert_int_eq((int)l.number, k + 1);
		ck_assert_uint_eq(l.length, strlen(expected[k]));
		ck_assert_mem_eq(l.line, expected[k], l.length);
	}
	ck_assert(!corpus_next_line(&l));
	ck_assert(!corpus_next_line(&l));
	l = corpus_lines_of("a\n", 2); // a line end ends a line, it does not begin one
	ck_assert(corpus_next_line(&l) && !corpus_next_line(&l));
	l = corpus_lines_of("", 0);
	ck_assert(!corpus_next_line(&l));
}
END_TEST

TESTS("corpus", 60, test_text_comes_in_as_it_is,
        test_the_mark_goes_and_windows_line_ends_become_plain,
        test_seams_between_pieces_do_not_show, test_what_is_not_text_is_refused_with_line_and_byte,
        test_missing_files_and_directories_are_refused, test_a_file_over_the_limit_is_refused,
        test_standard_input_is_read_through_a_pipe,
        test_a_gigabyte_line_is_refused_in_little_memory,
        test_lines_come_one_by_one_with_their_numbers)
