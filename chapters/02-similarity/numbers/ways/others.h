/** @file others.h
 * Other ways to do what the chapter does, for the walk-through to hold against it.
 */
#ifndef OTHERS_H
#define OTHERS_H

#include "counts.h"
#include "similarity.h"

enum {
	WORDS = 100000,
	V = 3000,
	WIDE = 12000,
	MANY = 1000,
	Q = 64,
	VECTORS = 20000,
	DIM = 100,
	K = 10,
	JUDGED = 2000
};

/** Five places to either side. */
static const window near_five = {.left = 5, .right = 5};

/** What the jobs work on. */
typedef struct {
	arena a, scratch;
	int *id;
	sparse counts;
	mat vectors, queries, block, scores, judged, ranked;
	scored *best, *sorted;
	double *dense;
	struct cell *table;
} bench;

/** Draw a text by Zipf's law, and vectors. */
void others_prepare(bench *b);
void others_free(bench *b);

/** Each pair a triple; sort them at the end. */
void others_triples(bench *b);
/** Each pair looked up in one hash table for the whole text … */
void others_lookups(bench *b);
/** … and what it holds sorted into rows. */
void others_hash(bench *b);
/** Each pair added to its cell of a full V×V table. */
void others_dense(bench *b);
/** Row by row, looking at all columns at the end of each row. */
void others_full_rows(bench *b, int vocabulary);
/** Row by row, with a list of the columns that were touched, sorted at the end of the row. */
void others_touched(bench *b, int vocabulary);
/** PPMI with a logarithm for every entry, positive or not. */
void others_every_log(bench *b);
/** Rows of length 1 by squares of the numbers as they are. */
void others_plain_unit(bench *b);
/** All scores in one product, then the heaps. */
void others_whole(bench *b);
/** Scores by a loop over each pair of vectors. */
void others_loops(bench *b);
/** The best k kept in order, each newcomer pushed up to its place. */
void others_list(bench *b, int k);
/** All scores of a query sorted. */
void others_sort(bench *b);
/** Ranks by comparing each with each. */
void others_ranks(bench *b);

#endif
