/* Lists of records that stand in a sheet: what formulas count. */
#include "book/formulas_int.h"

void book_list_records(maker *k, const listed_records *l) {
    listed_records *own = NEW(k->a, listed_records);
    *own = *l;
    list_push(k->a, &k->lists, own);
}

/* --- Columns
 * ------------------------------------------------------------------
 */

typedef struct open_list {
    maker *k;
    const listed_records *l;
} open_list;

static const listed_column *column_named(const listed_records *l, str field) {
    for (size_t i = 0; i < l->columns.n; i++)
        if (str_eq(l->columns.v[i].field, field))
            return &l->columns.v[i];
    return NULL;
}

static emit_entry entry_of(const book_cell *c) {
    if (c->kind == BOOK_NUMBER || c->kind == BOOK_FORMULA)
        return (emit_entry){.is_number = true, .number = c->number};
    if (c->kind == BOOK_TEXT)
        return (emit_entry){.is_text = c->text.n > 0, .text = c->text};
    return (emit_entry){0};
}

static bool list_column(void *self, str field, emit_column *out) {
    const open_list *x = self;
    const listed_records *l = x->l;
    const listed_column *c = column_named(l, field);
    if (!c)
        return false;
    emit_entry *cells = NEW_ARRAY(x->k->a, emit_entry, l->n + 1);
    for (size_t i = 0; i < l->sheet->cells.n; i++) {
        const book_cell *k = &l->sheet->cells.v[i];
        if (k->column == c->column && k->row >= l->first &&
            k->row < l->first + l->n)
            cells[k->row - l->first] = entry_of(k);
    }
    buf ref = buf_new(x->k->a);
    buf_sheet_ref(&ref, l->sheet);
    uint32_t last = l->first + (uint32_t)l->n - 1;
    buf_range_ref(&ref, (book_range){l->first, c->column, last, c->column},
                  true);
    *out = (emit_column){buf_take(&ref), cells};
    return true;
}

/* --- What a value looks like in a cell
 * ------------------------------------------
 */

/* The type of « engagement.statut » in a class. */
static bool type_of(const expr_class *c, str path, expr_type *out) {
    while (c) {
        size_t dot = str_find(path, S("."), 0);
        bool last = dot == SIZE_MAX;
        const expr_field *f = c->field(c, last ? path : str_sub(path, 0, dot));
        if (!f)
            return false;
        *out = f->type;
        if (last)
            return true;
        c = f->type.cls;
        path = str_sub(path, dot + 1, path.n);
    }
    return false;
}

static bool list_shown(void *self, str field, expr_value v, emit_entry *out) {
    const open_list *x = self;
    expr_type type;
    if (!type_of(x->l->cls, field, &type) || v.why)
        return false;
    if (type.kind == EXPR_NUMBER && v.kind == EXPR_PERIOD &&
        v.period.y1 == v.period.y2) /* exercice = periode */
        v = expr_number(v.period.y1);
    if ((v.kind != type.kind && v.kind != EXPR_DATE))
        return false;
    if (v.kind == EXPR_NUMBER || v.kind == EXPR_DATE) {
        bool whole = v.kind == EXPR_NUMBER || v.day.day;
        *out = (emit_entry){
            .is_number = true,
            .number = v.kind == EXPR_NUMBER ? v.number : book_serial(v.day)};
        return whole;
    }
    if (v.kind != EXPR_TEXT && v.kind != EXPR_BOOL && v.kind != EXPR_PERIOD)
        return false;
    view_cell c = view_value(x->k->v, v, &type);
    book_role role;
    str text = c.kind == CELL_STATE ? book_state_text(x->k, &c, &role) : c.text;
    *out = (emit_entry){.is_text = text.n > 0, .text = text};
    return text.n > 0;
}

bool book_records(maker *k, str list, emit_records *out) {
    for (size_t i = 0; i < k->lists.n; i++) {
        const listed_records *l = k->lists.v[i];
        if (!str_eq(l->list, list) || !l->n)
            continue;
        open_list *x = NEW(k->a, open_list);
        *x = (open_list){k, l};
        *out = (emit_records){
            .self = x, .n = l->n, .column = list_column, .shown = list_shown};
        if (str_eq(list, S("partenaires"))) { /* as calc counts them */
            out->entry = S("entree");
            out->leaving = S("sortie");
        }
        return true;
    }
    return false;
}
