/* Tokens of C, and those of them that were not in the skeleton.
 *
 * A run of RUN tokens is known by a hash; what such a run covers in a hand-in is the skeleton's,
 * wherever it stands. That takes time in proportion to the file, whatever is in it. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "folder.h"
#include "similar.h"

enum { RUN = 10, TOKENS_MOST = 100000, FILE_MOST = 1 << 20 };

/* A token: its hash, where it stands, and what sim_c is to see of it. */
typedef struct {
	unsigned long hash;
	int line;
	const char *seen; // a keyword, "x", "1", "\"s\"", or NULL: the character itself
	char character;
	bool known;
} token;

typedef struct {
	token *list;
	size_t n, room;
} tokens;

static unsigned long hash_of(const char *s, size_t n)
{
	unsigned long h = 1469598103934665603UL;
	for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)s[i]) * 1099511628211UL;
	return h;
}

static void add(tokens *t, const char *s, size_t n, int line, const char *seen)
{
	if (t->n == t->room) {
		t->room = t->room ? 2 * t->room : 1024;
		t->list = realloc(t->list, t->room * sizeof *t->list);
		if (!t->list) bug("out of memory: %zu tokens wanted", t->room);
	}
	t->list[t->n++] = (token){hash_of(s, n), line, seen, *s, false};
}

static const char *keyword(const char *s, size_t n)
{
	static const char *const list[] = {"break", "case", "char", "const", "continue", "default",
	        "do", "double", "else", "enum", "float", "for", "goto", "if", "int", "long", "return",
	        "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "union",
	        "unsigned", "void", "while"};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (strlen(list[i]) == n && !memcmp(list[i], s, n)) return list[i];
	return "x";
}

/* Length of a comment that begins here, or 0. */
static size_t comment(const char *s)
{
	if (s[0] == '/' && s[1] == '/') return strcspn(s, "\n");
	if (s[0] != '/' || s[1] != '*') return 0;
	const char *end = strstr(s + 2, "*/");
	return end ? (size_t)(end - s) + 2 : strlen(s);
}

/* Length of a text in quotes; an open one ends with its line. */
static size_t quoted(const char *s)
{
	size_t n = 1;
	while (s[n] && s[n] != '\n' && s[n] != *s) n += s[n] == '\\' && s[n + 1] ? 2 : 1;
	return n + (s[n] == *s);
}

static size_t word(const char *s)
{
	size_t n = 1;
	while (isalnum((unsigned char)s[n]) || s[n] == '_' ||
	        (s[n] == '.' && isdigit((unsigned char)*s)))
		n++;
	return n;
}

static void read_tokens(tokens *t, const char *s)
{
	int line = 1;
	while (*s && t->n < TOKENS_MOST) {
		const unsigned char c = (unsigned char)*s;
		size_t n = comment(s);
		if (n == 0) {
			n = 1;
			if (isalpha(c) || c == '_') {
				n = word(s);
				add(t, s, n, line, keyword(s, n));
			} else if (isdigit(c)) {
				n = word(s);
				add(t, s, n, line, "1");
			} else if (c == '"' || c == '\'') {
				n = quoted(s);
				add(t, s, n, line, c == '"' ? "\"s\"" : "'c'");
			} else if (strchr("(){}[]<>=+-*/%&|^!~?:;,.", c))
				add(t, s, 1, line, NULL);
		}
		for (size_t i = 0; i < n; i++) line += s[i] == '\n';
		s += n;
	}
}

static unsigned long run_at(const tokens *t, size_t i)
{
	unsigned long h = 0;
	for (size_t k = i; k < i + RUN; k++) h = h * 6364136223846793005UL + t->list[k].hash;
	return h ? h : 1;
}

/* The place of a hash, or of the free one where it belongs. */
static size_t slot_of(const skeleton *k, unsigned long h)
{
	size_t i = h % k->room;
	while (k->known[i] && k->known[i] != h) i = (i + 1) % k->room;
	return i;
}

static void learn(skeleton *k, const tokens *t)
{
	for (size_t i = 0; i + RUN <= t->n; i++) {
		if (2 * k->used >= k->room) {
			const skeleton old = *k;
			k->room = old.room ? 2 * old.room : 4096;
			k->known = calloc(k->room, sizeof *k->known);
			if (!k->known) bug("out of memory");
			for (size_t j = 0; j < old.room; j++)
				if (old.known[j]) k->known[slot_of(k, old.known[j])] = old.known[j];
			free(old.known);
		}
		const unsigned long h = run_at(t, i);
		const size_t slot = slot_of(k, h);
		k->used += !k->known[slot];
		k->known[slot] = h;
	}
}

int skeleton_read(skeleton *k, const char *chapter)
{
	char path[4096];
	size_t n;
	struct dirent *e;
	if (folder_path(path, "chapters/%s", chapter)) return -1;
	DIR *d = opendir(path);
	if (!d) return error_set("%s: %s; expected the course's folder", path, strerror(errno));
	int status = 0;
	while (!status && (e = readdir(d))) {
		const char *dot = strrchr(e->d_name, '.');
		if (!dot || strcmp(dot, ".c") != 0) continue;
		status = folder_path(path, "chapters/%s/%s", chapter, e->d_name);
		char *text = status ? NULL : folder_read_file(path, FILE_MOST, &n);
		if (!text) status = -1;
		tokens t = {0};
		if (text) read_tokens(&t, text);
		learn(k, &t);
		free(t.list);
		free(text);
	}
	closedir(d);
	return status;
}

void skeleton_free(skeleton *k)
{
	free(k->known);
	*k = (skeleton){0};
}

static void forget_known(const skeleton *k, tokens *t)
{
	for (size_t i = 0; k->room && i + RUN <= t->n; i++)
		if (k->known[slot_of(k, run_at(t, i))])
			for (size_t j = i; j < i + RUN; j++) t->list[j].known = true;
}

static void begin_line(similar *s, similar_handin *h, const char *name, int line)
{
	const int room = h->nlines < 256 ? 256 : h->nlines;
	if (h->nlines == 0 || (h->nlines >= 256 && !(h->nlines & (h->nlines - 1)))) { // 0, 256, 512 …
		const char **file = arena_alloc(&s->a, (size_t)(h->nlines + room), sizeof *file);
		int *lines = arena_alloc(&s->a, (size_t)(h->nlines + room), sizeof *lines);
		for (int i = 0; i < h->nlines; i++) file[i] = h->file[i], lines[i] = h->line[i];
		h->file = file;
		h->line = lines;
	}
	h->file[h->nlines] = name;
	h->line[h->nlines++] = line;
}

/* The end of a file: words in which no two hand-ins agree, so that no passage goes over it. */
static void end_file(similar *s, similar_handin *h, const char *name, FILE *out)
{
	static const char *const digits[] = {
	        "goto", "enum", "typedef", "union", "short", "signed", "case", "default"};
	if (h->nlines) fputc('\n', out);
	begin_line(s, h, name, 0);
	for (long i = h - s->handins + 1; i; i /= 8) fprintf(out, "%s ", digits[i % 8]);
}

void similar_own_tokens(similar *s, similar_handin *h, const skeleton *k, const char *name,
        const char *text, FILE *out)
{
	tokens t = {0};
	int line = 0;
	read_tokens(&t, text);
	forget_known(k, &t);
	for (size_t i = 0; i < t.n; i++) {
		const token *x = &t.list[i];
		if (x->known) continue;
		if (x->line != line) begin_line(s, h, name, x->line);
		if (x->line != line && h->nlines > 1) fputc('\n', out);
		line = x->line;
		if (x->seen)
			fprintf(out, "%s ", x->seen);
		else
			fprintf(out, "%c", x->character);
	}
	if (line) end_file(s, h, name, out);
	free(t.list);
}
