/* Cases of 5.2 … 5.7: tables by tables.c, probabilities and backoffs level by level. */
#include <math.h>

#include "cases.h"

/* --- 5.2 ngram_mle ---------------------------------------------------------------------------- */

static void mle(book *b, const char *prefix, text x, int order)
{
	ngram_table t = slow_table(b, x, order);
	ngram_model m = blank_model(b, &t);
	ngram_mle(m);
	record_model(b, prefix, m);
}

static void mle_trigrams(book *b)
{
	mle(b, "", draw_text(b, 13, 14), 3);
}

static void mle_words(book *b)
{
	mle(b, "", draw_text(b, 10, 3), 1);
}

static void mle_short(book *b)
{
	static const int id[] = {1, 2, 1, 4, 2};
	mle(b, "edge_", given_text(b, id, 5, 6), 4);
}

/* --- 5.3 add_k -------------------------------------------------------------------------------- */

enum { QUERIES = 40 };

/* n-grams of the text, some with other words in places, and histories that nobody ever saw. */
static mat draw_queries(book *b, text x, int m)
{
	mat q = mat_new(&b->a, QUERIES, m);
	for (int i = 0; i < QUERIES; i++) {
		const int p = (int)rng_below(&b->r, (uint32_t)(x.n - m + 1));
		for (int k = 0; k < m; k++) {
			const int other = (int)rng_below(&b->r, (uint32_t)x.V);
			int word = rng_uniform(&b->r) < 0.2 ? other : x.id[p + k];
			if (k == m - 1 && word == NGRAM_BEGIN) word = i % 2 ? NGRAM_END : x.V - 2;
			*elem(q, i, k) = (real)word;
		}
	}
	given(b, "words", "NK", q);
	return q;
}

static void added(book *b, const char *array, int order, int m, double k)
{
	text x = draw_text(b, 12, 15);
	ngram_table t = slow_table(b, x, order);
	mat number = mat_of(arena_alloc(&b->a, 1, sizeof(real)), 1, 1), p = blank(b, 1, QUERIES);
	*number.p = (real)k;
	given(b, "k", "K", number);
	mat q = draw_queries(b, x, m);
	for (int i = 0; i < QUERIES; i++) {
		int words[NGRAM_ORDER];
		for (int j = 0; j < m; j++) words[j] = (int)*elem(q, i, j);
		*elem(p, 0, i) = (real)add_k(&t, words, m, k);
	}
	record(b, array, "N", p);
}

static void add_one(book *b)
{
	added(b, "p", 3, 3, 1);
}

static void add_a_quarter(book *b)
{
	added(b, "p", 3, 2, 0.25);
}

static void add_to_words(book *b)
{
	added(b, "p_of_words", 2, 1, 0.5);
}

/* --- 5.4 katz_backoff ------------------------------------------------------------------------- */

static void katz(book *b, const char *prefix, text x, int order, int cut)
{
	ngram_table t = slow_table(b, x, order);
	ngram_model m = blank_model(b, &t);
	given_numbers(b, "cut", "N", 1, &cut);
	katz_backoff(m, cut);
	record_model(b, prefix, m);
	if (!*prefix) record_sums(b, "sum_after_each_history", m);
}

static void katz_trigrams(book *b)
{
	katz(b, "", draw_text(b, 31, 60), 3, 3);
}

static void katz_bigrams(book *b)
{
	katz(b, "", draw_text(b, 41, 70), 2, 5);
}

static void katz_four(book *b)
{
	katz(b, "", draw_text(b, 23, 40), 4, 2);
}

static void katz_words(book *b)
{
	katz(b, "", draw_text(b, 12, 3), 1, 5);
}

/* Nothing is discounted. */
static void katz_cut_0(book *b)
{
	katz(b, "undiscounted_", draw_text(b, 17, 20), 3, 0);
}

/* Counts of counts with holes: not all the formula's discounts can be used. */
static void katz_tiny(book *b)
{
	static const int id[] = {1, 3, 4, 3, 4, 2, 1, 3, 4, 5, 2, 1, 3, 4, 5, 2, 1, 5, 5, 5, 2, 1, 2};
	katz(b, "edge_", given_text(b, id, sizeof id / sizeof *id, 7), 3, 4);
}

/* Every word follows word 3: there is nobody to back off to. */
static void katz_all_seen(book *b)
{
	static const int id[] = {1, 3, 3, 4, 3, 0, 3, 3, 2, 1, 4, 2, 1, 3, 4, 2};
	katz(b, "edge_", given_text(b, id, sizeof id / sizeof *id, 5), 2, 2);
}

/* --- 5.5 kneser_ney_counts -------------------------------------------------------------------- */

static void kn_counts(book *b, text x, int order)
{
	static const char *const names[] = {"", "adjusted_1", "adjusted_2", "adjusted_3", "adjusted_4"};
	ngram_table t = slow_table(b, x, order);
	int *adjusted[NGRAM_ORDER + 1] = {0};
	for (int l = 1; l <= order; l++) adjusted[l] = blank_ints(b, t.level[l].n + 1);
	kneser_ney_counts(adjusted, &t);
	for (int l = 1; l <= order; l++) record_ints(b, names[l], "N", t.level[l].n, adjusted[l]);
}

static void kn_counts_trigrams(book *b)
{
	kn_counts(b, draw_text(b, 14, 19), 3);
}

static void kn_counts_four(book *b)
{
	kn_counts(b, draw_text(b, 11, 12), 4);
}

static void kn_counts_words(book *b)
{
	kn_counts(b, draw_text(b, 9, 5), 1);
}

/* --- 5.6 kneser_ney_discounts ----------------------------------------------------------------- */

/* A list in which r occurs of[r] times, r = 0 … 5, and 9 once, shuffled. */
static void discounts(book *b, const char *array, const int *of)
{
	int n = 0, *x = arena_alloc(&b->a, 200, sizeof *x);
	for (int r = 0; r <= 5; r++)
		for (int i = 0; i < of[r]; i++) x[n++] = r;
	x[n++] = 9;
	rng_shuffle(&b->r, x, n);
	given_ints(b, "adjusted", "N", n, x);
	const ngram_discounts d = kneser_ney_discounts(x, n);
	mat answer = mat_new(&b->a, 1, 4);
	for (int r = 0; r <= 3; r++) *elem(answer, 0, r) = (real)d.d[r];
	record(b, array, "R", answer);
}

static void discounts_usual(book *b)
{
	discounts(b, "d", (int[]){7, 61, 23, 11, 6, 4});
}

static void discounts_other(book *b)
{
	discounts(b, "d", (int[]){0, 37, 19, 10, 7, 2});
}

static void discounts_no_ones(book *b)
{
	discounts(b, "fallback", (int[]){2, 0, 13, 5, 3, 1});
}

static void discounts_no_twos(book *b)
{
	discounts(b, "fallback", (int[]){0, 12, 0, 4, 3, 2});
}

static void discounts_no_threes(book *b)
{
	discounts(b, "fallback", (int[]){3, 12, 5, 0, 4, 2});
}

static void discounts_no_fours(book *b)
{
	discounts(b, "fallback", (int[]){3, 12, 5, 2, 0, 2});
}

/* More of the higher counts than of the lower: the formula falls below 0. */
static void discounts_negative(book *b)
{
	discounts(b, "fallback", (int[]){0, 10, 6, 20, 31, 0});
}

static void discounts_of_nothing(book *b)
{
	const ngram_discounts d = kneser_ney_discounts(NULL, 0);
	mat answer = mat_new(&b->a, 1, 4);
	for (int r = 0; r <= 3; r++) *elem(answer, 0, r) = (real)d.d[r];
	record(b, "fallback", "R", answer);
}

/* --- 5.7 kneser_ney --------------------------------------------------------------------------- */

/* The different words before each n-gram; counts where there are none or at the top. */
static int *adjusted_of(book *b, const ngram_table *t, int m)
{
	const ngram_level *l = &t->level[m];
	int *x = arena_alloc(&b->a, (size_t)l->n + 1, sizeof *x);
	for (int i = 0; i < l->n; i++)
		x[i] = m == t->order || l->word[i] == NGRAM_BEGIN ? l->count[i] : 0;
	for (int i = 0; m < t->order && i < t->level[m + 1].n; i++)
		if (l->word[t->level[m + 1].suffix[i]] != NGRAM_BEGIN) x[t->level[m + 1].suffix[i]]++;
	return x;
}

static void kn(book *b, const char *prefix, text x, int order, bool drawn)
{
	static const char *const names[] = {"", "adjusted_1", "adjusted_2", "adjusted_3", "adjusted_4"};
	ngram_table t = slow_table(b, x, order);
	ngram_model m = blank_model(b, &t);
	int *adjusted[NGRAM_ORDER + 1] = {0};
	ngram_discounts d[NGRAM_ORDER + 1] = {{{0}}};
	mat all = mat_new(&b->a, order, 4);
	for (int l = 1; l <= order; l++) {
		adjusted[l] = adjusted_of(b, &t, l);
		for (int i = 0; drawn && i < t.level[l].n; i++)
			if (adjusted[l][i]) adjusted[l][i] = 1 + (int)rng_below(&b->r, 6);
		given_ints(b, names[l], "N", t.level[l].n, adjusted[l]);
		for (int r = 1; r <= 3; r++)
			*elem(all, l - 1, r) = (real)(d[l].d[r] = r * (0.2 + 0.6 * rng_uniform(&b->r)));
	}
	given(b, "discounts", "LR", all);
	kneser_ney(m, adjusted, d);
	record_model(b, prefix, m);
	record_sums(b, "sum_after_each_history", m);
}

static void kn_trigrams(book *b)
{
	kn(b, "", draw_text(b, 14, 22), 3, false);
}

static void kn_four(book *b)
{
	kn(b, "", draw_text(b, 10, 18), 4, false);
}

/* Any adjusted counts will do: they are an input. */
static void kn_drawn(book *b)
{
	kn(b, "", draw_text(b, 16, 20), 3, true);
}

static void kn_words(book *b)
{
	kn(b, "", draw_text(b, 9, 6), 1, false);
}

static void kn_short(book *b)
{
	static const int id[] = {1, 2, 1, 4, 2, 1, 2, 1, 4, 2};
	kn(b, "edge_", given_text(b, id, sizeof id / sizeof *id, 6), 4, false);
}

const grade_case smoothing_cases[] = {
        {"ngram_mle", "trigrams", mle_trigrams, NULL, 0},
        {"ngram_mle", "words", mle_words, NULL, 0},
        {"ngram_mle", "short", mle_short, NULL, 0},
        {"add_k", "one", add_one, NULL, 0},
        {"add_k", "a_quarter", add_a_quarter, NULL, 0},
        {"add_k", "words", add_to_words, NULL, 0},
        {"katz_backoff", "trigrams", katz_trigrams, NULL, 0},
        {"katz_backoff", "bigrams", katz_bigrams, NULL, 0},
        {"katz_backoff", "four", katz_four, NULL, 0},
        {"katz_backoff", "words", katz_words, NULL, 0},
        {"katz_backoff", "cut_0", katz_cut_0, NULL, 0},
        {"katz_backoff", "tiny", katz_tiny, NULL, 0},
        {"katz_backoff", "all_seen", katz_all_seen, NULL, 0},
        {"kneser_ney_counts", "trigrams", kn_counts_trigrams, NULL, 0},
        {"kneser_ney_counts", "four", kn_counts_four, NULL, 0},
        {"kneser_ney_counts", "words", kn_counts_words, NULL, 0},
        {"kneser_ney_discounts", "usual", discounts_usual, NULL, 0},
        {"kneser_ney_discounts", "other", discounts_other, NULL, 0},
        {"kneser_ney_discounts", "no_ones", discounts_no_ones, NULL, 0},
        {"kneser_ney_discounts", "no_twos", discounts_no_twos, NULL, 0},
        {"kneser_ney_discounts", "no_threes", discounts_no_threes, NULL, 0},
        {"kneser_ney_discounts", "no_fours", discounts_no_fours, NULL, 0},
        {"kneser_ney_discounts", "negative", discounts_negative, NULL, 0},
        {"kneser_ney_discounts", "nothing", discounts_of_nothing, NULL, 0},
        {"kneser_ney", "trigrams", kn_trigrams, NULL, 0},
        {"kneser_ney", "four", kn_four, NULL, 0},
        {"kneser_ney", "drawn", kn_drawn, NULL, 0},
        {"kneser_ney", "words", kn_words, NULL, 0},
        {"kneser_ney", "short", kn_short, NULL, 0},
        {0},
};
