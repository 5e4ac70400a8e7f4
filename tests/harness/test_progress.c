/* The status line on a pseudo-terminal, and its silence elsewhere. */
#define _XOPEN_SOURCE 700 // posix_openpt()
#include <fcntl.h>
#include <sys/ioctl.h>
#include <time.h>

#include "progress.h"
#include "testing.h"

static void work(void *unused)
{
	progress p;
	(void)unused;
	progress_begin(&p, "training", 1000, "steps");
	for (long i = 1; i <= 1000; i++) progress_at(&p, i, "loss %.3f", 2.0 / (double)i);
	progress_end(&p);
}

static void note(void *unused)
{
	progress p;
	(void)unused;
	progress_begin(&p, "training", 1000, "steps");
	progress_at(&p, 10, "loss 1");
	progress_note(&p, "epoch %d done", 1);
	progress_end(&p);
}

/* What f writes to stderr when that is a terminal with so many columns (0: unknown). */
static const char *on_terminal(void (*f)(void *), void *context, int columns, const char *term)
{
	static char text[1 << 16];
	size_t n = 0;
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	ck_assert_int_ge(master, 0);
	ck_assert(!grantpt(master) && !unlockpt(master));
	int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	struct winsize size = {.ws_row = 24, .ws_col = (unsigned short)columns};
	ioctl(slave, TIOCSWINSZ, &size);
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0) {
		dup2(slave, STDERR_FILENO);
		close(slave);
		close(master);
		if (term)
			setenv("TERM", term, 1);
		else
			unsetenv("TERM");
		f(context);
		_exit(0);
	}
	close(slave);
	for (ssize_t got; (got = read(master, text + n, sizeof text - 1 - n)) > 0;) n += (size_t)got;
	text[n] = 0;
	close(master);
	waitpid(pid, NULL, 0);
	return text;
}

static int occurrences(const char *text, char c)
{
	int n = 0;
	for (; *text; text++) n += *text == c;
	return n;
}

START_TEST(test_without_a_terminal_not_a_byte_comes_out)
{
	const ending *e = ending_of(work, NULL);
	ck_assert_int_eq(e->status, 0);
	ck_assert_str_eq(e->err, "");
	ck_assert_str_eq(e->out, "");
}
END_TEST

START_TEST(test_a_dumb_terminal_is_left_in_peace)
{
	ck_assert_str_eq(on_terminal(work, NULL, 80, "dumb"), "");
	ck_assert_str_eq(on_terminal(work, NULL, 80, ""), "");
	ck_assert_str_eq(on_terminal(work, NULL, 80, NULL), "");
}
END_TEST

START_TEST(test_the_line_says_how_far_how_fast_and_what)
{
	const char *text = on_terminal(work, NULL, 120, "xterm");
	assert_says(text, "\rtraining [");
	assert_says(text, "training [####################] 100 %  1,000 steps  ");
	assert_says(text, "/s  0:00 in all  loss 0.002");
	ck_assert_int_eq(text[strlen(text) - 1], '\n');
	ck_assert_int_eq(occurrences(text, '\n'), 1);
	ck_assert_int_eq(occurrences(text, '\033'), 0); // no escape codes at all
}
END_TEST

static void hurry(void *milliseconds)
{
	progress p;
	struct timespec t0, t;
	long limit = *(int *)milliseconds, passed = 0;
	clock_gettime(CLOCK_MONOTONIC, &t0);
	progress_begin(&p, "w", 0, "steps");
	for (long i = 1; passed < limit; i++) {
		progress_at(&p, i, NULL);
		clock_gettime(CLOCK_MONOTONIC, &t);
		passed = (t.tv_sec - t0.tv_sec) * 1000 + (t.tv_nsec - t0.tv_nsec) / 1000000;
	}
	progress_end(&p);
}

START_TEST(test_it_is_drawn_at_most_ten_times_a_second)
{
	int milliseconds = 550;
	int drawn = occurrences(on_terminal(hurry, &milliseconds, 80, "xterm"), '\r');
	ck_assert_int_ge(drawn, 3);
	ck_assert_int_le(drawn, 9); // first, five more, last; the terminal puts one before '\n'
}
END_TEST

static void shrink(void *unused)
{
	progress p;
	(void)unused;
	progress_begin(&p, "w", 10, "steps");
	progress_at(&p, 1, "a long remark that will go away");
	for (int i = 0; i < 3; i++) nanosleep(&(struct timespec){0, 60000000}, NULL);
	progress_at(&p, 2, "short");
	_exit(0);
}

START_TEST(test_a_shorter_line_wipes_the_longer_one_before)
{
	const char *text = on_terminal(shrink, NULL, 120, "xterm"), *second = strrchr(text, '\r');
	ck_assert_ptr_nonnull(second);
	ck_assert_uint_ge(strlen(second), (size_t)(second - text));
	assert_says(second, "short   ");
}
END_TEST

static void narrow(void *remark)
{
	progress p;
	progress_begin(&p, "training", 1000, "steps");
	progress_at(&p, 500, "%s", (const char *)remark);
	_exit(0);
}

START_TEST(test_a_narrow_terminal_cuts_the_line_and_not_a_character)
{
	for (int columns = 20; columns < 80; columns++) {
		const char *text = on_terminal(narrow, "ééééééééééééééééééé", columns, "xterm");
		size_t n = strlen(text);
		ck_assert_uint_le(n, (size_t)columns); // the '\r' and columns - 1
		ck_assert_int_ne((unsigned char)text[n - 1], 0xC3);
	}
}
END_TEST

START_TEST(test_an_unknown_total_gives_no_bar)
{
	int milliseconds = 120;
	const char *text = on_terminal(hurry, &milliseconds, 80, "xterm");
	ck_assert_int_eq(occurrences(text, '%'), 0);
	ck_assert_int_eq(occurrences(text, '['), 0);
	assert_says(text, " steps  ");
	assert_says(text, "/s  0:00 so far");
}
END_TEST

static void resumed(void *unused)
{
	progress p;
	(void)unused;
	progress_begin(&p, "w", 1000000, "steps");
	progress_resume(&p, 999000);
	nanosleep(&(struct timespec){0, 200000000}, NULL);
	progress_at(&p, 999500, NULL);
	_exit(0);
}

START_TEST(test_after_resuming_the_rate_counts_from_there)
{
	const char *text = on_terminal(resumed, NULL, 80, "xterm");
	assert_says(text, "999,500 steps");
	double rate = atof(strstr(text, "steps") + 5);
	assert_says(text, " k/s  0:00 left");
	ck_assert_double_le(rate, 2.5); // 500 steps in 0.2 s, not a million
}
END_TEST

START_TEST(test_a_note_is_a_plain_line_everywhere)
{
	ck_assert_str_eq(ending_of(note, NULL)->err, "epoch 1 done\n");
	assert_says(on_terminal(note, NULL, 80, "xterm"), "\repoch 1 done\r\n");
}
END_TEST

TESTS("progress", 20, test_without_a_terminal_not_a_byte_comes_out,
        test_a_dumb_terminal_is_left_in_peace, test_the_line_says_how_far_how_fast_and_what,
        test_it_is_drawn_at_most_ten_times_a_second,
        test_a_shorter_line_wipes_the_longer_one_before,
        test_a_narrow_terminal_cuts_the_line_and_not_a_character,
        test_an_unknown_total_gives_no_bar, test_after_resuming_the_rate_counts_from_there,
        test_a_note_is_a_plain_line_everywhere)
