/* The worker: the cases of a chapter linked with somebody's code. It runs them and writes down
 * what happened; it decides nothing.
 *
 *     worker --contents               the exercises and cases, as the head of a transcript
 *     worker --case N --seed S        case N alone, in this process (for a sandbox's runner)
 *     worker … --fd N                 the transcript goes there, and what a student prints does not
 *     worker --seed S --limit SECONDS all cases, each in a process of its own, under Check
 *     worker … --only 3,4,17          of these only the ones with such numbers
 *
 * The transcript goes to --out FILE (default: standard output). Under Check a case that ends as
 * it should exits with 42, because Check counts an exit(0) in a test as passed, and a student's
 * stray exit(0) must not. What a case prints on stderr is kept beside its end:
 *
 *     {"exercise":"rnn_forward","case":"small","end":"exit","status":97,"stderr":"…"}
 *
 * with "end" one of "exit", "signal", "timeout". */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "case.h"

enum { CASE_DONE = 42, STDERR_HEAD = 2000, STDERR_TAIL = 12000, FILE_MOST = 256 << 20 };

static struct {
	uint64_t seed;
	double limit;
	const char *only; // numbers of cases with commas between them; NULL: all
	FILE *out;
	char stderr_path[64];
} run = {.seed = 1, .limit = 4};

/* The transcript keeps the real standard output; what a student prints goes elsewhere. */
static void keep_stdout(void)
{
	const int fd = dup(STDOUT_FILENO);
	run.out = fd < 0 ? NULL : fdopen(fd, "w");
	if (!run.out || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
		perror("worker: standard output");
		exit(1);
	}
}

/* What a student prints goes to the end record, not into the transcript. A loop that prints must
 * not fill the disk either. */
static void redirect_output(void)
{
	const struct rlimit most = {FILE_MOST, FILE_MOST};
	setrlimit(RLIMIT_FSIZE, &most);
	int fd = open(run.stderr_path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
	if (fd < 0 || dup2(fd, STDERR_FILENO) < 0 || dup2(fd, STDOUT_FILENO) < 0) _exit(1);
	close(fd);
}

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#define PRINT_STACK() __sanitizer_print_stack_trace()
#else
#define PRINT_STACK() ((void)0)
#endif

static bool case_done;

/* Only a stray exit() in a student's code leaves before its case is done: say from where. */
static void tell_exit(void)
{
	if (case_done) return;
	fflush(stdout);
	fputs("\nworker: exit() was called\n", stderr);
	PRINT_STACK();
}

START_TEST(one_case)
{
	redirect_output();
	atexit(tell_exit);
	book_run(run.out, case_number(_i), run.seed);
	case_done = true;
	exit(CASE_DONE);
}
END_TEST

static void write_end(const grade_case *c, TestResult *result)
{
	const char *message = tr_msg(result), *number;
	if (tr_rtype(result) != CK_PASS) fputc('\n', run.out); // it may have died within a line
	fprintf(run.out, "{\"exercise\":\"%s\",\"case\":\"%s\",\"end\":", c->exercise, c->name);
	if (tr_rtype(result) == CK_PASS)
		fputs("\"exit\",\"status\":0", run.out);
	else if (strstr(message, "timeout"))
		fputs("\"timeout\"", run.out);
	else if ((number = strstr(message, "return value ")))
		fprintf(run.out, "\"exit\",\"status\":%d", atoi(number + strlen("return value ")));
	else if ((number = strstr(message, "signal ")))
		fprintf(run.out, "\"signal\",\"status\":%d", atoi(number + strlen("signal ")));
	else
		fputs("\"exit\",\"status\":1", run.out);
}

/* Read up to n bytes as text; a NUL in it would hide what comes after. */
static void read_text(FILE *f, char *text, size_t n)
{
	n = fread(text, 1, n, f);
	text[n] = 0;
	for (size_t i = 0; i < n; i++)
		if (!text[i]) text[i] = '?';
}

/* A sanitizer's report stands at the end, so of a long text the end is kept, too. */
static void write_stderr(const char *path)
{
	char text[STDERR_TAIL + 1];
	FILE *f = fopen(path, "rb");
	fputs(",\"stderr\":\"", run.out);
	if (f) {
		read_text(f, text, STDERR_HEAD);
		transcript_escape(run.out, text);
		fseek(f, 0, SEEK_END);
		const long left = ftell(f) - STDERR_HEAD;
		if (left > STDERR_TAIL) fputs("\\n[...]\\n", run.out);
		if (left > 0) {
			fseek(f, left > STDERR_TAIL ? -STDERR_TAIL : -left, SEEK_END);
			read_text(f, text, STDERR_TAIL);
			transcript_escape(run.out, text);
		}
		fclose(f);
	}
	fputs("\"}\n", run.out);
	fflush(run.out);
}

static bool is_wanted(int n)
{
	if (!run.only) return true;
	for (const char *p = run.only; *p; p += strcspn(p, ","), p += *p == ',')
		if (atoi(p) == n) return true;
	return false;
}

static void run_all(void)
{
	char folder[] = "/tmp/unrolled-worker.XXXXXX";
	if (!mkdtemp(folder)) {
		perror("worker: /tmp");
		exit(1);
	}
	snprintf(run.stderr_path, sizeof run.stderr_path, "%s/stderr", folder);
	const grade_case *c;
	for (int i = 0; (c = case_number(i)); i++) {
		if (!is_wanted(i)) continue;
		/* A suite for each case: Check reports after a run, and the transcript keeps order. */
		Suite *suite = suite_create(c->exercise);
		TCase *tcase = tcase_create(c->name);
		tcase_set_timeout(tcase, c->seconds > 0 ? c->seconds : run.limit);
		tcase_add_loop_exit_test(tcase, one_case, CASE_DONE, i, i + 1);
		suite_add_tcase(suite, tcase);
		SRunner *runner = srunner_create(suite);
		srunner_set_fork_status(runner, CK_FORK);
		srunner_run_all(runner, CK_SILENT);
		TestResult **results = srunner_results(runner);
		write_end(c, results[0]);
		write_stderr(run.stderr_path);
		free(results);
		srunner_free(runner);
	}
	unlink(run.stderr_path);
	rmdir(folder);
}

static _Noreturn void usage(void)
{
	fputs("usage: worker [--contents] [--case N] [--seed S] [--limit SECONDS] [--only N,N…] "
	      "[--out FILE | --fd N]\n",
	        stderr);
	exit(EXIT_BAD_INPUT);
}

int main(int argc, char **argv)
{
	int one = -1, contents = 0;
	for (int i = 1; i < argc; i++) {
		const char *value = i + 1 < argc ? argv[i + 1] : NULL;
		if (!strcmp(argv[i], "--contents"))
			contents = 1;
		else if (!value)
			usage();
		else if (!strcmp(argv[i], "--case"))
			one = atoi(argv[++i]);
		else if (!strcmp(argv[i], "--only"))
			run.only = argv[++i];
		else if (!strcmp(argv[i], "--seed"))
			run.seed = strtoull(argv[++i], NULL, 10);
		else if (!strcmp(argv[i], "--limit"))
			run.limit = atof(argv[++i]);
		else if (!strcmp(argv[i], "--fd"))
			run.out = fdopen(atoi(argv[++i]), "w");
		else if (!strcmp(argv[i], "--out")) {
			run.out = fopen(argv[++i], "a");
			if (!run.out) {
				fprintf(stderr, "worker: %s: %s\n", argv[i], strerror(errno));
				return EXIT_BAD_INPUT;
			}
		} else
			usage();
	}
	if (!run.out) keep_stdout();
	if (contents)
		book_contents(run.out);
	else if (one >= 0 && case_number(one))
		book_run(run.out, case_number(one), run.seed);
	else if (one < 0)
		run_all();
	else
		usage();
	return fclose(run.out) ? 1 : 0;
}
