/* Three stages, residual blocks, and the turn from channels side by side to regions side by side; see convnet.h. */
#include <math.h>

#include "convnet.h"

static const window around = {3, 1, 1};
static const double share = 0.1, epsilon = 1e-5;

static int channels_into(const convnet_shape *s, int i)
{
	return i ? s->kernels[i - 1] : s->channels;
}

int convnet_regions(const convnet_shape *s)
{
	const int side = s->side >> CONVNET_STAGES;
	return side * side;
}

void convnet_weights(convnet *e, weights *from)
{
	for (int i = 0; i < CONVNET_STAGES; i++) {
		convnet_stage *s = &e->stage[i];
		const int F = e->shape.kernels[i], C = channels_into(&e->shape, i);
		weights_take(from, &s->k.W, &s->dk.W, F, C * around.size * around.size);
		weights_take(from, &s->k.b, &s->dk.b, 1, F);
		weights_take(from, &s->n.gamma, &s->dn.gamma, 1, F);
		weights_take(from, &s->n.beta, &s->dn.beta, 1, F);
	}
	const int R = e->shape.kernels[CONVNET_STAGES - 1];
	for (int i = 0; i < 2 * e->shape.blocks; i++) {
		convnet_block *b = &e->block[i / 2];
		weights_take(from, &b->k[i % 2].W, &b->dk[i % 2].W, R, R * around.size * around.size);
		weights_take(from, &b->k[i % 2].b, &b->dk[i % 2].b, 1, R);
	}
}

static channel_moments moments_new(arena *a, int channels)
{
	return (channel_moments){mat_new(a, 1, channels), mat_new(a, 1, channels)};
}

/* The running moments of all stages in one block. */
static void running_memory(convnet *e, arena *a)
{
	int all = 0;
	for (int i = 0; i < CONVNET_STAGES; i++) all += 2 * e->shape.kernels[i];
	e->running = mat_new(a, 1, all);
	for (int i = 0, at = 0; i < CONVNET_STAGES; i++) {
		const int C = e->shape.kernels[i];
		channel_moments *m = &e->stage[i].running;
		m->mean = cols(e->running, at, C);
		m->variance = cols(e->running, at + C, C);
		fill(m->variance, 1);
		at += 2 * C;
	}
}

void convnet_memory(convnet *e, arena *a, int N)
{
	int side = e->shape.side, most = 0;
	running_memory(e, a);
	for (int i = 0; i < CONVNET_STAGES; i++, side /= 2) {
		convnet_stage *s = &e->stage[i];
		const int F = e->shape.kernels[i], half = side / 2;
		s->batch = moments_new(a, F);
		s->x = i ? e->stage[i - 1].p : images_new(a, e->shape.channels, N, side, side);
		if (i) s->dx = e->stage[i - 1].dp;
		s->y = images_new(a, F, N, side, side);
		s->z = images_new(a, F, N, side, side);
		s->p = images_new(a, F, N, half, half);
		s->dp = images_new(a, F, N, half, half);
		s->from = arena_alloc(a, (size_t)count(s->p.m), sizeof *s->from);
		if (count(s->y.m) > most) most = (int)count(s->y.m);
	}
	e->working = mat_new(a, 1, most);
	e->seen = e->stage[CONVNET_STAGES - 1].p;
	e->dseen = e->stage[CONVNET_STAGES - 1].dp;
	for (int i = 0; i < e->shape.blocks; i++) {
		convnet_block *b = &e->block[i];
		b->x = e->seen;
		b->dx = e->dseen;
		b->r = images_new(a, b->x.m.rows, N, side, side);
		e->seen = b->y = images_new(a, b->x.m.rows, N, side, side);
		e->dseen = b->dy = images_new(a, b->x.m.rows, N, side, side);
	}
}

void convnet_start(convnet *e, rng *r)
{
	for (int i = 0; i < CONVNET_STAGES; i++) {
		convnet_stage *s = &e->stage[i];
		rng_fill_normal(r, s->k.W, sqrt(2.0 / s->k.W.cols));
		fill(s->n.gamma, 1);
	}
	for (int i = 0; i < e->shape.blocks; i++) { // the second kernels are 0: nothing is added yet
		const mat W = e->block[i].k[0].W;
		rng_fill_normal(r, W, sqrt(2.0 / W.cols));
	}
}

/* --- forwards ------------------------------------------------------------------------------------------ */

static void relu(mat m)
{
	real *p = m.p;
	for (long i = 0; i < count(m); i++) p[i] = p[i] > 0 ? p[i] : 0;
}

static void stage_forward(convnet_stage *s, bool learns)
{
	conv2d_forward(s->y, s->x, s->k, around);
	if (learns)
		batch_norm_forward(s->z, s->batch, s->running, s->y, s->n, share, epsilon);
	else
		batch_norm_eval(s->z, s->y, s->running, s->n, epsilon);
	max_pool_forward(s->p, s->from, s->z, 2);
	relu(s->p.m);
}

/* Between the last stage's channels and regions. */
static real *region_at(seq region, int B, int L, int n, int l)
{
	return row(at(region, n / B * L + l), n % B);
}

void convnet_forward(convnet *e, seq region, bool learns)
{
	const images p = e->seen;
	const int L = p.H * p.W;
	for (int i = 0; i < CONVNET_STAGES; i++) stage_forward(&e->stage[i], learns);
	for (int i = 0; i < e->shape.blocks; i++) {
		const convnet_block *b = &e->block[i];
		residual_forward(b->y, b->r, b->x, b->k);
	}
	for (int n = 0; n < p.N; n++)
		for (int l = 0; l < L; l++) {
			real *to = region_at(region, region.B, L, n, l);
			for (int c = 0; c < region.D; c++) to[c] = plane(p, c, n)[l];
		}
}

/* --- backwards ----------------------------------------------------------------------------------------- */

static void stage_backward(convnet_stage *s, real *working)
{
	images dz = {mat_of(working, s->z.m.rows, s->z.m.cols), s->z.N, s->z.H, s->z.W};
	for (long i = 0; i < count(s->p.m); i++)
		if (s->p.m.p[i] <= 0) s->dp.m.p[i] = 0;
	max_pool_backward(dz, s->dp, s->from);
	// z has served: it becomes the gradient of y.
	batch_norm_backward(s->dn, s->z, dz, s->y, s->batch, s->n, epsilon);
	conv2d_backward(s->dk, s->dx, s->z, s->x, s->k, around);
}

void convnet_backward(convnet *e, seq dregion)
{
	const images dp = e->dseen;
	const int L = dp.H * dp.W;
	for (int n = 0; n < dp.N; n++)
		for (int l = 0; l < L; l++) {
			const real *d = region_at(dregion, dregion.B, L, n, l);
			for (int c = 0; c < dregion.D; c++) plane(dp, c, n)[l] = d[c];
		}
	for (int i = e->shape.blocks - 1; i >= 0; i--) {
		const convnet_block *b = &e->block[i];
		residual_backward(b->dk, b->dx, b->dy, b->y, b->r, b->x, b->k);
	}
	for (int i = CONVNET_STAGES - 1; i >= 0; i--) stage_backward(&e->stage[i], e->working.p);
}
