/* table_int: a table while it is laid out. */
#ifndef SCEAU_LAYOUT_TABLE_INT_H
#define SCEAU_LAYOUT_TABLE_INT_H

#include "layout/layout_int.h"

typedef struct table_cell {
    const doc_cell *c; /* NULL: a cell that the row lacks */
    para *p;           /* NULL: empty */
    const drawing *drawn;
    element *e;
    uint16_t col, cols, rows;
    mpt inset; /* from the column's right: for the commas to be in one line */
} table_cell;

typedef struct table_row {
    const doc_row *r;
    LIST(table_cell) cells;
    uint32_t lines; /* of its tallest cell */
    mpt pad, height;
    bool spanned; /* a cell of the first column goes on below it */
} table_row;

typedef struct table_column {
    const doc_column *c;
    para *head;
    str id; /* of its header, where cells name theirs */
    theme_align align;
    mpt pad_left, pad_right;
    mpt x, width;       /* padding included */
    mpt natural, least; /* of its cells, padding included */
    mpt need;           /* what it cannot do without */
    bool text;          /* its width is solved with the other texts' */
} table_column;

typedef struct table {
    layout *x;
    flow *f;
    const doc_block *b;
    const doc_table *t;
    table_column *columns;
    table_row *rows;
    size_t ncols, nrows;
    bool dense, grouped; /* grouped: cells name their headers */
    mpt left, width, leading;
    uint32_t id;
    element *e;
    uint16_t flexible; /* column that takes the rest */
    str span_id;       /* of a header that spans the rows at hand */
    uint16_t span_left;
} table;

/* Columns, cells and their paras; spans resolved. */
void table_cells(table *t);
/* How the text of a cell looks. */
para_look table_look(const table *t, const doc_row *r, const table_cell *c);
/* What all columns need; sets their `need`. */
mpt table_need(table *t);
/* §10.7: widths of the columns. */
void table_widths(table *t);
/* Caption, head, rows, notes. */
void table_put(table *t);
table *table_new(flow *f, const doc_block *b);
/* §10.9, steps 4 to 6: a table that its page is too narrow for. */
void table_set_wide(flow *f, table *t, mpt need);
/* Cells broken at their widths; lines and heights of the rows. */
void table_heights(table *t);
/* Elements of the whole, in reading order: THead, TBody, TFoot. */
void table_elements(table *t);
/* First row of those that close the table: totals and checks. */
size_t table_closing(const table *t);

#endif
