/** @file cell.h
 * A cell: a place with nothing in it but what is put there, for one program that is not trusted.
 *
 * Bubblewrap makes it of the kernel's namespaces: no network, no other processes, no other users, no
 * file but those named here, all of them read-only but for a small /w where that is asked for; no
 * privilege, and no way to gain one or to make namespaces of its own. A seccomp filter (filter.h)
 * stands around all of it, and the runner, process 1, sets limits and installs a second, stricter
 * filter for code that a student wrote.
 *
 * Files of a hand-in go in by content, never by path, and what comes out is one stream of bytes, so no
 * folder is shared with a cell. Started by root, a cell gives up root first and for good: within a user
 * namespace the real root is still the owner of the kernel's settings.
 *
 * With CELL_OPEN there is no cell: the program runs as it is, with our rights, in a folder of its own.
 */
#ifndef DESK_CELL_H
#define DESK_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/resource.h>

#include "arena.h"

/** What the program may do inside. */
typedef enum {
	CELL_BUILD, /**< write into /w and /tmp, 64 MiB each */
	CELL_RUN,   /**< write nothing; see /proc, in which only the cell's processes are */
	CELL_OPEN   /**< anything: there is no cell */
} cell_kind;

enum { CELL_ARGUMENTS = 400, CELL_FILES = 64 };

/** A cell being furnished. Initialise with cell_begin(), free with cell_end(). */
typedef struct {
	arena a;
	cell_kind kind;
	const char *folder; /**< of CELL_OPEN: what stands for /w */
	const char *argument[CELL_ARGUMENTS];
	int arguments;
	int file[CELL_FILES]; /**< descriptors that bubblewrap reads */
	int files;
	bool hidden; /**< started by root, with the course in a folder that nobody else may enter */
} cell;

/** How the cell's process 1 ended. */
typedef struct {
	int status;       /**< exit status; 128 + its number after a signal; -1: stopped, out of time */
	double cpu, wall; /**< seconds: of bubblewrap alone; of all */
	char message[10000]; /**< what it wrote on standard error */
} cell_ending;

/** Begin. @param[in] folder  of CELL_OPEN, else NULL; must be there @return 0, or -1 with error_set() */
int cell_begin(cell *c, cell_kind kind, const char *folder);

/** Show a file or folder of ours in the cell, read-only.
 * @param[in] path  here
 * @param[in] at    there: absolute, or below /w */
int cell_show(cell *c, const char *path, const char *at);

/** Put a file into /w, read-only.
 * @param[in] name  below /w
 * @return 0, or -1 with error_set() */
int cell_put(cell *c, const char *name, const void *bytes, size_t size);

/** Run the runner (build/bin/runner) in the cell with these arguments, and wait for its end.
 * @param[in]  arguments  ended by NULL
 * @param[in]  input      descriptor for its standard input, -1: nothing
 * @param[in]  output     descriptor of a file for its standard output
 * @param[in]  seconds    after which all of it is killed
 * @return 0, or -1 with error_set() when it could not even be started */
int cell_run(cell *c, const char *const *arguments, int input, int output, double seconds,
        cell_ending *e);

/** Give everything back. */
void cell_end(cell *c);

/** Give up root, in a child process that is about to become a program: does nothing for anybody else.
 * @return 0, or -1 with errno */
int cell_drop_root(void);

/** Seconds of the processor that a process has used. */
double cell_seconds(const struct rusage *u);

/** A file in memory with this content, at its start. @return descriptor, or -1 with error_set() */
int cell_memory(const void *bytes, size_t size);

#endif
