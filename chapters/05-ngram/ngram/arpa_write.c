/* Writing ARPA files: most of the time that it takes to make a model.
 *
 *     \data\
 *     ngram 1=4
 *
 *     \1-grams:
 *     -0.6020600⇥the⇥-0.3010300        log10 p, the words, log10 of the backoff
 *
 * Millions of short lines, so nothing is formatted in general: numbers have seven decimals
 * (decimal.h), words lie in one block, each behind its blank, and are copied sixteen bytes at a time;
 * what is copied too much, the next word or number overwrites.
 *
 * The table is sorted from the last word leftwards, but IRSTLM wants the n-grams of a context in one
 * piece, and the pieces in the order of the contexts' own lines. So each level is dealt out to the lines
 * of the level below, in the order that it has: within a piece by last words. A line's words are
 * those of its context's line, which is the same for the whole piece, and one more.
 *
 * Logarithms are taken in double. Tools that read -99 take it for "never". */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "error.h"
#include "parts.h"
#include "progress.h"

enum { BLOCK = 1 << 16, CHUNK = 16, DECIMALS = 7, AHEAD = 8 };
/* The longest line: words with their blanks, two numbers and what stands between. */
enum { LONGEST_LINE = NGRAM_ORDER * (TOKEN_LONGEST + 1) + 64 + CHUNK };

/* A line of the file: which n-gram of its level, its last word, the line of its context in the level
 * below. */
typedef struct {
	int ngram, last, context;
} line;

typedef struct {
	FILE *f;
	ngram_model m;
	line *lines[NGRAM_ORDER + 1];
	const char **word; // (V) with a blank in front
	int *length;       // (V)
	char *block, *at;  // what is to be written next
} writer;

/* All words in one block: " the cat …". */
static void collect(writer *w, const vocab *words, arena *a)
{
	const int V = vocab_size(words);
	size_t bytes = CHUNK;
	w->word = arena_alloc(a, (size_t)V, sizeof *w->word);
	w->length = arena_alloc(a, (size_t)V, sizeof *w->length);
	for (int v = 0; v < V; v++) bytes += strlen(vocab_word(words, v)) + 1;
	char *at = arena_alloc(a, bytes, 1);
	for (int v = 0; v < V; v++) {
		const char *word = vocab_word(words, v);
		size_t n = strlen(word);
		*at = ' ';
		memcpy(at + 1, word, n);
		w->word[v] = at;
		w->length[v] = (int)n + 1;
		at += n + 1;
	}
}

static void put_word(writer *w, int v)
{
	memcpy(w->at, w->word[v], CHUNK);
	for (int done = CHUNK; done < w->length[v]; done += CHUNK)
		memcpy(w->at + done, w->word[v] + done,
		        (size_t)(w->length[v] - done < CHUNK ? w->length[v] - done : CHUNK));
	w->at += w->length[v];
}

static void put_log(writer *w, double p)
{
	static const double log10_e = 0.43429448190325182765;
	if (p > 0)
		w->at = decimal_fixed(w->at, log(p) * log10_e, DECIMALS);
	else
		w->at += sprintf(w->at, "-99");
}

/* The first n-gram of level m whose last word is v, or a later one. */
static int first_with(const ngram_table *t, int m, int v)
{
	int i = v;
	for (int l = 1; l < m; l++) i = t->level[l].first[i];
	return i;
}

/* Deal the n-grams of level m out to the lines of their contexts. */
static void deal(writer *w, int m, arena *a)
{
	const ngram_table *t = w->m.t;
	const ngram_level *level = &t->level[m], *below = &t->level[m - 1];
	arena scratch = {0};
	int *line_of = arena_alloc(&scratch, (size_t)below->n, sizeof *line_of);
	int *start = arena_alloc(&scratch, (size_t)below->n + 1, sizeof *start);
	w->lines[m] = arena_alloc(a, (size_t)level->n, sizeof *w->lines[m]);
	for (int k = 0; k < below->n; k++) line_of[w->lines[m - 1][k].ngram] = k;
	for (int i = 0; i < level->n; i++) start[line_of[level->context[i]] + 1]++;
	for (int k = 0; k < below->n; k++) start[k + 1] += start[k];
	for (int v = 0, i = 0; v < t->V; v++)
		for (int end = first_with(t, m, v + 1); i < end; i++) {
			int context = line_of[level->context[i]];
			w->lines[m][start[context]++] = (line){i, v, context};
		}
	arena_free(&scratch);
}

/* The words of line k of level m, from the first on. */
static void put_words(writer *w, int m, int k)
{
	int word[NGRAM_ORDER];
	for (int l = m; l >= 1; k = w->lines[l][k].context, l--) word[l - 1] = w->lines[l][k].last;
	for (int l = 0; l < m; l++) put_word(w, word[l]);
}

static void put_line(writer *w, int m, int k)
{
	const int i = w->lines[m][k].ngram;
	put_log(w, w->m.prob[m][i]);
	char *tab = w->at;
	put_words(w, m, k);
	*tab = '\t'; // in the place of the first blank
	if (m < w->m.t->order && !(w->m.backoff[m][i] == 1)) {
		*w->at++ = '\t';
		put_log(w, w->m.backoff[m][i]);
	}
	*w->at++ = '\n';
}

static int write_level(writer *w, int m, progress *bar, long *done)
{
	const int n = w->m.t->level[m].n;
	fprintf(w->f, "\n\\%d-grams:\n", m);
	for (int k = 0; k < n; k++) {
		if (k + AHEAD < n) __builtin_prefetch(&w->m.prob[m][w->lines[m][k + AHEAD].ngram]);
		if (k + AHEAD < n && m < w->m.t->order)
			__builtin_prefetch(&w->m.backoff[m][w->lines[m][k + AHEAD].ngram]);
		put_line(w, m, k);
		if (w->at - w->block < BLOCK && k + 1 < n) continue;
		fwrite(w->block, 1, (size_t)(w->at - w->block), w->f);
		w->at = w->block;
		progress_at(bar, *done + k, NULL);
	}
	*done += n;
	return ferror(w->f) ? -1 : 0;
}

int arpa_write(ngram_model m, const vocab *words, const char *path)
{
	arena scratch = {0};
	output out;
	progress bar;
	if (output_open(&out, path) < 0) return -1;
	writer w = {.f = out.f, .m = m};
	setvbuf(w.f, NULL, _IONBF, 0);
	w.at = w.block = arena_alloc(&scratch, BLOCK + LONGEST_LINE, 1);
	collect(&w, words, &scratch);
	w.lines[1] = arena_alloc(&scratch, (size_t)m.t->V, sizeof *w.lines[1]);
	for (int v = 0; v < m.t->V; v++) w.lines[1][v] = (line){v, v, 0};
	int status = 0;
	long all = 0, done = 0;
	fputs("\\data\\\n", w.f);
	for (int l = 1; l <= m.t->order; l++) {
		fprintf(w.f, "ngram %d=%d\n", l, m.t->level[l].n);
		all += m.t->level[l].n;
	}
	progress_begin(&bar, "writing", all, "n-grams");
	for (int l = 1; l <= m.t->order && !status; l++) {
		if (l > 1) deal(&w, l, &scratch);
		status = write_level(&w, l, &bar, &done);
	}
	progress_end(&bar);
	fputs("\n\\end\\\n", w.f);
	if (status) {
		error_set("%s: cannot be written: %s", path, strerror(errno));
		output_abandon(&out);
	} else
		status = output_commit(&out);
	arena_free(&scratch);
	return status;
}
