/* A row of a table while it is added up: dense, so that adding is one instruction, with a bit for each
 * column that was touched, so that taking the entries out again does not look at all the others, and
 * a bit for each 64 of these bits: most words have few neighbours, and a vocabulary may be large. */
#include <math.h>

#include "cooc.h"

/* The number of the lowest bit that is set, which is taken away. */
static int pop(uint64_t *bits)
{
	int lowest = __builtin_ctzll(*bits);
	*bits &= *bits - 1;
	return lowest;
}

static int groups_of(int n)
{
	return (n + 63) / 64;
}

dense_row row_new(arena *a, int V)
{
	dense_row r = {.V = V};
	r.sum = arena_alloc(a, (size_t)V, sizeof *r.sum);
	r.touched = arena_alloc(a, (size_t)groups_of(V), sizeof *r.touched);
	r.groups = arena_alloc(a, (size_t)groups_of(groups_of(V)), sizeof *r.groups);
	r.col = arena_alloc(a, (size_t)V, sizeof *r.col);
	r.value = arena_alloc(a, (size_t)V, sizeof *r.value);
	return r;
}

size_t row_memory(int V)
{
	return (size_t)V * (2 * sizeof(double) + sizeof(int)) +
	       (size_t)(groups_of(V) + groups_of(groups_of(V))) * sizeof(uint64_t);
}

static void set_bits(uint64_t *word, int n)
{
	for (int i = 0; i < n; i += 64)
		word[i / 64] = n - i < 64 ? (UINT64_C(1) << (n - i)) - 1 : UINT64_MAX;
}

void row_touch_all(dense_row *r)
{
	set_bits(r->touched, r->V);
	set_bits(r->groups, groups_of(r->V));
}

void row_settle(dense_row *r, double *x, double unit)
{
	for (int g = 0; g < groups_of(groups_of(r->V)); g++)
		for (uint64_t words = r->groups[g]; words;) {
			int w = 64 * g + pop(&words);
			for (uint64_t columns = r->touched[w]; columns;) {
				int j = 64 * w + pop(&columns);
				r->sum[j] += unit > 0 ? rint(x[j] * unit) : x[j];
				x[j] = 0;
			}
		}
}

int row_take(dense_row *r)
{
	int n = 0;
	for (int g = 0; g < groups_of(groups_of(r->V)); g++) {
		for (uint64_t words = r->groups[g]; words;) {
			int w = 64 * g + pop(&words);
			for (uint64_t columns = r->touched[w]; columns;) {
				int j = 64 * w + pop(&columns);
				r->col[n] = j;
				r->value[n] = r->sum[j];
				n += r->sum[j] != 0;
				r->sum[j] = 0;
			}
			r->touched[w] = 0;
		}
		r->groups[g] = 0;
	}
	return n;
}
