/** @file intake.h
 * What a student handed in, made into a folder with nothing but the chapter's files.
 *
 * A hand-in is a folder, an archive (zip, tar, also packed with gzip, bzip2 or xz), a folder with one
 * archive in it, or a single file where the chapter has only one. Nothing of it is unpacked under a
 * name of its own: the chapter's files are looked for among its entries, read into memory, and
 * written under the names that the chapter has for them. So there is no path to escape by, no link
 * to follow, and no header to shadow ours. What else is in it is ignored and named in the report.
 *
 * Where several entries have the name of a chapter's file, the one in chapters/NN-name/ counts, then
 * the one in NN-name/, then the one that lies highest; two of equal standing and different contents
 * are a mistake that the student has to mend.
 *
 * A manifest `handin.json`, which `make handin` writes, is held against the files.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "sha256.h"

enum {
	INTAKE_FILES = 32,               /**< a chapter has at most so many files */
	INTAKE_FILE_MOST = 1 << 20,      /**< bytes of one of them */
	INTAKE_ENTRIES = 20000,          /**< entries of a hand-in */
	INTAKE_DEPTH = 16,               /**< folders in folders */
	INTAKE_TOTAL = 512 << 20,        /**< bytes of all entries together */
	INTAKE_ARCHIVE_MOST = 256 << 20, /**< bytes of an archive as it lies there */
	INTAKE_SECONDS = 20,             /**< processor time to unpack one */
	INTAKE_NAMED = 20                /**< so many ignored entries are named, the others counted */
};

/** What a chapter wants of a hand-in. */
typedef struct {
	char chapter[64];             /**< "06-rnn" */
	char names[INTAKE_FILES][64]; /**< its files, sorted */
	int n;                        /**< how many */
	char kit[SHA256_HEX];         /**< version of the given files, see intake_chapter() */
} intake_wanted;

/** Find out what a chapter wants: the names in chapters/NN-name/, and the sum over the given files
 * that decide what its code means (headers, cases, harness), as grading/handin.sh makes it.
 * @param[in] chapter "06" or "06-rnn"
 * @return 0, or -1 with an error: there is no such chapter */
int intake_chapter(intake_wanted *w, const char *chapter);

/** Take a hand-in. To be called in a process of its own, which may run out of time or memory.
 *
 * Started by root, it gives up root before an archive is looked into. Writes the chapter's files into the folder `to`, and to/../intake.json
 *
 *     {"reason": null or "why it cannot be graded", "sha256": "…", "files": 3,
 *      "ignored": ["name", …], "notes": ["…", …]}
 *
 * The sum is that of the lines that sha256sum prints for the chapter's files, and of the reason: the
 * same hand-in has the same sum, however it is packed.
 * @param[in] w    what is wanted
 * @param[in] path the hand-in
 * @param[in] to   an empty folder
 * @param[in] json where the facts go
 * @return 0, also when it cannot be graded; -1 with an error when the fault is ours */
int intake_take(const intake_wanted *w, const char *path, const char *to, const char *json);

#endif
