/*
 * The file: streams first, then all other objects packed into object streams,
 * then the cross-reference stream. /ID is the MD5 of every byte before it.
 */
#include "base/list.h"
#include "pdf/pdf_int.h"

enum {
    PACKED = 200, /* objects in one object stream */
    ROW = 7       /* type 1, offset or stream 4, index or generation 2 */
};

/* One row of the cross-reference table. */
typedef struct xref_row {
    uint8_t type; /* 0 free, 1 at an offset, 2 in an object stream */
    uint32_t where;
    uint16_t index;
} xref_row;

typedef struct writer {
    arena *a;
    deflater *deflater;
    const pdf_slots *slots;
    buf out;
    LIST(xref_row) rows;
} writer;

static void begin_object(writer *w, uint32_t id) {
    if (w->out.n > UINT32_MAX)
        arena_fault(w->a, "pdf: file over 4 GiB");
    w->rows.v[id] = (xref_row){1, (uint32_t)w->out.n, 0};
    buf_int(&w->out, id);
    buf_z(&w->out, " 0 obj\n");
}

static void write_stream(writer *w, uint32_t id, str dict, str data) {
    begin_object(w, id);
    buf_z(&w->out, "<<");
    buf_str(&w->out, dict);
    buf_z(&w->out, "/Length ");
    buf_int(&w->out, (int64_t)data.n);
    buf_z(&w->out, ">>\nstream\n");
    buf_str(&w->out, data);
    buf_z(&w->out, "\nendstream\nendobj\n");
}

static void write_streams(writer *w) {
    for (uint32_t id = 1; id < w->slots->n; id++)
        if (w->slots->v[id].kind == SLOT_STREAM)
            write_stream(w, id, w->slots->v[id].dict, w->slots->v[id].data);
}

static void flush_packed(writer *w, buf *head, buf *body, int count) {
    uint32_t id = (uint32_t)w->rows.n;
    list_push(w->a, &w->rows, (xref_row){0});
    buf_c(head, '\n');
    size_t first = head->n;
    buf_str(head, buf_slice(body));
    str dict = str_fmt(w->a, "/Type/ObjStm/N %d/First %zu/Filter/FlateDecode",
                       count, first);
    write_stream(w, id, dict, deflater_run(w->deflater, buf_slice(head)));
    head->n = body->n = 0;
}

static void write_packed(writer *w) {
    buf head = buf_new(w->a), body = buf_new(w->a);
    int count = 0;
    for (uint32_t id = 1; id < w->slots->n; id++) {
        if (w->slots->v[id].kind != SLOT_VALUE)
            continue;
        w->rows.v[id] = (xref_row){2, (uint32_t)w->rows.n, (uint16_t)count};
        if (count)
            buf_c(&head, ' ');
        buf_int(&head, id);
        buf_c(&head, ' ');
        buf_int(&head, (int64_t)body.n);
        buf_str(&body, w->slots->v[id].dict);
        buf_c(&body, '\n');
        if (++count == PACKED) {
            flush_packed(w, &head, &body, count);
            count = 0;
        }
    }
    if (count)
        flush_packed(w, &head, &body, count);
}

/* Free numbers form a list that starts at object 0. */
static void chain_free(writer *w) {
    uint32_t next = 0;
    for (uint32_t id = (uint32_t)w->slots->n; id-- > 0;)
        if (w->rows.v[id].type == 0) {
            w->rows.v[id] = (xref_row){0, next, id ? 0 : 65535};
            next = id;
        }
}

/* Rows through PNG's « up » predictor, which deflate then takes for nothing. */
static str pack_rows(writer *w) {
    buf b = buf_new(w->a);
    uint8_t before[ROW] = {0};
    for (size_t i = 0; i < w->rows.n; i++) {
        xref_row r = w->rows.v[i];
        const uint8_t row[ROW] = {r.type,
                                  (uint8_t)(r.where >> 24),
                                  (uint8_t)(r.where >> 16),
                                  (uint8_t)(r.where >> 8),
                                  (uint8_t)r.where,
                                  (uint8_t)(r.index >> 8),
                                  (uint8_t)r.index};
        buf_c(&b, 2);
        for (int k = 0; k < ROW; k++)
            buf_c(&b, (char)(row[k] - before[k]));
        memcpy(before, row, ROW);
    }
    return deflater_run(w->deflater, buf_slice(&b));
}

static void put_digest(buf *b, const uint8_t digest[16]) {
    buf_c(b, '<');
    for (int i = 0; i < 16; i += 2)
        put_hex4(b, (unsigned)digest[i] << 8 | digest[i + 1]);
    buf_c(b, '>');
}

static void write_xref(writer *w) {
    uint8_t digest[16];
    md5(buf_slice(&w->out), digest);
    uint32_t id = (uint32_t)w->rows.n;
    list_push(w->a, &w->rows, (xref_row){1, (uint32_t)w->out.n, 0});
    size_t start = w->out.n;
    buf dict = buf_new(w->a);
    buf_fmt(&dict, "/Type/XRef/Size %u/W[1 4 2]/Root %u 0 R/Info %u 0 R",
            id + 1, w->slots->catalog, w->slots->info);
    buf_z(&dict, "/ID[");
    put_digest(&dict, digest);
    put_digest(&dict, digest);
    buf_z(&dict, "]/DecodeParms<</Predictor 12/Columns 7>>");
    buf_z(&dict, "/Filter/FlateDecode");
    write_stream(w, id, buf_slice(&dict), pack_rows(w));
    buf_fmt(&w->out, "startxref\n%zu\n%%%%EOF\n", start);
}

/* Room for everything at once: a buffer that doubles would cost as much
   again. */
static buf make_room(arena *a, const pdf_slots *slots) {
    size_t n = 4096;
    for (size_t i = 0; i < slots->n; i++)
        n += slots->v[i].dict.n + slots->v[i].data.n + 64;
    return (buf){.a = a, .p = arena_alloc(a, n), .cap = n};
}

str write_file(arena *a, deflater *d, const pdf_slots *slots) {
    writer w = {.a = a, .deflater = d, .slots = slots};
    w.out = make_room(a, slots);
    for (size_t i = 0; i < slots->n; i++)
        list_push(a, &w.rows, (xref_row){0});
    buf_z(&w.out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    write_streams(&w);
    write_packed(&w);
    chain_free(&w);
    write_xref(&w);
    return buf_take(&w.out);
}
