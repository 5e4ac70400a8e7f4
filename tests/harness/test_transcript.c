/* The record: exact text, and numbers that come back as they were. */
#include <math.h>

#include "rng.h"
#include "testing.h"
#include "transcript.h"

static char text[1 << 16];

static FILE *begin(transcript *t)
{
	memset(text, 0, sizeof text);
	*t = (transcript){fmemopen(text, sizeof text, "w"), "rnn_forward", "small"};
	ck_assert_ptr_nonnull(t->out);
	return t->out;
}

START_TEST(test_a_line_has_names_role_axes_shape_and_data)
{
	transcript t;
	FILE *f = begin(&t);
	const double data[] = {0.5, -1, 0, 1e300, 2, 3};
	transcript_numbers(&t, "h", ROLE_OUTPUT, "TB", (const int[]){2, 3}, data);
	fclose(f);
	ck_assert_str_eq(text, "{\"exercise\":\"rnn_forward\",\"case\":\"small\",\"array\":\"h\","
	                       "\"role\":\"output\",\"axes\":\"TB\",\"shape\":[2,3],"
	                       "\"data\":[0.5,-1,0,1.0000000000000001e+300,2,3]}\n");
}
END_TEST

START_TEST(test_roles_have_their_names)
{
	static const char *const names[] = {"input", "output", "numeric", "after"};
	for (int r = 0; r < 4; r++) {
		transcript t;
		FILE *f = begin(&t);
		char expected[40];
		transcript_numbers(&t, "x", (role)r, "", NULL, (const double[]){7});
		fclose(f);
		snprintf(expected, sizeof expected, "\"role\":\"%s\",", names[r]);
		assert_says(text, expected);
		assert_says(text, "\"axes\":\"\",\"shape\":[],\"data\":[7]}");
	}
}
END_TEST

START_TEST(test_numbers_survive_the_journey_bit_for_bit)
{
	enum { N = 500 };
	rng r = rng_new(1, 2);
	double data[N];
	for (int i = 0; i < N; i++) data[i] = ldexp(rng_normal(&r), (int)rng_below(&r, 2000) - 1000);
	data[0] = -0.0;
	data[1] = 5e-324;
	data[2] = 1.7976931348623157e308;
	transcript t;
	FILE *f = begin(&t);
	transcript_numbers(&t, "x", ROLE_INPUT, "N", (const int[]){N}, data);
	fclose(f);
	char *p = strstr(text, "\"data\":[") + strlen("\"data\":[");
	for (int i = 0; i < N; i++, p++) {
		double back = strtod(p, &p);
		ck_assert_mem_eq(&back, &data[i], sizeof back);
	}
	ck_assert_str_eq(p, "}\n");
}
END_TEST

START_TEST(test_what_is_not_finite_is_a_word)
{
	transcript t;
	FILE *f = begin(&t);
	const double data[] = {(double)NAN, (double)INFINITY, -(double)INFINITY, -(double)NAN};
	transcript_numbers(&t, "x", ROLE_INPUT, "N", (const int[]){4}, data);
	fclose(f);
	assert_says(text, "\"data\":[\"nan\",\"inf\",\"-inf\",\"nan\"]}\n");
}
END_TEST

START_TEST(test_an_empty_array_is_written_as_one)
{
	transcript t;
	FILE *f = begin(&t);
	transcript_numbers(&t, "x", ROLE_INPUT, "TB", (const int[]){0, 3}, NULL);
	transcript_words(&t, "w", ROLE_INPUT, 0, NULL);
	fclose(f);
	assert_says(text, "\"shape\":[0,3],\"data\":[]}\n");
	assert_says(text, "\"axes\":\"N\",\"shape\":[0],\"data\":[]}\n");
}
END_TEST

START_TEST(test_words_are_escaped_and_broken_utf8_is_replaced)
{
	transcript t;
	FILE *f = begin(&t);
	static const char *const words[] = {"plain", "q\"b\\s", "tab\tnl\n\x01\x7f", "été \U0001F600",
	        "\xE9t\xE9", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "cut\xE2\x82",
	        "</script>"};
	transcript_words(&t, "w", ROLE_OUTPUT, 10, words);
	fclose(f);
	assert_says(text, "\"shape\":[10],\"data\":[\"plain\",\"q\\\"b\\\\s\","
	                  "\"tab\\u0009nl\\u000a\\u0001\\u007f\",\"été \U0001F600\","
	                  "\"\\ufffdt\\ufffd\",\"\\ufffd\\ufffd\",\"\\ufffd\\ufffd\\ufffd\","
	                  "\"\\ufffd\\ufffd\\ufffd\\ufffd\",\"cut\\ufffd\\ufffd\",\"</script>\"]}\n");
}
END_TEST

static void crash_after_a_line(void *path)
{
	transcript t = {fopen(path, "w"), "e", "c"};
	transcript_numbers(&t, "x", ROLE_INPUT, "", NULL, (const double[]){1});
	abort();
}

START_TEST(test_a_crash_does_not_lose_what_was_written)
{
	char path[512];
	snprintf(path, sizeof path, "%s", scratch("crash.jsonl"));
	ck_assert_int_eq(ending_of(crash_after_a_line, path)->status, 1000 + SIGABRT);
	assert_says(contents(path), "\"data\":[1]}\n");
}
END_TEST

static void too_many_axes(void *unused)
{
	(void)unused;
	transcript t = {stdout, "e", "c"};
	transcript_numbers(&t, "x", ROLE_INPUT, "ABCDE", (const int[]){1, 1, 1, 1, 1}, (double[]){1});
}

START_TEST(test_more_than_four_axes_are_a_mistake)
{
	assert_says(ending_of(too_many_axes, NULL)->err, "axes \"ABCDE\" are too many");
}
END_TEST

TESTS("transcript", 10, test_a_line_has_names_role_axes_shape_and_data, test_roles_have_their_names,
        test_numbers_survive_the_journey_bit_for_bit, test_what_is_not_finite_is_a_word,
        test_an_empty_array_is_written_as_one, test_words_are_escaped_and_broken_utf8_is_replaced,
        test_a_crash_does_not_lose_what_was_written, test_more_than_four_axes_are_a_mistake)
