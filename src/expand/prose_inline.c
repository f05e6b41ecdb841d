/* Inline nodes of cmark → inlines. */
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "expand/prose_int.h"

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c < 0x2000);
}

static bool is_blank(uint32_t c) {
    return c == ' ' || c == 0xA0 || c == 0x202F;
}

/* 1900 to 2099: a year, alone or in « 2027-2031 ». */
static bool is_year(str s, size_t from, size_t to) {
    return to - from == 4 && (str_starts(str_sub(s, from, to), S("19")) ||
                              str_starts(str_sub(s, from, to), S("20")));
}

/* A month follows: « 26 septembre 2019 » is a date. */
static bool before_month(str rest) {
    static const char *const months[] = {
        "janvier", "février", "mars",      "avril",   "mai",      "juin",
        "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
    size_t at = 0;
    if (!rest.n || !is_blank(utf8_next(rest, &at)))
        return false;
    str word = str_sub(rest, at, rest.n);
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (str_starts(word, str_z(months[i])))
            return true;
    return false;
}

static void report_number(prose *p, struct cmark_node *node, str number,
                          size_t at) {
    span place = prose_text_place(p, node, at, at + number.n);
    diagnostic *d = DIAG_AT(p->x->sink, N0506, place, number);
    if (p->x->sink->filing && d->sev == SEV_NOTICE)
        diag_raise(p->x->sink, d, SEV_WARNING);
}

/* A number of two digits or more that is no date, identifier or escape is
   reported: it should come from the data. */
static void look_for_numbers(prose *p, str s, struct cmark_node *node) {
    uint32_t before = ' ';
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = utf8_next(s, &i);
        if (!is_digit(c)) {
            before = c;
            continue;
        }
        while (i < s.n && is_digit((unsigned char)s.p[i]))
            i++;
        size_t after = i;
        uint32_t next = i < s.n ? utf8_next(s, &after) : ' ';
        bool part = is_letter(before) || is_letter(next) || before == '/' ||
                    before == '-' || next == '-' || next == '/';
        if (i - from >= 2 && before != PROSE_ESCAPED && !part &&
            !is_year(s, from, i) && !before_month(str_sub(s, i, s.n)))
            report_number(p, node, str_sub(s, from, i), from);
        /* « \8 000 »: the groups that follow are escaped with the first. */
        bool group = before == PROSE_ESCAPED && (is_blank(next) || next == ',');
        before = group ? PROSE_ESCAPED : '0';
        if (group)
            i = after;
    }
}

static void put_slot(prose *p, prose_slot *s, inline_list *out) {
    switch (s->kind) {
    case SLOT_VALUE:
        if (s->e) {
            expr_type type = expr_type_of(s->e);
            put_value(p->x, out, expr_eval(s->e, p->x->scope, p->x->a), &type);
        }
        break;
    case SLOT_CRITERIA:
        for (size_t i = 0; i < s->criteria.n; i++)
            list_push(p->x->a, &p->criteria, s->criteria.v[i]);
        break;
    case SLOT_ILLUSTRATIVE:
        p->illustrative = true;
        break;
    case SLOT_LEAD:
        p->lead = true;
        break;
    }
}

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
    if (!(flags & INLINE_LITERAL))
        look_for_numbers(p, s, node);
    size_t start = 0;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = utf8_next(s, &i);
        bool slot = c >= PROSE_FIRST && c - PROSE_FIRST < p->slots.n;
        if (!slot && c != PROSE_ESCAPED)
            continue;
        put_plain(p, out, str_sub(s, start, from), flags, place);
        if (slot)
            put_slot(p, &p->slots.v[c - PROSE_FIRST], out);
        start = i;
    }
    put_plain(p, out, str_sub(s, start, s.n), flags, place);
}

static void put_note(prose *p, cmark_node *node, inline_list *out) {
    int number = atoi(cmark_node_get_literal(node));
    if (number < 1 || (size_t)number > p->notes.n)
        return;
    doc_inline *call = list_add(p->x->a, out);
    call->kind = INLINE_FOOTNOTE;
    call->place = prose_place(p, node);
    block_list kids = {0};
    cmark_node *def = p->notes.v[number - 1];
    for (cmark_node *n = cmark_node_first_child(def); n;
         n = cmark_node_next(n)) {
        if (cmark_node_get_type(n) != CMARK_NODE_PARAGRAPH)
            continue;
        doc_block *b =
            doc_block_new(p->x->a, BLOCK_PARAGRAPH, prose_place(p, n));
        b->style = STYLE_FOOTNOTE;
        prose_children(p, n, 0, &b->text);
        typeset_inlines(p->x, &b->text);
        list_push(p->x->a, &kids, b);
    }
    list_last(out)->note = kids;
}

static bool is_web(str url) {
    return str_starts(url, S("https://")) || str_starts(url, S("http://")) ||
           str_starts(url, S("mailto:"));
}

static void put_link(prose *p, cmark_node *node, uint16_t flags,
                     inline_list *out) {
    str url = str_dup(p->x->a, str_z(cmark_node_get_url(node)));
    span place = prose_place(p, node);
    if (str_starts(url, S("lang:"))) {
        size_t first = out->n;
        prose_children(p, node, flags, out);
        for (size_t i = first; i < out->n; i++)
            out->v[i].lang = str_sub(url, 5, url.n);
        return;
    }
    bool inside = str_starts(url, S("#"));
    if (!inside && !is_web(url)) {
        DIAG_AT(p->x->sink, E0507, place, url);
        return;
    }
    if (inside && !cmark_node_first_child(node)) {
        put_reference(p->x, out, str_sub(url, 1, url.n), place);
        return;
    }
    inline_list kids = {0};
    prose_children(p, node, flags, &kids);
    doc_inline *link = list_add(p->x->a, out);
    link->kind = INLINE_LINK;
    link->place = place;
    link->kids = kids;
    if (inside)
        link->to = anchor_of(p->x, str_sub(url, 1, url.n), place)->number;
    else
        link->uri = url;
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
        put_text(p, n, flags | INLINE_LITERAL, out);
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
        put_note(p, n, out);
        break;
    case CMARK_NODE_IMAGE:
        DIAG_AT(p->x->sink, E0508, prose_place(p, n), STR_NONE);
        break;
    default: /* raw HTML */
        DIAG_AT(p->x->sink, E0501, prose_place(p, n),
                str_dup(p->x->a, str_z(cmark_node_get_literal(n))));
    }
}

void prose_children(prose *p, struct cmark_node *n, uint16_t flags,
                    inline_list *out) {
    if (p->depth >= EXPAND_MAX_DEPTH)
        return;
    p->depth++;
    cmark_consolidate_text_nodes(n);
    for (cmark_node *k = cmark_node_first_child(n); k; k = cmark_node_next(k))
        put_node(p, k, flags, out);
    p->depth--;
}
