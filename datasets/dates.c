/* Dates: a calendar, and twelve ways to write a day. All letters are small: what is to be learnt is the
 * order and the names, not the capitals. */
#include <stdio.h>

#include "dates.h"
#include "error.h"

static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july",
        "august", "september", "october", "november", "december"};
static const char *const weekdays[] = {
        "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

int dates_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	const int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 ? days[1] + leap : days[month - 1];
}

/* Sakamoto's rule: a year that begins in March, so that the leap day is its last. */
int dates_weekday(date d)
{
	static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
	const int y = d.year - (d.month < 3);
	return (y + y / 4 - y / 100 + y / 400 + shift[d.month - 1] + d.day) % 7;
}

/* 1st, 2nd, 3rd, 4th … 11th, 12th, 13th … 21st */
static const char *ordinal(int day)
{
	if (day / 10 == 1) return "th";
	return day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th";
}

void dates_write(dates_pair *p, date d, int form)
{
	const char *month = months[d.month - 1], *weekday = weekdays[dates_weekday(d)];
	const char *th = ordinal(d.day);
	const int short_year = d.year % 100, m = d.month;
	enum { N = DATES_LONGEST };
	*p = (dates_pair){.day = d};
	char *to = p->written;
	snprintf(p->normal, sizeof p->normal, "%04d-%02d-%02d", d.year % 10000, m % 100, d.day % 100);
	switch (form) {
	case 0: snprintf(to, N, "%d %s %d", d.day, month, d.year); break;
	case 1: snprintf(to, N, "%s %d, %d", month, d.day, d.year); break;
	case 2: snprintf(to, N, "%s, %s %d%s %d", weekday, month, d.day, th, d.year); break;
	case 3: snprintf(to, N, "the %d%s of %s %d", d.day, th, month, d.year); break;
	case 4: snprintf(to, N, "%s %d %.3s %d", weekday, d.day, month, d.year); break;
	case 5: snprintf(to, N, "%d %.3s %02d", d.day, month, short_year); break;
	case 6: snprintf(to, N, "%.3s %d, %02d", month, d.day, short_year); break;
	case 7: snprintf(to, N, "%d.%d.%d", d.day, m, d.year); break;
	case 8: snprintf(to, N, "%d.%d.%02d", d.day, m, short_year); break;
	case 9: snprintf(to, N, "%02d/%02d/%d", m, d.day, d.year); break;
	case 10: snprintf(to, N, "%d/%d/%02d", m, d.day, short_year); break;
	case 11: snprintf(to, N, "%02d-%02d-%d", d.day, m, d.year); break;
	default: bug("dates_write: form %d of %d", form, DATES_FORMS);
	}
}

void dates_draw(rng *r, dates_pair *p)
{
	date d = {DATES_FIRST, 1, 1};
	int days = 0;
	for (int y = DATES_FIRST; y <= DATES_LAST; y++) days += 337 + dates_days(y, 2);
	int left = (int)rng_below(r, (uint32_t)days);
	for (; left >= 337 + dates_days(d.year, 2); d.year++) left -= 337 + dates_days(d.year, 2);
	for (; left >= dates_days(d.year, d.month); d.month++) left -= dates_days(d.year, d.month);
	d.day += left;
	dates_write(p, d, (int)rng_below(r, DATES_FORMS));
}
