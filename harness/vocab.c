/* Interned words: an array of entries in the order of ids, and a hash table over it (open
 * addressing, linear probing, at most half full). Both double when they are full; the arena keeps
 * the outgrown ones, together less than the last.
 *
 * Millions of look-ups wait for memory, not for arithmetic. So a slot holds half of the hash beside
 * the id, and what it refuses costs no visit to an entry; and words lie one behind the other,
 * where the frequent ones, which come early in a text, share a few cache lines. */
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "corpus.h"
#include "error.h"
#include "output.h"
#include "vocab.h"

typedef struct {
	const char *word;
	size_t length;
	uint64_t hash;
	long count;
} entry;

typedef struct {
	uint32_t check; // the upper half of the hash; the lower one leads here
	int next_id;    // id + 1, or 0: empty
} slot;

struct vocab {
	arena *a;
	entry *entries;
	int size, room;
	slot *slots;   // a power of two of them: 2 * room
	char *letters; // room for the next words
	size_t letters_left;
};

enum { FIRST_ROOM = 64, LETTERS = 4096 };

vocab *vocab_new(arena *a)
{
	vocab *v = arena_alloc(a, 1, sizeof *v);
	*v = (vocab){.a = a, .room = FIRST_ROOM};
	v->entries = arena_alloc(a, FIRST_ROOM, sizeof *v->entries);
	v->slots = arena_alloc(a, 2 * FIRST_ROOM, sizeof *v->slots);
	return v;
}

/* n bytes as a number, n ≤ 8, without a loop: the parts overlap where n is no power of two. */
static uint64_t bytes_of(const char *s, size_t n)
{
	uint64_t whole = 0;
	uint32_t first = 0, last = 0;
	if (n == 8)
		memcpy(&whole, s, 8);
	else if (n >= 4) {
		memcpy(&first, s, 4);
		memcpy(&last, s + n - 4, 4);
		whole = (uint64_t)last << 32 | first;
	} else if (n)
		whole = (uint64_t)(unsigned char)s[0] << 16 | (uint64_t)(unsigned char)s[n / 2] << 8 |
		        (unsigned char)s[n - 1];
	return whole;
}

/* Eight bytes at a time: mixed in, multiplied by an odd number (2^64 over the golden ratio), the
 * high bits, which know all others, folded down. */
static uint64_t hash_of(const char *s, size_t n)
{
	uint64_t h = n;
	for (;;) {
		size_t part = n < 8 ? n : 8;
		h = (h ^ bytes_of(s, part)) * UINT64_C(0x9E3779B97F4A7C15);
		h ^= h >> 32;
		if (n <= 8) return h;
		s += part;
		n -= part;
	}
}

/* The slot that holds the word, or the empty one where it would go. */
static slot *slot_of(const vocab *v, const char *s, size_t n, uint64_t hash)
{
	size_t mask = 2 * (size_t)v->room - 1;
	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		slot *at = &v->slots[i];
		if (!at->next_id) return at;
		if (at->check != hash >> 32) continue;
		const entry *e = &v->entries[at->next_id - 1];
		if (e->length == n && !memcmp(e->word, s, n)) return at;
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
		*slot_of(v, e->word, e->length, e->hash) = (slot){(uint32_t)(e->hash >> 32), id + 1};
	}
}

/* A copy of the word, with a 0 behind it. */
static const char *keep(vocab *v, const char *word, size_t length)
{
	if (length + 1 > v->letters_left) {
		v->letters_left = length + 1 > LETTERS ? length + 1 : LETTERS;
		v->letters = arena_alloc(v->a, v->letters_left, 1);
	}
	char *copy = memcpy(v->letters, word, length);
	copy[length] = 0;
	v->letters += length + 1;
	v->letters_left -= length + 1;
	return copy;
}

int vocab_add_part(vocab *v, const char *word, size_t length)
{
	uint64_t hash = hash_of(word, length);
	slot *at = slot_of(v, word, length, hash);
	if (!at->next_id) {
		if (length == 0 || memchr(word, 0, length)) bug("vocab: a word is empty or has a 0 in it");
		if (v->size == v->room) {
			grow(v);
			at = slot_of(v, word, length, hash);
		}
		v->entries[v->size++] = (entry){keep(v, word, length), length, hash, 0};
		*at = (slot){(uint32_t)(hash >> 32), v->size};
	}
	v->entries[at->next_id - 1].count++;
	return at->next_id - 1;
}

int vocab_add(vocab *v, const char *word)
{
	return vocab_add_part(v, word, strlen(word));
}

int vocab_id_part(const vocab *v, const char *word, size_t length)
{
	return slot_of(v, word, length, hash_of(word, length))->next_id - 1;
}

int vocab_id(const vocab *v, const char *word)
{
	return vocab_id_part(v, word, strlen(word));
}

static entry *entry_of(const vocab *v, int id)
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

void vocab_set_count(vocab *v, int id, long count)
{
	if (count < 0) bug("vocab: a word cannot come %ld times", count);
	entry_of(v, id)->count = count;
}

int vocab_size(const vocab *v)
{
	return v->size;
}

static const char escaped[] = "\t\n\r\\", letters[] = "tnr\\"; // the one is written as \ the other

void vocab_write_line(const vocab *v, int id, FILE *f)
{
	for (const char *c = vocab_word(v, id); *c; c++) {
		const char *special = strchr(escaped, *c);
		if (special)
			fprintf(f, "\\%c", letters[special - escaped]);
		else
			fputc(*c, f);
	}
	fprintf(f, "\t%ld\n", vocab_count(v, id));
}

int vocab_save(const vocab *v, const char *path)
{
	output o;
	if (output_open(&o, path)) return -1;
	for (int id = 0; id < v->size; id++) vocab_write_line(v, id, o.f);
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

/* "12" to 12, or -1: digits only, all of them up to `end`, and not too many. */
static long count_of(const char *s, const char *end)
{
	long n = 0;
	if (s == end) return -1;
	for (; s < end; s++) {
		if (*s < '0' || *s > '9' || n > (LONG_MAX - 9) / 10) return -1;
		n = 10 * n + (*s - '0');
	}
	return n;
}

int vocab_read_line(vocab *v, const char *line, size_t length, const char *path, long number)
{
	arena a = {0};
	const char *tab = memchr(line, '\t', length), *word = line;
	size_t bytes = tab ? (size_t)(tab - line) : 0;
	long n = tab ? count_of(tab + 1, line + length) : -1;
	if (bytes && memchr(line, '\\', bytes)) {
		char *plain = arena_alloc(&a, bytes, 1);
		bytes = unescape(plain, line, bytes);
		word = plain;
	}
	int status = 0;
	if (n < 0 || !bytes)
		status = error_set("%s:%ld: expected a word, a tab and a count", path, number);
	else if (vocab_id_part(v, word, bytes) >= 0)
		status = error_set("%s:%ld: the word stands in an earlier line too", path, number);
	else {
		int id = vocab_add_part(v, word, bytes); // may move the entries
		v->entries[id].count = n;
	}
	arena_free(&a);
	return status;
}

int vocab_load(vocab *v, const char *path)
{
	if (v->size) bug("vocab_load: the table is not empty");
	arena a = {0};
	char nothing[] = "", *text = nothing;
	size_t length = 0;
	int status = corpus_read(&a, path, CORPUS_LIMIT, &text, &length);
	for (corpus_lines l = corpus_lines_of(text, length); !status && corpus_next_line(&l);)
		status = vocab_read_line(v, l.line, l.length, path, l.number);
	arena_free(&a);
	return status;
}
