/* What a chapter wants of a hand-in: read from the checkout that grades. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "folder.h"
#include "intake.h"

enum { GIVEN_MOST = 64 << 20 };

/* The lines that sha256sum prints for these files, summed up in turn. */
static int add_files(sha256 *all, const char *pattern)
{
	glob_t found;
	int status = 0;
	if (glob(pattern, 0, NULL, &found)) return 0; // a chapter without a header, say
	for (size_t i = 0; i < found.gl_pathc && !status; i++) {
		sha256 one;
		char hex[SHA256_HEX];
		size_t n;
		char *bytes = folder_read_file(found.gl_pathv[i], GIVEN_MOST, &n);
		if (bytes) {
			sha256_begin(&one);
			sha256_add(&one, bytes, n);
			sha256_end(&one, hex);
			sha256_add(all, hex, strlen(hex));
			sha256_add(all, "  ", 2);
			sha256_add(all, found.gl_pathv[i], strlen(found.gl_pathv[i]));
			sha256_add(all, "\n", 1);
		} else
			status = -1;
		free(bytes);
	}
	globfree(&found);
	return status;
}

/* The order is that of grading/handin.sh. */
static int sum_of_given(intake_wanted *w)
{
	static const char *const patterns[] = {"chapters/%s/*.h", "grading/%s/*.c", "grading/%s/*.h",
	        "grading/%s/expected.jsonl", "harness/*.c", "harness/*.h"};
	char pattern[200];
	sha256 all;
	sha256_begin(&all);
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		const char *chapter = strchr(patterns[i], '%');
		if (chapter)
			snprintf(pattern, sizeof pattern, "%.*s%s%s", (int)(chapter - patterns[i]), patterns[i],
			        w->chapter, chapter + 2);
		else
			snprintf(pattern, sizeof pattern, "%s", patterns[i]);
		if (add_files(&all, pattern)) return -1;
	}
	sha256_end(&all, w->kit);
	return 0;
}

static int take_names(intake_wanted *w, const glob_t *found)
{
	if (found->gl_pathc > INTAKE_FILES)
		return error_set("chapters/%s: more than %d files", w->chapter, INTAKE_FILES);
	for (size_t i = 0; i < found->gl_pathc; i++) {
		const char *name = strrchr(found->gl_pathv[i], '/') + 1;
		if (strlen(name) >= sizeof w->names[0])
			return error_set("%s: the name is too long", found->gl_pathv[i]);
		strcpy(w->names[w->n++], name);
	}
	return sum_of_given(w);
}

int intake_chapter(intake_wanted *w, const char *chapter)
{
	glob_t found;
	char pattern[200];
	*w = (intake_wanted){0};
	if (strlen(chapter) >= sizeof w->chapter || strpbrk(chapter, "/*?[]\\") || !*chapter)
		return error_set("chapter %.60s: expected a chapter, such as 06 or 06-rnn", chapter);
	snprintf(pattern, sizeof pattern, "chapters/%s/*.h", chapter);
	if (glob(pattern, 0, NULL, &found)) {
		snprintf(pattern, sizeof pattern, "chapters/%s-*/*.h", chapter);
		if (glob(pattern, 0, NULL, &found))
			return error_set(
			        "chapter %s: there is no such chapter in chapters/; expected one, such as "
			        "06, and the top of the course's checkout as current folder",
			        chapter);
	}
	const char *name = strchr(found.gl_pathv[0], '/') + 1;
	const size_t n = (size_t)(strchr(name, '/') - name);
	if (n >= sizeof w->chapter) bug("chapter %s", name);
	memcpy(w->chapter, name, n);
	globfree(&found);
	snprintf(pattern, sizeof pattern, "chapters/%s/*.c", w->chapter);
	if (glob(pattern, 0, NULL, &found))
		return error_set("chapters/%s: holds no files to hand in", w->chapter);
	const int status = take_names(w, &found);
	globfree(&found);
	return status;
}
