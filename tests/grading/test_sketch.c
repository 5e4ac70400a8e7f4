/* Sketches: equal for equal arrays only; matching that names no wrong mistake. */
#include "papers.h"
#include "sketch.h"

static array vector(const double *data, int n)
{
	return (array){.name = "v", .axes = "N", .rank = 1, .shape = {n}, .count = n, .numbers = data};
}

static bool alike(const double *a, const double *b, int n)
{
	const array x = vector(a, n), y = vector(b, n);
	const sketch s = sketch_of(&x), t = sketch_of(&y);
	return same_sketch(&s, &t);
}

START_TEST(test_sketches_tell_arrays_apart)
{
	const double a[] = {1, 2, 3, 4, 5, 6}, rounded[] = {1 + 1e-13, 2, 3, 4, 5, 6};
	const double scaled[] = {2, 4, 6, 8, 10, 12}, swapped[] = {2, 1, 3, 4, 5, 6};
	const double near[] = {1, 2, 3, 4, 5, 6.000001}, minus[] = {-1, -2, -3, -4, -5, -6};
	ck_assert(alike(a, a, 6));
	ck_assert(alike(a, rounded, 6));
	ck_assert(!alike(a, scaled, 6));
	ck_assert(!alike(a, swapped, 6));
	ck_assert(!alike(a, near, 6));
	ck_assert(!alike(a, minus, 6));
}
END_TEST

START_TEST(test_sketches_of_non_finite_arrays_tell_positions)
{
	const double nan = (double)NAN, inf = (double)INFINITY;
	const double a[] = {1, nan, 3, 4, 5}, same[] = {9, nan, 8, 7, 6}, moved[] = {1, 2, nan, 4, 5};
	const double infinite[] = {1, inf, 3, 4, 5}, finite[] = {1, 2, 3, 4, 5};
	ck_assert(alike(a, same, 5));
	ck_assert(!alike(a, moved, 5));
	ck_assert(!alike(a, infinite, 5));
	ck_assert(!alike(a, finite, 5));
}
END_TEST

START_TEST(test_sketches_of_words)
{
	const char *const a[] = {"a", "rose", "is", "a", "rose"}, *const b[] = {"a", "rose", "is", "a",
	                                                                  "Rose"};
	const array x = {.axes = "N", .rank = 1, .shape = {5}, .count = 5, .words = a};
	array y = x;
	sketch s = sketch_of(&x), t = sketch_of(&y);
	ck_assert(same_sketch(&s, &t));
	y.words = b;
	t = sketch_of(&y);
	ck_assert(!same_sketch(&s, &t));
}
END_TEST

/* The mistakes of these tests: what backward/small answers under each. */
#define DB_ZERO "0,0,0,0,0"
#define DB_MEAN "0.3,-0.45,0.075,0.425,-0.175"
#define DW_BAD "2,-1,0.5,4,-3,1"
#define DW_WORSE "1,-1,0.25,3,-3,0.5"
#define DX_BAD "0.5,0.25,-2,3,0.25,-1"

static void backward_page(const char *dx, const char *dW, const char *db)
{
	new_page();
	forward_small(Y_SMALL), ends_well("forward/small");
	forward_long(Y_LONG), ends_well("forward/long");
	backward_small(dx, dW, db), ends_well("backward/small");
	rest_of_honest(4);
}

static mistake *learn(arena *a, const char *name, const char *exercise)
{
	judged j;
	judge_page_into(&j, (judge_options){0});
	mistake *m = arena_alloc(a, 1, sizeof *m);
	*m = (mistake){.variant = name, .exercise = exercise, .hint = name};
	for (int i = 0; i < 3; i++)
		if (!strcmp(j.e[i]->exercise->name, exercise)) m->traces = traces_of(a, j.e[i]);
	for (trace *t = m->traces; t; t = t->next) { // these names live in tables that go away now
		t->case_name = arena_strdup(a, t->case_name);
		if (t->array) t->array = arena_strdup(a, t->array);
	}
	judged_free(&j);
	return m;
}

static mistake *learn_backward(
        arena *a, const char *name, const char *dx, const char *dW, const char *db)
{
	backward_page(dx, dW, db);
	return learn(a, name, "backward");
}

static const char *named(arena *a, const mistake *list, int exercise)
{
	judged j;
	match m;
	judge_page_into(&j, (judge_options){0});
	const mistake *found = best_match(a, list, j.e[exercise], &m);
	judged_free(&j);
	return found ? found->variant : "nobody";
}

static mistake *three_mistakes(arena *a)
{
	mistake *zero = learn_backward(a, "zero", DX, DW, DB_ZERO);
	mistake *mean = learn_backward(a, "mean", DX, DW_BAD, DB_MEAN);
	mistake *other = learn_backward(a, "other", DX_BAD, DW_BAD, DB);
	zero->next = mean;
	mean->next = other;
	return zero;
}

START_TEST(test_only_changed_arrays_are_kept)
{
	arena a = {0};
	const mistake *m = learn_backward(&a, "zero", DX, DW, DB_ZERO);
	ck_assert_str_eq(m->traces->array, "db");
	ck_assert(m->traces->has_sketch);
	ck_assert_ptr_null(m->traces->next);
	arena_free(&a);
}
END_TEST

START_TEST(test_mistake_is_recognised)
{
	arena a = {0};
	const mistake *list = three_mistakes(&a);
	backward_page(DX, DW, DB_ZERO);
	ck_assert_str_eq(named(&a, list, 1), "zero");
	backward_page(DX, DW_BAD, DB_MEAN);
	ck_assert_str_eq(named(&a, list, 1), "mean");
	backward_page(DX_BAD, DW_BAD, DB);
	ck_assert_str_eq(named(&a, list, 1), "other");
	backward_page(DX, DW, DB);
	ck_assert_str_eq(named(&a, list, 1), "nobody");
	arena_free(&a);
}
END_TEST

START_TEST(test_mistake_that_changes_a_right_array_is_ruled_out)
{
	arena a = {0};
	const mistake *list = three_mistakes(&a);
	backward_page(DX, DW_BAD, DB); // "mean" spoils db, "other" spoils dx: neither is it
	ck_assert_str_eq(named(&a, list, 1), "nobody");
	arena_free(&a);
}
END_TEST

START_TEST(test_two_mistakes_at_once)
{
	arena a = {0};
	const mistake *list = three_mistakes(&a);
	backward_page(DX, DW_WORSE, DB_MEAN); // db is explained, dW is something else
	ck_assert_str_eq(named(&a, list, 1), "mean");
	backward_page(DX, DW_WORSE, DB_ZERO); // a zero has many reasons
	ck_assert_str_eq(named(&a, list, 1), "nobody");
	backward_page(DX, DW_WORSE, "9,8,7,6,5");
	ck_assert_str_eq(named(&a, list, 1), "nobody");
	backward_page(DX_BAD, DW_BAD, DB_MEAN); // both were made: either hint is right
	ck_assert_str_eq(named(&a, list, 1), "mean");
	backward_page("9,8,7,6,5,4", DW_BAD, // both change dW so: either would be a guess
	        "9,8,7,6,5");
	ck_assert_str_eq(named(&a, list, 1), "nobody");
	arena_free(&a);
}
END_TEST

START_TEST(test_crash_is_recognised_with_a_perhaps)
{
	arena a = {0};
	new_page();
	rest_of_honest(1);
	page.n = (size_t)(strstr(page.text, "{\"exercise\":\"forward\",\"case\":\"long\"") - page.text);
	ends("forward/long", "timeout", 0, "");
	rest_of_honest(3);
	char text[sizeof page.text];
	const size_t n = page.n;
	memcpy(text, page.text, n + 1);
	const mistake *m = learn(&a, "endless", "forward");
	ck_assert_str_eq(m->traces->end, "timed out");
	memcpy(page.text, text, n + 1);
	page.n = n;
	ck_assert_str_eq(named(&a, m, 0), "endless");
	new_page(); // another mistake in small beside it: too little to go by
	forward_small("1,2,3,4,5,6"), ends_well("forward/small");
	ends("forward/long", "timeout", 0, "");
	rest_of_honest(3);
	ck_assert_str_eq(named(&a, m, 0), "nobody");
	arena_free(&a);
}
END_TEST

START_TEST(test_small_arrays_leave_no_sketch_of_their_own)
{
	arena a = {0};
	new_page();
	rest_of_honest(1);
	strstr(page.text, "\"data\":[3]")[strlen("\"data\":[")] = '2';
	const mistake *m = learn(&a, "one less", "words");
	ck_assert_str_eq(m->traces->array, "n");
	ck_assert(!m->traces->has_sketch);
	ck_assert_ptr_null(m->traces->next); // one number in all: too few for a joined one, too
	arena_free(&a);
}
END_TEST

START_TEST(test_file_of_mistakes_survives_the_journey)
{
	arena a = {0};
	mistake *list = three_mistakes(&a), *read;
	const char *path = scratch("sketches");
	FILE *f = fopen(path, "w");
	for (const mistake *m = list; m; m = m->next) ck_assert_int_eq(mistake_write(f, m), 0);
	fclose(f);
	ck_assert_msg(mistakes_read(&read, &a, path) == 0, "%s", error_message());
	backward_page(DX, DW_BAD, DB_MEAN);
	ck_assert_str_eq(named(&a, read, 1), "mean");
	ck_assert_ptr_null(strstr(contents(path), "0.425")); // no value of the array itself
	arena_free(&a);
}
END_TEST

START_TEST(test_bad_file_of_mistakes_is_an_error)
{
	static const char *const bad[] = {"{}", "[]", "x", "{\"variant\":\"a\"}",
	        "{\"variant\":\"a\",\"exercise\":\"b\",\"hint\":\"c\",\"arrays\":[{\"case\":\"d\"}]}",
	        "{\"variant\":\"a\",\"exercise\":\"b\",\"hint\":\"c\",\"arrays\":[{\"case\":\"d\","
	        "\"array\":\"e\",\"sketch\":[1,2,3]}]}",
	        "{\"variant\":\"a\",\"exercise\":\"b\",\"hint\":\"c\",\"arrays\":[{\"case\":\"d\","
	        "\"array\":\"e\",\"sketch\":[1,2,3,\"nan\"]}]}"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		arena a = {0};
		mistake *list;
		const char *path = scratch_file("bad", bad[i], strlen(bad[i]));
		ck_assert_int_eq(mistakes_read(&list, &a, path), -1);
		assert_says(error_message(), "bad:1: ");
		arena_free(&a);
	}
}
END_TEST

TESTS("sketch", 10, test_sketches_tell_arrays_apart,
        test_sketches_of_non_finite_arrays_tell_positions, test_sketches_of_words,
        test_only_changed_arrays_are_kept, test_mistake_is_recognised,
        test_mistake_that_changes_a_right_array_is_ruled_out, test_two_mistakes_at_once,
        test_crash_is_recognised_with_a_perhaps, test_small_arrays_leave_no_sketch_of_their_own,
        test_file_of_mistakes_survives_the_journey, test_bad_file_of_mistakes_is_an_error)
