/* Networks that predict the next word: one row of logits for each word (the bigram), vectors of
 * several words side by side into a hidden layer (Bengio's network), and a layer that slides along
 * a sequence.
 *
 * The look-up is a product with one-hot rows that nobody carries out: forwards a row is copied,
 * backwards what arrives is added to the row it came from. A word that was read twice gets two
 * terms.
 *
 * Bengio's network, line by line, and backwards:
 *
 *     x_i = E[id_i1] … E[id_iM]       dE[id_ij] += its part of dx_i
 *     a = d + x H                     dd += Σ da,   dH += xᵀ da,   dx = da Hᵀ + dy Wᵀ
 *     h = tanh a                      da = dh ∘ (1 − h²)
 *     y = b + x W + h U               db += Σ dy,   dW += xᵀ dy,   dU += hᵀ dy,   dh = dy Uᵀ
 *
 * Sources: Bengio et al. 2003; Waibel et al. 1989 for the layer with delays, which is a convolution
 * over time with tanh behind it. */
#include "neural.h"
#include "vmath.h"

void bigram_forward(mat y, const int *id, mat W, mat b)
{
	need_shape(y, y.rows, W.cols);
	TODO("5.13", "a row of W for each, and the bias");
}

void bigram_backward(mat dW, mat db, mat dy, const int *id)
{
	need_shape(dW, dW.rows, dy.cols);
	TODO("5.14", "the same rows the other way, added");
}

void nnlm_forward(mat y, mat x, mat h, const int *id, nnlm w)
{
	const int D = w.E.cols, M = x.cols / D;
	need_shape(x, y.rows, w.H.rows);
	need_shape(h, y.rows, w.U.rows);
	TODO("5.15", "vectors side by side; the hidden layer; the sum of all that arrives");
}

/* da = dh ∘ (1 − h²), in place: what tanh passes back. */
static void tanh_backward(mat dh, mat h)
{
	TODO("5.16", "the derivative by the answer itself");
}

void nnlm_backward(nnlm dw, mat dy, mat x, mat h, const int *id, nnlm w, mat dx, mat dh)
{
	const int D = w.E.cols, M = x.cols / D;
	need_shape(dx, x.rows, x.cols);
	need_shape(dh, h.rows, h.cols);
	TODO("5.16", "the lines of nnlm_forward() in reverse");
}

void time_delay_forward(seq h, seq x, mat W, mat b)
{
	const int D = x.D, delay = W.rows / D;
	need_seq(h, x.T - delay + 1, x.B, W.cols);
	TODO("5.17", "one product for each delay, over all steps at once");
}

void time_delay_backward(mat dW, mat db, seq dx, seq dh, seq x, seq h, mat W, seq da)
{
	const int D = x.D, delay = W.rows / D;
	need_seq(da, x.T - delay + 1, x.B, W.cols);
	need_seq(dx, x.T, x.B, x.D);
	TODO("5.18", "a step is read at up to `delay` places: dx collects them all");
}
