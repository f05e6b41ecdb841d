/* utf8: reading and writing code points. */
#ifndef SCEAU_BASE_UTF8_H
#define SCEAU_BASE_UTF8_H

#include "base/str.h"

#define UTF8_BAD 0xFFFFFFFFu

/* utf8_next where the byte is no ASCII. */
uint32_t utf8_next_long(str s, size_t *at);
/* The code point at s[*at], *at moved past it. Ill-formed bytes give
   UTF8_BAD and move by one. *at < s.n is the caller's duty. */
static inline uint32_t utf8_next(str s, size_t *at) {
    unsigned char c = (unsigned char)s.p[*at];
    if (c >= 0x80)
        return utf8_next_long(s, at);
    ++*at;
    return c;
}
/* The code point before s[*at], *at moved to its first byte. */
uint32_t utf8_prev(str s, size_t *at);
/* Bytes written to out (1 to 4). */
size_t utf8_put(uint32_t cp, char out[4]);
void buf_cp(buf *b, uint32_t cp);
/* Offset of the first ill-formed byte; SIZE_MAX when well-formed. */
size_t utf8_fault(str s);
size_t utf8_count(str s); /* code points */

#endif
