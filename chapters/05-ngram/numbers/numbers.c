/* numbers: every result that lesson 05 quotes and ngram does not print.
 *
 *     05-numbers keys TEXT          "key value…" a line; chapters/05-ngram/numbers.sh passes them on
 *     05-numbers block NAME TEXT    a table as the lesson shows it
 *     05-numbers csv NAME TEXT      the data of a figure
 *     05-numbers times TEXT         times of the chapter's functions, for the walk-through
 *
 * TEXT has a sentence a line, words between blanks. Keys are written without the chapter's prefix, which
 * numbers.sh adds. */
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "error.h"
#include "net.h"
#include "texts.h"
#include "times.h"
#include "toy.h"

static const struct {
	const char *verb, *name;
	void (*run)(void);
} calls[] = {
        {"block", "words", block_words},
        {"block", "answers", block_answers},
        {"block", "walk", block_walk},
        {"block", "discounts", block_discounts},
        {"block", "vocabulary", block_vocabulary},
        {"csv", "mass", csv_mass},
        {"csv", "sorting", csv_sorting},
        {"csv", "lattice", csv_lattice},
        {"csv", "order", csv_order},
        {"csv", "size", csv_size},
        {"csv", "entropy", csv_entropy},
        {"csv", "counts", csv_counts},
};

int main(int argc, char **argv)
{
	blas_start(argv);
	error_program("05-numbers");
	text_path = argv[argc - 1];
	if (argc == 3 && !strcmp(argv[1], "keys")) {
		toy_keys();
		net_keys();
		texts_keys();
		return 0;
	}
	if (argc == 3 && !strcmp(argv[1], "times")) {
		times_print();
		return 0;
	}
	for (size_t i = 0; argc == 4 && i < sizeof calls / sizeof *calls; i++)
		if (!strcmp(argv[1], calls[i].verb) && !strcmp(argv[2], calls[i].name)) {
			calls[i].run();
			return 0;
		}
	error_set("expected keys, block NAME, csv NAME or times, and a text");
	error_exit();
}
