#include "base/utf8.h"
#include "node/node.h"

node *node_get(const node *map, str key) {
    if (!map || map->kind != NODE_MAP)
        return NULL;
    for (size_t i = 0; i < map->count; i++)
        if (str_eq(map->entries[i].key->text.s, key))
            return map->entries[i].value;
    return NULL;
}

static void put_place(buf *out, span at) {
    if (!at.src)
        return;
    place p = source_place(at.src, at.start);
    buf_fmt(out, " %u:%u", p.line, p.column);
}

static void put_quoted(buf *out, str s) {
    buf_c(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\n')
            buf_z(out, "\\n");
        else if (c == '\t')
            buf_z(out, "\\t");
        else if (c == '"' || c == '\\')
            buf_fmt(out, "\\%c", c);
        else
            buf_c(out, c);
    }
    buf_c(out, '"');
}

static void put_indent(buf *out, int depth) {
    for (int i = 0; i < depth; i++)
        buf_z(out, "  ");
}

static void put_node(buf *out, const node *n, int depth);

static void put_scalar(buf *out, const node *n) {
    static const char *const styles[] = {[NODE_PLAIN] = "plain",
                                         [NODE_SINGLE_QUOTED] = "single",
                                         [NODE_DOUBLE_QUOTED] = "double",
                                         [NODE_LITERAL] = "literal",
                                         [NODE_FOLDED] = "folded"};
    buf_z(out, styles[n->style]);
    put_place(out, n->place);
    buf_c(out, ' ');
    put_quoted(out, n->text.s);
    buf_c(out, '\n');
}

static void put_head(buf *out, const node *n, const char *kind) {
    buf_z(out, kind);
    put_place(out, n->place);
    buf_z(out, n->flow ? " flow\n" : "\n");
}

static void put_list(buf *out, const node *n, int depth) {
    put_head(out, n, "list");
    for (size_t i = 0; i < n->count; i++) {
        put_indent(out, depth);
        buf_z(out, "- ");
        put_node(out, n->items[i], depth + 1);
    }
}

static void put_map(buf *out, const node *n, int depth) {
    put_head(out, n, "map");
    for (size_t i = 0; i < n->count; i++) {
        const node_entry *e = &n->entries[i];
        put_indent(out, depth);
        buf_str(out, e->key->text.s);
        put_place(out, e->key->place);
        buf_z(out, ": ");
        put_node(out, e->value, depth + 1);
    }
}

static void put_node(buf *out, const node *n, int depth) {
    switch (n->kind) {
    case NODE_SCALAR:
        put_scalar(out, n);
        break;
    case NODE_LIST:
        put_list(out, n, depth);
        break;
    case NODE_MAP:
        put_map(out, n, depth);
        break;
    }
}

void node_dump(buf *out, const node *n) {
    if (n)
        put_node(out, n, 0);
}
