/* Charts of the plan through the library, in the plan's colours: no frame, no
   background, light grid, one accent. Sizes come from the cells they cover. */
#include "xlsx/xlsx_int.h"

enum { DEFAULT_WIDTH = 480, DEFAULT_HEIGHT = 288 }; /* the library's chart */

/* Black is 0 for the plan; for the library 0 says « no colour ». */
static lxw_color_t colour(uint32_t rgb) {
    return rgb == 0 ? LXW_COLOR_BLACK : rgb;
}

static lxw_chart_font font(uint32_t rgb, double size, bool bold) {
    return (lxw_chart_font){
        .size = size,
        .bold = bold ? LXW_TRUE : LXW_EXPLICIT_FALSE,
        .color = colour(rgb),
    };
}

static bool is_stacked(const book_chart *c) {
    return c->kind == BOOK_CHART_COLUMN_STACKED ||
           c->kind == BOOK_CHART_BAR_STACKED ||
           c->kind == BOOK_CHART_BAR_SHARES;
}

static bool is_lying(const book_chart *c) {
    return c->kind == BOOK_CHART_BAR || c->kind == BOOK_CHART_BAR_STACKED ||
           c->kind == BOOK_CHART_BAR_SHARES;
}

/* --- Series -----------------------------------------------------------------
 */

static const char *reference(writer *w, const book_sheet *s, book_range r) {
    buf out = buf_new(w->a);
    buf_c(&out, '=');
    buf_sheet_ref(&out, s);
    buf_cell_ref(&out, r.row1, r.column1, true);
    buf_c(&out, ':');
    buf_cell_ref(&out, r.row2, r.column2, true);
    buf_c(&out, '\0');
    return out.p;
}

static void style_line(lxw_chart_series *to, const book_chart *c,
                       const book_series *s) {
    lxw_chart_line line = {.color = colour(s->colour),
                           .width = s->dashed ? 1.25f : 2.0f,
                           .dash_type = s->dashed ? LXW_CHART_LINE_DASH_DASH
                                                  : LXW_CHART_LINE_DASH_SOLID};
    chart_series_set_line(to, &line);
    lxw_chart_fill fill = {.color =
                               s->dashed ? LXW_COLOR_WHITE : colour(s->colour)};
    lxw_chart_line edge = {.color =
                               s->dashed ? colour(s->colour) : LXW_COLOR_WHITE,
                           .width = 0.75f};
    chart_series_set_marker_type(to, s->dashed ? LXW_CHART_MARKER_DIAMOND
                                               : LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(to, c->mini ? 4 : s->dashed ? 5 : 6);
    chart_series_set_marker_fill(to, &fill);
    chart_series_set_marker_line(to, &edge);
}

/* Neighbours are told apart by their edges too, in grey as in colour. */
static void style_bars(lxw_chart_series *to, const book_chart *c,
                       const book_series *s) {
    lxw_chart_fill fill = {.color = colour(s->colour)};
    lxw_chart_line edge = {.color = s->outlined ? colour(c->accent)
                                                : LXW_COLOR_WHITE,
                           .width = 0.75f};
    chart_series_set_fill(to, &fill);
    chart_series_set_line(to, &edge);
}

static void style_points(writer *w, lxw_chart_series *to, const book_chart *c) {
    size_t n = c->points.n;
    lxw_chart_point **list = NEW_ARRAY(w->a, lxw_chart_point *, n + 1);
    for (size_t i = 0; i < n; i++) {
        lxw_chart_fill *fill = NEW(w->a, lxw_chart_fill);
        lxw_chart_line *edge = NEW(w->a, lxw_chart_line);
        *fill = (lxw_chart_fill){.color = colour(c->points.v[i])};
        *edge = (lxw_chart_line){.color = LXW_COLOR_WHITE, .width = 1.5f};
        list[i] = NEW(w->a, lxw_chart_point);
        *list[i] = (lxw_chart_point){.fill = fill, .line = edge};
    }
    xlsx_must(w, chart_series_set_points(to, list));
}

/* Grey level of a colour: what stands on it is white or ink. */
static bool is_dark(uint32_t rgb) {
    unsigned grey =
        (rgb >> 16 & 255) * 30 + (rgb >> 8 & 255) * 59 + (rgb & 255) * 11;
    return grey < 14000;
}

static void label_points(writer *w, lxw_chart_series *to, const book_chart *c) {
    size_t n = c->points.n;
    lxw_chart_data_label **list =
        NEW_ARRAY(w->a, lxw_chart_data_label *, n + 1);
    for (size_t i = 0; i < n; i++) {
        lxw_chart_font *f = NEW(w->a, lxw_chart_font);
        *f = font(is_dark(c->points.v[i]) ? 0xFFFFFF : c->ink, 9, true);
        list[i] = NEW(w->a, lxw_chart_data_label);
        list[i]->font = f;
    }
    xlsx_must(w, chart_series_set_labels_custom(to, list));
}

static void label_values(writer *w, lxw_chart_series *to, const book_chart *c,
                         const book_series *s) {
    bool inside = is_stacked(c) || c->kind == BOOK_CHART_DOUGHNUT;
    bool on_dark = inside && is_dark(s->colour);
    lxw_chart_font f = font(on_dark ? 0xFFFFFF : c->ink, 9, true);
    chart_series_set_labels(to);
    chart_series_set_labels_font(to, &f);
    if (!str_empty(c->number))
        chart_series_set_labels_num_format(
            to, xlsx_z(&w->text, c->number, xlsx_chart_rule));
    if (c->kind == BOOK_CHART_DOUGHNUT)
        label_points(w, to, c);
    if (c->kind == BOOK_CHART_LINE)
        chart_series_set_labels_position(to, LXW_CHART_LABEL_POSITION_ABOVE);
    else if (!inside)
        chart_series_set_labels_position(to,
                                         LXW_CHART_LABEL_POSITION_OUTSIDE_END);
}

/* A segment of no length draws no edge. */
static void hide_empty(writer *w, lxw_chart_series *to, const book_series *s) {
    size_t n;
    const book_cell **cells = book_cells_of(w->a, s->sheet, s->values, &n);
    lxw_chart_point **list = NEW_ARRAY(w->a, lxw_chart_point *, n + 1);
    lxw_chart_line *none = NEW(w->a, lxw_chart_line);
    none->none = LXW_TRUE;
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        bool empty = !cells[i] || cells[i]->number == 0;
        list[i] = NEW(w->a, lxw_chart_point);
        if (empty)
            list[i]->line = none;
        any = any || empty;
    }
    if (any)
        xlsx_must(w, chart_series_set_points(to, list));
}

static void add_series(writer *w, lxw_chart *chart, const book_chart *c,
                       const book_series *s) {
    lxw_chart_series *to =
        chart_add_series(chart, reference(w, s->sheet, s->categories),
                         reference(w, s->sheet, s->values));
    if (!to)
        arena_fault(w->a, "xlsx: a series that was not checked");
    if (!str_empty(s->name))
        xlsx_chart_text(w, &to->title.name, s->name);
    if (c->kind == BOOK_CHART_LINE)
        style_line(to, c, s);
    else if (c->kind == BOOK_CHART_DOUGHNUT)
        style_points(w, to, c);
    else
        style_bars(to, c, s);
    if (is_stacked(c) && s->outlined)
        hide_empty(w, to, s);
    if (s->labelled)
        label_values(w, to, c, s);
    xlsx_fill_cache(w, to->categories, s->sheet, s->categories, true);
    xlsx_fill_cache(w, to->values, s->sheet, s->values, false);
}

/* --- Axes -------------------------------------------------------------------
 */

/* Many periods: smaller, so that they need not lean. */
static double axis_size(const book_chart *c) {
    enum { MANY = 6 };
    book_range r = c->series.v[0].categories;
    unsigned n = r.row2 - r.row1 + r.column2 - r.column1 + 1u;
    return c->kind == BOOK_CHART_LINE && n > MANY ? 8 : 9;
}

static void style_axis(writer *w, lxw_chart_axis *axis, const book_chart *c,
                       str title) {
    lxw_chart_font small = font(c->quiet, axis_size(c), false);
    chart_axis_set_num_font(axis, &small);
    if (str_empty(title))
        return;
    xlsx_chart_text(w, &axis->title.name, title);
    chart_axis_set_name_font(axis, &small);
}

/* Every bar that bears its value needs no scale. */
static bool all_labelled(const book_chart *c) {
    for (size_t i = 0; i < c->series.n; i++)
        if (!c->series.v[i].labelled && !c->series.v[i].dashed)
            return false;
    return c->kind != BOOK_CHART_LINE;
}

static bool has_negative(writer *w, const book_chart *c) {
    for (size_t i = 0; i < c->series.n; i++) {
        size_t n;
        const book_cell **cells = book_cells_of(w->a, c->series.v[i].sheet,
                                                c->series.v[i].values, &n);
        for (size_t j = 0; j < n; j++)
            if (cells[j] && cells[j]->number < 0)
                return true;
    }
    return false;
}

/* A bar is as long as its number: it starts from zero. */
static void set_scale(writer *w, lxw_chart_axis *axis, const book_chart *c) {
    if (c->bounded) {
        chart_axis_set_min(axis, c->low);
        chart_axis_set_max(axis, c->high);
    } else if (c->kind != BOOK_CHART_LINE && !has_negative(w, c)) {
        chart_axis_set_min(axis, 0);
    }
}

static void set_values_axis(writer *w, lxw_chart_axis *axis,
                            const book_chart *c) {
    lxw_chart_line none = {.none = LXW_TRUE};
    lxw_chart_line grid = {.color = colour(c->grid), .width = 0.5f};
    style_axis(w, axis, c, c->y_title);
    chart_axis_set_line(axis, &none);
    chart_axis_set_major_tick_mark(axis, LXW_CHART_AXIS_TICK_MARK_NONE);
    bool plain = all_labelled(c);
    chart_axis_major_gridlines_set_visible(axis, !plain);
    if (plain)
        chart_axis_set_label_position(axis, LXW_CHART_AXIS_LABEL_POSITION_NONE);
    else
        chart_axis_major_gridlines_set_line(axis, &grid);
    if (!str_empty(c->number))
        chart_axis_set_num_format(axis,
                                  xlsx_z(&w->text, c->number, xlsx_chart_rule));
    set_scale(w, axis, c);
}

/* For lying bars the library's x axis is still that of the values. */
static void set_axes(writer *w, lxw_chart *chart, const book_chart *c) {
    lxw_chart_axis *categories = is_lying(c) ? chart->y_axis : chart->x_axis;
    lxw_chart_axis *values = is_lying(c) ? chart->x_axis : chart->y_axis;
    lxw_chart_line line = {.color = colour(c->quiet), .width = 0.75f};
    if (c->mini) {
        chart_axis_off(categories);
        chart_axis_off(values);
        chart_axis_major_gridlines_set_visible(values, LXW_FALSE);
        chart_axis_major_gridlines_set_visible(categories, LXW_FALSE);
        set_scale(w, values, c);
        return;
    }
    style_axis(w, categories, c, c->x_title);
    chart_axis_set_line(categories, &line);
    chart_axis_set_major_tick_mark(categories, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_major_gridlines_set_visible(categories, LXW_FALSE);
    if (is_lying(c)) {
        chart_axis_set_reverse(categories);
        chart_axis_set_interval_unit(categories, 1); /* none is left out */
    }
    set_values_axis(w, values, c);
}

/* --- The chart --------------------------------------------------------------
 */

static lxw_chart *make_chart(writer *w, const book_chart *c) {
    static const uint8_t kinds[] = {
        [BOOK_CHART_COLUMN] = LXW_CHART_COLUMN,
        [BOOK_CHART_COLUMN_STACKED] = LXW_CHART_COLUMN_STACKED,
        [BOOK_CHART_BAR] = LXW_CHART_BAR,
        [BOOK_CHART_BAR_STACKED] = LXW_CHART_BAR_STACKED,
        [BOOK_CHART_BAR_SHARES] = LXW_CHART_BAR_STACKED_PERCENT,
        [BOOK_CHART_LINE] = LXW_CHART_LINE,
        [BOOK_CHART_DOUGHNUT] = LXW_CHART_DOUGHNUT,
    };
    lxw_chart *chart = workbook_add_chart(w->workbook, kinds[c->kind]);
    if (!chart)
        arena_fault(w->a, "xlsx: no chart");
    return chart;
}

static void set_title(writer *w, lxw_chart *chart, const book_chart *c) {
    if (str_empty(c->title) || c->mini) {
        chart_title_off(chart);
        return;
    }
    lxw_chart_font f = font(c->ink, 11, true);
    xlsx_chart_text(w, &chart->title.name, c->title);
    chart_title_set_name_font(chart, &f);
}

/* A part of no length has no entry: cells of the sheet are its formulas. */
static void trim_legend(writer *w, lxw_chart *chart, const book_chart *c) {
    const book_series *s = &c->series.v[0];
    size_t n, at = 0;
    const book_cell **cells = book_cells_of(w->a, s->sheet, s->values, &n);
    int16_t *none = NEW_ARRAY(w->a, int16_t, n + 1);
    for (size_t i = 0; i < n; i++)
        if (!cells[i] || cells[i]->number == 0)
            none[at++] = (int16_t)i;
    none[at] = -1;
    if (at && at < n)
        xlsx_must(w, chart_legend_delete_series(chart, none));
}

static void set_ground(lxw_chart *chart, const book_chart *c) {
    lxw_chart_line none = {.none = LXW_TRUE};
    lxw_chart_fill clear = {.none = LXW_TRUE};
    lxw_chart_font f = font(c->ink, 9, false);
    chart_chartarea_set_line(chart, &none);
    chart_chartarea_set_fill(chart, &clear);
    chart_plotarea_set_fill(chart, &clear);
    chart_plotarea_set_line(chart, &none);
    chart_legend_set_position(chart, c->legend && !c->mini
                                         ? LXW_CHART_LEGEND_BOTTOM
                                         : LXW_CHART_LEGEND_NONE);
    if (c->legend && !c->mini)
        chart_legend_set_font(chart, &f);
    chart_show_blanks_as(chart, c->bridged ? LXW_CHART_BLANKS_AS_CONNECTED
                                           : LXW_CHART_BLANKS_AS_GAP);
    if (c->kind == BOOK_CHART_DOUGHNUT)
        chart_set_hole_size(chart, 58);
    else if (c->kind != BOOK_CHART_LINE)
        chart_set_series_gap(chart, is_stacked(c) ? 30 : 60);
    if (is_stacked(c))
        chart_set_series_overlap(chart, 100);
}

static void insert(writer *w, lxw_chart *chart, const book_chart *c) {
    uint32_t width = 0, height = 0;
    for (unsigned x = c->area.column1; x <= c->area.column2; x++)
        width += book_column_pixels(w->sheet, (uint16_t)x);
    for (uint32_t y = c->area.row1; y <= c->area.row2; y++)
        height += book_row_pixels(w->sheet, y);
    lxw_chart_options o = {
        .x_offset = c->inset,
        .y_offset = c->inset,
        .x_scale = (width - 2.0 * c->inset) / DEFAULT_WIDTH,
        .y_scale = (height - 2.0 * c->inset) / DEFAULT_HEIGHT,
        .object_position = LXW_OBJECT_MOVE_AND_SIZE,
        .description = (char *)xlsx_z(&w->text, c->alt, xlsx_alt_rule),
    };
    xlsx_must(w, worksheet_insert_chart_opt(w->page, c->area.row1,
                                            c->area.column1, chart, &o));
}

void xlsx_write_chart(writer *w, const book_chart *c) {
    lxw_chart *chart = make_chart(w, c);
    for (size_t i = 0; i < c->series.n; i++)
        add_series(w, chart, c, &c->series.v[i]);
    set_title(w, chart, c);
    if (c->kind != BOOK_CHART_DOUGHNUT)
        set_axes(w, chart, c);
    set_ground(chart, c);
    if (c->kind == BOOK_CHART_DOUGHNUT && c->legend)
        trim_legend(w, chart, c);
    insert(w, chart, c);
}
