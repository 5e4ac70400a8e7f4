/* Writing word vectors. What no reader could take apart again is refused: in these files a blank
 * ends a word, so a word cannot contain one. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output.h"
#include "text.h"
#include "tokens.h"
#include "wordvec.h"

#ifdef REAL64
#define ALL_DIGITS " %.17g" // enough to bring the same double back
#else
#define ALL_DIGITS " %.9g"
#endif

enum { BUFFER = 1 << 17 };

static int check_word(const char *word, int id, const char *path)
{
	size_t n = strlen(word);
	if (strcspn(word, " \t\n\v\f\r") < n)
		return error_set("%s: word %d, '%.40s', has white space in it, which ends a word", path,
		        id + 1, word);
	if (n > TOKEN_LONGEST || text_valid(word, n) < n)
		return error_set(
		        "%s: word %d is not UTF-8 or longer than %d bytes", path, id + 1, TOKEN_LONGEST);
	return 0;
}

/* One word with its numbers; `floats` has room for them. */
static int write_row(FILE *f, const wordvec *w, int i, wordvec_form form, float *floats)
{
	const int D = w->vectors.cols;
	fputs(vocab_word(w->words, i), f);
	if (form == WORDVEC_BINARY) fputc(' ', f);
	for (int j = 0; j < D; j++) {
		double x = (double)*elem(w->vectors, i, j);
		floats[j] = (float)x;
		if (!isfinite(x) || (form == WORDVEC_BINARY && !isfinite(floats[j]))) return -1;
		if (form == WORDVEC_TEXT) fprintf(f, ALL_DIGITS, x);
	}
	if (form == WORDVEC_BINARY) fwrite(floats, sizeof *floats, (size_t)D, f);
	fputc('\n', f);
	return 0;
}

int wordvec_write(const wordvec *w, const char *path, wordvec_form form)
{
	const int V = vocab_size(w->words), D = w->vectors.cols;
	need_shape(w->vectors, V, D);
	if (V == 0 || D == 0 || D > WORDVEC_WIDEST)
		return error_set("%s: %d words with %d numbers each cannot be written", path, V, D);
	output o;
	int status = 0;
	if (output_open(&o, path)) return -1;
	arena a = {0};
	setvbuf(o.f, arena_alloc(&a, BUFFER, 1), _IOFBF, BUFFER);
	float *floats = arena_alloc(&a, (size_t)D, sizeof *floats);
	fprintf(o.f, "%d %d\n", V, D);
	for (int i = 0; i < V && !status; i++) {
		status = check_word(vocab_word(w->words, i), i, path);
		if (!status && write_row(o.f, w, i, form, floats))
			status = error_set("%s: word %d, '%.40s', has a number that is not finite or too large",
			        path, i + 1, vocab_word(w->words, i));
		if (!status && ferror(o.f))
			status = error_set("%s: cannot be written: %s", path, strerror(errno));
	}
	if (!status)
		status = output_commit(&o);
	else
		output_abandon(&o);
	arena_free(&a);
	return status;
}
