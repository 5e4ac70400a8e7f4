/* The data of figures: see figures.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "example.h"
#include "figures.h"
#include "phrases.h"
#include "places.h"
#include "recall.h"
#include "trees.h"

static void weights(void)
{
	arena a = {0};
	example e = example_new(&a);
	example_forward(e);
	puts("target,source,target word,source word,score,weight,key 1,key 2,ctx 1,ctx 2");
	for (int t = 0; t < EXAMPLE_WORDS; t++)
		for (int s = 0; s < EXAMPLE_WORDS; s++)
			printf("%d,%d,%s,%s,%g,%.4f,%g,%g,%.4f,%.4f\n", t + 1, s + 1, example_target[t],
			        example_source[s], (double)*elem(e.score, t, s), (double)*elem(e.alpha, t, s),
			        (double)*elem(e.k, s, 0), (double)*elem(e.k, s, 1), (double)*elem(e.ctx, t, 0),
			        (double)*elem(e.ctx, t, 1));
	arena_free(&a);
}

static void told(void)
{
	double last[RECALL_SIZES][RECALL_WORDS], own[RECALL_WORDS];
	printf("word");
	for (int i = 0; i < RECALL_SIZES; i++) {
		recall(last[i], own, recall_units[i]);
		printf(",last state of %d units", recall_units[i]);
	}
	puts(",its own state");
	for (int t = 0; t < RECALL_WORDS; t++) {
		printf("%d", t + 1);
		for (int i = 0; i < RECALL_SIZES; i++) printf(",%.1f", 100 * last[i][t]);
		printf(",%.1f\n", 100 * own[t]);
	}
}

static void padding(void)
{
	enum { T = 4, B = 3 };
	static const char *const words[B][T] = {
	        {"la", "casa", "roja", "</s>"}, {"llueve", "</s>"}, {"buen", "día", "</s>"}};
	puts("sentence,step,says");
	for (int b = 0; b < B; b++)
		for (int t = 0; t < T; t++)
			printf("%d,%d,%s\n", b + 1, t + 1, words[b][t] ? words[b][t] : "");
}

/* The tree that a beam of two sees: every continuation that is among the four best of its step. */
static void tree(void)
{
	enum { ES, ESTA, LLUEVE, LLOVIENDO, LLUVIA, END };
	static const struct {
		int before, word, level, kept;
	} node[] = {{-1, ES, 1, 1}, {-1, LLUEVE, 1, 1}, {-1, ESTA, 1, 0}, {ES, LLOVIENDO, 2, 1},
	        {ES, LLUVIA, 2, 0}, {LLUEVE, END, 2, 2}, {LLUEVE, LLUVIA, 2, 0}, {ESTA, LLOVIENDO, 2, -1},
	        {LLOVIENDO, END, 3, 2}};
	static const double y[] = {6, 3.2, 1, 7, 5.6, 3.9, 2.5, 1, 7}, from_y[] = {3.4, 3.4, 3.4, 6, 6, 3.2, 3.2, 1, 7};
	double p[9] = {0};
	puts("level,y,from y,word,p of the word,p so far,kept");
	for (int i = 0; i < 9; i++) {
		const int parent[] = {-1, -1, -1, 0, 0, 1, 1, 2, 3};
		double one = phrases_probability(node[i].before, node[i].word);
		p[i] = one * (parent[i] < 0 ? 1 : p[parent[i]]);
		printf("%d,%g,%g,%s,%.3g,%.3f,%d\n", node[i].level, y[i], from_y[i],
		        phrase_words[node[i].word], one, p[i], node[i].kept);
	}
}

static void widths(void)
{
	tree_results share = trees_search();
	puts("beam,best found,worse than the narrower one");
	for (int i = 0; i < TREE_WIDTHS; i++)
		printf("%d,%.1f,%.1f\n", tree_width[i], 100 * share.found[i], 100 * share.worse[i]);
}

static void order(void)
{
	static const char *const name[] = {"straight", "turned"};
	puts("language,target,source,share");
	for (int turned = 0; turned < 2; turned++) {
		places p = places_count(turned);
		for (int t = 0; t < PLACES; t++)
			for (int s = 0; s < PLACES; s++)
				printf("%s,%d,%d,%.3f\n", name[turned], t + 1, s + 1, p.share[t][s]);
	}
}

int figure_print(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} all[] = {{"weights", weights}, {"told", told}, {"padding", padding}, {"tree", tree},
	        {"widths", widths}, {"order", order}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(name, all[i].name)) {
			all[i].print();
			return 0;
		}
	return error_set("csv %s: there is no such figure", name);
}
