/* A captioner's weights and memory; captioner_run.c computes. */
#include <math.h>

#include "captioner.h"

static int region_width(const captioner_shape *s)
{
	return s->picture.kernels[CONVNET_STAGES - 1];
}

/* Places that can be looked at. */
static int places_told(const captioner_shape *s)
{
	return convnet_regions(&s->picture) * (s->film == FILM_APART ? s->frames : 1);
}

/* Numbers of what a film's encoder reads frame by frame. */
static int frame_width(const captioner_shape *s)
{
	if (s->tell == TELL_ATTEND) return region_width(s);
	return s->features ? s->features : convnet_regions(&s->picture) * region_width(s);
}

/* Units of the recurrent encoder: a place has less to say than a whole film. */
static int film_units(const captioner_shape *s)
{
	return s->tell == TELL_ATTEND ? 2 * region_width(s) : s->hidden;
}

/* Numbers of what the words are told. */
static int image_width(const captioner_shape *s)
{
	return s->film == FILM_RECURRENT ? film_units(s) : frame_width(s);
}

/* --- weights --------------------------------------------------------------------------------------------- */

static void take_gated(weights *from, gated *w, gated *dw, int D, int H)
{
	weights_take(from, &w->Wx, &dw->Wx, D, 4 * H);
	weights_take(from, &w->Wh, &dw->Wh, H, 4 * H);
	weights_take(from, &w->b, &dw->b, 1, 4 * H);
}

static void take_affine(weights *from, affine *w, affine *dw, int in, int out)
{
	weights_take(from, &w->W, &dw->W, in, out);
	weights_take(from, &w->b, &dw->b, 1, out);
}

static void take_teller(captioner *c, weights *from)
{
	const captioner_shape *s = &c->shape;
	captioner_weights *p = &c->p, *d = &c->dp;
	const int I = image_width(s), D = s->embedding, H = s->hidden;
	if (s->tell == TELL_STEPS) {
		weights_take(from, &p->plain.Wxh, &d->plain.Wxh, D, H);
		weights_take(from, &p->plain.Whh, &d->plain.Whh, H, H);
		weights_take(from, &p->plain.b, &d->plain.b, 1, H);
		weights_take(from, &p->Wih, &d->Wih, I, H);
		return;
	}
	take_affine(from, &p->start.h, &d->start.h, I, H);
	take_affine(from, &p->start.c, &d->start.c, I, H);
	if (s->tell == TELL_START) {
		take_gated(from, &p->lstm, &d->lstm, D, H);
		return;
	}
	weights_take(from, &p->place, &d->place, places_told(s), I);
	take_gated(from, &p->look.lstm, &d->look.lstm, D, H);
	weights_take(from, &p->look.Wc, &d->look.Wc, I, 4 * H);
	weights_take(from, &p->look.Wq, &d->look.Wq, H, I);
}

static void take_all(captioner *c, weights *from)
{
	const captioner_shape *s = &c->shape;
	c->see.shape = s->picture;
	if (!s->features) convnet_weights(&c->see, from);
	if (s->film == FILM_RECURRENT)
		take_gated(from, &c->p.film, &c->dp.film, frame_width(s), film_units(s));
	weights_take(from, &c->p.embedding, &c->dp.embedding, s->vocabulary, s->embedding);
	take_teller(c, from);
	take_affine(from, &c->p.out, &c->dp.out, s->hidden, s->vocabulary);
}

long captioner_parameters(const captioner_shape *s)
{
	captioner c = {.shape = *s};
	weights all = {0};
	take_all(&c, &all);
	return all.n;
}

static void even(rng *r, mat w)
{
	if (!w.p) return;
	const double limit = 1 / sqrt(w.rows);
	rng_fill_uniform(r, w, -limit, limit);
}

static void start_weights(captioner *c, rng *r)
{
	captioner_weights *p = &c->p;
	if (!c->shape.features) convnet_start(&c->see, r);
	rng_fill_normal(r, p->embedding, 1);
	if (p->film.Wx.p) lstm_init(p->film, 1, r);
	if (p->lstm.Wx.p) lstm_init(p->lstm, 1, r);
	if (p->look.lstm.Wx.p) lstm_init(p->look.lstm, 1, r);
	if (p->place.p) rng_fill_normal(r, p->place, 0.5);
	const mat others[] = {p->start.h.W, p->start.c.W, p->plain.Wxh, p->plain.Whh, p->Wih,
	        p->look.Wc, p->look.Wq, p->out.W};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) even(r, others[i]);
}

/* --- memory ---------------------------------------------------------------------------------------------- */

/* The same number for everybody. */
static int *each(arena *a, int n, int number)
{
	int *all = arena_alloc(a, (size_t)n, sizeof *all);
	for (int i = 0; i < n; i++) all[i] = number;
	return all;
}

/* What one place shows from frame to frame is a film of its own: steps of a frame's regions. */
static seq as_films(seq region, int F)
{
	return (seq){region.p, F, region.T / F * region.B, region.D};
}

static void attention_memory(captioner *c, arena *a)
{
	const captioner_shape *s = &c->shape;
	c->told = c->region;
	c->dtold = c->dregion;
	if (s->film != FILM_APART) {
		c->frame = as_films(c->region, s->frames);
		c->dframe = as_films(c->dregion, s->frames);
		c->told = seq_new(a, places_told(s), s->batch, image_width(s));
		c->dtold = seq_new(a, places_told(s), s->batch, image_width(s));
	}
	c->all_told = each(a, s->batch, c->told.T);
}

static void look_memory(captioner *c, arena *a)
{
	const captioner_shape *s = &c->shape;
	const int F = s->frames, B = s->batch, U = film_units(s);
	if (!s->features) {
		const int L = convnet_regions(&s->picture);
		convnet_memory(&c->see, a, F * B);
		c->region = seq_new(a, F * L, B, region_width(s));
		c->dregion = seq_new(a, F * L, B, region_width(s));
	}
	if (s->tell == TELL_ATTEND)
		attention_memory(c, a);
	else {
		c->frame = seq_new(a, F, B, frame_width(s));
		c->dframe = seq_new(a, F, B, frame_width(s));
	}
	c->all_frames = each(a, c->frame.B, F);
	if (c->p.film.Wx.p) {
		c->film_h = seq_new(a, F + 1, c->frame.B, U);
		c->film_c = seq_new(a, F + 1, c->frame.B, U);
		c->film_a = seq_new(a, F, c->frame.B, 4 * U);
	}
	c->im = mat_new(a, B, image_width(s));
	c->dim = mat_new(a, B, image_width(s));
}

static void word_memory(captioner *c, arena *a)
{
	const captioner_shape *s = &c->shape;
	const int T = s->steps, B = s->batch, H = s->hidden;
	c->x = seq_new(a, T, B, s->embedding);
	c->dx = seq_new(a, T, B, s->embedding);
	c->h = seq_new(a, T + 1, B, H);
	c->dh = seq_new(a, T + 1, B, H);
	c->c = seq_new(a, T + 1, B, H);
	c->a = seq_new(a, T, B, 4 * H);
	if (s->tell == TELL_ATTEND)
		c->v = attentive_lstm_wires_new(a, T, B, H, places_told(s), image_width(s));
	c->y = seq_new(a, T, B, s->vocabulary);
}

captioner *captioner_new(arena *a, captioner_shape s, uint64_t seed)
{
	captioner *c = arena_alloc(a, 1, sizeof *c);
	c->shape = s;
	c->memory = a;
	if (s.tell == TELL_ATTEND && s.features) bug("vectors have no regions to look at");
	if (s.tell != TELL_ATTEND && s.film == FILM_APART) bug("only regions can stay apart");
	const long n = captioner_parameters(&s);
	c->w = mat_new(a, 1, (int)n);
	c->dw = mat_new(a, 1, (int)n);
	weights from = {c->w.p, c->dw.p, 0};
	take_all(c, &from);
	look_memory(c, a);
	word_memory(c, a);
	rng r = rng_new(seed, 101);
	start_weights(c, &r);
	return c;
}
