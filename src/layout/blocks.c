/* Blocks → boxes: a table by kind; paragraphs, headings, lists, callouts,
   groups. */
#include "layout/layout_int.h"

enum {
    LIST_INDENT = 10500,  /* §9.2: text 10.5 pt after its dash */
    CALLOUT_LEFT = 12600, /* §9.1: bar included */
    CALLOUT_RIGHT = 10500,
    CALLOUT_PAD = PT(7),
    CALLOUT_BAR = 2100,
    CALLOUT_KEEP = 12,   /* lines that never break */
    HYPHEN_ENDS = 7000,  /* a page: dearer than to part a group */
    PILL_LINE = PT(14),  /* of a title's criteria, under its number */
    UNDER_TITLE = PT(14) /* a sheet's title below the section's */
};

static void land(flow *f, const doc_block *b) {
    for (size_t i = 0; i < b->anchors.n; i++)
        list_push(f->x->a, &f->anchors, b->anchors.v[i]);
}

static element *block_element(flow *f, const doc_block *b, role r) {
    element *e = element_new(f->x->out, f->parent, r);
    e->place = b->place;
    if (b->lang.n && !str_eq(b->lang, f->x->d->lang))
        element_more_of(f->x->out, e)->lang = b->lang;
    return e;
}

/* Widows and orphans of two lines (§17): a break is refused after the first
   line and before the last; after a hyphen it is dear. */
static int32_t line_penalty(const para *p, uint32_t i) {
    if (i == 0)
        return 0;
    if (i == 1 || i + 1 == p->lines.n)
        return NEVER;
    return p->lines.v[i - 1].hyphen ? HYPHEN_ENDS : 0;
}

void set_lines(flow *f, para *p, const lines_rule *r) {
    para_break(p, r->width, r->mode);
    layout *x = f->x;
    flow_after(f, r->before);
    if (r->snap)
        f->snap_next = true;
    theme_align align = style_of(x, p->look)->align;
    for (uint32_t i = 0; i < p->lines.n; i++) {
        vbox *b = flow_add(f, 0, p->leading);
        int32_t cost = line_penalty(p, i);
        b->penalty =
            b->penalty == FORCED || cost < b->penalty ? b->penalty : cost;
        b->prose = r->prose;
        if (i == 0 && r->label)
            box_label(b, (text_at){.p = r->label,
                                   .x = r->label_left,
                                   .leading = p->leading,
                                   .e = r->label_e});
        box_put(
            b, &(text_at){
                   .p = p, .line = i, .x = r->left, .align = align, .e = r->e});
    }
    flow_after(f, r->after);
}

/* --- Paragraphs
 * --------------------------------------------------------------- */

static style style_here(const flow *f, style s) {
    return s == STYLE_BODY && f->body ? f->body : s;
}

static void set_paragraph(flow *f, const doc_block *b) {
    layout *x = f->x;
    style s = style_here(f, b->style);
    badge *g = make_badge(f, b);
    size_t first = f->boxes.n;
    para *p = para_of(x, &b->text, &(para_look){.base = s}, b->place);
    const text_style *t = style_of(x, s);
    set_lines(f, p,
              &(lines_rule){.before = t->before,
                            .after = t->after,
                            .left = b->full ? f->full_left : f->left,
                            .width = b->full ? f->full_width : f->width,
                            .mode = para_mode(x, s),
                            .e = block_element(f, b, ROLE_P),
                            .snap = s == STYLE_BODY,
                            .prose = t->family == FONT_SERIF});
    if (s == STYLE_LEAD)
        f->snap_next = true;
    hang_badge(f, g, first, t->leading);
}

/* --- Headings
 * ------------------------------------------------------------------ */

static style heading_style(const doc_block *b) {
    static const style by_level[] = {STYLE_TITLE1, STYLE_TITLE1, STYLE_TITLE2,
                                     STYLE_TITLE3};
    if (b->style != STYLE_BODY)
        return b->style;
    return by_level[b->level > 3 ? 3 : b->level];
}

static role heading_role(const doc_block *b) {
    static const role by_level[] = {ROLE_H1, ROLE_H1, ROLE_H2, ROLE_H3,
                                    ROLE_H4};
    return by_level[b->level > 4 ? 4 : b->level];
}

static void note_heading(flow *f, const doc_block *b, vbox *v) {
    layout *x = f->x;
    v->title = b->level;
    if (!b->outline.n)
        return;
    outline_entry *o = NEW(x->a, outline_entry);
    o->title = b->outline;
    o->level = b->level;
    o->anchor = new_anchor(x);
    list_push(x->a, &v->anchors, o->anchor);
    v->outline = o;
}

static void begin_section(layout *x, const doc_block *b) {
    running *r = NEW(x->a, running);
    r->number = b->number;
    r->title = doc_plain(x->keep, &b->text);
    x->section = r;
    x->note_number = 0;
}

/* Criteria of a title, under its number: drawn one after the other in the
   margin column; their own lines. */
static mpt set_criteria(flow *f, const doc_block *b, vbox *v, mpt y,
                        element *e) {
    layout *x = f->x;
    if (!b->criteria.n)
        return y;
    inline_list *l = NEW(x->keep, inline_list);
    for (size_t i = 0; i < b->criteria.n; i++) {
        doc_inline *in = list_add(x->keep, l);
        in->kind = INLINE_PILL;
        in->pill = PILL_CRITERION;
        in->text = b->criteria.v[i];
    }
    para *p = para_of(x, l, &(para_look){.base = STYLE_PILL}, b->place);
    para_break(p, f->label_width ? f->label_width : f->width, BREAK_FILLED);
    text_at at = {.p = p, .leading = PILL_LINE, .e = e};
    at.x = f->label_width ? f->label_left : f->left;
    for (; at.line < p->lines.n; at.line++, y += PILL_LINE) {
        at.y = y;
        box_put(v, &at);
    }
    return y;
}

static void put_number(flow *f, const doc_block *b, vbox *v, style s,
                       element *e) {
    layout *x = f->x;
    style n = s == STYLE_TITLE1 && !b->annexe ? STYLE_TITLE1_NUMBER
                                              : STYLE_TITLE2_NUMBER;
    box_label(v,
              (text_at){.p = para_text(x, b->number, &(para_look){.base = n}),
                        .x = f->label_left,
                        .leading = style_of(x, s)->leading,
                        .e = e});
}

/* Without a margin column the number is run in. */
static para *title_para(flow *f, const doc_block *b, style s) {
    para_look look = {.base = s};
    if (!f->label_width && s != STYLE_TITLE3)
        look.lead_in = b->number;
    return para_of(f->x, &b->text, &look, b->place);
}

static mpt put_subtitle(flow *f, const doc_block *b, vbox *v, mpt y) {
    layout *x = f->x;
    if (!b->subtitle.n)
        return y;
    para *p = para_text(x, b->subtitle, &(para_look){.base = STYLE_SUBTITLE});
    para_break(p, f->width, BREAK_FILLED);
    element *e = element_new(x->out, f->parent, ROLE_P);
    for (uint32_t i = 0; i < p->lines.n; i++, y += p->leading)
        box_put(v, &(text_at){.p = p, .line = i, .x = f->left, .y = y, .e = e});
    return y;
}

/* A page of its own for a title; headings above it that stand just before go
   there too, or one would be the last thing of its page. */
static void start_title_page(flow *f, uint8_t level) {
    size_t i = f->boxes.n;
    while (i > 0 && f->boxes.v[i - 1].title &&
           f->boxes.v[i - 1].title < level &&
           (i == f->boxes.n ? f->keep > 0 : f->boxes.v[i].penalty == NEVER))
        i--;
    if (i == f->boxes.n)
        f->start_page = i > 0;
    else if (i > 0)
        f->boxes.v[i].penalty = FORCED;
}

void set_heading(flow *f, const doc_block *b) {
    layout *x = f->x;
    style s = heading_style(b);
    const text_style *t = style_of(x, s);
    if (b->level == 1)
        begin_section(x, b);
    /* What a heading keeps ends with its section, or a run of short sections
       could be broken nowhere. */
    if (f->boxes.n && !list_last(&f->boxes)->title)
        f->keep = 0;
    if (s == STYLE_TITLE1 && x->t->title1_new_page)
        start_title_page(f, b->level);
    badge *g = make_badge(f, b);
    size_t first = f->boxes.n;
    element *e = block_element(f, b, heading_role(b));
    para *p = title_para(f, b, s);
    mpt wide = b->full || s == STYLE_TITLE1
                   ? f->full_left + f->full_width - f->left
                   : f->width;
    para_break(p, wide, BREAK_BALANCED);
    if (s == STYLE_TITLE3) /* its text follows it close, under a title too */
        f->snap_next = true;
    bool under_title = s == STYLE_TITLE1 && f->keep > 0;
    vbox *v = flow_add(f, under_title ? UNDER_TITLE : t->before, 0);
    if (f->label_width && b->number.n && s != STYLE_TITLE3)
        put_number(f, b, v, s, e);
    mpt y = 0;
    for (uint32_t i = 0; i < p->lines.n; i++, y += p->leading)
        box_put(v, &(text_at){.p = p, .line = i, .x = f->left, .y = y, .e = e});
    mpt side = t->leading;
    if (b->criteria.n) {
        element *c = element_new(x->out, f->parent, ROLE_P);
        side = set_criteria(f, b, v, f->label_width ? side : y, c);
    }
    y = put_subtitle(f, b, v, y);
    v->height = y > side ? y : side;
    note_heading(f, b, v);
    flow_after(f, t->after);
    f->keep = s == STYLE_TITLE3 ? 2 : 3;
    hang_badge(f, g, first, t->leading);
}

/* --- Lists
 * ------------------------------------------------------------------------ */

static str item_label(const flow *f, const doc_block *list_block,
                      const doc_block *b, size_t i) {
    if (b->number.n)
        return b->number;
    if (list_block->ordered)
        return str_fmt(f->x->keep, "%d.", (int)i + 1);
    return S("–");
}

static style list_style(const flow *f) {
    return f->body && f->body != STYLE_BODY ? f->body : STYLE_LIST;
}

typedef struct item_place {
    para *label;
    element *lbl, *body;
    mpt label_left;
    bool labelled; /* already printed */
} item_place;

static void set_item_text(flow *f, const inline_list *l, span at,
                          item_place *i) {
    style s = list_style(f);
    para *p = para_of(f->x, l, &(para_look){.base = s}, at);
    element *e =
        i->labelled ? element_new(f->x->out, i->body, ROLE_P) : i->body;
    set_lines(f, p,
              &(lines_rule){.left = f->left,
                            .width = f->width,
                            .mode = para_mode(f->x, s),
                            .e = e,
                            .prose = true,
                            .label = i->labelled ? NULL : i->label,
                            .label_left = i->label_left,
                            .label_e = i->lbl});
    i->labelled = true;
}

/* « 1. » is right-aligned in the indent; a dash stands at its left. */
static mpt label_x(const flow *f, const doc_block *b, const para *label) {
    return b->ordered ? f->left + LIST_INDENT - 3000 - label->natural : f->left;
}

static void set_item(flow *f, const doc_block *l, size_t i, element *e) {
    layout *x = f->x;
    const doc_block *b = l->kids.v[i];
    land(f, b);
    element *li = element_new(x->out, e, ROLE_LI);
    item_place at = {.lbl = element_new(x->out, li, ROLE_LBL)};
    at.body = element_new(x->out, li, ROLE_LBODY);
    para_look look = {.base = list_style(f)};
    at.label = b->label.n ? para_of(x, &b->label, &look, b->place)
                          : para_text(x, item_label(f, l, b, i), &look);
    mpt indent = LIST_INDENT;
    if (l->ordered && at.label->natural + 3000 > indent)
        indent = at.label->natural + 3000;
    at.label_left = indent > LIST_INDENT ? f->left : label_x(f, l, at.label);
    element *was = f->parent;
    f->parent = at.body;
    f->left += indent;
    f->width -= indent;
    if (b->text.n)
        set_item_text(f, &b->text, b->place, &at);
    for (size_t k = 0; k < b->kids.n; k++) {
        const doc_block *kid_block = b->kids.v[k];
        land(f, kid_block);
        if (kid_block->kind == BLOCK_PARAGRAPH)
            set_item_text(f, &kid_block->text, kid_block->place, &at);
        else
            set_block(f, kid_block);
    }
    f->left -= indent;
    f->width += indent;
    f->parent = was;
}

void set_list(flow *f, const doc_block *b) {
    layout *x = f->x;
    const text_style *t = style_of(x, list_style(f));
    element *e = block_element(f, b, ROLE_L);
    /* A dash is no word of ISO 32000-1; « None » would deny the labels. */
    element_more_of(f->x->out, e)->numbering = b->ordered ? "Decimal" : "Disc";
    f->depth++;
    if (f->depth == 1) {
        f->snap_next = !f->unsnapped;
        flow_after(f, t->before);
    }
    for (size_t i = 0; i < b->kids.n; i++)
        set_item(f, b, i, e);
    f->depth--;
    if (f->depth == 0)
        flow_after(f, t->after);
}

/* --- Callouts
 * ----------------------------------------------------------------------- */

/* The padding of a callout where a page break cuts it. */
static const carry *callout_carry(flow *f, rect fill, const callout_style *c) {
    layout *x = f->x;
    vbox *pad = NEW(x->a, vbox);
    pad->height = CALLOUT_PAD;
    pad->section = x->section;
    pad->geometry = f->geometry;
    fill.h = CALLOUT_PAD;
    box_fill(x, pad, fill, c->tint);
    fill.w = CALLOUT_BAR;
    box_fill(x, pad, fill, c->bar);
    carry *out = NEW(x->a, carry);
    *out = (carry){.of = out, .head = pad, .foot = pad, .tail = CALLOUT_PAD};
    return out;
}

/* The slices of a callout: gaps become part of the boxes, so that fill and bar
   run through whatever page breaks there are. */
static void fill_slices(flow *f, size_t first, const doc_block *b) {
    layout *x = f->x;
    const callout_style *c = &x->t->callouts[b->callout];
    mpt left = b->full ? f->full_left : f->left;
    mpt width = b->full ? f->full_width : f->width;
    size_t n = f->boxes.n - first;
    const carry *over = callout_carry(f, (rect){.x = left, .w = width}, c);
    for (size_t i = first; i < f->boxes.n; i++) {
        vbox *v = &f->boxes.v[i];
        if (!v->carried)
            v->carried = over;
        mpt top = i == first ? CALLOUT_PAD : v->gap;
        for (size_t k = 0; k < v->parts.n; k++)
            v->parts.v[k].y += top;
        v->height += top + (i + 1 == f->boxes.n ? CALLOUT_PAD : 0);
        if (i > first)
            v->gap = 0;
        if (i > first && n <= CALLOUT_KEEP)
            v->penalty = NEVER;
        size_t was = v->parts.n;
        box_fill(x, v, (rect){left, 0, width, v->height}, c->tint);
        box_fill(x, v, (rect){left, 0, CALLOUT_BAR, v->height}, c->bar);
        /* under the text of its own box */
        part fills[2] = {v->parts.v[was], v->parts.v[was + 1]};
        memmove(&v->parts.v[2], &v->parts.v[0], was * sizeof(part));
        v->parts.v[0] = fills[0];
        v->parts.v[1] = fills[1];
    }
}

void set_callout(flow *f, const doc_block *b) {
    layout *x = f->x;
    const text_style *t = style_of(x, STYLE_CALLOUT);
    badge *g = make_badge(f, b);
    mpt left = b->full ? f->full_left : f->left;
    mpt width = b->full ? f->full_width : f->width;
    size_t first = f->boxes.n;
    flow_after(f, t->before);
    f->snap_next = true;
    flow was = *f;
    f->parent = block_element(f, b, ROLE_ASIDE);
    f->left = f->full_left = left + CALLOUT_LEFT;
    f->width = f->full_width = width - CALLOUT_LEFT - CALLOUT_RIGHT;
    f->label_width = 0;
    f->body = STYLE_CALLOUT;
    if (b->callout_label.n) {
        para_look look = {.base = STYLE_CALLOUT_TITLE,
                          .coloured = true,
                          .ink = x->t->callouts[b->callout].bar};
        para *p = para_text(x, b->callout_label, &look);
        set_lines(f, p,
                  &(lines_rule){.left = f->left,
                                .width = f->width,
                                .mode = BREAK_FILLED,
                                .e = element_new(x->out, f->parent, ROLE_P)});
        f->keep = f->keep < 1 ? 1 : f->keep;
    }
    f->unsnapped = true;
    for (size_t i = 0; i < b->kids.n; i++) {
        size_t start = f->boxes.n;
        set_block(f, b->kids.v[i]);
        if (start < f->boxes.n && i == 0)
            f->boxes.v[start].gap = 0;
        f->pending = f->pending > x->t->unit ? x->t->unit : f->pending;
    }
    f->left = was.left;
    f->width = was.width;
    f->full_left = was.full_left;
    f->full_width = was.full_width;
    f->label_width = was.label_width;
    f->body = was.body;
    f->parent = was.parent;
    f->unsnapped = was.unsnapped;
    f->pending = 0;
    fill_slices(f, first, b);
    hang_badge(f, g, first, CALLOUT_PAD * 2);
    flow_after(f, t->after);
    f->snap_next = true;
}

/* --- Groups, pages
 * ------------------------------------------------------------------- */

static void set_group(flow *f, const doc_block *b) {
    style was = f->body;
    f->grouped += b->keep;
    if (b->keep)
        f->first_in_group = true;
    if (b->style != STYLE_BODY)
        f->body = b->style;
    for (size_t i = 0; i < b->kids.n; i++) {
        const doc_block *kid = b->kids.v[i];
        size_t first = f->boxes.n;
        set_block(f, kid);
        bool text = kid->kind == BLOCK_LIST || kid->kind == BLOCK_PARAGRAPH;
        mpt most = f->x->t->unit; /* under the group's own title */
        if (f->body != was && text && first < f->boxes.n &&
            f->boxes.v[first].gap > most)
            f->boxes.v[first].gap = most;
    }
    f->body = was;
    f->grouped -= b->keep;
}

static void set_landscape(flow *f, const doc_block *b) {
    uint8_t was = flow_turn(f, GEOMETRY_LANDSCAPE);
    set_blocks(f, &b->kids);
    flow_turn(f, was);
}

static void set_page_break(flow *f, const doc_block *b) {
    (void)b;
    f->start_page = f->boxes.n > 0;
}

static void set_stray_item(flow *f, const doc_block *b) {
    set_blocks(f, &b->kids);
}

static void (*const setters[BLOCK_KIND_COUNT])(flow *, const doc_block *) = {
    [BLOCK_COVER] = set_cover,
    [BLOCK_CONTENTS] = set_contents,
    [BLOCK_HEADING] = set_heading,
    [BLOCK_PARAGRAPH] = set_paragraph,
    [BLOCK_LIST] = set_list,
    [BLOCK_ITEM] = set_stray_item,
    [BLOCK_TABLE] = set_table,
    [BLOCK_FIGURE] = set_figure,
    [BLOCK_IMAGE] = set_image,
    [BLOCK_CALLOUT] = set_callout,
    [BLOCK_META] = set_meta,
    [BLOCK_KPIS] = set_kpis,
    [BLOCK_COUNTERS] = set_counters,
    [BLOCK_COLUMNS] = set_columns,
    [BLOCK_GROUP] = set_group,
    [BLOCK_DECISIONS] = set_decisions,
    [BLOCK_SIGNATURES] = set_signatures,
    [BLOCK_PAGE_BREAK] = set_page_break,
    [BLOCK_LANDSCAPE] = set_landscape,
};

void set_block(flow *f, const doc_block *b) {
    const str *was = f->x->where;
    land(f, b);
    if (b->caption.label.n)
        f->x->where = &b->caption.label;
    if ((unsigned)b->kind < BLOCK_KIND_COUNT)
        setters[b->kind](f, b);
    f->x->where = was;
}

void set_blocks(flow *f, const block_list *l) {
    for (size_t i = 0; i < l->n; i++)
        set_block(f, l->v[i]);
}
