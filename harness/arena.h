/** @file arena.h
 * Memory with one lifetime: allocate as you go, free everything at once.
 *
 * A model's parameters live in one arena, the activations of a training step in another. Nothing
 * is freed singly, so nothing can be freed twice; arena_reset() keeps the memory for the next
 * round, which is why a training step allocates nothing from the system after the first.
 */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

/** A growing list of blocks. Initialise with `arena a = {0};`. */
typedef struct arena {
	struct arena_block *first, *current;
} arena;

/** Zeroed memory, aligned to 64 bytes (one cache line, one AVX-512 register).
 * @param[in,out] a   the arena
 * @param[in] count   number of elements
 * @param[in] size    bytes of one element
 * @return the memory, never NULL: a machine without memory is a bug() here */
void *arena_alloc(arena *a, size_t count, size_t size);

/** A copy of a string. */
char *arena_strdup(arena *a, const char *text);

/** Forget every allocation but keep the memory. */
void arena_reset(arena *a);

/** Give all memory back; the arena is as new. */
void arena_free(arena *a);

#endif
