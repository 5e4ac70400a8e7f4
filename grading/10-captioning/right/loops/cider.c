/* Sentences as dense vectors g_k = times_k/Σ times · idf_k, as the paper writes them. */
#include <math.h>
#include <stdbool.h>

#include "cider.h"

static bool has(const grams *g, int id)
{
	for (int i = 0; i < g->count; i++)
		if (g->id[i] == id) return true;
	return false;
}

void cider_idf(double *idf, int ids, const captioned *p, int N)
{
	for (int id = 0; id < ids; id++) {
		int with = 0;
		for (int n = 0; n < N; n++) {
			bool any = false;
			for (int r = 0; r < p[n].references; r++) any = any || has(&p[n].reference[r], id);
			with += any;
		}
		idf[id] = log(N) - log(with ? with : 1);
	}
}

/* The entry of n-gram id in a sentence's vector. */
static double entry(const grams *g, int id, const double *idf)
{
	double all = 0, mine = 0;
	for (int i = 0; i < g->count; i++) {
		all += g->times[i];
		if (g->id[i] == id) mine = g->times[i];
	}
	return mine > 0 ? mine / all * idf[id] : 0;
}

/* ⟨a, b⟩: only what a has can count. */
static double inner(const grams *a, const grams *b, const double *idf)
{
	double sum = 0;
	for (int i = 0; i < a->count; i++) sum += entry(a, a->id[i], idf) * entry(b, a->id[i], idf);
	return sum;
}

double cider_score(const captioned *p, const double *idf)
{
	double mean = 0;
	for (int r = 0; r < p->references; r++) {
		const grams *a = &p->answer, *b = &p->reference[r];
		const double lengths = inner(a, a, idf) * inner(b, b, idf);
		mean += lengths > 0 ? inner(b, a, idf) / sqrt(lengths) / p->references : 0;
	}
	return mean;
}
