/* The intake: which entries are the chapter's files, and what is told about the others. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cell.h"
#include "clean.h"
#include "error.h"
#include "folder.h"
#include "intake_parts.h"

int intake_refuse(intake *in, const char *format, ...)
{
	va_list words;
	if (*in->reason) return -1;
	va_start(words, format);
	vsnprintf(in->reason, sizeof in->reason, format, words);
	va_end(words);
	return -1;
}

/* --- which entry is which file --- */

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* The part of a path that lies `up` above its last one, of n characters; "" when there is none. */
static const char *part_above(const char *path, int up, size_t *n)
{
	const char *end = last_part(path);
	for (*n = 0; up > 0; up--) {
		if (end == path) return "";
		const char *start = --end; // at the slash behind the part
		while (start > path && start[-1] != '/') start--;
		*n = (size_t)(end - start);
		end = start;
	}
	return end;
}

/* Does a path lead out of the hand-in? */
static bool leads_out(const char *path)
{
	if (*path == '/') return true;
	for (const char *p = path; p; p = strchr(p, '/')) {
		if (*p == '/') p++;
		if (p[0] == '.' && p[1] == '.' && (!p[2] || p[2] == '/')) return true;
	}
	return false;
}

static int depth_of(const char *path)
{
	int depth = 0;
	for (const char *p = path; *p; p++) depth += *p == '/' && p[1] && p[1] != '/';
	return depth;
}

/* How likely this entry is the one that is meant; -1 when it belongs to another chapter. */
static int standing_of(const intake *in, const char *path)
{
	size_t n, above;
	const char *parent = part_above(path, 1, &n), *chapter = in->w->chapter;
	if (n == strlen(chapter) && !strncmp(parent, chapter, n)) {
		const char *top = part_above(path, 2, &above);
		return above == 8 && !strncmp(top, "chapters", 8) ? 2000 : 1000;
	}
	if (n > 3 && parent[0] >= '0' && parent[0] <= '9' && parent[2] == '-') return -1;
	return 500 - depth_of(path);
}

static int slot_of(const intake *in, const char *path)
{
	const char *name = last_part(path);
	for (int i = 0; i < in->w->n; i++)
		if (!strcmp(in->w->names[i], name)) return i;
	return strcmp(name, "handin.json") ? -1 : INTAKE_FILES;
}

static void ignore(intake *in, const char *path, const char *why)
{
	char name[200], text[400];
	if (in->nignored++ >= INTAKE_NAMED) return;
	clean_name(path, name, sizeof name);
	snprintf(text, sizeof text, "%s%s%s", name, why ? ": " : "", why ? why : "");
	json_array_append_new(in->ignored, json_string(text));
}

int intake_offer(intake *in, const char *path, const char *kind, long long size, int *slot)
{
	char name[200], why[400];
	*slot = -1;
	if (++in->entries > INTAKE_ENTRIES)
		return intake_refuse(in, "more than %d entries; expected the chapter's %d files",
		        INTAKE_ENTRIES, in->w->n);
	if (size > 0) in->total += size;
	if (in->total > INTAKE_TOTAL || in->total < 0)
		return intake_refuse(in, "more than %d MB when unpacked; expected the chapter's %d files",
		        INTAKE_TOTAL >> 20, in->w->n);
	if (kind && !strcmp(kind, "a folder")) return 0;
	const int wanted = slot_of(in, path);
	if (wanted < 0 || standing_of(in, path) < 0) {
		ignore(in, path, kind);
		return 0;
	}
	clean_name(path, name, sizeof name);
	if (kind)
		snprintf(why, sizeof why, "%s: %s, expected a regular file", name, kind);
	else if (leads_out(path))
		snprintf(why, sizeof why, "%s: a path that leads out of the hand-in", name);
	else if (size > INTAKE_FILE_MOST)
		snprintf(why, sizeof why, "%s: %lld bytes, expected at most %d", name, size,
		        INTAKE_FILE_MOST);
	else {
		*slot = wanted;
		return 0;
	}
	intake_unreadable(in, wanted, why);
	return 0;
}

void intake_unreadable(intake *in, int slot, const char *why)
{
	snprintf(in->files[slot].wrong, sizeof in->files[slot].wrong, "%s", why);
	if (in->nignored++ < INTAKE_NAMED) json_array_append_new(in->ignored, json_string(why));
}

void intake_hold(intake *in, int slot, const char *path, char *bytes, size_t n)
{
	found_file *f = &in->files[slot];
	char name[200];
	const int standing = standing_of(in, path);
	clean_name(path, name, sizeof name);
	if (f->bytes && standing == f->standing) {
		if (n != f->n || memcmp(bytes, f->bytes, n) != 0)
			snprintf(f->rival, sizeof f->rival, "%s", name);
	} else if (!f->bytes || standing > f->standing) {
		if (f->bytes) ignore(in, f->path, "there is one in a better place");
		free(f->bytes);
		f->bytes = bytes;
		f->n = n;
		f->standing = standing;
		*f->rival = 0;
		snprintf(f->path, sizeof f->path, "%s", name);
		return;
	} else
		ignore(in, path, "there is one in a better place");
	free(bytes);
}

/* --- where entries come from --- */

bool intake_is_archive(const char *name)
{
	static const char *const ends[] = {
	        ".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"};
	const size_t n = strlen(name);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const size_t k = strlen(ends[i]);
		if (n > k && !strcmp(name + n - k, ends[i])) return true;
	}
	return false;
}

/* A single file stands for the chapter's only one. */
static void take_single(intake *in, const char *path, int fd)
{
	size_t n;
	const char *name = last_part(path);
	const size_t length = strlen(name);
	if (in->w->n != 1 || length < 3 || strcmp(name + length - 2, ".c") != 0) {
		intake_refuse(in,
		        "neither an archive (zip, tar, tar.gz) nor a folder; expected one with "
		        "the chapter's %d files",
		        in->w->n);
		return;
	}
	char *bytes = folder_read(fd, "the file", INTAKE_FILE_MOST, &n);
	if (bytes)
		intake_hold(in, 0, in->w->names[0], bytes, n);
	else
		intake_refuse(in, "%s", error_message());
}

static void take_file(intake *in, const char *path, int fd)
{
	struct stat s;
	if (fstat(fd, &s) || s.st_size > INTAKE_ARCHIVE_MOST)
		intake_refuse(in, "an archive of more than %d MB", INTAKE_ARCHIVE_MOST >> 20);
	else if (s.st_size == 0)
		intake_refuse(in, "an empty file; expected an archive");
	else if (intake_is_archive(last_part(path))) {
		if (cell_drop_root()) _exit(1); // ours, not the hand-in's: so no bug()
		intake_archive(in, fd, last_part(path));
	} else
		take_single(in, path, fd);
}

/* A folder; when it holds one archive and none of the chapter's files, that archive. */
static void take_folder(intake *in, int folder)
{
	bool any = false;
	if (intake_folder(in, folder)) return;
	for (int i = 0; i < in->w->n; i++) any = any || in->files[i].bytes || *in->files[i].wrong;
	if (any || in->archives != 1) return;
	const int fd = folder_open_file(folder, in->archive, in->archive);
	if (fd < 0) {
		intake_refuse(in, "%s", error_message());
		return;
	}
	json_array_clear(in->ignored);
	in->nignored = 0;
	take_file(in, in->archive, fd);
	close(fd);
}

static void take(intake *in, const char *path)
{
	const int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder >= 0) {
		take_folder(in, folder);
		close(folder);
		return;
	}
	const int fd = folder_open_file(AT_FDCWD, path, "the hand-in");
	if (fd < 0) {
		intake_refuse(in, "%s", error_message());
		return;
	}
	take_file(in, path, fd);
	close(fd);
}

int intake_take(const intake_wanted *w, const char *path, const char *to, const char *json)
{
	if (access(path, R_OK) && errno == EACCES)
		return error_set("it cannot be read: %s", strerror(errno));
	intake *in = calloc(1, sizeof *in);
	if (!in) bug("out of memory");
	in->w = w;
	in->ignored = json_array();
	in->notes = json_array();
	int status = intake_prepare(in, to, json);
	if (!status) {
		take(in, path);
		status = intake_write(in);
	}
	for (int i = 0; i <= INTAKE_FILES; i++)
		if (in->out[i] >= 0) close(in->out[i]);
	for (int i = 0; i <= INTAKE_FILES; i++) free(in->files[i].bytes);
	json_decref(in->ignored);
	json_decref(in->notes);
	free(in);
	return status;
}
