/* vanish: what becomes of gradients over many steps. The first argument is a command; without one the
 * program shows a little of each. */
#include "vanish.h"

static const optim_rule *const rules[] = {&optim_adagrad, &optim_sgd, NULL};
const laboratory vanish_lab = {"vanish", plain_kinds, rules};

static int lags(int argc, char **argv)
{
	return lab_lags(&vanish_lab, argc, argv);
}

static int adding(int argc, char **argv)
{
	return lab_adding(&vanish_lab, argc, argv);
}

static int copying(int argc, char **argv)
{
	return lab_copying(&vanish_lab, argc, argv);
}

static int agrees(int argc, char **argv)
{
	return lab_agreement(&vanish_lab, argc, argv);
}

static const cli_command commands[] = {{"demo", vanish_demo, "a little of each (the default)"},
        {"lags", lags, "the size of a gradient against how far back it looks, as CSV"},
        {"cliff", vanish_cliff, "the error surface of one unit, and descent on it, as CSV"},
        {"explode", vanish_explode, "a training run without clipping and with it"},
        {"adding", adding, "the adding problem: the sum of two marked values"},
        {"copying", copying, "symbols to be said again after a long nothing"},
        {"agreement", agrees, "the writer of the books … is, or are?"}, {0}};

static const cli_suite suite = {"vanish",
        "Vanishing and exploding gradients: look at them, see what they cost, and what helps.",
        commands, NULL};

int main(int argc, char **argv)
{
	return cli_commands(argc, argv, &suite);
}
