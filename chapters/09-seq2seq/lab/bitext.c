/* Sentence pairs; see bitext.h. */
#include <stdio.h>
#include <string.h>

#include "bitext.h"
#include "corpus.h"
#include "dates.h"
#include "tongue.h"

/* One line as a pair. */
static int cut_line(arena *a, const char *path, const corpus_lines *l, bitext_pair *p)
{
	const char *tab = memchr(l->line, '\t', l->length);
	if (!tab) return error_set("%s:%ld: expected source, tab, target", path, l->number);
	const char *second = tab + 1, *end = l->line + l->length;
	const char *stop = memchr(second, '\t', (size_t)(end - second));
	if (stop) end = stop;
	char *both = arena_alloc(a, (size_t)(end - l->line) + 1, 1);
	memcpy(both, l->line, (size_t)(end - l->line));
	both[tab - l->line] = '\0';
	*p = (bitext_pair){.text = {both, both + (second - l->line)}};
	return 0;
}

int bitext_read(arena *a, const char *path, bitext *b)
{
	char *text;
	size_t length;
	long n = 0;
	if (corpus_read(a, path, CORPUS_LIMIT, &text, &length) < 0) return -1;
	corpus_lines lines = corpus_lines_of(text, length);
	while (corpus_next_line(&lines)) n += lines.length > 0;
	*b = (bitext){0, arena_alloc(a, (size_t)n + 1, sizeof *b->pair)};
	lines = corpus_lines_of(text, length);
	while (corpus_next_line(&lines))
		if (lines.length > 0 && cut_line(a, path, &lines, &b->pair[b->n++]) < 0) return -1;
	return 0;
}

void bitext_generate(
        arena *a, bitext_task task, uint64_t seed, long n, int clauses, int names, bitext *b)
{
	rng r = rng_new(seed, task == BITEXT_DATES ? DATES_STREAM : TONGUE_STREAM);
	dates_pair d;
	tongue_pair t;
	*b = (bitext){n, arena_alloc(a, (size_t)n + 1, sizeof *b->pair)};
	for (long i = 0; i < n; i++) {
		const char **text = b->pair[i].text;
		if (task == BITEXT_DATES)
			dates_draw(&r, &d);
		else
			tongue_draw(&r, clauses, names, &t);
		text[0] = arena_strdup(a, task == BITEXT_DATES ? d.written : t.english);
		text[1] = arena_strdup(a, task == BITEXT_DATES ? d.normal : t.tongue);
	}
}

/* A number of 0 … 1 that a text has for good (FNV-1a, its bits mixed once more). */
static double lot(const char *text)
{
	uint64_t h = UINT64_C(14695981039346656037);
	for (; *text; text++) h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
	h = (h ^ h >> 32) * UINT64_C(0x9E3779B97F4A7C15);
	return (double)(h >> 11) / 9007199254740992.0;
}

void bitext_divide(arena *a, const bitext *all, double share, bitext *train, bitext *held)
{
	train->pair = arena_alloc(a, (size_t)all->n + 1, sizeof *train->pair);
	held->pair = arena_alloc(a, (size_t)all->n + 1, sizeof *held->pair);
	train->n = held->n = 0;
	for (long i = 0; i < all->n; i++) {
		bitext *to = lot(all->pair[i].text[0]) < share ? held : train;
		to->pair[to->n++] = all->pair[i];
	}
}

long bitext_number(arena *a, bitext *b, const lexicon by[2], int longest)
{
	long kept = 0, n = b->n;
	for (long i = 0; i < n; i++) {
		bitext_pair p = b->pair[i];
		bool fits = true;
		for (int side = 0; side < 2; side++) {
			p.ids[side] = lexicon_read(a, &by[side], p.text[side]);
			fits = fits && p.ids[side].length > 0 && p.ids[side].length <= longest;
		}
		if (fits) b->pair[kept++] = p;
	}
	b->n = kept;
	return n - kept;
}
