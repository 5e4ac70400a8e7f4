/* times_print(): milliseconds over repeated runs. A convolution goes from 16 to 32 channels of 14×14
 * pixels, 64 pictures; sentences are B = 64, T = 12, D = H = 128, with L = 49 regions of R = 32
 * numbers. */
#include <stdio.h>

#include "others.h"
#include "rng.h"
#include "stopwatch.h"
#include "times.h"

enum { RUNS = 31, N = 64, C = 16, F = 32, SIDE = 14, T = 12, H = 128, L = 49, R = 32, FRAMES = 8 };

static const window same = {3, 1, 1}, by_twos = {3, 2, 1};

typedef struct {
	arena memory;
	images x, y, dx, dy, r, half, smaller, dsmaller;
	mat col;
	conv2d k, dk, pair[2], dpair[2];
	int *from;
	channel_moments batch, running;
	batch_norm w, dw;
	placement p[N];
	seq words, dwords, h, dh, region, dregion, frame, dframe, glance;
	mat im, dim, Wih, dWih, dc, h0, c0, dh0, dc0;
	rnn plain, dplain;
	image_start start, dstart;
	attentive_lstm looker, dlooker;
	attentive_lstm_wires v;
	int length[N], at_row[T], at_col[T];
} bench;

static conv2d kernels(arena *a, int out, int in)
{
	return (conv2d){mat_new(a, out, 9 * in), mat_new(a, 1, out)};
}

static rnn plain_new(arena *a)
{
	return (rnn){mat_new(a, H, H), mat_new(a, H, H), mat_new(a, 1, H)};
}

static image_start start_new(arena *a)
{
	return (image_start){
	        {mat_new(a, H, H), mat_new(a, 1, H)}, {mat_new(a, H, H), mat_new(a, 1, H)}};
}

static attentive_lstm looker_new(arena *a)
{
	return (attentive_lstm){{mat_new(a, H, 4 * H), mat_new(a, H, 4 * H), mat_new(a, 1, 4 * H)},
	        mat_new(a, R, 4 * H), mat_new(a, H, R)};
}

static void pictures_new(bench *s)
{
	arena *a = &s->memory;
	images *wide[] = {&s->x, &s->dx, &s->r};
	for (int i = 0; i < 3; i++) *wide[i] = images_new(a, C, N, SIDE, SIDE);
	s->y = images_new(a, F, N, SIDE, SIDE);
	s->dy = images_new(a, F, N, SIDE, SIDE);
	s->half = images_new(a, F, N, SIDE / 2, SIDE / 2);
	s->smaller = images_new(a, C, N, SIDE / 2, SIDE / 2);
	s->dsmaller = images_new(a, C, N, SIDE / 2, SIDE / 2);
	s->from = arena_alloc(a, (size_t)(C * N * SIDE * SIDE / 4), sizeof *s->from);
	s->k = kernels(a, F, C);
	s->dk = kernels(a, F, C);
	for (int i = 0; i < 2; i++) {
		s->pair[i] = kernels(a, C, C);
		s->dpair[i] = kernels(a, C, C);
	}
	s->col = mat_new(a, 9 * C, N * SIDE * SIDE);
	mat m[8];
	for (int i = 0; i < 8; i++) m[i] = mat_new(a, 1, C);
	s->batch = (channel_moments){m[0], m[1]};
	s->running = (channel_moments){m[2], m[3]};
	s->w = (batch_norm){m[4], m[5]};
	s->dw = (batch_norm){m[6], m[7]};
	fill(s->w.gamma, 1);
	for (int n = 0; n < N; n++) s->p[n] = (placement){0.5, 0.25, 0.1, 1.1, n % 2 == 0};
}

static void sentences_new(bench *s)
{
	arena *a = &s->memory;
	s->words = seq_new(a, T, N, H);
	s->dwords = seq_new(a, T, N, H);
	s->h = seq_new(a, T + 1, N, H);
	s->dh = seq_new(a, T + 1, N, H);
	s->region = seq_new(a, L, N, R);
	s->dregion = seq_new(a, L, N, R);
	s->frame = seq_new(a, FRAMES, N, H);
	s->dframe = seq_new(a, FRAMES, N, H);
	s->glance = seq_new(a, T, N, C * 25);
	mat *states[] = {&s->im, &s->dim, &s->dc, &s->h0, &s->c0, &s->dh0, &s->dc0};
	for (int i = 0; i < 7; i++) *states[i] = mat_new(a, N, H);
	s->Wih = mat_new(a, H, H);
	s->dWih = mat_new(a, H, H);
	s->plain = plain_new(a);
	s->dplain = plain_new(a);
	s->start = start_new(a);
	s->dstart = start_new(a);
	s->looker = looker_new(a);
	s->dlooker = looker_new(a);
	s->v = attentive_lstm_wires_new(a, T, N, H, L, R);
	for (int n = 0; n < N; n++) s->length[n] = 1 + n % FRAMES;
	for (int t = 0; t < T; t++) {
		s->at_row[t] = t;
		s->at_col[t] = SIDE - 1 - t;
	}
}

static bench bench_new(void)
{
	bench s = {0};
	rng r = rng_new(1, 105);
	pictures_new(&s);
	sentences_new(&s);
	mat drawn[] = {s.x.m, s.dy.m, s.dsmaller.m, s.k.W, s.pair[0].W, s.pair[1].W, flat(s.words),
	        flat(s.region), flat(s.frame), s.im, s.Wih, s.plain.Wxh, s.plain.Whh, s.start.h.W,
	        s.start.c.W, s.looker.lstm.Wx, s.looker.lstm.Wh, s.looker.Wc, s.looker.Wq, s.dh0,
	        s.dc0};
	for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
		rng_fill_normal(&r, drawn[i], 1 / 11.0);
	return s;
}

/* --- pictures ------------------------------------------------------------------------------------ */

static void conv(bench *s)
{
	conv2d_forward(s->y, s->x, s->k, same);
}

static void conv_loops(bench *s)
{
	other_loops(s->y, s->x, s->k, same);
}

static void conv_whole(bench *s)
{
	other_whole(s->y, s->x, s->k, same, s->col);
}

static void conv_by_twos(bench *s)
{
	conv2d_forward(s->half, s->x, s->k, by_twos);
}

static void conv_back(bench *s)
{
	conv2d_backward(s->dk, s->dx, s->dy, s->x, s->k, same);
}

static void conv_back_first(bench *s)
{
	conv2d_backward(s->dk, (images){0}, s->dy, s->x, s->k, same);
}

static void columns(bench *s)
{
	im2col(s->col, s->x, same);
}

static void columns_asking(bench *s)
{
	other_asking(s->col, s->x, same);
}

static void columns_back(bench *s)
{
	fill(s->dx.m, 0);
	col2im(s->dx, s->col, same);
}

static void product(bench *s)
{
	mul(s->y.m, s->k.W, s->col);
}

static void pool(bench *s)
{
	max_pool_forward(s->smaller, s->from, s->x, 2);
}

static void pool_branch(bench *s)
{
	other_branch(s->smaller, s->from, s->x, 2);
}

static void pool_back(bench *s)
{
	max_pool_backward(s->dx, s->dsmaller, s->from);
}

static void norm(bench *s)
{
	batch_norm_forward(s->r, s->batch, s->running, s->x, s->w, 0.1, 1e-5);
}

static void norm_one_walk(bench *s)
{
	other_one_walk(s->batch, s->x);
	batch_norm_eval(s->r, s->x, s->batch, s->w, 1e-5);
}

static void norm_eval(bench *s)
{
	batch_norm_eval(s->r, s->x, s->batch, s->w, 1e-5);
}

static void norm_back(bench *s)
{
	batch_norm_backward(s->dw, s->dx, s->x, s->x, s->batch, s->w, 1e-5);
}

static void block(bench *s)
{
	images top = {rows(s->y.m, 0, C), N, SIDE, SIDE};
	residual_forward(top, s->r, s->x, s->pair);
}

static void block_back(bench *s)
{
	images top = {rows(s->y.m, 0, C), N, SIDE, SIDE};
	residual_backward(s->dpair, s->dx, s->x, top, s->r, s->x, s->pair);
}

static void place(bench *s)
{
	place_images(s->r, s->x, s->p);
}

/* --- sentences ----------------------------------------------------------------------------------- */

static void every_step(bench *s)
{
	image_rnn_forward(s->h, s->words, s->im, s->plain, s->Wih);
}

static void every_step_back(bench *s)
{
	image_rnn_backward(
	        s->dplain, s->dWih, s->dwords, s->dim, s->dh, s->words, s->im, s->h, s->plain, s->Wih);
}

static void first_state(bench *s)
{
	image_start_forward(s->h0, s->c0, s->im, s->start);
}

static void first_state_back(bench *s)
{
	image_start_backward(s->dstart, s->dim, s->dh0, s->dc0, s->h0, s->c0, s->im, s->start);
}

static void look(bench *s)
{
	attentive_lstm_forward(s->v, s->words, s->region, s->looker);
}

static void look_unhoisted(bench *s)
{
	other_unhoisted(s->v, s->words, s->region, s->looker);
}

static void look_back(bench *s)
{
	fill(s->dc, 0);
	attentive_lstm_backward(
	        s->dlooker, s->dwords, s->dregion, s->dh, s->dc, s->words, s->region, s->v, s->looker);
}

static void film(bench *s)
{
	mean_of_frames_forward(s->dim, s->frame, s->length);
}

static void film_back(bench *s)
{
	mean_of_frames_backward(s->dframe, s->im, s->length);
}

static void glance(bench *s)
{
	glimpses(s->glance, s->x, s->at_row, s->at_col, 5);
}

static const struct {
	const char *name;
	void (*run)(bench *s);
} jobs[] = {{"conv", conv}, {"conv.loops", conv_loops}, {"conv.whole", conv_whole},
        {"conv.twos", conv_by_twos}, {"conv.back", conv_back}, {"conv.back.first", conv_back_first},
        {"im2col", columns}, {"im2col.asking", columns_asking}, {"col2im", columns_back},
        {"product", product}, {"pool", pool}, {"pool.branch", pool_branch},
        {"pool.back", pool_back}, {"norm", norm}, {"norm.one", norm_one_walk},
        {"norm.eval", norm_eval}, {"norm.back", norm_back}, {"block", block},
        {"block.back", block_back}, {"place", place}, {"every", every_step},
        {"every.back", every_step_back}, {"first", first_state}, {"first.back", first_state_back},
        {"look", look}, {"look.steps", look_unhoisted}, {"look.back", look_back}, {"film", film},
        {"film.back", film_back}, {"glimpses", glance}};

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
