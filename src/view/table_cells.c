/* The cells of a table: a value in its format, with its key, its mark and what
   stands under it. */
#include "model/model_types.h"
#include "view/states.h"
#include "view/table_int.h"

/* At a meeting, what is derived by its date has a key of its own. */
static str dated(const table_plan *p, size_t row, str key) {
    const record_head *h = view_head(p->v, p->rows[row]);
    bool derived = h && (h->type == &type_action || h->type == &type_indicator);
    return derived ? view_dated_key(p->v, key) : key;
}

str view_table_key(const table_plan *p) {
    return p->from->head.id.n ? p->from->head.id : p->table->title;
}

static str number_key(const table_plan *p, const column_plan *c, size_t row) {
    const record_head *h = view_head(p->v, p->rows[row]);
    const view_context *v = p->v;
    str what = c->from->field.s;
    if (h && h->id.n) {
        str parts[] = {p->rows[row].cls->name, h->id, what};
        return dated(p, row, str_join(v->a, parts, 3, S(".")));
    }
    return str_fmt(v->a, "%.*s.%zu.%.*s", STR_ARG(view_table_key(p)), row + 1,
                   STR_ARG(what));
}

static view_cell numeric_cell(const table_plan *p, const column_plan *c,
                              size_t row, expr_value x) {
    const view_context *v = p->v;
    missing why = x.figure ? x.figure->why : x.why;
    bool none = !x.figure && x.why == MISSING_IRRELEVANT;
    if (why && !none)
        p->table->reasons |= (uint8_t)(1u << why);
    if (x.why && !x.figure) {
        return (view_cell){.kind = CELL_PENDING,
                           .text = none ? S("–") : view_missing(v, x.why)};
    }
    bool euros = c->from->format == FORMAT_EUROS;
    if (!x.figure && c->type.year)
        return view_year(v, x.number, number_key(p, c, row));
    if (!x.figure) {
        str unit = euros ? S("€") : c->from->unit;
        view_cell k =
            view_number(v, x.number, c->decimals, unit, number_key(p, c, row));
        if (x.illustrative)
            ((figure *)k.figure)->marks = MARK_ILLUSTRATIVE;
        return euros ? view_amount(v, k.figure) : k;
    }
    return euros || x.figure->why ? view_amount(v, x.figure)
                                  : view_figure(x.figure);
}

/* A late action says so, in months. */
static view_cell state_cell(const table_plan *p, const column_plan *c,
                            size_t row, expr_value x) {
    const view_context *v = p->v;
    const expr_class *cls = p->rows[row].cls;
    if (cls && str_eq(cls->name, type_action.name) &&
        str_eq(c->field, S("etat"))) {
        view_cell k = view_action_state(v, p->rows[row].record);
        k.below = view_action_was(v, p->rows[row].record);
        return k;
    }
    return view_value(v, x, &c->type);
}

static view_cell code_cell(const view_context *v, expr_value x,
                           const expr_type *t) {
    view_cell c = view_value(v, x, t);
    if (c.kind == CELL_TEXT)
        c.kind = CELL_CODE;
    return c;
}

static view_cell formatted_cell(const table_plan *p, const column_plan *c,
                                size_t row, expr_value x) {
    const view_context *v = p->v;
    if (x.kind == EXPR_NUMBER && view_table_column_kind(c) == KIND_NUMBER)
        return numeric_cell(p, c, row, x);
    if (x.why)
        return (view_cell){.kind = CELL_EMPTY};
    if (c->from->format == FORMAT_STATE)
        return state_cell(p, c, row, x);
    if (c->from->format == FORMAT_CODE || c->from->format == FORMAT_PERIOD)
        return code_cell(v, x, &c->type);
    view_cell k = view_value(v, x, &c->type);
    if (k.kind == CELL_DATE)
        k.text = locale_date_short(v->a, k.day);
    if (k.kind == CELL_CATEGORY && c->from->format != FORMAT_CATEGORY)
        k.kind = CELL_TEXT;
    return k;
}

bool view_table_is_illustrative(const record_head *h, const column_plan *c) {
    if (c->field.n || h->illustrative)
        return record_illustrative(h, c->field);
    return view_reads_illustrative(h, c->from->field.s);
}

/* Where a text of prose was typed, so that expand can read it as prose. */
static void keep_prose(const table_plan *p, const column_plan *c, size_t row,
                       view_cell *k) {
    const record_head *h = view_head(p->v, p->rows[row]);
    const field *f =
        h && c->field.n ? view_table_schema_field(h->type, c->field) : NULL;
    if (!h)
        return;
    k->illustrative = view_table_is_illustrative(h, c);
    if (f && f->kind == FIELD_TEXT && k->kind == CELL_TEXT)
        k->prose = *(const located *)((const char *)h + f->offset);
    if (k->illustrative && k->kind == CELL_FIGURE && !k->figure->source.n &&
        !(k->figure->marks & MARK_ILLUSTRATIVE)) {
        figure *own = NEW(p->v->a, figure);
        *own = *k->figure;
        own->marks |= MARK_ILLUSTRATIVE;
        k->figure = own;
    }
}

/* « dessous » : a second line of the cell. */
static void add_below(const table_plan *p, const column_plan *c, size_t row,
                      view_cell *k) {
    if (!c->under || c->below[row].why)
        return;
    expr_type type = expr_type_of(c->under);
    view_cell b = view_value(p->v, c->below[row], &type);
    const record_head *h = view_head(p->v, p->rows[row]);
    k->below = b.text;
    k->illustrative |=
        b.illustrative || (h && view_reads_illustrative(h, c->from->below.s));
}

void view_table_body_row(const table_plan *p, size_t row) {
    const view_context *v = p->v;
    view_row *r = view_add_row(v, p->table, VIEW_BODY);
    const record_head *h = view_head(p->v, p->rows[row]);
    r->record = h;
    if (h) {
        r->id = h->id;
        r->place = h->place;
    }
    for (size_t i = 0; i < p->column_count; i++) {
        const column_plan *c = &p->columns[i];
        view_cell k =
            formatted_cell(p, c, row, p->values[row * p->column_count + i]);
        keep_prose(p, c, row, &k);
        add_below(p, c, row, &k);
        if (!k.record)
            k.record = h;
        if (c->from->format == FORMAT_PROGRESS)
            view_add_cell(v, r, (view_cell){.figure = k.figure});
        view_add_cell(v, r, k);
    }
}
