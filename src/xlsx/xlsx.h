/*
 * xlsx: a workbook plan → the bytes of an .xlsx file, verified.
 *
 * libxlsxwriter (only here) accepts and silently spoils much: this wrapper
 * refuses what it would spoil, and reads every file back before giving it.
 * The same plan gives the same bytes; nothing is written on disk but the
 * library's own temporary files, which live in memory (/dev/shm).
 */
#ifndef SCEAU_XLSX_XLSX_H
#define SCEAU_XLSX_XLSX_H

#include "book/plan.h"

typedef enum xlsx_status {
    XLSX_DONE = 0,
    XLSX_REFUSED,     /* something in the plan cannot be in a workbook */
    XLSX_ENVIRONMENT, /* memory file, temporary files: a retry may help */
    XLSX_FAULT        /* the library made something that is not a workbook */
} xlsx_status;

/* Anything but XLSX_DONE has been reported in the sink. Several threads may
   write plans at once, each with an arena of its own family and a sink. */
xlsx_status xlsx_write(arena *a, const book *b, diag_sink *sink, str *out);

/* What a text needs to be in a workbook. */
typedef enum xlsx_text_fault {
    XLSX_TEXT_OK,
    XLSX_TEXT_UTF8,    /* not UTF-8 */
    XLSX_TEXT_CONTROL, /* a control character, U+FFFE or U+FFFF */
    XLSX_TEXT_LONG     /* more than `units` UTF-16 units */
} xlsx_text_fault;

typedef struct xlsx_text_rule {
    size_t units;   /* UTF-16 units allowed, after escaping */
    bool one_line;  /* tab and line feed are refused too */
    bool no_escape; /* « _x0041_ » is left as it is: not a cell's text */
} xlsx_text_rule;

/* Appends `s` to `out` as the library may be given it, NUL-terminated (the NUL
   is not counted in out->n). *bad is the character at fault. */
xlsx_text_fault xlsx_text(buf *out, str s, xlsx_text_rule rule, uint32_t *bad);

/* What was found in a file by reading it back. */
typedef struct xlsx_facts {
    size_t parts, sheets, numbers; /* numbers: numeric <v> of all sheets */
    size_t charts, points;         /* points: numbers that their caches hold */
    str fault;                     /* why it is no workbook; empty: it is one */
} xlsx_facts;

/* Reads all parts: container and its sums, every XML part well-formed, every
   number of a cell or of a chart's cache a finite one in C's syntax. */
xlsx_facts xlsx_verify(arena *a, str bytes);

#endif
