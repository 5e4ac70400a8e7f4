/* What a classifier's predictions are worth, in words and as a table. */
#include <stdio.h>

#include "bow.h"
#include "output.h"
#include "plot.h"
#include "text.h"

/* At most `width` letters of a word, filled up with spaces. */
static void print_cell(const char *word, int width)
{
	int letters = 0;
	const char *s = word;
	while (*s && letters < width) {
		int code, bytes = text_decode(s, 4, &code);
		fwrite(s, 1, (size_t)bytes, stdout);
		s += bytes;
		letters++;
	}
	printf("%*s", width - letters, "");
}

static void print_confusion(const verdict *v, const vocab *labels)
{
	enum { SHOWN = 10, WIDTH = 9 };
	int K = vocab_size(labels), shown = K < SHOWN ? K : SHOWN;
	printf("  %-18s", "true \\ predicted");
	for (int k = 0; k < shown; k++) {
		putchar(' ');
		print_cell(vocab_word(labels, k), WIDTH - 1);
	}
	puts("");
	for (int i = 0; i < shown; i++) {
		printf("  ");
		print_cell(vocab_word(labels, i), 18);
		for (int k = 0; k < shown; k++) printf(" %*d", WIDTH - 1, v->confusion[i * K + k]);
		puts("");
	}
	if (shown < K) printf("  (the first %d of %d classes)\n", shown, K);
}

void verdict_print(const verdict *v, const vocab *labels, const char *what)
{
	printf("%s: %d of %d right, accuracy %.4f, loss %.4f nats\n", what, v->right, v->n,
	        v->right / (double)v->n, v->loss);
	printf("  always the most frequent class: accuracy %.4f\n", v->majority / (double)v->n);
	print_confusion(v, labels);
}

int verdict_write(const verdict *v, const vocab *labels, const char *path)
{
	output out;
	int K = vocab_size(labels);
	if (output_open(&out, path) < 0) return -1;
	fputs("true,predicted,documents,share,true_label,predicted_label\n", out.f);
	for (int i = 0; i < K; i++) {
		int of = 0;
		for (int k = 0; k < K; k++) of += v->confusion[i * K + k];
		for (int k = 0; k < K; k++) {
			int n = v->confusion[i * K + k];
			fprintf(out.f, "%d,%d,%d,%.4f,", i, k, n, of ? n / (double)of : 0);
			plot_csv_word(out.f, vocab_word(labels, i));
			fputc(',', out.f);
			plot_csv_word(out.f, vocab_word(labels, k));
			fputc('\n', out.f);
		}
	}
	return output_commit(&out);
}
