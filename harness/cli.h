/** @file cli.h
 * Options of a program from a table, the help text included.
 *
 *     static int hidden = 128;
 *     static double rate = 0.1;
 *     static const cli_option options[] = {
 *         cli_int("hidden", &hidden, 1, 65536, "size of the hidden state"),
 *         cli_real_above("rate", &rate, 0, HUGE_VAL, "learning rate"),
 *         cli_end};
 *     int first = cli_parse(argc, argv, &program, options);
 *     if (first < 0) error_exit();
 *
 * A variable's value before the call is its default, and what the help says. `--name value` and
 * `--name=value` are the same; `--` ends the options; `-` is no option but standard input.
 */
#ifndef CLI_H
#define CLI_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/** What an option's variable is. */
typedef enum {
	CLI_INT,    /**< `int`: a whole number */
	CLI_LONG,   /**< `long`: a whole number, for seeds and counts */
	CLI_REAL,   /**< `double`: a finite number */
	CLI_STRING, /**< `const char *`: any text that is not empty */
	CLI_FLAG,   /**< `bool`: true when the option is given; takes no value */
	CLI_CHOICE  /**< `int`: index of the word in `choices` */
} cli_kind;

/** One option; a table of them ends with cli_end. Made by the macros below. */
typedef struct {
	const char *name;    /**< long name, without the dashes */
	cli_kind kind;       /**< type of *value */
	void *value;         /**< the variable, holding the default */
	const char *help;    /**< what it is, a few words */
	double min, max;     /**< limits of a number; none when equal, HUGE_VAL for no upper one */
	bool above;          /**< the number must be above min, not at it */
	const char *choices; /**< the words of a CLI_CHOICE, "tanh|relu"; "FILE" for a cli_file */
} cli_option;

// clang-format off
/** An `int` from min to max. */
#define cli_int(name, var, min, max, help) {name, CLI_INT, var, help, min, max, false, NULL}
/** A `long` from min to max. */
#define cli_long(name, var, min, max, help) {name, CLI_LONG, var, help, min, max, false, NULL}
/** A `double` from min to max. */
#define cli_real(name, var, min, max, help) {name, CLI_REAL, var, help, min, max, false, NULL}
/** A `double` above min, up to max. */
#define cli_real_above(name, var, min, max, help) {name, CLI_REAL, var, help, min, max, true, NULL}
/** A `const char *`. */
#define cli_string(name, var, help) {name, CLI_STRING, var, help, 0, 0, false, NULL}
/** A `const char *` that is the path of a file. */
#define cli_file(name, var, help) {name, CLI_STRING, var, help, 0, 0, false, "FILE"}
/** A `bool` that the option makes true. */
#define cli_flag(name, var, help) {name, CLI_FLAG, var, help, 0, 0, false, NULL}
/** An `int`, the index of a word in "one|two|three". */
#define cli_choice(name, var, words, help) {name, CLI_CHOICE, var, help, 0, 0, false, words}
/** The end of the table. */
#define cli_end {NULL, CLI_FLAG, NULL, NULL, 0, 0, false, NULL}
// clang-format on

/** Of the program as a whole. */
typedef struct {
	const char *name;      /**< as the user calls it */
	const char *arguments; /**< what follows the options, for the usage line: "TEXT…"; or NULL */
	const char *about;     /**< what it does, one or more lines */
	const char *version;   /**< printed by --version */
} cli_program;

/** Read the options into their variables. `--help` and `--version` print and exit with 0.
 * @param[in]     argc,argv as main() got them; argv is sorted so that what is not an option
 *                          comes last, in its order
 * @param[in]     program   for help and messages; error_program() is told its name
 * @param[in]     options   the table
 * @return index in argv of the first argument that is not an option (argc when there is none), or
 *         -1 with an error: unknown option, value missing, not a number, out of range, no such
 *         choice. The variables may then be half set. */
int cli_parse(int argc, char **argv, const cli_program *program, const cli_option *options);

/** As cli_parse(), and `-name` means `--name`: for programs whose command lines are older than two
 * dashes. */
int cli_parse_one_dash(
        int argc, char **argv, const cli_program *program, const cli_option *options);

/** A command of a program that has several. */
typedef struct {
	const char *name;                  /**< the program's first argument */
	int (*run)(int argc, char **argv); /**< what it does, argv[0] being its name; main()'s status */
	const char *about;                 /**< a line of the program's help */
} cli_command;

/** A program whose first argument is a command. */
typedef struct {
	const char *name;            /**< as the user calls it */
	const char *about;           /**< what it is for, one or more lines */
	const cli_command *commands; /**< ends with {0}; the first is run when no argument is given */
	/** Run when the first argument is an option, argv being main()'s; NULL: the first command. */
	int (*with_options)(int argc, char **argv);
} cli_suite;

/** All of main() for such a program: blas_start(), the command, and a last look at whether its
 * output could be written. `--help` alone prints the commands; a name that is none of them ends
 * the program with an error.
 * @param[in] argc,argv as main() got them
 * @param[in] s         the commands
 * @return what the command returned */
int cli_commands(int argc, char **argv, const cli_suite *s);

#endif
