/* The parts of a file in their order. */
#include "pdf/parts_int.h"

/* libdeflate's; 6 takes a tenth longer to save one byte in a hundred. */
enum { LEVEL = 5 };

/* Pages of one size share their box. */
static uint32_t box_id(pdf_job *j, const page *p) {
    for (size_t i = 0; i < j->boxes.n; i++)
        if (j->boxes.v[i].w == p->width && j->boxes.v[i].h == p->height)
            return j->boxes.v[i].id;
    uint32_t id = pdf_reserve(j->file);
    list_push(j->a, &j->boxes, (pdf_box){p->width, p->height, id});
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "[0 0 ");
    put_milli(b, p->width);
    buf_c(b, ' ');
    put_milli(b, p->height);
    buf_c(b, ']');
    pdf_put(j->file, id, buf_slice(b));
    return id;
}

static void write_page(pdf_job *j, uint32_t index) {
    pdf_entry entries[4] = {
        {"MediaBox", true, box_id(j, &j->pages->pages.v[index])},
        {"Resources", true, j->resources},
        {"StructParents", false, index}};
    size_t n = 3;
    uint32_t annots = add_annots(j, index);
    if (annots)
        entries[n++] = (pdf_entry){"Annots", true, annots};
    str content = write_content(j, index);
    list_push(j->a, &j->page_ids, pdf_add_page(j->file, content, entries, n));
}

static void write_resources(pdf_job *j) {
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "<</Font<<");
    for (uint32_t i = 0; i < j->font_count; i++)
        if (j->fonts[i].id)
            buf_fmt(b, "/F%u %u 0 R", i, j->fonts[i].id);
    buf_z(b, ">>");
    if (j->images.n) {
        buf_z(b, "/XObject<<");
        for (size_t i = 0; i < j->images.n; i++)
            buf_fmt(b, "/I%zu %u 0 R", i, j->images.v[i].id);
        buf_z(b, ">>");
    }
    buf_z(b, ">>");
    pdf_put(j->file, j->resources, buf_slice(b));
}

pdf_job *pdf_open(arena *a, const pdf_options *o, diag_sink *sink) {
    pdf_job *j = NEW(a, pdf_job);
    *j = (pdf_job){.a = a, .options = *o, .sink = sink};
    j->file = pdf_file_open(a, o->compression ? o->compression : LEVEL);
    j->scratch = buf_new(a);
    open_fonts(j);
    j->resources = pdf_reserve(j->file);
    return j;
}

void pdf_take(pdf_job *j, const page_list *l, uint32_t index) {
    if (index != j->page_ids.n || index >= l->pages.n)
        arena_fault(j->a, "pdf: a page out of turn");
    j->pages = l;
    write_page(j, index);
}

bool pdf_close(pdf_job *j, str *out) {
    size_t errors = j->sink->errors;
    if (!j->page_ids.n)
        arena_fault(j->a, "pdf: no page");
    if (j->page_ids.n != j->pages->pages.n)
        arena_fault(j->a, "pdf: pages are missing");
    write_resources(j);
    write_fonts(j);
    write_images(j);
    write_links(j);
    write_structure(j);
    write_outline(j);
    write_labels(j);
    write_attachments(j);
    write_metadata(j);
    pdf_failure why = {0};
    if (!pdf_finish(j->file, out, &why))
        DIAG_AT(j->sink, E0710, SPAN_NONE, str_fmt(j->a, "%04X", why.code),
                str_fmt(j->a, "%u", why.detail));
    return j->sink->errors == errors;
}

bool pdf_write(arena *a, const page_list *pages, const pdf_options *o,
               diag_sink *sink, str *out) {
    pdf_job *j = pdf_open(a, o, sink);
    for (uint32_t i = 0; i < pages->pages.n; i++)
        pdf_take(j, pages, i);
    return pdf_close(j, out);
}
