/** @file program.h
 * The parts of the program svd that its subcommands share.
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <stdbool.h>

#include "cli.h"
#include "sparse.h"
#include "svd.h"
#include "vocab.h"
#include "wordvec.h"

/** A sparse matrix with its words, ready to be decomposed. */
typedef struct {
	arena a;
	const char *name;   /**< for messages */
	sparse x;           /**< as it was read, or PPMI of it */
	vocab *rows, *cols; /**< words; the same table when they are the same words */
	mat weight;     /**< (1,C) when PPMI was made here: ln (Σ_c N_c^α / N_j^α), see counts.h */
	double squares; /**< Σ x_ij² = Σ s_i² */
} table;

/** How a table is read. */
typedef struct {
	bool counts;  /**< it holds counts: make PPMI of them */
	double alpha; /**< see ppmi() */
} table_reading;

/** The options that set a table_reading. */
#define TABLE_OPTIONS(r)                                                                           \
	cli_flag("ppmi", &(r).counts, "the file holds counts: make positive PMI of them first"),       \
	        cli_real_above("alpha", &(r).alpha, 0, 1, "with --ppmi: smoothing of contexts")

/** Read a table. @return 0, or -1 with an error: bad file, nothing but zeros, a negative count */
int table_read(table *t, const char *path, table_reading how);
/** Finish a table whose x, rows, cols are set. @return 0, or -1 with an error */
int table_finish(table *t, table_reading how);

/** What of a table's decomposition is wanted. */
typedef struct {
	int dimensions;   /**< vectors of so many numbers; 0: 100, or as many as there are */
	int drop;         /**< the first so many are left out */
	int steps, block; /**< see krylov; steps 0: as many as the dimensions take */
	long seed;        /**< of the start */
} wanted;

/** Defaults. */
extern const wanted wanted_default;

/** The options that set it. */
#define WANTED_OPTIONS(w)                                                                          \
	cli_int("dimensions", &(w).dimensions, 0, 65536, "how many; 0: 100, or all there are"),        \
	        cli_int("steps", &(w).steps, 0, 65536,                                                 \
	                "blocks of the Krylov space; more are more exact; 0: as dimensions take"),     \
	        cli_int("block", &(w).block, 1, 65536, "columns of a block"),                          \
	        cli_long("seed", &(w).seed, 0, 1e15, "for the random start")

/** A truncated decomposition, the dropped dimensions included. */
typedef struct {
	mat u, s, v;        /**< (m,k), (1,k), (n,k) */
	int drop;           /**< first dimensions that are no part of the vectors */
	double transposing; /**< CPU seconds spent on the transpose */
	double seconds;     /**< CPU seconds of the decomposition itself */
} decomposition;

/** Decompose. @return 0, or -1 with an error: more wanted than there is */
int decompose(decomposition *d, const table *t, wanted w, arena *a);
/** Word vectors: U diag(s^power) without the dropped columns. */
mat decomposition_vectors(const decomposition *d, double power, arena *a);

/** Save what folding in takes. @return 0, or -1 with an error */
int fold_save(const decomposition *d, const table *t, double power, const char *path);

/** Find out now, and not after an hour's work, that a file cannot be written. NULL is no file.
 * @return 0, or -1 with an error */
int check_writable(const char *path);
/** Print the k nearest neighbours of each word by cosine.
 * @param[in] names  (n) those that w does not have are left out */
void print_neighbours(const wordvec *w, const char *const *names, int n, int k);
/** Sentences of a small generated world, counted and weighed. @return 0, or -1 with an error */
int generated_table(table *t, table_reading how);
/** Vectors of that world's words, the commonest first. @return 0, or -1 with an error */
int generated_vectors(wordvec *w, arena *a);
/** Read options; anything that is not one is an error unless `arguments` says what it may be.
 * Exits when something is wrong, also when fewer than `least` or more than `most` arguments come.
 * @return index of the first argument */
int svd_options(int argc, char **argv, const cli_program *p, int least, int most,
        const cli_option *options);

/** The subcommands; each returns main()'s status. */
int svd_demo(int argc, char **argv);
int svd_decompose(int argc, char **argv);
int svd_fold_in(int argc, char **argv);
int svd_scree(int argc, char **argv);
int svd_map(int argc, char **argv);
int svd_time(int argc, char **argv);

#endif
