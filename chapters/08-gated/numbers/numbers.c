/* numbers: every result that lesson 08 quotes and the program gatedlm does not print.
 *
 *     08-numbers keys          "key value…" a line; chapters/08-gated/numbers.sh passes them on
 *     08-numbers block NAME    a table as the lesson shows it
 *     08-numbers csv NAME      the data of a figure
 *     08-numbers times         times of the chapter's functions, for the walk-through
 *
 * Keys are written without the chapter's prefix, which numbers.sh adds. */
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "blocks.h"
#include "figures.h"
#include "keys.h"
#include "times.h"

int main(int argc, char **argv)
{
	blas_start(argv); // for the times
	error_program("08-numbers");
	const char *what = argc > 1 ? argv[1] : "", *name = argc > 2 ? argv[2] : "";
	int status = 0;
	if (!strcmp(what, "keys")) {
		keys_of_cell();
		keys_of_flow();
		keys_of_variants();
		keys_of_rules();
	} else if (!strcmp(what, "times"))
		times_print();
	else if (!strcmp(what, "block"))
		status = block_print(name);
	else if (!strcmp(what, "csv"))
		status = figure_print(name);
	else
		status = error_set("expected keys, times, block NAME or csv NAME");
	if (status || fflush(stdout)) error_exit();
	return 0;
}
