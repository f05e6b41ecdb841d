/* A sheet over any list of records: the same table as in a document. */
#include "book/book_int.h"
#include "doc/doc.h"

/* « t_partenaires »: plain letters of the sheet's name. */
static str table_name(maker *k, const book_sheet *s) {
    str folded = book_fold(k->a, s->name);
    buf out = buf_new(k->a);
    buf_z(&out, "t_");
    for (size_t i = 0; i < folded.n && out.n < 60; i++) {
        char c = folded.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        buf_c(&out, plain ? c : '_');
    }
    return buf_take(&out);
}

/* Heads of a list object differ by more than case: « Date (2) ». */
static str unique_head(maker *k, map *seen, str head) {
    str clean = head.n ? head : S("–");
    for (size_t i = 2; map_has(seen, book_fold(k->a, clean)); i++)
        clean = str_fmt(k->a, "%.*s (%zu)", STR_ARG(head), i);
    map_put(seen, book_fold(k->a, clean), (void *)seen);
    return clean;
}

static void put_heads(maker *k, book_sheet *s, const view_table *t,
                      bool reserve) {
    pen p = {.k = k, .s = s, .row = HEAD_ROW};
    map seen = map_new(k->a);
    book_write_text(&p, ROLE_HEAD,
                    unique_head(k, &seen, book_phrase(k, "colonne_cle")));
    for (size_t i = 0; i < t->columns.n; i++)
        if (t->columns.v[i].kind != COLUMN_DRAWING)
            book_write_text(&p,
                            t->columns.v[i].kind == COLUMN_NUMBER
                                ? ROLE_HEAD_NUMBER
                                : ROLE_HEAD,
                            unique_head(k, &seen, t->columns.v[i].head));
    if (reserve)
        book_write_text(
            &p, ROLE_HEAD,
            unique_head(k, &seen, book_phrase(k, "colonne_reserve")));
}

static bool cell_is_marked(const view_cell *c) {
    return c->kind != CELL_EMPTY &&
           (c->illustrative ||
            (c->kind == CELL_FIGURE && (c->figure->marks & MARK_ILLUSTRATIVE)));
}

/* Which cells of the row are illustrative: all, or those that it names. */
static str reserve_text(maker *k, const view_table *t, const view_row *r) {
    buf names = buf_new(k->a);
    size_t marked = 0, filled = 0;
    for (size_t i = 0; i < r->cells.n; i++) {
        filled += r->cells.v[i].kind != CELL_EMPTY;
        if (!cell_is_marked(&r->cells.v[i]))
            continue;
        if (marked++)
            buf_z(&names, ", ");
        buf_str(&names, t->columns.v[i].head);
    }
    if (!marked)
        return STR_NONE;
    if (marked == filled)
        return book_phrase(k, "marque_i_dite");
    str args[] = {buf_take(&names)};
    return book_sentence(k, "reserve_colonnes", args, 1);
}

/* Where a text was typed: for the message, when no cell can hold it. */
static void keep_place(maker *k, book_sheet *s, const view_row *r, str key) {
    book_cell *c = list_last(&s->cells);
    if (c->kind != BOOK_TEXT || !r->record || (c->more && c->more->place.src))
        return;
    size_t dot = str_find(key, S("."), 0);
    book_more *more = NEW(k->a, book_more);
    if (c->more)
        *more = *c->more;
    more->place = record_place(r->record, str_sub(key, 0, dot));
    c->more = more;
}

static void put_row(maker *k, book_sheet *s, uint32_t row, const view_table *t,
                    const view_row *r) {
    pen p = {.k = k, .s = s, .row = row};
    book_write_text(&p, ROLE_KEY, r->id);
    for (size_t i = 0; i < r->cells.n; i++) {
        if (t->columns.v[i].kind == COLUMN_DRAWING)
            continue;
        book_write_view_cell(&p, &r->cells.v[i]);
        keep_place(k, s, r, t->columns.v[i].key);
    }
    if (t->illustrative)
        book_write_text(&p, ROLE_QUIET, reserve_text(k, t, r));
}

/* With a row of totals, the last, where a column is summed. */
static view_table *table_of(maker *k, const template_sheet *from) {
    template_table *t = NEW(k->a, template_table);
    t->head = from->head;
    t->head.id = from->table.n ? from->table : S("feuille");
    t->source = from->source;
    t->where = from->where;
    t->order = from->order;
    t->descending = from->descending;
    t->columns.v = from->columns.v;
    t->columns.n = from->columns.n;
    for (size_t i = 0; i < from->columns.n; i++)
        if (from->columns.v[i].sum == YESNO_YES)
            t->total = YESNO_YES;
    return view_table_make(k->v, t, k->scope);
}

static size_t body_rows(const view_table *t) {
    size_t n = t->rows.n;
    return n && t->rows.v[n - 1].kind == VIEW_TOTAL ? n - 1 : n;
}

/* All records of a list, by their fields: formulas may count them. Columns are
   those asked for: a drawing, which only the view adds, has none here. */
static void tell_list(maker *k, const template_sheet *from, const book_sheet *s,
                      const view_table *t) {
    str name = str_trim(from->source.s);
    listed_records l = {
        .list = name, .sheet = s, .first = HEAD_ROW + 1, .n = body_rows(t)};
    const expr *e =
        expr_compile(k->a, from->source, k->scope, EXPR_LIST, k->v->sink);
    l.cls = e ? expr_type_of(e).cls : NULL;
    if (!l.cls || from->where.s.n)
        return;
    list_push(k->a, &l.columns, (listed_column){S("id"), 0});
    for (size_t i = 0; i < from->columns.n; i++)
        list_push(k->a, &l.columns,
                  (listed_column){str_trim(from->columns.v[i].field.s),
                                  (uint16_t)(i + 1)});
    book_list_records(k, &l);
}

static void put_total(pen *p, const figure *f, uint32_t last) {
    uint16_t column = p->column;
    book_role role = f->decimals ? ROLE_TOTAL : ROLE_AMOUNT_TOTAL;
    book_cell *c = book_write_number(p, role, f->value, f->decimals, f->key);
    buf out = buf_new(p->k->a);
    buf_z(&out, "SUM(");
    buf_range_ref(&out, (book_range){HEAD_ROW + 1, column, last, column},
                  false);
    buf_c(&out, ')');
    book_make_formula(p->k, c, buf_take(&out));
}

/* Under the list, apart from it: the sums of the columns that ask for one. */
static void put_totals(maker *k, book_sheet *s, const view_table *t) {
    const view_row *sums = &t->rows.v[t->rows.n - 1];
    uint32_t last = HEAD_ROW + (uint32_t)t->rows.n - 1;
    pen p = {.k = k, .s = s, .row = last + 2};
    for (size_t i = 0; i < t->columns.n; i++) {
        if (t->columns.v[i].kind == COLUMN_DRAWING)
            continue;
        uint16_t column = ++p.column;
        const view_cell *c = i < sums->cells.n ? &sums->cells.v[i] : NULL;
        if (column == 1)
            book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(k, "total"));
        else if (c && c->kind == CELL_FIGURE && !c->figure->why)
            put_total(&p, c->figure, last);
        else
            book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
        p.column = column;
    }
}

/* A list without any record has no sheet. */
void book_make_table(maker *k, const template_sheet *from) {
    view_table *t = table_of(k, from);
    if (!t || !t->rows.n)
        return;
    book_sheet *s = book_sheet_open(k, from);
    uint32_t row = HEAD_ROW + 1;
    put_heads(k, s, t, t->illustrative > 0);
    size_t n = body_rows(t);
    for (size_t i = 0; i < n; i++)
        put_row(k, s, row++, t, &t->rows.v[i]);
    book_sheet_width(k, s, 0, 9);
    for (size_t i = 0; i < from->columns.n; i++)
        if (from->columns.v[i].width.has)
            book_sheet_width(k, s, (uint16_t)(i + 1),
                             from->columns.v[i].width.v);
    tell_list(k, from, s, t);
    book_sheet_close(k, s, table_name(k, s).p, 2);
    if (n < t->rows.n)
        put_totals(k, s, t);
}
