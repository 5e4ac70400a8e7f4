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
	TODO("4.1", "f = count/total; t of 0 keeps all; no probability above 1");
}

double learning_rate(double first, double done, double total)
{
	TODO("4.2", "a straight line to 0, cut off near the end");
}

alias_table alias_build(mat weight, arena *a)
{
	const int n = weight.cols;
	alias_table t = {.n = n};
	t.keep = arena_alloc(a, (size_t)n, sizeof *t.keep);
	t.other = arena_alloc(a, (size_t)n, sizeof *t.other);
	int *open = arena_alloc(a, (size_t)n, sizeof *open); // short columns left, overfull ones right
	TODO("4.3", "heights of mean 1; while a column is short, an overfull one fills it");
	return t;
}

int alias_draw(const alias_table *t, rng *r)
{
	TODO("4.4", "a column, then one of the two that share it");
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
	TODO("4.5", "the front of one of the queues; which one, when both have something?");
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
	TODO("4.5", "climb from the word to the root; the last turn stands at the end");
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
	TODO("4.5", "V − 1 times: the two smallest get a parent; then the way to each word");
	arena_free(&scratch);
}
