/* Cases of 5.13 … 5.18: the networks. Ids stand twice in a row and in two rows; states that a
 * backward pass reads are drawn, not computed; every gradient starts from something. */
#include "cases.h"
#include "neural.h"

/* --- 5.13, 5.14: the bigram ------------------------------------------------------------------- */

enum { PAIRS = 6, WORDS = 9 };

static int *draw_before(book *b)
{
	int *id = arena_alloc(&b->a, PAIRS, sizeof *id);
	for (int i = 0; i < PAIRS; i++) id[i] = (int)rng_below(&b->r, WORDS);
	id[4] = id[1];
	id[2] = WORDS - 1;
	given_ints(b, "id", "N", PAIRS, id);
	return id;
}

static void bigram_logits(book *b)
{
	mat W = draw(b, "W", "VV", WORDS, WORDS, 1), bias = draw(b, "b", "V", 1, WORDS, 1);
	int *id = draw_before(b);
	mat y = blank(b, PAIRS, WORDS);
	bigram_forward(y, id, W, bias);
	record(b, "y", "NV", y);
	bigram_forward(y, id, W, bias);
	record(b, "y_again", "NV", y);
}

static void bigram_gradients(book *b)
{
	mat dW = started(b, "dW_before", "VV", WORDS, WORDS);
	mat db = started(b, "db_before", "V", 1, WORDS), dy = draw(b, "dy", "NV", PAIRS, WORDS, 1);
	bigram_backward(dW, db, dy, draw_before(b));
	record(b, "dW", "VV", dW);
	record(b, "db", "V", db);
}

struct bigram {
	mat y, W, b, upstream;
	const int *id;
};

static double bigram_loss(void *context)
{
	struct bigram *n = context;
	bigram_forward(n->y, n->id, n->W, n->b);
	return dot(n->y, n->upstream);
}

static void bigram_gradient(book *b)
{
	struct bigram n = {
	        .W = draw(b, "W", "VV", WORDS, WORDS, 1), .b = draw(b, "b", "V", 1, WORDS, 1)};
	n.upstream = draw(b, "dy", "NV", PAIRS, WORDS, 1);
	n.y = blank(b, PAIRS, WORDS);
	n.id = draw_before(b);
	mat dW = mat_new(&b->a, WORDS, WORDS), db = mat_new(&b->a, 1, WORDS);
	bigram_backward(dW, db, n.upstream, n.id);
	record(b, "dW", "VV", dW);
	record(b, "db", "V", db);
	record_numeric(b, "dW", "VV", n.W, bigram_loss, &n);
	record_numeric(b, "db", "V", n.b, bigram_loss, &n);
}

/* --- 5.15, 5.16: Bengio's network ------------------------------------------------------------- */

enum { N = 3, M = 4, D = 2 * SCALE, U = 5 * SCALE, V = 23 };

static nnlm draw_nnlm(book *b, bool direct, double size)
{
	nnlm w = {.E = draw(b, "E", "VD", V, D, size),
	        .H = draw(b, "H", "KU", M * D, U, 0.5),
	        .d = draw(b, "d", "U", 1, U, 0.5),
	        .U = draw(b, "U", "UV", U, V, 0.6),
	        .b = draw(b, "b", "V", 1, V, 0.7)};
	if (direct) w.W = draw(b, "W", "KV", M * D, V, 0.4);
	return w;
}

static int *draw_contexts(book *b)
{
	int *id = arena_alloc(&b->a, N * M, sizeof *id);
	const int first[] = {21, 3, 14, 21, 3};
	for (int i = 0; i < N * M; i++) id[i] = i < 5 ? first[i] : (int)rng_below(&b->r, V);
	id[N * M - 2] = 0;
	given_ints(b, "id", "N", N * M, id);
	return id;
}

static void nnlm_logits(book *b, bool direct, double size)
{
	nnlm w = draw_nnlm(b, direct, size);
	int *id = draw_contexts(b);
	mat y = blank(b, N, V), x = blank(b, N, M * D), h = blank(b, N, U);
	nnlm_forward(y, x, h, id, w);
	record(b, "x", "NK", x);
	record(b, "h", "NU", h);
	record(b, direct ? "y" : "y_without_W", "NV", y);
	nnlm_forward(y, x, h, id, w);
	record(b, direct ? "y_again" : "y_without_W_again", "NV", y);
}

static void nnlm_direct(book *b)
{
	nnlm_logits(b, true, 0.8);
}

static void nnlm_indirect(book *b)
{
	nnlm_logits(b, false, 0.8);
}

static void nnlm_saturated(book *b)
{
	nnlm_logits(b, true, 500);
}

static nnlm started_nnlm(book *b, bool direct)
{
	nnlm w = {.E = started(b, "dE_before", "VD", V, D),
	        .H = started(b, "dH_before", "KU", M * D, U),
	        .d = started(b, "dd_before", "U", 1, U),
	        .U = started(b, "dU_before", "UV", U, V),
	        .b = started(b, "db_before", "V", 1, V)};
	if (direct) w.W = started(b, "dW_before", "KV", M * D, V);
	return w;
}

static void record_nnlm(book *b, nnlm dw)
{
	record(b, "dE", "VD", dw.E);
	record(b, "dH", "KU", dw.H);
	record(b, "dd", "U", dw.d);
	record(b, "dU", "UV", dw.U);
	record(b, "db", "V", dw.b);
	if (dw.W.rows) record(b, "dW", "KV", dw.W);
}

static void nnlm_gradients(book *b, bool direct)
{
	nnlm w = draw_nnlm(b, direct, 0.8), dw = started_nnlm(b, direct);
	int *id = draw_contexts(b);
	mat dy = draw(b, "dy", "NV", N, V, 1), x = draw(b, "x", "NK", N, M * D, 1);
	mat h = mat_new(&b->a, N, U), dx = blank(b, N, M * D), dh = blank(b, N, U);
	rng_fill_uniform(&b->r, h, -0.95, 0.95);
	given(b, "h", "NU", h);
	nnlm_backward(dw, dy, x, h, id, w, dx, dh);
	record_nnlm(b, dw);
	nnlm_backward(dw, dy, x, h, id, w, dx, dh); // dx and dh hold what += would build on
	record(b, "dE_again", "VD", dw.E);
	record(b, "dH_again", "KU", dw.H);
}

static void nnlm_gradients_direct(book *b)
{
	nnlm_gradients(b, true);
}

static void nnlm_gradients_indirect(book *b)
{
	nnlm_gradients(b, false);
}

struct network {
	mat y, x, h, upstream;
	nnlm w;
	const int *id;
};

static double nnlm_loss(void *context)
{
	struct network *n = context;
	nnlm_forward(n->y, n->x, n->h, n->id, n->w);
	return dot(n->y, n->upstream);
}

static void nnlm_gradient(book *b)
{
	struct network n = {.w = draw_nnlm(b, true, 0.8)};
	n.upstream = draw(b, "dy", "NV", N, V, 1);
	n.y = blank(b, N, V), n.x = blank(b, N, M * D), n.h = blank(b, N, U);
	n.id = draw_contexts(b);
	nnlm dw = {mat_new(&b->a, V, D), mat_new(&b->a, M * D, U), mat_new(&b->a, 1, U),
	        mat_new(&b->a, M * D, V), mat_new(&b->a, U, V), mat_new(&b->a, 1, V)};
	nnlm_loss(&n);
	nnlm_backward(dw, n.upstream, n.x, n.h, n.id, n.w, blank(b, N, M * D), blank(b, N, U));
	record_nnlm(b, dw);
	record_numeric(b, "dE", "VD", n.w.E, nnlm_loss, &n);
	record_numeric(b, "dH", "KU", n.w.H, nnlm_loss, &n);
	record_numeric(b, "dd", "U", n.w.d, nnlm_loss, &n);
	record_numeric(b, "dU", "UV", n.w.U, nnlm_loss, &n);
	record_numeric(b, "db", "V", n.w.b, nnlm_loss, &n);
	record_numeric(b, "dW", "KV", n.w.W, nnlm_loss, &n);
}

/* --- 5.17, 5.18: delays ----------------------------------------------------------------------- */

enum { T = 7, BATCH = 2, IN = 3 * SCALE, OUT = 4 * SCALE };

static void delayed(book *b, int delay)
{
	mat W = draw(b, "W", "KH", delay * IN, OUT, 0.5), bias = draw(b, "b", "H", 1, OUT, 0.5);
	seq x = draw_seq(b, "x", "TBD", T, BATCH, IN, 1), h = blank_seq(b, T - delay + 1, BATCH, OUT);
	time_delay_forward(h, x, W, bias);
	record_seq(b, "h", "TBH", h);
	time_delay_forward(h, x, W, bias);
	record_seq(b, "h_again", "TBH", h);
}

static void delayed_3(book *b)
{
	delayed(b, 3);
}

static void delayed_1(book *b)
{
	delayed(b, 1);
}

static void delayed_all(book *b)
{
	delayed(b, T);
}

static void delayed_back(book *b, int delay)
{
	mat W = draw(b, "W", "KH", delay * IN, OUT, 0.5);
	mat dW = started(b, "dW_before", "KH", delay * IN, OUT),
	    db = started(b, "db_before", "H", 1, OUT);
	seq x = draw_seq(b, "x", "TBD", T, BATCH, IN, 1), h = seq_new(&b->a, T - delay + 1, BATCH, OUT);
	seq dh = draw_seq(b, "dh", "TBH", h.T, BATCH, OUT, 1), dx = blank_seq(b, T, BATCH, IN);
	rng_fill_uniform(&b->r, flat(h), -0.95, 0.95);
	given_seq(b, "h", "TBH", h);
	time_delay_backward(dW, db, dx, dh, x, h, W, blank_seq(b, h.T, BATCH, OUT));
	record_seq(b, "dx", "TBD", dx);
	record(b, "dW", "KH", dW);
	record(b, "db", "H", db);
	time_delay_backward(dW, db, dx, dh, x, h, W, blank_seq(b, h.T, BATCH, OUT));
	record_seq(b, "dx_again", "TBD", dx);
}

static void delayed_back_3(book *b)
{
	delayed_back(b, 3);
}

static void delayed_back_1(book *b)
{
	delayed_back(b, 1);
}

static void delayed_back_all(book *b)
{
	delayed_back(b, T);
}

struct delay {
	seq h, x, upstream;
	mat W, b;
};

static double delay_loss(void *context)
{
	struct delay *l = context;
	time_delay_forward(l->h, l->x, l->W, l->b);
	return dot(flat(l->h), flat(l->upstream));
}

static void delay_gradient(book *b)
{
	enum { DELAY = 2, LEFT = T - DELAY + 1 };
	struct delay l = {
	        .W = draw(b, "W", "KH", DELAY * IN, OUT, 0.5), .b = draw(b, "b", "H", 1, OUT, 0.5)};
	l.x = draw_seq(b, "x", "TBD", T, BATCH, IN, 1);
	l.upstream = draw_seq(b, "dh", "TBH", LEFT, BATCH, OUT, 1);
	l.h = blank_seq(b, LEFT, BATCH, OUT);
	mat dW = mat_new(&b->a, DELAY * IN, OUT), db = mat_new(&b->a, 1, OUT);
	seq dx = blank_seq(b, T, BATCH, IN);
	delay_loss(&l);
	time_delay_backward(dW, db, dx, l.upstream, l.x, l.h, l.W, blank_seq(b, LEFT, BATCH, OUT));
	record_seq(b, "dx", "TBD", dx);
	record(b, "dW", "KH", dW);
	record(b, "db", "H", db);
	record_numeric_seq(b, "dx", "TBD", l.x, delay_loss, &l);
	record_numeric(b, "dW", "KH", l.W, delay_loss, &l);
	record_numeric(b, "db", "H", l.b, delay_loss, &l);
}

const grade_case neural_cases[] = {
        {"bigram_forward", "small", bigram_logits, NULL, 0},
        {"bigram_backward", "small", bigram_gradients, NULL, 0},
        {"bigram_backward", "gradient", bigram_gradient, "bigram_forward", 0},
        {"nnlm_forward", "direct", nnlm_direct, NULL, 0},
        {"nnlm_forward", "indirect", nnlm_indirect, NULL, 0},
        {"nnlm_forward", "saturated", nnlm_saturated, NULL, 0},
        {"nnlm_backward", "direct", nnlm_gradients_direct, NULL, 0},
        {"nnlm_backward", "indirect", nnlm_gradients_indirect, NULL, 0},
        {"nnlm_backward", "gradient", nnlm_gradient, "nnlm_forward", 0},
        {"time_delay_forward", "delay_3", delayed_3, NULL, 0},
        {"time_delay_forward", "delay_1", delayed_1, NULL, 0},
        {"time_delay_forward", "delay_all", delayed_all, NULL, 0},
        {"time_delay_backward", "delay_3", delayed_back_3, NULL, 0},
        {"time_delay_backward", "delay_1", delayed_back_1, NULL, 0},
        {"time_delay_backward", "delay_all", delayed_back_all, NULL, 0},
        {"time_delay_backward", "gradient", delay_gradient, "time_delay_forward", 0},
        {0},
};
