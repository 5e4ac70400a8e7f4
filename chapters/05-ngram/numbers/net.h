/** @file net.h
 * Bengio's network on one context whose first word is also its last.
 */
#ifndef NET_H
#define NET_H

/** Print "key value…" lines. */
void net_keys(void);

#endif
