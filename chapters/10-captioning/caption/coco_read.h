/** @file coco_read.h
 * Captions in COCO's format, and a vector for each picture.
 *
 *     {"annotations": [{"image_id": 318556, "caption": "A very clean bathroom."}, …], …}
 *
 * Other members are not read. Vectors come in one of the forms of harness/wordvec.h, the picture's number
 * in the place of the word. Words are what is between white space and signs, in small letters; rare ones
 * are <unk>.
 */
#ifndef COCO_READ_H
#define COCO_READ_H

#include "bleu.h" // sentence

enum { COCO_END, COCO_START, COCO_UNKNOWN };

/** A picture: its vector, and what people said. */
typedef struct {
	const char *name;        /**< its number, or whatever it is called */
	const real *feature;     /**< (features) */
	const sentence *caption; /**< (captions) */
	int captions;            /**< at least 1 */
} coco_picture;

/** All of it. */
typedef struct {
	coco_picture *picture; /**< (pictures) in the order of their first captions */
	int pictures, features;
	const char **word; /**< (words) with `</s>`, `<s>`, `<unk>` first */
	int words;
	int longest; /**< words of the longest caption */
} coco;

/** Read both files.
 * @param[out]    c         captions and vectors
 * @param[in,out] a         keeps them
 * @param[in]     captions  JSON
 * @param[in]     features  vectors; more than needed are no error
 * @param[in]     min_count words that come less often are <unk>
 * @param[in]     longest   longer captions are cut
 * @return 0, or -1 with an error: not JSON, no annotations, a caption without text, a picture without a
 *         vector, … */
int coco_read(
        coco *c, arena *a, const char *captions, const char *features, int min_count, int longest);

#endif
