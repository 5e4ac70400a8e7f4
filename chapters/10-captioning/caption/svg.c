/* SVG: text around PNG in base 64. */
#include "svg.h"

int svg_begin(output *o, const char *path, int width, int height)
{
	if (output_open(o, path) < 0) return -1;
	fprintf(o->f,
	        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
	        "height=\"%d\">\n"
	        "<rect width=\"100%%\" height=\"100%%\" fill=\"rgb(255,255,255)\"/>\n"
	        "<g font-family=\"sans-serif\" font-size=\"13\">\n",
	        width, height, width, height);
	return 0;
}

int svg_end(output *o)
{
	fprintf(o->f, "</g>\n</svg>\n");
	return output_commit(o);
}

static void base64(FILE *f, const unsigned char *p, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < n; i += 3) {
		const unsigned b1 = i + 1 < n ? p[i + 1] : 0, b2 = i + 2 < n ? p[i + 2] : 0;
		const unsigned x = (unsigned)p[i] << 16 | b1 << 8 | b2;
		for (size_t k = 0; k < 4; k++) fputc(i + k > n ? '=' : digits[x >> (18 - 6 * k) & 63], f);
	}
}

void svg_picture(output *o, int x, int y, int side, const png_picture *p)
{
	arena scratch = {0};
	size_t n;
	const unsigned char *bytes = png_bytes(&scratch, p, &n);
	fprintf(o->f,
	        "<image x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
	        "style=\"image-rendering:pixelated\" href=\"data:image/png;base64,",
	        x, y, side, side);
	base64(o->f, bytes, n);
	fprintf(o->f, "\"/>\n");
	arena_free(&scratch);
}

void svg_words(output *o, int x, int y, bool bold, const char *words)
{
	fprintf(o->f, "<text x=\"%d\" y=\"%d\" fill=\"rgb(51,51,51)\"%s>", x, y,
	        bold ? " font-weight=\"bold\"" : "");
	for (; *words; words++)
		if (*words == '<')
			fputs("&lt;", o->f);
		else if (*words == '>')
			fputs("&gt;", o->f);
		else
			fputc(*words, o->f);
	fprintf(o->f, "</text>\n");
}
