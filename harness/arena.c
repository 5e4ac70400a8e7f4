/* Arena: a list of blocks, each at least twice the one before, filled from the front.
 *
 * Under AddressSanitizer each allocation is followed by a poisoned gap, so that a student who
 * writes one element past a matrix hears about it: without the gap the next matrix would take
 * the blow in silence. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "error.h"

#ifdef __SANITIZE_ADDRESS__
#define GUARDED 1
#elif defined __has_feature // clang's way to say it
#define GUARDED __has_feature(address_sanitizer)
#else
#define GUARDED 0
#endif

#if GUARDED
#include <sanitizer/asan_interface.h>
#define GAP 64
#else
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define GAP 0
#endif

enum { LINE = 64, FIRST_BLOCK = 1 << 16 };

struct arena_block {
	struct arena_block *next;
	size_t size, used; // bytes behind this header
	_Alignas(LINE) char data[];
};

static struct arena_block *block_new(size_t size)
{
	size_t bytes = sizeof(struct arena_block) + size;
	bytes = (bytes + LINE - 1) / LINE * LINE;
	struct arena_block *b = aligned_alloc(LINE, bytes);
	if (!b) bug("out of memory: %zu bytes wanted", bytes);
	b->next = NULL;
	b->size = size;
	b->used = 0;
	ASAN_POISON_MEMORY_REGION(b->data, size);
	return b;
}

void *arena_alloc(arena *a, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / 4 / size) bug("out of memory: %zu x %zu bytes", count, size);
	size_t bytes = count * size;
	size_t room = (bytes + LINE - 1) / LINE * LINE + GAP;
	while (a->current && a->current->size - a->current->used < room && a->current->next)
		a->current = a->current->next;
	if (!a->current || a->current->size - a->current->used < room) {
		size_t grow = a->current ? 2 * a->current->size : FIRST_BLOCK;
		struct arena_block *b = block_new(room > grow ? room : grow);
		if (a->current)
			a->current->next = b;
		else
			a->first = b;
		a->current = b;
	}
	char *p = a->current->data + a->current->used;
	a->current->used += room;
	ASAN_UNPOISON_MEMORY_REGION(p, bytes);
	return memset(p, 0, bytes);
}

char *arena_strdup(arena *a, const char *text)
{
	size_t n = strlen(text) + 1;
	return memcpy(arena_alloc(a, n, 1), text, n);
}

void arena_reset(arena *a)
{
	for (struct arena_block *b = a->first; b; b = b->next) {
		b->used = 0;
		ASAN_POISON_MEMORY_REGION(b->data, b->size);
	}
	a->current = a->first;
}

void arena_free(arena *a)
{
	for (struct arena_block *b = a->first, *next; b; b = next) {
		next = b->next;
		ASAN_UNPOISON_MEMORY_REGION(b->data, b->size);
		free(b);
	}
	*a = (arena){0};
}
