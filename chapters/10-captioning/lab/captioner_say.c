/* A captioner as chapter 09's searches want it: states in slots, one word more at a time. */
#include <math.h>
#include <string.h>

#include "captioner.h"

typedef struct {
	captioner *c;
	int b, slots;
	seq h, cell, a;         // (2,n,H), (2,n,H), (1,n,4H): [0] before the word, [1] after
	mat h0, c0;             // (1,H) before the first word
	mat im;                 // (n,I) the same picture for every slot
	seq region;             // (L,n,R) likewise
	attentive_lstm_wires v; // with h and cell in it
	seq x;                  // (1,n,D)
	mat old_h, old_c;       // what the slots held
} speaker;

static seq first_rows(seq s, int n)
{
	// Steps of n sequences instead of all: the memory is enough, and nobody minds where a step begins.
	return (seq){s.p, s.T, n, s.D};
}

/* Each sentence's state before its word: of a slot, or of the beginning. */
static void gather(speaker *s, const int *from, const int *word, int n)
{
	const size_t H = (size_t)s->h.D * sizeof(real);
	const seq h = first_rows(s->h, n), c = first_rows(s->cell, n), x = first_rows(s->x, n);
	for (int i = 0; i < n; i++) {
		const bool begins = from[i] < 0;
		memcpy(row(at(h, 0), i), begins ? s->h0.p : row(s->old_h, from[i]), H);
		memcpy(row(at(c, 0), i), begins ? s->c0.p : row(s->old_c, from[i]), H);
		memcpy(row(at(x, 0), i), row(s->c->p.embedding, word[i]), (size_t)x.D * sizeof(real));
	}
}

static void step(speaker *s, int n)
{
	const captioner_weights *p = &s->c->p;
	const seq h = first_rows(s->h, n), c = first_rows(s->cell, n), x = first_rows(s->x, n);
	if (s->c->shape.tell == TELL_START)
		lstm_forward(h, c, first_rows(s->a, n), x, p->lstm);
	else if (s->c->shape.tell == TELL_STEPS)
		image_rnn_forward(h, x, rows(s->im, 0, n), p->plain, p->Wih);
	else {
		attentive_lstm_wires v = {h, c, first_rows(s->a, n), first_rows(s->v.q, n),
		        first_rows(s->v.ctx, n), first_rows(s->v.alpha, n)};
		arena scratch = {0};
		seq region = seq_new(&scratch, s->region.T, n, s->region.D);
		for (int l = 0; l < region.T; l++) copy(at(region, l), rows(at(s->region, l), 0, n));
		attentive_lstm_forward(v, x, region, p->look);
		arena_free(&scratch);
	}
	copy(rows(s->old_h, 0, n), at(h, 1));
	copy(rows(s->old_c, 0, n), at(c, 1));
}

static void log_softmax(mat y)
{
	for (int i = 0; i < y.rows; i++) {
		real *p = row(y, i), largest = p[0];
		double sum = 0;
		for (int j = 1; j < y.cols; j++) largest = p[j] > largest ? p[j] : largest;
		for (int j = 0; j < y.cols; j++) sum += exp((double)(p[j] - largest));
		for (int j = 0; j < y.cols; j++) p[j] -= largest + (real)log(sum);
	}
}

static void next(void *self, const int *from, const int *word, int n, mat logp)
{
	speaker *s = self;
	gather(s, from, word, n);
	step(s, n);
	mul(logp, rows(s->old_h, 0, n), s->c->p.out.W);
	add_row(logp, s->c->p.out.b);
	log_softmax(logp);
}

/* Row b of the batch's picture for every slot. */
static void look(arena *a, speaker *s)
{
	captioner *c = s->c;
	const mat im = rows(c->im, s->b, 1);
	if (c->shape.tell != TELL_STEPS) image_start_forward(s->h0, s->c0, im, c->p.start);
	s->im = mat_new(a, s->slots, im.cols);
	add_row(s->im, im);
	if (c->shape.tell != TELL_ATTEND) return;
	s->region = seq_new(a, c->told.T, s->slots, c->told.D);
	for (int l = 0; l < c->told.T; l++) add_row(at(s->region, l), rows(at(c->told, l), s->b, 1));
	s->v = attentive_lstm_wires_new(a, 1, s->slots, c->shape.hidden, c->told.T, c->told.D);
}

word_model captioner_words(arena *a, captioner *c, int b, int slots)
{
	const int H = c->shape.hidden;
	speaker *s = arena_alloc(a, 1, sizeof *s);
	*s = (speaker){.c = c,
	        .b = b,
	        .slots = slots,
	        .h = seq_new(a, 2, slots, H),
	        .cell = seq_new(a, 2, slots, H),
	        .a = seq_new(a, 1, slots, 4 * H),
	        .h0 = mat_new(a, 1, H),
	        .c0 = mat_new(a, 1, H),
	        .x = seq_new(a, 1, slots, c->shape.embedding),
	        .old_h = mat_new(a, slots, H),
	        .old_c = mat_new(a, slots, H)};
	look(a, s);
	return (word_model){s, c->shape.vocabulary, c->shape.start, c->shape.end, slots, next};
}
