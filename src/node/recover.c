/*
 * recover: what to leave out after a fault of syntax, so that the rest of a
 * file can be read.
 *
 * libyaml stops at the first fault. People list their records under a key that
 * starts its line, one dash a record:
 *
 *     partenaires:
 *       - id: lycee
 *         nom: …
 *
 * so the record that holds the fault is blanked in a copy, and the copy read
 * again. Nothing else can be told of that record; all others are read as if it
 * were not there. Blanks take the place of bytes: offsets stay true.
 */
#include "node/node_int.h"

/* A line of the text. */
typedef struct line {
    size_t start, first, end; /* of it, of what is written, of the next line */
} line;

static line line_at(str s, size_t start) {
    line l = {start, look_past_blanks(s, start), look_line_end(s, start)};
    while (l.end < s.n && s.p[l.end] != '\n')
        l.end++;
    l.end += l.end < s.n;
    return l;
}

static size_t indent(line l) {
    return l.first - l.start;
}

static bool is_written(str s, line l) {
    return !look_gap(look_at(s, l.first)) && s.p[l.first] != '#';
}

/* A dash, or what a word processor makes of it. */
static bool is_item(str s, line l) {
    str rest = str_sub(s, l.first, s.n);
    return str_starts(rest, S("-")) || str_starts(rest, S("–")) ||
           str_starts(rest, S("•"));
}

static bool is_top_key(str s, line l) {
    size_t word = look_word(s, l.start);
    return indent(l) == 0 && word > l.start &&
           look_at(s, look_past_blanks(s, word)) == ':';
}

/* The line before `l`, which does not start the text. */
static line line_before(str s, line l) {
    return line_at(s, look_line_start(s, l.start - 1));
}

static void blank(char *text, size_t from, size_t to, bool *any) {
    for (size_t i = from; i < to; i++) {
        *any |= !look_gap(text[i]);
        if (text[i] != '\n' && text[i] != '\r')
            text[i] = ' ';
    }
}

/* The indentation of the items right under a top-level key; SIZE_MAX when it
   holds no list. */
static size_t item_indent(str s, line top) {
    for (line l = line_at(s, top.end); l.start < s.n; l = line_at(s, l.end))
        if (is_written(s, l))
            return is_item(s, l) && !is_top_key(s, l) ? indent(l) : SIZE_MAX;
    return SIZE_MAX;
}

bool blank_record(char *text, size_t n, size_t at) {
    str s = {text, n};
    bool any = false;
    line fault = line_at(s, look_line_start(s, at < n ? at : n)), top = fault;
    while (top.start > 0 && !is_top_key(s, top))
        top = line_before(s, top);
    size_t dash = top.start == fault.start ? SIZE_MAX : item_indent(s, top);
    line first = top, next = line_at(s, fault.end);
    if (dash != SIZE_MAX) {
        first = fault;
        /* A dash that is one column off is a dash. */
        while (first.start > top.start &&
               !(is_item(s, first) && indent(first) <= dash + 1))
            first = line_before(s, first);
    }
    bool all = first.start == top.start;
    while (next.start < n && !is_top_key(s, next) &&
           (all || !is_written(s, next) || indent(next) > dash + 1 ||
            (indent(next) == dash + 1 && !is_item(s, next))))
        next = line_at(s, next.end);
    blank(text, first.start, next.start < n ? next.start : n, &any);
    return any;
}
