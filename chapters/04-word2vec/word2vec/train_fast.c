/* The quick way to learn by negative sampling: what takes the time is memory, so touch less of it.
 *
 * With five noise words, a pair of words reads and writes seven rows. Neighbours of one centre have the
 * target in common; let them share the noise as well, and six output rows stay in the cache for the whole
 * window. Neighbours are then taken two at a time and outputs three at a time,
 *
 *     x_ij = ⟨h_i, c_j⟩     g_ij = rate · (label_j − σ(x_ij))     i = 1, 2   j = 1, 2, 3
 *     h_i += Σ_j g_ij c_j   c_j += Σ_i g_ij h_i                   from the values before
 *
 * five rows for six questions, where one at a time would take twelve. The noise of the next centre
 * is drawn one centre ahead, and its rows are on their way from memory while this one is worked on.
 *
 * Noise for a centre holds no word twice, nor the centre: the three rows of a step must differ. */
#include <string.h>

#include "trainer.h"

/* One input and any number of outputs. */
static void step_alone(worker *w, real *h, const int *out, int first, int m)
{
	const int D = w->all->D;
	memset(w->dh, 0, (size_t)D * sizeof *w->dh);
	for (int j = first; j < m; j++)
		step_one(rule_of(w), h, w->dh, place(w->all->t.C, out[j]), (real)(j == 0));
	for (int k = 0; k < D; k++) h[k] += w->dh[k];
}

void fast_skipgram(worker *w, const int *context, int n, const int *out, int m)
{
	const tables *t = &w->all->t;
	int i = 0;
	for (; i + 1 < n; i += 2) {
		real *a = place(t->W, context[i]), *b = place(t->W, context[i + 1]);
		int j = 0;
		for (; a != b && j + 3 <= m; j += 3)
			step_six(rule_of(w), a, b, place(t->C, out[j]), place(t->C, out[j + 1]),
			        place(t->C, out[j + 2]), (real)(j == 0));
		if (j == m) continue;
		step_alone(w, a, out, j, m);
		step_alone(w, b, out, j, m);
	}
	if (i < n) step_alone(w, place(t->W, context[i]), out, 0, m);
}

void fast_cbow(worker *w, const int *context, int n, const int *out, int m)
{
	const tables *t = &w->all->t;
	const int D = w->all->D;
	real *h = w->h, *dh = w->dh, share = 1 / (real)n;
	memset(h, 0, (size_t)D * sizeof *h);
	memset(dh, 0, (size_t)D * sizeof *dh);
	for (int i = 0; i < n; i++) {
		const real *c = place(t->W, context[i]);
#pragma omp simd
		for (int k = 0; k < D; k++) h[k] += share * c[k];
	}
	for (int j = 0; j < m; j++) step_one(rule_of(w), h, dh, place(t->C, out[j]), (real)(j == 0));
	for (int i = 0; i < n; i++) {
		real *c = place(t->W, context[i]);
#pragma omp simd
		for (int k = 0; k < D; k++) c[k] += dh[k];
	}
}

/* --- one centre ahead --------------------------------------------------------------------------- */

/* Bring a row near; the hardware follows a row once its first lines are asked for. */
static void fetch(const real *row, int D)
{
	enum { LINE = 64 / (int)sizeof(real) };
	for (int k = 0; k < D; k += LINE) __builtin_prefetch(row + k, 1);
}

static bool holds(const int *list, int n, int id)
{
	for (int j = 0; j < n; j++)
		if (list[j] == id) return true;
	return false;
}

/* The centre and its noise: words that differ. In a small vocabulary there may be fewer of them than
 * asked for, and one that is hard to hit is not waited for. @return how many */
static int draw(worker *w, int *out, int centre)
{
	const trainer *t = w->all;
	int m = 0, tries = 4 * t->s.negative;
	out[m++] = centre;
	fetch(place(t->t.C, centre), t->D);
	while (m <= t->s.negative && tries-- > 0) {
		int noise = random_noise(t, &w->random);
		if (holds(out, m, noise)) continue;
		out[m++] = noise;
		fetch(place(t->t.C, noise), t->D);
	}
	return m;
}

void fast_line(worker *w, const int *line, int n)
{
	const trainer *t = w->all;
	int m[2] = {0};
	if (n > 0) m[0] = draw(w, w->noise[0], line[0]);
	for (int i = 0; i < n; i++) {
		int reach = 1 + random_below((uint32_t)random_bits(&w->random), t->s.window);
		int neighbours = neighbours_of(w->context, line, n, i, reach);
		if (i + 1 < n) m[(i + 1) & 1] = draw(w, w->noise[(i + 1) & 1], line[i + 1]);
		if (i + 1 + t->s.window < n) fetch(place(t->t.W, line[i + 1 + t->s.window]), t->D);
		if (neighbours == 0) continue;
		if (t->s.cbow)
			fast_cbow(w, w->context, neighbours, w->noise[i & 1], m[i & 1]);
		else
			fast_skipgram(w, w->context, neighbours, w->noise[i & 1], m[i & 1]);
	}
}
