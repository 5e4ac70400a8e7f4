/** @file svg.h
 * A page of pictures and words as SVG, the pictures inside it as PNG.
 */
#ifndef SVG_H
#define SVG_H

#include <stdbool.h>

#include "output.h"
#include "scenes_png.h"

/** Begin a page. Its colours are those of plots, which pages in the dark know how to turn.
 * @return 0, or -1 with an error */
int svg_begin(output *o, const char *path, int width, int height);
/** End it. @return 0, or -1 with an error */
int svg_end(output *o);
/** A picture whose pixels stay squares, enlarged to `side` × `side`. */
void svg_picture(output *o, int x, int y, int side, const png_picture *p);
/** A line of words, from x; `bold` for what is to be seen first. */
void svg_words(output *o, int x, int y, bool bold, const char *words);

#endif
