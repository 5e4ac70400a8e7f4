/* See self_test.h. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "error.h"
#include "folder.h"
#include "one.h"
#include "self_test.h"

/* A word of outcome.json. */
static const char *reason_of(const char *work, char *text, size_t size)
{
	char path[4096];
	json_t *o = folder_path(path, "%s/outcome.json", work) ? NULL : json_load_file(path, 0, NULL);
	const char *reason = json_string_value(json_object_get(o, "reason"));
	snprintf(text, size, "%s", reason ? reason : "no outcome");
	json_decref(o);
	return text;
}

/* The first exercise that is not passed, or NULL. */
static const char *first_failure(const char *work, char *text, size_t size)
{
	char path[4096];
	json_t *r = folder_path(path, "%s/result.json", work) ? NULL : json_load_file(path, 0, NULL),
	       *e;
	size_t i;
	*text = 0;
	if (!r) snprintf(text, size, "no result");
	json_array_foreach(json_object_get(r, "exercises"), i, e)
	{
		const char *state = json_string_value(json_object_get(e, "state")),
		           *number = json_string_value(json_object_get(e, "number")),
		           *message = json_string_value(json_object_get(e, "message"));
		if (*text || (state && !strcmp(state, "passed"))) continue;
		snprintf(text, size, "%s is %s: %s", number ? number : "?", state ? state : "?",
		        message ? message : "");
	}
	json_decref(r);
	return *text ? text : NULL;
}

int self_test(const char *chapter, uint64_t seed, const char *expected, bool no_sandbox)
{
	char src[4096], work[4096], text[500];
	if (folder_path(src, "solutions/%s", chapter) || folder_path(work, "%s.test", expected) ||
	        folder_remove(work))
		return -1;
	const int how = one_grade(&(one_job){.chapter = chapter,
	        .src = src,
	        .work = work,
	        .expected = expected,
	        .seed = seed,
	        .no_sandbox = no_sandbox});
	int failed = how < 0 ? -1 : 0;
	if (!failed && how != ONE_GRADED)
		failed = error_set("%s itself cannot be graded (%s): %s", src,
		        one_outcome_name((one_outcome)how), reason_of(work, text, sizeof text));
	else if (!failed && first_failure(work, text, sizeof text))
		failed = error_set("%s itself has not all points: %s", src, text);
	return folder_remove(work) || failed ? -1 : 0;
}
