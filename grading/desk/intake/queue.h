/** @file queue.h
 * Which hand-ins are there, whose are they, and when did they come.
 *
 * An argument of `grade run` is a class's folder or one hand-in. In a class's folder every entry is
 * a hand-in, named after its student: `u1001.zip`, `u1001.tar.gz`, `u1001/`. What stands behind an
 * `@` is when it came: `u1001@20261120T221500Z.zip`; otherwise the time of the newest of its files
 * counts. So several attempts of a student can lie side by side.
 */
#ifndef QUEUE_H
#define QUEUE_H

#include "arena.h"
#include "intake.h"

/** One hand-in. */
typedef struct {
	const char *student; /**< from its name, printable */
	const char *path;
	long received;   /**< seconds since 1970 */
	long submission; /**< number in the gradebook, for those that are graded again; 0: new */
} queue_entry;

/** All of them, by student and time. Initialise with `queue q = {0};`, free with queue_free(). */
typedef struct {
	arena a;
	queue_entry *entries;
	int n, room;
} queue;

/** Add what a path holds.
 * @param[in] w what a hand-in looks like
 * @return 0, or -1 with an error: no such path, a folder without hand-ins */
int queue_add(queue *q, const intake_wanted *w, const char *path);

/** An empty entry at the end. */
queue_entry *queue_new(queue *q);

/** Bring the entries into their order. */
void queue_sort(queue *q);

/** Give the memory back. */
void queue_free(queue *q);

#endif
