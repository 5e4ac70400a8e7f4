/* The third step: from a work folder into the gradebook, in one transaction. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "run_parts.h"

enum { TRANSCRIPT_MOST = 256 << 20, LOG_MOST = 16 << 20 };

void import_transcript_name(char name[40], int k)
{
	if (k == 0)
		strcpy(name, "transcript.jsonl");
	else
		snprintf(name, 40, "transcript-%d.jsonl", k + 1);
}

/* The hand-in's row, made when it is new. */
static int find_submission(const run *r, const queue_entry *e, const char *sha, long *submission)
{
	const char *chapter = r->wanted.chapter;
	if (gradebook_long(r->g, submission, 0,
	            "SELECT number FROM submission WHERE chapter = ? AND student = ? AND sha256 = ?",
	            "sss", chapter, e->student, sha))
		return -1;
	if (*submission) return 0;
	if (gradebook_do(r->g,
	            "INSERT INTO student VALUES(?, '', '', '', 0, '{}') ON CONFLICT DO NOTHING", "s",
	            e->student) ||
	        gradebook_do(r->g,
	                "INSERT INTO submission(chapter, student, attempt, source, received, sha256) "
	                "VALUES(?, ?, 0, ?, ?, ?)",
	                "sssls", chapter, e->student, e->path, e->received, sha))
		return -1;
	*submission = gradebook_last(r->g);
	return gradebook_do(r->g, // attempts are counted in the order in which they came
	        "UPDATE submission AS s SET attempt = (SELECT count(*) FROM submission t WHERE "
	        "t.chapter = s.chapter AND t.student = s.student AND "
	        "(t.received, t.number) <= (s.received, s.number)) WHERE chapter = ? AND student = ?",
	        "ss", chapter, e->student);
}

/* Keep a file of the work folder, where there is one. */
static int put_file(gradebook *g, long submission, const char *path, size_t most, const char *kind,
        const char *name)
{
	size_t n;
	if (access(path, F_OK)) return 0;
	char *bytes = folder_read_file(path, most, &n);
	const int status = bytes ? gradebook_put_file(g, submission, kind, name, bytes, n) : -1;
	free(bytes);
	return status;
}

static int put_files(const run *r, long submission, const char *folder, bool taken)
{
	char path[4096], name[40];
	if (gradebook_do(r->g, "DELETE FROM file WHERE submission = ?", "l", submission)) return -1;
	for (int i = 0; i < r->wanted.n && taken; i++)
		if (folder_path(path, "%s/handin/%s", folder, r->wanted.names[i]) ||
		        put_file(r->g, submission, path, INTAKE_FILE_MOST, "source", r->wanted.names[i]))
			return -1;
	for (int k = 0; k < r->nseeds; k++) {
		import_transcript_name(name, k);
		if (folder_path(path, "%s/graded-%d/transcript.jsonl", folder, k) ||
		        put_file(r->g, submission, path, TRANSCRIPT_MOST, "transcript", name))
			return -1;
	}
	if (folder_path(path, "%s/graded-0/compile.log", folder)) return -1;
	return put_file(r->g, submission, path, LOG_MOST, "compile log", "compile.log");
}

static void collect(
        imported *im, const run *r, const run_facts *f, const char *folder, const char *failure)
{
	char work[4096];
	import_begin(im, f->notes);
	if (f->reason) {
		im->outcome = "not gradable";
		snprintf(im->reason, sizeof im->reason, "%s", f->reason);
		return;
	}
	for (int k = 0; k < r->nseeds && !failure && strcmp(im->outcome, "not gradable") != 0; k++)
		if (folder_path(work, "%s/graded-%d", folder, k) || import_outcome(im, work))
			failure = error_message();
	if (!failure) return;
	im->outcome = "grader error";
	snprintf(im->reason, sizeof im->reason, "%s", failure);
	json_decref(im->result);
	im->result = NULL;
}

static int store(
        run *r, const queue_entry *e, const run_facts *f, const char *folder, const imported *im)
{
	long submission;
	if (find_submission(r, e, f->sha256, &submission)) return -1;
	if (r->mode != RUN_REJUDGE && put_files(r, submission, folder, !f->reason)) return -1;
	return import_grading(r->g, submission, r->number, im);
}

int run_import(
        run *r, const queue_entry *e, const run_facts *f, const char *folder, const char *failure)
{
	imported im;
	collect(&im, r, f, folder, failure);
	int status = gradebook_begin(r->g);
	if (!status) {
		status = store(r, e, f, folder, &im);
		if (status)
			gradebook_rollback(r->g);
		else
			status = gradebook_commit(r->g);
	}
	if (!status) {
		r->graded += !strcmp(im.outcome, "graded");
		r->refused += !strcmp(im.outcome, "not gradable");
		r->errors += !strcmp(im.outcome, "grader error");
	}
	import_free(&im);
	return status;
}

int run_known(const run *r, const char *student, const char *sum, bool *known)
{
	long n;
	const int status = gradebook_long(r->g, &n, 0,
	        "SELECT count(*) FROM submission JOIN current ON number = submission "
	        "WHERE chapter = ? AND student = ? AND sha256 = ? AND outcome <> 'grader error'",
	        "sss", r->wanted.chapter, student, sum);
	*known = n > 0;
	return status;
}
