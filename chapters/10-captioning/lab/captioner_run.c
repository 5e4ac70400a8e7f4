/* A captioner's way forwards and back: see captioner.h for the picture of it. */
#include <string.h>

#include "captioner.h"

/* --- looking ----------------------------------------------------------------------------------------------- */

/* All regions of a frame side by side are the frame, and back. */
static void frames_of_regions(seq frame, seq region, bool back)
{
	const int L = region.T / frame.T;
	const size_t bytes = (size_t)region.D * sizeof(real);
	for (int i = 0; i < region.T; i++)
		for (int b = 0; b < region.B; b++) {
			real *f = row(at(frame, i / L), b) + i % L * region.D, *r = row(at(region, i), b);
			memcpy(back ? r : f, back ? f : r, bytes);
		}
}

/* One of the frames of each film. */
static void encode(captioner *c, mat film)
{
	if (!c->film_h.p) {
		mean_of_frames_forward(film, c->frame, c->all_frames);
		return;
	}
	lstm_forward(c->film_h, c->film_c, c->film_a, c->frame, c->p.film);
	many_to_one_forward(film, c->film_h, c->all_frames);
}

void captioner_look(captioner *c, bool learns)
{
	if (!c->shape.features) convnet_forward(&c->see, c->region, learns);
	if (c->shape.tell != TELL_ATTEND) {
		if (!c->shape.features) frames_of_regions(c->frame, c->region, false);
		encode(c, c->im);
		return;
	}
	if (c->shape.film != FILM_APART) encode(c, flat(c->told));
	for (int l = 0; l < c->told.T; l++) add_row(at(c->told, l), rows(c->p.place, l, 1));
	mean_of_frames_forward(c->im, c->told, c->all_told);
}

static void encode_backward(captioner *c, mat dfilm)
{
	fill(flat(c->dframe), 0);
	if (!c->film_h.p) {
		mean_of_frames_backward(c->dframe, dfilm, c->all_frames);
		return;
	}
	arena scratch = {0};
	seq dh = seq_new(&scratch, c->film_h.T, c->film_h.B, c->film_h.D);
	seq da = seq_new(&scratch, c->film_a.T, c->film_a.B, c->film_a.D);
	mat dc = mat_new(&scratch, dh.B, dh.D);
	many_to_one_backward(dh, dfilm, c->all_frames);
	lstm_backward(c->dp.film, c->dframe, da, dh, dc, c->frame, c->film_h, c->film_c, c->film_a,
	        c->p.film);
	arena_free(&scratch);
}

static void look_backward(captioner *c)
{
	if (c->shape.tell != TELL_ATTEND) {
		encode_backward(c, c->dim);
		if (!c->shape.features) frames_of_regions(c->dframe, c->dregion, true);
	} else {
		mean_of_frames_backward(c->dtold, c->dim, c->all_told);
		for (int l = 0; l < c->told.T; l++)
			add_sum_of_rows(rows(c->dp.place, l, 1), at(c->dtold, l));
		if (c->shape.film != FILM_APART) encode_backward(c, flat(c->dtold));
	}
	if (!c->shape.features) convnet_backward(&c->see, c->dregion);
}

/* --- words -------------------------------------------------------------------------------------------------- */

static attentive_lstm_wires first_steps(const attentive_lstm_wires *v, int T)
{
	return (attentive_lstm_wires){.h = steps(v->h, 0, T + 1),
	        .c = steps(v->c, 0, T + 1),
	        .a = steps(v->a, 0, T),
	        .q = steps(v->q, 0, T),
	        .ctx = steps(v->ctx, 0, T),
	        .alpha = steps(v->alpha, 0, T)};
}

static seq states(const captioner *c, int T)
{
	return steps(c->shape.tell == TELL_ATTEND ? c->v.h : c->h, 0, T + 1);
}

void captioner_read(captioner *c, const int *input, int T)
{
	const captioner_weights *p = &c->p;
	const seq x = steps(c->x, 0, T), h = states(c, T);
	for (int i = 0; i < T * x.B; i++)
		memcpy(row(flat(x), i), row(p->embedding, input[i]), (size_t)x.D * sizeof(real));
	switch (c->shape.tell) {
	case TELL_START:
		image_start_forward(at(c->h, 0), at(c->c, 0), c->im, p->start);
		lstm_forward(h, steps(c->c, 0, T + 1), steps(c->a, 0, T), x, p->lstm);
		break;
	case TELL_STEPS: image_rnn_forward(h, x, c->im, p->plain, p->Wih); break;
	default:
		image_start_forward(at(c->v.h, 0), at(c->v.c, 0), c->im, p->start);
		attentive_lstm_forward(first_steps(&c->v, T), x, c->told, p->look);
	}
	temporal_affine_forward(steps(c->y, 0, T), steps(h, 1, T), p->out);
}

/* The layer itself; dh as its backward function wants it. */
static void layer_backward(captioner *c, seq dh, int T)
{
	arena scratch = {0};
	const captioner_weights *p = &c->p, *d = &c->dp;
	const seq x = steps(c->x, 0, T), dx = steps(c->dx, 0, T), h = states(c, T);
	mat dc = mat_new(&scratch, dh.B, dh.D);
	if (c->shape.tell == TELL_STEPS)
		image_rnn_backward(d->plain, d->Wih, dx, c->dim, dh, x, c->im, h, p->plain, p->Wih);
	else if (c->shape.tell == TELL_START) {
		seq da = seq_new(&scratch, T, dh.B, c->a.D);
		lstm_backward(
		        d->lstm, dx, da, dh, dc, x, h, steps(c->c, 0, T + 1), steps(c->a, 0, T), p->lstm);
		image_start_backward(
		        d->start, c->dim, at(dh, 0), dc, at(c->h, 0), at(c->c, 0), c->im, p->start);
	} else {
		attentive_lstm_backward(
		        d->look, dx, c->dtold, dh, dc, x, c->told, first_steps(&c->v, T), p->look);
		image_start_backward(
		        d->start, c->dim, at(dh, 0), dc, at(c->v.h, 0), at(c->v.c, 0), c->im, p->start);
	}
	arena_free(&scratch);
}

static void backward(captioner *c, const int *input, int T)
{
	const seq dh = steps(c->dh, 0, T + 1), dx = steps(c->dx, 0, T);
	fill(c->dw, 0);
	fill(c->dim, 0);
	if (c->dtold.p) fill(flat(c->dtold), 0);
	fill(flat(dh), 0);
	temporal_affine_backward(
	        c->dp.out, steps(dh, 1, T), steps(c->y, 0, T), steps(states(c, T), 1, T), c->p.out);
	layer_backward(c, dh, T);
	for (int i = 0; i < T * dx.B; i++)
		add(rows(c->dp.embedding, input[i], 1), rows(flat(dx), i, 1));
	look_backward(c);
}

double captioner_loss(captioner *c, const sentence *caption, bool gradient)
{
	arena scratch = {0};
	const int B = c->shape.batch;
	int T = 1;
	for (int b = 0; b < B; b++)
		if (caption[b].length + 1 > T) T = caption[b].length + 1;
	int *input = arena_alloc(&scratch, (size_t)(T * B), sizeof *input);
	int *target = arena_alloc(&scratch, (size_t)(T * B), sizeof *target);
	teacher_forcing(input, target, caption, T, B, c->shape.start, c->shape.end);
	captioner_look(c, gradient);
	captioner_read(c, input, T);
	const double loss = temporal_softmax_loss(steps(c->y, 0, T), target);
	if (gradient) backward(c, input, T);
	arena_free(&scratch);
	return loss;
}
