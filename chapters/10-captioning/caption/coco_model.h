/** @file coco_model.h
 * What `caption coco` learns: a captioner of vectors with its words, and a file that keeps it.
 */
#ifndef COCO_MODEL_H
#define COCO_MODEL_H

#include "caption_score.h"
#include "captioner.h"
#include "coco_read.h"
#include "rng.h"

/** A captioner of vectors, and how far it has come. */
typedef struct {
	captioner *c;
	mat mean, scale;   /**< (1,features) what makes a vector's numbers alike */
	const char **word; /**< (shape.vocabulary) its words */
	mat slot[2];       /**< of Adam */
	rng r;             /**< the pictures to come */
	long done;         /**< updates so far */
} coco_model;

/** A new one.
 * @param[in,out] a     keeps it
 * @param[in]     s     its shape
 * @param[in]     word  (s.vocabulary) kept as they are
 * @param[in]     seed  of the weights and the pictures to come */
coco_model coco_model_new(arena *a, captioner_shape s, const char **word, uint64_t seed);

/** Put a vector, (features), before the captioner as picture b of its batch. */
void coco_model_see(coco_model *m, int b, const real *feature);

/** Keep it in a file, to go on from and to describe with.
 * @return 0, or -1 with an error */
int coco_model_save(const char *path, coco_model *m);

/** Go on from a file. @return 0, or -1 with an error: among others, other words or another shape */
int coco_model_resume(const char *path, coco_model *m);

/** Read a model that describes one picture at a time.
 * @param[in,out] a     keeps it
 * @param[out]    m     the model
 * @param[in]     path  the file
 * @return 0, or -1 with an error */
int coco_model_load(arena *a, coco_model *m, const char *path);

/** Describe a picture.
 * @param[in,out] a        keeps the words
 * @param[in,out] m        the model
 * @param[in]     feature  (features) its vector
 * @param[in]     beam     1: always the most probable word */
sentence coco_model_say(arena *a, coco_model *m, const real *feature, int beam);

/** Print what answers to pictures with captions are worth.
 * @param[in] what    pictures they are
 * @param[in] answer  (n)
 * @param[in] n       how many */
void coco_print_marks(const char *what, const caption_answer *answer, int n);

#endif
