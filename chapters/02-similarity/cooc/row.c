/* A row of a table while it is added up: dense, so that adding is one instruction, with a bit for each
 * column that was touched, so that taking the entries out again does not look at all the others. */
#include "cooc.h"

enum { BITS = 64 };

static size_t words_of_bits(int V)
{
	return ((size_t)V + BITS - 1) / BITS;
}

dense_row row_new(arena *a, int V)
{
	dense_row r = {.V = V};
	r.sum = arena_alloc(a, (size_t)V, sizeof *r.sum);
	r.touched = arena_alloc(a, words_of_bits(V), sizeof *r.touched);
	r.col = arena_alloc(a, (size_t)V, sizeof *r.col);
	r.value = arena_alloc(a, (size_t)V, sizeof *r.value);
	return r;
}

size_t row_memory(int V)
{
	return (size_t)V * (2 * sizeof(double) + sizeof(int)) + words_of_bits(V) * sizeof(uint64_t);
}

int row_take(dense_row *r)
{
	int n = 0;
	for (size_t w = 0; w < words_of_bits(r->V); w++) {
		for (uint64_t bits = r->touched[w]; bits; bits &= bits - 1) {
			int j = (int)w * BITS + __builtin_ctzll(bits);
			r->col[n] = j;
			r->value[n] = r->sum[j];
			n += r->sum[j] != 0;
			r->sum[j] = 0;
		}
		r->touched[w] = 0;
	}
	return n;
}
