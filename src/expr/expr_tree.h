/*
 * expr_tree: the typed tree of a compiled expression, open to a spreadsheet
 * emitter.
 *
 * What every emitter must keep (calc evaluates so):
 * - a missing operand makes + - * / and functions of numbers missing; /0 is
 *   missing; aggregates skip missing values and are missing when none is left;
 * - numbers are compared on their images at 6 decimals (EXPR_COMPARE_DIGITS),
 *   and so is a divisor with 0;
 * - « et », « ou » are three-valued: faux et manquant = faux, vrai ou manquant
 *   = vrai, else manquant; a condition that is missing makes « si » missing and
 *   keeps a record out of « où »;
 * - an indicator that is read (EXPR_N_AT) gives its published value.
 */
#ifndef SCEAU_EXPR_EXPR_TREE_H
#define SCEAU_EXPR_EXPR_TREE_H

#include "expr/expr.h"

typedef enum expr_node_kind {
    EXPR_N_ERROR,  /* reported; never in a compiled expression */
    EXPR_N_NAME,   /* only before types: a name as typed */
    EXPR_N_INDEX,  /* only before types: kids[0] [ kids[1], … ] */
    EXPR_N_NUMBER, /* literals */
    EXPR_N_TEXT,
    EXPR_N_BOOL,
    EXPR_N_DATE,
    EXPR_N_PERIOD,
    EXPR_N_LIST,       /* [a, b]: kids */
    EXPR_N_BINDING,    /* a name of the scope */
    EXPR_N_ELEMENT,    /* the element at hand, `up` frames out */
    EXPR_N_ITEM_FIELD, /* `field` of the element, `up` frames out */
    EXPR_N_FIELD,      /* `field` of kids[0] */
    EXPR_N_SERIES,     /* an indicator as a whole: `name`, `series` */
    EXPR_N_SERIES_OF,  /* the indicator whose record is kids[0] */
    EXPR_N_LEVEL, /* an establishment named inside [ ]: `series` holds it */
    EXPR_N_AT,    /* kids[0] (a series) at level kids[1], period kids[2]; either
                     may be NULL: the current one */
    EXPR_N_NEG,
    EXPR_N_NOT,
    EXPR_N_ADD,
    EXPR_N_SUB,
    EXPR_N_MUL,
    EXPR_N_DIV,
    EXPR_N_EQ,
    EXPR_N_NE,
    EXPR_N_LT,
    EXPR_N_LE,
    EXPR_N_GT,
    EXPR_N_GE,
    EXPR_N_AND,
    EXPR_N_OR,
    EXPR_N_IN,    /* kids[0] dans kids[1] */
    EXPR_N_WHERE, /* kids[0] où kids[1]: one frame more inside kids[1] */
    EXPR_N_CALL,  /* `fn` of kids, in its form `form` */
    EXPR_N_COUNT
} expr_node_kind;

/* The functions, each once in builtins.def. */
typedef enum expr_fn {
#define FN(id, name, alias, forms, result, eval, usage, doc) EXPR_FN_##id,
#include "expr/builtins.def"
#undef FN
    EXPR_FN_COUNT
} expr_fn;

typedef struct expr_node expr_node;

struct expr_node {
    expr_node_kind kind;
    uint32_t from, to; /* bytes of the source's text */
    uint16_t depth;    /* of the tree under it, 1 for a leaf */
    uint16_t up;       /* frames out: ELEMENT, ITEM_FIELD */
    expr_fn fn;
    uint8_t form; /* which of the function's forms, from 0 */
    expr_type type;
    expr_node **kids;
    size_t kid_count;
    str name; /* as typed: a name, a text literal */
    union {
        double number;
        bool truth;
        date day;
        period period;
        const expr_field *field;
        const void *series;
    };
};

enum {
    EXPR_MAX_DEPTH = 100,
    EXPR_MAX_LENGTH = 16 << 10,
    EXPR_MAX_FRAMES = 4, /* « où » and aggregates inside one another */
    EXPR_COMPARE_DIGITS = 6
};

const expr_node *expr_root(const expr *e);
/* Place in the file of a node. */
span expr_node_span(const expr *e, const expr_node *n);
/* « somme »: its first name. */
str expr_fn_name(expr_fn fn);
/* The arguments of the form that `call` took: one letter each, as explained
   at the head of builtins.def; the last before « * » repeats. */
str expr_fn_form(const expr_node *call);

#endif
