/* numbers: every result that lesson 03 quotes and the program svd does not print.
 *
 *     03-numbers keys          "key value…" a line; chapters/03-svd/numbers.sh passes them on
 *     03-numbers block NAME    a table as the lesson shows it
 *     03-numbers csv NAME      the data of a figure
 *     03-numbers maps SEED     keys of maps, which differ from seed to seed
 *     03-numbers times         times of the chapter's functions, for the walk-through
 *
 * Keys are written without the chapter's prefix, which numbers.sh adds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "blas.h"
#include "blocks.h"
#include "figures.h"
#include "keys.h"
#include "times.h"

int main(int argc, char **argv)
{
	blas_start(argv); // for the times
	error_program("03-numbers");
	const char *what = argc > 1 ? argv[1] : "", *name = argc > 2 ? argv[2] : "";
	int status = 0;
	if (!strcmp(what, "keys")) {
		keys_of_decompositions();
		keys_of_maps();
	} else if (!strcmp(what, "times"))
		times_print();
	else if (!strcmp(what, "maps"))
		keys_of_seed((uint64_t)strtoul(name, NULL, 10));
	else if (!strcmp(what, "block"))
		status = block_print(name);
	else if (!strcmp(what, "csv"))
		status = figure_print(name);
	else
		status = error_set("expected keys, times, maps SEED, block NAME or csv NAME");
	if (status || fflush(stdout)) error_exit();
	return 0;
}
