/* Memory with one lifetime. */
#include <stdint.h>

#include "arena.h"
#include "testing.h"

/* Are all n bytes x? (An assertion for each byte would take seconds.) */
static bool all(const unsigned char *p, size_t n, int x)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != x) return false;
	return true;
}

START_TEST(test_memory_is_zeroed_and_aligned_to_64_bytes)
{
	arena a = {0};
	for (size_t n = 0; n < 300; n++) {
		unsigned char *p = arena_alloc(&a, n, 3);
		ck_assert_ptr_nonnull(p);
		ck_assert_uint_eq((uintptr_t)p % 64, 0);
		ck_assert(all(p, 3 * n, 0));
		memset(p, 0xAB, 3 * n);
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_allocations_do_not_overlap_across_blocks)
{
	enum { N = 200 };
	arena a = {0};
	unsigned char *p[N];
	size_t size[N];
	for (int k = 0; k < N; k++) {
		size[k] = (size_t)(k * k * 7 % 20011);
		p[k] = arena_alloc(&a, size[k], 1);
		memset(p[k], k, size[k]);
	}
	for (int k = 0; k < N; k++) ck_assert(all(p[k], size[k], k));
	arena_free(&a);
}
END_TEST

START_TEST(test_one_allocation_may_be_larger_than_any_block)
{
	arena a = {0};
	char *small = arena_alloc(&a, 10, 1), *large = arena_alloc(&a, 10 << 20, 1);
	strcpy(small, "small");
	memset(large, 1, 10 << 20);
	ck_assert_str_eq(small, "small");
	arena_free(&a);
}
END_TEST

START_TEST(test_reset_hands_out_the_same_memory_zeroed_again)
{
	arena a = {0};
	void *before[50];
	for (int k = 0; k < 50; k++) memset(before[k] = arena_alloc(&a, 5000, 1), 7, 5000);
	arena_reset(&a);
	for (int k = 0; k < 50; k++) {
		unsigned char *p = arena_alloc(&a, 5000, 1);
		ck_assert_ptr_eq(p, before[k]);
		ck_assert(all(p, 5000, 0));
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_a_freed_arena_is_as_new)
{
	arena a = {0};
	arena_free(&a);
	arena_alloc(&a, 100, 8);
	arena_free(&a);
	ck_assert_ptr_null(a.first);
	ck_assert_ptr_null(a.current);
	strcpy(arena_alloc(&a, 6, 1), "again");
	arena_free(&a);
}
END_TEST

START_TEST(test_strdup_copies)
{
	arena a = {0};
	char word[] = "été";
	char *copy = arena_strdup(&a, word);
	word[0] = 'x';
	ck_assert_str_eq(copy, "été");
	ck_assert_str_eq(arena_strdup(&a, ""), "");
	arena_free(&a);
}
END_TEST

static void ask_too_much(void *unused)
{
	(void)unused;
	arena a = {0};
	arena_alloc(&a, SIZE_MAX / 8, 64);
}

START_TEST(test_a_size_that_overflows_is_refused)
{
	const ending *e = ending_of(ask_too_much, NULL);
	ck_assert_int_eq(e->status, 1000 + SIGABRT);
	assert_says(e->err, "out of memory");
}
END_TEST

#if defined __SANITIZE_ADDRESS__
static void write_behind(void *unused)
{
	(void)unused;
	arena a = {0};
	volatile char *p = arena_alloc(&a, 64, 1);
	arena_alloc(&a, 64, 1);
	p[64] = 1;
}

START_TEST(test_a_write_behind_an_allocation_is_caught_by_the_sanitizer)
{
	const ending *e = ending_of(write_behind, NULL);
	ck_assert_int_ne(e->status, 0);
	assert_says(e->err, "use-after-poison");
}
END_TEST
#define GUARD_TEST , test_a_write_behind_an_allocation_is_caught_by_the_sanitizer
#else
#define GUARD_TEST
#endif

TESTS("arena", 10, test_memory_is_zeroed_and_aligned_to_64_bytes,
        test_allocations_do_not_overlap_across_blocks,
        test_one_allocation_may_be_larger_than_any_block,
        test_reset_hands_out_the_same_memory_zeroed_again, test_a_freed_arena_is_as_new,
        test_strdup_copies, test_a_size_that_overflows_is_refused GUARD_TEST)
