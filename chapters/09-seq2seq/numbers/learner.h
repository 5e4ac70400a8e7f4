/** @file learner.h
 * A small translator that learns one of the languages of places.h and looks at the source in one of three
 * ways. All it knows of the source comes through that, as its first state is zero.
 */
#ifndef LEARNER_H
#define LEARNER_H

#include <stdint.h>

#include "places.h"

/** How it looks: it asks the keys; its weights depend on step and place alone; it has one key, the last states
 * of both sides. */
typedef enum { BY_KEYS, BY_PLACE, ONE_VECTOR, LOOKS } learner_look;

/** "keys", "place", "vector". */
extern const char *const look_name[LOOKS];

/** What is compared. */
typedef struct {
	language spoken;
	learner_look look;
} learner_kind;

/** Of the words of 512 fresh sentences, the share that is said right, each after the right words. */
typedef struct {
	double all;            /**< 0 … 1 */
	double of[PLACES + 1]; /**< of sentences of so many words */
} learner_result;

/** Learn from 32 fresh sentences an update.
 * @param[in] kind     what
 * @param[in] updates  how many
 * @param[in] seed     of weights and sentences */
learner_result learner_run(learner_kind kind, int updates, uint64_t seed);

#endif
