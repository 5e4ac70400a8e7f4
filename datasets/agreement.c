/* A grammar of one sentence form, and its words:
 *
 *     sentence → group (preposition group)*  [adverb]  verb        0 to 4 times
 *     group    → determiner [adjective] noun
 *
 * Nothing but the nouns and the verb shows a number: determiners, adjectives and adverbs fit both. The
 * subject's number is drawn evenly. A noun in between has the subject's number with probability
 * SAME/(SAME+OTHER), each by itself, so the nearest noun is right with that probability wherever there
 * is one in between, and always where there is none. */
#include <string.h>

#include "agreement.h"
#include "chance.h"

enum { SAME = 2, OTHER = 1, ADJECTIVE = 1, NO_ADJECTIVE = 3, ADVERB = 1, NO_ADVERB = 2 };
static const int between_weight[AGREEMENT_BETWEEN + 1] = {5, 5, 4, 3, 3};

typedef enum { DETERMINER, ADJ, PREPOSITION, ADV, NOUN_1, NOUN_2, VERB_1, VERB_2, LISTS } list_name;

/* NOUN_1 and NOUN_2, VERB_1 and VERB_2 are the singulars and plurals of the same words. */
static const char *const lists[LISTS] = {
        [DETERMINER] = "the*6 my your our",
        [ADJ] = "old*2 new*2 small red quiet strange",
        [PREPOSITION] = "of*4 near*3 behind*2 with*2 beside above",
        [ADV] = "now*2 often*2 still really",
        [NOUN_1] = "writer*3 book*3 house*2 teacher*2 child*2 key cabinet man woman river garden "
                   "letter road friend picture mouse",
        [NOUN_2] =
                "writers*3 books*3 houses*2 teachers*2 children*2 keys cabinets men women rivers "
                "gardens letters roads friends pictures mice",
        [VERB_1] = "is*4 was*3 has stands looks",
        [VERB_2] = "are*4 were*3 have stand look",
};

/* A list as numbers of words and their weights. */
typedef struct agreement_list {
	int n, *word, *weight;
} agreement_list;

static int list_length(const char *list)
{
	char name[CHANCE_NAME];
	int n = 0, weight;
	while (chance_next(&list, name, &weight)) n++;
	return n;
}

agreement agreement_new(arena *a)
{
	agreement g = {0};
	int room = 0;
	char name[CHANCE_NAME];
	for (int k = 0; k < LISTS; k++) room += list_length(lists[k]);
	g.word = arena_alloc(a, (size_t)room, sizeof *g.word);
	g.noun = arena_alloc(a, (size_t)room, sizeof *g.noun);
	g.verb = arena_alloc(a, (size_t)room, sizeof *g.verb);
	g.l = arena_alloc(a, LISTS, sizeof *g.l);
	for (int k = 0; k < LISTS; k++) {
		agreement_list *l = &g.l[k];
		const char *list = lists[k];
		l->n = list_length(list);
		l->word = arena_alloc(a, (size_t)l->n, sizeof *l->word);
		l->weight = arena_alloc(a, (size_t)l->n, sizeof *l->weight);
		for (int i = 0; chance_next(&list, name, &l->weight[i]); i++) {
			int w = l->word[i] = g.words++;
			g.word[w] = arena_strdup(a, name);
			g.noun[w] = k == NOUN_1 ? SINGULAR : k == NOUN_2 ? PLURAL : NO_NUMBER;
			g.verb[w] = k == VERB_1 ? SINGULAR : k == VERB_2 ? PLURAL : NO_NUMBER;
		}
	}
	return g;
}

static void add_word(const agreement *g, rng *r, agreement_sentence *s, list_name k)
{
	const agreement_list *l = &g->l[k];
	s->word[s->length++] = l->word[chance_draw(r, l->n, l->weight)];
}

static bool chosen(rng *r, int yes, int no)
{
	return (int)rng_below(r, (uint32_t)(yes + no)) < yes;
}

static void add_group(const agreement *g, rng *r, agreement_sentence *s, agreement_number number)
{
	add_word(g, r, s, DETERMINER);
	if (chosen(r, ADJECTIVE, NO_ADJECTIVE)) add_word(g, r, s, ADJ);
	add_word(g, r, s, number == SINGULAR ? NOUN_1 : NOUN_2);
}

void agreement_draw(const agreement *g, rng *r, int between, agreement_sentence *s)
{
	if (between > AGREEMENT_BETWEEN)
		bug("%d nouns between; at most %d", between, AGREEMENT_BETWEEN);
	if (between < 0) between = chance_draw(r, AGREEMENT_BETWEEN + 1, between_weight);
	*s = (agreement_sentence){.between = between, .recency_agrees = true};
	s->number = chosen(r, 1, 1) ? PLURAL : SINGULAR;
	add_group(g, r, s, s->number);
	for (int i = 0; i < between; i++) {
		s->recency_agrees = chosen(r, SAME, OTHER);
		s->attractors += !s->recency_agrees;
		add_word(g, r, s, PREPOSITION);
		add_group(g, r, s,
		        s->recency_agrees       ? s->number
		        : s->number == SINGULAR ? PLURAL
		                                : SINGULAR);
	}
	if (chosen(r, ADVERB, NO_ADVERB)) add_word(g, r, s, ADV);
	add_word(g, r, s, s->number == SINGULAR ? VERB_1 : VERB_2);
}

agreement_number agreement_syntactic(const agreement *g, const agreement_sentence *s)
{
	for (int i = 0; i < s->length; i++)
		if (g->noun[s->word[i]] != NO_NUMBER) return g->noun[s->word[i]];
	return NO_NUMBER;
}

agreement_number agreement_recent(const agreement *g, const agreement_sentence *s)
{
	for (int i = s->length - 1; i >= 0; i--)
		if (g->noun[s->word[i]] != NO_NUMBER) return g->noun[s->word[i]];
	return NO_NUMBER;
}

double agreement_chance_between(int between)
{
	int all = 0;
	for (int i = 0; i <= AGREEMENT_BETWEEN; i++) all += between_weight[i];
	return between_weight[between] / (double)all;
}

double agreement_recency_accuracy(int between)
{
	const double same = SAME / (double)(SAME + OTHER);
	if (between >= 0) return between ? same : 1;
	double none = agreement_chance_between(0);
	return none + (1 - none) * same;
}
