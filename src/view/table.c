/*
 * A `tableau` block over any list of records: rows filtered and sorted, one
 * expression a column, groups with subtotals, a total. Values are computed
 * first, cells made after, because a column's numbers share their decimals.
 */
#include "view/states.h"
#include "view/view_int.h"

#include "model/model_types.h"

enum { BAR_WIDTH = 20500 }; /* charter, page 13: 18 mm and its padding */

typedef struct column_plan {
    const template_column *from;
    expr *e;
    expr_type type;
    expr *under;       /* « dessous »; NULL: none */
    expr_value *below; /* [row]: its values */
    str field; /* the key, when the column is a plain field; else empty */
    int decimals;
} column_plan;

typedef struct table_plan {
    const view_context *v;
    const template_table *from;
    view_table *table;
    column_plan *columns;
    size_t column_count;
    expr *group;
    expr_type group_type;
    expr_value *rows;   /* elements */
    expr_value *values; /* [row × column_count + column] */
    expr_value *groups; /* [row]: value of the group expression */
    size_t row_count;
} table_plan;

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

static uint8_t kind_of(const column_plan *c) {
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

static const field *schema_field(const record_type *t, str key) {
    for (size_t i = 0; t && i < t->field_count; i++)
        if (str_eq(t->fields[i].key, key))
            return &t->fields[i];
    return NULL;
}

/* What the schema says of the field, up to the first comma or colon. */
static str documented_head(const table_plan *p, const column_plan *c) {
    const record_head *h = p->row_count ? view_head(p->v, p->rows[0]) : NULL;
    const field *f = h ? schema_field(h->type, c->field) : NULL;
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
    out->kind = kind_of(c);
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

/* --- Cells ------------------------------------------------------------------
 */

/* At a meeting, what is derived by its date has a key of its own. */
static str dated(const table_plan *p, size_t row, str key) {
    const record_head *h = view_head(p->v, p->rows[row]);
    bool derived = h && (h->type == &type_action || h->type == &type_indicator);
    return derived ? view_dated_key(p->v, key) : key;
}

/* What names a table in keys: its identifier, else its title. */
static str table_key(const table_plan *p) {
    return p->from->head.id.n ? p->from->head.id : p->table->title;
}

static str number_key(const table_plan *p, const column_plan *c, size_t row) {
    const record_head *h = view_head(p->v, p->rows[row]);
    const view_context *v = p->v;
    if (h && h->id.n)
        return dated(p, row,
                     str_fmt(v->a, "%.*s.%.*s.%.*s",
                             STR_ARG(p->rows[row].cls->name), STR_ARG(h->id),
                             STR_ARG(c->from->field.s)));
    return str_fmt(v->a, "%.*s.%zu.%.*s", STR_ARG(table_key(p)), row + 1,
                   STR_ARG(c->from->field.s));
}

static view_cell numeric_cell(const table_plan *p, const column_plan *c,
                              size_t row, expr_value x) {
    const view_context *v = p->v;
    if (x.why && !x.figure) {
        bool none = x.why == MISSING_IRRELEVANT;
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
    if (x.kind == EXPR_NUMBER && kind_of(c) == KIND_NUMBER)
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

/* A computed column has no field: what it reads of the record counts. */
static bool is_illustrative(const record_head *h, const column_plan *c) {
    if (c->field.n || h->illustrative)
        return record_illustrative(h, c->field);
    return view_reads_illustrative(h, c->from->field.s);
}

/* Where a text of prose was typed, so that expand can read it as prose. */
static void keep_prose(const table_plan *p, const column_plan *c, size_t row,
                       view_cell *k) {
    const record_head *h = view_head(p->v, p->rows[row]);
    const field *f = h && c->field.n ? schema_field(h->type, c->field) : NULL;
    if (!h)
        return;
    k->illustrative = is_illustrative(h, c);
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

static void make_body_row(const table_plan *p, size_t row) {
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

/* --- Sums -------------------------------------------------------------------
 */

static bool same_group(const table_plan *p, size_t x, size_t y) {
    expr_value a = p->groups[x], b = p->groups[y];
    if (a.why || b.why)
        return a.why && b.why;
    return str_eq(view_value(p->v, a, &p->group_type).text,
                  view_value(p->v, b, &p->group_type).text);
}

/* Sum of a column over the rows of a group (SIZE_MAX: all rows). */
static view_cell sum_cell(const table_plan *p, size_t column, size_t group) {
    const column_plan *c = &p->columns[column];
    double sum = 0;
    uint8_t marks = 0;
    for (size_t r = 0; r < p->row_count; r++) {
        expr_value x = p->values[r * p->column_count + column];
        if (x.why || x.kind != EXPR_NUMBER ||
            (group != SIZE_MAX && !same_group(p, r, group)))
            continue;
        sum += x.number;
        marks |= x.figure ? x.figure->marks : 0;
        const record_head *h = view_head(p->v, p->rows[r]);
        if (x.illustrative || (h && is_illustrative(h, c)))
            marks |= MARK_ILLUSTRATIVE;
    }
    str of = group == SIZE_MAX
                 ? S("total")
                 : view_value(p->v, p->groups[group], &p->group_type).text;
    bool euros = c->from->format == FORMAT_EUROS;
    str key = str_fmt(p->v->a, "%.*s.%.*s.%.*s", STR_ARG(table_key(p)),
                      STR_ARG(of), STR_ARG(c->from->field.s));
    view_cell k = view_number(p->v, sum, c->decimals,
                              euros ? S("€") : c->from->unit, key);
    ((figure *)k.figure)->marks = marks;
    return euros ? view_amount(p->v, k.figure) : k;
}

static size_t label_column(const view_table *t) {
    for (size_t i = 0; i < t->columns.n; i++)
        if (t->columns.v[i].row_header)
            return i;
    return 0;
}

static void make_sum_row(const table_plan *p, view_row_kind kind, str label,
                         size_t group) {
    view_row *r = view_add_row(p->v, p->table, kind);
    size_t at = label_column(p->table);
    for (size_t i = 0; i < p->column_count; i++) {
        view_cell k = {.kind = CELL_EMPTY};
        if (p->columns[i].from->format == FORMAT_PROGRESS)
            view_add_cell(p->v, r, k);
        if (r->cells.n == at)
            k = view_plain(label);
        else if (p->columns[i].from->sum == YESNO_YES)
            k = sum_cell(p, i, group);
        view_add_cell(p->v, r, k);
    }
}

/* --- Groups -----------------------------------------------------------------
 */

/* Enumerations in the order of their words, numbers and dates ascending,
   anything else by first appearance. */
static double group_rank(const table_plan *p, size_t row) {
    expr_value x = p->groups[row];
    if (x.why)
        return 1e300;
    if (x.kind == EXPR_NUMBER)
        return x.number;
    if (x.kind == EXPR_TEXT && p->group_type.words)
        for (size_t i = 0; i < p->group_type.word_count; i++)
            if (str_eq(p->group_type.words[i], x.text))
                return (double)i;
    return 0;
}

static void make_group(const table_plan *p, size_t first, bool *done) {
    const view_context *v = p->v;
    str label = p->groups[first].why
                    ? view_phrase(v, "absent")
                    : view_value(v, p->groups[first], &p->group_type).text;
    if (p->group_type.kind == EXPR_NUMBER)
        label = view_sentence(v, "groupe_niveau", &label, 1);
    if (p->from->subtotals == YESNO_YES)
        make_sum_row(p, VIEW_GROUP, label, first);
    else
        view_add_cell(v, view_add_row(v, p->table, VIEW_GROUP),
                      view_plain(label));
    for (size_t r = first; r < p->row_count; r++)
        if (!done[r] && same_group(p, r, first)) {
            make_body_row(p, r);
            done[r] = true;
        }
}

static void make_groups(const table_plan *p) {
    bool *done = NEW_ARRAY(p->v->a, bool, p->row_count + 1);
    for (;;) {
        size_t first = SIZE_MAX;
        for (size_t r = 0; r < p->row_count; r++)
            if (!done[r] &&
                (first == SIZE_MAX || group_rank(p, r) < group_rank(p, first)))
                first = r;
        if (first == SIZE_MAX)
            return;
        make_group(p, first, done);
    }
}

static void make_rows(const table_plan *p) {
    if (p->group)
        make_groups(p);
    for (size_t r = 0; !p->group && r < p->row_count; r++)
        make_body_row(p, r);
    if (p->from->total == YESNO_YES && p->row_count)
        make_sum_row(p, VIEW_TOTAL, view_phrase(p->v, "total"), SIZE_MAX);
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
    make_rows(&p);
    view_finish_table(v, p.table);
    return p.table;
}
