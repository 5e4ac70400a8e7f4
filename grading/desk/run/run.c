/* Beginning and end of a run, and its first two steps. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <jansson.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "jobs.h"
#include "layers.h"
#include "marks.h"
#include "one.h"
#include "run.h"
#include "self_test.h"

enum { FACTS_MOST = 1 << 20, TAKE_MEMORY = 1 << 30 };

/* --- seeds --- */

/* 62 random bits: positive numbers, whoever reads them. */
static int draw_seed(uint64_t *seed)
{
	FILE *f = fopen("/dev/urandom", "rb");
	const size_t got = f ? fread(seed, sizeof *seed, 1, f) : 0;
	if (f) fclose(f);
	*seed = (*seed >> 2) + 1;
	return got == 1 ? 0 : error_set("/dev/urandom: cannot be read: %s", strerror(errno));
}

int run_parse_seeds(run *r, const char *text)
{
	int n = 0;
	for (char *end; n < RUN_SEEDS; n++, text = end) {
		r->seeds[n] = strtoull(text, &end, 10);
		if (end == text) break;
	}
	return n;
}

/* An unfinished run with as many seeds on the same cases, or a new one. */
static int find_run(run *r)
{
	query q;
	char text[RUN_SEEDS * 24] = "";
	size_t n = 0;
	if (query_open(&q, r->g,
	            "SELECT number, seeds FROM run WHERE chapter = ? AND kit = ? AND ended IS NULL "
	            "ORDER BY number DESC LIMIT 1",
	            "ss", r->wanted.chapter, r->wanted.kit))
		return -1;
	int more = query_next(&q);
	if (more > 0 && run_parse_seeds(r, query_text(&q, 1)) == r->nseeds)
		r->number = query_long(&q, 0);
	query_close(&q);
	if (more < 0 || r->number) return more < 0 ? -1 : 0;
	for (int k = 0; k < r->nseeds; k++) {
		if (draw_seed(&r->seeds[k])) return -1;
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%" PRIu64, k ? " " : "", r->seeds[k]);
	}
	if (gradebook_do(r->g,
	            "INSERT INTO run(chapter, begun, seeds, kit, ended) VALUES(?, ?, ?, ?, NULL)",
	            "slss", r->wanted.chapter, (long)time(NULL), text, r->wanted.kit))
		return -1;
	r->number = gradebook_last(r->g);
	return 0;
}

/* --- folders --- */

/* What a killed run left is removed; a child of it may still be dying in there, so that this may
 * fail, and a new folder is made in any case. */
int run_prepare(run *r)
{
	char above[4096];
	if (folder_path(above, "%s.work", r->g->path)) return -1;
	folder_remove(above);
	if (folder_make(above) || folder_path(r->folder, "%s/run-XXXXXX", above)) return -1;
	if (mkdtemp(r->folder)) return 0;
	return error_set("%s: cannot be made: %s", r->folder, strerror(errno));
}

int run_reference(const run *r, int k, char path[4096])
{
	return folder_path(path, "%s/reference-%d.jsonl", r->folder, k);
}

static int tell(int status)
{
	if (status) fprintf(stderr, "%s\n", error_message());
	return status ? 1 : 0;
}

static int make_references(void *context)
{
	char path[4096];
	const run *r = context;
	for (int k = 0; k < r->nseeds; k++)
		if (run_reference(r, k, path) || one_reference(r->wanted.chapter, r->seeds[k], path) ||
		        (r->mode != RUN_REJUDGE &&
		                self_test(r->wanted.chapter, r->seeds[k], path, r->no_sandbox)))
			return tell(-1);
	return 0;
}

int run_begin(run *r)
{
	char log[4096];
	if (r->ready) return 0;
	if (r->mode != RUN_REJUDGE && !r->no_sandbox && layers_check(NULL)) return -1;
	if ((!r->number && find_run(r)) || folder_path(log, "%s/reference.log", r->folder)) return -1;
	if (jobs_run(make_references, r, log, RUN_GRADE_SECONDS)) return -1;
	r->ready = true;
	return 0;
}

int run_end(run *r, bool finished)
{
	char above[4096];
	if (*r->folder && (folder_remove(r->folder) || folder_path(above, "%s.work", r->g->path)))
		return -1;
	if (*r->folder) rmdir(above); // only when it is empty
	*r->folder = 0;
	if (!finished || !r->number || r->mode == RUN_REJUDGE) return 0;
	return gradebook_do(
	        r->g, "UPDATE run SET ended = ? WHERE number = ?", "ll", (long)time(NULL), r->number);
}

/* --- the steps that have a process of their own --- */

int run_take(const run *r, const char *hand_in, const char *folder)
{
	char to[4096], json[4096];
	const struct rlimit seconds = {INTAKE_SECONDS, INTAKE_SECONDS + 1},
	                    memory = {TAKE_MEMORY, TAKE_MEMORY}, core = {0, 0},
	                    size = {INTAKE_FILE_MOST * 4, INTAKE_FILE_MOST * 4};
	setrlimit(RLIMIT_CPU, &seconds);
	setrlimit(RLIMIT_AS, &memory);
	setrlimit(RLIMIT_CORE, &core);
	setrlimit(RLIMIT_FSIZE, &size);
	setlocale(LC_CTYPE, "C.UTF-8"); // names in archives
	return tell(folder_path(to, "%s/handin", folder) ||
	            folder_path(json, "%s/intake.json", folder) || folder_make(to) ||
	            intake_take(&r->wanted, hand_in, to, json));
}

int run_grade(const run *r, const char *folder, int k)
{
	char src[4096], work[4096], expected[4096];
	if (folder_path(src, "%s/handin", folder) || folder_path(work, "%s/graded-%d", folder, k) ||
	        run_reference(r, k, expected) || folder_remove(work))
		return tell(-1);
	return tell(one_grade(&(one_job){.chapter = r->wanted.chapter,
	                    .src = src,
	                    .work = work,
	                    .expected = expected,
	                    .seed = r->seeds[k],
	                    .no_sandbox = r->no_sandbox}) < 0);
}

/* --- what the first step found out --- */

static char *copy(const char *text)
{
	char *s = text ? malloc(strlen(text) + 1) : NULL;
	if (text && !s) bug("out of memory");
	return text ? strcpy(s, text) : NULL;
}

/* "ignored: NAME" for each ignored entry, then the notes. */
static char *lines_of(const json_t *ignored, json_t *notes)
{
	json_t *lines = json_array();
	for (size_t i = 0; i < json_array_size(ignored); i++)
		json_array_append_new(
		        lines, json_sprintf("ignored: %s", json_string_value(json_array_get(ignored, i))));
	json_array_extend(lines, notes);
	char *text = json_dumps(lines, JSON_COMPACT);
	json_decref(lines);
	if (!text) bug("notes that are no JSON");
	return text;
}

int run_read_facts(run_facts *f, const char *folder)
{
	char path[4096];
	size_t n;
	*f = (run_facts){0};
	if (folder_path(path, "%s/intake.json", folder)) return -1;
	char *text = folder_read_file(path, FACTS_MOST, &n);
	if (!text) return -1;
	json_t *o = json_loadb(text, n, JSON_REJECT_DUPLICATES, NULL);
	free(text);
	const char *sum = json_string_value(json_object_get(o, "sha256"));
	int status = 0;
	if (!sum || strlen(sum) != SHA256_HEX - 1)
		status = error_set("%s: expected the intake's facts", path);
	else {
		strcpy(f->sha256, sum);
		f->reason = copy(json_string_value(json_object_get(o, "reason")));
		f->notes = lines_of(json_object_get(o, "ignored"), json_object_get(o, "notes"));
	}
	json_decref(o);
	return status;
}

void run_no_facts(run_facts *f, const char *reason)
{
	sha256 s;
	*f = (run_facts){.reason = copy(reason), .notes = copy("[]")};
	sha256_begin(&s);
	sha256_add(&s, reason, strlen(reason));
	sha256_end(&s, f->sha256);
}

void run_facts_free(run_facts *f)
{
	free(f->reason);
	free(f->notes);
	free(f->result);
	*f = (run_facts){0};
}

int run_marks(gradebook *g)
{
	if (gradebook_begin(g)) return -1;
	if (!marks_write(g)) return gradebook_commit(g);
	gradebook_rollback(g);
	return -1;
}
