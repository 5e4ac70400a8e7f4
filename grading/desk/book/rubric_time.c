/* Times of a rubric: what a person writes, with the offset of the place, in seconds since 1970. */
#include <ctype.h>
#include <stdio.h>

#include "rubric.h"

/* Days from 1970-01-01 to a date of the Gregorian calendar. Years begin in March here, so that the
 * leap day is the last one of a year. */
static long days_from(int y, int m, int d)
{
	y -= m <= 2;
	const long era = y / 400, year = y % 400;
	const long day = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + year * 365 + year / 4 - year / 100 + day - 719468;
}

static int days_in(int y, int m)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return days[m - 1] + (m == 2 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
}

/* "Z", "+01:00", "-0330". Returns 0 and the offset in seconds. */
static int parse_offset(const char *s, long *offset)
{
	int h, m, used = 0;
	const char sign = *s;
	*offset = 0;
	if ((sign == 'Z' || sign == 'z') && !s[1]) return 0;
	if (sign != '+' && sign != '-') return -1;
	if (!isdigit((unsigned char)s[1])) return -1;
	if ((sscanf(s + 1, "%2d:%2d%n", &h, &m, &used) != 2 || s[1 + used]) &&
	        (sscanf(s + 1, "%2d%2d%n", &h, &m, &used) != 2 || s[1 + used]))
		return -1;
	if (h > 14 || m > 59 || h < 0 || m < 0) return -1;
	*offset = (sign == '-' ? -1 : 1) * (h * 3600L + m * 60L);
	return 0;
}

int rubric_time(const char *text, long *seconds)
{
	int y, mo, d, h, mi, s = 0, used = 0;
	char between;
	long offset;
	for (int i = 0; i < 4; i++)
		if (!isdigit((unsigned char)text[i])) return -1;
	if (sscanf(text, "%4d-%2d-%2d%c%2d:%2d%n", &y, &mo, &d, &between, &h, &mi, &used) != 6 || !used)
		return -1;
	text += used;
	if (*text == ':') {
		if (!isdigit((unsigned char)text[1]) || sscanf(text, ":%2d%n", &s, &used) != 1) return -1;
		text += used;
	}
	if (*text == ' ') text++;
	if ((between != 'T' && between != 't' && between != ' ') || parse_offset(text, &offset))
		return -1;
	if (y < 1970 || mo < 1 || mo > 12 || d < 1 || d > days_in(y, mo)) return -1;
	if (h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 60) return -1;
	*seconds = days_from(y, mo, d) * 86400 + h * 3600L + mi * 60L + s - offset;
	return 0;
}
