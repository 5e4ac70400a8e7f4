/* Sentences of different length in one batch.
 *
 * A recurrence runs on through padding. Its states there are of no use, but nobody uses them either:
 * targets are −1, weights of attention 0, and the last state is read at length[b]. So padding costs time,
 * changes nothing, and the recurrence itself needs no mask. One reader must know the lengths: the one
 * from the right, which otherwise would begin with the padding.
 *
 * Source: Williams and Zipser 1989 for teacher forcing. */
#include "sentences.h"

void teacher_forcing(int *input, int *target, const sentence *s, int T, int B, int start, int end)
{
	for (int b = 0; b < B; b++)
		if (s[b].length >= T) bug("teacher_forcing: %d words and </s> in %d steps", s[b].length, T);
	//> [teacher_forcing] 9.1  input is one step behind; mind the step that says the end
	for (int t = 0; t < T; t++)
		for (int b = 0; b < B; b++) {
			const int *word = s[b].word, n = s[b].length, i = t * B + b;
			input[i] = t == 0 ? start : t <= n ? word[t - 1] : end;
			target[i] = t < n ? word[t] : t == n ? end : -1;
		}
	//< [teacher_forcing]
}

void reverse_within(seq to, seq from, const int *length)
{
	need_seq(to, from.T, from.B, from.D);
	//> [reverse_within] 9.2  row by row: within the length from its end, behind it zeros
	fill(flat(to), 0);
	for (int b = 0; b < to.B; b++)
		for (int t = 0; t < length[b]; t++)
			copy(rows(at(to, t), b, 1), rows(at(from, length[b] - 1 - t), b, 1));
	//< [reverse_within]
}
