/* emit_int: what the two halves of emission share. */
#ifndef SCEAU_BOOK_EMIT_INT_H
#define SCEAU_BOOK_EMIT_INT_H

#include "book/emit.h"

typedef struct emit_pair {
    str a;      /* availability; empty: always */
    str v;      /* the value, where it is available */
    bool has;   /* what A gives */
    double x;   /* what V gives, of a number */
    bool truth; /* of a condition */
    bool piece; /* a helper cell: not rounded, though a cell */
} emit_pair;

typedef struct emitter {
    arena *a;
    const emit_sheet *sheet;
    emit_status status; /* the first that went wrong */
    const expr_node *root;
    bool fraction; /* something that it computes with is no integer */
} emitter;

typedef emit_pair emit_fn(emitter *e, const expr_node *n);

emit_pair book_emit_node(emitter *e, const expr_node *n);
emit_pair book_emit_call(emitter *e, const expr_node *n);
/* A pair of no use, and why; the first reason stays. */
emit_pair book_emit_fail(emitter *e, emit_status why);
str book_emit_text(emitter *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Both, the second evaluated only where the first holds. */
str book_emit_both(emitter *e, str x, str y);
str book_emit_sure(str a); /* TRUE() when always available */
emit_pair book_emit_divide(emitter *e, emit_pair x, emit_pair y);
/* « y<>0 », on its image at six decimals when it is computed here. */
str book_emit_some(emitter *e, emit_pair y);
bool book_is_zero(double x);
emit_pair book_emit_cell(emitter *e, emit_cell c);
/* A long number goes to a helper cell, where the sheet has some. */
emit_pair book_emit_shorten(emitter *e, emit_pair p);

/* --- emit_const.c: what depends on the period at hand only ------------------
 */

bool book_emit_constant(const emitter *e, const expr_node *n, expr_value *out);

/* --- emit_time.c: functions of a series over its periods -------------------
 */

emit_pair book_emit_run(emitter *e, const expr_node *call);
emit_pair book_emit_end(emitter *e, const expr_node *call);
emit_pair book_emit_mean(emitter *e, const expr_node *call);
emit_pair book_emit_previous(emitter *e, const expr_node *call);
emit_pair book_emit_growth(emitter *e, const expr_node *call);

/* --- emit_count.c: functions of lists of records ----------------------------
 */

/* Is it nombre or somme of a list? */
bool book_counts_records(const expr_node *call);
emit_pair book_emit_count(emitter *e, const expr_node *call);

#endif
