/* Folders of the kernel's, and short words that are written into files in them. */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "group.h"

enum { LINE = 4096, PATIENCE = 100 };

/* A controller, and what a cell may have of it. */
static const struct {
	const char *name, *file, *limit;
} limits[] = {{"memory", "memory.max", "1610612736"}, {"memory", "memory.swap.max", "0"},
        {"pids", "pids.max", "128"}};
enum { LIMITS = sizeof limits / sizeof *limits };

static char base[4096]; // where groups are made; "": nowhere

static int write_word(const char *folder, const char *file, const char *word)
{
	char path[4096];
	if (folder_path(path, "%s/%s", folder, file)) return -1;
	const int fd = open(path, O_WRONLY | O_CLOEXEC);
	const ssize_t n = fd < 0 ? -1 : write(fd, word, strlen(word));
	if (fd >= 0) close(fd);
	return n < 0 ? -1 : 0;
}

/* The first line of a file in which `find` finds what it looks for. */
static int find_line(const char *path, char *found, bool (*find)(const char *line, char *found))
{
	char line[LINE];
	bool there = false;
	FILE *f = fopen(path, "r");
	while (f && !there && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = 0;
		there = find(line, found);
	}
	if (f) fclose(f);
	return there ? 0 : -1;
}

/* "cgroup2 /sys/fs/cgroup cgroup2 rw,… 0 0" */
static bool find_mount(const char *line, char *found)
{
	char kind[40];
	return sscanf(line, "%*s %4000s %39s", found, kind) == 2 && !strcmp(kind, "cgroup2");
}

/* "0::/user.slice/…" */
static bool find_own(const char *line, char *found)
{
	if (strncmp(line, "0::", 3) != 0) return false;
	snprintf(found, LINE, "%s", line + 3);
	return true;
}

static bool find_any(const char *line, char *found)
{
	snprintf(found, LINE, "%s", line);
	return true;
}

/* Is a controller handed out to the groups below? */
static bool has(const char *controller)
{
	char path[4096], line[LINE] = "", *at = line;
	if (folder_path(path, "%s/cgroup.subtree_control", base) || find_line(path, line, find_any))
		return false;
	for (const char *word; (word = strsep(&at, " "));)
		if (!strcmp(word, controller)) return true;
	return false;
}

/* A group hands controllers out only when no process is in it, the topmost one always. So this process
 * goes into a group below. False where others are in it, too. */
static bool step_aside(void)
{
	char path[4096], line[LINE];
	if (folder_path(path, "%s/cgroup.type", base) || access(path, F_OK)) return true;
	if (folder_path(path, "%s/grade", base) || (mkdir(path, 0700) && errno != EEXIST)) return false;
	if (write_word(path, "cgroup.procs", "0") || folder_path(path, "%s/cgroup.procs", base))
		return false;
	return find_line(path, line, find_any) != 0;
}

static void hand_out(void)
{
	if (has("memory") || has("pids") || !step_aside()) return;
	for (int i = 0; i < LIMITS; i++) {
		char word[40];
		snprintf(word, sizeof word, "+%s", limits[i].name);
		write_word(base, "cgroup.subtree_control", word);
	}
}

/* Those of graders that are dead. Empty groups can be removed, and only those. */
static void remove_stale(void)
{
	char path[4096];
	long grader;
	struct dirent *e;
	DIR *d = opendir(base);
	while (d && (e = readdir(d)))
		if (sscanf(e->d_name, "cell-%ld-", &grader) == 1 && kill((pid_t)grader, 0) &&
		        errno == ESRCH && !folder_path(path, "%s/%s", base, e->d_name))
			rmdir(path);
	if (d) closedir(d);
}

void group_begin(control_group *g)
{
	static int number;
	char path[4096];
	*g = (control_group){.enter = -1};
	if (!*base) return;
	if (folder_path(g->path, "%s/cell-%ld-%d", base, (long)getpid(), number++) ||
	        mkdir(g->path, 0700)) {
		*g->path = 0;
		return;
	}
	for (int i = 0; i < LIMITS; i++) // a controller that was not handed out has no such file
		write_word(g->path, limits[i].file, limits[i].limit);
	if (!folder_path(path, "%s/cgroup.procs", g->path)) g->enter = open(path, O_WRONLY | O_CLOEXEC);
}

int group_enter(const control_group *g)
{
	if (!*g->path) return 0;
	return g->enter >= 0 && write(g->enter, "0", 1) == 1 ? 0 : -1;
}

void group_end(control_group *g)
{
	static const struct timespec moment = {0, 2000000};
	if (g->enter >= 0) close(g->enter);
	if (*g->path) write_word(g->path, "cgroup.kill", "1");
	for (int i = 0; *g->path && rmdir(g->path) && errno == EBUSY && i < PATIENCE; i++)
		nanosleep(&moment, NULL);
	*g = (control_group){.enter = -1};
}

/* Can a process go into a group of ours? */
static int attempt(void)
{
	control_group g;
	int status = 1;
	group_begin(&g);
	const pid_t pid = *g.path ? fork() : -1;
	if (!pid) _exit(group_enter(&g) != 0);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
	group_end(&g);
	return status ? -1 : 0;
}

int group_prepare(void)
{
	char mount[LINE], own[LINE];
	*base = 0;
	if (find_line("/proc/self/mounts", mount, find_mount) ||
	        find_line("/proc/self/cgroup", own, find_own))
		return error_set("there are no control groups (version 2)");
	if (folder_path(base, "%s%s", mount, geteuid() ? own : "")) return -1;
	hand_out();
	remove_stale();
	if ((has("memory") || has("pids")) && !attempt()) return 0;
	error_set("%s: has no controllers for us; see grading/desk/sandbox/group.h", base);
	*base = 0;
	return -1;
}
