/* Cases of 9.13 … 9.25: scores, weights, what is read, a whole batch, unknown words. */
#include <math.h>

#include "cases.h"

enum { K = 8 * SCALE, A = 9 * SCALE }; // units of a key, of the scoring network

/* What the three kinds of scores read and send back; dot uses no weights, bilinear Wq alone. */
struct scoring {
	mat q, k, score, upstream;
	scorer w, dw;
	mat dq, dk;
};

static scorer draw_scorer(book *b)
{
	return (scorer){draw(b, "Wq", "DA", H, A, 0.5), draw(b, "Wk", "DA", K, A, 0.5),
	        draw(b, "v", "A", 1, A, 1)};
}

static struct scoring draw_scoring(book *b, int key)
{
	struct scoring s = {.q = draw(b, "q", "TH", T, H, 1), .k = draw(b, "k", "SH", S, key, 1)};
	s.score = blank(b, T, S);
	return s;
}

/* Scores, and what is sent back to them: now with gradients that hold something already. */
static struct scoring draw_back(book *b, int key)
{
	struct scoring s = draw_scoring(b, key);
	s.upstream = draw(b, "dscore", "TS", T, S, 1);
	s.dq = started(b, "dq_before", "TH", T, H);
	s.dk = started(b, "dk_before", "SH", S, key);
	return s;
}

static struct scoring draw_gradient(book *b, int key)
{
	struct scoring s = draw_scoring(b, key);
	s.upstream = draw(b, "dscore", "TS", T, S, 1);
	s.dq = mat_new(&b->a, T, H);
	s.dk = mat_new(&b->a, S, key);
	return s;
}

static void record_back(book *b, const struct scoring *s)
{
	record(b, "dq", "TH", s->dq);
	record(b, "dk", "SH", s->dk);
}

static void numeric_back(book *b, const struct scoring *s, scalar_function f, void *context)
{
	record_numeric(b, "dq", "TH", s->q, f, context);
	record_numeric(b, "dk", "SH", s->k, f, context);
}

/* --- 9.13, 9.14 ------------------------------------------------------------------------------------ */

static void dot_forward(book *b)
{
	struct scoring s = draw_scoring(b, H);
	score_dot_forward(s.score, s.q, s.k);
	record(b, "score", "TS", s.score);
	rng_fill_normal(&b->r, s.score, 1); // what += would build on
	score_dot_forward(s.score, s.q, s.k);
	record(b, "score_again", "TS", s.score);
}

static double dot_loss(void *context)
{
	struct scoring *s = context;
	score_dot_forward(s->score, s->q, s->k);
	return dot(s->score, s->upstream);
}

static void dot_backward(book *b)
{
	struct scoring s = draw_back(b, H);
	score_dot_backward(s.dq, s.dk, s.upstream, s.q, s.k);
	record_back(b, &s);
}

static void dot_gradient(book *b)
{
	struct scoring s = draw_gradient(b, H);
	score_dot_backward(s.dq, s.dk, s.upstream, s.q, s.k);
	record_back(b, &s);
	numeric_back(b, &s, dot_loss, &s);
}

/* --- 9.15, 9.16 ------------------------------------------------------------------------------------ */

static void bilinear_forward(book *b)
{
	struct scoring s = draw_scoring(b, K);
	mat W = draw(b, "W", "HD", H, K, 0.5);
	score_bilinear_forward(s.score, s.q, s.k, W);
	record(b, "score", "TS", s.score);
	rng_fill_normal(&b->r, s.score, 1);
	score_bilinear_forward(s.score, s.q, s.k, W);
	record(b, "score_again", "TS", s.score);
}

/* Queries and keys of one size: no shape tells W from its transpose. */
static void bilinear_square(book *b)
{
	struct scoring s = draw_scoring(b, H);
	mat W = draw(b, "W", "HH", H, H, 0.5);
	score_bilinear_forward(s.score, s.q, s.k, W);
	record(b, "score", "TS", s.score);
}

static double bilinear_loss(void *context)
{
	struct scoring *s = context;
	score_bilinear_forward(s->score, s->q, s->k, s->w.Wq);
	return dot(s->score, s->upstream);
}

static void bilinear_backward_of(book *b, int key)
{
	struct scoring s = draw_back(b, key);
	mat W = draw(b, "W", "HD", H, key, 0.5), dW = started(b, "dW_before", "HD", H, key);
	score_bilinear_backward(dW, s.dq, s.dk, s.upstream, s.q, s.k, W);
	record_back(b, &s);
	record(b, "dW", "HD", dW);
}

static void bilinear_backward(book *b)
{
	bilinear_backward_of(b, K);
}

static void bilinear_square_backward(book *b)
{
	bilinear_backward_of(b, H);
}

static void bilinear_gradient(book *b)
{
	struct scoring s = draw_gradient(b, K);
	s.w.Wq = draw(b, "W", "HD", H, K, 0.5);
	mat dW = mat_new(&b->a, H, K);
	score_bilinear_backward(dW, s.dq, s.dk, s.upstream, s.q, s.k, s.w.Wq);
	record_back(b, &s);
	record(b, "dW", "HD", dW);
	numeric_back(b, &s, bilinear_loss, &s);
	record_numeric(b, "dW", "HD", s.w.Wq, bilinear_loss, &s);
}

/* --- 9.17, 9.18 ------------------------------------------------------------------------------------ */

static void concat_forward(book *b)
{
	struct scoring s = draw_scoring(b, K);
	s.w = draw_scorer(b);
	score_concat_forward(s.score, s.q, s.k, s.w);
	record(b, "score", "TS", s.score);
	rng_fill_normal(&b->r, s.score, 1);
	score_concat_forward(s.score, s.q, s.k, s.w);
	record(b, "score_again", "TS", s.score);
}

static double concat_loss(void *context)
{
	struct scoring *s = context;
	score_concat_forward(s->score, s->q, s->k, s->w);
	return dot(s->score, s->upstream);
}

static void record_scorer(book *b, scorer dw)
{
	record(b, "dWq", "DA", dw.Wq);
	record(b, "dWk", "DA", dw.Wk);
	record(b, "dv", "A", dw.v);
}

static void concat_backward(book *b)
{
	struct scoring s = draw_back(b, K);
	s.w = draw_scorer(b);
	s.dw = (scorer){started(b, "dWq_before", "DA", H, A), started(b, "dWk_before", "DA", K, A),
	        started(b, "dv_before", "A", 1, A)};
	score_concat_backward(s.dw, s.dq, s.dk, s.upstream, s.q, s.k, s.w);
	record_back(b, &s);
	record_scorer(b, s.dw);
}

static void concat_gradient(book *b)
{
	struct scoring s = draw_gradient(b, K);
	s.w = draw_scorer(b);
	s.dw = (scorer){mat_new(&b->a, H, A), mat_new(&b->a, K, A), mat_new(&b->a, 1, A)};
	score_concat_backward(s.dw, s.dq, s.dk, s.upstream, s.q, s.k, s.w);
	record_back(b, &s);
	record_scorer(b, s.dw);
	numeric_back(b, &s, concat_loss, &s);
	record_numeric(b, "dWq", "DA", s.w.Wq, concat_loss, &s);
	record_numeric(b, "dWk", "DA", s.w.Wk, concat_loss, &s);
	record_numeric(b, "dv", "A", s.w.v, concat_loss, &s);
}

/* --- 9.19 … 9.22: weights, and what is read -------------------------------------------------------- */

static void weights_of(book *b, double size, double padding, int n)
{
	mat score = mat_new(&b->a, T, S);
	rng_fill_normal(&b->r, score, size);
	for (int t = 0; t < T; t++)
		for (int k = n; k < S; k++) row(score, t)[k] += (real)padding;
	given(b, "score", "TS", score);
	given_numbers(b, "n", "A", 1, &n);
	mat alpha = mat_new(&b->a, T, S);
	copy(alpha, score);
	attention_weights(alpha, n);
	record(b, "alpha", "TS", alpha);
}

static void weights_all(book *b)
{
	weights_of(b, 2, 0, S);
}

static void weights_padded(book *b)
{
	weights_of(b, 2, 1, 4);
}

static void weights_one_key(book *b)
{
	weights_of(b, 2, 1, 1);
}

/* Scores of ±1000, of which the largest are padding. */
static void weights_huge(book *b)
{
	weights_of(b, 1000, 5000, 5);
}

/* α with padding, without the student's help. */
static mat draw_weights(book *b, int n)
{
	mat alpha = mat_new(&b->a, T, S);
	rng_fill_uniform(&b->r, cols(alpha, 0, n), 0.05, 1);
	for (int t = 0; t < T; t++) {
		double sum = 0;
		for (int s = 0; s < n; s++) sum += (double)*elem(alpha, t, s);
		for (int s = 0; s < n; s++) *elem(alpha, t, s) = (real)((double)*elem(alpha, t, s) / sum);
	}
	given(b, "alpha", "TS", alpha);
	return alpha;
}

static void weights_backward(book *b)
{
	mat alpha = draw_weights(b, 5), d = started(b, "dalpha", "TS", T, S);
	attention_weights_backward(d, alpha);
	record(b, "dscore", "TS", d);
}

struct weighing {
	mat score, alpha, upstream;
	int n;
};

static double weighing_loss(void *context)
{
	struct weighing *w = context;
	copy(w->alpha, w->score);
	attention_weights(w->alpha, w->n);
	return dot(w->alpha, w->upstream);
}

static void weights_gradient(book *b)
{
	struct weighing w = {.score = draw(b, "score", "TS", T, S, 1.5), .n = 5};
	w.upstream = draw(b, "dalpha", "TS", T, S, 1);
	given_numbers(b, "n", "A", 1, &w.n);
	w.alpha = mat_new(&b->a, T, S);
	weighing_loss(&w);
	mat d = mat_new(&b->a, T, S);
	copy(d, w.upstream);
	attention_weights_backward(d, w.alpha);
	record(b, "dscore", "TS", d);
	record_numeric(b, "dscore", "TS", w.score, weighing_loss, &w);
}

static void read_forward(book *b)
{
	mat alpha = draw_weights(b, 6), k = draw(b, "k", "SH", S, K, 1), ctx = blank(b, T, K);
	attention_read_forward(ctx, alpha, k);
	record(b, "ctx", "TH", ctx);
	rng_fill_normal(&b->r, ctx, 1);
	attention_read_forward(ctx, alpha, k);
	record(b, "ctx_again", "TH", ctx);
}

static void read_backward(book *b)
{
	mat alpha = draw_weights(b, 6), k = draw(b, "k", "SH", S, K, 1);
	mat dctx = draw(b, "dctx", "TH", T, K, 1), dalpha = blank(b, T, S);
	mat dk = started(b, "dk_before", "SH", S, K);
	attention_read_backward(dalpha, dk, dctx, alpha, k);
	record(b, "dalpha", "TS", dalpha);
	record(b, "dk", "SH", dk);
	rng_fill_normal(&b->r, dalpha, 1);
	attention_read_backward(dalpha, dk, dctx, alpha, k);
	record(b, "dalpha_again", "TS", dalpha);
	record(b, "dk_again", "SH", dk);
}

/* --- 9.23, 9.24: a batch --------------------------------------------------------------------------- */

struct attending {
	attention w;
	seq h, k, upstream;
	const int *length;
	attention_wires v;
};

static const int lengths[B] = {4, S, 1};

static struct attending draw_attending(book *b)
{
	struct attending s = {.length = lengths};
	s.w = (attention){draw(b, "Wq", "HK", H, K, 0.5), draw_affine(b, "", K + H, H)};
	s.h = draw_seq(b, "h", "TBH", T, B, H, 0.7);
	s.k = draw_seq(b, "k", "SBK", S, B, K, 0.7); // something in the padding too
	given_ints(b, "length", "B", B, lengths);
	s.v = attention_wires_new(&b->a, T, S, B, K, H);
	return s;
}

static void attend_ragged(book *b)
{
	struct attending s = draw_attending(b);
	seq all[] = {s.v.q, s.v.alpha, s.v.joined, s.v.o};
	for (int i = 0; i < 4; i++) fill(flat(all[i]), (real)NAN);
	attend_forward(s.v, s.h, s.k, lengths, s.w);
	record_seq(b, "q", "TBK", s.v.q);
	record_seq(b, "alpha", "BTS", s.v.alpha);
	record_seq(b, "joined", "TBK", s.v.joined);
	record_seq(b, "o", "TBH", s.v.o);
	rng_fill_normal(&b->r, flat(s.v.o), 1);
	rng_fill_normal(&b->r, flat(s.v.alpha), 1);
	attend_forward(s.v, s.h, s.k, lengths, s.w);
	record_seq(b, "o_again", "TBH", s.v.o);
}

/* The same words in batches of two widths, with other padding in the wider one. */
static void attend_padding(book *b)
{
	enum { SHORT = 4 };
	static const int length[B] = {2, SHORT, 3};
	struct attending s = draw_attending(b);
	given_ints(b, "used", "B", B, length);
	seq narrow = steps(s.k, 0, SHORT), wide = seq_new(&b->a, S, B, K);
	rng_fill_normal(&b->r, flat(wide), 100);
	copy(flat(steps(wide, 0, SHORT)), flat(narrow));
	attention_wires v = attention_wires_new(&b->a, T, SHORT, B, K, H);
	attend_forward(v, s.h, narrow, length, s.w);
	record_seq(b, "o", "TBH", v.o);
	attend_forward(s.v, s.h, wide, length, s.w);
	record_seq(b, "o_wide", "TBH", s.v.o);
}

/* What attend_forward() should have made, without it. */
static void attend_plainly(struct attending *s)
{
	mul(flat(s->v.q), flat(s->h), s->w.Wq);
	for (int n = 0; n < B; n++)
		for (int t = 0; t < T; t++) {
			real *alpha = row(at(s->v.alpha, n), t), *both = row(at(s->v.joined, t), n);
			double sum = 0;
			for (int i = 0; i < s->length[n]; i++) {
				alpha[i] = (real)exp(dot(rows(at(s->v.q, t), n, 1), rows(at(s->k, i), n, 1)));
				sum += (double)alpha[i];
			}
			for (int i = 0; i < s->length[n]; i++) {
				alpha[i] = (real)((double)alpha[i] / sum);
				for (int j = 0; j < K; j++) both[j] += alpha[i] * row(at(s->k, i), n)[j];
			}
			for (int j = 0; j < H; j++) both[K + j] = row(at(s->h, t), n)[j];
		}
	mul(flat(s->v.o), flat(s->v.joined), s->w.out.W);
	add_row(flat(s->v.o), s->w.out.b);
	for (long i = 0; i < count(flat(s->v.o)); i++) s->v.o.p[i] = (real)tanh((double)s->v.o.p[i]);
}

static void attend_backward_ragged(book *b)
{
	struct attending s = draw_attending(b);
	attend_plainly(&s);
	given_seq(b, "q", "TBK", s.v.q);
	given_seq(b, "alpha", "BTS", s.v.alpha);
	given_seq(b, "joined", "TBK", s.v.joined);
	given_seq(b, "o", "TBH", s.v.o);
	attention dw = {started(b, "dWq_before", "HK", H, K), started_affine(b, "", K + H, H)};
	seq d = draw_seq(b, "d", "TBH", T, B, H, 1);
	seq dh = started_seq(b, "dh_before", "TBH", T, B, H),
	    dk = started_seq(b, "dk_before", "TBH", S, B, K);
	attend_backward(dw, dh, dk, d, s.v, s.h, s.k, s.w);
	record_seq(b, "dh", "TBH", dh);
	record_seq(b, "dk", "SBK", dk);
	record(b, "dWq", "HK", dw.Wq);
	record_affine(b, "", dw.out);
}

static double attending_loss(void *context)
{
	struct attending *s = context;
	attend_forward(s->v, s->h, s->k, s->length, s->w);
	return dot(flat(s->v.o), flat(s->upstream));
}

static void attend_gradient(book *b)
{
	struct attending s = draw_attending(b);
	s.upstream = draw_seq(b, "d", "TBH", T, B, H, 1);
	attending_loss(&s);
	attention dw = {mat_new(&b->a, H, K), zero_affine(b, K + H, H)};
	seq dh = seq_new(&b->a, T, B, H), dk = seq_new(&b->a, S, B, K);
	attend_backward(dw, dh, dk, s.upstream, s.v, s.h, s.k, s.w);
	record_seq(b, "dh", "TBH", dh);
	record_seq(b, "dk", "SBK", dk);
	record(b, "dWq", "HK", dw.Wq);
	record_affine(b, "", dw.out);
	record_numeric_seq(b, "dh", "TBH", s.h, attending_loss, &s);
	record_numeric_seq(b, "dk", "SBK", s.k, attending_loss, &s);
	record_numeric(b, "dWq", "HK", s.w.Wq, attending_loss, &s);
	numeric_affine(b, "", s.w.out, attending_loss, &s);
}

/* --- 9.25 ------------------------------------------------------------------------------------------ */

/* Weights are sixteenths, so that some are equal; alpha has more rows than the answer has words. */
static void copying_of(book *b, int n, int unknown)
{
	enum { MORE = 2 };
	mat alpha = mat_new(&b->a, n + MORE, S);
	for (int t = 0; t < alpha.rows; t++)
		for (int s = 0; s < S; s++) *elem(alpha, t, s) = (real)rng_below(&b->r, 5) / 16;
	given(b, "alpha", "TS", alpha);
	int *word = draw_ints(b, "answer", "T", n, 3), *from = blank_ints(b, n);
	given_numbers(b, "unknown", "A", 1, &unknown);
	copy_unknown(from, (sentence){word, n}, unknown, alpha);
	record_ints(b, "from", "T", n, from);
}

static void copy_zero(book *b)
{
	copying_of(b, 23, 0);
}

static void copy_two(book *b)
{
	copying_of(b, 17, 2);
}

const grade_case attention_cases[] = {
        {"score_dot_forward", "small", dot_forward, NULL, 0},
        {"score_dot_backward", "small", dot_backward, NULL, 0},
        {"score_dot_backward", "gradient", dot_gradient, "score_dot_forward", 0},
        {"score_bilinear_forward", "small", bilinear_forward, NULL, 0},
        {"score_bilinear_forward", "square", bilinear_square, NULL, 0},
        {"score_bilinear_backward", "small", bilinear_backward, NULL, 0},
        {"score_bilinear_backward", "square", bilinear_square_backward, NULL, 0},
        {"score_bilinear_backward", "gradient", bilinear_gradient, "score_bilinear_forward", 0},
        {"score_concat_forward", "small", concat_forward, NULL, 0},
        {"score_concat_backward", "small", concat_backward, NULL, 0},
        {"score_concat_backward", "gradient", concat_gradient, "score_concat_forward", 0},
        {"attention_weights", "all_keys", weights_all, NULL, 0},
        {"attention_weights", "padded", weights_padded, NULL, 0},
        {"attention_weights", "one_key", weights_one_key, NULL, 0},
        {"attention_weights", "huge_scores", weights_huge, NULL, 0},
        {"attention_weights_backward", "padded", weights_backward, NULL, 0},
        {"attention_weights_backward", "gradient", weights_gradient, "attention_weights", 0},
        {"attention_read_forward", "small", read_forward, NULL, 0},
        {"attention_read_backward", "small", read_backward, NULL, 0},
        {"attend_forward", "ragged", attend_ragged, NULL, 0},
        {"attend_forward", "padding", attend_padding, NULL, 0},
        {"attend_backward", "ragged", attend_backward_ragged, NULL, 0},
        {"attend_backward", "gradient", attend_gradient, "attend_forward", 0},
        {"copy_unknown", "most_attended", copy_zero, NULL, 0},
        {"copy_unknown", "other_id", copy_two, NULL, 0},
        {0},
};
