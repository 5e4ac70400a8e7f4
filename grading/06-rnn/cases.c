/* Cases of chapter 06. All sizes differ, nothing is square by accident, every gradient that is
 * accumulated starts from something else than zero, and states handed to a backward pass are
 * drawn at random (|h| < 1) instead of computed, so that a wrong forward pass cannot spoil it.
 * The "gradient" cases go the other way: the student's own forward pass, differentiated
 * numerically, must give what the student's backward pass gave. */
#include <math.h>
#include <string.h>

#include "case.h"
#include "rnn.h"

const char *const chapter_name = "06-rnn";

enum { T = 5, B = 3, D = 4, H = 6, V = 7 };

const exercise exercises[] = {
        {"6.1", "rnn_step_forward", 4},
        {"6.2", "rnn_step_backward", 8},
        {"6.3", "rnn_recur_forward", 4},
        {"6.4", "rnn_recur_backward", 6},
        {"6.5", "rnn_forward", 4},
        {"6.6", "rnn_backward", 8},
        {"6.7", "rnn_double_sum", 6},
        {"6.8", "truncated_bptt", 6},
        {"6.9", "temporal_affine_forward", 2},
        {"6.10", "temporal_affine_backward", 6},
        {"6.11", "temporal_softmax_loss", 6},
        {"6.12", "many_to_one_forward", 2},
        {"6.13", "many_to_one_backward", 4},
        {"6.14", "one_to_many_forward", 4},
        {"6.15", "one_to_many_backward", 6},
        {"6.16", "sample_with_temperature", 4},
        {"6.17", "deep_rnn_forward", 4},
        {"6.18", "deep_rnn_backward", 6},
        {"6.19", "birnn_forward", 4},
        {"6.20", "birnn_backward", 6},
        {0},
};

/* --- what cases share ------------------------------------------------------------------------ */

static rnn draw_rnn(book *b, int in, int out)
{
	return (rnn){draw(b, "Wxh", "DH", in, out, 0.5), draw(b, "Whh", "HH", out, out, 0.4),
	        draw(b, "b", "H", 1, out, 0.5)};
}

/* Gradients that already hold something: += must keep it. */
static mat started(book *b, const char *array, const char *axes, int nrows, int ncols)
{
	mat given_before = draw(b, array, axes, nrows, ncols, 1);
	mat m = mat_new(&b->a, nrows, ncols);
	copy(m, given_before);
	return m;
}

static rnn started_rnn(book *b, int in, int out)
{
	return (rnn){started(b, "dWxh_before", "DH", in, out),
	        started(b, "dWhh_before", "HH", out, out), started(b, "db_before", "H", 1, out)};
}

static rnn zero_rnn(book *b, int in, int out)
{
	return (rnn){mat_new(&b->a, in, out), mat_new(&b->a, out, out), mat_new(&b->a, 1, out)};
}

static void record_rnn(book *b, rnn dw)
{
	record(b, "dWxh", "DH", dw.Wxh);
	record(b, "dWhh", "HH", dw.Whh);
	record(b, "db", "H", dw.b);
}

/* Random states in (-1,1), as if somebody's forward pass had made them. */
static seq draw_states(book *b, const char *array, int steps_and_one, int batch, int units)
{
	seq h = seq_new(&b->a, steps_and_one, batch, units);
	rng_fill_uniform(&b->r, flat(h), -0.95, 0.95);
	given_seq(b, array, "TBH", h);
	return h;
}

/* A sequence that a function works on in place: its content before the call is the input. */
static seq inplace(book *b, seq before)
{
	seq s = seq_new(&b->a, before.T, before.B, before.D);
	copy(flat(s), flat(before));
	return s;
}

/* --- 6.1, 6.2: one step ----------------------------------------------------------------------- */

static void step_forward(book *b)
{
	rnn w = draw_rnn(b, D, H);
	mat x = draw(b, "x", "BD", B, D, 1), h0 = draw(b, "h0", "BH", B, H, 0.5);
	mat h = blank(b, B, H);
	rnn_step_forward(h, x, h0, w);
	record(b, "h", "BH", h);
	rnn_step_forward(h, x, h0, w);
	record(b, "h_again", "BH", h);
}

static void step_forward_saturated(book *b)
{
	rnn w = draw_rnn(b, D, H);
	mat x = draw(b, "x", "BD", B, D, 1000), h0 = draw(b, "h0", "BH", B, H, 0.5);
	mat h = blank(b, B, H);
	rnn_step_forward(h, x, h0, w);
	record(b, "h", "BH", h);
}

static void step_backward(book *b)
{
	rnn w = draw_rnn(b, D, H), dw = started_rnn(b, D, H);
	mat x = draw(b, "x", "BD", B, D, 1);
	mat h0 = at(draw_states(b, "h0", 1, B, H), 0), h = at(draw_states(b, "h", 1, B, H), 0);
	mat dh = draw(b, "dh", "BH", B, H, 1), dh0 = started(b, "dh0_before", "BH", B, H);
	mat dx = blank(b, B, D);
	rnn_step_backward(dw, dx, dh0, dh, x, h0, h, w);
	record(b, "dx", "BD", dx);
	record(b, "dh0", "BH", dh0);
	record_rnn(b, dw);
	copy(dx, draw(b, "dx_stale", "BD", B, D, 1)); // what += would build on
	rnn_step_backward(dw, dx, dh0, dh, x, h0, h, w);
	record(b, "dx_again", "BD", dx);
	record(b, "dWhh_again", "HH", dw.Whh);
}

struct step {
	mat h, x, h0, upstream;
	rnn w;
};

static double step_loss(void *context)
{
	struct step *s = context;
	rnn_step_forward(s->h, s->x, s->h0, s->w);
	return dot(s->h, s->upstream);
}

static void step_gradient(book *b)
{
	struct step s = {.w = draw_rnn(b, D, H)};
	s.x = draw(b, "x", "BD", B, D, 1);
	s.h0 = draw(b, "h0", "BH", B, H, 0.5);
	s.upstream = draw(b, "dh", "BH", B, H, 1);
	s.h = blank(b, B, H);
	rnn dw = zero_rnn(b, D, H);
	mat dx = blank(b, B, D), dh0 = mat_new(&b->a, B, H);
	rnn_step_forward(s.h, s.x, s.h0, s.w);
	rnn_step_backward(dw, dx, dh0, s.upstream, s.x, s.h0, s.h, s.w);
	record(b, "dx", "BD", dx);
	record(b, "dh0", "BH", dh0);
	record_rnn(b, dw);
	record_numeric(b, "dx", "BD", s.x, step_loss, &s);
	record_numeric(b, "dh0", "BH", s.h0, step_loss, &s);
	record_numeric(b, "dWxh", "DH", s.w.Wxh, step_loss, &s);
	record_numeric(b, "dWhh", "HH", s.w.Whh, step_loss, &s);
	record_numeric(b, "db", "H", s.w.b, step_loss, &s);
}

/* --- 6.3 … 6.8: a layer ------------------------------------------------------------------------ */

static void recur_forward(book *b)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.4);
	seq h = inplace(b, draw_seq(b, "a", "TBH", T + 1, B, H, 0.8));
	rnn_recur_forward(h, Whh);
	record_seq(b, "h", "TBH", h);
}

static void recur_forward_no_steps(book *b)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.4);
	seq h = inplace(b, draw_seq(b, "a", "TBH", 1, B, H, 0.8));
	rnn_recur_forward(h, Whh);
	record_seq(b, "h", "TBH", h);
}

static void recur_backward(book *b)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.4);
	seq h = draw_states(b, "h", T + 1, B, H);
	seq dh = inplace(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
	rnn_recur_backward(dh, h, Whh);
	record_seq(b, "dh", "TBH", dh);
}

static void layer_forward(book *b)
{
	rnn w = draw_rnn(b, D, H);
	seq x = draw_seq(b, "x", "TBD", T, B, D, 1);
	mat h0 = draw(b, "h0", "BH", B, H, 0.5);
	seq h = blank_seq(b, T + 1, B, H);
	copy(at(h, 0), h0);
	rnn_forward(h, x, w);
	record_seq(b, "h", "TBH", h);
	rnn_forward(h, x, w);
	record_seq(b, "h_again", "TBH", h);
}

static void layer_backward(book *b)
{
	rnn w = draw_rnn(b, D, H), dw = started_rnn(b, D, H);
	seq x = draw_seq(b, "x", "TBD", T, B, D, 1), h = draw_states(b, "h", T + 1, B, H);
	seq dh = inplace(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
	seq dx = blank_seq(b, T, B, D);
	rnn_backward(dw, dx, dh, x, h, w);
	record_seq(b, "dx", "TBD", dx);
	record(b, "dh0", "BH", at(dh, 0));
	record_rnn(b, dw);
}

struct layer {
	seq h, x, upstream; // upstream (T+1,B,H), also into h[0]
	mat h0;
	rnn w;
};

static double layer_loss(void *context)
{
	struct layer *l = context;
	copy(at(l->h, 0), l->h0);
	rnn_forward(l->h, l->x, l->w);
	return dot(flat(l->h), flat(l->upstream));
}

static struct layer draw_layer(book *b)
{
	struct layer l = {.w = draw_rnn(b, D, H)};
	l.x = draw_seq(b, "x", "TBD", T, B, D, 1);
	l.h0 = draw(b, "h0", "BH", B, H, 0.5);
	l.upstream = draw_seq(b, "dh", "TBH", T + 1, B, H, 1);
	l.h = blank_seq(b, T + 1, B, H);
	return l;
}

static void layer_gradient(book *b)
{
	struct layer l = draw_layer(b);
	rnn dw = zero_rnn(b, D, H);
	seq dx = blank_seq(b, T, B, D), dh = inplace(b, l.upstream);
	layer_loss(&l);
	rnn_backward(dw, dx, dh, l.x, l.h, l.w);
	record_seq(b, "dx", "TBD", dx);
	record(b, "dh0", "BH", at(dh, 0));
	record_rnn(b, dw);
	record_numeric_seq(b, "dx", "TBD", l.x, layer_loss, &l);
	record_numeric(b, "dh0", "BH", l.h0, layer_loss, &l);
	record_numeric(b, "dWxh", "DH", l.w.Wxh, layer_loss, &l);
	record_numeric(b, "dWhh", "HH", l.w.Whh, layer_loss, &l);
	record_numeric(b, "db", "H", l.w.b, layer_loss, &l);
}

static void double_sum(book *b)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.4), dWhh = started(b, "dWhh_before", "HH", H, H);
	seq h = draw_states(b, "h", T + 1, B, H), dh = draw_seq(b, "dh", "TBH", T + 1, B, H, 1);
	rnn_double_sum(dWhh, dh, h, Whh);
	record(b, "dWhh", "HH", dWhh);
}

/* The two roads to one gradient: what rnn_backward() adds to dWhh, the double sum adds too. */
static void double_sum_gradient(book *b)
{
	struct layer l = draw_layer(b);
	mat dWhh = mat_new(&b->a, H, H);
	layer_loss(&l);
	rnn_double_sum(dWhh, l.upstream, l.h, l.w.Whh);
	record(b, "dWhh", "HH", dWhh);
	record_numeric(b, "dWhh", "HH", l.w.Whh, layer_loss, &l);
}

static void truncated(book *b, int k)
{
	rnn w = draw_rnn(b, D, H), dw = started_rnn(b, D, H);
	seq x = draw_seq(b, "x", "TBD", T, B, D, 1), h = draw_states(b, "h", T + 1, B, H);
	seq dh = inplace(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
	seq dx = blank_seq(b, T, B, D);
	given_ints(b, "k", "K", 1, memcpy(arena_alloc(&b->a, 1, sizeof k), &k, sizeof k));
	truncated_bptt(dw, dx, dh, x, h, w, k);
	record_seq(b, "dx", "TBD", dx);
	record_seq(b, "dh", "TBH", dh);
	record_rnn(b, dw);
}

static void truncated_pieces_of_2(book *b)
{
	truncated(b, 2); // 5 steps: the last piece is shorter
}

static void truncated_one_piece(book *b)
{
	truncated(b, T + 3);
}

static void truncated_single_steps(book *b)
{
	truncated(b, 1);
}

/* --- 6.9 … 6.16: outputs ------------------------------------------------------------------------ */

static affine draw_affine(book *b)
{
	return (affine){draw(b, "W", "HV", H, V, 0.7), draw(b, "b", "V", 1, V, 0.7)};
}

static void affine_forward(book *b)
{
	affine w = draw_affine(b);
	seq h = draw_seq(b, "h", "TBH", T, B, H, 0.6), y = blank_seq(b, T, B, V);
	temporal_affine_forward(y, h, w);
	record_seq(b, "y", "TBV", y);
	temporal_affine_forward(y, h, w);
	record_seq(b, "y_again", "TBV", y);
}

static void affine_backward(book *b)
{
	affine w = draw_affine(b);
	affine dw = {started(b, "dW_before", "HV", H, V), started(b, "db_before", "V", 1, V)};
	seq h = draw_seq(b, "h", "TBH", T, B, H, 0.6), dy = draw_seq(b, "dy", "TBV", T, B, V, 1);
	seq dh = inplace(b, draw_seq(b, "dh_before", "TBH", T, B, H, 1));
	temporal_affine_backward(dw, dh, dy, h, w);
	record_seq(b, "dh", "TBH", dh);
	record(b, "dW", "HV", dw.W);
	record(b, "db", "V", dw.b);
}

struct output {
	seq y, h, upstream;
	affine w;
	const int *target;
};

static double affine_loss(void *context)
{
	struct output *o = context;
	temporal_affine_forward(o->y, o->h, o->w);
	return dot(flat(o->y), flat(o->upstream));
}

static void affine_gradient(book *b)
{
	struct output o = {.w = draw_affine(b)};
	o.h = draw_seq(b, "h", "TBH", T, B, H, 0.6);
	o.upstream = draw_seq(b, "dy", "TBV", T, B, V, 1);
	o.y = blank_seq(b, T, B, V);
	affine dw = {mat_new(&b->a, H, V), mat_new(&b->a, 1, V)};
	seq dh = seq_new(&b->a, T, B, H);
	temporal_affine_backward(dw, dh, o.upstream, o.h, o.w);
	record_seq(b, "dh", "TBH", dh);
	record(b, "dW", "HV", dw.W);
	record(b, "db", "V", dw.b);
	record_numeric_seq(b, "dh", "TBH", o.h, affine_loss, &o);
	record_numeric(b, "dW", "HV", o.w.W, affine_loss, &o);
	record_numeric(b, "db", "V", o.w.b, affine_loss, &o);
}

/* Padding in front, behind, in the middle, and one sequence that is nothing but padding. */
static const int *draw_targets(book *b)
{
	static const char pad[T * B + 1] = "x.x..x..x.xx.xx"; // sequence 2 is all padding
	int *target = arena_alloc(&b->a, T * B, sizeof *target);
	for (int i = 0; i < T * B; i++) {
		int id = (int)rng_below(&b->r, V);
		target[i] = pad[i] == 'x' || i % B == 2 ? -1 : id;
	}
	given_ints(b, "target", "N", T * B, target);
	return target;
}

static void softmax_loss(book *b, double logit_size)
{
	seq y = inplace(b, draw_seq(b, "y", "TBV", T, B, V, logit_size));
	double loss = temporal_softmax_loss(y, draw_targets(b));
	record_number(b, "loss", loss);
	record_seq(b, "dy", "TBV", y);
}

static void softmax_loss_padded(book *b)
{
	softmax_loss(b, 1.5);
}

static void softmax_loss_huge_logits(book *b)
{
	softmax_loss(b, 1000);
}

static void softmax_loss_nothing_counts(book *b)
{
	static const int target[B] = {-1, -1, -1};
	seq y = inplace(b, draw_seq(b, "y", "TBV", 1, B, V, 1));
	given_ints(b, "target", "N", B, target);
	double loss = temporal_softmax_loss(y, target);
	record_number(b, "loss", loss);
	record_seq(b, "dy", "TBV", y);
}

/* The losses of several batches side by side: a slip in the loss alone then shows in an array, and
 * arrays can be told from one another where single numbers cannot. */
static void softmax_loss_several_batches(book *b)
{
	enum { BATCHES = 8, EMPTY = 2, HUGE_LOGITS = 5 };
	seq y = seq_new(&b->a, BATCHES, T * B, V);
	rng_fill_normal(&b->r, flat(y), 1.5);
	scale(at(y, HUGE_LOGITS), 1000);
	given_seq(b, "y", "ANV", y);
	int *target = arena_alloc(&b->a, BATCHES * T * B, sizeof *target);
	for (int i = 0; i < BATCHES * T * B; i++) {
		int padding = i / (T * B) == EMPTY || rng_below(&b->r, 4) == 0;
		target[i] = padding ? -1 : (int)rng_below(&b->r, V);
	}
	given_ints(b, "target", "N", BATCHES * T * B, target);
	seq work = inplace(b, y);
	mat losses = blank(b, 1, BATCHES);
	for (int n = 0; n < BATCHES; n++) {
		seq batch = {at(work, n).p, T, B, V};
		*elem(losses, 0, n) = (real)temporal_softmax_loss(batch, target + n * T * B);
	}
	record(b, "losses", "A", losses);
}

static double softmax_only_loss(void *context)
{
	struct output *o = context;
	copy(flat(o->y), flat(o->h));
	return temporal_softmax_loss(o->y, o->target);
}

static void softmax_gradient(book *b)
{
	struct output o = {.h = draw_seq(b, "y", "TBV", T, B, V, 1.5)};
	o.y = blank_seq(b, T, B, V);
	o.target = draw_targets(b);
	softmax_only_loss(&o);
	record_seq(b, "dy", "TBV", o.y);
	record_numeric_seq(b, "dy", "TBV", o.h, softmax_only_loss, &o);
}

static void last_forward(book *b)
{
	static const int length[B] = {2, T, 0};
	seq h = draw_states(b, "h", T + 1, B, H);
	mat y = blank(b, B, H);
	given_ints(b, "length", "B", B, length);
	many_to_one_forward(y, h, length);
	record(b, "y", "BH", y);
}

static void last_backward(book *b)
{
	static const int length[B] = {2, T, 0};
	seq dh = inplace(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
	mat dy = draw(b, "dy", "BH", B, H, 1);
	given_ints(b, "length", "B", B, length);
	many_to_one_backward(dh, dy, length);
	record_seq(b, "dh", "TBH", dh);
}

static void once_forward(book *b)
{
	rnn w = draw_rnn(b, D, H);
	mat x = draw(b, "x", "BD", B, D, 1), h0 = draw(b, "h0", "BH", B, H, 0.5);
	seq h = blank_seq(b, T + 1, B, H);
	copy(at(h, 0), h0);
	one_to_many_forward(h, x, w);
	record_seq(b, "h", "TBH", h);
}

static void once_backward(book *b)
{
	rnn w = draw_rnn(b, D, H), dw = started_rnn(b, D, H);
	mat x = draw(b, "x", "BD", B, D, 1), dx = blank(b, B, D);
	seq h = draw_states(b, "h", T + 1, B, H);
	seq dh = inplace(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
	one_to_many_backward(dw, dx, dh, x, h, w);
	record(b, "dx", "BD", dx);
	record(b, "dh0", "BH", at(dh, 0));
	record_rnn(b, dw);
}

static void sampling(book *b)
{
	enum { DRAWS = 40 };
	static const double temperatures[] = {1, 0.3, 2.5, 0};
	mat y = mat_new(&b->a, 1, V);
	rng_fill_normal(&b->r, y, 2);
	*elem(y, 0, 3) = *elem(y, 0, 5) = 5; // a tie for the largest
	given(b, "y", "AV", y);
	mat u = mat_new(&b->a, 1, DRAWS);
	rng_fill_uniform(&b->r, u, 0, 1);
	*elem(u, 0, 0) = 0;
	*elem(u, 0, 1) = 1 - (real)REAL_EPSILON / 2;
	given(b, "u", "N", u);
	for (int i = 0; i < 4; i++) {
		static const char *const names[] = {"tau_1", "tau_03", "tau_25", "tau_0"};
		int *ids = blank_ints(b, DRAWS);
		for (int n = 0; n < DRAWS; n++)
			ids[n] = sample_with_temperature(y, temperatures[i], (double)*elem(u, 0, n));
		record_ints(b, names[i], "N", DRAWS, ids);
	}
}

/* One draw for each row of y, at temperatures 0, ½, 1 and 1½ in turn. */
static void sample_rows(book *b, mat y, int different_u, double first_u)
{
	mat tau = mat_new(&b->a, 1, y.rows), u = mat_new(&b->a, 1, y.rows);
	for (int n = 0; n < y.rows; n++) {
		*elem(tau, 0, n) = (real)(0.5 * (n % 4));
		*elem(u, 0, n) = (real)(first_u + 0.25 * (n % different_u));
	}
	given(b, "y", "NV", y);
	given(b, "tau", "N", tau);
	given(b, "u", "N", u);
	int *ids = blank_ints(b, y.rows);
	for (int n = 0; n < y.rows; n++)
		ids[n] = sample_with_temperature(
		        rows(y, n, 1), (double)*elem(tau, 0, n), (double)*elem(u, 0, n));
	record_ints(b, "ids", "N", y.rows, ids);
}

static void sampling_huge_logits(book *b)
{
	mat y = mat_new(&b->a, 12, V);
	rng_fill_normal(&b->r, y, 1000);
	sample_rows(b, y, 3, 0.25);
}

/* The first class has probability 0 exactly: not even u = 0 may draw it. */
static void sampling_impossible_class(book *b)
{
	mat y = mat_new(&b->a, 12, V);
	rng_fill_normal(&b->r, y, 2);
	for (int n = 0; n < y.rows; n++) *elem(y, n, 0) = (real)-INFINITY;
	sample_rows(b, y, 3, 0);
}

/* --- 6.17 … 6.20: stacks ------------------------------------------------------------------------ */

enum { L = 3 };
static const int width[L] = {6, 5, 4};
static const char *const layer_names[L][11] = {
        {"Wxh0", "Whh0", "b0", "h0", "dWxh0", "dWhh0", "db0", "dh0", "dWxh0_before", "dWhh0_before",
                "db0_before"},
        {"Wxh1", "Whh1", "b1", "h1", "dWxh1", "dWhh1", "db1", "dh1", "dWxh1_before", "dWhh1_before",
                "db1_before"},
        {"Wxh2", "Whh2", "b2", "h2", "dWxh2", "dWhh2", "db2", "dh2", "dWxh2_before", "dWhh2_before",
                "db2_before"}};

struct stack {
	rnn w[L];
	seq h[L], x, upstream;
	mat first[L];
};

static void draw_layers(book *b, rnn *w, int layers, const int *units)
{
	for (int l = 0, in = D; l < layers; in = units[l++]) {
		w[l].Wxh = draw(b, layer_names[l][0], "DH", in, units[l], 0.5);
		w[l].Whh = draw(b, layer_names[l][1], "HH", units[l], units[l], 0.4);
		w[l].b = draw(b, layer_names[l][2], "H", 1, units[l], 0.5);
	}
}

static rnn started_layer(book *b, int l, int in, int out)
{
	return (rnn){started(b, layer_names[l][8], "DH", in, out),
	        started(b, layer_names[l][9], "HH", out, out),
	        started(b, layer_names[l][10], "H", 1, out)};
}

static struct stack draw_stack(book *b)
{
	struct stack s;
	draw_layers(b, s.w, L, width);
	s.x = draw_seq(b, "x", "TBD", T, B, D, 1);
	for (int l = 0; l < L; l++) {
		s.first[l] = draw(b, layer_names[l][3], "BH", B, width[l], 0.5);
		s.h[l] = blank_seq(b, T + 1, B, width[l]);
		copy(at(s.h[l], 0), s.first[l]);
	}
	return s;
}

static void deep_forward(book *b)
{
	static const char *const names[L] = {"states0", "states1", "states2"};
	struct stack s = draw_stack(b);
	deep_rnn_forward(s.h, s.x, s.w, L);
	for (int l = 0; l < L; l++) record_seq(b, names[l], "TBH", s.h[l]);
}

static double deep_loss(void *context)
{
	struct stack *s = context;
	for (int l = 0; l < L; l++) copy(at(s->h[l], 0), s->first[l]);
	deep_rnn_forward(s->h, s->x, s->w, L);
	return dot(flat(s->h[L - 1]), flat(s->upstream));
}

static void record_layers(book *b, const rnn *dw, int layers)
{
	for (int l = 0; l < layers; l++) {
		record(b, layer_names[l][4], "DH", dw[l].Wxh);
		record(b, layer_names[l][5], "HH", dw[l].Whh);
		record(b, layer_names[l][6], "H", dw[l].b);
	}
}

/* Random states, and a gradient arriving at every layer, not only the top one. */
static void deep_backward(book *b)
{
	static const char *const names[L] = {"states0", "states1", "states2"};
	static const char *const before[L] = {"dh0_before", "dh1_before", "dh2_before"};
	rnn w[L], dw[L];
	seq h[L], dh[L], x = draw_seq(b, "x", "TBD", T, B, D, 1), dx = blank_seq(b, T, B, D);
	draw_layers(b, w, L, width);
	for (int l = 0, in = D; l < L; in = width[l++]) {
		h[l] = draw_states(b, names[l], T + 1, B, width[l]);
		dh[l] = inplace(b, draw_seq(b, before[l], "TBH", T + 1, B, width[l], 1));
		dw[l] = started_layer(b, l, in, width[l]);
	}
	deep_rnn_backward(dw, dx, dh, x, h, w, L);
	record_seq(b, "dx", "TBD", dx);
	record_layers(b, dw, L);
	for (int l = 0; l < L; l++) record(b, layer_names[l][7], "BH", at(dh[l], 0));
}

static void deep_gradient(book *b)
{
	struct stack s = draw_stack(b);
	rnn dw[L];
	seq dh[L], dx = blank_seq(b, T, B, D);
	s.upstream = draw_seq(b, "dh", "TBH", T + 1, B, width[L - 1], 1);
	for (int l = 0, in = D; l < L; in = width[l++]) {
		dw[l] = zero_rnn(b, in, width[l]);
		dh[l] = seq_new(&b->a, T + 1, B, width[l]);
	}
	copy(flat(dh[L - 1]), flat(s.upstream));
	deep_loss(&s);
	deep_rnn_backward(dw, dx, dh, s.x, s.h, s.w, L);
	record_seq(b, "dx", "TBD", dx);
	record_layers(b, dw, L);
	record_numeric_seq(b, "dx", "TBD", s.x, deep_loss, &s);
	for (int l = 0; l < L; l++)
		record_numeric(b, layer_names[l][5], "HH", s.w[l].Whh, deep_loss, &s);
}

struct sides {
	rnn w[2];
	seq x, y, upstream;
};

static double two_sides_loss(void *context)
{
	struct sides *s = context;
	arena scratch = {0};
	birnn_forward(s->y, s->x, s->w, &scratch);
	arena_free(&scratch);
	return dot(flat(s->y), flat(s->upstream));
}

static struct sides draw_sides(book *b)
{
	struct sides s;
	s.w[0] = (rnn){draw(b, "Wxh0", "DH", D, H, 0.5), draw(b, "Whh0", "HH", H, H, 0.4),
	        draw(b, "b0", "H", 1, H, 0.5)};
	s.w[1] = (rnn){draw(b, "Wxh1", "DH", D, H, 0.5), draw(b, "Whh1", "HH", H, H, 0.4),
	        draw(b, "b1", "H", 1, H, 0.5)};
	s.x = draw_seq(b, "x", "TBD", T, B, D, 1);
	s.upstream = draw_seq(b, "dy", "TBH", T, B, 2 * H, 1);
	return s;
}

static void two_sides_forward(book *b)
{
	struct sides s = draw_sides(b);
	s.y = blank_seq(b, T, B, 2 * H);
	birnn_forward(s.y, s.x, s.w, &b->a);
	record_seq(b, "y", "TBH", s.y);
}

static void two_sides_backward(book *b)
{
	struct sides s = draw_sides(b);
	rnn dw[2] = {started_layer(b, 0, D, H), started_layer(b, 1, D, H)};
	seq dx = blank_seq(b, T, B, D), y = draw_states(b, "y", T, B, 2 * H);
	birnn_backward(dw, dx, s.upstream, s.x, y, s.w, &b->a);
	record_seq(b, "dx", "TBD", dx);
	record_layers(b, dw, 2);
}

static void two_sides_gradient(book *b)
{
	struct sides s = draw_sides(b);
	rnn dw[2] = {zero_rnn(b, D, H), zero_rnn(b, D, H)};
	seq dx = blank_seq(b, T, B, D);
	s.y = blank_seq(b, T, B, 2 * H);
	two_sides_loss(&s);
	birnn_backward(dw, dx, s.upstream, s.x, s.y, s.w, &b->a);
	record_seq(b, "dx", "TBD", dx);
	record_layers(b, dw, 2);
	record_numeric_seq(b, "dx", "TBD", s.x, two_sides_loss, &s);
	record_numeric(b, "dWhh0", "HH", s.w[0].Whh, two_sides_loss, &s);
	record_numeric(b, "dWhh1", "HH", s.w[1].Whh, two_sides_loss, &s);
}

/* A hundred steps: an error that a short sequence hides has room to grow. */
static void layer_backward_long(book *b)
{
	enum { LONG = 100, b1 = 2, d = 3, h1 = 5 };
	rnn w = draw_rnn(b, d, h1), dw = started_rnn(b, d, h1);
	seq x = draw_seq(b, "x", "TBD", LONG, b1, d, 1), h = draw_states(b, "h", LONG + 1, b1, h1);
	seq dh = inplace(b, draw_seq(b, "dh_before", "TBH", LONG + 1, b1, h1, 1));
	seq dx = blank_seq(b, LONG, b1, d);
	rnn_backward(dw, dx, dh, x, h, w);
	record_rnn(b, dw);
}

const grade_case cases[] = {
        {"rnn_step_forward", "small", step_forward, NULL, 0},
        {"rnn_step_forward", "saturated", step_forward_saturated, NULL, 0},
        {"rnn_step_backward", "small", step_backward, NULL, 0},
        {"rnn_step_backward", "gradient", step_gradient, "rnn_step_forward", 0},
        {"rnn_recur_forward", "small", recur_forward, NULL, 0},
        {"rnn_recur_forward", "no_steps", recur_forward_no_steps, NULL, 0},
        {"rnn_recur_backward", "small", recur_backward, NULL, 0},
        {"rnn_forward", "small", layer_forward, NULL, 0},
        {"rnn_backward", "small", layer_backward, NULL, 0},
        {"rnn_backward", "long", layer_backward_long, NULL, 0},
        {"rnn_backward", "gradient", layer_gradient, "rnn_forward", 0},
        {"rnn_double_sum", "small", double_sum, NULL, 0},
        {"rnn_double_sum", "gradient", double_sum_gradient, "rnn_forward", 0},
        {"truncated_bptt", "pieces_of_2", truncated_pieces_of_2, NULL, 0},
        {"truncated_bptt", "single_steps", truncated_single_steps, NULL, 0},
        {"truncated_bptt", "one_piece", truncated_one_piece, NULL, 0},
        {"temporal_affine_forward", "small", affine_forward, NULL, 0},
        {"temporal_affine_backward", "small", affine_backward, NULL, 0},
        {"temporal_affine_backward", "gradient", affine_gradient, "temporal_affine_forward", 0},
        {"temporal_softmax_loss", "padded", softmax_loss_padded, NULL, 0},
        {"temporal_softmax_loss", "huge_logits", softmax_loss_huge_logits, NULL, 0},
        {"temporal_softmax_loss", "nothing_counts", softmax_loss_nothing_counts, NULL, 0},
        {"temporal_softmax_loss", "several_batches", softmax_loss_several_batches, NULL, 0},
        {"temporal_softmax_loss", "gradient", softmax_gradient, NULL, 0},
        {"many_to_one_forward", "ragged", last_forward, NULL, 0},
        {"many_to_one_backward", "ragged", last_backward, NULL, 0},
        {"one_to_many_forward", "small", once_forward, NULL, 0},
        {"one_to_many_backward", "small", once_backward, NULL, 0},
        {"sample_with_temperature", "forty_draws", sampling, NULL, 0},
        {"sample_with_temperature", "huge_logits", sampling_huge_logits, NULL, 0},
        {"sample_with_temperature", "impossible_class", sampling_impossible_class, NULL, 0},
        {"deep_rnn_forward", "three_layers", deep_forward, NULL, 0},
        {"deep_rnn_backward", "three_layers", deep_backward, NULL, 0},
        {"deep_rnn_backward", "gradient", deep_gradient, "deep_rnn_forward", 0},
        {"birnn_forward", "small", two_sides_forward, NULL, 0},
        {"birnn_backward", "small", two_sides_backward, NULL, 0},
        {"birnn_backward", "gradient", two_sides_gradient, "birnn_forward", 0},
        {0},
};
