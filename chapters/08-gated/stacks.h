/** @file stacks.h
 * Chapter 08, fourth part: LSTM layers on top of each other, or facing each other.
 *
 * @see M. Schuster, K. K. Paliwal, "Bidirectional Recurrent Neural Networks", IEEE Trans. Signal
 * Processing 45(11), 1997
 * @see A. Graves, J. Schmidhuber, "Framewise Phoneme Classification with Bidirectional LSTM", Neural
 * Networks 18(5–6), 2005
 */
#ifndef STACKS_H
#define STACKS_H

#include "lstm.h"

/** The sequences of one layer: lstm_forward() makes them, lstm_backward() reads them. */
typedef struct {
	seq h; /**< (T+1,B,H) states */
	seq c; /**< (T+1,B,H) cells */
	seq a; /**< (T,B,4H) gates */
} lstm_wires;

/** Their gradients, as lstm_backward() takes and leaves them. */
typedef struct {
	seq h; /**< (T+1,B,H) on entry what the loss sends to each state directly; on exit h[0] is the
	            gradient of the first state */
	mat c; /**< (B,H) on entry the gradient of the last cell, on exit that of the first */
	seq a; /**< (T,B,4H) on exit the gradient of x Wx + h Wh + b */
} lstm_dwires;

/** 8.23 L layers, each reading the states of the one below.
 * @param[in,out] v  L layers' sequences; each h[0] and c[0] is given
 * @param[in]     x  (T,B,D)
 * @param[in]     w  L layers
 * @param[in]     L  how many */
void deep_lstm_forward(const lstm_wires *v, seq x, const gated *w, int L);

/** 8.24 Its gradient.
 * @param[in,out] dw  L gradients, +=
 * @param[out]    dx  = (T,B,D)
 * @param[in,out] dv  L layers' gradients
 * @param[in]     x   (T,B,D)
 * @param[in]     v   L layers' sequences
 * @param[in]     w   L layers
 * @param[in]     L   how many */
void deep_lstm_backward(const gated *dw, seq dx, const lstm_dwires *dv, seq x, const lstm_wires *v,
        const gated *w, int L);

/** 8.25 Two layers, one reading from the left and one from the right, side by side:
 * y_t = [left state after x_t, right state after x_t].
 * @param[out]    y  = (T,B,2H)
 * @param[in,out] v  the two layers' sequences, those of the right one in its own order of reading; each
 *                   h[0] and c[0] is given
 * @param[in]     x  (T,B,D)
 * @param[in]     w  left to right, right to left */
void bilstm_forward(seq y, const lstm_wires v[2], seq x, const gated w[2]);

/** 8.26 Its gradient.
 * @param[in,out] dw  two gradients, +=
 * @param[out]    dx  = (T,B,D)
 * @param[in,out] dv  the two layers' gradients; each h is zero on entry except for what the loss sends to
 *                    a layer's last state besides dy
 * @param[in]     dy  (T,B,2H)
 * @param[in]     x   (T,B,D)
 * @param[in]     v   what bilstm_forward() made
 * @param[in]     w   the two layers */
void bilstm_backward(const gated dw[2], seq dx, const lstm_dwires dv[2], seq dy, seq x,
        const lstm_wires v[2], const gated w[2]);

#endif
