/* A right solution in plain loops: first everything as if there were no words, then the words. */
#include "sentences.h"

void teacher_forcing(int *input, int *target, const sentence *s, int T, int B, int start, int end)
{
	for (int i = 0; i < T * B; i++) {
		input[i] = i < B ? start : end;
		target[i] = -1;
	}
	for (int b = 0; b < B; b++) {
		for (int t = 0; t < s[b].length; t++) {
			target[t * B + b] = s[b].word[t];
			input[(t + 1) * B + b] = s[b].word[t];
		}
		target[s[b].length * B + b] = end;
	}
}

void reverse_within(seq to, seq from, const int *length)
{
	for (int t = 0; t < from.T; t++)
		for (int b = 0; b < from.B; b++)
			for (int j = 0; j < from.D; j++) {
				const int source = length[b] - 1 - t;
				to.p[(t * from.B + b) * from.D + j] =
				        source < 0 ? 0 : from.p[(source * from.B + b) * from.D + j];
			}
}
