/* An unknown word; see puzzle.h. The sentences are ours, few enough to count with a pencil. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "counts.h"
#include "puzzle.h"
#include "similarity.h"
#include "table.h"
#include "vocab.h"

static const char *const text[] = {"the children pulled the sled up the hill",
        "he waxed the sled before the snow came", "two boys sat on the sled",
        "the sled raced over the ice", "the sled broke in the snow",
        "the sailors pulled the boat up the beach", "she painted the boat before the storm came",
        "two men sat in the boat", "the boat crossed the deep water", "the boat broke in the storm",
        "the cook stirred the soup in the pot", "she ate the soup with a spoon",
        "the soup was hot and salty", "he warmed the soup before the children ate",
        "the horse ate hay in the stable", "two men fed the horse",
        "the horse raced over the grass", "she combed the horse before the storm",
        "the shirt was wet and torn", "he washed the shirt with soap",
        "she wore the shirt under a coat", "two boys tore the shirt",
        "the girls pulled the tovrin up the slope", "she waxed the tovrin before the winter",
        "three of us sat on the tovrin", "the tovrin raced over the snow"};
enum { LINES = sizeof text / sizeof *text, LONGEST = 16, BEST = 5 };
static const window two = {.left = 2, .right = 2};

/* One line's words as ids, and the end of the line. */
static int read_line(int *id, vocab *words, const char *line)
{
	int n = 0;
	for (const char *p = line; *p; p += strspn(p, " ")) {
		size_t length = strcspn(p, " ");
		id[n++] = vocab_add_part(words, p, length);
		p += length;
	}
	id[n++] = -1;
	return n;
}

typedef struct {
	vocab *words;
	int id[LINES * LONGEST], n, unknown;
	sparse counts, ppmi;
} puzzle;

static puzzle puzzle_new(arena *a)
{
	puzzle z = {.words = vocab_new(a)};
	for (int i = 0; i < LINES; i++) z.n += read_line(z.id + z.n, z.words, text[i]);
	z.unknown = vocab_id(z.words, "tovrin");
	z.counts = cooccurrence(z.id, z.n, vocab_size(z.words), two, a);
	z.ppmi = ppmi(z.counts, 1, a);
	return z;
}

/* The words whose rows point where the unknown word's row points. */
static void nearest(scored best[BEST], sparse table, int unknown)
{
	arena a = {0};
	mat x = table_dense(table, &a);
	normalize_rows(x);
	nearest_neighbours(
	        best, BEST, rows(x, unknown, 1), x, &unknown, mat_new(&a, 1, NEIGHBOUR_BLOCK));
	arena_free(&a);
}

void puzzle_print(void)
{
	arena a = {0};
	puzzle z = puzzle_new(&a);
	scored raw[BEST], weighed[BEST];
	nearest(raw, z.counts, z.unknown);
	nearest(weighed, z.ppmi, z.unknown);
	printf("tovrin stands within two words of:");
	for (long e = z.counts.start[z.unknown]; e < z.counts.start[z.unknown + 1]; e++)
		printf(" %s %g", vocab_word(z.words, z.counts.col[e]), (double)z.counts.value[e]);
	printf("\n\nmost alike   by counts          by surprise\n");
	for (int i = 0; i < BEST; i++)
		printf("          %d  %-9s %.3f    %-9s %.3f\n", i + 1, vocab_word(z.words, raw[i].id),
		        (double)raw[i].score, vocab_word(z.words, weighed[i].id), (double)weighed[i].score);
	arena_free(&a);
}

/* The largest difference between a table that looks left and the transpose of one that looks
 * right. */
static double mirror(const puzzle *z)
{
	arena a = {0};
	int V = vocab_size(z->words);
	sparse left = cooccurrence(z->id, z->n, V, (window){.left = 2}, &a);
	sparse right = cooccurrence(z->id, z->n, V, (window){.right = 2}, &a);
	double worst = 0;
	for (int i = 0; i < V; i++)
		for (int j = 0; j < V; j++)
			worst = fmax(worst, fabs((double)(sparse_elem(left, i, j) - sparse_elem(right, j, i))));
	arena_free(&a);
	return worst;
}

void puzzle_keys(void)
{
	arena a = {0};
	puzzle z = puzzle_new(&a);
	scored raw[BEST], weighed[BEST];
	nearest(raw, z.counts, z.unknown);
	nearest(weighed, z.ppmi, z.unknown);
	double sum = 0;
	for (long e = 0; e < sparse_count(z.counts); e++) sum += (double)z.counts.value[e];
	printf("puzzle.words %d\npuzzle.different %d\n", z.n - LINES, vocab_size(z.words));
	printf("puzzle.pairs %g\npuzzle.entries %ld\n", sum, sparse_count(z.counts));
	printf("mirror %g\n", mirror(&z));
	printf("puzzle.counts %.9g %.9g\n", (double)raw[0].score, (double)raw[1].score);
	printf("puzzle.ppmi %.9g %.9g\n", (double)weighed[0].score, (double)weighed[1].score);
	arena_free(&a);
}

void puzzle_window_csv(void)
{
	enum { AT = 4 }; // the unknown word
	arena a = {0};
	vocab *words = vocab_new(&a);
	int id[LONGEST], n = read_line(id, words, "the girls pulled the tovrin up the slope") - 1;
	puts("place,word,counts one,counts 1/distance");
	for (int p = 0; p < n; p++) {
		double one[LONGEST] = {0}, part[LONGEST] = {0};
		int places[LONGEST];
		for (int i = 0; i < n; i++) places[i] = i; // each place a word of its own
		count_neighbours(one, places, n, AT, (window){.left = 3, .right = 3});
		count_neighbours(part, places, n, AT, (window){3, 3, .by_distance = true});
		printf("%d,%s,%g,%g\n", p - AT, vocab_word(words, id[p]), one[p], part[p]);
	}
	arena_free(&a);
}
