/* One sheet of the plan through the library. The plan was checked: whatever
   the library still says no to is a fault. */
#include "xlsx/xlsx_int.h"

static const xlsx_text_rule cell_rule = {.units = BOOK_MAX_TEXT};
static const xlsx_text_rule formula_rule = {
    .units = BOOK_MAX_FORMULA, .one_line = true, .no_escape = true};
static const xlsx_text_rule short_rule = {.units = BOOK_MAX_HEADER,
                                          .no_escape = true};

/* --- Cells ---------------------------------------------------------------- */

static void write_link(writer *w, const book_cell *c) {
    w->other.n = 0;
    if (!xlsx_link(&w->other, c->more->link))
        arena_fault(w->a, "xlsx: a link that was not checked");
    xlsx_must(w, worksheet_write_url(w->page, c->row, c->column, w->other.p,
                                     w->formats[c->format]));
}

static void write_text(writer *w, const book_cell *c) {
    lxw_format *f = w->formats[c->format];
    if (c->more && !str_empty(c->more->link))
        write_link(w, c); /* the text then goes over the address */
    if (str_empty(c->text))
        xlsx_must(w, worksheet_write_blank(w->page, c->row, c->column, f));
    else
        xlsx_must(
            w, worksheet_write_string(w->page, c->row, c->column,
                                      xlsx_z(&w->text, c->text, cell_rule), f));
}

static const char *formula_z(writer *w, str formula) {
    w->text.n = 0;
    buf_c(&w->text, '=');
    uint32_t bad;
    if (xlsx_text(&w->text, formula, formula_rule, &bad) != XLSX_TEXT_OK)
        arena_fault(w->a, "xlsx: a formula that was not checked");
    return w->text.p;
}

static void write_cell(writer *w, const book_cell *c) {
    lxw_format *f = w->formats[c->format];
    double x = c->number == 0 ? 0 : c->number; /* no -0 */
    switch (c->kind) {
    case BOOK_BLANK:
        xlsx_must(w, worksheet_write_blank(w->page, c->row, c->column, f));
        return;
    case BOOK_NUMBER:
        xlsx_must(w, worksheet_write_number(w->page, c->row, c->column, x, f));
        return;
    case BOOK_TEXT:
        write_text(w, c);
        return;
    case BOOK_FORMULA:
        xlsx_must(w, worksheet_write_formula_num(w->page, c->row, c->column,
                                                 formula_z(w, c->text), f, x));
        return;
    case BOOK_FORMULA_TEXT: {
        str cached = c->more ? c->more->cached : STR_NONE;
        const char *result = xlsx_z(&w->other, cached, cell_rule);
        xlsx_must(w, worksheet_write_formula_str(w->page, c->row, c->column,
                                                 formula_z(w, c->text), f,
                                                 result));
        return;
    }
    }
}

/* --- Tables ----------------------------------------------------------------
 */

static const book_cell *head_of(const book_sheet *s, uint32_t row,
                                uint16_t column) {
    for (size_t i = 0; i < s->cells.n; i++)
        if (s->cells.v[i].row == row && s->cells.v[i].column == column)
            return &s->cells.v[i];
    return NULL;
}

/* Before the cells, which then go over what the library wrote as heads. */
static void write_table(writer *w, const book_table *t) {
    size_t n = (size_t)(t->range.column2 - t->range.column1) + 1;
    lxw_table_column *columns = NEW_ARRAY(w->a, lxw_table_column, n);
    lxw_table_column **list = NEW_ARRAY(w->a, lxw_table_column *, n + 1);
    for (size_t i = 0; i < n; i++) {
        const book_cell *head =
            head_of(w->sheet, t->range.row1, (uint16_t)(t->range.column1 + i));
        buf text = buf_new(w->a);
        columns[i].header = (char *)xlsx_z(&text, head->text, cell_rule);
        columns[i].header_format = w->formats[head->format];
        list[i] = &columns[i];
    }
    lxw_table_options o = {
        .name = (char *)xlsx_z(&w->text, t->name, short_rule),
        .no_autofilter = !t->filter,
        .no_banded_rows = LXW_TRUE,
        .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
        .style_type_number = 0, /* the cells carry their own style */
        .columns = list,
    };
    xlsx_must(w, worksheet_add_table(w->page, t->range.row1, t->range.column1,
                                     t->range.row2, t->range.column2, &o));
}

/* --- Page ------------------------------------------------------------------
 */

static void put_part(buf *out, const char *code, str text) {
    static const char *const fields[] = {"", "&P", "&N", "&A"};
    if (str_empty(text))
        return;
    buf_z(out, code);
    buf_z(out, "&8&K566369"); /* a digit right after a size would join it */
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c >= 1 && c <= 3)
            buf_z(out, fields[(int)c]);
        else if (c == '&')
            buf_z(out, "&&");
        else
            buf_c(out, c);
    }
}

static const char *running_z(writer *w, const book_running *r) {
    w->text.n = 0;
    put_part(&w->text, "&L", r->left);
    put_part(&w->text, "&C", r->centre);
    put_part(&w->text, "&R", r->right);
    buf_c(&w->text, '\0');
    return w->text.p;
}

static void break_lists(writer *w) {
    const book_sheet *s = w->sheet;
    lxw_row_t *rows = NEW_ARRAY(w->a, lxw_row_t, s->next_heads.n + 1);
    for (size_t i = 0; i < s->next_heads.n; i++)
        rows[i] = s->next_heads.v[i];
    xlsx_must(w, worksheet_set_h_pagebreaks(w->page, rows));
}

static void set_up_page(writer *w) {
    const book_sheet *s = w->sheet;
    lxw_worksheet *p = w->page;
    worksheet_set_paper(p, s->large ? 8 : 9); /* A3, A4 */
    if (s->portrait)
        worksheet_set_portrait(p);
    else
        worksheet_set_landscape(p);
    worksheet_set_margins(p, 0.55, 0.55, 0.75, 0.75);
    worksheet_fit_to_pages(p, 1, s->one_page ? 1 : 0);
    worksheet_gridlines(p, LXW_HIDE_ALL_GRIDLINES);
    xlsx_must(w, worksheet_set_header(p, running_z(w, &s->header)));
    xlsx_must(w, worksheet_set_footer(p, running_z(w, &s->footer)));
    if (s->repeat_count)
        xlsx_must(w,
                  worksheet_repeat_rows(p, s->repeat_from,
                                        s->repeat_from + s->repeat_count - 1));
    if (s->list_a_page)
        break_lists(w);
    if (s->print_columns)
        xlsx_must(w, worksheet_print_area(p, 0, 0, s->used_rows - 1,
                                          (lxw_col_t)(s->print_columns - 1)));
    if (s->freeze_rows || s->freeze_columns)
        worksheet_freeze_panes(p, s->freeze_rows, s->freeze_columns);
    if (s->tab != BOOK_NO_FILL)
        worksheet_set_tab_color(p, s->tab ? s->tab : LXW_COLOR_BLACK);
}

/* A group of columns is folded under the button of the column after it. */
static void set_fold(writer *w) {
    const book_sheet *s = w->sheet;
    int last = -1;
    for (size_t i = 0; i < s->columns.n; i++)
        if (s->columns.v[i].level && s->columns.v[i].column > last)
            last = s->columns.v[i].column;
    lxw_row_col_options o = {.collapsed = LXW_TRUE};
    if (last >= 0)
        xlsx_must(w, worksheet_set_column_opt(w->page, (lxw_col_t)(last + 1),
                                              (lxw_col_t)(last + 1),
                                              LXW_DEF_COL_WIDTH, NULL, &o));
}

static void set_sizes(writer *w) {
    const book_sheet *s = w->sheet;
    for (size_t i = 0; i < s->columns.n; i++) {
        const book_column *c = &s->columns.v[i];
        lxw_row_col_options o = {.level = c->level,
                                 .hidden = c->level > 0}; /* folded */
        xlsx_must(w, worksheet_set_column_opt(w->page, c->column, c->column,
                                              c->width, NULL, &o));
    }
    set_fold(w);
    for (size_t i = 0; i < s->rows.n; i++)
        xlsx_must(w, worksheet_set_row(w->page, s->rows.v[i].row,
                                       s->rows.v[i].height, NULL));
}

/* --- Rules ------------------------------------------------------------------
 */

static void write_validation(writer *w, const book_validation *v) {
    static const uint8_t kinds[] = {
        [BOOK_RULE_LIST] = LXW_VALIDATION_TYPE_LIST_FORMULA,
        [BOOK_RULE_NUMBER] = LXW_VALIDATION_TYPE_DECIMAL,
        [BOOK_RULE_WHOLE] = LXW_VALIDATION_TYPE_INTEGER,
        [BOOK_RULE_DATE] = LXW_VALIDATION_TYPE_DATE_NUMBER,
    };
    buf title = buf_new(w->a), message = buf_new(w->a);
    buf error = buf_new(w->a);
    lxw_data_validation d = {
        .validate = kinds[v->kind],
        .ignore_blank = LXW_VALIDATION_ON,
        .input_title = (char *)xlsx_z(&title, v->title, short_rule),
        .input_message = (char *)xlsx_z(&message, v->message, short_rule),
        .error_message = (char *)xlsx_z(&error, v->error, short_rule),
    };
    if (v->kind == BOOK_RULE_LIST) {
        d.value_formula = (char *)formula_z(w, v->formula);
    } else { /* the library keeps whole bounds as numbers too */
        d.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        d.minimum_number = v->low;
        d.maximum_number = v->high;
    }
    xlsx_must(w, worksheet_data_validation_range(
                     w->page, v->range.row1, v->range.column1, v->range.row2,
                     v->range.column2, &d));
}

/* Always by formula: the other kinds anchor on the wrong cell of a range of
   several columns, or take a rank of ten whatever is asked. */
static void write_condition(writer *w, const book_condition *k) {
    lxw_conditional_format f = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA,
        .value_string = (char *)formula_z(w, k->formula),
        .format = w->formats[k->format],
    };
    xlsx_must(w, worksheet_conditional_format_range(
                     w->page, k->range.row1, k->range.column1, k->range.row2,
                     k->range.column2, &f));
}

/* Cards: merged first, their cells then go over what the library wrote. */
static void write_merge(writer *w, const book_range *r) {
    xlsx_must(w, worksheet_merge_range(w->page, r->row1, r->column1, r->row2,
                                       r->column2, "", NULL));
}

static void write_bars(writer *w, const book_data_bar *b) {
    lxw_conditional_format f = {
        .type = LXW_CONDITIONAL_DATA_BAR,
        .data_bar_2010 = LXW_TRUE,
        .bar_solid = LXW_TRUE,
        .bar_no_border = LXW_TRUE,
        .bar_color = b->colour ? b->colour : LXW_COLOR_BLACK,
        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .min_value = b->low,
        .max_value = b->high,
    };
    xlsx_must(w, worksheet_conditional_format_range(
                     w->page, b->range.row1, b->range.column1, b->range.row2,
                     b->range.column2, &f));
}

static void write_rules(writer *w, const book_sheet *s) {
    for (size_t i = 0; i < s->validations.n; i++)
        write_validation(w, &s->validations.v[i]);
    for (size_t i = 0; i < s->conditions.n; i++)
        write_condition(w, &s->conditions.v[i]);
    for (size_t i = 0; i < s->bars.n; i++)
        write_bars(w, &s->bars.v[i]);
}

static void ignore_code_warnings(writer *w) {
    const book_sheet *s = w->sheet;
    if (s->codes.n == 0)
        return;
    w->text.n = 0;
    for (size_t i = 0; i < s->codes.n; i++) {
        if (i)
            buf_c(&w->text, ' ');
        buf_range_ref(&w->text, s->codes.v[i], false);
    }
    buf_c(&w->text, '\0');
    xlsx_must(w, worksheet_ignore_errors(
                     w->page, LXW_IGNORE_NUMBER_STORED_AS_TEXT, w->text.p));
}

/* A reader may filter and copy, not type over what is computed. */
static void protect(writer *w) {
    if (!w->sheet->protected)
        return;
    uint8_t rows = w->sheet->sortable ? LXW_TRUE : LXW_FALSE;
    lxw_protection o = {.autofilter = LXW_TRUE,
                        .insert_rows = rows,
                        .delete_rows = rows,
                        .sort = rows,
                        .format_columns = LXW_TRUE,
                        .format_rows = LXW_TRUE};
    worksheet_protect(w->page, NULL, &o);
}

void xlsx_write_sheet(writer *w, const book_sheet *s) {
    w->sheet = s;
    w->page = workbook_add_worksheet(
        w->workbook, xlsx_z(&w->text, s->name,
                            (xlsx_text_rule){BOOK_MAX_SHEET_NAME, true, true}));
    if (!w->page)
        arena_fault(w->a, "xlsx: a sheet name that was not checked");
    set_up_page(w);
    set_sizes(w);
    for (size_t i = 0; i < s->tables.n; i++)
        write_table(w, &s->tables.v[i]);
    for (size_t i = 0; i < s->merges.n; i++)
        write_merge(w, &s->merges.v[i]);
    for (size_t i = 0; i < s->cells.n; i++)
        write_cell(w, &s->cells.v[i]);
    write_rules(w, s);
    for (size_t i = 0; i < s->charts.n; i++)
        xlsx_write_chart(w, &s->charts.v[i]);
    ignore_code_warnings(w);
    protect(w);
}
