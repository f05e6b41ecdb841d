/*
 * Passes. Writing a page number may move the page that it names: the whole is
 * measured again with the numbers that the pass before found, until none
 * changes, four times at most. The first pass knows none and sets « 000 ».
 * Paras keep their lines from pass to pass, so that a further pass costs
 * little more than the page builder. Painting is done once, at the end.
 */
#include "layout/layout_int.h"

enum { PASSES_MAX = 4 };

anchor new_anchor(layout *x) {
    list_push(x->out, &x->list->anchors, (destination){0});
    return (anchor)(x->list->anchors.n - 1);
}

static void fill_metadata(layout *x) {
    const document *d = x->d;
    metadata *m = &x->list->meta;
    m->title = d->title;
    m->author = d->author;
    m->subject = d->subject;
    m->keywords = d->keywords;
    m->lang = d->lang;
    m->day = d->day;
    m->version = d->version;
    m->identifier = d->identifier;
}

/* What each pass starts from. */
static void begin_pass(layout *x, arena *out) {
    x->out = out;
    x->list = NEW(out, page_list);
    x->list->root = element_new(out, NULL, ROLE_DOCUMENT);
    element_more_of(out, x->list->root)->lang = x->d->lang;
    fill_metadata(x);
    for (uint32_t i = 0; i < x->anchor_count; i++)
        list_push(out, &x->list->anchors, (destination){0});
    x->note_number = x->table_number = x->float_number = 0;
    x->section = NULL;
    x->feet.v = NULL;
    x->feet.n = x->feet.cap = 0;
}

static flow page_flow(layout *x) {
    const page_geometry *g = geometry_of(x, GEOMETRY_PORTRAIT);
    mpt axis = g->margin_column ? g->margin_column + g->gutter : 0;
    flow f = {.x = x, .parent = x->list->root};
    f.full_width = g->width - g->left - g->right;
    f.left = axis;
    f.width = f.full_width - axis;
    f.label_width = g->margin_column;
    return f;
}

/* Page of each anchor; whether that or the count of pages changed. */
static bool note_pages(layout *x, const sheets *s) {
    bool changed = x->page_count != s->v.n;
    x->page_count = (uint32_t)s->v.n;
    uint32_t *seen = NEW_ARRAY(x->a, uint32_t, x->anchor_count + 1);
    for (size_t i = 0; i < s->v.n; i++)
        for (size_t k = 0; k < s->v.v[i].boxes.n; k++) {
            const placed *p = &s->v.v[i].boxes.v[k];
            for (size_t j = 0; j < p->box->anchors.n; j++) {
                anchor a = p->box->anchors.v[j];
                if (a < x->anchor_count && !seen[a])
                    seen[a] = (uint32_t)i + 1;
            }
        }
    for (uint32_t a = 0; a < x->anchor_count; a++) {
        changed |= x->page_of[a] != seen[a];
        x->page_of[a] = seen[a];
    }
    return changed;
}

static bool measure(layout *x, arena *out, sheets *s) {
    begin_pass(x, out);
    flow f = page_flow(x);
    for (size_t i = 0; i < x->d->body.n; i++) {
        set_block(&f, x->d->body.v[i]);
        settle_paras(x);
    }
    if (!f.boxes.n || f.anchors.n) {
        vbox *end = flow_add(&f, 0, 0); /* anchors after the last box */
        end->penalty = f.boxes.n > 1 ? NEVER : 0;
    }
    s->v.v = NULL;
    s->v.n = s->v.cap = 0;
    return make_pages(x, &f, s);
}

/* Passes until the numbers stand still; false when they do not. The first
   pass is never the last, so only the others make what is kept. */
static bool settle(layout *x, sheets *s, bool *full) {
    for (int i = 0; i < PASSES_MAX; i++) {
        settle_paras(x);
        arena_reset(x->a);
        *full = measure(x, i ? x->c->a : x->a, s);
        x->pass++;
        if (!note_pages(x, s))
            return true;
    }
    return false;
}

/* What was made for a text that turned out to be empty is no element; cells
   stay, for the grid. */
static void drop_empty(element *e) {
    uint32_t n = 0;
    for (size_t i = 0; i < e->kids.n; i++) {
        element *k = e->kids.v[i].element;
        if (e->kids.v[i].kind == KID_ELEMENT) {
            drop_empty(k);
            if (!k->kids.n && k->role != ROLE_TH && k->role != ROLE_TD)
                continue;
        }
        e->kids.v[n++] = e->kids.v[i];
    }
    e->kids.n = n;
}

static page_list *run(layout *x) {
    sheets s = {0};
    bool full = true;
    if (!settle(x, &s, &full))
        DIAG_AT(x->c->sink, W0604, SPAN_NONE,
                str_fmt(x->keep, "%d", PASSES_MAX));
    if (!full)
        DIAG_AT(x->c->sink, N0605, SPAN_NONE, S("5"));
    paint(x, &s);
    drop_empty(x->list->root);
    return x->list;
}

page_list *layout_document(const layout_context *c, const document *d) {
    size_t errors = c->sink->errors;
    layout x = {.c = c, .t = c->theme, .d = d};
    x.keep = arena_child(c->a);
    x.a = arena_child(c->a);
    x.brief = arena_child(c->a);
    x.draw = (draw_context){.a = x.keep, .theme = c->theme, .fonts = c->fonts};
    x.drawings = map_new(x.keep);
    x.anchor_count = d->anchor_count ? d->anchor_count : 1;
    x.page_of = NEW_ARRAY(x.keep, uint32_t, x.anchor_count);
    page_list *l = run(&x);
    arena_free(x.brief);
    arena_free(x.a);
    arena_free(x.keep);
    return c->sink->errors > errors ? NULL : l;
}
