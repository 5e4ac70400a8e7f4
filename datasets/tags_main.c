/* tags: write tagged and classified sentences, or print how well the best possible taggers do. */
#include <math.h>
#include <stdio.h>

#include "generator.h"
#include "tags.h"

static long seed = 1, sentences = 2000;
static bool bayes, grammar;

static const cli_program program = {"tags", NULL,
        "Writes sentences, one on each line: class, tab, word/TAG word/TAG …", GENERATOR_VERSION};
static const cli_option options[] = {
        {"seed", CLI_LONG, &seed, "which sentences", .min = 0, .max = HUGE_VAL},
        {"sentences", CLI_LONG, &sentences, "how many", .min = 1, .max = HUGE_VAL},
        {.name = "bayes",
                .kind = CLI_FLAG,
                .value = &bayes,
                .help = "print the accuracy of the best taggers on them instead"},
        {.name = "words",
                .kind = CLI_FLAG,
                .value = &grammar,
                .help = "print every word with its tags instead"},
        {0},
};

static void print_sentence(const tags *t, const tags_sentence *s)
{
	printf("%s\t", tags_class(s->class));
	for (int i = 0; i < s->length; i++)
		printf("%s%s/%s", i ? " " : "", t->word[s->word[i]], tags_tag(s->tag[i]));
	putchar('\n');
}

static void print_words(const tags *t)
{
	for (int w = 0; w < t->words; w++) {
		printf("%s\t", t->word[w]);
		for (int k = 0, n = 0; k < TAGS_TAGS; k++) {
			bool has = false;
			for (int c = 0; c < t->categories; c++)
				has |= t->tag[c] == k && t->weight[c * t->words + w] > 0;
			if (has) printf("%s%s", n++ ? " " : "", tags_tag(k));
		}
		putchar('\n');
	}
}

static void print_bayes(const tags *t)
{
	static const char *const seen[] = {
	        "the word and all before it", "the word and all after it", "the whole sentence"};
	tags_best best = tags_bayes(t, (uint64_t)seed, sentences);
	printf("%d of %d words have more than one tag; they are %.6f of the text\n", tags_ambiguous(t),
	        t->words, best.ambiguous);
	printf("%ld words in %ld sentences; accuracy of the best tagger that sees\n", best.words,
	        sentences);
	printf("%.6f the word alone (in the long run %.6f)\n", best.majority, tags_majority(t));
	for (int view = 0; view < 3; view++)
		printf("%.6f %s (expects %.6f)\n", best.accuracy[view], seen[view], best.expected[view]);
	printf("%.6f accuracy of the best classifier of sentences; majority class %.6f\n", best.class,
	        tags_class_majority(t));
}

int main(int argc, char **argv)
{
	arena a = {0};
	generator_options(argc, argv, &program, options);
	tags t = tags_new(&a);
	if (bayes)
		print_bayes(&t);
	else if (grammar)
		print_words(&t);
	else {
		rng r = rng_new((uint64_t)seed, TAGS_STREAM);
		tags_sentence s;
		for (long n = 0; n < sentences && !ferror(stdout); n++) {
			tags_draw(&t, &r, &s);
			print_sentence(&t, &s);
		}
	}
	arena_free(&a);
	return generator_done();
}
