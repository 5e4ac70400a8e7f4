/* Which words get a row: read from a file, or counted and chosen.
 *
 * A text from a pipe can be read once only, and a word's rank is not known before its end. So every
 * word gets a number at its first occurrence, and the text, as numbers, goes to a temporary file; when
 * the vocabulary is chosen, the numbers are translated. That is done for files as well: reading four
 * bytes a word back is quicker than looking up each word a second time. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cooc.h"
#include "corpus.h"

/* --- reading ---------------------------------------------------------------------------------- */

/* "word count", a blank between them, as GloVe writes it. */
static int read_line(vocab *v, const char *path, const corpus_lines *l)
{
	const char *end = l->line + l->length, *blank = end;
	while (blank > l->line && blank[-1] != ' ') blank--;
	long count = 0;
	bool good = blank < end && blank - 1 > l->line && end - blank < 19;
	for (const char *s = blank; s < end && good; s++) {
		good = isdigit((unsigned char)*s);
		count = 10 * count + (*s - '0');
	}
	size_t length = good ? (size_t)(blank - 1 - l->line) : 0;
	if (!good || memchr(l->line, ' ', length))
		return error_set("%s:%ld: expected a word, a tab or a blank, and a count", path, l->number);
	if (vocab_id_part(v, l->line, length) >= 0)
		return error_set("%s:%ld: the word stands in an earlier line too", path, l->number);
	vocab_set_count(v, vocab_add_part(v, l->line, length), count);
	return 0;
}

static int read_blanks(vocab *v, const char *path)
{
	arena scratch = {0};
	char *text;
	size_t length;
	int status = corpus_read(&scratch, path, CORPUS_LIMIT, &text, &length);
	if (!status)
		for (corpus_lines l = corpus_lines_of(text, length); !status && corpus_next_line(&l);)
			status = read_line(v, path, &l);
	arena_free(&scratch);
	return status;
}

/* Is there a tab in the first line? */
static bool has_tabs(const char *path)
{
	FILE *f = fopen(path, "r");
	int c = 0;
	while (f && (c = getc(f)) != EOF && c != '\n' && c != '\t') continue;
	if (f) fclose(f);
	return c == '\t';
}

vocab *words_read(arena *a, const char *path)
{
	vocab *v = vocab_new(a);
	if ((has_tabs(path) ? vocab_load(v, path) : read_blanks(v, path)) < 0) return NULL;
	return v;
}

/* --- counting and choosing -------------------------------------------------------------------- */

/* A table of n words holds about so much beside their letters: entries and slots are doubled when
 * full, and the outgrown ones are kept (vocab.c). */
static size_t table_memory(int n)
{
	size_t room = 64;
	while (room < (size_t)n) room *= 2;
	return 96 * room;
}

size_t words_memory(const vocab *words)
{
	size_t bytes = table_memory(vocab_size(words));
	for (int i = 0; i < vocab_size(words); i++) bytes += strlen(vocab_word(words, i)) + 1;
	return bytes;
}

int words_count(FILE *ids, vocab *words, source *s, size_t limit)
{
	token w;
	token_kind kind;
	size_t bytes = 0;
	while ((kind = source_next(s, &w)) > TOKEN_END) {
		int32_t id = -1;
		if (kind == TOKEN_WORD) {
			int before = vocab_size(words);
			id = vocab_add_part(words, w.word, w.length);
			if (id == before && (bytes += w.length + 1) + table_memory(id + 1) > limit)
				return error_set("%d different words do not fit into --memory; give more, or a "
				                 "vocabulary with --read-vocab",
				        id + 1);
		}
		if (!fwrite(&id, sizeof id, 1, ids)) return error_set("a temporary file cannot be written");
	}
	if (kind == TOKEN_ERROR) return -1;
	if (fflush(ids) || fseeko(ids, 0, SEEK_SET))
		return error_set("a temporary file cannot be written");
	return 0;
}

static const vocab *compared; // qsort() hands nothing on

static int by_rank(const void *a, const void *b)
{
	int i = *(const int *)a, j = *(const int *)b;
	long m = vocab_count(compared, i), n = vocab_count(compared, j);
	return m != n ? (m < n) - (m > n) : strcmp(vocab_word(compared, i), vocab_word(compared, j));
}

vocab *words_choose(int *number, const vocab *words, choice c, arena *a)
{
	vocab *chosen = vocab_new(a);
	arena scratch = {0};
	int V = vocab_size(words), n = 0;
	int *order = arena_alloc(&scratch, (size_t)V, sizeof *order);
	for (int i = 0; i < V; i++) {
		number[i] = -1;
		if (vocab_count(words, i) >= c.min_count) order[n++] = i;
	}
	compared = words;
	qsort(order, (size_t)n, sizeof *order, by_rank);
	for (int k = 0; k < n && (!c.max_words || k < c.max_words); k++) {
		number[order[k]] = vocab_add(chosen, vocab_word(words, order[k]));
		vocab_set_count(chosen, number[order[k]], vocab_count(words, order[k]));
	}
	arena_free(&scratch);
	return chosen;
}
