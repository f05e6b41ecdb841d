/* csv: rows of cells, each located in its file. */
#ifndef SCEAU_MODEL_CSV_H
#define SCEAU_MODEL_CSV_H

#include "base/diag.h"
#include "base/list.h"

typedef struct csv_row {
    LIST(located) cells;
    span place;
} csv_row;

typedef struct csv_reader {
    arena *a;
    diag_sink *sink;
    const source *src;
    size_t at;
    char separator; /* ; or tab */
} csv_reader;

/* UTF-8 with or without BOM, else Windows-1252 (a notice says so). */
source *csv_source(arena *a, str path, str bytes, diag_sink *sink);
/* Finds the separator in the first line. */
csv_reader csv_open(arena *a, const source *src, diag_sink *sink);
/* The next row that is not blank, into `out` (its cells are reused); false at
   the end. */
bool csv_next(csv_reader *r, csv_row *out);

#endif
