/** @file sha256.h
 * SHA-256: which bytes a hand-in was. Sixty lines, so that no library of ciphers is needed.
 * @see FIPS 180-4.
 */
#ifndef SHA256_H
#define SHA256_H

#include <stddef.h>
#include <stdint.h>

/** A sum under way. */
typedef struct {
	uint32_t h[8];
	uint64_t length; // bytes so far
	unsigned char block[64];
} sha256;

enum { SHA256_HEX = 65 }; /**< room for a sum in hexadecimal digits and a 0 */

/** Begin. */
void sha256_begin(sha256 *s);
/** Add bytes. */
void sha256_add(sha256 *s, const void *bytes, size_t n);
/** The sum, in the digits that sha256sum prints. */
void sha256_end(sha256 *s, char hex[SHA256_HEX]);

#endif
