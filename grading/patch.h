/** @file patch.h
 * The head of a wrong variant's patch: which exercise it breaks, and what a good teaching assistant
 * would say to a student who made that mistake.
 *
 *     Exercise: rnn_step_backward
 *     Hint: The derivative of tanh is missing. What is it
 *       in terms of h?
 *     Shape: factor
 *
 *     --- a/solutions/…
 *
 * Continuation lines are indented. `Shape:`, which may be left out, is the name of the error shape
 * that has to be found in its answers.
 */
#ifndef PATCH_H
#define PATCH_H

#include "arena.h"

/** The head of a patch. */
typedef struct patch {
	struct patch *next;
	const char *name; /**< file name without .patch */
	const char *exercise, *hint;
	const char *shape; /**< NULL when there is none */
} patch;

/** Read the heads of all DIR/NAME.patch files, sorted by name.
 * @return 0, or -1 with error_set("file:line: …") */
int patches_read(patch **list, arena *a, const char *dir);

/** The names of all files in a folder that end in `suffix`, without it, sorted; ended by NULL.
 * @return the list in the arena, or NULL with error_set() */
const char **names_in(arena *a, const char *dir, const char *suffix);

#endif
