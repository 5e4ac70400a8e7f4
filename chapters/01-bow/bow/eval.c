/* bow eval: a trained classifier on documents, in their order and with the words shuffled. */
#include <stdio.h>
#include <string.h>

#include "bow.h"

static struct {
	const char *model, *text, *confusion;
	bool all;
	long shuffle;
} o = {.shuffle = 1};

static const cli_option options[] = {
        cli_file("model", &o.model, "the classifier, from bow train --model FILE"),
        cli_file(
                "text", &o.text, "lines label TAB text, - for standard input (default: generated)"),
        cli_flag("all", &o.all, "judge all documents, not only the tenth kept for the test"),
        cli_long("shuffle", &o.shuffle, 0, 1e15, "seed for shuffling the words of a document"),
        cli_file("confusion", &o.confusion, "write the confusion matrix here, as CSV"), cli_end};

/* Labels by the model's numbers. */
static int number_labels(collection *c, vocab *labels, part *p)
{
	for (int i = 0; i < p->docs.n; i++) {
		const char *name = vocab_word(c->labels, p->label[i]);
		int k = vocab_id(labels, name);
		if (k < 0)
			return error_set("%s: the model has no class '%s'; it was trained on %d others",
			        c->name, name, vocab_size(labels));
		p->label[i] = k;
	}
	return 0;
}

static int judge(const model *m, part p, const vocab *labels, const char *what, const char *path)
{
	arena scratch = {0};
	verdict v = model_judge(m, p, &scratch);
	verdict_print(&v, labels, what);
	printf("  words shuffled inside every document: %d of %d predictions change\n",
	        shuffled_changes(m, p, &v, (uint64_t)o.shuffle), v.n);
	int status = path ? verdict_write(&v, labels, path) : 0;
	arena_free(&scratch);
	return status;
}

int bow_eval(int argc, char **argv)
{
	static collection c;
	arena a = {0};
	model m;
	vocab *words, *labels;
	reading r = reading_default;
	bow_options(argc, argv, "bow eval", NULL, "Judge a trained classifier.", options);
	int status = o.model ? model_load(&m, &a, &r, &words, &labels, o.model)
	                     : error_set("which classifier? --model FILE names one that was trained");
	r.text = o.text;
	if (status < 0 || collection_read(&c, &r) < 0 || collection_number(&c, &r, words) < 0)
		error_exit();
	part *parts[] = {&c.train, &c.valid, &c.test};
	static const char *const names[] = {"training part", "validation part", "test"};
	for (int i = o.all ? 0 : PART_TEST; i <= PART_TEST; i++)
		if (number_labels(&c, labels, parts[i]) < 0 ||
		        judge(&m, *parts[i], labels, names[i], i == PART_TEST ? o.confusion : NULL) < 0)
			error_exit();
	arena_free(&a);
	collection_free(&c);
	return 0;
}
