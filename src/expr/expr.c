/* The door: compile, ask, evaluate (eval.c); texts with slots. */
#include "expr/expr_int.h"

struct expr {
    located source;
    expr_node *root;
    expr_type type;
    const str *series;
    size_t series_count;
};

static const expr_host *host_of(const expr_scope *s) {
    while (s && !s->host)
        s = s->parent;
    return s ? s->host : NULL;
}

static bool check_length(const located *src, diag_sink *sink) {
    if (src->s.n <= EXPR_MAX_LENGTH)
        return true;
    str n = str_fmt(sink->a, "%zu", src->s.n);
    str max = str_fmt(sink->a, "%d", EXPR_MAX_LENGTH);
    DIAG_AT(sink, E0321, src->place, n, max);
    return false;
}

static void check_want(typer *t, expr_node *root, expr_kind want) {
    expr_kind got = root->type.kind;
    if (want == EXPR_ANY || got == EXPR_ANY || got == want)
        return;
    expr_type_fail(t, E0319, root, expr_type_name(t->a, root->type),
                   expr_type_name(t->a, (expr_type){.kind = want}));
}

expr *expr_compile(arena *a, located text, const expr_scope *scope,
                   expr_kind want, diag_sink *sink) {
    expr *e = NEW(a, expr);
    e->source = text;
    if (!check_length(&text, sink))
        return NULL;
    expr_node *root = expr_parse(a, &e->source, sink);
    if (!root)
        return NULL;
    typer t = {.a = a,
               .src = &e->source,
               .sink = sink,
               .scope = scope,
               .host = host_of(scope)};
    root = expr_type_node(&t, root);
    if (want == EXPR_SERIES)
        root = expr_type_series(&t, root);
    else
        root = expr_type_read(&t, root);
    check_want(&t, root, want);
    e->root = root;
    e->type = root->type;
    e->series = t.series.v;
    e->series_count = t.series.n;
    return t.failed ? NULL : e;
}

expr_type expr_type_of(const expr *e) {
    return e->type;
}

located expr_source(const expr *e) {
    return e->source;
}

const expr_node *expr_root(const expr *e) {
    return e->root;
}

span expr_node_span(const expr *e, const expr_node *n) {
    return located_span(&e->source, n->from, n->to);
}

size_t expr_series(const expr *e, const str **out) {
    *out = e->series;
    return e->series_count;
}

/* --- Slots ---------------------------------------------------------------- */

typedef LIST(expr_part) part_list;

static void add_literal(arena *a, part_list *parts, const located *text,
                        size_t from, size_t to) {
    if (to > from)
        list_push(a, parts, (expr_part){located_sub(a, text, from, to), NULL});
}

/* The next « { » or « \{ » at or after `at`. */
static size_t next_brace(str s, size_t at) {
    while (at < s.n && s.p[at] != '{' &&
           !(s.p[at] == '\\' && at + 1 < s.n &&
             (s.p[at + 1] == '{' || s.p[at + 1] == '}')))
        at++;
    return at;
}

bool expr_slots_compile(arena *a, located text, const expr_scope *scope,
                        diag_sink *sink, expr_slots *out) {
    part_list parts = {0};
    size_t literal = 0, at = next_brace(text.s, 0);
    bool ok = true;
    *out = (expr_slots){.source = text, .plain = true};
    for (; at < text.s.n; at = next_brace(text.s, at)) {
        add_literal(a, &parts, &text, literal, at);
        literal = at + 1;
        if (text.s.p[at] == '\\') {
            at += 2;
            continue;
        }
        out->plain = false;
        size_t end = expr_slot_end(text.s, at);
        if (end == SIZE_MAX) {
            diag_report(sink, E0328, located_span(&text, at, at + 1), NULL, 0);
            ok = false;
            literal = text.s.n;
            break;
        }
        located inside = located_sub(a, &text, at + 1, end - 1);
        expr *e = expr_compile(a, inside, scope, EXPR_ANY, sink);
        if (e)
            list_push(a, &parts, (expr_part){inside, e});
        ok = ok && e;
        literal = at = end;
    }
    add_literal(a, &parts, &text, literal, text.s.n);
    out->parts = parts.v;
    out->count = parts.n;
    return ok;
}
