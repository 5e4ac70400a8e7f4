/* Numbers of searching: see keys.h. */
#include <math.h>
#include <stdio.h>

#include "keys.h"
#include "phrases.h"
#include "trees.h"

/* Probabilities along a sentence of the table, multiplied. */
static double probability(const int *word, int n)
{
	double p = 1;
	for (int i = 0; i < n; i++) p *= phrases_probability(i ? word[i - 1] : -1, word[i]);
	return p;
}

static void sentences(void)
{
	enum { ES, ESTA, LLUEVE, LLOVIENDO, LLUVIA, END };
	static const int wrong[] = {ES, LLOVIENDO, END}, brief[] = {LLUEVE, END},
	                 right[] = {ESTA, LLOVIENDO, END};
	number("phrase.wrong2", probability(wrong, 2));
	number("phrase.wrong", probability(wrong, 3));
	number("phrase.brief", probability(brief, 2));
	number("phrase.right2", probability(right, 2));
	number("phrase.right", probability(right, 3));
	number("phrase.wrong.mean", log(probability(wrong, 3)) / 3);
	number("phrase.brief.mean", log(probability(brief, 2)) / 2);
	number("phrase.right.mean", log(probability(right, 3)) / 3);
}

void keys_of_search(void)
{
	sentences();
	tree_results share = trees_search();
	for (int i = 0; i < TREE_WIDTHS; i++) {
		printf("trees.found.%d %.12g\n", tree_width[i], 100 * share.found[i]);
		printf("trees.worse.%d %.12g\n", tree_width[i], 100 * share.worse[i]);
	}
}
