/** @file interrupt.h
 * Ctrl-C as a question that long work asks itself, so that it can save what it has done and end well.
 *
 *     interrupt_catch();
 *     while (more to do && !interrupt_seen()) a step;
 *     interrupt_release();
 */
#ifndef INTERRUPT_H
#define INTERRUPT_H

#include <stdbool.h>

/** From now on SIGINT is only remembered. */
void interrupt_catch(void);
/** Has it come since interrupt_catch()? */
bool interrupt_seen(void);
/** From now on it does what it did before interrupt_catch(). */
void interrupt_release(void);

#endif
