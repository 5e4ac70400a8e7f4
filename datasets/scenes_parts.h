/** @file scenes_parts.h
 * What the wording of scenes and the judge of captions share: names of words, and what holds of shapes.
 */
#ifndef SCENES_PARTS_H
#define SCENES_PARTS_H

#include "scenes.h"

/** Words by name, in the order of scenes_word(). */
enum {
	A = SCENES_START + 1,
	SMALL,
	LARGE,
	RED,
	GREEN,
	BLUE,
	YELLOW,
	PURPLE,
	WHITE,
	CIRCLE,
	SQUARE,
	TRIANGLE,
	CROSS,
	THERE,
	IS,
	AND,
	LEFT,
	RIGHT,
	OF,
	ABOVE,
	BELOW,
	AT,
	ON,
	IN,
	THE,
	TOP,
	BOTTOM,
	MIDDLE,
	MOVES,
	UP,
	DOWN,
	GROWS,
	SHRINKS,
	STAYS,
	WORDS
};

/** How two shapes can stand to each other. */
typedef enum { LEFT_OF, RIGHT_OF, OVER, UNDER } scenes_relation;

/** SMALL or LARGE; 0 when it is not the same at the beginning and at the end. */
int scenes_size(const scene_object *o);
/** The third, 0 … 2, in which a coordinate lies at the beginning and at the end; -1 when it changes. */
int scenes_third(const double at[2]);
/** Whether a relation holds at the beginning and at the end. */
bool scenes_related(scenes_relation k, const scene_object *a, const scene_object *b);
/** LEFT, RIGHT, UP, DOWN, GROWS, SHRINKS or STAYS: what a shape does; 0: several at once. */
int scenes_action(const scene_object *o);

#endif
