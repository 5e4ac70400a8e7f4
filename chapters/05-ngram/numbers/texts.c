/* Reading and generating texts; see texts.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "markov.h"
#include "chance.h"
#include "texts.h"
#include "vocab.h"

const char *text_path;

enum { MOST = 1200000, TENTH = 10 };

/* The file as ids from NGRAM_FIRST on, and how often each word came in the lines that teach. */
typedef struct {
	int *id;
	long n;
	vocab *v;
	long *count;
} raw;

static raw read_raw(arena *a)
{
	raw x = {
	        arena_alloc(a, MOST, sizeof(int)), 0, vocab_new(a), arena_alloc(a, MOST, sizeof(long))};
	FILE *f = fopen(text_path, "r");
	char *line = NULL;
	size_t room = 0;
	if (!f) {
		error_set("%s: cannot be read", text_path);
		error_exit();
	}
	for (long number = 0; getline(&line, &room, f) > 0; number++) {
		x.id[x.n++] = NGRAM_BEGIN;
		char *rest = line, *word;
		while ((word = strtok_r(rest, " \n", &rest))) {
			int id = vocab_add(x.v, word);
			x.count[id] += number % TENTH != TENTH - 1;
			x.id[x.n++] = NGRAM_FIRST + id;
			if (x.n > MOST - 2) bug("%s is too long", text_path);
		}
		x.id[x.n++] = NGRAM_END;
	}
	free(line);
	fclose(f);
	return x;
}

divided text_divided(long least, arena *a)
{
	raw x = read_raw(a);
	int *new_id = arena_alloc(a, (size_t)vocab_size(x.v) + 1, sizeof *new_id);
	divided d = {.V = NGRAM_FIRST};
	for (int v = 0; v < vocab_size(x.v); v++)
		new_id[v] = x.count[v] >= least ? d.V++ : NGRAM_UNKNOWN;
	d.train = arena_alloc(a, (size_t)x.n, sizeof(int));
	d.test = arena_alloc(a, (size_t)x.n, sizeof(int));
	long line = -1;
	for (long p = 0; p < x.n; p++) {
		line += x.id[p] == NGRAM_BEGIN;
		bool tests = line % TENTH == TENTH - 1;
		int id = x.id[p] < NGRAM_FIRST ? x.id[p] : new_id[x.id[p] - NGRAM_FIRST];
		if (tests)
			d.test[d.ntest++] = id;
		else
			d.train[d.ntrain++] = id;
		d.lines += tests && id == NGRAM_END;
		d.words += tests && (id >= NGRAM_FIRST || id == NGRAM_UNKNOWN);
		d.unknown += tests && id == NGRAM_UNKNOWN;
	}
	return d;
}

ngram_model text_kneser_ney(const ngram_table *t, arena *a)
{
	ngram_model m = ngram_model_new(t, a);
	int *adjusted[NGRAM_ORDER + 1];
	ngram_discounts d[NGRAM_ORDER + 1];
	for (int l = 1; l <= t->order; l++)
		adjusted[l] = arena_alloc(a, (size_t)t->level[l].n, sizeof **adjusted);
	kneser_ney_counts(adjusted, t);
	for (int l = 1; l <= t->order; l++) d[l] = kneser_ney_discounts(adjusted[l], t->level[l].n);
	kneser_ney(m, adjusted, d);
	return m;
}

int *chain_text(long sentences, int stream, long *n, double *bits, int *V, arena *a)
{
	markov source = markov_new(a);
	rng r = rng_new(1, (uint64_t)stream);
	int *id = arena_alloc(a, (size_t)sentences * 40 + 4096, sizeof *id);
	*n = 0;
	*bits = 0;
	*V = NGRAM_FIRST + source.words;
	for (int state = 0; sentences > 0; sentences--) {
		id[(*n)++] = NGRAM_BEGIN;
		do {
			int next = chance_draw(&r, source.words, source.weight + state * source.words);
			*bits -= log2(source.next[state * source.words + next]);
			state = next;
			id[(*n)++] = NGRAM_FIRST + state;
		} while (!strchr(source.text[state], '\n'));
		id[(*n)++] = NGRAM_END;
	}
	return id;
}
