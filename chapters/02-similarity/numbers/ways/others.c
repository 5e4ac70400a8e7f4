/* Other ways; see others.h. They are as plain as can be without being slower than need be. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "others.h"
#include "rng.h"

/* A text by Zipf's law: word number r comes about as often as 1/(r + 1). */
static void draw_text(bench *b, rng *r)
{
	double total = log(V + 1.0);
	for (int i = 0; i < WORDS; i++) {
		int w = (int)(exp(rng_uniform(r) * total)) - 1;
		b->id[i] = i % 20 == 19 ? -1 : w < V ? w : V - 1;
	}
}

struct cell {
	long key; /* i·V + j + 1; 0 is an empty place */
	double x;
};
enum { PLACES = 1 << 21 };

void others_prepare(bench *b)
{
	rng r = rng_new(1, 1);
	memset(b, 0, sizeof *b);
	b->id = arena_alloc(&b->a, WORDS, sizeof *b->id);
	draw_text(b, &r);
	b->counts = cooccurrence(b->id, WORDS, V, near_five, &b->a);
	b->vectors = mat_new(&b->a, VECTORS, DIM);
	b->queries = mat_new(&b->a, Q, DIM);
	b->block = mat_new(&b->a, Q, NEIGHBOUR_BLOCK);
	b->scores = mat_new(&b->a, Q, VECTORS);
	b->judged = mat_new(&b->a, 1, JUDGED);
	b->ranked = mat_new(&b->a, 1, JUDGED);
	rng_fill_normal(&r, b->vectors, 1);
	rng_fill_normal(&r, b->queries, 1);
	rng_fill_normal(&r, b->scores, 1);
	for (int i = 0; i < JUDGED; i++) b->judged.p[i] = (real)rng_below(&r, 500); // many ties
	b->best = arena_alloc(&b->a, Q * MANY, sizeof *b->best);
	b->sorted = arena_alloc(&b->a, VECTORS, sizeof *b->sorted);
	b->dense = arena_alloc(&b->a, (size_t)V * V, sizeof *b->dense);
	b->table = arena_alloc(&b->a, PLACES, sizeof *b->table);
}

void others_free(bench *b)
{
	arena_free(&b->scratch);
	arena_free(&b->a);
}

/* Call visit for each pair of the text. */
static void each_pair(bench *b, void (*visit)(void *to, int i, int j), void *to)
{
	for (int at = 0; at < WORDS; at++)
		for (int step = -1; step <= 1 && b->id[at] >= 0; step += 2)
			for (int d = 1; d <= near_five.left; d++) {
				int p = at + step * d;
				if (p < 0 || p >= WORDS || b->id[p] < 0) break;
				visit(to, b->id[at], b->id[p]);
			}
}

static void visit_triple(void *to, int i, int j)
{
	sparse_add((sparse_builder *)to, i, j, 1);
}

void others_triples(bench *b)
{
	sparse_builder triples = sparse_begin(&b->scratch, V, V);
	each_pair(b, visit_triple, &triples);
	sparse_end(&triples, &b->scratch);
}

static void visit_hash(void *to, int i, int j)
{
	struct cell *table = to;
	long key = (long)i * V + j + 1;
	size_t at = (size_t)key * 0x9E3779B97F4A7C15u >> 43; // 64 − 21 bits
	while (table[at].key != 0 && table[at].key != key) at = (at + 1) % PLACES;
	table[at].key = key;
	table[at].x++;
}

/* What is in the table, as rows whose columns rise. */
static int compare_cells(const void *a, const void *b)
{
	long x = ((const struct cell *)a)->key, y = ((const struct cell *)b)->key;
	return (x > y) - (x < y);
}

void others_lookups(bench *b)
{
	memset(b->table, 0, PLACES * sizeof *b->table);
	each_pair(b, visit_hash, b->table);
}

void others_hash(bench *b)
{
	others_lookups(b);
	size_t n = 0;
	for (size_t at = 0; at < PLACES; at++)
		if (b->table[at].key != 0) b->table[n++] = b->table[at];
	qsort(b->table, n, sizeof *b->table, compare_cells);
}

static void visit_dense(void *to, int i, int j)
{
	((double *)to)[(long)i * V + j]++;
}

void others_dense(bench *b)
{
	memset(b->dense, 0, (size_t)V * V * sizeof *b->dense);
	each_pair(b, visit_dense, b->dense);
	sparse_builder found = sparse_begin(&b->scratch, V, V);
	for (int i = 0; i < V; i++)
		for (int j = 0; j < V; j++) {
			double x = b->dense[(long)i * V + j];
			if (x != 0) sparse_add(&found, i, j, x);
		}
	sparse_end(&found, &b->scratch);
}

static int compare_columns(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* A row that is being counted, and what was kept of the rows before. */
struct counting {
	double *counts;
	int *col, n;
	scored *kept;
	long total;
};

static void keep_row(struct counting *c)
{
	for (int k = 0; k < c->n; c->counts[c->col[k++]] = 0)
		c->kept[c->total++] = (scored){(real)c->counts[c->col[k]], c->col[k]};
	c->n = 0;
}

static void row_full(struct counting *c, int vocabulary)
{
	c->n = 0;
	for (int j = 0; j < vocabulary; j++)
		if (c->counts[j] != 0) c->col[c->n++] = j;
	keep_row(c);
}

static void row_touched(struct counting *c, int vocabulary)
{
	(void)vocabulary;
	qsort(c->col, (size_t)c->n, sizeof *c->col, compare_columns);
	keep_row(c);
}

static void count_place(struct counting *c, const int *id, int at)
{
	for (int step = -1; step <= 1; step += 2)
		for (int p = at + step, d = 1; d <= near_five.left; d++, p += step) {
			if (p < 0 || p >= WORDS || id[p] < 0) break;
			if (c->counts[id[p]]++ == 0) c->col[c->n++] = id[p];
		}
}

static void count_by_rows(
        bench *b, int vocabulary, void (*end_row)(struct counting *c, int vocabulary))
{
	arena *a = &b->scratch;
	int *start = arena_alloc(a, (size_t)vocabulary + 2, sizeof *start);
	int *place = arena_alloc(a, WORDS, sizeof *place);
	struct counting c = {.kept = arena_alloc(a, PLACES, sizeof *c.kept)};
	c.col = arena_alloc(a, (size_t)vocabulary, sizeof *c.col);
	c.counts = arena_alloc(a, (size_t)vocabulary, sizeof *c.counts);
	for (int p = 0; p < WORDS; p++)
		if (b->id[p] >= 0) start[b->id[p] + 2]++;
	for (int i = 0; i < vocabulary; i++) start[i + 2] += start[i + 1];
	for (int p = 0; p < WORDS; p++)
		if (b->id[p] >= 0) place[start[b->id[p] + 1]++] = p;
	for (int i = 0; i < vocabulary; i++) {
		for (int k = start[i]; k < start[i + 1]; k++) count_place(&c, b->id, place[k]);
		end_row(&c, vocabulary);
	}
}

void others_full_rows(bench *b, int vocabulary)
{
	count_by_rows(b, vocabulary, row_full);
}

void others_touched(bench *b, int vocabulary)
{
	count_by_rows(b, vocabulary, row_touched);
}

void others_every_log(bench *b)
{
	sparse x = b->counts;
	double *word = arena_alloc(&b->scratch, V, sizeof *word), total = 0;
	double *context = arena_alloc(&b->scratch, V, sizeof *context);
	sparse_builder found = sparse_begin(&b->scratch, V, V);
	for (int i = 0; i < V; i++)
		for (long e = x.start[i]; e < x.start[i + 1]; e++) {
			word[i] += (double)x.value[e];
			context[x.col[e]] += (double)x.value[e];
		}
	for (int j = 0; j < V; j++) total += context[j] = pow(context[j], 0.75);
	for (int i = 0; i < V; i++)
		for (long e = x.start[i]; e < x.start[i + 1]; e++) {
			double surprise =
			        log((double)x.value[e]) + log(total) - log(word[i]) - log(context[x.col[e]]);
			if (surprise > 0) sparse_add(&found, i, x.col[e], surprise);
		}
	sparse_end(&found, &b->scratch);
}

void others_plain_unit(bench *b)
{
	for (int i = 0; i < VECTORS; i++) {
		real *p = row(b->vectors, i);
		double squares = 0;
		for (int d = 0; d < DIM; d++) squares += (double)p[d] * (double)p[d];
		double factor = 1 / sqrt(squares);
		for (int d = 0; d < DIM; d++) p[d] = (real)((double)p[d] * factor);
	}
}

void others_whole(bench *b)
{
	mul(b->scores, b->queries, tr(b->vectors));
	for (int q = 0; q < Q; q++) {
		scored *best = b->best + (long)q * K;
		for (int v = 0, n = 0; v < VECTORS; v++) {
			real s = row(b->scores, q)[v];
			if (n < K || s > best[0].score) n = top_k_offer(best, n, K, (scored){s, v});
		}
		top_k_sort(best, K);
	}
}

void others_loops(bench *b)
{
	for (int q = 0; q < Q; q++) {
		int n = 0;
		scored *best = b->best + (long)q * K;
		for (int v = 0; v < VECTORS; v++) {
			real s = 0;
			for (int d = 0; d < DIM; d++) s += row(b->queries, q)[d] * row(b->vectors, v)[d];
			n = top_k_offer(best, n, K, (scored){s, v});
		}
		top_k_sort(best, n);
	}
}

void others_list(bench *b, int k)
{
	for (int q = 0; q < Q; q++) {
		scored *best = b->best;
		int n = 0;
		for (int v = 0; v < VECTORS; v++) {
			real s = row(b->scores, q)[v];
			if (n == k && !(s > best[k - 1].score)) continue;
			int at = n < k ? n++ : k - 1;
			for (; at > 0 && s > best[at - 1].score; at--) best[at] = best[at - 1];
			best[at] = (scored){s, v};
		}
	}
}

static int compare_scored(const void *a, const void *b)
{
	const scored *x = a, *y = b;
	if (x->score != y->score) return x->score < y->score ? 1 : -1;
	return (x->id > y->id) - (x->id < y->id);
}

void others_sort(bench *b)
{
	for (int q = 0; q < Q; q++) {
		for (int v = 0; v < VECTORS; v++) b->sorted[v] = (scored){row(b->scores, q)[v], v};
		qsort(b->sorted, VECTORS, sizeof *b->sorted, compare_scored);
		memcpy(b->best + (long)q * K, b->sorted, K * sizeof *b->sorted);
	}
}

void others_ranks(bench *b)
{
	const real *x = b->judged.p;
	for (int i = 0; i < JUDGED; i++) {
		int below = 0, equal = 0;
		for (int j = 0; j < JUDGED; j++) {
			below += x[j] < x[i];
			equal += x[j] == x[i];
		}
		b->ranked.p[i] = (real)below + (real)(equal + 1) / 2;
	}
}
