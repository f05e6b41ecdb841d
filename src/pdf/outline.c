/* Outline (bookmarks) and page labels. */
#include "pdf/parts_int.h"

/* --- Outline --- */

/* An entry's family, by index in the outline; NONE: nobody. */
typedef struct family {
    uint32_t parent, previous, next, first, last, kids;
} family;

enum { NONE = UINT32_MAX };

/* The nearest entry before i that is of a higher level. */
static uint32_t parent_of(const page_list *l, const family *f, uint32_t i) {
    uint32_t p = i ? i - 1 : NONE;
    while (p != NONE && l->outline.v[p].level >= l->outline.v[i].level)
        p = f[p].parent;
    return p;
}

/* families[n] is the outline itself. */
static family *find_families(pdf_job *j) {
    uint32_t n = (uint32_t)j->pages->outline.n;
    family *f = NEW_ARRAY(j->a, family, n + 1);
    for (uint32_t i = 0; i <= n; i++)
        f[i] = (family){NONE, NONE, NONE, NONE, NONE, 0};
    for (uint32_t i = 0; i < n; i++) {
        f[i].parent = parent_of(j->pages, f, i);
        family *p = &f[f[i].parent == NONE ? n : f[i].parent];
        f[i].previous = p->last;
        if (p->last == NONE)
            p->first = i;
        else
            f[p->last].next = i;
        p->last = i;
        p->kids++;
    }
    return f;
}

static void put_relative(buf *b, const char *key, const uint32_t *ids,
                         uint32_t index) {
    if (index == NONE)
        return;
    buf_z(b, key);
    put_ref(b, ids[index]);
}

static void write_entry(pdf_job *j, const family *all, const uint32_t *ids,
                        uint32_t i) {
    const outline_entry *e = &j->pages->outline.v[i];
    const family *f = &all[i];
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "<</Title");
    put_text(b, e->title);
    put_relative(b, "/Parent ", ids,
                 f->parent == NONE ? (uint32_t)j->pages->outline.n : f->parent);
    put_relative(b, "/Prev ", ids, f->previous);
    put_relative(b, "/Next ", ids, f->next);
    put_relative(b, "/First ", ids, f->first);
    put_relative(b, "/Last ", ids, f->last);
    if (f->kids) /* closed: a reader opens what he wants */
        buf_fmt(b, "/Count -%u", f->kids);
    buf_z(b, "/Dest");
    if (!put_destination(j, b, e->anchor))
        DIAG_AT(j->sink, E0712, SPAN_NONE, e->title);
    buf_z(b, ">>");
    pdf_put(j->file, ids[i], buf_slice(b));
}

void write_outline(pdf_job *j) {
    uint32_t n = (uint32_t)j->pages->outline.n;
    if (!n)
        return;
    const family *f = find_families(j);
    uint32_t *ids = NEW_ARRAY(j->a, uint32_t, n + 1);
    for (uint32_t i = 0; i <= n; i++)
        ids[i] = pdf_reserve(j->file);
    for (uint32_t i = 0; i < n; i++)
        write_entry(j, f, ids, i);
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "<</Type/Outlines");
    put_relative(b, "/First ", ids, f[n].first);
    put_relative(b, "/Last ", ids, f[n].last);
    buf_fmt(b, "/Count %u>>", f[n].kids);
    pdf_put(j->file, ids[n], buf_slice(b));
    pdf_catalog_reference(j->file, "Outlines", ids[n]);
    pdf_catalog_name(j->file, "PageMode", "UseOutlines");
}

/* --- Labels --- */

/* A printed folio as a viewer counts: prefix and number, or prefix alone. */
typedef struct label {
    str prefix;
    char style; /* D, r, or 0 */
    uint32_t number;
} label;

static void put_roman(buf *b, uint32_t v) {
    static const struct {
        uint32_t value;
        const char *letters;
    } steps[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        for (; v >= steps[i].value; v -= steps[i].value)
            buf_z(b, steps[i].letters);
}

/* 0: not a roman numeral below 100. */
static uint32_t read_roman(arena *a, str s) {
    buf b = buf_new(a);
    for (uint32_t v = 1; s.n && s.n < 9 && v < 100; v++) {
        b.n = 0;
        put_roman(&b, v);
        if (str_eq(buf_slice(&b), s))
            return v;
    }
    return 0;
}

static label read_label(arena *a, str s) {
    enum { DIGITS = 9 };
    size_t at = s.n;
    while (at && s.n - at < DIGITS && s.p[at - 1] >= '0' && s.p[at - 1] <= '9')
        at--;
    while (at < s.n && s.p[at] == '0') /* 007: the zeros are of the prefix */
        at++;
    if (at < s.n) {
        label l = {.prefix = str_sub(s, 0, at), .style = 'D'};
        for (; at < s.n; at++)
            l.number = l.number * 10 + (uint32_t)(s.p[at] - '0');
        return l;
    }
    uint32_t roman = read_roman(a, s);
    if (roman)
        return (label){.prefix = STR_NONE, .style = 'r', .number = roman};
    return (label){.prefix = s};
}

static bool follows(label before, label after) {
    return before.style && before.style == after.style &&
           after.number == before.number + 1 &&
           str_eq(before.prefix, after.prefix);
}

static void put_label(buf *b, label l) {
    buf_z(b, "<<");
    if (l.style)
        buf_fmt(b, "/S/%c/St %u", l.style, l.number);
    if (l.prefix.n) {
        buf_z(b, "/P");
        put_text(b, l.prefix);
    }
    buf_z(b, ">>");
}

void write_labels(pdf_job *j) {
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "<</Nums[");
    label before = {0};
    for (size_t i = 0; i < j->pages->pages.n; i++) {
        label now = read_label(j->a, j->pages->pages.v[i].label);
        if (!i || !follows(before, now)) {
            buf_int(b, (int64_t)i);
            put_label(b, now);
        }
        before = now;
    }
    buf_z(b, "]>>");
    uint32_t id = pdf_reserve(j->file);
    pdf_put(j->file, id, buf_slice(b));
    pdf_catalog_reference(j->file, "PageLabels", id);
}
