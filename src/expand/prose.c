/*
 * Prose: CommonMark and exactly five things more (see docs/manuel.md).
 *
 * cmark knows nothing of {expressions}, and their signs (* [ ] " <) would be
 * Markdown to it. So a first pass lifts every slot out of the text and puts one
 * private-use character in its place; cmark parses what is left; the walk
 * turns those characters back into values. A map from the text that cmark saw
 * to the text of the dossier keeps every place.
 *
 * cmark aborts when memory runs out: its input is bounded (PROSE_MAX).
 */
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm.h>

#include "base/utf8.h"
#include "expand/prose_int.h"

enum { PROSE_MAX = 1 << 20 };

static void keep(prose *p, size_t to) {
    if (to <= p->kept)
        return;
    list_push(p->x->a, &p->runs,
              (text_run){(uint32_t)p->marked.n, (uint32_t)p->kept});
    buf_put(&p->marked, p->text->s.p + p->kept, to - p->kept);
    p->kept = to;
}

static void mark(prose *p, uint32_t cp, size_t from, size_t to) {
    keep(p, from);
    list_push(p->x->a, &p->runs,
              (text_run){(uint32_t)p->marked.n, (uint32_t)from});
    buf_cp(&p->marked, cp);
    p->kept = to;
}

/* « criteres: A4 A5 »: its ids as references. */
static void read_criteria(prose *p, prose_slot *s, const located *body) {
    size_t at = str_find(body->s, S(":"), 0) + 1;
    while (at < body->s.n) {
        while (at < body->s.n && (body->s.p[at] == ' ' || body->s.p[at] == ','))
            at++;
        size_t end = at;
        while (end < body->s.n && body->s.p[end] != ' ' &&
               body->s.p[end] != ',')
            end++;
        if (end == at)
            break;
        ref r = {.id = str_sub(body->s, at, end),
                 .place = located_span(body, at, end)};
        r.to = model_criterion(p->x->m, r.id);
        if (!r.to)
            DIAG_AT(p->x->sink, E0504, r.place, r.id);
        list_push(p->x->a, &s->criteria, r);
        at = end;
    }
}

static void read_slot(prose *p, prose_slot *s, size_t from, size_t to) {
    located body = located_sub(p->x->a, p->text, from + 1, to - 1);
    str t = str_trim(body.s);
    s->place = located_span(p->text, from, to);
    if (str_starts(t, S("criteres:")) || str_starts(t, S("critères:")) ||
        str_starts(t, S("criteres :")) || str_starts(t, S("critères :"))) {
        s->kind = SLOT_CRITERIA;
        read_criteria(p, s, &body);
    } else if (str_eq(t, S("illustratif"))) {
        s->kind = SLOT_ILLUSTRATIVE;
    } else if (str_eq(t, S("chapo")) || str_eq(t, S("chapô"))) {
        s->kind = SLOT_LEAD;
    } else {
        s->kind = SLOT_VALUE;
        s->e = expr_compile(p->x->a, body, p->x->scope, EXPR_ANY, p->x->sink);
    }
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Lifts slots and escaped numbers out of the text. */
static void lift(prose *p) {
    str s = p->text->s;
    for (size_t i = 0; i < s.n;) {
        if (s.p[i] == '\\' && i + 1 < s.n) {
            if (is_digit(s.p[i + 1]))
                mark(p, PROSE_ESCAPED, i, i + 1);
            i += is_digit(s.p[i + 1]) ? 1 : 2;
        } else if (s.p[i] == '{' && p->slots.n < PROSE_SLOTS) {
            size_t end = expr_slot_end(s, i);
            if (end == SIZE_MAX) {
                DIAG_AT(p->x->sink, E0502, located_span(p->text, i, i + 1),
                        S("{"));
                i++;
                continue;
            }
            read_slot(p, list_add(p->x->a, &p->slots), i, end);
            mark(p, PROSE_FIRST + (uint32_t)p->slots.n - 1, i, end);
            i = end;
        } else {
            i++;
        }
    }
    keep(p, s.n);
}

/* Offset in the dossier's text of a byte that cmark saw. */
static size_t original(const prose *p, size_t at) {
    size_t lo = 0, hi = p->runs.n;
    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        if (p->runs.v[mid].at <= at)
            lo = mid;
        else
            hi = mid;
    }
    return p->runs.n ? p->runs.v[lo].off + (at - p->runs.v[lo].at) : at;
}

static size_t offset_of(const prose *p, int line, int column) {
    if (line < 1 || (size_t)line > p->lines.n)
        return 0;
    size_t at = p->lines.v[line - 1] + (size_t)(column > 0 ? column - 1 : 0);
    return at < p->marked.n ? at : p->marked.n;
}

span prose_place(const prose *p, struct cmark_node *n) {
    size_t from = original(p, offset_of(p, cmark_node_get_start_line(n),
                                        cmark_node_get_start_column(n)));
    size_t to = original(p, offset_of(p, cmark_node_get_end_line(n),
                                      cmark_node_get_end_column(n)));
    return located_span(p->text, from, to > from ? to + 1 : from + 1);
}

span prose_text_place(const prose *p, struct cmark_node *n, size_t from,
                      size_t to) {
    size_t start = offset_of(p, cmark_node_get_start_line(n),
                             cmark_node_get_start_column(n));
    size_t a = original(p, start + from), b = original(p, start + to);
    return located_span(p->text, a, b > a ? b : a + 1);
}

static void free_tree(void *node) {
    cmark_node_free(node);
}

static void index_lines(prose *p) {
    list_push(p->x->a, &p->lines, 0);
    for (size_t i = 0; i < p->marked.n; i++)
        if (p->marked.p[i] == '\n')
            list_push(p->x->a, &p->lines, i + 1);
}

/* Definitions stand at the end of the tree, in the order of their numbers. */
static void index_notes(prose *p, cmark_node *root) {
    for (cmark_node *n = cmark_node_first_child(root); n;
         n = cmark_node_next(n))
        if (cmark_node_get_type(n) == CMARK_NODE_FOOTNOTE_DEFINITION)
            list_push(p->x->a, &p->notes, n);
}

struct cmark_node *prose_parse(prose *p) {
    p->marked = buf_new(p->x->a);
    if (p->text->s.n > PROSE_MAX) {
        DIAG_AT(p->x->sink, E0505, p->text->place, S("1 Mio"));
        return NULL;
    }
    lift(p);
    str marked = buf_take(&p->marked);
    cmark_node *root = cmark_parse_document(
        marked.p, marked.n, CMARK_OPT_FOOTNOTES | CMARK_OPT_SOURCEPOS);
    arena_defer(p->x->a, free_tree, root);
    index_lines(p);
    index_notes(p, root);
    return root;
}

void expand_prose(expander *x, const located *text, block_list *out) {
    prose p = {.x = x, .text = text};
    cmark_node *root = prose_parse(&p);
    if (!root)
        return;
    block_list *was = x->out;
    x->out = out;
    for (cmark_node *n = cmark_node_first_child(root); n;
         n = cmark_node_next(n))
        prose_block(&p, n);
    x->out = was;
}

inline_list prose_inlines(expander *x, const located *text) {
    inline_list out = {0};
    prose p = {.x = x, .text = text};
    cmark_node *root = prose_parse(&p);
    for (cmark_node *n = root ? cmark_node_first_child(root) : NULL; n;
         n = cmark_node_next(n)) {
        if (cmark_node_get_type(n) != CMARK_NODE_PARAGRAPH)
            continue;
        if (out.n)
            doc_text(x->a, &out, S(" "), 0);
        prose_children(&p, n, 0, &out);
    }
    typeset_inlines(x, &out);
    return out;
}
