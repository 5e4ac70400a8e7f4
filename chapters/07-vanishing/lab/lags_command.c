/* Gradient against lag, for all kinds in one table. */
#include <stdio.h>

#include "experiments.h"

enum { LAG_INPUTS = 8, LAG_BATCH = 32 };

void lab_lags_at_start(mat norm, const layer_kind *kind, int hidden, uint64_t seed)
{
	arena a = {0};
	const int T = norm.cols - 1;
	network_shape s = {.kind = kind,
	        .inputs = LAG_INPUTS,
	        .hidden = hidden,
	        .layers = 1,
	        .outputs = 1,
	        .batch = LAG_BATCH,
	        .steps = T};
	network *n = network_new(&a, s, seed);
	seq x = seq_new(&a, T, LAG_BATCH, LAG_INPUTS);
	rng r = rng_new(seed, 10);
	rng_fill_normal(&r, flat(x), 1);
	network_forward(n, (network_input){.x = x}, T);
	lag_norms(norm, n, &r);
	arena_free(&a);
}

/* The adding problem's numbers come in; weights as it leaves them. */
static bool when_trained(
        mat norm, const laboratory *lab, const lab_options *o, const layer_kind *kind, int seed)
{
	static trial t;
	arena a = {0};
	trial_end end;
	task adding = adding_task(norm.cols - 1);
	const trial_options with = {.task = &adding, .every = o->sequences, .judged = o->batch};
	network *n = lab_trial(&a, lab, o, with, kind, seed, &t, &end);
	task_batch b = task_batch_new(&a, &adding, o->batch);
	rng r = rng_new((uint64_t)seed, 10);
	adding.draw(&adding, &r, &b);
	network_forward(n, b.in, b.T);
	lag_norms(norm, n, &r);
	arena_free(&a);
	return end != TRIAL_INTERRUPTED;
}

static void print(const layer_kind *kind, mat norms)
{
	for (int lag = 0; lag < norms.cols; lag++) {
		double x[LAB_SEEDS];
		for (int i = 0; i < norms.rows; i++) x[i] = (double)*elem(norms, i, lag);
		spread s = spread_of(x, norms.rows);
		printf("%s,%d,%.6g,%.6g,%.6g\n", kind->name, lag, s.mean, s.low, s.high);
	}
}

/* All seeds of one kind; false when interrupted. */
static bool measure(
        const laboratory *lab, const lab_options *o, const layer_kind *kind, int lag, bool trained)
{
	arena a = {0};
	bool whole = true;
	mat norms = mat_new(&a, o->seeds, lag + 1);
	for (int i = 0; i < o->seeds && whole; i++) {
		mat norm = rows(norms, i, 1);
		int seed = o->first_seed + i;
		if (trained)
			whole = when_trained(norm, lab, o, kind, seed);
		else
			lab_lags_at_start(norm, kind, o->hidden, (uint64_t)seed);
	}
	if (whole) print(kind, norms);
	arena_free(&a);
	return whole;
}

int lab_lags(const laboratory *lab, int argc, char **argv)
{
	lab_options o = {LAB_LEARNING_DEFAULTS};
	o.hidden = 64;
	o.seeds = 5;
	o.sequences = 50000;
	int lag = 100;
	bool trained = false, whole = true;
	const layer_kind *kinds[LAB_KINDS];
	const cli_option options[] = {cli_int("lag", &lag, 2, 10000, "how far back"),
	        cli_flag("trained", &trained,
	                "learn the adding problem of --lag values first; the options below say how"),
	        LAB_LEARNING_OPTIONS(lab, o), cli_end};
	lab_read_options(lab, argc, argv,
	        "The size of a gradient at the states before the one that it belongs to:\n"
	        "kind,lag,norm,low,high; a gradient of length 1 comes into the last state. A cell's\n"
	        "gradient counts with its state's. norm is the geometric mean over --seeds, low and\n"
	        "high are the smallest and the largest of them.",
	        options);
	int n = lab_begin(lab, &o, lag, kinds);
	puts("kind,lag,norm,low,high");
	for (int k = 0; k < n && whole; k++) whole = measure(lab, &o, kinds[k], lag, trained);
	return lab_end(lab, &o, !whole);
}
