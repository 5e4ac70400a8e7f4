/** @file experiments.h
 * The laboratory's experiments as commands of a program: chapter 07's `vanish` runs them with the
 * plain kinds, later programs with theirs beside them.
 */
#ifndef EXPERIMENTS_H
#define EXPERIMENTS_H

#include <math.h>

#include "cli.h"
#include "lags.h"
#include "trial.h"

/** What a program brings. */
typedef struct {
	const char *program;            /**< as it is called */
	const layer_kind *const *kinds; /**< that --kinds can name, and a NULL */
	const optim_rule *const *rules; /**< that --rule can name, and a NULL */
} laboratory;

enum { LAB_KINDS = 16, LAB_SEEDS = 100, LAB_STATES = 1 << 28 };

/** Options that experiments share. */
typedef struct {
	const char *kinds, *rule, *checkpoint;
	int hidden, batch, seeds, first_seed;
	long sequences;
	double rate, clip;
	bool resume;
} lab_options;

/** @name Commands: argv[0] is the command's name; the answer is main()'s status
 * @{ */

/** Gradients against lag: CSV. */
int lab_lags(const laboratory *lab, int argc, char **argv);
/** The adding problem. */
int lab_adding(const laboratory *lab, int argc, char **argv);
/** Copying. */
int lab_copying(const laboratory *lab, int argc, char **argv);
/** Agreement across attractors. */
int lab_agreement(const laboratory *lab, int argc, char **argv);

/** @} */

/** Gradients against lag of one kind with weights as it starts, standard normal numbers coming in.
 * @param[out] norm    = (1,lags+1) by lag
 * @param[in]  kind    which
 * @param[in]  hidden  units
 * @param[in]  seed    for weights, inputs and the gradient that comes in */
void lab_lags_at_start(mat norm, const layer_kind *kind, int hidden, uint64_t seed);

/** Read options; the program is "PROGRAM COMMAND". Exits when something is wrong. */
void lab_read_options(
        const laboratory *lab, int argc, char **argv, const char *about, const cli_option *options);

/** Help for --kinds, with their names. */
const char *lab_kinds_help(const laboratory *lab);
/** Help for --rule, with their names. */
const char *lab_rules_help(const laboratory *lab);

/** The kinds of a list; exits with an error for a name that the laboratory does not know.
 * @return how many */
int lab_kinds(const laboratory *lab, const char *list, const layer_kind *found[LAB_KINDS]);

/** How wide a column with the names of its kinds is. */
int lab_width(const laboratory *lab);

/** The rule of a name; exits with an error for one that there is not. */
const optim_rule *lab_rule(const laboratory *lab, const char *name);

/** Look at what options can have wrong together, find the kinds, and let Ctrl-C end trials and not
 * the program. Exits when something is wrong.
 * @param[in]  lab     whose kinds and rules
 * @param[in]  o       options
 * @param[in]  nsteps  of a sequence
 * @param[out] kinds   those of o->kinds
 * @return how many kinds */
int lab_begin(const laboratory *lab, const lab_options *o, int nsteps,
        const layer_kind *kinds[LAB_KINDS]);

/** main()'s status; says how to go on when it was interrupted. */
int lab_end(const laboratory *lab, const lab_options *o, bool interrupted);

/** Options to begin with: enough for the adding problem over hundreds of steps. */
#define LAB_LEARNING_DEFAULTS                                                                      \
	.kinds = "all", .rule = "adagrad", .hidden = 32, .batch = 16, .seeds = 1, .first_seed = 1,     \
	.sequences = 200000, .rate = 0.01, .clip = 1

/** Rows of a table of options: how networks of some kinds learn. */
#define LAB_LEARNING_OPTIONS(lab, o)                                                               \
	cli_string("kinds", &(o).kinds, lab_kinds_help(lab)),                                          \
	        cli_int("hidden", &(o).hidden, 1, 4096, "units"),                                      \
	        cli_int("batch", &(o).batch, 1, 4096, "sequences of an update"),                       \
	        cli_long("sequences", &(o).sequences, 1, 1e12, "sequences to learn from"),             \
	        cli_int("seeds", &(o).seeds, 1, LAB_SEEDS, "how often, with other random numbers"),    \
	        cli_int("seed", &(o).first_seed, 0, 1e9, "the first of them"),                         \
	        cli_string("rule", &(o).rule, lab_rules_help(lab)),                                    \
	        cli_real_above("rate", &(o).rate, 0, HUGE_VAL, "learning rate"),                       \
	        cli_real("clip", &(o).clip, 0, HUGE_VAL, "longest gradient; 0: as it comes"),          \
	        cli_file("checkpoint", &(o).checkpoint,                                                \
	                "save each network here, with .KIND.SEED behind the name"),                    \
	        cli_flag("resume", &(o).resume, "go on from these files, where they are there")

/** Run one kind of layer with one seed on a task.
 * @param[in,out] a     keeps the network
 * @param[in]     lab   whose rules
 * @param[in]     o     options
 * @param[in]     with  the task, and how it is examined; the rest comes from o
 * @param[in]     kind  which
 * @param[in]     seed  of weights and sequences
 * @param[out]    t     what was done
 * @param[out]    end   how it ended; an error ends the program
 * @return the trained network */
network *lab_trial(arena *a, const laboratory *lab, const lab_options *o, trial_options with,
        const layer_kind *kind, int seed, trial *t, trial_end *end);

#endif
