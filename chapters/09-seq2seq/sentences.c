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
	TODO("9.11", "input is one step behind; mind the step that says the end");
}

void reverse_within(seq to, seq from, const int *length)
{
	need_seq(to, from.T, from.B, from.D);
	TODO("9.12", "row by row: within the length from the end, behind it zeros");
}

void copy_unknown(int *from, const int *word, int n, int unknown, mat alpha)
{
	TODO("9.13", "the largest weight of the step that said `unknown`");
}
