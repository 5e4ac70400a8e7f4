/** @file filter.h
 * Which system calls a cell may make: seccomp filters, compiled to the kernel's small machine.
 *
 * The worker's filter allows what the C library, the sanitizers and BLAS need to compute and to write
 * into an open pipe, answers with an error what a program may try without harm, and ends the process
 * at everything else, so that a forbidden call shows as SIGSYS. The cell's filter, which surrounds the
 * compiler and the runner, allows all but what opens ways out: other namespaces, sockets, the
 * kernel's own facilities.
 *
 * @see W. Drewry, "SECure COMPuting with filters", Linux, Documentation/userspace-api/seccomp_filter.rst
 */
#ifndef DESK_FILTER_H
#define DESK_FILTER_H

/** Which filter. */
typedef enum {
	FILTER_CELL,  /**< of everything in a cell, for bwrap to install */
	FILTER_WORKER /**< of a process that runs a student's code, for the runner to install */
} filter_kind;

/** Write a filter as the kernel reads it, an array of struct sock_filter.
 * @param[in] fd  where to: a file, at its start
 * @return 0, or -1 with error_set() */
int filter_write(filter_kind kind, int fd);

#endif
