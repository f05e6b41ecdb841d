/*
 * A `tableau` block over any list of records: rows filtered and sorted, one
 * expression a column, groups with subtotals, a total. Values are computed
 * first, cells made after, because a column's numbers share their decimals.
 */
#include "model/model_types.h"
#include "view/states.h"
#include "view/table_int.h"

enum { BAR_WIDTH = 20500 }; /* charter, page 13: 18 mm and its padding */

/* --- Columns ---------------------------------------------------------------
 */

static const uint8_t kind_of_format[FORMAT_COUNT] = {
    [FORMAT_TEXT] = KIND_TEXT,     [FORMAT_EUROS] = KIND_NUMBER,
    [FORMAT_NUMBER] = KIND_NUMBER, [FORMAT_PERCENT] = KIND_NUMBER,
    [FORMAT_DATE] = KIND_DATE,     [FORMAT_PERIOD] = KIND_CODE,
    [FORMAT_STATE] = KIND_STATE,   [FORMAT_CODE] = KIND_CODE,
    [FORMAT_CATEGORY] = KIND_TEXT, [FORMAT_YESNO] = KIND_MARK,
    [FORMAT_CRITERIA] = KIND_CODE, [FORMAT_PROGRESS] = KIND_NUMBER,
};

uint8_t view_table_column_kind(const column_plan *c) {
    if (c->from->format != FORMAT_ABSENT)
        return kind_of_format[c->from->format];
    switch (c->type.kind) {
    case EXPR_NUMBER:
        return KIND_NUMBER;
    case EXPR_DATE:
        return KIND_DATE;
    case EXPR_BOOL:
        return KIND_MARK;
    case EXPR_ANY:
    case EXPR_TEXT:
    case EXPR_PERIOD:
    case EXPR_RECORD:
    case EXPR_LIST:
    case EXPR_SERIES:
        break;
    }
    return KIND_TEXT;
}

static bool is_name(str s) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return s.n > 0;
}

const field *view_table_schema_field(const record_type *t, str key) {
    for (size_t i = 0; t && i < t->field_count; i++)
        if (str_eq(t->fields[i].key, key))
            return &t->fields[i];
    return NULL;
}

/* What the schema says of the field, up to the first comma or colon. */
static str documented_head(const table_plan *p, const column_plan *c) {
    const record_head *h = p->row_count ? view_head(p->v, p->rows[0]) : NULL;
    const field *f = h ? view_table_schema_field(h->type, c->field) : NULL;
    str doc = f && f->doc ? str_z(f->doc) : c->from->field.s;
    for (size_t i = 0; i < doc.n; i++)
        if (doc.p[i] == ',' || doc.p[i] == ':' || doc.p[i] == '(')
            doc = str_trim(str_sub(doc, 0, i));
    return locale_capital(p->v->l, p->v->a, doc);
}

str view_text(const view_context *v, const located *text,
              const expr_scope *scope) {
    expr_slots slots = {0};
    expr_slots_compile(v->a, *text, scope, v->sink, &slots);
    if (slots.plain)
        return text->s;
    buf out = buf_new(v->a);
    for (size_t i = 0; i < slots.count; i++) {
        const expr_part *part = &slots.parts[i];
        if (!part->e) {
            buf_str(&out, part->literal.s);
            continue;
        }
        expr_type type = expr_type_of(part->e);
        expr_value x = expr_eval(part->e, scope, v->a);
        buf_str(&out, view_value(v, x, &type).text);
    }
    return buf_take(&out);
}

/* « Coût (€) », « Cible, % »: cells are numbers only. */
static str unit_suffix(arena *a, const column_plan *c, str head) {
    str unit = c->from->unit;
    if (unit.n && c->from->format == FORMAT_NUMBER &&
        str_find(head, unit, 0) == SIZE_MAX)
        return str_fmt(a, ", %.*s", STR_ARG(unit));
    if (c->from->format == FORMAT_EUROS &&
        str_find(head, S("€"), 0) == SIZE_MAX)
        return S(" (€)");
    if (c->from->format == FORMAT_PROGRESS)
        return STR_NONE;
    if (c->from->format == FORMAT_PERCENT &&
        str_find(head, S("%"), 0) == SIZE_MAX)
        return S(", %");
    return STR_NONE;
}

static void make_column(const table_plan *p, const column_plan *c,
                        const expr_scope *scope) {
    const view_context *v = p->v;
    str head = c->from->title.s.n ? view_text(v, &c->from->title, scope)
                                  : documented_head(p, c);
    if (c->from->format == FORMAT_PROGRESS) { /* the bar, then its number */
        view_column *bar = list_add(v->a, &p->table->columns);
        *bar = (view_column){.key = S(VIEW_BAR),
                             .head = head,
                             .kind = KIND_DRAWING,
                             .width = BAR_WIDTH};
        head = S("%");
    }
    view_column *out = list_add(v->a, &p->table->columns);
    out->key = c->from->field.s;
    out->head = str_cat(v->a, head, unit_suffix(v->a, c, head));
    out->unit = c->from->unit;
    out->kind = view_table_column_kind(c);
    out->width = c->from->width.has ? (int32_t)(c->from->width.v * 1000) : 0;
    out->sum = c->from->sum == YESNO_YES;
}

/* The first column of text, else the first: what its row is about. */
static void choose_row_header(view_table *t) {
    for (size_t i = 0; i < t->columns.n; i++)
        if (t->columns.v[i].kind == KIND_TEXT) {
            t->columns.v[i].row_header = true;
            return;
        }
    if (t->columns.n)
        t->columns.v[0].row_header = true;
}

static bool compile_columns(table_plan *p, const expr_scope *scope) {
    bool ok = true;
    p->column_count = p->from->columns.n;
    p->columns = NEW_ARRAY(p->v->a, column_plan, p->column_count + 1);
    for (size_t i = 0; i < p->column_count; i++) {
        column_plan *c = &p->columns[i];
        c->from = &p->from->columns.v[i];
        c->e =
            expr_compile(p->v->a, c->from->field, scope, EXPR_ANY, p->v->sink);
        if (c->from->below.s.n)
            c->under = expr_compile(p->v->a, c->from->below, scope, EXPR_ANY,
                                    p->v->sink);
        ok = ok && c->e && (c->under || !c->from->below.s.n);
        if (!c->e)
            continue;
        c->type = expr_type_of(c->e);
        if (is_name(str_trim(c->from->field.s)))
            c->field = str_trim(c->from->field.s);
    }
    if (p->from->group.s.n) {
        p->group =
            expr_compile(p->v->a, p->from->group, scope, EXPR_ANY, p->v->sink);
        ok = ok && p->group;
        if (p->group)
            p->group_type = expr_type_of(p->group);
    }
    return ok;
}

/* --- Values ----------------------------------------------------------------
 */

static expr_value value_in(const table_plan *p, const expr *e,
                           const element_scope *s) {
    return expr_eval(e, &s->scope, p->v->a);
}

static void compute_values(table_plan *p, element_scope *e) {
    size_t n = p->column_count;
    for (size_t i = 0; i < n; i++)
        if (p->columns[i].under)
            p->columns[i].below =
                NEW_ARRAY(view_rows(p->v), expr_value, p->row_count + 1);
    p->values = NEW_ARRAY(view_rows(p->v), expr_value, p->row_count * n + 1);
    p->groups = NEW_ARRAY(view_rows(p->v), expr_value, p->row_count + 1);
    for (size_t r = 0; r < p->row_count; r++) {
        view_scope_set(p->v, e, p->rows[r]);
        for (size_t i = 0; i < n; i++) {
            const column_plan *c = &p->columns[i];
            p->values[r * n + i] = value_in(p, c->e, e);
            if (c->under)
                c->below[r] = value_in(p, c->under, e);
        }
        if (p->group)
            p->groups[r] = value_in(p, p->group, e);
    }
}

static void share_decimals(table_plan *p) {
    for (size_t i = 0; i < p->column_count; i++) {
        column_plan *c = &p->columns[i];
        if (c->from->decimals.has) {
            c->decimals = (int)c->from->decimals.v;
            continue;
        }
        for (size_t r = 0; r < p->row_count; r++) {
            expr_value x = p->values[r * p->column_count + i];
            int d = x.why || x.kind != EXPR_NUMBER ? 0
                    : x.figure                     ? x.figure->decimals
                                                   : view_decimals(x.number);
            c->decimals = d > c->decimals ? d : c->decimals;
        }
    }
}

/* --- The table --------------------------------------------------------------
 */

static bool read_source(const view_context *v, const template_table *t,
                        const expr_scope *scope, expr_value *list,
                        expr_type *element) {
    expr *e = expr_compile(v->a, t->source, scope, EXPR_LIST, v->sink);
    if (!e)
        return false;
    expr_type type = expr_type_of(e);
    *element = type;
    element->kind = type.element;
    *list = expr_eval(e, scope, v->a);
    return view_select(v, list, element,
                       (view_selection){&t->where, &t->order,
                                        t->descending == YESNO_YES, scope});
}

static void open_fields(const view_context *v, const template_table *t,
                        const expr_type *element, const expr_scope *scope,
                        element_scope *out) {
    size_t n = t->columns.n;
    const located **texts = NEW_ARRAY(v->a, const located *, 2 * n + 1);
    for (size_t i = 0; i < n; i++) {
        texts[2 * i] = &t->columns.v[i].field;
        texts[2 * i + 1] = &t->columns.v[i].below;
    }
    texts[2 * n] = &t->group;
    view_scope_open(v, out, element, scope, (view_texts){texts, 2 * n + 1});
}

/* The note says which establishments are counted, where the table asks. */
static str said_perimeter(const view_context *v, const template_table *t,
                          str reading) {
    const char *key = t->perimeter == PERIMETER_CONSTANT  ? "lecture_constant"
                      : t->perimeter == PERIMETER_CURRENT ? "lecture_courant"
                                                          : NULL;
    if (!key)
        return reading;
    str said = view_phrase(v, key);
    return reading.n
               ? str_fmt(v->a, "%.*s %.*s", STR_ARG(reading), STR_ARG(said))
               : said;
}

view_table *view_table_make(const view_context *v, const template_table *t,
                            const expr_scope *scope) {
    expr_value list;
    expr_type element;
    if (!read_source(v, t, scope, &list, &element))
        return NULL;
    table_plan p = {.v = v, .from = t, .table = NEW(v->a, view_table)};
    if (!list.why && list.kind == EXPR_LIST) {
        p.rows = (expr_value *)list.list.v;
        p.row_count = list.list.n;
    }
    element_scope e = {0};
    open_fields(v, t, &element, scope, &e);
    if (!compile_columns(&p, &e.scope))
        return NULL;
    perimeter before = calc_set_perimeter(v->c, t->perimeter);
    compute_values(&p, &e);
    calc_set_perimeter(v->c, before);
    share_decimals(&p);
    p.table->of_pieces =
        element.cls && str_eq(element.cls->name, type_piece.name);
    p.table->id = t->head.id;
    p.table->title = view_text(v, &t->title, scope);
    p.table->reading = said_perimeter(v, t, view_text(v, &t->reading, scope));
    p.table->rules = view_text(v, &t->rules, scope);
    for (size_t i = 0; i < p.column_count; i++)
        make_column(&p, &p.columns[i], scope);
    choose_row_header(p.table);
    view_table_rows(&p);
    view_finish_table(v, p.table);
    return p.table;
}
