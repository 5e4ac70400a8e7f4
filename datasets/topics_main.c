/* topics: write labelled documents, or print how well the best possible classifier does. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "generator.h"
#include "topics.h"

static long seed = 1, documents = 2000;
static bool bayes;
static const char *score;

static const cli_program program = {"topics", NULL,
        "Writes documents of four topics, one on each line: label, tab, words.", GENERATOR_VERSION};
static const cli_option options[] = {
        {"seed", CLI_LONG, &seed, "which documents", .min = 0, .max = HUGE_VAL},
        {"documents", CLI_LONG, &documents, "how many", .min = 1, .max = HUGE_VAL},
        {.name = "bayes",
                .kind = CLI_FLAG,
                .value = &bayes,
                .help = "print the accuracy of the true model on them instead"},
        {.name = "score",
                .kind = CLI_STRING,
                .value = &score,
                .help = "print the accuracy of the true model on a file instead"},
        {0},
};

typedef struct {
	const topics *t;
	long documents, right, of[TOPICS];
} tally;

static int score_line(void *context, char *label, char *text)
{
	tally *sum = context;
	double p[TOPICS];
	int truth = 0, guess = 0;
	while (truth < TOPICS && strcmp(topics_label(truth), label) != 0) truth++;
	if (truth == TOPICS) return error_set("'%s' is no topic of this source", label);
	if (topics_posterior(sum->t, text, p)) return -1;
	for (int k = 1; k < TOPICS; k++)
		if (p[k] > p[guess]) guess = k;
	sum->right += guess == truth;
	sum->of[truth]++;
	sum->documents++;
	return 0;
}

static int print_score(const topics *t)
{
	tally sum = {.t = t};
	if (generator_read(score, score_line, &sum)) return -1;
	long most = 0;
	for (int k = 0; k < TOPICS; k++) most = sum.of[k] > most ? sum.of[k] : most;
	printf("%.6f accuracy of the true model on %ld documents\n",
	        (double)sum.right / (double)sum.documents, sum.documents);
	printf("%.6f accuracy of the majority class\n", (double)most / (double)sum.documents);
	return 0;
}

static void print_bayes(const topics *t)
{
	topics_best best = topics_bayes(t, (uint64_t)seed, documents);
	double p = best.accuracy, deviation = sqrt(p * (1 - p) / (double)documents);
	printf("%.6f accuracy of the true model on %ld documents (standard error %.6f)\n", p, documents,
	        deviation);
	printf("%.6f accuracy that it expects of itself\n", best.expected);
	printf("%.6f accuracy of the majority class\n", best.majority);
	printf("%d different words\n", t->words);
}

int main(int argc, char **argv)
{
	arena a = {0};
	generator_options(argc, argv, &program, options);
	topics t = topics_new(&a);
	if (bayes)
		print_bayes(&t);
	else if (score) {
		if (print_score(&t)) error_exit();
	} else {
		rng r = rng_new((uint64_t)seed, TOPICS_STREAM);
		char text[TOPICS_LONGEST];
		for (long d = 0; d < documents && !ferror(stdout); d++) {
			int label = topics_document(&t, &r, text);
			printf("%s\t%s\n", topics_label(label), text);
		}
	}
	arena_free(&a);
	return generator_done();
}
