/*
 * Objects: the only file that sees libharu, 2.3.0 exactly.
 *
 * libharu numbers the objects (its cross-reference table), keeps the page
 * tree, the pages and the catalog, and computes MD5. Every other object is a
 * placeholder of its own in that table (a null, the smallest object), and its
 * value is bytes that we made: a dictionary of libharu costs 136 bytes a key,
 * stops at 4 095 entries and prints numbers through floats. Values go to object
 * streams in the order in which they come. A stream, too, is
 * ours: libharu knows only its number. The lengths that libharu wants to keep
 * in objects of their own are written directly and their numbers left free.
 *
 * The object layer fails silently: each call is checked here, the first
 * failure kept, and nothing is written after one. Nothing raises while a
 * function of libharu runs: its only callback into our code is on_error.
 */
#include <hpdf.h>

#include "base/list.h"
#include "pdf/pdf_int.h"

_Static_assert(HPDF_VERSION_ID == 20300, "fields of 2.3.0's structures");

struct pdf_file {
    arena *a;
    HPDF_Doc doc;
    HPDF_Stream own; /* what libharu writes of its own objects */
    deflater *deflater;
    LIST(pdf_slot) slots;
    LIST(pdf_pack) packs;
    buf numbers, values; /* of the pack that fills: its head, its objects */
    uint32_t packed;     /* objects in it */
    /* What is being deflated: a stream, by its number, or a pack, by its number
       from 1; 0: none. */
    uint32_t begun, begun_pack;
    pdf_failure failure;
    bool failed;
};

static void fail(pdf_file *f, unsigned code, unsigned detail) {
    if (!f->failed)
        f->failure = (pdf_failure){code, detail};
    f->failed = true;
}

static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *file) {
    fail(file, (unsigned)code, (unsigned)detail);
}

static bool check(pdf_file *f, HPDF_STATUS status) {
    if (status != HPDF_OK)
        fail(f, (unsigned)status, 0);
    return status == HPDF_OK;
}

static void close_file(void *file) {
    pdf_file *f = file;
    if (f->own)
        HPDF_Stream_Free(f->own);
    if (f->doc)
        HPDF_Free(f->doc);
}

pdf_file *pdf_file_open(arena *a, int level) {
    enum { PAGES_A_NODE = 64 };
    pdf_file *f = NEW(a, pdf_file);
    f->a = a;
    f->deflater = deflater_open(a, level);
    f->numbers = buf_new(a);
    f->values = buf_new(a);
    arena_defer(a, close_file, f);
    f->doc = HPDF_New(on_error, f);
    if (!f->doc) {
        fail(f, HPDF_FAILD_TO_ALLOC_MEM, 0);
        return f;
    }
    f->own = HPDF_MemStream_New(f->doc->mmgr, 1 << 16);
    if (!f->own)
        fail(f, HPDF_FAILD_TO_ALLOC_MEM, 0);
    check(f, HPDF_SetCompressionMode(f->doc, HPDF_COMP_NONE));
    check(f, HPDF_SetPagesConfiguration(f->doc, PAGES_A_NODE));
    return f;
}

static uint32_t number_of(const void *object) {
    return ((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF;
}

static void *object_at(pdf_file *f, uint32_t id) {
    HPDF_XrefEntry e = f->failed ? NULL : HPDF_Xref_GetEntry(f->doc->xref, id);
    if (!e)
        fail(f, HPDF_INVALID_OBJ_ID, id);
    return e ? e->obj : NULL;
}

static pdf_slot *slot_at(pdf_file *f, uint32_t id) {
    while (f->slots.n <= id)
        list_push(f->a, &f->slots, (pdf_slot){.kind = SLOT_LIBRARY});
    return &f->slots.v[id];
}

/* The library's table grows by so many entries, copied each time: by half. */
static void widen_table(pdf_file *f) {
    HPDF_List entries = f->doc->xref->entries;
    if (entries->count / 2 > entries->items_per_block)
        entries->items_per_block = entries->count / 2;
}

/* After a failure numbers go on, from the slots alone, so that callers need
   no second way through. */
uint32_t pdf_reserve(pdf_file *f) {
    uint32_t id = 0;
    if (!f->failed) {
        widen_table(f);
        HPDF_Null holder = HPDF_Null_New(f->doc->mmgr);
        if (!holder)
            fail(f, HPDF_FAILD_TO_ALLOC_MEM, 0);
        else if (check(f, HPDF_Xref_Add(f->doc->xref, holder)))
            id = number_of(holder);
    }
    if (f->failed)
        id = (uint32_t)f->slots.n + 1;
    slot_at(f, id)->kind = SLOT_RESERVED;
    return id;
}

/* --- What is deflated: by a thread, while the next one is made --- */

static void take_begun(pdf_file *f) {
    if (f->begun)
        slot_at(f, f->begun)->data = deflater_take(f->deflater);
    if (f->begun_pack)
        f->packs.v[f->begun_pack - 1].data = deflater_take(f->deflater);
    f->begun = f->begun_pack = 0;
}

static void begin_stream(pdf_file *f, uint32_t id, str dict, str data) {
    take_begun(f);
    *slot_at(f, id) = (pdf_slot){.kind = SLOT_STREAM, .dict = dict};
    deflater_begin(f->deflater, data);
    f->begun = id;
}

static void flush_pack(pdf_file *f) {
    if (!f->packed)
        return;
    take_begun(f);
    buf_c(&f->numbers, '\n');
    list_push(f->a, &f->packs,
              (pdf_pack){.count = f->packed, .first = f->numbers.n});
    buf_str(&f->numbers, buf_slice(&f->values));
    deflater_begin(f->deflater, buf_slice(&f->numbers));
    f->begun_pack = f->packs.n;
    f->numbers.n = f->values.n = 0;
    f->packed = 0;
}

void pdf_put(pdf_file *f, uint32_t id, str value) {
    enum { PACK = 200 }; /* objects in one object stream */
    pdf_slot *s = slot_at(f, id);
    if (s->kind == SLOT_PACKED || s->kind == SLOT_STREAM)
        arena_fault(f->a, "pdf: an object with two values");
    *s = (pdf_slot){
        .kind = SLOT_PACKED, .pack = f->packs.n, .index = (uint16_t)f->packed};
    if (f->packed)
        buf_c(&f->numbers, ' ');
    buf_int(&f->numbers, id);
    buf_c(&f->numbers, ' ');
    buf_int(&f->numbers, (int64_t)f->values.n);
    buf_str(&f->values, value);
    buf_c(&f->values, '\n');
    if (++f->packed == PACK)
        flush_pack(f);
}

void pdf_put_plain(pdf_file *f, uint32_t id, str dict, str data) {
    *slot_at(f, id) = (pdf_slot){
        .kind = SLOT_STREAM, .dict = str_dup(f->a, dict), .data = data};
}

void pdf_put_stream(pdf_file *f, uint32_t id, str dict, str data) {
    begin_stream(f, id, str_cat(f->a, dict, S("/Filter/FlateDecode")), data);
}

static void add_entry(pdf_file *f, HPDF_Dict dict, pdf_entry e) {
    if (!e.reference) {
        check(f, HPDF_Dict_AddNumber(dict, e.key, (HPDF_INT32)e.value));
        return;
    }
    void *object = object_at(f, e.value);
    if (object)
        check(f, HPDF_Dict_Add(dict, e.key, object));
}

uint32_t pdf_add_page(pdf_file *f, str content, const pdf_entry *entries,
                      size_t n) {
    HPDF_Page page = f->failed ? NULL : HPDF_AddPage(f->doc);
    if (!page) {
        fail(f, HPDF_FAILD_TO_ALLOC_MEM, 0);
        return pdf_reserve(f);
    }
    const HPDF_PageAttr_Rec *attr = page->attr;
    begin_stream(f, number_of(attr->contents), S("/Filter/FlateDecode"),
                 content);
    for (size_t i = 0; i < n; i++)
        add_entry(f, page, entries[i]);
    check(f, HPDF_Dict_AddName(page, "Tabs", "S"));
    return number_of(page);
}

void pdf_catalog_reference(pdf_file *f, const char *key, uint32_t id) {
    if (!f->failed)
        add_entry(f, f->doc->catalog, (pdf_entry){key, true, id});
}

void pdf_catalog_name(pdf_file *f, const char *key, const char *name) {
    if (!f->failed)
        check(f, HPDF_Dict_AddName(f->doc->catalog, key, name));
}

void pdf_catalog_ascii(pdf_file *f, const char *key, str s) {
    if (f->failed)
        return;
    str z = str_dup(f->a, s);
    HPDF_String o = HPDF_String_New(f->doc->mmgr, z.p, NULL);
    if (o)
        check(f, HPDF_Dict_Add(f->doc->catalog, key, o));
    else
        fail(f, HPDF_FAILD_TO_ALLOC_MEM, 0);
}

void pdf_put_info(pdf_file *f, str value) {
    if (!f->failed)
        pdf_put(f, number_of(f->doc->info), value);
}

void md5(str data, uint8_t digest[16]) {
    enum { PIECE = 1 << 30 };
    HPDF_MD5_CTX context;
    HPDF_MD5Init(&context);
    for (size_t at = 0; at < data.n; at += PIECE) {
        str s = str_sub(data, at, at + PIECE);
        HPDF_MD5Update(&context, (const HPDF_BYTE *)s.p, (HPDF_UINT32)s.n);
    }
    HPDF_MD5Final(digest, &context);
}

/* --- What libharu writes --- */

/* A library's object becomes the place of its value in f->own. */
static void write_value(pdf_file *f, uint32_t id) {
    pdf_slot *s = slot_at(f, id);
    HPDF_Obj_Header *o = object_at(f, id);
    if (s->kind != SLOT_LIBRARY || !o)
        return;
    if ((o->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_NUMBER) {
        s->kind = SLOT_FREE; /* the length of a stream */
        return;
    }
    size_t start = HPDF_Stream_Size(f->own);
    check(f, HPDF_Obj_WriteValue(o, f->own, NULL));
    s->dict = (str){NULL, HPDF_Stream_Size(f->own) - start};
}

static str read_values(pdf_file *f) {
    buf b = buf_new(f->a);
    HPDF_UINT blocks = HPDF_MemStream_GetBufCount(f->own);
    for (HPDF_UINT i = 0; i < blocks; i++) {
        HPDF_UINT n = 0;
        HPDF_BYTE *p = HPDF_MemStream_GetBufPtr(f->own, i, &n);
        if (p)
            buf_put(&b, p, n);
    }
    return buf_take(&b);
}

static void take_values(pdf_file *f) {
    size_t count = f->doc->xref->entries->count, at = 0;
    for (uint32_t id = 1; id < count && !f->failed; id++)
        write_value(f, id);
    check(f, HPDF_GetError(f->doc));
    if (f->failed)
        return;
    str all = read_values(f);
    for (uint32_t id = 1; id < f->slots.n; id++) {
        pdf_slot *s = &f->slots.v[id];
        if (s->kind == SLOT_RESERVED)
            arena_fault(f->a, "pdf: an object without value");
        if (s->kind != SLOT_LIBRARY)
            continue;
        size_t end = at + s->dict.n;
        pdf_put(f, id, str_sub(all, at, end));
        at = end;
    }
}

bool pdf_finish(pdf_file *f, str *out, pdf_failure *why) {
    if (!f->failed)
        take_values(f);
    flush_pack(f);
    take_begun(f);
    *why = f->failure;
    if (f->failed)
        return false;
    pdf_parts parts = {.slots = f->slots.v,
                       .slot_count = f->slots.n,
                       .packs = f->packs.v,
                       .pack_count = f->packs.n,
                       .catalog = number_of(f->doc->catalog),
                       .info = number_of(f->doc->info)};
    *out = write_file(f->a, f->deflater, &parts);
    return true;
}
