/* Footnotes. cmark keeps the definitions that are called, in the order of
   their numbers, and says nothing of the others: calls without a note, notes
   without a call. */
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm.h>
#include <stdlib.h>

#include "expand/prose_int.h"

/* Is that line the first of a kept note, or inside code? */
static bool spoken_for(cmark_node *root, int line) {
    for (cmark_node *n = cmark_node_first_child(root); n;
         n = cmark_node_next(n)) {
        int first = cmark_node_get_start_line(n);
        if (cmark_node_get_type(n) == CMARK_NODE_FOOTNOTE_DEFINITION) {
            if (first == line)
                return true;
        } else if (cmark_node_get_type(n) == CMARK_NODE_CODE_BLOCK &&
                   first <= line && line <= cmark_node_get_end_line(n)) {
            return true;
        }
    }
    return false;
}

/* End of « [^name] » that starts at s[at]; 0 when there is none. */
static size_t name_end(str s, size_t at) {
    size_t i = at + 2;
    if (!str_starts(str_sub(s, at, s.n), S("[^")))
        return 0;
    while (i < s.n && s.p[i] != ']' && s.p[i] != '[' && s.p[i] != ' ' &&
           s.p[i] != '\n')
        i++;
    return i < s.n && s.p[i] == ']' && i > at + 2 ? i + 1 : 0;
}

/* « [^name]: » at the start of each line. */
static void look_for_definitions(prose *p, cmark_node *root) {
    str s = buf_slice(&p->marked);
    for (size_t i = 0; i < p->lines.n; i++) {
        size_t at = p->lines.v[i], end = name_end(s, at);
        if (!end || end >= s.n || s.p[end] != ':' ||
            spoken_for(root, (int)i + 1))
            continue;
        DIAG_AT(p->x->sink, W0531, prose_span(p, at, end),
                str_dup(p->x->a, str_sub(s, at + 2, end - 1)));
    }
}

void prose_index_notes(prose *p, cmark_node *root) {
    for (cmark_node *n = cmark_node_first_child(root); n;
         n = cmark_node_next(n))
        if (cmark_node_get_type(n) == CMARK_NODE_FOOTNOTE_DEFINITION)
            list_push(p->a, &p->notes, n);
    look_for_definitions(p, root);
}

void prose_look_for_calls(prose *p, struct cmark_node *text) {
    prose_walk w = prose_walk_new(p, text);
    str s = w.literal;
    for (size_t at = 0; (at = str_find(s, S("[^"), at)) != SIZE_MAX; at++) {
        size_t end = name_end(s, at);
        if (end && !prose_walk_escaped(&w, at))
            DIAG_AT(p->x->sink, E0530, prose_walk_span(&w, at, end),
                    str_dup(p->x->a, str_sub(s, at + 2, end - 1)));
    }
}

static doc_block *note_paragraph(prose *p, cmark_node *n) {
    doc_block *b = doc_block_new(p->x->a, BLOCK_PARAGRAPH, prose_place(p, n));
    b->style = STYLE_FOOTNOTE;
    prose_prefix around = p->prefix;
    prose_sentence(p, n, &b->text);
    p->prefix = around;
    typeset_inlines(p->x, &b->text);
    return b;
}

static void note_blocks(prose *p, cmark_node *definition, block_list *out) {
    for (cmark_node *n = cmark_node_first_child(definition); n;
         n = cmark_node_next(n)) {
        if (cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH)
            list_push(p->x->a, out, note_paragraph(p, n));
        else
            prose_refuse_block(p, n);
    }
}

void prose_put_note(prose *p, struct cmark_node *call, inline_list *out) {
    span place = prose_place(p, call);
    int number = atoi(cmark_node_get_literal(call));
    if (number < 1 || (size_t)number > p->notes.n)
        return;
    if (p->in_note) {
        DIAG_AT(p->x->sink, E0532, place, STR_NONE);
        return;
    }
    block_list kids = {0};
    p->in_note = true;
    note_blocks(p, p->notes.v[number - 1], &kids);
    p->in_note = false;
    doc_inline *n = list_add(p->x->a, out);
    n->kind = INLINE_FOOTNOTE;
    n->place = place;
    n->note = kids;
}
