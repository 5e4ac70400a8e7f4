/* charlm hello: four letters, five steps. The same l is followed by l once and by o once, so a
 * model without a memory cannot do better than a coin there. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "charlm.h"

static struct {
	int hidden;
	long updates, seed;
	double rate;
} o = {.hidden = 3, .updates = 200, .seed = 1, .rate = 0.3};

static const cli_option options[] = {cli_int("hidden", &o.hidden, 1, 65536, "units"),
        cli_long("updates", &o.updates, 0, 1e9, "times to read the word"),
        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate"),
        cli_long("seed", &o.seed, 0, 1e15, "for the weights"), cli_end};

static void print_reading(const charlm *c, lm_text word)
{
	mat logits = mat_new((arena *)&c->a, 1, c->shape.vocabulary);
	char now[5], then[5];
	puts("read  next  p(next)");
	c->m.next(c->m.self, -1, logits);
	for (int t = 0; t + 1 < word.length; t++) {
		c->m.next(c->m.self, word.ids[t], logits);
		double sum = 0, largest = (double)*elem(logits, 0, 0);
		for (int v = 1; v < logits.cols; v++) largest = fmax(largest, (double)*elem(logits, 0, v));
		for (int v = 0; v < logits.cols; v++) sum += exp((double)*elem(logits, 0, v) - largest);
		letters_spell(&c->alphabet, word.ids[t], now);
		letters_spell(&c->alphabet, word.ids[t + 1], then);
		printf("%-5s %-5s %.3f\n", now, then,
		        exp((double)*elem(logits, 0, word.ids[t + 1]) - largest) / sum);
	}
}

int charlm_hello(int argc, char **argv)
{
	static const char word[] = "hello";
	static charlm c;
	static lm_run run;
	lm_text ids;
	charlm_options(
	        argc, argv, "charlm hello", "The smallest example: learn the word hello.", options);
	c.alphabet = letters_of(&c.a, word, strlen(word));
	if (letters_to_ids(&c.a, &c.alphabet, "hello", word, strlen(word), &ids) < 0) error_exit();
	c.shape = (char_shape){c.alphabet.count, o.hidden, 1, 1, (int)ids.length - 1};
	c.m = char_model_new(&c.a, c.shape, (uint64_t)o.seed);
	puts("before training");
	print_reading(&c, ids);
	const lm_options lm = {.updates = o.updates,
	        .rule = &optim_adagrad,
	        .rate = o.rate,
	        .report_every = o.updates ? o.updates : 1,
	        .save_every = 1};
	if (lm_train(&c.m, ids, ids, &lm, &run) == LM_ERROR) error_exit();
	printf("\nafter reading it %ld times\n", run.update);
	print_reading(&c, ids);
	printf("\nloss %.4f nats per letter; without a memory at best %.4f (half of ln 2)\n",
	        run.curve[run.points - 1].valid, log(2) / 2);
	arena_free(&c.a);
	return 0;
}
