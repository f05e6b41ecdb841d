/* A plan as text: one line a cell, so that two workbooks compare with diff and
   the keys of the PDF's figures can be looked up. */
#include "base/num.h"
#include "book/plan.h"

static void put_quoted(buf *out, str s) {
    buf_c(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\n' || c == '\t')
            buf_z(out, c == '\n' ? "\\n" : "\\t");
        else if (c == '"' || c == '\\')
            buf_fmt(out, "\\%c", c);
        else
            buf_c(out, c);
    }
    buf_c(out, '"');
}

static void dump_value(buf *out, const book_cell *c) {
    switch (c->kind) {
    case BOOK_BLANK:
        buf_z(out, " blank");
        return;
    case BOOK_NUMBER:
        buf_z(out, " number ");
        buf_num(out, c->number);
        return;
    case BOOK_TEXT:
        buf_z(out, " text ");
        put_quoted(out, c->text);
        return;
    case BOOK_FORMULA:
        buf_z(out, " formula ");
        put_quoted(out, c->text);
        buf_z(out, " = ");
        buf_num(out, c->number);
        return;
    case BOOK_FORMULA_TEXT:
        buf_z(out, " formula ");
        put_quoted(out, c->text);
        buf_z(out, " = ");
        put_quoted(out, c->more ? c->more->cached : STR_NONE);
        return;
    }
}

static void dump_cell(buf *out, const book *b, const book_cell *c) {
    buf_z(out, "  ");
    buf_cell_ref(out, c->row, c->column, false);
    if (c->more && !str_empty(c->more->key)) {
        buf_z(out, " key ");
        buf_str(out, c->more->key);
    }
    dump_value(out, c);
    str code = b->formats.v[c->format].number;
    if (!str_empty(code)) {
        buf_z(out, " format ");
        put_quoted(out, code);
    }
    if (c->more && !str_empty(c->more->link)) {
        buf_z(out, " link ");
        put_quoted(out, c->more->link);
    }
    buf_c(out, '\n');
}

static void put_place(buf *out, const book_sheet *s, book_range r) {
    buf_c(out, ' ');
    buf_sheet_ref(out, s);
    buf_range_ref(out, r, true);
}

static void dump_chart(buf *out, const book_chart *c) {
    static const char *const kinds[] = {
        [BOOK_CHART_COLUMN] = "column",
        [BOOK_CHART_COLUMN_STACKED] = "column-stacked",
        [BOOK_CHART_BAR] = "bar",
        [BOOK_CHART_BAR_STACKED] = "bar-stacked",
        [BOOK_CHART_BAR_SHARES] = "bar-shares",
        [BOOK_CHART_LINE] = "line",
        [BOOK_CHART_DOUGHNUT] = "doughnut"};
    buf_fmt(out, "  chart %s%s ", c->mini ? "mini " : "", kinds[c->kind]);
    buf_range_ref(out, c->area, false);
    buf_c(out, ' ');
    put_quoted(out, c->title);
    buf_z(out, " alt ");
    put_quoted(out, c->alt);
    buf_z(out, " axes ");
    put_quoted(out, c->x_title);
    buf_c(out, ' ');
    put_quoted(out, c->y_title);
    buf_c(out, '\n');
    for (size_t i = 0; i < c->series.n; i++) {
        const book_series *s = &c->series.v[i];
        buf_z(out, "    series ");
        put_quoted(out, s->name);
        put_place(out, s->sheet, s->categories);
        put_place(out, s->sheet, s->values);
        buf_fmt(out, "%s\n", s->dashed ? " dashed" : "");
    }
}

static void dump_rules(buf *out, const book_sheet *s) {
    for (size_t i = 0; i < s->validations.n; i++) {
        const book_validation *v = &s->validations.v[i];
        buf_z(out, "  validation ");
        buf_range_ref(out, v->range, false);
        buf_fmt(out, " %s ",
                v->kind == BOOK_RULE_LIST     ? "list"
                : v->kind == BOOK_RULE_NUMBER ? "number"
                                              : "date");
        put_quoted(out, v->formula);
        buf_c(out, '\n');
    }
    for (size_t i = 0; i < s->conditions.n; i++) {
        buf_z(out, "  condition ");
        buf_range_ref(out, s->conditions.v[i].range, false);
        buf_c(out, ' ');
        put_quoted(out, s->conditions.v[i].formula);
        buf_c(out, '\n');
    }
    for (size_t i = 0; i < s->bars.n; i++) {
        buf_z(out, "  bars ");
        buf_range_ref(out, s->bars.v[i].range, false);
        buf_c(out, '\n');
    }
}

static void dump_sheet(buf *out, const book *b, const book_sheet *s) {
    buf_z(out, "sheet ");
    put_quoted(out, s->name);
    buf_fmt(out, " freeze %u,%u repeat %u+%u%s%s\n", s->freeze_rows,
            s->freeze_columns, s->repeat_from + 1, s->repeat_count,
            s->portrait ? " portrait" : "", s->protected ? " protected" : "");
    for (size_t i = 0; i < s->columns.n; i++)
        buf_fmt(out, "  width %u %.2f\n", s->columns.v[i].column,
                s->columns.v[i].width);
    for (size_t i = 0; i < s->tables.n; i++) {
        buf_fmt(out, "  table %.*s ", STR_ARG(s->tables.v[i].name));
        buf_range_ref(out, s->tables.v[i].range, false);
        buf_c(out, '\n');
    }
    dump_rules(out, s);
    for (size_t i = 0; i < s->charts.n; i++)
        dump_chart(out, &s->charts.v[i]);
    for (size_t i = 0; i < s->cells.n; i++)
        dump_cell(out, b, &s->cells.v[i]);
}

void book_dump(buf *out, const book *b) {
    buf_z(out, "book ");
    put_quoted(out, b->title);
    buf_z(out, " date ");
    buf_date_iso(out, b->day);
    buf_c(out, '\n');
    for (size_t i = 0; i < b->names.n; i++) {
        const book_name *n = &b->names.v[i];
        buf_fmt(out, "name %.*s ", STR_ARG(n->name));
        buf_sheet_ref(out, n->sheet);
        buf_range_ref(out, n->range, true);
        buf_c(out, '\n');
    }
    for (size_t i = 0; i < b->sheets.n; i++)
        dump_sheet(out, b, b->sheets.v[i]);
}
