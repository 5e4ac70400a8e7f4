/* The judge: a caption is taken apart by the grammar into things and claims about them; then every way
 * to find the things in the scene is tried. It looks at the geometry of the scene alone. */
#include <string.h>

#include "scenes_parts.h"

/* --- what holds of shapes ------------------------------------------------------------------------------ */

static const double small_below = 3.5, apart = SCENES_SIDE / 6.0, grown = 1;

int scenes_size(const scene_object *o)
{
	const bool small = o->r[0] < small_below;
	return small != (o->r[1] < small_below) ? 0 : small ? SMALL : LARGE;
}

static int third(double at)
{
	const int k = (int)(at * 3 / SCENES_SIDE);
	return k < 0 ? 0 : k > 2 ? 2 : k;
}

int scenes_third(const double at[2])
{
	return third(at[0]) == third(at[1]) ? third(at[0]) : -1;
}

bool scenes_related(scenes_relation k, const scene_object *a, const scene_object *b)
{
	const double sign = k == LEFT_OF || k == OVER ? 1 : -1;
	bool holds = true;
	for (int i = 0; i < 2; i++) {
		const double d = k < OVER ? b->x[i] - a->x[i] : b->y[i] - a->y[i];
		holds &= sign * d >= apart;
	}
	return holds;
}

int scenes_action(const scene_object *o)
{
	const double x = o->x[1] - o->x[0], y = o->y[1] - o->y[0], r = o->r[1] - o->r[0];
	const int across = x <= -apart ? LEFT : x >= apart ? RIGHT : 0;
	const int along = y <= -apart ? UP : y >= apart ? DOWN : 0;
	const int size = r >= grown ? GROWS : r <= -grown ? SHRINKS : 0;
	if ((across != 0) + (along != 0) + (size != 0) > 1) return 0;
	return across + along + size ? across + along + size : STAYS;
}

/* --- taking a caption apart ------------------------------------------------------------------------------ */

/* A thing and what is said of it; relations are to later things. */
typedef struct {
	int size, colour, shape; // words; size 0: not said
	int x, y;                // thirds; -1: not said
	int action;              // a word; 0: not said
	int relation;            // of the first thing to this one; -1: none is said
} thing;

typedef struct {
	const int *word;
	int n, at, things;
	thing thing[SCENES_OBJECTS];
} parser;

static bool take(parser *p, int word)
{
	const bool here = p->at < p->n && p->word[p->at] == word;
	p->at += here;
	return here;
}

/* One of the words first … last, or 0. */
static int take_of(parser *p, int first, int last)
{
	const int w = p->at < p->n ? p->word[p->at] : -1;
	if (w < first || w > last) return 0;
	p->at++;
	return w;
}

static bool parse_thing(parser *p, int relation)
{
	if (p->things == SCENES_OBJECTS || !take(p, A)) return false;
	thing t = {.x = -1, .y = -1, .relation = relation};
	t.size = take_of(p, SMALL, LARGE);
	t.colour = take_of(p, RED, WHITE);
	t.shape = take_of(p, CIRCLE, CROSS);
	p->thing[p->things++] = t;
	return t.colour && t.shape;
}

static int parse_relation(parser *p)
{
	if (take(p, ABOVE)) return OVER;
	if (take(p, BELOW)) return UNDER;
	const int side = take_of(p, LEFT, RIGHT);
	return side && take(p, OF) ? side == LEFT ? LEFT_OF : RIGHT_OF : -1;
}

/* at the top [left | right], on the left, in the middle */
static bool parse_place(parser *p)
{
	thing *t = &p->thing[0];
	const int first = take_of(p, AT, IN);
	if (!first || !take(p, THE)) return false;
	if (first == IN) {
		t->x = t->y = 1;
		return take(p, MIDDLE);
	}
	const int row = first == AT ? take_of(p, TOP, BOTTOM) : 0;
	const int side = take_of(p, LEFT, RIGHT);
	// "at the top" is anywhere at the top, "at the top left" a corner.
	if (row) t->y = row == TOP ? 0 : 2;
	if (side) t->x = side == LEFT ? 0 : 2;
	return first == AT ? row != 0 : side != 0;
}

static bool parse_relations(parser *p)
{
	do {
		const int k = parse_relation(p);
		if (k < 0 || !parse_thing(p, k)) return false;
	} while (take(p, AND));
	return true;
}

static bool parse_where(parser *p)
{
	const int next = p->at < p->n ? p->word[p->at] : -1;
	return next == AT || next == ON || next == IN ? parse_place(p) : parse_relations(p);
}

static bool parse_happening(parser *p)
{
	thing *t = &p->thing[p->things - 1];
	if (take(p, MOVES)) {
		t->action = take_of(p, LEFT, RIGHT);
		if (!t->action) t->action = take_of(p, UP, DOWN);
	} else
		t->action = take_of(p, GROWS, STAYS);
	return t->action != 0;
}

static bool parse_happenings(parser *p)
{
	if (!parse_happening(p)) return false;
	while (take(p, AND))
		if (!parse_thing(p, -1) || !parse_happening(p)) return false;
	return true;
}

static bool parse_list(parser *p)
{
	while (take(p, AND))
		if (!parse_thing(p, -1)) return false;
	return true;
}

static bool parse_caption(parser *p)
{
	const bool there = take(p, THERE);
	if (there && !take(p, IS)) return false;
	if (!parse_thing(p, -1)) return false;
	if (p->at == p->n) return true;
	const int next = p->word[p->at];
	bool good;
	if (next == AND)
		good = parse_list(p);
	else if (next == MOVES || (next >= GROWS && next <= STAYS))
		good = !there && parse_happenings(p);
	else {
		if (take(p, IS) && there) return false;
		good = parse_where(p);
	}
	return good && p->at == p->n;
}

/* --- judging ------------------------------------------------------------------------------------------ */

static bool fits(const thing *t, const scene *s, const scene_object *o, const scene_object *first)
{
	return t->colour == RED + o->colour && t->shape == CIRCLE + o->shape &&
	       (!t->size || t->size == scenes_size(o)) && (t->x < 0 || t->x == scenes_third(o->x)) &&
	       (t->y < 0 || t->y == scenes_third(o->y)) &&
	       (!t->action || (s->film && t->action == scenes_action(o))) &&
	       (t->relation < 0 || scenes_related((scenes_relation)t->relation, first, o));
}

/* Can things k … be found among the shapes that are not used yet? */
static bool found(const parser *p, const scene *s, int k, unsigned used, int first)
{
	if (k == p->things || k >= SCENES_OBJECTS) return true;
	for (int i = 0; i < s->objects; i++) {
		if (used >> i & 1) continue;
		const int head = k ? first : i;
		if (fits(&p->thing[k], s, &s->object[i], &s->object[head]) &&
		        found(p, s, k + 1, used | 1U << i, head))
			return true;
	}
	return false;
}

scene_verdict scene_judge(const int *word, int n, const scene *s)
{
	parser p = {.word = word, .n = n};
	if (!parse_caption(&p)) return (scene_verdict){0};
	return (scene_verdict){true, found(&p, s, 0, 0, 0), p.things};
}

bool scene_is_true(const char *caption, const scene *s)
{
	int word[SCENES_LONGEST], n = 0;
	for (caption += strspn(caption, " "); *caption; caption += strspn(caption, " ")) {
		const int length = (int)strcspn(caption, " ");
		if (n == SCENES_LONGEST) return false;
		word[n++] = scenes_word_id(caption, length);
		caption += length;
	}
	return scene_judge(word, n, s).is_true;
}
