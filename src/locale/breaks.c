/* Where lines may end and where characters do: UAX 14 and 29, read from
   UTF-8 as it is. */
#include "locale/locale_int.h"

/* Gives `s` to an iterator; the iterator keeps its own copy of the UText, and
   the bytes must live as long as it is asked. */
static bool set_text(const locale *l, UBreakIterator *it, str s) {
    UErrorCode err = U_ZERO_ERROR;
    UText *text = (UText *)&l->text;
    utext_openUTF8(text, s.p, (int64_t)s.n, &err);
    ubrk_setUText(it, text, &err);
    return U_SUCCESS(err);
}

void locale_line_breaks(const locale *l, str s, uint8_t *out) {
    memset(out, 0, s.n + 1);
    if (s.n == 0 || !set_text(l, l->lines, s))
        return;
    ubrk_first(l->lines);
    for (int32_t at; (at = ubrk_next(l->lines)) != UBRK_DONE;) {
        if ((size_t)at >= s.n)
            break;
        bool must = ubrk_getRuleStatus(l->lines) >= UBRK_LINE_HARD;
        out[at] = must ? 2 : 1;
    }
}

/* Below U+0300 nothing combines, CR LF apart; and nothing from there to
   U+0600, nor among punctuation, sticks to what follows it. */
static bool surely_apart(uint32_t c, uint32_t next) {
    if (c == UTF8_BAD || next == UTF8_BAD)
        return true;
    return next < 0x300 && c != '\r' &&
           (c < 0x600 || (c >= 0x2000 && c < 0x3000));
}

size_t locale_grapheme(const locale *l, str s, size_t at) {
    size_t end = at;
    uint32_t c = utf8_next(s, &end);
    if (end >= s.n)
        return s.n;
    size_t after = end;
    if (surely_apart(c, utf8_next(s, &after)))
        return end;
    if (!set_text(l, l->graphemes, str_sub(s, at, s.n)))
        return end;
    ubrk_first(l->graphemes);
    int32_t n = ubrk_next(l->graphemes);
    return n == UBRK_DONE ? s.n : at + (size_t)n;
}
