/* What was found in a hand-in: is it complete, is it what was packed, what is its sum? Then the
 * files and the facts are written. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clean.h"
#include "error.h"
#include "folder.h"
#include "intake_parts.h"

static void sum_of(const found_file *f, char hex[SHA256_HEX])
{
	sha256 s;
	sha256_begin(&s);
	sha256_add(&s, f->bytes, f->n);
	sha256_end(&s, hex);
}

/* Every file is there, or a reason why not. */
static void check_complete(intake *in)
{
	for (int i = 0; i < in->w->n && !*in->reason; i++) {
		const found_file *f = &in->files[i];
		if (f->bytes && *f->rival)
			intake_refuse(in, "two different files %s and %s; expected one", f->path, f->rival);
		if (f->bytes) continue;
		if (*f->wrong)
			intake_refuse(in, "%s", f->wrong);
		else
			intake_refuse(in, "%s is missing; expected every file of chapters/%s", in->w->names[i],
			        in->w->chapter);
	}
}

static void note(intake *in, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void note(intake *in, const char *format, ...)
{
	char text[600], fit[600];
	va_list words;
	va_start(words, format);
	vsnprintf(text, sizeof text, format, words);
	va_end(words);
	clean_name(text, fit, sizeof fit);
	json_array_append_new(in->notes, json_string(fit));
}

/* The manifest was written by a program of ours, but on a student's machine. */
static void check_manifest(intake *in)
{
	const found_file *m = &in->files[INTAKE_FILES];
	char sum[SHA256_HEX];
	const char *kit, *chapter;
	json_t *files;
	if (!m->bytes) return;
	json_t *o = json_loadb(m->bytes, m->n, JSON_REJECT_DUPLICATES, NULL);
	if (json_unpack(o, "{s:s, s:s, s:o}", "kit", &kit, "chapter", &chapter, "files", &files)) {
		note(in, "%s cannot be read", m->path);
		json_decref(o);
		return;
	}
	if (strcmp(chapter, in->w->chapter) != 0) {
		char name[64];
		clean_name(chapter, name, sizeof name);
		intake_refuse(in, "%s is of chapter %s, expected %s", m->path, name, in->w->chapter);
	} else if (strcmp(kit, in->w->kit) != 0)
		note(in, "packed beside other headers, cases or harness than ours: an older kit, or given "
		         "files were changed");
	for (int i = 0; i < in->w->n; i++) {
		const char *told = json_string_value(json_object_get(files, in->w->names[i]));
		if (!in->files[i].bytes) continue;
		sum_of(&in->files[i], sum);
		if (!told || strcmp(told, sum) != 0)
			note(in, "%s is not the file that make handin packed", in->files[i].path);
	}
	json_decref(o);
}

/* The name of these contents, whatever they were packed in. */
static void sum_all(const intake *in, char hex[SHA256_HEX])
{
	sha256 all;
	char one[SHA256_HEX];
	sha256_begin(&all);
	for (int i = 0; i < in->w->n; i++) {
		if (!in->files[i].bytes) continue;
		sum_of(&in->files[i], one);
		sha256_add(&all, one, strlen(one));
		sha256_add(&all, "  ", 2);
		sha256_add(&all, in->w->names[i], strlen(in->w->names[i]));
		sha256_add(&all, "\n", 1);
	}
	if (*in->reason) sha256_add(&all, in->reason, strlen(in->reason));
	sha256_end(&all, hex);
}

static int make_file(int *fd, const char *path)
{
	*fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	return *fd < 0 ? error_set("%s: cannot be written: %s", path, strerror(errno)) : 0;
}

int intake_prepare(intake *in, const char *to, const char *json)
{
	char path[4096];
	for (int i = 0; i <= INTAKE_FILES; i++) in->out[i] = -1;
	for (int i = 0; i < in->w->n; i++)
		if (folder_path(path, "%s/%s", to, in->w->names[i]) || make_file(&in->out[i], path))
			return -1;
	return make_file(&in->out[INTAKE_FILES], json);
}

static int write_out(int fd, const char *bytes, size_t n)
{
	for (size_t done = 0; done < n;) {
		const ssize_t part = write(fd, bytes + done, n - done);
		if (part < 0) return error_set("a hand-in's file cannot be written: %s", strerror(errno));
		done += (size_t)part;
	}
	return 0;
}

static int write_facts(intake *in, const char *hex)
{
	char reason[1000];
	int files = 0;
	for (int i = 0; i < in->w->n; i++) files += in->files[i].bytes != NULL;
	if (in->nignored > INTAKE_NAMED) {
		char more[80];
		snprintf(more, sizeof more, "and %ld more", in->nignored - INTAKE_NAMED);
		json_array_append_new(in->ignored, json_string(more));
	}
	clean_name(in->reason, reason, sizeof reason);
	json_t *o = json_pack("{s:s?, s:s, s:i, s:O, s:O}", "reason", *reason ? reason : NULL, "sha256",
	        hex, "files", files, "ignored", in->ignored, "notes", in->notes);
	char *text = json_dumps(o, JSON_INDENT(1));
	json_decref(o);
	if (!text) bug("facts of a hand-in that are no JSON");
	const int status = write_out(in->out[INTAKE_FILES], text, strlen(text));
	free(text);
	return status;
}

int intake_write(intake *in)
{
	char hex[SHA256_HEX];
	if (!*in->reason) check_complete(in);
	check_manifest(in);
	sum_all(in, hex);
	for (int i = 0; i < in->w->n && !*in->reason; i++)
		if (write_out(in->out[i], in->files[i].bytes, in->files[i].n)) return -1;
	return write_facts(in, hex);
}
