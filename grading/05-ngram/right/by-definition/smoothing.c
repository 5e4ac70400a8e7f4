/* Chapter 05's smoothing from the top down: each probability is asked for by itself, and asks for
 * the one below; sums look at a whole level. */
#include <math.h>

#include "ngram.h"

ngram_model ngram_model_new(const ngram_table *t, arena *a)
{
	ngram_model m = {.t = t};
	for (int l = t->order; l >= 1; l--) {
		m.prob[l] = arena_alloc(a, (size_t)t->level[l].n, sizeof(double));
		if (l < t->order) m.backoff[l] = arena_alloc(a, (size_t)t->level[l].n, sizeof(double));
	}
	return m;
}

/* Σ_v #hv for context h of level l; level 0 has one, the empty one. */
static double sum_after(const ngram_table *t, int l, int h)
{
	double sum = 0;
	for (int i = 0; i < t->level[l + 1].n; i++)
		if (l == 0 || t->level[l + 1].context[i] == h) sum += t->level[l + 1].count[i];
	return sum;
}

void ngram_mle(ngram_model m)
{
	for (int l = 1; l <= m.t->order; l++)
		for (int i = 0; i < m.t->level[l].n; i++) {
			const ngram_level *level = &m.t->level[l];
			m.prob[l][i] = level->count[i] / sum_after(m.t, l - 1, level->context[i]);
			if (l < m.t->order) m.backoff[l][i] = sum_after(m.t, l, i) > 0 ? 0 : 1;
		}
}

double add_k(const ngram_table *t, const int *words, int m, double k)
{
	double mine = k, all = 0;
	const int history = m > 1 ? ngram_find(t, words, m - 1) : 0;
	for (int v = 0; v < t->V; v++) {
		if (v == NGRAM_BEGIN) continue;
		all += k;
		for (int i = 0; i < t->level[m].n; i++) {
			int last = i;
			for (int l = m; l > 1; l--) last = t->level[l].suffix[last];
			if (last != v || (m > 1 && t->level[m].context[i] != history)) continue;
			all += t->level[m].count[i];
			if (v == words[m - 1]) mine += t->level[m].count[i];
		}
	}
	return mine / all;
}

static double discount_ratio(const ngram_table *t, int l, int cut, int r)
{
	if (r > cut) return 1;
	double n[2] = {0}, of_1 = 0, of_last = 0;
	for (int i = 0; i < t->level[l].n; i++) {
		n[0] += t->level[l].count[i] == r;
		n[1] += t->level[l].count[i] == r + 1;
		of_1 += t->level[l].count[i] == 1;
		of_last += t->level[l].count[i] == cut + 1;
	}
	const double A = (cut + 1) * of_last / of_1, d = ((r + 1) * n[1] / n[0] / r - A) / (1 - A);
	return d > 0 && d <= 1 ? d : 1;
}

static void katz_context(ngram_model m, int l, int h, int cut)
{
	const ngram_level *level = &m.t->level[l];
	double seen = 0, shorter = 0, sum = 0, kept = 0;
	for (int i = 0; i < level->n; i++) {
		if (level->context[i] != h) continue;
		sum += level->count[i];
		kept += level->count[i] * discount_ratio(m.t, l, cut, level->count[i]);
	}
	if (kept >= sum) sum += 1;
	for (int i = 0; i < level->n; i++) {
		if (level->context[i] != h) continue;
		m.prob[l][i] = discount_ratio(m.t, l, cut, level->count[i]) * level->count[i] / sum;
		seen += m.prob[l][i];
		shorter += m.prob[l - 1][level->suffix[i]];
	}
	const bool can = seen > 0 && 1 - shorter > 1e-12;
	m.backoff[l - 1][h] = can ? (1 - seen) / (1 - shorter) : 1;
}

void katz_backoff(ngram_model m, int cut)
{
	const ngram_table *t = m.t;
	for (int v = 0; v < t->V; v++)
		m.prob[1][v] = (t->level[1].count[v] + 1.0) / (double)(t->total + t->V - 1);
	m.prob[1][NGRAM_BEGIN] = 0;
	for (int l = 2; l <= t->order; l++)
		for (int h = 0; h < t->level[l - 1].n; h++) katz_context(m, l, h, cut);
}

void kneser_ney_counts(int *const *adjusted, const ngram_table *t)
{
	for (int l = 1; l <= t->order; l++)
		for (int i = 0; i < t->level[l].n; i++) {
			adjusted[l][i] = t->level[l].count[i];
			if (l == t->order || t->level[l].word[i] == NGRAM_BEGIN) continue;
			adjusted[l][i] = 0;
			for (int j = 0; j < t->level[l + 1].n; j++)
				adjusted[l][i] += t->level[l + 1].suffix[j] == i;
		}
}

ngram_discounts kneser_ney_discounts(const int *adjusted, int n)
{
	double of[5] = {0};
	for (int r = 1; r <= 4; r++)
		for (int i = 0; i < n; i++) of[r] += adjusted[i] == r;
	ngram_discounts d = {{0, 0.5, 1, 1.5}};
	for (int r = 1; r <= 3; r++) {
		if (of[r] == 0) continue;
		const double x = r - (r + 1) * (of[1] / (of[1] + 2 * of[2])) * (of[r + 1] / of[r]);
		if (x >= 0 && x <= r) d.d[r] = x;
	}
	return d;
}

/* γ of context h of level l (0: the empty one), and the sum of the adjusted counts after it. */
static double gamma_of(const ngram_table *t, int *const *adjusted, const ngram_discounts *d, int l,
        int h, double *sum)
{
	double taken = 0;
	*sum = 0;
	for (int i = 0; i < t->level[l + 1].n; i++) {
		if (l > 0 && t->level[l + 1].context[i] != h) continue;
		const int x = adjusted[l + 1][i];
		taken += d[l + 1].d[x > 3 ? 3 : x];
		*sum += x;
	}
	return *sum > 0 ? taken / *sum : 1;
}

static double kn(const ngram_table *t, int *const *adjusted, const ngram_discounts *d, int l, int i)
{
	double sum;
	const int x = adjusted[l][i], h = t->level[l].context[i];
	const double gamma = gamma_of(t, adjusted, d, l - 1, h, &sum);
	const double below =
	        l == 1 ? 1.0 / (t->V - 1) : kn(t, adjusted, d, l - 1, t->level[l].suffix[i]);
	return (x - d[l].d[x > 3 ? 3 : x]) / sum + gamma * below;
}

void kneser_ney(ngram_model m, int *const *adjusted, const ngram_discounts *d)
{
	for (int l = m.t->order; l >= 1; l--)
		for (int i = 0; i < m.t->level[l].n; i++) {
			double sum;
			m.prob[l][i] = l == 1 && i == NGRAM_BEGIN ? 0 : kn(m.t, adjusted, d, l, i);
			if (l < m.t->order) m.backoff[l][i] = gamma_of(m.t, adjusted, d, l, i, &sum);
		}
}
