/*
 * Prose: CommonMark and exactly five things more (see docs/manuel.md).
 *
 * cmark knows nothing of {expressions}, and their signs (* [ ] " <) would be
 * Markdown to it. So a first pass lifts every slot out of the text and puts one
 * private-use character in its place; cmark parses what is left; the walk
 * turns those characters back into values, and into the text as typed inside
 * code. A map from the text that cmark saw to the text of the dossier keeps
 * every place. A slot is compiled where it is met, not where it is lifted: what
 * stands in code is no expression.
 *
 * cmark aborts when memory runs out: its input is bounded (PROSE_MAX).
 */
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm.h>

#include "base/utf8.h"
#include "expand/prose_int.h"
#include "text/text.h"

enum { PROSE_MAX = 1 << 20, SLOT_MAX = 1000, QUOTED_MAX = 60 };

/* Lifting */

static void keep(prose *p, size_t to) {
    if (to <= p->kept)
        return;
    list_push(p->a, &p->runs,
              (text_run){(uint32_t)p->marked.n, (uint32_t)p->kept});
    buf_put(&p->marked, p->text->s.p + p->kept, to - p->kept);
    p->kept = to;
}

static void mark(prose *p, uint32_t cp, size_t from, size_t to) {
    keep(p, from);
    list_push(p->a, &p->runs,
              (text_run){(uint32_t)p->marked.n, (uint32_t)from});
    buf_cp(&p->marked, cp);
    p->kept = to;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The first blank line at or after `at`: slots do not go over it. */
static size_t paragraph_end(str s, size_t at) {
    for (; (at = str_find(s, S("\n"), at)) != SIZE_MAX; at++) {
        size_t i = at + 1;
        while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\r'))
            i++;
        if (i == s.n || s.p[i] == '\n')
            return at;
    }
    return s.n;
}

/* The end of the slot at s[at]. An expression holds no brace: where another
   one opens first, what closes closes that one. */
static size_t slot_end(str s, size_t at) {
    size_t end = expr_slot_end(s, at);
    if (end == SIZE_MAX)
        return end;
    size_t again = str_find(s, S("{"), at + 1);
    bool inside = again < end && expr_slot_end(s, again) == end;
    return inside ? SIZE_MAX : end;
}

typedef struct lifting {
    prose *p;
    str s;
    size_t at;
    size_t paragraph; /* where the paragraph around ends, once it was asked */
} lifting;

static void lift_slot(lifting *l) {
    prose *p = l->p;
    if (l->at >= l->paragraph)
        l->paragraph = paragraph_end(l->s, l->at);
    size_t most = l->at + SLOT_MAX;
    str seen = str_sub(l->s, 0, most < l->paragraph ? most : l->paragraph);
    size_t end = slot_end(seen, l->at);
    if (end == SIZE_MAX) { /* an error, unless it stands in code */
        list_push(p->a, &p->open, l->at++);
        return;
    }
    if (p->slots.n == PROSE_SLOTS) {
        DIAG_AT(p->x->sink, E0505, located_span(p->text, l->at, end),
                S("6\u202F000 expressions"));
        l->at = l->s.n;
        return;
    }
    list_push(p->a, &p->slots, (prose_slot){.from = l->at, .to = end});
    mark(p, PROSE_FIRST + (uint32_t)p->slots.n - 1, l->at, end);
    l->at = end;
}

static void lift_escape(lifting *l) {
    bool digit = l->at + 1 < l->s.n && is_digit(l->s.p[l->at + 1]);
    if (digit)
        mark(l->p, PROSE_ESCAPED, l->at, l->at + 1);
    l->at += digit ? 1 : 2;
}

/* What stands for slots cannot be typed: it would print another's value. */
static bool lift_private(lifting *l) {
    size_t next = l->at;
    uint32_t c = utf8_next(l->s, &next);
    if (c < PROSE_FIRST || c >= PROSE_PRIVATE_END)
        return false;
    DIAG_AT(l->p->x->sink, E0536, located_span(l->p->text, l->at, next),
            str_fmt(l->p->x->a, "U+%04X", c));
    keep(l->p, l->at);
    l->p->kept = l->at = next;
    return true;
}

/* Zero-width signs come with what is pasted: told, and not printed. */
static bool lift_invisible(lifting *l) {
    size_t next = l->at;
    uint32_t c = utf8_next(l->s, &next);
    str sign = str_sub(l->s, l->at, next);
    if (text_visible(l->p->x->a, sign).n)
        return false;
    DIAG_AT(l->p->x->sink, N0542, located_span(l->p->text, l->at, next),
            str_fmt(l->p->x->a, "U+%04X", c));
    l->at = next;
    return true;
}

/* Lifts slots and escaped numbers out of the text. */
static void lift(prose *p) {
    lifting l = {.p = p, .s = p->text->s};
    while (l.at < l.s.n) {
        char c = l.s.p[l.at];
        if (c == '\\')
            lift_escape(&l);
        else if (c == '{')
            lift_slot(&l);
        else if ((unsigned char)c < 0xE2 ||
                 (!lift_private(&l) && !lift_invisible(&l)))
            l.at++;
    }
    keep(p, l.s.n);
}

/* Slots */

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

static bool names_criteria(str t) {
    return str_starts(t, S("criteres:")) || str_starts(t, S("critères:")) ||
           str_starts(t, S("criteres :")) || str_starts(t, S("critères :"));
}

void prose_read_slot(prose *p, prose_slot *s) {
    if (s->kind != SLOT_UNREAD)
        return;
    located body = located_sub(p->x->a, p->text, s->from + 1, s->to - 1);
    str t = str_trim(body.s);
    if (names_criteria(t)) {
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

prose_slot *prose_slot_of(prose *p, uint32_t c) {
    bool is = c >= PROSE_FIRST && c - PROSE_FIRST < p->slots.n;
    return is ? &p->slots.v[c - PROSE_FIRST] : NULL;
}

static bool is_open(const prose *p, size_t at) {
    size_t lo = 0, hi = p->open.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (p->open.v[mid] < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < p->open.n && p->open.v[lo] == at;
}

void prose_look_for_braces(prose *p, struct cmark_node *text) {
    if (!p->open.n)
        return;
    prose_walk w = prose_walk_new(p, text);
    for (size_t at = 0; (at = str_find(w.literal, S("{"), at)) != SIZE_MAX;
         at++) {
        size_t source = prose_walk_source(&w, at);
        if (is_open(p, source))
            DIAG_AT(p->x->sink, E0502,
                    located_span(p->text, source, source + 1), S("{"));
    }
}

str prose_typed(prose *p, const char *literal) {
    str s = str_z(literal);
    buf out = buf_new(p->x->a);
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = utf8_next(s, &i);
        const prose_slot *slot = prose_slot_of(p, c);
        if (slot)
            buf_str(&out, str_sub(p->text->s, slot->from, slot->to));
        else if (c == PROSE_ESCAPED)
            buf_c(&out, '\\');
        else
            buf_str(&out, str_sub(s, from, i));
    }
    return buf_take(&out);
}

str prose_quoted(prose *p, const char *literal) {
    str s = str_trim(prose_typed(p, literal));
    size_t line = str_find(s, S("\n"), 0);
    size_t end = 0;
    for (size_t n = 0; end < s.n && end < line && n < QUOTED_MAX; n++)
        utf8_next(s, &end);
    return end == s.n ? s : str_cat(p->x->a, str_sub(s, 0, end), S("…"));
}

/* The whole */

static void free_tree(void *node) {
    cmark_node_free(node);
}

struct cmark_node *prose_parse(prose *p) {
    p->a = arena_child(p->x->a);
    p->marked = buf_new(p->a);
    if (p->text->s.n > PROSE_MAX) {
        DIAG_AT(p->x->sink, E0505, p->text->place, S("1 Mio"));
        return NULL;
    }
    lift(p);
    str marked = buf_take(&p->marked);
    cmark_node *root = cmark_parse_document(
        marked.p, marked.n, CMARK_OPT_FOOTNOTES | CMARK_OPT_SOURCEPOS);
    arena_defer(p->a, free_tree, root);
    prose_index_lines(p);
    prose_index_notes(p, root);
    return root;
}

void expand_prose(expander *x, const located *text, block_list *out) {
    prose p = {.x = x, .text = text};
    cmark_node *root = prose_parse(&p);
    block_list *was = x->out;
    x->out = out;
    for (cmark_node *n = root ? cmark_node_first_child(root) : NULL; n;
         n = cmark_node_next(n))
        prose_block(&p, n);
    x->out = was;
    arena_free(p.a);
}

inline_list prose_inlines(expander *x, const located *text) {
    inline_list out = {0};
    prose p = {.x = x, .text = text};
    cmark_node *root = prose_parse(&p);
    for (cmark_node *n = root ? cmark_node_first_child(root) : NULL; n;
         n = cmark_node_next(n)) {
        cmark_node_type type = cmark_node_get_type(n);
        if (type == CMARK_NODE_PARAGRAPH) {
            if (out.n)
                doc_text(x->a, &out, S(" "), 0);
            prose_sentence(&p, n, &out);
        } else if (type != CMARK_NODE_FOOTNOTE_DEFINITION) {
            prose_refuse_block(&p, n);
        }
    }
    arena_free(p.a);
    typeset_inlines(x, &out);
    return out;
}
