/* expr_int: what the files of this folder share. */
#ifndef SCEAU_EXPR_EXPR_INT_H
#define SCEAU_EXPR_EXPR_INT_H

#include "expr/expr_tree.h"

/* --- lex.c ---------------------------------------------------------------- */

typedef enum token_kind {
    TOK_END, /* of the text, or after an error */
    TOK_NUMBER,
    TOK_TEXT,
    TOK_DATE,
    TOK_PERIOD,
    TOK_NAME,
    TOK_TRUE,
    TOK_FALSE,
    TOK_AND,
    TOK_OR,
    TOK_NOT,
    TOK_IN,
    TOK_WHERE,
    TOK_PLUS,
    TOK_MINUS,
    TOK_STAR,
    TOK_SLASH,
    TOK_EQ,
    TOK_NE,
    TOK_LT,
    TOK_LE,
    TOK_GT,
    TOK_GE,
    TOK_OPEN,
    TOK_CLOSE,
    TOK_OPEN_BRACKET,
    TOK_CLOSE_BRACKET,
    TOK_COMMA,
    TOK_DOT,
    TOK_COUNT
} token_kind;

typedef struct token {
    token_kind kind;
    uint32_t from, to;
    str text; /* of a text: what it says; else as typed */
    union {
        double number;
        date day;
        period period;
    };
} token;

typedef struct lexer {
    arena *a;
    const located *src;
    diag_sink *sink;
    size_t at;
    int index;   /* brackets open: « 2021+2022 » is then a period */
    bool failed; /* reported; only TOK_END comes from now on */
} lexer;

void expr_lex_next(lexer *l, token *out);
/* Reports once and ends the text there. */
void expr_lex_fail(lexer *l, diag_code code, span at, str arg0, str arg1);

/* --- parse.c -------------------------------------------------------------- */

/* The tree as written, without types; NULL after an error. */
expr_node *expr_parse(arena *a, const located *src, diag_sink *sink);

/* --- type.c, type_call.c -------------------------------------------------- */

/* Inside « où » and aggregates: the element at hand. */
typedef struct frame_type {
    const struct frame_type *up;
    expr_type type;
} frame_type;

typedef struct typer {
    arena *a;
    const located *src;
    diag_sink *sink;
    const expr_scope *scope;
    const expr_host *host;
    const frame_type *frame;
    int frames; /* their number */
    bool failed;
    LIST(str) series;
} typer;

/* The node with its type, perhaps another one in its place; never NULL. */
expr_node *expr_type_node(typer *t, expr_node *n);
expr_node *expr_type_call(typer *t, expr_node *n);
/* An indicator that stands where a value is wanted is read. */
expr_node *expr_type_read(typer *t, expr_node *n);
/* A record of an indicator where an indicator is wanted stands for it. */
expr_node *expr_type_series(typer *t, expr_node *n);
/* Like type_node, inside a frame over the elements of `list`. */
expr_node *expr_type_inside(typer *t, expr_type list, expr_node *n);
void expr_type_fail(typer *t, diag_code code, const expr_node *n, str arg0,
                    str arg1);
void expr_type_fail_n(typer *t, diag_code code, const expr_node *n,
                      const str *args, size_t count);
/* « nombre », « liste de partenaire »: for messages. */
str expr_type_name(arena *a, expr_type t);
/* The common type of two branches; kind EXPR_ANY with *ok false if none. */
expr_type expr_type_unite(expr_type x, expr_type y, bool *ok);
expr_node *expr_node_new(arena *a, expr_node_kind kind, uint32_t from,
                         uint32_t to);

/* --- unit.c --------------------------------------------------------------- */

/* May numbers in these units be added and compared? */
bool expr_unit_agree(str x, str y);
/* Unit of a sum, a product, a quotient; empty when unknown. */
str expr_unit_sum(str x, str y);
str expr_unit_product(str x, str y);
str expr_unit_quotient(str x, str y);

/* --- fold.c --------------------------------------------------------------- */

/* Lower case without accents, blanks and hyphens as « _ ». */
str expr_fold(arena *a, str s);
/* The name nearest to `typed`, or the empty slice. */
str expr_nearest(arena *a, str typed, const str *names, size_t n);
/* « a, b, c… »: some of the names that there are. */
str expr_list_names(arena *a, const str *names, size_t n);
/* Order of texts for people: folded, digits as numbers. */
int expr_text_compare(arena *a, str x, str y);

/* --- builtins.c ----------------------------------------------------------- */

typedef struct evaluation evaluation;
typedef expr_value fn_eval(evaluation *x, const expr_node *call);

typedef struct builtin {
    str name, alias;
    const char *forms;
    char result;
    fn_eval *eval;
    str usage, doc;
} builtin;

const builtin *expr_builtin_of(expr_fn fn);
/* EXPR_FN_COUNT when there is none of that name. */
expr_fn expr_builtin_find(str name);
/* All names, for help. */
const str *expr_builtin_names(size_t *n);
/* Form `i` of a function; empty past the last. */
str expr_builtin_form(const builtin *b, size_t i);

/* Nothing, as numbers are compared: no divisor. */
bool expr_is_zero(double x);

/* --- eval.c --------------------------------------------------------------- */

typedef struct frame {
    const struct frame *up;
    expr_value element;
} frame;

struct evaluation {
    arena *a;
    const expr_scope *scope;
    const expr_host *host;
    const frame *frame;
    uint32_t steps; /* left: bounds what a hostile expression may cost */
};

expr_value expr_eval_node(evaluation *x, const expr_node *n);
/* Evaluates `n` for one element of a list. */
expr_value expr_eval_inside(evaluation *x, expr_value element,
                            const expr_node *n);
/* The known values of a series up to the current period, ascending. */
size_t expr_eval_known(evaluation *x, const void *series, const period **out);

/* --- value.c -------------------------------------------------------------- */

expr_value expr_value_date(date d);
/* A number, missing when it is no finite number. */
expr_value expr_value_finite(double v);
/* Is it illustrative: by a field, by its record, or by the figure it is? */
bool expr_value_invented(expr_value v);
/* The stronger of two reasons: secret, then not available, to come, sans
   objet. */
missing expr_missing_worst(missing x, missing y);
/* -1, 0, 1; false in *ok when one is missing or they do not compare. */
int expr_value_compare(expr_value x, expr_value y, bool *ok);
expr_value expr_value_equal(expr_value x, expr_value y);
/* Order for trier: missing last. */
int expr_value_order(evaluation *x, expr_value a, expr_value b);
str expr_value_text(arena *a, expr_value v);

/* --- the functions: eval_list.c, eval_series.c, eval_text.c --------------- */

#define FN(id, name, alias, forms, result, eval, usage, doc) fn_eval eval;
#include "expr/builtins.def"
#undef FN

#endif
