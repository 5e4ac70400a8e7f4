/* Other ways: see others.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "others.h"
#include "vmath.h"

void other_steps(bench *s)
{
	for (int t = 0; t < s->h.T; t++) {
		mul(at(s->v.q, t), at(s->h, t), s->w.Wq);
		for (int b = 0; b < s->h.B; b++) {
			mat alpha = rows(at(s->v.alpha, b), t, 1), keys = one_of(s->k, b);
			mul(alpha, rows(at(s->v.q, t), b, 1), tr(keys));
			attention_weights(alpha, s->length[b]);
			mul(cols(rows(at(s->v.joined, t), b, 1), 0, s->k.D), alpha, keys);
		}
		copy(cols(at(s->v.joined, t), s->k.D, s->h.D), at(s->h, t));
		mul(at(s->v.o, t), at(s->v.joined, t), s->w.out.W);
		add_row(at(s->v.o, t), s->w.out.b);
		vec_tanh(s->h.B * s->h.D, at(s->v.o, t).p);
	}
}

void other_bilinear_keys(bench *s)
{
	arena scratch = {0};
	mat turned = mat_new(&scratch, s->keys.rows, s->q.cols);
	mul(turned, s->keys, tr(s->W));
	score_dot_forward(s->one, s->q, turned);
	arena_free(&scratch);
}

void other_concat_pairs(bench *s)
{
	const int Hq = s->q.cols, Hk = s->keys.cols, A = s->net.v.cols;
	arena scratch = {0};
	mat tall = mat_new(&scratch, Hq + Hk, A), both = mat_new(&scratch, 1, Hq + Hk);
	mat unit = mat_new(&scratch, 1, A);
	copy(rows(tall, 0, Hq), s->net.Wq);
	copy(rows(tall, Hq, Hk), s->net.Wk);
	for (int i = 0; i < s->q.rows; i++)
		for (int j = 0; j < s->keys.rows; j++) {
			copy(cols(both, 0, Hq), rows(s->q, i, 1));
			copy(cols(both, Hq, Hk), rows(s->keys, j, 1));
			mul(unit, both, tall);
			vec_tanh(A, unit.p);
			*elem(s->one, i, j) = (real)dot(unit, s->net.v);
		}
	arena_free(&scratch);
}

void other_library(bench *s)
{
	mat z = flat(s->z);
	for (int i = 0; i < z.rows; i++) {
		real *r = row(z, i), top = r[0], sum = 0;
		for (int j = 1; j < z.cols; j++) top = r[j] > top ? r[j] : top;
		for (int j = 0; j < z.cols; j++) {
			r[j] = (real)exp((double)(r[j] - top));
			sum += r[j];
		}
		for (int j = 0; j < z.cols; j++) r[j] /= sum;
	}
}

void other_jacobian(bench *s)
{
	const int S = s->alpha.D;
	arena scratch = {0};
	mat J = mat_new(&scratch, S, S), answer = mat_new(&scratch, 1, S);
	for (int i = 0; i < flat(s->alpha).rows; i++) {
		mat alpha = rows(flat(s->alpha), i, 1), d = rows(flat(s->dz), i, 1);
		for (int r = 0; r < S; r++)
			for (int c = 0; c < S; c++) *elem(J, r, c) = alpha.p[r] * ((real)(r == c) - alpha.p[c]);
		mul(answer, d, J);
		copy(d, answer);
	}
	arena_free(&scratch);
}

void other_copies(bench *s)
{
	const int half = s->e.left.h.D;
	reverse_within(s->e.turned, s->x, s->length);
	fill(flat(s->e.states), 0);
	for (int b = 0; b < s->x.B; b++)
		for (int n = s->length[b], i = 0; i < n; i++) {
			mat both = rows(at(s->e.states, i), b, 1);
			copy(cols(both, 0, half), rows(at(s->e.left.h, i + 1), b, 1));
			copy(cols(both, half, half), rows(at(s->e.right.h, n - i), b, 1));
		}
}

void other_context_beside(bench *s)
{
	with_context_forward(s->in, s->x, s->ctx);
	mul(flat(s->a), flat(s->in), s->gru.Wx);
	add_row(flat(s->a), s->gru.b);
}

void other_context_once(bench *s)
{
	const int D = s->x.D;
	mul(flat(s->a), flat(s->x), rows(s->gru.Wx, 0, D));
	mul(s->from_ctx, s->ctx, rows(s->gru.Wx, D, s->ctx.cols));
	add_row(s->from_ctx, s->gru.b);
	for (int t = 0; t < s->a.T; t++) add(at(s->a, t), s->from_ctx);
}

/* --- searching -------------------------------------------------------------------------------------- */

/* Always the same numbers, turned by the step: what is measured is the search. */
static void next(void *self, const int *from, const int *word, int n, mat logp)
{
	bench *s = self;
	for (int i = 0; i < n; i++) {
		const int shift = (from[i] + 1) * 37 + word[i] % 101;
		for (int v = 0; v < logp.cols; v++)
			row(logp, i)[v] = row(s->logp, i)[v + shift < logp.cols ? v + shift : v];
		row(logp, i)[0] = -1000;
	}
}

void other_model(bench *s)
{
	arena scratch = {0};
	mat logp = mat_new(&scratch, BENCH_BEAM, BENCH_VOCABULARY);
	int zero[BENCH_BEAM] = {0};
	for (int t = 0; t < BENCH_LONGEST; t++) next(s, zero, zero, BENCH_BEAM, logp);
	arena_free(&scratch);
}

void other_beam(bench *s)
{
	int said[BENCH_LONGEST];
	hypothesis h = {.word = said};
	word_model m = {s, BENCH_VOCABULARY, 1, 0, BENCH_BEAM, next};
	beam_search(&h, &m, BENCH_BEAM, 1, BENCH_LONGEST);
}

typedef struct {
	int i;
	double logp;
} candidate;

static int better(const void *a, const void *b)
{
	const candidate *x = a, *y = b;
	return x->logp > y->logp ? -1 : x->logp < y->logp;
}

void other_beam_sorted(bench *s)
{
	const int all = BENCH_BEAM * BENCH_VOCABULARY;
	arena scratch = {0};
	mat logp = mat_new(&scratch, BENCH_BEAM, BENCH_VOCABULARY);
	candidate *c = arena_alloc(&scratch, (size_t)all, sizeof *c);
	int zero[BENCH_BEAM] = {0};
	for (int t = 0; t < 3; t++) { // a tenth of the steps
		next(s, zero, zero, BENCH_BEAM, logp);
		for (int i = 0; i < all; i++) c[i] = (candidate){i, (double)logp.p[i]};
		qsort(c, (size_t)all, sizeof *c, better);
	}
	arena_free(&scratch);
}

void other_bleu(bench *s)
{
	bleu_counts c = {0};
	for (int i = 0; i + 1 < BENCH_SENTENCES; i++) {
		sentence answer = {s->words + i * 30, 30}, right = {s->words + (i + 1) * 30, 30};
		bleu_count(&c, answer, &right, 1);
	}
}
