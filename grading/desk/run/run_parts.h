/** @file run_parts.h
 * Inside of run and regrade: an outcome on its way into the tables.
 */
#ifndef RUN_PARTS_H
#define RUN_PARTS_H

#include <jansson.h>

#include "run.h"

/** A grading. Begin with import_begin(), end with import_free(). */
typedef struct {
	const char *outcome; /**< "graded", "not gradable", "grader error" */
	char reason[2000];   /**< of the latter two */
	json_t *notes;       /**< a list of lines */
	json_t *result;      /**< the judge's, or NULL */
	double cpu[3], wall; /**< seconds: compile, run, judge; NaN: unknown */
} imported;

/** A grading without result and reason; `notes` is a JSON list as text, or NULL. */
void import_begin(imported *im, const char *notes);

/** Take in what was found on one seed: outcome.json and result.json of a work folder.
 * @return 0, or -1 with an error: the grader failed */
int import_outcome(imported *im, const char *work);

/** Add a grading and its exercises as the submission's newest revision.
 * @param[in] run number of the run, or 0
 * @return 0, or -1 with an error */
int import_grading(gradebook *g, long submission, long run, const imported *im);

/** Let go of it. */
void import_free(imported *im);

/** The name of a seed's transcript in the gradebook. */
void import_transcript_name(char name[40], int k);

#endif
