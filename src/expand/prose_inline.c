/* Inline nodes of cmark → inlines. */
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm.h>

#include "base/utf8.h"
#include "expand/prose_int.h"

/* Slots */

static void put_slot(prose *p, prose_slot *s, inline_list *out) {
    prose_read_slot(p, s);
    if (s->kind == SLOT_VALUE) {
        if (s->e) {
            expr_type type = expr_type_of(s->e);
            put_value(p->x, out, expr_eval(s->e, p->x->scope, p->x->a), &type);
        }
        return;
    }
    for (size_t i = 0; i < s->criteria.n; i++)
        list_push(p->x->a, &p->prefix.criteria, s->criteria.v[i]);
    p->prefix.illustrative |= s->kind == SLOT_ILLUSTRATIVE;
    p->prefix.lead |= s->kind == SLOT_LEAD;
    p->prefix.place = located_span(p->text, s->from, s->to);
}

/* The text of a URL, its slots filled. */
static str url_of(prose *p, cmark_node *node) {
    str s = str_z(cmark_node_get_url(node));
    buf out = buf_new(p->x->a);
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        prose_slot *slot = prose_slot_of(p, utf8_next(s, &i));
        inline_list value = {0};
        if (!slot) {
            buf_str(&out, str_sub(s, from, i));
            continue;
        }
        put_slot(p, slot, &value);
        buf_str(&out, doc_plain(p->x->a, &value));
    }
    return buf_take(&out);
}

/* Texts */

static void put_plain(prose *p, inline_list *out, str s, uint16_t flags,
                      span place) {
    if (!out->n) /* what follows « {criteres: …} » */
        while (s.n && s.p[0] == ' ')
            s = str_sub(s, 1, s.n);
    if (!s.n)
        return;
    doc_inline *n = doc_text(p->x->a, out, s, flags);
    n->place = place;
}

/* A text node: private-use characters become what they stand for. */
static void put_text(prose *p, cmark_node *node, uint16_t flags,
                     inline_list *out) {
    str s = str_dup(p->x->a, str_z(cmark_node_get_literal(node)));
    span place = prose_place(p, node);
    if (!(flags & INLINE_LITERAL)) {
        prose_look_for_numbers(p, node);
        prose_look_for_calls(p, node);
        prose_look_for_braces(p, node);
    }
    size_t start = 0;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = utf8_next(s, &i);
        prose_slot *slot = prose_slot_of(p, c);
        if (!slot && c != PROSE_ESCAPED)
            continue;
        put_plain(p, out, str_sub(s, start, from), flags, place);
        size_t first = out->n;
        if (slot)
            put_slot(p, slot, out);
        for (size_t k = first; k < out->n; k++)
            out->v[k].flags |= flags & (INLINE_EMPHASIS | INLINE_STRONG);
        start = i;
    }
    put_plain(p, out, str_sub(s, start, s.n), flags, place);
}

/* Code is what was typed. */
static void put_code(prose *p, cmark_node *node, uint16_t flags,
                     inline_list *out) {
    doc_inline *n =
        doc_text(p->x->a, out, prose_typed(p, cmark_node_get_literal(node)),
                 flags | INLINE_LITERAL);
    n->place = prose_place(p, node);
}

/* Links */

static bool is_web(str url) {
    return str_starts(url, S("https://")) || str_starts(url, S("http://")) ||
           str_starts(url, S("mailto:"));
}

/* A URI holds plain signs only: others are written %C3%A9. */
static str plain_uri(expander *x, str url) {
    static const char hex[] = "0123456789ABCDEF";
    buf out = buf_new(x->a);
    for (size_t i = 0; i < url.n; i++) {
        unsigned char c = (unsigned char)url.p[i];
        if (c > ' ' && c < 0x7F) {
            buf_c(&out, (char)c);
        } else {
            buf_c(&out, '%');
            buf_c(&out, hex[c >> 4]);
            buf_c(&out, hex[c & 15]);
        }
    }
    return buf_take(&out);
}

/* « en », « en-GB »: two or three letters, then parts of 2 to 8 signs. */
static bool is_language(str s) {
    size_t part = 0, parts = 0;
    for (size_t i = 0; i <= s.n; i++) {
        char c = i < s.n ? s.p[i] : '-';
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter || (parts && c >= '0' && c <= '9')) {
            part++;
        } else if (c != '-' || part < 2 || part > (parts ? 8 : 3)) {
            return false;
        } else {
            part = 0;
            parts++;
        }
    }
    return true;
}

static void put_language(prose *p, cmark_node *node, str lang, uint16_t flags,
                         inline_list *out) {
    if (!is_language(lang))
        DIAG_AT(p->x->sink, E0533, prose_place(p, node), lang);
    inline_list kids = {0};
    prose_children(p, node, flags, &kids);
    for (size_t i = 0; i < kids.n; i++) {
        kids.v[i].lang = lang;
        list_push(p->x->a, out, kids.v[i]);
    }
}

static void put_link(prose *p, cmark_node *node, uint16_t flags,
                     inline_list *out) {
    str url = url_of(p, node);
    span place = prose_place(p, node);
    if (str_starts(url, S("lang:"))) {
        put_language(p, node, str_sub(url, 5, url.n), flags, out);
        return;
    }
    bool inside = str_starts(url, S("#"));
    if (!inside && !is_web(url)) {
        DIAG_AT(p->x->sink, E0507, place,
                prose_quoted(p, cmark_node_get_url(node)));
        return;
    }
    if (inside && !cmark_node_first_child(node)) {
        put_reference(p->x, out, str_sub(url, 1, url.n), place);
        return;
    }
    inline_list kids = {0};
    prose_children(p, node, flags, &kids);
    if (!kids.n) /* a link that shows nothing could not be followed */
        doc_text(p->x->a, &kids, url, flags | INLINE_LITERAL)->place = place;
    doc_inline *link = list_add(p->x->a, out);
    link->kind = INLINE_LINK;
    link->place = place;
    link->kids = kids;
    if (inside)
        link->to = anchor_of(p->x, str_sub(url, 1, url.n), place)->number;
    else
        link->uri = plain_uri(p->x, url);
}

static void put_node(prose *p, cmark_node *n, uint16_t flags,
                     inline_list *out) {
    switch ((unsigned)cmark_node_get_type(n)) {
    case CMARK_NODE_TEXT:
        put_text(p, n, flags, out);
        break;
    case CMARK_NODE_SOFTBREAK:
        put_plain(p, out, S(" "), flags, prose_place(p, n));
        break;
    case CMARK_NODE_LINEBREAK: {
        doc_inline *b = list_add(p->x->a, out);
        b->kind = INLINE_BREAK;
        break;
    }
    case CMARK_NODE_CODE:
        put_code(p, n, flags, out);
        break;
    case CMARK_NODE_EMPH:
        prose_children(p, n, flags | INLINE_EMPHASIS, out);
        break;
    case CMARK_NODE_STRONG:
        prose_children(p, n, flags | INLINE_STRONG, out);
        break;
    case CMARK_NODE_LINK:
        put_link(p, n, flags, out);
        break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        prose_put_note(p, n, out);
        break;
    case CMARK_NODE_IMAGE:
        DIAG_AT(p->x->sink, E0508, prose_place(p, n), STR_NONE);
        break;
    default: /* raw HTML */
        DIAG_AT(p->x->sink, E0501, prose_place(p, n),
                prose_quoted(p, cmark_node_get_literal(n)));
    }
}

void prose_children(prose *p, struct cmark_node *n, uint16_t flags,
                    inline_list *out) {
    if (p->depth >= EXPAND_MAX_DEPTH) {
        DIAG_AT(p->x->sink, E0509, prose_place(p, n), STR_NONE);
        return;
    }
    p->depth++;
    cmark_consolidate_text_nodes(n);
    for (cmark_node *k = cmark_node_first_child(n); k; k = cmark_node_next(k))
        put_node(p, k, flags, out);
    p->depth--;
}

void prose_sentence(prose *p, struct cmark_node *n, inline_list *out) {
    p->prefix = (prose_prefix){0};
    prose_children(p, n, 0, out);
    if (p->prefix.criteria.n || p->prefix.lead)
        DIAG_AT(p->x->sink, W0535, p->prefix.place, STR_NONE);
    if (p->prefix.illustrative && out->n)
        list_last(out)->marks |= MARK_ILLUSTRATIVE;
}
