/* A right solution that walks along each sentence with two fingers, and swaps ends. */
#include "sentences.h"

void teacher_forcing(int *input, int *target, const sentence *s, int T, int B, int start, int end)
{
	for (int b = 0; b < B; b++) {
		int before = start;
		for (int t = 0; t < T; t++, input += B, target += B) {
			input[b] = before;
			before = t < s[b].length ? s[b].word[t] : end;
			target[b] = t <= s[b].length ? before : -1;
		}
		input -= T * B;
		target -= T * B;
	}
}

void reverse_within(seq to, seq from, const int *length)
{
	copy(flat(to), flat(from));
	for (int b = 0; b < to.B; b++) {
		for (int i = 0, j = length[b] - 1; i < j; i++, j--)
			for (int d = 0; d < to.D; d++) {
				real *x = &row(at(to, i), b)[d], *y = &row(at(to, j), b)[d], swap = *x;
				*x = *y;
				*y = swap;
			}
		for (int t = length[b]; t < to.T; t++) fill(rows(at(to, t), b, 1), 0);
	}
}
