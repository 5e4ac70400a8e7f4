/** @file scenes.h
 * Pictures and short films of coloured shapes, captions for them, and a judge of captions.
 *
 * A scene is a description: one to three shapes with colour, place and size, at the beginning and at
 * the end. The picture, the captions and the verdict on a caption are all made from it, so whether a
 * caption is true is known and no matter of opinion. Some pairs of colour and shape are held out:
 * they appear only when asked for.
 *
 * Captions are sentences of a small grammar (words in brackets may be missing):
 *
 *     caption → [there is] thing [where]  |  thing is where  |  happening [and happening]
 *     where   → place  |  relation thing [and relation thing]  |  and thing [and thing]   (not after "is")
 *     thing   → a [small | large] colour shape
 *     relation → left of | right of | above | below
 *     place   → at the top | at the bottom | on the left | on the right | in the middle |
 *               at the (top | bottom) (left | right)
 *     happening → thing (moves (left | right | up | down) | grows | shrinks | stays)
 *
 * What a caption claims, and what is left open:
 *
 * - It is true when its things can be shapes of the scene, different ones for different things, so that
 *   all it says of them holds. A shape that it does not name is no lie; `named` tells how many it names.
 * - Two readings: "a red circle" fits both of two red circles. It is true when one reading is.
 * - "the left" is the left third of the picture; left of means by at least a sixth of its width. Both
 *   may hold together with above and below: north-west of is left of and above.
 * - In a film, sizes, places and relations must hold at the beginning and at the end.
 * - Of a single picture nothing happens: "stays" is false of it, as "moves" is.
 * - Anything that is no sentence of the grammar says nothing, which counts as false.
 */
#ifndef SCENES_H
#define SCENES_H

#include <stdbool.h>

#include "rng.h"

enum {
	SCENES_SIDE = 32,    /**< pixels of a side */
	SCENES_OBJECTS = 3,  /**< most shapes of a scene */
	SCENES_LONGEST = 24, /**< most words of a caption */
	SCENES_STREAM = 10,  /**< stream of rng_new() that collections are drawn from */
	SCENES_COLOURS = 6,
	SCENES_SHAPES = 4
};

/** Which scenes to draw. */
typedef enum {
	SCENES_SEEN,    /**< no held-out pair of colour and shape */
	SCENES_HELD_OUT /**< one shape of a held-out pair, the others as they come */
} scenes_kind;

/** A shape; [0] is the beginning, [1] the end: the same in a picture. */
typedef struct {
	int shape, colour;
	double x[2], y[2]; /**< its centre, in pixels from the left and from the top */
	double r[2];       /**< half its width */
	double shade;      /**< how bright, 0.8 … 1 */
} scene_object;

/** A description. */
typedef struct {
	int objects; /**< 1 … SCENES_OBJECTS */
	bool film;   /**< something may happen */
	scene_object object[SCENES_OBJECTS];
} scene;

/** What a caption is worth. */
typedef struct {
	bool sentence; /**< of the grammar */
	bool is_true;  /**< of the scene; false for what is no sentence */
	int named;     /**< things in the sentence */
} scene_verdict;

/** @name Words, numbered from 0: </s>, <s>, then those of the grammar
 * @{ */
enum { SCENES_END, SCENES_START };
/** How many. */
int scenes_words(void);
/** The word with a number. @pre 0 ≤ id < scenes_words() */
const char *scenes_word(int id);
/** The number of a word of `length` bytes, or -1. */
int scenes_word_id(const char *word, int length);
/** @} */

/** Whether a pair of colour and shape is held out. */
bool scenes_held_out(int colour, int shape);

/** Draw a picture's description: shapes of different pairs, in different ninths of the picture.
 * @param[in,out] r        random numbers
 * @param[in]     kind     with or without a held-out pair
 * @param[in]     objects  shapes; 0: one to three
 * @param[out]    s        the description */
void scene_draw(rng *r, scenes_kind kind, int objects, scene *s);

/** Draw a film's description: one or two shapes, each of which moves by a third of the picture, grows,
 * shrinks or stays.
 * @param[in,out] r     random numbers
 * @param[in]     kind  with or without a held-out pair
 * @param[out]    s     the description */
void scene_draw_film(rng *r, scenes_kind kind, scene *s);

/** A caption that names every shape, in one of many wordings; it is true.
 * @param[in]     s     the scene
 * @param[in,out] r     random numbers
 * @param[out]    word  (SCENES_LONGEST) numbers of the words
 * @return how many */
int scene_caption(const scene *s, rng *r, int *word);

/** Judge words by their numbers. @param[in] word (n) @param[in] n how many @param[in] s the scene */
scene_verdict scene_judge(const int *word, int n, const scene *s);

/** Judge a caption as text: words with blanks in between, in small letters.
 * @return whether it is true of the scene */
bool scene_is_true(const char *caption, const scene *s);

/** Paint a moment. Edges are smooth: each pixel is the mean of 16 points.
 * @param[in]  s     the scene
 * @param[in]  time  0 the beginning … 1 the end
 * @param[out] rgb   three planes of SCENES_SIDE × SCENES_SIDE numbers 0 … 1, row by row */
void scene_paint(const scene *s, double time, real *const rgb[3]);

#endif
