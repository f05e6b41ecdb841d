/*
 * Inside pdf: the object interface (objects.c, the only file that sees
 * libharu; deflate.c, the only one that sees libdeflate) and the printers of
 * PDF syntax (print.c). Knows nothing of pages.
 */
#ifndef SCEAU_PDF_PDF_INT_H
#define SCEAU_PDF_PDF_INT_H

#include "base/str.h"

typedef struct deflater deflater;

/* --- Objects --- */

typedef struct pdf_file pdf_file;

/* What the library said first when it failed. */
typedef struct pdf_failure {
    unsigned code, detail;
} pdf_failure;

/* A file without pages; closed with the arena. Its calls never raise for the
   library's failures: they are kept, and pdf_finish says false. */
pdf_file *pdf_file_open(arena *a, int level);
/* The number of an object whose value comes later, by pdf_put*. */
uint32_t pdf_reserve(pdf_file *f);
/* The value, complete: « <</K 1>> », « [1 0 R] ». Copied. Once a number. */
void pdf_put(pdf_file *f, uint32_t id, str value);
/* A stream that we deflate. `dict`: its entries but Length and Filter. */
void pdf_put_stream(pdf_file *f, uint32_t id, str dict, str data);
/* A stream stored as it is, e.g. XMP; `dict` holds its Filter, if any. The
   data are kept by the caller until pdf_finish. */
void pdf_put_plain(pdf_file *f, uint32_t id, str dict, str data);
/* A page with content stream; `entries` are references and numbers. */
typedef struct pdf_entry {
    const char *key;
    bool reference;
    uint32_t value;
} pdf_entry;
uint32_t pdf_add_page(pdf_file *f, str content, const pdf_entry *entries,
                      size_t n);
/* Entries of the catalog. */
void pdf_catalog_reference(pdf_file *f, const char *key, uint32_t id);
void pdf_catalog_name(pdf_file *f, const char *key, const char *name);
void pdf_catalog_ascii(pdf_file *f, const char *key, str s);
void pdf_put_info(pdf_file *f, str value);
/* The bytes of the file. False: the library failed, see *why. */
bool pdf_finish(pdf_file *f, str *out, pdf_failure *why);

/* --- What the writer of the file needs --- */

typedef enum slot_kind {
    SLOT_LIBRARY,  /* written by libharu */
    SLOT_RESERVED, /* numbered, no value yet */
    SLOT_FREE,
    SLOT_PACKED, /* in an object stream */
    SLOT_STREAM
} slot_kind;

/* slots[i] is object i. */
typedef struct pdf_slot {
    slot_kind kind;
    uint32_t pack;  /* of a packed one: its object stream */
    uint16_t index; /* there */
    str dict;       /* the entries of a stream */
    str data;
} pdf_slot;

/* An object stream, deflated. */
typedef struct pdf_pack {
    uint32_t count;
    size_t first; /* where the first object starts, before deflate */
    str data;
} pdf_pack;

typedef struct pdf_parts {
    const pdf_slot *slots;
    size_t slot_count;
    const pdf_pack *packs;
    size_t pack_count;
    uint32_t catalog, info;
} pdf_parts;

/* The file: streams, object streams, cross-reference stream. */
str write_file(arena *a, deflater *d, const pdf_parts *parts);
void md5(str data, uint8_t digest[16]);

/* --- Deflate --- */

deflater *deflater_open(arena *a, int level);
/* A zlib stream in the arena, exactly as long as needed. */
str deflater_run(deflater *d, str data);
/* The same in two: `begin` copies the data and mostly returns at once, `take`
   waits. Between them nothing else may be asked of the deflater. */
void deflater_begin(deflater *d, str data);
str deflater_take(deflater *d);

/* --- Syntax --- */

/* Thousandths as a decimal, without trailing zeros: 1500 → « 1.5 ». */
void put_milli(buf *b, int64_t thousandths);
void put_ref(buf *b, uint32_t id); /* « 12 0 R » */
/* A byte of a literal string, escaped where it must be. Here, because all text
   goes through it. */
static inline void put_string_byte(buf *b, unsigned byte) {
    if (byte == '(' || byte == ')' || byte == '\\')
        buf_c(b, '\\');
    if (byte == '\r')
        buf_put(b, "\\r", 2);
    else
        buf_c(b, (char)byte);
}
/* A text string: ASCII, or UTF-16 with its mark. */
void put_text(buf *b, str utf8);
/* The bytes that put_text stands for: what name trees sort by. */
str text_bytes(arena *a, str utf8);
void put_uri(buf *b, str uri); /* as a string: ASCII, the rest as %XX */
void put_name(buf *b, str s);  /* with its « / » and # escapes */
void put_hex4(buf *b, unsigned v);
void put_utf16_hex(buf *b, uint32_t cp);
void put_xml(buf *b, str s);

#endif
