/* A hand-in with one of each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "toy.h"

void right(mat y, mat x)
{
	printf("a stray line on standard output\n");
	copy(y, x);
	scale(y, 2);
}

void mistaken(mat y, mat x)
{
	copy(y, x);
	scale(y, -2);
}

void unwritten(mat y, mat x)
{
	(void)y, (void)x;
	TODO("9.3", "two lines"); // here: unwritten
}

void overflowing(mat y, mat x)
{
	real *volatile p = malloc(6 * sizeof *p);
	volatile size_t n = 7;
	for (size_t i = 0; i < n; i++) p[i] = 0; // here: overflowing
	copy(y, x);
	free(p);
}

void undefined(mat y, mat x)
{
	volatile int zero = 0;
	copy(y, x);
	scale(y, (real)(2 / zero)); // here: undefined
}

void leaking(mat y, mat x)
{
	char *volatile p = malloc(70); // here: leaking
	p[0] = 0;
	p = NULL;
	right(y, x);
}

void leaving(mat y, mat x)
{
	(void)y, (void)x;
	exit(0); // here: leaving
}

void endless(mat y, mat x)
{
	for (volatile int i = 0; i < 2;) i = (int)(y.p == x.p);
}

void aborting(mat y, mat x)
{
	mul(y, x, x); // here: aborting
}

void shouting(mat y, mat x)
{
	for (int i = 0; i < 20000; i++) fprintf(stderr, "still here \033[2J %d\n", i);
	overflowing(y, x);
}

/* The transcript is an open file in a process that runs at home; writing into it must not pay. */
void forging(mat y, mat x)
{
	char link[40], path[300] = "";
	(void)y, (void)x;
	for (int fd = 3; fd < 20; fd++) {
		snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
		if (readlink(link, path, sizeof path - 1) < 0 || !strstr(path, ".jsonl")) continue;
		dprintf(fd,
		        "{\"exercise\":\"forging\",\"case\":\"only\",\"array\":\"y\",\"role\":\"output\","
		        "\"axes\":\"BD\",\"shape\":[3,2],\"data\":[1,2,3,4,5,6]}\n");
		dprintf(fd, "{\"exercise\":\"forging\",\"case\":\"only\",\"end\":\"exit\",\"status\":0}\n");
		dprintf(fd, "{\"exercise\":\"endless\",\"case\":\"only\",\"end\":\"exit\",\"status\":0}\n");
		dprintf(fd, "this is not even JSON");
	}
}

void changing(mat y, mat x)
{
	scale(x, 2);
	copy(y, x);
}

void half_done(mat y, mat x)
{
	copy(rows(y, 0, 1), rows(x, 0, 1));
	scale(rows(y, 0, 1), 2);
}
