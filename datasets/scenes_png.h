/** @file scenes_png.h
 * Pictures as PNG, without a library: colours of 8 bits, compressed by runs.
 *
 * @see ISO/IEC 15948 (PNG); RFC 1950 (zlib), RFC 1951 (deflate)
 */
#ifndef SCENES_PNG_H
#define SCENES_PNG_H

#include "arena.h"

/** A picture of bytes: red, green, blue of each pixel, row by row. */
typedef struct {
	unsigned char *rgb;
	int width, height;
} png_picture;

/** A black picture. */
png_picture png_new(arena *a, int width, int height);

/** The bytes of a PNG file.
 * @param[in,out] a       keeps them
 * @param[in]     p       the picture
 * @param[out]    length  how many
 * @return the bytes */
unsigned char *png_bytes(arena *a, const png_picture *p, size_t *length);

/** Write a PNG file, whole or not at all.
 * @return 0, or -1 with an error */
int png_write(const png_picture *p, const char *path);

#endif
