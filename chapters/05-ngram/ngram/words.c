/* Texts as numbers of words. A line is a sentence; a line without words is none. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "parts.h"
#include "progress.h"

enum { SOME_WORDS = 1 << 14 }; // between two looks at the clock

vocab *words_new(arena *a)
{
	vocab *v = vocab_new(a);
	if (vocab_add(v, "<unk>") != NGRAM_UNKNOWN || vocab_add(v, "<s>") != NGRAM_BEGIN ||
	        vocab_add(v, "</s>") != NGRAM_END)
		bug("a new vocabulary does not begin at 0");
	return v;
}

int words_read(vocab *v, const char *path)
{
	arena scratch = {0};
	tokens *t = tokens_open(&scratch, path);
	token w;
	token_kind kind = TOKEN_ERROR;
	bool first = true;
	if (t) {
		while ((kind = tokens_next(t, &w)) > TOKEN_END) {
			if (kind == TOKEN_WORD && first) vocab_add_part(v, w.word, w.length);
			first = kind == TOKEN_LINE;
		}
		tokens_close(t);
	}
	arena_free(&scratch);
	return kind == TOKEN_ERROR ? -1 : 0;
}

void text_put(id_text *t, int id)
{
	if (t->n == t->room) {
		t->room = t->room ? 2 * t->room : 1 << 12;
		t->id = realloc(t->id, (size_t)t->room * sizeof *t->id);
		if (!t->id) bug("out of memory: %ld words", t->room);
	}
	t->id[t->n++] = id;
}

void text_add(id_text *t, const int *id, int n)
{
	text_put(t, NGRAM_BEGIN);
	for (int i = 0; i < n; i++) text_put(t, id[i]);
	text_put(t, NGRAM_END);
	t->sentences++;
	t->words += n;
}

void text_free(id_text *t)
{
	free(t->id);
	*t = (id_text){0};
}

/* The id of a word of the text, -1 with an error when it is one that texts must not have. */
static int id_of(vocab *v, bool grow, const tokens *t, const char *path, const token *w)
{
	int id = grow ? vocab_add_part(v, w->word, w->length) : vocab_id_part(v, w->word, w->length);
	if (id == NGRAM_BEGIN || id == NGRAM_END)
		return error_set("%s:%ld: '%s' stands in the text, but sentences begin and end with lines",
		        path, tokens_line(t), vocab_word(v, id));
	return id < 0 ? NGRAM_UNKNOWN : id;
}

static token_kind read_all(id_text *t, tokens *in, const char *path, vocab *v, bool grow)
{
	token w;
	token_kind kind;
	bool inside = false;
	progress bar;
	progress_begin(&bar, "reading", (long)tokens_size(in), "bytes");
	while ((kind = tokens_next(in, &w)) > TOKEN_END) {
		if (kind == TOKEN_LINE) {
			if (inside) text_put(t, NGRAM_END);
			t->sentences += inside;
			inside = false;
			continue;
		}
		int id = id_of(v, grow, in, path, &w);
		if (id < 0 || t->n > INT_MAX - 4) break;
		if (!inside) text_put(t, NGRAM_BEGIN);
		inside = true;
		text_put(t, id);
		if (++t->words % SOME_WORDS == 0) progress_at(&bar, (long)tokens_bytes(in), NULL);
	}
	progress_end(&bar);
	if (t->n > INT_MAX - 4) error_set("%s: has more than %d words", path, INT_MAX - 4);
	return kind == TOKEN_END ? kind : TOKEN_ERROR;
}

int text_read(id_text *t, const char *path, vocab *v, bool grow)
{
	arena scratch = {0};
	const char *name = strcmp(path, "-") ? path : "standard input";
	tokens *in = tokens_open(&scratch, path);
	int status = -1;
	*t = (id_text){0};
	if (in) {
		status = read_all(t, in, name, v, grow) == TOKEN_ERROR ? -1 : 0;
		tokens_close(in);
	}
	if (!status && !t->words) status = error_set("%s: has no words in it", name);
	if (status) text_free(t);
	arena_free(&scratch);
	return status;
}

vocab *text_prune(id_text *t, const vocab *v, long min_count, arena *a)
{
	arena scratch = {0};
	vocab *kept = words_new(a);
	int *number = arena_alloc(&scratch, (size_t)vocab_size(v), sizeof *number);
	for (int i = 0; i < vocab_size(v); i++)
		number[i] = i < NGRAM_FIRST                  ? i
		            : vocab_count(v, i) >= min_count ? vocab_add(kept, vocab_word(v, i))
		                                             : NGRAM_UNKNOWN;
	for (long p = 0; p < t->n; p++) t->id[p] = number[t->id[p]];
	arena_free(&scratch);
	return kept;
}

void print_sentence(const vocab *v, const int *id, int n)
{
	bool first = true;
	for (int i = 0; i < n; i++) {
		if (id[i] == NGRAM_BEGIN || id[i] == NGRAM_END) continue;
		if (!first) putchar(' ');
		fputs(vocab_word(v, id[i]), stdout);
		first = false;
	}
	putchar('\n');
}
