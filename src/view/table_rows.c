/* The rows of a table: groups with their sums, the total. */
#include "view/table_int.h"

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
        if (x.illustrative || (h && view_table_is_illustrative(h, c)))
            marks |= MARK_ILLUSTRATIVE;
    }
    str of = group == SIZE_MAX
                 ? S("total")
                 : view_value(p->v, p->groups[group], &p->group_type).text;
    bool euros = c->from->format == FORMAT_EUROS;
    str key = str_join(p->v->a,
                       (const str[]){view_table_key(p), of, c->from->field.s},
                       3, S("."));
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
            view_table_body_row(p, r);
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

void view_table_rows(const table_plan *p) {
    if (p->group)
        make_groups(p);
    for (size_t r = 0; !p->group && r < p->row_count; r++)
        view_table_body_row(p, r);
    if (p->from->total == YESNO_YES && p->row_count)
        make_sum_row(p, VIEW_TOTAL, view_phrase(p->v, "total"), SIZE_MAX);
}
