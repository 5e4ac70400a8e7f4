/** @file slurm.h
 * The hand-ins of a run on a Slurm cluster.
 *
 * Unpacking is quick and stays here. What is to be graded is dealt into shards, some twenty hand-ins
 * each, and a job array is submitted in which task N grades shard N, one hand-in after the other.
 * Here their outcomes are collected and imported, each in one transaction, as they come. Everything
 * is kept in a folder beside the gradebook, which the cluster's machines have to see under the same
 * name, like the course's checkout:
 *
 *     BOOK.slurm/RUN/
 *         task               chapter, seeds, with or without a sandbox
 *         reference-K.jsonl  what is compared with
 *         shard-N            names of hand-ins, one a line
 *         log-N              what task N said
 *         hand-ins/NAME/     as run_take() leaves it
 *             try-T/         a task is at it, or died of it: graded-K/
 *             done/          such a folder when all is there, with the file `end`: why it failed, or nothing
 *
 * `done` is made by renaming, so it is there as a whole or not at all. Nothing else tells a task's
 * end: one that Slurm no longer lists, with hand-ins not done, is lost, however it died, and its number
 * is submitted again, a bounded number of times. What is done is not done twice. Which tasks live is
 * asked of Slurm, by the array's name; nothing about it is written down here. So a run that was killed
 * finds its tasks at work when it is started again, and waits for them.
 *
 * Partition, account and time limit are Slurm's own business: SBATCH_PARTITION and the like, sbatch(1).
 */
#ifndef SLURM_H
#define SLURM_H

#include "run.h"

enum {
	SLURM_SHARDS =
	        1000,     /**< at most; Slurm's own limit of an array's numbers is 1000, as it comes */
	SLURM_SHARD = 20, /**< hand-ins in a shard, more only where there would be too many shards */
	SLURM_TRIES = 3   /**< a task that ended without any outcome is submitted so many times more,
	                      *   and so many tasks may die of one hand-in */
};

/** All hand-ins, on the cluster.
 * @param[in] jobs tasks at a time; 0: as many as Slurm lets run
 * @return 0, 1 when somebody stopped it (its tasks are cancelled), or -1 with an error */
int run_slurm(run *r, const queue *q, int jobs);

/** Remove what a killed run left for Slurm. Tasks that are still waiting then find nothing to do.
 * @return 0, or -1 with an error */
int slurm_forget(const gradebook *g);

/** Grade a shard, on a machine of the cluster.
 * @param[in] folder BOOK.slurm/RUN
 * @return 0, or -1 with an error */
int slurm_shard(const char *folder, int number);

#endif
