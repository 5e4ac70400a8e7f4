/* Entries of an archive, by libarchive. Nothing is unpacked by it: entries are data here. */
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clean.h"
#include "error.h"
#include "intake_parts.h"

enum { BLOCK = 65536 };

/* In words what an entry is; NULL: a regular file. */
static const char *kind_of(struct archive_entry *e)
{
	if (archive_entry_hardlink(e)) return "a hard link";
	switch (archive_entry_filetype(e)) {
	case AE_IFREG: return NULL;
	case AE_IFDIR: return "a folder";
	case AE_IFLNK: return "a symbolic link";
	case AE_IFIFO: return "a pipe";
	case AE_IFSOCK: return "a socket";
	case AE_IFCHR:
	case AE_IFBLK: return "a device";
	default: return "nothing known";
	}
}

static const char *path_of(struct archive_entry *e)
{
	const char *path = archive_entry_pathname(e);
	if (!path) path = archive_entry_pathname_utf8(e);
	return path && *path ? path : "(a name that cannot be read)";
}

/* The bytes of one of the chapter's files. */
static void read_entry(intake *in, struct archive *a, const char *path, int slot)
{
	char name[200], why[500];
	char *bytes = malloc(INTAKE_FILE_MOST + 2);
	size_t n = 0;
	la_ssize_t got = 1;
	if (!bytes) bug("out of memory");
	while (n <= INTAKE_FILE_MOST &&
	        (got = archive_read_data(a, bytes + n, (size_t)INTAKE_FILE_MOST + 1 - n)) > 0)
		n += (size_t)got;
	if (got >= 0 && n <= INTAKE_FILE_MOST) {
		intake_hold(in, slot, path, bytes, n);
		return;
	}
	free(bytes);
	clean_name(path, name, sizeof name);
	if (got < 0)
		snprintf(why, sizeof why, "%s: %.250s", name, archive_error_string(a));
	else
		snprintf(why, sizeof why, "%s: expected at most %d bytes", name, INTAKE_FILE_MOST);
	intake_unreadable(in, slot, why);
}

static int take_entries(intake *in, struct archive *a, const char *name)
{
	struct archive_entry *e;
	int code, slot;
	while ((code = archive_read_next_header(a, &e)) == ARCHIVE_OK || code == ARCHIVE_WARN ||
	        code == ARCHIVE_RETRY) {
		if (code == ARCHIVE_RETRY && ++in->entries > INTAKE_ENTRIES) break;
		if (code == ARCHIVE_RETRY) continue;
		const char *path = path_of(e), *kind = kind_of(e);
		if (!kind && archive_entry_is_data_encrypted(e)) kind = "encrypted";
		if (intake_offer(in, path, kind, archive_entry_size_is_set(e) ? archive_entry_size(e) : -1,
		            &slot))
			return -1;
		if (slot >= 0) read_entry(in, a, path, slot);
	}
	if (code == ARCHIVE_EOF) return 0;
	return intake_refuse(in, "%s: damaged, or no archive that can be read (zip, tar, tar.gz): %s",
	        name, archive_error_string(a) ? archive_error_string(a) : "unknown form");
}

int intake_archive(intake *in, int fd, const char *name)
{
	char fit[200];
	struct archive *a = archive_read_new();
	if (!a) bug("out of memory");
	clean_name(name, fit, sizeof fit);
	archive_read_support_format_zip(a);
	archive_read_support_format_tar(a);
	archive_read_support_filter_gzip(a);
	archive_read_support_filter_bzip2(a);
	archive_read_support_filter_xz(a);
	const int status =
	        archive_read_open_fd(a, fd, BLOCK) == ARCHIVE_OK
	                ? take_entries(in, a, fit)
	                : intake_refuse(in, "%s: no archive that can be read (zip, tar, tar.gz): %s",
	                          fit, archive_error_string(a));
	archive_read_free(a);
	return status;
}
