/* PCG32 (XSH-RR 64/32): a 64-bit linear congruential generator whose output is scrambled by a
 * xor-shift and a rotation that the state itself chooses. */
#include <math.h>

#include "rng.h"

uint32_t rng_u32(rng *r)
{
	uint64_t old = r->state;
	r->state = old * UINT64_C(6364136223846793005) + r->stream;
	uint32_t shifted = (uint32_t)(((old >> 18) ^ old) >> 27);
	uint32_t turn = (uint32_t)(old >> 59);
	return (shifted >> turn) | (shifted << (-turn & 31));
}

rng rng_new(uint64_t seed, uint64_t stream)
{
	rng r = {0, stream << 1 | 1};
	rng_u32(&r);
	r.state += seed;
	rng_u32(&r);
	return r;
}

uint32_t rng_below(rng *r, uint32_t n)
{
	uint32_t reject = -n % n; // the first 2³² mod n values would favour small results
	uint32_t x;
	do x = rng_u32(r);
	while (x < reject);
	return x % n;
}

double rng_uniform(rng *r)
{
	uint64_t high = rng_u32(r);
	uint64_t bits = high << 32 | rng_u32(r);
	return (double)(bits >> 11) * 0x1p-53;
}

double rng_normal(rng *r)
{
	double u = 1 - rng_uniform(r), v = rng_uniform(r); // u > 0, so log(u) is finite
	return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

void rng_fill_uniform(rng *r, mat m, double low, double high)
{
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++)
			*elem(m, i, j) = (real)(low + (high - low) * rng_uniform(r));
}

void rng_fill_normal(rng *r, mat m, double deviation)
{
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++) *elem(m, i, j) = (real)(deviation * rng_normal(r));
}

void rng_shuffle(rng *r, int *items, int n)
{
	for (int i = n - 1; i > 0; i--) {
		int j = (int)rng_below(r, (uint32_t)i + 1), swap = items[i];
		items[i] = items[j];
		items[j] = swap;
	}
}
