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
} emit_pair;

typedef struct emitter {
    arena *a;
    const emit_sheet *sheet;
    emit_status status; /* the first that went wrong */
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

#endif
