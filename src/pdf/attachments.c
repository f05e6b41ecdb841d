/* Attachments: files within the file (PDF/A-3), each with its relationship. */
#include <stdlib.h>

#include "pdf/parts_int.h"

typedef struct attached {
    str key; /* the bytes that the name tree sorts by */
    str name;
    uint32_t id;
} attached;

static uint32_t add_data(pdf_job *j, const attachment *t) {
    uint32_t id = pdf_reserve(j->file);
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "/Type/EmbeddedFile/Subtype");
    put_name(b, t->mime);
    buf_fmt(b, "/Params<</Size %zu", t->data.n);
    if (date_has(t->modified)) {
        date d = date_first(t->modified);
        buf_fmt(b, "/ModDate(D:%04d%02d%02d000000Z)", d.year, d.month, d.day);
    }
    buf_z(b, ">>");
    pdf_put_stream(j->file, id, str_dup(j->a, buf_slice(b)), t->data);
    return id;
}

static uint32_t add_file(pdf_job *j, const attachment *t) {
    uint32_t data = add_data(j, t), id = pdf_reserve(j->file);
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "<</Type/Filespec/F");
    put_text(b, t->name);
    buf_z(b, "/UF");
    put_text(b, t->name);
    if (t->description.n) {
        buf_z(b, "/Desc");
        put_text(b, t->description);
    }
    buf_z(b, "/AFRelationship");
    put_name(b, t->relationship);
    buf_fmt(b, "/EF<</F %u 0 R/UF %u 0 R>>>>", data, data);
    pdf_put(j->file, id, buf_slice(b));
    return id;
}

static int by_key(const void *x, const void *y) {
    return str_cmp(((const attached *)x)->key, ((const attached *)y)->key);
}

static void write_names(pdf_job *j, attached *files, size_t n) {
    qsort(files, n, sizeof *files, by_key);
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "<</EmbeddedFiles<</Names[");
    for (size_t i = 0; i < n; i++) {
        put_text(b, files[i].name);
        put_ref(b, files[i].id);
        buf_c(b, ' ');
    }
    buf_z(b, "]>>>>");
    uint32_t id = pdf_reserve(j->file);
    pdf_put(j->file, id, buf_slice(b));
    pdf_catalog_reference(j->file, "Names", id);
}

void write_attachments(pdf_job *j) {
    size_t n = j->pages->attachments.n;
    if (!n)
        return;
    attached *files = NEW_ARRAY(j->a, attached, n);
    buf list = buf_new(j->a);
    buf_c(&list, '[');
    for (size_t i = 0; i < n; i++) {
        const attachment *t = &j->pages->attachments.v[i];
        files[i] =
            (attached){text_bytes(j->a, t->name), t->name, add_file(j, t)};
        put_ref(&list, files[i].id);
        buf_c(&list, ' ');
    }
    buf_c(&list, ']');
    write_names(j, files, n);
    uint32_t id = pdf_reserve(j->file);
    pdf_put(j->file, id, buf_slice(&list));
    pdf_catalog_reference(j->file, "AF", id);
}
