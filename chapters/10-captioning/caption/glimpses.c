/* caption glimpses: a digit, read as a sequence of small squares that an LSTM sees one after the other.
 *
 * Digits come from files in IDX format, as MNIST is distributed (uncompressed). The squares go over the
 * picture in rows, so that together they cover it. */
#include <stdio.h>
#include <string.h>

#include "caption.h"
#include "gated_layers.h"
#include "idx.h"
#include "network.h"
#include "progress.h"
#include "remedies.h"
#include "rules.h"

static struct {
	const char *images, *labels;
	int across, size, hidden, batch, updates;
	long seed;
	double rate, held_out;
} o = {.across = 3,
        .hidden = 64,
        .batch = 32,
        .updates = 1500,
        .seed = 1,
        .rate = 0.005,
        .held_out = 0.2};

static const cli_option options[] = {
        cli_file("images", &o.images, "pictures of digits, IDX (idx3-ubyte)"),
        cli_file("labels", &o.labels, "which digits they are, IDX (idx1-ubyte)"),
        cli_int("across", &o.across, 1, 28, "glimpses from left to right, and from top to bottom"),
        cli_int("size", &o.size, 0, 64, "pixels of a glimpse's side; 0: just enough to cover all"),
        cli_int("hidden", &o.hidden, 1, 4096, "units of the LSTM"),
        cli_int("batch", &o.batch, 1, 4096, "digits side by side"),
        cli_int("updates", &o.updates, 0, 1e9, "batches to learn from"),
        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate of Adam"),
        cli_real_above("held-out", &o.held_out, 0, 0.9, "share of the digits to be tested on"),
        cli_long("seed", &o.seed, 0, 1e15, "for the weights and the order"), cli_end};

/* What is needed to read digits. */
typedef struct {
	idx digits;
	network *n;
	int *order, learn, test; // digits that are learnt come first
	int *row, *col, steps, size;
	images batch;
	seq x;
	int *target; // (T·B)
} reader;

static void fetch(reader *r, const int *which)
{
	const int pixels = r->digits.height * r->digits.width, B = o.batch;
	for (int b = 0; b < B; b++) {
		const unsigned char *from = r->digits.pixels + (long)which[b] * pixels;
		real *to = plane(r->batch, 0, b);
		for (int i = 0; i < pixels; i++) to[i] = (real)from[i] / (real)r->digits.brightest;
		for (int t = 0; t < r->steps; t++)
			r->target[t * B + b] = t == r->steps - 1 ? r->digits.labels[which[b]] : -1;
	}
	glimpses(r->x, r->batch, r->row, r->col, r->size);
}

static double accuracy(reader *r)
{
	long right = 0, all = 0;
	for (int i = 0; i + o.batch <= r->test; i += o.batch) {
		fetch(r, r->order + r->learn + i);
		network_forward(r->n, (network_input){.x = r->x}, r->steps);
		const mat y = at(r->n->y, r->steps - 1);
		for (int b = 0; b < o.batch; b++, all++)
			right += sample_with_temperature(rows(y, b, 1), 0, 0) ==
			         r->target[(r->steps - 1) * o.batch + b];
	}
	return (double)right / (double)all;
}

static void learn(reader *r)
{
	arena scratch = {0};
	progress bar;
	rng random = rng_new((uint64_t)o.seed, 102);
	mat slot[2] = {mat_new(&scratch, 1, r->n->w.cols), mat_new(&scratch, 1, r->n->w.cols)};
	int *which = arena_alloc(&scratch, (size_t)o.batch, sizeof *which);
	progress_begin(&bar, "learning", o.updates, "batches");
	for (int i = 1; i <= o.updates; i++) {
		for (int b = 0; b < o.batch; b++)
			which[b] = r->order[rng_below(&random, (uint32_t)r->learn)];
		fetch(r, which);
		const double loss =
		        network_softmax_loss(r->n, (network_input){.x = r->x}, r->target, r->steps, true);
		clip_by_norm(r->n->dw, 5);
		optim_adam.step(r->n->w, r->n->dw, slot, o.rate, i);
		progress_at(&bar, i, "loss %.3f", loss);
	}
	progress_end(&bar);
	arena_free(&scratch);
}

/* Squares of equal distance whose outer edges are the picture's. */
static void choose_places(arena *a, reader *r)
{
	const int n = o.across, height = r->digits.height, width = r->digits.width;
	const int longest = height > width ? height : width;
	r->steps = n * n;
	r->size = o.size ? o.size : (longest + n - 1) / n;
	r->row = arena_alloc(a, (size_t)r->steps, sizeof *r->row);
	r->col = arena_alloc(a, (size_t)r->steps, sizeof *r->col);
	for (int t = 0; t < r->steps; t++) {
		r->row[t] = (2 * (t / n) + 1) * height / (2 * n);
		r->col[t] = (2 * (t % n) + 1) * width / (2 * n);
	}
}

static void prepare(arena *a, reader *r)
{
	const int n = r->digits.count, B = o.batch;
	choose_places(a, r);
	r->order = arena_alloc(a, (size_t)n, sizeof *r->order);
	for (int i = 0; i < n; i++) r->order[i] = i;
	rng random = rng_new((uint64_t)o.seed, 103);
	rng_shuffle(&random, r->order, n);
	r->test = (int)(o.held_out * n);
	r->learn = n - r->test;
	r->batch = images_new(a, 1, B, r->digits.height, r->digits.width);
	r->x = seq_new(a, r->steps, B, r->size * r->size);
	r->target = arena_alloc(a, (size_t)(r->steps * B), sizeof *r->target);
	const network_shape s = {.kind = &layer_lstm,
	        .inputs = r->size * r->size,
	        .hidden = o.hidden,
	        .layers = 1,
	        .outputs = 10,
	        .batch = B,
	        .steps = r->steps};
	r->n = network_new(a, s, (uint64_t)o.seed);
}

int caption_glimpses(int argc, char **argv)
{
	arena a = {0};
	reader r = {0};
	caption_options(argc, argv, "caption glimpses",
	        "Learn to read digits, a few squares of each one after the other.", options);
	int status = o.images && o.labels
	                     ? idx_read(&r.digits, &a, o.images, o.labels)
	                     : error_set("which digits? --images FILE and --labels FILE name them");
	if (status == 0 && (o.held_out * r.digits.count < o.batch || r.digits.count < 2 * o.batch))
		status = error_set(
		        "%s: %d digits are too few for batches of %d", o.images, r.digits.count, o.batch);
	if (status < 0) error_exit();
	prepare(&a, &r);
	printf("%d digits to learn from, %d held out; %d glimpses of %d x %d pixels\n", r.learn, r.test,
	        r.steps, r.size, r.size);
	learn(&r);
	printf("right on %.4f of the held-out digits\n", accuracy(&r));
	arena_free(&a);
	return 0;
}
