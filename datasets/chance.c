/* Tables of chances: see chance.h. */
#include <ctype.h>
#include <string.h>

#include "chance.h"

int chance_next(const char **list, char name[CHANCE_NAME], int *weight)
{
	const char *p = *list + strspn(*list, " ");
	size_t length = strcspn(p, " *");
	if (!*p) return 0;
	if (length == 0 || length >= CHANCE_NAME) bug("a table has a bad name at \"%s\"", p);
	memcpy(name, p, length);
	name[length] = '\0';
	for (char *c = name; *c; c++)
		if (*c == '_') *c = ' ';
	p += length;
	*weight = 1;
	if (*p == '*') {
		if (!isdigit((unsigned char)*++p)) bug("a table has a bad weight at \"%s\"", p);
		for (*weight = 0; isdigit((unsigned char)*p); p++) *weight = 10 * *weight + (*p - '0');
	}
	*list = p;
	return 1;
}

int chance_draw(rng *r, int n, const int *weight)
{
	uint32_t total = 0;
	for (int i = 0; i < n; i++) total += (uint32_t)weight[i];
	if (total == 0) bug("nothing to draw from: all %d weights are 0", n);
	uint32_t x = rng_below(r, total);
	int i = 0;
	while (x >= (uint32_t)weight[i]) x -= (uint32_t)weight[i++];
	return i;
}

void chance_zipf(int n, int *weight)
{
	for (int i = 0; i < n; i++) weight[i] = 27720 / (i + 1);
}
