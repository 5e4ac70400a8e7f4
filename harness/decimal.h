/** @file decimal.h
 * Decimal numbers as text, read six times as fast as strtod() does it and written ten times as fast
 * as printf() does it, with the same result.
 */
#ifndef DECIMAL_H
#define DECIMAL_H

/** Read a decimal number: digits with or without a point, before them a sign, behind them an
 * exponent, as in -12, +.5, 1e-3. Not: blanks before it, hexadecimal digits, "inf", "nan".
 * @param[in]  s a string that ends with a 0
 * @param[out] x the nearest double, what strtod() gives; infinite when it is too large for one
 * @return where the number ends, or NULL when s does not begin with one */
const char *decimal_read(const char *s, double *x);

/** Room for any number of decimal_fixed() or decimal_digits(). */
enum { DECIMAL_ROOM = 352 };

/** Write a number with so many decimals, as "%.*f" does. No 0 is put behind it.
 * @param[out] to       DECIMAL_ROOM bytes, or 32 when |x| is below 10^9
 * @param[in]  x        the number
 * @param[in]  decimals 0 … 9
 * @return where it ends */
char *decimal_fixed(char *to, double x, int decimals);

/** Write a number with so many significant digits, as "%.*g" does. No 0 is put behind it.
 * @param[out] to     DECIMAL_ROOM bytes
 * @param[in]  x      the number
 * @param[in]  digits 1 … 17; up to 9 are quick
 * @return where it ends */
char *decimal_digits(char *to, double x, int digits);

#endif
