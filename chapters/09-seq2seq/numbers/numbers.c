/* numbers: every result that lesson 09 quotes and no program prints.
 *
 *     09-numbers keys          "key value…" a line; chapters/09-seq2seq/numbers.sh passes them on
 *     09-numbers block NAME    a table as the lesson shows it
 *     09-numbers csv NAME      the data of a figure
 *     09-numbers learn         how small translators of both kinds do (some 40 seconds)
 *     09-numbers times         times of the chapter's functions, for the walk-through
 *
 * Keys are written without the chapter's prefix, which numbers.sh adds. */
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "blocks.h"
#include "error.h"
#include "figures.h"
#include "keys.h"
#include "learner.h"
#include "stopwatch.h"
#include "times.h"

enum { SEEDS = 5 };

static void print_spread(const char *name, double *percent)
{
	stopwatch_times spread = stopwatch_spread(percent, SEEDS);
	printf("%s %.2f %.2f %.2f\n", name, spread.median, spread.fastest, spread.slowest);
}

/* "NAME.all median low high", per cent of words, five seeds; NAME.4 … of sentences of each length. */
static void learn_one(const char *name, learner_kind kind, int updates)
{
	double all[SEEDS], of[PLACES + 1][SEEDS];
	char key[64];
	for (int seed = 0; seed < SEEDS; seed++) {
		learner_result right = learner_run(kind, updates, (uint64_t)seed + 1);
		all[seed] = 100 * right.all;
		for (int n = 0; n <= PLACES; n++) of[n][seed] = 100 * right.of[n];
	}
	snprintf(key, sizeof key, "%s.all", name);
	print_spread(key, all);
	for (int n = 4; kind.spoken == BACKWARDS && n <= PLACES; n++) {
		snprintf(key, sizeof key, "%s.%d", name, n);
		print_spread(key, of[n]);
	}
}

static void learn(void)
{
	char name[48];
	for (int l = 0; l < LANGUAGES; l++)
		for (int look = 0; look < LOOKS; look++) {
			snprintf(name, sizeof name, "learn.%s.%s", language_name[l], look_name[look]);
			learn_one(name, (learner_kind){(language)l, (learner_look)look}, 600);
		}
	learn_one("learn.long.vector", (learner_kind){BACKWARDS, ONE_VECTOR}, 3000);
}

int main(int argc, char **argv)
{
	blas_start(argv); // for the times
	error_program("09-numbers");
	const char *what = argc > 1 ? argv[1] : "", *name = argc > 2 ? argv[2] : "";
	int status = 0;
	if (!strcmp(what, "keys")) {
		keys_of_example();
		keys_of_search();
		keys_of_bleu();
		keys_of_bottleneck();
	} else if (!strcmp(what, "learn"))
		learn();
	else if (!strcmp(what, "times"))
		times_print();
	else if (!strcmp(what, "block"))
		status = block_print(name);
	else if (!strcmp(what, "csv"))
		status = figure_print(name);
	else
		status = error_set("expected keys, learn, times, block NAME or csv NAME");
	if (status || fflush(stdout)) error_exit();
	return 0;
}
