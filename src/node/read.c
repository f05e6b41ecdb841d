/*
 * read: libyaml's events become the located tree.
 *
 * A scalar whose text stands in the file as it is (nearly all) is a slice of
 * the file, not a copy. The depth is checked at each opening, before the parser
 * goes on: libyaml's own work grows with the square of the depth of [ and {.
 */
#include "node/node_int.h"

/* Reports. */

diagnostic *reader_report2(reader *r, diag_code code, span at, str arg0,
                           str arg1) {
    diagnostic *d = DIAG_AT(r->sink, code, at, arg0, arg1);
    if (d->sev == SEV_ERROR)
        r->last_error = at.start;
    size_t now = r->sink->errors + r->sink->warnings;
    if (now - r->reports_before >= NODE_MAX_REPORTS && !r->finished) {
        r->finished = r->failed = true;
        DIAG_AT(r->sink, E0022, at, STR_NONE);
    }
    return d;
}

diagnostic *reader_report(reader *r, diag_code code, uint32_t start,
                          uint32_t end, str arg) {
    return reader_report2(r, code, (span){r->src, start, end}, arg, STR_NONE);
}

static void stop(reader *r) {
    r->finished = r->failed = true;
}

/* Places. */

/* Of the 8 bytes at p, those that start a character. */
static size_t starts_in_word(const char *p) {
    uint64_t w;
    memcpy(&w, p, sizeof w);
    w = w & ~(w << 1) & 0x8080808080808080u; /* 10xxxxxx: continue one */
    return 8 - (size_t)__builtin_popcountll(w);
}

static bool starts_char(str s, uint32_t at) {
    return ((unsigned char)s.p[at] & 0xC0) != 0x80;
}

/* Marks come nearly in order: walking from the last place is cheap. `chars` is
   always the number of characters that start before `at`. */
uint32_t reader_offset(reader *r, yaml_mark_t mark) {
    str s = r->text;
    uint32_t at = r->bytes, n = (uint32_t)s.n;
    size_t chars = r->chars;
    while (chars > mark.index && at > 0)
        chars -= starts_char(s, --at);
    for (; chars + 8 <= mark.index && n - at >= 8; at += 8)
        chars += starts_in_word(s.p + at);
    while (at < n && (chars < mark.index || !starts_char(s, at)))
        chars += starts_char(s, at++);
    r->bytes = at;
    r->chars = chars;
    return at;
}

static span event_span(reader *r) {
    uint32_t start = reader_offset(r, r->event.start_mark);
    uint32_t end = reader_offset(r, r->event.end_mark);
    return (span){r->src, start, end};
}

/* Nodes. */

static bool may_add(reader *r, span at) {
    if (++r->count <= NODE_MAX_COUNT)
        return true;
    reader_report2(r, E0020, at, STR_NONE, STR_NONE);
    stop(r);
    return false;
}

static node_style style_of(const yaml_event_t *e) {
    switch (e->data.scalar.style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return NODE_SINGLE_QUOTED;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return NODE_DOUBLE_QUOTED;
    case YAML_LITERAL_SCALAR_STYLE:
        return NODE_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return NODE_FOLDED;
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE:
        break;
    }
    return NODE_PLAIN;
}

/* The end of a block scalar's mark may be lines further down. */
static void trim_place(node *n) {
    str s = n->place.src->text;
    while (n->place.end > n->place.start + 1 &&
           strchr(" \t\r\n", s.p[n->place.end - 1]))
        n->place.end--;
}

static node *scalar_at(reader *r, span at, node_style style) {
    node *n = NEW(r->a, node);
    n->kind = NODE_SCALAR;
    n->style = style;
    n->place = at;
    if (style == NODE_LITERAL || style == NODE_FOLDED)
        trim_place(n);
    n->text.place = n->place;
    return n;
}

node *reader_slice(reader *r, span at, uint32_t from, uint32_t to) {
    node *n = scalar_at(r, at, NODE_PLAIN);
    n->text = located_slice(str_sub(r->text, from, to), n->place, from);
    return n;
}

/* A no-break space after a value was pasted with it. */
static str without_hard_end(str s) {
    for (;;) {
        if (s.n >= 2 && look_hard_space(s, s.n - 2) == 2)
            s.n -= 2;
        else if (s.n >= 3 && look_hard_space(s, s.n - 3) == 3)
            s.n -= 3;
        else
            return s;
    }
}

static void set_text(reader *r, node *n, str value) {
    bool quoted =
        n->style == NODE_SINGLE_QUOTED || n->style == NODE_DOUBLE_QUOTED;
    uint32_t from = n->place.start + quoted, to = n->place.end - quoted;
    str raw = str_sub(r->text, from, to);
    if (str_eq(raw, value)) {
        n->text = located_slice(raw, n->place, from);
        return;
    }
    n->text.s = str_dup(r->a, value);
    runs_trace(r->a, n);
}

/* The tree under construction. */

static frame *top(reader *r) {
    return r->depth ? &r->stack[r->depth - 1] : NULL;
}

static void take_key(reader *r, frame *f, node *n) {
    f->has_key = true;
    f->key = NULL;
    if (n->kind != NODE_SCALAR)
        reader_report2(r, E0036, n->place, STR_NONE, STR_NONE);
    else if (traps_key(r, f, n))
        f->key = n;
}

static void take_value(reader *r, frame *f, node *n) {
    f->has_key = false;
    if (f->key && traps_pair(r, f, f->key, n))
        list_push(r->a, &f->entries, (node_entry){f->key, n});
}

static void attach(reader *r, node *n) {
    frame *f = top(r);
    if (!f)
        r->root = n;
    else if (f->n->kind == NODE_LIST)
        list_push(r->a, &f->items, n);
    else if (f->has_key)
        take_value(r, f, n);
    else
        take_key(r, f, n);
}

static bool awaits_key(reader *r) {
    frame *f = top(r);
    return f && f->n->kind == NODE_MAP && !f->has_key;
}

/* Events. */

static void refuse_properties(reader *r, const yaml_char_t *anchor,
                              const yaml_char_t *tag) {
    uint32_t at = reader_offset(r, r->event.start_mark), end = at + 1;
    if (anchor)
        reader_report(r, E0031, at, end, str_z((const char *)anchor));
    if (tag)
        reader_report(r, E0033, at, end, STR_NONE);
}

/* Where the value starts, past a tag or an anchor that was refused. */
static void skip_properties(reader *r, span *at, node_style style) {
    static const char *const opening[] = {[NODE_PLAIN] = "",
                                          [NODE_SINGLE_QUOTED] = "'",
                                          [NODE_DOUBLE_QUOTED] = "\"",
                                          [NODE_LITERAL] = "|",
                                          [NODE_FOLDED] = ">"};
    str s = r->text;
    while (at->start < at->end && strchr("&!#", s.p[at->start])) {
        const char *ends = s.p[at->start] == '#' ? "\r\n" : " \t\r\n";
        while (at->start < at->end && !strchr(ends, s.p[at->start]))
            at->start++;
        while (at->start < at->end && strchr(" \t\r\n", s.p[at->start]))
            at->start++;
    }
    size_t to = str_find(s, str_z(opening[style]), at->start);
    if (to < at->end)
        at->start = (uint32_t)to;
}

static void on_scalar(reader *r) {
    yaml_event_t *e = &r->event;
    span at = event_span(r);
    node_style style = style_of(e);
    if (e->data.scalar.anchor || e->data.scalar.tag) {
        refuse_properties(r, e->data.scalar.anchor, e->data.scalar.tag);
        skip_properties(r, &at, style);
    }
    if (!may_add(r, at))
        return;
    node *n = scalar_at(r, at, style);
    if (e->data.scalar.length > NODE_MAX_SCALAR) {
        reader_report2(r, E0018, at, STR_NONE, STR_NONE);
        stop(r);
        return;
    }
    set_text(r, n,
             (str){(const char *)e->data.scalar.value, e->data.scalar.length});
    r->last = n;
    if (!awaits_key(r)) {
        if (style == NODE_PLAIN)
            n->text.s = without_hard_end(n->text.s);
        traps_scalar(r, n, top(r));
    }
    attach(r, n);
}

static void open_frame(reader *r, node_kind kind, bool flow) {
    span at = {r->src, reader_offset(r, r->event.start_mark), 0};
    at.end = at.start + 1;
    if (r->depth == NODE_MAX_DEPTH) {
        reader_report2(r, E0019, at, STR_NONE, STR_NONE);
        stop(r);
        return;
    }
    if (!may_add(r, at))
        return;
    node *n = NEW(r->a, node);
    n->kind = kind;
    n->flow = flow;
    n->place = at;
    frame *f = &r->stack[r->depth++];
    f->n = n;
    f->has_key = false;
    f->items.n = f->entries.n = 0;
    f->keys = map_new(r->a);
}

static void on_list(reader *r) {
    yaml_event_t *e = &r->event;
    refuse_properties(r, e->data.sequence_start.anchor,
                      e->data.sequence_start.tag);
    open_frame(r, NODE_LIST,
               e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
}

static void on_map(reader *r) {
    yaml_event_t *e = &r->event;
    refuse_properties(r, e->data.mapping_start.anchor,
                      e->data.mapping_start.tag);
    open_frame(r, NODE_MAP,
               e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
}

/* The lists of a frame serve the next one at that depth: exact copies go. */
static void finish(reader *r, frame *f) {
    node *n = f->n;
    if (n->kind == NODE_LIST && f->items.n) {
        n->count = f->items.n;
        n->items = NEW_ARRAY(r->a, node *, n->count);
        memcpy(n->items, f->items.v, n->count * sizeof *n->items);
    } else if (n->kind == NODE_MAP && f->entries.n) {
        n->count = f->entries.n;
        n->entries = NEW_ARRAY(r->a, node_entry, n->count);
        memcpy(n->entries, f->entries.v, n->count * sizeof *n->entries);
    }
}

static uint32_t last_end(const node *n) {
    uint32_t end = n->place.end;
    if (n->kind == NODE_LIST && n->count)
        end = n->items[n->count - 1]->place.end;
    else if (n->kind == NODE_MAP && n->count)
        end = n->entries[n->count - 1].value->place.end;
    return end > n->place.end ? end : n->place.end;
}

static void on_close(reader *r) {
    frame *f = &r->stack[r->depth - 1];
    node *n = f->n;
    finish(r, f);
    n->place.end = n->flow ? reader_offset(r, r->event.end_mark) : last_end(n);
    if (n->flow && n->kind == NODE_MAP)
        n = traps_flow_map(r, n);
    else if (n->flow)
        traps_flow_list(r, n);
    r->depth--;
    attach(r, n);
}

static void on_alias(reader *r) {
    span at = event_span(r);
    str name = str_z((const char *)r->event.data.alias.anchor);
    reader_report2(r, E0032, at, name, STR_NONE);
    r->told = at.end;
    attach(r, reader_slice(r, at, at.start, at.end));
}

static void on_document(reader *r) {
    yaml_event_t *e = &r->event;
    span at = event_span(r);
    if (r->documents) {
        reader_report2(r, E0035, at, STR_NONE, STR_NONE);
        stop(r);
    }
    r->documents = true;
    if (e->data.document_start.tag_directives.start !=
        e->data.document_start.tag_directives.end)
        reader_report2(r, E0038, at, STR_NONE, STR_NONE);
}

static void on_end(reader *r) {
    r->finished = true;
}

static void on_event(reader *r) {
    static void (*const handlers[])(reader *) = {
        [YAML_SCALAR_EVENT] = on_scalar,
        [YAML_SEQUENCE_START_EVENT] = on_list,
        [YAML_SEQUENCE_END_EVENT] = on_close,
        [YAML_MAPPING_START_EVENT] = on_map,
        [YAML_MAPPING_END_EVENT] = on_close,
        [YAML_ALIAS_EVENT] = on_alias,
        [YAML_DOCUMENT_START_EVENT] = on_document,
        [YAML_STREAM_END_EVENT] = on_end,
        [YAML_DOCUMENT_END_EVENT] = NULL,
        [YAML_STREAM_START_EVENT] = NULL,
    };
    traps_settle(r);
    void (*handler)(reader *) = handlers[r->event.type];
    if (handler)
        handler(r);
}

/* The run. */

static void reader_close(void *what) {
    reader *r = what;
    if (r->event_open)
        yaml_event_delete(&r->event);
    if (r->parser_open)
        yaml_parser_delete(&r->parser);
    r->event_open = r->parser_open = false;
}

static void reader_open(reader *r) {
    str s = r->text;
    r->bytes = str_starts(s, S("\xEF\xBB\xBF")) ? 3 : 0;
    arena_defer(r->a, reader_close, r);
    if (!yaml_parser_initialize(&r->parser))
        landing_raise(arena_landing(r->a), LANDING_MEMORY, "yaml");
    r->parser_open = true;
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    const char *p = s.n ? s.p : ""; /* libyaml asserts a place */
    yaml_parser_set_input_string(
        &r->parser, (const unsigned char *)p + r->bytes, s.n - r->bytes);
}

static void pull(reader *r) {
    if (!yaml_parser_parse(&r->parser, &r->event)) {
        if (r->parser.error == YAML_MEMORY_ERROR)
            landing_raise(arena_landing(r->a), LANDING_MEMORY, "yaml");
        stop(r);
        r->fault = true;
        r->last_error = reader_offset(r, r->parser.problem_mark);
        explain_fault(r);
        return;
    }
    r->event_open = true;
    on_event(r);
    yaml_event_delete(&r->event);
    r->event_open = false;
}

/* An empty file, or one with comments only, is an empty map. */
static node *tree(reader *r) {
    if (r->failed)
        return NULL;
    node *n = r->root;
    if (n && (n->kind != NODE_SCALAR || n->style != NODE_PLAIN || n->text.s.n))
        return n;
    n = NEW(r->a, node);
    n->kind = NODE_MAP;
    n->place = (span){r->src, 0, 0};
    return n;
}

/* `text` is the source's, perhaps with parts of it blanked. */
static reader *read_text(arena *a, const source *src, str text,
                         diag_sink *sink) {
    reader *r = NEW(a, reader);
    r->a = a;
    r->src = src;
    r->text = text;
    r->sink = sink;
    r->reports_before = sink->errors + sink->warnings;
    reader_open(r);
    while (!r->finished)
        pull(r);
    reader_close(r);
    return r;
}

node *node_read(arena *a, const source *src, diag_sink *sink) {
    if (!encoding_check(src, sink))
        return NULL;
    return tree(read_text(a, src, src->text, sink));
}

node *node_read_most(arena *a, const source *src, diag_sink *sink,
                     bool *whole) {
    *whole = false;
    if (!encoding_check(src, sink))
        return NULL;
    str text = src->text;
    reader *r = read_text(a, src, text, sink);
    *whole = !r->failed;
    bool small = text.n <= NODE_MAX_MENDED;
    for (int i = 0; small && i < NODE_MAX_FAULTS && r->fault; i++) {
        text = i ? text : str_dup(a, text);
        if (!blank_record((char *)text.p, text.n, r->last_error))
            break;
        r = read_text(a, src, text, sink);
    }
    return tree(r);
}
