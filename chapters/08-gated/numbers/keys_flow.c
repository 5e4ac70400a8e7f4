/* Numbers of what comes through many steps: see keys.h. */
#include <math.h>
#include <stdio.h>

#include "checks.h"
#include "flow.h"
#include "keys.h"

static void highways(void)
{
	static const double bias[] = {0, 1, 5};
	arena a = {0};
	mat all = mat_new(&a, 1, FLOW_STEPS + 1), direct = mat_new(&a, 1, FLOW_STEPS + 1);
	for (int i = 0; i < 3; i++) {
		double f = 1 / (1 + exp(-bias[i]));
		flow_lstm(all, direct, bias[i], 1);
		printf("flow.gate%g %.12g\nflow.kept%g %.12g\n", bias[i], f, bias[i], pow(f, 20));
		printf("flow.all%g %.12g\n", bias[i], (double)*elem(all, 0, 20));
		printf("flow.direct%g %.12g\n", bias[i],
		        (double)(*elem(direct, 0, 20) / *elem(direct, 0, 0)));
		printf("flow.enters%g %.12g\n", bias[i], (double)*elem(direct, 0, 0));
	}
	arena_free(&a);
}

void keys_of_flow(void)
{
	highways();
	number("check.lstm", check_lstm());
	number("check.gru", check_gru());
	number("check.peephole", check_peephole());
}
