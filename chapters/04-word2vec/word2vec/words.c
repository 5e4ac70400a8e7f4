/* Which words get a vector, and their counts as a file: `word count` on each line, the form that the
 * original program and gensim read. Words hold no white space, so a blank is enough between them. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"
#include "output.h"
#include "word2vec.h"

enum { LONGEST_LINE = 1100, MOST_DIGITS = 18 };

/* Split "word count" (or with a tab) at its last blank. @return the count, or -1 */
static long split(char *line, size_t length, size_t *word)
{
	size_t at = length;
	while (at > 0 && isdigit((unsigned char)line[at - 1])) at--;
	*word = at > 0 ? at - 1 : 0;
	bool good = at > 1 && at < length && length - at <= MOST_DIGITS &&
	            (line[at - 1] == ' ' || line[at - 1] == '\t');
	if (!good || strcspn(line, " \t") < *word) return -1;
	return strtol(line + at, NULL, 10);
}

int words_read(vocab *v, const char *path)
{
	arena scratch = {0};
	input in;
	size_t length, word;
	if (input_open(&in, &scratch, path, "a vocabulary")) return -1;
	int status = 0;
	for (char *line; !status && (line = input_line(&in, LONGEST_LINE, &length));) {
		long count = split(line, length, &word);
		if (count < 0)
			status = error_set("%s:%ld: expected a word, a blank, and a count", path, in.line);
		else if (vocab_id_part(v, line, word) >= 0)
			status = error_set("%s:%ld: the word stands in an earlier line too", path, in.line);
		else if (word != 4 || memcmp(line, "</s>", 4)) // the original program's line end
			vocab_set_count(v, vocab_add_part(v, line, word), count);
	}
	if (!status && length) status = -1;
	input_close(&in);
	arena_free(&scratch);
	return status;
}

int words_write(const vocab *v, const char *path)
{
	output o;
	if (output_open(&o, path)) return -1;
	for (int i = 0; i < vocab_size(v); i++)
		fprintf(o.f, "%s %ld\n", vocab_word(v, i), vocab_count(v, i));
	return output_commit(&o);
}

static const vocab *compared; // qsort() hands nothing on

static int by_rank(const void *a, const void *b)
{
	int i = *(const int *)a, j = *(const int *)b;
	long m = vocab_count(compared, i), n = vocab_count(compared, j);
	return m != n ? (m < n) - (m > n) : strcmp(vocab_word(compared, i), vocab_word(compared, j));
}

vocab *words_choose(int *number, const vocab *all, int min_count, arena *a)
{
	vocab *chosen = vocab_new(a);
	arena scratch = {0};
	int V = vocab_size(all), n = 0;
	int *order = arena_alloc(&scratch, (size_t)V, sizeof *order);
	for (int i = 0; i < V; i++) {
		number[i] = -1;
		if (vocab_count(all, i) >= min_count) order[n++] = i;
	}
	compared = all;
	qsort(order, (size_t)n, sizeof *order, by_rank);
	for (int k = 0; k < n; k++) {
		number[order[k]] = vocab_add(chosen, vocab_word(all, order[k]));
		vocab_set_count(chosen, k, vocab_count(all, order[k]));
	}
	arena_free(&scratch);
	return chosen;
}
