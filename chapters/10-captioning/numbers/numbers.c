/* numbers: every result that lesson 10 quotes and the program caption does not print.
 *
 *     10-numbers keys          "key value…" a line; chapters/10-captioning/numbers.sh passes them on
 *     10-numbers block NAME    a table as the lesson shows it
 *     10-numbers csv NAME      the data of a figure
 *     10-numbers times         times of the chapter's functions, for the walk-through
 *
 * Keys are written without the chapter's prefix, which numbers.sh adds. */
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "tables.h"
#include "figures.h"
#include "keys.h"
#include "times.h"

int main(int argc, char **argv)
{
	blas_start(argv); // for the times
	error_program("10-numbers");
	const char *what = argc > 1 ? argv[1] : "", *name = argc > 2 ? argv[2] : "";
	int status = 0;
	if (!strcmp(what, "keys")) {
		keys_of_pictures();
		keys_of_telling();
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
