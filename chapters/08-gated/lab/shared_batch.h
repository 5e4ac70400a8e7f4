/** @file shared_batch.h
 * A network as a language model whose sequences are shared out among threads.
 */
#ifndef SHARED_BATCH_H
#define SHARED_BATCH_H

#include "network.h"

/** A model. The weights are shared; each thread has activations and gradients of its own, for its part
 * of the batch. Gradients are added in the order of the parts, so the same number of threads gives the
 * same bits.
 * @param[in,out] a        keeps the model; shared_batch_end() before it goes
 * @param[in]     s        the network
 * @param[in]     seed     of its weights
 * @param[in]     threads  1 … s.batch
 * @param[out]    m        the model
 * @return 0, or -1 with an error when the machine starts no more threads, or BLAS serves only one */
int shared_batch_model(arena *a, network_shape s, uint64_t seed, int threads, lm_model *m);

/** The network of the first thread: with one thread, of all sequences. */
network *shared_batch_network(const lm_model *m);

/** The model's threads end. */
void shared_batch_end(const lm_model *m);

#endif
