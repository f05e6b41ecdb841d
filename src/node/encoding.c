/* Bytes before YAML: libyaml's own words about them name neither a line nor
   what to do, so it never sees a text that it would refuse for its bytes. */
#include "base/utf8.h"
#include "node/node_int.h"

typedef struct checker {
    const source *src;
    diag_sink *sink;
    arena *a;
    bool prose; /* invisible characters are told of where it is set */
} checker;

static bool refuse(checker *c, diag_code code, size_t at, size_t n, str arg) {
    span s = {c->src, (uint32_t)at, (uint32_t)(at + n)};
    DIAG_AT(c->sink, code, s, arg);
    return false;
}

bool encoding_allows(uint32_t cp) {
    if (cp < 0x20)
        return cp == '\t' || cp == '\n' || cp == '\r';
    if (cp < 0xA0)
        return cp < 0x7F;
    if (cp == 0x2028 || cp == 0x2029 || cp == 0xFEFF || cp == 0xFFFD)
        return false;
    return (cp & 0xFFFE) != 0xFFFE && !(cp >= 0xFDD0 && cp <= 0xFDEF);
}

/* Shown by nothing, yet part of the text: names and keys that look alike but
   differ, or words that read in another order than they are stored. */
static bool is_invisible(uint32_t cp) {
    return cp == 0x200B || cp == 0x200C || cp == 0x200E || cp == 0x200F ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x2069);
}

/* The letter that a byte is in Windows-1252, for what people really type. */
static str as_windows(arena *a, unsigned char byte) {
    static const uint16_t high[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    uint32_t cp = byte >= 0xA0 ? byte : byte >= 0x80 ? high[byte - 0x80] : 0;
    buf b = buf_new(a);
    if (cp)
        buf_cp(&b, cp);
    else
        buf_fmt(&b, "0x%02X", byte);
    return buf_take(&b);
}

/* By its mark, or by every other byte being zero. */
static bool is_utf16(str s) {
    if (str_starts(s, S("\xFF\xFE")) || str_starts(s, S("\xFE\xFF")))
        return true;
    return s.n >= 4 && !s.p[0] == !s.p[2] && !s.p[1] == !s.p[3] &&
           !s.p[0] != !s.p[1];
}

static bool refuse_character(checker *c, uint32_t cp, size_t at, size_t n) {
    str name = str_fmt(c->a, "U+%04X", cp);
    diag_code code = cp == 0xFFFD              ? E0015
                     : cp < 0xA0 && cp != 0x85 ? E0012
                                               : E0013;
    return refuse(c, code, at, n, name);
}

/* The character at *at, that is not plain ASCII. */
static bool check_character(checker *c, size_t *at, bool *warned) {
    str text = c->src->text;
    size_t was = *at;
    uint32_t cp = utf8_next(text, at);
    if (cp == UTF8_BAD)
        return refuse(c, E0010, was, 1,
                      as_windows(c->a, (unsigned char)text.p[was]));
    if (!encoding_allows(cp) && !(c->prose && cp >= 0xA0))
        return refuse_character(c, cp, was, *at - was);
    if (cp == '\r' && (*at == text.n || text.p[*at] != '\n'))
        return refuse(c, E0014, was, 1, STR_NONE);
    if (is_invisible(cp) && !*warned) {
        refuse(c, W0016, was, *at - was, str_fmt(c->a, "U+%04X", cp));
        *warned = true;
    }
    return true;
}

/* Bytes from `at` on that are plainly fit: printable ASCII, line feeds, and
   letters of two bytes from À on. */
static size_t past_plain(str s, size_t at) {
    const uint64_t ones = 0x0101010101010101u, high = ones << 7;
    while (at < s.n) {
        uint64_t w;
        for (; s.n - at >= sizeof w; at += sizeof w) {
            memcpy(&w, s.p + at, sizeof w);
            uint64_t low = w - ones * 0x20, del = (w ^ ones * 0x7F) - ones;
            if ((w | low | del) & high)
                break;
        }
        unsigned char b = at < s.n ? (unsigned char)s.p[at] : 0;
        if ((b >= 0x20 && b < 0x7F) || b == '\n')
            at++;
        else if (b >= 0xC3 && b <= 0xDF && at + 1 < s.n &&
                 ((unsigned char)s.p[at + 1] & 0xC0) == 0x80)
            at += 2;
        else
            break;
    }
    return at;
}

static bool check_all(const source *src, diag_sink *sink, bool prose) {
    checker c = {src, sink, sink->a, prose};
    str text = src->text;
    if (text.n > NODE_MAX_FILE)
        return refuse(&c, E0017, 0, 0, STR_NONE);
    if (is_utf16(text))
        return refuse(&c, E0011, 0, 0, STR_NONE);
    bool warned = prose;
    size_t at = str_starts(text, S("\xEF\xBB\xBF")) ? 3 : 0;
    while ((at = past_plain(text, at)) < text.n)
        if (!check_character(&c, &at, &warned))
            return false;
    return true;
}

bool encoding_check(const source *src, diag_sink *sink) {
    return check_all(src, sink, false);
}

bool node_check_text(const source *src, diag_sink *sink) {
    return check_all(src, sink, true);
}
