/* Dates: the calendar against the machine's own, every form against a date that is written by hand. */
#include <stdlib.h>
#include <time.h>

#include "../harness/testing.h"
#include "dates.h"
#include "source.h"

START_TEST(test_calendar_is_the_machines)
{
	setenv("TZ", "UTC", 1);
	for (int y = DATES_FIRST; y <= DATES_LAST; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= dates_days(y, m); d++) {
				struct tm t = {.tm_year = y - 1900, .tm_mon = m - 1, .tm_mday = d, .tm_hour = 12};
				ck_assert(mktime(&t) != (time_t)-1);
				ck_assert_int_eq(t.tm_mday, d); // such a day exists
				ck_assert_int_eq(t.tm_wday, dates_weekday((date){y, m, d}));
			}
	for (int m = 1; m <= 12; m++) {
		struct tm t = {.tm_year = 99, .tm_mon = m - 1, .tm_mday = dates_days(1999, m) + 1};
		ck_assert(mktime(&t) != (time_t)-1);
		ck_assert_int_eq(t.tm_mday, 1); // and no day after it
	}
}
END_TEST

START_TEST(test_every_form)
{
	static const char *const written[DATES_FORMS] = {"2 may 1994", "may 2, 1994",
	        "monday, may 2nd 1994", "the 2nd of may 1994", "monday 2 may 1994", "2 may 94",
	        "may 2, 94", "2.5.1994", "2.5.94", "05/02/1994", "5/2/94", "02-05-1994"};
	dates_pair p;
	for (int form = 0; form < DATES_FORMS; form++) {
		dates_write(&p, (date){1994, 5, 2}, form);
		ck_assert_str_eq(p.written, written[form]);
		ck_assert_str_eq(p.normal, "1994-05-02");
	}
	dates_write(&p, (date){2007, 9, 11}, 3);
	ck_assert_str_eq(p.written, "the 11th of september 2007");
	dates_write(&p, (date){2007, 9, 23}, 2);
	ck_assert_str_eq(p.written, "sunday, september 23rd 2007");
	dates_write(&p, (date){2007, 9, 1}, 5);
	ck_assert_str_eq(p.written, "1 sep 07");
	ck_assert_str_eq(p.normal, "2007-09-01");
}
END_TEST

START_TEST(test_a_seed_is_the_same_dates_everywhere)
{
	rng r = rng_new(1, DATES_STREAM);
	uint64_t hash = HASH_START;
	dates_pair p;
	int first = DATES_LAST, last = DATES_FIRST;
	for (int n = 0; n < 2000; n++) {
		dates_draw(&r, &p);
		hash = hash_bytes(hash, p.written, strlen(p.written));
		hash = hash_bytes(hash, p.normal, strlen(p.normal));
		first = p.day.year < first ? p.day.year : first;
		last = p.day.year > last ? p.day.year : last;
	}
	ck_assert_int_eq(first, DATES_FIRST);
	ck_assert_int_eq(last, DATES_LAST);
	ck_assert_uint_eq(hash, UINT64_C(15543760441568353972));
}
END_TEST

TESTS("dates", 60, test_calendar_is_the_machines, test_every_form,
        test_a_seed_is_the_same_dates_everywhere)
