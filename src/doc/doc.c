#include "doc/doc.h"

static const char *const block_names[BLOCK_KIND_COUNT] = {
    [BLOCK_COVER] = "cover",
    [BLOCK_CONTENTS] = "contents",
    [BLOCK_HEADING] = "heading",
    [BLOCK_PARAGRAPH] = "paragraph",
    [BLOCK_LIST] = "list",
    [BLOCK_ITEM] = "item",
    [BLOCK_TABLE] = "table",
    [BLOCK_FIGURE] = "figure",
    [BLOCK_IMAGE] = "image",
    [BLOCK_CALLOUT] = "callout",
    [BLOCK_META] = "meta",
    [BLOCK_KPIS] = "kpis",
    [BLOCK_COUNTERS] = "counters",
    [BLOCK_COLUMNS] = "columns",
    [BLOCK_GROUP] = "group",
    [BLOCK_DECISIONS] = "decisions",
    [BLOCK_SIGNATURES] = "signatures",
    [BLOCK_PAGE_BREAK] = "page break",
    [BLOCK_LANDSCAPE] = "landscape",
};

const char *doc_block_name(block_kind k) {
    return (unsigned)k < BLOCK_KIND_COUNT ? block_names[k] : "?";
}

doc_block *doc_block_new(arena *a, block_kind k, span at) {
    doc_block *b = NEW(a, doc_block);
    b->kind = k;
    b->place = at;
    return b;
}

doc_inline *doc_text(arena *a, inline_list *l, str text, uint16_t flags) {
    doc_inline *i = list_add(a, l);
    i->kind = INLINE_TEXT;
    i->text = text;
    i->flags = (uint8_t)flags;
    return i;
}

bool doc_is_junction(const doc_drawing *d, size_t series, size_t point) {
    const doc_series *s = &d->series.v[series];
    const figure *f = s->points.v[point].figure;
    if (!f || s->role != SERIES_TARGET)
        return false;
    for (size_t i = 0; i < d->series.n; i++) {
        const doc_series *o = &d->series.v[i];
        if (o->role == SERIES_OBSERVED && point < o->points.n &&
            o->points.v[point].figure == f)
            return true;
    }
    return false;
}

static void plain_into(buf *b, const inline_list *l) {
    for (size_t i = 0; i < l->n; i++) {
        const doc_inline *in = &l->v[i];
        switch (in->kind) {
        case INLINE_LINK:
            plain_into(b, &in->kids);
            break;
        case INLINE_BREAK:
            buf_c(b, ' ');
            break;
        case INLINE_TEXT:
        case INLINE_FIGURE:
        case INLINE_PILL:
        case INLINE_STATE:
        case INLINE_CHIP:
        case INLINE_DOT:
        case INLINE_BOX:
        case INLINE_SIGN:
            buf_str(b, in->text);
            break;
        case INLINE_FOOTNOTE:
        case INLINE_PAGE_OF:
        case INLINE_PAGES_OF:
        case INLINE_PAGE_TOTAL:
        case INLINE_RUNNING_TITLE:
            break;
        }
    }
}

str doc_plain(arena *a, const inline_list *l) {
    buf b = buf_new(a);
    plain_into(&b, l);
    return buf_take(&b);
}
