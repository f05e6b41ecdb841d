/* What the makers of sheets share. */
#ifndef SCEAU_BOOK_BOOK_INT_H
#define SCEAU_BOOK_BOOK_INT_H

#include "base/map.h"
#include "book/book.h"
#include "book/emit.h"

/* What a cell is for; its format follows from the theme (style.c). */
typedef enum book_role {
    ROLE_TITLE,
    ROLE_SUBTITLE,
    ROLE_HEAD,
    ROLE_HEAD_NUMBER,
    ROLE_KEY, /* the narrow grey column that ties a row to the dossier */
    ROLE_CODE,
    ROLE_TEXT,
    ROLE_STRONG,
    ROLE_QUIET,    /* units, sources */
    ROLE_CENTRE,   /* short words: yes, 6/7 */
    ROLE_NUMBER,   /* observed */
    ROLE_COMPUTED, /* by a formula: the accent's colour */
    ROLE_TOTAL,    /* computed, of the whole campus */
    ROLE_MISSING,  /* in a column of numbers */
    ROLE_PENDING,  /* « à préciser » */
    ROLE_DATE,
    ROLE_MONTH,
    ROLE_YEAR, /* a number without a thousands blank */
    ROLE_STATE_GOOD,
    ROLE_STATE_WATCH,
    ROLE_STATE_BAD,
    ROLE_STATE_QUIET,
    ROLE_GROUP,
    ROLE_CARD_LABEL, /* a key figure: its name, its number, its note */
    ROLE_CARD_VALUE,
    ROLE_CARD_NOTE,
    ROLE_SECTION, /* a heading inside Lisez-moi */
    ROLE_LABEL,
    ROLE_PROSE,
    /* Of accounts: whole euros, « – » is zero, blank is not entered. */
    ROLE_AMOUNT,       /* by a formula */
    ROLE_AMOUNT_INPUT, /* to be typed, in sight and unlocked */
    ROLE_AMOUNT_SUM,   /* of a block */
    ROLE_AMOUNT_TOTAL, /* of the sheet */
    ROLE_AMOUNT_ASIDE, /* the dossier's, beside what may be typed; sums that
                          run down beside the sheet */
    ROLE_TEXT_SUM,     /* the texts of such rows */
    ROLE_TEXT_TOTAL,
    ROLE_TEXT_INPUT,
    ROLE_NUMBER_INPUT,
    ROLE_DATE_INPUT,
    ROLE_RATE, /* percent, one decimal */
    ROLE_VERDICT,
    ROLE_SIGN_HERE, /* the block for signatures, on paper */
    ROLE_COUNT
} book_role;

/* A list of records that a sheet shows, one a row: what formulas may count. */
typedef struct listed_column {
    str field; /* « statut », « engagement.statut » */
    uint16_t column;
} listed_column;

typedef struct listed_records {
    str list; /* its name in expressions: « partenaires » */
    const expr_class *cls;
    const book_sheet *sheet;
    uint32_t first;              /* row of the first record */
    size_t n;                    /* rows */
    LIST(listed_column) columns; /* « id » among them */
} listed_records;

/* A sheet whose widths are yet to be found. */
typedef struct sheet_fit {
    book_sheet *s;
    book_fit fit;
} sheet_fit;

/* A cell that other sheets read. */
typedef struct cell_place {
    const book_sheet *sheet;
    uint32_t row;
    uint16_t column;
} cell_place;

typedef struct maker {
    const view_context *v;
    arena *a;
    book *b;
    const template *t;
    const output_document *document;
    const expr_scope *scope;
    map rows;                 /* key of a figure → value_row (values.c) */
    const book_sheet *values; /* the sheet Valeurs; NULL: none */
    map places;               /* key of a figure → cell_place: targets */
    LIST(const listed_records *) lists;
    /* Of the sheet Indicateurs; NULL: none. */
    const book_sheet *indicators;
    uint32_t indicator_rows;
    map paths;               /* id of an indicator → path_rows (paths.c) */
    const book_sheet *entry; /* the sheet Saisie; NULL: none */
    uint32_t entry_rows;
    cell_place gaps; /* counts the gaps of Rapprochement; sheet NULL: none */
    double gap_count;
    const book_sheet *summary; /* the sheet Synthèse; NULL: none */
    book_prints printed;
    LIST(sheet_fit) fits;
    struct ledger *ledger; /* what the sheets of a budget share */
} maker;

/* --- style.c ----------------------------------------------------------------
 */

/* The format of a role; decimals matter for numbers only. */
book_format_id book_style_of(maker *k, book_role role, int decimals);
/* The same over the light fill of a campus row. */
book_format_id book_style_filled(maker *k, book_role role, int decimals);

/* --- sheet.c ----------------------------------------------------------------
 */

/* The number that a day is in a cell. */
double book_serial(date d);

/* Where the next cell goes. */
typedef struct pen {
    maker *k;
    book_sheet *s;
    uint32_t row;
    uint16_t column;
    bool filled;    /* campus rows */
    bool after_key; /* the cell before was the row's key */
} pen;

enum { HEAD_ROW = 3 }; /* title, text, a blank line, heads */

/* Title band, running texts, page; the heads come next, on HEAD_ROW. */
book_sheet *book_sheet_open(maker *k, const template_sheet *from);
/* Freezes, repeats, table (unless NULL), widths, once all cells are put:
   heads on HEAD_ROW, the last row is the last one that is used. */
void book_sheet_close(maker *k, book_sheet *s, const char *table,
                      uint16_t frozen_columns);
void book_mark_codes(maker *k, book_sheet *s);
/* A width asked for, in characters; others are computed. */
void book_sheet_width(maker *k, book_sheet *s, uint16_t column, double width);
book_sheet *book_sheet_bare(maker *k, str name, str title, str text, span at);

book_cell *book_write_text(pen *p, book_role role, str text);
book_cell *book_write_number(pen *p, book_role role, double x, int decimals,
                             str key);
/* Where a value or a target stands; false: in no sheet made so far. */
bool book_place_of(const maker *k, const figure *f, cell_place *out);
/* « 'Valeurs'!$F$4 » */
str book_place_ref(arena *a, cell_place at);
/* For a cell that a click leads from, to that place. */
const book_more *book_link_to(maker *k, cell_place at);
/* A figure as a formula that reads its cell, and `otherwise` where that holds
   no number; typed, where it has no cell. */
book_cell *book_write_live(pen *p, book_role role, const figure *f,
                           str otherwise);
/* Makes the cell just written a formula; it keeps its value as the result. */
void book_make_formula(maker *k, book_cell *c, str formula);
/* A published figure: its number, or the reason why there is none. */
void book_write_figure(pen *p, const figure *f);
/* Its code, or « – »: a blank cell would let the key run into it. */
void book_write_code(pen *p, const indicator *i);
void book_write_view_cell(pen *p, const view_cell *c);
void book_write_head(pen *p, const char *key, bool is_number);
/* Heads by the keys of their phrases; « # » before one: a column of numbers. */
void book_write_heads(pen *p, const char *const *keys, size_t n);
void book_write_date(pen *p, date d);
const book_more *book_with_key(maker *k, str key);
/* « i : illustratif », spelled; for the column Réserve. */
str book_marks_text(maker *k, uint8_t marks);
str book_phrase(maker *k, const char *key);
str book_sentence(maker *k, const char *key, const str *args, size_t n);
/* « ✔ Atteint », and the role that gives its colour. */
str book_state_text(maker *k, const view_cell *c, book_role *role);

/* --- values.c ---------------------------------------------------------------
 */

/* Whose value: a partner's, a course's; record NULL: the campus. */
typedef struct value_level {
    const void *record;
    bool by_course;
} value_level;

value_level book_level_of(const measure *m);
/* « Lycée du Pont », or that it is the whole campus. */
str book_level_name(maker *k, value_level level);

/* One value in the sheet Valeurs. */
typedef struct value_row {
    const indicator *of;
    value_level level;
    period period;
    perimeter scope; /* of a campus row of another perimeter; absent: own */
    const figure *f;
    uint32_t row;
} value_row;

/* Establishments, then courses, at which an indicator has values. */
size_t book_value_levels(maker *k, const indicator *i, value_level **out);
const figure *book_value_at(const maker *k, const indicator *i,
                            value_level level, period p);
void book_make_values(maker *k, const template_sheet *from);
void book_make_targets(maker *k, const template_sheet *from);
enum { VALUE_LEVEL = 4 }; /* the column of establishments in Valeurs */
/* The column of values: where formulas of other sheets read. */
uint16_t book_values_column(void);
/* The first column of intermediate results. */
uint16_t book_helpers_column(void);

/* --- formulas.c -------------------------------------------------------------
 */

typedef enum formula_origin {
    ORIGIN_OBSERVED,
    ORIGIN_TOTAL, /* typed for the whole campus */
    ORIGIN_SUM,   /* an aggregate over establishments */
    ORIGIN_FORMULA,
    ORIGIN_COUNTED, /* a formula over records, not over cells */
    ORIGIN_COUNT
} formula_origin;

/* An intermediate result, in a cell of its own: IF(available,value,""). */
typedef struct helper_cell {
    str available, value;
    emit_cell cell;
} helper_cell;

typedef struct cell_formula {
    formula_origin origin;
    bool live; /* `text` holds a formula whose value is the figure's */
    str text;
    const helper_cell *helpers; /* what it reads at the end of its row */
    size_t helper_count;
} cell_formula;

/* The formula of a value's cell. */
cell_formula book_formula_of(maker *k, const value_row *r);

/* --- lists.c ----------------------------------------------------------------
 */

/* The seam of formulas that count records: whoever makes a sheet with one
   record a row tells it here, before the sheet Valeurs is made. The cells are
   read when a formula asks. A list that no sheet shows gives a value without
   formula, and W0766. */
void book_list_records(maker *k, const listed_records *l);

/* --- the sheets -------------------------------------------------------------
 */

void book_make_review(maker *k, const template_sheet *from);
/* Indicators that are shown: a code, or a role. */
bool book_is_shown(const indicator *i);
/* The first objective that names it; NULL: none. */
const objective *book_objective_of(const maker *k, const indicator *i);

/* Columns of Saisie: what is typed, each after what the dossier says. */
enum { ENTRY_VALUE = 7, ENTRY_REASON = 9 };

/* Columns of the sheet Indicateurs that others read. */
enum {
    INDICATOR_OBJECTIVE = 3,
    INDICATOR_REFERENCE = 7,
    INDICATOR_LAST = 9,
    INDICATOR_TARGET = 14,
    INDICATOR_PROGRESS = 16,
    INDICATOR_STATE = 17
};

/* The row of an indicator's values and that of its targets in the sheet of
   trajectories, under the periods of its calendar. */
typedef struct path_rows {
    const indicator *of;
    const book_sheet *sheet;
    uint32_t head, values, targets; /* targets 0: none */
    uint16_t first, last; /* columns of the first and last known value */
    uint16_t end;         /* of the last target, or `last` */
    size_t known;         /* known values, from first to last */
} path_rows;

/* A chart of it: the values, and the path of targets dashed. */
book_chart book_path_chart(maker *k, const path_rows *r, bool mini);
/* Colours of a chart, by the theme. */
book_chart book_chart_new(maker *k, book_chart_kind kind, str title);
uint32_t book_rgb(const maker *k, int colour);

void book_make_paths(maker *k, const template_sheet *from);
void book_make_summary(maker *k, const template_sheet *from);
void book_make_entry(maker *k, const template_sheet *from);
void book_make_establishments(maker *k, const template_sheet *from);
void book_make_provenance(maker *k, const template_sheet *from);
void book_make_readme(maker *k, const template_sheet *from);
void book_make_indicators(maker *k, const template_sheet *from);
void book_make_table(maker *k, const template_sheet *from);
void book_make_reconciliation(maker *k, const template_sheet *from);
void book_make_manifest(maker *k);

/* Those of a budget (budget_int.h), from its ledger. */
void book_make_lists(maker *k, const template_sheet *from);
void book_make_expenses(maker *k, const template_sheet *from);
void book_make_resources(maker *k, const template_sheet *from);
void book_make_allocations(maker *k, const template_sheet *from);
void book_make_plan(maker *k, const template_sheet *from);
void book_make_funding(maker *k, const template_sheet *from);
void book_make_funders(maker *k, const template_sheet *from);
void book_make_staff(maker *k, const template_sheet *from);
void book_make_agreements(maker *k, const template_sheet *from);
void book_make_execution(maker *k, const template_sheet *from);
void book_make_civil_years(maker *k, const template_sheet *from);
void book_make_cash(maker *k, const template_sheet *from);
void book_make_changes(maker *k, const template_sheet *from);
void book_make_checks(maker *k, const template_sheet *from);

#endif
