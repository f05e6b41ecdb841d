/*
 * expr: the expression language of indicators and templates.
 *
 * Knows neither YAML nor documents: names, records and indicators come through
 * a scope. Lex, parse, typecheck (expr_compile), then evaluate as often as
 * wanted. Missing propagates: an operation on a missing value is missing, an
 * aggregate skips missing values and is missing when none is left; a division
 * by zero is missing. The tree is open (expr_tree.h) so that book can emit it
 * as a spreadsheet formula.
 */
#ifndef SCEAU_EXPR_EXPR_H
#define SCEAU_EXPR_EXPR_H

#include "base/date.h"
#include "base/diag.h"
#include "base/figure.h"
#include "base/list.h"
#include "base/num.h"

typedef enum expr_kind {
    EXPR_ANY, /* nothing known: an error was reported, or any will do */
    EXPR_NUMBER,
    EXPR_TEXT,
    EXPR_BOOL,
    EXPR_DATE,
    EXPR_PERIOD,
    EXPR_RECORD,
    EXPR_LIST,
    EXPR_SERIES /* an indicator: level × period → number */
} expr_kind;

typedef struct expr_class expr_class;

typedef struct expr_type {
    expr_kind kind;
    expr_kind element;     /* of a list */
    const expr_class *cls; /* of a record, or of a list of records */
    const str *words;      /* of an enumerated text: its words */
    size_t word_count;
    str unit; /* of a number: "%", "€", "apprenants"; empty: none or unknown */
    bool year; /* a calendar year: it prints without a thousands blank */
} expr_type;

typedef struct expr_value expr_value;

typedef struct expr_list {
    const expr_value *v;
    size_t n;
} expr_list;

struct expr_value {
    expr_kind kind;
    missing why; /* ≠ MISSING_NONE: there is no value, and why */
    const expr_class *cls;
    /* A field that its record calls illustrative, or a number that such fields
       or records made. */
    bool illustrative;
    const figure *figure; /* of a number: the published figure it is, if one */
    union {
        double number;
        str text;
        bool truth;
        date day;
        period period;
        const void *record;
        expr_list list;
        const void *series; /* the host's indicator */
    };
};

/* A field of a record as expressions see it. */
typedef struct expr_field {
    str name;
    expr_type type;
    const void *data; /* the class's own */
} expr_field;

/* What a kind of record offers; made by model from the schema tables. */
struct expr_class {
    str name; /* « partenaire », for messages */
    /* NULL when there is no such field. */
    const expr_field *(*field)(const expr_class *c, str name);
    expr_value (*get)(const expr_class *c, const expr_field *f,
                      const void *record, arena *a);
    /* The record's id, for comparison with a text; empty when it has none. */
    str (*id)(const expr_class *c, const void *record);
    /* Is the record wholly illustrative? May be NULL: no. */
    bool (*illustrative)(const void *record);
    /* All names, for help. */
    const str *names;
    size_t name_count;
    const void *data;
};

/* A name in scope. For evaluation, the binding with the same name in the scope
   given to expr_eval holds the value (found by name, innermost first). */
typedef struct expr_binding {
    str name;
    expr_type type;
    expr_value value;
} expr_binding;

/* What answers for indicators: implemented by calc, given through the scope.
   All may be NULL where no indicator is in sight. */
typedef struct expr_host {
    void *self;
    /* The indicator of that id or NULL; *unit is set. */
    const void *(*series)(void *self, str id, str *unit);
    /* The establishment (level) of that id or NULL. */
    const void *(*level)(void *self, str id);
    /* Its published value; level NULL: the current one, else campus; period
       cal CAL_NONE: the current one, else the last known. */
    expr_value (*at)(void *self, const void *series, const void *level,
                     period p);
    /* All known periods of a series at a level, ascending. */
    size_t (*periods)(void *self, const void *series, const void *level,
                      const period **out);
    /* Names of all series, for help. */
    const str *names;
    size_t name_count;
    /* The current period in the series' calendar, cal CAL_NONE when there is
       none: « dernier », « cumul » and the like look no further. May be NULL.
     */
    period (*now)(void *self, const void *series);
    /* May values of these two periods be compared (no rupture in between)?
       May be NULL: yes. */
    bool (*comparable)(void *self, const void *series, period a, period b);
    /* An aggregate had a value and left a hole out of it: the value is partial.
       May be NULL. */
    void (*skipped)(void *self);
    /* Order of texts, for trier. May be NULL: by folded bytes. */
    int (*compare)(void *self, str a, str b);
} expr_host;

typedef struct expr_scope {
    const struct expr_scope *parent;
    const expr_binding *bindings;
    size_t count;
    const expr_host *host; /* the innermost that is not NULL counts */
} expr_scope;

typedef struct expr expr;

/* Compiles `text` in the types of `scope`; `want` says the kind needed
   (EXPR_ANY: any). NULL after an error; all are reported at their column.
   An indicator is read (a number at the current level and period) unless
   `want` is EXPR_SERIES. */
expr *expr_compile(arena *a, located text, const expr_scope *scope,
                   expr_kind want, diag_sink *sink);
expr_type expr_type_of(const expr *e);
located expr_source(const expr *e);
/* Evaluates; results live in `a`. Never fails: what cannot be is missing. */
expr_value expr_eval(const expr *e, const expr_scope *scope, arena *a);
/* Ids of the series that `e` reads, each once. */
size_t expr_series(const expr *e, const str **out);

/* A text with {expression} slots; « \{ » is a brace. Each part is a literal
   (e NULL, possibly empty) or a compiled expression. */
typedef struct expr_part {
    located literal;
    const expr *e;
} expr_part;

typedef struct expr_slots {
    located source;
    const expr_part *parts;
    size_t count;
    bool plain; /* no slot at all */
} expr_slots;

/* False after an error; what could be compiled is in *out all the same. */
bool expr_slots_compile(arena *a, located text, const expr_scope *scope,
                        diag_sink *sink, expr_slots *out);
/* End of the slot whose « { » stands at s[at]: the offset just after its
   « } », texts inside skipped; SIZE_MAX when it is not closed. */
size_t expr_slot_end(str s, size_t at);

/* One row of the table of functions or of operators: the manual reads it. */
typedef struct expr_doc {
    str name, usage, doc; /* doc: one line, in French */
} expr_doc;

const expr_doc *expr_functions(size_t *n);
const expr_doc *expr_operators(size_t *n);

/* May numbers in these two units be added and compared? An empty unit is
   unknown and agrees with all. */
bool expr_units_agree(str x, str y);

expr_value expr_number(double v);
expr_value expr_text(str s);
expr_value expr_bool(bool b);
expr_value expr_missing(expr_kind kind, missing why);

#endif
