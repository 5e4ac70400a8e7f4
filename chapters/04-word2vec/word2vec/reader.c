/* A text becomes ids in a temporary file.
 *
 * Training goes over a text several times and from several places at once, and a word's number, its
 * rank, is not known before the text has been read to its end. So every word gets a preliminary number
 * at its first occurrence, and these go to a file without a name; when the vocabulary is chosen, the
 * file is translated in place: rare words vanish, and what stays is as long as before or shorter.
 * Memory holds a few blocks of it and no more, however long the text is; a pipe can be read as well as
 * a file, for it is read once.
 *
 * The original program's text has a word </s> at line ends; here a line end is -1. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "progress.h"
#include "tokens.h"
#include "word2vec.h"

enum { BLOCK = 1 << 14, LINE_END = -1 };

/* Ids on their way to the file. */
typedef struct {
	int fd;
	long written; // behind these …
	int n;        // … so many wait
	int32_t last, id[BLOCK];
} writer;

static int flush(writer *w)
{
	const char *from = (const char *)w->id;
	size_t left = (size_t)w->n * sizeof *w->id;
	off_t at = (off_t)w->written * (off_t)sizeof *w->id;
	while (left > 0) {
		ssize_t n = pwrite(w->fd, from, left, at);
		if (n < 0 && errno == EINTR) continue;
		if (n <= 0) return error_set("a temporary file cannot be written: %s", strerror(errno));
		from += n;
		at += n;
		left -= (size_t)n;
	}
	w->written += w->n;
	w->n = 0;
	return 0;
}

/* One id; of several line ends in a row only the first. */
static int put(writer *w, int32_t id)
{
	if (id == LINE_END && w->last == LINE_END) return 0;
	w->id[w->n++] = w->last = id;
	return w->n == BLOCK ? flush(w) : 0;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* A text while it is read. */
typedef struct {
	vocab *all;
	bool given; // the vocabulary is; other words are passed over
	writer ids;
} scan;

static int add_word(scan *s, const char *word, size_t length)
{
	if (length == 4 && !memcmp(word, "</s>", 4)) return put(&s->ids, LINE_END);
	int id = s->given ? vocab_id_part(s->all, word, length) : vocab_add_part(s->all, word, length);
	return id < 0 ? 0 : put(&s->ids, id);
}

static int scan_file(scan *s, const char *path)
{
	arena scratch = {0};
	tokens *text = tokens_open(&scratch, path);
	token w;
	token_kind kind = TOKEN_ERROR;
	progress p;
	int status = text ? 0 : -1;
	long seen = 0;
	progress_begin(&p, "reading", text ? (long)tokens_size(text) : 0, "bytes");
	while (!status && (kind = tokens_next(text, &w)) > TOKEN_END) {
		status = kind == TOKEN_LINE ? put(&s->ids, LINE_END) : add_word(s, w.word, w.length);
		if (!(++seen & 0xffff)) progress_at(&p, (long)tokens_bytes(text), NULL);
	}
	if (text) {
		progress_at(&p, (long)tokens_bytes(text), NULL);
		progress_end(&p);
		tokens_close(text);
	}
	arena_free(&scratch);
	return kind == TOKEN_ERROR ? -1 : status;
}

static int scan_world(scan *s, int sentences, long seed)
{
	arena scratch = {0};
	world w = world_new(&scratch);
	rng r = rng_new((uint64_t)seed, WORLD_STREAM);
	char text[WORLD_LONGEST];
	int status = 0;
	for (int i = 0; i < sentences && !status; i++) {
		world_sentence(&w, &r, text);
		for (const char *at = text; *at && !status;) {
			size_t n = strcspn(at, " ");
			status = add_word(s, at, n);
			at += n;
			at += strspn(at, " ");
		}
		if (!status) status = put(&s->ids, LINE_END);
	}
	arena_free(&scratch);
	return status;
}

/* --- the file --------------------------------------------------------------------------------- */

/* A file that has no name: nothing is left of it, however the program ends. */
static int nameless(void)
{
	const char *folder = getenv("TMPDIR");
	char path[1024];
	int n = snprintf(path, sizeof path, "%s/word2vec-XXXXXX", folder && *folder ? folder : "/tmp");
	int fd = n < (int)sizeof path ? mkstemp(path) : -1;
	if (fd < 0) return error_set("%s: no temporary file can be made: %s", path, strerror(errno));
	unlink(path);
	return fd;
}

int text_part(const text_ids *t, int32_t *id, long first, int n)
{
	if (n > t->places - first) n = (int)(t->places - first);
	char *to = (char *)id;
	size_t left = (size_t)n * sizeof *id;
	off_t at = (off_t)first * (off_t)sizeof *id;
	while (left > 0) {
		ssize_t got = pread(t->fd, to, left, at);
		if (got < 0 && errno == EINTR) continue;
		if (got <= 0) return error_set("a temporary file cannot be read back");
		to += got;
		at += got;
		left -= (size_t)got;
	}
	return n;
}

/* From preliminary numbers to ranks. What is written never passes what is yet to be read. */
static int translate(text_ids *t, const int *number)
{
	arena scratch = {0};
	writer *w = arena_alloc(&scratch, 1, sizeof *w);
	int32_t *old = arena_alloc(&scratch, BLOCK, sizeof *old);
	*w = (writer){.fd = t->fd, .last = LINE_END};
	int status = 0, n;
	for (long i = 0; i < t->places && !status; i += n) {
		n = text_part(t, old, i, BLOCK);
		if (n < 0) status = n = -1;
		for (int k = 0; k < n && !status; k++) {
			int32_t id = old[k] == LINE_END ? LINE_END : number[old[k]];
			if (id < 0 && old[k] != LINE_END) continue;
			t->hash = (t->hash ^ (uint32_t)id) * UINT64_C(0x100000001b3); // FNV-1a
			status = put(w, id);
		}
	}
	if (!status) status = flush(w);
	t->places = w->written;
	arena_free(&scratch);
	return status;
}

static int read_and_choose(text_ids *t, arena *a, arena *scratch, const reading *r)
{
	scan *s = arena_alloc(scratch, 1, sizeof *s);
	*s = (scan){.all = vocab_new(scratch), .given = r->read_vocab};
	s->ids.fd = t->fd;
	s->ids.last = LINE_END;
	if (s->given && words_read(s->all, r->read_vocab) < 0) return -1;
	int status = r->path ? scan_file(s, r->path) : scan_world(s, r->sentences, r->seed);
	if (status || flush(&s->ids)) return -1;
	t->places = s->ids.written;
	int *number = arena_alloc(scratch, (size_t)vocab_size(s->all) + 1, sizeof *number);
	t->words = words_choose(number, s->all, r->min_count, a);
	if (vocab_size(t->words) < 2)
		return error_set("%s: %d words occur %d times or more (-min-count); at least 2 are needed",
		        r->path ? r->path : "generated text", vocab_size(t->words), r->min_count);
	return translate(t, number);
}

int text_read(text_ids *t, arena *a, const reading *r)
{
	arena scratch = {0};
	*t = (text_ids){.fd = nameless(), .hash = UINT64_C(0xcbf29ce484222325)};
	int status = t->fd < 0 ? -1 : read_and_choose(t, a, &scratch, r);
	if (status && t->fd >= 0) text_close(t);
	arena_free(&scratch);
	return status;
}

void text_close(text_ids *t)
{
	close(t->fd);
	t->fd = -1;
}
