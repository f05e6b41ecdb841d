/*
 * Links. The library looks for « internal: », « external: » and « mailto: »
 * anywhere in a URL and changes its meaning: only a scheme at the start
 * counts here, and a look-alike further on has its colon encoded.
 */
#include "xlsx/xlsx_int.h"

enum { MAX_LINK = 2000 }; /* Excel: 2 079 */

static bool has_scheme(str link, const char *scheme) {
    size_t n = strlen(scheme);
    if (link.n <= n)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = link.p[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != scheme[i])
            return false;
    }
    return true;
}

static bool ends_with(const buf *out, size_t from, const char *word) {
    size_t n = strlen(word);
    return out->n - from >= n && memcmp(out->p + out->n - n, word, n) == 0;
}

static bool is_plain(unsigned char c) {
    return c > 0x20 && c < 0x7F && c != '"' && c != '<' && c != '>' &&
           c != '\\' && c != '^' && c != '`' && c != '{' && c != '}' &&
           c != '|' && c != '[' && c != ']';
}

static void put_url(buf *out, str link, size_t scheme) {
    size_t from = out->n;
    buf_put(out, link.p, scheme);
    for (size_t i = scheme; i < link.n; i++) {
        unsigned char c = (unsigned char)link.p[i];
        bool trap = c == ':' && (ends_with(out, from, "internal") ||
                                 ends_with(out, from, "external") ||
                                 ends_with(out, from, "mailto"));
        if (is_plain(c) && !trap)
            buf_c(out, (char)c);
        else
            buf_fmt(out, "%%%02X", c);
    }
}

bool xlsx_link(buf *out, str link) {
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    size_t from = out->n;
    if (str_starts(link, S("#"))) {
        buf_z(out, "internal:");
        buf_put(out, link.p + 1, link.n - 1);
    } else {
        for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
            if (out->n == from && has_scheme(link, schemes[i])) {
                buf_z(out, schemes[i]);
                size_t n = strlen(schemes[i]);
                put_url(out, str_sub(link, n, link.n), 0);
            }
    }
    if (out->n == from || out->n - from > MAX_LINK)
        return false;
    buf_c(out, '\0');
    out->n--;
    return true;
}
