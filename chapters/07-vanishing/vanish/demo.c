/* A little of each: what is left of gradients, a run that blows up, and a task that needs a long memory. */
#include <stdio.h>

#include "vanish.h"

static void show_lags(void)
{
	enum { LAGS = 4, UNITS = 64, SEED = 1 };
	static const int lag[LAGS] = {1, 10, 50, 100};
	printf("A gradient of length 1, so many steps back:\n%8s", "");
	for (int i = 0; i < LAGS; i++) printf("%10d", lag[i]);
	puts("");
	for (const layer_kind *const *kind = plain_kinds; *kind; kind++) {
		arena a = {0};
		mat norm = mat_new(&a, 1, lag[LAGS - 1] + 1);
		lab_lags_at_start(norm, *kind, UNITS, SEED);
		printf("%-8s", (*kind)->name);
		for (int i = 0; i < LAGS; i++) printf("%10.2g", (double)*elem(norm, 0, lag[i]));
		puts("");
		arena_free(&a);
	}
}

int vanish_demo(int argc, char **argv)
{
	static char demo[] = "demo"; // it may have been called without a command
	static char *explode[] = {"explode", NULL};
	static char *adding[] = {"adding", "--kinds", "tanh,irnn", "--sequences", "60000", NULL};
	const cli_option options[] = {cli_end};
	argv[0] = demo;
	lab_read_options(&vanish_lab, argc, argv, "A little of each command.", options);
	show_lags();
	puts("\nA training run, its gradients as they come and clipped:");
	fflush(stdout);
	int status = vanish_explode(1, explode);
	if (status) return status;
	puts("");
	return lab_adding(&vanish_lab, 5, adding);
}
