/* translate train --trace: what another program needs to make the same updates, as JSON Lines. First a line
 * with the sizes and the initial weights, then one for each update: its batch and the loss. Another program that
 * starts from these weights and reads these batches has these losses, or one of the two is wrong. */
#include <stdio.h>

#include "translate.h"

static void print_numbers(FILE *f, const char *name, const int *number, int n)
{
	fprintf(f, ",\"%s\":[", name);
	for (int i = 0; i < n; i++) fprintf(f, i ? ",%d" : "%d", number[i]);
	fputc(']', f);
}

void trace_weights(FILE *f, const translator *t)
{
	const translator_shape *s = &t->shape;
	const int digits = sizeof(real) == sizeof(double) ? 17 : 9; // so many bring every bit back
	fprintf(f, "{\"told\":\"%s\",\"words\":[%d,%d],\"embedding\":%d,\"hidden\":%d,\"weights\":[",
	        translate_kind(s->kind), s->words[0], s->words[1], s->embedding, s->hidden);
	for (int i = 0; i < t->w.cols; i++) fprintf(f, i ? ",%.*g" : "%.*g", digits, (double)t->w.p[i]);
	fputs("]}\n", f);
}

void trace_update(FILE *f, const batch *b, long update, double loss)
{
	fprintf(f, "{\"update\":%ld,\"loss\":%.17g,\"S\":%d,\"T\":%d,\"B\":%d", update, loss, b->S,
	        b->T, b->B);
	print_numbers(f, "source", b->source, b->S * b->B);
	print_numbers(f, "length", b->length, b->B);
	print_numbers(f, "input", b->input, b->T * b->B);
	print_numbers(f, "target", b->target, b->T * b->B);
	fputs("}\n", f);
}
