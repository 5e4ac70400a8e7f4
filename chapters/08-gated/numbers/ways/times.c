/* times_print(): milliseconds over repeated runs, at the size of the course: T = 50 steps, D = H =
 * 128, V = 65, and B = 32; names that end in ".one" have B = 1. Each job is a whole layer's work over
 * T steps, or what stands in its place. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gru.h"
#include "others.h"
#include "stopwatch.h"
#include "times.h"

enum { RUNS = 31 };

/* --- the LSTM ------------------------------------------------------------------------------------- */

static void restore(bench *s)
{
	copy(flat(s->a), flat(s->kept));
}

static void recur(bench *s)
{
	restore(s);
	lstm_recur_forward(s->h, s->c, s->a, s->w.Wh);
}

static void back(bench *s)
{
	fill(s->dc, 0);
	lstm_recur_backward(s->da, s->dh, s->dc, s->gates, s->cells, s->w.Wh);
}

static void back_by_columns(bench *s)
{
	fill(s->dc, 0);
	for (int t = s->da.T - 1; t >= 0; t--)
		lstm_step_backward(at(s->da, t), at(s->dh, t), s->dc, at(s->dh, t + 1), at(s->gates, t),
		        at(s->cells, t + 1), at(s->cells, t), s->w.Wh);
}

static void forward(bench *s)
{
	lstm_forward(s->h, s->c, s->a, s->x, s->w);
}

static void forward_steps(bench *s)
{
	for (int t = 0; t < s->x.T; t++) {
		mul(at(s->a, t), at(s->x, t), s->w.Wx);
		add_row(at(s->a, t), s->w.b);
		lstm_step_forward(
		        at(s->h, t + 1), at(s->c, t + 1), at(s->a, t), at(s->h, t), at(s->c, t), s->w.Wh);
	}
}

static void backward(bench *s)
{
	fill(s->dc, 0);
	lstm_backward(s->dw, s->dx, s->da, s->dh, s->dc, s->x, s->states, s->cells, s->gates, s->w);
}

static void backward_steps(bench *s)
{
	fill(s->dc, 0);
	for (int t = s->da.T - 1; t >= 0; t--) {
		mat da = at(s->da, t);
		lstm_step_backward(da, at(s->dh, t), s->dc, at(s->dh, t + 1), at(s->gates, t),
		        at(s->cells, t + 1), at(s->cells, t), s->w.Wh);
		mul(at(s->dx, t), da, tr(s->w.Wx));
		mul_add(s->dw.Wx, tr(at(s->x, t)), da);
		mul_add(s->dw.Wh, tr(at(s->states, t)), da);
		add_sum_of_rows(s->dw.b, da);
	}
}

/* --- what reads letters ---------------------------------------------------------------------------- */

static void by_one_hot(bench *s)
{
	mul(flat(s->a), flat(s->letters), s->table);
}

static void by_embedding(bench *s)
{
	for (int i = 0; i < s->x.T * s->x.B; i++)
		memcpy(row(flat(s->x), i), row(s->E, s->id[i]), (size_t)s->x.D * sizeof(real));
	mul(flat(s->a), flat(s->x), s->w.Wx);
	add_row(flat(s->a), s->w.b);
}

static void by_table(bench *s)
{
	mul(s->table, s->E, s->w.Wx);
	add_row(s->table, s->w.b);
	for (int i = 0; i < s->a.T * s->a.B; i++)
		memcpy(row(flat(s->a), i), row(s->table, s->id[i]), (size_t)s->a.D * sizeof(real));
}

/* --- the GRU and the variants -------------------------------------------------------------------------- */

static void gru(bench *s)
{
	seq a = {s->a.p, s->a.T, s->a.B, 3 * s->h.D}, u = {s->u.p, s->a.T, s->a.B, 3 * s->h.D};
	memcpy(a.p, s->kept.p, (size_t)count(flat(a)) * sizeof(real));
	gru_recur_forward(s->h, a, u, s->g.Wh);
}

static void gru_back(bench *s)
{
	seq a = {s->gates.p, s->a.T, s->a.B, 3 * s->h.D}, u = {s->u.p, s->a.T, s->a.B, 3 * s->h.D};
	seq da = {s->da.p, s->a.T, s->a.B, 3 * s->h.D}, du = {s->du.p, s->a.T, s->a.B, 3 * s->h.D};
	gru_recur_backward(da, du, s->dh, s->states, a, u, s->g.Wh);
}

static void peephole(bench *s)
{
	restore(s);
	for (int t = 0; t < s->a.T; t++)
		peephole_step_forward(at(s->h, t + 1), at(s->c, t + 1), at(s->a, t), at(s->h, t),
		        at(s->c, t), s->w.Wh, s->p);
}

static void coupled(bench *s)
{
	seq a = {s->a.p, s->a.T, s->a.B, 3 * s->h.D};
	memcpy(a.p, s->kept.p, (size_t)count(flat(a)) * sizeof(real));
	for (int t = 0; t < a.T; t++)
		coupled_step_forward(
		        at(s->h, t + 1), at(s->c, t + 1), at(a, t), at(s->h, t), at(s->c, t), s->g.Wh);
}

static void clocks(bench *s)
{
	for (int t = 0; t < s->a.T; t++) time_gate(s->k, t, s->clock, 0.001);
}

static void peephole_back(bench *s)
{
	fill(s->dc, 0);
	for (int t = s->da.T - 1; t >= 0; t--)
		peephole_step_backward(s->dp, at(s->da, t), at(s->dh, t), s->dc, at(s->dh, t + 1),
		        at(s->gates, t), at(s->cells, t + 1), at(s->cells, t), s->w.Wh, s->p);
}

static void coupled_back(bench *s)
{
	seq a = {s->gates.p, s->a.T, s->a.B, 3 * s->h.D}, da = {s->da.p, s->a.T, s->a.B, 3 * s->h.D};
	fill(s->dc, 0);
	for (int t = a.T - 1; t >= 0; t--)
		coupled_step_backward(at(da, t), at(s->dh, t), s->dc, at(s->dh, t + 1), at(a, t),
		        at(s->cells, t + 1), at(s->cells, t), s->g.Wh);
}

static void phased_back(bench *s)
{
	fill(s->dc, 0);
	for (int t = s->da.T - 1; t >= 0; t--)
		phased_step_backward(s->k, at(s->da, t), at(s->dh, t), s->dc, at(s->dh, t + 1),
		        at(s->gates, t), at(s->states, t), at(s->cells, t), s->w.Wh, s->clock_gate);
}

static void phased(bench *s)
{
	restore(s);
	for (int t = 0; t < s->a.T; t++) {
		time_gate(s->k, t, s->clock, 0.001);
		phased_step_forward(at(s->h, t + 1), at(s->c, t + 1), at(s->a, t), at(s->h, t), at(s->c, t),
		        s->w.Wh, s->k);
	}
}

/* --- rules ----------------------------------------------------------------------------------------------- */

static const adam_settings usual = {0.9, 0.999, 1e-8};

static void adam(bench *s)
{
	adam_step(s->weights, s->gradient, s->m, s->v, 1e-9, usual, 100);
}

static void momentum(bench *s)
{
	sgd_momentum_step(s->weights, s->gradient, s->m, 1e-9, 0.9);
}

/* --- all of them ------------------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	void (*run)(bench *s);
} jobs[] = {{"recur", recur}, {"recur.scalar", other_library}, {"recur.loops", other_loops},
        {"back", back}, {"back.columns", back_by_columns}, {"back.kept", other_kept_tanh},
        {"forward", forward}, {"forward.steps", forward_steps}, {"backward", backward},
        {"backward.steps", backward_steps}, {"read.onehot", by_one_hot},
        {"read.embedding", by_embedding}, {"read.table", by_table}, {"gru", gru},
        {"gru.before", other_reset_before}, {"gru.back", gru_back}, {"peephole", peephole},
        {"coupled", coupled}, {"phased", phased}, {"adam", adam}, {"adam.literal", other_adam},
        {"momentum", momentum}, {"product", other_products},
        {"product.whole", other_whole_products}, {"gates", other_gates},
        {"unrolled", other_unrolled}, {"unrolled.anew", other_unrolled_anew}, {"clocks", clocks},
        {"peephole.back", peephole_back}, {"coupled.back", coupled_back},
        {"phased.back", phased_back}, {"deep", other_deep}, {"deep.steps", other_deep_steps},
        {"both", other_both_ways}, {"turn", other_turn}};

enum { JOBS = sizeof jobs / sizeof *jobs };

static void run_job(void *context, int job)
{
	jobs[job].run(context);
}

static void measure(int B, const char *suffix)
{
	bench s = bench_new(B);
	stopwatch_times took[JOBS];
	stopwatch_turns(&(stopwatch){.jobs = JOBS,
	                        .runs = RUNS,
	                        .warm_up = 2,
	                        .clock = stopwatch_cpu,
	                        .run = run_job,
	                        .context = &s},
	        took);
	for (int j = 0; j < JOBS; j++)
		printf("time.%s%s %.4f %.4f %.4f\n", jobs[j].name, suffix, 1e3 * took[j].median,
		        1e3 * took[j].fastest, 1e3 * took[j].slowest);
	arena_free(&s.memory);
}

void times_print(void)
{
	measure(32, "");
	measure(1, ".one");
}
