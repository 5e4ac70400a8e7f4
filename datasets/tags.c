/* A small probabilistic grammar whose words are ambiguous and whose sentences are (nearly) not.
 *
 * Three layers. `rules` rewrite a symbol into symbols, each choice with a whole-number weight;
 * nothing is recursive, so there are finitely many ways to build a sentence. `categories` hold the
 * words, one drawn for each place, alone and by weight. A category is written as its `tag`: N1,
 * N2 and N0 are all NOUN.
 *
 * Where the context decides (the tests hold the grammar to each of these):
 *   from the left    "she plants …" VERB, "the plants …" NOUN
 *   from the right   "her boat …" DET, "we follow her" PRON; "light rocks the boat" NOUN,
 *                    "light the room" VERB
 *   from far right   "can the duck" VERB (a command), "can the duck dance" AUX (a question)
 *
 * There is no punctuation: a question mark would give the class away.
 *
 * Spelled out. tags_new() expands all rules into templates, lines of categories with their
 * probability, so that a probability of anything is a sum over templates:
 *
 *     P(words, template) = chance(template) · Π_i chance(word_i | category_i).
 *
 * @see C. D. Manning and H. Schütze, "Foundations of Statistical Natural Language Processing",
 * 1999, chapters 10 (tagging) and 11 (probabilistic context-free grammars).
 */
#include <string.h>

#include "chance.h"
#include "tags.h"

enum { DET, NOUN, VERB, ADJ, PRON, AUX, PREP, ADV, WH };
static const char *const tag_names[TAGS_TAGS] = {
        "DET", "NOUN", "VERB", "ADJ", "PRON", "AUX", "PREP", "ADV", "WH"};
static const char *const class_names[TAGS_CLASSES] = {"statement", "question", "command"};

/* 1 singular, 2 plural, 0 neither: a noun of mass, a plain verb. */
static const struct {
	const char *name;
	int tag;
	const char *words;
} categories[] = {
        {"D1", DET, "the*4 a*3 this that*3 her*4 my"},
        {"D2", DET, "the*4 these her*3 my two"},
        {"N1", NOUN,
                "watch*2 guide*2 cook*2 duck*2 ship*2 plant*2 light*2 rock*2 saw can*2 will cold "
                "kind "
                "past judge dance dog boat room"},
        {"N2", NOUN,
                "guides*2 cooks*2 ducks*2 ships*2 plants*3 lights*2 rocks*2 saws judges*2 dances "
                "watches dogs boats rooms"},
        {"N0", NOUN, "fish*3 paint*3 water*3 light*3 rock*2 snow"},
        {"V1", VERB,
                "watches*2 guides*2 cooks*2 ducks plants*2 lights*2 rocks*2 paints*2 waters fishes "
                "judges likes*2 follows hears"},
        {"V0", VERB,
                "watch*2 guide*2 cook*2 duck plant*2 light*3 rock*2 paint*3 water*2 fish*2 judge "
                "like*2 "
                "can*3 saw ship dance*2 follow hear"},
        {"P1", PRON, "she*2 he*2 it that*3"},
        {"P2", PRON, "we*2 they*2 you"},
        {"P3", PRON, "her*4 him it them that*3"},
        {"A", ADJ, "light*3 cold*3 kind*2 old fast*2 past wild"},
        {"X", AUX, "can*4 will*3 must may"},
        {"P", PREP, "near like*3 past*2 under"},
        {"AD", ADV, "fast*3 well here now"},
        {"W", WH, "who*2 what"},
};

static const struct {
	const char *symbol;
	int weight;
	const char *into;
} rules[] = {
        {"statement", 4, "ONE DOES"},
        {"statement", 3, "MANY DO"},
        {"statement", 1, "ONE X DO"},
        {"statement", 1, "MANY X DO"},
        {"question", 4, "X ONE DO"},
        {"question", 2, "X MANY DO"},
        {"question", 2, "W DOES"},
        {"command", 6, "V0 OBJECT"},
        {"command", 1, "V0 AD"},
        {"command", 1, "V0 PLACE"},
        {"command", 2, "V0 OBJECT PLACE"},
        {"ONE", 4, "D1 N1"},
        {"ONE", 2, "D1 A N1"},
        {"ONE", 3, "P1"},
        {"ONE", 3, "N0"},
        {"MANY", 3, "D2 N2"},
        {"MANY", 1, "D2 A N2"},
        {"MANY", 2, "N2"},
        {"MANY", 2, "P2"},
        {"DOES", 5, "V1 OBJECT"},
        {"DOES", 2, "V1"},
        {"DOES", 1, "V1 AD"},
        {"DOES", 1, "V1 PLACE"},
        {"DOES", 1, "V1 OBJECT PLACE"},
        {"DO", 5, "V0 OBJECT"},
        {"DO", 2, "V0"},
        {"DO", 1, "V0 AD"},
        {"DO", 1, "V0 PLACE"},
        {"DO", 1, "V0 OBJECT PLACE"},
        {"OBJECT", 4, "D1 N1"},
        {"OBJECT", 1, "D1 A N1"},
        {"OBJECT", 2, "D2 N2"},
        {"OBJECT", 3, "P3"},
        {"OBJECT", 1, "N2"},
        {"OBJECT", 1, "N0"},
        {"PLACE", 2, "P D1 N1"},
        {"PLACE", 1, "P N2"},
};

static const int class_weight[TAGS_CLASSES] = {4, 3, 3};

enum {
	CATEGORIES = sizeof categories / sizeof *categories,
	RULES = sizeof rules / sizeof *rules,
	TEMPLATES = 1024,
};

const char *tags_tag(int tag)
{
	return tag_names[tag];
}

const char *tags_class(int class)
{
	return class_names[class];
}

int tags_word(const tags *t, const char *word)
{
	for (int w = 0; w < t->words; w++)
		if (strcmp(t->word[w], word) == 0) return w;
	return -1;
}

static int category_named(const char *name)
{
	for (int c = 0; c < CATEGORIES; c++)
		if (strcmp(categories[c].name, name) == 0) return c;
	return -1;
}

/* The rules' weights for a symbol, 0 for rules of other symbols; returns their sum. */
static int rule_weights(const char *symbol, int weight[RULES])
{
	int total = 0;
	for (int k = 0; k < RULES; k++) {
		weight[k] = strcmp(rules[k].symbol, symbol) == 0 ? rules[k].weight : 0;
		total += weight[k];
	}
	if (total == 0) bug("the grammar has no symbol \"%s\"", symbol);
	return total;
}

static void list_words(tags *t, arena *a)
{
	char name[CHANCE_NAME];
	int room = 0, weight;
	for (int c = 0; c < CATEGORIES; c++)
		for (const char *list = categories[c].words; chance_next(&list, name, &weight);) room++;
	t->word = arena_alloc(a, (size_t)room, sizeof *t->word);
	for (int c = 0; c < CATEGORIES; c++)
		for (const char *list = categories[c].words; chance_next(&list, name, &weight);)
			if (tags_word(t, name) < 0) t->word[t->words++] = arena_strdup(a, name);
}

static void weigh_words(tags *t, arena *a)
{
	char name[CHANCE_NAME];
	size_t n = (size_t)t->words;
	t->categories = CATEGORIES;
	t->tag = arena_alloc(a, CATEGORIES, sizeof *t->tag);
	t->weight = arena_alloc(a, CATEGORIES * n, sizeof *t->weight);
	t->chance = arena_alloc(a, CATEGORIES * n, sizeof *t->chance);
	for (int c = 0; c < CATEGORIES; c++) {
		int *weight = t->weight + c * t->words, total = 0, x;
		for (const char *list = categories[c].words; chance_next(&list, name, &x); total += x)
			weight[tags_word(t, name)] = x;
		for (int w = 0; w < t->words; w++) t->chance[c * t->words + w] = weight[w] / (double)total;
		t->tag[c] = categories[c].tag;
	}
}

/* Rewrite the first symbol of `rest` in every way; `so_far` keeps the categories before it. */
static void expand(tags *t, tags_template so_far, const char *rest)
{
	char symbol[CHANCE_NAME], longer[256];
	int weight[RULES], total, ignored;
	if (!chance_next(&rest, symbol, &ignored)) {
		if (t->templates == TEMPLATES) bug("more than %d templates", TEMPLATES);
		t->template[t->templates++] = so_far;
		return;
	}
	int category = category_named(symbol);
	if (category >= 0) {
		if (so_far.length == TAGS_LONGEST) bug("a sentence of more than %d words", TAGS_LONGEST);
		so_far.category[so_far.length++] = category;
		expand(t, so_far, rest);
		return;
	}
	double chance = so_far.chance;
	total = rule_weights(symbol, weight);
	for (int k = 0; k < RULES; k++) {
		if (!weight[k]) continue;
		if (strlen(rules[k].into) + strlen(rest) + 2 > sizeof longer) bug("a rule is too long");
		strcat(strcat(strcpy(longer, rules[k].into), " "), rest);
		so_far.chance = chance * weight[k] / total;
		expand(t, so_far, longer);
	}
}

tags tags_new(arena *a)
{
	tags t = {0};
	int total = 0;
	list_words(&t, a);
	weigh_words(&t, a);
	t.template = arena_alloc(a, TEMPLATES, sizeof *t.template);
	for (int k = 0; k < TAGS_CLASSES; k++) total += class_weight[k];
	for (int k = 0; k < TAGS_CLASSES; k++) {
		tags_template empty = {.chance = class_weight[k] / (double)total, .class = k};
		expand(&t, empty, class_names[k]);
	}
	return t;
}

/* Rewrite one symbol by chance; a category becomes a word. */
static void draw_symbol(const tags *t, rng *r, tags_sentence *s, const char *symbol)
{
	char part[CHANCE_NAME];
	int weight[RULES], ignored, c = category_named(symbol);
	if (c >= 0) {
		s->word[s->length] = chance_draw(r, t->words, t->weight + c * t->words);
		s->tag[s->length++] = t->tag[c];
		return;
	}
	rule_weights(symbol, weight);
	const char *into = rules[chance_draw(r, RULES, weight)].into;
	while (chance_next(&into, part, &ignored)) draw_symbol(t, r, s, part);
}

void tags_draw(const tags *t, rng *r, tags_sentence *s)
{
	*s = (tags_sentence){.class = chance_draw(r, TAGS_CLASSES, class_weight)};
	draw_symbol(t, r, s, class_names[s->class]);
}
