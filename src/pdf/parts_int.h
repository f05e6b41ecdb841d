/* Inside pdf: the parts of a file, each made by one source file. */
#ifndef SCEAU_PDF_PARTS_INT_H
#define SCEAU_PDF_PARTS_INT_H

#include "pdf/pdf.h"
#include "pdf/pdf_int.h"

/* A glyph and the text that it stands for, once: fonts.c. */
typedef struct pdf_cid {
    uint32_t gid;
    uint16_t width; /* 1/1000 em, as W says it */
    uint16_t len;
    uint64_t head; /* the first eight bytes of the text */
    const char *text;
} pdf_cid;

typedef struct pdf_font {
    const font_face *face;
    uint32_t index, id;  /* of its Type0 dictionary; 0: not used */
    LIST(pdf_cid) cids;  /* [0] is .notdef, never shown */
    uint32_t *slots;     /* hash table of indices in cids */
    uint32_t slot_count; /* a power of two */
} pdf_font;

typedef struct pdf_image {
    const image *image;
    uint32_t id;
} pdf_image;

typedef struct pdf_box {
    mpt w, h;
    uint32_t id;
} pdf_box;

/* One file being made. */
struct pdf_job {
    arena *a;
    const page_list *pages; /* NULL before the first page is taken */
    pdf_options options;
    diag_sink *sink;
    pdf_file *file;
    uint32_t resources;        /* shared by all pages */
    LIST(uint32_t) page_ids;   /* of the pages taken */
    LIST(uint32_t) first_link; /* of each page, in link_ids */
    LIST(uint32_t) link_ids;
    pdf_font *fonts;
    uint32_t font_count;
    LIST(pdf_image) images;
    LIST(pdf_box) boxes;
    buf scratch; /* an object being written; each writer empties it */
};

/* content.c: the stream of a page; valid until the next call. */
str write_content(pdf_job *j, uint32_t page);

/* fonts.c */
void open_fonts(pdf_job *j);
pdf_font *use_font(pdf_job *j, const font_face *face);
/* The number of (gid, text), made at first use. */
uint32_t font_cid(pdf_job *j, pdf_font *f, uint32_t gid, str text);
void write_fonts(pdf_job *j);
/* ToUnicode of a font's numbers, for tests too. */
void write_to_unicode(buf *b, const pdf_cid *cids, size_t n);

/* images.c: number of the picture among the resources. */
uint32_t use_image(pdf_job *j, const image *m);
void write_images(pdf_job *j);

/* links.c */
/* The Annots array of a page; 0 when it has none. */
uint32_t add_annots(pdf_job *j, uint32_t page);
void write_links(pdf_job *j);
/* « [12 0 R/XYZ null 700 null] »; false: an unknown place. */
bool put_destination(pdf_job *j, buf *b, uint32_t anchor);

/* structure.c, outline.c, metadata.c, attachments.c */
void write_structure(pdf_job *j);
void write_outline(pdf_job *j);
void write_labels(pdf_job *j);
void write_metadata(pdf_job *j);
void write_attachments(pdf_job *j);

#endif
