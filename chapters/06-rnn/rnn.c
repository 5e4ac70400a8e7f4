/* One recurrent layer, forwards and backwards.
 *
 *     a_t = x_t Wxh + h_{t-1} Whh + b        h_t = tanh(a_t)
 *
 * Backwards every line turns round. tanh: da = dh ∘ (1 - h²), because tanh' = 1 - tanh². The sum
 * a: each term receives da as it is. A product y = x W: dx = dy Wᵀ and dW += xᵀ dy. A state has
 * two consumers, the output above it and the next step, so its gradient has two terms; a weight
 * has T consumers, one a step, so its gradient has T terms. That is all of backpropagation
 * through time.
 *
 * The layer is cut in two because only one part must wait for time: x_t Wxh + b is known for all
 * t beforehand and is one large product (rnn_forward), while h_{t-1} Whh is not
 * (rnn_recur_forward). Backwards the same cut lets dWxh, dWhh, db and dx be one product each.
 *
 * Sources: Elman 1990 for the network, Werbos 1990 for the gradient. Deviation: both write column
 * vectors; here a batch of rows multiplies from the left. */
#include "rnn.h"
#include "vmath.h"

/* tanh of every element of a matrix without gaps. */
static void tanh_all(mat m)
{
	vec_tanh((int)count(m), m.p);
}

/* d ∘ (1 - h²), in place: from the gradient of h to the gradient of a. */
static void through_tanh(mat d, mat h)
{
	TODO("6.2", "multiply d by the derivative of tanh, which h itself tells");
}

void rnn_step_forward(mat h, mat x, mat h0, rnn w)
{
	need_shape(w.Wxh, x.cols, h.cols);
	need_shape(h0, x.rows, h.cols);
	TODO("6.1", "two products and the bias make a; tanh makes h");
}

void rnn_step_backward(rnn dw, mat dx, mat dh0, mat dh, mat x, mat h0, mat h, rnn w)
{
	need_shape(dh, h.rows, h.cols);
	arena scratch = {0};
	mat da = mat_new(&scratch, h.rows, h.cols);
	TODO("6.2", "da first; then one line for each of x, h0, Wxh, Whh, b");
	arena_free(&scratch);
}

void rnn_recur_forward(seq h, mat Whh)
{
	need_shape(Whh, h.D, h.D);
	TODO("6.3", "h[t] already holds a_t: add what the state before sends, then tanh");
}

void rnn_recur_backward(seq dh, seq h, mat Whh)
{
	need_seq(dh, h.T, h.B, h.D);
	arena scratch = {0};
	mat WhhT = mat_new(&scratch, h.D, h.D);
	TODO("6.4", "from the last step to the first: through tanh, then to h[t-1]");
	arena_free(&scratch);
}

void rnn_forward(seq h, seq x, rnn w)
{
	need_seq(h, x.T + 1, x.B, w.Whh.rows);
	TODO("6.5", "all x_t Wxh + b in one product, straight into h[1 … T]; then the rest");
}

void rnn_backward(rnn dw, seq dx, seq dh, seq x, seq h, rnn w)
{
	need_seq(h, x.T + 1, x.B, w.Whh.rows);
	need_seq(dx, x.T, x.B, x.D);
	TODO("6.6", "the recurrence first: it leaves every da_t; then one product for each");
}

void rnn_double_sum(mat dWhh, seq dh, seq h, mat Whh)
{
	need_seq(dh, h.T, h.B, h.D);
	arena scratch = {0};
	mat d = mat_new(&scratch, h.B, h.D), before = mat_new(&scratch, h.B, h.D);
	TODO("6.7", "for each t carry its dh alone back to every k ≤ t, adding at each k");
	arena_free(&scratch);
}

void truncated_bptt(rnn dw, seq dx, seq dh, seq x, seq h, rnn w, int k)
{
	need_seq(dh, x.T + 1, x.B, w.Whh.rows);
	if (k < 1) bug("a piece of %d steps", k);
	arena scratch = {0};
	mat keep = mat_new(&scratch, h.B, h.D);
	TODO("6.8", "rnn_backward on each piece, last first; what it sends out is dropped");
	arena_free(&scratch);
}
