/** @file charlm.h
 * The parts of the program charlm that its subcommands share.
 */
#ifndef CHARLM_H
#define CHARLM_H

#include "cli.h"
#include "letters.h"
#include "model.h"

/** A model as the program has it: with its alphabet. */
typedef struct {
	arena a;
	char_shape shape;
	letters alphabet;
	lm_model m;
} charlm;

/** Options and text are read, one line on stderr otherwise. Each returns main()'s status. */
int charlm_train(int argc, char **argv);
int charlm_hello(int argc, char **argv);
int charlm_sample(int argc, char **argv);
int charlm_eval(int argc, char **argv);
int charlm_units(int argc, char **argv);
int charlm_gradients(int argc, char **argv);

/** Read options; anything that is not one is an error. Exits when something is wrong. */
void charlm_options(
        int argc, char **argv, const char *name, const char *about, const cli_option *options);

/** Load a trained model, with a batch and chunk size of the caller's choice.
 * @return 0, or -1 with an error */
int charlm_load(charlm *c, const char *path, int batch, int steps);

/** The text of --text, or the generated one when path is NULL.
 * @param[out] name what to call it in messages */
int charlm_text(arena *a, const char *path, char **text, size_t *length, const char **name);

/** Print letters. */
void charlm_print(const charlm *c, const int *ids, long n);

#endif
