/* Cases of 1.4 … 1.7, from words to vectors of counts and weights. */
#include "cases.h"

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

static void tf_idf_rows(book *b)
{
	mat idf = draw_idf(b), weighted = mat_new(&b->a, N, V);
	sparse x = sparse_of(b, draw_counts(b));
	tf_idf(x, idf);
	for (int d = 0; d < N; d++)
		for (int w = 0; w < V; w++) *elem(weighted, d, w) = sparse_elem(x, d, w);
	record(b, "weighted", "NV", weighted);
}

const grade_case vectors_cases[] = {
        {"one_hot", "six_words", one_hot_rows, NULL, 0},
        {"bag_of_words", "deck", bag_deck, NULL, 0},
        {"bag_of_words", "batch", bag_batch, NULL, 0},
        {"bag_of_words_sparse", "deck", sparse_deck, NULL, 0},
        {"bag_of_words_sparse", "batch", sparse_batch, NULL, 0},
        {"tf_idf", "idf", idf_counts, NULL, 0},
        {"tf_idf", "rows", tf_idf_rows, NULL, 0},
        {0},
};
