/* A small world, and sentences about it.
 *
 * A sentence is about one noun. Its kind is drawn first, then the noun by its rank r within the kind,
 * with weight 1/(r + 2) (Zipf's law with Mandelbrot's constant, so that the last of a kind is not too
 * rare to be learnt), then one of its attributes, all alike, then one or two of the things that
 * are said of whatever has this attribute. So a noun's contexts are a mixture in equal parts,
 *
 *     P(context | w) = 1/|A(w)| Σ_{a ∈ A(w)} P(context | a),
 *
 * and two nouns share contexts as far as they share attributes: the planted similarity is
 *
 *     similarity(v, w) = |A(v) ∩ A(w)| / |A(v) ∪ A(w)|.
 *
 * Where one attribute takes another's place, female that of male, the same part of the mixture
 * changes, whatever the noun: so are the semantic relations of world_relations() made. A country and
 * its capital share one attribute that no other noun has. Number and tense show in determiners,
 * pronouns, verbs and adverbs, and so plurals and tenses are planted as relations too. Other nouns in
 * a sentence are drawn by attribute (somebody wears clothes).
 *
 * In NOISE of a hundred cases the attribute is any, whether the noun has it or not. What is said stands
 * in world_table.c. It is a toy, not a grammar of English, and nothing in it is a fact: countries
 * differ by a few words each, so that they differ.
 *
 * @see T. Mikolov, W. Yih and G. Zweig, "Linguistic Regularities in Continuous Space Word
 * Representations", NAACL-HLT 2013, for the questions that relations are asked with.
 */
#include <stdio.h>
#include <string.h>

#include "chance.h"
#include "world_parts.h"

/* Of a hundred. */
enum {
	NOISE = 5,          // draws that ignore the attribute
	PLURAL = 30,        // nouns
	ADJECTIVE = 35,     // sentences about the adjective, where there is one
	STILL = 40,         // their second clauses, too
	WITH_ADJECTIVE = 5, // nouns that have an adjective by the way
	WITH_TIME = 60,     // sentences with an adverb of time
	WITH_PHRASE = 60,   // verbs of anybody alive with their phrase
	SECOND = 60         // sentences with a second clause
};

typedef enum { PRESENT, PAST, FUTURE, PROGRESSIVE } tense;
static const int tense_weight[] = {4, 3, 2, 3};

enum { HE, SHE, IT, THEY };

/* A sentence that grows. */
typedef struct {
	const world *w;
	rng *r;
	char *text;
	int length;
	int topic, attribute; // what it is about, and which side of it
	int action;           // what it does, if that is said
	int clause;           // its number
	char said[WORLD_TEMPLATE];
	bool of_adjective;
	char adjective[CHANCE_NAME]; // one of the row's, or empty
	tense when;
	int pronoun; // of the topic: HE … THEY
	bool plural; // the topic is in the plural
	bool they;   // what the next verb agrees with is
	bool fixed;  // a marked word has said so: what stands between it and the verb has no say
} line;

static bool percent(line *s, int p)
{
	return rng_below(s->r, 100) < (uint32_t)p;
}

static void put(line *s, const char *word)
{
	const int room = WORLD_LONGEST - s->length;
	int n = snprintf(s->text + s->length, (size_t)room, "%s%s", s->length ? " " : "", word);
	if (n >= room) bug("a sentence is longer than %d", WORLD_LONGEST);
	s->length += n;
}

static void agree(line *s, bool plural)
{
	if (!s->fixed) s->they = plural;
}

/* A word of a list by weight. */
static void draw_name(line *s, const char *list, char name[CHANCE_NAME])
{
	int weight, total = 0;
	for (const char *p = list; chance_next(&p, name, &weight);) total += weight;
	int x = (int)rng_below(s->r, (uint32_t)total);
	while (chance_next(&list, name, &weight) && x >= weight) x -= weight;
}

/* A noun that has the attribute; now and then any. */
static int draw_noun(line *s, int attribute)
{
	const world *w = s->w;
	if (percent(s, NOISE)) attribute = (int)rng_below(s->r, WORLD_KINDS);
	return chance_draw(s->r, w->nouns, w->among + attribute * w->nouns);
}

static void put_noun(line *s, int noun, bool plural)
{
	char form[WORLD_FORM];
	world_inflect(form, s->w->word[noun], plural ? FORM_S : FORM_BASE);
	put(s, form);
}

/* One of the attribute's adjectives; of the sentence's own attribute always the same one. */
static void put_adjective(line *s, int attribute, world_form form)
{
	char name[CHANCE_NAME], out[WORLD_FORM];
	if (attribute != s->attribute) draw_name(s, world_table[attribute].adjectives, name);
	world_inflect(out, attribute == s->attribute ? s->adjective : name, form);
	put(s, out);
}

/* Determiner, sometimes an adjective of the attribute, noun. */
static void put_phrase(line *s, int noun, bool plural, int attribute)
{
	char name[CHANCE_NAME];
	const bool adjective = world_table[attribute].adjectives && percent(s, WITH_ADJECTIVE);
	const int determiner = s->length + (s->length > 0);
	if (!s->w->name[noun]) {
		draw_name(s, plural ? world_plural : world_singular, name);
		put(s, name);
		if (adjective) put_adjective(s, attribute, FORM_BASE);
	}
	put_noun(s, noun, plural);
	agree(s, plural);
	/* "a" becomes "an" once the word after it is known. */
	char *a = s->text + determiner;
	if (strncmp(a, "a ", 2) == 0 && strchr("aeiou", a[2])) {
		memmove(a + 2, a + 1, strlen(a + 1) + 1);
		a[1] = 'n';
		s->length++;
	}
}

static void put_slot(line *s, const char *name)
{
	const int attribute = strcmp(name, "same") == 0 ? s->attribute : world_row(name);
	int noun = draw_noun(s, attribute);
	while (noun == s->topic) noun = draw_noun(s, attribute);
	put_phrase(s, noun, !s->w->name[noun] && percent(s, PLURAL), attribute);
}

static void put_be(line *s)
{
	if (s->when == FUTURE) put(s, "will");
	put(s, s->when == FUTURE  ? "be"
	        : s->when == PAST ? (s->they ? "were" : "was")
	                          : (s->they ? "are" : "is"));
}

static void put_verb(line *s, const char *verb, bool stative)
{
	char form[WORLD_FORM];
	const bool progressive = s->when == PROGRESSIVE && !stative;
	s->fixed = false;
	if (strcmp(verb, "be") == 0) {
		put_be(s);
		return;
	}
	if (s->when == FUTURE) put(s, "will");
	if (progressive) put_be(s);
	world_inflect(form, verb,
	        progressive                    ? FORM_PARTICIPLE
	        : s->when == PAST              ? FORM_PAST
	        : s->when == FUTURE || s->they ? FORM_BASE
	                                       : FORM_S);
	put(s, form);
}

/* The n-th of a list of templates, or of phrases. */
static void nth(const char *list, int n, char template[WORLD_TEMPLATE])
{
	for (int k = 0; k <= n; k++) world_next_template(&list, template);
}

static int how_many(const char *list)
{
	char template[WORLD_TEMPLATE];
	int n = 0;
	while (world_next_template(&list, template)) n++;
	return n;
}

static void put_action(line *s)
{
	const world_action *act = &world_actions[s->action];
	char phrase[WORLD_TEMPLATE];
	put_verb(s, act->verb, false);
	if (!percent(s, WITH_PHRASE)) return;
	nth(act->phrases, (int)rng_below(s->r, (uint32_t)how_many(act->phrases)), phrase);
	put(s, phrase);
}

static void put_pronoun(line *s, const char *masculine)
{
	for (int k = 0; k < 4; k++)
		if (strcmp(world_pronouns[HE][k], masculine) == 0) put(s, world_pronouns[s->pronoun][k]);
	agree(s, s->pronoun == THEY);
}

static void put_topic(line *s, bool subject)
{
	if (s->clause > 0 && !s->w->name[s->topic])
		put_pronoun(s, subject && !s->fixed ? "he" : "him");
	else
		put_phrase(s, s->topic, s->plural, s->attribute);
}

/* A token without a mark in front: it may have one behind. */
static void put_plain(line *s, char *token)
{
	char *last = token + strlen(token) - 1;
	if (*last == '+' || *last == '-') {
		agree(s, *last == '+');
		s->fixed = true;
		*last = '\0';
	}
	put(s, token);
}

static void put_token(line *s, char *token, const char *next)
{
	switch (*token) {
	case '@': put_topic(s, *next == '=' || *next == '!'); break;
	case '%': put(s, world_table[s->attribute].name); break;
	case '^': put_pronoun(s, token + 1); break;
	case '!': put_verb(s, token + 1, true); break;
	case '=':
		if (token[1] == '*')
			put_action(s);
		else
			put_verb(s, token + 1, false);
		break;
	case '&':
		put_adjective(s, s->attribute,
		        !token[1]         ? FORM_BASE
		        : token[2] == 'r' ? FORM_COMPARATIVE
		                          : FORM_SUPERLATIVE);
		break;
	case '~':
		put_noun(s, s->topic, s->plural);
		agree(s, s->plural);
		break;
	case '<':
		token[strlen(token) - 1] = '\0';
		put_slot(s, token + 1);
		break;
	default: put_plain(s, token);
	}
}

static int pronoun_of(line *s)
{
	const world *w = s->w;
	if (s->plural) return THEY;
	if (world_has(w, s->topic, world_row("male"))) return HE;
	if (world_has(w, s->topic, world_row("female"))) return SHE;
	return world_has(w, s->topic, world_row("worker")) ? (int)rng_below(s->r, 2) : IT;
}

/* What is said: one of the row's templates, or of those that all adjectives have. */
static void draw_template(line *s, char template[WORLD_TEMPLATE])
{
	const world_attribute *row = &world_table[s->attribute];
	const bool first = s->clause == 0;
	const int n = s->w->name[s->topic] || !first ? WORLD_OF_NAMES : WORLD_ADJECTIVE_TEMPLATES;
	if (first) s->of_adjective = row->adjectives && percent(s, ADJECTIVE);
	if (s->of_adjective && (first || percent(s, STILL)))
		strcpy(template, world_adjective_templates[rng_below(s->r, (uint32_t)n)]);
	else
		nth(row->templates, (int)rng_below(s->r, (uint32_t)how_many(row->templates)), template);
}

/* Not what was just said. */
static void put_clause(line *s)
{
	char template[WORLD_TEMPLATE], token[WORLD_FORM];
	do draw_template(s, template);
	while (strcmp(template, s->said) == 0);
	for (const char *rest = template; world_next_token(&rest, token);)
		put_token(s, token, rest + strspn(rest, " "));
	strcpy(s->said, template);
	s->clause++;
}

/* One of the topic's attributes, all alike. */
static int draw_attribute(line *s)
{
	const world *w = s->w;
	int n = 0, a;
	if (percent(s, NOISE)) return (int)rng_below(s->r, (uint32_t)w->attributes);
	for (a = 0; a < w->attributes; a++) n += world_has(w, s->topic, a);
	n = (int)rng_below(s->r, (uint32_t)n);
	for (a = 0; n >= 0; a++) n -= world_has(w, s->topic, a);
	return a - 1;
}

void world_sentence(const world *w, rng *r, char text[WORLD_LONGEST])
{
	line s = {.w = w, .r = r, .text = text};
	char time[CHANCE_NAME];
	int often[WORLD_KINDS];
	for (int k = 0; k < WORLD_KINDS; k++) often[k] = world_table[k].often;
	const int kind = chance_draw(r, WORLD_KINDS, often);
	s.topic = chance_draw(r, w->nouns, w->among + kind * w->nouns);
	s.attribute = draw_attribute(&s);
	s.plural = !w->name[s.topic] && percent(&s, PLURAL);
	s.pronoun = pronoun_of(&s);
	s.when = (tense)chance_draw(r, 4, tense_weight);
	s.action = (int)rng_below(r, WORLD_ACTIONS);
	if (world_table[s.attribute].adjectives)
		draw_name(&s, world_table[s.attribute].adjectives, s.adjective);
	draw_name(&s, world_times[s.when], time);
	const bool timed = percent(&s, WITH_TIME), first = percent(&s, 50);
	text[0] = '\0';
	if (timed && first) put(&s, time);
	put_clause(&s);
	if (percent(&s, SECOND)) {
		put(&s, "and");
		put_clause(&s);
	}
	if (timed && !first) put(&s, time);
}
