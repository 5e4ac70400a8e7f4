/* One training run twice: with the gradient as it comes, and clipped. */
#include <stdio.h>

#include "output.h"
#include "vanish.h"

static void write_run(FILE *f, const char *name, const trial *t, int batch)
{
	for (int i = 0; i < t->points; i++)
		fprintf(f, "%s,%ld,%.6g,%.6g\n", name, t->curve[i].sequences / batch, t->curve[i].train,
		        t->curve[i].norm);
}

/* The run, the most updates that it may make, and the last word on it. */
static trial_end run(
        const char *name, const lab_options *o, const layer_kind *kind, int lag, FILE *f)
{
	static trial t;
	arena a = {0};
	trial_end end;
	task adding = adding_task(lag);
	const long every =
	        o->sequences / o->batch / (TRIAL_POINTS - 2) + 1; // updates between two points
	const trial_options with = {.task = &adding, .every = every * o->batch, .judged = o->batch};
	lab_trial(&a, &vanish_lab, o, with, kind, o->first_seed, &t, &end);
	arena_free(&a);
	double longest = 0;
	for (int i = 0; i < t.points; i++) longest = fmax(longest, t.curve[i].norm);
	printf("%-8s %-9s ", kind->name, name);
	if (end == TRIAL_NOT_FINITE)
		printf("the loss of update %ld is no finite number", t.update + 1);
	else
		printf("%ld updates, every loss finite, the last %.3f", t.update, trial_last(&t)->train);
	printf("; longest gradient %.2g\n", longest);
	fflush(stdout);
	if (f) write_run(f, name, &t, o->batch);
	return end;
}

int vanish_explode(int argc, char **argv)
{
	lab_options o = {LAB_LEARNING_DEFAULTS};
	int lag = 50, updates = 6000;
	const char *curve = NULL, *kind_name = "nprnn";
	output file = {0};
	const layer_kind *kinds[LAB_KINDS];
	const cli_option options[] = {cli_int("lag", &lag, 2, 10000, "values in a sequence"),
	        cli_string("kind", &kind_name, lab_kinds_help(&vanish_lab)),
	        cli_int("hidden", &o.hidden, 1, 4096, "units"),
	        cli_int("batch", &o.batch, 1, 4096, "sequences of an update"),
	        cli_int("updates", &updates, 1, 1e9, "how many at most"),
	        cli_string("rule", &o.rule, lab_rules_help(&vanish_lab)),
	        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate"),
	        cli_real_above("clip", &o.clip, 0, HUGE_VAL, "longest gradient of the clipped run"),
	        cli_int("seed", &o.first_seed, 0, 1e9, "of weights and sequences"),
	        cli_file("curve", &curve, "write run,update,loss,norm here"), cli_end};
	o.rule = "sgd";
	o.rate = 0.1;
	lab_read_options(&vanish_lab, argc, argv,
	        "The same training run on the adding problem without and with clipping.", options);
	o.kinds = kind_name;
	o.sequences = (long)updates * o.batch;
	int n = lab_begin(&vanish_lab, &o, lag, kinds);
	if (curve && output_open(&file, curve) < 0) error_exit();
	if (curve) fputs("run,update,loss,norm\n", file.f);
	trial_end end = TRIAL_DONE;
	for (int k = 0; k < n && end != TRIAL_INTERRUPTED; k++) {
		lab_options plain = o;
		plain.clip = 0;
		end = run("plain", &plain, kinds[k], lag, file.f);
		if (end != TRIAL_INTERRUPTED) end = run("clipped", &o, kinds[k], lag, file.f);
	}
	if (curve && output_commit(&file) < 0) error_exit();
	return lab_end(&vanish_lab, &o, end == TRIAL_INTERRUPTED);
}
