/** @file sparse_form.h
 * What the writer and the reader of sparse_file.h must agree on.
 */
#ifndef SPARSE_FORM_H
#define SPARSE_FORM_H

#include <limits.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "numbers are written as they lie in memory"
#endif

/** A file begins with this, the version and the shape. */
#define SPARSE_MAGIC "unrolled sparse "
/** This stands behind the last row; then the number of entries, 8 bytes. */
#define SPARSE_END_MARK "entries "

enum {
	SPARSE_VERSION = 1,
	SPARSE_MARK = sizeof SPARSE_END_MARK - 1, /**< its bytes */
	SPARSE_LINE = 1 << 16,                    /**< longest line of a word and its count, in bytes */
	SPARSE_MOST = INT_MAX / 8                 /**< most rows, most columns */
};

#endif
