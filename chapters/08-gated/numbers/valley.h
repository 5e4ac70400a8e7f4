/** @file valley.h
 * Three rules in a long valley: L = ½(x² + 40 y²), from (−4, 1).
 */
#ifndef VALLEY_H
#define VALLEY_H

/** Gradient descent, with momentum 0.7, Adam. */
typedef enum { PLAIN, MOMENTUM, ADAM, RULES } rule_kind;
/** "plain", "momentum", "adam". */
extern const char *const rule_name[RULES];

/** A walk in progress; {x = −4, y = 1} begins one. */
typedef struct {
	double x, y;
	double v[2], squares[2]; /**< what a rule remembers */
	long updates;            /**< made so far */
} walk;

/** The start. */
walk walk_new(void);
/** The loss here. */
double walk_loss(const walk *w);
/** One update by a rule, with its rate: 0.045 for the first, 0.03 with momentum, 0.3 for Adam. */
void walk_on(walk *w, rule_kind rule);

#endif
