/* Links: annotations, and the places that they and the outline lead to. */
#include "pdf/parts_int.h"

bool put_destination(pdf_job *j, buf *b, uint32_t anchor) {
    const page_list *l = j->pages;
    if (anchor >= l->anchors.n || !l->anchors.v[anchor].known ||
        l->anchors.v[anchor].page >= l->pages.n)
        return false;
    destination d = l->anchors.v[anchor];
    buf_c(b, '[');
    put_ref(b, j->page_ids.v[d.page]);
    buf_z(b, "/XYZ null ");
    put_milli(b, (int64_t)l->pages.v[d.page].height - d.y);
    buf_z(b, " null]");
    return true;
}

static void put_target(pdf_job *j, buf *b, const link *k) {
    if (k->uri.n) {
        buf_z(b, "/A<</S/URI/URI");
        put_uri(b, k->uri);
        buf_z(b, ">>");
        return;
    }
    buf_z(b, "/Dest");
    if (!put_destination(j, b, k->anchor))
        DIAG_AT(j->sink, E0712, k->element ? k->element->place : SPAN_NONE,
                k->contents);
}

static void put_box(buf *b, const page *p, rect r) {
    const int64_t corners[] = {r.x, (int64_t)p->height - r.y - r.h,
                               (int64_t)r.x + r.w, (int64_t)p->height - r.y};
    for (int i = 0; i < 4; i++) {
        if (i)
            buf_c(b, ' ');
        put_milli(b, corners[i]);
    }
}

static void write_link(pdf_job *j, uint32_t page_index, uint32_t index) {
    const page *p = &j->pages->pages.v[page_index];
    const link *k = &p->links.v[index];
    uint32_t global = j->first_link.v[page_index] + index;
    buf *b = &j->scratch;
    b->n = 0;
    /* F 4: printed, as PDF/A wants. */
    buf_z(b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
    put_box(b, p, k->box);
    buf_fmt(b, "]/StructParent %u/Contents", j->pages->pages.n + global);
    put_text(b, k->contents);
    put_target(j, b, k);
    buf_z(b, ">>");
    pdf_put(j->file, j->link_ids.v[global], buf_slice(b));
}

void write_links(pdf_job *j) {
    for (uint32_t p = 0; p < j->pages->pages.n; p++)
        for (uint32_t i = 0; i < j->pages->pages.v[p].links.n; i++)
            write_link(j, p, i);
}

uint32_t add_annots(pdf_job *j, uint32_t page_index) {
    size_t n = j->pages->pages.v[page_index].links.n;
    list_push(j->a, &j->first_link, (uint32_t)j->link_ids.n);
    if (!n)
        return 0;
    buf *b = &j->scratch;
    b->n = 0;
    buf_c(b, '[');
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_c(b, ' ');
        uint32_t link = pdf_reserve(j->file);
        list_push(j->a, &j->link_ids, link);
        put_ref(b, link);
    }
    buf_c(b, ']');
    uint32_t id = pdf_reserve(j->file);
    pdf_put(j->file, id, buf_slice(b));
    return id;
}
