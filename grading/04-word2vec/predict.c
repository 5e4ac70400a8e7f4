/* Cases of predict.h. */
#include "predict.h"
#include "cases.h"

enum { V = 11, D = 5, K = 4, TARGET = 7 };

/* Numbers that are there before gradients are added. */
static mat started(book *b, const char *array, const char *axes, int nrows, int ncols)
{
	mat given_numbers = draw(b, array, axes, nrows, ncols, 1), m = mat_new(&b->a, nrows, ncols);
	copy(m, given_numbers);
	return m;
}

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

static question new_question(book *b, int nrows, double size)
{
	question q = {.target = (int)constant(b, "target", TARGET)};
	q.h = draw(b, "h", "BD", 1, D, size);
	q.C = draw(b, "C", "VD", nrows, D, 1);
	q.dh = started(b, "dh_before", "BD", 1, D);
	q.dC = started(b, "dC_before", "VD", nrows, D);
	return q;
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

static void softmax_extreme(book *b)
{
	extreme(b, new_question(b, V, 1000), by_softmax);
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

/* --- 4.9 ------------------------------------------------------------------------------------------ */

/* Room for exactly as many pairs as the contract asks for. */
static void record_pairs(book *b, const int *id, int n, int reach)
{
	size_t room = 2 * (size_t)reach * (size_t)n;
	word_pair_ids *pairs = arena_alloc(&b->a, room, sizeof *pairs);
	given_ints(b, "id", "N", n, id);
	constant(b, "reach", reach);
	long count = skipgram_pairs(pairs, id, n, reach);
	record_number(b, "pairs", (double)count);
	int shown = count < 0 ? 0 : count > (long)room ? (int)room : (int)count;
	int *centre = blank_ints(b, shown), *context = blank_ints(b, shown);
	for (int i = 0; i < shown; i++) {
		centre[i] = pairs[i].centre;
		context[i] = pairs[i].context;
	}
	record_ints(b, "centre", "N", shown, centre);
	record_ints(b, "context", "N", shown, context);
}

/* The cat sat on floor. */
static void pairs_floor(book *b)
{
	static const int id[] = {0, 1, 2, 3, 4};
	record_pairs(b, id, 5, 2);
}

static void pairs_lines(book *b)
{
	static const int id[] = {-1, 4, 2, 2, 9, 1, -1, 5, -1, -1, 6, 0, 6, -3};
	record_pairs(b, id, 14, 3);
}

static void pairs_one_side(book *b)
{
	static const int id[] = {3, 8, 5};
	record_pairs(b, id, 3, 1);
}

/* A window longer than the text. */
static void pairs_wide(book *b)
{
	static const int id[] = {3, 1, 3, 2};
	record_pairs(b, id, 4, 9);
}

/* --- 4.10, 4.11 ----------------------------------------------------------------------------------- */

enum { CENTRE = 2, NEAR = 5 };
static const int near[NEAR] = {4, CENTRE, 9, 4, 0};

typedef struct {
	embeddings d, m;
	objective by;
	int n;
	mat room;
} learner;

typedef double learnt(learner *l);

static double learn_skipgram(learner *l)
{
	return skipgram(l->d, l->m, CENTRE, near, l->n, l->by);
}

static double learn_cbow(learner *l)
{
	fill(l->room, (real)-7.5); // working space holds anything
	return cbow(l->d, l->m, CENTRE, near, l->n, l->by, l->room);
}

/* A tree for V words: word i turns at node i, then at the next ones. */
static const huffman_path *paths(book *b)
{
	huffman_path *path = arena_alloc(&b->a, V, sizeof *path);
	int *node = arena_alloc(&b->a, 2 * V, sizeof *node);
	unsigned char *bit = arena_alloc(&b->a, 2 * V, 1);
	for (int i = 0; i < V; i++) {
		node[2 * i] = V - 2 - i / 2;
		node[2 * i + 1] = i % 3;
		bit[2 * i] = i % 2 == 1;
		bit[2 * i + 1] = i % 5 < 2;
		path[i] = (huffman_path){2, node + 2 * i, bit + 2 * i};
	}
	int *bits = blank_ints(b, 2 * V);
	for (int i = 0; i < 2 * V; i++) bits[i] = bit[i];
	given_ints(b, "node", "N", 2 * V, node);
	given_ints(b, "bit", "N", 2 * V, bits);
	return path;
}

static learner new_learner(book *b, int kind)
{
	learner l = {.n = NEAR, .room = mat_new(&b->a, 2, D)};
	int nrows = kind == BY_TREE ? V - 1 : V;
	l.m.W = draw(b, "W", "VD", V, D, 1);
	l.m.C = draw(b, "C", "VD", nrows, D, 1);
	l.d.W = started(b, "dW_before", "VD", V, D);
	l.d.C = started(b, "dC_before", "VD", nrows, D);
	given_ints(b, "context", "N", NEAR, near);
	constant(b, "centre", CENTRE);
	constant(b, "kind", kind);
	if (kind == BY_SOFTMAX) l.by.kind = BY_SOFTMAX;
	if (kind == BY_NEGATIVES) l.by = (objective){.kind = BY_NEGATIVES, .K = 2};
	if (kind == BY_NEGATIVES) l.by.noise = draw_ints(b, "noise", "N", NEAR * 2, V);
	if (kind == BY_TREE) l.by = (objective){.kind = BY_TREE, .path = paths(b)};
	return l;
}

static void record_learnt(book *b, learner l, learnt learn)
{
	record_number(b, "loss", learn(&l));
	record(b, "dW", "VD", l.d.W);
	record(b, "dC", "VD", l.d.C);
	record_number(b, "loss_again", learn(&l));
	record(b, "dW_again", "VD", l.d.W);
}

struct learnt_loss {
	learner l;
	learnt *learn;
};

static double learnt_loss(void *context)
{
	struct learnt_loss *l = context;
	return l->learn(&l->l);
}

static void learnt_gradient(book *b, learner l, learnt learn)
{
	fill(l.d.W, 0);
	fill(l.d.C, 0);
	record_number(b, "loss", learn(&l));
	record(b, "dW", "VD", l.d.W);
	record(b, "dC", "VD", l.d.C);
	struct learnt_loss f = {l, learn};
	f.l.d = (embeddings){mat_new(&b->a, V, D), mat_new(&b->a, l.m.C.rows, D)};
	record_numeric(b, "dW", "VD", l.m.W, learnt_loss, &f);
	record_numeric(b, "dC", "VD", l.m.C, learnt_loss, &f);
}

static void nothing_near(book *b, learnt learn)
{
	learner l = new_learner(b, BY_NEGATIVES);
	l.n = 0;
	record_number(b, "loss_of_nothing", learn(&l));
	record(b, "dW_of_nothing", "VD", l.d.W);
	record(b, "dC_of_nothing", "VD", l.d.C);
}

static void skipgram_softmax(book *b)
{
	record_learnt(b, new_learner(b, BY_SOFTMAX), learn_skipgram);
}
static void skipgram_negatives(book *b)
{
	record_learnt(b, new_learner(b, BY_NEGATIVES), learn_skipgram);
}
static void skipgram_tree(book *b)
{
	record_learnt(b, new_learner(b, BY_TREE), learn_skipgram);
}
static void skipgram_nothing(book *b)
{
	nothing_near(b, learn_skipgram);
}
static void skipgram_gradient(book *b)
{
	learnt_gradient(b, new_learner(b, BY_NEGATIVES), learn_skipgram);
}

static void cbow_softmax(book *b)
{
	record_learnt(b, new_learner(b, BY_SOFTMAX), learn_cbow);
}
static void cbow_negatives(book *b)
{
	record_learnt(b, new_learner(b, BY_NEGATIVES), learn_cbow);
}
static void cbow_tree(book *b)
{
	record_learnt(b, new_learner(b, BY_TREE), learn_cbow);
}
static void cbow_nothing(book *b)
{
	nothing_near(b, learn_cbow);
}
static void cbow_gradient(book *b)
{
	learnt_gradient(b, new_learner(b, BY_NEGATIVES), learn_cbow);
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
        {"skipgram_pairs", "floor", pairs_floor, NULL, 0},
        {"skipgram_pairs", "lines", pairs_lines, NULL, 0},
        {"skipgram_pairs", "one_side", pairs_one_side, NULL, 0},
        {"skipgram_pairs", "wide", pairs_wide, NULL, 0},
        {"skipgram", "negatives", skipgram_negatives, "predict_negative", 0},
        {"skipgram", "softmax", skipgram_softmax, "predict_softmax", 0},
        {"skipgram", "tree", skipgram_tree, "predict_hierarchical", 0},
        {"skipgram", "nothing", skipgram_nothing, NULL, 0},
        {"skipgram", "gradient", skipgram_gradient, "predict_negative", 0},
        {"cbow", "negatives", cbow_negatives, "predict_negative", 0},
        {"cbow", "softmax", cbow_softmax, "predict_softmax", 0},
        {"cbow", "tree", cbow_tree, "predict_hierarchical", 0},
        {"cbow", "nothing", cbow_nothing, NULL, 0},
        {"cbow", "gradient", cbow_gradient, "predict_negative", 0},
        {0},
};
