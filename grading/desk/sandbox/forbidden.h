/** @file forbidden.h
 * Included before everything else when a hand-in is compiled: words that no exercise needs, and that
 * would slip past the sanitizers or hide from the list of calls. The compiler refuses them wherever they
 * come from, put together by macros included; <features.h> comes first, because the C library's own
 * headers use one of them in its macros.
 */
#include <features.h>

#pragma GCC poison __asm__ __asm asm
#pragma GCC poison no_sanitize no_sanitize_address no_sanitize_undefined no_sanitize_thread
#pragma GCC poison no_sanitize_coverage no_address_safety_analysis
#pragma GCC poison __no_sanitize__ __no_sanitize_address__ __no_sanitize_undefined__               \
        __no_sanitize_thread__
#pragma GCC poison __no_sanitize_coverage__ __no_address_safety_analysis__
#pragma GCC poison constructor destructor __constructor__ __destructor__ ifunc __ifunc__
#pragma GCC poison symver __symver__ weakref __weakref__ naked __naked__
