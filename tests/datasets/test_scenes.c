/* Scenes: every caption that is drawn is true, changed ones are false, and what is held out stays out. */
#include <math.h>

#include "scenes_parts.h"
#include "source.h"

enum { MANY = 4000 };

/* A scene of any sort: pictures and films, seen and held out, in turn. */
static void draw(rng *r, int n, scene *s)
{
	const scenes_kind kind = n & 1 ? SCENES_HELD_OUT : SCENES_SEEN;
	if (n & 2)
		scene_draw_film(r, kind, s);
	else
		scene_draw(r, kind, 0, s);
}

START_TEST(test_every_caption_is_true_and_names_every_shape)
{
	rng r = rng_new(1, SCENES_STREAM);
	for (int n = 0; n < MANY; n++) {
		scene s;
		int word[SCENES_LONGEST];
		draw(&r, n, &s);
		const int length = scene_caption(&s, &r, word);
		ck_assert_int_le(length, SCENES_LONGEST);
		const scene_verdict v = scene_judge(word, length, &s);
		ck_assert(v.sentence && v.is_true);
		ck_assert_int_eq(v.named, s.objects);
	}
}
END_TEST

/* A word that contradicts this one, or -1. */
static int contrary(int word)
{
	static const int pairs[][2] = {{SMALL, LARGE}, {LEFT, RIGHT}, {ABOVE, BELOW}, {TOP, BOTTOM},
	        {UP, DOWN}, {GROWS, SHRINKS}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		for (int k = 0; k < 2; k++)
			if (pairs[i][k] == word) return pairs[i][1 - k];
	return word == STAYS ? GROWS : -1;
}

START_TEST(test_a_contrary_word_makes_a_caption_false)
{
	rng r = rng_new(2, SCENES_STREAM);
	long changed = 0;
	for (int n = 0; n < MANY; n++) {
		scene s;
		int word[SCENES_LONGEST];
		draw(&r, n, &s);
		const int length = scene_caption(&s, &r, word);
		for (int i = 0; i < length; i++) {
			const int kept = word[i];
			if (contrary(kept) < 0) continue;
			word[i] = contrary(kept);
			const scene_verdict v = scene_judge(word, length, &s);
			ck_assert(v.sentence && !v.is_true);
			word[i] = kept;
			changed++;
		}
	}
	ck_assert_int_gt(changed, MANY);
}
END_TEST

static bool has(const scene *s, int colour, int shape)
{
	for (int i = 0; i < s->objects; i++)
		if (s->object[i].colour == colour && s->object[i].shape == shape) return true;
	return false;
}

START_TEST(test_another_colour_makes_a_caption_false)
{
	rng r = rng_new(3, SCENES_STREAM);
	for (int n = 0; n < MANY; n++) {
		scene s;
		int word[SCENES_LONGEST];
		draw(&r, n, &s);
		const int length = scene_caption(&s, &r, word);
		for (int i = 0; i < length; i++)
			for (int c = 0; c < SCENES_COLOURS; c++) {
				const int kept = word[i];
				if (kept < RED || kept > WHITE || has(&s, c, word[i + 1] - CIRCLE)) continue;
				word[i] = RED + c;
				ck_assert(!scene_judge(word, length, &s).is_true);
				word[i] = kept;
			}
	}
}
END_TEST

START_TEST(test_held_out_pairs_appear_only_when_asked_for)
{
	rng r = rng_new(4, SCENES_STREAM);
	for (int n = 0; n < MANY; n++) {
		scene s;
		int held_out = 0;
		draw(&r, n, &s);
		for (int i = 0; i < s.objects; i++)
			held_out += scenes_held_out(s.object[i].colour, s.object[i].shape);
		ck_assert_int_eq(held_out, n & 1);
	}
	int pairs = 0;
	for (int c = 0; c < SCENES_COLOURS; c++)
		for (int k = 0; k < SCENES_SHAPES; k++) pairs += scenes_held_out(c, k);
	ck_assert_int_eq(pairs, 4);
}
END_TEST

/* A small red circle at the top left, a large blue square in the middle, another small red circle at the
 * bottom right. */
static const scene still = {.objects = 3,
        .object = {{0, 0, {5, 5}, {5, 5}, {2.5, 2.5}, 1}, {1, 2, {16, 16}, {16, 16}, {4.4, 4.4}, 1},
                {0, 0, {27, 27}, {27, 27}, {2.5, 2.5}, 1}}};

START_TEST(test_what_the_judge_makes_of_a_scene)
{
	static const char *const right[] = {"a red circle", "there is a small red circle",
	        "a red circle left of a blue square", "a red circle is right of a blue square",
	        "a red circle above a blue square", "a red circle and a red circle",
	        "a red circle left of a blue square and above a red circle",
	        "a blue square in the middle", "a red circle at the top",
	        "a red circle is at the bottom right", "there is a red circle on the left",
	        "a blue square below a red circle and above a red circle"};
	static const char *const wrong[] = {"a green circle", "a large red circle",
	        "a blue square and a blue square", "a blue square on the left",
	        "a red circle in the middle", "a blue square left of a blue square",
	        "a red circle left of a red circle and right of a blue square", "a red circle stays",
	        "a red circle at the top right", "a red circle and a red circle and a red circle"};
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		ck_assert_msg(scene_is_true(right[i], &still), "%s", right[i]);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ck_assert_msg(!scene_is_true(wrong[i], &still), "%s", wrong[i]);
}
END_TEST

START_TEST(test_what_is_no_sentence_is_false)
{
	static const char *const none[] = {"", " ", "a", "red circle", "a circle", "a red",
	        "A red circle", "a red circle .", "a red circle a", "is a red circle",
	        "there a red circle", "a red circle is", "there is a red circle is at the top",
	        "a red circle left", "a red circle left of", "a red circle at the",
	        "a red circle at the left", "a red circle on the top", "a red circle and",
	        "a red circle moves", "a red circle is and a blue square", "a red circle is moves left",
	        "a round red circle", "a red circle </s>", "<s> a red circle", "a red small circle",
	        "a red circle and a red circle and a blue square and a red circle",
	        "a a a a a a a a a a a a a a a a a a a a a a a a a a a a"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		ck_assert_msg(!scene_is_true(none[i], &still), "%s", none[i]);
}
END_TEST

START_TEST(test_films_are_judged_at_both_ends)
{
	scene s = {.film = true,
	        .objects = 2,
	        .object = {{0, 0, {5, 16}, {5, 5}, {2.5, 2.5}, 1},
	                {1, 2, {16, 16}, {27, 27}, {2.5, 4.4}, 1}}};
	static const char *const right[] = {"a red circle moves right",
	        "a small red circle moves right", "a red circle moves right and a blue square grows",
	        "a red circle at the top", "a red circle above a blue square"};
	static const char *const wrong[] = {"a red circle moves left", "a red circle stays",
	        "a small blue square grows", "a large blue square", "a red circle at the top left",
	        "a red circle left of a blue square", "there is a red circle moves right"};
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		ck_assert_msg(scene_is_true(right[i], &s), "%s", right[i]);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ck_assert_msg(!scene_is_true(wrong[i], &s), "%s", wrong[i]);
	s.film = false;
	ck_assert(!scene_is_true("a red circle moves right", &s));
}
END_TEST

START_TEST(test_paint_shows_what_is_described)
{
	enum { PLANE = SCENES_SIDE * SCENES_SIDE };
	static real rgb[3][PLANE];
	scene_paint(&still, 0, (real *const[3]){rgb[0], rgb[1], rgb[2]});
	const int at = 5 * SCENES_SIDE + 5, corner = SCENES_SIDE - 1;
	ck_assert_double_eq_tol((double)rgb[0][at], 0.95, 1e-6); // red
	ck_assert_double_lt((double)rgb[2][at], 0.2);
	ck_assert_double_gt((double)rgb[2][16 * SCENES_SIDE + 16], 0.9); // blue
	ck_assert_double_eq_tol((double)rgb[0][corner], 0.08, 1e-6);
	double area = 0;
	for (int y = 0; y < 11; y++)
		for (int x = 0; x < 11; x++)
			area += ((double)rgb[0][y * SCENES_SIDE + x] - 0.08) / (0.95 - 0.08);
	ck_assert_double_eq_tol(area, 3.14159 * 2.5 * 2.5, 0.8);
	for (int i = 0; i < 3 * PLANE; i++)
		ck_assert(rgb[i / PLANE][i % PLANE] >= 0 && rgb[i / PLANE][i % PLANE] <= 1);
}
END_TEST

START_TEST(test_a_seed_is_the_same_captions_everywhere)
{
	rng r = rng_new(1, SCENES_STREAM);
	uint64_t hash = HASH_START;
	for (int n = 0; n < 1000; n++) {
		scene s;
		int word[SCENES_LONGEST];
		draw(&r, n, &s);
		const int length = scene_caption(&s, &r, word);
		for (int i = 0; i < length; i++) hash = hash_number(hash, (uint64_t)word[i]);
	}
	ck_assert_uint_eq(hash, UINT64_C(10569608720287523353));
}
END_TEST

TESTS("scenes", 60, test_every_caption_is_true_and_names_every_shape,
        test_a_contrary_word_makes_a_caption_false, test_another_colour_makes_a_caption_false,
        test_held_out_pairs_appear_only_when_asked_for, test_what_the_judge_makes_of_a_scene,
        test_what_is_no_sentence_is_false, test_films_are_judged_at_both_ends,
        test_paint_shows_what_is_described, test_a_seed_is_the_same_captions_everywhere)
