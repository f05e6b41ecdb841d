/*
 * Line breaking.
 *
 * A paragraph is a list of boxes (widths that do not break), glue (blanks that
 * stretch and shrink, where a line may end) and penalties (other places where
 * it may end, at a cost). All lines are chosen together: the sum over lines
 * of their demerits is the least that there is (Knuth and Plass, 1981).
 *
 * For a line from break a to break b, r is the stretch that it needs divided
 * by the stretch that it has, in thousandths; negative when it must shrink.
 * Stretch is that of its blanks (a blank goes from 2/3 to 1.5 of its width,
 * theme.space_shrink and space_stretch) and of its glyphs (±2 %, theme.
 * glyph_stretch): both are used in the same proportion, so that neither shows;
 * beyond r = 1 only blanks give.
 *   r < -1000      the line does not fit: whatever starts at a is given up;
 *   badness        100 |r|³, as TeX has it: small near 0, steep beyond 1;
 *   demerits       (10 + badness + cost of the break)²
 *                  + a fixed sum for two hyphens in a row, for a hyphen on
 *                    the line before the last, for a tight line next to a
 *                    loose one (fitness), for a last line of one short word.
 * A third hyphen in a row is refused, not dear. Since what a line may do
 * depends on the hyphens before it and on the fitness of the line before it,
 * nodes at one break are kept apart by fitness (4) and by hyphens in a row (up
 * to 3): one best node for each, which is what makes the answer the best one.
 *
 * Passes, each only where the one before found nothing:
 *   0  without hyphenation points, r up to 1.26: badness 200, what TeX's
 *      \tolerance accepts;
 *   1  with hyphenation points, r up to 1.8, which is a blank of 1.9: TeX tells
 *      of a line from 2.1 on. On 129 mm one line of eight ends on a hyphen;
 *      r up to 1 would need one of four;
 *   2  r up to 2.5;
 *   3  any r: « as loose as needed », which is reported with the place of the
 *      paragraph in its file;
 *   4  a third hyphen in a row as well, in columns of a few words.
 * Pass 4 always finds lines, because no stretch without a break is wider than
 * the measure: a word or a chain of no-break spaces that is gets breaks
 * between its letters first (para_force), and that is reported too. So nothing
 * ever runs into the margin.
 *
 * Rivers (rivers.c) are looked for in the lines found; the search is made again
 * without a break that one needs, where the lines stay as many, their hyphens
 * as few, and the whole little worse.
 *
 * Ragged lines (leads, callouts, notes) are the same search with blanks that
 * do not give and a fixed stretch at the line's end. Titles take the fewest
 * lines, then the narrowest measure that keeps this number, which evens them.
 * Cells are filled line by line: a reader expects them so, and the table
 * solver asks many times.
 *
 * Everything is in integers (mpt, thousandths), so that two machines break the
 * same lines. Rejected: floating point; a looser measure for glyphs (2 % is
 * what passes unseen); letterspacing (charter §6); first fit for prose, whose
 * worst lines are twice as loose on 129 mm (findings, line breaking).
 */
#include "layout/breaks_int.h"

enum {
    BADNESS_MAX = 20000,
    LINE_DEMERITS = 10,
    ROW_OF_HYPHENS = 12000,
    HYPHEN_BEFORE_LAST = 20000,
    FITNESS_JUMP = 6000,
    SHORT_LAST_LINE = 15000,
    RAGGED_SHARE = 6, /* a ragged end stretches by a sixth of the measure */
    HYPHENS_MAX = 3,
    HANGING = 400 /* 1/1000 of a hyphen, comma, period */
};

bool break_legal(const para *p, size_t i) {
    const para_item *it = &p->items[i];
    if (it->kind == ITEM_PENALTY)
        return it->cost < NEVER;
    return it->kind == ITEM_GLUE && !it->unbroken && i > 0 &&
           p->items[i - 1].kind == ITEM_BOX;
}

uint32_t break_start(const para *p, size_t i) {
    while (i < p->item_count && p->items[i].kind != ITEM_BOX &&
           !(p->items[i].kind == ITEM_PENALTY && p->items[i].cost == FORCED))
        i++;
    return (uint32_t)i;
}

void break_sums(search *s) {
    search_scratch *k = s->k;
    size_t n = s->p->item_count;
    list_widen(s->p->x->keep, &k->sums, n + 1);
    sums at = {0};
    for (size_t i = 0; i <= n; i++) {
        k->sums.v[i] = at;
        const para_item *it = &s->p->items[i];
        if (i == n || it->kind == ITEM_PENALTY)
            continue;
        at.w += it->width;
        at.y += it->stretch;
        at.z += it->shrink;
        at.b += it->kind == ITEM_GLUE ? it->stretch : 0;
    }
    s->sums = k->sums.v;
}

mpt break_width(const search *s, uint32_t from, size_t to) {
    mpt w = to > from ? s->sums[to].w - s->sums[from].w : 0;
    if (to < s->p->item_count && s->p->items[to].kind == ITEM_PENALTY)
        w += s->p->items[to].width;
    return w;
}

mpt break_hang(const para *p, size_t to) {
    if (!p->x->t->protrude || p->mode != BREAK_JUSTIFIED || to == 0)
        return 0;
    font_set *fonts = p->x->c->fonts;
    const para_item *at = to < p->item_count ? &p->items[to] : NULL;
    if (at && at->kind == ITEM_PENALTY && at->width > 0)
        return (mpt)((int64_t)at->width * HANGING / 1000);
    const para_item *last = &p->items[to - 1];
    char c = last->kind == ITEM_BOX && last->to ? p->text.p[last->to - 1] : 0;
    if (c != '.' && c != ',' && c != '-')
        return 0;
    const piece *q = &p->pieces.v[last->piece];
    mpt w = font_width(fonts, q->face, (str){&p->text.p[last->to - 1], 1},
                       q->features, q->size);
    return (mpt)((int64_t)w * HANGING / 1000);
}

break_point break_at(const para *p, size_t i) {
    break_point b = {.at = i};
    if (i == p->item_count) {
        b.forced = b.end = true;
        return b;
    }
    const para_item *it = &p->items[i];
    b.forced = it->kind == ITEM_PENALTY && it->cost == FORCED;
    b.hyphen = it->kind == ITEM_PENALTY && it->flagged;
    b.cost = b.forced ? 0 : it->cost;
    b.hang = b.forced ? 0 : break_hang(p, i);
    return b;
}

/* r in thousandths; INT32_MIN: does not fit. */
static int32_t line_ratio(const search *s, uint32_t from, break_point b) {
    size_t to = b.at;
    mpt slack = s->measure + b.hang - break_width(s, from, to);
    if (slack < 0) {
        mpt z = s->ragged || to <= from ? 0 : s->sums[to].z - s->sums[from].z;
        if (z < -slack)
            return INT32_MIN;
        return (int32_t)((int64_t)slack * 1000 / z);
    }
    if (b.forced)
        return 0;
    mpt y = s->ragged ? s->measure / RAGGED_SHARE
                      : (to > from ? s->sums[to].y - s->sums[from].y : 0);
    if (y <= 0)
        return slack > 0 ? INT32_MAX : 0;
    int64_t r = (int64_t)slack * 1000 / y;
    if (r > 1000 && !s->ragged) { /* glyphs give no more: the blanks do */
        mpt blanks = s->sums[to].b - s->sums[from].b;
        r = blanks ? 1000 + (int64_t)(slack - y) * 1000 / blanks : INT32_MAX;
    }
    return r > INT32_MAX ? INT32_MAX : (int32_t)r;
}

static uint8_t fitness_of(int32_t r) {
    return r < -500 ? 0 : r <= 500 ? 1 : r <= 1000 ? 2 : 3;
}

static int64_t badness_of(int32_t r) {
    int64_t a = r < 0 ? -(int64_t)r : r;
    if (a > 6000)
        return BADNESS_MAX;
    return 100 * a * a * a / 1000000000;
}

typedef struct candidate {
    int64_t demerits;
    int32_t from; /* node */
} candidate;

static int64_t demerits_of(const search *s, const node *a, break_point b,
                           int32_t r, uint8_t hyphens) {
    int64_t base = LINE_DEMERITS + badness_of(r) + b.cost;
    int64_t d = base * base;
    if (b.hyphen && hyphens > 1)
        d += ROW_OF_HYPHENS;
    if (hyphens > s->hyphens_in_row)
        d += (int64_t)ROW_OF_HYPHENS * 100;
    if (b.end && a->hyphens)
        d += HYPHEN_BEFORE_LAST;
    int jump = fitness_of(r) - a->fitness;
    if (a->prev >= 0 && (jump > 1 || jump < -1))
        d += FITNESS_JUMP;
    const text_style *t = style_of(s->p->x, s->p->look);
    if (b.end && a->prev >= 0 && break_width(s, a->start, b.at) < 3 * t->size)
        d += SHORT_LAST_LINE;
    return a->demerits + d;
}

/* Tries a line from each active node to `b`; gives up those that it cannot
   reach any more. */
static void try_lines(search *s, break_point b,
                      candidate best[4][HYPHENS_MAX + 1]) {
    int32_t *from = &s->active;
    while (*from >= 0) {
        int32_t at = *from;
        node *a = &s->k->nodes.v[at];
        int32_t r = line_ratio(s, a->start, b);
        if (r != INT32_MIN && r <= s->tolerance) {
            uint8_t hyphens = b.hyphen ? (uint8_t)(a->hyphens + 1) : 0;
            bool allowed = hyphens <= s->hyphens_in_row || s->last_try;
            if (hyphens > HYPHENS_MAX)
                hyphens = HYPHENS_MAX;
            int64_t d = demerits_of(s, a, b, r, hyphens);
            candidate *c = &best[fitness_of(r)][hyphens];
            if (allowed && (c->from < 0 || d < c->demerits))
                *c = (candidate){d, at};
        }
        if (r == INT32_MIN || b.forced)
            *from = a->next;
        else
            from = &s->k->nodes.v[at].next;
    }
}

static void try_break(search *s, break_point b) {
    candidate best[4][HYPHENS_MAX + 1];
    int least = b.hyphen ? 1 : 0, most = b.hyphen ? HYPHENS_MAX : 0;
    for (int f = 0; f < 4; f++)
        for (int h = least; h <= most; h++)
            best[f][h] = (candidate){0, -1};
    try_lines(s, b, best);
    uint32_t start = break_start(s->p, b.forced && !b.end ? b.at + 1 : b.at);
    for (int f = 0; f < 4; f++)
        for (int h = least; h <= most; h++) {
            if (best[f][h].from < 0)
                continue;
            node n = {
                (uint32_t)b.at,      start,      best[f][h].from, s->active,
                best[f][h].demerits, (uint8_t)f, (uint8_t)h};
            list_push(s->p->x->keep, &s->k->nodes, n);
            s->active = (int32_t)s->k->nodes.n - 1;
        }
}

static bool is_banned(const search *s, size_t i) {
    for (int k = 0; k < s->ban_count; k++)
        if (s->banned[k] == i)
            return true;
    return false;
}

bool break_search(search *s) {
    s->k->nodes.n = 0;
    node first = {0, break_start(s->p, 0), -1, -1, 0, 1, 0};
    list_push(s->p->x->keep, &s->k->nodes, first);
    s->active = 0;
    for (size_t i = 0; i < s->p->item_count && s->active >= 0; i++)
        if (break_legal(s->p, i) && !is_banned(s, i))
            try_break(s, break_at(s->p, i));
    if (s->active < 0)
        return false;
    try_break(s, break_at(s->p, s->p->item_count));
    s->best = s->active;
    for (int32_t i = s->active; i >= 0; i = s->k->nodes.v[i].next)
        if (s->k->nodes.v[i].demerits < s->k->nodes.v[s->best].demerits)
            s->best = i;
    return s->active >= 0;
}
