/* Entries of a folder, in the order of their names. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clean.h"
#include "error.h"
#include "folder.h"
#include "intake_parts.h"

static const char *kind_of(mode_t mode)
{
	if (S_ISREG(mode)) return NULL;
	if (S_ISDIR(mode)) return "a folder";
	if (S_ISLNK(mode)) return "a symbolic link";
	if (S_ISFIFO(mode)) return "a pipe";
	if (S_ISSOCK(mode)) return "a socket";
	return "a device";
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All names in a folder, sorted; what is read of it is bounded by the entries that a hand-in may
 * have. Returns how many, or -1. */
static int names_in(DIR *d, char ***names)
{
	int n = 0, room = 0;
	struct dirent *e;
	*names = NULL;
	while ((e = readdir(d))) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
		if (n > INTAKE_ENTRIES) break;
		if (n == room) {
			room = 2 * room + 64;
			*names = realloc(*names, (size_t)room * sizeof **names);
			if (!*names) bug("out of memory");
		}
		(*names)[n] = malloc(strlen(e->d_name) + 1);
		if (!(*names)[n]) bug("out of memory");
		strcpy((*names)[n++], e->d_name);
	}
	if (n) qsort(*names, (size_t)n, sizeof **names, by_name);
	return n;
}

static void take_file(intake *in, int folder, const char *name, const char *path, int slot)
{
	char fit[200];
	size_t n;
	clean_name(path, fit, sizeof fit);
	const int fd = folder_open_file(folder, name, fit);
	char *bytes = fd < 0 ? NULL : folder_read(fd, fit, INTAKE_FILE_MOST, &n);
	if (bytes)
		intake_hold(in, slot, path, bytes, n);
	else
		intake_unreadable(in, slot, error_message());
	if (fd >= 0) close(fd);
}

static int walk(intake *in, int fd, const char *above, int depth);

static int take_name(intake *in, int folder, const char *name, const char *path, int depth)
{
	struct stat s;
	int slot;
	if (fstatat(folder, name, &s, AT_SYMLINK_NOFOLLOW)) return 0; // gone, and so not handed in
	if (intake_offer(in, path, kind_of(s.st_mode), s.st_size, &slot)) return -1;
	if (slot >= 0) take_file(in, folder, name, path, slot);
	if (depth == 0 && S_ISREG(s.st_mode) && intake_is_archive(name)) {
		in->archives++;
		snprintf(in->archive, sizeof in->archive, "%s", name);
	}
	if (!S_ISDIR(s.st_mode)) return 0;
	const int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) return intake_refuse(in, "a folder cannot be read: %s", strerror(errno));
	return walk(in, fd, path, depth + 1);
}

/* Takes over the descriptor. */
static int walk(intake *in, int fd, const char *above, int depth)
{
	char path[4096], **names;
	int status = 0;
	DIR *d = fdopendir(fd);
	if (!d) bug("fdopendir: %s", strerror(errno));
	if (depth > INTAKE_DEPTH)
		status = intake_refuse(in, "more than %d folders in each other", INTAKE_DEPTH);
	const int n = status ? 0 : names_in(d, &names);
	for (int i = 0; i < n; i++) {
		if (!status && !folder_path(path, "%s%s%s", above, *above ? "/" : "", names[i]))
			status = take_name(in, fd, names[i], path, depth);
		free(names[i]);
	}
	if (n) free(names);
	closedir(d);
	return status;
}

int intake_folder(intake *in, int fd)
{
	const int own = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	if (own < 0) bug("dup: %s", strerror(errno));
	return walk(in, own, "", 0);
}
