/* filing: --depot refuses what is invented, and says where it is. */
#include "check/check.h"

enum { FEW = 5, NAMED = 3 };

/* The illustrative values of one file. */
typedef struct file_values {
    const source *src;
    LIST(const illustration *) values;
    const illustration *whole; /* the file says so of all that it holds */
} file_values;

typedef LIST(file_values) file_list;

static file_values *values_of(arena *a, file_list *all, const source *src) {
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].src == src)
            return &all->v[i];
    file_values *f = list_add(a, all);
    f->src = src;
    return f;
}

static str count_of(arena *a, size_t n) {
    return str_fmt(a, "%zu", n);
}

/* « partenaire lycee › commune, partenaire cfa, pièce P03 » */
static str first_names(arena *a, const file_values *f) {
    buf out = buf_new(a);
    for (size_t i = 0; i < f->values.n && i < NAMED; i++) {
        if (i)
            buf_z(&out, ", ");
        buf_str(&out, f->values.v[i]->path);
    }
    return buf_take(&out);
}

static void report_each(const file_values *f, diag_sink *sink) {
    for (size_t i = 0; i < f->values.n; i++)
        DIAG_AT(sink, E0470, f->values.v[i]->at, f->values.v[i]->path);
}

static void report_file(const file_values *f, diag_sink *sink) {
    str n = count_of(sink->a, f->values.n);
    if (f->whole)
        DIAG_AT(sink, E0814, f->whole->at, n);
    else if (f->values.n <= FEW)
        report_each(f, sink);
    else
        DIAG_AT(sink, E0815, f->values.v[0]->at, n, first_names(sink->a, f));
}

/* Told of the whole dossier: its files need not repeat it. */
static bool report_dossier(const model *m, diag_sink *sink) {
    for (size_t i = 0; i < m->all_illustrative.n; i++) {
        const illustration *x = &m->all_illustrative.v[i];
        if (!x->path.n)
            continue;
        DIAG_AT(sink, E0813, x->at, count_of(sink->a, m->illustrations.n));
        return true;
    }
    return false;
}

void check_filing(const model *m, bool each, diag_sink *sink) {
    file_list files = {0};
    if (!each && report_dossier(m, sink))
        return;
    for (size_t i = 0; i < m->illustrations.n; i++) {
        const illustration *x = &m->illustrations.v[i];
        file_values *f = values_of(sink->a, &files, x->at.src);
        list_push(sink->a, &f->values, x);
    }
    for (size_t i = 0; i < m->all_illustrative.n; i++) {
        const illustration *x = &m->all_illustrative.v[i];
        values_of(sink->a, &files, x->at.src)->whole = x;
    }
    for (size_t i = 0; i < files.n; i++) {
        if (each)
            report_each(&files.v[i], sink);
        else if (files.v[i].values.n)
            report_file(&files.v[i], sink);
    }
}
