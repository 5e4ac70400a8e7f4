/* The memory that all jobs share: see others.h. */
#include "others.h"

enum { T = 30, S = 30, B = 32, D = 64, H = 128, K = 2 * H, A = 128 };

static mat drawn(bench *s, rng *r, int nrows, int ncols, double deviation)
{
	mat m = mat_new(&s->memory, nrows, ncols);
	rng_fill_normal(r, m, deviation);
	return m;
}

static seq drawn_seq(bench *s, rng *r, int t, int b, int d)
{
	seq q = seq_new(&s->memory, t, b, d);
	rng_fill_normal(r, flat(q), 0.5);
	return q;
}

static gated gru_of(bench *s, rng *r, int d, double deviation)
{
	return (gated){drawn(s, r, d, 3 * H, deviation), drawn(s, r, H, 3 * H, deviation),
	        drawn(s, r, 1, 3 * H, deviation)};
}

static attention attention_of(bench *s, rng *r, double deviation)
{
	return (attention){drawn(s, r, H, K, deviation),
	        {drawn(s, r, K + H, H, deviation), drawn(s, r, 1, H, deviation)}};
}

static scorer scorer_of(bench *s, rng *r, double deviation)
{
	return (scorer){drawn(s, r, H, A, deviation), drawn(s, r, K, A, deviation),
	        drawn(s, r, 1, A, deviation)};
}

static encoder encoder_of(bench *s, rng *r, double deviation)
{
	return (encoder){gru_of(s, r, D, deviation), gru_of(s, r, D, deviation),
	        {drawn(s, r, K, H, deviation), drawn(s, r, 1, H, deviation)}};
}

static void one_sentence(bench *s, rng *r)
{
	s->q = drawn(s, r, T, H, 0.5);
	s->dq = drawn(s, r, T, H, 0.5);
	s->keys = drawn(s, r, S, K, 0.5);
	s->dkeys = drawn(s, r, S, K, 0.5);
	s->one = drawn(s, r, T, S, 0.5);
	s->done = drawn(s, r, T, S, 0.5);
	s->W = drawn(s, r, H, K, 0.1);
	s->dW = drawn(s, r, H, K, 0.1);
	s->net = scorer_of(s, r, 0.1);
	s->dnet = scorer_of(s, r, 0.1);
}

static void sentences(bench *s, rng *r)
{
	s->x = drawn_seq(s, r, S, B, D);
	s->dx = drawn_seq(s, r, S, B, D);
	s->enc = encoder_of(s, r, 0.1);
	s->denc = encoder_of(s, r, 0.1);
	s->e = encoder_wires_new(&s->memory, S, B, D, H);
	s->de = encoder_wires_new(&s->memory, S, B, D, H);
	s->ctx = drawn(s, r, B, K, 0.5);
	s->dctx = drawn(s, r, B, K, 0.5);
	s->gru = gru_of(s, r, D + K, 0.1);
	s->in = drawn_seq(s, r, T, B, D + K);
	s->a = drawn_seq(s, r, T, B, 3 * H);
	s->from_ctx = drawn(s, r, B, 3 * H, 0.5);
	s->logp = drawn(s, r, BENCH_BEAM, BENCH_VOCABULARY, 1);
	s->words = arena_alloc(&s->memory, BENCH_SENTENCES * T, sizeof *s->words);
	for (int i = 0; i < BENCH_SENTENCES * T; i++) s->words[i] = (int)rng_below(r, 200);
}

bench bench_new(void)
{
	bench s = {0};
	rng r = rng_new(1, 95);
	for (int b = 0; b < B; b++) s.length[b] = S;
	s.h = drawn_seq(&s, &r, T, B, H);
	s.dh = drawn_seq(&s, &r, T, B, H);
	s.d = drawn_seq(&s, &r, T, B, H);
	s.k = drawn_seq(&s, &r, S, B, K);
	s.dk = drawn_seq(&s, &r, S, B, K);
	s.z = drawn_seq(&s, &r, B, T, S);
	s.dz = drawn_seq(&s, &r, B, T, S);
	s.alpha = drawn_seq(&s, &r, B, T, S);
	s.w = attention_of(&s, &r, 0.1);
	s.dw = attention_of(&s, &r, 0.1);
	s.v = attention_wires_new(&s.memory, T, S, B, K, H);
	one_sentence(&s, &r);
	sentences(&s, &r);
	encoder_forward(s.e, s.x, s.length, s.enc);
	attend_forward(s.v, s.h, s.k, s.length, s.w);
	return s;
}
