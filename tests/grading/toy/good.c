#include "toy.h"

#define GOOD(name)                                                                                 \
	void name(mat y, mat x)                                                                        \
	{                                                                                              \
		copy(y, x);                                                                                \
		scale(y, 2);                                                                               \
	}

GOOD(right)
GOOD(mistaken)
GOOD(unwritten)
GOOD(overflowing)
GOOD(undefined)
GOOD(leaking)
GOOD(leaving)
GOOD(endless)
GOOD(aborting)
GOOD(shouting)
GOOD(forging)
GOOD(changing)
GOOD(half_done)
