/* Running gnuplot: see plot.h. Paths are made absolute before they are handed over, because to
 * gnuplot a file name that begins with '<' or '|' is a command. */
#define _XOPEN_SOURCE 700 // realpath()
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "error.h"
#include "plot.h"

extern char **environ;

enum { COMPLAINT = 2000, COMMANDS = 21 * PATH_MAX };

typedef struct {
	char script[PATH_MAX], data[PATH_MAX], out[PATH_MAX], prelude[PATH_MAX];
} plot_paths;

/* Does folder/harness/plot.gp exist, for `folder` or one above it? */
static bool prelude_above(const char *folder, char *found)
{
	char at[PATH_MAX];
	snprintf(at, sizeof at, "%s", folder);
	for (;;) {
		if (snprintf(found, PATH_MAX, "%s/harness/plot.gp", at) < PATH_MAX && !access(found, R_OK))
			return true;
		char *slash = strrchr(at, '/');
		if (!slash) return false;
		*slash = 0;
	}
}

static int find_prelude(plot_paths *p)
{
	char here[PATH_MAX];
	if (prelude_above(p->script, p->prelude)) return 0;
	if (getcwd(here, sizeof here) && prelude_above(here, p->prelude)) return 0;
	return error_set("%s: no harness/plot.gp in the folders above it", p->script);
}

/* The folder of `out` must exist, the file need not. */
static int absolute_out(const char *out, char *absolute)
{
	char folder[PATH_MAX], real_folder[PATH_MAX];
	snprintf(folder, sizeof folder, "%s", out);
	char *slash = strrchr(folder, '/');
	const char *name = slash ? out + (slash - folder) + 1 : out;
	if (slash) slash[slash == folder] = 0;
	if (!*name) return error_set("%s: expected the name of a picture", out);
	if (!realpath(slash ? folder : ".", real_folder))
		return error_set("%s: %s", folder, strerror(errno));
	if (snprintf(absolute, PATH_MAX, "%s/%s", real_folder, name) > PATH_MAX - 16)
		return error_set("%s: the path is too long", out);
	return 0;
}

static int check_name(const char *path)
{
	for (const char *c = path; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 127)
			return error_set("%s: a control character in a file name", path);
	return 0;
}

static int find_paths(plot_paths *p, const char *script, const char *data, const char *out)
{
	struct stat s;
	if (!realpath(script, p->script))
		return error_set("%s: %s, expected a gnuplot script", script, strerror(errno));
	if (!realpath(data, p->data) || stat(p->data, &s))
		return error_set("%s: %s, expected data to draw", data, strerror(errno));
	if (!S_ISREG(s.st_mode) || s.st_size == 0)
		return error_set("%s: expected a file with data to draw", data);
	if (strlen(out) >= PATH_MAX - 16) return error_set("plot: the path is too long");
	if (absolute_out(out, p->out) || find_prelude(p)) return -1;
	return check_name(p->script) || check_name(p->data) || check_name(p->out) ? -1 : 0;
}

/* name="value"; in which every byte that is not plainly harmless is an octal escape: quotes,
 * backslashes, `commands` and @macros alike. Four digits, because after a leading 0 gnuplot takes
 * a fourth. */
static char *put_variable(char *to, const char *end, const char *name, const char *value)
{
	to += snprintf(to, (size_t)(end - to), "%s=\"", name);
	for (; *value && to + 8 < end; value++) {
		unsigned char c = (unsigned char)*value;
		bool harmless = isalnum(c) || strchr("/._-", c);
		to += snprintf(to, (size_t)(end - to), harmless ? "%c" : "\\%04o", c);
	}
	return to + snprintf(to, (size_t)(end - to), "\"; ");
}

/* What gnuplot complains of: its last line that says something; blanks and carets are decoration
 * around it. */
static const char *last_words(char *text)
{
	char *best = text;
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		line += strspn(line, " \t^");
		if (*line) best = line;
	}
	return best;
}

/* Read a pipe to its end, keeping the beginning. */
static void drain(int fd, char *text, size_t room)
{
	char rest[512];
	size_t n = 0;
	for (;;) {
		bool full = n + 1 >= room;
		ssize_t got = full ? read(fd, rest, sizeof rest) : read(fd, text + n, room - n - 1);
		if (got < 0 && errno == EINTR) continue;
		if (got <= 0) break;
		if (!full) n += (size_t)got;
	}
	text[n] = 0;
}

/* Run gnuplot with its stderr in our hands: its exit status, or -1 with errno when it cannot be
 * started. */
static int run_gnuplot(char *commands, const char *script, char *complaint)
{
	int ends[2], status = 0;
	pid_t pid;
	char *argv[] = {"gnuplot", "-d", "-e", commands, (char *)script, NULL};
	if (pipe(ends)) return -1;
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	posix_spawn_file_actions_addclose(&actions, ends[1]);
	fflush(stdout);
	int failed = posix_spawnp(&pid, "gnuplot", &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	if (!failed) drain(ends[0], complaint, COMPLAINT);
	close(ends[0]);
	errno = failed;
	if (failed) return -1;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static plot_result draw(const plot_paths *p, const char *format)
{
	char commands[COMMANDS], complaint[COMPLAINT] = "", part[PATH_MAX + 16], done[PATH_MAX + 16];
	char *c = commands, *end = commands + sizeof commands;
	bool text = !strcmp(format, "text");
	snprintf(part, sizeof part, "%s.part.%s", p->out, format);
	snprintf(done, sizeof done, "%s.%s", p->out, format);
	c = put_variable(c, end, "format", format);
	c = put_variable(c, end, "data", p->data);
	c = put_variable(c, end, "out", p->out);
	c = put_variable(c, end, "part", part);
	put_variable(c, end, "prelude", p->prelude);
	int status = run_gnuplot(commands, p->script, complaint);
	if (status < 0 && errno == ENOENT) {
		fprintf(stderr,
		        "gnuplot is not installed (Debian: gnuplot-nox): no picture; the data are in "
		        "%s\n",
		        p->data);
		return PLOT_NO_GNUPLOT;
	}
	if (status < 0) return (plot_result)error_set("gnuplot: %s", strerror(errno));
	if (status > 0) {
		if (!text) unlink(part);
		const char *words = last_words(complaint);
		return (plot_result)error_set("gnuplot: %s", *words ? words : p->script);
	}
	if (!text && rename(part, done))
		return (plot_result)error_set(
		        "%s: draws nothing into its output: %s", p->script, strerror(errno));
	fputs(complaint, stderr); // warnings
	return PLOT_DRAWN;
}

plot_result plot_run(const char *script, const char *data, const char *out)
{
	static const char *const formats[] = {"svg", "png", "text"};
	const char *wanted = getenv("PLOT");
	if (!wanted || !*wanted) wanted = "svg,png";
	if (!strcmp(wanted, "none")) return PLOT_DRAWN;
	plot_paths p;
	if (find_paths(&p, script, data, out)) return PLOT_FAILED;
	for (const char *word = wanted; *word;) {
		size_t n = strcspn(word, ",");
		const char *format = NULL;
		for (int i = 0; i < 3; i++)
			if (strlen(formats[i]) == n && !memcmp(formats[i], word, n)) format = formats[i];
		if (!format)
			return (plot_result)error_set("PLOT=%s: expected svg, png, text or none", wanted);
		plot_result r = draw(&p, format);
		if (r != PLOT_DRAWN) return r;
		word += n + (word[n] == ',');
	}
	return PLOT_DRAWN;
}

void plot_csv_word(FILE *f, const char *word)
{
	fputc('"', f);
	for (; *word; word++) {
		unsigned char c = (unsigned char)*word;
		if (c == '"')
			fputs("″", f);
		else if (c == '\n')
			fputs("↵", f);
		else if (c == ' ' && !word[1])
			fputs("␣", f);
		else if (c < ' ' || c == 127)
			fputs("�", f);
		else
			fputc(c, f);
	}
	fputc('"', f);
}
