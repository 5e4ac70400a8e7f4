/* caption digits: the small convolutional net for whole pictures, and what `make bench` measures.
 *
 *     5×5, 16 kernels → 2×2 → ReLU → 5×5, 32 kernels → 2×2 → ReLU → affine → 10 digits
 *
 * Batches are taken from the file one after the other, so that another program can learn from the same. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "caption.h"
#include "idx.h"
#include "output.h"
#include "rnn.h"
#include "rules.h"
#include "stopwatch.h"

static struct {
	const char *images, *labels, *trace;
	int batch, updates;
	long seed;
	double rate, held_out, shift, turn;
} o = {.batch = 64, .updates = 500, .seed = 1, .rate = 0.001, .held_out = 0.2};

static const cli_option options[] = {
        cli_file("images", &o.images, "pictures of digits, IDX (idx3-ubyte)"),
        cli_file("labels", &o.labels, "which digits they are, IDX (idx1-ubyte)"),
        cli_int("batch", &o.batch, 1, 4096, "pictures side by side"),
        cli_int("updates", &o.updates, 0, 1e9, "batches to learn from"),
        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate of Adam"),
        cli_real_above("held-out", &o.held_out, 0, 0.9, "share of the file's end to be tested on"),
        cli_real("shift", &o.shift, 0, 64, "learn from pictures moved by up to so many pixels"),
        cli_real("turn", &o.turn, 0, 180, "and turned by up to so many degrees"),
        cli_long("seed", &o.seed, 0, 1e15, "for the weights, and how pictures are moved"),
        cli_file("trace", &o.trace, "write weights, then the loss of each update, as JSON"),
        cli_end};

static const window five = {5, 1, 2};
enum { LAYERS = 2, DIGITS = 10 };
static const int kernels[LAYERS + 1] = {1, 16, 32};

/* A convolution, pooled, and its gradients. */
typedef struct {
	conv2d k, dk;
	images x, dx, y, dy, p, dp;
	int *from;
} block;

typedef struct {
	mat w, dw;
	block block[LAYERS];
	images still;    // pictures as the file has them
	placement *p;    // (B) how they are put down
	mat flat, dflat; // (B,inputs) of the affine map
	affine out, dout;
	seq y;       // (1,B,10)
	int *target; // (B)
} net;

/* --- the net ------------------------------------------------------------------------------------------------ */

static void take_all(net *n, weights *from, int inputs)
{
	for (int i = 0; i < LAYERS; i++) {
		block *b = &n->block[i];
		weights_take(from, &b->k.W, &b->dk.W, kernels[i + 1], kernels[i] * 25);
		weights_take(from, &b->k.b, &b->dk.b, 1, kernels[i + 1]);
	}
	weights_take(from, &n->out.W, &n->dout.W, inputs, DIGITS);
	weights_take(from, &n->out.b, &n->dout.b, 1, DIGITS);
}

static void net_begin(net *n, arena *a, int height, int width)
{
	const int inputs = kernels[LAYERS] * (height / 4) * (width / 4), B = o.batch;
	weights count_only = {0};
	take_all(n, &count_only, inputs);
	n->w = mat_new(a, 1, (int)count_only.n);
	n->dw = mat_new(a, 1, (int)count_only.n);
	weights from = {n->w.p, n->dw.p, 0};
	take_all(n, &from, inputs);
	rng r = rng_new((uint64_t)o.seed, 106);
	n->still = images_new(a, 1, B, height, width);
	n->p = arena_alloc(a, (size_t)B, sizeof *n->p);
	for (int i = 0; i < LAYERS; i++, height /= 2, width /= 2) {
		block *b = &n->block[i];
		const int F = kernels[i + 1];
		b->x = i ? n->block[i - 1].p : images_new(a, 1, B, height, width);
		if (i) b->dx = n->block[i - 1].dp;
		b->y = images_new(a, F, B, height, width);
		b->dy = images_new(a, F, B, height, width);
		b->p = images_new(a, F, B, height / 2, width / 2);
		b->dp = images_new(a, F, B, height / 2, width / 2);
		b->from = arena_alloc(a, (size_t)count(b->p.m), sizeof *b->from);
		rng_fill_normal(&r, b->k.W, sqrt(2.0 / b->k.W.cols));
	}
	rng_fill_normal(&r, n->out.W, sqrt(1.0 / inputs));
	n->flat = mat_new(a, B, inputs);
	n->dflat = mat_new(a, B, inputs);
	n->y = seq_new(a, 1, B, DIGITS);
	n->target = arena_alloc(a, (size_t)B, sizeof *n->target);
}

/* Channels side by side become a row a picture, and back. */
static void turn(mat flat, images p, bool back)
{
	const int L = p.H * p.W;
	const size_t bytes = (size_t)L * sizeof(real);
	for (int b = 0; b < p.N; b++)
		for (int c = 0; c < p.m.rows; c++) {
			real *f = row(flat, b) + c * L, *q = plane(p, c, b);
			memcpy(back ? q : f, back ? f : q, bytes);
		}
}

static void relu(mat m)
{
	real *p = m.p;
	for (long i = 0, all = count(m); i < all; i++) p[i] = p[i] > 0 ? p[i] : 0;
}

/* Nothing passes where the answer is 0. */
static void relu_backward(mat d, mat y)
{
	real *restrict to = d.p;
	const real *restrict from = y.p;
	for (long i = 0, all = count(y); i < all; i++) to[i] = from[i] > 0 ? to[i] : 0;
}

static void forward(net *n)
{
	for (int i = 0; i < LAYERS; i++) {
		block *b = &n->block[i];
		conv2d_forward(b->y, b->x, b->k, five);
		max_pool_forward(b->p, b->from, b->y, 2);
		relu(b->p.m);
	}
	turn(n->flat, n->block[LAYERS - 1].p, false);
	mul(at(n->y, 0), n->flat, n->out.W);
	add_row(at(n->y, 0), n->out.b);
}

static void backward(net *n)
{
	fill(n->dw, 0);
	mul_add(n->dout.W, tr(n->flat), at(n->y, 0));
	add_sum_of_rows(n->dout.b, at(n->y, 0));
	mul(n->dflat, at(n->y, 0), tr(n->out.W));
	turn(n->dflat, n->block[LAYERS - 1].dp, true);
	for (int i = LAYERS - 1; i >= 0; i--) {
		block *b = &n->block[i];
		relu_backward(b->dp.m, b->p.m);
		max_pool_backward(b->dy, b->dp, b->from);
		conv2d_backward(b->dk, b->dx, b->dy, b->x, b->k, five);
	}
}

/* --- learning ------------------------------------------------------------------------------------------------ */

static void fetch(net *n, const idx *d, int first)
{
	const int pixels = d->height * d->width;
	for (int b = 0; b < o.batch; b++) {
		const unsigned char *from = d->pixels + (long)(first + b) * pixels;
		real *to = plane(n->still, 0, b);
		for (int i = 0; i < pixels; i++) to[i] = (real)from[i] / (real)d->brightest;
		n->target[b] = d->labels[first + b];
	}
	copy(n->block[0].x.m, n->still.m);
}

/* The pictures of the batch, each a little elsewhere and turned. */
static void move(net *n, rng *r)
{
	const double pi = 3.14159265358979323846;
	for (int b = 0; b < o.batch; b++)
		n->p[b] = (placement){.right = o.shift * (2 * rng_uniform(r) - 1),
		        .down = o.shift * (2 * rng_uniform(r) - 1),
		        .turn = o.turn * (2 * rng_uniform(r) - 1) * pi / 180,
		        .scale = 1};
	place_images(n->block[0].x, n->still, n->p);
}

/* Returns CPU seconds; the mean loss of the last hundred updates in *loss. */
static double learn(net *n, const idx *d, int digits, FILE *trace, double *loss)
{
	arena scratch = {0};
	mat slot[2] = {mat_new(&scratch, 1, n->w.cols), mat_new(&scratch, 1, n->w.cols)};
	const int batches = digits / o.batch, last = o.updates < 100 ? o.updates : 100;
	rng r = rng_new((uint64_t)o.seed, 107);
	const double began = stopwatch_cpu();
	*loss = 0;
	for (int i = 1; i <= o.updates; i++) {
		fetch(n, d, (i - 1) % batches * o.batch);
		if (o.shift > 0 || o.turn > 0) move(n, &r);
		forward(n);
		const double now = temporal_softmax_loss(n->y, n->target);
		backward(n);
		optim_adam.step(n->w, n->dw, slot, o.rate, i);
		if (i > o.updates - last) *loss += now / last;
		if (trace) fprintf(trace, "{\"update\":%d,\"loss\":%.9g}\n", i, now);
	}
	arena_free(&scratch);
	return stopwatch_cpu() - began;
}

static double accuracy(net *n, const idx *d, int first)
{
	long right = 0, all = 0;
	for (int i = first; i + o.batch <= d->count; i += o.batch) {
		fetch(n, d, i);
		forward(n);
		for (int b = 0; b < o.batch; b++, all++)
			right += sample_with_temperature(rows(at(n->y, 0), b, 1), 0, 0) == n->target[b];
	}
	return (double)right / (double)all;
}

static void write_weights(FILE *f, mat w)
{
	fprintf(f, "{\"weights\":[");
	for (int i = 0; i < w.cols; i++) fprintf(f, "%s%.9g", i ? "," : "", (double)w.p[i]);
	fprintf(f, "]}\n");
}

int caption_digits(int argc, char **argv)
{
	arena a = {0};
	idx d = {0};
	net n = {0};
	output trace = {0};
	double loss;
	caption_options(argc, argv, "caption digits",
	        "Learn to read digits with a small convolutional net.", options);
	int status = o.images && o.labels
	                     ? idx_read(&d, &a, o.images, o.labels)
	                     : error_set("which digits? --images FILE and --labels FILE name them");
	const int learnt = d.count - (int)(o.held_out * d.count);
	if (status == 0 && (d.count - learnt < o.batch || learnt < o.batch))
		status = error_set(
		        "%s: %d digits are too few for batches of %d", o.images, d.count, o.batch);
	if (status == 0 && (d.height < 4 || d.width < 4))
		status = error_set("%s: pictures are smaller than 4 x 4 pixels", o.images);
	if (status == 0 && o.trace) status = output_open(&trace, o.trace);
	if (status < 0) error_exit();
	net_begin(&n, &a, d.height, d.width);
	if (trace.f) write_weights(trace.f, n.w);
	const double seconds = learn(&n, &d, learnt, trace.f, &loss);
	if (trace.f && output_commit(&trace) < 0) error_exit();
	printf("%d weights, %d updates of %d pictures: %.0f pictures a second, loss %.4f\n", n.w.cols,
	        o.updates, o.batch, o.updates ? o.updates * o.batch / seconds : 0, loss);
	printf("right on %.4f of the held-out digits\n", accuracy(&n, &d, learnt));
	arena_free(&a);
	return 0;
}
