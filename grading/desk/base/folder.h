/** @file folder.h
 * Folders of our own, and files that are not believed to be what their names say.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include <stddef.h>

/** A path made of printf's words.
 * @param[out] path  (4096) it
 * @return 0, or -1 with an error when it is too long */
int folder_path(char path[4096], const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Make a folder that only its owner may enter; one that stands there is fine.
 * @return 0, or -1 with an error */
int folder_make(const char *path);

/** Remove a file or a folder with all that is in it. Links are removed, not followed; what is
 * missing is no error. @return 0, or -1 with an error */
int folder_remove(const char *path);

/** Open a regular file for reading: no link, no device, no pipe, nothing with other names.
 * @param[in] folder an open folder, or AT_FDCWD
 * @return a descriptor, or -1 with an error, "path: a symbolic link, expected a regular file" */
int folder_open_file(int folder, const char *name, const char *path);

/** All of a file that is open, with a 0 behind it.
 * @param[in]  most    bytes that it may have
 * @param[out] n       how many there are
 * @return them, for free(), or NULL with an error */
char *folder_read(int fd, const char *path, size_t most, size_t *n);

/** Both: all of a regular file. */
char *folder_read_file(const char *path, size_t most, size_t *n);

/** Write a file as a whole, or not at all. @return 0, or -1 with an error */
int folder_write_file(const char *path, const void *bytes, size_t n);

#endif
