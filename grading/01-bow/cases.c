/* Cases of chapter 01: the tables, and what several files draw. Documents repeat words, miss words, are
 * empty, or hold nothing but padding; sizes all differ; and no case of one exercise calls another's
 * code, except the "gradient" cases and the classifier, which is made of the others. */
#include "cases.h"

const char *const chapter_name = "01-bow";

const exercise exercises[] = {
        {"1.1", "tokenize", 8},
        {"1.2", "lemmatize", 8},
        {"1.3", "vocab_build", 8},
        {"1.4", "one_hot", 2},
        {"1.5", "bag_of_words", 4},
        {"1.6", "bag_of_words_sparse", 4},
        {"1.7", "tf_idf", 8},
        {"1.8", "embedding_lookup_forward", 2},
        {"1.9", "embedding_lookup_backward", 6},
        {"1.10", "mean_pool_forward", 6},
        {"1.11", "mean_pool_backward", 6},
        {"1.12", "softmax_cross_entropy_forward", 8},
        {"1.13", "softmax_cross_entropy_backward", 6},
        {"1.14", "classifier_forward", 6},
        {"1.15", "classifier_loss", 12},
        {"1.16", "classifier_predict", 6},
        {0},
};

const grade_case *const cases[] = {words_cases, vectors_cases, classifier_cases, NULL};

documents draw_documents(book *b)
{
	static const int start[N + 1] = {0, 5, 5, 7, 13, 14, LENGTH};
	static const char pattern[LENGTH + 1] = "a_ba*"
	                                        "__"
	                                        "0zzcz*"
	                                        "*"
	                                        "_d*";
	int *id = arena_alloc(&b->a, LENGTH, sizeof *id), named[26], common = 1;
	for (int i = 0; i < 26; i++) named[i] = 2 + (int)rng_below(&b->r, V - 4);
	for (int i = 0; i < LENGTH; i++) {
		char c = pattern[i];
		id[i] = c == '_'   ? -1
		        : c == '0' ? 0
		        : c == 'z' ? V - 1
		        : c == '*' ? common
		                   : named[c - 'a'];
	}
	given_ints(b, "start", "N", N + 1, start);
	given_ints(b, "id", "L", LENGTH, id);
	return (documents){N, start, id};
}

mat draw_idf(book *b)
{
	mat idf = mat_new(&b->a, 1, V);
	rng_fill_uniform(&b->r, idf, 0.5, 4);
	given(b, "idf_given", "V", idf);
	return idf;
}
