/* Cases of chapter 01. Texts are partly fixed (the examples of the lesson, the corners of the
 * rules) and partly put together at random, so that no list of answers will do. Documents repeat
 * words, miss words, are empty, or hold nothing but padding; sizes all differ; what is accumulated
 * starts from something else than zero; and no case of one exercise calls another's code, except
 * the "gradient" cases and the classifier, which is made of the others. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "case.h"
#include "classifier.h"
#include "vectors.h"
#include "words.h"

const char *const chapter_name = "01-bow";

enum { N = 6, V = 9, D = 5, K = 3, LENGTH = 17 };

const exercise exercises[] = {
        {"1.1", "tokenize", 8},
        {"1.2", "lemmatize", 8},
        {"1.3", "vocab_build", 8},
        {"1.4", "one_hot", 2},
        {"1.5", "bag_of_words", 4},
        {"1.6", "bag_of_words_sparse", 4},
        {"1.7", "tf_idf", 8},
        {"1.8", "embedding_lookup_forward", 2},
        {"1.9", "embedding_lookup_backward", 6},
        {"1.10", "mean_pool_forward", 6},
        {"1.11", "mean_pool_backward", 6},
        {"1.12", "softmax_cross_entropy_forward", 8},
        {"1.13", "softmax_cross_entropy_backward", 6},
        {"1.14", "classifier_forward", 6},
        {"1.15", "classifier_loss", 12},
        {"1.16", "classifier_predict", 6},
        {0},
};

#define LENGTH_OF(list) ((int)(sizeof(list) / sizeof *(list)))

/* --- 1.1 tokenize ----------------------------------------------------------------------------- */

static void tokenize_text(book *b, const char *array, const char *text)
{
	char *copy_of = arena_strdup(&b->a, text);
	const char **list = arena_alloc(&b->a, 1, sizeof *list);
	*list = copy_of;
	given_words(b, "text", 1, list);
	word_list words = tokenize(copy_of, &b->a);
	record_words(b, array, words.n, words.word);
}

static void tokenize_san_francisco(book *b)
{
	tokenize_text(b, "words", "He's spending 7 days in San Francisco.");
}

static void tokenize_punctuation(book *b)
{
	tokenize_text(b, "punctuation",
	        "\"Stop!\" (she said...) -- a_b, x=y; 10% of $5: why?! end- -start 'quoted' dogs' "
	        "'tis");
}

static void tokenize_clitics(book *b)
{
	tokenize_text(b, "clitics",
	        "I'm sure they'd've said: you can't, won't, DON'T; she'll say it's Tom's and we're "
	        "we've "
	        "he'd n't 's o'clock rock'n'roll shouldn't've o'er 1980's students' mustn'ts");
}

static void tokenize_numbers(book *b)
{
	tokenize_text(b, "joined",
	        "3.14 1,000.50 7. 8,x .5 a.b 1..2 1-2 -3 well-known well- -known a--b e.g. 1.2.3 x-1 "
	        "mother-in-law's 5'4 end.");
}

static void tokenize_alphabets(book *b)
{
	tokenize_text(b, "alphabets",
	        "Müller’s café — naïve “Ελλάδα” Москва, 東京。 "
	        "e\xcc\x81te\xcc\x81 ٣.٤ don’t 🙂! it’ll ‘so’");
}

static void tokenize_spaces(book *b)
{
	tokenize_text(b, "spaced",
	        "  \t one\xc2\xa0two\r\n\n  three\xe2\x80\x83"
	        "four five\vsix. \n");
}

static void tokenize_nothing(book *b)
{
	tokenize_text(b, "spaced", "");
}

/* Pieces joined at random, with and without a space between them. */
static void tokenize_random(book *b)
{
	static const char *const pieces[] = {"He", "she", "dog", "7", "12", "x", "été", "can", "'",
	        "'s", "n't", "'LL", "'re", "-", ".", ",", "!", "’", "’ve", "…", "(", "3.5", "word",
	        "N'T", "o"};
	char text[2000] = "";
	for (int i = 0; i < 120; i++) {
		strcat(text, pieces[rng_below(&b->r, (uint32_t)LENGTH_OF(pieces))]);
		if (rng_below(&b->r, 10) < 4) strcat(text, " ");
	}
	tokenize_text(b, "random", text);
}

/* --- 1.2 lemmatize ---------------------------------------------------------------------------- */

static void lemmatize_list(book *b, const char *array, int n, const char *const *words,
        const lemma_exception *exceptions, int n_exceptions)
{
	const char **table = arena_alloc(&b->a, (size_t)(2 * n_exceptions + 1), sizeof *table);
	const char **lemma = arena_alloc(&b->a, (size_t)n, sizeof *lemma);
	for (int i = 0; i < n_exceptions; i++) {
		table[2 * i] = exceptions[i].form;
		table[2 * i + 1] = exceptions[i].lemma;
	}
	given_words(b, "word", n, words);
	given_words(b, "exceptions", 2 * n_exceptions, table);
	for (int i = 0; i < n; i++) lemma[i] = lemmatize(words[i], exceptions, n_exceptions, &b->a);
	record_words(b, array, n, lemma);
}

static void lemmatize_plurals(book *b)
{
	static const char *const words[] = {"days", "Cities", "classes", "dies", "watches", "BOXES",
	        "bus", "glass", "this", "gas", "was", "ids", "as", "s", "dishes", "ties", "is", "ies",
	        "buses", "sses", "ashes", "heroes", "us", "houses", "xes"};
	lemmatize_list(b, "s", LENGTH_OF(words), words, NULL, 0);
}

static void lemmatize_ed_and_ing(book *b)
{
	static const char *const words[] = {"spending", "walked", "sing", "red", "running", "stopped",
	        "falling", "missed", "buzzing", "hoped", "making", "loved", "Used", "dancing",
	        "sneezing", "fixing", "showing", "playing", "eating", "need", "agreed", "typing",
	        "acting", "studied", "died", "ing", "ed", "ied", "being", "arguing", "visited",
	        "gassed", "trying", "bowed", "added", "ringed", "opening", "seeing", "revved",
	        "quizzing"};
	lemmatize_list(b, "ed_ing", LENGTH_OF(words), words, NULL, 0);
}

static void lemmatize_exceptions(book *b)
{
	static const lemma_exception exceptions[] = {{"'s", "be"}, {"is", "be"}, {"men", "man"},
	        {"moses", "moses"}, {"men", "never"}, {"during", "during"}, {"went", "go"},
	        {"us", "We"}};
	static const char *const words[] = {
	        "'s", "IS", "Men", "Moses", "during", "went", "us", "womens", "'S", "roses"};
	lemmatize_list(
	        b, "exceptions_first", LENGTH_OF(words), words, exceptions, LENGTH_OF(exceptions));
}

static void lemmatize_other_characters(book *b)
{
	static const char *const words[] = {"7", "1980s", "Cafés", "ÉTÉS", "well-dressed", "n't",
	        "Москва", ".", "Straßen", "o'clocks", "x-rayed"};
	lemmatize_list(b, "other_characters", LENGTH_OF(words), words, NULL, 0);
}

/* Words that nobody ever said, with every ending behind every kind of stem. */
static void lemmatize_random(book *b)
{
	static const char *const head[] = {"", "", "b", "st", "Fl", "qu", "cr", "y"};
	static const char *const middle[] = {"", "a", "e", "io", "u", "y", "ou"};
	static const char *const tail[] = {
	        "", "l", "ll", "ss", "s", "c", "nd", "tt", "w", "x", "v", "zz", "z", "ch", "p", "pp"};
	static const char *const ending[] = {"s", "es", "ies", "ing", "ed", "ied", "eed", "us", "is"};
	enum { WORDS = 150, ROOM = 24 };
	const char **words = arena_alloc(&b->a, WORDS, sizeof *words);
	for (int i = 0; i < WORDS; i++) {
		char *w = arena_alloc(&b->a, ROOM, 1);
		snprintf(w, ROOM, "%s%s%s%s", head[rng_below(&b->r, (uint32_t)LENGTH_OF(head))],
		        middle[rng_below(&b->r, (uint32_t)LENGTH_OF(middle))],
		        tail[rng_below(&b->r, (uint32_t)LENGTH_OF(tail))],
		        ending[rng_below(&b->r, (uint32_t)LENGTH_OF(ending))]);
		words[i] = w;
	}
	lemmatize_list(b, "random", WORDS, words, NULL, 0);
}

/* --- 1.3 vocab_build -------------------------------------------------------------------------- */

static const char *const text_words[] = {"the", "and", "cat", "dog", "été", "unto", "zebra", "Cat",
        "7", "<unk>", "of", "lord", "ark", "in", "."};
static const char *const probes[] = {
        "the", "zebra", "of", "never", "<unk>", "Cat", "cat", "in", ".", "unknown", "lord", "CAT"};

/* A text of 60 words, frequent ones and rare ones; the rare ones meet in ties. */
static const vocab *draw_text(book *b)
{
	enum { WORDS = 60 };
	const char **words = arena_alloc(&b->a, WORDS, sizeof *words);
	vocab *seen = vocab_new(&b->a);
	int order[LENGTH_OF(text_words)];
	for (int i = 0; i < LENGTH_OF(text_words); i++) order[i] = i;
	rng_shuffle(&b->r, order, LENGTH_OF(text_words));
	for (int i = 0; i < WORDS; i++) {
		double u = rng_uniform(&b->r);
		int rank = i < LENGTH_OF(text_words) ? i : (int)(u * u * LENGTH_OF(text_words));
		words[i] = text_words[order[rank]];
		vocab_add(seen, words[i]);
	}
	given_words(b, "text", WORDS, words);
	return seen;
}

static vocab *stop_words(book *b)
{
	static const char *const words[] = {"the", "of", "never"};
	vocab *stop = vocab_new(&b->a);
	for (int i = 0; i < LENGTH_OF(words); i++) vocab_add(stop, words[i]);
	given_words(b, "stop", LENGTH_OF(words), words);
	return stop;
}

static void build(book *b, const char *array, const vocab *stop, int min_count, int max_size)
{
	const vocab *seen = draw_text(b);
	int *limits = arena_alloc(&b->a, 2, sizeof *limits);
	limits[0] = min_count;
	limits[1] = max_size;
	given_ints(b, "limits", "L", 2, limits);
	vocab *chosen = vocab_new(&b->a);
	vocab_build(chosen, seen, stop, min_count, max_size);
	const char **words = arena_alloc(&b->a, (size_t)vocab_size(chosen) + 1, sizeof *words);
	for (int i = 0; i < vocab_size(chosen); i++) words[i] = vocab_word(chosen, i);
	record_words(b, array, vocab_size(chosen), words);
}

static void vocab_all(book *b)
{
	build(b, "all", NULL, 1, 0);
}

static void vocab_min_count(book *b)
{
	build(b, "min_count", NULL, 3, 0);
}

static void vocab_max_size(book *b)
{
	build(b, "max_size", NULL, 1, 8);
}

static void vocab_stop(book *b)
{
	build(b, "stop_list", stop_words(b), 1, 0);
}

static void vocab_max_size_1(book *b)
{
	build(b, "max_size", NULL, 1, 1);
}

/* word_id() on a vocabulary that vocab_build() had no part in. */
static void vocab_ids(book *b)
{
	vocab *chosen = vocab_new(&b->a);
	const vocab *stop = stop_words(b);
	int order[LENGTH_OF(text_words)];
	const char **words = arena_alloc(&b->a, LENGTH_OF(text_words), sizeof *words);
	for (int i = 0; i < LENGTH_OF(text_words); i++) order[i] = i;
	rng_shuffle(&b->r, order, LENGTH_OF(text_words));
	vocab_add(chosen, UNKNOWN_WORD);
	int n = 0;
	words[n++] = UNKNOWN_WORD;
	for (int i = 0; i < LENGTH_OF(text_words) - 3; i++) {
		const char *w = text_words[order[i]];
		if (vocab_id(chosen, w) >= 0 || vocab_id(stop, w) >= 0) continue;
		vocab_add(chosen, w);
		words[n++] = w;
	}
	given_words(b, "chosen", n, words);
	given_words(b, "probe", LENGTH_OF(probes), probes);
	int *id = blank_ints(b, LENGTH_OF(probes)), *id_no_stop = blank_ints(b, LENGTH_OF(probes));
	for (int i = 0; i < LENGTH_OF(probes); i++) {
		id[i] = word_id(chosen, stop, probes[i]);
		id_no_stop[i] = word_id(chosen, NULL, probes[i]);
	}
	record_ints(b, "id", "N", LENGTH_OF(probes), id);
	record_ints(b, "id_no_stop", "N", LENGTH_OF(probes), id_no_stop);
}

/* --- documents -------------------------------------------------------------------------------- */

/* Six documents: one with a repeated word and padding inside, one empty, one of nothing but
 * padding, one with a word three times, the last id and id 0, one of a single word, and one word
 * that is in every document that has words. */
static documents draw_documents(book *b)
{
	static const int start[N + 1] = {0, 5, 5, 7, 13, 14, LENGTH};
	static const char pattern[LENGTH + 1] = "a_ba*"
	                                        "__"
	                                        "0zzcz*"
	                                        "*"
	                                        "_d*";
	int *id = arena_alloc(&b->a, LENGTH, sizeof *id), named[26], common = 1;
	for (int i = 0; i < 26; i++) named[i] = 2 + (int)rng_below(&b->r, V - 4);
	for (int i = 0; i < LENGTH; i++) {
		char c = pattern[i];
		id[i] = c == '_'   ? -1
		        : c == '0' ? 0
		        : c == 'z' ? V - 1
		        : c == '*' ? common
		                   : named[c - 'a'];
	}
	given_ints(b, "start", "N", N + 1, start);
	given_ints(b, "id", "L", LENGTH, id);
	return (documents){N, start, id};
}

/* --- 1.4 one_hot ------------------------------------------------------------------------------ */

static void one_hot_rows(book *b)
{
	enum { WORDS = 6 };
	int *id = arena_alloc(&b->a, WORDS, sizeof *id);
	for (int i = 0; i < WORDS; i++) id[i] = (int)rng_below(&b->r, V);
	id[1] = -1;
	id[2] = V - 1;
	id[4] = 0;
	id[5] = id[0];
	given_ints(b, "id", "N", WORDS, id);
	mat y = blank(b, WORDS, V), distance = mat_new(&b->a, WORDS, WORDS);
	one_hot(y, id);
	record(b, "y", "NV", y);
	for (int i = 0; i < WORDS; i++)
		for (int j = 0; j < WORDS; j++)
			for (int k = 0; k < V; k++) {
				real d = *elem(y, i, k) - *elem(y, j, k);
				*elem(distance, i, j) += d * d;
			}
	record(b, "distance", "NN", distance);
	one_hot(y, id);
	record(b, "y_again", "NV", y);
}

/* --- 1.5, 1.6 bag of words ---------------------------------------------------------------------- */

/* "person using computer person holding cat" over dog, cat, person, holding, tree, computer,
 * using, …: the example of the lesson. */
static documents deck(book *b)
{
	static const int start[] = {0, 6}, id[] = {2, 6, 5, 2, 3, 1};
	given_ints(b, "start", "N", 2, start);
	given_ints(b, "id", "L", 6, id);
	return (documents){1, start, id};
}

static void bag_deck(book *b)
{
	documents docs = deck(b);
	mat x = blank(b, 1, 10);
	bag_of_words(x, docs);
	record(b, "x", "NV", x);
}

static void bag_batch(book *b)
{
	documents docs = draw_documents(b);
	mat x = blank(b, N, V);
	bag_of_words(x, docs);
	record(b, "x", "NV", x);
	bag_of_words(x, docs);
	record(b, "x_again", "NV", x);
}

static void record_sparse(book *b, sparse s)
{
	int n = (int)sparse_count(s), *start = arena_alloc(&b->a, (size_t)s.rows + 1, sizeof *start);
	for (int i = 0; i <= s.rows; i++) start[i] = (int)s.start[i];
	record_ints(b, "row_start", "N", s.rows + 1, start);
	record_ints(b, "col", "E", n, s.col);
	record(b, "value", "E", mat_of(s.value, 1, n));
}

static void sparse_deck(book *b)
{
	record_sparse(b, bag_of_words_sparse(deck(b), 10, &b->a));
}

static void sparse_batch(book *b)
{
	record_sparse(b, bag_of_words_sparse(draw_documents(b), V, &b->a));
}

/* --- 1.7 tf-idf --------------------------------------------------------------------------------- */

/* Random counts: a word in every document, one in none, one document without words. */
static mat draw_counts(book *b)
{
	mat x = mat_new(&b->a, N, V);
	for (int d = 0; d < N; d++)
		for (int w = 0; w < V; w++) {
			int c = (int)rng_below(&b->r, 8) - 3;
			if (w == 3 && c < 1) c = 2;
			*elem(x, d, w) = (real)(c < 0 || w == 5 || d == 2 ? 0 : c);
		}
	given(b, "counts", "NV", x);
	return x;
}

static sparse sparse_of(book *b, mat x)
{
	sparse_builder s = sparse_begin(&b->a, x.rows, x.cols);
	for (int i = 0; i < x.rows; i++)
		for (int j = 0; j < x.cols; j++)
			if (*elem(x, i, j) != 0) sparse_add(&s, i, j, (double)*elem(x, i, j));
	return sparse_end(&s, &b->a);
}

static void idf_counts(book *b)
{
	sparse counts = sparse_of(b, draw_counts(b));
	mat idf = blank(b, 1, V);
	inverse_document_frequency(idf, counts);
	record(b, "idf", "V", idf);
	inverse_document_frequency(idf, counts);
	record(b, "idf_again", "V", idf);
}

static mat draw_idf(book *b)
{
	mat idf = mat_new(&b->a, 1, V);
	rng_fill_uniform(&b->r, idf, 0.5, 4);
	given(b, "idf_given", "V", idf);
	return idf;
}

static void tf_idf_rows(book *b)
{
	mat idf = draw_idf(b), weighted = mat_new(&b->a, N, V);
	sparse x = sparse_of(b, draw_counts(b));
	tf_idf(x, idf);
	for (int d = 0; d < N; d++)
		for (int w = 0; w < V; w++) *elem(weighted, d, w) = sparse_elem(x, d, w);
	record(b, "weighted", "NV", weighted);
}

/* --- 1.8, 1.9 embedding ------------------------------------------------------------------------- */

/* A gradient that already holds something: += must keep it. */
static mat started(book *b, const char *array, const char *axes, int nrows, int ncols)
{
	mat before = draw(b, array, axes, nrows, ncols, 1), m = mat_new(&b->a, nrows, ncols);
	copy(m, before);
	return m;
}

static void lookup_forward(book *b)
{
	mat C = draw(b, "C", "VD", V, D, 1), y = blank(b, LENGTH, D);
	const int *id = draw_documents(b).id;
	embedding_lookup_forward(y, id, C);
	record(b, "y", "ND", y);
	embedding_lookup_forward(y, id, C);
	record(b, "y_again", "ND", y);
}

static void lookup_backward(book *b)
{
	const int *id = draw_documents(b).id;
	mat dy = draw(b, "dy", "ND", LENGTH, D, 1), dC = started(b, "dC_before", "VD", V, D);
	embedding_lookup_backward(dC, dy, id);
	record(b, "dC", "VD", dC);
	embedding_lookup_backward(dC, dy, id);
	record(b, "dC_again", "VD", dC);
}

struct lookup {
	mat y, C, upstream;
	const int *id;
};

static double lookup_loss(void *context)
{
	struct lookup *l = context;
	embedding_lookup_forward(l->y, l->id, l->C);
	return dot(l->y, l->upstream);
}

static void lookup_gradient(book *b)
{
	struct lookup l = {.C = draw(b, "C", "VD", V, D, 1), .id = draw_documents(b).id};
	l.upstream = draw(b, "dy", "ND", LENGTH, D, 1);
	l.y = blank(b, LENGTH, D);
	mat dC = mat_new(&b->a, V, D);
	embedding_lookup_backward(dC, l.upstream, l.id);
	record(b, "dC", "VD", dC);
	record_numeric(b, "dC", "VD", l.C, lookup_loss, &l);
}

/* --- 1.10, 1.11 pooling --------------------------------------------------------------------------- */

static const char *const pool_names[] = {"sum", "mean", "tfidf"};

static void pool_forward(book *b)
{
	documents docs = draw_documents(b);
	mat x = draw(b, "x", "LD", LENGTH, D, 1), idf = draw_idf(b);
	for (pool_weights how = POOL_SUM; how <= POOL_TFIDF; how++) {
		mat v = blank(b, N, D);
		mean_pool_forward(v, x, docs, (pooling){how, idf});
		mean_pool_forward(v, x, docs, (pooling){how, idf});
		record(b, pool_names[how], "ND", v);
	}
}

static void pool_backward(book *b)
{
	static const char *const names[] = {"dx_sum", "dx_mean", "dx_tfidf"};
	documents docs = draw_documents(b);
	mat dv = draw(b, "dv", "ND", N, D, 1), idf = draw_idf(b);
	for (pool_weights how = POOL_SUM; how <= POOL_TFIDF; how++) {
		mat dx = blank(b, LENGTH, D);
		mean_pool_backward(dx, dv, docs, (pooling){how, idf});
		mean_pool_backward(dx, dv, docs, (pooling){how, idf});
		record(b, names[how], "LD", dx);
	}
}

struct pool {
	mat v, x, upstream;
	documents docs;
	pooling how;
};

static double pool_loss(void *context)
{
	struct pool *p = context;
	mean_pool_forward(p->v, p->x, p->docs, p->how);
	return dot(p->v, p->upstream);
}

static void pool_gradient(book *b)
{
	static const char *const names[] = {"dx_sum", "dx_mean", "dx_tfidf"};
	struct pool p = {.docs = draw_documents(b), .x = draw(b, "x", "LD", LENGTH, D, 1)};
	p.how.idf = draw_idf(b);
	p.upstream = draw(b, "dv", "ND", N, D, 1);
	p.v = blank(b, N, D);
	for (pool_weights how = POOL_SUM; how <= POOL_TFIDF; how++) {
		mat dx = blank(b, LENGTH, D);
		p.how.how = how;
		mean_pool_backward(dx, p.upstream, p.docs, p.how);
		record(b, names[how], "LD", dx);
		record_numeric(b, names[how], "LD", p.x, pool_loss, &p);
	}
}

/* --- 1.12, 1.13 softmax cross-entropy -------------------------------------------------------------- */

static void cross_entropy(book *b, mat y, const int *label)
{
	mat p = blank(b, y.rows, y.cols);
	double loss = softmax_cross_entropy_forward(p, y, label);
	record_number(b, "loss", loss);
	record(b, "p", "NK", p);
	loss = softmax_cross_entropy_forward(p, y, label);
	record_number(b, "loss_again", loss);
}

static void cross_entropy_forward(book *b)
{
	mat y = draw(b, "y", "NK", N, K, 1.5);
	cross_entropy(b, y, draw_ints(b, "label", "N", N, K));
}

/* Logits of ±1000 and about 1000, the label now at the largest, now at the smallest. */
static void cross_entropy_huge(book *b)
{
	static const int label[] = {0, 1, 2, 0, 1};
	enum { ROWS = LENGTH_OF(label) };
	mat y = mat_new(&b->a, ROWS, K);
	rng_fill_normal(&b->r, y, 1000);
	for (int k = 0; k < K; k++) {
		*elem(y, 0, k) = k ? 1000 : -1000;
		*elem(y, 1, k) = k == 1 ? 1000 : -1000;
		*elem(y, 2, k) = (real)(-1000 - k);
		*elem(y, 3, k) = (real)(1000 - 0.25 * k);
	}
	given(b, "y", "NK", y);
	given_ints(b, "label", "N", ROWS, label);
	cross_entropy(b, y, label);
}

static void cross_entropy_nothing(book *b)
{
	static const int label[] = {0};
	mat y = mat_new(&b->a, 0, K);
	given(b, "y", "NK", y);
	record_number(b, "loss", softmax_cross_entropy_forward(mat_new(&b->a, 0, K), y, label));
}

static void cross_entropy_backward(book *b)
{
	mat p = mat_new(&b->a, N, K), dy = blank(b, N, K);
	rng_fill_uniform(&b->r, p, 0.1, 1);
	for (int n = 0; n < N; n++) {
		real sum = 0;
		for (int k = 0; k < K; k++) sum += *elem(p, n, k);
		for (int k = 0; k < K; k++) *elem(p, n, k) /= sum;
	}
	given(b, "p", "NK", p);
	const int *label = draw_ints(b, "label", "N", N, K);
	softmax_cross_entropy_backward(dy, p, label);
	record(b, "dy", "NK", dy);
	softmax_cross_entropy_backward(dy, p, label);
	record(b, "dy_again", "NK", dy);
}

struct entropy {
	mat y, p;
	const int *label;
};

static double entropy_loss(void *context)
{
	struct entropy *e = context;
	return softmax_cross_entropy_forward(e->p, e->y, e->label);
}

static void cross_entropy_gradient(book *b)
{
	struct entropy e = {.y = draw(b, "y", "NK", N, K, 1.5), .p = blank(b, N, K)};
	e.label = draw_ints(b, "label", "N", N, K);
	mat dy = blank(b, N, K);
	entropy_loss(&e);
	softmax_cross_entropy_backward(dy, e.p, e.label);
	record(b, "dy", "NK", dy);
	record_numeric(b, "dy", "NK", e.y, entropy_loss, &e);
}

/* --- 1.14 … 1.16 the classifier -------------------------------------------------------------------- */

struct model {
	classifier w;
	documents docs;
	pooling how;
	const int *label;
};

static classifier draw_classifier(book *b)
{
	return (classifier){
	        draw(b, "C", "VD", V, D, 1), draw(b, "W", "DK", D, K, 1), draw(b, "b", "K", 1, K, 1)};
}

static struct model draw_model(book *b, pool_weights how)
{
	struct model m = {.w = draw_classifier(b), .docs = draw_documents(b)};
	m.how = (pooling){how, draw_idf(b)};
	return m;
}

static void forward_pooled(book *b, pool_weights how)
{
	struct model m = draw_model(b, how);
	mat y = blank(b, N, K), v = blank(b, N, D);
	classifier_forward(y, v, m.docs, m.how, m.w, &b->a);
	record(b, "v", "ND", v);
	record(b, "y", "NK", y);
}

static void forward_sum(book *b)
{
	forward_pooled(b, POOL_SUM);
}

static void forward_mean(book *b)
{
	forward_pooled(b, POOL_MEAN);
}

static void forward_tfidf(book *b)
{
	forward_pooled(b, POOL_TFIDF);
}

static void loss_pooled(book *b, pool_weights how)
{
	struct model m = draw_model(b, how);
	m.label = draw_ints(b, "label", "N", N, K);
	classifier dw = {started(b, "dC_before", "VD", V, D), started(b, "dW_before", "DK", D, K),
	        started(b, "db_before", "K", 1, K)};
	record_number(b, "loss", classifier_loss(dw, m.docs, m.label, m.how, m.w, &b->a));
	record(b, "dC", "VD", dw.C);
	record(b, "dW", "DK", dw.W);
	record(b, "db", "K", dw.b);
	record_number(b, "loss_again", classifier_loss(dw, m.docs, m.label, m.how, m.w, &b->a));
	record(b, "dC_again", "VD", dw.C);
}

static void loss_sum(book *b)
{
	loss_pooled(b, POOL_SUM);
}

static void loss_mean(book *b)
{
	loss_pooled(b, POOL_MEAN);
}

static void loss_tfidf(book *b)
{
	loss_pooled(b, POOL_TFIDF);
}

static double model_loss(void *context)
{
	struct model *m = context;
	arena scratch = {0};
	classifier dw = {mat_new(&scratch, V, D), mat_new(&scratch, D, K), mat_new(&scratch, 1, K)};
	double loss = classifier_loss(dw, m->docs, m->label, m->how, m->w, &scratch);
	arena_free(&scratch);
	return loss;
}

static void loss_gradient(book *b)
{
	struct model m = draw_model(b, POOL_MEAN);
	m.label = draw_ints(b, "label", "N", N, K);
	classifier dw = {mat_new(&b->a, V, D), mat_new(&b->a, D, K), mat_new(&b->a, 1, K)};
	classifier_loss(dw, m.docs, m.label, m.how, m.w, &b->a);
	record(b, "dC", "VD", dw.C);
	record(b, "dW", "DK", dw.W);
	record(b, "db", "K", dw.b);
	record_numeric(b, "dC", "VD", m.w.C, model_loss, &m);
	record_numeric(b, "dW", "DK", m.w.W, model_loss, &m);
	record_numeric(b, "db", "K", m.w.b, model_loss, &m);
}

/* Forty documents of one to five words, so that a wrong choice has room to show. */
static documents draw_many(book *b)
{
	enum { MANY = 40 };
	int *start = arena_alloc(&b->a, MANY + 1, sizeof *start), length = 0;
	for (int d = 0; d < MANY; d++) start[d + 1] = length += 1 + (int)rng_below(&b->r, 5);
	given_ints(b, "start", "N", MANY + 1, start);
	return (documents){MANY, start, draw_ints(b, "id", "L", length, V)};
}

static void predict(book *b, const char *array, pool_weights how, classifier w)
{
	documents docs = draw_many(b);
	pooling pool = {how, draw_idf(b)};
	int *label = blank_ints(b, docs.n);
	classifier_predict(label, docs, pool, w, &b->a);
	record_ints(b, array, "N", docs.n, label);
}

static void predict_mean(book *b)
{
	predict(b, "label", POOL_MEAN, draw_classifier(b));
}

static void predict_tfidf(book *b)
{
	predict(b, "label", POOL_TFIDF, draw_classifier(b));
}

/* Classes 0 and 2 always agree. */
static void predict_ties(book *b)
{
	classifier w = {mat_new(&b->a, V, D), mat_new(&b->a, D, K), mat_new(&b->a, 1, K)};
	rng_fill_normal(&b->r, w.C, 1);
	rng_fill_normal(&b->r, w.W, 1);
	for (int i = 0; i < D; i++) *elem(w.W, i, 2) = *elem(w.W, i, 0);
	given(b, "C", "VD", w.C);
	given(b, "W", "DK", w.W);
	given(b, "b", "K", w.b);
	predict(b, "label_of_ties", POOL_SUM, w);
}

const grade_case cases[] = {
        {"tokenize", "san_francisco", tokenize_san_francisco, NULL, 0},
        {"tokenize", "punctuation", tokenize_punctuation, NULL, 0},
        {"tokenize", "clitics", tokenize_clitics, NULL, 0},
        {"tokenize", "numbers_and_hyphens", tokenize_numbers, NULL, 0},
        {"tokenize", "alphabets", tokenize_alphabets, NULL, 0},
        {"tokenize", "spaces", tokenize_spaces, NULL, 0},
        {"tokenize", "nothing", tokenize_nothing, NULL, 0},
        {"tokenize", "random", tokenize_random, NULL, 0},
        {"lemmatize", "plurals", lemmatize_plurals, NULL, 0},
        {"lemmatize", "ed_and_ing", lemmatize_ed_and_ing, NULL, 0},
        {"lemmatize", "exceptions", lemmatize_exceptions, NULL, 0},
        {"lemmatize", "other_characters", lemmatize_other_characters, NULL, 0},
        {"lemmatize", "random", lemmatize_random, NULL, 0},
        {"vocab_build", "all", vocab_all, NULL, 0},
        {"vocab_build", "min_count_3", vocab_min_count, NULL, 0},
        {"vocab_build", "max_size_8", vocab_max_size, NULL, 0},
        {"vocab_build", "max_size_1", vocab_max_size_1, NULL, 0},
        {"vocab_build", "stop_words", vocab_stop, NULL, 0},
        {"vocab_build", "ids", vocab_ids, NULL, 0},
        {"one_hot", "six_words", one_hot_rows, NULL, 0},
        {"bag_of_words", "deck", bag_deck, NULL, 0},
        {"bag_of_words", "batch", bag_batch, NULL, 0},
        {"bag_of_words_sparse", "deck", sparse_deck, NULL, 0},
        {"bag_of_words_sparse", "batch", sparse_batch, NULL, 0},
        {"tf_idf", "idf", idf_counts, NULL, 0},
        {"tf_idf", "rows", tf_idf_rows, NULL, 0},
        {"embedding_lookup_forward", "padded", lookup_forward, NULL, 0},
        {"embedding_lookup_backward", "padded", lookup_backward, NULL, 0},
        {"embedding_lookup_backward", "gradient", lookup_gradient, "embedding_lookup_forward", 0},
        {"mean_pool_forward", "padded", pool_forward, NULL, 0},
        {"mean_pool_backward", "padded", pool_backward, NULL, 0},
        {"mean_pool_backward", "gradient", pool_gradient, "mean_pool_forward", 0},
        {"softmax_cross_entropy_forward", "small", cross_entropy_forward, NULL, 0},
        {"softmax_cross_entropy_forward", "huge_logits", cross_entropy_huge, NULL, 0},
        {"softmax_cross_entropy_forward", "nothing", cross_entropy_nothing, NULL, 0},
        {"softmax_cross_entropy_backward", "small", cross_entropy_backward, NULL, 0},
        {"softmax_cross_entropy_backward", "gradient", cross_entropy_gradient,
                "softmax_cross_entropy_forward", 0},
        {"classifier_forward", "sum", forward_sum, NULL, 0},
        {"classifier_forward", "mean", forward_mean, NULL, 0},
        {"classifier_forward", "tfidf", forward_tfidf, NULL, 0},
        {"classifier_loss", "sum", loss_sum, NULL, 0},
        {"classifier_loss", "mean", loss_mean, NULL, 0},
        {"classifier_loss", "tfidf", loss_tfidf, NULL, 0},
        {"classifier_loss", "gradient", loss_gradient, NULL, 0},
        {"classifier_predict", "mean", predict_mean, NULL, 0},
        {"classifier_predict", "tfidf", predict_tfidf, NULL, 0},
        {"classifier_predict", "ties", predict_ties, NULL, 0},
        {0},
};
