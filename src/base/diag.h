/*
 * diag: diagnostics are data.
 *
 * Every code is listed once in a family's table (base/diag_*.def): severity,
 * sentence, help and long explanation in French and English with slots {0} to
 * {5}. A stage reports and goes on; the pipeline stops between stages when
 * the sink holds errors. Rendering is in diag_print.c; nothing is printed here.
 */
#ifndef SCEAU_BASE_DIAG_H
#define SCEAU_BASE_DIAG_H

#include "base/source.h"

typedef enum severity { SEV_NOTICE, SEV_WARNING, SEV_ERROR } severity;
typedef enum language { LANG_FR, LANG_EN, LANG_COUNT } language;

/* Families: E00 files and YAML, E01 schema, E02 model, E03 expressions,
   E04 figures and checks, E05 prose, templates and documents, E06 typography,
   fonts and layout, E07 PDF, images and workbooks, E08 command line and
   environment. The letter is E, W or N by severity. */
typedef enum diag_code {
#define DIAG(code, sev, fr, en, help_fr, help_en, long_fr, long_en) code,
#include "base/diag_all.def"
#undef DIAG
    DIAG_COUNT
} diag_code;

typedef struct diag_info {
    const char *name; /* "E0107" */
    severity sev;
    const char *text[LANG_COUNT], *help[LANG_COUNT], *explain[LANG_COUNT];
} diag_info;

const diag_info *diag_describe(diag_code code);
/* By name, any case; DIAG_COUNT when unknown. */
diag_code diag_find(str name);

enum { DIAG_ARGS = 6 };

typedef struct diag_note { /* another place that explains the first */
    span at;
    diag_code code; /* whose sentence is shown; a NOTE_ code */
    str args[DIAG_ARGS];
} diag_note;

typedef struct diagnostic {
    diag_code code;
    severity sev; /* may be raised, e.g. by --depot */
    span at;
    str args[DIAG_ARGS];
    str path;  /* « objectif O3 › action o3_2 › debut », or empty */
    str where; /* printed instead of the place when at.src is NULL: a path */
    struct diagnostic *next;
    diag_note *notes;
    size_t note_count;
} diagnostic;

typedef struct diag_sink {
    arena *a;
    diagnostic *first, **last;
    struct map *seen; /* by what makes two reports one */
    size_t errors, warnings, notices;
    bool filing; /* --depot: what must hold at filing is an error */
} diag_sink;

diag_sink *diag_sink_new(arena *a);
/* Reports; args are copied into the sink's arena, and so is path if given
   later through the result. The same code at the same place with the same
   first argument is reported once. */
diagnostic *diag_report(diag_sink *s, diag_code code, span at, const str *args,
                        size_t n);
/* DIAG_AT(sink, E0107, span, name, kind) : args are str. */
#define DIAG_AT(s, code, at, ...)                                              \
    diag_report((s), (code), (at), (const str[]){__VA_ARGS__},                 \
                sizeof((const str[]){__VA_ARGS__}) / sizeof(str))
/* Changes the severity of one: what must hold at filing becomes an error. */
void diag_raise(diag_sink *s, diagnostic *d, severity to);
void diag_note_at(diag_sink *s, diagnostic *d, diag_code code, span at,
                  str arg0);
/* Reports in `to` all that `from` holds, in its order. */
void diag_merge(diag_sink *to, const diag_sink *from);

typedef struct diag_style {
    language lang;
    bool all;    /* print all; else the first 20 errors, then the count */
    bool colour; /* ANSI */
    bool brief;  /* first lines only */
} diag_style;

/* Everything in the sink, in order of file and line, then the summary. */
void diag_print(buf *out, const diag_sink *s, diag_style style);
/* One sentence with its slots filled. */
void diag_sentence(buf *out, const char *pattern, const str args[DIAG_ARGS]);

#endif
