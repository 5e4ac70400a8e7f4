/* Files are checked and taken by the same code: a first pass over a regular file only checks, a
 * second one checks again (the file may have changed) and keeps. What cannot be read twice (a
 * pipe) is kept while it is checked, in memory that never exceeds twice what came. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "corpus.h"
#include "error.h"
#include "text.h"

enum { PIECE = 1 << 16, LONGEST_CODE = 4 };

typedef struct {
	const char *name;
	size_t limit;
	bool keep;      // or only check
	long line;      // of the byte to come, from 1
	size_t column;  // bytes of that line so far
	size_t read;    // bytes of the file so far
	char *text;     // what is kept: n bytes in room for `room`,
	size_t n, room; // in an arena when `fixed`, else from malloc
	bool fixed;
	bool after_return; // a '\r' waits for what follows it
} reader;

static void keep_bytes(reader *r, const char *s, size_t n)
{
	if (r->n + n > r->room) {
		r->room = r->n + n > 2 * r->room ? r->n + n : 2 * r->room;
		r->text = realloc(r->text, r->room);
		if (!r->text) bug("out of memory: %zu bytes wanted", r->room);
	}
	memcpy(r->text + r->n, s, n);
	r->n += n;
}

/* Keep a piece of one line; `ends` when a '\n' follows. A '\r' is let go of only before '\n'. */
static void keep_line(reader *r, const char *s, size_t n, bool ends)
{
	if (!r->keep) return;
	if (r->after_return && (n > 0 || !ends)) keep_bytes(r, "\r", 1);
	r->after_return = n > 0 && s[n - 1] == '\r';
	keep_bytes(r, s, n - r->after_return);
	if (ends) {
		keep_bytes(r, "\n", 1);
		r->after_return = false;
	}
}

/* n valid bytes: count lines, refuse what is not text. */
static int take(reader *r, const char *s, size_t n)
{
	while (n > 0) {
		const char *newline = memchr(s, '\n', n);
		size_t length = newline ? (size_t)(newline - s) : n;
		const char *zero = memchr(s, 0, length);
		if (zero)
			return error_set("%s:%ld: byte %zu of the line is 0: a binary file, expected text",
			        r->name, r->line, r->column + (size_t)(zero - s) + 1);
		r->column += length;
		if (r->column > CORPUS_LINE)
			return error_set("%s:%ld: the line is longer than %zu bytes, expected lines of text",
			        r->name, r->line, CORPUS_LINE);
		if (length || newline) keep_line(r, s, length, newline != NULL);
		if (newline) {
			r->line++;
			r->column = 0;
			length++;
		}
		s += length;
		n -= length;
	}
	return 0;
}

static int not_utf8(const reader *r, const char *s)
{
	return error_set("%s:%ld: byte %zu of the line (0x%02X) is not UTF-8, expected UTF-8 text "
	                 "(iconv can convert it)",
	        r->name, r->line, r->column + 1, (unsigned char)*s);
}

static size_t mark_length(const char *s, size_t n)
{
	return n >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3) ? 3 : 0;
}

/* Read fd to its end. A code point may be cut by the end of a piece: its bytes wait in `held`. */
static int read_through(reader *r, int fd)
{
	char piece[PIECE + LONGEST_CODE];
	size_t held = 0;
	for (bool started = false;;) {
		ssize_t got = read(fd, piece + held, PIECE);
		if (got < 0 && errno == EINTR) continue;
		if (got < 0) return error_set("%s: cannot be read: %s", r->name, strerror(errno));
		r->read += (size_t)got;
		if (r->read > r->limit)
			return error_set(
			        "%s: is larger than %zu bytes, expected at most that", r->name, r->limit);
		size_t n = held + (size_t)got;
		if (!started && got && n < LONGEST_CODE) { // a slow pipe: a mark at the start may be cut
			held = n;
			continue;
		}
		size_t skip = started ? 0 : mark_length(piece, n), good = text_valid(piece, n);
		started = true;
		if (take(r, piece + skip, good - skip)) return -1;
		held = n - good;
		if (held && (!got || held >= LONGEST_CODE)) return not_utf8(r, piece + good);
		if (!got) break;
		memmove(piece, piece + good, held);
	}
	if (r->after_return) keep_bytes(r, "\r", 1);
	return 0;
}

/* Look before taking: cheap reasons to refuse, then a pass that keeps nothing. */
static int inspect(arena *a, reader *r, int fd)
{
	struct stat s;
	if (fstat(fd, &s)) return error_set("%s: cannot be read: %s", r->name, strerror(errno));
	if (S_ISDIR(s.st_mode)) return error_set("%s: is a directory, expected a text file", r->name);
	if (!S_ISREG(s.st_mode) || lseek(fd, 0, SEEK_CUR) != 0) return 0;
	if ((uintmax_t)s.st_size > r->limit)
		return error_set(
		        "%s: is %jd bytes, expected at most %zu", r->name, (intmax_t)s.st_size, r->limit);
	reader check = {.name = r->name, .limit = r->limit, .line = 1};
	if (read_through(&check, fd)) return -1;
	if (lseek(fd, 0, SEEK_SET) != 0)
		return error_set("%s: cannot be read again: %s", r->name, strerror(errno));
	r->limit = (size_t)s.st_size; // a file that grows meanwhile must not outgrow its room
	r->room = r->limit + 1;
	r->text = arena_alloc(a, r->room, 1);
	r->fixed = true;
	return 0;
}

int corpus_read(arena *a, const char *path, size_t max_bytes, char **text, size_t *length)
{
	bool standard = !strcmp(path, "-");
	reader r = {.name = standard ? "standard input" : path,
	        .limit = max_bytes,
	        .keep = true,
	        .line = 1};
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) return error_set("%s: %s, expected a text file", path, strerror(errno));
	int status = inspect(a, &r, fd);
	if (!status) status = read_through(&r, fd);
	if (!status && r.n == 0) status = error_set("%s: is empty, expected text", r.name);
	if (!status) {
		*text = r.fixed ? r.text : memcpy(arena_alloc(a, r.n + 1, 1), r.text, r.n);
		*length = r.n;
	}
	if (!r.fixed) free(r.text);
	if (!standard) close(fd);
	return status;
}

corpus_lines corpus_lines_of(const char *text, size_t length)
{
	return (corpus_lines){.next = text, .end = text + length};
}

bool corpus_next_line(corpus_lines *l)
{
	if (l->next == l->end) return false;
	const char *newline = memchr(l->next, '\n', (size_t)(l->end - l->next));
	l->line = l->next;
	l->length = (size_t)((newline ? newline : l->end) - l->line);
	l->next = newline ? newline + 1 : l->end;
	l->number++;
	return true;
}
