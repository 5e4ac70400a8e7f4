/** @file blas.h
 * Getting OpenBLAS to use the processor it runs on.
 */
#ifndef BLAS_H
#define BLAS_H

#include <stdbool.h>

/** Call first in main(): when OpenBLAS took the processor for an ancient one although it can do
 * AVX2 or AVX-512, start the program again with OPENBLAS_CORETYPE saying so.
 *
 * OpenBLAS chooses its kernels by model number before main() begins, and an older OpenBLAS meets a
 * newer processor with kernels from 2004, at a quarter of the speed. The variable is read at that
 * moment only, hence the second start (a few milliseconds). A variable that the user has set is
 * left alone. Threads are set to 1 as well: at the sizes of this course more are slower.
 * @param[in] argv as main() got it */
void blas_start(char **argv);

/** Whether several threads may call BLAS at the same time. A serial OpenBLAS takes no locks: two products at a time
 * share its room for packed matrices, and both come out wrong. */
bool blas_takes_threads(void);

/** The name of the kernels in use, such as "SkylakeX". */
const char *blas_kernel(void);

#endif
