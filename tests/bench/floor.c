/*
 * The yardstick of `make bench`: what libxlsxwriter itself needs to write the
 * workbook « multi »: 10 sheets of 1,000 rows and 12 columns, 20,000 formulas,
 * 10 charts. Its content is fixed: a time is only ever compared with it on the
 * same machine, in turn.
 *
 *     floor OUT.xlsx
 */
#include <stdbool.h>
#include <stdio.h>
#include <xlsxwriter.h>

enum { SHEETS = 10, ROWS = 1000, COLUMNS = 12 };

static const char *const heads[COLUMNS] = {
    "Code", "Indicateur", "Référent", "Date",  "2022", "2023",
    "2024", "2025",       "Total",    "Cible", "Taux", "Budget"};
static const char *const people[] = {"DFP", "DRI", "CFA", "Région"};

typedef struct formats {
    lxw_format *head, *whole, *percent, *date, *euro, *red;
} formats;

static formats add_formats(lxw_workbook *wb) {
    formats f = {workbook_add_format(wb), workbook_add_format(wb),
                 workbook_add_format(wb), workbook_add_format(wb),
                 workbook_add_format(wb), workbook_add_format(wb)};
    format_set_bold(f.head);
    format_set_bg_color(f.head, 0xDBE5F1);
    format_set_border(f.head, LXW_BORDER_THIN);
    format_set_num_format(f.whole, "# ##0");
    format_set_num_format(f.percent, "0.0 %");
    format_set_num_format(f.date, "dd/mm/yyyy");
    format_set_num_format(f.euro, "# ##0.00 €");
    format_set_bg_color(f.red, 0xFFC7CE);
    format_set_font_color(f.red, 0x9C0006);
    return f;
}

static void write_row(lxw_worksheet *ws, const formats *f, int sheet, int r) {
    lxw_row_t row = (lxw_row_t)r;
    char b[64];
    snprintf(b, sizeof b, "I%02d-%06d", sheet, r);
    worksheet_write_string(ws, row, 0, b, NULL);
    snprintf(b, sizeof b, "Indicateur de résultat %d", r % 37);
    worksheet_write_string(ws, row, 1, b, NULL);
    worksheet_write_string(ws, row, 2, people[r & 3], NULL);
    worksheet_write_number(ws, row, 3, 45000 + r % 900, f->date);
    double total = 0, value = 0;
    for (int c = 4; c < 8; c++) {
        value = (double)((r * 7919L + c * 104729L + sheet) % 9000 + 100);
        total += value;
        worksheet_write_number(ws, row, (lxw_col_t)c, value, f->whole);
    }
    double target = (double)((r * 31) % 30000 + 5000);
    snprintf(b, sizeof b, "=SUM(E%d:H%d)", r + 1, r + 1);
    worksheet_write_formula_num(ws, row, 8, b, f->whole, total);
    worksheet_write_number(ws, row, 9, target, f->whole);
    snprintf(b, sizeof b, "=IF(J%d=0,0,I%d/J%d)", r + 1, r + 1, r + 1);
    worksheet_write_formula_num(ws, row, 10, b, f->percent, total / target);
    worksheet_write_number(ws, row, 11, value * 12.5, f->euro);
}

static void add_rules(lxw_worksheet *ws, const formats *f) {
    lxw_conditional_format low = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                  .criteria =
                                      LXW_CONDITIONAL_CRITERIA_LESS_THAN,
                                  .value = .8,
                                  .format = f->red};
    worksheet_conditional_format_range(ws, 1, 10, ROWS, 10, &low);
    lxw_conditional_format bar = {.type = LXW_CONDITIONAL_DATA_BAR};
    worksheet_conditional_format_range(ws, 1, 8, ROWS, 8, &bar);
    char *list[] = {"DFP", "DRI", "CFA", "Région", NULL};
    lxw_data_validation choice = {.validate = LXW_VALIDATION_TYPE_LIST,
                                  .value_list = list};
    worksheet_data_validation_range(ws, 1, 2, ROWS, 2, &choice);
    worksheet_freeze_panes(ws, 1, 2);
    worksheet_autofilter(ws, 0, 0, ROWS, 11);
}

static void add_chart(lxw_workbook *wb, lxw_worksheet *ws, const char *name,
                      bool line) {
    lxw_chart *chart =
        workbook_add_chart(wb, line ? LXW_CHART_LINE : LXW_CHART_COLUMN);
    for (lxw_col_t c = 4; c < 8; c++) {
        lxw_chart_series *s = chart_add_series(chart, NULL, NULL);
        chart_series_set_name_range(s, name, 0, c);
        chart_series_set_categories(s, name, 1, 0, 20, 0);
        chart_series_set_values(s, name, 1, c, 20, c);
    }
    chart_title_set_name(chart, name);
    worksheet_insert_chart(ws, 1, 13, chart);
}

int main(int argc, char **argv) {
    if (argc != 2)
        return 2;
    lxw_workbook *wb = workbook_new(argv[1]);
    formats f = add_formats(wb);
    for (int s = 0; s < SHEETS; s++) {
        char name[32];
        snprintf(name, sizeof name, "Objectif %d", s + 1);
        lxw_worksheet *ws = workbook_add_worksheet(wb, name);
        for (int c = 0; c < COLUMNS; c++)
            worksheet_write_string(ws, 0, (lxw_col_t)c, heads[c], f.head);
        for (int r = 1; r <= ROWS; r++)
            write_row(ws, &f, s, r);
        add_rules(ws, &f);
        add_chart(wb, ws, name, s % 2);
    }
    return (int)workbook_close(wb);
}
