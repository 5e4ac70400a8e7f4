/* Numbers of BLEU: see keys.h. */
#include <math.h>
#include <stdio.h>

#include "answers.h"
#include "keys.h"

void keys_of_bleu(void)
{
	for (int i = 0; i < ANSWERS; i++) {
		bleu_counts c = {0};
		answer_count(&c, &answer_pairs[i]);
		for (int n = 0; n < BLEU_ORDER; n++)
			printf("bleu.%s.p%d %.12g\n", answer_pairs[i].name, n + 1,
			        (double)c.match[n] / (double)(c.all[n] ? c.all[n] : 1));
		printf("bleu.%s %.12g\n", answer_pairs[i].name, bleu_score(&c, BLEU_ORDER));
		printf("bleu.%s.brevity %.12g\n", answer_pairs[i].name,
		        exp(fmin(0, 1 - (double)c.reference / (double)c.length)));
	}
	bleu_counts both = {0};
	answer_count(&both, &answer_pairs[0]);
	number("bleu.short.root", bleu_score(&both, BLEU_ORDER) / exp(-0.2));
	answer_count(&both, &answer_pairs[4]);
	number("bleu.both", bleu_score(&both, BLEU_ORDER));
}
