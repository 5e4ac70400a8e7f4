/* times_print(): milliseconds over repeated runs, at the size of the course: T = 50 steps, D = H =
 * 128, V = 65, and B = 32; names that end in ".one" have B = 1. Each pair is one job done in two ways,
 * run in turn so that a busy moment of the machine meets both. */
#include <math.h>
#include <stdio.h>

#include "rnn.h"
#include "stopwatch.h"
#include "times.h"
#include "vmath.h"

enum { T = 50, MOST = 32, D = 128, H = 128, V = 65, RUNS = 31, JOBS = 18 };

static int B = MOST; // sequences side by side; 1 in the second round

typedef struct {
	arena a;
	rnn w, dw;
	affine out, dout;
	seq x, dx, h, dh, y, ahead;
	seq twice;
	arena scratch;
	int target[T * MOST];
} bench;

static void stepwise_forward(bench *s)
{
	for (int t = 0; t < T; t++) rnn_step_forward(at(s->h, t + 1), at(s->x, t), at(s->h, t), s->w);
}

static void layer_forward(bench *s)
{
	rnn_forward(s->h, s->x, s->w);
}

static void recurrence_only(bench *s)
{
	copy(flat(s->h), flat(s->ahead));
	rnn_recur_forward(s->h, s->w.Whh);
}

/* The same with three loops instead of BLAS. */
static void recurrence_loops(bench *s)
{
	copy(flat(s->h), flat(s->ahead));
	for (int t = 1; t <= T; t++) {
		for (int b = 0; b < B; b++) {
			real *restrict h = row(at(s->h, t), b);
			const real *restrict before = row(at(s->h, t - 1), b);
			for (int i = 0; i < H; i++) {
				const real *restrict w = row(s->w.Whh, i);
				for (int j = 0; j < H; j++) h[j] += before[i] * w[j];
			}
		}
		vec_tanh(B * H, at(s->h, t).p);
	}
}

static void tanh_only(bench *s)
{
	copy(flat(s->h), flat(s->ahead));
	for (int t = 1; t <= T; t++) vec_tanh(B * H, at(s->h, t).p);
}

static void stepwise_backward(bench *s)
{
	fill(flat(s->dh), (real)0.01);
	for (int t = T; t > 0; t--)
		rnn_step_backward(s->dw, at(s->dx, t - 1), at(s->dh, t - 1), at(s->dh, t), at(s->x, t - 1),
		        at(s->h, t - 1), at(s->h, t), s->w);
}

static void layer_backward(bench *s)
{
	fill(flat(s->dh), (real)0.01);
	rnn_backward(s->dw, s->dx, s->dh, s->x, s->h, s->w);
}

static void double_sum(bench *s)
{
	fill(flat(s->dh), (real)0.01);
	rnn_double_sum(s->dw.Whh, s->dh, s->h, s->w.Whh);
}

static void single_sum(bench *s)
{
	fill(flat(s->dh), (real)0.01);
	rnn_recur_backward(s->dh, s->h, s->w.Whh);
	mul_add(s->dw.Whh, tr(flat(steps(s->h, 0, T))), flat(steps(s->dh, 1, T)));
}

static void cut_in_tens(bench *s)
{
	fill(flat(s->dh), (real)0.01);
	truncated_bptt(s->dw, s->dx, s->dh, s->x, s->h, s->w, 10);
}

static void affine_by_step(bench *s)
{
	for (int t = 0; t < T; t++) {
		mul(at(s->y, t), at(s->h, t + 1), s->out.W);
		add_row(at(s->y, t), s->out.b);
	}
}

static void affine_at_once(bench *s)
{
	temporal_affine_forward(s->y, steps(s->h, 1, T), s->out);
}

static void softmax_loss(bench *s)
{
	temporal_affine_forward(s->y, steps(s->h, 1, T), s->out);
	temporal_softmax_loss(s->y, s->target);
}

static void recurrence_back(bench *s)
{
	fill(flat(s->dh), (real)0.01);
	rnn_recur_backward(s->dh, s->h, s->w.Whh);
}

/* The same with a transposed view in every product, instead of one transposed copy. */
static void recurrence_back_view(bench *s)
{
	fill(flat(s->dh), (real)0.01);
	for (int t = T; t > 0; t--) {
		real *d = at(s->dh, t).p;
		const real *h = at(s->h, t).p;
		for (int i = 0; i < B * H; i++) d[i] *= 1 - h[i] * h[i];
		mul_add(at(s->dh, t - 1), at(s->dh, t), tr(s->w.Whh));
	}
}

/* Softmax and loss as the formula has them, with the C library's exp, a division each. */
static void softmax_loss_plain(bench *s)
{
	temporal_affine_forward(s->y, steps(s->h, 1, T), s->out);
	for (int i = 0; i < T * B; i++) {
		real *y = row(flat(s->y), i);
		double largest = (double)y[0], sum = 0;
		for (int j = 1; j < V; j++) largest = (double)y[j] > largest ? (double)y[j] : largest;
		for (int j = 0; j < V; j++) sum += exp((double)y[j] - largest);
		for (int j = 0; j < V; j++) y[j] = (real)(exp((double)y[j] - largest) / sum / (T * B));
		y[s->target[i]] -= 1 / (real)(T * B);
	}
}

static void both_ways(bench *s)
{
	const rnn two[2] = {s->w, s->w};
	birnn_forward(s->twice, s->x, two, &s->scratch);
	arena_reset(&s->scratch);
}

static void reversal(bench *s)
{
	for (int t = 0; t < T; t++) copy(at(s->dx, t), at(s->x, T - 1 - t));
}

static const struct {
	const char *name;
	void (*run)(bench *s);
} jobs[JOBS] = {{"forward.steps", stepwise_forward}, {"forward.layer", layer_forward},
        {"recur", recurrence_only}, {"recur.loops", recurrence_loops}, {"tanh", tanh_only},
        {"backward.steps", stepwise_backward}, {"backward.layer", layer_backward},
        {"double", double_sum}, {"single", single_sum}, {"cut", cut_in_tens},
        {"affine.steps", affine_by_step}, {"affine.once", affine_at_once},
        {"softmax", softmax_loss}, {"back.copy", recurrence_back},
        {"back.view", recurrence_back_view}, {"softmax.plain", softmax_loss_plain},
        {"birnn", both_ways}, {"reverse", reversal}};

static void bench_new(bench *s)
{
	*s = (bench){0};
	arena *a = &s->a;
	s->w = (rnn){mat_new(a, D, H), mat_new(a, H, H), mat_new(a, 1, H)};
	s->dw = (rnn){mat_new(a, D, H), mat_new(a, H, H), mat_new(a, 1, H)};
	s->out = (affine){mat_new(a, H, V), mat_new(a, 1, V)};
	s->dout = (affine){mat_new(a, H, V), mat_new(a, 1, V)};
	s->x = seq_new(a, T, B, D);
	s->dx = seq_new(a, T, B, D);
	s->h = seq_new(a, T + 1, B, H);
	s->dh = seq_new(a, T + 1, B, H);
	s->ahead = seq_new(a, T + 1, B, H);
	s->y = seq_new(a, T, B, V);
	s->twice = seq_new(a, T, B, 2 * H);
	rng r = rng_new(1, 61);
	mat drawn[] = {s->w.Wxh, s->w.Whh, s->out.W, flat(s->x), flat(s->ahead)};
	static const double size[] = {0.09, 0.09, 0.09, 1, 0.5};
	for (int i = 0; i < 5; i++) rng_fill_uniform(&r, drawn[i], -size[i], size[i]);
	for (int i = 0; i < T * B; i++) s->target[i] = (int)rng_below(&r, V);
}

static void run(void *context, int job)
{
	jobs[job].run(context);
}

/* All jobs, in turn, RUNS times. */
static void measure(const char *suffix)
{
	stopwatch_times took[JOBS];
	bench b;
	bench_new(&b);
	const stopwatch s = {JOBS, RUNS, 2, stopwatch_wall, NULL, run, &b};
	stopwatch_turns(&s, took);
	for (int j = 0; j < JOBS; j++)
		printf("time.%s%s %.3f %.3f %.3f\n", jobs[j].name, suffix, 1e3 * took[j].median,
		        1e3 * took[j].fastest, 1e3 * took[j].slowest);
	arena_free(&b.scratch);
	arena_free(&b.a);
}

void times_print(void)
{
	B = MOST;
	measure("");
	B = 1;
	measure(".one");
}
