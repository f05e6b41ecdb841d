/*
 * The file: streams first, then the object streams, which hold all other
 * objects, then the cross-reference stream. /ID is the MD5 of every byte before
 * it.
 */
#include "base/list.h"
#include "pdf/pdf_int.h"

enum { ROW = 7 }; /* type 1, offset or stream 4, index or generation 2 */

/* One row of the cross-reference table. */
typedef struct xref_row {
    uint8_t type; /* 0 free, 1 at an offset, 2 in an object stream */
    uint32_t where;
    uint16_t index;
} xref_row;

typedef struct writer {
    arena *a;
    deflater *deflater;
    const pdf_parts *parts;
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
    for (uint32_t id = 1; id < w->parts->slot_count; id++) {
        const pdf_slot *s = &w->parts->slots[id];
        if (s->kind == SLOT_STREAM)
            write_stream(w, id, s->dict, s->data);
    }
}

/* Their numbers come after all others. */
static void write_packs(writer *w) {
    uint32_t first = (uint32_t)w->rows.n;
    for (size_t i = 0; i < w->parts->pack_count; i++) {
        const pdf_pack *p = &w->parts->packs[i];
        uint32_t id = (uint32_t)w->rows.n;
        list_push(w->a, &w->rows, (xref_row){0});
        str dict =
            str_fmt(w->a, "/Type/ObjStm/N %u/First %zu/Filter/FlateDecode",
                    p->count, p->first);
        write_stream(w, id, dict, p->data);
    }
    for (uint32_t id = 1; id < w->parts->slot_count; id++) {
        const pdf_slot *s = &w->parts->slots[id];
        if (s->kind == SLOT_PACKED)
            w->rows.v[id] = (xref_row){2, first + s->pack, s->index};
    }
}

/* Free numbers form a list that starts at object 0. */
static void chain_free(writer *w) {
    uint32_t next = 0;
    for (uint32_t id = (uint32_t)w->parts->slot_count; id-- > 0;)
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
            id + 1, w->parts->catalog, w->parts->info);
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
static buf make_room(arena *a, const pdf_parts *parts) {
    size_t n = 4096;
    for (size_t i = 0; i < parts->slot_count; i++)
        n += parts->slots[i].dict.n + parts->slots[i].data.n + 64;
    for (size_t i = 0; i < parts->pack_count; i++)
        n += parts->packs[i].data.n + 128;
    return (buf){.a = a, .p = arena_alloc(a, n), .cap = n};
}

str write_file(arena *a, deflater *d, const pdf_parts *parts) {
    writer w = {.a = a, .deflater = d, .parts = parts};
    w.out = make_room(a, parts);
    for (size_t i = 0; i < parts->slot_count; i++)
        list_push(a, &w.rows, (xref_row){0});
    buf_z(&w.out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    write_streams(&w);
    write_packs(&w);
    chain_free(&w);
    write_xref(&w);
    return buf_take(&w.out);
}
