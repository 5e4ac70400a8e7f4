/* The lesson's tables: see blocks.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "answers.h"
#include "blocks.h"
#include "example.h"
#include "phrases.h"
#include "recall.h"

/* A number in `width` columns: the minus sign is one column but three bytes. */
static void cell(double x, int decimals, int width)
{
	char digits[32];
	if (fabs(x) < 0.5 * pow(10, -decimals)) x = 0;
	snprintf(digits, sizeof digits, "%s%.*f", x < 0 ? "−" : "", decimals, fabs(x));
	printf("%*s%s", width - (int)strlen(digits) + (x < 0 ? 2 : 0), "", digits);
}

/* A word in `width` columns; á is two bytes. */
static void word(const char *text, int width)
{
	int columns = 0;
	for (const char *c = text; *c; c++) columns += (*c & 0xC0) != 0x80;
	printf("%s%*s", text, width > columns ? width - columns : 0, "");
}

static void told(void)
{
	static const int shown[] = {0, 4, 8, 10, 12, 14, 16, 18, 19};
	double last[RECALL_SIZES][RECALL_WORDS], own[RECALL_WORDS];
	puts("right, in %            word    1    5    9   11   13   15   17   19   20");
	for (int i = 0; i < RECALL_SIZES; i++) {
		recall(last[i], own, recall_units[i]);
		printf("last state, %3d units      ", recall_units[i]);
		for (int j = 0; j < 9; j++) cell(100 * last[i][shown[j]], 0, 5);
		putchar('\n');
	}
	printf("the word's own state, %3d  ", recall_units[RECALL_SIZES - 1]);
	for (int j = 0; j < 9; j++) cell(100 * own[shown[j]], 0, 5);
	putchar('\n');
}

static void weights(void)
{
	arena a = {0};
	example e = example_new(&a);
	example_forward(e);
	puts("            scores                 weights              read");
	puts("         the  red house       the   red house         ctx");
	for (int t = 0; t < EXAMPLE_WORDS; t++) {
		word(example_target[t], 7);
		for (int s = 0; s < EXAMPLE_WORDS; s++) cell((double)*elem(e.score, t, s), 0, 5);
		printf("    ");
		for (int s = 0; s < EXAMPLE_WORDS; s++) cell((double)*elem(e.alpha, t, s), 3, 6);
		printf("    ");
		for (int i = 0; i < EXAMPLE_UNITS; i++) cell((double)*elem(e.ctx, t, i), 3, 8);
		putchar('\n');
	}
	arena_free(&a);
}

static void gradients(void)
{
	arena a = {0};
	example e = example_new(&a);
	example_forward(e);
	example_backward(e);
	puts("s          α      dα      dz      dk, read       dk, scored          dk");
	for (int s = 0; s < EXAMPLE_WORDS; s++) {
		printf("%d ", s + 1);
		word(example_source[s], 5);
		cell((double)*elem(e.alpha, 0, s), 3, 7);
		cell((double)*elem(e.dalpha, 0, s), 3, 8);
		cell((double)*elem(e.dscore, 0, s), 3, 8);
		for (int i = 0; i < EXAMPLE_UNITS; i++) cell((double)*elem(e.read, s, i), 3, 8);
		for (int i = 0; i < EXAMPLE_UNITS; i++)
			cell((double)(*elem(e.dk, s, i) - *elem(e.read, s, i)), 3, 8);
		for (int i = 0; i < EXAMPLE_UNITS; i++) cell((double)*elem(e.dk, s, i), 3, 8);
		putchar('\n');
	}
	arena_free(&a);
}

static void beams(void)
{
	puts("beam  a   answer              p     logp    score");
	for (int beam = 1; beam <= 3; beam++)
		for (int a = 0; a <= 1; a++) {
			int said[PHRASE_LONGEST], columns = 0;
			hypothesis h = {.word = said};
			word_model m = phrases_model(beam);
			beam_search(&h, &m, beam, a, PHRASE_LONGEST);
			printf("%4d  %d   ", beam, a);
			for (int i = 0; i < h.length; i++) {
				printf("%s ", phrase_words[h.word[i]]);
				columns += (int)strlen(phrase_words[h.word[i]]) + 1 - (h.word[i] == 1);
			}
			printf("%*s", 15 - columns, "");
			cell(exp(h.logp), 4, 8);
			cell(h.logp, 3, 9);
			cell(h.score, 3, 9);
			putchar('\n');
		}
}

static void padding(void)
{
	enum { T = 4, B = 3, START = 7, END = 8 };
	static const char *const name[] = {
	        "la", "casa", "roja", "llueve", "buen", "día", "", "<s>", "</s>"};
	static const int first[] = {0, 1, 2}, second[] = {3}, third[] = {4, 5};
	const sentence s[B] = {{first, 3}, {second, 1}, {third, 2}};
	int input[T * B], target[T * B];
	teacher_forcing(input, target, s, T, B, START, END);
	puts("step   reads                       is to say");
	for (int t = 0; t < T; t++) {
		printf("%4d   ", t + 1);
		for (int b = 0; b < B; b++) word(name[input[t * B + b]], b + 1 < B ? 8 : 12);
		for (int b = 0; b < B; b++) {
			int i = target[t * B + b];
			word(i < 0 ? "−1" : name[i], b + 1 < B ? 8 : 0);
		}
		putchar('\n');
	}
}

static void bleus(void)
{
	for (int i = 0; i < ANSWERS - 1; i++) {
		bleu_counts c = {0};
		answer_count(&c, &answer_pairs[i]);
		printf("%-42s", answer_pairs[i].answer);
		for (int n = 0; n < BLEU_ORDER; n++) printf(" %ld/%ld", c.match[n], c.all[n]);
		printf("  %ld:%-2ld  %.3f\n", c.length, c.reference, bleu_score(&c, BLEU_ORDER));
	}
}

int block_print(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} all[] = {{"told", told}, {"weights", weights}, {"gradients", gradients}, {"beams", beams},
	        {"padding", padding}, {"bleus", bleus}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(name, all[i].name)) {
			all[i].print();
			return 0;
		}
	return error_set("block %s: there is no such table", name);
}
