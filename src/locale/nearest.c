/* The names nearest to what was typed: optimal string alignment (insertion,
   removal, replacement, swap of neighbours) between folded names. */
#include "locale/locale_int.h"

enum { LONGEST = 96 };

typedef struct word {
    uint32_t c[LONGEST];
    size_t n;
} word;

/* False when it is longer than any name of ours. */
static bool read_word(arena *a, str s, word *out) {
    str folded = locale_fold(a, s);
    out->n = 0;
    for (size_t at = 0; at < folded.n;) {
        if (out->n == LONGEST)
            return false;
        out->c[out->n++] = utf8_next(folded, &at);
    }
    return true;
}

static unsigned least(unsigned x, unsigned y) {
    return x < y ? x : y;
}

/* Above `limit` any larger number may be given. */
static unsigned distance(const word *x, const word *y, unsigned limit) {
    size_t gap = x->n > y->n ? x->n - y->n : y->n - x->n;
    if (gap > limit)
        return limit + 1;
    unsigned rows[3][LONGEST + 1];
    unsigned *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= y->n; j++)
        last[j] = (unsigned)j;
    for (size_t i = 1; i <= x->n; i++) {
        unsigned best = now[0] = (unsigned)i;
        for (size_t j = 1; j <= y->n; j++) {
            unsigned cost = x->c[i - 1] != y->c[j - 1];
            unsigned d =
                least(last[j - 1] + cost, least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && x->c[i - 1] == y->c[j - 2] &&
                x->c[i - 2] == y->c[j - 1])
                d = least(d, before[j - 2] + 1);
            now[j] = d;
            best = least(best, d);
        }
        if (best > limit)
            return limit + 1;
        unsigned *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[y->n];
}

typedef struct ranking {
    str *out;
    unsigned *far;
    size_t n, max;
} ranking;

/* Kept in order; a later one goes after its equals. */
static void rank(ranking *r, str name, unsigned d) {
    if (r->n == r->max && d >= r->far[r->n - 1])
        return;
    size_t i = r->n < r->max ? r->n++ : r->n - 1;
    for (; i > 0 && r->far[i - 1] > d; i--) {
        r->far[i] = r->far[i - 1];
        r->out[i] = r->out[i - 1];
    }
    r->far[i] = d;
    r->out[i] = name;
}

size_t locale_near(arena *a, str typed, locale_names among, str *out,
                   size_t max) {
    word wanted, name;
    if (max == 0 || !read_word(a, typed, &wanted))
        return 0;
    unsigned limit = wanted.n < 6 ? 1 : (unsigned)(wanted.n / 3);
    ranking r = {out, NEW_ARRAY(a, unsigned, max), 0, max};
    for (size_t i = 0; i < among.n; i++) {
        if (!read_word(a, among.v[i], &name))
            continue;
        unsigned d = distance(&wanted, &name, limit);
        if (d <= limit && d < wanted.n) /* some letter must be right */
            rank(&r, among.v[i], d);
    }
    return r.n;
}
