/* plot: draw a gnuplot script with a data file in the look of the course; see plot.h. */
#include <stdio.h>

#include "cli.h"
#include "error.h"
#include "plot.h"

int main(int argc, char **argv)
{
	static const cli_option options[] = {cli_end};
	static const cli_program program = {"plot", "SCRIPT.gp DATA OUT",
	        "Draw a gnuplot script: OUT.svg and OUT.png, or what PLOT says (text, svg, png).", "1"};
	int first = cli_parse(argc, argv, &program, options);
	if (first >= 0 && argc - first != 3)
		first = error_set("expected three arguments, SCRIPT.gp DATA OUT; found %d", argc - first);
	if (first < 0 || plot_run(argv[first], argv[first + 1], argv[first + 2]) == PLOT_FAILED)
		error_exit();
	return 0;
}
