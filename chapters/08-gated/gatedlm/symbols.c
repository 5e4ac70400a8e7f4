/* Letters and words as numbers; see symbols.h. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"
#include "error.h"
#include "markov.h"
#include "symbols.h"

enum { UNKNOWN = SYMBOLS_UNKNOWN, LINE_END = SYMBOLS_LINE_END, FIRST_WORD };
enum { GENERATED_LETTERS = 400000, GENERATED_SEED = 1 };

int symbols_count(const symbols *s)
{
	return s->unit == LETTERS ? s->alphabet.count : vocab_size(s->words);
}

static const char *name_of(const char *path)
{
	return !path ? "generated text" : strcmp(path, "-") ? path : "standard input";
}

/* A whole text in memory. */
static int read_whole(arena *a, const char *path, char **text, size_t *length)
{
	if (path) return corpus_read(a, path, CORPUS_LIMIT, text, length);
	arena scratch = {0};
	markov source = markov_new(&scratch);
	*length = GENERATED_LETTERS;
	*text = arena_alloc(a, *length + 1, 1);
	markov_fill(&source, GENERATED_SEED, GENERATED_LETTERS, *text);
	arena_free(&scratch);
	return 0;
}

/* --- words --------------------------------------------------------------------------------------- */

static vocab *words_new(arena *a)
{
	vocab *v = vocab_new(a);
	vocab_add(v, "<unk>");
	vocab_add(v, "</s>");
	vocab_set_count(v, UNKNOWN, 0);
	vocab_set_count(v, LINE_END, 0);
	return v;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n');
}

/* The ids of a text's words, new words added with `grow`; a line's end is one if words stand on it. */
static lm_text words_to_ids(arena *a, vocab *v, bool grow, const char *text, size_t length)
{
	int *ids = arena_alloc(a, length + 1, sizeof *ids);
	long n = 0;
	corpus_lines lines = corpus_lines_of(text, length);
	while (corpus_next_line(&lines)) {
		const long before = n;
		for (size_t i = 0, j; i < lines.length; i = j) {
			for (j = i; j < lines.length && !is_space(lines.line[j]);) j++;
			if (j > i) {
				int id = grow ? vocab_add_part(v, lines.line + i, j - i)
				              : vocab_id_part(v, lines.line + i, j - i);
				ids[n++] = id < 0 ? UNKNOWN : id;
			}
			while (j < lines.length && is_space(lines.line[j])) j++;
		}
		if (n > before) ids[n++] = LINE_END;
	}
	return (lm_text){ids, n};
}

typedef struct {
	int id;
	long count;
} counted;

static int more_often(const void *a, const void *b)
{
	const counted *x = a, *y = b;
	return x->count != y->count ? (x->count < y->count) - (x->count > y->count) : x->id - y->id;
}

/* The words that come at least min_count times, the most frequent first. */
static vocab *frequent(arena *a, const vocab *all, lm_text text, int min_count)
{
	arena scratch = {0};
	const int n = vocab_size(all);
	counted *c = arena_alloc(&scratch, (size_t)n, sizeof *c);
	for (int i = 0; i < n; i++) c[i] = (counted){i, 0};
	for (long i = 0; i < text.length; i++) c[text.ids[i]].count++;
	qsort(c + FIRST_WORD, (size_t)(n - FIRST_WORD), sizeof *c, more_often);
	vocab *v = words_new(a);
	for (int i = FIRST_WORD; i < n && c[i].count >= min_count && c[i].count > 0; i++)
		vocab_add(v, vocab_word(all, c[i].id));
	arena_free(&scratch);
	return v;
}

/* The first word of each line of a file. */
static vocab *listed(arena *a, const char *path)
{
	char *text;
	size_t length;
	if (corpus_read(a, path, CORPUS_LIMIT, &text, &length) < 0) return NULL;
	vocab *v = words_new(a);
	corpus_lines lines = corpus_lines_of(text, length);
	while (corpus_next_line(&lines)) {
		size_t n = 0;
		while (n < lines.length && !is_space(lines.line[n])) n++;
		if (n && vocab_id_part(v, lines.line, n) < 0) vocab_add_part(v, lines.line, n);
	}
	return v;
}

static void renumber(lm_text text, const vocab *from, const vocab *to)
{
	arena scratch = {0};
	int *number = arena_alloc(&scratch, (size_t)vocab_size(from), sizeof *number);
	for (int i = 0; i < vocab_size(from); i++) {
		int id = vocab_id(to, vocab_word(from, i));
		number[i] = id < 0 ? UNKNOWN : id;
	}
	for (long i = 0; i < text.length; i++) ((int *)text.ids)[i] = number[text.ids[i]];
	arena_free(&scratch);
}

/* --- texts ----------------------------------------------------------------------------------------- */

static int to_ids(
        arena *a, const symbols *s, const char *name, const char *text, size_t length, lm_text *ids)
{
	if (s->unit == LETTERS) return letters_to_ids(a, &s->alphabet, name, text, length, ids);
	*ids = words_to_ids(a, s->words, false, text, length);
	return 0;
}

/* The last part of a text is for the curve; between words it begins with a line. */
static void divide(lm_text all, const symbols_source *from, lm_text *train, lm_text *valid)
{
	long n = all.length - (long)((double)all.length * from->held_out);
	if (from->unit == WORDS)
		while (n < all.length && n > 0 && all.ids[n - 1] != LINE_END) n++;
	*train = (lm_text){all.ids, n};
	*valid = (lm_text){all.ids + n, all.length - n};
}

int symbols_texts(arena *a, const symbols_source *from, symbols *s, lm_text *train, lm_text *valid)
{
	char *text;
	size_t length;
	lm_text all;
	*s = (symbols){.unit = from->unit};
	if (read_whole(a, from->text, &text, &length) < 0) return -1;
	if (s->unit == LETTERS) {
		s->alphabet = letters_of(a, text, length);
		if (to_ids(a, s, name_of(from->text), text, length, &all) < 0) return -1;
	} else {
		s->words = words_new(a);
		all = words_to_ids(a, s->words, true, text, length);
	}
	*train = all;
	if (!from->valid) divide(all, from, train, valid);
	if (s->unit == WORDS) {
		vocab *known = from->vocabulary ? listed(a, from->vocabulary)
		                                : frequent(a, s->words, *train, from->min_count);
		if (!known) return -1;
		renumber(all, s->words, known);
		s->words = known;
	}
	return from->valid ? symbols_read(a, s, from->valid, valid) : 0;
}

int symbols_read(arena *a, const symbols *s, const char *path, lm_text *ids)
{
	char *text;
	size_t length;
	if (read_whole(a, path, &text, &length) < 0) return -1;
	return to_ids(a, s, name_of(path), text, length, ids);
}

int symbols_of_string(arena *a, const symbols *s, const char *text, lm_text *ids)
{
	if (s->unit == LETTERS)
		return letters_to_ids(a, &s->alphabet, "--prime", text, strlen(text), ids);
	*ids = words_to_ids(a, s->words, false, text, strlen(text));
	if (ids->length && text[strlen(text) - 1] != '\n')
		ids->length--; // its last word is to be followed by more
	if (!ids->length) {
		static const int line_end = LINE_END;
		*ids = (lm_text){&line_end, 1};
	}
	return 0;
}

/* --- back to text ---------------------------------------------------------------------------------- */

void symbols_print(const symbols *s, const int *ids, long n)
{
	char spelt[5];
	bool inside = false;
	for (long i = 0; i < n; i++) {
		if (s->unit == LETTERS) {
			letters_spell(&s->alphabet, ids[i], spelt);
			fputs(spelt, stdout);
			continue;
		}
		if (ids[i] == LINE_END)
			putchar('\n');
		else
			printf(inside ? " %s" : "%s", vocab_word(s->words, ids[i]));
		inside = ids[i] != LINE_END;
	}
}

void symbols_spell(const symbols *s, int id, char out[64])
{
	if (s->unit == LETTERS)
		letters_spell(&s->alphabet, id, out);
	else
		snprintf(out, 64, "%.60s", vocab_word(s->words, id));
}

void symbols_pack(arena *a, const symbols *s, const void **data, size_t *bytes)
{
	if (s->unit == LETTERS) {
		*data = s->alphabet.code;
		*bytes = (size_t)s->alphabet.count * sizeof(int);
		return;
	}
	size_t length = 0;
	for (int i = 0; i < vocab_size(s->words); i++) length += strlen(vocab_word(s->words, i)) + 1;
	char *to = arena_alloc(a, length + 1, 1);
	*data = to;
	*bytes = length;
	for (int i = 0; i < vocab_size(s->words); i++)
		to += sprintf(to, "%s\n", vocab_word(s->words, i));
}

int symbols_unpack(arena *a, symbols *s, int count, const void *data, size_t bytes)
{
	if (s->unit == LETTERS) {
		if (bytes != (size_t)count * sizeof(int)) return -1;
		s->alphabet.count = count;
		s->alphabet.code = arena_alloc(a, (size_t)count, sizeof(int));
		memcpy(s->alphabet.code, data, bytes);
		return 0;
	}
	const char *from = data, *end = from + bytes;
	s->words = vocab_new(a);
	while (from < end) {
		const char *stop = memchr(from, '\n', (size_t)(end - from));
		if (!stop || stop == from) return -1;
		vocab_add_part(s->words, from, (size_t)(stop - from));
		from = stop + 1;
	}
	return vocab_size(s->words) == count ? 0 : -1;
}
