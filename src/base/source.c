#include "base/source.h"

#include "base/list.h"
#include "base/utf8.h"

source *source_new(arena *a, str path, str text) {
    source *s = NEW(a, source);
    s->path = path;
    s->text = text;
    LIST(uint32_t) lines = {0};
    list_push(a, &lines, 0);
    for (size_t at = 0; at < text.n;) {
        const char *p = memchr(text.p + at, '\n', text.n - at);
        if (!p)
            break;
        at = (size_t)(p - text.p) + 1;
        list_push(a, &lines, (uint32_t)at);
    }
    s->lines = lines.v;
    s->line_count = (uint32_t)lines.n;
    return s;
}

/* Index of the line that holds `offset`. */
static uint32_t line_index(const source *s, uint32_t offset) {
    uint32_t lo = 0, hi = s->line_count;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (s->lines[mid] <= offset)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

place source_place(const source *s, uint32_t offset) {
    if (offset > s->text.n)
        offset = (uint32_t)s->text.n;
    uint32_t i = line_index(s, offset);
    place p = {i + 1, 1, 1};
    size_t at = s->lines[i];
    while (at < offset) {
        uint32_t cp = utf8_next(s->text, &at);
        p.column++;
        p.utf16 += cp > 0xFFFF && cp != UTF8_BAD ? 2 : 1;
    }
    return p;
}

str source_line(const source *s, uint32_t line) {
    if (line == 0 || line > s->line_count)
        return STR_NONE;
    size_t from = s->lines[line - 1], to = s->text.n;
    if (line < s->line_count)
        to = s->lines[line] - 1;
    if (to > from && s->text.p[to - 1] == '\r')
        to--;
    return str_sub(s->text, from, to);
}

located located_runs(str s, span at, const text_run *runs, size_t count) {
    located t = {.s = s, .place = at, .run_count = (uint32_t)count};
    if (count == 1)
        t.off = runs[0].off - runs[0].at;
    else
        t.runs = runs;
    return t;
}

/* Offset in the file of text byte `at`. */
static uint32_t offset_of(const located *t, size_t at) {
    if (t->run_count == 1)
        return t->off + (uint32_t)at;
    uint32_t lo = 0, hi = t->run_count;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (t->runs[mid].at <= at)
            lo = mid;
        else
            hi = mid;
    }
    return t->runs[lo].off + (uint32_t)(at - t->runs[lo].at);
}

span located_span(const located *t, size_t from, size_t to) {
    if (!t->place.src || !t->run_count)
        return t->place;
    if (to > t->s.n)
        to = t->s.n;
    if (from > to)
        from = to;
    uint32_t start = offset_of(t, from);
    /* The end is that of the last byte: a run may start right at `to`. */
    uint32_t end = to > from ? offset_of(t, to - 1) + 1 : start;
    return (span){t->place.src, start, end > start ? end : start};
}

located located_sub(arena *a, const located *t, size_t from, size_t to) {
    located r = {.s = str_sub(t->s, from, to),
                 .place = located_span(t, from, to)};
    if (!t->run_count || !t->place.src)
        return r;
    if (t->run_count == 1)
        return located_slice(r.s, r.place, offset_of(t, from));
    LIST(text_run) runs = {0};
    list_push(a, &runs, (text_run){0, offset_of(t, from)});
    for (uint32_t i = 0; i < t->run_count; i++)
        if (t->runs[i].at > from && t->runs[i].at < from + r.s.n)
            list_push(
                a, &runs,
                (text_run){t->runs[i].at - (uint32_t)from, t->runs[i].off});
    return located_runs(r.s, r.place, runs.v, runs.n);
}
