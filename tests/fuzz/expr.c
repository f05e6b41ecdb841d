/* Fuzz target: expressions. Whatever the text, it is refused with a place
   inside it or it evaluates. No name is in scope: lexing, parsing, typing of
   calls and evaluation of what numbers and texts make. */
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "expr/expr.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static landing land;
    arena *a = arena_new(&land);
    if (!a || setjmp(land.jump))
        abort();
    diag_sink *sink = diag_sink_new(a);
    str text = str_dup(a, (str){(const char *)data, size});
    const source *src = source_new(a, S("x.yaml"), text);
    located where = located_slice(text, (span){src, 0, (uint32_t)size}, 0);
    expr_scope scope = {0};
    const expr *e = expr_compile(a, where, &scope, EXPR_ANY, sink);
    if (!e && !sink->errors)
        abort();
    for (const diagnostic *d = sink->first; d; d = d->next)
        if (d->at.end > size)
            abort();
    if (e)
        expr_eval(e, &scope, a);
    arena_free(a);
    return 0;
}
