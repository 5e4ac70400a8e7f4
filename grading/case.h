/** @file case.h
 * How cases are written: draw inputs, call the student's function, write down what it answered.
 *
 * A chapter's cases.c fills two tables: `exercises`, and `cases`, which points at a table of cases for
 * each of the chapter's files (words.c has the cases of the solution's words.c). Tables of exercises
 * and of cases end with an empty entry.
 * A case never judges: it records facts, and another program compares them.
 *
 *     static void step_forward_small(book *b)
 *     {
 *         mat x = draw(b, "x", "BD", 3, 5, 1), y = blank(b, 3, 2);
 *         affine_forward(y, x, …);
 *         record(b, "y", "BH", y);
 *     }
 *
 * Every input is recorded a second time when the case ends, so a function that changed what it
 * should only have read is found out.
 */
#ifndef CASE_H
#define CASE_H

#include "gradcheck.h"
#include "mat.h"
#include "rng.h"
#include "transcript.h"

/** How many times larger than usual the arrays are. 1, but in workers of the instructor's desk that time
 * backward passes: a gradient that is put together from a difference for each parameter needs as
 * many forward passes as there are parameters, and no formula does. Of such cases projections are
 * recorded, and no inputs; a chapter takes part when the sizes in its cases are multiples of SCALE. */
#ifndef SCALE
#define SCALE 1
#endif

/** An exercise of the chapter, in the order of the lesson. */
typedef struct {
	const char *number; /**< "6.1" */
	const char *name;   /**< the function to write */
	int points;         /**< shared out over the arrays that its cases record */
} exercise;

/** One page of the record, open while a case runs. */
typedef struct book {
	transcript t;
	rng r;   /**< the case's own random numbers, from the seed and the case's name */
	arena a; /**< freed when the case ends */
	struct book_input *inputs;
} book;

/** One case of an exercise. */
typedef struct {
	const char *exercise; /**< name of the exercise that it tests */
	const char *name;     /**< unique within the exercise */
	void (*run)(book *b); /**< draws inputs, calls the exercise, records */
	const char *needs;    /**< an exercise whose code the case calls too, or NULL: while that one
	                        is not passed, this case says nothing and costs nothing */
	double seconds;       /**< time limit, 0 for the usual */
} grade_case;

/** What cases.c of a chapter defines: its folder's name. */
extern const char *const chapter_name;
/** Its exercises, in the order of the lesson. */
extern const exercise exercises[];
/** Its tables of cases, ended by NULL: together by exercise, each table ended by an empty entry. */
extern const grade_case *const cases[];

/** An input (rows,cols) of normal numbers times `scale`, recorded. */
mat draw(book *b, const char *array, const char *axes, int rows, int cols, double scale);
/** An input sequence (T,B,D) of normal numbers times `scale`, recorded. */
seq draw_seq(book *b, const char *array, const char *axes, int T, int B, int D, double scale);
/** n integers in 0 … below-1, recorded. */
int *draw_ints(book *b, const char *array, const char *axes, int n, int below);

/** A copy that a function may change: what it was before stays recorded. */
mat copy_of(book *b, mat before);
/** The same for a sequence. */
seq copy_of_seq(book *b, seq before);
/** A copy of an input (rows,cols) of normal numbers: room that already holds something, where += has to
 * keep it. */
mat started(book *b, const char *array, const char *axes, int rows, int cols);
/** The same for a sequence. */
seq started_seq(book *b, const char *array, const char *axes, int T, int B, int D);

/** Record an input that the case made itself. */
void given(book *b, const char *array, const char *axes, mat m);
/** The same for a sequence. */
void given_seq(book *b, const char *array, const char *axes, seq s);
/** The same for n integers. */
void given_ints(book *b, const char *array, const char *axes, int n, const int *ids);
/** The same for n integers that the case does not keep. */
void given_numbers(book *b, const char *array, const char *axes, int n, const int *x);
/** The same for n words. */
void given_words(book *b, const char *array, int n, const char *const *words);

/** Room for an answer, filled with NaN: what is not written shows. */
mat blank(book *b, int rows, int cols);
/** The same for a sequence. */
seq blank_seq(book *b, int T, int B, int D);
/** Room for n integers, filled with -999. */
int *blank_ints(book *b, int n);

/** Record an answer. */
void record(book *b, const char *array, const char *axes, mat m);
/** The same for a sequence. */
void record_seq(book *b, const char *array, const char *axes, seq s);
/** The same for n integers. */
void record_ints(book *b, const char *array, const char *axes, int n, const int *ids);
/** The same for one number. */
void record_number(book *b, const char *array, double x);
/** The same for n words. */
void record_words(book *b, const char *array, int n, const char *const *words);

/** An array's name put together, "dW" + "1" + "_before", which lives as long as the case. */
const char *name_of(book *b, const char *array, const char *suffix, const char *end);

/** Record the numeric gradient of f with respect to p, under the name of the answer it should
 * equal. */
void record_numeric(
        book *b, const char *array, const char *axes, mat p, scalar_function f, void *context);
/** The same for a sequence of parameters. */
void record_numeric_seq(
        book *b, const char *array, const char *axes, seq p, scalar_function f, void *context);

/** For workers: the chapter's case number n, from 0, or NULL when there are not so many. */
const grade_case *case_number(int n);
/** For workers: open a book for case c, run it, record the inputs once more, close. */
void book_run(FILE *out, const grade_case *c, uint64_t seed);
/** For workers: one line per exercise and case, the head of a reference transcript. */
void book_contents(FILE *out);

#endif
