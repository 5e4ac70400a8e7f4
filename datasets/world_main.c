/* world: write sentences about a small world, or what was planted in it. */
#include <math.h>
#include <stdio.h>

#include "generator.h"
#include "world.h"

static long seed = 1, sentences = 2000;
static bool pairs, analogies, kinds;
static int most = 75;

static const cli_program program = {"world", NULL,
        "Writes sentences about a small world, one on each line, or what was planted in them.",
        GENERATOR_VERSION};
static const cli_option options[] = {
        cli_long("seed", &seed, 0, HUGE_VAL, "which sentences, or which pairs"),
        cli_long("sentences", &sentences, 1, HUGE_VAL, "how many"),
        cli_flag("pairs", &pairs, "print pairs of nouns with their planted similarity instead"),
        cli_int("most", &most, 1, 10000, "pairs from each of six ranges of similarity"),
        cli_flag("analogies", &analogies, "print the planted analogies instead"),
        cli_flag("kinds", &kinds, "print every word with its kind instead"), cli_end};

static void print_sentences(const world *w)
{
	rng r = rng_new((uint64_t)seed, WORLD_STREAM);
	char text[WORLD_LONGEST];
	for (long n = 0; n < sentences && !ferror(stdout); n++) {
		world_sentence(w, &r, text);
		puts(text);
	}
}

static void print_pairs(const world *w, arena *a)
{
	world_pair *pair;
	int n = world_pairs(w, a, (uint64_t)seed, most, &pair);
	for (int i = 0; i < n; i++)
		printf("%s\t%s\t%.4f\n", w->word[pair[i].first], w->word[pair[i].second],
		        pair[i].similarity);
}

/* Every pair of a section asks for every other: a is to b as c is to d. */
static void print_analogies(const world *w, arena *a)
{
	world_relation *r;
	int sections = world_relations(w, a, &r);
	for (int k = 0; k < sections; k++) {
		printf(": %s\n", r[k].section);
		for (int i = 0; i < r[k].n; i++)
			for (int j = 0; j < r[k].n; j++)
				if (i != j)
					printf("%s %s %s %s\n", w->word[r[k].pair[i][0]], w->word[r[k].pair[i][1]],
					        w->word[r[k].pair[j][0]], w->word[r[k].pair[j][1]]);
	}
}

int main(int argc, char **argv)
{
	arena a = {0};
	generator_options(argc, argv, &program, options);
	if (pairs + analogies + kinds > 1) {
		error_set("--pairs, --analogies, --kinds: expected one of them");
		error_exit();
	}
	world w = world_new(&a);
	if (pairs)
		print_pairs(&w, &a);
	else if (analogies)
		print_analogies(&w, &a);
	else if (kinds)
		for (int v = 0; v < w.words; v++) printf("%s\t%s\n", w.word[v], w.kind[v]);
	else
		print_sentences(&w);
	arena_free(&a);
	return generator_done();
}
