/* Write beside, then rename. The lock on `.part` keeps two writers of one file apart, and dies
 * with the process that held it, so a killed program locks nobody out. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "output.h"

static char *joined(const char *a, const char *b)
{
	size_t n = strlen(a) + strlen(b) + 1;
	char *s = malloc(n);
	if (s)
		snprintf(s, n, "%s%s", a, b);
	else
		bug("out of memory: %zu bytes wanted", n);
	return s;
}

static void forget(output *o)
{
	free(o->path);
	free(o->part);
	*o = (output){0};
}

/* The .part file, locked. Between open and lock another writer may have renamed it into place:
 * then the name leads to another file by now, and the one in hand must not be touched. */
static int open_part(const char *part)
{
	for (int attempt = 0; attempt < 100; attempt++) {
		struct stat held, named;
		struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
		int fd = open(part, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
		if (fd < 0) return error_set("%s: cannot be written: %s", part, strerror(errno));
		if (fcntl(fd, F_SETLK, &lock)) {
			close(fd);
			return error_set("%s: another program is writing it", part);
		}
		if (!fstat(fd, &held) && !stat(part, &named) && held.st_ino == named.st_ino &&
		        held.st_dev == named.st_dev && !ftruncate(fd, 0))
			return fd;
		close(fd);
	}
	return error_set("%s: cannot be written: %s", part, strerror(errno));
}

int output_open(output *o, const char *path)
{
	struct stat s;
	*o = (output){0};
	if (!*path) return error_set("expected the name of a file to write, found an empty one");
	if (!stat(path, &s) && !S_ISREG(s.st_mode))
		return error_set("%s: is not a regular file, expected the name of one to write", path);
	*o = (output){.path = joined(path, ""), .part = joined(path, ".part")};
	int fd = open_part(o->part);
	if (fd >= 0 && (o->f = fdopen(fd, "w"))) return 0;
	if (fd >= 0) {
		close(fd);
		error_set("%s: cannot be written: %s", o->part, strerror(errno));
	}
	forget(o);
	return -1;
}

/* A rename is safe on disk once its folder is; file systems that cannot do that say EINVAL. */
static void sync_folder(const char *path)
{
	char *folder = joined(path, ""), *slash = strrchr(folder, '/');
	if (slash) slash[slash == folder] = 0;
	int fd = open(slash ? folder : ".", O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(folder);
}

int output_commit(output *o)
{
	bool good = !ferror(o->f) && !fflush(o->f) && !fsync(fileno(o->f)) &&
	            !rename(o->part, o->path); // the lock is held until after the rename
	if (!good) {
		error_set("%s: cannot be written: %s", o->path, strerror(errno));
		output_abandon(o);
		return -1;
	}
	fclose(o->f);
	sync_folder(o->path);
	forget(o);
	return 0;
}

void output_abandon(output *o)
{
	if (!o->f) return;
	unlink(o->part);
	fclose(o->f);
	forget(o);
}
