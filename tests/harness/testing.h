/** @file testing.h
 * What the tests of the harness share: running a suite, a scratch folder, looking at a child's
 * last words.
 */
#ifndef TESTING_H
#define TESTING_H

#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "real.h"

/** Rounding of one operation in this build. */
#define EPSILON ((double)REAL_EPSILON)

/** A folder of this program's own, made by run_tests() and removed at the end. */
static char scratch_folder[64];

/** A path in the scratch folder; stays valid for seven more calls. */
static inline const char *scratch(const char *name)
{
	static char ring[8][512];
	static int next;
	char *path = ring[next++ % 8];
	snprintf(path, sizeof ring[0], "%s/%s", scratch_folder, name);
	return path;
}

/** Write a file in the scratch folder; its path. */
static inline const char *scratch_file(const char *name, const void *data, size_t n)
{
	const char *path = scratch(name);
	unlink(path); // ext4 brings a file to the disk at once when it is written over, and that is slow
	FILE *f = fopen(path, "wb");
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(data, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
	return path;
}

/** A whole file as a string, in a buffer that the next call overwrites. */
static inline const char *contents(const char *path)
{
	static char text[1 << 16];
	FILE *f = fopen(path, "rb");
	ck_assert_msg(f != NULL, "%s: %s", path, strerror(errno));
	text[fread(text, 1, sizeof text - 1, f)] = 0;
	fclose(f);
	return text;
}

/** How a child ended and what it wrote. */
typedef struct {
	int status; /**< exit status, or 1000 + signal */
	char out[1 << 15], err[1 << 13];
} ending;

static inline void read_back(FILE *f, char *text, size_t room)
{
	rewind(f);
	text[fread(text, 1, room - 1, f)] = 0;
	fclose(f);
}

/** Run f in a child process with its output caught. */
static inline const ending *ending_of(void (*f)(void *context), void *context)
{
	static ending e;
	FILE *out = tmpfile(), *err = tmpfile();
	ck_assert(out && err);
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0) {
		dup2(fileno(out), STDOUT_FILENO);
		dup2(fileno(err), STDERR_FILENO);
		f(context);
		exit(0);
	}
	int status;
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	e.status = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
	read_back(out, e.out, sizeof e.out);
	read_back(err, e.err, sizeof e.err);
	return &e;
}

/** Assert that text contains a part. */
#define assert_says(text, part)                                                                    \
	ck_assert_msg(strstr(text, part) != NULL, "expected \"%s\" in \"%.1500s\"", part, text)

static inline void remove_scratch(const char *folder)
{
	DIR *d = opendir(folder);
	for (struct dirent *e; d && (e = readdir(d));) {
		char *path = malloc(strlen(folder) + strlen(e->d_name) + 2);
		sprintf(path, "%s/%s", folder, e->d_name);
		bool above = !strcmp(e->d_name, ".") || !strcmp(e->d_name, "..");
		if (!above && unlink(path)) remove_scratch(path);
		free(path);
	}
	if (d) closedir(d);
	rmdir(folder);
}

/** Run tests under Check, each between two functions; the exit status of main(). A test may take
 * `seconds`. */
static inline int run_tests_between(const char *name, const TTest *const *tests, size_t n,
        double seconds, void (*before)(void), void (*after)(void))
{
	strcpy(scratch_folder, "/tmp/unrolled-test.XXXXXX");
	if (!mkdtemp(scratch_folder)) {
		perror(scratch_folder);
		return 1;
	}
	Suite *suite = suite_create(name);
	TCase *tcase = tcase_create(REAL_NAME);
	tcase_set_timeout(tcase, seconds);
	tcase_add_checked_fixture(tcase, before, after);
	for (size_t i = 0; i < n; i++) tcase_add_test(tcase, tests[i]);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	remove_scratch(scratch_folder);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/** Run tests under Check; the exit status of main(). */
static inline int run_tests(const char *name, const TTest *const *tests, size_t n, double seconds)
{
	return run_tests_between(name, tests, n, seconds, NULL, NULL);
}

/** main() of a test program: the suite's name, what a test may take, before and after each, tests. */
#define TESTS_BETWEEN(name, seconds, before, after, ...)                                           \
	int main(void)                                                                                 \
	{                                                                                              \
		const TTest *const tests[] = {__VA_ARGS__};                                                \
		return run_tests_between(                                                                  \
		        name, tests, sizeof tests / sizeof *tests, seconds, before, after);                \
	}

/** The same with nothing before and after. */
#define TESTS(name, seconds, ...) TESTS_BETWEEN(name, seconds, NULL, NULL, __VA_ARGS__)

#endif
