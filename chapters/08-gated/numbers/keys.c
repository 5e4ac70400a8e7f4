/* How a number is printed: see keys.h. */
#include <stdio.h>

#include "keys.h"

void key(const char *name, mat m)
{
	printf("%s", name);
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++) printf(" %.12g", (double)*elem(m, i, j));
	putchar('\n');
}

void number(const char *name, double x)
{
	printf("%s %.12g\n", name, x);
}
