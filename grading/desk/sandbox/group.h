/** @file group.h
 * A control group for a cell: one limit for all that is in it together, kept by the kernel.
 *
 * The runner limits each process and looks at its memory every few moments; where the kernel lets us make
 * control groups (version 2), it counts what a cell has in memory, its files there included, and its
 * tasks, and leaves no moment between. Root may make groups where systemd has handed out the
 * controllers; anybody else in a group that was delegated to him:
 *
 *     systemd-run --user --scope -p Delegate=yes build/bin/grade run …
 *
 * Where there are none, cells do without: this layer stands behind others and replaces none.
 *
 * @see T. Heo, "Control Group v2", Linux, Documentation/admin-guide/cgroup-v2.rst
 */
#ifndef DESK_GROUP_H
#define DESK_GROUP_H

/** A group of one cell. */
typedef struct {
	char path[4096]; /**< its folder; "": none */
	int enter;       /**< descriptor of its list of processes, -1: none */
} control_group;

/** Find out whether groups can be made; once, before group_begin(). Groups of killed runs are removed.
 * @return 0, or -1 with error_set(): why not */
int group_prepare(void);

/** Make one, where group_prepare() has found that it can be done. */
void group_begin(control_group *g);

/** This process, and all that it starts from now on, goes into it. @return 0, or -1 with errno */
int group_enter(const control_group *g);

/** Kill what is in it, and remove it. */
void group_end(control_group *g);

#endif
