/* What the shape of an error says. Each test spoils one answer and reads the hint. */
#include "papers.h"
#include "shape.h"

/* Judge the page and check the one hint that the error's shape gives. */
static void hint_is(const char *name, const char *says)
{
	judged j;
	judge_page_into(&j, (judge_options){0});
	ck_assert_int_eq(hint_find(&j.r, NULL), 0);
	ck_assert_msg(j.r.hint.exercise != NULL, "expected the hint %s, got none", name);
	ck_assert_str_eq(j.r.hint.kind, "shape");
	ck_assert_str_eq(j.r.hint.name, name);
	assert_says(j.r.hint.text, says);
	judged_free(&j);
}

static void no_hint(void)
{
	judged j;
	judge_page_into(&j, (judge_options){0});
	ck_assert_int_eq(hint_find(&j.r, NULL), 0);
	ck_assert_msg(j.r.hint.exercise == NULL, "expected no hint, got %s", j.r.hint.text);
	judged_free(&j);
}

/* A transcript whose y of forward/small, of forward/long, or dW of backward/small is as given. */
static void small_is(const char *y)
{
	new_page();
	forward_small(y);
	ends_well("forward/small");
	rest_of_honest(2);
}

static void long_is(const char *y)
{
	new_page();
	forward_small(Y_SMALL);
	ends_well("forward/small");
	forward_long(y);
	ends_well("forward/long");
	rest_of_honest(3);
}

static void backward_is(const char *dx, const char *dW, const char *db)
{
	new_page();
	forward_small(Y_SMALL);
	ends_well("forward/small");
	forward_long(Y_LONG);
	ends_well("forward/long");
	backward_small(dx, dW, db);
	ends_well("backward/small");
	rest_of_honest(4);
}

/* A number that a function returns. */
static void number_is(const char *n)
{
	new_page();
	rest_of_honest(1);
	char *at = strstr(page.text, "\"data\":[3]") + strlen("\"data\":["), rest[2000];
	snprintf(rest, sizeof rest, "%s", at + 1);
	page.n = (size_t)(at - page.text);
	page.n += (size_t)snprintf(at, sizeof page.text - page.n, "%s%s", n, rest);
}

START_TEST(test_right_answers_get_no_hint)
{
	small_is(Y_SMALL);
	no_hint();
}
END_TEST

START_TEST(test_plain_nonsense_gets_no_hint)
{
	small_is("0.3,-2.75,4.5,1.125,-7.5,6.1");
	no_hint();
}
END_TEST

START_TEST(test_flipped_sign)
{
	small_is("-0.25,1.75,-3.5,-4.125,5.5,-6.0625");
	hint_is("sign", "sign of y is flipped");
}
END_TEST

START_TEST(test_zero)
{
	small_is("0,0,0,0,0,-0.0");
	hint_is("zero", "y is zero everywhere");
}
END_TEST

START_TEST(test_not_written)
{
	small_is("\"nan\",\"nan\",\"nan\",\"nan\",\"nan\",\"nan\"");
	hint_is("not written", "+= on NaN stays NaN");
}
END_TEST

START_TEST(test_first_nan_is_named)
{
	small_is("0.25,-1.75,3.5,\"nan\",\"nan\",6.0625");
	hint_is("non-finite", "2 of 6 elements of y are not finite, the first at [d=1,h=0]: NaN");
	small_is("0.25,-1.75,3.5,4.125,-5.5,\"inf\"");
	hint_is("non-finite", "[d=1,h=2]: inf. Infinity comes from");
	number_is("\"nan\"");
	hint_is("non-finite", "n is NaN. NaN comes from");
}
END_TEST

START_TEST(test_single_precision)
{
	small_is("0.25,-1.75000002,3.5,4.125,-5.50000004,6.0625");
	hint_is("imprecise", "y is nearly right: six digits are, ten are asked for");
}
END_TEST

START_TEST(test_factor_is_explained_by_a_size)
{
	backward_is(DX, DW, "7.5,-11.25,1.875,10.625,-4.375");
	hint_is("factor",
	        "db is 5 times what it should be, in every element; the factor is V, the voc");
	backward_is(DX, DW, "0.3,-0.45,0.075,0.425,-0.175");
	hint_is("factor", "the factor is 1/V");
	backward_is(DX, "5,-2.5,1.5,9,-6.5,2.25", DB);
	hint_is("factor", "dW is 2 times");
	backward_is(DX, DW, "-22.5,33.75,-5.625,-31.875,13.125");
	hint_is("factor", "the factor is B*V, and the sign is flipped");
	backward_is(DX, DW, "0.555,-0.8325,0.13875,0.78625,-0.32375");
	hint_is("factor", "db is 0.37 times what it should be, in every element.");
}
END_TEST

START_TEST(test_bits_and_nats)
{
	small_is("0.17328679513998632,-1.2130075659799042,2.4260151319598084,2.8592321198097745,"
	         "-3.812309493079699,4.2022047821446683");
	hint_is("factor", "nats where bits are asked");
}
END_TEST

START_TEST(test_transposed)
{
	/* y^T flattened: y[0,0] y[1,0] y[0,1] y[1,1] y[0,2] y[1,2] */
	small_is("0.25,4.125,-1.75,-5.5,3.5,6.0625");
	hint_is("transposed", "y is transposed");
}
END_TEST

START_TEST(test_values_of_another_array)
{
	backward_is(X, DW, DB);
	hint_is("other array", "dx holds the values of the input x");
}
END_TEST

START_TEST(test_missing_term)
{
	backward_is("0,2.75,-5.25,2.25,0.875,-4.125", DW, DB);
	hint_is("term", "What dx lacks is exactly the input x");
	backward_is("1,-0.25,-0.25,4.75,-0.625,2.875", DW, DB);
	hint_is("term", "dx has exactly the input x too much");
}
END_TEST

START_TEST(test_constant_offset)
{
	small_is("1.25,-0.75,4.5,5.125,-4.5,7.0625");
	hint_is("constant", "y is too large by 1, in every element: off by one?");
	number_is("2");
	hint_is("constant", "n is too small by 1: off by one?");
}
END_TEST

START_TEST(test_function_of_the_right_answer)
{
	small_is("0.0625,3.0625,12.25,17.015625,30.25,36.75390625");
	hint_is("function", "y is the square of what it should be");
}
END_TEST

START_TEST(test_shifted_in_time)
{
	long_is("9,9,1.5,2.25,-3.75,0.125,0.5,7.25,-2.5,1.75");
	hint_is("shifted", "y is shifted by one along T: what stands at 1 belongs to 0");
}
END_TEST

START_TEST(test_backpropagation_cut_short)
{
	long_is("1,2,-3,0.5,0.25,7.5,-2.5,1.75,0.375,4.5");
	hint_is("cut short", "right for the last 2 time steps");
	long_is("0,0,0,0,0,0,0,0,0.375,4.5");
	hint_is("last step only", "Only the last time step of y is set");
}
END_TEST

START_TEST(test_state_not_carried)
{
	long_is("1.5,2.25,-3.5,0.25,0.75,7,-2,1,0.5,4");
	hint_is("not carried", "wrong from t=1 on");
	long_is("1.5,2.25,0,0,0,0,0,0,0,0");
	hint_is("first step only", "Only the first time step");
}
END_TEST

START_TEST(test_single_slice)
{
	long_is("1.5,2.25,-3.75,0.125,9,9.5,-2.5,1.75,0.375,4.5");
	hint_is("slice", "only t=2 is wrong");
	backward_is(DX, "2.5,-1.25,7,4.5,-3.25,-9", DB);
	hint_is("slice", "only h=2 (the last) is wrong");
	backward_is(DX, DW, "9,-7,8,2.125,-5"); // one in the middle is right by chance
	no_hint();
}
END_TEST

START_TEST(test_one_gate_block)
{
	table m = {0}, s = {0};
	result r;
	const char *const gates = "1,2,3,4,5,6,7,8,1.5,2.5,3.5,4.5,5.5,6.5,7.5,8.25";
	const char *const wrong = "1,2,3,4,5,6,9,9,1.5,2.5,3.5,4.5,5.5,6.5,0,1";
	new_page();
	write_line("{\"chapter\":\"08\"}");
	write_line("{\"exercise\":\"lstm\",\"number\":\"8.1\",\"points\":1}");
	write_line("{\"exercise\":\"lstm\",\"case\":\"c\"}");
	numbers("lstm/c", "a", "output", "BG", "2,8", gates);
	ends_well("lstm/c");
	ck_assert_int_eq(table_read(&m, page_file("gates")), 0);
	numbers("lstm/c", "a", "output", "BG", "2,8", wrong);
	ends_well("lstm/c");
	ck_assert_int_eq(table_read_student(&s, page_file("s"), &m), 0);
	result_judge(&r, &m, &s, (judge_options){.tolerance = TOLERANCE_HOME});
	hint_find(&r, NULL);
	ck_assert_str_eq(r.hint.name, "block");
	assert_says(r.hint.text, "columns 6 to 7 of a are wrong: the fourth of 4 blocks");
	result_free(&r);
	table_free(&m);
	table_free(&s);
}
END_TEST

/* A chapter whose one case records dW, and dW after a second call; before: what dW held. */
static void twice(const char *expected, const char *expected_again, const char *yours,
        const char *yours_again, const char *name, const char *says)
{
	table m = {0}, s = {0};
	result r;
	for (int pass = 0; pass < 2; pass++) {
		new_page();
		write_line("{\"chapter\":\"07\"}");
		write_line("{\"exercise\":\"f\",\"number\":\"7.1\",\"points\":1}");
		write_line("{\"exercise\":\"f\",\"case\":\"c\"}");
		numbers("f/c", "dW_before", "input", "DH", "2,2", "0.5,0.25,-0.125,1.5");
		numbers("f/c", "dW", "output", "DH", "2,2", pass ? yours : expected);
		numbers("f/c", "dW_again", "output", "DH", "2,2", pass ? yours_again : expected_again);
		ends_well("f/c");
		const char *path = page_file(pass ? "s" : "m");
		ck_assert_int_eq(pass ? table_read_student(&s, path, &m) : table_read(&m, path), 0);
	}
	result_judge(&r, &m, &s, (judge_options){.tolerance = TOLERANCE_HOME});
	hint_find(&r, NULL);
	ck_assert_ptr_nonnull(r.hint.name);
	ck_assert_str_eq(r.hint.name, name);
	assert_says(r.hint.text, says);
	result_free(&r);
	table_free(&m);
	table_free(&s);
}

START_TEST(test_second_call_accumulates_or_sets)
{
	twice("1,2,3,5", "1,2,3,5", "1,2,3,5", "2,4,6,10", "accumulates", "where it should set (=)");
	twice("1,2,3,5", "2,4,6,10", "1,2,3,5", "1,2,3,5", "sets", "where it should accumulate");
}
END_TEST

START_TEST(test_what_was_there_before_is_lost)
{
	twice("1.5,2.25,2.875,6.5", "2,4,6,10", "1,2,3,5", "1,2,3,5", "sets", "what it held before");
}
END_TEST

START_TEST(test_words_in_another_order_and_number)
{
	new_page();
	rest_of_honest(1);
	page.n = (size_t)(strstr(page.text, "{\"exercise\":\"words\"") - page.text);
	words_few("5", "\"rose\",\"a\",\"is\",\"rosé\",\"a\"");
	ends_well("words/few");
	hint_is("order", "right words in another order");
	new_page();
	rest_of_honest(1);
	page.n = (size_t)(strstr(page.text, "{\"exercise\":\"words\"") - page.text);
	words_few("4", "\"a\",\"rose\",\"is\",\"a\"");
	ends_well("words/few");
	hint_is("length", "words has 1 element too few");
	new_page();
	rest_of_honest(1);
	page.n = (size_t)(strstr(page.text, "{\"exercise\":\"words\"") - page.text);
	words_few("5", "\"rosé\",\"rosé\",\"rosé\",\"rosé\",\"rosé\"");
	ends_well("words/few");
	hint_is("one buffer", "Every word of words is \"rosé\", the answer to the last");
}
END_TEST

START_TEST(test_changed_input)
{
	new_page();
	rest_of_honest(1);
	char *after = strstr(page.text, "\"after\"");
	char *x = strstr(after, "[0.5");
	x[1] = '7';
	hint_is("input changed", "writes into its input x");
}
END_TEST

TESTS("shape", 10, test_right_answers_get_no_hint, test_plain_nonsense_gets_no_hint,
        test_flipped_sign, test_zero, test_not_written, test_first_nan_is_named,
        test_single_precision, test_factor_is_explained_by_a_size, test_bits_and_nats,
        test_transposed, test_values_of_another_array, test_missing_term, test_constant_offset,
        test_function_of_the_right_answer, test_shifted_in_time, test_backpropagation_cut_short,
        test_state_not_carried, test_single_slice, test_one_gate_block,
        test_second_call_accumulates_or_sets, test_what_was_there_before_is_lost,
        test_words_in_another_order_and_number, test_changed_input)
