/* numbers: every result that lesson 09 quotes and no program prints.
 *
 *     09-numbers keys          "key value…" a line; chapters/09-seq2seq/numbers.sh passes them on
 *     09-numbers block NAME    a table as the lesson shows it
 *     09-numbers csv NAME      the data of a figure
 *
 * Keys are written without the chapter's prefix, which numbers.sh adds. */
#include <stdio.h>
#include <string.h>

#include "blocks.h"
#include "error.h"
#include "figures.h"
#include "keys.h"

int main(int argc, char **argv)
{
	error_program("09-numbers");
	const char *what = argc > 1 ? argv[1] : "", *name = argc > 2 ? argv[2] : "";
	int status = 0;
	if (!strcmp(what, "keys")) {
		keys_of_example();
		keys_of_search();
		keys_of_bleu();
		keys_of_bottleneck();
	} else if (!strcmp(what, "block"))
		status = block_print(name);
	else if (!strcmp(what, "csv"))
		status = figure_print(name);
	else
		status = error_set("expected keys, block NAME or csv NAME");
	if (status || fflush(stdout)) error_exit();
	return 0;
}
