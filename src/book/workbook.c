/* One entry of `documents:` of the format `classeur` as a plan of sheets. */
#include "book/book_int.h"
#include "book/recalc.h"

typedef void sheet_fn(maker *k, const template_sheet *from);

/* A sheet is made after those whose cells its formulas read. */
typedef struct sheet_maker {
    sheet_fn *make;
    int rank;
} sheet_maker;

/* Lists of records first: formulas may count them; last what looks for the
   cells of all. */
enum {
    MADE_RECORDS,
    MADE_FIRST,
    MADE_LINES,
    MADE_SUMS,
    MADE_LAST,
    MADE_END,
    MADE_README,
    MADE_COUNT
};

static const sheet_maker makers[SHEET_COUNT] = {
    [SHEET_README] = {book_make_readme, MADE_README},
    [SHEET_VALUES] = {book_make_values, MADE_FIRST},
    [SHEET_INDICATORS] = {book_make_indicators, MADE_SUMS},
    [SHEET_TARGETS] = {book_make_targets, MADE_FIRST},
    [SHEET_PATHS] = {book_make_paths, MADE_SUMS},
    [SHEET_ENTRY] = {book_make_entry, MADE_SUMS},
    [SHEET_ESTABLISHMENTS] = {book_make_establishments, MADE_SUMS},
    [SHEET_PROVENANCE] = {book_make_provenance, MADE_SUMS},
    [SHEET_SUMMARY] = {book_make_summary, MADE_LAST},
    [SHEET_TABLE] = {book_make_table, MADE_RECORDS},
    [SHEET_RECONCILIATION] = {book_make_reconciliation, MADE_END},
    [SHEET_REVIEW] = {book_make_review, MADE_SUMS},
    [SHEET_LISTS] = {book_make_lists, MADE_FIRST},
    [SHEET_EXPENSES] = {book_make_expenses, MADE_LINES},
    [SHEET_RESOURCES] = {book_make_resources, MADE_LINES},
    [SHEET_ALLOCATIONS] = {book_make_allocations, MADE_LINES},
    [SHEET_PLAN] = {book_make_plan, MADE_SUMS},
    [SHEET_FUNDING] = {book_make_funding, MADE_SUMS},
    [SHEET_FUNDERS] = {book_make_funders, MADE_SUMS},
    [SHEET_STAFF] = {book_make_staff, MADE_SUMS},
    [SHEET_AGREEMENTS] = {book_make_agreements, MADE_SUMS},
    [SHEET_EXECUTION] = {book_make_execution, MADE_SUMS},
    [SHEET_CIVIL_YEARS] = {book_make_civil_years, MADE_SUMS},
    [SHEET_CASH] = {book_make_cash, MADE_LAST},
    [SHEET_CHANGES] = {book_make_changes, MADE_SUMS},
    [SHEET_CHECKS] = {book_make_checks, MADE_LAST},
};

static str author(const model *m) {
    const partner *p = m->campus.support.to;
    return p ? p->name : m->campus.title;
}

/* A property holds 255 characters; these are shown, never computed with. */
static str property(arena *a, str s) {
    while (book_utf16(s) > 250) {
        size_t at = s.n;
        while (at > 0 && ((unsigned char)s.p[at - 1] & 0xC0) == 0x80)
            at--;
        s.n = at > 0 ? at - 1 : 0;
    }
    return str_dup(a, s);
}

static void set_properties(maker *k) {
    const model *m = k->v->m;
    str args[] = {m->dossier.version, m->digest};
    str title = k->document->title.n ? k->document->title
                                     : view_text(k->v, &k->t->title, k->scope);
    k->b->title = property(k->a, title);
    k->b->subject = property(k->a, m->campus.title);
    k->b->author = property(k->a, author(m));
    k->b->keywords = property(k->a, book_phrase(k, "mots_cles"));
    k->b->comments =
        property(k->a, book_sentence(k, "classeur_version", args, 2));
    k->b->day = m->dossier.date;
}

typedef LIST(book_sheet *) sheet_list;

static void make_sheet(maker *k, const template_sheet *from, sheet_list *to) {
    size_t before = k->b->sheets.n;
    makers[from->kind].make(k, from);
    for (size_t i = before; i < k->b->sheets.n; i++)
        list_push(k->a, to, k->b->sheets.v[i]);
}

static void make_sheets(maker *k) {
    size_t n = k->t->sheets.n;
    sheet_list *made = NEW_ARRAY(k->a, sheet_list, n + 1);
    for (int rank = 0; rank < MADE_COUNT; rank++)
        for (size_t i = 0; i < n; i++) {
            const template_sheet *from = &k->t->sheets.v[i];
            if (makers[from->kind].rank == rank && makers[from->kind].make)
                make_sheet(k, from, &made[i]);
        }
    k->b->sheets.n = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < made[i].n; j++)
            list_push(k->a, &k->b->sheets, made[i].v[j]);
    for (size_t i = 0; i < k->b->sheets.n; i++)
        if (k->b->sheets.v[i] == k->summary)
            k->b->active = i;
}

bool book_reconciles(const output_document *o) {
    const template *t = model_template(o);
    for (size_t i = 0; t && i < t->sheets.n; i++)
        if (t->sheets.v[i].kind == SHEET_RECONCILIATION)
            return true;
    return false;
}

book *book_make(const view_context *v, const output_document *o,
                book_prints printed) {
    const template *t = model_template(o);
    if (!t)
        return NULL;
    size_t errors = v->sink->errors;
    maker k = {.v = v,
               .a = v->a,
               .b = book_new(v->a),
               .t = t,
               .document = o,
               .scope = calc_scope(v->c),
               .rows = map_new(v->a),
               .places = map_new(v->a),
               .paths = map_new(v->a),
               .printed = printed};
    make_sheets(&k);
    book_make_manifest(&k);
    set_properties(&k);
    if (k.ledger)
        book_recalc(k.b, v->sink);
    for (size_t i = 0; i < k.fits.n; i++)
        book_fit_columns(k.b, k.fits.v[i].s, k.fits.v[i].fit);
    for (size_t i = 0; i < k.b->sheets.n; i++)
        book_set_print(k.b->sheets.v[i]);
    return v->sink->errors > errors ? NULL : k.b;
}
