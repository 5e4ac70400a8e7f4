/** @file slurm_parts.h
 * Inside of the engine for Slurm: the run's folder, and what is known of each shard.
 */
#ifndef SLURM_PARTS_H
#define SLURM_PARTS_H

#include "progress.h"
#include "slurm_ask.h"

/** A hand-in that waits for its outcome. */
typedef struct {
	const queue_entry *e;
	char name[SHA256_HEX]; /**< of its folder: made of the student and the sum, so known again */
	int shard;             /**< 0: none yet */
	bool done;             /**< imported */
} slurm_item;

/** A shard. */
typedef struct {
	bool used;
	int left;    /**< hand-ins that are not done */
	int missing; /**< so many times in a row Slurm did not list it */
	int tries;   /**< so many times it was submitted again, with nothing done since */
} slurm_shard_state;

/** A run on the cluster. */
typedef struct {
	run *r;
	char folder[4096]; /**< BOOK.slurm/RUN, absolute; "" as long as there is none */
	char name[80];     /**< of the array */
	slurm_item *items;
	int n, jobs;
	slurm_shard_state shards[SLURM_SHARDS + 1];
	slurm_tasks tasks; /**< as Slurm listed them last */
	long done, retried;
	bool silent; /**< Slurm did not answer the last time */
	progress bar;
} cluster;

/** Make the run's folder, or find it; folders of other runs are removed.
 * @return 0, or -1 with an error */
int slurm_folder_begin(cluster *c);

/** Remove it. @return 0, or -1 with an error */
int slurm_folder_end(cluster *c);

/** run.park: move a hand-in into the run's folder, unless it is there. `parking` is a cluster. */
int slurm_folder_park(void *parking, const queue_entry *e, const char *sum, const char *folder);

/** Write what tasks have to know: chapter, seeds, references. @return 0, or -1 with an error */
int slurm_folder_task(const cluster *c);

/** Give every hand-in to a shard: those of tasks that live stay where they are.
 * @param[out] fresh the shards that are to be submitted
 * @return 0, or -1 with an error */
int slurm_folder_deal(cluster *c, bool fresh[SLURM_SHARDS + 1]);

/** Is the outcome of a hand-in there? Then bring it to where run_import() looks for it.
 * @param[out] failure (size) why the grader failed, or ""
 * @return 1, 0 when it is not there yet, -1 with an error */
int slurm_folder_outcome(const cluster *c, const slurm_item *i, char *failure, size_t size);

/** The last line that a shard's tasks said. @param[out] line (size) */
void slurm_folder_last_words(const cluster *c, int number, char *line, size_t size);

#endif
