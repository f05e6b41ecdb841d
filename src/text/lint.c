/* What is told and not set, and what is drawn raised. */
#include "text/text.h"

#include "base/utf8.h"
#include "text/text_int.h"

/* --- Faults ------------------------------------------------------------------
 */

static text_fault_kind fault_of(uint32_t cp) {
    if (cp == UTF8_BAD || cp == 0xFFFD)
        return TEXT_REPLACED;
    bool invisible = (cp >= 0x200B && cp <= 0x200F) ||
                     (cp >= 0x202A && cp <= 0x202E) ||
                     (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
    return invisible ? TEXT_INVISIBLE : TEXT_SOUND;
}

static bool is_etc(str s, size_t at) {
    str rest = str_sub(s, at, s.n);
    return str_starts(rest, S("etc…")) || str_starts(rest, S("etc..."));
}

typedef struct quote_count {
    int open;
    size_t first; /* place of the outermost open one */
    bool unpaired;
    size_t where;
} quote_count;

static void count_quote(quote_count *q, uint32_t cp, size_t at) {
    if (cp == OPEN_1 && q->open++ == 0)
        q->first = at;
    bool alone = cp == '"' || (cp == CLOSE_1 && q->open == 0);
    if (cp == CLOSE_1 && q->open > 0)
        q->open--;
    if (alone && !q->unpaired) {
        q->unpaired = true;
        q->where = at;
    }
}

size_t text_faults(str s, text_fault *out, size_t max) {
    size_t n = 0;
    quote_count q = {.open = 0};
    uint32_t before = 0;
    for (size_t at = 0; at < s.n && n < max;) {
        size_t from = at;
        uint32_t cp = utf8_next(s, &at);
        text_fault_kind k = fault_of(cp);
        if (k == TEXT_SOUND && cp == 'e' && !cp_is_letter(before) &&
            is_etc(s, from))
            k = TEXT_ETC;
        if (!(cp == '"' && cp_is_digit(before))) /* inches */
            count_quote(&q, cp, from);
        if (k != TEXT_SOUND)
            out[n++] = (text_fault){k, from};
        before = cp;
    }
    if ((q.open > 0 || q.unpaired) && n < max)
        out[n++] = (text_fault){TEXT_QUOTES, q.unpaired ? q.where : q.first};
    return n;
}

static bool is_invisible(str s, size_t at) {
    return (unsigned char)s.p[at] >= 0xE2 &&
           fault_of(utf8_next(s, &at)) == TEXT_INVISIBLE;
}

str text_visible(arena *a, str s) {
    size_t at = 0;
    while (at < s.n && !is_invisible(s, at))
        at++;
    if (at == s.n)
        return s;
    buf out = buf_new(a);
    for (at = 0; at < s.n;) {
        size_t from = at;
        bool drop = is_invisible(s, at);
        utf8_next(s, &at);
        if (!drop)
            buf_str(&out, str_sub(s, from, at));
    }
    return buf_take(&out);
}

bool text_has_final_period(str s) {
    str t = str_trim(s);
    return str_ends(t, S(".")) && !str_ends(t, S("...")) &&
           !str_ends(t, S("etc."));
}

/* --- Superior letters
 * ---------------------------------------------------------- */

static bool is_part(uint32_t cp) {
    return cp_is_alnum(cp) || cp == '-' || cp == '_' || cp == '/';
}

/* Length of the ordinal's ending at the start of `s`; 0: none. */
static size_t ending_length(str s, str rank) {
    static const char *const first[] = {"er", "re", "ers", "res", NULL};
    static const char *const others[] = {"e", "es", NULL};
    static const char *const second[] = {"nd", "nde", "nds", "ndes", NULL};
    bool one = str_eq(rank, S("1")) || str_eq(rank, S("I"));
    bool two = str_eq(rank, S("2")) || str_eq(rank, S("II"));
    size_t n = 0;
    while (n < s.n && s.p[n] >= 'a' && s.p[n] <= 'z')
        n++;
    size_t after = n;
    uint32_t next = n < s.n ? utf8_next(s, &after) : 0;
    str word = str_sub(s, 0, n);
    if (is_part(next) || n == 0)
        return 0;
    for (const char *const *p = one ? first : others; *p; p++)
        if (str_eq(word, str_z(*p)))
            return n;
    for (const char *const *p = second; two && *p; p++)
        if (str_eq(word, str_z(*p)))
            return n;
    return 0;
}

static bool starts_number(char c) {
    return cp_is_digit((unsigned char)c) || cp_is_roman((unsigned char)c);
}

bool text_superiors(str s, uint8_t *out) {
    bool any = false;
    memset(out, 0, s.n);
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        uint32_t before = i ? utf8_prev(s, &at) : 0;
        size_t to = i;
        bool digit = cp_is_digit((unsigned char)s.p[i]);
        while (to < s.n && starts_number(s.p[to]) &&
               cp_is_digit((unsigned char)s.p[to]) == digit)
            to++;
        if (to > i && to - i <= 5 && !is_part(before)) {
            size_t n = ending_length(str_sub(s, to, s.n), str_sub(s, i, to));
            memset(out + to, 1, n);
            any = any || n > 0;
            i = to + n;
        } else {
            i = to > i ? to : i + 1;
        }
    }
    return any;
}

text_end text_end_of(str s) {
    s = str_trim(s);
    size_t at = s.n;
    if (!at)
        return TEXT_END_FREE;
    uint32_t c = utf8_prev(s, &at);
    if (c == ';' || c == ',')
        return TEXT_END_SEMICOLON;
    if (c == '.')
        return str_ends(s, S("etc.")) ? TEXT_END_FREE : TEXT_END_PERIOD;
    bool free = c == '!' || c == '?' || c == 0x2026 || c == ':' || c == 0xBB;
    return free ? TEXT_END_FREE : TEXT_END_WORD;
}

bool text_ends_agree(const text_end *ends, size_t n) {
    text_end all = TEXT_END_FREE;
    for (size_t i = 0; i < n; i++) {
        if (ends[i] == TEXT_END_FREE)
            continue;
        bool closes = i + 1 == n && all == TEXT_END_SEMICOLON;
        if (closes && ends[i] != TEXT_END_WORD)
            return true;
        if (all != TEXT_END_FREE && ends[i] != all)
            return false;
        all = ends[i];
    }
    return true;
}
