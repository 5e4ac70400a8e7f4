/* IDX files, with nothing believed of their headers that the length of the file does not bear out. */
#include "idx.h"
#include <string.h>

#include "error.h"
#include "input.h"

static unsigned long number(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	return (unsigned long)u[0] << 24 | (unsigned long)u[1] << 16 | (unsigned long)u[2] << 8 | u[3];
}

/* The sizes behind the magic number, and the bytes behind them. */
static unsigned char *read_file(arena *a, const char *path, int dimensions, int *size)
{
	enum { MOST = 1 << 30 };
	input in;
	unsigned char *bytes = NULL;
	if (input_open(&in, a, path, "an IDX file") < 0) return NULL;
	const size_t head = 4 + 4 * (size_t)dimensions;
	double all = 1;
	long long there = input_need(&in, head);
	if (there >= 0 && ((size_t)there < head || number(in.at) != 0x800UL + (unsigned)dimensions))
		there = error_set("%s: is no IDX file of bytes in %d dimension%s", path, dimensions,
		        dimensions > 1 ? "s" : "");
	for (int i = 0; there >= 0 && i < dimensions; i++) {
		const unsigned long n = number(in.at + 4 + 4 * i);
		all *= (double)n;
		if (n == 0 || all > MOST)
			there = error_set("%s: has an impossible size, %lu", path, n);
		else
			size[i] = (int)n;
	}
	if (there >= 0) {
		in.at += head;
		// A size is not believed, and no memory taken for it, before the file turns out to be as long.
		there = in.size ? in.size - (long long)head : input_need(&in, (size_t)all + 1);
		if (there >= 0 && (double)there != all)
			there = error_set("%s: has %s bytes than its sizes say", path,
			        (double)there < all ? "fewer" : "more");
	}
	if (there >= 0) there = input_need(&in, (size_t)all);
	if (there >= 0) {
		bytes = arena_alloc(a, (size_t)all, 1);
		memcpy(bytes, in.at, (size_t)all);
	}
	input_close(&in);
	return bytes;
}

int idx_read(idx *d, arena *a, const char *images, const char *labels)
{
	int size[3], count;
	*d = (idx){.brightest = 1};
	d->pixels = read_file(a, images, 3, size);
	if (!d->pixels) return -1;
	d->count = size[0];
	d->height = size[1];
	d->width = size[2];
	if (d->height > 64 || d->width > 64)
		return error_set("%s: pictures of %d x %d pixels, expected at most 64 x 64", images,
		        d->height, d->width);
	d->labels = read_file(a, labels, 1, &count);
	if (!d->labels) return -1;
	if (count != d->count) return error_set("%s: %d labels, expected %d", labels, count, d->count);
	for (int i = 0; i < count; i++)
		if (d->labels[i] > 9) return error_set("%s: label %d is %d", labels, i, d->labels[i]);
	for (long i = 0; i < (long)d->count * d->height * d->width; i++)
		if (d->pixels[i] > d->brightest) d->brightest = d->pixels[i];
	return 0;
}
