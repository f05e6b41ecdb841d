/*
 * runs: the way back from a scalar's text to its file.
 *
 * libyaml gives a scalar's value and where it starts and ends, not where each
 * letter of the value stands. An expression inside a folded or quoted text, or
 * a paragraph of prose, must be shown at its own line and column: so the bytes
 * between the marks are read a second time, in step with the value.
 *
 * The value is never made here. The tracer walks the file with an index i and
 * the value with an index v, and says for each stretch of the value where it
 * came from: copied as it stands (`copy`), made from something else (`make`:
 * an escape, a folded line break), or nothing (`skip`: indentation, blanks
 * before a break, the break that a fold swallows). Whenever what it expects is
 * not what the value holds, it gives up and leaves the scalar with no runs:
 * every message about it then points at the whole scalar. That keeps a
 * difference between libyaml's reading and ours harmless.
 *
 * Flow scalars (plain, quoted): a break and the blanks around it give one
 * space; n breaks give n - 1 newlines. In '…', '' gives '. In "…", escapes; a
 * backslash at the end of a line swallows the break.
 *
 * Block scalars: after the header each line loses its indentation. Literal:
 * every break is kept. Folded: a break between two lines that start at the
 * indentation gives a space, or gives way to the empty lines that follow it;
 * around a line that starts with a blank, breaks are kept. What becomes of the
 * last breaks (chomping) is read off the value. The indentation itself is not
 * in the marks: it is what the first line that is not empty has more in the
 * file than in the value.
 */
#include "base/utf8.h"
#include "node/node_int.h"

typedef struct tracer {
    arena *a;
    str raw;       /* what stands in the file, without quotes or header */
    str value;     /* what it gives */
    uint32_t base; /* file offset of raw */
    size_t i, v;   /* how far each was read */
    size_t indent; /* of a block scalar */
    bool folded, ok;
    LIST(text_run) runs;
} tracer;

static bool more(const tracer *t) {
    return t->ok && t->i < t->raw.n && t->v < t->value.n;
}

/* Value byte v stands at raw byte i: a run, unless the last one says so. */
static void mark_run(tracer *t) {
    uint32_t at = (uint32_t)t->v, off = t->base + (uint32_t)t->i;
    if (t->runs.n) {
        const text_run *last = list_last(&t->runs);
        if (off - last->off == at - last->at)
            return;
    }
    list_push(t->a, &t->runs, (text_run){at, off});
}

static void copy(tracer *t, size_t n) {
    if (n == 0)
        return;
    if (n > t->raw.n - t->i || n > t->value.n - t->v ||
        memcmp(t->raw.p + t->i, t->value.p + t->v, n) != 0) {
        t->ok = false;
        return;
    }
    mark_run(t);
    t->i += n;
    t->v += n;
}

/* `made` bytes of the value come from `read` bytes of the file. */
static void make(tracer *t, size_t read, size_t made) {
    if (made > t->value.n - t->v) {
        t->ok = false;
        return;
    }
    mark_run(t);
    t->i += read;
    t->v += made;
}

static char raw_at(const tracer *t, size_t i) {
    return i < t->raw.n ? t->raw.p[i] : '\0';
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* Length of the line break at i, or 0. */
static size_t break_at(const tracer *t, size_t i) {
    if (raw_at(t, i) == '\n')
        return 1;
    return raw_at(t, i) == '\r' && raw_at(t, i + 1) == '\n' ? 2 : 0;
}

static void skip_blanks(tracer *t) {
    while (is_blank(raw_at(t, t->i)))
        t->i++;
}

/* Flow scalars. */

/* Breaks after one that is already read: each is a newline of the value. */
static size_t later_breaks(tracer *t) {
    size_t n = 0;
    for (;;) {
        skip_blanks(t);
        size_t len = break_at(t, t->i);
        if (!len)
            return n;
        make(t, len, 1);
        n++;
    }
}

/* Blanks, and breaks if there are any. */
static void trace_blanks(tracer *t) {
    size_t end = t->i;
    while (is_blank(raw_at(t, end)))
        end++;
    size_t len = break_at(t, end);
    if (!len) {
        copy(t, end - t->i);
        return;
    }
    t->i = end;
    size_t at = t->i, v = t->v, runs = t->runs.n;
    t->i += len;
    if (later_breaks(t) > 0)
        return;
    size_t after = t->i;
    t->i = at;
    t->v = v;
    t->runs.n = (uint32_t)runs;
    make(t, len, 1);
    t->i = after;
}

static size_t utf8_length(uint32_t cp) {
    char out[4];
    return utf8_put(cp, out);
}

static uint32_t hex_value(const tracer *t, size_t from, size_t n) {
    uint32_t cp = 0;
    for (size_t k = from; k < from + n; k++) {
        char c = raw_at(t, k);
        uint32_t digit = (uint32_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
        cp = cp << 4 | (digit & 15);
    }
    return cp;
}

static void trace_escape(tracer *t) {
    size_t len = break_at(t, t->i + 1);
    if (len) {
        t->i += 1 + len;
        later_breaks(t);
        return;
    }
    char c = raw_at(t, t->i + 1);
    size_t hex = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (hex)
        make(t, 2 + hex, utf8_length(hex_value(t, t->i + 2, hex)));
    else
        make(t, 2, c == 'L' || c == 'P' ? 3 : c == 'N' || c == '_' ? 2 : 1);
}

static void trace_flow(tracer *t, node_style style) {
    while (more(t)) {
        char c = raw_at(t, t->i);
        if (is_blank(c) || break_at(t, t->i)) {
            trace_blanks(t);
        } else if (style == NODE_DOUBLE_QUOTED && c == '\\') {
            trace_escape(t);
        } else if (style == NODE_SINGLE_QUOTED && c == '\'') {
            make(t, 2, 1);
        } else {
            size_t end = t->i + 1;
            while (end < t->raw.n && !strchr(" \t\r\n\\'", t->raw.p[end]))
                end++;
            copy(t, end - t->i);
        }
    }
}

/* Block scalars. */

static size_t count_spaces(str s, size_t i) {
    size_t n = 0;
    while (i + n < s.n && s.p[i + n] == ' ')
        n++;
    return n;
}

/* Where the first line that is not empty starts, from i; SIZE_MAX if none. */
static size_t first_line(str s, size_t i) {
    while (i < s.n) {
        size_t k = i + count_spaces(s, i);
        if (k >= s.n || (s.p[k] != '\n' && s.p[k] != '\r'))
            return k >= s.n ? SIZE_MAX : i;
        size_t end = str_find(s, S("\n"), k);
        if (end == SIZE_MAX)
            return SIZE_MAX;
        i = end + 1;
    }
    return SIZE_MAX;
}

static void find_indent(tracer *t) {
    size_t in_raw = first_line(t->raw, 0), in_value = first_line(t->value, 0);
    t->ok = in_raw != SIZE_MAX && in_value != SIZE_MAX;
    if (!t->ok)
        return;
    size_t n = count_spaces(t->raw, in_raw);
    size_t kept = count_spaces(t->value, in_value);
    t->ok = n >= kept;
    t->indent = n - kept;
}

/* The break of an empty line that starts at i: its length, from the end of
   its indentation; 0 when the line is not empty. */
static size_t empty_line(const tracer *t, size_t i, size_t *blanks) {
    *blanks = count_spaces(t->raw, i);
    if (*blanks > t->indent)
        *blanks = t->indent;
    return break_at(t, i + *blanks);
}

static void trace_empty_lines(tracer *t) {
    size_t blanks, len;
    while (more(t) && (len = empty_line(t, t->i, &blanks)) != 0) {
        t->i += blanks;
        make(t, len, 1);
    }
}

/* The break at i, which ends a line; `plain`: that line starts at the
   indentation. */
static void trace_line_end(tracer *t, bool plain) {
    size_t len = break_at(t, t->i), next = t->i + len, blanks = 0, empties = 0;
    for (size_t n; (n = empty_line(t, next, &blanks)) != 0; empties++)
        next += blanks + n;
    bool last = next + blanks >= t->raw.n;
    bool fold =
        t->folded && plain && !last && !is_blank(raw_at(t, next + blanks));
    if (fold && empties)
        t->i += len;
    else
        make(t, len, 1);
    trace_empty_lines(t);
}

static void trace_block(tracer *t) {
    find_indent(t);
    if (t->ok)
        trace_empty_lines(t);
    while (more(t)) {
        t->i += t->indent;
        bool plain = !is_blank(raw_at(t, t->i));
        size_t end = t->i;
        while (end < t->raw.n && !break_at(t, end))
            end++;
        copy(t, end - t->i);
        if (more(t))
            trace_line_end(t, plain);
    }
}

void runs_trace(arena *a, node *n) {
    str file = n->place.src->text;
    size_t start = n->place.start, end = n->place.end;
    bool block = n->style == NODE_LITERAL || n->style == NODE_FOLDED;
    if (n->style == NODE_SINGLE_QUOTED || n->style == NODE_DOUBLE_QUOTED) {
        start++;
        end--;
    } else if (block) {
        size_t line = str_find(file, S("\n"), start);
        start = line == SIZE_MAX || line >= end ? end : line + 1;
    }
    tracer t = {.a = a,
                .raw = str_sub(file, start, end),
                .value = n->text.s,
                .base = (uint32_t)start,
                .folded = n->style == NODE_FOLDED,
                .ok = true};
    if (block)
        trace_block(&t);
    else
        trace_flow(&t, n->style);
    if (!t.ok || (t.v < t.value.n && !block))
        return;
    n->text = located_runs(n->text.s, n->place, t.runs.v, t.runs.n);
}
