/* pdf_write: the parts in their order. */
#include "pdf/parts_int.h"

/* zlib's; 6 takes 1.4 times as long to save one byte in a hundred. */
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
    j->page_ids[index] = pdf_add_page(j->file, content, entries, n);
}

static void write_pages(pdf_job *j) {
    j->resources = pdf_reserve(j->file);
    j->page_ids = NEW_ARRAY(j->a, uint32_t, j->pages->pages.n + 1);
    reserve_links(j);
    for (uint32_t i = 0; i < j->pages->pages.n; i++)
        write_page(j, i);
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

static void write_parts(pdf_job *j) {
    open_fonts(j);
    write_pages(j);
    write_resources(j);
    write_fonts(j);
    write_images(j);
    write_links(j);
    write_structure(j);
    write_outline(j);
    write_labels(j);
    write_attachments(j);
    write_metadata(j);
}

bool pdf_write(arena *a, const page_list *pages, const pdf_options *o,
               diag_sink *sink, str *out) {
    size_t errors = sink->errors;
    if (!pages->pages.n)
        arena_fault(a, "pdf: no page");
    pdf_job j = {.a = a, .pages = pages, .options = o, .sink = sink};
    j.file = pdf_file_open(a, o->compression ? o->compression : LEVEL);
    j.scratch = buf_new(a);
    write_parts(&j);
    pdf_failure why = {0};
    if (!pdf_finish(j.file, out, &why))
        DIAG_AT(sink, E0710, SPAN_NONE, str_fmt(a, "%04X", why.code),
                str_fmt(a, "%u", why.detail));
    return sink->errors == errors;
}
