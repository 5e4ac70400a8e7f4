/* agreement: write sentences up to their verb, or print how often the nearest noun is right. */
#include <math.h>
#include <stdio.h>

#include "agreement.h"
#include "generator.h"

static long seed = 1, sentences = 2000;
static int between = -1;
static bool recency;

static const cli_program program = {"agreement", NULL,
        "Writes sentences up to their verb, one on each line: singular or plural, how many of the\n"
        "nouns in between have the other number, tab, the words.",
        GENERATOR_VERSION};
static const cli_option options[] = {cli_long("seed", &seed, 0, HUGE_VAL, "which sentences"),
        cli_long("sentences", &sentences, 1, HUGE_VAL, "how many"),
        cli_int("between", &between, -1, AGREEMENT_BETWEEN,
                "nouns between subject and verb; -1: as the grammar has it"),
        cli_flag("recency", &recency, "print how often the nearest noun is right instead"),
        cli_end};

static void print_recency(void)
{
	puts("between,chance,recency");
	for (int k = 0; k <= AGREEMENT_BETWEEN; k++)
		printf("%d,%.6f,%.6f\n", k, agreement_chance_between(k), agreement_recency_accuracy(k));
	printf("all,1,%.6f\n", agreement_recency_accuracy(-1));
}

static void print_sentence(const agreement *g, const agreement_sentence *s)
{
	printf("%s\t%d\t", s->number == SINGULAR ? "singular" : "plural", s->attractors);
	for (int i = 0; i < s->length; i++) printf("%s%s", i ? " " : "", g->word[s->word[i]]);
	putchar('\n');
}

int main(int argc, char **argv)
{
	arena a = {0};
	generator_options(argc, argv, &program, options);
	agreement g = agreement_new(&a);
	rng r = rng_new((uint64_t)seed, AGREEMENT_STREAM);
	agreement_sentence s;
	if (recency) print_recency();
	for (long n = 0; !recency && n < sentences && !ferror(stdout); n++) {
		agreement_draw(&g, &r, between, &s);
		print_sentence(&g, &s);
	}
	arena_free(&a);
	return generator_done();
}
