/** @file team.h
 * Threads that are started once and then do the same work side by side, again and again.
 */
#ifndef TEAM_H
#define TEAM_H

#include "arena.h"

/** The caller and the threads that help it. */
typedef struct team team;

/** What a member does: `who` is 0 for the caller, 1 … n-1 for the threads. */
typedef void (*team_work)(void *context, int who);

/** Start n−1 threads. They ignore signals: Ctrl-C reaches the caller.
 * @param[in,out] a  keeps the team
 * @param[in]     n  members, 1 or more
 * @return the team; NULL with an error when the machine starts no more threads */
team *team_new(arena *a, int n);

/** Every member works; back when the last is done. */
void team_run(team *t, team_work work, void *context);

/** The threads end. */
void team_end(team *t);

#endif
