/* times_print(): milliseconds over repeated runs. What is compared runs in turn, so that a busy moment
 * of the machine meets all of it. */
#include <math.h>
#include <stdio.h>

#include "lapack.h"
#include "../starts.h"
#include "stopwatch.h"
#include "times.h"

enum { T = 50, B = 32, H = 128, M = 100, POWER = 50, MANY = 1000000, RUNS = 31 };

typedef struct {
	arena a;
	mat square, symmetric, p, lambda, room; // (M,M) except lambda
	mat weights, faint, J, norms;           // (H,H), (H,H), (1,T+1)
	seq h, ahead, dh, one;                  // (T+1,B,H); one has B = 1
	mat long_one, kept;                     // (1,MANY)
} bench;

/* --- powers ----------------------------------------------------------------------------------------- */

static void power_eig(bench *s)
{
	matrix_power_by_eig(s->p, s->lambda, s->symmetric, POWER);
}

static void power_products(bench *s)
{
	copy(s->p, s->symmetric);
	for (int n = 1; n < POWER; n++) {
		mul(s->room, s->p, s->symmetric);
		copy(s->p, s->room);
	}
}

/* 50 = 110010 in binary: square at each digit, multiply at each 1. */
static void power_squares(bench *s)
{
	copy(s->p, s->symmetric);
	for (int bit = 4; bit >= 0; bit--) {
		mul(s->room, s->p, s->p);
		if (POWER >> bit & 1)
			mul(s->p, s->room, s->symmetric);
		else
			copy(s->p, s->room);
	}
}

static void radius(bench *s)
{
	spectral_radius(s->square, 25);
}

/* --- products of Jacobians ---------------------------------------------------------------------------- */

static void product_norms(bench *s)
{
	jacobian_product_norms(s->norms, s->one, s->weights, BY_TANH);
}

/* The same products, with the root of the sum of squares for a norm. */
static void product_sums(bench *s)
{
	mat so_far = rows(flat(s->ahead), 0, H), longer = rows(flat(s->ahead), H, H);
	irnn_init(so_far, 1);
	for (int t = T; t >= 0; t--) {
		*elem(s->norms, 0, t) = (real)sqrt(dot(so_far, so_far));
		if (t == 0) break;
		state_jacobian(s->J, at(s->one, t), s->weights, BY_TANH);
		mul(longer, so_far, s->J);
		copy(so_far, longer);
	}
}

static void jacobians(bench *s)
{
	for (int t = 1; t <= T; t++) state_jacobian(s->J, at(s->one, t), s->weights, BY_TANH);
}

/* diag(f') as a matrix, and a product. */
static void jacobians_product(bench *s)
{
	mat diagonal = rows(flat(s->ahead), 0, H);
	fill(diagonal, 0);
	for (int t = 1; t <= T; t++) {
		for (int i = 0; i < H; i++) {
			real hi = *elem(at(s->one, t), 0, i);
			*elem(diagonal, i, i) = 1 - hi * hi;
		}
		mul(s->J, diagonal, tr(s->weights));
	}
}

/* --- clipping ------------------------------------------------------------------------------------------ */

static void clip_norm(bench *s)
{
	static double limit = 100;
	clip_by_norm(s->long_one, limit *= 0.99); // each time a little too long
}

static void clip_value(bench *s)
{
	clip_by_value(s->kept, 0.5);
}

/* --- starts -------------------------------------------------------------------------------------------- */

static void orthogonal(bench *s)
{
	rng r = rng_new(1, 75);
	orthogonal_init(s->weights, &r);
	copy(s->faint, s->weights);
	scale(s->faint, (real)0.1);
}

static void positive(bench *s)
{
	rng r = rng_new(1, 75);
	nprnn_init(s->J, &r);
}

/* --- the layer ------------------------------------------------------------------------------------------ */

static void relu_forward(bench *s)
{
	fill(flat(s->h), (real)0.01);
	relu_recur_forward(s->h, s->weights);
}

static void tanh_forward(bench *s)
{
	fill(flat(s->h), (real)0.01);
	rnn_recur_forward(s->h, s->weights);
}

static void relu_backward(bench *s)
{
	fill(flat(s->dh), (real)0.01);
	relu_recur_backward(s->dh, s->h, s->weights);
}

/* The same with a transposed view in every product, instead of one transposed copy. */
static void relu_backward_view(bench *s)
{
	fill(flat(s->dh), (real)0.01);
	for (int t = T; t > 0; t--) {
		real *d = at(s->dh, t).p;
		const real *h = at(s->h, t).p;
		for (int i = 0; i < B * H; i++) d[i] = h[i] > 0 ? d[i] : 0;
		mul_add(at(s->dh, t - 1), at(s->dh, t), tr(s->weights));
	}
}

/* The same with the mask as a factor: 0 · ∞ is no number, and here it does not matter. */
static void relu_backward_factor(bench *s)
{
	mat WhhT = s->J;
	fill(flat(s->dh), (real)0.01);
	copy(WhhT, tr(s->weights));
	for (int t = T; t > 0; t--) {
		real *d = at(s->dh, t).p;
		const real *h = at(s->h, t).p;
		for (int i = 0; i < B * H; i++) d[i] *= (real)(h[i] > 0);
		mul_add(at(s->dh, t - 1), at(s->dh, t), WhhT);
	}
}

/* A gradient that fades to a tenth a step: for some steps its numbers are too small to be stored with all
 * their digits, which most processors do slowly; then they are 0. */
static void relu_backward_fading(bench *s)
{
	fill(flat(s->h), 1);
	fill(flat(s->dh), 0);
	fill(at(s->dh, T), (real)0.01);
	relu_recur_backward(s->dh, s->h, s->faint);
}

static void relu_backward_lasting(bench *s)
{
	fill(flat(s->h), 1);
	fill(flat(s->dh), 0);
	fill(at(s->dh, T), (real)0.01);
	relu_recur_backward(s->dh, s->h, s->weights);
}

static const struct {
	const char *name;
	void (*run)(bench *s);
} jobs[] = {{"power.eig", power_eig}, {"power.products", power_products},
        {"power.squares", power_squares}, {"radius", radius}, {"norms", product_norms},
        {"norms.sums", product_sums}, {"jacobians", jacobians},
        {"jacobians.product", jacobians_product}, {"clip.norm", clip_norm},
        {"clip.value", clip_value}, {"orthogonal", orthogonal}, {"positive", positive},
        {"forward.relu", relu_forward}, {"forward.tanh", tanh_forward}, {"backward", relu_backward},
        {"backward.view", relu_backward_view}, {"backward.factor", relu_backward_factor},
        {"backward.fading", relu_backward_fading}, {"backward.lasting", relu_backward_lasting}};
enum { JOBS = sizeof jobs / sizeof *jobs };

static void bench_new(bench *s)
{
	*s = (bench){0};
	arena *a = &s->a;
	mat *of_m[] = {&s->square, &s->symmetric, &s->p, &s->room};
	for (int i = 0; i < 4; i++) *of_m[i] = mat_new(a, M, M);
	s->lambda = mat_new(a, 1, M);
	s->weights = mat_new(a, H, H);
	s->J = mat_new(a, H, H);
	s->faint = mat_new(a, H, H);
	s->norms = mat_new(a, 1, T + 1);
	s->h = seq_new(a, T + 1, B, H);
	s->ahead = seq_new(a, T + 1, B, H);
	s->dh = seq_new(a, T + 1, B, H);
	s->one = seq_new(a, T + 1, 1, H);
	s->long_one = mat_new(a, 1, MANY);
	s->kept = mat_new(a, 1, MANY);
	rng r = rng_new(1, 76);
	rng_fill_normal(&r, s->square, 0.1);
	rng_fill_uniform(&r, flat(s->one), -0.5, 0.5);
	rng_fill_uniform(&r, s->long_one, -1, 1);
	rng_fill_uniform(&r, s->kept, -1, 1);
	nprnn_init(s->symmetric, &r);
	orthogonal_init(s->weights, &r);
	copy(s->faint, s->weights);
	scale(s->faint, (real)0.1);
}

static void run_job(void *context, int job)
{
	jobs[job].run(context);
}

void times_print(void)
{
	stopwatch_times took[JOBS];
	bench s;
	bench_new(&s);
	stopwatch_turns(&(stopwatch){.jobs = JOBS,
	                        .runs = RUNS,
	                        .warm_up = 2,
	                        .clock = stopwatch_cpu,
	                        .run = run_job,
	                        .context = &s},
	        took);
	for (int j = 0; j < JOBS; j++)
		printf("time.%s %.3g %.3g %.3g\n", jobs[j].name, 1e3 * took[j].median,
		        1e3 * took[j].fastest, 1e3 * took[j].slowest);
	arena_free(&s.a);
}
