/* See input.h. One read() fills what room there is, so a pipe gives what it has and is not waited
 * for longer than somebody needs. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "input.h"
#include "text.h"

enum { WINDOW = 1 << 17 };

static void empty_window(input *in)
{
	in->at = in->end = in->window;
	memset(in->end, 0, INPUT_ZEROS);
	in->read = in->line = 0;
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

/* Bytes up to the next line feed or the end of the file; -1 with an error. */
static long long line_length(input *in, size_t longest)
{
	for (size_t seen = 0;;) {
		size_t waits = (size_t)(in->end - in->at);
		char *feed = memchr(in->at + seen, '\n', waits - seen);
		size_t length = feed ? (size_t)(feed - in->at) : waits;
		if (length > longest)
			return error_set(
			        "%s:%ld: the line is longer than %zu bytes", in->name, in->line, longest);
		if (feed || in->ended) return (long long)length;
		seen = waits;
		if (input_need(in, waits + 1) < 0) return -1;
	}
}

char *input_line(input *in, size_t longest, size_t *length)
{
	in->line++;
	long long n = line_length(in, longest);
	char *line = in->at;
	*length = n < 0;
	if (n < 0 || line == in->end) {
		in->line -= n == 0;
		return NULL;
	}
	size_t bytes = (size_t)n, good = text_valid(line, bytes);
	const char *zero = memchr(line, 0, good);
	*length = 1;
	if (zero || good < bytes) {
		size_t at = zero ? (size_t)(zero - line) : good;
		error_set("%s:%ld: byte %zu of the line (0x%02X) is not text", in->name, in->line, at + 1,
		        (unsigned char)line[at]);
		return NULL;
	}
	in->at += bytes;
	if (in->at < in->end) *in->at++ = 0;
	if (bytes && line[bytes - 1] == '\r') line[--bytes] = 0;
	*length = bytes;
	return line;
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
