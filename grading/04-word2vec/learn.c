/* Cases of predict.h: what skip-gram and CBOW make of the three predictions, and of a text. */
#include "predict.h"
#include "cases.h"

enum { V = 11, D = 5 };

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

const grade_case learn_cases[] = {
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
