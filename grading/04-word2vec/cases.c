/* Cases of chapter 04: the tables. Words occur once and a million times; weights are zero, equal and
 * a thousand apart; trees have one word, two, and counts that tie where the contract says who is
 * smaller; logits are ±1000; a noise word is drawn twice and is the target; a context has the centre
 * and one word twice; texts have line ends in front, behind, alone and in pairs. Gradients are added to
 * numbers that are not zero, and V, D, K and the window's length are all different. */
#include "cases.h"

const char *const chapter_name = "04-word2vec";

const exercise exercises[] = {
        {"4.1", "subsample_keep_probability", 4},
        {"4.2", "learning_rate", 4},
        {"4.3", "alias_build", 10},
        {"4.4", "alias_draw", 4},
        {"4.5", "huffman_paths", 12},
        {"4.6", "predict_softmax", 10},
        {"4.7", "predict_negative", 12},
        {"4.8", "predict_hierarchical", 8},
        {"4.9", "skipgram_pairs", 8},
        {"4.10", "skipgram", 6},
        {"4.11", "cbow", 8},
        {"4.12", "analogy_add", 8},
        {"4.13", "analogy_mul", 6},
        {0},
};

const grade_case *const cases[] = {sampling_cases, predict_cases, learn_cases, analogy_cases, NULL};

double constant(book *b, const char *array, double x)
{
	mat m = mat_new(&b->a, 1, 1);
	*elem(m, 0, 0) = (real)x;
	given(b, array, "N", m);
	return (double)*elem(m, 0, 0);
}
