/** @file telling.h
 * Chapter 10, third part: from a picture, or many, to a sentence.
 *
 * A picture is a vector im (B,I), or L regions as a sequence (L,B,R): regions are to a caption
 * what the words of the source are to a translation, and attention is chapter 09's. No two
 * arguments of a function overlap.
 *
 * @see O. Vinyals, A. Toshev, S. Bengio, D. Erhan, "Show and Tell", CVPR 2015
 * @see K. Xu and others, "Show, Attend and Tell", ICML 2015
 * @see S. Venugopalan and others, "Translating Videos to Natural Language Using Deep Recurrent
 * Neural Networks", NAACL 2015 (mean of the frames)
 * @see V. Mnih, N. Heess, A. Graves, K. Kavukcuoglu, "Recurrent Models of Visual Attention", NIPS
 * 2014 (glimpses)
 */
#ifndef TELLING_H
#define TELLING_H

#include "attention.h"
#include "images.h"
#include "lstm.h"
#include "rnn.h"

/** 10.14 A recurrent layer that sees the picture at every step:
 *
 *     h_t = tanh(x_t Wxh + h_{t−1} Whh + im Wih + b)
 *
 * @param[in,out] h    (T+1,B,H) h[0] is given
 * @param[in]     x    (T,B,D) the words
 * @param[in]     im   (B,I) the picture
 * @param[in]     w    Wxh (D,H), Whh (H,H), b (1,H)
 * @param[in]     Wih  (I,H) */
void image_rnn_forward(seq h, seq x, mat im, rnn w, mat Wih);

/** 10.15 Its gradient.
 * @param[in,out] dw    += gradients of the layer's weights
 * @param[in,out] dWih  += (I,H)
 * @param[out]    dx    = (T,B,D)
 * @param[in,out] dim   += (B,I)
 * @param[in,out] dh    (T+1,B,H) on entry what the loss sends to each state directly; on exit
 *                      dh[0] is the gradient of h[0], the rest is working space
 * @param[in]     x,im,h,w,Wih  as before */
void image_rnn_backward(
        rnn dw, mat dWih, seq dx, mat dim, seq dh, seq x, mat im, seq h, rnn w, mat Wih);

/** The two maps that make an LSTM's first state of a picture, or their gradients. */
typedef struct {
	affine h, c; /**< (I,H), (1,H) each */
} image_start;

/** 10.16 The picture as the first state: h = tanh(im W_h + b_h), c = tanh(im W_c + b_c).
 * @param[out] h,c  = (B,H)
 * @param[in]  im   (B,I)
 * @param[in]  w    the maps */
void image_start_forward(mat h, mat c, mat im, image_start w);

/** 10.17 Its gradient.
 * @param[in,out] dw     += gradients of the maps
 * @param[in,out] dim    += (B,I)
 * @param[in]     dh,dc  (B,H) gradients of the first state
 * @param[in]     h,c    (B,H) what image_start_forward() made
 * @param[in]     im     (B,I)
 * @param[in]     w      the maps */
void image_start_backward(
        image_start dw, mat dim, mat dh, mat dc, mat h, mat c, mat im, image_start w);

/** The weights of a layer that looks before each step, or their gradients. */
typedef struct {
	gated lstm; /**< Wx (D,4H) from the word, Wh (H,4H), b (1,4H) */
	mat Wc;     /**< (R,4H) from what was looked at */
	mat Wq;     /**< (H,R) from the state to the question */
} attentive_lstm;

/** What such a layer makes. */
typedef struct {
	seq h, c;  /**< (T+1,B,H) */
	seq a;     /**< (T,B,4H) gates */
	seq q;     /**< (T,B,R) questions */
	seq ctx;   /**< (T,B,R) what was looked at */
	seq alpha; /**< (T,B,L) where: row b of step t is about region one_of(region, b) */
} attentive_lstm_wires;

/** Memory for them, zeroed. */
attentive_lstm_wires attentive_lstm_wires_new(arena *a, int T, int B, int H, int L, int R);

/** 10.18 Show, attend and tell: before each step the state asks the regions, and what they answer
 * is an input of the step.
 *
 *     q_t = h_{t−1} Wq      α_t = softmax over l of ⟨q_t, region_l⟩      ctx_t = Σ_l α_tl region_l
 *     a_t = x_t Wx + ctx_t Wc + b, then an LSTM step (8.1) from h_{t−1}, c_{t−1}
 *
 * The step from h[t] to h[t+1] has q[t], alpha[t], ctx[t] and a[t].
 * @param[in,out] v       h[0] and c[0] are given, all else is made
 * @param[in]     x       (T,B,D)
 * @param[in]     region  (L,B,R)
 * @param[in]     w       the weights */
void attentive_lstm_forward(attentive_lstm_wires v, seq x, seq region, attentive_lstm w);

/** 10.19 Its gradient.
 * @param[in,out] dw       += gradients of the weights
 * @param[out]    dx       = (T,B,D)
 * @param[in,out] dregion  += (L,B,R)
 * @param[in,out] dh       (T+1,B,H) on entry what the loss sends to each state directly; on exit
 *                         dh[0] is the gradient of h[0]
 * @param[in,out] dc       (B,H) on entry the gradient of c[T], on exit that of c[0]
 * @param[in]     x,region,v,w  as before */
void attentive_lstm_backward(attentive_lstm dw, seq dx, seq dregion, seq dh, mat dc, seq x,
        seq region, attentive_lstm_wires v, attentive_lstm w);

/** 10.20 A film as the mean of its frames.
 * @param[out] im      = (B,I)
 * @param[in]  frame   (F,B,I)
 * @param[in]  length  (B) frames of each film, 1 … F; what is behind is padding */
void mean_of_frames_forward(mat im, seq frame, const int *length);

/** 10.21 Its gradient.
 * @param[in,out] dframe  += (F,B,I)
 * @param[in]     dim     (B,I)
 * @param[in]     length  (B) */
void mean_of_frames_backward(seq dframe, mat dim, const int *length);

/** 10.22 A picture as a sequence of glimpses: squares around T places, 0 outside the picture.
 * @param[out] x       = (T,N,C·size²) channel by channel, row by row
 * @param[in]  from    (C,N,H,W)
 * @param[in]  row,col (T) centre of each glimpse: pixel (row, col) is at (size/2, size/2) of the
 *                     square
 * @param[in]  size    pixels of a side */
void glimpses(seq x, images from, const int *row, const int *col, int size);

#endif
