/* Reading ARPA files, whoever wrote them: SRILM separates words by blanks, IRSTLM and KenLM by tabs or
 * blanks; some leave out backoffs that are 1; -99, or less, or -inf, stands for never.
 *
 *     \data\
 *     ngram 1=4
 *
 *     \1-grams:
 *     -0.6020600⇥the⇥-0.3010300
 *
 *     \end\
 */
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "error.h"
#include "input.h"
#include "parts.h"
#include "progress.h"

enum { LONGEST = NGRAM_ORDER * (TOKEN_LONGEST + 1) + 200, NEVER = -99 };

typedef struct {
	input in;
	vocab *words;
	int order;
	long declared[NGRAM_ORDER + 1]; // by the lines "ngram N=…"
	raw_level raw[NGRAM_ORDER + 1];
	progress bar;
} reader;

static int complain(const reader *r, const char *expected)
{
	return error_set("%s:%ld: expected %s", r->in.name, r->in.line, expected);
}

/* The next line that is not empty, without blanks at either end; NULL with an error, also at the end. */
static char *next_line(reader *r, const char *expected)
{
	size_t length;
	for (char *s; (s = input_line(&r->in, LONGEST, &length));) {
		while (length && strchr(" \t", s[length - 1])) s[--length] = 0;
		s += strspn(s, " \t");
		if (*s) return s;
	}
	if (length == 0)
		error_set("%s: ends after line %ld, expected %s", r->in.name, r->in.line, expected);
	return NULL;
}

/* "ngram 2=1234": adds an order. */
static int read_count(reader *r, const char *s)
{
	char *end, *last;
	s += strlen("ngram");
	long m = strtol(s, &end, 10);
	end += strspn(end, " \t");
	long n = *end == '=' ? strtol(end + 1, &last, 10) : -1;
	if (*end != '=' || last == end + 1 || *last || m != r->order + 1 || n < 0 || n >= INT_MAX)
		return complain(r, "a line such as 'ngram 2=1234', the orders from 1 on");
	if (m > NGRAM_ORDER)
		return error_set("%s:%ld: %ld-grams, expected orders up to %d", r->in.name, r->in.line, m,
		        NGRAM_ORDER);
	r->declared[++r->order] = n;
	r->raw[m].m = (int)m;
	return 0;
}

/* From the start to the title of the 1-grams, which is returned. */
static char *read_head(reader *r)
{
	static const char title[] = "a line '\\data\\', with which an ARPA file begins";
	char *s;
	while ((s = next_line(r, title)) && strcmp(s, "\\data\\"))
		if (!strncmp(s, "iARPA", 5)) {
			complain(r, "an ARPA file, not IRSTLM's intermediate form (its compile-lm --text=yes "
			            "makes one)");
			return NULL;
		}
	while (s && (s = next_line(r, "'ngram 1=…'")) && !strncmp(s, "ngram", 5))
		if (read_count(r, s) < 0) return NULL;
	if (s && r->order == 0) {
		complain(r, "'ngram 1=…'");
		return NULL;
	}
	return s;
}

/* A logarithm; where it ends, or NULL. */
static const char *read_log(const char *s, double *x)
{
	const char *end = !strncmp(s, "-inf", 4) ? s + 4 : decimal_read(s, x);
	if (end == s + 4 && s[1] == 'i') *x = -HUGE_VAL;
	if (!end || (*end && *end != '\t' && *end != ' ')) return NULL;
	if (*x <= NEVER) *x = -HUGE_VAL;
	return end;
}

/* The number of a word: new ones are in level 1 only. */
static int word_id(const reader *r, int m, const char *s, size_t n)
{
	if (n == 5 && !memcmp(s, "<UNK>", 5)) return NGRAM_UNKNOWN;
	return m == 1 ? vocab_add_part(r->words, s, n) : vocab_id_part(r->words, s, n);
}

static int read_ngram(reader *r, int m, const char *s)
{
	double prob, backoff = 0;
	int word[NGRAM_ORDER];
	if (!(s = read_log(s, &prob)) || prob > 0)
		return complain(r, "a logarithm of a probability, 0 or less, in front of the words");
	for (int k = 0; k < m; k++) {
		s += strspn(s, " \t");
		size_t n = strcspn(s, " \t");
		if (n == 0)
			return error_set("%s:%ld: expected %d word%s", r->in.name, r->in.line, m, &"s"[m == 1]);
		word[k] = word_id(r, m, s, n);
		if (word[k] < 0)
			return error_set("%s:%ld: '%.*s' is not among the 1-grams", r->in.name, r->in.line,
			        n < 100 ? (int)n : 100, s);
		s += n;
	}
	s += strspn(s, " \t");
	if (*s && (!(s = read_log(s, &backoff)) || *s))
		return complain(r, "nothing behind the words but the logarithm of a backoff");
	raw_add(&r->raw[m], word, prob, backoff, r->in.line);
	if (r->raw[m].n % 4096 == 0) progress_at(&r->bar, (long)input_used(&r->in), NULL);
	return 0;
}

/* One section, whose title is in hand; the title of the next is returned. */
static char *read_section(reader *r, int m, const char *title)
{
	char expected[32], *s;
	snprintf(expected, sizeof expected, "\\%d-grams:", m);
	if (strcmp(title, expected)) {
		error_set("%s:%ld: expected '%s'", r->in.name, r->in.line, expected);
		return NULL;
	}
	while ((s = next_line(r, "'\\end\\'")) && *s != '\\')
		if (read_ngram(r, m, s) < 0) return NULL;
	if (!s || r->raw[m].n == r->declared[m]) return s;
	error_set("%s:%ld: %ld %d-grams end here, expected the %ld that the head declares", r->in.name,
	        r->in.line, r->raw[m].n, m, r->declared[m]);
	return NULL;
}

static int read_all(reader *r)
{
	char *title = read_head(r);
	for (int m = 1; title && m <= r->order; m++) title = read_section(r, m, title);
	if (!title) return -1;
	return strcmp(title, "\\end\\") ? complain(r, "'\\end\\'") : 0;
}

int arpa_read(ngram_model *m, vocab *words, arena *a, const char *path)
{
	arena scratch = {0};
	reader *r = arena_alloc(&scratch, 1, sizeof *r);
	r->words = words;
	int status = input_open(&r->in, &scratch, path, "an ARPA file");
	if (!status) {
		progress_begin(&r->bar, "reading", (long)r->in.size, "bytes");
		status = read_all(r);
		progress_end(&r->bar);
		input_close(&r->in);
	}
	if (!status) status = levels_build(m, r->raw, r->order, vocab_size(words), a, r->in.name);
	for (int l = 1; l <= NGRAM_ORDER; l++) raw_free(&r->raw[l]);
	arena_free(&scratch);
	return status;
}

void arpa_exponentiate(ngram_model m)
{
	static const double ln_10 = 2.30258509299404568402;
	for (int l = 1; l <= m.t->order; l++)
		for (int i = 0; i < m.t->level[l].n; i++) {
			m.prob[l][i] = exp(m.prob[l][i] * ln_10);
			if (l < m.t->order) m.backoff[l][i] = exp(m.backoff[l][i] * ln_10);
		}
}
