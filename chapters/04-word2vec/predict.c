/* A vector predicts a word: by softmax, against noise, or turn by turn down a tree.
 *
 * The last two are one idea. A yes-or-no question is answered by σ(x) with x = ⟨h, c⟩; being right with
 * probability p costs −ln p nats:
 *
 *     yes: L = −ln σ(x)     no: L = −ln σ(−x)     ∂L/∂x = σ(x) − [yes]
 *
 * and x feeds on h and c alone, so dh += g c and dc += g h. Negative sampling asks about the target
 * (yes) and K noise words (no); the tree asks "left?" at every node of a word's path.
 *
 * −ln σ(x) = ln(1 + e^−x) is written with log1p, and with the sign that keeps exp() below 1: −1000 then
 * costs 1000 nats and not infinity.
 *
 * Sources: Mikolov et al. 2013; Goldberg and Levy 2014. */
#include <math.h>

#include "predict.h"
#include "vmath.h"

double predict_softmax(mat dh, mat dC, mat h, mat C, int target)
{
	need_shape(dC, C.rows, C.cols);
	need_shape(h, 1, C.cols);
	arena scratch = {0};
	mat y = mat_new(&scratch, 1, C.rows);
	real *p = row(y, 0);
	double loss = 0;
	TODO("4.6", "logits, softmax (mind the largest), L; then p − e is the gradient");
	arena_free(&scratch);
	return loss;
}

/* One question, answered by σ(⟨h, c⟩): its loss, and the gradients added. */
static double answer(mat dh, mat dc, mat h, mat c, bool yes)
{
	TODO("4.7", "x = ⟨h, c⟩; the loss in a form that never overflows; g = σ(x) − [yes]");
}

double predict_negative(mat dh, mat dC, mat h, mat C, int target, const int *noise, int K)
{
	need_shape(dC, C.rows, C.cols);
	TODO("4.7", "yes to the target, no to each noise word");
}

double predict_hierarchical(mat dh, mat dN, mat h, mat N, huffman_path path)
{
	need_shape(dN, N.rows, N.cols);
	TODO("4.8", "one question at each turn: is the bit 0?");
}

long skipgram_pairs(word_pair_ids *pairs, const int *id, long n, int reach)
{
	TODO("4.9", "for each place: to the left until a line ends, then to the right");
}

/* One prediction, scored as the objective says; `which` picks the noise words. */
static double predict(mat dh, mat dC, mat h, mat C, int target, int which, objective by)
{
	switch (by.kind) {
	case BY_SOFTMAX: return predict_softmax(dh, dC, h, C, target);
	case BY_NEGATIVES:
		return predict_negative(dh, dC, h, C, target, by.noise + (long)which * by.K, by.K);
	case BY_TREE: return predict_hierarchical(dh, dC, h, C, by.path[target]);
	}
	bug("predict: there is no objective %d", (int)by.kind);
}

double skipgram(embeddings d, embeddings m, int centre, const int *context, int n, objective by)
{
	need_shape(d.W, m.W.rows, m.W.cols);
	TODO("4.10", "the centre's row predicts each context word");
}

double cbow(
        embeddings d, embeddings m, int centre, const int *context, int n, objective by, mat room)
{
	need_shape(d.W, m.W.rows, m.W.cols);
	need_shape(room, 2, m.W.cols);
	mat h = rows(room, 0, 1), dh = rows(room, 1, 1);
	TODO("4.11", "h = mean of the context's rows; what comes back is shared out as it was taken");
}
