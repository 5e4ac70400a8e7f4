/* The words of a language as numbers; see bitext.h. */
#include <stdlib.h>
#include <string.h>

#include "bitext.h"
#include "text.h"

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

const char *lexicon_next(const char **text, lexicon_unit unit, size_t *length)
{
	const char *p = *text, *end;
	int code;
	while (unit != LETTER_UNIT && is_space(*p)) p++;
	if (!*p) return NULL;
	if (unit == LETTER_UNIT)
		end = p + text_decode(p, strlen(p) < 4 ? strlen(p) : 4, &code);
	else
		for (end = p; *end && !is_space(*end);) end++;
	*length = (size_t)(end - p);
	*text = end;
	return p;
}

static vocab *words_new(arena *a)
{
	vocab *v = vocab_new(a);
	vocab_add(v, "<unk>");
	vocab_add(v, "<s>");
	vocab_add(v, "</s>");
	for (int i = 0; i < LEXICON_FIRST; i++) vocab_set_count(v, i, 0);
	return v;
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

lexicon lexicon_of(arena *a, const bitext *b, int side, lexicon_unit unit, int most)
{
	arena scratch = {0}, line = {0};
	vocab *all = words_new(&scratch);
	for (long i = 0; i < b->n; i++) {
		const char *text = lexicon_spread(&line, unit, b->pair[i].text[side]), *word;
		size_t length;
		while ((word = lexicon_next(&text, unit, &length))) vocab_add_part(all, word, length);
		arena_reset(&line);
	}
	arena_free(&line);
	const int n = vocab_size(all);
	counted *c = arena_alloc(&scratch, (size_t)n, sizeof *c);
	for (int i = 0; i < n; i++) c[i] = (counted){i, vocab_count(all, i)};
	qsort(c + LEXICON_FIRST, (size_t)(n - LEXICON_FIRST), sizeof *c, more_often);
	lexicon l = {unit, words_new(a)};
	for (int i = LEXICON_FIRST; i < n && i < most; i++)
		vocab_add(l.words, vocab_word(all, c[i].id));
	arena_free(&scratch);
	return l;
}

int lexicon_size(const lexicon *l)
{
	return vocab_size(l->words);
}

sentence lexicon_read(arena *a, const lexicon *l, const char *text)
{
	text = lexicon_spread(a, l->unit, text);
	const char *p = text, *word;
	size_t length;
	int n = 0;
	while (lexicon_next(&p, l->unit, &length)) n++;
	int *id = arena_alloc(a, (size_t)n + 1, sizeof *id);
	for (n = 0; (word = lexicon_next(&text, l->unit, &length)); n++) {
		id[n] = vocab_id_part(l->words, word, length);
		if (id[n] < 0) id[n] = LEXICON_UNKNOWN;
	}
	return (sentence){id, n};
}

/* Word k of a text. */
static const char *word_of(const char *text, lexicon_unit unit, int k, size_t *length)
{
	const char *word;
	do word = lexicon_next(&text, unit, length);
	while (word && k-- > 0);
	return word;
}

char *lexicon_write(arena *a, const lexicon *l, sentence s, const int *from, const char *source)
{
	size_t room = 1;
	if (source) source = lexicon_spread(a, l->unit, source);
	for (int pass = 0;; pass++) {
		char *out = pass ? arena_alloc(a, room, 1) : NULL, *to = out;
		for (int i = 0; i < s.length; i++) {
			const char *word = vocab_word(l->words, s.word[i]), *copied = NULL;
			size_t length = strlen(word);
			if (from && from[i] >= 0 && source) {
				size_t n;
				copied = word_of(source, l->unit, from[i], &n);
				if (copied) length = n;
			}
			room += length + 1;
			if (!out) continue;
			if (i && l->unit != LETTER_UNIT) *to++ = ' ';
			memcpy(to, copied ? copied : word, length);
			to += length;
		}
		if (out && l->unit == TEXT_UNIT) lexicon_join(out);
		if (out) return out;
	}
}

void lexicon_pack(arena *a, const lexicon *l, const void **data, size_t *bytes)
{
	*bytes = 0;
	for (int i = 0; i < lexicon_size(l); i++) *bytes += strlen(vocab_word(l->words, i)) + 1;
	char *to = arena_alloc(a, *bytes, 1);
	*data = to;
	for (int i = 0; i < lexicon_size(l); i++) {
		const size_t n = strlen(vocab_word(l->words, i));
		memcpy(to, vocab_word(l->words, i), n);
		to[n] = '\n';
		to += n + 1;
	}
}

int lexicon_unpack(arena *a, lexicon *l, int count, const void *data, size_t bytes)
{
	const char *from = data, *end = from + bytes;
	l->words = vocab_new(a);
	while (from < end) {
		const char *stop = memchr(from, '\n', (size_t)(end - from));
		if (!stop || stop == from || memchr(from, '\0', (size_t)(stop - from))) return -1;
		vocab_add_part(l->words, from, (size_t)(stop - from));
		from = stop + 1;
	}
	return lexicon_size(l) == count && count > LEXICON_FIRST ? 0 : -1;
}
