/* Which words are looked at, which are drawn as noise, and how fast to learn.
 *
 * Walker's table draws one of n things in the time of two random numbers. Stretch the weights so that
 * their mean is 1 and give each thing a column of height 1. A thing that does not fill its column lets
 * one that overflows have the rest; that one has so much less left, and may now be short itself. With
 * every such gift one column is finished, so n − 1 gifts are enough.
 *
 * Huffman's tree needs no heap when the words come in the order of their counts: inner nodes are made in
 * the order of theirs, so the two smallest nodes are always at the front of one of two queues.
 *
 * Sources: Mikolov et al. 2013 and their program word2vec (keeping words, learning rate, ties in the
 * tree); Vose 1991 (the table in linear time); van Leeuwen 1976 (two queues). */
#include <math.h>

#include "sampling.h"

double subsample_keep_probability(double count, double total, double t)
{
	//> [subsample_keep_probability] 4.1  f = count/total; t of 0 keeps all; no probability above 1
	if (t <= 0) return 1;
	double f = count / total;
	return fmin(1, (sqrt(f / t) + 1) * t / f);
	//< [subsample_keep_probability]
}

double learning_rate(double first, double done, double total)
{
	//> [learning_rate] 4.2  a straight line to 0, cut off near the end
	return first * fmax(1 - done / total, 1e-4);
	//< [learning_rate]
}

alias_table alias_build(mat weight, arena *a)
{
	const int n = weight.cols;
	alias_table t = {.n = n};
	t.keep = arena_alloc(a, (size_t)n, sizeof *t.keep);
	t.other = arena_alloc(a, (size_t)n, sizeof *t.other);
	int *open = arena_alloc(a, (size_t)n, sizeof *open); // short columns left, overfull ones right
	//> [alias_build] 4.3  heights of mean 1; while a column is short, an overfull one fills it
	double sum = 0;
	for (int i = 0; i < n; i++) sum += (double)*elem(weight, 0, i);
	int low = 0, high = n; // open[0 … low−1] are short, open[high … n−1] are not
	for (int i = 0; i < n; i++) {
		t.keep[i] = (double)*elem(weight, 0, i) * n / sum;
		t.other[i] = i;
		open[t.keep[i] < 1 ? low++ : --high] = i;
	}
	while (low > 0 && high < n) {
		int i = open[--low], j = open[high];
		t.other[i] = j;
		t.keep[j] -= 1 - t.keep[i];
		if (t.keep[j] < 1) open[low++] = open[high++];
	}
	while (low > 0) t.keep[open[--low]] = 1; // short by rounding errors alone
	while (high < n) t.keep[open[high++]] = 1;
	//< [alias_build]
	return t;
}

int alias_draw(const alias_table *t, rng *r)
{
	//> [alias_draw] 4.4  a column, then one of the two that share it
	int c = (int)rng_below(r, (uint32_t)t->n);
	return rng_uniform(r) < t->keep[c] ? c : t->other[c];
	//< [alias_draw]
}

/* The tree while it grows: nodes 0 … V−1 are words, V + i is inner node i. */
typedef struct {
	long *count;        // (2V−1)
	int *parent;        // (2V−1)
	unsigned char *bit; // (2V−1) which child of its parent it is
	int word, inner;    // fronts of the two queues: words from the last down, inner nodes upwards
	int made;           // nodes so far
} tree;

/* Take the smallest node that has no parent yet. */
static int smallest(tree *t)
{
	//> [smallest] 4.5  the front of one of the queues; which one, when both have something?
	bool words = t->word >= 0, inner = t->inner < t->made;
	if (words && (!inner || t->count[t->word] < t->count[t->inner])) return t->word--;
	return t->inner++;
	//< [smallest]
}

/* The way to a word, written from its end to its beginning. */
static huffman_path path_to(const tree *t, int word, int V, arena *a)
{
	const int root = 2 * V - 2;
	int length = 0;
	for (int node = word; node != root; node = t->parent[node])
		if (++length == V) bug("huffman_paths: no way leads from word %d to the root", word);
	int *nodes = arena_alloc(a, (size_t)length, sizeof *nodes);
	unsigned char *bits = arena_alloc(a, (size_t)length, sizeof *bits);
	//> [path_to] 4.5  climb from the word to the root; the last turn stands at the end
	for (int node = word, i = length; i-- > 0; node = t->parent[node]) {
		nodes[i] = t->parent[node] - V;
		bits[i] = t->bit[node];
	}
	//< [path_to]
	return (huffman_path){length, nodes, bits};
}

void huffman_paths(huffman_path *path, const long *count, int V, arena *a)
{
	arena scratch = {0};
	const size_t nodes = 2 * (size_t)V - 1;
	tree t = {.word = V - 1, .inner = V, .made = V};
	t.count = arena_alloc(&scratch, nodes, sizeof *t.count);
	t.parent = arena_alloc(&scratch, nodes, sizeof *t.parent);
	t.bit = arena_alloc(&scratch, nodes, sizeof *t.bit);
	for (int i = 0; i < V; i++) t.count[i] = count[i];
	//> [huffman_paths] 4.5  V − 1 times: the two smallest get a parent; then the way to each word
	for (; t.made < 2 * V - 1; t.made++) {
		int zero = smallest(&t), one = smallest(&t);
		t.count[t.made] = t.count[zero] + t.count[one];
		t.parent[zero] = t.parent[one] = t.made;
		t.bit[one] = 1;
	}
	for (int i = 0; i < V; i++) path[i] = path_to(&t, i, V, a);
	//< [huffman_paths]
	arena_free(&scratch);
}
