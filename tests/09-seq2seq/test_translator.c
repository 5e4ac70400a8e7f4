/* The translator: gradients of every weight by trying, padding that changes nothing, batches that lose
 * nothing, rules that touch only a batch's words, and a speaker that agrees with the loss. */
#include <math.h>
#include <string.h>

#include "../harness/testing.h"
#include "gradcheck.h"
#include "rules.h"
#include "speaker.h"

enum { WORDS = 9, PAIRS = 7, D = 3, H = 4 };

static const int lengths[PAIRS][2] = {{3, 2}, {1, 4}, {4, 1}, {2, 2}, {3, 3}, {4, 4}, {3, 1}};

typedef struct {
	arena a;
	bitext_pair pair[PAIRS];
	bitext text;
	translator t;
	batches b;
} test_case;

static void new_case(test_case *c, int kind, int size, int more)
{
	rng r = rng_new(4, 1);
	*c = (test_case){.text = {.n = PAIRS}};
	c->text.pair = c->pair;
	for (int i = 0; i < PAIRS; i++)
		for (int side = 0; side < 2; side++) {
			int *word = arena_alloc(&c->a, 8, sizeof *word);
			for (int k = 0; k < 8; k++)
				word[k] = LEXICON_FIRST + (int)rng_below(&r, WORDS - LEXICON_FIRST);
			c->pair[i].ids[side] = (sentence){word, lengths[i][side]};
		}
	const translator_shape s = {.kind = kind, .words = {WORDS, WORDS}, .embedding = D, .hidden = H};
	translator_new(&c->t, s, 3);
	rng_fill_normal(&r, c->t.w, 0.4); // biases too
	c->b = batches_new(&c->a, &c->text, size, more);
}

static void end_case(test_case *c)
{
	translator_free(&c->t);
	arena_free(&c->a);
}

#ifdef REAL64
static double loss_of(void *context)
{
	test_case *c = context;
	return translator_loss(&c->t, &c->b.room, false);
}
#endif

/* The whole gradient in the order of the weights, zero for words that are not in the batch. */
static mat whole_gradient(arena *a, const translator *t)
{
	mat g = mat_new(a, 1, t->w.cols);
	copy(cols(g, 0, t->dense), cols(t->dw, 0, t->dense));
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < t->rows[k].n; i++) {
			const long first = row(t->table[k], t->rows[k].id[i]) - t->w.p;
			copy(cols(g, (int)first, D), rows(t->rows[k].d, i, 1));
		}
	return g;
}

START_TEST(test_gradient_of_every_weight)
{
#ifdef REAL64
	for (int kind = TOLD_FIRST; kind <= ATTENDING; kind++) {
		test_case c;
		new_case(&c, kind, PAIRS, 1);
		batches_take(&c.b, 0);
		mat numeric = mat_new(&c.a, 1, c.t.w.cols);
		translator_loss(&c.t, &c.b.room, true);
		mat g = whole_gradient(&c.a, &c.t);
		ck_assert_int_eq(numeric_gradient(numeric, c.t.w, loss_of, &c), 0);
		for (int i = 0; i < g.cols; i++) ck_assert_double_eq_tol(g.p[i], numeric.p[i], 1e-9);
		ck_assert_int_eq(g.cols, translator_parameters(&c.t.shape));
		end_case(&c);
	}
#endif
}
END_TEST

/* What stands in the padding, however much of it there is, changes no loss, no gradient, no output. */
START_TEST(test_padding_changes_nothing)
{
	for (int kind = TOLD_FIRST; kind <= ATTENDING; kind++) {
		test_case c, padded;
		new_case(&c, kind, PAIRS, 0);
		new_case(&padded, kind, PAIRS, 3);
		const batch *b = batches_take(&c.b, 0), *p = batches_take(&padded.b, 0);
		ck_assert_int_eq(p->S, b->S + 3);
		ck_assert_int_eq(p->T, b->T + 3);
		for (int i = 0; i < PAIRS; i++) {
			for (int s = p->length[i]; s < p->S; s++) p->source[s * PAIRS + i] = (s + i) % WORDS;
			const int says = c.pair[p->which[i]].ids[1].length + 1;
			for (int t = says; t < p->T; t++) p->input[t * PAIRS + i] = (t + i) % WORDS;
		}
		double loss = translator_loss(&c.t, b, true), same = translator_loss(&padded.t, p, true);
		ck_assert_double_eq_tol(loss, same, 20 * EPSILON);
		mat g = whole_gradient(&c.a, &c.t), h = whole_gradient(&padded.a, &padded.t);
		for (int i = 0; i < g.cols; i++)
			ck_assert_double_eq_tol((double)g.p[i], (double)h.p[i], 50 * EPSILON);
		if (kind == ATTENDING)
			for (int i = 0; i < PAIRS; i++)
				for (int t = 0; t <= c.pair[b->which[i]].ids[1].length; t++)
					for (int j = 0; j < H; j++)
						ck_assert_double_eq_tol((double)row(at(c.t.wires.v.o, t), i)[j],
						        (double)row(at(padded.t.wires.v.o, t), i)[j], 20 * EPSILON);
		end_case(&c);
		end_case(&padded);
	}
}
END_TEST

START_TEST(test_batches_have_every_pair_once_in_order_of_length)
{
	test_case c;
	new_case(&c, ATTENDING, 3, 0);
	int orders = 0, first[PAIRS];
	for (int round = 0; round < 10; round++) {
		int seen[PAIRS] = {0}, n = 0, now[PAIRS] = {0};
		batches_shuffle(&c.b, 5, round);
		ck_assert_int_eq(c.b.n, 3);
		for (long k = 0; k < c.b.n; k++) {
			const batch *b = batches_take(&c.b, k);
			for (int i = 0; i < b->B; i++) {
				seen[b->which[i]]++;
				now[n++] = b->which[i];
				if (i) ck_assert_int_ge(b->length[i], b->length[i - 1]);
			}
		}
		for (int i = 0; i < PAIRS; i++) ck_assert_int_eq(seen[i], 1);
		if (round == 0) memcpy(first, now, sizeof first);
		orders += memcmp(first, now, sizeof first) != 0;
	}
	ck_assert_int_gt(orders, 5);
	end_case(&c);
}
END_TEST

START_TEST(test_an_update_leaves_other_words_alone)
{
	test_case c;
	new_case(&c, ATTENDING, 1, 0);
	const batch *b = batches_take(&c.b, 0); // one word
	mat before = mat_new(&c.a, 1, c.t.w.cols), slot[OPTIM_SLOTS];
	for (int k = 0; k < OPTIM_SLOTS; k++) slot[k] = mat_new(&c.a, 1, c.t.w.cols);
	copy(before, c.t.w);
	const double loss = translator_loss(&c.t, b, true);
	translator_update(&c.t, &optim_adam, slot, 0.01, 1);
	for (int i = 0; i < WORDS; i++) {
		const long at = row(c.t.table[0], i) - c.t.w.p;
		const bool moved = memcmp(before.p + at, c.t.w.p + at, D * sizeof(real)) != 0;
		ck_assert_int_eq(moved, i == b->source[0]);
	}
	ck_assert_double_lt(translator_loss(&c.t, b, false), loss);
	end_case(&c);
}
END_TEST

/* What a search says has the probability that the loss gives it; a full beam beats the greedy answer. */
START_TEST(test_speaker_agrees_with_the_loss)
{
	for (int kind = TOLD_FIRST; kind <= ATTENDING; kind++) {
		test_case c;
		new_case(&c, kind, 1, 0);
		for (int i = 0; i < PAIRS; i++) {
			int word[3], wide[3];
			hypothesis h = {.word = word}, best = {.word = wide};
			speaker s;
			speaker_new(&s, &c.t, 200);
			speaker_translate(&s, c.pair[i].ids[0], (search){1, 0, 3}, &h);
			speaker_translate(&s, c.pair[i].ids[0], (search){200, 0, 3}, &best);
			ck_assert_double_ge(best.logp, h.logp - 1e-5);
			if (best.ended) {
				bitext_pair pair = {.ids = {c.pair[i].ids[0], {wide, best.length}}};
				const bitext one = {1, &pair};
				batches b = batches_new(&c.a, &one, 1, 0);
				const double loss = translator_loss(&c.t, batches_take(&b, 0), false);
				ck_assert_double_eq_tol(-loss * (best.length + 1), best.logp, 100 * EPSILON);
			}
			if (kind == ATTENDING) {
				mat alpha = speaker_attention(&s, c.pair[i].ids[0], (sentence){word, h.length});
				ck_assert_int_eq(alpha.cols, c.pair[i].ids[0].length);
				ck_assert_int_eq(alpha.rows, h.length + 1);
			}
			speaker_free(&s);
		}
		end_case(&c);
	}
}
END_TEST

/* Words and letters become numbers and words again; a copied word stands where it was unknown. */
START_TEST(test_texts_come_back)
{
	arena a = {0};
	bitext_pair pair[2] = {
	        {.text = {"the cat  saw the dog", "la mila wafu"}}, {.text = {"a cat", "mila"}}};
	bitext text = {2, pair};
	lexicon l = lexicon_of(&a, &text, 0, WORD_UNIT, LEXICON_FIRST + 2);
	ck_assert_int_eq(lexicon_size(&l), 5);
	ck_assert_str_eq(vocab_word(l.words, 3), "the");
	ck_assert_str_eq(vocab_word(l.words, 4), "cat");
	sentence s = lexicon_read(&a, &l, pair[0].text[0]);
	ck_assert_int_eq(s.length, 5);
	ck_assert_str_eq(lexicon_write(&a, &l, s, NULL, NULL), "the cat <unk> the <unk>");
	const int from[] = {-1, -1, 2, -1, 4};
	ck_assert_str_eq(lexicon_write(&a, &l, s, from, pair[0].text[0]), "the cat saw the dog");
	const void *block;
	size_t bytes;
	lexicon_pack(&a, &l, &block, &bytes);
	lexicon again = {.unit = WORD_UNIT};
	ck_assert_int_eq(lexicon_unpack(&a, &again, 5, block, bytes), 0);
	ck_assert_str_eq(vocab_word(again.words, 4), "cat");
	ck_assert_int_eq(lexicon_unpack(&a, &again, 6, block, bytes), -1);
	l = lexicon_of(&a, &text, 1, LETTER_UNIT, 100);
	s = lexicon_read(&a, &l, "la ñ mi");
	ck_assert_int_eq(s.length, 7);
	ck_assert_int_eq(s.word[3], LEXICON_UNKNOWN);
	ck_assert_str_eq(lexicon_write(&a, &l, s, NULL, NULL), "la <unk> mi");
	arena_free(&a);
}
END_TEST

/* What is cut comes back, whatever stands beside what. */
START_TEST(test_punctuation_is_cut_off_and_comes_back)
{
	static const char *const cut[][2] = {{"Go.", "Go ￭."}, {"Va !", "Va !"}, {"", ""}, {"-", "-"},
	        {"Don't go (yet)!", "Don' t go ( ￭yet ￭) ￭!"},
	        {"Sont-ils l’avion?", "Sont- ils l’ avion ￭?"},
	        {"the dogs' 1,000.50 $ 3.", "the dogs ￭' 1,000.50 $ 3 ￭."},
	        {"«Été»...", "« ￭Été ￭» ￭. ￭. ￭."}};
	static const char *const piece[] = {
	        "a", "é", "7", " ", "'", "’", "-", ".", ",", "?", "«", "(", "$"};
	arena a = {0};
	for (int i = 0; i < (int)(sizeof cut / sizeof *cut); i++) {
		ck_assert_str_eq(lexicon_spread(&a, TEXT_UNIT, cut[i][0]), cut[i][1]);
		ck_assert_str_eq(lexicon_spread(&a, WORD_UNIT, cut[i][0]), cut[i][0]);
	}
	rng r = rng_new(1, 1);
	for (int i = 0; i < 20000; i++) {
		char text[64] = "";
		for (uint32_t n = rng_below(&r, 12); n > 0; n--) {
			const char *next = piece[rng_below(&r, sizeof piece / sizeof *piece)];
			const size_t length = strlen(text);
			if (*next != ' ' || (length && text[length - 1] != ' ')) strcat(text, next);
		}
		if (*text && text[strlen(text) - 1] == ' ') strcat(text, "a");
		char *back = arena_strdup(&a, lexicon_spread(&a, TEXT_UNIT, text));
		lexicon_join(back);
		ck_assert_str_eq(back, text);
		arena_reset(&a);
	}
	bitext_pair pair = {.text = {"Tom isn't (yet) in 3.5 rooms.", "?"}};
	bitext text = {1, &pair};
	lexicon l = lexicon_of(&a, &text, 0, TEXT_UNIT, 100);
	ck_assert_int_ge(vocab_id(l.words, "￭."), LEXICON_FIRST);
	sentence s = lexicon_read(&a, &l, pair.text[0]);
	ck_assert_str_eq(lexicon_write(&a, &l, s, NULL, NULL), pair.text[0]);
	const int from[] = {1};
	ck_assert_str_eq(
	        lexicon_write(&a, &l, (sentence){(int[]){LEXICON_UNKNOWN}, 1}, from, "Hi!"), "!");
	arena_free(&a);
}
END_TEST

/* Two products, cut into tiles, are those of the definition; several tiles and a rest in both directions. */
START_TEST(test_tiles_of_the_output_make_the_whole_products)
{
	enum { UNITS = 100, SAYS = 330, LONG = 20, MANY = 13 };
	arena a = {0};
	bitext_pair pair[MANY];
	const bitext text = {MANY, pair};
	rng r = rng_new(2, 1);
	for (int i = 0; i < MANY; i++)
		for (int side = 0; side < 2; side++) {
			int *word = arena_alloc(&a, LONG, sizeof *word);
			for (int k = 0; k < LONG; k++)
				word[k] = LEXICON_FIRST + (int)rng_below(&r, SAYS - LEXICON_FIRST);
			pair[i].ids[side] = (sentence){word, LONG};
		}
	translator t;
	translator_new(
	        &t, (translator_shape){.words = {SAYS, SAYS}, .embedding = 5, .hidden = UNITS}, 1);
	batches b = batches_new(&a, &text, MANY, 0);
	translator_loss(&t, batches_take(&b, 0), true);
	const int n = MANY * (LONG + 1);
	mat h = rows(flat(t.wires.packed), 0, n), dh = rows(flat(t.wires.dpacked), 0, n);
	mat dy = mat_of(t.logits.p, n, SAYS);
	for (int k = 0; k < UNITS; k++)
		for (int j = 0; j < SAYS; j++) {
			double sum = 0;
			for (int i = 0; i < n; i++) sum += (double)*elem(h, i, k) * (double)*elem(dy, i, j);
			ck_assert_double_eq_tol((double)*elem(t.dp.out.W, k, j), sum, 20 * EPSILON);
		}
	for (int i = 0; i < n; i++)
		for (int k = 0; k < UNITS; k++) {
			double sum = 0;
			for (int j = 0; j < SAYS; j++)
				sum += (double)*elem(dy, i, j) * (double)*elem(t.p.out.W, k, j);
			ck_assert_double_eq_tol((double)*elem(dh, i, k), sum, 20 * EPSILON);
		}
	translator_free(&t);
	arena_free(&a);
}
END_TEST

TESTS("translator", 60, test_gradient_of_every_weight, test_padding_changes_nothing,
        test_batches_have_every_pair_once_in_order_of_length,
        test_an_update_leaves_other_words_alone, test_speaker_agrees_with_the_loss,
        test_texts_come_back, test_punctuation_is_cut_off_and_comes_back,
        test_tiles_of_the_output_make_the_whole_products)
