/* calc_int: what the files of this folder share. */
#ifndef SCEAU_CALC_CALC_INT_H
#define SCEAU_CALC_CALC_INT_H

#include "base/map.h"
#include "calc/calc.h"
#include "expr/expr_tree.h"

typedef LIST(str) name_list;

/* Something that indicators are observed at: an establishment or a course. */
typedef struct place_level {
    level_kind kind;
    const void *record;
    str id;
    date entry, leaving; /* values outside are sans_objet */
} place_level;

/* One published figure and how it came. */
typedef struct cell {
    figure f;
    name_list sources; /* of an aggregate; else there is f.source */
    bool listed;       /* there is a value, or a reason that was given */
    bool typed;        /* observed, not computed */
} cell;

typedef struct calc_entry calc_entry;

typedef struct broken {
    period at;
    const partner *level; /* NULL: all */
} broken;

struct calc_entry {
    const indicator *ind;
    calendar calendar;
    expr *formula; /* NULL: observed, or its formula is wrong */
    bool computed; /* has a formula, right or wrong */
    bool failed;   /* no figure can be computed */
    bool counts;   /* its formula reads the list of partners */
    enum { FRESH, OPEN, DONE } visit;
    int8_t decimals;
    LIST(calc_entry *) reads; /* at the current level and period */
    LIST(calc_entry *) needs; /* all that must be computed before */
    calc_entry *weights;
    const uint8_t *constant; /* [level]: of the constant perimeter; made when
                                first asked for (perimeter.c) */
    LIST(uint16_t) rows;     /* levels, by their index in calc.levels */
    int16_t *row_of;         /* [level]: index into rows, or −1 */
    period_list periods;     /* ascending */
    const str *period_keys;  /* « 2025-2026 », one a period */
    cell *cells;             /* [(row + 1) × periods + period]; 0: campus */
    LIST(broken) breaks;     /* its own and those of what it reads */
    LIST(const partner *) partners;
    LIST(const course *) courses;
    period_list *known; /* [row + 1]: listed periods */
};

/* Periods that several entries have, with their keys. */
typedef struct named_periods {
    const period *v;
    size_t n;
    const str *keys;
} named_periods;

/* A typed value that is not published, to protect another. */
typedef struct withheld {
    const calc_entry *of;
    int level; /* index into calc.levels; −1: the campus */
    period period;
} withheld;

/* Periods as one: what is read at the current period is their sum or mean. */
typedef struct time_span {
    const calc_entry *of; /* whose periods they are */
    LIST(period) periods;
    LIST(const uint8_t *) masks; /* one a period; NULL: all levels */
    bool mean;
} time_span;

/* What a formula is being evaluated for; the host answers by it. */
typedef struct cursor {
    const struct cursor *up;
    const calc_entry *of;
    int level; /* index into calc.levels; −1: the campus */
    period period;
    const uint8_t *mask;   /* levels to aggregate over; NULL: all */
    const time_span *over; /* NULL: the one period */
    uint8_t *marks;        /* gathered from what is read */
    name_list *sources;
} cursor;

struct calc {
    arena *a;
    const model *m;
    const locale *l;
    diag_sink *sink;
    calc_entry *entries;
    size_t count;
    map by_id;
    LIST(place_level) levels;
    expr_host host;
    expr_scope scope;           /* over the model's */
    expr_binding lines[3];      /* depenses, ressources, indicateurs */
    const expr_class *standing; /* of « indicateurs » */
    expr_type partners;         /* type of the list « partenaires » */
    expr_value all_partners;
    const cursor *now;
    map budget; /* key → figure */
    LIST(withheld) withheld;
    map scoped;                   /* key → figure of another perimeter */
    perimeter asked;              /* of a table at hand; absent: each its own */
    char scopes[PERIMETER_COUNT]; /* the levels « courant », « constant » */
    name_list natures;
    LIST(named_periods) named; /* by calc_name_periods */
    date today; /* arrete_au, else the dossier's date; at a meeting, its own */
    const calc *whole; /* at a meeting: the figures of all that is known */
};

/* --- calc.c --------------------------------------------------------------- */

calc_entry *calc_entry_of(const calc *c, const indicator *i);
/* Reports with the path of the indicator. */
void calc_report(const calc *c, const calc_entry *e, diag_code code, span at,
                 const str args[DIAG_ARGS]);
/* Index of a level record, −1 when nothing is observed there. */
int calc_level_find(const calc *c, const void *record);
/* Row of the campus is −1. NULL when there is no such period or row. */
cell *calc_cell_at(const calc_entry *e, int row, period p);
int calc_period_index(const calc_entry *e, period p);
static inline cell *cell_of(const calc_entry *e, int row, size_t at) {
    return &e->cells[(size_t)(row + 1) * e->periods.n + at];
}
bool calc_level_out(const place_level *l, period p);
/* A figure that is not there, for that reason; never listed. */
figure calc_missing(const calc *c, const calc_entry *e, int level, period p,
                    missing why);
/* Sets value (rounded once), text and key. */
void calc_publish(const calc *c, const calc_entry *e, figure *f, double v);
str calc_key(const calc *c, const calc_entry *e, int level, period p);
/* A figure of a meeting: itself, or with a key of its own when the whole's
   (NULL: none) is another. */
const figure *calc_dated(const calc *c, const figure *f, const figure *whole);
/* Once the periods of an entry are known. */
void calc_name_periods(calc *c, calc_entry *e);
void calc_add_name(arena *a, name_list *l, str name);
void calc_add_names(arena *a, name_list *l, const name_list *more);
void calc_add_sources(arena *a, name_list *l, const cell *x);
str calc_join(arena *a, const name_list *l);
missing calc_worse(missing x, missing y);
/* One euro in cents up to ten milliards: beyond, sheets differ. */
bool calc_magnitude_ok(double v, int decimals);
period calc_period_now(const calc *c, calendar cal);

/* --- formula.c: compiling, dependencies, cycles, calendars ---------------- */

void calc_compile(calc *c);
/* Entries in an order in which each comes after what it needs. */
void calc_order(calc *c, calc_entry **out);
/* The period of `of` that stands for `p` of entry e; cal CAL_NONE: none. */
period calc_align(const calc_entry *e, period p, calendar to);

/* --- observe.c: typed values ---------------------------------------------- */

void calc_collect_levels(calc *c);
void calc_observe(calc *c, calc_entry *e);

/* Source and marks of a typed value. */
str calc_source(const measure *x);
uint8_t calc_marks(const measure *x);
/* Value and marks, unless it is too large (reported). */
void calc_publish_typed(const calc *c, const calc_entry *e, figure *f,
                        const measure *x);

/* What an aggregate over levels found. */
typedef struct gathered {
    double value;
    missing why;
    uint16_t known, of;
    uint8_t marks;
    name_list sources;
} gathered;

/* Over the levels of an observed entry that `mask` keeps (NULL: all). */
gathered calc_aggregate(const calc *c, const calc_entry *e, size_t at,
                        const uint8_t *mask);
void calc_put(const calc *c, const calc_entry *e, cell *out, gathered g);

/* How the levels of an entry add up. */
aggregation calc_rule_of(const calc_entry *e);

/* --- perimeter.c ---------------------------------------------------------- */

/* [level]: is it known at every period where one is? */
const uint8_t *calc_constant_levels(const calc *c, calc_entry *e);
/* The own perimeter of an entry as a mask; NULL: all. */
const uint8_t *calc_own_levels(const calc *c, const calc_entry *e);
/* Levels of both masks; NULL is all of them. */
const uint8_t *calc_both(const calc *c, const uint8_t *x, const uint8_t *y);
/* The cell of a perimeter at the campus; never NULL. */
const cell *calc_cell_in(const calc *c, calc_entry *e, perimeter scope,
                         period p);
/* The perimeter that a level in brackets names; absent: none. */
perimeter calc_scope_named(const calc *c, const void *level);

/* --- secret.c ---------------------------------------------------------------
 */

/* Withholds one value more, reported, when what is published would give a
   secret away; all has then to be computed again. False: nothing would. */
bool calc_protect(calc *c);
bool calc_is_withheld(const calc *c, const calc_entry *e, int level, period p);

/* --- compute.c: formulas -------------------------------------------------- */

/* Is all that the entry observes known at that level? */
bool calc_known_at(const calc *c, const calc_entry *e, int level, period p);
/* Levels that a formula with holes runs over, and its coverage in *g; NULL:
   all of them. */
const uint8_t *calc_hole_mask(const calc *c, const calc_entry *e, period p,
                              gathered *g);
/* The levels of a campus value: of its own perimeter, else without the holes;
   its coverage in *g. */
const uint8_t *calc_campus_mask(const calc *c, const calc_entry *e, period p,
                                gathered *g);
/* The formula at the campus over the levels of a mask, unrounded. */
gathered calc_eval_over(const calc *c, const calc_entry *e, period p,
                        const uint8_t *mask);

void calc_compute(calc *c, calc_entry *e);
expr_value calc_eval(const calc *c, const cursor *x);
void calc_mark_breaks(calc *c, calc_entry *e);
void calc_list_periods(calc *c, calc_entry *e);

/* --- budget.c, lines.c ---------------------------------------------------- */

/* « depenses » and « ressources », one element a line and year. */
void calc_bind_lines(calc *c, expr_binding out[2]);

/* --- standing.c ----------------------------------------------------------- */

/* « indicateurs »: the records and where they stand. */
expr_binding calc_bind_indicators(calc *c);

/* --- over_time.c ---------------------------------------------------------- */

/* What a formula reads of `e` at the current row, when periods are one. */
expr_value calc_read_over(const calc *c, const calc_entry *e, int row);

/* --- host.c --------------------------------------------------------------- */

void calc_make_host(calc *c);
/* The value of `e` at a row (−1: the campus) and period, over the levels of a
   mask (NULL: as published); marks and sources are gathered. */
expr_value calc_read(const calc *c, const calc_entry *e, int row, period p,
                     const uint8_t *mask);
/* As it would be published. */
expr_value calc_rounded(const calc_entry *e, expr_value v);

#endif
