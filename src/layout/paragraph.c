/* Lines of paragraphs: what the search found (breaks.c) becomes lines, glyphs
   take their share of the slack, rivers are mended; titles and cells are broken
   in ways of their own. */
#include "layout/breaks_int.h"

enum {
    RIVER_DEMERITS = 40000, /* to be rid of rivers: a line of badness 190 */
    LOOSE_REPORTED = 1900   /* blanks in 1/1000 of their width */
};

static void add_line(para *p, uint32_t first, uint32_t last) {
    bool end = last >= p->item_count;
    const para_item *it = end ? NULL : &p->items[last];
    para_line l = {.first = first, .last = last, .expansion = 1000};
    bool forced = it && it->kind == ITEM_PENALTY && it->cost == FORCED;
    l.from = first < p->item_count ? p->items[first].from : 0;
    l.to = end ? UINT32_MAX : it->from;
    l.ends = end || forced;
    l.end_blank = it && (it->kind == ITEM_GLUE || forced);
    l.end_piece = it ? it->piece : 0;
    l.hyphen = it && it->kind == ITEM_PENALTY && it->flagged && it->width > 0;
    for (uint32_t i = first; i < last; i++) {
        const para_item *b = &p->items[i];
        if (b->kind == ITEM_PENALTY)
            continue;
        l.width += b->width;
        if (b->kind == ITEM_GLUE) {
            l.blank += b->stretch;
            l.narrow += b->shrink;
        }
    }
    l.width += l.hyphen ? it->width : 0;
    l.out = l.ends ? 0 : break_hang(p, last);
    list_push(p->x->brief, &p->lines, l);
}

static void keep_lines(search *s) {
    int32_t best = s->best;
    size_t n = 0;
    for (int32_t i = best; s->k->nodes.v[i].prev >= 0;
         i = s->k->nodes.v[i].prev)
        n++;
    int32_t *path = NEW_ARRAY(s->p->x->a, int32_t, n + 1);
    for (int32_t i = best, k = (int32_t)n; k > 0; i = s->k->nodes.v[i].prev)
        path[--k] = i;
    s->p->lines.n = 0;
    for (size_t k = 0; k < n; k++) {
        const node *b = &s->k->nodes.v[path[k]];
        add_line(s->p, s->k->nodes.v[b->prev].start, b->at);
    }
}

/* --- Glyph expansion ------------------------------------------------------ */

/* The share of the glyphs in what the line lacks or has too much. */
static void expand_line(para *p, para_line *l) {
    mpt boxes = 0, y = 0, z = 0;
    for (uint32_t i = l->first; i < l->last; i++) {
        const para_item *it = &p->items[i];
        if (it->kind == ITEM_PENALTY)
            continue;
        boxes += it->kind == ITEM_BOX && it->stretch ? it->width : 0;
        y += it->stretch;
        z += it->shrink;
    }
    mpt slack = p->measure + l->out - l->width;
    mpt give = slack > 0 ? y : z;
    int most = p->x->t->glyph_stretch;
    if (!give || !boxes || !most || (l->ends && slack > 0))
        return;
    int64_t e = (int64_t)slack * most / give;
    if (slack < 0 && e > -most)
        e--; /* glyphs round up, so that blanks keep their least */
    e = e > most ? most : e < -most ? -most : e;
    l->expansion = (int16_t)(1000 + e);
    l->width += (mpt)((int64_t)boxes * e / 1000);
}

/* --- Rivers ---------------------------------------------------------------
 */

static void set_lines_found(search *s) {
    keep_lines(s);
    for (size_t i = 0; i < s->p->lines.n; i++)
        expand_line(s->p, &s->p->lines.v[i]);
}

static uint32_t hyphens_of(const para *p) {
    uint32_t n = 0;
    for (size_t i = 0; i < p->lines.n; i++)
        n += p->lines.v[i].hyphen;
    return n;
}

/* The lines without a break at `at`, if they are as many, with no more
   hyphens, not much worse, and have fewer rivers than `most`; else as before.
 */
static bool try_without(search *s, uint32_t at, int64_t demerits,
                        uint32_t most) {
    para *p = s->p;
    uint32_t lines = p->lines.n, hyphens = hyphens_of(p), line;
    s->banned[s->ban_count++] = at;
    if (break_search(s) && s->k->nodes.v[s->best].demerits <= demerits) {
        set_lines_found(s);
        if (p->lines.n == lines && hyphens_of(p) <= hyphens &&
            para_rivers(p, 0, &line) < most)
            return true;
    }
    s->ban_count--;
    break_search(s);
    set_lines_found(s);
    return false;
}

/* Lines of a river end elsewhere, where that costs little. */
static void mend_rivers(search *s) {
    enum { ABOVE = 4 };
    para *p = s->p;
    int64_t demerits = s->k->nodes.v[s->best].demerits + RIVER_DEMERITS;
    for (uint32_t which = 0, line, n;
         s->ban_count < RIVER_BANS &&
         which < (n = para_rivers(p, which, &line));
         which++) {
        uint32_t ends[ABOVE], count = line < ABOVE ? line : ABOVE;
        for (uint32_t k = 0; k < count; k++)
            ends[k] = p->lines.v[line - 1 - k].last;
        for (uint32_t k = 0; k < count; k++)
            if (try_without(s, ends[k], demerits, n)) {
                which--; /* what comes next has its number now */
                break;
            }
    }
}

static void report_loose(para *p) {
    for (size_t i = 0; i < p->lines.n; i++) {
        const para_line *l = &p->lines.v[i];
        if (l->ends || l->blank <= 0)
            continue;
        mpt nominal =
            (mpt)((int64_t)l->blank * 1000 / (p->x->t->space_stretch - 1000));
        int64_t now = 1000 + (int64_t)(p->measure - l->width) * 1000 / nominal;
        if (now <= LOOSE_REPORTED)
            continue;
        DIAG_AT(p->x->c->sink, N0603, p->at,
                str_fmt(p->x->keep, "%d", (int)(now / 10)));
        return;
    }
}

/* --- The modes -------------------------------------------------------------
 */

static void break_justified(search *s) {
    para *p = s->p;
    static const int32_t tolerances[] = {FIRST_TOLERANCE, TOLERANCE,
                                         LOOSE_TOLERANCE, NO_TOLERANCE,
                                         NO_TOLERANCE};
    bool may_hyphenate = style_of(p->x, p->look)->hyphenate && p->x->c->hyphens;
    for (int pass = p->hyphenated ? 1 : 0; pass < 5; pass++) {
        if (pass == 1 && may_hyphenate && !p->hyphenated)
            para_hyphenate(p);
        p->measure = s->measure;
        s->tolerance = tolerances[pass];
        s->last_try = pass == 4;
        break_sums(s);
        if (!break_search(s))
            continue;
        set_lines_found(s);
        mend_rivers(s);
        break;
    }
    report_loose(p);
}

static void break_ragged(search *s) {
    s->ragged = true;
    s->tolerance = NO_TOLERANCE;
    s->last_try = true;
    break_sums(s);
    if (break_search(s))
        keep_lines(s);
}

/* First fit; a dear break only where nothing else is left. */
static void break_filled(search *s) {
    para *p = s->p;
    p->lines.n = 0;
    break_sums(s);
    uint32_t start = break_start(p, 0);
    size_t good = 0, dear = 0; /* last breaks that fit, + 1 */
    for (size_t i = start; i <= p->item_count; i++) {
        if (i < p->item_count && !break_legal(p, i))
            continue;
        break_point b = break_at(p, i);
        bool fits = break_width(s, start, i) <= s->measure;
        if (!fits && (good || dear)) {
            size_t at = (good ? good : dear) - 1;
            add_line(p, start, (uint32_t)at);
            start = break_start(p, at);
            good = dear = 0;
            i = (start > at ? start : at + 1) - 1;
            continue;
        }
        if (b.forced) {
            add_line(p, start, (uint32_t)i);
            start = break_start(p, i + 1);
            good = dear = 0;
        } else if (b.cost >= AVOID) {
            dear = i + 1;
        } else {
            good = i + 1;
        }
    }
}

static void break_balanced(search *s) {
    mpt all = s->measure;
    break_filled(s);
    size_t n = s->p->lines.n;
    mpt low = s->p->least < all ? s->p->least : all, high = all;
    while (n > 1 && high - low > 500) {
        s->measure = (low + high) / 2;
        break_filled(s);
        if (s->p->lines.n > n)
            low = s->measure;
        else
            high = s->measure;
    }
    s->measure = n > 1 ? high : all;
    break_filled(s);
}

break_mode para_mode(const layout *x, style st) {
    const text_style *t = style_of(x, st);
    return t->align == ALIGN_JUSTIFY ? BREAK_JUSTIFIED : BREAK_RAGGED;
}

static void break_in_mode(search *s, break_mode mode) {
    switch (mode) {
    case BREAK_JUSTIFIED:
        break_justified(s);
        break;
    case BREAK_RAGGED:
        break_ragged(s);
        break;
    case BREAK_BALANCED:
        break_balanced(s);
        break;
    case BREAK_FILLED:
        break_filled(s);
        break;
    }
}

void para_break(para *p, mpt measure, break_mode mode) {
    if (p->lines.n && p->measure == measure && p->mode == mode)
        return;
    if (!p->items && !p->empty)
        para_items(p);
    if (p->anywhere && p->anywhere < measure)
        para_force(p, 0);
    if (p->least > measure && p->items) {
        para_force(p, measure);
        DIAG_AT(p->x->c->sink, W0602, p->at, p->text);
    }
    p->lines.n = 0;
    p->measure = measure;
    p->mode = (uint8_t)mode;
    if (p->empty)
        return;
    if (!p->x->search)
        p->x->search = NEW(p->x->keep, search_scratch);
    search s = {.p = p,
                .k = p->x->search,
                .measure = measure,
                .hyphens_in_row = p->x->t->hyphens_in_row};
    break_in_mode(&s, mode);
    if (!p->lines.n)
        arena_fault(p->x->a, "paragraph without lines");
}

mpt para_height(const para *p) {
    return (mpt)p->lines.n * p->leading;
}
