/* Words of a text: as they stand, wherever the window ends, and only if it is a text. */
#include <signal.h>
#include <sys/resource.h>

#include "error.h"
#include "rng.h"
#include "testing.h"
#include "tokens.h"

static arena a;

/* What is found, written down: words in brackets, line ends as '/', the end as '.' or '!'. */
static const char *written(tokens *t)
{
	static char out[1 << 20];
	char *o = out;
	token w;
	for (token_kind found = TOKEN_LINE; found > TOKEN_END;) {
		found = tokens_next(t, &w);
		if (found == TOKEN_WORD) {
			ck_assert_uint_le(w.length, TOKEN_LONGEST);
			o += sprintf(o, "[%.*s]", (int)w.length, w.word);
		} else {
			ck_assert_uint_eq(w.length, 0);
			*o++ = found == TOKEN_LINE ? '/' : found == TOKEN_END ? '.' : '!';
			*o = 0;
		}
		ck_assert(o < out + sizeof out - 2 * TOKEN_LONGEST);
	}
	return out;
}

static const char *written_of(const char *path)
{
	tokens *t = tokens_open(&a, path);
	if (!t) return "!";
	const char *out = written(t);
	tokens_close(t);
	return out;
}

static const char *found_in(const void *data, size_t n)
{
	return written_of(scratch_file("text", data, n));
}

START_TEST(test_white_space_separates_and_line_feeds_end_lines)
{
	static const struct {
		const char *text, *found;
	} pairs[] = {{"the cat\n\nsat", "[the][cat]//[sat]/."}, {"a", "[a]/."}, {"a\n", "[a]/."},
	        {"\n", "/."}, {"\n\n", "//."}, {" ", "/."}, {" \n ", "//."}, {"\r", "/."},
	        {"  a\tb\vc\fd\re  \n", "[a][b][c][d][e]/."}, {"a\r\nb\r\n", "[a]/[b]/."},
	        {"\xEF\xBB\xBFone\r\n", "[one]/."}, {"a \xEF\xBB\xBF", "[a][\xEF\xBB\xBF]/."},
	        {"é\u00A0e 漢\U0001F600", "[é\u00A0e][漢\U0001F600]/."}, // no-break space stays
	        {"\x01\x1F a\x02z 1234567\x01\x01\x01 x\x7F",
	                "[\x01\x1F][a\x02z][1234567\x01\x01\x01][x\x7F]/."},
	        {"a1234567 a12345678 a123456789abcdef !\n",
	                "[a1234567][a12345678][a123456789abcdef][!]/."}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		ck_assert_str_eq(found_in(pairs[i].text, strlen(pairs[i].text)), pairs[i].found);
	arena_free(&a);
}
END_TEST

/* The twin: byte by byte, with the whole text in memory. */
static const char *naive(const char *s, size_t n)
{
	static char out[1 << 20];
	char *o = out;
	bool inside = false;
	for (size_t i = 0; i < n; i++) {
		bool space = strchr(" \t\r\v\f\n", s[i]) != NULL;
		if (!space && !inside) *o++ = '[';
		if (space && inside) *o++ = ']';
		if (!space) *o++ = s[i];
		if (s[i] == '\n') *o++ = '/';
		inside = !space;
	}
	if (inside) *o++ = ']';
	if (n && s[n - 1] != '\n') *o++ = '/';
	strcpy(o, ".");
	return out;
}

/* ck_assert_str_eq() would print both, and Check cannot carry so much. */
static void assert_same(const char *found, const char *expected)
{
	size_t n = 0;
	while (found[n] && found[n] == expected[n]) n++;
	ck_assert_msg(found[n] == expected[n], "%.30s, expected %.30s", found + n, expected + n);
}

START_TEST(test_any_text_is_found_as_byte_by_byte)
{
	static const char *const parts[] = {" ", " ", "\n", "\t", "a", "b", "ccc", "dddddddd", "é",
	        "漢", "\U0001F600", "\x01", "\x1F", "!", "\x7F", "\r\n"};
	static char text[150000];
	rng r = rng_new(1, 1);
	for (int round = 0; round < 60; round++) {
		size_t n = 0, wanted = round < 50 ? 1 + rng_below(&r, 200) : sizeof text - 10;
		while (n < wanted) n += (size_t)sprintf(text + n, "%s", parts[rng_below(&r, 16)]);
		assert_same(found_in(text, n), naive(text, n));
		arena_reset(&a);
	}
	arena_free(&a);
}
END_TEST

/* The window is 128 KiB: words and characters must not show where it ends. */
START_TEST(test_the_end_of_the_window_does_not_show)
{
	enum { SEAM = 1 << 17 };
	static char text[SEAM + 100];
	for (int shift = -30; shift <= 2; shift++) {
		memset(text, ' ', sizeof text);
		strcpy(text + SEAM + shift, "é\r\n€uro \U0001F600 longer-than-eight\n\nz");
		size_t n = strlen(text);
		ck_assert_str_eq(found_in(text, n), "[é]/[€uro][\U0001F600][longer-than-eight]//[z]/.");
		memset(text, 'x', (size_t)(SEAM + shift));
		for (size_t i = 0; i < SEAM - 30; i += TOKEN_LONGEST) text[i] = ' ';
		assert_same(found_in(text, n), naive(text, n));
		arena_reset(&a);
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_lines_are_numbered_and_bytes_counted)
{
	static const char text[] = "one two\n\nthree\nfour";
	static const struct {
		token_kind found;
		long line, bytes;
	} steps[] = {{TOKEN_WORD, 1, 3}, {TOKEN_WORD, 1, 7}, {TOKEN_LINE, 1, 8}, {TOKEN_LINE, 2, 9},
	        {TOKEN_WORD, 3, 14}, {TOKEN_LINE, 3, 15}, {TOKEN_WORD, 4, 19}, {TOKEN_LINE, 4, 19},
	        {TOKEN_END, 4, 19}, {TOKEN_END, 4, 19}};
	tokens *t = tokens_open(&a, scratch_file("text", text, sizeof text - 1));
	token w;
	for (int round = 0; round < 2; round++) {
		ck_assert_int_eq((int)tokens_line(t), 1);
		for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
			ck_assert_int_eq(tokens_next(t, &w), steps[i].found);
			ck_assert_int_eq((int)tokens_line(t), (int)steps[i].line);
			ck_assert_int_eq((int)tokens_bytes(t), (int)steps[i].bytes);
		}
		ck_assert_int_eq((int)tokens_size(t), 19);
		ck_assert_int_eq(tokens_rewind(t), 0);
	}
	tokens_close(t);
	arena_free(&a);
}
END_TEST

START_TEST(test_what_is_not_text_is_refused_with_line_and_byte)
{
	static const struct {
		const char *data;
		size_t n;
		const char *found, *says;
	} bad[] = {{"", 0, "!", "text: is empty, expected text"}, {"\xEF\xBB\xBF", 3, "!", "is empty"},
	        {"one\ntw\0o", 8, "[one]/[tw]!", ":2: byte 3 of the line is 0: a binary file"},
	        {"one\0", 4, "[one]!", ":1: byte 4 of the line is 0"},
	        {"a \0", 3, "[a]!", ":1: byte 3 of the line is 0"},
	        {"\0", 1, "!", ":1: byte 1 of the line is 0"},
	        {"a\n b caf\xE9 x", 11, "[a]/[b]!", ":2: byte 7 of the line (0xE9) is not UTF-8"},
	        {"\xC3", 1, "!", ":1: byte 1 of the line (0xC3) is not UTF-8"},
	        {"\xEF\xBB\xBFx \xBF", 6, "[x]!", ":1: byte 3 of the line (0xBF) is not UTF-8"},
	        {"\xED\xA0\x80", 3, "!", ":1: byte 1 of the line (0xED) is not UTF-8"}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		ck_assert_str_eq(found_in(bad[i].data, bad[i].n), bad[i].found);
		assert_says(error_message(), bad[i].says);
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_missing_files_and_directories_are_refused)
{
	ck_assert_ptr_null(tokens_open(&a, scratch("none.txt")));
	assert_says(error_message(), "none.txt: No such file or directory, expected a text file");
	ck_assert_ptr_null(tokens_open(&a, scratch_folder));
	assert_says(error_message(), ": is a directory, expected a text file");
	ck_assert_str_eq(written_of("/dev/zero"), "!");
	assert_says(error_message(), "/dev/zero:1: byte 1 of the line is 0: a binary file");
	arena_free(&a);
}
END_TEST

START_TEST(test_the_longest_word_is_a_word_and_a_longer_one_an_error)
{
	static char text[300000];
	for (size_t at = 1; at < sizeof text - TOKEN_LONGEST - 1;
	        at += 9973) { // anywhere in the window
		memset(text, ' ', sizeof text);
		memset(text + at, 'x', TOKEN_LONGEST);
		ck_assert_uint_eq(strlen(found_in(text, sizeof text)), TOKEN_LONGEST + strlen("[]/."));
		text[at + TOKEN_LONGEST] = 'x';
		ck_assert_str_eq(found_in(text, sizeof text), "!");
		assert_says(
		        error_message(), "of the line is longer than 1000 bytes, expected a text of words");
		arena_reset(&a);
	}
	memset(text, 'x', sizeof text); // one word without an end
	ck_assert_str_eq(found_in(text, sizeof text), "!");
	assert_says(error_message(), ":1: the word at byte 1 of the line is longer");
	arena_free(&a);
}
END_TEST

static pid_t writer;
static void begin_pipe(const char *data, size_t n)
{
	int ends[2];
	ck_assert_int_eq(pipe(ends), 0);
	if ((writer = fork()) == 0) {
		signal(SIGPIPE, SIG_DFL);
		close(ends[0]);
		for (size_t i = 0; i < n; i += i < 99 ? 1 : 5000) // dribble, then pour
			if (write(ends[1], data + i, i < 99 ? 1 : n - i < 5000 ? n - i : 5000) < 0) _exit(1);
		_exit(0);
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
}

static void end_pipe(void)
{
	ck_assert_ptr_nonnull(freopen("/dev/null", "r", stdin)); // the writer hears of it
	waitpid(writer, NULL, 0);
}

START_TEST(test_standard_input_is_read_through_a_pipe_once)
{
	static char text[400000];
	for (size_t i = 0; i < sizeof text; i++) text[i] = i % 50 ? i % 7 ? 'a' : ' ' : '\n';
	memcpy(text, "\uFEFFcafé\r", 9);
	begin_pipe(text, sizeof text);
	tokens *t = tokens_open(&a, "-");
	ck_assert_ptr_nonnull(t);
	ck_assert_int_eq((int)tokens_size(t), 0);
	assert_same(written(t), naive(text + 3, sizeof text - 3));
	ck_assert_int_eq((int)tokens_bytes(t), sizeof text);
	ck_assert_int_eq(tokens_rewind(t), -1);
	assert_says(error_message(), "standard input: is not a regular file and cannot be read twice");
	tokens_close(t);
	end_pipe();
	begin_pipe("", 0);
	ck_assert_ptr_null(tokens_open(&a, "-"));
	assert_says(error_message(), "standard input: is empty, expected text");
	end_pipe();
	begin_pipe("ab\n\xC3", 4);
	ck_assert_str_eq(written_of("-"), "[ab]/!");
	assert_says(error_message(), "standard input:2: byte 1 of the line (0xC3) is not UTF-8");
	end_pipe();
	arena_free(&a);
}
END_TEST

/* 16 MiB without a line end in a child that may not need more memory than a small program does. */
static void read_long_line(void *path)
{
	struct rusage before, after;
	token w;
	long n = 0;
	getrusage(RUSAGE_SELF, &before);
	tokens *t = tokens_open(&a, path);
	while (tokens_next(t, &w) == TOKEN_WORD) n++;
	getrusage(RUSAGE_SELF, &after);
	printf("%ld words\n", n);
	if (after.ru_maxrss - before.ru_maxrss > 4096) exit(3);
}

START_TEST(test_memory_does_not_grow_with_the_text)
{
	static char piece[1 << 20];
	memset(piece, 'a', sizeof piece);
	for (size_t i = 0; i < sizeof piece; i += 8) piece[i] = ' ';
	char path[512];
	snprintf(path, sizeof path, "%s", scratch_file("long", piece, sizeof piece));
	FILE *f = fopen(path, "ab");
	for (int i = 1; i < 16; i++) ck_assert_uint_eq(fwrite(piece, 1, sizeof piece, f), sizeof piece);
	fclose(f);
	const ending *e = ending_of(read_long_line, path);
	unlink(path);
	ck_assert_int_eq(e->status, 0);
	ck_assert_str_eq(e->out, "2097152 words\n");
}
END_TEST

TESTS("tokens", 60, test_white_space_separates_and_line_feeds_end_lines,
        test_any_text_is_found_as_byte_by_byte, test_the_end_of_the_window_does_not_show,
        test_lines_are_numbered_and_bytes_counted,
        test_what_is_not_text_is_refused_with_line_and_byte,
        test_missing_files_and_directories_are_refused,
        test_the_longest_word_is_a_word_and_a_longer_one_an_error,
        test_standard_input_is_read_through_a_pipe_once, test_memory_does_not_grow_with_the_text)
