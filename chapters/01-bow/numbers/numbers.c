/* numbers: every result that lesson 01 quotes and bow does not print.
 *
 *     01-numbers keys        "key value…" a line; chapters/01-bow/numbers.sh passes them on
 *     01-numbers csv NAME    the data of a figure
 *     01-numbers times       times of the chapter's functions, for the walk-through
 *
 * Keys are written without the chapter's prefix, which numbers.sh adds. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "example.h"
#include "gradcheck.h"
#include "rng.h"
#include "times.h"

/* A zero that rounding left at 1e-16 is printed as the zero that it is by hand. */
static double tidy(double x)
{
	return fabs(x) < 1e-15 ? 0 : x;
}

static void key(const char *name, mat m)
{
	printf("%s", name);
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++) printf(" %.12g", tidy((double)*elem(m, i, j)));
	putchar('\n');
}

static void number(const char *name, double x)
{
	printf("%s %.12g\n", name, x);
}

static void by_hand(void)
{
	arena a = {0};
	example one = example_new(&a, 1), two = example_new(&a, 2);
	key("hand.counts", rows(two.counts, 0, 1));
	key("hand.counts2", rows(two.counts, 1, 1));
	key("hand.v", one.v);
	key("hand.y", one.y);
	key("hand.p", one.p);
	number("hand.loss", one.loss);
	key("hand.dy", one.dy);
	key("hand.dW", one.dw.W);
	key("hand.dv", one.dv);
	key("hand.dx", rows(one.dx, 0, 1));
	key("hand.dC.person", rows(one.dw.C, 2, 1));
	key("hand.dC.cat", rows(one.dw.C, 1, 1));
	key("hand.dC.dog", rows(one.dw.C, 0, 1));
	key("hand2.v", rows(two.v, 1, 1));
	key("hand2.y", rows(two.y, 1, 1));
	key("hand2.p", rows(two.p, 1, 1));
	number("hand2.loss", two.loss);
	key("hand2.dC.holding", rows(two.dw.C, 3, 1));
	arena_free(&a);
}

/* tf-idf of the two documents of the example. */
static void weights_by_hand(void)
{
	arena a = {0};
	example e = example_new(&a, 2);
	mat idf = mat_new(&a, 1, EXAMPLE_WORDS);
	sparse x = bag_of_words_sparse(e.docs, EXAMPLE_WORDS, &a);
	inverse_document_frequency(idf, x);
	number("idf.one", (double)*elem(idf, 0, 2));
	number("idf.both", (double)*elem(idf, 0, 3));
	number("idf.none", (double)*elem(idf, 0, 7));
	tf_idf(x, idf);
	number("tfidf.person", (double)sparse_elem(x, 0, 2));
	number("tfidf.holding", (double)sparse_elem(x, 0, 3));
	number("tfidf.cat", (double)sparse_elem(x, 0, 1));
	arena_free(&a);
}

static void one_hots(void)
{
	arena a = {0};
	const int id[] = {1, 0, 4, 1};
	mat y = mat_new(&a, 4, EXAMPLE_WORDS);
	one_hot(y, id);
	static const char *const names[] = {"onehot.cat_dog", "onehot.cat_tree", "onehot.cat_cat"};
	for (int i = 1; i < 4; i++) {
		double squares = 0;
		for (int k = 0; k < y.cols; k++) squares += pow((double)(row(y, 0)[k] - row(y, i)[k]), 2);
		number(names[i - 1], squares);
	}
	arena_free(&a);
}

/* Softmax of logits shifted by 1000, and what exp() makes of them without a shift. */
static void large_logits(void)
{
	arena a = {0};
	mat y = mat_new(&a, 1, 2), p = mat_new(&a, 1, 2);
	int label = 0;
	*elem(y, 0, 0) = -1000;
	*elem(y, 0, 1) = 1000;
	number("log6", log(6));
	number("large.loss", softmax_cross_entropy_forward(p, y, &label));
	arena_free(&a);
}

struct checked {
	documents docs;
	pooling how;
	classifier w;
	const int *label;
};

static double checked_loss(void *context)
{
	struct checked *c = context;
	arena a = {0};
	int n = c->docs.n, K = c->w.W.cols;
	mat y = mat_new(&a, n, K), v = mat_new(&a, n, c->w.C.cols), p = mat_new(&a, n, K);
	classifier_forward(y, v, c->docs, c->how, c->w, &a);
	double loss = softmax_cross_entropy_forward(p, y, c->label);
	arena_free(&a);
	return loss;
}

static double worst(mat d, mat numeric)
{
	double error = 0, largest = 0;
	for (long i = 0; i < count(d); i++) {
		error = fmax(error, fabs((double)(d.p[i] - numeric.p[i])));
		largest = fmax(largest, fabs((double)numeric.p[i]));
	}
	return error / largest;
}

/* The numeric check of the whole classifier: three documents with repeats and padding. */
static void gradient_check(void)
{
	enum { V = 8, D = 5, K = 3, N = 3 };
	static const int start[] = {0, 4, 9, 11}, id[] = {2, 5, 2, -1, 0, 7, 7, 7, 3, 5, -1},
	                 label[] = {2, 0, 1};
	arena a = {0};
	rng r = rng_new(1, 1);
	struct checked c = {{N, start, id}, {POOL_MEAN, mat_new(&a, 1, V)},
	        {mat_new(&a, V, D), mat_new(&a, D, K), mat_new(&a, 1, K)}, label};
	rng_fill_normal(&r, c.w.C, 1);
	rng_fill_normal(&r, c.w.W, 1);
	rng_fill_normal(&r, c.w.b, 1);
	classifier dw = {mat_new(&a, V, D), mat_new(&a, D, K), mat_new(&a, 1, K)};
	mat dC = mat_new(&a, V, D), dW = mat_new(&a, D, K), db = mat_new(&a, 1, K);
	classifier_loss(dw, c.docs, label, c.how, c.w, &a);
	numeric_gradient(dC, c.w.C, checked_loss, &c);
	numeric_gradient(dW, c.w.W, checked_loss, &c);
	numeric_gradient(db, c.w.b, checked_loss, &c);
	number("gradcheck.dC", worst(dw.C, dC));
	number("gradcheck.dW", worst(dw.W, dW));
	number("gradcheck.db", worst(dw.b, db));
	arena_free(&a);
}

/* A counts row times the table: which rows of the table the document picks, and how often. */
static void csv_pick(void)
{
	arena a = {0};
	example e = example_new(&a, 1);
	puts("id,word,onehot,count,c1,c2");
	for (int w = 0; w < EXAMPLE_WORDS; w++)
		printf("%d,%s,%d,%g,%g,%g\n", w, example_words[w], w == 2, (double)*elem(e.counts, 0, w),
		        (double)*elem(e.w.C, w, 0), (double)*elem(e.w.C, w, 1));
	arena_free(&a);
}

int main(int argc, char **argv)
{
	blas_start(argv);
	error_program("01-numbers");
	if (argc == 2 && !strcmp(argv[1], "keys")) {
		by_hand();
		weights_by_hand();
		one_hots();
		large_logits();
		gradient_check();
	} else if (argc == 3 && !strcmp(argv[1], "csv") && !strcmp(argv[2], "pick"))
		csv_pick();
	else if (argc == 2 && !strcmp(argv[1], "times"))
		times_print();
	else {
		error_set("expected keys, csv pick, or times");
		error_exit();
	}
	return 0;
}
