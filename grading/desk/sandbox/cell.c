/* Command lines for bubblewrap, and a process that waits for its end; see cell.h. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <poll.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cell.h"
#include "error.h"
#include "filter.h"
#include "group.h"
#include "stopwatch.h"

enum { NOBODY = 65534, FIRST_FILE = 10, OUTPUT_MOST = 512 << 20 };
static const char runner[] = "build/bin/runner", shown_at[] = "/mnt",
                  hidden_words[] =
                          "the user nobody cannot reach the course, nor can it be shown at /mnt";

static void add(cell *c, const char *argument)
{
	if (c->arguments + 2 >= CELL_ARGUMENTS) bug("more than %d arguments", CELL_ARGUMENTS);
	c->argument[c->arguments++] = argument;
}

static void add_all(cell *c, const char *const *list)
{
	for (; *list; list++) add(c, *list);
}

static const char *text_of(cell *c, const char *format, const char *a, const char *b)
{
	const size_t n = strlen(format) + strlen(a) + strlen(b) + 1;
	char *text = arena_alloc(&c->a, n, 1);
	snprintf(text, n, format, a, b);
	return text;
}

/* A descriptor for bubblewrap: in the child it will have the number that is named here. */
static const char *add_file(cell *c, int fd)
{
	char number[16];
	if (c->files == CELL_FILES) bug("more than %d files in a cell", CELL_FILES);
	snprintf(number, sizeof number, "%d", FIRST_FILE + c->files);
	c->file[c->files++] = fd;
	return arena_strdup(&c->a, number);
}

int cell_memory(const void *bytes, size_t size)
{
	const int fd = memfd_create("cell", MFD_CLOEXEC);
	size_t done = 0;
	for (ssize_t n = 0; fd >= 0 && done < size; done += (size_t)n)
		if ((n = write(fd, (const char *)bytes + done, size - done)) <= 0) break;
	if (fd < 0 || done < size || lseek(fd, 0, SEEK_SET) < 0) {
		error_set("a file in memory: %s", strerror(errno));
		if (fd >= 0) close(fd);
		return -1;
	}
	return fd;
}

static int add_filter(cell *c)
{
	const int fd = cell_memory("", 0);
	if (fd < 0) return -1;
	if (filter_write(FILTER_CELL, fd) || lseek(fd, 0, SEEK_SET) < 0) {
		close(fd);
		return -1;
	}
	add(c, "--seccomp");
	add(c, add_file(c, fd));
	return 0;
}

/* Started by root, for a course that lies in root's home, say: no other user gets to build/. */
static bool is_hidden(void)
{
	char path[PATH_MAX];
	struct stat st;
	if (geteuid() != 0 || !realpath("build", path)) return false;
	for (char *end = path + strlen(path); end > path; end = strrchr(path, '/')) {
		*end = 0;
		if (stat(path, &st) || !(st.st_mode & S_IXOTH)) return true;
	}
	return false;
}

/* Then a mount namespace of this process alone has it at /mnt, too. */
static int reveal(void)
{
	if (unshare(CLONE_NEWNS) || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL)) return -1;
	return mount("build", shown_at, NULL, MS_BIND, NULL);
}

int cell_begin(cell *c, cell_kind kind, const char *folder)
{
	static const char *const walls[] = {"/usr/bin/bwrap", "--unshare-all", "--unshare-user",
	        "--disable-userns", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
	        "--clearenv", "--as-pid-1", NULL};
	static const char *const build[] = {
	        "--size", "67108864", "--tmpfs", "/w", "--size", "67108864", "--tmpfs", "/tmp", NULL};
	static const char *const run[] = {"--proc", "/proc", "--dir", "/w", NULL};
	*c = (cell){.kind = kind, .folder = folder};
	if (kind == CELL_OPEN) return 0;
	c->hidden = is_hidden();
	add_all(c, walls);
	add_all(c, kind == CELL_BUILD ? build : run);
	return add_filter(c) || cell_show(c, runner, "/w/runner") ? -1 : 0;
}

/* In the open: a link in the folder. */
static int link_here(const cell *c, const char *path, const char *at)
{
	char target[4200], from[4200];
	if (!realpath(path, target)) return error_set("%s: %s", path, strerror(errno));
	if (strncmp(at, "/w/", 3) != 0) return 0; // the system's own are where they are
	snprintf(from, sizeof from, "%s/%s", c->folder, at + 3);
	unlink(from);
	return symlink(target, from) ? error_set("%s: %s", from, strerror(errno)) : 0;
}

int cell_show(cell *c, const char *path, const char *at)
{
	if (c->kind == CELL_OPEN) return link_here(c, path, at);
	char real[PATH_MAX], build[PATH_MAX];
	if (!realpath(path, real)) return error_set("%s: %s", path, strerror(errno));
	const char *source = arena_strdup(&c->a, real);
	if (c->hidden && realpath("build", build) && !strncmp(real, build, strlen(build)))
		source = text_of(c, "%s%s", shown_at, real + strlen(build));
	add(c, "--ro-bind");
	add(c, source);
	add(c, arena_strdup(&c->a, at));
	return 0;
}

/* In the open: a copy in the folder, below folders that are made on the way. */
static int write_here(cell *c, const char *name, const void *bytes, size_t size)
{
	char *path = arena_strdup(&c->a, text_of(c, "%s/%s", c->folder, name));
	for (char *p = path + strlen(c->folder) + 1; (p = strchr(p, '/')); *p++ = '/') {
		*p = 0;
		mkdir(path, 0700);
	}
	FILE *f = fopen(path, "wb");
	if (!f || fwrite(bytes, 1, size, f) != size || fclose(f))
		return error_set("%s: %s", path, strerror(errno));
	return 0;
}

int cell_put(cell *c, const char *name, const void *bytes, size_t size)
{
	if (c->kind == CELL_OPEN) return write_here(c, name, bytes, size);
	const int fd = cell_memory(bytes, size);
	if (fd < 0) return -1;
	add(c, "--perms");
	add(c, "0444");
	add(c, "--file");
	add(c, add_file(c, fd));
	add(c, text_of(c, "/w/%s%s", name, ""));
	return 0;
}

int cell_drop_root(void)
{
	if (geteuid() != 0) return 0;
	const struct passwd *nobody = getpwnam("nobody");
	const uid_t user = nobody && nobody->pw_uid ? nobody->pw_uid : NOBODY;
	const gid_t group = nobody && nobody->pw_gid ? nobody->pw_gid : NOBODY;
	if (setgroups(0, NULL) || setresgid(group, group, group) || setresuid(user, user, user))
		return -1;
	if (setuid(0) == 0 || geteuid() == 0) { // it must not be able to come back
		errno = EPERM;
		return -1;
	}
	return 0;
}

/* In the child: standard descriptors, then the files at their numbers, then nothing else. */
static int arrange(const cell *c, int input, int output, int errors)
{
	int high[CELL_FILES + 3];
	const int above = FIRST_FILE + CELL_FILES + 1;
	const int standard[3] = {input, output, errors};
	for (int i = 0; i < 3 + c->files; i++) {
		high[i] = fcntl(i < 3 ? standard[i] : c->file[i - 3], F_DUPFD, above);
		if (high[i] < 0) return -1;
	}
	for (int i = 0; i < 3 + c->files; i++)
		if (dup2(high[i], i < 3 ? i : FIRST_FILE + i - 3) < 0) return -1;
	closefrom(FIRST_FILE + c->files);
	for (int fd = 3; fd < FIRST_FILE; fd++) close(fd);
	return 0;
}

static _Noreturn void become(cell *c, const control_group *g, int input, int output, int errors)
{
	static char *const nothing[] = {NULL};
	const struct rlimit most = {OUTPUT_MOST, OUTPUT_MOST}, no_core = {0, 0};
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (group_enter(g)) {
		dprintf(errors, "%s: cannot be entered: %s\n", g->path, strerror(errno));
		_exit(125);
	}
	if (c->kind == CELL_OPEN && (prctl(PR_SET_PDEATHSIG, SIGKILL) || chdir(c->folder))) _exit(125);
	if ((c->hidden && reveal()) || (c->kind != CELL_OPEN && cell_drop_root())) {
		dprintf(errors, "%s: %s\n", c->hidden ? hidden_words : "giving up root", strerror(errno));
		_exit(125);
	}
	if (arrange(c, input, output, errors)) _exit(125);
	umask(022);
	setrlimit(RLIMIT_FSIZE, &most);
	setrlimit(RLIMIT_CORE, &no_core);
	char *argument[CELL_ARGUMENTS];
	for (int i = 0; i <= c->arguments; i++) argument[i] = (char *)(uintptr_t)c->argument[i];
	execve(argument[0], argument, nothing);
	dprintf(2, "%s: %s\n", argument[0], strerror(errno));
	_exit(125);
}

/* Wait for the child's end, at most so long; then kill it, and with it everything in the cell. */
static int wait_for(pid_t pid, double seconds, struct rusage *usage)
{
	int status;
	const int fd = (int)syscall(SYS_pidfd_open, pid, 0);
	struct pollfd p = {fd, POLLIN, 0};
	const double began = stopwatch_wall();
	double left = seconds;
	while (left > 0 && poll(&p, 1, (int)(left * 1000) + 1) < 0 && errno == EINTR)
		left = seconds - (stopwatch_wall() - began);
	const bool late = !(p.revents & POLLIN);
	if (late) kill(pid, SIGKILL);
	if (fd >= 0) close(fd);
	while (wait4(pid, &status, 0, usage) < 0)
		if (errno != EINTR) return -1;
	return late ? -1 : WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

double cell_seconds(const struct rusage *u)
{
	return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) +
	       1e-6 * (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec);
}

static void add_command(cell *c, const char *const *arguments)
{
	if (c->kind == CELL_OPEN) {
		char path[PATH_MAX];
		if (!realpath(runner, path)) path[0] = 0;
		add(c, arena_strdup(&c->a, path));
		add(c, "loose");
	} else {
		static const char *const last[] = {
		        "--remount-ro", "/", "--chdir", "/w", "--", "/w/runner", NULL};
		add_all(c, last);
	}
	add_all(c, arguments);
	c->argument[c->arguments] = NULL;
}

int cell_run(cell *c, const char *const *arguments, int input, int output, double seconds,
        cell_ending *e)
{
	struct rusage usage = {0};
	const double began = stopwatch_wall();
	*e = (cell_ending){0};
	add_command(c, arguments);
	const int empty = input < 0 ? cell_memory("", 0) : -1, errors = cell_memory("", 0);
	control_group g;
	group_begin(&g);
	const pid_t pid = errors < 0 ? -1 : fork();
	if (!pid) become(c, &g, input < 0 ? empty : input, output, errors);
	if (pid > 0) e->status = wait_for(pid, seconds, &usage);
	group_end(&g);
	e->wall = stopwatch_wall() - began;
	e->cpu = cell_seconds(&usage);
	if (pid > 0) {
		const ssize_t n = pread(errors, e->message, sizeof e->message - 1, 0);
		e->message[n > 0 ? n : 0] = 0;
		for (ssize_t i = n - 1; i >= 0 && e->message[i] == '\n'; i--) e->message[i] = 0;
	}
	if (empty >= 0) close(empty);
	if (errors >= 0) close(errors);
	return pid > 0 ? 0 : error_set("a cell: %s", strerror(errno));
}

void cell_end(cell *c)
{
	for (int i = 0; i < c->files; i++) close(c->file[i]);
	arena_free(&c->a);
	*c = (cell){0};
}
