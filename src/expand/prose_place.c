/*
 * Places in prose: from cmark's lines and columns to the dossier's.
 *
 * cmark counts the columns of an inline from the column of its paragraph, on
 * every line. That is right on the first one only: on the others it has taken
 * away the indentation and the marks of quotations, however wide they were. So
 * a column is first made a distance from the paragraph's, then counted from
 * where the text of that line really starts.
 *
 * Inside a text node, escapes and entities make the text shorter than what was
 * typed. A walk over both finds the way back.
 */
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm.h>

#include "base/utf8.h"
#include "expand/prose_int.h"

enum { ENTITY_MAX = 40 }; /* bytes of the longest entity, and some more */

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

void prose_index_lines(prose *p) {
    list_push(p->a, &p->lines, 0);
    for (size_t i = 0; i < p->marked.n; i++)
        if (p->marked.p[i] == '\n')
            list_push(p->a, &p->lines, i + 1);
}

/* Where the text of a paragraph's later line starts. */
static size_t text_start(const prose *p, int line) {
    size_t at = p->lines.v[line - 1];
    while (at < p->marked.n &&
           (p->marked.p[at] == ' ' || p->marked.p[at] == '\t' ||
            p->marked.p[at] == '>'))
        at++;
    return at;
}

static cmark_node *block_around(cmark_node *n) {
    while (n && (cmark_node_get_type(n) & CMARK_NODE_TYPE_MASK) ==
                    CMARK_NODE_TYPE_INLINE)
        n = cmark_node_parent(n);
    return n;
}

static size_t offset_at(const prose *p, cmark_node *n, int line, int column) {
    if (line < 1 || (size_t)line > p->lines.n)
        return 0;
    size_t from = p->lines.v[line - 1];
    int ahead = column > 0 ? column - 1 : 0;
    cmark_node *block = block_around(n);
    if (block != n && line > cmark_node_get_start_line(block)) {
        from = text_start(p, line);
        ahead = column - cmark_node_get_start_column(block);
        ahead = ahead > 0 ? ahead : 0;
    }
    size_t at = from + (size_t)ahead;
    return at < p->marked.n ? at : p->marked.n;
}

static size_t start_of(const prose *p, cmark_node *n);

static size_t end_of(const prose *p, cmark_node *n) {
    if (cmark_node_get_end_line(n) < 1)
        return start_of(p, n);
    return offset_at(p, n, cmark_node_get_end_line(n),
                     cmark_node_get_end_column(n));
}

/* The text of a call without a note has no place: it comes after what does. */
static size_t found_start(const prose *p, cmark_node *n) {
    cmark_node *before = cmark_node_previous(n);
    while (before && cmark_node_get_start_line(before) < 1)
        before = cmark_node_previous(before);
    size_t from = before ? end_of(p, before) : 0;
    if (!before && cmark_node_parent(n))
        from = start_of(p, cmark_node_parent(n));
    str text = str_z(cmark_node_get_literal(n));
    size_t at = str_find(buf_slice(&p->marked), str_sub(text, 0, 8), from);
    return at == SIZE_MAX ? from : at;
}

static size_t start_of(const prose *p, cmark_node *n) {
    if (cmark_node_get_start_line(n) < 1)
        return found_start(p, n);
    return offset_at(p, n, cmark_node_get_start_line(n),
                     cmark_node_get_start_column(n));
}

span prose_place(const prose *p, struct cmark_node *n) {
    size_t from = original(p, start_of(p, n)), to = original(p, end_of(p, n));
    return located_span(p->text, from, to > from ? to + 1 : from + 1);
}

span prose_span(const prose *p, size_t from, size_t to) {
    size_t a = original(p, from), b = to > from ? original(p, to - 1) : a;
    return located_span(p->text, a, b + 1);
}

/* Walks */

prose_walk prose_walk_new(const prose *p, struct cmark_node *text) {
    return (prose_walk){.p = p,
                        .literal = str_z(cmark_node_get_literal(text)),
                        .source = start_of(p, text),
                        .otherwise = prose_place(p, text)};
}

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '#';
}

/* The length of an entity at the walk's place; 0 when there is none, or when
   the text shows it as it is typed (« AT&T; »). */
static size_t entity_at(const prose_walk *w) {
    str s = buf_slice(&w->p->marked);
    size_t i = w->source + 1;
    if (s.p[w->source] != '&')
        return 0;
    while (i < s.n && is_word(s.p[i]) && i - w->source < ENTITY_MAX)
        i++;
    if (i >= s.n || s.p[i] != ';')
        return 0;
    str typed = str_sub(s, w->source, i + 1);
    str shown = str_sub(w->literal, w->at, w->literal.n);
    return str_starts(shown, typed) ? 0 : typed.n;
}

/* One step in both texts. */
static void step(prose_walk *w) {
    str s = buf_slice(&w->p->marked);
    if (w->source >= s.n) {
        w->lost = true;
        return;
    }
    size_t entity = entity_at(w);
    if (entity) {
        w->source += entity;
        utf8_next(w->literal, &w->at);
        return;
    }
    char c = w->literal.p[w->at];
    if (s.p[w->source] != c && s.p[w->source] == '\\')
        w->source++;
    else if (s.p[w->source] == '\\' && c == '\\' && w->source + 1 < s.n &&
             s.p[w->source + 1] == '\\')
        w->source++;
    w->lost = w->source >= s.n || s.p[w->source] != c;
    w->source++;
    w->at++;
}

static void walk_to(prose_walk *w, size_t at) {
    while (w->at < at && w->at < w->literal.n && !w->lost)
        step(w);
}

span prose_walk_span(prose_walk *w, size_t from, size_t to) {
    walk_to(w, from);
    prose_walk end = *w;
    walk_to(&end, to);
    if (end.lost)
        return w->otherwise;
    return prose_span(w->p, w->source, end.source);
}

size_t prose_walk_source(prose_walk *w, size_t at) {
    walk_to(w, at);
    return original(w->p, w->source);
}

bool prose_walk_escaped(prose_walk *w, size_t at) {
    walk_to(w, at);
    str s = buf_slice(&w->p->marked);
    return w->source < s.n && s.p[w->source] == '\\';
}
