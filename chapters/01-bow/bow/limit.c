/* bow limit: what no bag of words can tell.
 *
 * Two sets of sentences about food, both with labels "good" and "bad". In the first the word
 * decides: "the soup was fresh". In the second the order does: "the soup was not fresh but stale"
 * and "the soup was not stale but fresh" have the same words. */
#include <stdio.h>
#include <string.h>

#include "bow.h"

static struct {
	long seed;
	int documents, epochs;
} o = {.seed = 1, .documents = 2000, .epochs = 10};

static const char *const things[] = {
        "soup", "bread", "fish", "cake", "tea", "salad", "rice", "pie"};
static const char *const good[] = {"good", "fresh", "tasty", "warm", "crisp", "lovely"};
static const char *const bad[] = {"bad", "stale", "bland", "cold", "soggy", "awful"};
enum { THINGS = 8, ADJECTIVES = 6, WORDS = 7, DIM = 8 };

/* One sentence, its words as ids of v; returns 1 when it praises. */
static int sentence(vocab *v, rng *r, bool order_decides, int *id)
{
	int praises = (int)rng_below(r, 2);
	const char *g = good[rng_below(r, ADJECTIVES)], *b = bad[rng_below(r, ADJECTIVES)];
	const char *thing = things[rng_below(r, THINGS)];
	const char *with_not[WORDS] = {
	        "the", thing, "was", "not", praises ? b : g, "but", praises ? g : b};
	const char *without[WORDS] = {
	        "the", thing, "was", "very", praises ? g : b, "and", praises ? g : b};
	for (int i = 0; i < WORDS; i++) id[i] = vocab_add(v, order_decides ? with_not[i] : without[i]);
	return praises;
}

static part draw_part(vocab *v, rng *r, bool order_decides, int n, arena *a)
{
	int *start = arena_alloc(a, (size_t)n + 1, sizeof *start);
	int *id = arena_alloc(a, (size_t)n * WORDS, sizeof *id);
	part p = {.docs = {n, start, id}, .label = arena_alloc(a, (size_t)n, sizeof *p.label)};
	for (int d = 0; d < n; d++) {
		p.label[d] = sentence(v, r, order_decides, id + d * WORDS);
		start[d + 1] = (d + 1) * WORDS;
	}
	return p;
}

static void try_one(bool order_decides)
{
	arena a = {0};
	vocab *v = vocab_new(&a);
	rng r = rng_new((uint64_t)o.seed, order_decides);
	part train = draw_part(v, &r, order_decides, o.documents, &a);
	part test = draw_part(v, &r, order_decides, o.documents, &a);
	model m = model_new(&a, vocab_size(v), DIM, 2, (uint64_t)o.seed);
	const training t = {.epochs = o.epochs, .batch = 32, .optimizer = 1, .rate = 0.1};
	for (int epoch = 0; epoch < o.epochs; epoch++) model_epoch(&m, train, &t, &r);
	verdict on_train = model_judge(&m, train, &a), on_test = model_judge(&m, test, &a);
	printf("%-22s training accuracy %.4f, test accuracy %.4f, always the most frequent class "
	       "%.4f\n",
	        order_decides ? "the order decides:" : "the word decides:",
	        on_train.right / (double)on_train.n, on_test.right / (double)on_test.n,
	        on_test.majority / (double)on_test.n);
	arena_free(&a);
}

/* Two sentences with one bag: their logits. */
static void show_twins(void)
{
	arena a = {0};
	vocab *v = vocab_new(&a);
	static const char *const text[] = {
	        "the soup was not good but bad", "the soup was not bad but good"};
	int start[] = {0, WORDS, 2 * WORDS}, id[2 * WORDS];
	for (int d = 0, i = 0; d < 2; d++) {
		word_list words = tokenize(text[d], &a);
		for (int k = 0; k < words.n; k++) id[i++] = vocab_add(v, words.word[k]);
	}
	mat x = mat_new(&a, 2, vocab_size(v));
	bag_of_words(x, (documents){2, start, id});
	for (int d = 0; d < 2; d++) {
		printf("%s  [", text[d]);
		for (int w = 0; w < x.cols; w++) printf(w ? ",%g" : "%g", (double)*elem(x, d, w));
		puts("]");
	}
	arena_free(&a);
}

int bow_limit(int argc, char **argv)
{
	static const cli_option options[] = {cli_long("seed", &o.seed, 0, 1e15, "which sentences"),
	        cli_int("documents", &o.documents, 1, 1e6, "sentences to train on, and to test on"),
	        cli_int("epochs", &o.epochs, 0, 1e6, "passes over the training sentences"), cli_end};
	bow_options(argc, argv, "bow limit", NULL, "What no bag of words can tell.", options);
	show_twins();
	try_one(false);
	try_one(true);
	return 0;
}
