/*
 * page_dump: what stands on the pages, as text.
 *
 * Items follow their order on the page. A line of text is what shares a
 * baseline within one marked content, between bars so that blanks show; a face
 * is named where it changes:
 *
 *   page 1 « 1 » 595.276 × 841.89
 *     P 4 prose/contexte.md:3:1
 *       178.583 213.5 ‹SourceSerif4-Regular 10 #1a1a1a›|Le campus |
 *
 * Then the structure, each content as page.number, the outline, the
 * attachments.
 */
#include "page/page.h"

typedef struct dump {
    buf *out;
    const page_list *pages;
    int depth;             /* of groups, then of elements */
    const font_face *face; /* of the last text printed */
    mpt size;
    int stretch, tracking;
    rgb colour;
    bool in_line;
    mpt baseline;
} dump;

static void put_mpt(buf *b, mpt v) {
    int64_t u = v < 0 ? -(int64_t)v : v;
    if (v < 0)
        buf_c(b, '-');
    buf_int(b, u / 1000);
    int fraction = (int)(u % 1000), digits = 3;
    if (!fraction)
        return;
    for (; fraction % 10 == 0; fraction /= 10)
        digits--;
    buf_fmt(b, ".%0*d", digits, fraction);
}

static void put_two(buf *b, const char *before, mpt x, const char *between,
                    mpt y) {
    buf_z(b, before);
    put_mpt(b, x);
    buf_z(b, between);
    put_mpt(b, y);
}

static void put_rect(buf *b, rect r) {
    put_two(b, " ", r.x, " ", r.y);
    put_two(b, " ", r.w, " × ", r.h);
}

static void put_rgb(buf *b, rgb c) {
    buf_fmt(b, "#%02x%02x%02x", c.r, c.g, c.b);
}

static void put_quoted(buf *b, const char *key, str s) {
    if (s.n)
        buf_fmt(b, " %s« %.*s »", key, STR_ARG(s));
}

static void indent(dump *d) {
    for (int i = 0; i <= d->depth; i++)
        buf_z(d->out, "  ");
}

static void put_place(buf *b, span at) {
    if (!at.src)
        return;
    place p = source_place(at.src, at.start);
    buf_fmt(b, " %.*s:%u:%u", STR_ARG(at.src->path), p.line, p.column);
}

static void put_anchor(dump *d, uint32_t anchor) {
    if (anchor >= d->pages->anchors.n || !d->pages->anchors.v[anchor].known) {
        buf_z(d->out, " → nowhere");
        return;
    }
    destination to = d->pages->anchors.v[anchor];
    buf_fmt(d->out, " → page %u at ", to.page + 1);
    put_mpt(d->out, to.y);
}

/* --- Items --- */

static void end_line(dump *d) {
    if (d->in_line)
        buf_z(d->out, "|\n");
    d->in_line = false;
}

static bool same_style(const dump *d, const glyphs_item *g) {
    return d->face == g->face && d->size == g->size &&
           d->stretch == g->stretch && d->tracking == g->tracking &&
           d->colour.r == g->colour.r && d->colour.g == g->colour.g &&
           d->colour.b == g->colour.b;
}

/* ‹Face size colour›, with expansion and letterspacing when there are any. */
static void put_style(dump *d, const glyphs_item *g) {
    str name = font_describe(g->face).postscript_name;
    buf_fmt(d->out, "‹%.*s ", STR_ARG(name));
    put_mpt(d->out, g->size);
    buf_c(d->out, ' ');
    put_rgb(d->out, g->colour);
    if (g->stretch != 1000)
        buf_fmt(d->out, " *%d", g->stretch);
    if (g->tracking)
        buf_fmt(d->out, " +%d", g->tracking);
    buf_z(d->out, "›");
    d->face = g->face;
    d->size = g->size;
    d->stretch = g->stretch;
    d->tracking = g->tracking;
    d->colour = g->colour;
}

static void dump_glyphs(dump *d, const glyphs_item *g) {
    bool same_line = d->in_line && d->baseline == g->at.y;
    if (!same_line) {
        end_line(d);
        indent(d);
        put_two(d->out, "", g->at.x, " ", g->at.y);
        buf_c(d->out, ' ');
    }
    if (!same_style(d, g)) {
        if (same_line)
            buf_c(d->out, '|');
        put_style(d, g);
        buf_c(d->out, '|');
    } else if (!same_line) {
        buf_c(d->out, '|');
    }
    for (uint32_t i = 0; i < g->count; i++)
        buf_str(d->out, str_sub(g->text, g->glyphs[i].at,
                                (size_t)g->glyphs[i].at + g->glyphs[i].len));
    d->in_line = true;
    d->baseline = g->at.y;
}

static void extend(rect *r, point p, bool *any) {
    if (!*any)
        *r = (rect){p.x, p.y, 0, 0};
    *any = true;
    if (p.x < r->x) {
        r->w += r->x - p.x;
        r->x = p.x;
    }
    if (p.y < r->y) {
        r->h += r->y - p.y;
        r->y = p.y;
    }
    if (p.x > r->x + r->w)
        r->w = p.x - r->x;
    if (p.y > r->y + r->h)
        r->h = p.y - r->y;
}

static void dump_path(dump *d, const path_item *p) {
    static const int points[] = {
        [PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CURVE] = 3, [PATH_CLOSE] = 0};
    rect box = {0};
    bool any = false;
    for (uint32_t i = 0; i < p->count; i++)
        for (int k = 0; k < points[p->ops[i].verb]; k++)
            extend(&box, p->ops[i].p[k], &any);
    indent(d);
    buf_z(d->out, p->clip ? "clip" : "path");
    if (p->fill) {
        buf_z(d->out, " fill ");
        put_rgb(d->out, p->fill_colour);
    }
    if (p->stroke) {
        buf_z(d->out, " stroke ");
        put_rgb(d->out, p->stroke_colour);
        put_two(d->out, " ", p->width, p->dash[0] ? " dash " : " /",
                p->dash[0]);
    }
    put_rect(d->out, box);
    buf_fmt(d->out, " %u\n", p->count);
}

static void dump_begin(dump *d, const item *it) {
    const element *e = it->begin.element;
    indent(d);
    buf_fmt(d->out, "%s %u", e ? role_name(e->role) : "?", it->begin.mcid);
    if (e)
        put_place(d->out, e->place);
    buf_c(d->out, '\n');
}

static void dump_image(dump *d, const image_item *m) {
    indent(d);
    buf_fmt(d->out, "image %u × %u at", m->image->width, m->image->height);
    put_rect(d->out, m->box);
    buf_c(d->out, '\n');
}

static void dump_item(dump *d, const item *it) {
    static const char *const artifacts[] = {
        [ARTIFACT_LAYOUT] = "layout",
        [ARTIFACT_HEADER] = "header",
        [ARTIFACT_FOOTER] = "footer",
        [ARTIFACT_PAGINATION] = "pagination",
        [ARTIFACT_BACKGROUND] = "background"};
    if (it->kind != ITEM_GLYPHS)
        end_line(d);
    switch (it->kind) {
    case ITEM_BEGIN:
        dump_begin(d, it);
        d->depth++;
        break;
    case ITEM_ARTIFACT:
        indent(d);
        buf_fmt(d->out, "artifact %s\n", artifacts[it->artifact]);
        d->depth++;
        break;
    case ITEM_END:
        d->depth -= d->depth > 0;
        break;
    case ITEM_GLYPHS:
        dump_glyphs(d, &it->glyphs);
        break;
    case ITEM_PATH:
        dump_path(d, &it->path);
        d->depth += it->path.clip;
        break;
    case ITEM_IMAGE:
        dump_image(d, &it->image);
        break;
    }
}

static void dump_link(dump *d, const link *k) {
    buf_z(d->out, "  link");
    put_rect(d->out, k->box);
    if (k->uri.n)
        buf_fmt(d->out, " → %.*s", STR_ARG(k->uri));
    else
        put_anchor(d, k->anchor);
    put_quoted(d->out, "", k->contents);
    buf_c(d->out, '\n');
}

static void dump_page(dump *d, size_t index) {
    const page *p = &d->pages->pages.v[index];
    buf_fmt(d->out, "page %zu « %.*s »", index + 1, STR_ARG(p->label));
    put_two(d->out, " ", p->width, " × ", p->height);
    buf_c(d->out, '\n');
    d->face = NULL;
    d->depth = 0;
    for (size_t i = 0; i < p->items.n; i++)
        dump_item(d, &p->items.v[i]);
    end_line(d);
    for (size_t i = 0; i < p->links.n; i++)
        dump_link(d, &p->links.v[i]);
}

/* --- Structure --- */

static void put_element(dump *d, const element *e) {
    static const char *const scopes[] = {[SCOPE_NONE] = "",
                                         [SCOPE_COLUMN] = " scope column",
                                         [SCOPE_ROW] = " scope row",
                                         [SCOPE_BOTH] = " scope both"};
    buf *b = d->out;
    buf_z(b, role_name(e->role));
    put_quoted(b, "id ", e->more->id);
    buf_z(b, scopes[e->scope]);
    for (size_t i = 0; i < e->more->headers.n; i++)
        put_quoted(b, "head ", e->more->headers.v[i]);
    if (e->col_span > 1)
        buf_fmt(b, " columns %u", e->col_span);
    if (e->row_span > 1)
        buf_fmt(b, " rows %u", e->row_span);
    if (e->more->numbering)
        buf_fmt(b, " %s", e->more->numbering);
    put_quoted(b, "lang ", e->more->lang);
    put_quoted(b, "title ", e->more->title);
    put_quoted(b, "alt ", e->more->alt);
    put_quoted(b, "actual ", e->more->actual);
    put_quoted(b, "summary ", e->more->summary);
}

/* The element, its own contents, its place; then its kids, one a line. */
static void dump_element(dump *d, const element *e) {
    enum { DEEP = 64 };
    indent(d);
    put_element(d, e);
    for (size_t i = 0; i < e->kids.n; i++) {
        const kid *k = &e->kids.v[i];
        if (k->kind != KID_ELEMENT)
            buf_fmt(d->out, k->kind == KID_LINK ? " link %u.%u" : " %u.%u",
                    k->page + 1, k->index);
    }
    put_place(d->out, e->place);
    buf_c(d->out, '\n');
    if (d->depth == DEEP)
        return;
    d->depth++;
    for (size_t i = 0; i < e->kids.n; i++)
        if (e->kids.v[i].kind == KID_ELEMENT)
            dump_element(d, e->kids.v[i].element);
    d->depth--;
}

static void dump_outline(dump *d) {
    if (d->pages->outline.n)
        buf_z(d->out, "outline\n");
    for (size_t i = 0; i < d->pages->outline.n; i++) {
        const outline_entry *e = &d->pages->outline.v[i];
        for (int k = 0; k < e->level; k++)
            buf_z(d->out, "  ");
        buf_str(d->out, e->title);
        put_anchor(d, e->anchor);
        buf_c(d->out, '\n');
    }
}

static void dump_attachments(dump *d) {
    for (size_t i = 0; i < d->pages->attachments.n; i++) {
        const attachment *t = &d->pages->attachments.v[i];
        buf_fmt(d->out, "attachment %.*s %.*s %.*s %zu bytes\n",
                STR_ARG(t->name), STR_ARG(t->mime), STR_ARG(t->relationship),
                t->data.n);
    }
}

void page_dump(buf *out, const page_list *pages) {
    dump d = {.out = out, .pages = pages};
    buf_z(out, "document");
    put_quoted(out, "", pages->meta.title);
    buf_fmt(out, " %.*s ", STR_ARG(pages->meta.lang));
    if (date_has(pages->meta.day))
        buf_date_iso(out, pages->meta.day);
    buf_c(out, '\n');
    for (size_t i = 0; i < pages->pages.n; i++)
        dump_page(&d, i);
    buf_z(out, "structure\n");
    d.depth = 0;
    if (pages->root)
        dump_element(&d, pages->root);
    dump_outline(&d);
    dump_attachments(&d);
}
