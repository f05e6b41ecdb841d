/* One entry of `documents:` of the format `classeur` as a plan of sheets. */
#include "book/book_int.h"

typedef void sheet_maker(maker *k, const template_sheet *from);

static sheet_maker *const makers[SHEET_COUNT] = {
    [SHEET_README] = book_make_readme,
    [SHEET_INDICATORS] = book_make_indicators,
    [SHEET_VALUES] = book_make_values,
    [SHEET_TARGETS] = book_make_targets,
    [SHEET_TABLE] = book_make_table,
    [SHEET_RECONCILIATION] = book_make_reconciliation,
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

/* Whatever their rank: lists of records first, since formulas may count them,
   then Valeurs, whose cells the other sheets read; last what looks for the
   cells of all. */
static int pass_of(template_sheet_kind kind) {
    switch ((int)kind) {
    case SHEET_TABLE:
        return 0;
    case SHEET_VALUES:
        return 1;
    case SHEET_RECONCILIATION:
        return 3;
    default:
        return 2;
    }
}

static void make_sheets(maker *k) {
    size_t n = k->t->sheets.n;
    book_sheet **in_order = NEW_ARRAY(k->a, book_sheet *, n + 1);
    for (int pass = 0; pass < 4; pass++)
        for (size_t i = 0; i < n; i++) {
            const template_sheet *from = &k->t->sheets.v[i];
            size_t before = k->b->sheets.n;
            if (pass_of(from->kind) != pass || !makers[from->kind])
                continue;
            makers[from->kind](k, from);
            if (k->b->sheets.n > before)
                in_order[i] = *list_last(&k->b->sheets);
        }
    k->b->sheets.n = 0;
    for (size_t i = 0; i < n; i++)
        if (in_order[i])
            list_push(k->a, &k->b->sheets, in_order[i]);
}

/* Names keep the sheet by rank: they follow the final order. */
static void settle_names(maker *k) {
    for (size_t i = 0; i < k->b->names.n; i++)
        for (size_t j = 0; j < k->b->sheets.n; j++)
            if (k->b->sheets.v[j] == k->values)
                k->b->names.v[i].sheet = j;
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
               .printed = printed};
    make_sheets(&k);
    settle_names(&k);
    book_make_manifest(&k);
    set_properties(&k);
    return v->sink->errors > errors ? NULL : k.b;
}
