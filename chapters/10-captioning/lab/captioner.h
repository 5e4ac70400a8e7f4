/** @file captioner.h
 * A model that looks at pictures or films and says what it sees.
 *
 *     pixels → convnet → regions ─┬─ side by side, a vector a frame → one vector im a film       → words
 *                                 └─ each place through all frames  → told, to be looked at      → words
 *
 * Three ways to hand a picture to a recurrent layer (chapter 10, third part), and two ways to make one
 * of a film's frames: of whole frames, or, where regions are looked at, of what one place shows from frame
 * to frame. A picture is a film of one frame. Instead of pixels, vectors that another network has computed
 * can come in (`features`).
 */
#ifndef CAPTIONER_H
#define CAPTIONER_H

#include "decode.h"
#include "convnet.h"
#include "telling.h"

/** How the words know of the picture. */
typedef enum {
	TELL_START, /**< it is an LSTM's first state (10.16): show and tell */
	TELL_STEPS, /**< a tanh layer sees it at every step (10.14) */
	TELL_ATTEND /**< an LSTM looks at regions before each word (10.18): show, attend and tell */
} tell_kind;

/** How frames become one. */
typedef enum {
	FILM_MEAN,      /**< their mean (10.20) */
	FILM_RECURRENT, /**< an LSTM's last state */
	FILM_APART      /**< not at all: every region of every frame can be looked at; TELL_ATTEND */
} film_kind;

/** What a captioner looks like. */
typedef struct {
	convnet_shape picture; /**< channels 0: vectors come in */
	int features;          /**< numbers of such a vector; else 0 */
	int frames;            /**< of a film; 1: pictures */
	int tell, film;        /**< a tell_kind, a film_kind */
	int vocabulary;        /**< V */
	int start, end;        /**< ids of `<s>` and `</s>` */
	int embedding, hidden; /**< D, H */
	int batch, steps;      /**< B pictures at a time; most words of a caption, `</s>` counted */
} captioner_shape;

/** Weights of a captioner, or their gradients; those that its kind lacks are empty. */
typedef struct {
	mat embedding;       /**< (V,D) */
	gated film;          /**< of the recurrent encoder of films */
	mat place;           /**< (L,R) added to what is told of there; TELL_ATTEND */
	image_start start;   /**< of the first state */
	gated lstm;          /**< TELL_START */
	rnn plain;           /**< TELL_STEPS */
	mat Wih;             /**< TELL_STEPS */
	attentive_lstm look; /**< TELL_ATTEND */
	affine out;          /**< (H,V), (1,V) */
} captioner_weights;

/** A captioner with the memory of one batch. */
typedef struct {
	captioner_shape shape;
	mat w, dw; /**< (1,n) all weights, all gradients */
	captioner_weights p, dp;
	convnet see;
	seq region, dregion;        /**< (F·L,B,R) what the net sees */
	seq frame, dframe;          /**< (F,B,I), or region as (F,L·B,R): the film of each place */
	seq film_h, film_c, film_a; /**< of the recurrent encoder */
	seq told, dtold;            /**< (L,B,R) TELL_ATTEND: what is looked at; FILM_APART: region */
	mat im, dim; /**< (B,I) the picture, or the mean of told, or the film's last state */
	int *all_frames, *all_told; /**< F and told.T, for each film */
	seq x, dx;                  /**< (T,B,D) words that are read */
	seq h, dh, c, a;            /**< states, cells, gates */
	attentive_lstm_wires v;     /**< TELL_ATTEND: what it looked at, v.alpha */
	seq y;                      /**< (T,B,V) logits; after a loss, their gradient */
	arena *memory;
} captioner;

/** A new captioner with random weights.
 * @param[in] a     where its memory lives
 * @param[in] s     its shape
 * @param[in] seed  of its weights */
captioner *captioner_new(arena *a, captioner_shape s, uint64_t seed);

/** How many weights one of this shape has. */
long captioner_parameters(const captioner_shape *s);

/** Where to put what is to be seen next: pixels of frame f of film b as picture f·B + b (values about 0),
 * or vectors in c->frame. */
static inline images captioner_pictures(captioner *c)
{
	return c->see.stage[0].x;
}

/** Look: from pixels or vectors to im, or to regions.
 * @param[in,out] c       the captioner
 * @param[in]     learns  as in convnet_forward() */
void captioner_look(captioner *c, bool learns);

/** Read T words and say what comes next: logits y of the first T steps. @pre captioner_look()
 * @param[in,out] c      the captioner
 * @param[in]     input  (T·B) time-major
 * @param[in]     T      steps */
void captioner_read(captioner *c, const int *input, int T);

/** Mean cross-entropy in nats a word of captions of what is to be seen, and its gradient in c->dw.
 * @param[in,out] c         the captioner
 * @param[in]     caption   B captions of 0 … steps−1 words
 * @param[in]     gradient  whether it is wanted */
double captioner_loss(captioner *c, const sentence *caption, bool gradient);

/** What greedy_decode() and beam_search() ask: a captioner that looks at picture b of its batch.
 * @param[in,out] a      keeps the states
 * @param[in]     c      the captioner, after captioner_look()
 * @param[in]     b      which picture
 * @param[in]     slots  sentences at a time */
word_model captioner_words(arena *a, captioner *c, int b, int slots);

#endif
