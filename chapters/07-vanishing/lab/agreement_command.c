/* Agreement across attractors: which number does a network expect of the verb? It learns from
 * sentences and is then examined by how many of the nouns in between have the other number. */
#include <stdio.h>

#include "experiments.h"
#include "output.h"

enum { ATTRACTORS = AGREEMENT_BETWEEN + 1 };

/* Sentences and right answers, by number of attractors and by whether the nearest noun agrees. */
typedef struct {
	long seen[ATTRACTORS][2], right[ATTRACTORS][2];
} tally;

/* Which number the network expects after step t of sequence b. Where it answers with words, the
 * probabilities of all verbs of a number count. */
static agreement_number expected(const network *n, const task *t, int step, int b)
{
	const real *logit = row(at(n->y, step), b);
	if (!t->every_word) return logit[SINGULAR] >= logit[PLURAL] ? SINGULAR : PLURAL;
	double sum[3] = {0}, largest = -HUGE_VAL;
	for (int w = 0; w < n->y.D; w++) largest = fmax(largest, (double)logit[w]);
	for (int w = 0; w < n->y.D; w++) sum[t->grammar->verb[w]] += exp((double)logit[w] - largest);
	return sum[SINGULAR] >= sum[PLURAL] ? SINGULAR : PLURAL;
}

/* So many sentences with each number of nouns in between. */
static void examine(tally *count, network *n, const task *t, uint64_t seed, long sentences)
{
	arena a = {0};
	const int B = n->shape.batch;
	task_batch b = task_batch_new(&a, t, B);
	agreement_sentence *s = arena_alloc(&a, (size_t)B, sizeof *s);
	rng r = rng_new(seed, AGREEMENT_STREAM);
	for (int between = 0; between <= AGREEMENT_BETWEEN; between++)
		for (long done = 0; done < sentences; done += B) {
			for (int i = 0; i < B; i++) {
				agreement_draw(t->grammar, &r, between, &s[i]);
				task_write_sentence(t, &b, i, &s[i]);
			}
			network_forward(n, b.in, b.T);
			for (int i = 0; i < B; i++) {
				count->seen[s[i].attractors][s[i].recency_agrees]++;
				count->right[s[i].attractors][s[i].recency_agrees] +=
				        expected(n, t, s[i].length - 2, i) == s[i].number;
			}
		}
	arena_free(&a);
}

static double percent(long right, long seen)
{
	return seen ? 100 * (double)right / (double)seen : (double)NAN;
}

static void print_tally(const laboratory *lab, const layer_kind *kind, int seed, const tally *c)
{
	printf("%-*s seed %-3d", lab_width(lab), kind->name, seed);
	long seen[2] = {0}, right[2] = {0};
	for (int k = 0; k < ATTRACTORS; k++) {
		printf(" %7.2f", percent(c->right[k][0] + c->right[k][1], c->seen[k][0] + c->seen[k][1]));
		for (int agrees = 0; agrees < 2; agrees++) {
			seen[agrees] += c->seen[k][agrees];
			right[agrees] += c->right[k][agrees];
		}
	}
	printf(" | %7.2f %9.2f\n", percent(right[1], seen[1]), percent(right[0], seen[0]));
	fflush(stdout);
}

static void write_tally(FILE *f, const layer_kind *kind, int seed, const tally *c)
{
	for (int k = 0; k < ATTRACTORS; k++)
		for (int agrees = 0; agrees < 2; agrees++)
			if (c->seen[k][agrees])
				fprintf(f, "%s,%d,%d,%d,%ld,%ld\n", kind->name, seed, k, agrees, c->seen[k][agrees],
				        c->right[k][agrees]);
}

/* The nearest noun's answers: right where it agrees, wrong where it does not. */
static void print_recency(const laboratory *lab, const tally *c)
{
	printf("%-*s", lab_width(lab) + 9, "nearest noun");
	for (int k = 0; k < ATTRACTORS; k++)
		printf(" %7.2f", percent(c->seen[k][1], c->seen[k][0] + c->seen[k][1]));
	printf(" | %7.2f %9.2f\n", 100.0, 0.0);
}

/* What all kinds and seeds are run with. */
typedef struct {
	const laboratory *lab;
	const lab_options *o;
	const task *task;
	long sentences; // to examine with
	FILE *table;    // or NULL
} agreement_run;

/* One kind with one seed; false when interrupted. */
static bool learn_and_examine(const agreement_run *a, const layer_kind *kind, int seed, tally *c)
{
	static trial run;
	arena memory = {0};
	trial_end end;
	const trial_options with = {.task = a->task, .every = a->o->sequences, .judged = a->o->batch};
	network *n = lab_trial(&memory, a->lab, a->o, with, kind, seed, &run, &end);
	if (end != TRIAL_INTERRUPTED) {
		*c = (tally){0};
		examine(c, n, a->task, (uint64_t)seed + 1, a->sentences);
		print_tally(a->lab, kind, seed, c);
		if (a->table) write_tally(a->table, kind, seed, c);
	}
	arena_free(&memory);
	return end != TRIAL_INTERRUPTED;
}

static bool run_all(const agreement_run *a, const layer_kind *const *kinds)
{
	tally c = {0};
	const int more = lab_width(a->lab) - 8;
	printf("%-*s      0       1       2       3       4 | nearest noun\n%*s| agrees  does not\n",
	        29 + more, "per cent right, by attractors", 68 + more, "");
	for (; *kinds; kinds++)
		for (int i = 0; i < a->o->seeds; i++)
			if (!learn_and_examine(a, *kinds, a->o->first_seed + i, &c)) return false;
	print_recency(a->lab, &c);
	return true;
}

int lab_agreement(const laboratory *lab, int argc, char **argv)
{
	lab_options o = {LAB_LEARNING_DEFAULTS};
	o.sequences = 20000;
	int between = -1;
	bool every_word = false;
	const char *table = NULL;
	output file = {0};
	const layer_kind *kinds[LAB_KINDS];
	agreement_run a = {.lab = lab, .o = &o, .sentences = 4000};
	const cli_option options[] = {
	        cli_int("between", &between, -1, AGREEMENT_BETWEEN,
	                "nouns in between, in the sentences to learn from; -1: 0 to 4"),
	        cli_flag("every-word", &every_word,
	                "learn to predict every next word instead of the verb's number"),
	        LAB_LEARNING_OPTIONS(lab, o),
	        cli_long("sentences", &a.sentences, 1, 1e9,
	                "to examine with, for each number of nouns in between"),
	        cli_file("table", &table, "write kind,seed,attractors,recency,sentences,right here"),
	        cli_end};
	lab_read_options(lab, argc, argv,
	        "Agreement: the writer of the books near the houses is, or are? How often a network\n"
	        "expects the right number, by how many of the nouns in between have the other one, and "
	        "by\n"
	        "whether the nearest noun has the subject's number.",
	        options);
	lab_begin(lab, &o, AGREEMENT_LONGEST, kinds);
	if (table && output_open(&file, table) < 0) error_exit();
	if (table) fputs("kind,seed,attractors,recency,sentences,right\n", file.f);
	a.table = file.f;
	arena memory = {0};
	agreement grammar = agreement_new(&memory);
	task t = agreement_task(&grammar, between, every_word);
	a.task = &t;
	bool whole = run_all(&a, kinds);
	arena_free(&memory);
	if (table && output_commit(&file) < 0) error_exit();
	return lab_end(lab, &o, !whole);
}
