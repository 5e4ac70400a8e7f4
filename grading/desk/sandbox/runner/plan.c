/* The cases of a plan, one worker after the other. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "process.h"
#include "transcript.h"

enum {
	LOG_HEAD = 2000,
	STATUS_LEAK = 97,
	STATUS_NO_START = 127, // the dynamic linker's, too
	CASES_MOST = 1000,
	FILTER_MOST = 4096,
	CONTENTS_MOST = 1 << 20,
	LATE_MOST = 3 // cases out of time, after which the others get less
};
static const rlim_t shadow = (rlim_t)20 << 40; // what AddressSanitizer maps and never fills

/* One line of the plan. */
typedef struct {
	char program[16], number[16], exercise[128], name[128];
	double cpu;
	size_t bytes;
	int times;
} planned;

static int late;
// Looking for leaks takes as long as all the rest of a small case, and the first run has done it.
#define SANITIZER                                                                                  \
	"exitcode=97:mmap_limit_mb=768:detect_stack_use_after_return=0:"                               \
	"allocator_may_return_null=0:handle_abort=0"
static char first_run[] = "ASAN_OPTIONS=detect_leaks=1:" SANITIZER,
            second_run[] = "ASAN_OPTIONS=detect_leaks=0:" SANITIZER;
static char *worker_environment[] = {first_run, "UBSAN_OPTIONS=print_stacktrace=1:exitcode=98",
        "OPENBLAS_NUM_THREADS=1", "LC_ALL=C", NULL, NULL};

static void read_filter(const char *path)
{
	static struct sock_filter code[FILTER_MOST];
	struct stat st;
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) || st.st_size <= 0 || (size_t)st.st_size > sizeof code ||
	        read(fd, code, sizeof code) != st.st_size)
		die(path);
	close(fd);
	filter.len = (unsigned short)((size_t)st.st_size / sizeof *code);
	filter.filter = code;
}

static void write_log(const stream *log, const ending *e)
{
	char text[LOG_HEAD + LOG_TAIL + 200];
	size_t n = log->size;
	memcpy(text, log->bytes, n);
	const size_t left = log->seen - n;
	const size_t last = left > LOG_TAIL ? LOG_TAIL : left;
	if (left > LOG_TAIL) n += (size_t)sprintf(text + n, "\n[...]\n");
	for (size_t i = 0; i < last; i++) text[n++] = log->tail[(log->seen - last + i) % LOG_TAIL];
	for (size_t i = 0; i < n; i++)
		if (!text[i]) text[i] = '?'; // it would hide what comes after
	if (e->note) n += (size_t)sprintf(text + n, "\nrunner: stopped: %s", e->note);
	text[n] = 0;
	transcript_escape(stdout, text);
}

/* Write the lines that are arrays of this case. Returns whether there were others. */
static bool write_lines(const planned *p, const stream *out)
{
	char head[400];
	bool others = false;
	const int n = snprintf(head, sizeof head, "{\"exercise\":\"%s\",\"case\":\"%s\",\"array\":\"",
	        p->exercise, p->name);
	for (size_t at = 0; at < out->size;) {
		const char *line = out->bytes + at, *end = memchr(line, '\n', out->size - at);
		const size_t length = end ? (size_t)(end - line) : out->size - at;
		at += length + 1;
		if (!length) continue;
		if (end && length > (size_t)n && !memcmp(line, head, (size_t)n)) {
			fwrite(line, 1, length, stdout);
			putchar('\n');
		} else if (end)
			others = true; // an unfinished line may be where it died
	}
	return others;
}

static void write_end(const planned *p, const ending *e, const stream *log, const char *flag)
{
	printf("{\"exercise\":\"%s\",\"case\":\"%s\",\"end\":\"%s\",\"status\":%d,\"cpu\":%.6f,"
	       "\"wall\":%.6f,\"rss\":%ld",
	        p->exercise, p->name, e->end, e->status, e->cpu, e->wall, e->rss);
	if (flag) printf(",\"flag\":\"%s\"", flag);
	fputs(",\"stderr\":\"", stdout);
	write_log(log, e);
	fputs("\"}\n", stdout);
}

static void *room(size_t bytes)
{
	void *p = malloc(bytes);
	if (!p) die("memory");
	return p;
}

/* What a run of a case writes. */
typedef struct {
	stream out, log;
	char head[LOG_HEAD], tail[LOG_TAIL];
} written;

static ending run_worker(char *const *command, double cpu, written *w)
{
	w->log = (stream){.bytes = w->head, .most = LOG_HEAD, .tail = w->tail};
	const job j = {.command = command,
	        .environment = worker_environment,
	        .cpu = cpu,
	        .wall = 2 * cpu + 1,
	        .memory = shadow + ((rlim_t)1 << 30),
	        .file = 4 << 20,
	        .strict = true,
	        .out = &w->out,
	        .log = &w->log};
	return run(&j);
}

static ending run_case(planned *p, const char *folder, char *seed, written *w)
{
	char worker[4200];
	snprintf(worker, sizeof worker, "%s/%s", folder, p->program);
	char *const command[] = {worker, "--fd", "3", "--case", p->number, "--seed", seed, NULL};
	w->out = (stream){.bytes = room(p->bytes + 1), .most = p->bytes};
	return run_worker(command, late < LATE_MOST ? p->cpu : p->cpu / 4, w);
}

/* A worker that lacks a library or a function ends like one whose code says exit(127), and it is
 * our fault. Asked for its contents it runs no code of a student's, and still does not start. */
static void check_start(const planned *p, const char *folder)
{
	static written w;
	char worker[4200];
	snprintf(worker, sizeof worker, "%s/%s", folder, p->program);
	char *const command[] = {worker, "--fd", "3", "--contents", NULL};
	w.out = (stream){.bytes = room(CONTENTS_MOST), .most = CONTENTS_MOST};
	const ending e = run_worker(command, p->cpu, &w);
	free(w.out.bytes);
	if (ended_well(&e)) return;
	fprintf(stderr, "runner: %s does not start: %.*s\n", p->program, (int)w.log.size, w.head);
	exit(1);
}

/* For the report. */
static void note(const planned *p, const ending *e, const char *flag)
{
	if (flag || e->note)
		fprintf(stderr, "%s, case %s: %s\n", p->exercise, p->name, flag ? flag : e->note);
	else if (e->end[0] == 's' && e->status == SIGSYS)
		fprintf(stderr, "%s, case %s: a forbidden system call\n", p->exercise, p->name);
}

/* Does it answer the same when it is asked again? Only answers that could be right are asked for. */
static bool is_steady(
        planned *p, const char *folder, char *seed, const written *before, double *cpu)
{
	static written w;
	worker_environment[0] = second_run;
	const ending e = run_case(p, folder, seed, &w);
	worker_environment[0] = first_run;
	*cpu += e.cpu;
	const bool same = w.out.seen == before->out.seen && w.out.size == before->out.size &&
	                  !memcmp(w.out.bytes, before->out.bytes, w.out.size);
	free(w.out.bytes);
	return same && e.end[0] == 'e'; // it may exit with another status where a leak was found before
}

static double run_twice(planned *p, const char *folder, char *seed)
{
	static written w;
	const char *flag = NULL;
	const bool large = !strcmp(p->program, "large"); // leaks show in the small cases
	worker_environment[0] = large ? second_run : first_run;
	const ending e = run_case(p, folder, seed, &w);
	if (e.end[0] == 'e' && e.status == STATUS_NO_START) check_start(p, folder);
	double cpu = e.cpu;
	const bool leaks = e.end[0] == 'e' && e.status == STATUS_LEAK;
	if (write_lines(p, &w.out))
		flag = "it wrote lines that are not its case's own";
	else if (p->times > 1 && (ended_well(&e) || leaks) && !is_steady(p, folder, seed, &w, &cpu))
		flag = "its answers change from one run to the next, on the same inputs";
	write_end(p, &e, &w.log, flag);
	note(p, &e, flag);
	if (e.end[0] == 't') late++;
	free(w.out.bytes);
	return cpu;
}

/* The student's code is a shared object beside the workers. */
static void find_code(const char *folder)
{
	static char variable[4200];
	if (strlen(folder) > 4000) die("the workers' folder");
	sprintf(variable, "LD_LIBRARY_PATH=%s", folder);
	char **last = worker_environment;
	while (*last) last++;
	*last = variable;
}

int run_plan(char **argv)
{
	planned p;
	int cases = 0;
	double cpu = 0;
	if (argv[1][0] != '-') read_filter(argv[1]);
	find_code(argv[0]);
	while (cases < CASES_MOST && scanf("%15s %15s %127s %127s %lf %zu %d", p.program, p.number,
	                                     p.exercise, p.name, &p.cpu, &p.bytes, &p.times) == 7) {
		cpu += run_twice(&p, argv[0], argv[2]);
		cases++;
	}
	if (fflush(stdout) || ferror(stdout)) die("the transcript");
	fprintf(stderr, "runner: done %d cases, %.6f s\n", cases, cpu);
	return 0;
}
