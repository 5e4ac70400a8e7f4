/* See folder.h. A name is never followed twice: what is opened is what is looked at. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "output.h"

int folder_path(char path[4096], const char *format, ...)
{
	va_list words;
	va_start(words, format);
	const int n = vsnprintf(path, 4096, format, words);
	va_end(words);
	return n >= 0 && n < 4096 ? 0 : error_set("%.100s…: the path is too long", path);
}

int folder_make(const char *path)
{
	struct stat s;
	if (!mkdir(path, 0700)) return 0;
	if (errno == EEXIST && !lstat(path, &s) && S_ISDIR(s.st_mode)) return 0;
	return error_set("%s: the folder cannot be made: %s", path, strerror(errno));
}

/* Removes the file or folder `name` of an open folder; returns 0 or errno. */
static int remove_at(int folder, const char *name)
{
	struct stat s;
	if (fstatat(folder, name, &s, AT_SYMLINK_NOFOLLOW)) return errno == ENOENT ? 0 : errno;
	if (!S_ISDIR(s.st_mode)) return unlinkat(folder, name, 0) && errno != ENOENT ? errno : 0;
	int why = 0;
	const int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	if (!d) return errno;
	struct dirent *e;
	while (!why && (errno = 0, e = readdir(d)))
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			why = remove_at(fd, e->d_name);
	closedir(d);
	if (!why && unlinkat(folder, name, AT_REMOVEDIR) && errno != ENOENT) why = errno;
	return why;
}

int folder_remove(const char *path)
{
	const int why = remove_at(AT_FDCWD, path);
	return why ? error_set("%s: cannot be removed: %s", path, strerror(why)) : 0;
}

static const char *kind_name(mode_t mode)
{
	if (S_ISLNK(mode)) return "a symbolic link";
	if (S_ISDIR(mode)) return "a folder";
	if (S_ISFIFO(mode)) return "a pipe";
	if (S_ISSOCK(mode)) return "a socket";
	return "a device";
}

int folder_open_file(int folder, const char *name, const char *path)
{
	struct stat s;
	const int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		const int why = errno;
		if (!fstatat(folder, name, &s, AT_SYMLINK_NOFOLLOW) && !S_ISREG(s.st_mode))
			return error_set("%s: %s, expected a regular file", path, kind_name(s.st_mode));
		return error_set("%s: cannot be read: %s", path, strerror(why));
	}
	if (fstat(fd, &s))
		error_set("%s: cannot be read: %s", path, strerror(errno));
	else if (!S_ISREG(s.st_mode))
		error_set("%s: %s, expected a regular file", path, kind_name(s.st_mode));
	else if (s.st_nlink > 1)
		error_set("%s: has another name (a hard link), expected a file of its own", path);
	else
		return fd;
	close(fd);
	return -1;
}

char *folder_read(int fd, const char *path, size_t most, size_t *n)
{
	struct stat s;
	*n = 0;
	if (fstat(fd, &s) || s.st_size < 0) {
		error_set("%s: cannot be read: %s", path, strerror(errno));
		return NULL;
	}
	if ((size_t)s.st_size > most) {
		error_set("%s: %lld bytes, expected at most %zu", path, (long long)s.st_size, most);
		return NULL;
	}
	char *bytes = malloc((size_t)s.st_size + 1);
	if (!bytes) bug("out of memory: %lld bytes wanted", (long long)s.st_size);
	ssize_t got = 1;
	while (*n < (size_t)s.st_size && (got = read(fd, bytes + *n, (size_t)s.st_size - *n)) > 0)
		*n += (size_t)got;
	bytes[*n] = 0;
	if (got >= 0) return bytes;
	error_set("%s: cannot be read: %s", path, strerror(errno));
	free(bytes);
	return NULL;
}

char *folder_read_file(const char *path, size_t most, size_t *n)
{
	const int fd = folder_open_file(AT_FDCWD, path, path);
	*n = 0;
	if (fd < 0) return NULL;
	char *bytes = folder_read(fd, path, most, n);
	close(fd);
	return bytes;
}

int folder_write_file(const char *path, const void *bytes, size_t n)
{
	output o;
	if (output_open(&o, path)) return -1;
	fwrite(bytes, 1, n, o.f);
	return output_commit(&o);
}
