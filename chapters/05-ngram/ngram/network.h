/** @file network.h
 * The networks of neural.h as models that the language-model driver can train.
 *
 * The driver reads a text as one stream; here </s> alone stands between two sentences, and what is
 * before the last </s> is hidden from the network, as <s> hides it from n-grams:
 *
 *     </s> the cat sat </s> the dog       context of "dog", order 4: </s> </s> the
 *
 * So exactly the same words are predicted, from the same histories, and perplexities compare.
 */
#ifndef NETWORK_H
#define NETWORK_H

#include "lm.h"
#include "neural.h"
#include "parts.h"

enum { BIGRAM, NNLM };

/** Sizes of a network. */
typedef struct {
	int model;        /**< BIGRAM or NNLM */
	int order, V;     /**< words in an n-gram, size of the vocabulary */
	int D, H;         /**< of an NNLM: size of a vector, hidden units */
	int direct;       /**< of an NNLM: are there weights from the vectors straight to the logits? */
	int batch, steps; /**< streams, and words of each in an update */
} network_shape;

/** A network for lm_train(); `next` and `draw` are missing. @param[in] seed of the first weights
 * @param[in] words number of its vocabulary, for the signature */
lm_model network_new(arena *a, network_shape s, uint64_t seed, unsigned long words);

/** A text as the driver reads it: </s>, the words of a sentence, </s>, … */
lm_text network_text(const id_text *t, arena *a);

/** Perplexity of a text, prediction by prediction. */
text_perplexity network_perplexity(const lm_model *m, lm_text text);

#endif
