/* The worker's cell. The plan is made of the reference's transcript, line by line: which cases there
 * are, and how long an honest answer can be. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cell.h"
#include "error.h"
#include "execute.h"
#include "filter.h"
#include "transcript.h"

enum {
	CASES = 1000,
	ANSWER_LEAST = 256 << 10, // bytes that every case may write
	FILTER_BYTES = 32 << 10
};
static const double cpu_limit = 2, large_limit = 1.5,
                    together = 1200; // seconds: of a case, of everything

/* A case as the reference's transcript names it. */
typedef struct {
	char exercise[128], name[128];
	size_t bytes; // of the reference's answers
	bool large;   // for the other worker
	bool needs;   // another exercise, with which it is compared, and which has cases of its own
} planned;

/* The exercise and case that a line begins with; false when it has none. */
static bool names_of(const char *line, char *exercise, char *name)
{
	return sscanf(line, "{\"exercise\":\"%127[^\"]\",\"case\":\"%127[^\"]\"", exercise, name) == 2;
}

static int plan_cases(planned *p, const char *expected)
{
	char exercise[128], name[128];
	int n = 0, k = 0;
	for (const char *line = expected, *end; *line; line = end + (*end == '\n')) {
		end = line + strcspn(line, "\n");
		if (!names_of(line, exercise, name)) continue;
		// Lines of a case stand together, so the last one found is most often the one.
		if (k >= n || strcmp(p[k].name, name) != 0 || strcmp(p[k].exercise, exercise) != 0)
			for (k = 0; k < n; k++)
				if (!strcmp(p[k].name, name) && !strcmp(p[k].exercise, exercise)) break;
		if (k == n && n == CASES) return error_set("more than %d cases", CASES);
		if (k == n) {
			p[n++] = (planned){0};
			memcpy(p[k].exercise, exercise, sizeof exercise);
			memcpy(p[k].name, name, sizeof name);
			p[k].large = strstr(name, TRANSCRIPT_LARGE);
		}
		p[k].bytes += (size_t)(end - line);
		const char *needs = strstr(line, "\",\"needs\":\"");
		p[k].needs = p[k].needs || (needs && needs < end);
	}
	return n ? n : error_set("the reference's transcript has no case");
}

/* Is the exercise one of those that the job is about? */
static bool is_meant(const execute_job *job, const char *exercise)
{
	char name[132];
	snprintf(name, sizeof name, ",%s,", exercise);
	return !job->only || strstr(job->only, name);
}

static int write_plan(const execute_job *job)
{
	planned *p = calloc(CASES, sizeof *p);
	char line[400];
	if (!p) bug("no memory for a plan");
	const int n = plan_cases(p, job->expected);
	int number[2] = {0};
	int fd = n < 0 ? -1 : cell_memory("", 0);
	for (int i = 0; fd >= 0 && i < n; i++) {
		const bool large = p[i].large;
		const int mine = number[large]++, times = job->only || p[i].needs || large ? 1 : 2;
		if (!is_meant(job, p[i].exercise)) continue;
		const int length = snprintf(line, sizeof line, "%s %d %s %s %g %zu %d\n",
		        large ? "large" : "worker", mine, p[i].exercise, p[i].name,
		        large ? large_limit : cpu_limit, 2 * p[i].bytes + ANSWER_LEAST, times);
		if (write(fd, line, (size_t)length) == length) continue;
		close(fd);
		fd = error_set("a plan cannot be written");
	}
	free(p);
	if (fd >= 0) lseek(fd, 0, SEEK_SET);
	return fd;
}

static int put_filter(cell *c)
{
	static char bytes[FILTER_BYTES];
	const int fd = cell_memory("", 0);
	if (fd < 0) return -1;
	int failed = filter_write(FILTER_WORKER, fd);
	const ssize_t n = failed ? 0 : pread(fd, bytes, sizeof bytes, 0);
	close(fd);
	if (failed) return -1;
	if (n <= 0 || n == FILTER_BYTES) return error_set("a filter of %zd bytes", n);
	return cell_put(c, "filter", bytes, (size_t)n);
}

static int show_libraries(cell *c, const char *chapter)
{
	char path[600];
	snprintf(path, sizeof path, "build/desk/%s/libraries", chapter);
	FILE *f = fopen(path, "r");
	if (!f) return error_set("%s: expected what `make desk` builds", path);
	int failed = 0;
	while (!failed && fgets(path, sizeof path, f)) {
		path[strcspn(path, "\n")] = 0;
		failed = cell_show(c, path, path);
	}
	fclose(f);
	return failed;
}

static int furnish(cell *c, const execute_job *job)
{
	char path[600];
	if (cell_begin(c, job->folder ? CELL_OPEN : CELL_RUN, job->folder)) return -1;
	if (!job->folder && (show_libraries(c, job->chapter) || put_filter(c))) return -1;
	snprintf(path, sizeof path, "build/desk/%s/worker", job->chapter);
	if (cell_show(c, path, "/w/worker")) return -1;
	snprintf(path, sizeof path, "build/desk/%s/large", job->chapter);
	if (!access(path, F_OK) && cell_show(c, path, "/w/large")) return -1;
	return cell_put(c, "code.so", job->code, job->size) ? -1 : 0;
}

/* The reference's lines of the exercises that the job is not about. */
static int fill_in(const execute_job *job)
{
	char exercise[128], name[128];
	if (!job->only) return 0;
	lseek(job->transcript, 0, SEEK_END);
	for (const char *line = job->expected, *end; *line; line = end) {
		end = line + strcspn(line, "\n");
		end += *end == '\n';
		if (!names_of(line, exercise, name) || is_meant(job, exercise)) continue;
		if (write(job->transcript, line, (size_t)(end - line)) != end - line)
			return error_set("a transcript cannot be written");
	}
	return 0;
}

/* What the runner says on standard error: notes, and at last what all of it took. */
static int conclude(execute_result *r, const cell_ending *e)
{
	int cases;
	const char *last = strstr(e->message, "runner: done ");
	if (e->status || !last || sscanf(last, "runner: done %d cases, %lf s", &cases, &r->cpu) != 2)
		return error_set("the cell: status %d: %.500s", e->status, e->message);
	snprintf(r->notes, sizeof r->notes, "%.*s", (int)(last - e->message), e->message);
	if (e->cpu > r->cpu)
		r->cpu = e->cpu; // bubblewrap counts its children, where the kernel lets it
	return 0;
}

int execute_code(const execute_job *job, execute_result *r)
{
	char seed[32], folder[4200] = "/w";
	cell c = {0};
	cell_ending e;
	*r = (execute_result){0};
	snprintf(seed, sizeof seed, "%llu", (unsigned long long)job->seed);
	if (job->folder) snprintf(folder, sizeof folder, "%s", job->folder);
	const char *const arguments[] = {"run", folder, job->folder ? "-" : "/w/filter", seed, NULL};
	const int plan = write_plan(job);
	int failed = plan < 0 || furnish(&c, job) ||
	             cell_run(&c, arguments, plan, job->transcript, together, &e) || conclude(r, &e) ||
	             fill_in(job);
	if (plan >= 0) close(plan);
	cell_end(&c);
	return failed ? -1 : 0;
}
