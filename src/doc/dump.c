/* The document as text: one block a line, kids indented; a figure as
   « text⟨key⟩ », so that tests can join the PDF with the workbook. */
#include "doc/doc.h"

typedef struct dump {
    buf *out;
    int depth;
} dump;

static void dump_block(dump *d, const doc_block *b);

static void indent(const dump *d) {
    for (int i = 0; i < d->depth; i++)
        buf_z(d->out, "  ");
}

static void dump_blocks(dump *d, const block_list *l) {
    d->depth++;
    for (size_t i = 0; i < l->n; i++)
        dump_block(d, l->v[i]);
    d->depth--;
}

static void dump_inlines(dump *d, const inline_list *l);

static void dump_marked(buf *out, const char *open, str s, const char *close) {
    buf_z(out, open);
    buf_str(out, s);
    buf_z(out, close);
}

static void dump_pages(buf *out, const doc_inline *in) {
    buf_z(out, "{pages");
    for (size_t i = 0; i < in->targets.n; i++)
        buf_fmt(out, " #%u", in->targets.v[i]);
    buf_z(out, "}");
}

static void dump_marks(buf *out, unsigned marks) {
    static const char letters[] = "iepqr";
    if (!marks)
        return;
    buf_c(out, '^');
    for (int i = 0; i < 5; i++)
        if (marks & 1u << i)
            buf_c(out, letters[i]);
}

static void dump_note(dump *d, const doc_inline *in) {
    buf_z(d->out, "{note: ");
    for (size_t i = 0; i < in->note.n; i++) {
        buf_z(d->out, i ? " / " : "");
        dump_inlines(d, &in->note.v[i]->text);
    }
    buf_z(d->out, "}");
}

static void dump_text(buf *out, const doc_inline *in) {
    static const char *const marks[] = {"_", "*", "`", "^", "~", "+", "!"};
    for (int i = 0; i < 7; i++)
        if (in->flags & 1u << i)
            buf_z(out, marks[i]);
    buf_str(out, in->text);
    for (int i = 6; i >= 0; i--)
        if (in->flags & 1u << i)
            buf_z(out, marks[i]);
}

static void dump_link(dump *d, const doc_inline *in) {
    buf_c(d->out, '[');
    dump_inlines(d, &in->kids);
    if (in->to)
        buf_fmt(d->out, "](#%u)", in->to);
    else
        dump_marked(d->out, "](", in->uri, ")");
}

static void dump_inline(dump *d, const doc_inline *in) {
    buf *out = d->out;
    switch (in->kind) {
    case INLINE_TEXT:
        dump_text(out, in);
        break;
    case INLINE_FIGURE:
        buf_str(out, in->text);
        if (in->figure && in->figure->key.n)
            dump_marked(out, "⟨", in->figure->key, "⟩");
        break;
    case INLINE_LINK:
        dump_link(d, in);
        break;
    case INLINE_FOOTNOTE:
        dump_note(d, in);
        break;
    case INLINE_PAGE_OF:
        buf_fmt(out, "{page #%u}", in->to);
        break;
    case INLINE_PAGES_OF:
        dump_pages(out, in);
        break;
    case INLINE_PAGE_TOTAL:
        buf_z(out, "{page total}");
        break;
    case INLINE_RUNNING_TITLE:
        buf_z(out, "{running title}");
        break;
    case INLINE_PILL:
        dump_marked(out, "(", in->text, ")");
        break;
    case INLINE_STATE:
        buf_fmt(out, "{sign %d} ", in->pill);
        buf_str(out, in->text);
        break;
    case INLINE_BREAK:
        buf_z(out, " ⏎ ");
        break;
    case INLINE_CHIP:
        dump_marked(out, "{chip ", in->text, "}");
        break;
    case INLINE_DOT:
        dump_marked(out, "{dot ", in->text, "}");
        break;
    case INLINE_BOX:
        buf_z(out, "☐ ");
        buf_str(out, in->text);
        break;
    case INLINE_SIGN:
        buf_fmt(out, "{sign %d ", in->pill);
        dump_marked(out, "", in->text, "}");
        break;
    }
    dump_marks(out, in->marks);
}

static void dump_inlines(dump *d, const inline_list *l) {
    for (size_t i = 0; i < l->n; i++)
        dump_inline(d, &l->v[i]);
}

static void dump_points(buf *out, const doc_series *s) {
    for (size_t j = 0; j < s->points.n; j++) {
        const figure *f = s->points.v[j].figure;
        buf_z(out, j ? " | " : "");
        if (!f)
            continue;
        buf_str(out, f->text);
        if (f->key.n)
            dump_marked(out, "⟨", f->key, "⟩");
    }
}

static void dump_drawing(dump *d, const doc_drawing *w) {
    d->depth++;
    indent(d);
    buf_fmt(d->out, "drawing %d", w->kind);
    for (size_t i = 0; i < w->categories.n; i++)
        dump_marked(d->out, i ? ", " : ": ", w->categories.v[i], "");
    buf_c(d->out, '\n');
    for (size_t i = 0; i < w->series.n; i++) {
        indent(d);
        dump_marked(d->out, "series ", w->series.v[i].name, ": ");
        dump_points(d->out, &w->series.v[i]);
        buf_c(d->out, '\n');
    }
    indent(d);
    dump_marked(d->out, "alt: ", w->alt, "\n");
    d->depth--;
}

static void dump_row(dump *d, const doc_row *r) {
    static const char *const names[] = {"row", "group", "subtotal", "total",
                                        "check"};
    indent(d);
    buf_z(d->out, names[r->kind]);
    for (size_t i = 0; i < r->anchors.n; i++)
        buf_fmt(d->out, " #%u", r->anchors.v[i]);
    for (size_t i = 0; i < r->cells.n; i++) {
        const doc_cell *c = &r->cells.v[i];
        buf_z(d->out, i ? " | " : ": ");
        if (c->col_span > 1)
            buf_fmt(d->out, "<%d>", c->col_span);
        dump_inlines(d, &c->text);
        if (c->drawing)
            buf_fmt(d->out, "{drawing %d}", c->drawing->kind);
    }
    buf_c(d->out, '\n');
}

static void dump_table(dump *d, const doc_table *t) {
    d->depth++;
    indent(d);
    buf_z(d->out, "head");
    for (size_t i = 0; i < t->columns.n; i++) {
        buf_z(d->out, i ? " | " : ": ");
        dump_inlines(d, &t->columns.v[i].head);
    }
    buf_c(d->out, '\n');
    for (size_t i = 0; i < t->rows.n; i++)
        dump_row(d, &t->rows.v[i]);
    d->depth--;
}

static void dump_notes(dump *d, const doc_block *b) {
    d->depth++;
    for (size_t i = 0; i < b->notes.n; i++) {
        indent(d);
        dump_marked(d->out, "", b->notes.v[i].label, ": ");
        dump_inlines(d, &b->notes.v[i].text);
        buf_c(d->out, '\n');
    }
    d->depth--;
}

static void dump_strip(dump *d, const doc_block *b) {
    d->depth++;
    for (size_t i = 0; i < b->strip.n; i++) {
        const strip_item *s = &b->strip.v[i];
        indent(d);
        dump_marked(d->out, "", s->label, ": ");
        dump_inlines(d, &s->value);
        if (s->figure)
            dump_marked(d->out, "⟨", s->figure->key, "⟩");
        dump_marked(d->out, " ", s->unit, " / ");
        dump_marked(d->out, "", s->foot, "\n");
    }
    d->depth--;
}

static void dump_entries(dump *d, const doc_block *b) {
    d->depth++;
    for (size_t i = 0; i < b->entries.n; i++) {
        const contents_entry *e = &b->entries.v[i];
        indent(d);
        buf_fmt(d->out, "%d %.*s %.*s #%u\n", e->level, STR_ARG(e->number),
                STR_ARG(e->title), e->to);
    }
    d->depth--;
}

static void dump_cover(dump *d, const doc_cover *c) {
    d->depth++;
    indent(d);
    buf_fmt(d->out, "%.*s / %.*s / %.*s / ", STR_ARG(c->kind),
            STR_ARG(c->name_before), STR_ARG(c->name));
    dump_inlines(d, &c->tagline);
    buf_c(d->out, '\n');
    for (size_t i = 0; i < c->rows.n; i++) {
        indent(d);
        dump_marked(d->out, "", c->rows.v[i].label, ": ");
        dump_inlines(d, &c->rows.v[i].value);
        buf_c(d->out, '\n');
    }
    d->depth--;
}

static void dump_signatures(dump *d, const doc_block *b) {
    d->depth++;
    for (size_t i = 0; i < b->signatures.n; i++) {
        const signature_box *s = &b->signatures.v[i];
        indent(d);
        buf_fmt(d->out, "%.*s / %.*s / %.*s\n", STR_ARG(s->capacity),
                STR_ARG(s->quality), STR_ARG(s->mention));
    }
    d->depth--;
}

static void dump_decisions(dump *d, const doc_block *b) {
    d->depth++;
    for (size_t i = 0; i < b->decisions.n; i++) {
        const decision_row *r = &b->decisions.v[i];
        indent(d);
        buf_str(d->out, r->code);
        const inline_list *parts[] = {&r->title, &r->reason, &r->cost,
                                      &r->answer};
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
            buf_z(d->out, " / ");
            dump_inlines(d, parts[k]);
        }
        buf_c(d->out, '\n');
    }
    d->depth--;
}

static void dump_head(dump *d, const doc_block *b) {
    indent(d);
    buf_z(d->out, doc_block_name(b->kind));
    if (b->label.n) {
        buf_c(d->out, ' ');
        dump_inlines(d, &b->label);
    }
    if (b->level)
        buf_fmt(d->out, " %d", b->level);
    for (size_t i = 0; i < b->anchors.n; i++)
        buf_fmt(d->out, " #%u", b->anchors.v[i]);
    for (size_t i = 0; i < b->margin.n; i++)
        dump_marked(d->out, " (", b->margin.v[i].pill, ")");
    if (b->number.n)
        dump_marked(d->out, " ", b->number, "");
    for (size_t i = 0; i < b->criteria.n; i++)
        dump_marked(d->out, " (", b->criteria.v[i], ")");
    if (b->callout_label.n)
        dump_marked(d->out, " [", b->callout_label, "]");
    if (b->caption.label.n || b->caption.text.n) {
        dump_marked(d->out, " ", b->caption.label, ". ");
        dump_inlines(d, &b->caption.text);
        buf_z(d->out, b->caption.illustrative ? " (illustrative)" : "");
    }
    if (b->text.n) {
        buf_z(d->out, ": ");
        dump_inlines(d, &b->text);
    }
    if (b->subtitle.n)
        dump_marked(d->out, " / ", b->subtitle, "");
    buf_c(d->out, '\n');
}

static void dump_block(dump *d, const doc_block *b) {
    dump_head(d, b);
    if (b->kind == BLOCK_TABLE && b->table)
        dump_table(d, b->table);
    if (b->kind == BLOCK_FIGURE && b->drawing)
        dump_drawing(d, b->drawing);
    if (b->kind == BLOCK_COVER && b->cover)
        dump_cover(d, b->cover);
    if (b->kind == BLOCK_IMAGE && b->image) {
        d->depth++;
        indent(d);
        dump_marked(d->out, "alt: ", b->image->alt, "\n");
        d->depth--;
    }
    dump_strip(d, b);
    dump_entries(d, b);
    dump_signatures(d, b);
    dump_decisions(d, b);
    dump_blocks(d, &b->kids);
    dump_notes(d, b);
}

void doc_dump(buf *out, const document *doc) {
    dump d = {.out = out};
    buf_fmt(out, "document %.*s (%.*s), %.*s\n", STR_ARG(doc->title),
            STR_ARG(doc->lang), STR_ARG(doc->version));
    dump_blocks(&d, &doc->body);
}
