/* What must not be touched inside prose: URLs, addresses, paths, codes. */
#include "text/text_int.h"

/* Characters [from, to) hold `word`. */
static bool holds(const cells *c, size_t from, size_t to, str word) {
    for (size_t i = from; i + word.n <= to; i++) {
        size_t k = 0;
        while (k < word.n && cell_at(c, i + k) == (unsigned char)word.p[k])
            k++;
        if (k == word.n)
            return true;
    }
    return false;
}

static bool is_address(const cells *c, size_t from, size_t to) {
    for (size_t i = from + 1; i + 1 < to; i++)
        if (cell_at(c, i) == '@' && cp_is_alnum(cell_at(c, i - 1)) &&
            cp_is_alnum(cell_at(c, i + 1)))
            return true;
    return false;
}

static bool is_code(const cells *c, size_t from, size_t to) {
    return holds(c, from, to, S("::")) || holds(c, from, to, S("()")) ||
           holds(c, from, to, S("_")) || holds(c, from, to, S("\\")) ||
           holds(c, from, to, S("=")) || holds(c, from, to, S("&"));
}

static bool is_literal(const cells *c, size_t from, size_t to) {
    if (to - from < 4)
        return false;
    return holds(c, from, to, S("://")) || holds(c, from, to, S("mailto:")) ||
           holds(c, from, from + 4 < to ? from + 4 : to, S("www.")) ||
           is_address(c, from, to) || is_code(c, from, to);
}

/* Marks around a URL that belong to the sentence. */
static bool is_wrapping(uint32_t cp) {
    return cp_opens(cp) || (cp_ends(cp) && cp != 0) || cp == '\'' ||
           cp == APOSTROPHE;
}

static void freeze_word(cells *c, size_t from, size_t to) {
    while (from < to && is_wrapping(cell_at(c, from)))
        from++;
    while (to > from && is_wrapping(cell_at(c, to - 1)) &&
           !(cell_at(c, to - 1) == ')' && cell_at(c, to - 2) == '('))
        to--;
    if (!is_literal(c, from, to))
        return;
    for (size_t i = from; i < to; i++)
        c->v[i].frozen = 1;
}

/* What one of the tests above needs, looked for first: most words have none. */
static bool is_suspect(uint32_t cp) {
    switch (cp) {
    case ':':
    case '@':
    case '(':
    case '_':
    case '\\':
    case '=':
    case '&':
        return true;
    default:
        return false;
    }
}

void text_freeze(cells *c) {
    for (size_t i = 0; i < c->n; i++) {
        size_t from = i;
        bool suspect = false;
        for (; i < c->n; i++) {
            uint32_t cp = c->v[i].cp;
            if (cp >= 'a' && cp < 'w')
                continue;
            if (cp == '\n' || cp_is_blank(cp))
                break;
            suspect = suspect || is_suspect(cp) ||
                      (cp == 'w' && cell_at(c, i + 1) == 'w');
        }
        if (suspect)
            freeze_word(c, from, i);
    }
}
