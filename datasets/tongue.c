/* The grammar, both sides at once: a phrase is drawn and written into both texts.
 *
 *     sentence → clause (("and" | "because") sentence)?
 *     clause   → group verb group
 *     group    → article [adjective] noun [preposition group-without-one]  |  name
 *
 * "because" has what is behind it said first, so a sentence is translated from its last clause upwards. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "error.h"
#include "tongue.h"

typedef struct {
	const char *one, *many, *tongue; // plural in the tongue: -n
	bool feminine;
} noun;

typedef struct {
	const char *english, *tongue;
} entry;

static const noun nouns[] = {{"king", "kings", "soru", false}, {"queen", "queens", "sora", true},
        {"bird", "birds", "pato", false}, {"river", "rivers", "nami", true},
        {"house", "houses", "dema", true}, {"child", "children", "piku", false},
        {"woman", "women", "lera", true}, {"man", "men", "lero", false},
        {"dog", "dogs", "wafu", false}, {"cat", "cats", "mila", true},
        {"tree", "trees", "torbo", false}, {"road", "roads", "veka", true},
        {"book", "books", "libo", false}, {"garden", "gardens", "jarda", true},
        {"boat", "boats", "navi", true}, {"horse", "horses", "kavo", false},
        {"stone", "stones", "petra", true}, {"mouse", "mice", "siko", false},
        {"baker", "bakers", "panu", false}, {"singer", "singers", "kanta", true}};
static const entry adjectives[] = {{"old", "vel"}, {"young", "nov"}, {"white", "blin"},
        {"black", "nor"}, {"small", "min"}, {"big", "gran"}, {"quiet", "sil"}, {"happy", "fel"},
        {"tired", "laz"}, {"strange", "kur"}};
static const entry verbs[] = {{"saw", "mira"}, {"found", "trova"}, {"followed", "seka"},
        {"heard", "audi"}, {"loved", "ama"}, {"painted", "pinta"}, {"carried", "porta"},
        {"forgot", "oblia"}, {"wanted", "vola"}, {"helped", "juva"}};
static const entry prepositions[] = {
        {"near", "lo"}, {"behind", "ret"}, {"with", "kum"}, {"under", "sub"}, {"without", "san"}};
static const char *const syllables[] = {"ba", "du", "fi", "ge", "ho", "ki", "ma", "ne", "po", "ru",
        "sa", "ti", "vo", "wi", "xe", "zu"};

#define SOME(list) (list)[rng_below(r, sizeof(list) / sizeof *(list))]

/* A phrase in both languages. */
typedef struct {
	char english[TONGUE_LONGEST], tongue[TONGUE_LONGEST];
	bool many;
} phrase;

/* Add words to a text, a blank in front of them if it has some. */
static void say(char *text, const char *words)
{
	const size_t n = strlen(text);
	if (n + strlen(words) + 2 > TONGUE_LONGEST) bug("a sentence is too long: %.60s …", text);
	if (n) strcpy(text + n, " ");
	strcat(text, words);
}

static bool chosen(rng *r, int in_ten)
{
	return (int)rng_below(r, 10) < in_ten;
}

static void draw_name(rng *r, phrase *p)
{
	char name[16] = "";
	*p = (phrase){.many = false};
	for (int i = 0; i < 3; i++) strcat(name, SOME(syllables));
	if (chosen(r, 5)) strcat(name, "n");
	say(p->english, name);
	say(p->tongue, name);
}

static void draw_group(rng *r, int names, bool with_another, phrase *p)
{
	if ((int)rng_below(r, 100) < names) {
		draw_name(r, p);
		return;
	}
	const noun n = SOME(nouns);
	char word[32];
	*p = (phrase){.many = chosen(r, 4)};
	const bool definite = p->many || chosen(r, 6);
	snprintf(word, sizeof word, "%s%s", n.tongue, p->many ? "n" : "");
	say(p->tongue, word);
	const entry a = SOME(adjectives);
	const bool told = chosen(r, 5); // what it is like
	say(p->english, definite ? "the" : told && strchr("aeiou", a.english[0]) ? "an" : "a");
	if (told) {
		say(p->english, a.english);
		snprintf(word, sizeof word, "%s%c", a.tongue, n.feminine ? 'a' : 'o');
		say(p->tongue, word);
	}
	say(p->english, p->many ? n.many : n.one);
	if (!definite) say(p->tongue, "ti");
	if (with_another && chosen(r, 3)) {
		const entry preposition = SOME(prepositions);
		phrase other;
		draw_group(r, names, false, &other);
		say(p->english, preposition.english);
		say(p->english, other.english);
		say(other.tongue,
		        preposition.tongue); // both together stand in front of what they are about
		say(other.tongue, p->tongue);
		strcpy(p->tongue, other.tongue);
	}
}

static void draw_clause(rng *r, int names, phrase *p)
{
	phrase subject, object;
	char word[32];
	const entry verb = SOME(verbs);
	*p = (phrase){.many = false};
	draw_group(r, names, true, &subject);
	draw_group(r, names, true, &object);
	snprintf(word, sizeof word, "%s%s", verb.tongue, subject.many ? "n" : "");
	say(p->english, subject.english);
	say(p->english, verb.english);
	say(p->english, object.english);
	say(p->tongue, subject.tongue);
	say(p->tongue, object.tongue);
	say(p->tongue, word);
}

/* A sentence: a clause, and perhaps a sentence behind it. */
static void draw_sentence(rng *r, int clauses, int names, phrase *p)
{
	draw_clause(r, names, p);
	if (clauses == 1) return;
	phrase rest;
	const bool because = chosen(r, 3);
	draw_sentence(r, clauses - 1, names, &rest);
	say(p->english, because ? "because" : "and");
	say(p->english, rest.english);
	if (because) { // the reason is said first
		say(rest.tongue, "zo");
		say(rest.tongue, p->tongue);
		strcpy(p->tongue, rest.tongue);
	} else {
		say(p->tongue, "ke");
		say(p->tongue, rest.tongue);
	}
}

void tongue_draw(rng *r, int clauses, int names, tongue_pair *p)
{
	phrase all;
	if (clauses < 0 || clauses > TONGUE_CLAUSES) bug("a sentence of %d clauses", clauses);
	if (clauses == 0) {
		const int sixth = (int)rng_below(r, 6);
		clauses = sixth < 3 ? 1 : sixth < 5 ? 2 : 3;
	}
	draw_sentence(r, clauses, names, &all);
	p->clauses = clauses;
	strcpy(p->english, all.english);
	strcpy(p->tongue, all.tongue);
}
