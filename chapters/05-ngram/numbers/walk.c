/* How counting by sorting looks on the running example: the places in order, what each shares with the
 * one before it, and what it opens. */
#include <stdio.h>
#include <stdlib.h>

#include "toy.h"

enum { LOOK = 3 };

static const int *text;

/* Words from <s> to a place, at most LOOK. */
static int reach(int p)
{
	int n = 1;
	while (n < LOOK && text[p] != NGRAM_BEGIN) {
		n++;
		if (text[--p] == NGRAM_BEGIN) break;
	}
	return n;
}

static int by_words(const void *x, const void *y)
{
	int p = *(const int *)x, q = *(const int *)y;
	int most = reach(p) < reach(q) ? reach(p) : reach(q);
	for (int k = 0; k < most; k++)
		if (text[p - k] != text[q - k]) return text[p - k] < text[q - k] ? -1 : 1;
	return reach(p) != reach(q) ? reach(p) - reach(q) : p < q ? -1 : 1;
}

static int sorted_places(int *place)
{
	int n, kept = 0;
	text = toy_text(&n);
	for (int p = 0; p < n; p++)
		if (text[p] != NGRAM_BEGIN) place[kept++] = p;
	qsort(place, (size_t)kept, sizeof *place, by_words);
	return kept;
}

static int shared(int p, int q)
{
	int c = 0;
	while (c < reach(p) && c < reach(q) && text[p - c] == text[q - c]) c++;
	return c;
}

void block_walk(void)
{
	int place[40] = {0}, n = sorted_places(place);
	printf("place  %-22s shared   opens\n", "its last three words");
	for (int i = 0; i < n; i++) {
		int p = place[i], common = i ? shared(p, place[i - 1]) : 0, at = 0;
		printf("%5d  ", p);
		for (int k = LOOK - 1; k >= 0; k--)
			at += k < reach(p) ? printf("%-6s ", toy_words[text[p - k]]) : printf("%-6s ", "");
		printf("%*s%4d  ", 23 - at, "", common);
		for (int m = common + 1; m <= reach(p); m++) {
			printf(m > common + 1 ? ", " : " ");
			for (int k = m - 1; k >= 0; k--) printf(k ? "%s " : "%s", toy_words[text[p - k]]);
		}
		puts("");
	}
}

void csv_sorting(void)
{
	int place[40] = {0}, n = sorted_places(place);
	puts("row,back,word,shared");
	for (int i = 0; i < n; i++)
		for (int k = 0; k < reach(place[i]); k++)
			printf("%d,%d,%s,%d\n", i, k, toy_words[text[place[i] - k]],
			        i && k < shared(place[i], place[i - 1]));
}
