/** @file run.h
 * A class's hand-ins on their way into the gradebook.
 *
 * Each goes through three steps, the first two in a process of its own:
 *
 *     take    intake.h: the chapter's files out of whatever was handed in, and their sum
 *     grade   one.h: an outcome in a work folder, once for each secret seed
 *     import  from there into the gradebook, in one transaction; then the work folder goes
 *
 * Where a hand-in of this sum is in the gradebook already, it ends after the first step. So a run
 * that was killed, at whatever moment, is taken up by starting it again: nothing is graded twice, and
 * an unfinished run goes on with its own seeds.
 */
#ifndef RUN_H
#define RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "gradebook.h"
#include "intake.h"
#include "queue.h"

enum {
	RUN_SEEDS = 8,          /**< at most so many secret seeds */
	RUN_TAKE_SECONDS = 60,  /**< on the clock, for the first step */
	RUN_GRADE_SECONDS = 600 /**< and for the second; its own limits are tighter */
};

/** What is done with a hand-in. */
typedef enum {
	RUN_NEW,    /**< take it, grade it, unless it is known */
	RUN_AGAIN,  /**< grade what the gradebook holds: compile and run it once more */
	RUN_REJUDGE /**< only judge the transcript that the gradebook holds; no code runs */
} run_mode;

/** A run. */
typedef struct {
	gradebook *g;
	intake_wanted wanted;
	run_mode mode;
	const char *exercise;      /**< RUN_REJUDGE: the only one that is judged again, or NULL */
	long number;               /**< in the table `run` */
	uint64_t seeds[RUN_SEEDS]; /**< secret */
	int nseeds;
	bool no_sandbox;
	/** Where a hand-in goes that is to be graded elsewhere: takes the work folder over, after the first
	 * step. @return 0, or -1 with an error. NULL: it is graded here. */
	int (*park)(void *parking, const queue_entry *e, const char *sum, const char *folder);
	void *parking;     /**< handed to it */
	bool ready;        /**< references are made */
	char folder[4096]; /**< for work folders and references; removed by run_end() */
	long graded, known, refused, errors;
} run;

/** What is known of a hand-in after it was taken. Free with run_facts_free(). */
typedef struct {
	char *reason; /**< why it cannot be graded, or NULL */
	char sha256[SHA256_HEX];
	char *notes;   /**< JSON list of lines: what was ignored, what is odd */
	char *result;  /**< RUN_REJUDGE: the judge's result that counts until now, or NULL */
	double cpu[2]; /**< RUN_REJUDGE: of compiling and running, then */
} run_facts;

/** Make the folder for work folders, and remove what a killed run left.
 * @param[in,out] r  g, wanted, nseeds and no_sandbox are set
 * @return 0, or -1 with an error */
int run_prepare(run *r);

/** Begin a run, or take up one that was not finished: seeds and references are ready afterwards. To be
 * called before the first hand-in is graded or refused; nothing happens the second time.
 * @return 0, or -1 with an error */
int run_begin(run *r);

/** End it, begun or not: remove its folder; `finished`: nothing is left to do.
 * @return 0, or -1 with an error */
int run_end(run *r, bool finished);

/** Read a run's seeds, as the gradebook has them. @return how many there are */
int run_parse_seeds(run *r, const char *text);

/** All marks anew, in a transaction. @return 0, or -1 with an error */
int run_marks(gradebook *g);

/** The reference's transcript on the seed number k. */
int run_reference(const run *r, int k, char path[4096]);

/** First step, for a process of its own: fills folder/handin and folder/intake.json.
 * @return 0, or 1 with a line on stderr */
int run_take(const run *r, const char *hand_in, const char *folder);

/** Second step, for a process of its own: fills folder/graded-K.
 * @return 0, or 1 with a line on stderr */
int run_grade(const run *r, const char *folder, int k);

/** In place of the first two steps, for RUN_AGAIN and RUN_REJUDGE: put what the gradebook holds of a
 * hand-in into the work folder.
 * @return 0, or -1 with an error */
int run_restore(const run *r, const queue_entry *e, const char *folder, run_facts *f);

/** In place of the second step, for RUN_REJUDGE: judge a transcript that is there.
 * @return 0, or 1 with a line on stderr */
int run_rejudge(const run *r, const run_facts *f, const char *folder, int k);

/** Read what the first step found out.
 * @return 0, or -1 with an error: there is nothing to be read */
int run_read_facts(run_facts *f, const char *folder);

/** Facts of a hand-in that could not even be taken. */
void run_no_facts(run_facts *f, const char *reason);

/** Is this hand-in in the gradebook, with an outcome that stays?
 * @param[out] known true: nothing to do
 * @return 0, or -1 with an error */
int run_known(const run *r, const char *student, const char *sum, bool *known);

/** Third step: everything of a hand-in into the gradebook, as one transaction.
 * @param[in] e       whose it is
 * @param[in] f       facts; with a reason, it is not gradable
 * @param[in] folder  where the outcomes are
 * @param[in] failure why there are none: a grader error; or NULL
 * @return 0 (also when it became a grader error, see r->errors), or -1 with an error of the gradebook */
int run_import(
        run *r, const queue_entry *e, const run_facts *f, const char *folder, const char *failure);

/** Let go of facts. */
void run_facts_free(run_facts *f);

/** All hand-ins on this machine, so many at a time.
 * @return 0, 1 when somebody stopped it, or -1 with an error */
int run_local(run *r, const queue *q, int jobs);

#endif
