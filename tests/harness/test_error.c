/* The two ways out: bad data (a message and -1), a programmer's mistake (abort). */
#include "error.h"
#include "testing.h"

START_TEST(test_error_set_returns_minus_one_and_the_newest_message_wins)
{
	ck_assert_int_eq(error_set("first %d", 1), -1);
	ck_assert_int_eq(error_set("data.txt:%d: expected %s", 7, "a word"), -1);
	ck_assert_str_eq(error_message(), "data.txt:7: expected a word");
}
END_TEST

START_TEST(test_control_characters_in_a_message_do_not_reach_the_terminal)
{
	error_set("%s", "red \033[31m bell \a line\nnext \177 é");
	ck_assert_str_eq(error_message(), "red ?[31m bell ? line?next ? é");
}
END_TEST

START_TEST(test_a_very_long_message_is_cut_and_not_overrun)
{
	char text[5000];
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = 0;
	ck_assert_int_eq(error_set("%s", text), -1);
	ck_assert_uint_gt(strlen(error_message()), 500);
	ck_assert_uint_lt(strlen(error_message()), sizeof text - 1);
}
END_TEST

static void leave(void *unused)
{
	(void)unused;
	error_program("charlm");
	error_set("no.txt: expected a file");
	error_exit();
}

START_TEST(test_error_exit_prints_one_line_and_exits_with_2)
{
	const ending *e = ending_of(leave, NULL);
	ck_assert_int_eq(e->status, EXIT_BAD_INPUT);
	ck_assert_int_eq(e->status, 2);
	ck_assert_str_eq(e->err, "charlm: no.txt: expected a file\n");
	ck_assert_str_eq(e->out, "");
}
END_TEST

enum { LINE_OF_BUG = __LINE__ + 5 };

static void stumble(void *unused)
{
	(void)unused;
	bug("x is (%d,%d), expected (%d,%d)", 2, 3, 4, 5);
}

START_TEST(test_bug_aborts_and_names_the_place)
{
	char place[300];
	snprintf(place, sizeof place, "%s:%d: in stumble: x is (2,3), expected (4,5)\n", __FILE__,
	        LINE_OF_BUG);
	const ending *e = ending_of(stumble, NULL);
	ck_assert_int_eq(e->status, 1000 + SIGABRT);
	ck_assert_str_eq(e->err, place);
}
END_TEST

static void not_yet(void *unused)
{
	(void)unused;
	TODO("6.3", "Two terms meet in da.");
}

START_TEST(test_todo_exits_with_77_and_gives_the_hint)
{
	const ending *e = ending_of(not_yet, NULL);
	ck_assert_int_eq(e->status, EXIT_NOT_IMPLEMENTED);
	ck_assert_int_eq(e->status, 77);
	assert_says(e->err, "6.3 not_yet is not implemented yet: Two terms meet in da.\n");
}
END_TEST

TESTS("error", 10, test_error_set_returns_minus_one_and_the_newest_message_wins,
        test_control_characters_in_a_message_do_not_reach_the_terminal,
        test_a_very_long_message_is_cut_and_not_overrun,
        test_error_exit_prints_one_line_and_exits_with_2, test_bug_aborts_and_names_the_place,
        test_todo_exits_with_77_and_gives_the_hint)
