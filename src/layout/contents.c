/* The sommaire (charter §15): criteria in the margin column, number on the
   axis, dots on a lattice of 5 pt counted from the right edge. */
#include "layout/layout_int.h"

enum {
    NUMBER_WIDTH = 90, /* tenths of mm */
    LABEL_WIDTH = 240, /* « Tableau 100 » where no margin column is */
    PAGE_WIDTH = 80,
    DOT_PITCH = PT(5),
    DOT_CLEAR = PT(5),
    DOT_SIZE = 900,
    DOT_MIN = 3,
    BEFORE_LEVEL1 = 3500
};

typedef struct toc_look {
    style s;
    color digits;
} toc_look;

static toc_look look_of(const contents_entry *e) {
    if (e->level == 0)
        return (toc_look){STYLE_TOC2, COLOR_ACCENT700};
    return e->level == 1 ? (toc_look){STYLE_TOC1, COLOR_ACCENT700}
                         : (toc_look){STYLE_TOC2, COLOR_GRAY600};
}

/* Where the title stands from the axis: the label of a caption is in the margin
   column, as over its table. */
static mpt indent_of(const flow *f, const contents_entry *e) {
    if (e->level > 0)
        return MM10(NUMBER_WIDTH);
    return f->label_width ? 0 : MM10(LABEL_WIDTH);
}

static mpt title_width(const flow *f, const contents_entry *e) {
    return f->width - indent_of(f, e) - MM10(PAGE_WIDTH) - DOT_MIN * DOT_PITCH -
           2 * DOT_CLEAR;
}

static para *title_of(flow *f, const contents_entry *e) {
    para *p = para_text(f->x, e->title, &(para_look){.base = look_of(e).s});
    para_break(p, title_width(f, e), BREAK_FILLED);
    return p;
}

static mpt put_criteria(flow *f, const contents_entry *e, vbox *v,
                        element *toci, mpt leading) {
    layout *x = f->x;
    if (!e->criteria.n || !f->label_width)
        return 0;
    inline_list *l = NEW(x->keep, inline_list);
    for (size_t i = 0; i < e->criteria.n; i++) {
        doc_inline *in = list_add(x->keep, l);
        in->kind = INLINE_PILL;
        in->pill = PILL_REFERENCE;
        in->text = e->criteria.v[i];
    }
    para *p = para_of(x, l, &(para_look){.base = STYLE_PILL}, SPAN_NONE);
    para_break(p, f->label_width, BREAK_FILLED);
    element *said = element_new(x->out, toci, ROLE_P);
    text_at at = {.p = p, .x = f->label_left, .leading = leading, .e = said};
    for (; at.line < p->lines.n; at.line++) {
        box_put(v, &at);
        at.y += at.line ? PT(14) : leading;
    }
    return at.y;
}

static void put_dots(flow *f, vbox *v, mpt from, mpt baseline) {
    mpt right = f->left + f->width;
    mpt first = (MM10(PAGE_WIDTH) + DOT_CLEAR + DOT_PITCH - 1) / DOT_PITCH;
    mpt last = (right - from - DOT_CLEAR) / DOT_PITCH;
    if (last - first < 1)
        return;
    pen dots = {COLOR_GRAY500, DOT_SIZE, 1, DOT_PITCH - 1};
    drawing d = stroke_line(f->x, (last - first) * DOT_PITCH, dots);
    box_decor(f->x, v, &d, right - last * DOT_PITCH, baseline - DOT_SIZE / 2);
}

static void put_page(flow *f, const contents_entry *e, vbox *v, mpt y,
                     element *in) {
    layout *x = f->x;
    uint32_t n = e->to < x->anchor_count ? x->page_of[e->to] : 0;
    str s = n ? str_fmt(x->keep, "%u", n) : S("000");
    para *p = para_text(x, s, &(para_look){.base = look_of(e).s});
    mpt w = MM10(PAGE_WIDTH);
    para_break(p, w, BREAK_FILLED);
    box_put(v, &(text_at){.p = p,
                          .x = f->left + f->width - w,
                          .y = y,
                          .align = ALIGN_RIGHT,
                          .e = in});
}

static void set_entry(flow *f, const contents_entry *e, element *toc,
                      bool spaced) {
    layout *x = f->x;
    const text_style *t = style_of(x, look_of(e).s);
    vbox *v = flow_add(f, spaced ? BEFORE_LEVEL1 : 0, 0);
    element *toci = element_new(x->out, toc, ROLE_TOCI);
    if (e->number.n) {
        para *digits = para_text(x, e->number,
                                 &(para_look){.base = look_of(e).s,
                                              .coloured = true,
                                              .ink = look_of(e).digits});
        element *lbl = element_new(x->out, toci, ROLE_LBL);
        bool beside = e->level == 0 && f->label_width;
        mpt left = beside ? f->label_left : f->left;
        box_label(v, (text_at){.p = digits, .x = left, .e = lbl});
    }
    element *ref = element_new(x->out, toci, ROLE_REFERENCE);
    element *go = element_new(x->out, ref, ROLE_LINK);
    para *p = title_of(f, e);
    mpt at = f->left + indent_of(f, e), y = 0;
    for (uint32_t i = 0; i < p->lines.n; i++, y += p->leading)
        box_put(v, &(text_at){.p = p, .line = i, .x = at, .y = y, .e = go});
    mpt last = y - t->leading;
    mpt end = at + (p->lines.n ? list_last(&p->lines)->width : 0);
    put_dots(f, v, end, last + baseline_in(x, t->leading));
    put_page(f, e, v, last, go);
    mpt side = put_criteria(f, e, v, toci, t->leading); /* read last */
    v->height = y > side ? y : side;
    mpt from = e->level == 0 && f->label_width ? f->label_left : f->left;
    part *area = box_part(x, v, PART_LINK, from, 0);
    area->e = go;
    area->area.w = f->left + f->width - from;
    area->area.h = v->height;
    click *to = NEW(x->a, click);
    to->to = e->to;
    to->contents = fill_slot(x->out, x->d->words->go_to, e->title);
    area->area.what = to;
}

/* Beyond one page level 2 goes first. */
static bool with_level2(flow *f, const doc_block *b) {
    const page_geometry *g = geometry_of(f->x, f->geometry);
    mpt room = g->height - g->top - g->bottom, h = 0;
    for (size_t i = 0; i < f->boxes.n; i++)
        h = f->boxes.v[i].penalty == FORCED
                ? f->boxes.v[i].height
                : h + f->boxes.v[i].height + f->boxes.v[i].gap;
    for (size_t i = 0; i < b->entries.n; i++)
        h += para_height(title_of(f, &b->entries.v[i])) +
             (b->entries.v[i].level <= 1 ? BEFORE_LEVEL1 : 0);
    return h <= room;
}

static void set_label(flow *f, str s) {
    layout *x = f->x;
    if (!s.n || !f->label_width)
        return;
    para *p = para_text(x, s, &(para_look){.base = STYLE_NOTE});
    set_lines(f, p,
              &(lines_rule){.left = f->label_left,
                            .width = f->label_width,
                            .mode = BREAK_FILLED,
                            .after = BEFORE_LEVEL1,
                            .e = element_new(x->out, f->parent, ROLE_P)});
}

/* The title that the block itself bears: H1, not in its own entries. */
static void set_title(flow *f, const doc_block *b) {
    if (!b->text.n)
        return;
    doc_block *h = doc_block_new(f->x->keep, BLOCK_HEADING, b->place);
    h->level = 1;
    h->text = b->text;
    h->outline = doc_plain(f->x->out, &b->text);
    set_heading(f, h);
}

void set_contents(flow *f, const doc_block *b) {
    set_title(f, b);
    bool both = with_level2(f, b);
    set_label(f, b->subtitle);
    element *toc = element_new(f->x->out, f->parent, ROLE_TOC);
    uint8_t was = 1;
    for (size_t i = 0; i < b->entries.n; i++) {
        const contents_entry *e = &b->entries.v[i];
        if (e->level > 1 && !both)
            continue;
        bool after2 = e->level == 1 && was > 1;
        bool before2 = e->level == 1 && i + 1 < b->entries.n && both &&
                       b->entries.v[i + 1].level > 1 && i;
        set_entry(f, e, toc, after2 || before2);
        was = e->level;
    }
    flow_after(f, PT(14));
    f->snap_next = true;
}
