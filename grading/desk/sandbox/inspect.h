/** @file inspect.h
 * What compiled code would define and call, before it is run: a look at its objects' tables.
 *
 * The sandbox does not depend on this: a pointer can be bent to any function. It is there to say in
 * plain words what is not wanted, and to keep what an exercise never needs (a constructor, which runs
 * before main; a section of one's own; fork) from being tried at all.
 */
#ifndef DESK_INSPECT_H
#define DESK_INSPECT_H

#include <stdbool.h>
#include <stddef.h>

/** Names, sorted as by strcmp(). Free with names_free(). */
typedef struct {
	char *text;
	const char **name;
	size_t count;
} names;

/** Read a file with a name a line, sorted. @return 0, or -1 with error_set() */
int names_read(names *n, const char *path);
/** Whether it is among them. */
bool names_have(const names *n, const char *name);
/** Give the memory back. */
void names_free(names *n);

/** Look at objects.
 * @param[in]  table     what `readelf -SsW` prints of them
 * @param[in]  exports   functions that have to be there
 * @param[in]  callable  what else they may use
 * @param[in]  trusting  ask only for the exports
 * @param[out] complaint lines for the compiler's log, "file.c: error: …", at most `size` bytes; empty: all is well */
void inspect(const char *table, const names *exports, const names *callable, bool trusting,
        char *complaint, size_t size);

#endif
