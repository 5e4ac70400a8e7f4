/* The whole captioner against numeric derivatives, and word by word against all words at once. */
#include <math.h>

#include "../harness/testing.h"
#include "caption_score.h"
#include "gradcheck.h"
#include "scene_batch.h"

enum { BATCH = 3 };

/* A captioner with something to look at. */
typedef struct {
	arena a;
	captioner *c;
	scene_batch scenes;
} subject;

static subject subject_of(int tell, int film, int frames, int blocks)
{
	subject s = {0};
	const captioner_shape shape = {.picture = {3, SCENES_SIDE, {2, 3, 4}, blocks},
	        .frames = frames,
	        .tell = tell,
	        .film = film,
	        .vocabulary = scenes_words(),
	        .start = SCENES_START,
	        .end = SCENES_END,
	        .embedding = 4,
	        .hidden = 5,
	        .batch = BATCH,
	        .steps = SCENES_LONGEST + 1};
	rng r = rng_new(7, SCENES_STREAM);
	s.c = captioner_new(&s.a, shape, 5);
	for (int i = 0; i < blocks; i++) rng_fill_normal(&r, s.c->see.block[i].k[1].W, 0.2);
	s.scenes = scene_batch_new(&s.a, BATCH);
	scene_batch_draw(&s.scenes, s.c, SCENES_SEEN, 0, &r);
	scene_batch_paint(&s.scenes, s.c);
	return s;
}

/* Every kind of captioner there is. */
static const struct {
	int tell, film; // a tell_kind, a film_kind
	int frames, blocks;
} kinds[] = {{TELL_START, FILM_MEAN, 1, 0}, {TELL_STEPS, FILM_MEAN, 1, 1},
        {TELL_ATTEND, FILM_MEAN, 1, 0}, {TELL_START, FILM_MEAN, 3, 0},
        {TELL_START, FILM_RECURRENT, 3, 0}, {TELL_STEPS, FILM_RECURRENT, 3, 0},
        {TELL_ATTEND, FILM_MEAN, 2, 0}, {TELL_ATTEND, FILM_RECURRENT, 3, 0},
        {TELL_ATTEND, FILM_APART, 1, 2}, {TELL_ATTEND, FILM_APART, 2, 0}};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* The loss as training sees it: by the moments of the batch. */
static double loss_of(void *context)
{
	subject *s = context;
	captioner_look(s->c, true);
	const captioner *c = s->c;
	int input[(SCENES_LONGEST + 1) * BATCH], target[(SCENES_LONGEST + 1) * BATCH];
	teacher_forcing(
	        input, target, s->scenes.caption, c->shape.steps, BATCH, SCENES_START, SCENES_END);
	captioner_read(s->c, input, c->shape.steps);
	return temporal_softmax_loss(c->y, target);
}

START_TEST(test_the_gradient_of_every_weight)
{
	if (sizeof(real) == sizeof(float)) return; // numeric derivatives need double
	subject s = subject_of(kinds[_i].tell, kinds[_i].film, kinds[_i].frames, kinds[_i].blocks);
	captioner_loss(s.c, s.scenes.caption, true);
	mat dw = mat_new(&s.a, 1, s.c->w.cols), v = mat_new(&s.a, 1, s.c->w.cols);
	copy(dw, s.c->dw);
	rng r = rng_new(3, 0);
	int settled = 0, piece = s.c->w.cols / 25;
	for (int k = 0; k < 25; k++) { // along 25 pieces of all weights
		fill(v, 0);
		rng_fill_normal(&r, cols(v, k * piece, k < 24 ? piece : s.c->w.cols - 24 * piece), 1);
		const double numeric = directional_derivative(s.c->w, v, loss_of, &s);
		if (isnan(numeric)) continue;
		settled++;
		ck_assert_double_eq_tol(numeric, dot(v, dw), 1e-7 * (1 + fabs(numeric)));
	}
	ck_assert_int_ge(settled, 15);
	arena_free(&s.a);
}
END_TEST

START_TEST(test_word_by_word_is_all_words_at_once)
{
	subject s = subject_of(kinds[_i].tell, kinds[_i].film, kinds[_i].frames, kinds[_i].blocks);
	captioner_look(s.c, false);
	const int b = 1, T = s.scenes.caption[b].length + 1;
	int input[(SCENES_LONGEST + 1) * BATCH], target[(SCENES_LONGEST + 1) * BATCH];
	sentence captions[BATCH] = {s.scenes.caption[b], s.scenes.caption[b], s.scenes.caption[b]};
	teacher_forcing(input, target, captions, T, BATCH, SCENES_START, SCENES_END);
	captioner_read(s.c, input, T);
	word_model m = captioner_words(&s.a, s.c, b, 4);
	mat logp = mat_new(&s.a, 2, m.vocabulary);
	for (int t = 0; t < T; t++) {
		const int from[2] = {t ? 1 : -1, t ? 1 : -1};
		const int word[2] = {3, input[t * BATCH + b]};
		m.next(m.self, from, word, 2, logp);
		const real *y = row(at(s.c->y, t), b);
		for (int j = 1; j < m.vocabulary;
		        j++) // differences of logits are those of log-probabilities
			ck_assert_double_eq_tol((double)(row(logp, 1)[j] - row(logp, 1)[0]),
			        (double)(y[j] - y[0]), 100 * EPSILON * (1 + fabs((double)y[j])));
	}
	arena_free(&s.a);
}
END_TEST

START_TEST(test_padding_and_neighbours_change_nothing)
{
	subject s = subject_of(kinds[_i].tell, kinds[_i].film, kinds[_i].frames, kinds[_i].blocks);
	const double loss = captioner_loss(s.c, s.scenes.caption, false);
	captioner_look(s.c, false);
	int input[(SCENES_LONGEST + 1) * BATCH], target[(SCENES_LONGEST + 1) * BATCH];
	teacher_forcing(
	        input, target, s.scenes.caption, s.c->shape.steps, BATCH, SCENES_START, SCENES_END);
	captioner_read(s.c, input, s.c->shape.steps);
	ck_assert_double_eq_tol(temporal_softmax_loss(s.c->y, target), loss, 20 * EPSILON * (1 + loss));
	arena_free(&s.a);
}
END_TEST

/* The figure comes from a dozen lines of Python that know nothing of numbered n-grams. */
START_TEST(test_cider_of_sentences)
{
	static const int w[][5] = {{1, 2, 3, 4, 5}, {1, 2, 3, 4, 6}, {1, 2, 3, 5}, {1, 7, 8, 7},
	        {1, 7, 8, 9}, {7, 8, 7, 8, 1}, {2, 3, 1, 4}, {2, 3, 4, 1}, {9, 2, 3, 1, 4}};
	const sentence s[] = {{w[1], 5}, {w[2], 4}, {w[4], 4}, {w[5], 5}, {w[7], 4}, {w[8], 5}};
	const caption_answer p[] = {{{w[0], 5}, s, 2}, {{w[3], 4}, s + 2, 2}, {{w[6], 4}, s + 4, 2}};
	ck_assert_double_eq_tol(caption_cider(p, 3), 5.11584907929547, 1e-9);
	const caption_answer same[] = {{s[0], s, 1}, {s[3], s + 3, 1}, {s[5], s + 5, 1}};
	ck_assert_double_eq_tol(caption_cider(same, 3), 10, 1e-9);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("captioner");
	TCase *c = tcase_create(sizeof(real) == sizeof(float) ? "f32" : "f64");
	tcase_set_timeout(c, 120);
	tcase_add_loop_test(c, test_the_gradient_of_every_weight, 0, KINDS);
	tcase_add_loop_test(c, test_word_by_word_is_all_words_at_once, 0, KINDS);
	tcase_add_loop_test(c, test_padding_and_neighbours_change_nothing, 0, KINDS);
	tcase_add_test(c, test_cider_of_sentences);
	suite_add_tcase(suite, c);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	const int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}
