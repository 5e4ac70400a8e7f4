/** @file sketch.h
 * Known mistakes, as sketches: enough to recognise a wrong answer, too little to learn one from.
 *
 * A sketch is four projections of an array on random directions, Σ w_i·x_i with w_i uniform in
 * (−1,1) from a fixed seed. Two arrays with the same sketch to 1e-9 of their norm are the same
 * array. Where values are not finite, their positions are projected instead. Words are hashed to
 * numbers first. Four numbers tell an array of four elements, so arrays that small are joined:
 * all the small answers of an exercise, one after the other, get one sketch if they are more than
 * four numbers together.
 *
 * Of each mistake, only the arrays that it changes are kept, and the cases that it makes crash.
 * A mistake is ruled out when it changes an array that the student has right, or breaks a case
 * that the student passes. Of the rest the one that explains most wrong arrays is named; of two
 * that explain as much, and each a part only of what it should, none.
 *
 * Of a mistake that explains only a part, one array of numbers with digits has to match: ids and
 * counts coincide too easily.
 *
 * @see W. Johnson, J. Lindenstrauss, "Extensions of Lipschitz mappings into a Hilbert space",
 * Contemporary Mathematics 26, 1984, for why a few random projections keep distances.
 */
#ifndef SKETCH_H
#define SKETCH_H

#include "result.h"

enum { SKETCH_NUMBERS = 4 };

/** Four projections of an array. */
typedef struct {
	double number[SKETCH_NUMBERS];
	double norm; /**< of what was projected */
	bool finite; /**< false: the numbers tell positions of non-finite values */
} sketch;

/** What a mistake does to one array, or to one case. */
typedef struct trace {
	struct trace *next;
	const char *case_name; /**< "*" for the small arrays of all cases */
	const char *array;     /**< NULL: the case ends badly */
	const char *end;       /**< how, by state_name(): sanitizers' words depend on the build */
	bool has_sketch;
	sketch sketch;
} trace;

/** A known mistake. */
typedef struct mistake {
	struct mistake *next;
	const char *variant, *exercise, *hint;
	trace *traces;
} mistake;

/** How well a mistake explains an exercise's answers. */
typedef struct {
	bool possible;
	int matched;   /**< arrays with the mistake's sketch */
	int ids;       /**< the same for whole numbers, which are more easily alike by chance */
	int ended;     /**< cases that end badly the same way */
	int missed;    /**< what the mistake changes, and the student otherwise */
	int left_over; /**< wrong in the student's, untouched by the mistake */
	int weak;      /**< matches that many mistakes would give: never written */
} match;

/** Sketch an array. */
sketch sketch_of(const array *a);

/** Whether two sketches are of the same array. */
bool same_sketch(const sketch *a, const sketch *b);

/** The traces that an exercise's answers show: what a mistake with this result does.
 * @return a list in the arena, NULL when everything is right */
trace *traces_of(arena *a, const exercise_result *e);

/** Hold a mistake against an exercise's answers. */
match match_of(arena *a, const mistake *m, const exercise_result *e);

/** The mistake that explains an exercise's answers best, or NULL.
 * @param[out] m  how well */
const mistake *best_match(arena *a, const mistake *list, const exercise_result *e, match *m);

/** Read a file of mistakes, one JSON object a line.
 * @return 0, or -1 with error_set("file:line: …") */
int mistakes_read(mistake **list, arena *a, const char *path);

/** Write one line. @return 0, or -1 when the file cannot be written */
int mistake_write(FILE *out, const mistake *m);

#endif
