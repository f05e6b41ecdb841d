/* What the files of the pipeline share: the compile itself. */
#ifndef SCEAU_INT_H
#define SCEAU_INT_H

#include <pthread.h>

#include "base/file.h"
#include "calc/calc.h"
#include "check/check.h"
#include "doc/doc.h"
#include "font/font.h"
#include "model/model.h"
#include "page/page.h"
#include "sceau.h"
#include "text/text.h"
#include "view/view.h"

struct book;
typedef struct binding binding;

/* The fonts of a theme, opened once. */
typedef struct opened_theme {
    const theme *theme;
    font_set *fonts;
} opened_theme;

/* A document and its pages, in an arena of their own; NULL where errors
   stopped it. */
typedef struct laid_out {
    const output_document *of;
    arena *a;
    document *d;
    page_list *pages; /* without their items, which are in the file */
    struct pdf_job *file;
    const printed_figure *printed; /* what workbooks read, the compile's */
    size_t printed_count;
} laid_out;

typedef struct timing {
    str name;
    double seconds;
} timing;

struct sceau {
    landing landing;
    arena *a;
    sceau_options o;
    diag_sink *sink;
    language lang;
    /* What the stages give. */
    file_root *data, *dossier;
    locale *locale;
    model *model;
    calc *calc;
    LIST(opened_theme) themes;
    LIST(laid_out *) laid;
    hyphenator *hyphens;
    str icc;
    bool printing; /* pages go to files, not only to the checks */
    str *made;     /* bytes of the documents, as far as they are made */
    LIST(binding *) bindings; /* workbooks that are being written */
    pthread_t writer;         /* of one of them */
    bool beside;              /* it runs */
    bool pieces_travel;       /* a document takes the pieces to be attached */
    sceau_status status;      /* worst so far, apart from the sink's errors */
    str messages, product;
    char last_words[256]; /* when there is no memory for messages */
    LIST(str) outputs;
    LIST(timing) timings;
    double started;
};

void run_begin(sceau *s);
/* Ends a stage that `run_begin` opened; stages of one name are summed. */
void run_end(sceau *s, str name);
bool run_failed(const sceau *s);
void run_worsen(sceau *s, sceau_status status);
str run_reason(const sceau *s, file_error e);
/* An environment fault: what cannot be read or written, and why. */
void run_report_path(sceau *s, diag_code code, str path, str why);

void run_open_roots(sceau *s, bool dossier);
void run_load(sceau *s);
void run_compute(sceau *s);
/* The pages of a document, made once; *v: its criteria, when made now. */
laid_out *run_lay_out(sceau *s, const output_document *o, coverage **v);
/* The bytes of its file, in s->a; what it needed goes. */
void run_make_pdf(sceau *s, const output_document *o, str *bytes);
struct book *run_make_book(sceau *s, const output_document *o, arena *a);
/* Copies what workbooks read of the pages, which go when the PDF is made. */
void run_keep_printed(sceau *s, laid_out *l);
/* Makes the plans of at most so many workbooks, from that document on, and
   begins to write them: the document after the last of them. */
size_t run_start_workbooks(sceau *s, size_t document, size_t most);
/* Their bytes, in s->made, and what writing them said. */
void run_take_workbooks(sceau *s);
/* Waits for the thread that writes: it reads what the compile owns. */
void run_join_writer(sceau *s);
bool run_is_workbook(const output_document *o);
view_context run_view(const sceau *s, arena *a);

/* Whether the pieces to be attached travel in a document. */
bool run_takes_pieces(const output_document *o, const document *d);
bool run_takes_workbooks(const output_document *o);
/* Adds what travels in a document to its pages; workbooks must be made. */
void run_attach(sceau *s, const output_document *o, const document *d,
                page_list *p);
/* Reports pieces that travel in none. */
void run_check_pieces(sceau *s);

typedef struct dump_order {
    const char *stage, *document;
} dump_order;

/* One stage as text, into s->product; `what` is a dump_order. */
void run_dump(sceau *s, const void *what);

/* A new dossier being written from templates/nouveau/. */
typedef struct skeleton {
    arena *a;
    const file_root *data;
    str target;
    str_list written; /* paths, in order */
    str failed;       /* the folder that could not be written; empty: none */
} skeleton;

void skeleton_write(skeleton *k);

#endif
