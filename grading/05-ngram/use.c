/* Cases of 5.8 … 5.12: models with random shares, so that nothing is right by chance. */
#include <string.h>

#include "cases.h"
#include "use.h"

static ngram_model draw_model(book *b, const ngram_table *t)
{
	ngram_model m = random_model(b, t);
	given_model(b, m);
	return m;
}

/* One in which a word cannot be. */
static ngram_model draw_model_without(book *b, const ngram_table *t, int word)
{
	ngram_model m = random_model(b, t);
	m.prob[1][word] = 0;
	given_model(b, m);
	return m;
}

/* --- 5.8 ngram_probability -------------------------------------------------------------------- */

enum { QUERIES = 60, LONGEST = 7, SENTENCES = 8, ROOM = 40 };

/* Row i: a length, then so many words; beyond the order, across unseen words and histories. */
static mat draw_queries(book *b, text x)
{
	mat q = mat_new(&b->a, QUERIES, 1 + LONGEST);
	for (int i = 0; i < QUERIES; i++) {
		const int n = 1 + (int)rng_below(&b->r, LONGEST);
		const int p = (int)rng_below(&b->r, (uint32_t)(x.n - n + 1));
		*elem(q, i, 0) = (real)n;
		for (int k = 0; k < n; k++) {
			const int other = (int)rng_below(&b->r, (uint32_t)x.V);
			*elem(q, i, 1 + k) = (real)(rng_uniform(&b->r) < 0.2 ? other : x.id[p + k]);
		}
	}
	given(b, "queries", "NK", q);
	return q;
}

static void probabilities(book *b, const char *array, int V, int order)
{
	text x = draw_text(b, V, 14);
	ngram_table t = slow_table(b, x, order);
	ngram_model m = draw_model(b, &t);
	mat q = draw_queries(b, x), p = blank(b, 1, QUERIES);
	for (int i = 0; i < QUERIES; i++) {
		const int n = (int)*elem(q, i, 0);
		int *words = arena_alloc(&b->a, (size_t)n, sizeof *words); // no word too many to read
		for (int k = 0; k < n; k++) words[k] = (int)*elem(q, i, 1 + k);
		*elem(p, 0, i) = (real)ngram_probability(m, words, n);
	}
	record(b, array, "N", p);
}

static void probability_trigrams(book *b)
{
	probabilities(b, "p", 12, 3);
}

static void probability_five(book *b)
{
	probabilities(b, "p", 9, 5);
}

static void probability_bigrams(book *b)
{
	probabilities(b, "p_of_bigrams", 17, 2);
}

static void probability_words(book *b)
{
	probabilities(b, "p_of_words", 10, 1);
}

/* --- 5.9, 5.10: sentences and texts ----------------------------------------------------------- */

enum { ASKED = 6, WORDS = 9 };

/* Sentences of at most WORDS words; they end with </s>. */
static void ask(book *b, const char *array, ngram_model m, const int (*asked)[WORDS])
{
	static const char *const names[ASKED] = {
	        "sentence_1", "sentence_2", "sentence_3", "sentence_4", "sentence_5", "sentence_6"};
	mat p = blank(b, 1, ASKED);
	for (int i = 0; i < ASKED; i++) {
		int n = 1;
		while (asked[i][n - 1] != NGRAM_END) n++;
		given_numbers(b, names[i], "N", n, asked[i]);
		*elem(p, 0, i) = (real)sentence_log_prob(m, asked[i], n);
	}
	record(b, array, "N", p);
}

static void sentences(book *b, int V, int order)
{
	ngram_table t = slow_table(b, draw_text(b, V, 9), order);
	const int asked[ASKED][WORDS] = {{1, 6, 0, 3, 2}, {1, 2}, {1, V - 2, 3, 4, V - 1, 5, 2},
	        {1, 4, 5, 4, 5, 4, 5, 4, 2}, {1, 0, 0, V - 2, 0, 2}, {1, 7, 2}};
	ask(b, "log_prob", draw_model(b, &t), asked);
}

static void sentences_trigrams(book *b)
{
	sentences(b, 11, 3);
}

static void sentences_bigrams(book *b)
{
	sentences(b, 13, 2);
}

/* A word that cannot be: sentences with it cannot be either. */
static void sentences_impossible(book *b)
{
	static const int id[] = {1, 3, 2};
	static const int asked[ASKED][WORDS] = {
	        {1, 4, 2}, {1, 3, 2}, {1, 3, 4, 3, 2}, {1, 0, 3, 2}, {1, 3, 0, 4, 2}, {1, 0, 2}};
	ngram_table t = slow_table(b, given_text(b, id, 3, 5), 2);
	ask(b, "impossible", draw_model_without(b, &t, 4), asked);
}

/* The text up to each of its ends, or at an edge all of it. */
static void perplexities(book *b, bool edge, ngram_model m, text asked)
{
	mat all = mat_new(&b->a, 1, asked.n + 1), known = mat_new(&b->a, 1, asked.n + 1);
	int *numbers = arena_alloc(&b->a, (size_t)asked.n * 3 + 3, sizeof *numbers), k = 0;
	given_numbers(b, "text", "N", asked.n, asked.id);
	for (int n = edge ? asked.n : 1; n <= asked.n; n++) {
		if (!edge && asked.id[n - 1] != NGRAM_END) continue;
		const text_perplexity c = perplexity(m, asked.id, n);
		numbers[3 * k] = (int)c.words;
		numbers[3 * k + 1] = (int)c.sentences;
		numbers[3 * k + 2] = (int)c.unknown;
		*elem(all, 0, k) = (real)c.all;
		*elem(known, 0, k++) = (real)c.known;
	}
	record_ints(b, edge ? "edge_numbers" : "numbers", "N", 3 * k, numbers);
	record(b, edge ? "edge_all" : "all", "N", cols(all, 0, k));
	record(b, edge ? "edge_known" : "known", "N", cols(known, 0, k));
}

/* A model of one text, asked about another. */
static void perplexity_of(book *b, bool edge, int order, int n, const int *id)
{
	ngram_table t = slow_table(b, draw_text(b, 12, 12), order);
	ngram_model m = draw_model(b, &t);
	text asked = {arena_alloc(&b->a, (size_t)n + 1, sizeof(int)), n, t.V};
	if (n > 0) memcpy(asked.id, id, (size_t)n * sizeof *id);
	perplexities(b, edge, m, asked);
}

static void perplexity_trigrams(book *b)
{
	static const int id[] = {
	        1, 6, 0, 3, 2, 1, 2, 1, 5, 4, 5, 10, 3, 2, 1, 0, 0, 11, 4, 2, 1, 2, 1, 7, 8, 2};
	perplexity_of(b, false, 3, sizeof id / sizeof *id, id);
}

static void perplexity_bigrams(book *b)
{
	static const int id[] = {
	        1, 0, 7, 0, 6, 4, 4, 2, 1, 3, 9, 5, 0, 2, 1, 8, 2, 1, 5, 4, 2, 1, 0, 2};
	perplexity_of(b, false, 2, sizeof id / sizeof *id, id);
}

static void perplexity_cut_off(book *b)
{
	static const int id[] = {1, 3, 5, 4, 2, 1, 6, 0};
	perplexity_of(b, true, 3, sizeof id / sizeof *id, id);
}

static void perplexity_of_nothing(book *b)
{
	perplexity_of(b, true, 2, 0, NULL);
}

static void perplexity_unknown_only(book *b)
{
	static const int id[] = {1, 0, 0};
	perplexity_of(b, true, 2, sizeof id / sizeof *id, id);
}

/* <unk> cannot be: `all` is infinite, `known` is not. */
static void perplexity_impossible(book *b)
{
	static const int seen[] = {1, 3, 4, 2, 1, 4, 2}, id[] = {1, 3, 0, 4, 2, 1, 3, 2};
	text x = given_text(b, seen, sizeof seen / sizeof *seen, 5);
	ngram_table t = slow_table(b, x, 2);
	ngram_model m = draw_model_without(b, &t, NGRAM_UNKNOWN);
	text asked = {arena_alloc(&b->a, 8, sizeof(int)), 8, 5};
	memcpy(asked.id, id, sizeof id);
	perplexities(b, true, m, asked);
}

/* --- 5.11 ngram_sample ------------------------------------------------------------------------ */

/* Some sentences; what the generator would give next tells how many numbers were used. */
static void sample(book *b, const char *array, int V, int order, int room)
{
	ngram_table t = slow_table(b, draw_text(b, V, 11), order);
	ngram_model m = draw_model(b, &t);
	const uint64_t seed = rng_u32(&b->r);
	mat u = mat_new(&b->a, SENTENCES, room), next = blank(b, 1, SENTENCES);
	int *all = arena_alloc(&b->a, (size_t)(SENTENCES * room), sizeof *all), n = 0;
	given_numbers(b, "room", "N", 1, &room);
	for (int s = 0; s < SENTENCES; s++) {
		rng r = rng_new(seed, (uint64_t)s), ahead = r;
		for (int k = 0; k < room; k++) *elem(u, s, k) = (real)rng_uniform(&ahead);
		int *sentence = blank_ints(b, room);
		const int length = ngram_sample(sentence, room, m, &r);
		for (int k = 0; k < length && k < room; k++) all[n++] = sentence[k];
		*elem(next, 0, s) = (real)rng_uniform(&r);
	}
	given(b, "u", "SK", u);
	record_ints(b, array, "L", n, all);
	record(b, "next_random_number", "S", next);
}

static void sample_trigrams(book *b)
{
	sample(b, "sentences", 12, 3, ROOM);
}

static void sample_bigrams(book *b)
{
	sample(b, "sentences", 15, 2, ROOM);
}

static void sample_without_room(book *b)
{
	sample(b, "cut_off", 11, 3, 4);
}

static void sample_one_word(book *b)
{
	sample(b, "cut_off", 10, 1, 2);
}

/* --- 5.12 noisy_channel_decode ---------------------------------------------------------------- */

/* 1 … most candidates for each place, all different; with gates, 1 and `most` in turn. */
static channel_candidates draw_candidates(book *b, int places, int most, bool gates, int V)
{
	int *start = arena_alloc(&b->a, (size_t)places + 1, sizeof *start);
	int *word = arena_alloc(&b->a, (size_t)(places * most) + 1, sizeof *word), n = 0;
	for (int i = 0; i < places; i++) {
		const int any = 1 + (int)rng_below(&b->r, (uint32_t)most);
		const int some = gates ? (i % 2 ? 1 : most) : any;
		for (int k = 0; k < some; k++) {
			bool there = true;
			while (there) {
				int w = (int)rng_below(&b->r, (uint32_t)(V - 1));
				word[n] = w == 0 ? 0 : w + 2; // neither <s> nor </s>
				there = word[n] >= V;
				for (int j = start[i]; j < n; j++) there = there || word[j] == word[n];
			}
			n++;
		}
		start[i + 1] = n;
	}
	mat channel = mat_new(&b->a, 1, n);
	rng_fill_uniform(&b->r, channel, -1.5, -0.1);
	double *x = arena_alloc(&b->a, (size_t)n + 1, sizeof *x);
	for (int j = 0; j < n; j++) x[j] = (double)*elem(channel, 0, j);
	given_ints(b, "start", "N", places + 1, start);
	given_ints(b, "word", "C", n, word);
	given(b, "channel", "C", channel);
	return (channel_candidates){start, word, x};
}

/* The same sentence with beams of all widths. */
static void decode(book *b, int V, int order, int places, int most, bool gates)
{
	static const struct {
		int beam;
		const char *meant, *score;
	} width[] = {{1, "meant_beam_1", "score_beam_1"}, {2, "meant_beam_2", "score_beam_2"},
	        {3, "meant_beam_3", "score_beam_3"}, {1000, "meant_wide", "score_wide"}};
	ngram_table t = slow_table(b, draw_text(b, V, 16), order);
	ngram_model m = draw_model(b, &t);
	channel_candidates c = draw_candidates(b, places, most, gates, V);
	for (int i = 0; i < 4; i++) {
		int *meant = blank_ints(b, places + 1);
		const double score = noisy_channel_decode(meant, c, places, m, width[i].beam, &b->a);
		record_ints(b, width[i].meant, "N", places, meant);
		record_number(b, width[i].score, score);
	}
}

static void decode_trigrams(book *b)
{
	decode(b, 13, 3, 8, 5, false);
}

static void decode_bigrams(book *b)
{
	decode(b, 17, 2, 9, 5, false);
}

/* Every other place has one candidate: all beginnings end alike there. */
static void decode_gates(book *b)
{
	decode(b, 23, 2, 13, 4, true);
}

static void decode_four(book *b)
{
	decode(b, 11, 4, 7, 5, false);
}

static void decode_words(book *b)
{
	decode(b, 11, 1, 6, 3, false);
}

static void decode_nothing(book *b)
{
	decode(b, 9, 2, 0, 3, false);
}

const grade_case use_cases[] = {
        {"ngram_probability", "trigrams", probability_trigrams, NULL, 0},
        {"ngram_probability", "five", probability_five, NULL, 0},
        {"ngram_probability", "bigrams", probability_bigrams, NULL, 0},
        {"ngram_probability", "words", probability_words, NULL, 0},
        {"sentence_log_prob", "trigrams", sentences_trigrams, "ngram_probability", 0},
        {"sentence_log_prob", "bigrams", sentences_bigrams, "ngram_probability", 0},
        {"sentence_log_prob", "impossible", sentences_impossible, "ngram_probability", 0},
        {"perplexity", "trigrams", perplexity_trigrams, "ngram_probability", 0},
        {"perplexity", "bigrams", perplexity_bigrams, "ngram_probability", 0},
        {"perplexity", "cut_off", perplexity_cut_off, "ngram_probability", 0},
        {"perplexity", "nothing", perplexity_of_nothing, "ngram_probability", 0},
        {"perplexity", "unknown_only", perplexity_unknown_only, "ngram_probability", 0},
        {"perplexity", "impossible", perplexity_impossible, "ngram_probability", 0},
        {"ngram_sample", "trigrams", sample_trigrams, "ngram_probability", 0},
        {"ngram_sample", "bigrams", sample_bigrams, "ngram_probability", 0},
        {"ngram_sample", "without_room", sample_without_room, "ngram_probability", 0},
        {"ngram_sample", "one_word", sample_one_word, "ngram_probability", 0},
        {"noisy_channel_decode", "trigrams", decode_trigrams, "ngram_probability", 0},
        {"noisy_channel_decode", "bigrams", decode_bigrams, "ngram_probability", 0},
        {"noisy_channel_decode", "gates", decode_gates, "ngram_probability", 0},
        {"noisy_channel_decode", "four", decode_four, "ngram_probability", 0},
        {"noisy_channel_decode", "words", decode_words, "ngram_probability", 0},
        {"noisy_channel_decode", "nothing", decode_nothing, "ngram_probability", 0},
        {0},
};
