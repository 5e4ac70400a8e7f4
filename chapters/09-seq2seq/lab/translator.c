/* Encoder and decoder as one model; see translator.h. Three products with the output's matrix are most of the
 * work. They are done for states only that have a target; the two that go back read the gradient of the
 * logits, which is larger than any cache, tile by tile. */
#include <math.h>
#include <string.h>

#include "translator.h"
#include "vmath.h"

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
	w.out.W = tr(take(&p, n, s->words[1], H)); // a word's numbers lie side by side
	w.out.b = take(&p, n, 1, s->words[1]);
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
	arena_free(&t->gradient.a);
	arena_free(&t->logits.a);
	arena_free(&t->memory.a);
	arena_free(&t->numbers.a);
}

/* Room for n things of a size, kept for the next batch. */
static void *grow(grown *g, long n, size_t size)
{
	const size_t bytes = (size_t)n * size;
	if (bytes > g->room) {
		arena_free(&g->a);
		g->room = bytes + bytes / 4;
		g->p = arena_alloc(&g->a, g->room, 1);
	}
	return g->p;
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

/* Zero gradients for a batch; that of the output's matrix, which is most of it, is not added to. */
static void clear_gradient(translator *t, const batch *b)
{
	const int D = t->shape.embedding;
	find_rows(&t->rows[0], b->source, b->S * b->B);
	find_rows(&t->rows[1], b->input, b->T * b->B);
	const long n = t->dense + (long)(t->rows[0].n + t->rows[1].n) * D;
	real *p = grow(&t->gradient, n, sizeof(real));
	t->dw = mat_of(p, 1, (int)n);
	long used;
	t->dp = take_weights(&t->shape, p, &used);
	memset(p, 0, (size_t)(t->dp.out.W.p - p) * sizeof *p);
	memset(t->dp.out.b.p, 0, (size_t)(p + n - t->dp.out.b.p) * sizeof *p);
	for (int k = 0; k < 2; k++) t->rows[k].d = take(&p, &used, t->rows[k].n, D);
}

/* One rule for a part of the weights. */
static void update_part(translator *t, const optim_rule *rule, mat *slot, double rate, long update,
        long first, mat dw)
{
	mat part[OPTIM_SLOTS];
	for (int k = 0; rule->slot[k]; k++) part[k] = mat_of(slot[k].p + first, 1, dw.cols);
	rule->step(mat_of(t->w.p + first, 1, dw.cols), mat_of(dw.p, 1, dw.cols), part, rate, update);
}

void translator_update(translator *t, const optim_rule *rule, mat *slot, double rate, long update)
{
	update_part(t, rule, slot, rate, update, 0, cols(t->dw, 0, t->dense));
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < t->rows[k].n; i++) {
			const long first = row(t->table[k], t->rows[k].id[i]) - t->w.p;
			update_part(t, rule, slot, rate, update, first, rows(t->rows[k].d, i, 1));
		}
}

/* --- memory ------------------------------------------------------------------------------------------------ */

/* As take(), a sequence; it begins at a multiple of 16 numbers. */
static seq take_seq(real *p, long *n, int T, int B, int D)
{
	seq s = {p ? p + *n : NULL, T, B, D};
	*n += ((long)T * B * D + 15) / 16 * 16;
	return s;
}

static mat take_mat(real *p, long *n, int nrows, int ncols)
{
	seq s = take_seq(p, n, 1, nrows, ncols);
	return (mat){s.p, nrows, ncols, ncols, false};
}

static gru_wires take_gru_wires(real *p, long *n, int T, int B, int H)
{
	return (gru_wires){
	        take_seq(p, n, T + 1, B, H), take_seq(p, n, T, B, 3 * H), take_seq(p, n, T, B, 3 * H)};
}

static encoder_wires take_encoder_wires(real *p, long *n, int S, int B, int D, int H)
{
	return (encoder_wires){
	        .left = take_gru_wires(p, n, S, B, H),
	        .right = take_gru_wires(p, n, S, B, H),
	        .turned = take_seq(p, n, S, B, D),
	        .states = take_seq(p, n, S, B, 2 * H),
	        .last = take_mat(p, n, B, 2 * H),
	        .start = take_mat(p, n, B, H),
	};
}

/* All that a batch of this size needs; with p = NULL only how much. */
static translator_wires lay_out(const translator_shape *s, int S, int T, int B, real *p, long *n)
{
	const int D = s->embedding, H = s->hidden, K = 2 * H;
	translator_wires v = {0};
	*n = 0;
	v.x = take_seq(p, n, S, B, D);
	v.dx = take_seq(p, n, S, B, D);
	v.e = take_encoder_wires(p, n, S, B, D, H);
	v.de = take_encoder_wires(p, n, S, B, D, H);
	if (T == 0) return v;
	v.y = v.in = take_seq(p, n, T, B, D);
	v.dy = v.din = take_seq(p, n, T, B, D);
	if (s->kind == TOLD_ALWAYS) {
		v.in = take_seq(p, n, T, B, D + H);
		v.din = take_seq(p, n, T, B, D + H);
	}
	v.g = take_gru_wires(p, n, T, B, H);
	v.dg = take_gru_wires(p, n, T, B, H);
	if (s->kind == ATTENDING)
		v.v = (attention_wires){take_seq(p, n, T, B, K), take_seq(p, n, B, T, S),
		        take_seq(p, n, T, B, K + H), take_seq(p, n, T, B, H)};
	v.d = take_seq(p, n, T, B, H);
	v.packed = take_seq(p, n, T * B, 1, H);
	v.dpacked = take_seq(p, n, T * B, 1, H);
	return v;
}

/* Memory for a batch; T = 0: for the encoder only. */
static void make_room(translator *t, int S, int T, int B)
{
	long n;
	translator_wires *v = &t->wires;
	lay_out(&t->shape, S, T, B, NULL, &n);
	*v = lay_out(&t->shape, S, T, B, grow(&t->memory, n, sizeof(real)), &n);
	fill(at(v->e.left.h, 0), 0);
	fill(at(v->e.right.h, 0), 0);
	v->which = grow(&t->numbers, 2L * T * B, sizeof(int));
	v->target = v->which + (long)T * B;
}

/* --- forwards -------------------------------------------------------------------------------------------- */

static void encode(translator *t, const int *source, const int *length)
{
	gather(flat(t->wires.x), t->table[0], source);
	encoder_forward(t->wires.e, t->wires.x, length, t->p.enc);
}

void translator_encode(translator *t, const int *source, const int *length, int S, int B)
{
	make_room(t, S, 0, B);
	encode(t, source, length);
}

/* What the logits are made of, (T,B,H). */
static seq decode(translator *t, const batch *b)
{
	translator_wires *v = &t->wires;
	gather(flat(v->y), t->table[1], b->input);
	if (t->shape.kind == TOLD_ALWAYS) {
		fill(at(v->g.h, 0), 0);
		with_context_forward(v->in, v->y, v->e.start);
	} else
		copy(at(v->g.h, 0), v->e.start);
	gru_forward(v->g.h, v->g.a, v->g.u, v->in, t->p.gru);
	seq h = steps(v->g.h, 1, b->T);
	if (t->shape.kind != ATTENDING) return h;
	attend_forward(v->v, h, v->e.states, b->length, t->p.att);
	return v->v.o;
}

/* --- the output ---------------------------------------------------------------------------------------------- */

/* Logits → the gradient of −log softmax(y)[target] / N; returns that loss times N. */
static double softmax_row(real *restrict y, int V, int target, int N)
{
	real largest = y[0], sum = 0;
#pragma omp simd reduction(max : largest)
	for (int j = 1; j < V; j++) largest = y[j] > largest ? y[j] : largest;
	const double logit = (double)(y[target] - largest);
	for (int j = 0; j < V; j++) y[j] -= largest;
	vec_exp(V, y);
#pragma omp simd reduction(+ : sum)
	for (int j = 0; j < V; j++) sum += y[j];
	const real share = 1 / (sum * (real)N);
	for (int j = 0; j < V; j++) y[j] *= share;
	y[target] -= 1 / (real)N;
	return log((double)sum) - logit;
}

/* c = a·b, or c += a·b when it is not the first. */
static void join(mat c, mat a, mat b, bool first)
{
	if (first)
		mul(c, a, b);
	else
		mul_add(c, a, b);
}

/* Through y = h W + b for W and h, of which dy is the gradient of y: two products that read all of dy. It is
 * cut into tiles that stay near for both, small enough for OpenBLAS to multiply them where they lie (see
 * mat.c; up to 100·100·100 multiplications). */
static void through_output(mat dW, mat dh, mat dy, mat h, mat W)
{
	enum { WITHOUT_COPY = 1000000, SIDE = 16 };
	const int H = h.cols, square = (int)sqrt((double)WITHOUT_COPY / H) / SIDE * SIDE;
	const int tall = square > SIDE ? square : SIDE, fits = WITHOUT_COPY / (H * tall) / SIDE * SIDE;
	const int wide = fits > SIDE ? fits : SIDE;
	for (int j = 0; j < dy.cols; j += wide)
		for (int i = 0; i < dy.rows; i += tall) {
			const int n = dy.rows - i < tall ? dy.rows - i : tall;
			const int words = dy.cols - j < wide ? dy.cols - j : wide;
			mat tile = cols(rows(dy, i, n), j, words);
			join(cols(dW, j, words), tr(rows(h, i, n)), tile, i == 0);
			join(rows(dh, i, n), tile, tr(cols(W, j, words)), j == 0);
		}
}

/* The states of o that have a target, one behind the other; v->which and v->target say where they are from and
 * what is to be said. */
static mat pack(translator_wires *v, seq o, const batch *b)
{
	int n = 0;
	for (int i = 0; i < b->T * b->B; i++) {
		if (b->target[i] < 0) continue;
		copy(rows(flat(v->packed), n, 1), rows(flat(o), i, 1));
		v->which[n] = i;
		v->target[n++] = b->target[i];
	}
	return rows(flat(v->packed), 0, n);
}

/* The loss of the states that have a target; with `gradient`, wires.d = what it sends to each state. */
static double output_loss(translator *t, seq o, const batch *b, bool gradient)
{
	translator_wires *v = &t->wires;
	mat h = pack(v, o, b), dh = rows(flat(v->dpacked), 0, h.rows);
	const int n = h.rows, V = t->shape.words[1];
	mat y = mat_of(grow(&t->logits, (long)n * V, sizeof(real)), n, V);
	for (int i = 0; i < n; i++) copy(rows(y, i, 1), t->p.out.b);
	mul_add(y, h, t->p.out.W);
	double loss = 0;
	for (int i = 0; i < n; i++) { // row by row, as long as it is near
		loss += softmax_row(row(y, i), V, v->target[i], n);
		if (gradient) add(t->dp.out.b, rows(y, i, 1));
	}
	if (gradient) {
		through_output(t->dp.out.W, dh, y, h, t->p.out.W);
		fill(flat(v->d), 0);
		for (int i = 0; i < n; i++) copy(rows(flat(v->d), v->which[i], 1), rows(dh, i, 1));
	}
	return loss / n;
}

/* --- and back ---------------------------------------------------------------------------------------------- */

static void decode_backward(translator *t, const batch *b)
{
	const translator_wires *v = &t->wires;
	const gru_wires *g = &v->g, *dg = &v->dg;
	seq dh = steps(dg->h, 1, b->T), h = steps(g->h, 1, b->T);
	fill(flat(dg->h), 0);
	fill(flat(v->de.states), 0);
	fill(v->de.start, 0);
	if (t->shape.kind == ATTENDING)
		attend_backward(t->dp.att, dh, v->de.states, v->d, v->v, h, v->e.states, t->p.att);
	else
		copy(flat(dh), flat(v->d));
	gru_backward(t->dp.gru, v->din, dg->a, dg->u, dg->h, v->in, g->h, g->a, g->u, t->p.gru);
	if (t->shape.kind == TOLD_ALWAYS)
		with_context_backward(v->dy, v->de.start, v->din);
	else
		copy(v->de.start, at(dg->h, 0));
	scatter(&t->rows[1], flat(v->dy), b->input);
}

double translator_loss(translator *t, const batch *b, bool gradient)
{
	const translator_wires *v = &t->wires;
	make_room(t, b->S, b->T, b->B);
	encode(t, b->source, b->length);
	seq o = decode(t, b);
	if (gradient) clear_gradient(t, b);
	const double loss = output_loss(t, o, b, gradient);
	if (!gradient) return loss;
	decode_backward(t, b);
	encoder_backward(t->dp.enc, v->dx, v->de, v->x, b->length, v->e, t->p.enc);
	scatter(&t->rows[0], flat(v->dx), b->source);
	return loss;
}
