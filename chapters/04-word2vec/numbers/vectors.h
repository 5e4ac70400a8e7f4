/** @file vectors.h
 * Vectors made and looked at for figures and tables of lesson 04.
 */
#ifndef VECTORS_H
#define VECTORS_H

/** Mean loss while three objectives learn the same generated sentences, by exercises 4.6 to 4.10. */
void csv_loss(void);

/** Pairs of the planted relations "capital" and "male-female" in the plane in which their vectors
 * spread most.
 * @return 0, or -1 with an error */
int csv_offsets(const char *vectors);

/** PPMI of a table of counts less a shift, its largest singular values by LAPACK, and the rows of
 * U S^½ as word vectors.
 * @param[in] counts a table that cooc wrote
 * @param[in] shift  taken from every PMI before what is negative is left out
 * @param[in] D      numbers of a vector
 * @param[in] output where the vectors go
 * @return 0, or -1 with an error */
int spectral(const char *counts, double shift, int D, const char *output);

#endif
