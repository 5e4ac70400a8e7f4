/* markov: write a text of known entropy, print that entropy, or score a text with the truth. */
#include <math.h>
#include <stdio.h>

#include "corpus.h"
#include "generator.h"
#include "markov.h"

static long seed = 1, characters = 100000;
static bool entropy, words;
static const char *score;

static const cli_program program = {"markov", NULL,
        "Writes a text whose entropy is known exactly: words drawn by a Markov chain, spelled out.",
        GENERATOR_VERSION};
static const cli_option options[] = {
        {"seed", CLI_LONG, &seed, "which text", .min = 0, .max = HUGE_VAL},
        {"characters", CLI_LONG, &characters, "length of the text", .min = 1, .max = HUGE_VAL},
        {.name = "entropy",
                .kind = CLI_FLAG,
                .value = &entropy,
                .help = "print the entropy rate instead"},
        {.name = "words",
                .kind = CLI_FLAG,
                .value = &words,
                .help = "print the words and their probabilities instead"},
        {.name = "score",
                .kind = CLI_STRING,
                .value = &score,
                .help = "print what the true model pays for a text file instead"},
        {0},
};

static void print_entropy(const markov *m)
{
	char alphabet[256];
	int letters = markov_alphabet(m, alphabet);
	printf("%.9f bits per character\n", markov_entropy(m));
	printf("%.9f bits per word\n", markov_bits_per_word(m));
	printf("%.9f characters per word\n", markov_characters_per_word(m));
	printf("%d words, %d different characters\n", m->words, letters);
}

static void print_words(const markov *m)
{
	for (int i = 0; i < m->words; i++) {
		printf("%.6f\t", m->often[i]);
		for (const char *c = m->text[i]; *c; c++) *c == '\n' ? fputs("\\n", stdout) : putchar(*c);
		putchar('\n');
	}
}

static int print_score(const markov *m, arena *a)
{
	char *text;
	size_t length;
	double bits;
	if (corpus_read(a, score, CORPUS_LIMIT, &text, &length)) return -1;
	if (markov_score(m, score, text, (long)length, &bits)) return -1;
	printf("%.9f bits per character over %zu characters\n", bits / (double)length, length);
	return 0;
}

int main(int argc, char **argv)
{
	arena a = {0};
	generator_options(argc, argv, &program, options);
	markov m = markov_new(&a);
	if (entropy)
		print_entropy(&m);
	else if (words)
		print_words(&m);
	else if (score) {
		if (print_score(&m, &a)) error_exit();
	} else {
		markov_pen pen = markov_start((uint64_t)seed);
		for (long i = 0; i < characters && !ferror(stdout); i++) putchar(markov_write(&m, &pen));
	}
	arena_free(&a);
	return generator_done();
}
