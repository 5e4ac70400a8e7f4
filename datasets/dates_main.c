/* dates: write pairs of a date as people write it and as a computer wants it. */
#include <math.h>
#include <stdio.h>

#include "dates.h"
#include "generator.h"

static long seed = 1, pairs = 2000;

static const cli_program program = {"dates", NULL,
        "Writes dates, one on each line: as somebody wrote it, tab, as YYYY-MM-DD.",
        GENERATOR_VERSION};
static const cli_option options[] = {cli_long("seed", &seed, 0, HUGE_VAL, "which dates"),
        cli_long("pairs", &pairs, 1, HUGE_VAL, "how many"), cli_end};

int main(int argc, char **argv)
{
	generator_options(argc, argv, &program, options);
	rng r = rng_new((uint64_t)seed, DATES_STREAM);
	dates_pair p;
	for (long n = 0; n < pairs && !ferror(stdout); n++) {
		dates_draw(&r, &p);
		printf("%s\t%s\n", p.written, p.normal);
	}
	return generator_done();
}
