/** @file scene_batch.h
 * Scenes for a captioner: drawn, painted, put into words.
 */
#ifndef SCENE_BATCH_H
#define SCENE_BATCH_H

#include "captioner.h"
#include "scenes.h"

/** As many scenes as a captioner looks at together. */
typedef struct {
	scene *s;          /**< (B) */
	sentence *caption; /**< (B) one of each */
	int *word;         /**< (B·SCENES_LONGEST) their words */
} scene_batch;

/** Memory for B scenes. */
scene_batch scene_batch_new(arena *a, int B);

/** Draw scenes with a caption each.
 * @param[in,out] b       the batch
 * @param[in]     c       for how many
 * @param[in]     kind    with or without held-out pairs
 * @param[in]     shapes  in a picture, 0: one to three; films have one or two
 * @param[in,out] r       random numbers */
void scene_batch_draw(scene_batch *b, const captioner *c, scenes_kind kind, int shapes, rng *r);

/** Paint them where the captioner looks. */
void scene_batch_paint(const scene_batch *b, captioner *c);

#endif
