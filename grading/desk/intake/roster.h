/** @file roster.h
 * Who is in the class: a CSV file, as a spreadsheet or a learning platform writes it.
 *
 *     id,name,email,team,extension_days,section
 *     u1001,"Lovelace, Ada",ada@example.org,,,A
 *     u1002,Alan Turing,alan@example.org,crew 7,2,B
 *
 * The first line names the columns, in any order and case; only `id` must be there. `extension_days`
 * is a number of at least 0 (empty: 0); columns with other names are kept for the exports (`extra`).
 * Quotes, doubled quotes, line ends within quotes, a byte order mark, `;` or a tab instead of `,`
 * are understood. A student is there once.
 */
#ifndef ROSTER_H
#define ROSTER_H

#include "gradebook.h"

/** Read a roster and put it in the place of the gradebook's; students who are no longer in it stay
 * only when they have handed something in.
 * @param[out] students how many there are
 * @return 0, or -1 with error_set("path:line: …"), the gradebook as it was */
int roster_store(gradebook *g, const char *path, long *students);

/** The id of the student who is meant: by the id itself, else by the email address, or what stands
 * before its @, all without regard to case; else by what Canvas (`doejane_LATE_123_4567_NAME`) and
 * Moodle (`Jane Doe_123_assignsubmission_file`) call a download, where 123 stands in some column of the
 * roster, or, for Moodle, Jane Doe is the name of one student.
 * @param[out] id (size) the id as the roster has it
 * @return 1, 0 when the roster has nobody of that name or more than one, -1 with an error */
int roster_find(gradebook *g, const char *name, char *id, size_t size);

#endif
