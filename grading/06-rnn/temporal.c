/* Cases of 6.9 … 6.16: outputs of a layer, one state instead of all, sampling. */
#include <math.h>

#include "cases.h"

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
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T, B, H, 1));
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
	seq y = copy_of_seq(b, draw_seq(b, "y", "TBV", T, B, V, logit_size));
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
	seq y = copy_of_seq(b, draw_seq(b, "y", "TBV", 1, B, V, 1));
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
	seq work = copy_of_seq(b, y);
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
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
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
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
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
	*elem(u, 0, 1) = (real)(1 - 1e-6); // still closer, and rounding decides: right code may differ
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

const grade_case temporal_cases[] = {
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
        {0},
};
