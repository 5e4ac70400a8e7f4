/* What experiments share: options, kinds and rules by name, one trial after another. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "experiments.h"
#include "interrupt.h"

void lab_read_options(
        const laboratory *lab, int argc, char **argv, const char *about, const cli_option *options)
{
	static char name[64]; // error_exit() will want it
	snprintf(name, sizeof name, "%s %s", lab->program, argv[0]);
	const cli_program program = {name, NULL, about, "1"};
	int first = cli_parse(argc, argv, &program, options);
	if (first >= 0 && first < argc)
		first = error_set("'%s' is not an option; %s --help lists them", argv[first], name);
	if (first < 0) error_exit();
}

/* Names in a row, behind what is there already. */
static void append(char *text, size_t room, const char *name)
{
	size_t n = strlen(text);
	snprintf(text + n, room - n, "%s%s", n && text[n - 1] != ' ' ? "," : "", name);
}

const char *lab_kinds_help(const laboratory *lab)
{
	static char text[256];
	strcpy(text, "kinds of layers, with commas between: all, or some of ");
	for (const layer_kind *const *k = lab->kinds; *k; k++) append(text, sizeof text, (*k)->name);
	return text;
}

const char *lab_rules_help(const laboratory *lab)
{
	static char text[128];
	strcpy(text, "how weights change: one of ");
	for (const optim_rule *const *r = lab->rules; *r; r++) append(text, sizeof text, (*r)->name);
	return text;
}

int lab_kinds(const laboratory *lab, const char *list, const layer_kind *found[LAB_KINDS])
{
	int n = kinds_named(lab->kinds, list, found);
	if (n > 0) return n;
	char why[256];
	snprintf(why, sizeof why, "%s", error_message());
	error_set("--kinds %s: %s; expected %s", list, why, lab_kinds_help(lab));
	error_exit();
}

const optim_rule *lab_rule(const laboratory *lab, const char *name)
{
	for (const optim_rule *const *r = lab->rules; *r; r++)
		if (!strcmp((*r)->name, name)) return *r;
	error_set("--rule %s: expected %s", name, lab_rules_help(lab));
	error_exit();
}

int lab_begin(
        const laboratory *lab, const lab_options *o, int nsteps, const layer_kind *kinds[LAB_KINDS])
{
	int n = lab_kinds(lab, o->kinds, kinds);
	lab_rule(lab, o->rule);
	double states = (double)nsteps * o->batch * o->hidden;
	if (states > LAB_STATES) {
		error_set("%d steps with --batch %d and --hidden %d are %.0f numbers at once; at most %d",
		        nsteps, o->batch, o->hidden, states, LAB_STATES);
		error_exit();
	}
	if (o->resume && !o->checkpoint) {
		error_set("--resume needs --checkpoint FILE, the files to go on from");
		error_exit();
	}
	interrupt_catch();
	return n;
}

int lab_width(const laboratory *lab)
{
	int width = 8;
	for (const layer_kind *const *kind = lab->kinds; *kind; kind++)
		if ((int)strlen((*kind)->name) > width) width = (int)strlen((*kind)->name);
	return width;
}

int lab_end(const laboratory *lab, const lab_options *o, bool interrupted)
{
	if (!interrupted) return 0;
	fflush(stdout);
	fprintf(stderr, "%s: interrupted%s\n", lab->program,
	        o->checkpoint ? "; --resume goes on from there" : "");
	return 130;
}

network *lab_trial(arena *a, const laboratory *lab, const lab_options *o, trial_options with,
        const layer_kind *kind, int seed, trial *t, trial_end *end)
{
	char what[64], path[4096];
	network *n = task_network(a, with.task, kind, o->hidden, 1, o->batch, (uint64_t)seed);
	snprintf(what, sizeof what, "%s, seed %d", kind->name, seed);
	if (o->checkpoint) snprintf(path, sizeof path, "%s.%s.%d", o->checkpoint, kind->name, seed);
	if (o->checkpoint && !o->resume && !access(path, F_OK))
		fprintf(stderr, "%s: %s will be replaced; --resume would go on from it\n", lab->program,
		        path);
	with.rule = lab_rule(lab, o->rule);
	with.sequences = o->sequences;
	with.rate = o->rate;
	with.clip = o->clip;
	with.seed = (uint64_t)seed;
	with.checkpoint = o->checkpoint ? path : NULL;
	with.resume = o->resume;
	with.what = what;
	*end = trial_run(n, &with, t);
	if (*end == TRIAL_ERROR) error_exit();
	return n;
}
