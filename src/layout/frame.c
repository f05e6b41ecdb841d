/* Header and footer (charter §5): pagination artifacts. */
#include "layout/layout_int.h"

#include "base/utf8.h"

enum {
    HEADER_RULE = 400, /* 0.4 pt */
    NEAREST = 60,      /* 6 mm before the version, in tenths */
    BAR_GAP = PT(4),   /* each side of the thin bar */
    TOTAL_GAP = 1800,  /* a blank before « / 64 » */
    WHOLE = INT32_MAX, /* room for all of a text */
    NAME_GAP = PT(14)  /* after the short name where there is no axis */
};

typedef struct frame_line {
    painter *t;
    item_list *to;
    mpt y;
} frame_line;

/* Words that most pages share: made once. */
typedef enum frame_slot {
    SLOT_NAME,
    SLOT_VERSION,
    SLOT_KIND,
    SLOT_BAR,
    SLOT_TITLE,
    SLOT_FOOTER,
    SLOT_TOTAL,
    SLOT_COUNT
} frame_slot;

struct frame_scratch {
    struct {
        str text;
        mpt room;
        para *p;
    } slots[SLOT_COUNT];
    inline_list notice;
};

static frame_scratch *scratch_of(layout *x) {
    if (!x->frame)
        x->frame = NEW(x->keep, frame_scratch);
    return x->frame;
}

static para *on_one_line(para *p) {
    if (!p->empty)
        para_break(p, p->natural, BREAK_FILLED);
    return p;
}

static para *lasting(layout *x, frame_slot i, str s) {
    static const para_look looks[SLOT_COUNT] = {
        [SLOT_NAME] = {.base = STYLE_HEADER_NAME},
        [SLOT_VERSION] = {STYLE_HEADER, .coloured = true, .ink = COLOR_GRAY600},
        [SLOT_KIND] = {STYLE_HEADER, .coloured = true, .ink = COLOR_GRAY600},
        [SLOT_BAR] = {STYLE_HEADER, .coloured = true, .ink = COLOR_GRAY300},
        [SLOT_TITLE] = {STYLE_HEADER, .coloured = true, .ink = COLOR_GRAY800},
        [SLOT_FOOTER] = {STYLE_HEADER, .coloured = true, .ink = COLOR_GRAY600},
        /* 9 pt, regular: what a cell is */
        [SLOT_TOTAL] = {STYLE_TABLE_CELL, .coloured = true,
                        .ink = COLOR_GRAY600},
    };
    return on_one_line(para_lasting(x, s, &looks[i]));
}

/* The first `n` characters with « … »; without the start of a word that is
   cut. */
static str cut_after(layout *x, str s, size_t n) {
    size_t end = 0;
    for (; n; n--)
        utf8_next(s, &end);
    size_t word = end;
    while (word && s.p[word] != ' ')
        word--;
    str kept = str_sub(s, 0, word ? word : end);
    return str_cat(x->a, str_trim(kept), S("\xC2\xA0…"));
}

/* As many of the words as `room` holds, with « … » where some are cut. */
static para *fitted(layout *x, frame_slot i, str s, mpt room) {
    para *p = lasting(x, i, s);
    if (p->natural <= room)
        return p;
    size_t fits = 0, most = utf8_count(s);
    p = lasting(x, i, S("…"));
    while (fits + 1 < most) { /* `most` does not fit */
        size_t half = (fits + most) / 2;
        para *q = lasting(x, i, cut_after(x, s, half));
        if (q->natural <= room) {
            p = q;
            fits = half;
        } else {
            most = half;
        }
    }
    return p;
}

static para *framed(layout *x, frame_slot i, str s, mpt room) {
    frame_scratch *k = scratch_of(x);
    if (k->slots[i].p && k->slots[i].room == room &&
        str_eq(k->slots[i].text, s))
        return k->slots[i].p;
    k->slots[i].text = str_dup(x->keep, s);
    k->slots[i].room = room;
    k->slots[i].p = fitted(x, i, s, room);
    return k->slots[i].p;
}

static mpt put(const frame_line *f, para *p, mpt x, theme_align align) {
    line_place at = {.x = align == ALIGN_RIGHT ? x - p->natural : x,
                     .y = f->y,
                     .measure = p->natural,
                     .copy = f->to};
    paint_line(f->t, p, 0, &at);
    return p->natural;
}

static str section_words(layout *x, const running *r) {
    if (!r)
        return STR_NONE;
    if (!r->number.n)
        return r->title;
    return str_fmt(x->a, "%.*s %.*s", STR_ARG(r->number), STR_ARG(r->title));
}

static void paint_header(painter *t, const sheet *s, item_list *to) {
    layout *x = t->x;
    const document *d = x->d;
    const page_geometry *g = t->g;
    frame_line f = {t, to, g->header_baseline};
    mpt right = g->width - g->right;
    mpt used = put(&f, framed(x, SLOT_NAME, d->short_name, WHOLE), g->left,
                   ALIGN_LEFT);
    mpt at = g->margin_column ? g->left + g->margin_column + g->gutter
                              : g->left + used + NAME_GAP;
    mpt version =
        put(&f, framed(x, SLOT_VERSION, d->version, WHOLE), right, ALIGN_RIGHT);
    at += put(&f, framed(x, SLOT_KIND, d->kind, WHOLE), at, ALIGN_LEFT);
    str title = section_words(x, s->section);
    if (!title.n)
        return;
    at += BAR_GAP;
    at += put(&f, framed(x, SLOT_BAR, S("|"), WHOLE), at, ALIGN_LEFT);
    at += BAR_GAP;
    mpt room = right - version - MM10(NEAREST) - at;
    put(&f, framed(x, SLOT_TITLE, title, room), at, ALIGN_LEFT);
}

static void make_notice(layout *x, inline_list *l) {
    str s = x->d->words->illustrative_footer;
    size_t at = str_find(s, S("{0}"), 0);
    str before = at == SIZE_MAX ? s : str_sub(s, 0, at);
    doc_inline *in = doc_text(x->keep, l, before, 0);
    in->marks = at == SIZE_MAX ? 0 : MARK_ILLUSTRATIVE;
    if (at != SIZE_MAX)
        doc_text(x->keep, l, str_sub(s, at + 3, s.n), 0);
}

/* Charter §14.3: the tag and the notice, with its raised i. */
static void paint_notice(painter *t, item_list *to, mpt axis) {
    layout *x = t->x;
    const doc_words *w = x->d->words;
    drawing tag_drawn = draw_pill(&x->draw, PILL_ILLUSTRATIVE, w->illustrative);
    paint_items(t, to, &tag_drawn, t->g->left,
                t->g->footer_baseline - tag_drawn.baseline);
    inline_list *l = &scratch_of(x)->notice;
    if (!l->n)
        make_notice(x, l);
    para_look look = {.base = STYLE_HEADER, .secondary = true};
    para *p = para_of(x, l, &look, SPAN_NONE);
    para_break(p, p->natural, BREAK_FILLED);
    frame_line f = {t, to, t->g->footer_baseline};
    put(&f, p, axis, ALIGN_LEFT);
}

static void paint_footer(painter *t, item_list *to) {
    layout *x = t->x;
    const page_geometry *g = t->g;
    frame_line f = {t, to, g->footer_baseline};
    mpt axis = g->left + (g->margin_column ? g->margin_column + g->gutter : 0);
    bool marked = t->illustrative || (t->marks & MARK_ILLUSTRATIVE);
    if (marked)
        paint_notice(t, to, axis);
    else
        put(&f, framed(x, SLOT_FOOTER, x->d->footer, WHOLE), axis, ALIGN_LEFT);
    mpt right = g->width - g->right;
    str total = str_fmt(x->a, "/ %u", (unsigned)x->list->pages.n);
    mpt w = put(&f, framed(x, SLOT_TOTAL, total, WHOLE), right, ALIGN_RIGHT);
    para *folio = para_text(x, t->to->label, &(para_look){.base = STYLE_FOLIO});
    put(&f, on_one_line(folio), right - w - TOTAL_GAP, ALIGN_RIGHT);
}

void paint_frame(painter *t, const sheet *s) {
    const page_geometry *g = t->g;
    paint_header(t, s, &t->head);
    paint_fill(t,
               (rect){g->left, g->header_rule - HEADER_RULE / 2,
                      g->width - g->left - g->right, HEADER_RULE},
               COLOR_GRAY300);
    /* the rule is the header's */
    list_push(t->x->keep, &t->head, *list_last(&t->under));
    t->under.n--;
    paint_footer(t, &t->foot);
}
