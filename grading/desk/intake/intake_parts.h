/** @file intake_parts.h
 * Inside of the intake: entries are offered one by one, wherever they come from.
 */
#ifndef INTAKE_PARTS_H
#define INTAKE_PARTS_H

#include <jansson.h>

#include "intake.h"

/** A file of the chapter that was found. */
typedef struct {
	char path[512]; // printable, for messages
	char *bytes;    // NULL: not found
	size_t n;
	int standing;    // larger is better
	char rival[200]; // another one of equal standing and different contents, or ""
	char wrong[700]; // why an entry of this name could not be taken, or ""
} found_file;

/** A hand-in being taken. */
typedef struct {
	const intake_wanted *w;
	found_file files[INTAKE_FILES + 1]; // the last one is the manifest
	int out[INTAKE_FILES + 1];          // files to be written; the last one takes the facts
	json_t *ignored, *notes;
	long nignored, entries;
	long long total;
	char reason[1000]; // why it cannot be graded, or ""
	char archive[512]; // name of an archive within the folder, when there is one
	int archives;
} intake;

/** The hand-in cannot be graded, and why; the first reason stays. @return always -1 */
int intake_refuse(intake *in, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** An entry comes.
 * @param[in] path  its path in the hand-in
 * @param[in] kind  NULL for a regular file, otherwise in words what it is
 * @param[in] size  its bytes, or -1 when unknown
 * @param[out] slot index in in->files when its bytes are wanted, else -1
 * @return 0, or -1: enough of this hand-in */
int intake_offer(intake *in, const char *path, const char *kind, long long size, int *slot);

/** The bytes of an entry that was wanted; they are taken over or freed. */
void intake_hold(intake *in, int slot, const char *path, char *bytes, size_t n);

/** An entry of a wanted name that cannot be read; `why` begins with its path. */
void intake_unreadable(intake *in, int slot, const char *why);

/** All entries of an archive. @return 0, or -1: the hand-in is refused */
int intake_archive(intake *in, int fd, const char *name);

/** All entries of a folder. @return 0, or -1: the hand-in is refused */
int intake_folder(intake *in, int fd);

/** Make the files that will be written, while there are still the rights to.
 * @return 0, or -1 with an error */
int intake_prepare(intake *in, const char *to, const char *json);

/** All entries have come: check them, write the chapter's files and the facts.
 * @return 0, or -1 with an error when they cannot be written */
int intake_write(intake *in);

/** Does the name end as an archive's does? */
bool intake_is_archive(const char *name);

#endif
