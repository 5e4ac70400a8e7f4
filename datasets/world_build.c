/* The world's vocabulary, out of its table. */
#include <string.h>

#include "chance.h"
#include "world_parts.h"

enum { ROOM = 4096 };

int world_row(const char *name)
{
	for (int a = 0; world_table[a].name; a++)
		if (strcmp(world_table[a].name, name) == 0) return a;
	return -1;
}

static bool cut(const char **rest, char *out, size_t room, const char *separator)
{
	*rest += strspn(*rest, separator);
	size_t n = strcspn(*rest, separator);
	if (n >= room) bug("too long for the world: \"%s\"", *rest);
	memcpy(out, *rest, n);
	out[n] = '\0';
	*rest += n;
	return n > 0;
}

bool world_next_template(const char **list, char template[WORLD_TEMPLATE])
{
	return cut(list, template, WORLD_TEMPLATE, "/");
}

bool world_next_token(const char **template, char token[WORLD_FORM])
{
	return cut(template, token, WORLD_FORM, " ");
}

int world_find(const world *w, const char *word)
{
	return vocab_id(w->numbers, word);
}

/* A word that is known already keeps its kind: what is not "other" is entered first. */
static void enter(world *w, const char *word, const char *kind)
{
	if (world_find(w, word) >= 0) return;
	if (w->words == ROOM) bug("the world has more than %d words", ROOM);
	vocab_add(w->numbers, word);
	w->word[w->words] = vocab_word(w->numbers, w->words);
	w->kind[w->words++] = kind;
}

static void enter_forms(
        world *w, const char *base, const char *kind, world_form first, world_form last)
{
	char form[WORLD_FORM];
	for (world_form f = first; f <= last; f++) {
		world_inflect(form, base, f);
		enter(w, form, kind);
	}
}

static void enter_list(world *w, const char *list, const char *kind)
{
	char name[CHANCE_NAME];
	for (int ignored; chance_next(&list, name, &ignored);) enter(w, name, kind);
}

/* The forms that a verb can take; behind a subject in the plural no -s. */
static void enter_verb(world *w, const char *token, bool plural)
{
	const char *verb = token + 1;
	if (strcmp(verb, "be") == 0 || strcmp(verb, "*") == 0) return;
	enter(w, verb, "verb");
	if (!plural) enter_forms(w, verb, "verb", FORM_S, FORM_S);
	enter_forms(w, verb, "verb", FORM_PAST, *token == '!' ? FORM_PAST : FORM_PARTICIPLE);
}

/* Verbs first, in all templates; other tokens when all verbs are known. */
static void enter_tokens(world *w, const char *templates, bool verbs)
{
	char template[WORLD_TEMPLATE], token[WORLD_FORM];
	while (world_next_template(&templates, template)) {
		bool plural = false;
		for (const char *rest = template; world_next_token(&rest, token);) {
			const size_t mark = strcspn(token, "+-");
			const bool verb = *token == '=' || *token == '!';
			if (verb && verbs) enter_verb(w, token, plural);
			plural = verb ? false : plural || token[mark] == '+';
			token[mark] = '\0';
			if (!verb && !verbs && !strpbrk(token, "@~%&^<")) enter(w, token, "other");
		}
	}
}

static void enter_rows(world *w, bool verbs)
{
	for (int k = 0; k < w->attributes; k++) enter_tokens(w, world_table[k].templates, verbs);
	for (int k = 0; k < WORLD_ADJECTIVE_TEMPLATES; k++)
		enter_tokens(w, world_adjective_templates[k], verbs);
	for (int k = 0; k < WORLD_ACTIONS; k++)
		if (verbs)
			enter_forms(w, world_actions[k].verb, "verb", FORM_BASE, FORM_PARTICIPLE);
		else
			enter_tokens(w, world_actions[k].phrases, false);
}

/* Weights of the nouns of row `from`, "=row" followed, as members of attribute `to`. */
static void admit(world *w, int from, int to)
{
	char name[CHANCE_NAME];
	const char *list = world_table[from].words;
	for (int rank = 0, ignored; chance_next(&list, name, &ignored); rank++) {
		if (*name == '=') {
			if (world_row(name + 1) < 0) bug("the world has no row %s", name + 1);
			admit(w, world_row(name + 1), to);
			continue;
		}
		int v = world_find(w, name), kind = 0;
		if (v < 0 || v >= w->nouns)
			bug("%s is in the row %s and of no kind", name, world_table[from].name);
		while (to >= WORLD_KINDS && !world_has(w, v, kind)) kind++;
		w->among[to * w->nouns + v] =
		        to < WORLD_KINDS ? 27720 / (rank + 3) : w->among[kind * w->nouns + v];
	}
}

world world_new(arena *a)
{
	world w = {.numbers = vocab_new(a),
	        .word = arena_alloc(a, ROOM, sizeof *w.word),
	        .kind = arena_alloc(a, ROOM, sizeof *w.kind)};
	while (world_table[w.attributes].name) w.attributes++;
	for (int k = 0; k < WORLD_KINDS; k++) enter_list(&w, world_table[k].words, world_table[k].name);
	w.nouns = w.words;
	w.attribute = arena_alloc(a, (size_t)w.attributes, sizeof *w.attribute);
	w.among = arena_alloc(a, (size_t)(w.attributes * w.nouns), sizeof *w.among);
	w.name = arena_alloc(a, (size_t)w.nouns, sizeof *w.name);
	for (int k = 0; k < w.attributes; k++) {
		w.attribute[k] = world_table[k].name;
		admit(&w, k, k);
	}
	for (int v = 0; v < w.nouns; v++) {
		w.name[v] = world_has(&w, v, world_row("country")) || world_has(&w, v, world_row("city"));
		if (!w.name[v]) enter_forms(&w, w.word[v], w.kind[v], FORM_S, FORM_S);
	}
	enter_rows(&w, true);
	for (int k = 0; k < w.attributes; k++) {
		char name[CHANCE_NAME];
		if (strchr(world_table[k].templates, '%')) enter(&w, world_table[k].name, "nationality");
		const char *list = world_table[k].adjectives ? world_table[k].adjectives : "";
		for (int ignored; chance_next(&list, name, &ignored);) {
			enter(&w, name, "adjective");
			enter_forms(&w, name, "adjective", FORM_COMPARATIVE, FORM_SUPERLATIVE);
		}
	}
	enter_rows(&w, false);
	enter_list(&w, world_singular, "other");
	enter_list(&w, world_plural, "other");
	for (int k = 0; k < 4; k++) enter_list(&w, world_times[k], "other");
	enter_list(&w, "an is are was were will be and", "other");
	for (int k = 0; k < 16; k++) enter(&w, world_pronouns[k / 4][k % 4], "other");
	return w;
}
