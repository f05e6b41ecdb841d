/*
 * The micro-typographic pass: French spacing, quotes, apostrophes, ordinals.
 *
 * A paragraph arrives as stretches (plain, bold, code, English…). They are
 * laid out as one array of characters, each knowing its stretch, so that a
 * rule sees its neighbours across « **mot** : ». Three passes follow:
 *
 *   literals  URLs, addresses and codes in prose are frozen, as is the whole
 *             of a stretch that is literal or in another language (T28, T30);
 *   marks     characters change: quotes are paired (T3), apostrophes (T5),
 *             ellipses (T6), ordinals (T14), dates and hours (T16, T17), « nᵒ »
 *             (T18), a range of years gets its no-break hyphen;
 *   gaps      every place between two characters is looked at once, whether a
 *             space stands there or not, and told to keep what it has, to have
 *             nothing, U+00A0 or U+202F (T1–T4, T7, T8, T11, T16–T18).
 *
 * The gap pass looks only at the characters on both sides, never at which
 * space stood between them: this makes the whole idempotent. Nothing is
 * guessed: numbers are grouped only where the author typed the groups, a
 * decimal point stays, since « 2025 », « 12.5 » or « 67000 » may be a year, a
 * section and a postcode (T9). Quantities come formatted from locale (T8, T10,
 * T12, T13); capitals and sorting too (T19, T27); node normalises (T29); lines
 * are layout's (T23–T26).
 *
 * A stretch that does not change keeps its bytes; a changed one is made anew
 * in the caller's arena. The working arrays are on the stack for paragraphs of
 * usual length.
 */
#include "text/text_int.h"

#include "base/utf8.h"

enum { STACK_CELLS = 6000 };

void cells_grow(cells *c) {
    size_t cap = c->cap * 2 + 64;
    cell *v = NEW_ARRAY(c->a, cell, cap);
    memcpy(v, c->v, c->n * sizeof *v);
    c->v = v;
    c->cap = cap;
}

/* --- Characters --------------------------------------------------------- */

bool cp_is_blank(uint32_t cp) {
    return cp == ' ' || cp == NBSP || cp == NNBSP || cp == '\t' || cp == 0x2009;
}

bool cp_is_digit(uint32_t cp) {
    return cp >= '0' && cp <= '9';
}

bool cp_is_upper(uint32_t cp) {
    return (cp >= 'A' && cp <= 'Z') ||
           (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7) || cp == 0x152 ||
           cp == 0x178;
}

bool cp_is_letter(uint32_t cp) {
    if (cp < 0x80)
        return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    return (cp >= 0xC0 && cp <= 0x36F && cp != 0xD7 && cp != 0xF7) ||
           (cp >= 0x370 && cp < 0x2000 && cp != SUPERIOR_O) ||
           (cp >= 0x2C00 && cp < 0x2E00);
}

uint32_t cp_lower(uint32_t cp) {
    if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7))
        return cp + 32;
    return cp == 0x152 ? 0x153 : cp == 0x178 ? 0xFF : cp;
}

bool cp_opens(uint32_t cp) {
    return cp == '(' || cp == '[' || cp == '{' || cp == OPEN_1 ||
           cp == OPEN_2 || cp == 0x2018;
}

bool cp_ends(uint32_t cp) {
    switch (cp) {
    case 0:
    case '\n':
    case '"':
    case ')':
    case ']':
    case '}':
    case '.':
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
    case CLOSE_1:
    case CLOSE_2:
    case ELLIPSIS:
        return true;
    default:
        return cp_is_blank(cp);
    }
}

bool cells_match(const cells *c, size_t i, str word) {
    size_t at = 0;
    for (size_t k = 0; at < word.n; k++) {
        uint32_t want = utf8_next(word, &at);
        uint32_t have = cell_at(c, i + k);
        if (is_frozen(c, i + k) || (k == 0 ? cp_lower(have) : have) != want)
            return false;
    }
    return true;
}

int cells_month(const cells *c, size_t i, size_t *n) {
    static const char *const months[] = {
        "janvier", "février", "mars",      "avril",   "mai",      "juin",
        "juillet", "août",    "septembre", "octobre", "novembre", "décembre",
    };
    uint32_t first = cp_lower(cell_at(c, i));
    for (int m = 0; m < 12; m++) {
        str name = str_z(months[m]);
        if ((unsigned char)*name.p != first || !cells_match(c, i, name))
            continue;
        *n = utf8_count(name);
        if (!cp_is_alnum(cell_at(c, i + *n)))
            return m + 1;
    }
    return 0;
}

/* --- In and out ---------------------------------------------------------- */

static bool is_french(const text_span *s) {
    return !s->literal && (str_empty(s->lang) || str_starts(s->lang, S("fr")));
}

static void read_spans(cells *c, const text_span *spans, size_t n) {
    for (size_t i = 0; i < n; i++) {
        cell like = {0, !is_french(&spans[i]), (uint32_t)i};
        str s = spans[i].s;
        for (size_t at = 0; at < s.n;) {
            unsigned char byte = (unsigned char)s.p[at];
            uint32_t cp = byte;
            if (byte < 0x80)
                at++;
            else
                cp = utf8_next(s, &at);
            cells_push(c, cp == UTF8_BAD ? 0xFFFD : cp, &like);
        }
    }
}

/* Whether the cells from `at` spell `s`, which belongs to stretch `span`. */
static bool unchanged(const cells *c, size_t at, uint32_t span, str s) {
    size_t from = 0;
    while (from < s.n && at < c->n && c->v[at].span == span) {
        uint32_t cp = (unsigned char)s.p[from];
        if (cp < 0x80)
            from++;
        else
            cp = utf8_next(s, &from);
        if (c->v[at++].cp != cp)
            return false;
    }
    return from == s.n && (at == c->n || c->v[at].span != span);
}

static str spelled(arena *a, const cells *c, size_t from, size_t to) {
    size_t bytes = 0;
    for (size_t i = from; i < to; i++) {
        uint32_t cp = c->v[i].cp;
        bytes += cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    }
    char *p = NEW_ARRAY(a, char, bytes + 1);
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        uint32_t cp = c->v[i].cp;
        if (cp < 0x80)
            p[n++] = (char)cp;
        else
            n += utf8_put(cp, p + n);
    }
    return (str){p, n};
}

static void write_spans(arena *a, const cells *c, text_span *spans, size_t n) {
    size_t at = 0;
    for (uint32_t i = 0; i < n; i++) {
        size_t end = at;
        while (end < c->n && c->v[end].span == i)
            end++;
        if (is_french(&spans[i]) && !unchanged(c, at, i, spans[i].s)) {
            spans[i].s = spelled(a, c, at, end);
        }
        at = end;
    }
}

/* Most cells of a table hold nothing that a rule looks at. */
static bool is_plain(str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || c == ' ' || c == '-' ||
                     (c >= 0xC3 && c <= 0xC5) || (c >= 0x80 && c < 0xC0) ||
                     (c >= 'A' && c <= 'Z' && !strchr("MDPIVX", c));
        if (!plain)
            return false;
    }
    return true;
}

static bool hold_any(const text_span *spans, size_t n, const char *signs) {
    for (size_t i = 0; i < n; i++)
        for (const char *c = signs; spans[i].s.n && *c; c++)
            if (memchr(spans[i].s.p, *c, spans[i].s.n))
                return true;
    return false;
}

void text_typeset(arena *a, text_span *spans, size_t n) {
    bool plain = true, french = false;
    for (size_t i = 0; i < n; i++) {
        plain = plain && is_plain(spans[i].s);
        french = french || is_french(&spans[i]);
    }
    if (plain || !french)
        return;
    cell one[STACK_CELLS], two[STACK_CELLS];
    cells x = {a, one, 0, STACK_CELLS};
    cells y = {a, two, 0, STACK_CELLS};
    read_spans(&x, spans, n);
    if (hold_any(spans, n, ":@(_\\=&w")) /* what a literal has one of */
        text_freeze(&x);
    if (hold_any(spans, n, "\""))
        text_pair_quotes(&x);
    text_set_marks(&x, &y);
    x.n = 0;
    text_set_gaps(&y, &x);
    write_spans(a, &x, spans, n);
}

str text_typeset_one(arena *a, str s) {
    text_span one = {s, false, STR_NONE};
    text_typeset(a, &one, 1);
    return one.s;
}
