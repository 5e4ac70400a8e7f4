/** @file dates.h
 * Dates as people write them, and the one way in which a computer wants them:
 *
 *     monday, may 9th 1994        1994-05-09
 *     9.5.94                      1994-05-09
 *     05/09/1994                  1994-05-09
 *
 * Nothing is ambiguous, though a reader has to know the customs: dots and dashes have the day first, strokes
 * the month; a year of two digits is one of 1950 … 2049. Weekdays are right.
 */
#ifndef DATES_H
#define DATES_H

#include "rng.h"

enum { DATES_LONGEST = 40, DATES_FORMS = 12 };

/** Stream of rng_new() that the collections are drawn from. */
enum { DATES_STREAM = 6 };

/** First and last year. */
enum { DATES_FIRST = 1950, DATES_LAST = 2049 };

/** A day of the Gregorian calendar. */
typedef struct {
	int year, month, day; /**< month and day from 1 */
} date;

/** A day in both forms. */
typedef struct {
	date day;
	char written[DATES_LONGEST]; /**< as somebody wrote it */
	char normal[16];             /**< 1994-05-09 */
} dates_pair;

/** Days of a month. */
int dates_days(int year, int month);
/** 0 Sunday … 6 Saturday. */
int dates_weekday(date d);

/** Write a day.
 * @param[out] p     both forms of it
 * @param[in]  d     the day
 * @param[in]  form  how, 0 … DATES_FORMS−1 */
void dates_write(dates_pair *p, date d, int form);

/** Draw a day and how it is written, each day and each form as likely as any other. */
void dates_draw(rng *r, dates_pair *p);

#endif
