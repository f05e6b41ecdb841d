/* N0506: a number of two digits or more that is no date, identifier or escape
   should come from the data. */
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm.h>

#include "base/utf8.h"
#include "expand/prose_int.h"

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c < 0x2000);
}

static bool is_blank(uint32_t c) {
    return c == ' ' || c == 0xA0 || c == 0x202F;
}

static size_t digits_at(str s, size_t at) {
    size_t n = 0;
    while (at + n < s.n && is_digit((unsigned char)s.p[at + n]))
        n++;
    return n;
}

/* « 8 000 000,5 »: groups of three after blanks, then decimals. */
static size_t number_end(str s, size_t from) {
    size_t n = digits_at(s, from), end = from + n;
    while (n <= 3 && end < s.n) {
        size_t next = end;
        if (!is_blank(utf8_next(s, &next)) || digits_at(s, next) != 3)
            break;
        end = next + 3;
    }
    bool decimals = end + 1 < s.n && (s.p[end] == ',' || s.p[end] == '.');
    size_t more = decimals ? digits_at(s, end + 1) : 0;
    return more ? end + 1 + more : end;
}

static size_t digits_in(str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += is_digit((unsigned char)s.p[i]);
    return n;
}

/* 1900 to 2099: a year, alone or in « 2027-2031 ». */
static bool is_year(str s) {
    return s.n == 4 && digits_at(s, 0) == 4 &&
           (str_starts(s, S("19")) || str_starts(s, S("20")));
}

/* A month follows: « 26 septembre 2019 » is a date. */
static bool before_month(str rest) {
    static const char *const months[] = {
        "janvier", "février", "mars",      "avril",   "mai",      "juin",
        "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
    size_t at = 0;
    if (!rest.n || !is_blank(utf8_next(rest, &at)))
        return false;
    str word = str_sub(rest, at, rest.n);
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (str_starts(word, str_z(months[i])))
            return true;
    return false;
}

static void report(prose *p, str number, span place) {
    diagnostic *d = DIAG_AT(p->x->sink, N0506, place, number);
    if (p->x->sink->filing && d->sev == SEV_NOTICE)
        diag_raise(p->x->sink, d, SEV_WARNING);
}

static bool counts(str s, size_t from, size_t end, uint32_t before) {
    size_t next = end;
    uint32_t after = end < s.n ? utf8_next(s, &next) : ' ';
    bool part = is_letter(before) || is_letter(after) || before == '/' ||
                before == '-' || after == '-' || after == '/';
    str number = str_sub(s, from, end);
    return digits_in(number) >= 2 && before != PROSE_ESCAPED && !part &&
           !is_year(number) && !before_month(str_sub(s, end, s.n));
}

void prose_look_for_numbers(prose *p, struct cmark_node *text) {
    prose_walk w = prose_walk_new(p, text);
    str s = w.literal;
    uint32_t before = ' ';
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = utf8_next(s, &i);
        if (is_digit(c)) {
            i = number_end(s, from);
            if (counts(s, from, i, before))
                report(p, str_dup(p->x->a, str_sub(s, from, i)),
                       prose_walk_span(&w, from, i));
        }
        before = c;
    }
}
