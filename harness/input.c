/* See input.h. One read() fills what room there is, so a pipe gives what it has and is not waited
 * for longer than somebody needs. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "input.h"

enum { WINDOW = 1 << 17 };

static void empty_window(input *in)
{
	in->at = in->end = in->window;
	memset(in->end, 0, INPUT_ZEROS);
	in->read = 0;
	in->ended = false;
}

int input_open(input *in, arena *a, const char *path, const char *expected)
{
	bool standard = !strcmp(path, "-");
	struct stat s;
	*in = (input){.name = standard ? "standard input" : arena_strdup(a, path), .start = -1, .a = a};
	in->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (in->fd < 0) return error_set("%s: %s, expected %s", path, strerror(errno), expected);
	if (fstat(in->fd, &s)) {
		error_set("%s: cannot be read: %s", in->name, strerror(errno));
		input_close(in);
		return -1;
	}
	if (S_ISDIR(s.st_mode)) {
		input_close(in);
		return error_set("%s: is a directory, expected %s", in->name, expected);
	}
	if (S_ISREG(s.st_mode)) in->start = lseek(in->fd, 0, SEEK_CUR);
	if (in->start >= 0 && s.st_size > in->start) in->size = s.st_size - in->start;
	in->room = WINDOW;
	in->window = arena_alloc(a, in->room + INPUT_ZEROS, 1);
	empty_window(in);
	return 0;
}

/* Put what waits at the front of a window that has room for n bytes. */
static void slide(input *in, size_t n)
{
	size_t waits = (size_t)(in->end - in->at);
	char *window = in->window;
	if (n > in->room) {
		in->room = n > 2 * in->room ? n : 2 * in->room;
		window = arena_alloc(in->a, in->room + INPUT_ZEROS, 1);
	}
	memmove(window, in->at, waits);
	in->window = in->at = window;
	in->end = window + waits;
	memset(in->end, 0, INPUT_ZEROS);
}

long long input_need(input *in, size_t n)
{
	if ((size_t)(in->end - in->at) < n && !in->ended) slide(in, n);
	while ((size_t)(in->end - in->at) < n && !in->ended) {
		ssize_t got = read(in->fd, in->end, in->room - (size_t)(in->end - in->window));
		if (got < 0 && errno == EINTR) continue;
		if (got < 0) return error_set("%s: cannot be read: %s", in->name, strerror(errno));
		in->ended = got == 0;
		in->read += got;
		in->end += got;
		memset(in->end, 0, INPUT_ZEROS);
	}
	return in->end - in->at;
}

int input_rewind(input *in)
{
	if (in->start < 0)
		return error_set("%s: is not a regular file and cannot be read twice", in->name);
	if (lseek(in->fd, (off_t)in->start, SEEK_SET) < 0)
		return error_set("%s: cannot be read again: %s", in->name, strerror(errno));
	empty_window(in);
	return 0;
}

void input_close(input *in)
{
	if (in->fd > STDERR_FILENO) close(in->fd);
	in->fd = -1;
}
