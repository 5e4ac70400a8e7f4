/* Encoder and decoder as one model; see translator.h. The only costly product is that with the output's
 * matrix, so it is done for states only that have a target. */
#include <math.h>
#include <string.h>

#include "translator.h"

/* --- weights ----------------------------------------------------------------------------------------- */

/* The next matrix of a block, or only its size when there is no block. */
static mat take(real **p, long *n, int nrows, int ncols)
{
	mat m = *p ? mat_of(*p + *n, nrows, ncols) : (mat){NULL, nrows, ncols, ncols, false};
	*n += count(m);
	return m;
}

static gated take_gru(real **p, long *n, int D, int H)
{
	return (gated){take(p, n, D, 3 * H), take(p, n, H, 3 * H), take(p, n, 1, 3 * H)};
}

static affine take_affine(real **p, long *n, int D, int H)
{
	return (affine){take(p, n, D, H), take(p, n, 1, H)};
}

/* What is not a word's vector. */
static translator_weights take_weights(const translator_shape *s, real *p, long *n)
{
	const int D = s->embedding, H = s->hidden, K = 2 * H;
	translator_weights w = {0};
	*n = 0;
	w.enc.left = take_gru(&p, n, D, H);
	w.enc.right = take_gru(&p, n, D, H);
	w.enc.start = take_affine(&p, n, K, H);
	w.gru = take_gru(&p, n, s->kind == TOLD_ALWAYS ? D + H : D, H);
	if (s->kind == ATTENDING) {
		w.att.Wq = take(&p, n, H, K);
		w.att.out = take_affine(&p, n, K + H, H);
	}
	w.out = take_affine(&p, n, H, s->words[1]);
	return w;
}

long translator_parameters(const translator_shape *s)
{
	long n;
	take_weights(s, NULL, &n);
	return n + (long)s->embedding * (s->words[0] + s->words[1]);
}

/* Uniform, so that a product with as many inputs as there are rows has the size of an input. */
static void draw_matrix(rng *r, mat W, double size)
{
	const double limit = size * sqrt(3.0 / W.rows);
	rng_fill_uniform(r, W, -limit, limit);
}

static void draw_gru(rng *r, gated w)
{
	draw_matrix(r, w.Wx, 1);
	draw_matrix(r, w.Wh, 0.7);
}

static void draw_weights(translator *t, uint64_t seed)
{
	rng r = rng_new(seed, 90);
	draw_gru(&r, t->p.enc.left);
	draw_gru(&r, t->p.enc.right);
	draw_matrix(&r, t->p.enc.start.W, 1);
	draw_gru(&r, t->p.gru);
	if (t->shape.kind == ATTENDING) {
		draw_matrix(&r, t->p.att.Wq, 0.7);
		draw_matrix(&r, t->p.att.out.W, 1);
	}
	draw_matrix(&r, t->p.out.W, 1);
	for (int k = 0; k < 2; k++) rng_fill_normal(&r, t->table[k], 0.5);
}

void translator_new(translator *t, translator_shape s, uint64_t seed)
{
	*t = (translator){.shape = s};
	long n = 0;
	t->w = mat_new(&t->kept, 1, (int)translator_parameters(&s));
	t->p = take_weights(&s, t->w.p, &n);
	t->dense = (int)n;
	real *p = t->w.p;
	for (int k = 0; k < 2; k++) {
		t->table[k] = take(&p, &n, s.words[k], s.embedding);
		word_rows *rows = &t->rows[k];
		rows->id = arena_alloc(&t->kept, (size_t)s.words[k], sizeof(int));
		rows->place = arena_alloc(&t->kept, (size_t)s.words[k], sizeof(int));
		for (int i = 0; i < s.words[k]; i++) rows->place[i] = -1;
	}
	draw_weights(t, seed);
}

void translator_free(translator *t)
{
	arena_free(&t->kept);
	arena_free(&t->scratch);
	for (int k = 0; k < 2; k++) arena_free(&t->grown[k]);
}

/* Room for n numbers, kept for the next batch. */
static real *grow(arena *a, real **p, long *room, long n)
{
	if (n > *room) {
		arena_free(a);
		*room = n + n / 4;
		*p = arena_alloc(a, (size_t)*room, sizeof(real));
	}
	return *p;
}

/* --- words' vectors ------------------------------------------------------------------------------------ */

static void gather(mat x, mat table, const int *id)
{
	for (int i = 0; i < x.rows; i++)
		memcpy(row(x, i), row(table, id[i]), (size_t)x.cols * sizeof(real));
}

/* A row for each word of n ids; those of the batch before go. */
static void find_rows(word_rows *r, const int *id, int n)
{
	for (int i = 0; i < r->n; i++) r->place[r->id[i]] = -1;
	r->n = 0;
	for (int i = 0; i < n; i++)
		if (r->place[id[i]] < 0) {
			r->id[r->n] = id[i];
			r->place[id[i]] = r->n++;
		}
}

static void scatter(const word_rows *r, mat dx, const int *id)
{
	for (int i = 0; i < dx.rows; i++) {
		real *to = row(r->d, r->place[id[i]]);
		const real *from = row(dx, i);
		for (int j = 0; j < dx.cols; j++) to[j] += from[j];
	}
}

/* Zero gradients for a batch. */
static void clear_gradient(translator *t, const batch *b)
{
	const int D = t->shape.embedding;
	find_rows(&t->rows[0], b->source, b->S * b->B);
	find_rows(&t->rows[1], b->input, b->T * b->B);
	const long n = t->dense + (long)(t->rows[0].n + t->rows[1].n) * D;
	real *p = grow(&t->grown[0], &t->gradient, &t->room, n);
	memset(p, 0, (size_t)n * sizeof *p);
	t->dw = mat_of(p, 1, (int)n);
	long used;
	t->dp = take_weights(&t->shape, p, &used);
	for (int k = 0; k < 2; k++) t->rows[k].d = take(&p, &used, t->rows[k].n, D);
}

/* One rule for a part of the weights. */
static void update_part(translator *t, const optim_rule *rule, mat *slot, double rate, long update,
        long first, mat dw)
{
	mat part[OPTIM_SLOTS];
	for (int k = 0; rule->slot[k]; k++) part[k] = mat_of(slot[k].p + first, 1, dw.cols);
	rule->step(mat_of(t->w.p + first, 1, dw.cols), dw, part, rate, update);
}

void translator_update(
        translator *t, const optim_rule *rule, mat *slot, double rate, long update)
{
	update_part(t, rule, slot, rate, update, 0, cols(t->dw, 0, t->dense));
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < t->rows[k].n; i++) {
			const long first = row(t->table[k], t->rows[k].id[i]) - t->w.p;
			update_part(t, rule, slot, rate, update, first, rows(t->rows[k].d, i, 1));
		}
}

/* --- forwards -------------------------------------------------------------------------------------------- */

void translator_encode(translator *t, const int *source, const int *length, int S, int B)
{
	translator_wires *v = &t->wires;
	arena_reset(&t->scratch);
	v->x = seq_new(&t->scratch, S, B, t->shape.embedding);
	v->e = encoder_wires_new(&t->scratch, S, B, t->shape.embedding, t->shape.hidden);
	gather(flat(v->x), t->table[0], source);
	encoder_forward(v->e, v->x, length, t->p.enc);
}

/* What the logits are made of, (T,B,H). */
static seq decode(translator *t, const batch *b)
{
	const int D = t->shape.embedding, H = t->shape.hidden, T = b->T, B = b->B;
	translator_wires *v = &t->wires;
	arena *a = &t->scratch;
	v->y = v->in = seq_new(a, T, B, D);
	gather(flat(v->y), t->table[1], b->input);
	v->g = gru_wires_new(a, T, B, H);
	if (t->shape.kind == TOLD_ALWAYS) {
		v->in = seq_new(a, T, B, D + H);
		with_context_forward(v->in, v->y, v->e.start);
	} else
		copy(at(v->g.h, 0), v->e.start);
	gru_forward(v->g.h, v->g.a, v->g.u, v->in, t->p.gru);
	seq h = steps(v->g.h, 1, T);
	if (t->shape.kind != ATTENDING) return h;
	v->v = attention_wires_new(a, T, b->S, B, 2 * H, H);
	attend_forward(v->v, h, v->e.states, b->length, t->p.att);
	return v->v.o;
}

/* --- and back ---------------------------------------------------------------------------------------------- */

/* The loss of the states that have a target; with `gradient`, d (T,B,H) = what it sends to each state. */
static double output_loss(translator *t, seq d, seq o, const batch *b, bool gradient)
{
	const int N = b->T * b->B, H = o.D, V = t->shape.words[1];
	int *which = arena_alloc(&t->scratch, (size_t)N, sizeof *which), n = 0;
	int *target = arena_alloc(&t->scratch, (size_t)N, sizeof *target);
	for (int i = 0; i < N; i++)
		if (b->target[i] >= 0) {
			which[n] = i;
			target[n++] = b->target[i];
		}
	seq packed = seq_new(&t->scratch, n, 1, H);
	gather(flat(packed), flat(o), which);
	seq y = {grow(&t->grown[1], &t->logits, &t->logits_room, (long)n * V), n, 1, V};
	temporal_affine_forward(y, packed, t->p.out);
	const double loss = temporal_softmax_loss(y, target);
	if (!gradient) return loss;
	seq back = seq_new(&t->scratch, n, 1, H);
	temporal_affine_backward(t->dp.out, back, y, packed, t->p.out);
	for (int i = 0; i < n; i++) copy(rows(flat(d), which[i], 1), rows(flat(back), i, 1));
	return loss;
}

static void decode_backward(translator *t, encoder_wires de, seq d, const batch *b)
{
	const int D = t->shape.embedding, H = t->shape.hidden, T = b->T, B = b->B;
	const translator_wires *v = &t->wires;
	arena *a = &t->scratch;
	gru_wires dg = gru_wires_new(a, T, B, H);
	seq dh = steps(dg.h, 1, T), h = steps(v->g.h, 1, T), din = seq_new(a, T, B, v->in.D);
	if (t->shape.kind == ATTENDING)
		attend_backward(t->dp.att, dh, de.states, d, v->v, h, v->e.states, t->p.att);
	else
		copy(flat(dh), flat(d));
	gru_backward(t->dp.gru, din, dg.a, dg.u, dg.h, v->in, v->g.h, v->g.a, v->g.u, t->p.gru);
	seq dy = din;
	if (t->shape.kind == TOLD_ALWAYS) {
		dy = seq_new(a, T, B, D);
		with_context_backward(dy, de.start, din);
	} else
		copy(de.start, at(dg.h, 0));
	scatter(&t->rows[1], flat(dy), b->input);
}

double translator_loss(translator *t, const batch *b, bool gradient)
{
	const int D = t->shape.embedding, H = t->shape.hidden;
	translator_encode(t, b->source, b->length, b->S, b->B);
	seq o = decode(t, b);
	if (gradient) clear_gradient(t, b);
	seq d = gradient ? seq_new(&t->scratch, b->T, b->B, H) : o;
	const double loss = output_loss(t, d, o, b, gradient);
	if (!gradient) return loss;
	encoder_wires de = encoder_wires_new(&t->scratch, b->S, b->B, D, H);
	seq dx = seq_new(&t->scratch, b->S, b->B, D);
	decode_backward(t, de, d, b);
	encoder_backward(t->dp.enc, dx, de, t->wires.x, b->length, t->wires.e, t->p.enc);
	scatter(&t->rows[0], flat(dx), b->source);
	return loss;
}
