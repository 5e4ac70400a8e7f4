/** @file record.h
 * Transcripts, read: exercise → case → arrays.
 *
 * Two kinds of file come in. A *reference* transcript is ours: its first oddity is an error with
 * file and line. It is also the manifest, the list of everything a transcript has to contain. A
 * *student's* transcript was written by a process that ran a student's code, so it is believed in
 * nothing: only exercises, cases and arrays of the manifest get a place in the table, shapes are
 * held against the manifest before memory is asked for, and a case with a line that nobody asked
 * for carries a complaint instead of arrays that could be marked.
 *
 * The worker (or the sandbox's runner) ends each case with an "end" line, so all lines between two
 * end lines must speak of the case that the second one names. That is how a line without a name,
 * because it is not even JSON, still finds its case, and how a case that writes lines in another
 * one's name is found out.
 */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>

#include "arena.h"
#include "transcript.h"

enum {
	RECORD_LINE_MAX = 16 << 20, /**< bytes of one line */
	RECORD_WORD_SLACK = 4096    /**< a student's list of words may be this much longer than ours */
};

/** A named array of a case. `numbers` and `words` are both NULL when only the shape was kept. */
typedef struct array {
	struct array *next;
	const char *name, *axes;
	role role;
	int rank, shape[TRANSCRIPT_RANK];
	long count;
	const double *numbers;
	const char *const *words;
} array;

/** How a case ended. */
typedef enum { END_MISSING, END_EXIT, END_SIGNAL, END_TIMEOUT } end_kind;

/** One case: its arrays in the order of the file, and its end. */
typedef struct case_record {
	struct case_record *next;
	const char *exercise, *name;
	const char *needs; /**< exercise that must be right for this case to say something, or NULL */
	array *arrays;
	end_kind end;
	int status;            /**< exit status or signal number */
	const char *log;       /**< what it printed on stderr */
	const char *complaint; /**< why its lines cannot be marked, or NULL */
	const char *flag;      /**< what the sandbox's runner saw that no honest case does, or NULL */
	bool spoken;           /**< while reading: named since the last end line */
} case_record;

/** An exercise, from the contents. */
typedef struct exercise_record {
	struct exercise_record *next;
	const char *number, *name;
	int points;
} exercise_record;

/** A whole transcript. Initialise with `table t = {0};`, free with table_free(). */
typedef struct {
	arena a;
	const char *path, *chapter;
	exercise_record *exercises;
	case_record *cases;
} table;

/** Read a transcript of ours.
 * @param[out] t     the table
 * @param[in]  path  the file
 * @return 0, or -1 with error_set("file:line: …") */
int table_read(table *t, const char *path);

/** Read a student's transcript; what is odd in it becomes a complaint of a case.
 * @param[out] t         the table: the cases of the manifest, in its order
 * @param[in]  path      the file
 * @param[in]  manifest  a reference transcript; must outlive t
 * @return 0, or -1 with error_set() when the file cannot be read */
int table_read_student(table *t, const char *path, const table *manifest);

/** Give the memory back. */
void table_free(table *t);

/** @return the case, or NULL */
case_record *find_case(const table *t, const char *exercise, const char *name);
/** @return the exercise, or NULL */
const exercise_record *find_exercise(const table *t, const char *name);
/** @return the array of that name and role, or NULL */
array *find_array(const case_record *c, const char *name, role r);

/** Whether two arrays have the same rank and sizes. */
bool same_shape(const array *a, const array *b);

#endif
