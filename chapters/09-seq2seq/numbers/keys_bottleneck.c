/* Numbers of what one vector tells, and places: see keys.h. */
#include <math.h>
#include <stdio.h>

#include "keys.h"
#include "places.h"
#include "recall.h"

void keys_of_bottleneck(void)
{
	double last[RECALL_WORDS], own[RECALL_WORDS];
	for (int i = 0; i < RECALL_SIZES; i++) {
		double words = 0, own_words = 0;
		recall(last, own, recall_units[i]);
		for (int t = 0; t < RECALL_WORDS; t++) {
			words += last[t];
			own_words += own[t];
		}
		printf("recall.%d.words %.12g\n", recall_units[i], words);
		printf("recall.%d.own %.12g\n", recall_units[i], own_words);
		printf("recall.%d.first %.12g\n", recall_units[i], 100 * last[0]);
		printf("recall.%d.tenth %.12g\n", recall_units[i], 100 * last[RECALL_WORDS - 10]);
	}
	number("bits.sentence", 30 * log2(10000));
	number("places.straight", 100 * places_count(0).best);
	number("places.turned", 100 * places_count(1).best);
}
