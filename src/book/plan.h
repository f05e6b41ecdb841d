/*
 * plan: a workbook as it will be, before any library is called: sheets, cells,
 * formats, names, tables, widths, print set-up. Pure data in an arena, made by
 * book, printed by book_dump, written by xlsx. Rows and columns count from 0.
 */
#ifndef SCEAU_BOOK_PLAN_H
#define SCEAU_BOOK_PLAN_H

#include "base/date.h"
#include "base/diag.h"
#include "base/list.h"

enum {
    BOOK_MAX_ROWS = 1048576,
    BOOK_MAX_COLUMNS = 16384,
    BOOK_MAX_TEXT = 32767,   /* UTF-16 units of a cell */
    BOOK_MAX_FORMULA = 8192, /* characters */
    BOOK_MAX_SHEET_NAME = 31,
    BOOK_MAX_RUNNING = 255,    /* header or footer, all three parts */
    BOOK_MAX_HEADER = 255,     /* of a table's column */
    BOOK_MAX_CHART_TEXT = 255, /* title, name of a series or of an axis */
    BOOK_MAX_ALT = 1000        /* alternative text */
};

/* --- Formats ---------------------------------------------------------------
 */

typedef enum book_align {
    BOOK_ALIGN_GENERAL,
    BOOK_ALIGN_LEFT,
    BOOK_ALIGN_CENTRE,
    BOOK_ALIGN_RIGHT
} book_align;

typedef enum book_line {
    BOOK_LINE_NONE,
    BOOK_LINE_HAIR,
    BOOK_LINE_THIN,
    BOOK_LINE_MEDIUM
} book_line;

typedef struct book_edge {
    book_line line;
    uint32_t colour; /* 0xRRGGBB */
} book_edge;

#define BOOK_NO_FILL 0xFFFFFFFFu

typedef struct book_format {
    str number;    /* US-coded: "#,##0.0", "@"; empty: General */
    uint32_t ink;  /* 0xRRGGBB */
    uint32_t fill; /* or BOOK_NO_FILL */
    uint16_t size; /* tenths of a point */
    book_align align;
    book_edge top, bottom, left, right;
    uint8_t indent;
    bool bold, italic, wrap;
    bool middle;   /* vertically centred; else at the top */
    bool unlocked; /* may be typed in when the sheet is protected */
} book_format;

/* Index into book.formats; 0 is the plain one. */
typedef uint16_t book_format_id;

/* --- Cells ------------------------------------------------------------------
 */

typedef enum book_cell_kind {
    BOOK_BLANK, /* a format only */
    BOOK_NUMBER,
    BOOK_TEXT,
    BOOK_FORMULA,     /* its result is a number: cached in `number` */
    BOOK_FORMULA_TEXT /* its result is a text: cached in `more->cached` */
} book_cell_kind;

typedef struct book_more {
    str key;    /* of the figure that the cell holds: joins PDF and workbook */
    str cached; /* text result of a formula; may be empty */
    str link;   /* http, https, mailto; or "#'Sheet'!A1" inside the workbook */
    span place; /* where the text was typed, for messages */
} book_more;

typedef struct book_cell {
    uint32_t row;
    uint16_t column;
    book_format_id format;
    book_cell_kind kind;
    double number;         /* NUMBER: the value; FORMULA: its cached result */
    str text;              /* TEXT: the text; formulas: without « = » */
    const book_more *more; /* NULL: nothing more */
} book_cell;

typedef struct book_range {
    uint32_t row1;
    uint16_t column1;
    uint32_t row2;
    uint16_t column2;
} book_range;

/* --- Sheets -----------------------------------------------------------------
 */

typedef struct book_column {
    uint16_t column;
    double width;  /* characters of the default font */
    uint8_t level; /* outline: folded under a button, never hidden otherwise */
} book_column;

typedef struct book_row {
    uint32_t row;
    double height; /* points */
} book_row;

/* A list object; its head row is the first of the range. The heads are also
   cells of the sheet, with the same text. */
typedef struct book_table {
    str name; /* [A-Za-z_][A-Za-z0-9_]*, unique in the workbook */
    book_range range;
    bool filter; /* filter buttons on the head */
} book_table;

typedef enum book_rule_kind {
    BOOK_RULE_LIST,   /* one of the cells of `formula`, a range or a name */
    BOOK_RULE_NUMBER, /* any number between `low` and `high` */
    BOOK_RULE_WHOLE,  /* a whole number between `low` and `high` */
    BOOK_RULE_DATE
} book_rule_kind;

/* What may be typed in a range of cells. */
typedef struct book_validation {
    book_rule_kind kind;
    book_range range;
    str formula;
    double low, high;
    str title, message; /* shown on the cell: 32 and 255 characters */
    str error;          /* said of what is refused: 225 characters */
} book_validation;

/* `format` where the formula, written for the first cell, holds. */
typedef struct book_condition {
    book_range range;
    str formula;
    book_format_id format;
} book_condition;

/* A bar behind each number of the range, as long as `low`–`high` says. The
   number stands on the bar's start: give it a column of its own. */
typedef struct book_data_bar {
    book_range range;
    double low, high;
    uint32_t colour;
} book_data_bar;

/* --- Charts -----------------------------------------------------------------
 */

typedef enum book_chart_kind {
    BOOK_CHART_COLUMN,         /* upright bars side by side */
    BOOK_CHART_COLUMN_STACKED, /* upright, one on the other */
    BOOK_CHART_BAR,            /* lying bars, the first category on top */
    BOOK_CHART_BAR_STACKED,
    BOOK_CHART_BAR_SHARES, /* the same, each bar as long as the whole */
    BOOK_CHART_LINE,       /* with markers */
    BOOK_CHART_DOUGHNUT
} book_chart_kind;

typedef struct book_sheet book_sheet;

/* Cells of one row or one column. The values are numbers or blank cells (a
   gap): a text would be drawn as zero, so it is refused. The file carries
   what the cells hold, for programs that show it without computing. */
typedef struct book_series {
    str name;
    const book_sheet *sheet; /* of the workbook; holds both ranges */
    book_range categories, values;
    uint32_t colour; /* 0xRRGGBB */
    bool dashed;     /* of a line: a target; hollow markers */
    bool outlined;   /* of bars: a light colour, edged with `accent` */
    bool labelled;   /* each value beside its mark */
} book_series;

typedef struct book_chart {
    book_chart_kind kind;
    /* From the first cell's corner to the last one's, less `inset` pixels on
       each side: within the columns that are used, so that no chart crosses
       the edge of the page. */
    book_range area;
    uint8_t inset;
    str title; /* may be empty when `mini` */
    str alt;   /* required: what the chart says, in words and numbers */
    str x_title, y_title; /* y: the unit; required where there are axes */
    str number;           /* format of values, US-coded; empty: General */
    LIST(book_series) series;
    LIST(uint32_t) points; /* of a doughnut: one colour a value */
    bool bounded;          /* lines only: the axis runs from low to high */
    double low, high;
    bool bridged;                      /* of lines: blank cells cut no line */
    bool legend;                       /* under the chart */
    bool mini;                         /* in a cell: the line alone, no axis */
    uint32_t ink, quiet, grid, accent; /* text, axes, grid lines, edges */
    span place; /* where its title was typed, for messages */
} book_chart;

/* Left, centre and right of a header or footer. */
typedef struct book_running {
    str left, centre, right;
} book_running;

/* Stand in a book_running for what only the reader's program knows; no text
   of a user can hold them. */
#define BOOK_FIELD_PAGE  "\x01"
#define BOOK_FIELD_PAGES "\x02"
#define BOOK_FIELD_SHEET "\x03"

struct book_sheet {
    str name;   /* legal for a tab (book_add_sheet) */
    span place; /* of the template's sheet */
    LIST(book_cell) cells;
    LIST(book_column) columns;
    LIST(book_row) rows;
    LIST(book_table) tables;
    LIST(book_validation) validations;
    LIST(book_condition) conditions;
    LIST(book_data_bar) bars;
    LIST(book_chart) charts;
    LIST(book_range) merges; /* cards; never in a table */
    LIST(book_range) codes;  /* digits that are texts: no green triangle */
    uint32_t freeze_rows;    /* rows that stay in sight */
    uint16_t freeze_columns;
    uint32_t repeat_from, repeat_count; /* rows repeated on each page */
    LIST(uint32_t) next_heads;          /* rows of the heads of further lists */
    bool list_a_page;                   /* each of those lists begins a page */
    uint32_t used_rows; /* rows and columns that hold something */
    uint16_t used_columns;
    uint16_t print_columns; /* printed, from the first; 0: all */
    book_running header, footer;
    bool portrait;  /* else landscape */
    bool large;     /* on A3, else A4 */
    bool one_page;  /* printed on a single page; else one page wide */
    bool protected; /* locked cells resist; no password */
    bool sortable;  /* then rows may still be inserted and sorted */
    uint32_t tab;   /* colour of the tab, or BOOK_NO_FILL */
};

/* A defined name: [A-Za-z_][A-Za-z0-9_]*, at most 120 bytes. */
typedef struct book_name {
    str name;
    const book_sheet *sheet; /* of the workbook */
    book_range range;
} book_name;

typedef struct book {
    arena *arena;
    LIST(book_format) formats;
    LIST(book_sheet *) sheets;
    LIST(book_name) names;
    size_t active; /* the sheet shown first */
    str title, subject, author, keywords, comments;
    date day; /* of the dossier: the file's date of creation */
} book;

book *book_new(arena *a);
/* The id of an equal format, added when there is none yet. */
book_format_id book_format_add(book *b, book_format f);
/* A sheet; its name becomes legal for a tab (shortened, forbidden characters
   replaced) but is not made unique: two equal ones are refused when written. */
book_sheet *book_add_sheet(book *b, str name, span at);

/* The cell added; rows may come in any order, one cell at a place. */
book_cell *book_put(book *b, book_sheet *s, book_cell c);
book_cell *book_put_text(book *b, book_sheet *s, uint32_t row, uint16_t column,
                         str text);
void book_add_name(book *b, str name, const book_sheet *s, book_range r);

/* "C4", "$C$4", "'Valeurs'!$C$4", "C4:C9", and their absolute forms. */
void buf_cell_ref(buf *out, uint32_t row, uint16_t column, bool absolute);
void buf_range_ref(buf *out, book_range r, bool absolute);
void buf_sheet_ref(buf *out, const book_sheet *s); /* 'Valeurs'! */
str book_cell_ref(arena *a, uint32_t row, uint16_t column);

/* Size on screen, as spreadsheets compute it, of what is set so far. */
uint32_t book_column_pixels(const book_sheet *s, uint16_t column);
uint32_t book_row_pixels(const book_sheet *s, uint32_t row);

/* NULL where there is none. */
const book_cell *book_cell_at(const book_sheet *s, uint32_t row,
                              uint16_t column);
/* The cells of a range in reading order; NULL where there is none. */
const book_cell **book_cells_of(arena *a, const book_sheet *s, book_range r,
                                size_t *n);

/* How names of sheets and heads of tables compare: without case. */
str book_fold(arena *a, str name);
/* Number of UTF-16 units of a UTF-8 text. */
size_t book_utf16(str s);

/* Widths of columns [from, to] from the cells of rows ≥ `first`, between `min`
   and `max` characters, then heights of rows whose text wraps. */
typedef struct book_fit {
    uint16_t from, to;
    uint32_t first;
    double min, max;
} book_fit;
void book_fit_columns(const book *b, book_sheet *s, book_fit f);
/* Once columns are fit: A3 where A4 would be too small to read; where several
   lists take more than a page, each begins one and no head is repeated over
   columns that are not its own. */
void book_set_print(book_sheet *s);

/* Sheets, cells, keys, formulas and cached values, one line each. */
void book_dump(buf *out, const book *b);

#endif
