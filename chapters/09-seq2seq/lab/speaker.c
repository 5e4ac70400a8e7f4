/* A translator, a word at a time; see speaker.h. */
#include <math.h>
#include <string.h>

#include "speaker.h"
#include "vmath.h"

/* Logits → log-probabilities. */
static void log_softmax(mat y, arena *a)
{
	mat e = mat_new(a, 1, y.cols);
	for (int i = 0; i < y.rows; i++) {
		real *p = row(y, i), largest = p[0], sum = 0;
		for (int j = 1; j < y.cols; j++) largest = p[j] > largest ? p[j] : largest;
		for (int j = 0; j < y.cols; j++) e.p[j] = p[j] - largest;
		vec_exp(y.cols, e.p);
#pragma omp simd reduction(+ : sum)
		for (int j = 0; j < y.cols; j++) sum += e.p[j];
		const real all = largest + (real)log((double)sum);
		for (int j = 0; j < y.cols; j++) p[j] -= all;
	}
}

/* o (n,H) = the states, or what attention after the step makes of them. */
static mat look(speaker *s, mat h)
{
	translator *t = s->t;
	if (t->shape.kind != ATTENDING) return h;
	const int n = h.rows, H = h.cols, K = 2 * H;
	mat q = rows(s->q, 0, n), joined = rows(s->joined, 0, n), o = rows(s->o, 0, n);
	mat keys = one_of(t->wires.e.states, 0), alpha = mat_new(&s->scratch, n, s->reads);
	mul(q, h, t->p.att.Wq);
	score_dot_forward(alpha, q, keys);
	attention_weights(alpha, s->reads);
	attention_read_forward(cols(joined, 0, K), alpha, keys);
	copy(cols(joined, K, H), h);
	mul(o, joined, t->p.att.out.W);
	add_row(o, t->p.att.out.b);
	vec_tanh(n * H, o.p);
	return o;
}

static void next(void *self, const int *from, const int *word, int n, mat logp)
{
	speaker *s = self;
	translator *t = s->t;
	const int D = t->shape.embedding, H = t->shape.hidden;
	mat before = rows(s->h[0], 0, n), after = rows(s->h[1], 0, n), in = rows(s->in, 0, n);
	mat a = rows(s->a, 0, n), u = rows(s->u, 0, n);
	arena_reset(&s->scratch);
	for (int i = 0; i < n; i++) { // s->h[1] has the states of the step before
		mat first = s->start;
		copy(cols(rows(in, i, 1), 0, D), rows(t->table[1], word[i], 1));
		if (t->shape.kind == TOLD_ALWAYS) {
			copy(cols(rows(in, i, 1), D, H), first);
			first = mat_new(&s->scratch, 1, H);
		}
		copy(rows(before, i, 1), from[i] < 0 ? first : rows(s->h[1], from[i], 1));
	}
	mul(a, in, t->p.gru.Wx);
	add_row(a, t->p.gru.b);
	gru_step_forward(after, a, u, before, t->p.gru.Wh);
	mat o = look(s, after);
	mul(logp, o, s->W);
	add_row(logp, t->p.out.b);
	log_softmax(logp, &s->scratch);
}

void speaker_new(speaker *s, translator *t, int slots)
{
	const int D = t->shape.embedding, H = t->shape.hidden;
	*s = (speaker){.t = t,
	        .model = {.vocabulary = t->shape.words[1],
	                .start = LEXICON_START,
	                .end = LEXICON_END,
	                .slots = slots,
	                .next = next}};
	s->model.self = s;
	for (int k = 0; k < 2; k++) s->h[k] = mat_new(&s->kept, slots, H);
	s->start = mat_new(&s->kept, 1, H);
	s->W = mat_new(&s->kept, H, t->shape.words[1]);
	copy(s->W, t->p.out.W);
	s->in = mat_new(&s->kept, slots, t->shape.kind == TOLD_ALWAYS ? D + H : D);
	s->a = mat_new(&s->kept, slots, 3 * H);
	s->u = mat_new(&s->kept, slots, 3 * H);
	s->q = mat_new(&s->kept, slots, 2 * H);
	s->joined = mat_new(&s->kept, slots, 3 * H);
	s->o = mat_new(&s->kept, slots, H);
}

void speaker_free(speaker *s)
{
	arena_free(&s->kept);
	arena_free(&s->scratch);
}

void speaker_translate(speaker *s, sentence source, search how, hypothesis *h)
{
	s->reads = source.length;
	translator_encode(s->t, source.word, &source.length, source.length, 1);
	copy(s->start, s->t->wires.e.start);
	if (how.beam == 1)
		greedy_decode(h, &s->model, how.longest);
	else
		beam_search(h, &s->model, how.beam, how.normalise, how.longest);
}

mat speaker_attention(speaker *s, sentence source, sentence answer)
{
	arena scratch = {0};
	bitext_pair pair = {.ids = {source, answer}};
	const bitext one = {1, &pair};
	batches b = batches_new(&scratch, &one, 1, 0);
	translator_loss(s->t, batches_take(&b, 0), false);
	arena_free(&scratch);
	return at(s->t->wires.v.alpha, 0);
}
