/* See blas.h. */
#include <cblas.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blas.h"

const char *blas_kernel(void)
{
	return openblas_get_corename();
}

bool blas_takes_threads(void)
{
	return openblas_get_parallel() != OPENBLAS_SEQUENTIAL;
}

/* The kernels that this processor deserves, or NULL when OpenBLAS knows better. */
static const char *better_kernel(void)
{
#if defined(__x86_64__)
	if (strcmp(blas_kernel(), "Prescott") != 0) return NULL; // its answer to "unknown"
	if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
	        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
		return "SkylakeX";
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
	return NULL;
}

void blas_start(char **argv)
{
	openblas_set_num_threads(1);
	const char *kernel = better_kernel();
	if (!kernel || getenv("OPENBLAS_CORETYPE")) return;
	setenv("OPENBLAS_CORETYPE", kernel, 1);
	setenv("OPENBLAS_NUM_THREADS", "1", 0);
	execv("/proc/self/exe", argv);
	/* Without /proc it runs on as it is: slower, not wrong. */
}
