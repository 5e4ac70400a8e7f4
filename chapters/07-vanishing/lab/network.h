/** @file network.h
 * A network of recurrent layers of any kind, with its gradient.
 *
 *     ids or numbers → layer 1 → … → layer L → affine readout → loss
 *
 * A layer can read both ways: two of a kind, one from the left and one from the right, whose states
 * stand side by side. Parameters, gradients and carried states are flat blocks; all memory is
 * allocated once. Ids are time-major: id t·B+b is step t of sequence b.
 */
#ifndef NETWORK_H
#define NETWORK_H

#include "layer.h"
#include "lm.h"
#include "rnn.h"

enum { NETWORK_LAYERS = 8 };

/** What a network looks like. */
typedef struct {
	const layer_kind *kind; /**< of all its layers */
	int vocabulary;         /**< V: ids that come in, each with an embedding; 0: numbers come in */
	int inputs;             /**< D: numbers that come in at a step, or numbers of an embedding */
	int hidden;             /**< H: units of a layer */
	int layers;             /**< L, at most NETWORK_LAYERS */
	bool both_ways;         /**< each layer reads from the left and from the right */
	int outputs;            /**< O: numbers that go out at a step */
	int batch, steps;       /**< B and the most steps of a chunk */
	bool carry;             /**< a chunk begins with the states that the one before ended with */
} network_shape;

/** What is read: one of the two. */
typedef struct {
	const int *ids; /**< (T·B) 0 … V-1, or NULL */
	seq x;          /**< (T,B,D) */
} network_input;

/** A layer, or the two that face each other. Sequences are as long as the chunk. */
typedef struct {
	layer way[2]; /**< from the left, from the right */
	seq y, dy;    /**< (T,B,H), or (T,B,2H) when it reads both ways: what the next one reads */
	seq turned, dturned;     /**< (T,B,D) what the right one reads: the input from its end */
	mat table[2], dtable[2]; /**< (V,G·H) E Wx + b, of a first layer that reads ids */
} network_level;

/** A network: weights, gradients, and the memory of one chunk. */
typedef struct {
	network_shape shape;
	mat w, dw;        /**< (1,n): E, then per layer and way Wx, Wh, b, extra; then the readout */
	mat state;        /**< (rows,H) states and cells carried over */
	mat E, dE;        /**< (V,D) embeddings */
	affine out, dout; /**< the readout */
	seq x, dx;        /**< (T,B,D) gathered embeddings, where a table does not pay */
	network_level level[NETWORK_LAYERS];
	seq y; /**< (T,B,O) the readout's answers; after a loss, their gradient */
} network;

/** How many weights a network of this shape has. */
long network_parameters(const network_shape *s);

/** A new network with random weights.
 * @param[in] a     where its memory lives
 * @param[in] s     its shape
 * @param[in] seed  for the weights: embeddings are standard normal, a layer's weights as its kind
 *                  starts, the readout's uniform within ±1/√H, biases zero */
network *network_new(arena *a, network_shape s, uint64_t seed);

/** A network with the same weights (the same memory) and gradients, states and chunk of its own.
 * @param[in] a      where its memory lives
 * @param[in] n      whose weights
 * @param[in] batch  its B
 * @param[in] steps  its most steps */
network *network_replica(arena *a, const network *n, int batch, int steps);

/** Read T steps: all states, and the answers n->y at every step. */
void network_forward(network *n, network_input in, int T);

/** Mean cross-entropy of T steps in nats: 6.11's temporal_softmax_loss() of the answers.
 * @param[in,out] n         the network; with `gradient` n->dw = the gradient
 * @param[in]     in        what is read
 * @param[in]     target    (T·B) ids 0 … O-1; a negative one does not count
 * @param[in]     T         steps
 * @param[in]     gradient  whether it is wanted */
double network_softmax_loss(network *n, network_input in, const int *target, int T, bool gradient);

/** Mean squared error of the answer after the last step: (1/BO) Σ (y_T − target)².
 * @param[in,out] n         the network; with `gradient` n->dw = the gradient
 * @param[in]     in        what is read
 * @param[in]     target    (B,O)
 * @param[in]     T         steps
 * @param[in]     gradient  whether it is wanted */
double network_square_loss(network *n, network_input in, mat target, int T, bool gradient);

/** A network that reads ids from the left as a model for the language-model driver. */
lm_model network_model(arena *a, network *n);

#endif
