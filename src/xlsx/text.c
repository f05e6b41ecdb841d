/*
 * Text as a workbook can hold it. XML 1.0 has no control characters; the
 * format escapes them as _xHHHH_, which programs read differently, so they
 * are refused: what is typed comes back, or is refused at its place. A text
 * that looks like such an escape has its underscore escaped.
 */
#include "xlsx/xlsx.h"

#include "base/utf8.h"

static bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
           (c >= 'A' && c <= 'F');
}

/* Is there _xHHHH_ at s[at]? With fewer digits some programs read one too. */
static bool is_escape(str s, size_t at) {
    if (at + 4 > s.n || s.p[at] != '_' || s.p[at + 1] != 'x')
        return false;
    size_t i = at + 2;
    while (i < s.n && i < at + 6 && is_hex(s.p[i]))
        i++;
    return i > at + 2 && i < s.n && s.p[i] == '_';
}

static bool is_refused(uint32_t cp, bool one_line) {
    if (cp == '\t' || cp == '\n')
        return one_line;
    return cp < 0x20 || cp == 0x7F || cp == 0xFFFE || cp == 0xFFFF;
}

/* What stands for itself: a byte, a unit, no escape. */
static size_t skip_plain(str s, size_t at) {
    while (at < s.n && s.p[at] >= 0x20 && s.p[at] < 0x7F && s.p[at] != '_')
        at++;
    return at;
}

static void terminate(buf *out) {
    buf_c(out, '\0');
    out->n--;
}

xlsx_text_fault xlsx_text(buf *out, str s, xlsx_text_rule rule, uint32_t *bad) {
    size_t units = 0, from = 0;
    for (size_t at = 0; at < s.n;) {
        size_t start = skip_plain(s, at);
        units += start - at;
        *bad = start > at ? (uint32_t)s.p[start - 1] : *bad;
        if (units > rule.units)
            return XLSX_TEXT_LONG;
        if (start == s.n)
            break;
        at = start;
        uint32_t cp = utf8_next(s, &at);
        *bad = cp;
        if (cp == UTF8_BAD)
            return XLSX_TEXT_UTF8;
        if (is_refused(cp, rule.one_line))
            return XLSX_TEXT_CONTROL;
        units += cp > 0xFFFF ? 2 : 1;
        if (cp == '_' && !rule.no_escape && is_escape(s, start)) {
            buf_put(out, s.p + from, start - from);
            buf_z(out, "_x005F_"); /* the underscore itself */
            units += 6;
            from = at;
        }
        if (units > rule.units)
            return XLSX_TEXT_LONG;
    }
    buf_put(out, s.p + from, s.n - from);
    terminate(out);
    return XLSX_TEXT_OK;
}
