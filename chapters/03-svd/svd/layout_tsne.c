/* A run of t-SNE: first places from a seed, exaggerated attraction in the beginning, then descent
 * to the end; saved now and then, so that a long run survives Ctrl-C.
 *
 * Exaggerating p by a gives a loss of Σ a p ln(a p/q) = a·L + a ln a, so the loss that is reported,
 * L itself, is the one of the step divided by a, less ln a. */
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "checkpoint.h"
#include "interrupt.h"
#include "layout.h"
#include "maps.h"
#include "output.h"
#include "plot.h"
#include "progress.h"

const layout layout_default = {.neighbours = 12,
        .ridge = 1e-3,
        .perplexity = 30,
        .exaggeration = 4,
        .early = 250,
        .steps = 1000,
        .seed = 1,
        .save_every = 100};

/* Steps after which the places are a frame: in the beginning, at its end, and on the way. */
static const int frame_steps[] = {50, 250, 500, 1000};
enum { FRAMES = sizeof frame_steps / sizeof *frame_steps };

typedef struct {
	const layout *how;
	const vocab *words;
	mat y, m, gain, p; /* as tsne_step() wants them */
	int done;          /* steps */
	double *losses;    /* (room ≥ done) of each step, in nats */
	int room;
	int frames; /* pictures taken */
	mat frame;  /* (FRAMES·n, 2) */
	char signature[200];
	output trace, shots;
	arena step, kept; /* of one step, and of the whole run */
} run;

/* What a state belongs to: the same vectors, asked for the same map. */
static void sign(run *r, mat x)
{
	const layout *h = r->how;
	uint64_t sum = UINT64_C(14695981039346656037); // FNV-1a
	for (int i = 0; i < x.rows; i++) {
		const unsigned char *bytes = (const unsigned char *)row(x, i);
		for (size_t b = 0; b < (size_t)x.cols * sizeof(real); b++)
			sum = (sum ^ bytes[b]) * UINT64_C(1099511628211);
	}
	snprintf(r->signature, sizeof r->signature,
	        "t-SNE of %d words (%016" PRIx64 "), perplexity %g, rate %g, early %d x %g, seed %ld",
	        x.rows, sum, h->perplexity, h->rate, h->early, h->exaggeration, h->seed);
}

static size_t bytes_of(mat m)
{
	return (size_t)count(m) * sizeof(real);
}

static int save(run *r)
{
	if (!r->how->checkpoint) return 0;
	const int head[] = {r->done, r->frames};
	const checkpoint_field fields[] = {{"head", (void *)head, sizeof head},
	        {"places", r->y.p, bytes_of(r->y)}, {"motion", r->m.p, bytes_of(r->m)},
	        {"gains", r->gain.p, bytes_of(r->gain)},
	        {"losses", r->losses, (size_t)r->done * sizeof *r->losses},
	        {"frames", r->frame.p, bytes_of(r->frame)}, {0}};
	return checkpoint_save(r->how->checkpoint, r->signature, fields);
}

/* Room for the losses of so many steps. */
static void make_room(run *r, int steps)
{
	if (steps <= r->room) return;
	int room = steps < INT_MAX / 2 ? 2 * steps : INT_MAX;
	double *more = arena_alloc(&r->kept, (size_t)room, sizeof *more);
	if (r->done) memcpy(more, r->losses, (size_t)r->done * sizeof *more);
	r->losses = more;
	r->room = room;
}

static int load(run *r)
{
	const char *path = r->how->checkpoint;
	arena scratch = {0};
	checkpoint file;
	int head[2] = {0};
	size_t bytes = 0;
	if (checkpoint_open(&scratch, path, &file) < 0) return -1;
	const void *found = checkpoint_find(&file, "head", &bytes);
	if (found && bytes == sizeof head) memcpy(head, found, sizeof head);
	int status = 0;
	if (!found || bytes != sizeof head || head[0] < 1 || head[1] < 0 || head[1] > FRAMES)
		status = error_set("%s: is no saved map, but of %s", path, file.model);
	else if (head[0] > r->how->steps)
		status = error_set(
		        "%s: %d steps are made already, --steps %d is less", path, head[0], r->how->steps);
	arena_free(&scratch);
	if (status < 0) return -1;
	make_room(r, head[0]);
	const checkpoint_field fields[] = {{"places", r->y.p, bytes_of(r->y)},
	        {"motion", r->m.p, bytes_of(r->m)}, {"gains", r->gain.p, bytes_of(r->gain)},
	        {"losses", r->losses, (size_t)head[0] * sizeof *r->losses},
	        {"frames", r->frame.p, bytes_of(r->frame)}, {0}};
	if (checkpoint_load(path, r->signature, fields) < 0) return -1;
	r->done = head[0];
	r->frames = head[1];
	return 0;
}

/* One step. Where exaggeration ends, motion and gains start afresh: what was learnt about the old
 * forces would only hold the new ones back. */
static void step(run *r, double rate)
{
	bool early = r->done < r->how->early;
	if (r->done == r->how->early) {
		fill(r->m, 0);
		fill(r->gain, 1);
	}
	double a = early ? r->how->exaggeration : 1;
	arena_reset(&r->step);
	double loss =
	        tsne_step(r->y, r->m, r->gain, r->p, (tsne_pace){rate, early ? 0.5 : 0.8, a}, &r->step);
	make_room(r, r->done + 1);
	r->losses[r->done++] = loss / a - log(a);
	if (r->frames < FRAMES && r->done == frame_steps[r->frames])
		copy(rows(r->frame, r->frames++ * r->y.rows, r->y.rows), r->y);
}

static layout_end loop(run *r, progress *bar)
{
	const layout *h = r->how;
	double rate = h->rate > 0 ? h->rate : fmax(r->y.rows / (4 * h->exaggeration), 20);
	while (r->done < h->steps) {
		step(r, rate);
		double loss = r->losses[r->done - 1];
		if (!isfinite(loss))
			return (layout_end)error_set(
			        "t-SNE flies apart at step %d; a smaller --rate than %g may hold it", r->done,
			        rate);
		progress_at(bar, r->done, "loss %.4f", loss);
		bool last = r->done == h->steps;
		if ((last || interrupt_seen() || r->done % h->save_every == 0) && save(r) < 0)
			return LAYOUT_ERROR;
		if (interrupt_seen() && !last) return LAYOUT_INTERRUPTED;
	}
	return LAYOUT_DONE;
}

static layout_end descend(run *r)
{
	progress bar;
	interrupt_catch();
	progress_begin(&bar, "t-SNE", r->how->steps, "steps");
	progress_resume(&bar, r->done);
	layout_end end = loop(r, &bar);
	progress_end(&bar);
	interrupt_release();
	return end;
}

static void write_trace(const run *r)
{
	fputs("step,loss,exaggeration\n", r->trace.f);
	for (int i = 0; i < r->done; i++)
		fprintf(r->trace.f, "%d,%.7g,%g\n", i, r->losses[i],
		        i < r->how->early ? r->how->exaggeration : 1.0);
}

static void write_frames(const run *r)
{
	const int n = r->y.rows;
	fputs("step,word,x,y\n", r->shots.f);
	for (int f = 0; f < r->frames; f++)
		for (int i = 0; i < n; i++) {
			const real *at = row(r->frame, f * n + i);
			fprintf(r->shots.f, "%d,", frame_steps[f]);
			plot_csv_word(r->shots.f, vocab_word(r->words, i));
			fprintf(r->shots.f, ",%.7g,%.7g\n", (double)at[0], (double)at[1]);
		}
}

/* Before the work, so that a bad path shows at once. */
static int open_outputs(run *r)
{
	if (r->how->trace && output_open(&r->trace, r->how->trace) < 0) return -1;
	if (!r->how->frames || output_open(&r->shots, r->how->frames) == 0) return 0;
	if (r->how->trace) output_abandon(&r->trace);
	return -1;
}

static int close_outputs(run *r, layout_end end)
{
	int status = 0;
	if (r->how->trace) {
		if (end != LAYOUT_ERROR) write_trace(r);
		if (end == LAYOUT_ERROR)
			output_abandon(&r->trace);
		else if (output_commit(&r->trace) < 0)
			status = -1;
	}
	if (r->how->frames) {
		if (end != LAYOUT_ERROR) write_frames(r);
		if (end == LAYOUT_ERROR)
			output_abandon(&r->shots);
		else if (output_commit(&r->shots) < 0)
			status = -1;
	}
	return status;
}

static layout_end run_all(run *r, mat x, arena *scratch)
{
	const layout *h = r->how;
	const int n = x.rows;
	rng random = rng_new((uint64_t)h->seed, 3);
	r->m = mat_new(scratch, n, 2);
	r->gain = mat_new(scratch, n, 2);
	r->frame = mat_new(scratch, FRAMES * n, 2);
	fill(r->gain, 1);
	rng_fill_normal(&random, r->y, 1e-4);
	sign(r, x);
	if (h->resume && !access(h->checkpoint, F_OK) && load(r) < 0) return LAYOUT_ERROR;
	r->p = mat_new(scratch, n, n);
	tsne_affinities(r->p, x, h->perplexity);
	return descend(r);
}

layout_end layout_tsne(mat y, mat x, const vocab *words, const layout *how, layout_result *result)
{
	arena scratch = {0};
	run r = {.how = how, .words = words, .y = y};
	if (!(how->perplexity < x.rows - 1))
		return (layout_end)error_set("--perplexity %g: with %d words it must be below %d",
		        how->perplexity, x.rows, x.rows - 1);
	if (open_outputs(&r) < 0) return LAYOUT_ERROR;
	layout_end end = run_all(&r, x, &scratch);
	if (close_outputs(&r, end) < 0) end = LAYOUT_ERROR;
	*result = (layout_result){r.done, r.done ? r.losses[r.done - 1] : (double)NAN};
	arena_free(&r.step);
	arena_free(&r.kept);
	arena_free(&scratch);
	return end;
}
