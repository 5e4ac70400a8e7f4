/* Cases of 9.9 and 9.10: searches in models that are tables.
 *
 * What such a model says depends on the two words before, so that a search that mixes up its slots
 * gets other numbers. Many models are searched in one case, and their answers stand side by side. */
#include <string.h>

#include "cases.h"

/* logp[(w₁·V + w₂)·V + w₃] of the words before and the word; a slot's state is the word w₁. */
typedef struct {
	mat logp; // (V·V,V)
	int *before;
	int filled; // slots that hold a state
	int slots, V;
} table;

static void table_next(void *self, const int *from, const int *word, int n, mat logp)
{
	table *m = self;
	int after[64];
	if (n < 1 || n > m->slots) bug("next: %d sentences in %d slots", n, m->slots);
	need_shape(logp, n, m->V);
	for (int i = 0; i < n; i++) {
		if (word[i] < 0 || word[i] >= m->V) bug("next: word %d of %d", word[i], m->V);
		if (from[i] < -1 || from[i] >= m->filled) bug("next: slot %d holds no state", from[i]);
		const int first = from[i] < 0 ? word[i] : m->before[from[i]];
		copy(rows(logp, i, 1), rows(m->logp, first * m->V + word[i], 1));
		after[i] = word[i];
	}
	memcpy(m->before, after, (size_t)n * sizeof *after);
	m->filled = n;
}

static const double FINE = 1.0 / 256;

/* What is asked of a search. */
struct search {
	int models, V; // the last two words are <s> and </s>
	int beam;      // 0: greedy
	double a;
	int longest;
	double grid;     // logp are multiples of it, so that sums are exact; coarse: there are equals
	double haste;    // added to </s>, in the first model …
	double patience; // … and taken off step by step down to the last
};

/* Log-probabilities in (−5,0): a search does not ask whether they sum to one. */
static mat draw_tables(book *b, struct search q)
{
	const int each = q.V * q.V;
	mat all = mat_new(&b->a, q.models * each, q.V);
	rng_fill_uniform(&b->r, all, -5, 0);
	for (int i = 0; i < all.rows; i++) {
		real *p = row(all, i);
		p[q.V - 2] -= 3; // <s> again is possible, but seldom
		p[q.V - 1] += (real)(q.haste - q.patience * (i / each));
		for (int v = 0; v < q.V; v++) p[v] = (real)((int)((double)p[v] / q.grid) * q.grid);
	}
	given(b, "logp", "NV", all);
	return all;
}

static void search(book *b, struct search q)
{
	enum { SLOTS = 64 };
	const int settings[] = {q.models, q.beam, q.longest};
	given_numbers(b, "models_beam_longest", "A", 3, settings);
	mat a = mat_new(&b->a, 1, 1);
	*elem(a, 0, 0) = (real)q.a;
	given(b, "a", "AA", a);
	mat all = draw_tables(b, q), logp = blank(b, 1, q.models), score = blank(b, 1, q.models);
	int *length = blank_ints(b, q.models), *ended = blank_ints(b, q.models);
	int *words = blank_ints(b, q.models * q.longest), slot[SLOTS] = {0};
	for (int i = 0; i < q.models; i++) {
		table t = {rows(all, i * q.V * q.V, q.V * q.V), slot, 0, q.beam ? q.beam : 1, q.V};
		word_model m = {&t, q.V, q.V - 2, q.V - 1, t.slots, table_next};
		hypothesis h = {.word = words + i * q.longest, .length = -7, .ended = true, .logp = 1e3};
		if (q.beam)
			beam_search(&h, &m, q.beam, (double)*elem(a, 0, 0), q.longest);
		else
			greedy_decode(&h, &m, q.longest);
		for (int n = h.length < 0 ? 0 : h.length; n < q.longest; n++) h.word[n] = -1;
		length[i] = h.length;
		ended[i] = h.ended;
		*elem(logp, 0, i) = (real)h.logp;
		*elem(score, 0, i) = (real)h.score;
	}
	record_ints(b, "length", "N", q.models, length);
	record_ints(b, "ended", "N", q.models, ended);
	record(b, "sum", "N", logp);
	record(b, "score", "N", score);
	record_ints(b, "words", "L", q.models * q.longest, words);
}

static void greedy_models(book *b)
{
	search(b, (struct search){14, 7, 0, 0, 8, FINE, 1.5, 0.25});
}

static void greedy_equals(book *b)
{
	search(b, (struct search){14, 7, 0, 0, 6, 0.5, 1.5, 0.25});
}

static void greedy_one_word(book *b)
{
	search(b, (struct search){9, 5, 0, 0, 1, FINE, 1.5, 0.5});
}

static void beam_models(book *b)
{
	search(b, (struct search){14, 7, 3, 0, 8, FINE, 0, 0.25});
}

static void beam_normalised(book *b)
{
	search(b, (struct search){14, 7, 4, 1, 8, FINE, 1.5, 0.25});
}

static void beam_half_normalised(book *b)
{
	search(b, (struct search){14, 6, 3, 0.5, 7, FINE, 1, 0.25});
}

static void beam_equals(book *b)
{
	search(b, (struct search){20, 6, 4, 1, 5, 0.5, 0.5, 0.125});
}

static void beam_cut_off(book *b)
{
	search(b, (struct search){14, 7, 3, 1, 2, FINE, 1, 0.5});
}

/* More room than there are continuations at first. */
static void beam_wide(book *b)
{
	search(b, (struct search){12, 4, 11, 0.75, 6, FINE, 1, 0.25});
}

/* Room for all sentences: nothing better can be found. */
static void beam_exhaustive(book *b)
{
	search(b, (struct search){12, 3, 40, 0.5, 4, FINE, 1, 0.25});
}

/* A beam of one is greedy. */
static void beam_of_one(book *b)
{
	search(b, (struct search){12, 7, 1, 1, 8, FINE, 1.5, 0.25});
}

const grade_case decode_cases[] = {
        {"greedy_decode", "models", greedy_models, NULL, 0},
        {"greedy_decode", "equals", greedy_equals, NULL, 0},
        {"greedy_decode", "one_word", greedy_one_word, NULL, 0},
        {"beam_search", "models", beam_models, NULL, 0},
        {"beam_search", "normalised", beam_normalised, NULL, 0},
        {"beam_search", "half_normalised", beam_half_normalised, NULL, 0},
        {"beam_search", "equals", beam_equals, NULL, 0},
        {"beam_search", "cut_off", beam_cut_off, NULL, 0},
        {"beam_search", "wide", beam_wide, NULL, 0},
        {"beam_search", "exhaustive", beam_exhaustive, NULL, 0},
        {"beam_search", "of_one", beam_of_one, NULL, 0},
        {0},
};
