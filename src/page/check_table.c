/* A table: its parts, its rows on a grid, its headers. */
#include "page/check_int.h"

enum { COLUMNS = 256 };

typedef struct grid {
    checker *c;
    const element *table;
    uint16_t left[COLUMNS]; /* rows that a cell above still covers */
    uint32_t width;         /* of the first row */
    uint32_t rows, headers;
    bool irregular, overlap;
    bool simple; /* headers in the first row and the first column alone */
    map ids;     /* of header cells */
} grid;

static uint32_t at_least_one(uint16_t n) {
    return n ? n : 1;
}

/* Puts a cell at the first free column from `col`; gives the next one. */
static uint32_t put_cell(grid *g, const element *cell, uint32_t col,
                         uint16_t fresh[COLUMNS]) {
    uint32_t wide = at_least_one(cell->col_span);
    while (col < COLUMNS && g->left[col])
        col++;
    for (uint32_t i = 0; i < wide && col < COLUMNS; i++, col++) {
        if (g->left[col])
            g->overlap = true;
        fresh[col] = (uint16_t)at_least_one(cell->row_span);
    }
    return col;
}

/* The row's width and the cells that go on below; a hole is irregular. */
static void close_row(grid *g, const uint16_t fresh[COLUMNS]) {
    uint32_t width = 0, covered = 0;
    for (uint32_t i = 0; i < COLUMNS; i++) {
        if (fresh[i] || g->left[i]) {
            width = i + 1;
            covered++;
        }
        g->left[i] = (uint16_t)(fresh[i]     ? fresh[i] - 1
                                : g->left[i] ? g->left[i] - 1
                                             : 0);
    }
    if (!g->rows++)
        g->width = width;
    if (width != g->width || covered != width)
        g->irregular = true;
}

static void put_row(grid *g, const element *row) {
    uint16_t fresh[COLUMNS] = {0};
    uint32_t col = 0;
    for (size_t i = 0; i < row->kids.n; i++) {
        const element *cell = row->kids.v[i].element;
        if (row->kids.v[i].kind != KID_ELEMENT || !cell)
            continue;
        col = put_cell(g, cell, col, fresh);
        if (cell->role != ROLE_TH)
            continue;
        g->headers++;
        g->simple &= !g->rows || (i <= 1 && cell->col_span <= 1);
        if (cell->scope == SCOPE_NONE)
            add_fault(g->c, PF_HEADER_SCOPE, cell);
        if (cell->more->id.n)
            map_put(&g->ids, cell->more->id, (void *)cell);
    }
    close_row(g, fresh);
}

static void check_cell_headers(grid *g, const element *row) {
    for (size_t i = 0; i < row->kids.n; i++) {
        const element *cell = row->kids.v[i].element;
        if (row->kids.v[i].kind != KID_ELEMENT || !cell)
            continue;
        bool named =
            g->simple || cell->role == ROLE_TH || cell->more->headers.n;
        if (!named)
            add_fault(g->c, PF_HEADERS_MISSING, cell);
        for (size_t h = 0; h < cell->more->headers.n; h++)
            if (!map_has(&g->ids, cell->more->headers.v[h]))
                add_fault(g->c, PF_HEADERS_UNKNOWN, cell);
    }
}

/* Every row, in order, whatever part it stands in. */
static void each_row(grid *g, void (*visit)(grid *, const element *)) {
    for (size_t i = 0; i < g->table->kids.n; i++) {
        const element *part = g->table->kids.v[i].element;
        if (g->table->kids.v[i].kind != KID_ELEMENT || !part)
            continue;
        if (part->role == ROLE_TR)
            visit(g, part);
        for (size_t k = 0; k < part->kids.n && part->role != ROLE_TR; k++)
            if (part->kids.v[k].kind == KID_ELEMENT &&
                part->kids.v[k].element &&
                part->kids.v[k].element->role == ROLE_TR)
                visit(g, part->kids.v[k].element);
    }
}

/* THead, then TBody (any number), then TFoot; or rows alone. */
static void check_parts(checker *c, const element *table) {
    role last = ROLE_CAPTION;
    bool rows = false, parts = false;
    for (size_t i = 0; i < table->kids.n; i++) {
        const element *part = table->kids.v[i].element;
        if (table->kids.v[i].kind != KID_ELEMENT || !part ||
            part->role == ROLE_CAPTION)
            continue;
        if (part->role == ROLE_TR) {
            rows = true;
            continue;
        }
        parts = true;
        if (part->role < last ||
            (part->role == last && part->role != ROLE_TBODY))
            add_fault(c, PF_TABLE_PARTS, part);
        last = part->role;
    }
    if (rows && parts)
        add_fault(c, PF_TABLE_ROWS, table);
}

void check_table(checker *c, const element *table) {
    grid g = {.c = c, .table = table, .ids = map_new(c->a), .simple = true};
    check_parts(c, table);
    each_row(&g, put_row);
    each_row(&g, check_cell_headers);
    for (uint32_t i = 0; i < COLUMNS; i++)
        g.irregular |= g.left[i] != 0; /* a span beyond the last row */
    if (!g.rows)
        add_fault(c, PF_TABLE_EMPTY, table);
    else if (!g.headers)
        add_fault(c, PF_TABLE_HEADERS, table);
    if (g.irregular)
        add_fault(c, PF_TABLE_IRREGULAR, table);
    if (g.overlap)
        add_fault(c, PF_TABLE_OVERLAP, table);
}
