/* numbers: every result that lesson 02 quotes and cooc does not print.
 *
 *     02-numbers keys          "key value…" a line; chapters/02-similarity/numbers.sh passes them on
 *     02-numbers block NAME    a table as the lesson shows it
 *     02-numbers csv NAME      the data of a figure
 *     02-numbers times         times of the chapter's functions, for the walk-through
 *
 * Keys are written without the chapter's prefix, which numbers.sh adds. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "byhand.h"
#include "puzzle.h"
#include "ranks.h"
#include "table.h"
#include "times.h"

static void keys(void)
{
	byhand_keys();
	puzzle_keys();
}

static const struct {
	const char *verb, *name;
	void (*run)(void);
} calls[] = {
        {"block", "puzzle", puzzle_print},
        {"block", "table", block_table},
        {"block", "ppmi", block_ppmi},
        {"block", "nearest", block_nearest},
        {"block", "heap", block_heap},
        {"csv", "plane", csv_plane},
        {"csv", "circle", csv_circle},
        {"csv", "ppmi", csv_ppmi},
        {"csv", "window", puzzle_window_csv},
};

int main(int argc, char **argv)
{
	blas_start(argv);
	error_program("02-numbers");
	if (argc == 2 && !strcmp(argv[1], "keys")) {
		keys();
		return 0;
	}
	if (argc == 2 && !strcmp(argv[1], "times")) {
		times_print();
		return 0;
	}
	for (size_t i = 0; argc == 3 && i < sizeof calls / sizeof *calls; i++)
		if (!strcmp(argv[1], calls[i].verb) && !strcmp(argv[2], calls[i].name)) {
			calls[i].run();
			return 0;
		}
	error_set("expected keys, block NAME, csv NAME, or times");
	error_exit();
}
