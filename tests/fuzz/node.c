/* Fuzz target: YAML. Whatever the bytes, no crash and no hang; a tree keeps
   its promises: scalars have a place in the file, depth and sizes are bounded.
   What is told never depends on how the rest of the file is mended. */
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "node/node.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds) {
    if (!holds)
        abort();
}

static void walk(const node *n, int depth) {
    require(depth <= NODE_MAX_DEPTH);
    require(n->place.start <= n->place.end);
    require(n->place.end <= n->place.src->text.n);
    if (n->kind == NODE_SCALAR) {
        require(n->text.s.n <= NODE_MAX_SCALAR);
        span all = located_span(&n->text, 0, n->text.s.n);
        require(all.end <= n->place.src->text.n);
    }
    for (size_t i = 0; i < n->count; i++) {
        if (n->kind == NODE_LIST)
            walk(n->items[i], depth + 1);
        else
            walk(n->entries[i].value, depth + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static landing land;
    arena *a = arena_new(&land);
    if (!a || setjmp(land.jump))
        abort();
    diag_sink *sink = diag_sink_new(a);
    str text = str_dup(a, (str){(const char *)data, size});
    const source *src = source_new(a, S("x.yaml"), text);
    bool whole;
    const node *n = node_read_most(a, src, sink, &whole);
    require(whole || sink->errors);
    if (n)
        walk(n, 0);
    buf out = buf_new(a);
    diag_print(&out, sink, (diag_style){.lang = LANG_FR, .all = true});
    arena_free(a);
    return 0;
}
