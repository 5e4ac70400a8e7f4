/* Answers and references: see answers.h. */
#include <string.h>

#include "answers.h"

const answer_pair answer_pairs[ANSWERS] = {
        {"short", "a dog ran to river", "a dog ran to the river"},
        {"same", "the the the the", "the red house"},
        {"negated", "the dog did bite the boy in the park", "the dog did not bite the boy in the park"},
        {"meant", "in the park nobody was bitten by the dog",
                "the dog did not bite the boy in the park"},
        {"whole", "a dog ran to the river", "a dog ran to the river"},
};

enum { LONGEST = 16, LETTERS = 16 };

/* Words of a text as ids into a list that grows. */
static int read_words(int *id, const char *text, char list[][LETTERS], int *listed)
{
	int n = 0;
	while (*text) {
		size_t letters = strcspn(text, " ");
		char word[LETTERS] = {0};
		memcpy(word, text, letters);
		int found = 0;
		while (found < *listed && strcmp(list[found], word)) found++;
		if (found == *listed) memcpy(list[(*listed)++], word, LETTERS);
		id[n++] = found;
		text += letters + (text[letters] == ' ');
	}
	return n;
}

void answer_count(bleu_counts *c, const answer_pair *p)
{
	char list[2 * LONGEST][LETTERS];
	int listed = 0, answer[LONGEST], reference[LONGEST];
	sentence said = {answer, read_words(answer, p->answer, list, &listed)};
	sentence right = {reference, read_words(reference, p->reference, list, &listed)};
	bleu_count(c, said, &right, 1);
}
