/** @file real.h
 * The number type of the course.
 *
 * `real` is `double` when built with -DREAL64 (grading: a gradient check needs the digits) and
 * `float` otherwise (programs: twice the numbers per register). The two must never meet in one
 * program, so every file that includes this header refers to a symbol whose name says which
 * build it belongs to; linking both kinds together fails with that name in the message.
 */
#ifndef REAL_H
#define REAL_H

#ifdef REAL64
/** The number type: double in this build. */
typedef double real;
/** Its name, for file names and messages. */
#define REAL_NAME "f64"
/** The distance from 1 to the next number. */
#define REAL_EPSILON 2.220446049250313e-16
/** The symbol that tells the builds apart. */
#define REAL_BUILD harness_is_built_for_f64
#else
/** The number type: float in this build, double with -DREAL64. */
typedef float real;
/** Its name, for file names and messages. */
#define REAL_NAME "f32"
/** The distance from 1 to the next number. */
#define REAL_EPSILON 1.1920929e-7f
/** The symbol that tells the builds apart. */
#define REAL_BUILD harness_is_built_for_f32
#endif

/** Defined by the harness of one precision only. */
extern const char REAL_BUILD;
/** Ties this object file to the harness of the same precision. */
static const char *const real_build __attribute__((used)) = &REAL_BUILD;

#endif
