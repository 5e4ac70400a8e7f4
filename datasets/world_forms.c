/* English forms by rule, with the exceptions that the table of the world needs. */
#include <stdio.h>
#include <string.h>

#include "world_parts.h"

static const struct {
	const char *base, *s, *past;
} exceptions[] = {
        {"man", "men", NULL},
        {"woman", "women", NULL},
        {"knife", "knives", NULL},
        {"wife", "wives", NULL},
        {"shelf", "shelves", NULL},
        {"scarf", "scarves", NULL},
        {"potato", "potatoes", NULL},
        {"eat", NULL, "ate"},
        {"run", NULL, "ran"},
        {"feed", NULL, "fed"},
        {"build", NULL, "built"},
        {"read", NULL, "read"},
        {"speak", NULL, "spoke"},
        {"write", NULL, "wrote"},
        {"tell", NULL, "told"},
        {"pay", NULL, "paid"},
        {"hang", NULL, "hung"},
        {"steal", NULL, "stole"},
        {"hide", NULL, "hid"},
        {"wake", NULL, "woke"},
        {"sleep", NULL, "slept"},
        {"hear", NULL, "heard"},
        {"grow", NULL, "grew"},
        {"drink", NULL, "drank"},
        {"teach", NULL, "taught"},
        {"sit", NULL, "sat"},
        {"kneel", NULL, "knelt"},
        {"come", NULL, "came"},
        {"fight", NULL, "fought"},
        {"wear", NULL, "wore"},
        {"bring", NULL, "brought"},
        {"spend", NULL, "spent"},
        {"dig", NULL, "dug"},
        {"fly", NULL, "flew"},
        {"find", NULL, "found"},
        {"leave", NULL, "left"},
        {"sweep", NULL, "swept"},
        {"stand", NULL, "stood"},
        {"spin", NULL, "spun"},
        {"swim", NULL, "swam"},
        {"lie", NULL, "lay"},
        {"sell", NULL, "sold"},
        {"buy", NULL, "bought"},
        {"bend", NULL, "bent"},
        {"beat", NULL, "beat"},
        {"sing", NULL, "sang"},
        {"shine", NULL, "shone"},
        {"blow", NULL, "blew"},
        {"keep", NULL, "kept"},
        {"spread", NULL, "spread"},
        {"travel", NULL, "travelled"},
};

static bool vowel(char c)
{
	return c && strchr("aeiou", c);
}

/* One syllable that ends in one vowel and one consonant: stop, big. */
static bool doubles(const char *base)
{
	size_t n = strlen(base);
	int groups = 0;
	for (size_t i = 0; i < n; i++) groups += vowel(base[i]) && (i == 0 || !vowel(base[i - 1]));
	return strcmp(base, "travel") == 0 ||
	       (groups == 1 && n >= 3 && vowel(base[n - 2]) && !vowel(base[n - 3]) &&
	               !vowel(base[n - 1]) && !strchr("wxy", base[n - 1]));
}

static void add_s(char *out, const char *base)
{
	size_t n = strlen(base);
	char last = base[n - 1], before = base[n - 2];
	if (last == 'y' && !vowel(before))
		snprintf(out, WORLD_FORM, "%.*sies", (int)n - 1, base);
	else if (strchr("sxz", last) || (last == 'h' && strchr("cs", before)))
		snprintf(out, WORLD_FORM, "%ses", base);
	else
		snprintf(out, WORLD_FORM, "%ss", base);
}

/* An ending that begins with e: ed, er, est. */
static void add_e(char *out, const char *base, const char *ending)
{
	int n = (int)strlen(base);
	if (base[n - 1] == 'e')
		snprintf(out, WORLD_FORM, "%s%s", base, ending + 1);
	else if (base[n - 1] == 'y' && !vowel(base[n - 2]))
		snprintf(out, WORLD_FORM, "%.*si%s", n - 1, base, ending);
	else if (doubles(base))
		snprintf(out, WORLD_FORM, "%s%c%s", base, base[n - 1], ending);
	else
		snprintf(out, WORLD_FORM, "%s%s", base, ending);
}

static void add_ing(char *out, const char *base)
{
	int n = (int)strlen(base);
	if (strcmp(base + n - 2, "ie") == 0)
		snprintf(out, WORLD_FORM, "%.*sying", n - 2, base);
	else if (base[n - 1] == 'e')
		snprintf(out, WORLD_FORM, "%.*sing", n - 1, base);
	else if (doubles(base))
		snprintf(out, WORLD_FORM, "%s%cing", base, base[n - 1]);
	else
		snprintf(out, WORLD_FORM, "%sing", base);
}

void world_inflect(char out[WORLD_FORM], const char *base, world_form form)
{
	const char *irregular = NULL;
	for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
		if (strcmp(exceptions[i].base, base) == 0)
			irregular = form == FORM_S      ? exceptions[i].s
			            : form == FORM_PAST ? exceptions[i].past
			                                : NULL;
	if (irregular || form == FORM_BASE)
		snprintf(out, WORLD_FORM, "%s", irregular ? irregular : base);
	else if (form == FORM_S)
		add_s(out, base);
	else if (form == FORM_PARTICIPLE)
		add_ing(out, base);
	else
		add_e(out, base, form == FORM_PAST ? "ed" : form == FORM_COMPARATIVE ? "er" : "est");
}
