/** @file slurm_ask.h
 * The three programs of Slurm that are asked: sbatch, squeue, scancel.
 */
#ifndef SLURM_ASK_H
#define SLURM_ASK_H

#include <stdbool.h>

#include "slurm.h"

/** Which tasks of an array live. */
typedef struct {
	bool alive[SLURM_SHARDS + 1]; /**< by their number */
	int running, waiting;
} slurm_tasks;

/** Does Slurm answer at all? @return 0, or -1 with an error */
int slurm_answers(void);

/** Submit numbers as an array.
 * @param[in] folder BOOK.slurm/RUN, absolute
 * @param[in] name   of the array
 * @param[in] wanted which numbers
 * @param[in] jobs   so many at a time, 0: all
 * @return 0, or -1 with an error */
int slurm_submit(
        const char *folder, const char *name, const bool wanted[SLURM_SHARDS + 1], int jobs);

/** Ask which tasks of this name are waiting, running or about to end.
 * @return 0, or -1 with an error: Slurm does not answer */
int slurm_living(const char *folder, const char *name, slurm_tasks *t);

/** Cancel all tasks of this name, and wait until they are gone, for a minute at most.
 * @return 0, or -1 with an error */
int slurm_cancel(const char *folder, const char *name);

#endif
