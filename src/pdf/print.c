/* Printers of PDF syntax. No locale, no floating point. */
#include "base/utf8.h"
#include "pdf/pdf_int.h"

static const char hex_digits[] = "0123456789ABCDEF";

void put_milli(buf *b, int64_t thousandths) {
    char t[28];
    int i = sizeof t;
    bool minus = thousandths < 0;
    uint64_t u = minus ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
    unsigned fraction = (unsigned)(u % 1000);
    u /= 1000;
    if (fraction) {
        int digits = 3;
        for (; fraction % 10 == 0; fraction /= 10)
            digits--;
        for (; digits; digits--, fraction /= 10)
            t[--i] = (char)('0' + fraction % 10);
        t[--i] = '.';
    }
    if (u || i == (int)sizeof t)
        do
            t[--i] = (char)('0' + u % 10);
        while (u /= 10);
    if (minus)
        t[--i] = '-';
    buf_put(b, t + i, sizeof t - (size_t)i);
}

void put_ref(buf *b, uint32_t id) {
    buf_int(b, id);
    buf_put(b, " 0 R", 4);
}

void put_hex4(buf *b, unsigned v) {
    char t[4] = {hex_digits[v >> 12 & 15], hex_digits[v >> 8 & 15],
                 hex_digits[v >> 4 & 15], hex_digits[v & 15]};
    buf_put(b, t, 4);
}

static void put_hex2(buf *b, unsigned char c) {
    char t[2] = {hex_digits[c >> 4], hex_digits[c & 15]};
    buf_put(b, t, 2);
}

static uint32_t next_cp(str s, size_t *at) {
    uint32_t cp = utf8_next(s, at);
    return cp == UTF8_BAD ? 0xFFFD : cp;
}

void put_utf16_hex(buf *b, uint32_t cp) {
    if (cp < 0x10000) {
        put_hex4(b, cp);
        return;
    }
    cp -= 0x10000;
    put_hex4(b, 0xD800 | cp >> 10);
    put_hex4(b, 0xDC00 | (cp & 0x3FF));
}

/* Printable ASCII stands for itself in a text string. */
static bool is_plain(str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || (unsigned char)s.p[i] > 0x7E)
            return false;
    return true;
}

static void put_utf16(buf *b, uint32_t unit) {
    buf_c(b, (char)(unit >> 8));
    buf_c(b, (char)unit);
}

/* The bytes as a string: half of what hexadecimal takes, before deflate and,
   by a little, after. */
static void put_literal(buf *b, str bytes) {
    buf_c(b, '(');
    for (size_t i = 0; i < bytes.n; i++)
        put_string_byte(b, (unsigned char)bytes.p[i]);
    buf_c(b, ')');
}

void put_text(buf *b, str utf8) {
    put_literal(b, text_bytes(b->a, utf8));
}

str text_bytes(arena *a, str utf8) {
    if (is_plain(utf8))
        return utf8;
    buf b = buf_new(a);
    put_utf16(&b, 0xFEFF);
    for (size_t at = 0; at < utf8.n;) {
        uint32_t cp = next_cp(utf8, &at);
        if (cp < 0x10000) {
            put_utf16(&b, cp);
            continue;
        }
        put_utf16(&b, 0xD800 | (cp - 0x10000) >> 10);
        put_utf16(&b, 0xDC00 | ((cp - 0x10000) & 0x3FF));
    }
    return buf_take(&b);
}

void put_uri(buf *b, str uri) {
    buf_c(b, '(');
    for (size_t i = 0; i < uri.n; i++) {
        unsigned char c = (unsigned char)uri.p[i];
        if (c <= 0x20 || c > 0x7E) {
            buf_c(b, '%');
            put_hex2(b, c);
            continue;
        }
        if (c == '(' || c == ')' || c == '\\')
            buf_c(b, '\\');
        buf_c(b, (char)c);
    }
    buf_c(b, ')');
}

void put_name(buf *b, str s) {
    buf_c(b, '/');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c > 0x20 && c < 0x7F && !strchr("#()<>[]{}/%", c)) {
            buf_c(b, (char)c);
            continue;
        }
        buf_c(b, '#');
        put_hex2(b, c);
    }
}

void put_xml(buf *b, str s) {
    for (size_t at = 0; at < s.n;) {
        uint32_t cp = next_cp(s, &at);
        if (cp == '&')
            buf_z(b, "&amp;");
        else if (cp == '<')
            buf_z(b, "&lt;");
        else if (cp == '>')
            buf_z(b, "&gt;");
        else if (cp == '"')
            buf_z(b, "&quot;");
        else if ((cp < 0x20 && cp != '\t' && cp != '\n') || cp == 0xFFFE ||
                 cp == 0xFFFF)
            buf_cp(b, 0xFFFD); /* what XML cannot hold */
        else
            buf_cp(b, cp);
    }
}
