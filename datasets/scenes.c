/* Drawing scenes, and putting them into words.
 *
 * Shapes stand in the ninths of the picture, each off its ninth's centre by at most a pixel. So
 * two shapes in different columns are more than 8 pixels apart from left to right and two in one column at
 * most 2: no relation is ever in doubt. */
#include <string.h>

#include "error.h"
#include "scenes.h"
#include "scenes_parts.h"

static const char *const words[WORDS] = {"</s>", "<s>", "a", "small", "large", "red", "green",
        "blue", "yellow", "purple", "white", "circle", "square", "triangle", "cross", "there", "is",
        "and", "left", "right", "of", "above", "below", "at", "on", "in", "the", "top", "bottom",
        "middle", "moves", "up", "down", "grows", "shrinks", "stays"};

int scenes_words(void)
{
	return WORDS;
}

const char *scenes_word(int id)
{
	const bool known = id >= 0 && id < WORDS;
	if (!known) bug("word %d is not in 0..%d", id, WORDS - 1);
	return words[id];
}

int scenes_word_id(const char *word, int length)
{
	for (int i = 0; i < WORDS; i++)
		if (strlen(words[i]) == (size_t)length && !memcmp(words[i], word, (size_t)length)) return i;
	return -1;
}

/* Each shape lacks one colour, each of another one. */
bool scenes_held_out(int colour, int shape)
{
	static const int lacks[SCENES_SHAPES] = {1, 3, 0, 2}; // green circle, yellow square, red …
	return lacks[shape] == colour;
}

/* --- drawing ----------------------------------------------------------------------------------------- */

static int below(rng *r, int n)
{
	return (int)rng_below(r, (uint32_t)n);
}

static bool pair_taken(const scene *s, int n, int colour, int shape)
{
	for (int i = 0; i < n; i++)
		if (s->object[i].colour == colour && s->object[i].shape == shape) return true;
	return false;
}

/* Colours and shapes of all objects; a held-out one stands anywhere among them. */
static void draw_pairs(rng *r, scenes_kind kind, scene *s)
{
	const int special = kind == SCENES_HELD_OUT ? below(r, s->objects) : -1;
	for (int i = 0; i < s->objects; i++) {
		scene_object *o = &s->object[i];
		do {
			o->colour = below(r, SCENES_COLOURS);
			o->shape = below(r, SCENES_SHAPES);
		} while (scenes_held_out(o->colour, o->shape) != (i == special) ||
		         pair_taken(s, i, o->colour, o->shape));
		o->shade = 0.8 + 0.2 * rng_uniform(r);
	}
}

static double centre(rng *r, int third)
{
	return SCENES_SIDE * (third + 0.5) / 3 + 2 * rng_uniform(r) - 1;
}

static double radius(rng *r, bool large)
{
	return (large ? 4.2 : 2.4) + 0.4 * rng_uniform(r);
}

static void stand_still(scene_object *o)
{
	o->x[1] = o->x[0];
	o->y[1] = o->y[0];
	o->r[1] = o->r[0];
}

void scene_draw(rng *r, scenes_kind kind, int objects, scene *s)
{
	static const int number[] = {1, 2, 2, 3};
	int ninth[9] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
	*s = (scene){.objects = objects ? objects : number[below(r, 4)]};
	draw_pairs(r, kind, s);
	rng_shuffle(r, ninth, 9);
	for (int i = 0; i < s->objects; i++) {
		scene_object *o = &s->object[i];
		o->x[0] = centre(r, ninth[i] % 3);
		o->y[0] = centre(r, ninth[i] / 3);
		o->r[0] = radius(r, below(r, 2));
		stand_still(o);
	}
}

/* What one object does; its ninths at the beginning and at the end are kept to keep others out. */
static void draw_action(rng *r, scene_object *o, int ninth[2])
{
	static const int right[] = {-1, 1, 0, 0, 0, 0, 0}, down[] = {0, 0, -1, 1, 0, 0, 0};
	int act, x, y;
	do {
		act = below(r, 7);
		x = below(r, 3);
		y = below(r, 3);
	} while (x + right[act] < 0 || x + right[act] > 2 || y + down[act] < 0 || y + down[act] > 2);
	const bool large = act == 4 ? false : act == 5 ? true : below(r, 2);
	o->x[0] = centre(r, x);
	o->y[0] = centre(r, y);
	o->r[0] = radius(r, large);
	stand_still(o);
	o->x[1] += right[act] * SCENES_SIDE / 3.0;
	o->y[1] += down[act] * SCENES_SIDE / 3.0;
	if (act == 4 || act == 5) o->r[1] = radius(r, !large);
	ninth[0] = 3 * y + x;
	ninth[1] = ninth[0] + right[act] + 3 * down[act];
}

void scene_draw_film(rng *r, scenes_kind kind, scene *s)
{
	int first[2], second[2];
	*s = (scene){.film = true, .objects = 1 + below(r, 2)};
	draw_pairs(r, kind, s);
	draw_action(r, &s->object[0], first);
	if (s->objects == 1) return;
	do draw_action(r, &s->object[1], second);
	while (second[0] == first[0] || second[0] == first[1] || second[1] == first[0] ||
	        second[1] == first[1]);
}

/* --- wording ----------------------------------------------------------------------------------------- */

/* A caption in the making. */
typedef struct {
	int *word, n;
} wording;

static void say(wording *w, int word)
{
	w->word[w->n++] = word;
}

static void say_thing(wording *w, rng *r, const scene *s, int i)
{
	const scene_object *o = &s->object[i];
	say(w, A);
	if (below(r, 3) == 0 && scenes_size(o)) say(w, scenes_size(o));
	say(w, RED + o->colour);
	say(w, CIRCLE + o->shape);
}

/* "left of a blue square": one of the relations that hold. */
static void say_relation(wording *w, rng *r, const scene *s, int i, int j)
{
	int k;
	do k = below(r, 4);
	while (!scenes_related((scenes_relation)k, &s->object[i], &s->object[j]));
	static const int name[] = {LEFT, RIGHT, ABOVE, BELOW};
	say(w, name[k]);
	if (k < 2) say(w, OF);
	say_thing(w, r, s, j);
}

static void say_place(wording *w, const scene_object *o)
{
	const int x = scenes_third(o->x), y = scenes_third(o->y);
	say(w, x == 1 && y == 1 ? IN : y == 1 ? ON : AT);
	say(w, THE);
	if (y != 1) say(w, y ? BOTTOM : TOP);
	if (x != 1) say(w, x ? RIGHT : LEFT);
	if (x == 1 && y == 1) say(w, MIDDLE);
}

static void say_action(wording *w, const scene_object *o)
{
	const int act = scenes_action(o);
	if (act != GROWS && act != SHRINKS && act != STAYS) say(w, MOVES);
	say(w, act);
}

static void say_picture(wording *w, rng *r, const scene *s, const int *order)
{
	const int style = below(r, 5);
	if (style == 0) {
		say(w, THERE);
		say(w, IS);
	}
	say_thing(w, r, s, order[0]);
	if (style == 1) say(w, IS);
	if (s->objects == 1) {
		if (style != 0 || below(r, 2)) say_place(w, &s->object[order[0]]);
		return;
	}
	for (int i = 1; i < s->objects; i++) {
		if (i > 1 || style == 2) say(w, AND);
		if (style == 2)
			say_thing(w, r, s, order[i]);
		else
			say_relation(w, r, s, order[0], order[i]);
	}
}

int scene_caption(const scene *s, rng *r, int *word)
{
	wording w = {word, 0};
	int order[SCENES_OBJECTS] = {0, 1, 2};
	rng_shuffle(r, order, s->objects);
	if (!s->film)
		say_picture(&w, r, s, order);
	else
		for (int i = 0; i < s->objects; i++) {
			if (i) say(&w, AND);
			say_thing(&w, r, s, order[i]);
			say_action(&w, &s->object[order[i]]);
		}
	return w.n;
}
