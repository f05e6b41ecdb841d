#include "base/utf8.h"

/* Length announced by the first byte of several; 0 for none. */
static size_t lead_length(unsigned char c) {
    if (c >= 0xC2 && c <= 0xDF)
        return 2;
    if ((c & 0xF0) == 0xE0)
        return 3;
    return c >= 0xF0 && c <= 0xF4 ? 4 : 0;
}

uint32_t utf8_next_long(str s, size_t *at) {
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char c = (unsigned char)s.p[*at];
    size_t n = lead_length(c);
    if (n == 0 || n > s.n - *at) {
        ++*at;
        return UTF8_BAD;
    }
    uint32_t cp = c & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        unsigned char k = (unsigned char)s.p[*at + i];
        if ((k & 0xC0) != 0x80) {
            ++*at;
            return UTF8_BAD;
        }
        cp = cp << 6 | (k & 0x3Fu);
    }
    if (cp < least[n] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
        ++*at;
        return UTF8_BAD;
    }
    *at += n;
    return cp;
}

uint32_t utf8_prev(str s, size_t *at) {
    size_t i = *at - 1;
    while (i > 0 && *at - i < 4 && ((unsigned char)s.p[i] & 0xC0) == 0x80)
        i--;
    size_t end = i;
    uint32_t cp = utf8_next(s, &end);
    if (end != *at) {
        --*at;
        return UTF8_BAD;
    }
    *at = i;
    return cp;
}

size_t utf8_put(uint32_t cp, char out[4]) {
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

void buf_cp(buf *b, uint32_t cp) {
    char t[4];
    buf_put(b, t, utf8_put(cp, t));
}

size_t utf8_fault(str s) {
    size_t at = 0;
    while (at < s.n) {
        if ((unsigned char)s.p[at] < 0x80) {
            at++;
            continue;
        }
        size_t was = at;
        if (utf8_next(s, &at) == UTF8_BAD)
            return was;
    }
    return SIZE_MAX;
}

size_t utf8_count(str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}
