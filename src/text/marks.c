/* Characters that change: quotes, apostrophes, ellipses, ordinals, dates. */
#include "text/text_int.h"

/* --- T3: quotes, paired in place ------------------------------------------ */

enum { DEEPEST = 16 };

typedef struct quotes {
    size_t straight[DEEPEST]; /* places of open " */
    int level[DEEPEST];       /* quotes open around each */
    int open;                 /* of straight */
    int typed;                /* « and “ open */
} quotes;

static bool starts_quote(const cells *c, size_t i) {
    uint32_t before = i ? cell_at(c, i - 1) : 0;
    return before == 0 || before == '\n' || cp_is_blank(before) ||
           cp_opens(before) || before == EN_DASH || before == EM_DASH ||
           before == '-' || before == '/' || before == APOSTROPHE ||
           before == '\'' || before == '"';
}

static void set_quote(cells *c, quotes *q, size_t i) {
    bool may_close = q->open > 0 && cp_ends(cell_at(c, i + 1));
    if (starts_quote(c, i) && !may_close) {
        if (q->open < DEEPEST && cell_at(c, i + 1) != 0) {
            q->straight[q->open] = i;
            q->level[q->open] = q->typed + q->open;
            q->open++;
        }
        return;
    }
    if (q->open == 0)
        return; /* alone: an inch, a fault; as typed */
    q->open--;
    bool outer = q->level[q->open] == 0;
    c->v[q->straight[q->open]].cp = outer ? OPEN_1 : OPEN_2;
    c->v[i].cp = outer ? CLOSE_1 : CLOSE_2;
}

void text_pair_quotes(cells *c) {
    quotes q = {.open = 0};
    for (size_t i = 0; i < c->n; i++) {
        uint32_t cp = cell_at(c, i);
        if (is_frozen(c, i))
            continue;
        if (cp == OPEN_1 || cp == OPEN_2)
            q.typed++;
        else if ((cp == CLOSE_1 || cp == CLOSE_2) && q.typed > 0)
            q.typed--;
        else if (cp == '"')
            set_quote(c, &q, i);
    }
}

/* --- The others -------------------------------------------------------------
 */

typedef struct marker {
    const cells *in;
    cells *out;
    bool single; /* inside '…' */
} marker;

static void put(marker *m, uint32_t cp, size_t like) {
    cells_push(m->out, cp, &m->in->v[like]);
}

static uint32_t before(const marker *m, size_t i) {
    return i ? cell_at(m->in, i - 1) : 0;
}

/* T5. 5' stays: it is a prime; 'mot' stays: they are quotes. */
static size_t set_apostrophe(marker *m, size_t i) {
    bool after_letter = cp_is_letter(before(m, i));
    bool next_letter = cp_is_alnum(cell_at(m->in, i + 1));
    if (!after_letter) {
        m->single = m->single || (next_letter && !cp_is_digit(before(m, i)));
        put(m, '\'', i);
    } else if (m->single && !next_letter) {
        m->single = false;
        put(m, '\'', i);
    } else {
        put(m, APOSTROPHE, i);
    }
    return 1;
}

/* T6. Leaders of four dots and more stay, and « etc... » is told, not set. */
static size_t set_ellipsis(marker *m, size_t i) {
    size_t n = 0;
    while (cell_at(m->in, i + n) == '.' && !is_frozen(m->in, i + n))
        n++;
    bool etc = i >= 3 && cells_match(m->in, i - 3, S("etc"));
    if (n == 3 && !etc) {
        put(m, ELLIPSIS, i);
        return 3;
    }
    for (size_t k = 0; k < n; k++)
        put(m, '.', i + k);
    return n;
}

/* T18. « n° » and « nº », but no unit such as « n°C ». */
static size_t set_number_sign(marker *m, size_t i) {
    uint32_t n = before(m, i), next = cell_at(m->in, i + 1);
    bool word = (n == 'n' || n == 'N') &&
                (i < 2 || !cp_is_alnum(cell_at(m->in, i - 2)));
    put(m, word && !cp_is_letter(next) ? SUPERIOR_O : cell_at(m->in, i), i);
    return 1;
}

static bool has_year(const cells *c, size_t i) {
    for (size_t k = 0; k < 4; k++)
        if (!cp_is_digit(cell_at(c, i + k)) || is_frozen(c, i + k))
            return false;
    uint32_t a = cell_at(c, i), b = cell_at(c, i + 1);
    return (a == '1' && b == '9') || (a == '2' && b <= '1');
}

static bool in_token(uint32_t cp) {
    return cp_is_alnum(cp) || cp == '-' || cp == '/' || cp == '_' ||
           cp == NB_HYPHEN;
}

/* T16. 2027-2031 as one. */
static size_t set_hyphen(marker *m, size_t i) {
    const cells *c = m->in;
    bool years = i >= 4 && has_year(c, i - 4) && has_year(c, i + 1) &&
                 (i == 4 || !in_token(cell_at(c, i - 5))) &&
                 !in_token(cell_at(c, i + 5));
    put(m, years ? NB_HYPHEN : '-', i);
    return 1;
}

/* --- Numbers: T14 to T17 ----------------------------------------------------
 */

typedef struct ending {
    const char *typed, *set;
    bool only_one; /* of 1 and I */
} ending;

static const ending endings[] = {
    {"ères", "res", true},  {"ère", "re", true},    {"eres", "res", true},
    {"ere", "re", true},    {"ières", "res", true}, {"ière", "re", true},
    {"ier", "er", true},    {"ièmes", "es", false}, {"ième", "e", false},
    {"iemes", "es", false}, {"ieme", "e", false},   {"èmes", "es", false},
    {"ème", "e", false},    {"emes", "es", false},  {"eme", "e", false},
};

/* Copies cells [from, to). */
static void copy(marker *m, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        cells_copy(m->out, m->in->v[i]);
}

static size_t match_exact(const cells *c, size_t i, const char *z) {
    str word = str_z(z);
    if (cell_at(c, i) < 0x80 && cell_at(c, i) != (unsigned char)*z)
        return 0;
    size_t n = 0;
    for (size_t k = 0; k < word.n; k++)
        n += ((unsigned char)word.p[k] & 0xC0) != 0x80;
    return cells_match(c, i, word) && !cp_is_alnum(cell_at(c, i + n)) ? n : 0;
}

/* T14. What stands after the number that ends before `i`. */
static size_t set_ending(marker *m, size_t i, bool one) {
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
        size_t n = match_exact(m->in, i, endings[k].typed);
        if (!n || (endings[k].only_one && !one))
            continue;
        for (const char *p = endings[k].set; *p; p++)
            put(m, (unsigned char)*p, i);
        return n;
    }
    return 0;
}

/* T16. « 1 septembre » → « 1er », the month in lower case. */
static size_t set_month(marker *m, size_t i, bool one) {
    size_t name = i, n = 0;
    while (cp_is_blank(cell_at(m->in, name)) && !is_frozen(m->in, name))
        name++;
    if (name == i || !cells_month(m->in, name, &n))
        return 0;
    if (one) {
        put(m, 'e', i - 1);
        put(m, 'r', i - 1);
    }
    copy(m, i, name);
    put(m, cp_lower(cell_at(m->in, name)), name);
    copy(m, name + 1, name + n);
    return name + n - i;
}

/* T17. 14h30 and 12h: spaced by hand, bound by the gaps. */
static size_t set_hours(marker *m, size_t i) {
    const cells *c = m->in;
    if (cell_at(c, i) != 'h' || is_frozen(c, i))
        return 0;
    bool minutes = cp_is_digit(cell_at(c, i + 1)) &&
                   cp_is_digit(cell_at(c, i + 2)) &&
                   !cp_is_alnum(cell_at(c, i + 3));
    if (!minutes && !cp_ends(cell_at(c, i + 1)))
        return 0;
    put(m, NBSP, i);
    put(m, 'h', i);
    if (minutes)
        put(m, NBSP, i);
    return 1;
}

/* A number and what clings to it. */
static size_t set_number(marker *m, size_t i) {
    const cells *c = m->in;
    uint32_t last = cell_at(m->out, m->out->n - 1); /* « … » is set already */
    bool free = !in_token(last) && last != '.' && last != ',';
    size_t to = i;
    while (cp_is_digit(cell_at(c, to)) && !is_frozen(c, to))
        to++;
    copy(m, i, to);
    if (!free || is_frozen(c, to))
        return to - i;
    bool one = to - i == 1 && cell_at(c, i) == '1';
    size_t more = set_ending(m, to, one);
    if (!more && to - i <= 2)
        more = set_month(m, to, one);
    if (!more && to - i <= 4)
        more = set_hours(m, to);
    if (!more && one && match_exact(c, to, "er")) {
        copy(m, to, to + 2);
        more = 2 + set_month(m, to + 2, false);
    }
    return to - i + more;
}

/* T15. XXIème → XXIe. */
static size_t set_roman(marker *m, size_t i) {
    const cells *c = m->in;
    size_t to = i;
    while (cp_is_roman(cell_at(c, to)) && !is_frozen(c, to))
        to++;
    copy(m, i, to);
    if (in_token(before(m, i)) || is_frozen(c, to))
        return to - i;
    return to - i + set_ending(m, to, to - i == 1 && cell_at(c, i) == 'I');
}

static size_t set_one(marker *m, size_t i) {
    uint32_t cp = cell_at(m->in, i);
    if (is_frozen(m->in, i)) {
        put(m, cp, i);
        return 1;
    }
    if (cp_is_digit(cp))
        return set_number(m, i);
    if (cp_is_roman(cp))
        return set_roman(m, i);
    switch (cp) {
    case '\'':
        return set_apostrophe(m, i);
    case '.':
        return set_ellipsis(m, i);
    case 0xB0:
    case 0xBA:
        return set_number_sign(m, i);
    case '-':
        return set_hyphen(m, i);
    default:
        put(m, cp, i);
        return 1;
    }
}

void text_set_marks(const cells *in, cells *out) {
    marker m = {in, out, false};
    for (size_t i = 0; i < in->n;) {
        uint32_t cp = in->v[i].cp;
        if ((cp >= 'a' && cp <= 'z') || cp == ' ')
            cells_copy(out, in->v[i++]); /* most of them */
        else
            i += set_one(&m, i);
    }
}
