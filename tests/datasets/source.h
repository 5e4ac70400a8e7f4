/** @file source.h
 * What the tests of the generators share: a source that is built before each test, and a hash of
 * what it gives.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "../harness/testing.h"
#include "arena.h"

/** `SOURCE(markov, m)`: a variable m, made by markov_new() before each test. */
#define SOURCE(type, name)                                                                         \
	static arena memory;                                                                           \
	static type name;                                                                              \
	static void setup(void)                                                                        \
	{                                                                                              \
		name = type##_new(&memory);                                                                \
	}                                                                                              \
	static void teardown(void)                                                                     \
	{                                                                                              \
		arena_free(&memory);                                                                       \
	}

/** main() of a test program whose source is built before each test. */
#define SOURCE_TESTS(name, ...) TESTS_BETWEEN(name, 60, setup, teardown, __VA_ARGS__)

#define HASH_START UINT64_C(14695981039346656037)

/** FNV-1a: go on with a number. */
static inline uint64_t hash_number(uint64_t h, uint64_t x)
{
	return (h ^ x) * UINT64_C(1099511628211);
}

/** Go on with n bytes. */
static inline uint64_t hash_bytes(uint64_t h, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) h = hash_number(h, (unsigned char)text[i]);
	return h;
}

#endif
