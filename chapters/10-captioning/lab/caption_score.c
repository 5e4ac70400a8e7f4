/* From words to numbered n-grams, which chapter 10's CIDEr counts. */
#include <stdio.h>
#include <stdlib.h>

#include "caption_score.h"
#include "cider.h"
#include "vocab.h"

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* The n-grams of a sentence, numbered in the order of their first appearance anywhere. */
static grams grams_of(arena *a, vocab *known, sentence s, int n)
{
	const int all = s.length < n ? 0 : s.length - n + 1;
	int *id = arena_alloc(a, (size_t)all + 1, sizeof *id);
	int *times = arena_alloc(a, (size_t)all + 1, sizeof *times), different = 0;
	for (int i = 0; i < all; i++) {
		char name[CIDER_ORDER * 12 + 1];
		int at = 0;
		for (int k = 0; k < n; k++)
			at += snprintf(name + at, sizeof name - (size_t)at, "%d ", s.word[i + k]);
		id[i] = vocab_add(known, name);
	}
	qsort(id, (size_t)all, sizeof *id, by_number);
	for (int i = 0; i < all; i++) {
		if (different && id[different - 1] == id[i])
			times[different - 1]++;
		else {
			id[different] = id[i];
			times[different++] = 1;
		}
	}
	return (grams){id, times, different};
}

static double cider_of_order(const caption_answer *from, int n, int order)
{
	arena a = {0};
	vocab *known = vocab_new(&a);
	captioned *p = arena_alloc(&a, (size_t)n, sizeof *p);
	double sum = 0;
	for (int i = 0; i < n; i++) {
		grams *all = arena_alloc(&a, (size_t)from[i].references, sizeof *all);
		for (int k = 0; k < from[i].references; k++)
			all[k] = grams_of(&a, known, from[i].reference[k], order);
		p[i] = (captioned){grams_of(&a, known, from[i].answer, order), all, from[i].references};
	}
	double *idf = arena_alloc(&a, (size_t)vocab_size(known) + 1, sizeof *idf);
	cider_idf(idf, vocab_size(known), p, n);
	for (int i = 0; i < n; i++) sum += cider_score(&p[i], idf);
	arena_free(&a);
	return sum / n;
}

double caption_cider(const caption_answer *p, int n)
{
	double sum = 0;
	for (int order = 1; order <= CIDER_ORDER; order++) sum += cider_of_order(p, n, order);
	return 10 * sum / CIDER_ORDER;
}
