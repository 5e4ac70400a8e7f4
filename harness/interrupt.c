#include <signal.h>
#include <stddef.h>

#include "interrupt.h"

static volatile sig_atomic_t seen;
static struct sigaction before;

static void remember(int signal_number)
{
	(void)signal_number;
	seen = 1;
}

void interrupt_catch(void)
{
	const struct sigaction act = {.sa_handler = remember};
	seen = 0;
	sigaction(SIGINT, &act, &before);
}

bool interrupt_seen(void)
{
	return seen;
}

void interrupt_release(void)
{
	sigaction(SIGINT, &before, NULL);
}
