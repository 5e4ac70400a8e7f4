/* Interned words: an array of entries in the order of ids, and a hash table of ids over it (open
 * addressing, linear probing, at most half full). Both double when they are full; the arena keeps
 * the outgrown ones, together less than the last. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"
#include "error.h"
#include "output.h"
#include "vocab.h"

typedef struct {
	char *word;
	size_t length;
	uint64_t hash;
	long count;
} entry;

struct vocab {
	arena *a;
	entry *entries;
	int size, room;
	int *slots; // id + 1, or 0; a power of two of them: 2 * room
};

enum { FIRST_ROOM = 64 };

vocab *vocab_new(arena *a)
{
	vocab *v = arena_alloc(a, 1, sizeof *v);
	*v = (vocab){.a = a, .room = FIRST_ROOM};
	v->entries = arena_alloc(a, FIRST_ROOM, sizeof *v->entries);
	v->slots = arena_alloc(a, 2 * FIRST_ROOM, sizeof *v->slots);
	return v;
}

/* FNV-1a, with the high bits folded down: the table looks at the low ones. */
static uint64_t hash_of(const char *s, size_t n)
{
	uint64_t h = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)s[i]) * UINT64_C(1099511628211);
	return h ^ h >> 32;
}

/* The slot that holds the word, or the empty one where it would go. */
static int *slot_of(const vocab *v, const char *s, size_t n, uint64_t hash)
{
	size_t mask = 2 * (size_t)v->room - 1;
	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		int id = v->slots[i] - 1;
		if (id < 0) return &v->slots[i];
		const entry *e = &v->entries[id];
		if (e->hash == hash && e->length == n && !memcmp(e->word, s, n)) return &v->slots[i];
	}
}

static void grow(vocab *v)
{
	if (v->room > INT_MAX / 4) bug("vocab: more than %d words", v->size);
	entry *old = v->entries;
	v->room *= 2;
	v->entries = arena_alloc(v->a, (size_t)v->room, sizeof *v->entries);
	v->slots = arena_alloc(v->a, 2 * (size_t)v->room, sizeof *v->slots);
	memcpy(v->entries, old, (size_t)v->size * sizeof *old);
	for (int id = 0; id < v->size; id++) {
		const entry *e = &v->entries[id];
		*slot_of(v, e->word, e->length, e->hash) = id + 1;
	}
}

int vocab_add_part(vocab *v, const char *word, size_t length)
{
	if (length == 0 || memchr(word, 0, length)) bug("vocab: a word is empty or has a 0 in it");
	uint64_t hash = hash_of(word, length);
	int *slot = slot_of(v, word, length, hash);
	if (!*slot) {
		if (v->size == v->room) {
			grow(v);
			slot = slot_of(v, word, length, hash);
		}
		entry *e = &v->entries[v->size++];
		*e = (entry){arena_alloc(v->a, length + 1, 1), length, hash, 0};
		memcpy(e->word, word, length);
		*slot = v->size;
	}
	v->entries[*slot - 1].count++;
	return *slot - 1;
}

int vocab_add(vocab *v, const char *word)
{
	return vocab_add_part(v, word, strlen(word));
}

int vocab_id_part(const vocab *v, const char *word, size_t length)
{
	return *slot_of(v, word, length, hash_of(word, length)) - 1;
}

int vocab_id(const vocab *v, const char *word)
{
	return vocab_id_part(v, word, strlen(word));
}

static const entry *entry_of(const vocab *v, int id)
{
	if (id < 0 || id >= v->size) bug("vocab: id %d is not in 0..%d", id, v->size - 1);
	return &v->entries[id];
}

const char *vocab_word(const vocab *v, int id)
{
	return entry_of(v, id)->word;
}

long vocab_count(const vocab *v, int id)
{
	return entry_of(v, id)->count;
}

int vocab_size(const vocab *v)
{
	return v->size;
}

static const char escaped[] = "\t\n\r\\", letters[] = "tnr\\"; // the one is written as \ the other

int vocab_save(const vocab *v, const char *path)
{
	output o;
	if (output_open(&o, path)) return -1;
	for (int id = 0; id < v->size; id++) {
		for (const char *c = v->entries[id].word; *c; c++) {
			const char *special = strchr(escaped, *c);
			if (special)
				fprintf(o.f, "\\%c", letters[special - escaped]);
			else
				fputc(*c, o.f);
		}
		fprintf(o.f, "\t%ld\n", v->entries[id].count);
	}
	return output_commit(&o);
}

/* Undo the escapes of n bytes into `word`; its length, or 0 when they are not a word. */
static size_t unescape(char *word, const char *s, size_t n)
{
	size_t length = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\\') {
			const char *letter = ++i < n ? strchr(letters, s[i]) : NULL;
			if (!letter || !*letter) return 0;
			word[length++] = escaped[letter - letters];
		} else
			word[length++] = s[i];
	}
	return length;
}

/* "12" to 12, or -1: digits only, all of them, and not too many. */
static long count_of(const char *s, const char *end)
{
	char *stop;
	if (s == end || !isdigit((unsigned char)*s)) return -1;
	errno = 0;
	long n = strtol(s, &stop, 10);
	return stop == end && !errno ? n : -1;
}

int vocab_load(vocab *v, const char *path)
{
	if (v->size) bug("vocab_load: the table is not empty");
	arena a = {0};
	char nothing[] = "", *text = nothing;
	size_t length = 0;
	int status = corpus_read(&a, path, CORPUS_LIMIT, &text, &length);
	char *word = arena_alloc(&a, length, 1);
	for (corpus_lines l = corpus_lines_of(text, length); !status && corpus_next_line(&l);) {
		const char *tab = memchr(l.line, '\t', l.length);
		long n = tab ? count_of(tab + 1, l.line + l.length) : -1;
		size_t bytes = n >= 0 ? unescape(word, l.line, (size_t)(tab - l.line)) : 0;
		if (!bytes)
			status = error_set("%s:%ld: expected a word, a tab and a count", path, l.number);
		else if (vocab_id_part(v, word, bytes) >= 0)
			status = error_set("%s:%ld: the word stands in an earlier line too", path, l.number);
		else
			v->entries[vocab_add_part(v, word, bytes)].count = n;
	}
	arena_free(&a);
	return status;
}
