/* `grade check`, and what `grade run` asks first. Every layer is tried, not looked up: a kernel may have
 * a feature and a setting that forbids it. */
#define _GNU_SOURCE
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cell.h"
#include "cli.h"
#include "commands.h"
#include "error.h"
#include "filter.h"
#include "group.h"
#include "layers.h"

/* A layer: what it is called, how it is tried, and whether one can do without. 0, or -1 with error_set(). */
typedef struct {
	const char *name;
	int (*attempt)(void);
	bool optional;
} layer;

static int try_programs(void)
{
	static const char *const programs[] = {
	        "/usr/bin/bwrap", "/usr/bin/gcc", "/usr/bin/ld", "/usr/bin/readelf", NULL};
	for (const char *const *p = programs; *p; p++)
		if (access(*p, X_OK))
			return error_set(
			        "%s: %s; docs/install-packages.sh desk installs it", *p, strerror(errno));
	if (access("build/bin/runner", X_OK) || access("build/bin/judge", X_OK))
		return error_set("build/bin: the runner or the judge is not built; `make desk` does it");
	return 0;
}

static int try_filters(void)
{
	const int fd = cell_memory("", 0);
	if (fd < 0) return -1;
	const int failed = filter_write(FILTER_CELL, fd) || filter_write(FILTER_WORKER, fd);
	close(fd);
	return failed ? -1 : 0;
}

/* Can root become nobody, and not come back? */
static int try_user(void)
{
	int status;
	const pid_t pid = fork();
	if (!pid) _exit(cell_drop_root() != 0);
	if (pid < 0 || waitpid(pid, &status, 0) != pid) return error_set("fork: %s", strerror(errno));
	return status ? error_set("root cannot become the user nobody") : 0;
}

/* A cell whose runner starts a program: namespaces, the outer filter, limits. */
static int try_cell(void)
{
	static const char *const arguments[] = {"build", "/w/runner", "--", "log", "/w/runner", NULL};
	char text[64] = "";
	cell c = {0};
	cell_ending e = {0};
	const int out = cell_memory("", 0);
	int failed =
	        out < 0 || cell_begin(&c, CELL_BUILD, NULL) || cell_run(&c, arguments, -1, out, 20, &e);
	if (!failed && pread(out, text, sizeof text - 1, 0) <= 0)
		failed =
		        error_set("bubblewrap cannot make a cell (status %d): %.300s", e.status, e.message);
	if (!failed && strncmp(text, "log ", 4) != 0)
		failed = error_set("a cell answers \"%.40s\"", text);
	if (out >= 0) close(out);
	cell_end(&c);
	return failed ? -1 : 0;
}

int layers_check(FILE *out)
{
	static const layer layers[] = {
	        {"programs: bubblewrap, compiler, linker, runner, judge", try_programs, false},
	        {"system call filters (libseccomp)", try_filters, false},
	        {"an unprivileged user", try_user, false},
	        {"control groups", group_prepare, true}, // before the cell, which goes into one
	        {"a cell: user, process, network and file namespaces, limits", try_cell, false},
	};
	for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
		const int failed = layers[i].attempt();
		if (out && failed && layers[i].optional)
			fprintf(out, "without  %s: %s\n", layers[i].name, error_message());
		else if (out)
			fprintf(out, "%s  %s\n", failed ? "MISSING" : "ok     ", layers[i].name);
		if (failed && !layers[i].optional) return -1;
	}
	return 0;
}

int command_check(int argc, char **argv)
{
	static const cli_program program = {.name = "grade check",
	        .about = "Tries every layer of the sandbox. Exit status: 0 when all are there."};
	static const cli_option options[] = {cli_end};
	const int first = cli_parse(argc, argv, &program, options);
	if (first < 0) error_exit();
	if (first < argc) error_set("%s: unexpected", argv[first]), error_exit();
	if (!layers_check(stdout)) return 0;
	fflush(stdout);
	error_exit();
}
