/** @file checkpoint.h
 * The state of a program in one file, to go on from later as if nothing had happened.
 *
 * A table names the pieces of memory that make up the state; the same table saves and loads:
 *
 *     const checkpoint_field state[] = {
 *         {"parameters", w.p, (size_t)count(w) * sizeof *w.p}, {"rng", &r, sizeof r},
 *         {"step", &step, sizeof step}, {0}};
 *     if (checkpoint_save("model.ckpt", "rnn 1x128", state)) …
 *
 * The file is replaced whole (output.h): a program that is killed while saving leaves the one
 * before. It says which model it is of, in words, and at which precision; it carries its own
 * length and a checksum, so a file that is cut short, damaged, foreign, or of another model is
 * refused before a byte of the state is touched.
 *
 * On disk (little-endian): magic (8), version, bytes of a real, number of fields, length of the
 * model's name (4 each), length of the file (8), the name; for each field its name's length (4),
 * its bytes (8), name, bytes; at the end FNV-1a of all before (8). Structs are written as they
 * lie in memory, so a checkpoint moves between machines of one kind only.
 */
#ifndef CHECKPOINT_H
#define CHECKPOINT_H

#include <stddef.h>

#include "arena.h"

/** A piece of the state; a table of them ends with {0}. */
typedef struct {
	const char *name; /**< unique in the table */
	void *data;       /**< where it is, and where it goes */
	size_t bytes;     /**< its size, to be met exactly */
} checkpoint_field;

/** Write a checkpoint.
 * @param[in] path   the file, replaced in one step
 * @param[in] model  what the state belongs to, with its sizes: "rnn 2x64"
 * @param[in] fields the state
 * @return 0, or -1 with an error, the old file untouched */
int checkpoint_save(const char *path, const char *model, const checkpoint_field *fields);

/** Read a checkpoint back; all fields or none. The file may hold more fields than asked for.
 * @param[in] path   the file
 * @param[in] model  what it must be of
 * @param[in] fields where the state goes
 * @return 0, or -1 with an error: no such file, not a checkpoint, cut short, damaged, other
 *         precision, other model, field missing or of another size; nothing is changed then */
int checkpoint_load(const char *path, const char *model, const checkpoint_field *fields);

/** A checkpoint in memory, checked, for a program that has yet to learn the sizes from it. */
typedef struct {
	const char *path;           /**< as given to checkpoint_open() */
	const char *model;          /**< what it is of */
	unsigned fields;            /**< how many */
	const unsigned char *first; /**< where they begin */
} checkpoint;

/** Read and check a checkpoint of any model.
 * @param[in,out] a    keeps it
 * @param[in]     path the file
 * @param[out]    c    the checkpoint
 * @return 0, or -1 with an error */
int checkpoint_open(arena *a, const char *path, checkpoint *c);

/** The bytes of a field, or NULL when there is none of that name. They need not be aligned: copy
 * them to where they belong.
 * @param[in]  c     the checkpoint
 * @param[in]  name  which field
 * @param[out] bytes how many */
const void *checkpoint_find(const checkpoint *c, const char *name, size_t *bytes);

#endif
