/* States, points, and the reports made of them. */
#include <jansson.h>

#include "papers.h"
#include "report.h"

static judged j;

static void judge_page(void)
{
	judge_page_into(&j, (judge_options){0});
}

static void drop(const char *exercise)
{
	char start[80];
	snprintf(start, sizeof start, "{\"exercise\":\"%s\"", exercise);
	char *p;
	while ((p = strstr(page.text, start))) {
		char *end = strchr(p, '\n') + 1;
		memmove(p, end, strlen(end) + 1);
	}
	page.n = strlen(page.text);
}

static void page_without(const char *exercise)
{
	new_page();
	rest_of_honest(1);
	drop(exercise);
}

static const char *printed(terminal t)
{
	static char text[1 << 14];
	FILE *f = tmpfile();
	report_terminal(f, &j.r, t);
	rewind(f);
	text[fread(text, 1, sizeof text - 1, f)] = 0;
	fclose(f);
	return text;
}

START_TEST(test_honest_transcript_earns_everything)
{
	new_page();
	rest_of_honest(1);
	judge_page();
	for (int i = 0; i < 3; i++) ck_assert_int_eq(j.e[i]->state, STATE_PASSED);
	ck_assert(j.r.points == 12 && j.r.max == 12 && !j.r.grader_error);
	assert_says(printed((terminal){.utf8 = true}), "✓ passed");
	assert_says(printed((terminal){0}), "+ passed");
	assert_says(printed((terminal){0}), "Points: 12 of 12.");
	judged_free(&j);
}
END_TEST

START_TEST(test_points_are_shared_over_names)
{
	page_without("backward");
	backward_small(DX, "9,9,9,9,9,9", DB), ends_well("backward/small");
	backward_gradient(DX, DX), ends_well("backward/gradient");
	judge_page();
	ck_assert_int_eq(j.e[1]->state, STATE_WRONG);
	ck_assert_double_eq(j.e[1]->points, 4); // dx and db of dx, dW, db
	ck_assert_double_eq(j.r.points, 10);
	const char *text = printed((terminal){0});
	assert_says(text, "dW[d=1,h=1]: yours 9, expected -3.25, relative error");
	assert_says(text, "right: dx, db");
	judged_free(&j);
}
END_TEST

START_TEST(test_name_must_be_right_in_every_case)
{
	page_without("backward");
	backward_small(DX, DW, DB), ends_well("backward/small");
	backward_gradient("9,9,9,9,9,9", DX), ends_well("backward/gradient");
	judge_page();
	ck_assert_double_eq(j.e[1]->points, 4);
	assert_says(printed((terminal){0}),
	        "gradient check: dx[b=2,d=0] is 9, trying small steps gives 0.125");
	judged_free(&j);
}
END_TEST

START_TEST(test_changed_input_costs_a_share)
{
	page_without("backward");
	numbers("backward/small", "x", "input", "BD", "3,2", X);
	numbers("backward/small", "dx", "output", "BD", "3,2", DX);
	numbers("backward/small", "dW", "output", "DH", "2,3", DW);
	numbers("backward/small", "db", "output", "V", "5", DB);
	numbers("backward/small", "x", "after", "BD", "3,2", "0,0,0,0,0,0");
	ends_well("backward/small");
	backward_gradient(DX, DX), ends_well("backward/gradient");
	judge_page();
	ck_assert_int_eq(j.e[1]->state, STATE_WRONG);
	ck_assert_double_eq(j.e[1]->points, 4.5); // three shares of four
	assert_says(printed((terminal){0}), "its input x was changed by the call (case small)");
	judged_free(&j);
}
END_TEST

START_TEST(test_unfinished_function_is_no_crash)
{
	page_without("forward");
	ends("forward/small", "exit", 77,
	        "hello\\n/home/me/chapters/09-toy/toy.c:12: 9.1 forward is not implemented yet: two "
	        "lines\\n");
	ends("forward/long", "exit", 77, "");
	judge_page();
	ck_assert_int_eq(j.e[0]->state, STATE_NOT_IMPLEMENTED);
	ck_assert_double_eq(j.e[0]->points, 0);
	ck_assert_str_eq(j.e[0]->message, "TODO at chapters/09-toy/toy.c:12: two lines");
	ck_assert_int_eq(j.e[1]->state, STATE_PASSED); // its case "gradient" is right all the same
	ck_assert_int_eq(hint_find(&j.r, NULL), 0);
	ck_assert_ptr_null(j.r.hint.exercise);
	judged_free(&j);
}
END_TEST

START_TEST(test_unfinished_other_function_is_named)
{
	page_without("words");
	ends("words/few", "exit", 77, "toy.c:12: 9.1 forward is not implemented yet: two lines\\n");
	judge_page();
	ck_assert_int_eq(j.e[2]->state, STATE_NOT_IMPLEMENTED);
	ck_assert_str_eq(j.e[2]->message, "needs forward (9.1), which is not implemented yet");
	judged_free(&j);
}
END_TEST

START_TEST(test_case_that_needs_an_unpassed_exercise_costs_nothing)
{
	new_page();
	forward_small("1,2,3,4,5,7"), ends_well("forward/small");
	forward_long(Y_LONG), ends_well("forward/long");
	backward_small(DX, DW, DB), ends_well("backward/small");
	backward_gradient("9,9,9,9,9,9", "9,9,9,9,9,9"), ends_well("backward/gradient");
	rest_of_honest(5);
	judge_page();
	ck_assert_int_eq(j.e[0]->state, STATE_WRONG);
	ck_assert_int_eq(j.e[1]->state, STATE_PASSED);
	ck_assert_double_eq(j.e[1]->points, 6);
	ck_assert_int_eq(j.e[1]->skipped, 1);
	assert_says(printed((terminal){0}), "1 case not counted until forward is passed");
	judged_free(&j);
}
END_TEST

/* words/few ends like this. */
static void words_end(const char *end, int status, const char *log)
{
	page_without("words");
	ends("words/few", end, status, log);
	judge_page();
}

START_TEST(test_crashes_name_kind_and_line)
{
	const struct {
		const char *end;
		int status;
		const char *log, *says;
	} list[] = {{"exit", 97,
	                    "=1=\\n==1==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x1 "
	                    "at pc\\n"
	                    "READ of size 8 at 0x1 thread T0\\n"
	                    "    #0 0x1 in mul_at /home/me/harness/mat.c:7\\n"
	                    "    #1 0x2 in words /home/me/chapters/09-toy/toy.c:31:5\\n",
	                    "heap-buffer-overflow (reads outside of an array) at "
	                    "chapters/09-toy/toy.c:31 in "
	                    "words, case few"},
	        {"exit", 98,
	                "chapters/09-toy/toy.c:8:3: runtime error: index 5 out of bounds for type 'int "
	                "[5]'\\n    #0 0x1 in words chapters/09-toy/toy.c:8\\n",
	                "index 5 out of bounds for type 'int [5]' at chapters/09-toy/toy.c:8 in words"},
	        {"signal", 6,
	                "chapters/09-toy/toy.c:20: in words: mul: (2,3) times (4,5) does not fit\\n",
	                "mul: (2,3) times (4,5) does not fit at chapters/09-toy/toy.c:20 in words"},
	        {"signal", 11, "", "segmentation fault"}, {"signal", 31, "", "not allowed here"},
	        {"signal", 25, "", "wrote more than is allowed"}, {"exit", 1, "", "exit status 1"},
	        {"signal", 6, "worker: chapters/09-toy/toy.c:20: words: Assertion `n > 0' failed.\\n",
	                "Assertion `n > 0' failed. at chapters/09-toy/toy.c:20 in words"},
	        {"exit", 97,
	                "==1==ERROR: AddressSanitizer: use-after-poison on address 0x6 at pc 0x5\\n"
	                "READ of size 8 at 0x6 thread T0\\n    #0 0x1 in words "
	                "chapters/09-toy/toy.c:31\\n",
	                "use-after-poison (reads outside of a matrix or sequence) at "
	                "chapters/09-toy/toy.c:31 in words, case few"},
	        {"exit", 0, "", "left early: case few ended before its answer was there"},
	        {"exit", 0,
	                "\\nworker: exit() was called\\n    #0 0x1 in tell_exit grading/worker.c:51\\n"
	                "    #1 0x2 in exit stdlib/exit.c:143\\n"
	                "    #2 0x3 in words chapters/09-toy/toy.c:31\\n",
	                "left early: exit() was called at chapters/09-toy/toy.c:31 in words, case "
	                "few"}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		words_end(list[i].end, list[i].status, list[i].log);
		ck_assert_int_eq(j.e[2]->state, STATE_CRASHED);
		assert_says(j.e[2]->message, list[i].says);
		ck_assert_double_eq(j.r.points, 10); // the others' marks are intact
		judged_free(&j);
	}
}
END_TEST

START_TEST(test_crash_in_a_function_that_has_passed_asks_what_it_was_handed)
{
	words_end("exit", 97,
	        "==1==ERROR: AddressSanitizer: SEGV on unknown address\\n"
	        "    #0 0x1 in forward chapters/09-toy/toy.c:31\\n");
	assert_says(j.e[2]->message,
	        "in forward, case few: 9.1 has passed, so look at what 9.3 hands to it");
	judged_free(&j);
}
END_TEST

/* forward and words crash as told, backward is as it should be. */
static void both_crash(const char *forward, const char *words)
{
	page_without("forward");
	drop("words");
	ends("forward/small", "signal", 11, "");
	ends("forward/long", "exit", 98, forward);
	ends("words/few", "exit", 98, words);
	judge_page();
}

START_TEST(test_crash_at_the_place_of_an_earlier_one_says_so)
{
	both_crash("chapters/09-toy/toy.c:8:3: runtime error: x\\n    #0 0x1 in helper toy.c:8\\n",
	        "chapters/09-toy/toy.c:8:3: runtime error: x\\n    #0 0x1 in helper toy.c:8\\n");
	assert_says(j.e[2]->message, "case few: so did 9.1, see there first");
	judged_free(&j);
	both_crash("", "chapters/09-toy/toy.c:9:3: runtime error: x\\n"
	               "    #0 0x1 in forward chapters/09-toy/toy.c:9\\n");
	assert_says(j.e[2]->message, "in forward, case few: that is 9.1");
	judged_free(&j);
}
END_TEST

START_TEST(test_source_folder_names_the_students_file)
{
	page_without("words");
	ends("words/few", "exit", 97,
	        "==1==ERROR: AddressSanitizer: SEGV on unknown address\\n"
	        "    #0 0x1 in f /somewhere/chapters/09-toy/given.c:31\\n"
	        "    #1 0x1 in words /somewhere/hand-in/toy.c:5\\n");
	judge_page_into(&j, (judge_options){.source = {.source_dir = "./hand-in/"}});
	assert_says(j.e[2]->message, "at hand-in/toy.c:5 in words");
	judged_free(&j);
}
END_TEST

START_TEST(test_endless_loop)
{
	words_end("timeout", 0, "");
	ck_assert_int_eq(j.e[2]->state, STATE_TIMED_OUT);
	assert_says(j.e[2]->message, "timed out in words, case few");
	assert_says(printed((terminal){.utf8 = true}), "⏱ timed out");
	judged_free(&j);
	words_end("signal", 24, ""); // out of processor time
	ck_assert_int_eq(j.e[2]->state, STATE_TIMED_OUT);
	judged_free(&j);
}
END_TEST

START_TEST(test_leak_is_told_and_costs_nothing)
{
	page_without("words");
	words_few("5", WORDS);
	ends("words/few", "exit", 97,
	        "==1==ERROR: LeakSanitizer: detected memory leaks\\n\\nDirect leak of 70 byte(s) in 1 "
	        "object(s) allocated from:\\n    #0 0x1 in malloc\\n    #1 0x2 in words "
	        "/x/chapters/09-toy/toy.c:9\\n\\nSUMMARY: AddressSanitizer: 70 byte(s) leaked in 1\\n");
	judge_page();
	ck_assert_int_eq(j.e[2]->state, STATE_PASSED);
	ck_assert_double_eq(j.r.points, 12);
	assert_says(printed((terminal){0}),
	        "leak: 70 bytes were allocated and never freed at chapters/09-toy/toy.c:9");
	judged_free(&j);
}
END_TEST

START_TEST(test_surplus_lines_are_not_gradable)
{
	page_without("words");
	words_few("5", WORDS);
	numbers("words/few", "n", "output", "", "", "3");
	ends_well("words/few");
	judge_page();
	ck_assert_int_eq(j.e[2]->state, STATE_NOT_GRADABLE);
	ck_assert_double_eq(j.e[2]->points, 0);
	assert_says(j.e[2]->message, "lines that nobody asked for (case few, line");
	judged_free(&j);
}
END_TEST

START_TEST(test_cut_transcript_is_the_graders_error)
{
	page_without("words");
	judge_page();
	ck_assert_int_eq(j.e[2]->state, STATE_GRADER_ERROR);
	ck_assert(j.r.grader_error);
	assert_says(printed((terminal){0}), "this is no mark");
	judged_free(&j);
}
END_TEST

START_TEST(test_what_the_runner_flags_earns_nothing)
{
	new_page();
	forward_small(Y_SMALL);
	write_line("{\"exercise\":\"forward\",\"case\":\"small\",\"end\":\"exit\",\"status\":0,"
	           "\"flag\":\"its answers change\",\"stderr\":\"\"}");
	rest_of_honest(2);
	judge_page();
	ck_assert_int_eq(j.e[0]->state, STATE_NOT_GRADABLE);
	ck_assert_double_eq(j.e[0]->points, 0);
	assert_says(j.e[0]->message, "its answers change (case small)");
	ck_assert_int_eq(j.e[2]->state, STATE_PASSED);
	judged_free(&j);
}
END_TEST

/* Where the seed is known, whoever spoils all inputs is wrong, and the grader is not. */
START_TEST(test_spoilt_inputs_are_no_grader_error_when_the_seed_is_known)
{
	new_page();
	rest_of_honest(2);
	forward_small("9,9,9,9,9,9");
	ends_well("forward/small");
	for (char *x = page.text; (x = strstr(x, "[0.5,-1.5")); x++) x[1] = '7';
	judge_page_into(&j, (judge_options){.tolerance = TOLERANCE_HOME, .same_seed = true});
	ck_assert_int_eq(j.e[0]->state, STATE_WRONG);
	ck_assert(!j.r.grader_error);
	judged_free(&j);
}
END_TEST

START_TEST(test_another_seed_is_the_graders_error_unless_only_gradients_count)
{
	new_page();
	rest_of_honest(1);
	for (char *x = page.text; (x = strstr(x, "[0.5,-1.5")); x++) x[1] = '7';
	char text[sizeof page.text];
	const size_t n = page.n;
	memcpy(text, page.text, n + 1);
	judge_page();
	ck_assert_int_eq(j.e[0]->state, STATE_GRADER_ERROR);
	ck_assert_double_eq(j.r.points, 0);
	judged_free(&j);
	memcpy(page.text, text, n + 1);
	page.n = n;
	judge_page_into(&j, (judge_options){.gradients_only = true});
	ck_assert_int_eq(j.e[0]->state, STATE_NOT_GRADABLE);
	assert_says(j.e[0]->message, "not judged");
	ck_assert_int_eq(j.e[1]->state, STATE_PASSED);
	ck_assert(j.r.points == 6 && j.r.max == 6);
	judged_free(&j);
}
END_TEST

START_TEST(test_gradients_only_judges_by_the_numeric_gradient)
{
	page_without("backward");
	backward_small("1,1,1,1,1,1", "1,1,1,1,1,1", "1,1,1,1,1"), ends_well("backward/small");
	backward_gradient("1,2,3,4,5,6", "1,2,3,4,5,9"), ends_well("backward/gradient");
	judge_page_into(&j, (judge_options){.gradients_only = true});
	ck_assert_int_eq(j.e[1]->state, STATE_WRONG);
	ck_assert_double_eq(j.r.points, 0);
	assert_says(printed((terminal){0}), "dx is not the derivative of your forward pass");
	judged_free(&j);
}
END_TEST

START_TEST(test_text_from_a_transcript_cannot_drive_the_terminal)
{
	page_without("words");
	words_few("5", "\"a\",\"\\u001b[2J\\u202e\\u0007\",\"is\",\"a\",\"rosé\"");
	ends_well("words/few");
	judge_page();
	const char *text = printed((terminal){.utf8 = true});
	assert_says(text, "yours \"\\x1b[2J\\u202e\\x07\", expected \"rose\"");
	ck_assert_ptr_null(strchr(text, 27));
	judged_free(&j);
	words_end("signal", 6, "toy.c:1: in words: \\u001b]0;x\\u0007 caf\xc3\xa9\\n");
	ck_assert_ptr_null(strchr(printed((terminal){0}), 27));
	assert_says(printed((terminal){0}), "caf\\xe9"); // no bytes beyond ASCII without UTF-8
	judged_free(&j);
}
END_TEST

START_TEST(test_lines_are_not_too_long)
{
	words_end("signal", 6,
	        "chapters/09-toy/toy.c:20: in words: one two three four five six seven eight nine ten "
	        "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen\\n");
	const char *text = printed((terminal){0});
	for (const char *p = text; *p; p += strcspn(p, "\n") + 1)
		ck_assert_uint_le(strcspn(p, "\n"), 94);
	judged_free(&j);
}
END_TEST

START_TEST(test_colour_is_never_the_only_sign)
{
	words_end("timeout", 0, "");
	const char *text = printed((terminal){.colour = true, .utf8 = true});
	assert_says(text, "\033[35m⏱ timed out");
	judged_free(&j);
}
END_TEST

START_TEST(test_json_says_the_same)
{
	page_without("backward");
	backward_small(DX, "9,9,9,9,9,\"nan\"", DB), ends_well("backward/small");
	backward_gradient(DX, DX), ends_well("backward/gradient");
	judge_page();
	hint_find(&j.r, NULL);
	const char *path = scratch("result.json");
	ck_assert_msg(report_json(&j.r, path) == 0, "%s", error_message());
	json_t *o = json_load_file(path, 0, NULL), *e, *a;
	ck_assert_str_eq(json_string_value(json_object_get(o, "chapter")), "09-toy");
	ck_assert_double_eq(json_number_value(json_object_get(o, "points")), 10);
	e = json_array_get(json_object_get(o, "exercises"), 1);
	ck_assert_str_eq(json_string_value(json_object_get(e, "state")), "wrong");
	ck_assert_str_eq(
	        json_string_value(json_object_get(json_object_get(e, "hint"), "kind")), "shape");
	a = json_array_get(json_object_get(e, "arrays"), 1);
	ck_assert_str_eq(json_string_value(json_object_get(a, "array")), "dW");
	ck_assert_str_eq(json_string_value(json_object_get(a, "error")), "inf");
	a = json_object_get(a, "worst");
	ck_assert_str_eq(json_string_value(json_object_get(a, "yours")), "nan");
	ck_assert_double_eq(json_number_value(json_object_get(a, "expected")), 1.125);
	ck_assert_int_eq(json_integer_value(json_array_get(json_object_get(a, "index"), 1)), 2);
	json_decref(o);
	ck_assert_int_eq(report_json(&j.r, "/nowhere/result.json"), -1);
	judged_free(&j);
}
END_TEST

START_TEST(test_code_that_does_not_compile_is_not_gradable)
{
	table m = reference_table();
	result r;
	result_not_compiled(&r, &m, "toy.c:3:1: error: expected ';'");
	ck_assert_int_eq(r.exercises->state, STATE_NOT_GRADABLE);
	ck_assert(r.points == 0 && r.max == 12);
	assert_says(r.exercises->message, "does not compile: toy.c:3:1");
	result_free(&r);
	table_free(&m);
}
END_TEST

START_TEST(test_manifest_must_be_whole)
{
	const struct {
		const char *line, *says;
	} bad[] = {{"{\"exercise\":\"nobody\",\"case\":\"c\"}", "unknown exercise"},
	        {"{\"exercise\":\"words\",\"case\":\"never\"}", "did not end well"},
	        {"{\"exercise\":\"more\",\"number\":\"9.4\",\"points\":1}", "has no case"}};
	for (int i = 0; i < 3; i++) {
		table m;
		new_page();
		write_contents();
		write_line("%s", bad[i].line);
		rest_of_honest(1);
		ck_assert_int_eq(table_read(&m, page_file("m")), 0);
		ck_assert_int_eq(manifest_check(&m), -1);
		assert_says(error_message(), bad[i].says);
		table_free(&m);
	}
}
END_TEST

TESTS("result", 10, test_honest_transcript_earns_everything, test_points_are_shared_over_names,
        test_name_must_be_right_in_every_case, test_changed_input_costs_a_share,
        test_unfinished_function_is_no_crash, test_unfinished_other_function_is_named,
        test_case_that_needs_an_unpassed_exercise_costs_nothing, test_crashes_name_kind_and_line,
        test_crash_in_a_function_that_has_passed_asks_what_it_was_handed,
        test_crash_at_the_place_of_an_earlier_one_says_so,
        test_source_folder_names_the_students_file, test_endless_loop,
        test_leak_is_told_and_costs_nothing, test_surplus_lines_are_not_gradable,
        test_cut_transcript_is_the_graders_error, test_what_the_runner_flags_earns_nothing,
        test_spoilt_inputs_are_no_grader_error_when_the_seed_is_known,
        test_another_seed_is_the_graders_error_unless_only_gradients_count,
        test_gradients_only_judges_by_the_numeric_gradient,
        test_text_from_a_transcript_cannot_drive_the_terminal, test_lines_are_not_too_long,
        test_colour_is_never_the_only_sign, test_json_says_the_same,
        test_code_that_does_not_compile_is_not_gradable, test_manifest_must_be_whole)
