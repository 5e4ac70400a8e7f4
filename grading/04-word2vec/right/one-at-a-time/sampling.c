/* Chapter 04's tables without queues: whoever is needed next is looked for among all. */
#include <math.h>

#include "sampling.h"

double subsample_keep_probability(double count, double total, double t)
{
	double share = t * total / count; // t/f
	if (t == 0 || share >= 1) return 1;
	double keep = sqrt(share) + share;
	return keep < 1 ? keep : 1;
}

double learning_rate(double first, double done, double total)
{
	double rate = first * (total - done) / total;
	return rate < first / 10000 ? first / 10000 : rate;
}

/* The lightest open column takes what it lacks from the heaviest. */
alias_table alias_build(mat weight, arena *a)
{
	const int n = weight.cols;
	alias_table t = {
	        n, arena_alloc(a, (size_t)n, sizeof(double)), arena_alloc(a, (size_t)n, sizeof(int))};
	bool *done = arena_alloc(a, (size_t)n, sizeof *done);
	double mean = 0;
	for (int i = 0; i < n; i++) mean += (double)*elem(weight, 0, i) / n;
	for (int i = 0; i < n; i++) {
		t.keep[i] = (double)*elem(weight, 0, i) / mean;
		t.other[i] = i;
	}
	for (int left = n; left > 0; left--) {
		int low = -1, high = -1;
		for (int i = 0; i < n; i++) {
			if (done[i]) continue;
			if (low < 0 || t.keep[i] < t.keep[low]) low = i;
			if (high < 0 || t.keep[i] >= t.keep[high]) high = i;
		}
		done[low] = true;
		t.other[low] = high;
		if (left == 1) t.keep[low] = 1;
		t.keep[high] -= 1 - t.keep[low];
	}
	return t;
}

int alias_draw(const alias_table *t, rng *r)
{
	int column = (int)rng_below(r, (uint32_t)t->n);
	double u = rng_uniform(r);
	if (u >= t->keep[column]) column = t->other[column];
	return column;
}

/* A node below which there are others, or a word: children are −1 then. */
typedef struct {
	long count;
	int zero, one;
	bool taken;
} node;

/* Whether node i is smaller than node j, of which the first V are words. */
static bool smaller(const node *nodes, int i, int j, int V)
{
	if (nodes[i].count != nodes[j].count) return nodes[i].count < nodes[j].count;
	if ((i < V) != (j < V)) return i >= V;
	return i < V ? i > j : i < j;
}

static int take_smallest(node *nodes, int n, int V)
{
	int best = -1;
	for (int i = 0; i < n; i++)
		if (!nodes[i].taken && (best < 0 || smaller(nodes, i, best, V))) best = i;
	nodes[best].taken = true;
	return best;
}

/* Everything below `at`, whose path is known. */
static void walk(
        huffman_path *path, const node *nodes, int at, huffman_path so_far, int V, arena *a)
{
	if (at < V) {
		path[at] = so_far;
		return;
	}
	for (int bit = 0; bit < 2; bit++) {
		size_t n = (size_t)so_far.length;
		int *on = arena_alloc(a, n + 1, sizeof *on);
		unsigned char *bits = arena_alloc(a, n + 1, 1);
		for (size_t i = 0; i < n; i++) {
			on[i] = so_far.node[i];
			bits[i] = so_far.bit[i];
		}
		on[n] = at - V;
		bits[n] = (unsigned char)bit;
		huffman_path longer = {so_far.length + 1, on, bits};
		walk(path, nodes, bit ? nodes[at].one : nodes[at].zero, longer, V, a);
	}
}

void huffman_paths(huffman_path *path, const long *count, int V, arena *a)
{
	node *nodes = arena_alloc(a, 2 * (size_t)V, sizeof *nodes);
	for (int i = 0; i < V; i++) nodes[i] = (node){count[i], -1, -1, false};
	for (int i = V; i < 2 * V - 1; i++) {
		int zero = take_smallest(nodes, i, V), one = take_smallest(nodes, i, V);
		nodes[i] = (node){nodes[zero].count + nodes[one].count, zero, one, false};
	}
	walk(path, nodes, 2 * V - 2, (huffman_path){0}, V, a);
}
