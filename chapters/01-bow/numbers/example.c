/* The running example; see example.h. The weights were chosen so that the average and the logits
 * of the first document are round numbers. */
#include <string.h>

#include "example.h"

const char *const example_words[EXAMPLE_WORDS] = {
        "dog", "cat", "person", "holding", "tree", "computer", "using", "fish", "house", "sky"};
const char *const example_text[EXAMPLE_DOCUMENTS] = {
        "person using computer person holding cat", "dog holding tree"};
const int example_label[EXAMPLE_DOCUMENTS] = {0, 1};

static const double C[EXAMPLE_WORDS][EXAMPLE_DIM] = {
        {-1, 2}, {1, 2}, {0, 1}, {1, 0}, {-3, 1}, {3, -1}, {1, 0}, {-2, 0}, {2, 1}, {-2, -1}};
static const double W[EXAMPLE_DIM][EXAMPLE_CLASSES] = {{1, -1}, {2, 0}};
static const double b[EXAMPLE_CLASSES] = {0, 1};

static mat constant(arena *a, const double *from, int nrows, int ncols)
{
	mat m = mat_new(a, nrows, ncols);
	for (long i = 0; i < count(m); i++) m.p[i] = (real)from[i];
	return m;
}

/* The documents as ids. */
static documents read(arena *a, int n)
{
	vocab *words = vocab_new(a);
	for (int w = 0; w < EXAMPLE_WORDS; w++) vocab_add(words, example_words[w]);
	int *start = arena_alloc(a, (size_t)n + 1, sizeof *start), *id = arena_alloc(a, 64, sizeof *id);
	for (int d = 0; d < n; d++) {
		word_list list = tokenize(example_text[d], a);
		start[d + 1] = start[d] + list.n;
		for (int i = 0; i < list.n; i++) id[start[d] + i] = vocab_id(words, list.word[i]);
	}
	return (documents){n, start, id};
}

example example_new(arena *a, int n)
{
	enum { V = EXAMPLE_WORDS, D = EXAMPLE_DIM, K = EXAMPLE_CLASSES };
	example e = {.docs = read(a, n), .how = {.how = POOL_MEAN}};
	int length = e.docs.start[n];
	e.w = (classifier){constant(a, *C, V, D), constant(a, *W, D, K), constant(a, b, 1, K)};
	e.dw = (classifier){mat_new(a, V, D), mat_new(a, D, K), mat_new(a, 1, K)};
	e.counts = mat_new(a, n, V);
	e.x = mat_new(a, length, D);
	e.dx = mat_new(a, length, D);
	e.v = mat_new(a, n, D);
	e.dv = mat_new(a, n, D);
	e.y = mat_new(a, n, K);
	e.p = mat_new(a, n, K);
	e.dy = mat_new(a, n, K);
	bag_of_words(e.counts, e.docs);
	embedding_lookup_forward(e.x, e.docs.id, e.w.C);
	classifier_forward(e.y, e.v, e.docs, e.how, e.w, a);
	e.loss = softmax_cross_entropy_forward(e.p, e.y, example_label);
	softmax_cross_entropy_backward(e.dy, e.p, example_label);
	mul(e.dv, e.dy, tr(e.w.W));
	mean_pool_backward(e.dx, e.dv, e.docs, e.how);
	classifier_loss(e.dw, e.docs, example_label, e.how, e.w, a);
	return e;
}
