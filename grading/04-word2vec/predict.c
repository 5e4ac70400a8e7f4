/* Cases of predict.h: the three predictions. */
#include "predict.h"
#include "cases.h"

enum { V = 11, D = 5, K = 4, TARGET = 7 };

/* A path of turns through inner nodes, no two alike. */
static huffman_path a_path(book *b)
{
	enum { TURNS = 4 };
	int *node = arena_alloc(&b->a, TURNS, sizeof *node),
	    *bits = arena_alloc(&b->a, TURNS, sizeof *bits);
	unsigned char *bit = arena_alloc(&b->a, TURNS, 1);
	for (int i = 0; i < TURNS; i++) {
		node[i] = V - 2 - 2 * i - (i > 1);
		bit[i] = (unsigned char)(bits[i] = i % 3 == 1 || i == 3);
	}
	given_ints(b, "node", "N", TURNS, node);
	given_ints(b, "bit", "N", TURNS, bits);
	return (huffman_path){TURNS, node, bit};
}

/* n words, the target not among them. */
static const int *noise_words(book *b, int n)
{
	int *noise = blank_ints(b, n);
	for (int j = 0; j < n; j++) noise[j] = (TARGET + 1 + (int)rng_below(&b->r, V - 1)) % V;
	given_ints(b, "noise", "N", n, noise);
	return noise;
}

/* What is asked: one of the three predictions, on vectors of the case's own. */
typedef struct {
	mat dh, dC, h, C;
	int target, K;
	const int *noise;
	huffman_path path;
} question;

typedef double asked(question *q);

static double by_softmax(question *q)
{
	return predict_softmax(q->dh, q->dC, q->h, q->C, q->target);
}

static double by_negatives(question *q)
{
	return predict_negative(q->dh, q->dC, q->h, q->C, q->target, q->noise, q->K);
}

static double by_tree(question *q)
{
	return predict_hierarchical(q->dh, q->dC, q->h, q->C, q->path);
}

static question question_of(book *b, mat h, mat C)
{
	question q = {.h = h, .C = C, .target = (int)constant(b, "target", TARGET)};
	q.dh = started(b, "dh_before", "BD", 1, D);
	q.dC = started(b, "dC_before", "VD", C.rows, D);
	return q;
}

static question new_question(book *b, int nrows, double size)
{
	mat h = draw(b, "h", "BD", 1, D, size);
	return question_of(b, h, draw(b, "C", "VD", nrows, D, 1));
}

static void record_answer(book *b, question *q, asked ask)
{
	record_number(b, "loss", ask(q));
	record(b, "dh", "BD", q->dh);
	record(b, "dC", "VD", q->dC);
	record_number(b, "loss_again", ask(q));
	record(b, "dC_again", "VD", q->dC);
}

/* The loss as a function of h and C alone. */
struct loss {
	question q;
	asked *ask;
};

static double loss_of(void *context)
{
	struct loss *l = context;
	return l->ask(&l->q);
}

static void record_gradient(book *b, question q, asked ask)
{
	fill(q.dh, 0);
	fill(q.dC, 0);
	record_number(b, "loss", ask(&q));
	record(b, "dh", "BD", q.dh);
	record(b, "dC", "VD", q.dC);
	struct loss l = {q, ask};
	l.q.dh = mat_new(&b->a, 1, D);
	l.q.dC = mat_new(&b->a, q.C.rows, D);
	record_numeric(b, "dh", "BD", q.h, loss_of, &l);
	record_numeric(b, "dC", "VD", q.C, loss_of, &l);
}

/* --- 4.6 ------------------------------------------------------------------------------------------ */

static void softmax_random(book *b)
{
	question q = new_question(b, V, 1);
	record_answer(b, &q, by_softmax);
}

static void softmax_gradient(book *b)
{
	record_gradient(b, new_question(b, V, 1), by_softmax);
}

/* Logits of thousands, and the same with the other sign. */
static void extreme(book *b, question q, asked ask)
{
	mat loss = blank(b, 1, 2);
	*elem(loss, 0, 0) = (real)ask(&q);
	record(b, "dC_extreme", "VD", q.dC);
	scale(q.h, -1);
	*elem(loss, 0, 1) = (real)ask(&q);
	scale(q.h, -1);
	record(b, "loss_extreme", "N", loss);
	record(b, "dh_extreme", "BD", q.dh);
}

/* All logits are below −900, the first word's the largest; with the other sign the last word's. */
static void softmax_extreme(book *b)
{
	mat h = draw(b, "h", "BD", 1, D, 1000), C = mat_new(&b->a, V, D);
	const real one = (real)(1 / dot(h, h)); // times h: a vector whose logit is 1
	rng_fill_normal(&b->r, C, 1);
	for (int j = 0; j < V; j++) {
		mat c = rows(C, j, 1);
		if (dot(h, c) > 0) scale(c, -1);
		if (j == 0 || j == V - 1) fill(c, 0);
		const real logit = j == 0 ? -1000 : j == V - 1 ? -20000 : -2000;
		for (int k = 0; k < D; k++) *elem(c, 0, k) += logit * one * *elem(h, 0, k);
	}
	given(b, "C", "VD", C);
	extreme(b, question_of(b, h, C), by_softmax);
}

/* --- 4.7 ------------------------------------------------------------------------------------------ */

static void negative_random(book *b)
{
	question q = new_question(b, V, 1);
	q.noise = noise_words(b, q.K = K);
	record_answer(b, &q, by_negatives);
}

static void negative_gradient(book *b)
{
	question q = new_question(b, V, 1);
	q.noise = noise_words(b, q.K = K);
	record_gradient(b, q, by_negatives);
}

/* One word twice among the noise, and the target there too. */
static void negative_repeated(book *b)
{
	static const int noise[] = {3, 9, 3, TARGET, 0, 3};
	question q = new_question(b, V, 0.7);
	given_ints(b, "noise", "N", q.K = 6, q.noise = noise);
	record_answer(b, &q, by_negatives);
}

static void negative_none(book *b)
{
	question q = new_question(b, V, 1);
	record_answer(b, &q, by_negatives);
}

static void negative_extreme(book *b)
{
	question q = new_question(b, V, 1000);
	q.noise = noise_words(b, q.K = K);
	extreme(b, q, by_negatives);
}

/* --- 4.8 ------------------------------------------------------------------------------------------ */

static void tree_random(book *b)
{
	question q = new_question(b, V - 1, 1);
	q.path = a_path(b);
	record_answer(b, &q, by_tree);
}

static void tree_gradient(book *b)
{
	question q = new_question(b, V - 1, 1);
	q.path = a_path(b);
	record_gradient(b, q, by_tree);
}

static void tree_extreme(book *b)
{
	question q = new_question(b, V - 1, 1000);
	q.path = a_path(b);
	extreme(b, q, by_tree);
}

const grade_case predict_cases[] = {
        {"predict_softmax", "random", softmax_random, NULL, 0},
        {"predict_softmax", "gradient", softmax_gradient, NULL, 0},
        {"predict_softmax", "extreme", softmax_extreme, NULL, 0},
        {"predict_negative", "random", negative_random, NULL, 0},
        {"predict_negative", "gradient", negative_gradient, NULL, 0},
        {"predict_negative", "repeated", negative_repeated, NULL, 0},
        {"predict_negative", "none", negative_none, NULL, 0},
        {"predict_negative", "extreme", negative_extreme, NULL, 0},
        {"predict_hierarchical", "random", tree_random, NULL, 0},
        {"predict_hierarchical", "gradient", tree_gradient, NULL, 0},
        {"predict_hierarchical", "extreme", tree_extreme, NULL, 0},
        {0},
};
