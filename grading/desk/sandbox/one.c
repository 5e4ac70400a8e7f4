/* One submission, from sources to outcome.json; see one.h. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "build.h"
#include "cell.h"
#include "clean.h"
#include "error.h"
#include "execute.h"
#include "folder.h"
#include "judging.h"
#include "one.h"
#include "one_parts.h"
#include "stopwatch.h"

const char *one_outcome_name(one_outcome o)
{
	static const char *const names[] = {"graded", "not gradable", "grader error"};
	return names[o];
}

/* --- the chapter's files ------------------------------------------------------------------------ */

static int chapter_files(one *o)
{
	char pattern[600];
	glob_t found = {0};
	snprintf(pattern, sizeof pattern, "chapters/%s/*.c", o->job->chapter);
	if (glob(pattern, 0, NULL, &found) || found.gl_pathc > ONE_FILES) {
		globfree(&found);
		return error_set("%s: expected 1 to %d files", pattern, ONE_FILES);
	}
	for (size_t i = 0; i < found.gl_pathc; i++)
		o->files[o->count++].name = strdup(strrchr(found.gl_pathv[i], '/') + 1);
	globfree(&found);
	return 0;
}

static bool is_wanted(const one *o, const char *name)
{
	for (int i = 0; i < o->count; i++)
		if (!strcmp(o->files[i].name, name)) return true;
	return false;
}

/* Does the folder hold one of the chapter's files, whatever it may be? */
static bool holds_any(const one *o, int folder)
{
	struct stat st;
	for (int i = 0; i < o->count; i++)
		if (!fstatat(folder, o->files[i].name, &st, AT_SYMLINK_NOFOLLOW)) return true;
	return false;
}

/* Open a folder below another, name by name, following no link. Returns -1 where it is not. */
static int open_below(int folder, const char *const *path)
{
	int fd = dup(folder);
	for (; *path && fd >= 0; path++) {
		const int next = openat(fd, *path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		close(fd);
		fd = next;
	}
	return fd;
}

/* The folder that the files are in. */
static int open_source(const one *o)
{
	const char *const chapter = o->job->chapter, *const paths[3][3] = {
	                                                     {NULL}, {chapter}, {"chapters", chapter}};
	const int top = open(o->job->src, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (top < 0) return error_set("%s: %s", o->job->src, strerror(errno));
	int found = -1;
	for (int i = 0; i < 3 && found < 0; i++) {
		found = open_below(top, paths[i]);
		if (found >= 0 && holds_any(o, found)) break;
		if (found >= 0) close(found);
		found = -1;
	}
	if (found >= 0)
		close(top);
	else
		found = top; // then all files are missing, and that will be said
	return found;
}

static void list_ignored(one *o, int folder)
{
	enum { MOST = 100 };
	DIR *d = fdopendir(dup(folder));
	struct dirent *e;
	for (int n = 0; d && (e = readdir(d)) && n < MOST; n++)
		if (e->d_name[0] != '.' && !is_wanted(o, e->d_name)) one_add_text(o, o->ignored, e->d_name);
	if (d) closedir(d);
}

/* Read one file; why it cannot be graded is the error. */
static int read_source(source *f, int folder)
{
	enum { MOST = 512 << 10 };
	struct stat st;
	if (fstatat(folder, f->name, &st, AT_SYMLINK_NOFOLLOW))
		return error_set("%s: the file is missing", f->name);
	const int fd = folder_open_file(folder, f->name, f->name);
	if (fd < 0) return -1;
	f->bytes = folder_read(fd, f->name, MOST, &f->size);
	close(fd);
	if (!f->bytes) return -1;
	return memchr(f->bytes, 0, f->size) ? error_set("%s: not a text, it holds NUL", f->name) : 0;
}

/* Read the files, and keep them as they are graded. 1: the hand-in cannot be graded. */
static int take_sources(one *o)
{
	char path[4096];
	const int folder = open_source(o);
	if (folder < 0) return -1;
	list_ignored(o, folder);
	int bad = 0, failed = 0;
	for (int i = 0; i < o->count && !bad && !failed; i++) {
		bad = read_source(&o->files[i], folder);
		if (bad) one_set_reason(o, error_message());
		failed = bad ? 0
		             : folder_path(path, "%s/src/%s", o->job->work, o->files[i].name) ||
		                         folder_write_file(path, o->files[i].bytes, o->files[i].size);
	}
	close(folder);
	return failed ? -1 : bad != 0;
}

/* --- steps -------------------------------------------------------------------------------------- */

static int work_file(const one *o, const char *name, int flags)
{
	char path[4096];
	if (folder_path(path, "%s/%s", o->job->work, name)) return -1;
	const int fd = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0644);
	return fd < 0 ? error_set("%s: %s", path, strerror(errno)) : fd;
}

/* The reference's transcript, in memory: it may lie where the judge cannot go. */
static int load_reference(one *o, uint64_t seed, const char *given, reference *r)
{
	char path[4096];
	size_t n;
	if (!given) {
		if (folder_path(path, "%s/expected.jsonl", o->job->work) ||
		        one_reference(o->job->chapter, seed, path))
			return -1;
		given = path;
	}
	r->text = folder_read_file(given, ONE_REFERENCE_MOST, &n);
	if (!r->text) return -1;
	r->fd = cell_memory(r->text, n);
	return r->fd < 0 ? -1 : 0;
}

static int compile(one *o, build_result *b)
{
	char path[4096];
	const build_job job = {.chapter = o->job->chapter,
	        .sources = o->files,
	        .count = o->count,
	        .folder = o->folder,
	        .trusting = o->job->no_checks};
	if (build_code(&job, b)) return -1;
	o->cpu[ONE_COMPILE] += b->cpu;
	const char *log = clean_lines(&o->a, b->log, 0);
	return folder_path(path, "%s/compile.log", o->job->work) ||
	       folder_write_file(path, log, strlen(log));
}

static int judge_log(one *o, const reference *r)
{
	char path[4096];
	const int log = work_file(o, "compile.log", O_RDONLY);
	if (log < 0 || folder_path(path, "%s/result.json", o->job->work)) return -1;
	judging j = {.chapter = o->job->chapter,
	        .expected = r->fd,
	        .transcript = -1,
	        .compile_log = log,
	        .result = path};
	const int failed = judge_transcript(&j);
	o->cpu[ONE_JUDGE] += j.cpu;
	close(log);
	if (!failed) one_reason_of_result(o, path);
	return failed;
}

/* Run the code on a seed and judge what it answers: result `name`, transcript `lines`. */
static int run_and_judge(one *o, const build_result *b, const reference *r, uint64_t seed,
        const char *lines, const char *name, const char *only)
{
	char path[4096];
	const int out = work_file(o, lines, O_RDWR | O_CREAT | O_TRUNC);
	if (out < 0 || folder_path(path, "%s/%s", o->job->work, name)) return -1;
	const execute_job job = {.chapter = o->job->chapter,
	        .expected = r->text,
	        .code = b->code,
	        .size = b->size,
	        .seed = seed,
	        .folder = o->folder,
	        .only = only,
	        .transcript = out};
	execute_result e;
	int failed = execute_code(&job, &e);
	if (!failed) {
		o->cpu[ONE_RUN] += e.cpu;
		if (!only) one_add_lines(o, o->notes, e.notes);
		judging j = {.chapter = o->job->chapter,
		        .expected = r->fd,
		        .transcript = out,
		        .compile_log = -1,
		        .result = path};
		failed = judge_transcript(&j);
		o->cpu[ONE_JUDGE] += j.cpu;
	}
	close(out);
	return failed;
}

/* Hints are known by the answers to the public seed, so what is wrong is asked for those, too. */
static int look_for_hint(one *o, const build_result *b)
{
	char path[4096], public[4096], wrong[8000];
	reference r = {.fd = -1};
	if (folder_path(path, "%s/result.json", o->job->work) ||
	        folder_path(public, "%s/public.json", o->job->work))
		return -1;
	if (!one_wants_hint(path, wrong, sizeof wrong)) return 0;
	snprintf(path, sizeof path, "grading/%s/expected.jsonl", o->job->chapter);
	const int failed = load_reference(o, 1, path, &r) ||
	                   run_and_judge(o, b, &r, 1, "public.jsonl", "public.json", wrong);
	one_free_reference(&r);
	if (failed) return -1;
	snprintf(path, sizeof path, "%s/result.json", o->job->work);
	const int merged = one_merge_hint(path, public);
	unlink(public);
	if (!folder_path(public, "%s/public.jsonl", o->job->work)) unlink(public);
	return merged;
}

/* 0 graded, 1 not gradable, -1 our fault. */
static int grade(one *o)
{
	build_result b = {0};
	reference r = {.fd = -1};
	int how = chapter_files(o);
	if (!how) how = take_sources(o);
	if (!how && load_reference(o, o->job->seed, o->job->expected, &r)) how = -1;
	if (!how && compile(o, &b)) how = -1;
	if (!how && !b.well) how = judge_log(o, &r) ? -1 : 1;
	if (!how && (run_and_judge(o, &b, &r, o->job->seed, "transcript.jsonl", "result.json", NULL) ||
	                    look_for_hint(o, &b)))
		how = -1;
	build_free(&b);
	one_free_reference(&r);
	return how;
}

/* --- from the outside ----------------------------------------------------------------------------- */

static int prepare(one *o)
{
	static const char *const stale[] = {
	        "outcome.json", "result.json", "transcript.jsonl", "compile.log", NULL};
	char path[4096];
	if (folder_make(o->job->work) || folder_path(path, "%s/src", o->job->work) || folder_make(path))
		return -1;
	for (const char *const *name = stale; *name; name++) // of a grading before this one
		if (!folder_path(path, "%s/%s", o->job->work, *name)) unlink(path);
	if (o->job->no_sandbox) {
		char real[4096];
		if (folder_path(path, "%s/cell", o->job->work) || folder_make(path)) return -1;
		if (!realpath(path, real)) return error_set("%s: %s", path, strerror(errno));
		o->folder = strdup(real);
	}
	return 0;
}

int one_grade(const one_job *job)
{
	one o = {.job = job, .ignored = json_array(), .notes = json_array()};
	const double began = stopwatch_wall();
	if (prepare(&o)) {
		one_free(&o);
		return -1;
	}
	const int how = grade(&o);
	if (how < 0) one_set_reason(&o, error_message());
	const one_outcome outcome = how < 0 ? ONE_GRADER_ERROR : how ? ONE_NOT_GRADABLE : ONE_GRADED;
	if (job->no_sandbox) {
		folder_remove(o.folder);
		one_add_text(&o, o.notes, "it was run without a sandbox");
	}
	if (how < 0) one_forget_result(&o);
	const int failed = one_write_outcome(&o, outcome, stopwatch_wall() - began);
	one_free(&o);
	return failed ? -1 : (int)outcome;
}
