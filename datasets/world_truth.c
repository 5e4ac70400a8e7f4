/* What was planted in the world: similarities of nouns, and relations between words. */
#include <string.h>

#include "chance.h"
#include "world_parts.h"

enum { MOST_PAIRS = 20, RANGES = 6, PAIRS_STREAM = 5 };

static const char sexes[] =
        "man woman king queen boy girl father mother brother sister prince princess uncle aunt son "
        "daughter husband wife actor actress waiter waitress stallion mare bull cow ram ewe lion "
        "lioness boar sow rooster hen";
static const char ages[] =
        "man boy woman girl king prince queen princess dog puppy cat kitten horse foal pig piglet "
        "bear cub chicken chick duck duckling swan cygnet eagle eaglet owl owlet";

double world_similarity(const world *w, int v, int u)
{
	int both = 0, either = 0;
	for (int a = 0; a < w->attributes; a++) {
		both += world_has(w, v, a) && world_has(w, u, a);
		either += world_has(w, v, a) || world_has(w, u, a);
	}
	return both / (double)either;
}

/* 0, and five ranges above it: (0,1/8], (1/8,1/4], (1/4,3/8], (3/8,1/2], (1/2,1]. */
static int range_of(double similarity)
{
	int k = 0;
	while (k < RANGES - 1 && similarity > k / 8.0) k++;
	return k;
}

int world_pairs(const world *w, arena *a, uint64_t seed, int most, world_pair **pairs)
{
	arena scratch = {0};
	rng r = rng_new(seed, PAIRS_STREAM);
	int all = w->nouns * (w->nouns - 1) / 2, n = 0, taken[RANGES] = {0};
	int *order = arena_alloc(&scratch, (size_t)all, sizeof *order);
	for (int v = 0; v < w->nouns; v++)
		for (int u = 0; u < v; u++) order[n++] = v * w->nouns + u;
	rng_shuffle(&r, order, all);
	*pairs = arena_alloc(a, (size_t)(RANGES * most), sizeof **pairs);
	n = 0;
	for (int i = 0; i < all; i++) {
		world_pair p = {order[i] / w->nouns, order[i] % w->nouns, 0};
		p.similarity = world_similarity(w, p.first, p.second);
		if (taken[range_of(p.similarity)]++ < most) (*pairs)[n++] = p;
	}
	arena_free(&scratch);
	return n;
}

static void relate(const world *w, world_relation *r, const char *from, const char *to)
{
	int v = world_find(w, from), u = world_find(w, to);
	if (v < 0 || u < 0) bug("the world knows no %s", v < 0 ? from : to);
	if (r->n == MOST_PAIRS || u == v) return;
	r->pair[r->n][0] = v;
	r->pair[r->n++][1] = u;
}

static void relate_list(const world *w, world_relation *r, const char *list)
{
	char from[CHANCE_NAME], to[CHANCE_NAME];
	for (int ignored; chance_next(&list, from, &ignored) && chance_next(&list, to, &ignored);)
		relate(w, r, from, to);
}

/* A country with its capital, and with its adjective. */
static void relate_lands(const world *w, world_relation *capital, world_relation *nationality)
{
	char country[CHANCE_NAME], city[CHANCE_NAME];
	for (int a = 0, ignored; a < w->attributes; a++) {
		const char *list = world_table[a].words;
		if (!strchr(world_table[a].templates, '%')) continue;
		chance_next(&list, country, &ignored);
		chance_next(&list, city, &ignored);
		relate(w, capital, country, city);
		relate(w, nationality, country, world_table[a].name);
	}
}

/* The two most frequent nouns of each kind that has plurals. */
static void relate_plurals(const world *w, world_relation *r)
{
	char name[CHANCE_NAME], plural[WORLD_FORM];
	for (int rank = 0, ignored; rank < 2; rank++)
		for (int k = 0; k < WORLD_KINDS; k++) {
			const char *list = world_table[k].words;
			for (int i = 0; i <= rank; i++) chance_next(&list, name, &ignored);
			if (w->name[world_find(w, name)]) continue;
			world_inflect(plural, name, FORM_S);
			relate(w, r, name, plural);
		}
}

static void relate_verbs(const world *w, world_relation *r, world_form form)
{
	char inflected[WORLD_FORM];
	for (int k = 0; k < WORLD_ACTIONS; k++) {
		world_inflect(inflected, world_actions[k].verb, form);
		relate(w, r, world_actions[k].verb, inflected);
	}
}

/* In the order of the table. */
static void relate_adjectives(const world *w, world_relation *r, world_form form)
{
	char name[CHANCE_NAME], inflected[WORLD_FORM];
	for (int a = 0; a < w->attributes; a++) {
		const char *list = world_table[a].adjectives ? world_table[a].adjectives : "";
		for (int ignored; chance_next(&list, name, &ignored);) {
			world_inflect(inflected, name, form);
			relate(w, r, name, inflected);
		}
	}
}

int world_relations(const world *w, arena *a, world_relation **relations)
{
	static const char *const sections[] = {"capital", "male-female", "grown-young",
	        "gram-nationality", "gram-plural", "gram-third-person", "gram-past-tense",
	        "gram-present-participle", "gram-comparative", "gram-superlative"};
	enum { SECTIONS = sizeof sections / sizeof *sections };
	world_relation *r = arena_alloc(a, SECTIONS, sizeof *r);
	for (int k = 0; k < SECTIONS; k++)
		r[k] = (world_relation){
		        .section = sections[k], .pair = arena_alloc(a, MOST_PAIRS, sizeof *r[k].pair)};
	relate_lands(w, &r[0], &r[3]);
	relate_list(w, &r[1], sexes);
	relate_list(w, &r[2], ages);
	relate_plurals(w, &r[4]);
	relate_verbs(w, &r[5], FORM_S);
	relate_verbs(w, &r[6], FORM_PAST);
	relate_verbs(w, &r[7], FORM_PARTICIPLE);
	relate_adjectives(w, &r[8], FORM_COMPARATIVE);
	relate_adjectives(w, &r[9], FORM_SUPERLATIVE);
	*relations = r;
	return SECTIONS;
}
