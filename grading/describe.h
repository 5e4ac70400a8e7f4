/** @file describe.h
 * The sentences of a report. A student who is tired has to understand each.
 *
 * They contain text that came out of a student's process: who prints them escapes them.
 */
#ifndef DESCRIBE_H
#define DESCRIBE_H

#include "result.h"

/** Why a case is in its state, in one line; NULL for right and wrong, which the answers tell. */
const char *describe_case(result *r, const exercise_result *e, const case_result *c);

/** " at file.c:12 in rnn_forward", as much of it as is known. */
const char *describe_place(arena *a, const case_end *end);

/** What is wrong with an answer: the worst element, yours and the expected one.
 * @pre judged and not right */
const char *describe_answer(arena *a, const answer *answer);

/** What the numeric gradient says about a wrong answer, or NULL when it says nothing new. */
const char *describe_gradient(arena *a, const answer *answer);

/** Copy printf-formatted text into an arena. */
const char *text_in(arena *a, const char *format, ...)
        __attribute__((format(printf, 2, 3), nonnull(2)));

#endif
