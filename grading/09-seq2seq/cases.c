/* Cases of chapter 09: the tables, and what several files draw. All sizes differ, every gradient that
 * is accumulated starts from something else than zero, and what stands in padding is random, so that
 * it shows in every number that it should not have reached. What a backward pass is handed follows from its
 * inputs, but is computed here, so that a wrong forward pass cannot spoil it. The "gradient" cases go the
 * other way: the student's own forward pass, differentiated numerically, must give what the student's
 * backward pass gave. */
#include <stdio.h>
#include <string.h>

#include "cases.h"

const char *const chapter_name = "09-seq2seq";

const exercise exercises[] = {
        {"9.1", "teacher_forcing", 3},
        {"9.2", "reverse_within", 2},
        {"9.3", "encoder_forward", 6},
        {"9.4", "encoder_backward", 10},
        {"9.5", "with_context_forward", 2},
        {"9.6", "with_context_backward", 3},
        {"9.7", "context_decoder_loss", 5},
        {"9.8", "skip_thought_loss", 3},
        {"9.9", "greedy_decode", 4},
        {"9.10", "beam_search", 12},
        {"9.11", "bleu_count", 8},
        {"9.12", "bleu_score", 4},
        {"9.13", "score_dot_forward", 1},
        {"9.14", "score_dot_backward", 2},
        {"9.15", "score_bilinear_forward", 2},
        {"9.16", "score_bilinear_backward", 3},
        {"9.17", "score_concat_forward", 3},
        {"9.18", "score_concat_backward", 6},
        {"9.19", "attention_weights", 3},
        {"9.20", "attention_weights_backward", 3},
        {"9.21", "attention_read_forward", 1},
        {"9.22", "attention_read_backward", 2},
        {"9.23", "attend_forward", 4},
        {"9.24", "attend_backward", 6},
        {"9.25", "copy_unknown", 2},
        {0},
};

const grade_case *const cases[] = {
        sentences_cases, seq2seq_cases, decode_cases, bleu_cases, attention_cases, NULL};

affine draw_affine(book *b, const char *suffix, int in, int out)
{
	return (affine){draw(b, name_of(b, "W", suffix, ""), "HV", in, out, 0.5),
	        draw(b, name_of(b, "b", suffix, ""), "V", 1, out, 0.5)};
}

gated draw_gru(book *b, const char *suffix, int in, int out)
{
	return (gated){draw(b, name_of(b, "Wx", suffix, ""), "DG", in, 3 * out, 0.5),
	        draw(b, name_of(b, "Wh", suffix, ""), "HG", out, 3 * out, 0.5),
	        draw(b, name_of(b, "bx", suffix, ""), "G", 1, 3 * out, 0.5)};
}

affine started_affine(book *b, const char *suffix, int in, int out)
{
	return (affine){started(b, name_of(b, "dW", suffix, "_before"), "HV", in, out),
	        started(b, name_of(b, "db", suffix, "_before"), "V", 1, out)};
}

gated started_gru(book *b, const char *suffix, int in, int out)
{
	return (gated){started(b, name_of(b, "dWx", suffix, "_before"), "DG", in, 3 * out),
	        started(b, name_of(b, "dWh", suffix, "_before"), "HG", out, 3 * out),
	        started(b, name_of(b, "dbx", suffix, "_before"), "G", 1, 3 * out)};
}

affine zero_affine(book *b, int in, int out)
{
	return (affine){mat_new(&b->a, in, out), mat_new(&b->a, 1, out)};
}

gated zero_gru(book *b, int in, int out)
{
	return (gated){
	        mat_new(&b->a, in, 3 * out), mat_new(&b->a, out, 3 * out), mat_new(&b->a, 1, 3 * out)};
}

void record_affine(book *b, const char *suffix, affine dw)
{
	record(b, name_of(b, "dW", suffix, ""), "HV", dw.W);
	record(b, name_of(b, "db", suffix, ""), "V", dw.b);
}

void record_gru(book *b, const char *suffix, gated dw)
{
	record(b, name_of(b, "dWx", suffix, ""), "DG", dw.Wx);
	record(b, name_of(b, "dWh", suffix, ""), "HG", dw.Wh);
	record(b, name_of(b, "dbx", suffix, ""), "G", dw.b);
}

void numeric_affine(book *b, const char *suffix, affine w, scalar_function f, void *context)
{
	record_numeric(b, name_of(b, "dW", suffix, ""), "HV", w.W, f, context);
	record_numeric(b, name_of(b, "db", suffix, ""), "V", w.b, f, context);
}

sentence *draw_sentences(book *b, const char *array, int n, int lowest, int highest, int words)
{
	sentence *s = arena_alloc(&b->a, (size_t)n, sizeof *s);
	mat all = mat_new(&b->a, n, highest);
	fill(all, -1);
	for (int i = 0; i < n; i++) {
		s[i].length = lowest + (int)rng_below(&b->r, (uint32_t)(highest - lowest + 1));
		int *word = arena_alloc(&b->a, (size_t)s[i].length, sizeof *word);
		for (int t = 0; t < s[i].length; t++) {
			word[t] = (int)rng_below(&b->r, (uint32_t)words);
			*elem(all, i, t) = (real)word[t];
		}
		s[i].word = word;
	}
	given(b, array, "NL", all);
	return s;
}
