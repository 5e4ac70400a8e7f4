/* Sentences of different length in one batch.
 *
 * A recurrence runs on through padding: its states there are of no use, but also nobody's: targets are
 * −1, weights of attention 0, and the last state is read at length[b]. So padding costs time and changes
 * nothing, and the recurrence itself needs no mask. One reader must know the lengths: the one
 * from the right, which otherwise would begin with the padding.
 *
 * Sources: Williams and Zipser 1989 for teacher forcing; Luong and others 2015 for copying. */
#include "sentences.h"

void teacher_forcing(int *input, int *target, const int *const *word, const int *length, int T,
        int B, int start, int end)
{
	//> [teacher_forcing] 9.11  input is one step behind; mind the step that says the end
	for (int b = 0; b < B; b++)
		for (int t = 0; t < T; t++) {
			const int i = t * B + b, n = length[b];
			input[i] = t == 0 ? start : t <= n ? word[b][t - 1] : end;
			target[i] = t < n ? word[b][t] : t == n ? end : -1;
		}
	//< [teacher_forcing]
}

void reverse_within(seq to, seq from, const int *length)
{
	need_seq(to, from.T, from.B, from.D);
	//> [reverse_within] 9.12  row by row: within the length from the end, behind it zeros
	for (int t = 0; t < to.T; t++)
		for (int b = 0; b < to.B; b++) {
			mat out = rows(at(to, t), b, 1);
			if (t < length[b])
				copy(out, rows(at(from, length[b] - 1 - t), b, 1));
			else
				fill(out, 0);
		}
	//< [reverse_within]
}

void copy_unknown(int *from, const int *word, int n, int unknown, mat alpha)
{
	//> [copy_unknown] 9.13  the largest weight of the step that said `unknown`
	for (int t = 0; t < n; t++) {
		from[t] = -1;
		if (word[t] != unknown) continue;
		const real *a = row(alpha, t);
		from[t] = 0;
		for (int s = 1; s < alpha.cols; s++)
			if (a[s] > a[from[t]]) from[t] = s;
	}
	//< [copy_unknown]
}
