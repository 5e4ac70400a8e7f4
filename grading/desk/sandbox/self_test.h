/** @file self_test.h
 * Can the grader tell right from wrong today? Asked once a run, before anybody is graded.
 */
#ifndef DESK_SELF_TEST_H
#define DESK_SELF_TEST_H

#include <stdbool.h>
#include <stdint.h>

/** Grade the chapter's own solution as if it had been handed in. Without all points something of ours is
 * broken (a library that a cell does not show, half a build), and every hand-in would pay for it.
 * @param[in] expected  the reference's transcript on this seed; a folder beside it is made and removed
 * @return 0, or -1 with error_set() */
int self_test(const char *chapter, uint64_t seed, const char *expected, bool no_sandbox);

#endif
