/* tongue: write sentences in a small English and in a made-up tongue. */
#include <math.h>
#include <stdio.h>

#include "generator.h"
#include "tongue.h"

static long seed = 1, pairs = 2000;
static int clauses, names;

static const cli_program program = {"tongue", NULL,
        "Writes sentences, one on each line: English, tab, the same in a made-up tongue.",
        GENERATOR_VERSION};
static const cli_option options[] = {cli_long("seed", &seed, 0, HUGE_VAL, "which sentences"),
        cli_long("pairs", &pairs, 1, HUGE_VAL, "how many"),
        cli_int("clauses", &clauses, 0, TONGUE_CLAUSES, "of each sentence; 0: one to three"),
        cli_int("names", &names, 0, 100, "per cent of the noun phrases that are a name"), cli_end};

int main(int argc, char **argv)
{
	generator_options(argc, argv, &program, options);
	rng r = rng_new((uint64_t)seed, TONGUE_STREAM);
	tongue_pair p;
	for (long n = 0; n < pairs && !ferror(stdout); n++) {
		tongue_draw(&r, clauses, names, &p);
		printf("%s\t%s\n", p.english, p.tongue);
	}
	return generator_done();
}
