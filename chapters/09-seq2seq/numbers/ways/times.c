/* times_print(): milliseconds of processor time over repeated runs, at S = T = 30, B = 32, H = 128,
 * keys of 256. */
#include <stdio.h>

#include "others.h"
#include "stopwatch.h"
#include "times.h"

enum { RUNS = 21 };

static void attend(bench *s)
{
	attend_forward(s->v, s->h, s->k, s->length, s->w);
}

static void attend_back(bench *s)
{
	attend_backward(s->dw, s->dh, s->dk, s->d, s->v, s->h, s->k, s->w);
}

static void dots(bench *s)
{
	for (int b = 0; b < s->h.B; b++)
		score_dot_forward(at(s->z, b), one_of(s->v.q, b), one_of(s->k, b));
}

static void reads(bench *s)
{
	for (int b = 0; b < s->h.B; b++)
		attention_read_forward(
		        cols(one_of(s->v.joined, b), 0, s->k.D), at(s->v.alpha, b), one_of(s->k, b));
}

static void weights(bench *s)
{
	attention_weights(flat(s->z), s->z.D);
}

static void weights_back(bench *s)
{
	attention_weights_backward(flat(s->dz), flat(s->alpha));
}

static void bilinear(bench *s)
{
	score_bilinear_forward(s->one, s->q, s->keys, s->W);
}

static void bilinear_back(bench *s)
{
	score_bilinear_backward(s->dW, s->dq, s->dkeys, s->done, s->q, s->keys, s->W);
}

static void concat(bench *s)
{
	score_concat_forward(s->one, s->q, s->keys, s->net);
}

static void concat_back(bench *s)
{
	score_concat_backward(s->dnet, s->dq, s->dkeys, s->done, s->q, s->keys, s->net);
}

static void encode(bench *s)
{
	encoder_forward(s->e, s->x, s->length, s->enc);
}

static void encode_back(bench *s)
{
	encoder_backward(s->denc, s->dx, s->de, s->x, s->length, s->e, s->enc);
}

static const struct {
	const char *name;
	void (*run)(bench *s);
} jobs[] = {{"attend", attend}, {"attend.steps", other_steps}, {"attend.back", attend_back},
        {"dot", dots}, {"read", reads}, {"weights", weights}, {"weights.libm", other_library},
        {"weights.back", weights_back}, {"weights.jacobian", other_jacobian},
        {"bilinear", bilinear}, {"bilinear.keys", other_bilinear_keys},
        {"bilinear.back", bilinear_back}, {"concat", concat}, {"concat.pairs", other_concat_pairs},
        {"concat.back", concat_back}, {"encode", encode}, {"encode.copies", other_copies},
        {"encode.back", encode_back}, {"context", other_context_beside},
        {"context.once", other_context_once}, {"beam", other_beam}, {"beam.model", other_model},
        {"beam.sorted", other_beam_sorted}, {"bleu", other_bleu}};

enum { JOBS = sizeof jobs / sizeof *jobs };

static void run_job(void *context, int job)
{
	jobs[job].run(context);
}

void times_print(void)
{
	bench s = bench_new();
	stopwatch_times took[JOBS];
	stopwatch_turns(&(stopwatch){.jobs = JOBS,
	                        .runs = RUNS,
	                        .warm_up = 2,
	                        .clock = stopwatch_cpu,
	                        .run = run_job,
	                        .context = &s},
	        took);
	for (int j = 0; j < JOBS; j++)
		printf("time.%s %.4f %.4f %.4f\n", jobs[j].name, 1e3 * took[j].median,
		        1e3 * took[j].fastest, 1e3 * took[j].slowest);
	arena_free(&s.memory);
}
