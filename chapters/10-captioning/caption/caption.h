/** @file caption.h
 * The parts of the program caption that its commands share.
 */
#ifndef CAPTION_H
#define CAPTION_H

#include "caption_score.h"
#include "checkpoint.h"
#include "cli.h"
#include "scene_batch.h"

/** A trained captioner as a file has it. */
typedef struct {
	arena a;
	captioner *c;
	const char **word; /**< (V) */
} caption_model;

/** @name Commands: main()'s status
 * @{ */
int caption_demo(int argc, char **argv);
int caption_train(int argc, char **argv);
int caption_describe(int argc, char **argv);
int caption_evaluate(int argc, char **argv);
int caption_sheet(int argc, char **argv);
int caption_attention(int argc, char **argv);
int caption_glimpses(int argc, char **argv);
int caption_digits(int argc, char **argv);
int caption_coco(int argc, char **argv);
int caption_say_vectors(int argc, char **argv);
int caption_export(int argc, char **argv);
/** @} */

/** Read options; anything that is not one is an error. Exits when something is wrong. */
void caption_options(
        int argc, char **argv, const char *name, const char *about, const cli_option *options);

/** The pieces of a checkpoint: shape, weights, running moments; `more` are appended.
 * @param[out] fields  (8) ended by {0}
 * @param[in]  c       the captioner
 * @param[in]  more    further pieces, ended by {0}, at most four; or NULL */
void caption_fields(checkpoint_field *fields, captioner *c, const checkpoint_field *more);

/** What a checkpoint of this program is of. */
extern const char *const caption_of;

/** Load a trained captioner of scenes that looks at `batch` pictures at a time.
 * @return 0, or -1 with an error */
int caption_load(caption_model *m, const char *path, int batch);

/** Learning to caption scenes. */
typedef struct {
	captioner *c;
	int updates, shapes;
	double rate, clip;
	long seed;
	mat slot[2];                                            /**< of Adam */
	rng r;                                                  /**< the scenes to come */
	long done;                                              /**< updates so far */
	double loss;                                            /**< mean of the last hundred */
	void (*every)(void *context, long update, double loss); /**< after each hundred; or NULL */
	void *context;
} caption_lesson;

/** Memory for learning from the beginning. */
void caption_lesson_begin(arena *a, caption_lesson *l);
/** Learn until all updates are done, or Ctrl-C. */
void caption_lesson_run(caption_lesson *l);

/** Say that Ctrl-C ended the learning. @return the program's exit status */
int caption_interrupted(long updates, const char *kept_in);

/** Say what is on picture b. @pre captioner_look()
 * @param[in,out] a     keeps the words
 * @param[in]     c     the captioner
 * @param[in]     b     which picture
 * @param[in]     beam  1: always the most probable word */
sentence caption_say(arena *a, captioner *c, int b, int beam);

/** What many captions are worth. */
typedef struct {
	long scenes, sentences, right, complete; /**< complete: true, and every shape named */
	double bleu[4], cider;
} caption_marks;

/** Describe scenes and judge.
 * @param[in] c       the captioner
 * @param[in] kind    which scenes
 * @param[in] scenes  how many, rounded up to whole batches
 * @param[in] shapes  in a picture; 0: one to three
 * @param[in] beam    1: greedily
 * @param[in] blind   the captioner sees empty pictures
 * @param[in] seed    of the scenes */
caption_marks caption_judge(
        captioner *c, scenes_kind kind, long scenes, int shapes, int beam, bool blind, long seed);

/** Print a line of marks under a heading that caption_heading() prints. */
void caption_print(const char *what, const caption_marks *m);
/** See caption_print(). */
void caption_heading(void);

#endif
