/* Adding and copying: kinds of layers learn a task, seed by seed, until it is solved or the sequences
 * are used up. */
#include <stdio.h>
#include <stdlib.h>

#include "experiments.h"
#include "output.h"

/* What is compared. */
typedef struct {
	const laboratory *lab;
	const lab_options *o;
	const task *task;
	char title[120];
	double solved;     // loss that counts as that
	const char *curve; // file for the learning curves, or NULL
	output file;
} comparison;

static void write_curve(comparison *c, const layer_kind *kind, int seed, const trial *t)
{
	for (int i = 0; i < t->points; i++) {
		const trial_point *p = &t->curve[i];
		fprintf(c->file.f, "%s,%d,%ld,%.6g,", kind->name, seed, p->sequences, p->fresh.loss);
		if (!c->task->squares) fprintf(c->file.f, "%.4f,", p->fresh.accuracy);
		fprintf(c->file.f, "%.4g\n", p->norm);
	}
}

static void tell(
        const comparison *c, const layer_kind *kind, int seed, const trial *t, trial_end end)
{
	const trial_point *p = trial_last(t);
	printf("%-*s seed %-3d ", lab_width(c->lab), kind->name, seed);
	if (end == TRIAL_SOLVED)
		printf("solved after %9ld sequences", p->sequences);
	else if (end == TRIAL_NOT_FINITE)
		printf("no number after %6ld sequences", t->update * c->o->batch);
	else
		printf("not solved in %8ld sequences", t->update * c->o->batch);
	printf("   loss %.4f", p->fresh.loss);
	if (!c->task->squares) printf("   right %5.1f %%", 100 * p->fresh.accuracy);
	puts("");
	fflush(stdout);
}

static int by_size(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;
	return (x > y) - (x < y);
}

/* All seeds of one kind; false when interrupted. */
static bool compare_kind(comparison *c, const layer_kind *kind)
{
	static trial t;
	long after[LAB_SEEDS] = {0};
	int solved = 0;
	const long every = c->o->sequences / 1000 > 2000 ? c->o->sequences / 900 : 2000;
	const trial_options with = {
	        .task = c->task, .every = every, .judged = 1000, .solved = c->solved};
	for (int i = 0; i < c->o->seeds; i++) {
		arena a = {0};
		trial_end end;
		int seed = c->o->first_seed + i;
		lab_trial(&a, c->lab, c->o, with, kind, seed, &t, &end);
		if (c->curve) write_curve(c, kind, seed, &t);
		arena_free(&a);
		if (end == TRIAL_INTERRUPTED) return false;
		tell(c, kind, seed, &t, end);
		if (end == TRIAL_SOLVED) after[solved++] = trial_last(&t)->sequences;
	}
	if (c->o->seeds == 1) return true;
	printf("%-*s solved by %d of %d seeds", lab_width(c->lab), kind->name, solved, c->o->seeds);
	qsort(after, (size_t)solved, sizeof *after, by_size);
	if (solved)
		printf(", after %ld to %ld sequences, median %ld", after[0], after[solved - 1],
		        after[solved / 2]);
	puts("\n");
	return true;
}

static int compare(comparison *c)
{
	const layer_kind *kinds[LAB_KINDS];
	int n = lab_begin(c->lab, c->o, c->task->steps, kinds);
	if (c->curve && output_open(&c->file, c->curve) < 0) error_exit();
	if (c->curve)
		fprintf(c->file.f, "kind,seed,sequences,loss,%snorm\n",
		        c->task->squares ? "" : "accuracy,");
	printf("%s\n", c->title);
	bool whole = true;
	for (int i = 0; i < n && whole; i++) whole = compare_kind(c, kinds[i]);
	if (c->curve && output_commit(&c->file) < 0) error_exit();
	return lab_end(c->lab, c->o, !whole);
}

int lab_adding(const laboratory *lab, int argc, char **argv)
{
	lab_options o = {LAB_LEARNING_DEFAULTS};
	int lag = 50;
	double solved = 0.01;
	comparison c = {.lab = lab, .o = &o};
	const cli_option options[] = {cli_int("lag", &lag, 2, 100000, "values in a sequence"),
	        LAB_LEARNING_OPTIONS(lab, o),
	        cli_real("solved", &solved, 0, 1, "mean squared error to stop at"),
	        cli_file("curve", &c.curve, "write kind,seed,sequences,loss,norm here"), cli_end};
	lab_read_options(lab, argc, argv,
	        "The adding problem: two of the values are marked; what is their sum?", options);
	task t = adding_task(lag);
	c.task = &t;
	c.solved = solved;
	snprintf(c.title, sizeof c.title,
	        "adding, %d values: always answering 1 has a mean squared error of 0.167", lag);
	return compare(&c);
}

int lab_copying(const laboratory *lab, int argc, char **argv)
{
	lab_options o = {LAB_LEARNING_DEFAULTS};
	int lag = 20, symbols = 8, length = 5;
	double solved = 0.05;
	comparison c = {.lab = lab, .o = &o};
	const cli_option options[] = {
	        cli_int("lag", &lag, 0, 100000, "steps between the last symbol and the sign"),
	        cli_int("symbols", &symbols, 2, 1000, "different symbols"),
	        cli_int("length", &length, 1, 1000, "symbols to say again"),
	        LAB_LEARNING_OPTIONS(lab, o),
	        cli_real("solved", &solved, 0, 10, "nats a symbol to stop at"),
	        cli_file("curve", &c.curve, "write kind,seed,sequences,loss,accuracy,norm here"),
	        cli_end};
	lab_read_options(lab, argc, argv,
	        "Copying: some symbols, then nothing for long; which were they?", options);
	task t = copying_task(lag, symbols, length);
	c.task = &t;
	c.solved = solved;
	snprintf(c.title, sizeof c.title,
	        "copying, %d of %d symbols over %d steps: guessing loses %.3f nats a symbol", length,
	        symbols, lag, log(symbols));
	return compare(&c);
}
