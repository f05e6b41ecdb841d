#include "model/csv.h"

#include "base/utf8.h"

static uint32_t windows_1252(unsigned char c) {
    static const uint16_t high[32] = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    return c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c;
}

static str from_windows(arena *a, str bytes) {
    buf out = buf_new(a);
    for (size_t i = 0; i < bytes.n; i++)
        buf_cp(&out, windows_1252((unsigned char)bytes.p[i]));
    return buf_take(&out);
}

source *csv_source(arena *a, str path, str bytes, diag_sink *sink) {
    if (str_starts(bytes, S("\xEF\xBB\xBF")))
        bytes = str_sub(bytes, 3, bytes.n);
    size_t fault = utf8_fault(bytes);
    if (fault == SIZE_MAX)
        return source_new(a, path, bytes);
    source *src = source_new(a, path, from_windows(a, bytes));
    DIAG_AT(sink, N0261, ((span){src, 0, 0}), path);
    return src;
}

csv_reader csv_open(arena *a, const source *src, diag_sink *sink) {
    str first = source_line(src, 1);
    bool tab = memchr(first.p, '\t', first.n) != NULL;
    bool semicolon = memchr(first.p, ';', first.n) != NULL;
    char separator = tab && !semicolon ? '\t' : ';';
    return (csv_reader){a, sink, src, 0, separator};
}

static bool at_end_of_cell(const csv_reader *r, size_t i) {
    str t = r->src->text;
    return i >= t.n || t.p[i] == r->separator || t.p[i] == '\n' ||
           t.p[i] == '\r';
}

/* A cell without quotes, blanks at both ends left out. */
static located plain_cell(csv_reader *r) {
    str t = r->src->text;
    size_t from = r->at, to = from;
    while (to < t.n && t.p[to] != r->separator && t.p[to] != '\n' &&
           t.p[to] != '\r')
        to++;
    r->at = to;
    str raw = str_sub(t, from, to);
    str s = str_trim(raw);
    size_t start = s.n ? (size_t)(s.p - t.p) : from;
    span at = {r->src, (uint32_t)start, (uint32_t)(start + s.n)};
    return located_slice(s, at, at.start);
}

/* « "a ""b"" c" »: a run starts again after each doubled quote. */
static located quoted_cell(csv_reader *r) {
    str t = r->src->text;
    size_t from = r->at++;
    buf out = buf_new(r->a);
    LIST(text_run) runs = {0};
    list_push(r->a, &runs, (text_run){0, (uint32_t)r->at});
    bool closed = false;
    while (r->at < t.n) {
        char c = t.p[r->at++];
        if (c != '"') {
            buf_c(&out, c);
        } else if (r->at < t.n && t.p[r->at] == '"') {
            buf_c(&out, '"');
            r->at++;
            list_push(r->a, &runs,
                      (text_run){(uint32_t)out.n, (uint32_t)r->at});
        } else {
            closed = true;
            break;
        }
    }
    span at = {r->src, (uint32_t)from, (uint32_t)r->at};
    if (!closed)
        DIAG_AT(r->sink, E0262,
                ((span){r->src, (uint32_t)from, (uint32_t)from + 1}), S("\""));
    while (!at_end_of_cell(r, r->at))
        r->at++; /* what follows a closing quote is blank in practice */
    return located_runs(buf_take(&out), at, runs.v, runs.n);
}

static located next_cell(csv_reader *r) {
    size_t i = r->at;
    str t = r->src->text;
    while (i < t.n && t.p[i] == ' ')
        i++;
    if (i < t.n && t.p[i] == '"') {
        r->at = i;
        return quoted_cell(r);
    }
    return plain_cell(r);
}

static void skip_line_end(csv_reader *r) {
    str t = r->src->text;
    if (r->at < t.n && t.p[r->at] == '\r')
        r->at++;
    if (r->at < t.n && t.p[r->at] == '\n')
        r->at++;
}

static bool blank(const csv_row *row) {
    for (size_t i = 0; i < row->cells.n; i++)
        if (row->cells.v[i].s.n)
            return false;
    return true;
}

static void read_row(csv_reader *r, csv_row *out) {
    size_t from = r->at;
    out->cells.n = 0;
    for (;;) {
        located cell = next_cell(r);
        list_push(r->a, &out->cells, cell);
        str t = r->src->text;
        if (r->at >= t.n || t.p[r->at] != r->separator)
            break;
        r->at++;
    }
    out->place = (span){r->src, (uint32_t)from, (uint32_t)r->at};
    skip_line_end(r);
}

bool csv_next(csv_reader *r, csv_row *out) {
    while (r->at < r->src->text.n) {
        read_row(r, out);
        if (!blank(out))
            return true;
    }
    return false;
}
