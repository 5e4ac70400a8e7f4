/** @file sparse_file.h
 * A sparse matrix on disk, with the words of its rows and columns, written and read row by row.
 *
 * A table of who stands beside whom may be larger than memory, and most uses of it need one row at
 * a time. So a file is a stream: words first, then rows, each by itself; memory is the words and
 * one row. The number of entries stands at the end, where a file that was cut short shows.
 * docs/formats.md has the form byte by byte.
 */
#ifndef SPARSE_FILE_H
#define SPARSE_FILE_H

#include <stdbool.h>

#include "sparse.h"
#include "vocab.h"

/** A file being written. */
typedef struct sparse_writer sparse_writer;
/** A file being read. */
typedef struct sparse_reader sparse_reader;

/** Begin to write a matrix.
 * @param[in,out] a       keeps the writer
 * @param[in]     path    the file; it appears whole, or not at all (output.h)
 * @param[in]     rows    words of the rows, with their counts
 * @param[in]     cols    words of the columns, or NULL: the same as the rows'
 * @param[in]     doubles numbers of 8 bytes, else 4
 * @return the writer, or NULL with an error */
sparse_writer *sparse_writer_open(
        arena *a, const char *path, const vocab *rows, const vocab *cols, bool doubles);

/** Write the next row.
 * @param[in,out] w     the writer
 * @param[in]     col   (n) columns, rising, each below the number of columns
 * @param[in]     value (n) their numbers
 * @param[in]     n     how many; 0 for a row of zeros
 * @return 0, or -1 with an error: a number that is not finite, or too large for 4 bytes
 * @pre no more rows than words */
int sparse_writer_row(sparse_writer *w, const int *col, const double *value, int n);

/** All rows are written: put the file in its place.
 * @return 0, or -1 with an error, an old file untouched
 * @pre as many rows as words */
int sparse_writer_commit(sparse_writer *w);
/** Give up and leave no trace. */
void sparse_writer_abandon(sparse_writer *w);

/** Begin to read a matrix: its words.
 * @param[in,out] a    keeps words and reader
 * @param[in]     path the file, or "-" for standard input
 * @param[out]    rows words of the rows
 * @param[out]    cols words of the columns; *rows itself when they are the same
 * @return the reader, or NULL with an error that names path and line */
sparse_reader *sparse_reader_open(arena *a, const char *path, vocab **rows, vocab **cols);

/** Read the next row.
 * @param[in,out] r     the reader
 * @param[out]    col   columns, rising; valid until the next call
 * @param[out]    value their numbers, finite
 * @return how many: 0 or more; SPARSE_END after the last row; SPARSE_ERROR when the file is cut
 *         short, damaged or goes on too long */
int sparse_reader_row(sparse_reader *r, const int **col, const double **value);
/** What sparse_reader_row() returns when there is no row. */
enum { SPARSE_ERROR = -1, SPARSE_END = -2 };

/** The end of reading. */
void sparse_reader_close(sparse_reader *r);

/** Read a whole matrix.
 * @param[out]    s    the matrix
 * @param[out]    rows words of its rows
 * @param[out]    cols words of its columns; *rows itself when they are the same
 * @param[in,out] a    keeps all of it
 * @param[in]     path the file, or "-" for standard input
 * @return 0, or -1 with an error */
int sparse_read(sparse *s, vocab **rows, vocab **cols, arena *a, const char *path);

/** Write a whole matrix.
 * @param[in] s       the matrix
 * @param[in] rows    words of its rows
 * @param[in] cols    words of its columns, or NULL: the same as the rows'
 * @param[in] path    the file
 * @param[in] doubles numbers of 8 bytes, else 4
 * @return 0, or -1 with an error */
int sparse_write(sparse s, const vocab *rows, const vocab *cols, const char *path, bool doubles);

#endif
