/* Reading transcripts: ours with file and line, a student's with suspicion. */
#include "papers.h"

START_TEST(test_reference_is_read_in_order)
{
	table t = reference_table();
	ck_assert_str_eq(t.chapter, "09-toy");
	ck_assert_str_eq(t.exercises->next->name, "backward");
	ck_assert_int_eq(t.exercises->next->points, 6);
	const case_record *c = find_case(&t, "backward", "gradient");
	ck_assert_str_eq(c->needs, "forward");
	ck_assert_int_eq(c->end, END_EXIT);
	const array *dx = find_array(c, "dx", ROLE_NUMERIC);
	ck_assert_int_eq(dx->rank, 2);
	ck_assert_int_eq(dx->shape[0], 3);
	ck_assert(dx->numbers[2] == -2.75);
	const array *words = find_array(find_case(&t, "words", "few"), "words", ROLE_OUTPUT);
	ck_assert_ptr_null(words->numbers);
	ck_assert_str_eq(words->words[4], "rosé");
	ck_assert_ptr_null(find_array(c, "dx", ROLE_INPUT));
	table_free(&t);
}
END_TEST

START_TEST(test_non_finite_numbers_survive)
{
	table t;
	new_page();
	numbers("e/c", "y", "output", "N", "4", "\"nan\",\"inf\",\"-inf\",-0.0");
	ck_assert_int_eq(table_read(&t, page_file("t")), 0);
	const double *y = t.cases->arrays->numbers;
	ck_assert(isnan(y[0]) && y[1] > 1e308 && y[2] < -1e308 && signbit(y[3]));
	table_free(&t);
}
END_TEST

/* Lines that are wrong by themselves, and a word of what has to be said about them. */
static const struct {
	const char *line, *says;
} bad_lines[] = {
        {"hello", "expected near"},
        {"[1,2]", "not a JSON object"},
        {"{\"exercise\":\"forward\"", "expected"},
        {"{\"exercise\":\"forward\"}", "\"case\" is missing"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"case\":\"long\"}", "duplicate"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"verdict\":\"passed\"}", "unknown kind"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"array\":\"y\",\"role\":\"output\","
         "\"axes\":\"N\",\"shape\":[1],\"data\":[1e999]}",
                "overflow"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"array\":\"y\",\"role\":\"output\","
         "\"axes\":\"N\",\"shape\":[1],\"data\":[NaN]}",
                "invalid token"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"array\":\"y\",\"role\":\"output\","
         "\"axes\":\"N\",\"shape\":[1],\"data\":[Infinity]}",
                "invalid token"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"array\":\"y\\u0000\",\"role\":\"output\","
         "\"axes\":\"N\",\"shape\":[1],\"data\":[1]}",
                "NUL"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"array\":\"y\",\"role\":\"output\","
         "\"axes\":\"N\",\"shape\":[2],\"data\":[1]}",
                "not as many elements"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"array\":\"y\",\"role\":\"output\","
         "\"axes\":\"NN\",\"shape\":[2],\"data\":[1,2]}",
                "differ in length"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"array\":\"y\",\"role\":\"output\","
         "\"axes\":\"NN\",\"shape\":[9000000,9000000],\"data\":[]}",
                "larger than"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"array\":\"y\",\"role\":\"output\","
         "\"axes\":\"N\",\"shape\":[-1],\"data\":[]}",
                "whole number"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"array\":\"y\",\"role\":\"output\","
         "\"axes\":\"N\",\"shape\":[2],\"data\":[1,\"one\"]}",
                "neither all numbers nor all words"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"array\":\"y\",\"role\":\"output\","
         "\"axes\":\"N\",\"shape\":[1],\"data\":[[1]]}",
                "neither all numbers nor all words"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"array\":\"y\",\"role\":\"judge\","
         "\"axes\":\"N\",\"shape\":[1],\"data\":[1]}",
                "\"role\""},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"array\":\"y\",\"role\":\"output\","
         "\"axes\":\"ABCDE\",\"shape\":[1,1,1,1,1],\"data\":[1]}",
                "more than 4"},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"end\":\"victory\",\"status\":0}",
                "\"end\""},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"end\":\"exit\"}", "\"status\""},
        {"{\"exercise\":\"forward\",\"case\":\"small\",\"end\":\"exit\",\"status\":4e9}",
                "\"status\""},
};

START_TEST(test_bad_line_of_ours_is_named_with_its_place)
{
	for (size_t i = 0; i < sizeof bad_lines / sizeof *bad_lines; i++) {
		table t;
		new_page();
		write_contents();
		write_line("%s", bad_lines[i].line);
		ck_assert_int_eq(table_read(&t, page_file("ours")), -1);
		assert_says(error_message(), "ours:10: ");
		assert_says(error_message(), bad_lines[i].says);
		table_free(&t);
	}
}
END_TEST

START_TEST(test_bad_line_of_a_student_becomes_a_complaint_of_the_case_around_it)
{
	table m = reference_table();
	for (size_t i = 0; i < sizeof bad_lines / sizeof *bad_lines; i++) {
		forward_small(Y_SMALL);
		write_line("%s", bad_lines[i].line);
		ends_well("forward/small");
		rest_of_honest(2);
		table t = student_table(&m);
		const case_record *c = find_case(&t, "forward", "small");
		ck_assert_ptr_nonnull(c->complaint);
		assert_says(c->complaint, "line 4: ");
		assert_says(c->complaint, bad_lines[i].says);
		for (c = c->next; c; c = c->next) ck_assert_ptr_null(c->complaint);
		table_free(&t);
	}
	table_free(&m);
}
END_TEST

/* The complaint about forward/small after these lines stood before its end. */
static const char *complaint_after(const table *m, table *t, void (*write)(void))
{
	forward_small(Y_SMALL);
	write();
	ends_well("forward/small");
	rest_of_honest(2);
	*t = student_table(m);
	return find_case(t, "forward", "small")->complaint;
}

static void write_array_again(void)
{
	numbers("forward/small", "y", "output", "BH", "2,3", Y_SMALL);
}

static void write_unknown_array(void)
{
	numbers("forward/small", "verdict", "output", "", "", "1");
}

static void write_unknown_case(void)
{
	numbers("forward/other", "y", "output", "", "", "1");
}

static void write_another_case(void)
{
	numbers("backward/small", "db", "output", "V", "5", DB);
}

static void write_end(void)
{
	ends_well("forward/small");
}

static void write_nothing(void)
{
}

static void write_contents_again(void)
{
	write_contents();
	write_line("{\"exercise\":\"forward\",\"number\":\"9.1\",\"points\":400}");
}

START_TEST(test_lines_nobody_asked_for_are_found)
{
	const struct {
		void (*write)(void);
		const char *says;
	} list[] = {{write_array_again, "twice"}, {write_unknown_array, "nobody asked for"},
	        {write_unknown_case, "nobody asked for"}, {write_another_case, "another one's name"},
	        {write_end, "ends twice"}};
	table m = reference_table(), t;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		const char *complaint = complaint_after(&m, &t, list[i].write);
		ck_assert_ptr_nonnull(complaint);
		assert_says(complaint, list[i].says);
		table_free(&t);
	}
	ck_assert_ptr_null(complaint_after(&m, &t, write_nothing));
	table_free(&t);
	table_free(&m);
}
END_TEST

START_TEST(test_contents_of_a_student_count_for_nothing)
{
	table m = reference_table(), t;
	ck_assert_ptr_null(complaint_after(&m, &t, write_contents_again));
	ck_assert_ptr_null(t.exercises);
	table_free(&t);
	table_free(&m);
}
END_TEST

START_TEST(test_case_written_in_anothers_name_flags_both)
{
	table m = reference_table(), t;
	complaint_after(&m, &t, write_another_case);
	ck_assert_ptr_nonnull(find_case(&t, "backward", "small")->complaint);
	ck_assert_ptr_null(find_case(&t, "forward", "long")->complaint);
	table_free(&t);
	table_free(&m);
}
END_TEST

START_TEST(test_line_with_nul_byte_is_refused)
{
	table m = reference_table(), t;
	forward_small(Y_SMALL);
	memcpy(page.text + page.n, "{\"exercise\":\"for\0\"}\n", 20);
	page.n += 20;
	ends_well("forward/small");
	t = student_table(&m);
	ck_assert_ptr_nonnull(find_case(&t, "forward", "small")->complaint);
	table_free(&t);
	table_free(&m);
}
END_TEST

START_TEST(test_deep_nesting_is_refused)
{
	table m = reference_table(), t;
	for (int i = 0; i < 20000; i++) page.text[page.n++] = '[';
	write_line("%s", "");
	ends_well("forward/small");
	t = student_table(&m);
	const char *complaint = find_case(&t, "forward", "small")->complaint;
	ck_assert_ptr_nonnull(complaint);
	assert_says(complaint, "depth");
	table_free(&t);
	table_free(&m);
}
END_TEST

START_TEST(test_line_longer_than_the_limit_is_skipped)
{
	table m = reference_table(), t;
	const char *path = scratch("long");
	FILE *f = fopen(path, "w");
	for (int i = 0; i < (17 << 20); i++) putc('1', f);
	putc('\n', f);
	forward_small(Y_SMALL);
	ends_well("forward/small");
	fwrite(page.text, 1, page.n, f);
	fclose(f);
	ck_assert_int_eq(table_read_student(&t, path, &m), 0);
	const case_record *c = find_case(&t, "forward", "small");
	assert_says(c->complaint, "longer than");
	ck_assert_ptr_nonnull(find_array(c, "y", ROLE_OUTPUT));
	table_free(&t);
	table_free(&m);
}
END_TEST

START_TEST(test_data_of_another_shape_is_not_kept)
{
	table m = reference_table();
	numbers("forward/small", "y", "output", "BH", "3,2", Y_SMALL);
	words_few("6", "\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"");
	table t = student_table(&m);
	const array *y = find_array(find_case(&t, "forward", "small"), "y", ROLE_OUTPUT);
	ck_assert_ptr_null(y->numbers);
	ck_assert_int_eq(y->shape[0], 3);
	const array *words = find_array(find_case(&t, "words", "few"), "words", ROLE_OUTPUT);
	ck_assert_str_eq(words->words[5], "f"); // a list is kept: its first difference is worth showing
	table_free(&t);
	table_free(&m);
}
END_TEST

START_TEST(test_words_that_look_like_numbers_stay_words)
{
	table m = reference_table();
	words_few("5", "\"nan\",\"inf\",\"inf\",\"nan\",\"-inf\"");
	table t = student_table(&m);
	const array *words = find_array(find_case(&t, "words", "few"), "words", ROLE_OUTPUT);
	ck_assert_ptr_null(words->numbers);
	ck_assert_str_eq(words->words[0], "nan");
	table_free(&t);
	table_free(&m);
}
END_TEST

START_TEST(test_missing_file_is_an_error)
{
	table t, m = reference_table();
	ck_assert_int_eq(table_read(&t, "/nowhere/at/all"), -1);
	assert_says(error_message(), "/nowhere/at/all: No such file");
	ck_assert_int_eq(table_read_student(&t, scratch("."), &m), -1);
	assert_says(error_message(), "directory");
	table_free(&t);
	table_free(&m);
}
END_TEST

TESTS("record", 30, test_reference_is_read_in_order, test_non_finite_numbers_survive,
        test_bad_line_of_ours_is_named_with_its_place,
        test_bad_line_of_a_student_becomes_a_complaint_of_the_case_around_it,
        test_lines_nobody_asked_for_are_found, test_contents_of_a_student_count_for_nothing,
        test_case_written_in_anothers_name_flags_both, test_line_with_nul_byte_is_refused,
        test_deep_nesting_is_refused, test_line_longer_than_the_limit_is_skipped,
        test_data_of_another_shape_is_not_kept, test_words_that_look_like_numbers_stay_words,
        test_missing_file_is_an_error)
