/* Labelled documents: read or generated, cut into words, dealt out to three parts.
 *
 * The vocabulary is chosen from the training part alone. What the test part is made of must not
 * be known before the test: a word that only occurs there is <unk>, as it would be tomorrow. */
#include <stdio.h>
#include <string.h>

#include "bow.h"
#include "corpus.h"
#include "text.h"
#include "topics.h"

const reading reading_default = {.column = 1, .documents = 20000, .min_count = 2, .seed = 1};

enum { SPLIT_STREAM = 11, SHARES = 10 }; // of ten documents one is for validation, one for test

/* A growing list of lines, while nobody knows how many there will be. */
typedef struct {
	const char **label, **text;
	int n, room;
} lines;

static void lines_add(lines *l, arena *a, const char *label, const char *text)
{
	if (l->n == l->room) {
		int room = l->room ? 2 * l->room : 1024;
		const char **label_new = arena_alloc(a, (size_t)room, sizeof *label_new);
		const char **text_new = arena_alloc(a, (size_t)room, sizeof *text_new);
		if (l->n) {
			memcpy(label_new, l->label, (size_t)l->n * sizeof *label_new);
			memcpy(text_new, l->text, (size_t)l->n * sizeof *text_new);
		}
		*l = (lines){label_new, text_new, l->n, room};
	}
	l->label[l->n] = label;
	l->text[l->n++] = text;
}

/* Cut a line at its tabs: the label is column `column`, the text the last one. */
static int cut_line(lines *l, arena *a, char *line, int column, const char *path, long number)
{
	char *last = strrchr(line, '\t'), *label = line;
	if (!last) return error_set("%s:%ld: no tab; expected a label, a tab and a text", path, number);
	*last = 0;
	for (int k = 1; k < column; k++) {
		label = strchr(label, '\t');
		if (!label) return error_set("%s:%ld: has no column %d for a label", path, number, column);
		label++;
	}
	label[strcspn(label, "\t")] = 0;
	if (!*label) return error_set("%s:%ld: the label is empty", path, number);
	lines_add(l, a, label, last + 1);
	return 0;
}

static int read_file(lines *l, arena *a, const reading *r)
{
	char *text;
	size_t length;
	if (corpus_read(a, r->text, CORPUS_LIMIT, &text, &length) < 0) return -1;
	corpus_lines line = corpus_lines_of(text, length);
	while (corpus_next_line(&line)) {
		char *s = text + (line.line - text);
		s[line.length] = 0; // the line's end, or the 0 behind the text
		if (line.length && cut_line(l, a, s, r->column, r->text, line.number) < 0) return -1;
	}
	return 0;
}

static void generate(lines *l, arena *a, const reading *r)
{
	arena scratch = {0};
	topics source = topics_new(&scratch);
	rng random = rng_new(1, TOPICS_STREAM); // the same documents for every --seed
	char text[TOPICS_LONGEST];
	for (int d = 0; d < r->documents; d++) {
		int k = topics_document(&source, &random, text);
		lines_add(l, a, topics_label(k), arena_strdup(a, text));
	}
	arena_free(&scratch);
}

/* --- words ------------------------------------------------------------------------------------ */

/* Lemmas of words seen before: the rules run once for each different word. */
typedef struct {
	const reading *r;
	const lemma_exception *exceptions;
	int n_exceptions;
	vocab *words; // as tokenize() writes them
	int *lemma;   // id in forms, for each of them
	int room;
} lemmas;

static void lemmas_grow(lemmas *l, arena *a)
{
	int room = l->room ? 2 * l->room : 1024;
	int *more = arena_alloc(a, (size_t)room, sizeof *more);
	if (l->room) memcpy(more, l->lemma, (size_t)l->room * sizeof *more);
	l->lemma = more;
	l->room = room;
}

static int lemma_of(lemmas *l, vocab *forms, const char *word, arena *a, arena *scratch)
{
	int n = vocab_size(l->words), id = vocab_add(l->words, word);
	if (id < n) return vocab_add(forms, vocab_word(forms, l->lemma[id]));
	if (n == l->room) lemmas_grow(l, a);
	const char *lemma = l->r->no_lemmas ? text_fold(scratch, word)
	                                    : lemmatize(word, l->exceptions, l->n_exceptions, scratch);
	return l->lemma[id] = vocab_add(forms, lemma);
}

word_list collection_words(const reading *r, const char *text, arena *a)
{
	int n;
	const lemma_exception *exceptions = english_exceptions(a, &n);
	word_list words = tokenize(text, a);
	for (int i = 0; i < words.n; i++)
		words.word[i] = r->no_lemmas ? text_fold(a, words.word[i])
		                             : lemmatize(words.word[i], exceptions, n, a);
	return words;
}

/* All documents as ids of forms. */
static void cut_into_words(collection *c, const reading *r)
{
	arena lists = {0}, scratch = {0};
	lemmas l = {.r = r, .words = vocab_new(&lists)};
	l.exceptions = english_exceptions(&lists, &l.n_exceptions);
	int room = 0, n = 0;
	c->forms = vocab_new(&c->a);
	c->start = arena_alloc(&c->a, (size_t)c->n + 1, sizeof *c->start);
	for (int d = 0; d < c->n; d++) {
		word_list words = tokenize(c->text[d], &scratch);
		if (n + words.n > room) {
			int more = 2 * room > n + words.n ? 2 * room : n + words.n + (1 << 16);
			int *grown = arena_alloc(&c->a, (size_t)more, sizeof *grown);
			if (n) memcpy(grown, c->form, (size_t)n * sizeof *grown);
			c->form = grown;
			room = more;
		}
		for (int i = 0; i < words.n; i++)
			c->form[n++] = lemma_of(&l, c->forms, words.word[i], &lists, &scratch);
		c->start[d + 1] = n;
		arena_reset(&scratch);
	}
	arena_free(&scratch);
	arena_free(&lists);
}

int collection_read(collection *c, const reading *r)
{
	lines l = {0};
	*c = (collection){.name = r->text ? r->text : "generated documents"};
	if (!r->text)
		generate(&l, &c->a, r);
	else if (read_file(&l, &c->a, r) < 0)
		return -1;
	if (l.n < SHARES)
		return error_set("%s: %d documents are too few, expected %d or more", c->name, l.n, SHARES);
	c->n = l.n;
	c->text = l.text;
	c->labels = vocab_new(&c->a);
	c->label = arena_alloc(&c->a, (size_t)c->n, sizeof *c->label);
	for (int d = 0; d < c->n; d++) c->label[d] = vocab_add(c->labels, l.label[d]);
	cut_into_words(c, r);
	return 0;
}

/* --- parts ------------------------------------------------------------------------------------ */

/* Which part each document is in: one of every ten for validation, one for test. */
static unsigned char *deal(const collection *c, long seed, arena *scratch)
{
	unsigned char *share = arena_alloc(scratch, (size_t)c->n, 1);
	int *order = arena_alloc(scratch, (size_t)c->n, sizeof *order);
	rng r = rng_new((uint64_t)seed, SPLIT_STREAM);
	for (int d = 0; d < c->n; d++) order[d] = d;
	rng_shuffle(&r, order, c->n);
	for (int i = 0; i < c->n / SHARES; i++) {
		share[order[2 * i]] = PART_VALID;
		share[order[2 * i + 1]] = PART_TEST;
	}
	return share;
}

/* The documents of one part, their words numbered by `number`. */
static part pick(collection *c, const unsigned char *share, unsigned char which, const int *number)
{
	int n = 0, length = 0;
	for (int d = 0; d < c->n; d++)
		if (share[d] == which) {
			n++;
			length += c->start[d + 1] - c->start[d];
		}
	int *start = arena_alloc(&c->a, (size_t)n + 1, sizeof *start);
	int *id = arena_alloc(&c->a, (size_t)length, sizeof *id);
	part p = {.docs = {n, start, id}};
	p.label = arena_alloc(&c->a, (size_t)n, sizeof *p.label);
	p.line = arena_alloc(&c->a, (size_t)n, sizeof *p.line);
	for (int d = 0, k = 0, j = 0; d < c->n; d++) {
		if (share[d] != which) continue;
		for (int i = c->start[d]; i < c->start[d + 1]; i++) id[j++] = number[c->form[i]];
		p.label[k] = c->label[d];
		p.line[k++] = d;
		start[k] = j;
	}
	return p;
}

int collection_number(collection *c, const reading *r, vocab *chosen)
{
	arena scratch = {0};
	const unsigned char *share = deal(c, r->seed, &scratch);
	c->seen = vocab_new(&c->a);
	for (int d = 0; d < c->n; d++)
		for (int i = c->start[d]; share[d] == PART_TRAIN && i < c->start[d + 1]; i++)
			vocab_add(c->seen, vocab_word(c->forms, c->form[i]));
	c->stop = r->stop ? english_stop_words(&c->a) : NULL;
	c->chosen = chosen;
	if (!chosen) {
		c->chosen = vocab_new(&c->a);
		vocab_build(c->chosen, c->seen, c->stop, r->min_count, r->max_size);
	}
	int *number = arena_alloc(&scratch, (size_t)vocab_size(c->forms), sizeof *number);
	for (int i = 0; i < vocab_size(c->forms); i++)
		number[i] = word_id(c->chosen, c->stop, vocab_word(c->forms, i));
	c->train = pick(c, share, PART_TRAIN, number);
	c->valid = pick(c, share, PART_VALID, number);
	c->test = pick(c, share, PART_TEST, number);
	arena_free(&scratch);
	return 0;
}

void collection_free(collection *c)
{
	arena_free(&c->a);
}
