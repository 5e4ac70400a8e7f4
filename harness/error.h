/** @file error.h
 * Two kinds of error, two ways out.
 *
 * A *programmer's mistake* (wrong shape, NULL, aliasing) cannot be handled by the program that
 * made it: bug() prints where, what was expected and what came, then aborts.
 *
 * *Bad data* (a file, an option, a token) is nobody's mistake in here: the function that meets it
 * calls error_set() and returns -1, its callers pass the -1 up, and main() ends with error_exit(),
 * which prints one line and exits with status 2.
 *
 * TODO() marks code that a student has not written yet: exit status 77, "not implemented".
 */
#ifndef ERROR_H
#define ERROR_H

/** A place in the source, for messages. */
typedef struct {
	const char *file; /**< source file */
	int line;         /**< line, from 1 */
	const char *func; /**< enclosing function */
} where;

/** The place where it stands. */
#define HERE ((where){__FILE__, __LINE__, __func__})

/** What a program ends with. */
enum {
	EXIT_BAD_INPUT = 2,       /**< the data are bad: error_exit() */
	EXIT_NOT_IMPLEMENTED = 77 /**< an exercise is not written yet: TODO() */
};

/** Remember what is wrong with the data; the newest message wins.
 * @param[in] format printf format of one line without a newline: where, and what was expected
 * @return always -1, so that `return error_set(...)` reads as one thought */
int error_set(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** The message of the last error_set(), or "" when there was none. */
const char *error_message(void);

/** Name this program for error_exit(); called once by main(). */
void error_program(const char *name);

/** Print "program: message" on stderr and exit with EXIT_BAD_INPUT. */
_Noreturn void error_exit(void);

/** Report a programmer's mistake of the place `at`, in the words of a printf format, and abort. */
_Noreturn void bug_at(where at, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** bug_at() with the place where it stands. */
#define bug(...) bug_at(HERE, __VA_ARGS__)

/** Report that the exercise of this number is not written yet at the place `at`, with a hint, and
 * exit with EXIT_NOT_IMPLEMENTED. */
_Noreturn void todo_at(where at, const char *number, const char *hint);
/** todo_at() with the place where it stands: replace it with code. */
#define TODO(number, hint) todo_at(HERE, number, hint)

#endif
