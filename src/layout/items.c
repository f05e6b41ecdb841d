/* Text of a para → boxes, glue and penalties. Each word is shaped once, whole;
   widths of its parts come from the clusters of that one shaping. */
#include "layout/layout_int.h"

#include "base/utf8.h"

enum {
    COST_HYPHEN = 700, /* TeX's 50 would cut one line of four on 129 mm */
    COST_TYPED = 60,   /* after a hyphen or a slash that stands in the text */
    COST_ANYWHERE = 3000,
    EXPAND_BASE = 1000
};

/* What one para after the other uses; its items are copied when all are
   known. */
struct item_scratch {
    LIST(para_item) items;
    LIST(uint8_t) breaks, points;
};

typedef struct maker {
    layout *x;
    para *p;
    item_scratch *k;
    uint8_t *breaks; /* of ICU, by byte */
    uint8_t *points; /* of hyphenation, by byte of the word at hand */
    size_t last_word;
    bool after_box;
} maker;

static const text_style *look_of(const para *p) {
    return style_of(p->x, p->look);
}

static mpt scaled(int64_t em, mpt size) {
    return (mpt)((em * size + 500) / 1000);
}

static para_item *put_item(maker *m, para_kind k, uint16_t q) {
    para_item *it = list_add(m->x->keep, &m->k->items);
    *it = (para_item){.kind = (uint8_t)k, .piece = q}; /* the list is reused */
    m->after_box = k == ITEM_BOX;
    return it;
}

/* Charter §6: glyphs may widen or narrow by ±2 %, so boxes give a little. */
static void set_box(maker *m, para_item *it, mpt width) {
    it->width = width;
    const piece *q = &m->p->pieces.v[it->piece];
    if (look_of(m->p)->align != ALIGN_JUSTIFY || q->object || q->literal)
        return;
    it->stretch = (mpt)((int64_t)width * m->x->t->glyph_stretch / EXPAND_BASE);
    it->shrink = it->stretch;
}

mpt blank_stretch(const para *p, const piece *q, mpt width) {
    return q->gap
               ? 0
               : (mpt)((int64_t)width * (p->x->t->space_stretch - 1000) / 1000);
}

mpt blank_shrink(const para *p, const piece *q, mpt width) {
    return q->gap
               ? 0
               : (mpt)((int64_t)width * (1000 - p->x->t->space_shrink) / 1000);
}

static void put_glue(maker *m, uint16_t qi, size_t from, size_t to,
                     bool unbroken) {
    const piece *q = &m->p->pieces.v[qi];
    str s = {m->p->text.p + from, to - from};
    const font_run *run =
        font_shape(m->x->c->fonts, q->face, s, q->features, q->lang);
    mpt w = q->gap ? q->gap : font_run_width(run, q->size);
    para_item *it = put_item(m, ITEM_GLUE, qi);
    it->run = run;
    it->from = (uint32_t)from;
    it->to = (uint32_t)to;
    it->width = w;
    it->unbroken = unbroken;
    if (unbroken && m->p->anywhere) {
        it->unbroken = false;
        it->cost = COST_ANYWHERE;
    }
    it->stretch = blank_stretch(m->p, q, w);
    it->shrink = blank_shrink(m->p, q, w);
}

void report_missing(const para *p, uint32_t cp, str font) {
    buf b = buf_new(p->x->keep);
    buf_cp(&b, cp);
    DIAG_AT(p->x->c->sink, E0601, p->at, buf_take(&b),
            str_fmt(p->x->keep, "U+%04X", cp), font);
}

/* Width of the first `upto` bytes of a shaped word. */
static mpt prefix_width(maker *m, const piece *q, const font_run *run, str word,
                        size_t upto) {
    int64_t em = 0;
    size_t base = 0;
    for (const font_run *r = run; r; r = r->next) {
        for (uint32_t i = 0; i < r->count; i++) {
            size_t at = base + r->glyphs[i].text_at;
            if (at == upto && !r->glyphs[i].unsafe_to_break)
                return scaled(em, q->size);
            if (at >= upto)
                return font_width(m->x->c->fonts, q->face,
                                  str_sub(word, 0, upto), q->features, q->size);
            em += r->glyphs[i].advance;
        }
        base += r->text.n;
    }
    return scaled(em, q->size);
}

static bool is_letter(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7) || c == 0x2019 ||
           c == '\'';
}

static bool is_capital(uint32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
           c == 0x152;
}

/* Points of the letter runs of the word; names (capitals) are left whole. */
static void find_points(maker *m, str word) {
    memset(m->points, 0, word.n + 1);
    for (size_t at = 0; at < word.n;) {
        size_t from = at, to = at;
        uint32_t c = utf8_next(word, &at);
        if (!is_letter(c))
            continue;
        bool name = is_capital(c);
        for (to = at; to < word.n; to = at) {
            c = utf8_next(word, &at);
            if (!is_letter(c))
                break;
        }
        str run = str_sub(word, from, to);
        if (!name && run.n >= 5)
            hyphenate(m->x->c->hyphens, run, m->points + from);
        if (to < word.n && word.p[to] == '-')
            return; /* compounds break at their own hyphen */
        m->points[to] = 0;
        m->points[from] = 0;
    }
}

static bool hyphenates(const maker *m, const piece *q, size_t from, size_t to) {
    return m->p->hyphenated && m->x->c->hyphens && !q->literal &&
           to <= m->last_word && font_is_french(m->x->c->fonts, q->lang) &&
           to - from >= 5;
}

typedef struct word_cut {
    uint16_t piece;
    size_t from, to; /* of the word */
    const font_run *run;
    mpt width; /* of all of it */
    size_t done_at;
    mpt done;
} word_cut;

static void cut_box(maker *m, word_cut *w, size_t at) {
    const piece *q = &m->p->pieces.v[w->piece];
    str word = {m->p->text.p + w->from, w->to - w->from};
    mpt width =
        at == w->to ? w->width : prefix_width(m, q, w->run, word, at - w->from);
    para_item *it = put_item(m, ITEM_BOX, w->piece);
    it->from = (uint32_t)w->done_at;
    it->to = (uint32_t)at;
    it->run = w->run;
    mpt kern = w->done_at == q->from ? q->kern : 0;
    set_box(m, it, width - w->done + kern);
    w->done = width;
    w->done_at = at;
}

static para_item *put_penalty(maker *m, uint16_t q, int cost, size_t at) {
    para_item *it = put_item(m, ITEM_PENALTY, q);
    it->cost = (int16_t)cost;
    it->from = it->to = (uint32_t)at;
    return it;
}

static mpt hyphen_width(maker *m, const piece *q) {
    return font_width(m->x->c->fonts, q->face, S("-"), q->features, q->size);
}

/* A stretch without blanks in one piece. */
static void put_word(maker *m, uint16_t qi, size_t from, size_t to) {
    const piece *q = &m->p->pieces.v[qi];
    str word = {m->p->text.p + from, to - from};
    word_cut w = {.piece = qi, .from = from, .to = to, .done_at = from};
    w.run = font_shape(m->x->c->fonts, q->face, word, q->features, q->lang);
    if (w.run && w.run->missing)
        report_missing(m->p, w.run->missing,
                       font_describe(q->face).postscript_name);
    w.width = font_run_width(w.run, q->size);
    bool anywhere = m->p->anywhere && w.width > m->p->anywhere;
    bool points = hyphenates(m, q, from, to);
    if (points)
        find_points(m, word);
    if (m->breaks[from] && m->after_box)
        put_penalty(m, qi, COST_TYPED, from)->flagged = true;
    for (size_t at = from + 1; at < to; at++) {
        bool hyphen = points && m->points[at - from];
        bool letter = anywhere && ((uint8_t)m->p->text.p[at] & 0xC0) != 0x80;
        if (!m->breaks[at] && !hyphen && !letter)
            continue;
        cut_box(m, &w, at);
        int cost =
            m->breaks[at] ? COST_TYPED : (hyphen ? COST_HYPHEN : COST_ANYWHERE);
        para_item *it = put_penalty(m, qi, cost, at);
        it->flagged = cost != COST_ANYWHERE;
        it->width = cost == COST_HYPHEN ? hyphen_width(m, q) : 0;
    }
    cut_box(m, &w, to);
}

/* What the blank at `at` is: 0 none, 1 breaks, 2 does not, 3 line end. */
static int blank_at(str s, size_t at, size_t *len) {
    *len = 1;
    if (s.p[at] == ' ' || s.p[at] == '\t')
        return 1;
    if (s.p[at] == '\n')
        return 3;
    if (at + 1 < s.n && (uint8_t)s.p[at] == 0xC2 &&
        (uint8_t)s.p[at + 1] == 0xA0) {
        *len = 2;
        return 2;
    }
    return 0;
}

/* No line starts with these, nor ends with an opening one, even where the
   source was typed with plain spaces. */
static bool binds_blank(str s, size_t from, size_t to) {
    if (to < s.n) {
        size_t at = to;
        uint32_t c = utf8_next(s, &at);
        if (c == ';' || c == ':' || c == '!' || c == '?' || c == 0xBB ||
            c == '%' || c == 0x20AC || c == ')' || c == ',' || c == '.')
            return true;
    }
    if (from > 0) {
        size_t at = from;
        uint32_t c = utf8_prev(s, &at);
        if (c == 0xAB || c == '(')
            return true;
    }
    return false;
}

static void walk_piece(maker *m, uint16_t qi) {
    str s = m->p->text;
    const piece *q = &m->p->pieces.v[qi];
    if (q->object) {
        para_item *it = put_item(m, ITEM_BOX, qi);
        it->from = q->from;
        it->to = q->to;
        it->width = q->object->width + q->kern;
        return;
    }
    for (size_t at = q->from; at < q->to;) {
        size_t len, from = at;
        int blank = blank_at(s, at, &len);
        if (blank == 3) {
            put_penalty(m, qi, FORCED, at);
            at += len;
        } else if (blank) {
            while (at < q->to && blank_at(s, at, &len) == blank)
                at += len;
            if (m->k->items.n)
                put_glue(m, qi, from, blank == 1 ? from + 1 : at,
                         blank == 2 || binds_blank(s, from, at));
        } else {
            while (at < q->to && !blank_at(s, at, &len))
                at++;
            put_word(m, qi, from, at);
        }
    }
}

/* Only blanks part a drawn sign from its neighbours. */
static void tame_breaks(maker *m) {
    para *p = m->p;
    for (size_t i = 0; i < p->pieces.n; i++)
        if (p->pieces.v[i].object)
            m->breaks[p->pieces.v[i].from] = m->breaks[p->pieces.v[i].to] = 0;
    for (size_t i = 0; p->more && i < p->more->notes.n; i++)
        m->breaks[p->more->notes.v[i].at] = 0;
}

/* Widest lines, for the tables: without a break, and at each break. */
static void measure_para(para *p) {
    mpt line = 0, solid = 0, all = 0;
    p->natural = p->least = p->hang = 0;
    p->forced = 0;
    for (size_t i = 0; i < p->item_count; i++) {
        const para_item *it = &p->items[i];
        bool forced = it->kind == ITEM_PENALTY && it->cost == FORCED;
        if (it->kind == ITEM_BOX) {
            line += it->width;
            solid += it->width;
            p->hang = p->pieces.v[it->piece].hangs ? it->width : 0;
        } else if (it->kind == ITEM_GLUE) {
            line += it->width;
            solid = it->unbroken ? solid + it->width : 0;
        } else {
            p->least =
                solid + it->width > p->least ? solid + it->width : p->least;
            solid = 0;
        }
        p->natural = line > p->natural ? line : p->natural;
        p->forced += forced && i + 1 < p->item_count;
        all += forced || i + 1 == p->item_count ? line : 0;
        line = forced ? 0 : line;
        p->least = solid > p->least ? solid : p->least;
    }
    p->others = all - p->natural;
}

static size_t last_word_of(str s) {
    size_t at = s.n;
    while (at > 0 && s.p[at - 1] == ' ')
        at--;
    while (at > 0 && s.p[at - 1] != ' ')
        at--;
    return at;
}

static void begin(maker *m) {
    layout *x = m->x;
    if (!x->items)
        x->items = NEW(x->keep, item_scratch);
    m->k = x->items;
    m->k->items.n = m->k->breaks.n = m->k->points.n = 0;
    size_t n = m->p->text.n + 2;
    list_widen(x->keep, &m->k->breaks, n);
    list_widen(x->keep, &m->k->points, n);
    m->breaks = m->k->breaks.v;
    m->points = m->k->points.v;
    memset(m->breaks, 0, n);
}

static void keep_items(maker *m) {
    uint32_t n = m->k->items.n;
    while (n && m->k->items.v[n - 1].kind != ITEM_BOX)
        n--;
    para *p = m->p;
    layout *x = m->x;
    if (!n)
        return;
    if (!p->items)
        list_push(x->keep, &x->unsettled, p);
    p->items = NEW_ARRAY(x->brief, para_item, n);
    memcpy(p->items, m->k->items.v, n * sizeof(para_item));
    p->item_count = n;
    p->empty = false;
}

void para_items(para *p) {
    p->item_count = p->lines.n = 0;
    if (!p->items) { /* its lines were kept apart */
        p->lines.v = NULL;
        p->lines.cap = 0;
    }
    p->measure = 0;
    p->empty = true;
    if (!p->text.n)
        return;
    maker m = {.x = p->x, .p = p, .last_word = last_word_of(p->text)};
    begin(&m);
    locale_line_breaks(p->x->c->locale, p->text, m.breaks);
    tame_breaks(&m);
    for (size_t i = 0; i < p->pieces.n; i++)
        walk_piece(&m, (uint16_t)i);
    keep_items(&m);
    measure_para(p);
}

void para_hyphenate(para *p) {
    p->hyphenated = true;
    para_items(p);
}

void para_force(para *p, mpt anywhere) {
    p->anywhere = anywhere;
    para_items(p);
}
