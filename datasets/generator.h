/** @file generator.h
 * What the generators' main functions have in common: options in, text out, one line on errors.
 */
#ifndef GENERATOR_H
#define GENERATOR_H

#include "cli.h"

/** Version of the generated texts: the same version and seed give the same bytes. */
#define GENERATOR_VERSION "1"

/** Read the options; anything that is not an option is an error. Exits on errors. */
void generator_options(
        int argc, char **argv, const cli_program *program, const cli_option *options);

/** End the program: make sure that all output was written. @return 0, or exits on errors */
int generator_done(void);

/** Cut a file "label TAB text" into lines and hand each on.
 * @param[in] path    the file, or "-" for standard input
 * @param[in] line    called with the label and the text of each line (ended by '\0'); returns 0,
 *                    or -1 with error_set()
 * @param[in] context handed to `line`
 * @return 0, or -1 with error_set() that names path and line */
int generator_read(
        const char *path, int (*line)(void *context, char *label, char *text), void *context);

#endif
