/* Chapter 04's tables with other structures: two stacks for the columns, a heap for the tree, and paths
 * that grow from the root down. */
#include <math.h>

#include "sampling.h"

double subsample_keep_probability(double count, double total, double t)
{
	const double f = count / total;
	if (f <= t || t == 0) return 1;
	return fmin((sqrt(f * t) + t) / f, 1);
}

double learning_rate(double first, double done, double total)
{
	return fmax(first - first * (done / total), first * 1e-4);
}

/* Columns that give and columns that take, each on its stack; the last of them are full. */
alias_table alias_build(mat weight, arena *a)
{
	const int n = weight.cols;
	alias_table t = {.n = n};
	t.keep = arena_alloc(a, (size_t)n, sizeof *t.keep);
	t.other = arena_alloc(a, (size_t)n, sizeof *t.other);
	int *takes = arena_alloc(a, (size_t)n, sizeof *takes), taking = 0;
	int *gives = arena_alloc(a, (size_t)n, sizeof *gives), giving = 0;
	double sum = 0;
	for (int i = 0; i < n; i++) sum += (double)*elem(weight, 0, i);
	for (int i = n - 1; i >= 0; i--) {
		t.keep[i] = (double)*elem(weight, 0, i) / sum * n;
		if (t.keep[i] < 1)
			takes[taking++] = i;
		else
			gives[giving++] = i;
	}
	while (taking && giving) {
		int low = takes[--taking], high = gives[--giving];
		t.other[low] = high;
		t.keep[high] = t.keep[high] + t.keep[low] - 1;
		if (t.keep[high] < 1)
			takes[taking++] = high;
		else
			gives[giving++] = high;
	}
	while (taking) t.keep[takes[--taking]] = 1;
	while (giving) t.keep[gives[--giving]] = 1;
	return t;
}

int alias_draw(const alias_table *t, rng *r)
{
	const uint32_t column = rng_below(r, (uint32_t)t->n);
	const bool own = rng_uniform(r) - t->keep[column] < 0;
	return own ? (int)column : t->other[column];
}

/* Nodes in the order of taking: rank is −V … −1 for inner nodes, 0 … V−1 for words. */
typedef struct {
	long count;
	int rank, node;
} entry;

static bool before(entry x, entry y)
{
	return x.count < y.count || (x.count == y.count && x.rank < y.rank);
}

static void push(entry *heap, int *n, entry new)
{
	int i = (*n)++;
	for (; i > 0 && before(new, heap[(i - 1) / 2]); i = (i - 1) / 2) heap[i] = heap[(i - 1) / 2];
	heap[i] = new;
}

static entry pop(entry *heap, int *n)
{
	const entry top = heap[0], last = heap[--*n];
	int i = 0;
	for (int child; (child = 2 * i + 1) < *n; i = child) {
		if (child + 1 < *n && before(heap[child + 1], heap[child])) child++;
		if (!before(heap[child], last)) break;
		heap[i] = heap[child];
	}
	heap[i] = last;
	return top;
}

/* The parent's path and one turn more. */
static huffman_path turn(huffman_path above, int node, int bit, arena *a)
{
	size_t n = (size_t)above.length;
	int *nodes = arena_alloc(a, n + 1, sizeof *nodes);
	unsigned char *bits = arena_alloc(a, n + 1, sizeof *bits);
	for (size_t i = 0; i < n; i++) {
		nodes[i] = above.node[i];
		bits[i] = above.bit[i];
	}
	nodes[n] = node;
	bits[n] = (unsigned char)bit;
	return (huffman_path){above.length + 1, nodes, bits};
}

void huffman_paths(huffman_path *path, const long *count, int V, arena *a)
{
	arena scratch = {0};
	const size_t nodes = 2 * (size_t)V;
	entry *heap = arena_alloc(&scratch, nodes, sizeof *heap);
	int(*child)[2] = arena_alloc(&scratch, nodes, sizeof *child), n = 0;
	huffman_path *way = arena_alloc(&scratch, nodes, sizeof *way);
	for (int i = 0; i < V; i++) push(heap, &n, (entry){count[i], V - 1 - i, i});
	for (int i = 0; i < V - 1; i++) {
		entry zero = pop(heap, &n), one = pop(heap, &n);
		child[i][0] = zero.node;
		child[i][1] = one.node;
		push(heap, &n, (entry){zero.count + one.count, i - V, V + i});
	}
	for (int i = V - 2; i >= 0; i--) // parents have larger numbers than their children
		for (int bit = 0; bit < 2; bit++) way[child[i][bit]] = turn(way[V + i], i, bit, a);
	for (int i = 0; i < V; i++) path[i] = way[i];
	arena_free(&scratch);
}
