/* A text counted, and a model made of the counts by one of four smoothings. */
#include <math.h>

#include "error.h"
#include "parts.h"

static void estimate_kneser_ney(estimate *e, arena *a)
{
	const ngram_table *t = &e->table;
	arena scratch = {0};
	int *adjusted[NGRAM_ORDER + 1] = {0};
	for (int m = 1; m <= t->order; m++)
		adjusted[m] = arena_alloc(&scratch, (size_t)t->level[m].n, sizeof *adjusted[m]);
	kneser_ney_counts(adjusted, t);
	for (int m = 1; m <= t->order; m++)
		e->discounts[m] = kneser_ney_discounts(adjusted[m], t->level[m].n);
	e->model = ngram_model_new(t, a);
	kneser_ney(e->model, adjusted, e->discounts);
	arena_free(&scratch);
}

void estimate_new(estimate *e, const id_text *t, int V, int order, arena *a)
{
	e->table = ngram_count(t->id, t->n, V, order, a);
	if (e->smoothing == KNESER_NEY) {
		estimate_kneser_ney(e, a);
		return;
	}
	e->model = (ngram_model){.t = &e->table};
	if (e->smoothing == ADD_K) return;
	e->model = ngram_model_new(&e->table, a);
	if (e->smoothing == MLE)
		ngram_mle(e->model);
	else
		katz_backoff(e->model, e->cut);
}

/* What perplexity() says of a model, by add_k(), which is none. */
static text_perplexity add_k_perplexity(const estimate *e, const int *id, long n)
{
	text_perplexity c = {0};
	double all = 0, unknown = 0;
	long begin = 0;
	for (long p = 0; p < n; p++) {
		if (id[p] == NGRAM_BEGIN) {
			begin = p;
			continue;
		}
		int m = (int)(p - begin) + 1 < e->table.order ? (int)(p - begin) + 1 : e->table.order;
		double cost = -log(add_k(&e->table, id + p - m + 1, m, e->k));
		all += cost;
		const bool end = id[p] == NGRAM_END, hidden = id[p] == NGRAM_UNKNOWN;
		unknown += hidden ? cost : 0;
		c.sentences += end;
		c.words += !end;
		c.unknown += hidden;
	}
	const double predictions = (double)(c.words + c.sentences);
	c.all = exp(all / predictions);
	c.known = exp((all - unknown) / (predictions - (double)c.unknown));
	return c;
}

text_perplexity estimate_perplexity(const estimate *e, const int *id, long n)
{
	return e->smoothing == ADD_K ? add_k_perplexity(e, id, n) : perplexity(e->model, id, n);
}

/* Perplexity over words alone: the same sum, divided by fewer predictions. */
static double without_ends(double perplexity, long predictions, long words)
{
	return pow(perplexity, (double)predictions / (double)words);
}

void print_perplexity(const text_perplexity *c)
{
	long all = c->words + c->sentences, known = all - c->unknown;
	printf("%ld sentences, %ld words, %ld of them unknown\n", c->sentences, c->words, c->unknown);
	printf("                          per prediction, </s> too   per word\n");
	printf("  unknown words counted   %24.4f   %8.4f\n", c->all,
	        without_ends(c->all, all, c->words));
	printf("  unknown words left out  %24.4f   %8.4f\n", c->known,
	        without_ends(c->known, known, c->words - c->unknown));
}
