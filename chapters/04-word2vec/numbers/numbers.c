/* numbers: every result that lesson 04 quotes and word2vec does not print.
 *
 *     04-numbers keys                          "key value…" a line; numbers.sh passes them on
 *     04-numbers block NAME                    a table as the lesson shows it
 *     04-numbers csv NAME                      the data of a figure
 *     04-numbers offsets VECTORS               arrows of two planted relations, as CSV
 *     04-numbers spectral COUNTS SHIFT D OUT   vectors from shifted PPMI by singular values
 *     04-numbers times                         how long the functions take beside others
 *     04-numbers steps                         how fast five versions of one loop are
 *
 * Keys are written without the chapter's prefix, which numbers.sh adds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "blas.h"
#include "byhand.h"
#include "error.h"
#include "optimum.h"
#include "steps.h"
#include "times.h"
#include "vectors.h"

static void keys(void)
{
	byhand_keys();
	optimum_keys();
}

static const struct {
	const char *verb, *name;
	void (*run)(void);
} calls[] = {
        {"block", "pairs", block_pairs},
        {"block", "step", block_step},
        {"block", "tree", block_tree},
        {"block", "alias", block_alias},
        {"csv", "pairs", csv_pairs},
        {"csv", "tree", csv_tree},
        {"csv", "optimum", csv_optimum},
        {"csv", "loss", csv_loss},
};

static int run(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "keys")) return keys(), 0;
	if (argc == 2 && !strcmp(argv[1], "steps")) return steps_print(), 0;
	if (argc == 2 && !strcmp(argv[1], "times")) return times_print(), 0;
	if (argc == 3 && !strcmp(argv[1], "offsets")) return csv_offsets(argv[2]);
	if (argc == 6 && !strcmp(argv[1], "spectral"))
		return spectral(argv[2], atof(argv[3]), atoi(argv[4]), argv[5]);
	for (size_t i = 0; argc == 3 && i < sizeof calls / sizeof *calls; i++)
		if (!strcmp(argv[1], calls[i].verb) && !strcmp(argv[2], calls[i].name))
			return calls[i].run(), 0;
	return error_set("expected keys, block NAME, csv NAME, offsets, spectral, times or steps");
}

int main(int argc, char **argv)
{
	blas_start(argv);
	error_program("04-numbers");
	if (run(argc, argv) < 0) error_exit();
	return 0;
}
