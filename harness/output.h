/** @file output.h
 * A file that appears whole or not at all.
 *
 * What is written goes to `PATH.part` beside the target; output_commit() brings it to the disk
 * and renames it, which the file system does in one step. A program that is killed in between
 * leaves the old file as it was, and one `.part` that the next writer reuses.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdio.h>

/** A file being written. */
typedef struct {
	FILE *f;    /**< write here */
	char *path; /**< where it will stand */
	char *part; /**< where it stands until then */
} output;

/** Begin to write a file.
 * @param[out] o    the file; write to o->f, then commit or abandon
 * @param[in]  path where it shall stand: a new name or a regular file, which is replaced
 * @return 0, or -1 with an error that names the path */
int output_open(output *o, const char *path);

/** Everything is written: put the file in its place.
 * @return 0, or -1 with an error (disk full, …), the old file untouched */
int output_commit(output *o);

/** Give up and leave no trace. */
void output_abandon(output *o);

#endif
