/** @file similar.h
 * Which hand-ins resemble each other more than the task explains?
 *
 * Three things are taken out first. What the skeleton had already: any run of ten tokens that stands
 * in it, however it is indented now. Comments, names, numbers and texts, which are the first to be
 * changed by who copies. Then Debian's `sim_c` (package similarity-tester) compares each hand-in with
 * each other, with those of earlier years and with the course's own solution. What it sees are tokens of a fixed alphabet and nothing
 * of a student's spelling.
 *
 * An exercise of five lines has few solutions, so honest hand-ins resemble each other, too. Passages
 * that many share are therefore counted apart: `rare` is the part of a pair's passages that almost
 * nobody else has. Pairs are sorted by what they have in common and what is rare of it, added up: a
 * dozen that copied from one have nothing rare. It is a list of what to look at, and no verdict.
 */
#ifndef SIMILAR_H
#define SIMILAR_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "gradebook.h"

enum {
	SIMILAR_RUN = 24,    /**< tokens in a row that count as a passage */
	SIMILAR_PLACES = 12, /**< passages of a pair that are kept */
	SIMILAR_PAIRS = 1000 /**< pairs that are kept */
};

/** A hand-in that was compared. */
typedef struct {
	const char *book; /**< an earlier gradebook's path, "solutions", or NULL: this year's */
	const char *student, *team;
	long submission;
	int tokens; /**< that are not the skeleton's, as sim_c counts */
	// Of each line that sim_c sees, where it stood.
	int nlines;
	const char **file;
	int *line;   // 0: the end of a file
	int *shared; // with how many others
} similar_handin;

/** A passage: lines of one file in the one hand-in, and in the other. */
typedef struct {
	const char *file, *other_file;
	int first, last, other_first, other_last;
	int tokens;
} similar_place;

/** Two hand-ins that resemble each other. */
typedef struct {
	const similar_handin *a, *b;
	int tokens;                          /**< in common */
	double percent;                      /**< of the smaller one */
	double rare;                         /**< as above, of passages that almost nobody else has */
	int places;                          /**< how many passages */
	similar_place place[SIMILAR_PLACES]; /**< the longest ones */
} similar_pair;

/** What was found. Initialise with `similar s = {0};`, free with similar_free(). */
typedef struct {
	arena a;
	similar_handin *handins;
	int n, nold;         /**< all; the earlier ones and the solution, which come last */
	similar_pair *pairs; /**< sorted by percent and rare together, largest first */
	int npairs;
	long more; /**< pairs above the limit that are not kept */
} similar;

/** Is sim_c there? */
bool similar_possible(void);

/** Look for pairs among the last hand-ins of each student. Members of one team are no pair.
 * @param[in] earlier paths of earlier years' gradebooks
 * @param[in] n       how many
 * @param[in] least   percent from which on a pair is kept
 * @return 0, or -1 with an error */
int similar_find(
        similar *s, gradebook *g, const char *chapter, char *const *earlier, int n, double least);

/** Give the memory back. */
void similar_free(similar *s);

/** Runs of tokens that the skeleton has. */
typedef struct {
	unsigned long *known; // a table of hashes; 0: free
	size_t room, used;
} skeleton;

/** Learn what a chapter's skeleton has: chapters/NN-name/ *.c. skeleton_free() also after an error.
 * @return 0, or -1 with an error */
int skeleton_read(skeleton *k, const char *chapter);
/** Forget it. */
void skeleton_free(skeleton *k);

/** Take a file's own tokens, the skeleton's taken out.
 * @param[in]     text the file
 * @param[in]     name its name, which must last as long as s
 * @param[in,out] h    the hand-in that it belongs to: lines are appended
 * @param[in]     out  where sim_c's text goes: a line for each line that has something left */
void similar_own_tokens(similar *s, similar_handin *h, const skeleton *k, const char *name,
        const char *text, FILE *out);

/** Run sim_c on the files 1.c, 2.c … of a folder, one a hand-in, and sort what it says into pairs.
 * @return 0, or -1 with an error */
int similar_compare(similar *s, const char *folder, double least);

#endif
