/** @file layers.h
 * Are all layers of the sandbox there? Asked once before a class is graded.
 */
#ifndef DESK_LAYERS_H
#define DESK_LAYERS_H

#include <stdio.h>

/** Try each layer of the sandbox: bubblewrap, namespaces, both filters, an unprivileged user.
 * @param[in] out  a line for each goes there; NULL: nothing is printed
 * @return 0, or -1 with error_set() that names the first one missing and what to do about it */
int layers_check(FILE *out);

#endif
