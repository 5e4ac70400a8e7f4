/* PNG: signature, chunks with CRC; the pixels go through zlib's form of deflate.
 *
 * Each row is written as its difference from the row above ("Up"), which makes enlarged pictures
 * mostly zeros, and runs of one byte are written as copies from one byte back, with deflate's fixed
 * code. No search for other matches: pictures of flat colours need none. */
#include <stdint.h>
#include <string.h>

#include "error.h"
#include "output.h"
#include "scenes_png.h"

/* Bits being written, the lowest of a byte first. */
typedef struct {
	unsigned char *p;
	size_t n;
	uint32_t bits;
	int count;
} writer;

static void put_byte(writer *w, unsigned byte)
{
	w->p[w->n++] = (unsigned char)byte;
}

static void put_32(writer *w, uint32_t x)
{
	for (int shift = 24; shift >= 0; shift -= 8) put_byte(w, x >> shift & 255);
}

static void put_bits(writer *w, uint32_t bits, int count)
{
	w->bits |= bits << w->count;
	for (w->count += count; w->count >= 8; w->count -= 8, w->bits >>= 8) put_byte(w, w->bits & 255);
}

/* Codes go out from their highest bit. */
static void put_code(writer *w, uint32_t code, int count)
{
	for (int i = count - 1; i >= 0; i--) put_bits(w, code >> i & 1, 1);
}

/* The fixed code of a byte, the end (256) or a length (257 …). */
static void put_symbol(writer *w, unsigned s)
{
	if (s < 144)
		put_code(w, 0x30 + s, 8);
	else if (s < 256)
		put_code(w, 0x190 + s - 144, 9);
	else if (s < 280)
		put_code(w, s - 256, 7);
	else
		put_code(w, 0xC0 + s - 280, 8);
}

/* As many as `length`, 3 … 258, of the byte before. Lengths come in groups: 8 without further bits, then
 * four with one bit more than the group before, and 258 by itself. */
static void put_run(writer *w, unsigned length)
{
	unsigned symbol = 257, first = 3, extra = 0;
	if (length == 258)
		symbol = 285;
	else
		while (length >= first + (1U << extra)) {
			first += 1U << extra;
			symbol++;
			extra = symbol < 265 ? 0 : (symbol - 261) / 4;
		}
	put_symbol(w, symbol);
	if (symbol != 285) put_bits(w, length - first, (int)extra);
	put_code(w, 0, 5); // from one byte back
}

static void put_deflated(writer *w, const unsigned char *p, size_t n)
{
	put_bits(w, 1, 1); // the last block
	put_bits(w, 1, 2); // in the fixed code
	for (size_t i = 0; i < n;) {
		size_t run = 0;
		while (i && run < 258 && i + run < n && p[i + run] == p[i - 1]) run++;
		if (run >= 3)
			put_run(w, (unsigned)run);
		else
			put_symbol(w, p[i]);
		i += run >= 3 ? run : 1;
	}
	put_symbol(w, 256);
	if (w->count) put_bits(w, 0, 8 - w->count);
}

static uint32_t adler32(const unsigned char *p, size_t n)
{
	uint32_t a = 1, b = 0;
	for (size_t i = 0; i < n; i++) {
		a = (a + p[i]) % 65521;
		b = (b + a) % 65521;
	}
	return b << 16 | a;
}

static uint32_t crc32(const unsigned char *p, size_t n)
{
	uint32_t c = 0xFFFFFFFF;
	for (size_t i = 0; i < n; i++) {
		c ^= p[i];
		for (int k = 0; k < 8; k++) c = c >> 1 ^ (0xEDB88320 & -(c & 1));
	}
	return ~c;
}

/* A chunk whose content is written between these two. */
static size_t chunk_begin(writer *w, const char *type)
{
	const size_t at = w->n;
	put_32(w, 0);
	for (int i = 0; i < 4; i++) put_byte(w, (unsigned char)type[i]);
	return at;
}

static void chunk_end(writer *w, size_t at)
{
	writer length = {.p = w->p + at};
	put_32(&length, (uint32_t)(w->n - at - 8));
	put_32(w, crc32(w->p + at + 4, w->n - at - 4));
}

static unsigned char *filtered(arena *a, const png_picture *p, size_t *n)
{
	const size_t stride = (size_t)p->width * 3;
	unsigned char *out = arena_alloc(a, (stride + 1) * (size_t)p->height, 1), *to = out;
	for (int y = 0; y < p->height; y++) {
		const unsigned char *here = p->rgb + (size_t)y * stride;
		*to++ = 2; // Up
		for (size_t i = 0; i < stride; i++)
			*to++ = (unsigned char)(here[i] - (y ? here[i - stride] : 0));
	}
	*n = (size_t)(to - out);
	return out;
}

png_picture png_new(arena *a, int width, int height)
{
	return (png_picture){arena_alloc(a, (size_t)width * (size_t)height * 3, 1), width, height};
}

unsigned char *png_bytes(arena *a, const png_picture *p, size_t *length)
{
	static const unsigned char header[] = {8, 2, 0, 0, 0}; // 8 bits, red green blue
	size_t n;
	const unsigned char *raw = filtered(a, p, &n);
	writer w = {.p = arena_alloc(a, n + n / 4 + 200, 1)};
	for (const char *s = "\x89PNG\r\n\x1a\n"; *s; s++) put_byte(&w, (unsigned char)*s);
	size_t at = chunk_begin(&w, "IHDR");
	put_32(&w, (uint32_t)p->width);
	put_32(&w, (uint32_t)p->height);
	for (size_t i = 0; i < sizeof header; i++) put_byte(&w, header[i]);
	chunk_end(&w, at);
	at = chunk_begin(&w, "IDAT");
	put_byte(&w, 0x78);
	put_byte(&w, 0x01);
	put_deflated(&w, raw, n);
	put_32(&w, adler32(raw, n));
	chunk_end(&w, at);
	chunk_end(&w, chunk_begin(&w, "IEND"));
	*length = w.n;
	return w.p;
}

int png_write(const png_picture *p, const char *path)
{
	arena scratch = {0};
	output o;
	int status = output_open(&o, path);
	if (status == 0) {
		size_t n;
		const unsigned char *bytes = png_bytes(&scratch, p, &n);
		fwrite(bytes, 1, n, o.f);
		status = output_commit(&o);
	}
	arena_free(&scratch);
	return status;
}
