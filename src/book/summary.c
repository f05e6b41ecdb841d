/*
 * The sheet Synthèse: key figures, states by objective with a small line each,
 * charts. Every number is a formula that counts or reads the sheet Indicateurs;
 * the heads of the states are what it counts.
 */
#include "book/summary_int.h"

#include "doc/theme.h"

enum { CARD_ROW = HEAD_ROW, HEADS = HEAD_ROW + 4, CARDS = 4 };

static const indicator_state shown_states[STATES] = {
    STATE_REACHED, STATE_ON_TRACK, STATE_WATCH,
    STATE_ALERT,   STATE_TO_COME,  STATE_UNKNOWN};

static str state_text(maker *k, indicator_state s) {
    view_cell c = view_state(k->v, s);
    book_role role;
    return book_state_text(k, &c, &role);
}

/* --- Counting ---------------------------------------------------------------
 */

static str column_ref(const summary *y, uint16_t column) {
    maker *k = y->k;
    buf out = buf_new(k->a);
    uint32_t last = HEAD_ROW + k->indicator_rows;
    buf_sheet_ref(&out, k->indicators);
    buf_range_ref(&out, (book_range){HEAD_ROW + 1, column, last, column}, true);
    return buf_take(&out);
}

static str text_at(const book_sheet *s, uint32_t row, uint16_t column) {
    const book_cell *c = book_cell_at(s, row, column);
    return c && c->kind == BOOK_TEXT ? c->text : STR_NONE;
}

/* Texts of the two columns that are counted, read once. */
static void read_indicators(summary *y) {
    maker *k = y->k;
    y->n = k->indicator_rows;
    y->codes = NEW_ARRAY(k->a, str, y->n + 1);
    y->states = NEW_ARRAY(k->a, str, y->n + 1);
    for (uint32_t i = 0; i < y->n; i++) {
        uint32_t row = HEAD_ROW + 1 + i;
        y->codes[i] = text_at(k->indicators, row, INDICATOR_OBJECTIVE);
        y->states[i] = text_at(k->indicators, row, INDICATOR_STATE);
    }
}

/* Empty: any. */
static double count(const summary *y, str code, str state) {
    double n = 0;
    for (size_t i = 0; i < y->n; i++)
        n += (!code.n || str_eq(y->codes[i], code)) &&
             (!state.n || str_eq(y->states[i], state));
    return n;
}

static book_cell *put_formula(pen *p, book_role role, double x, str formula) {
    book_cell *c = book_write_number(p, role, x, 0, STR_NONE);
    book_make_formula(p->k, c, formula);
    return c;
}

/* --- Cards ------------------------------------------------------------------
 */

typedef struct card {
    const char *label, *note;
    indicator_state one, other; /* other: STATE_COUNT for none */
} card;

static const card cards[CARDS] = {
    {"synthese_atteints", "synthese_atteints_note", STATE_REACHED, STATE_COUNT},
    {"synthese_en_voie", "synthese_en_voie_note", STATE_ON_TRACK, STATE_COUNT},
    {"synthese_vigilance", "synthese_vigilance_note", STATE_WATCH, STATE_ALERT},
    {"synthese_renseignes", NULL, STATE_COUNT, STATE_COUNT}};

static str counted(const summary *y, const card *c, double *x) {
    maker *k = y->k;
    str states = column_ref(y, INDICATOR_STATE);
    if (c->one == STATE_COUNT) {
        str last = column_ref(y, INDICATOR_LAST);
        for (size_t i = 0; i < k->indicators->cells.n; i++) {
            const book_cell *v = &k->indicators->cells.v[i];
            *x += v->column == INDICATOR_LAST && v->row > HEAD_ROW &&
                  (v->kind == BOOK_NUMBER || v->kind == BOOK_FORMULA);
        }
        return str_fmt(k->a, "COUNT(%.*s)", STR_ARG(last));
    }
    str one = state_text(k, c->one);
    *x = count(y, STR_NONE, one);
    str formula =
        str_fmt(k->a, "COUNTIFS(%.*s,\"%.*s\")", STR_ARG(states), STR_ARG(one));
    if (c->other == STATE_COUNT)
        return formula;
    str other = state_text(k, c->other);
    *x += count(y, STR_NONE, other);
    return str_fmt(k->a, "%.*s+COUNTIFS(%.*s,\"%.*s\")", STR_ARG(formula),
                   STR_ARG(states), STR_ARG(other));
}

static void merge_card(summary *y, uint32_t row, const book_range *at) {
    book_range r = {row, at->column1, row, at->column2};
    list_push(y->k->a, &y->s->merges, r);
    for (uint16_t c = (uint16_t)(r.column1 + 1); c <= r.column2; c++) {
        pen p = {.k = y->k, .s = y->s, .row = row, .column = c};
        static const book_role roles[] = {ROLE_CARD_LABEL, ROLE_CARD_VALUE,
                                          ROLE_CARD_NOTE};
        book_write_text(&p, roles[row - CARD_ROW], STR_NONE);
    }
}

static void put_card(summary *y, const card *c, book_range at) {
    maker *k = y->k;
    double x = 0;
    str formula = counted(y, c, &x);
    pen p = {.k = k, .s = y->s, .row = CARD_ROW, .column = at.column1};
    book_write_text(&p, ROLE_CARD_LABEL, book_phrase(k, c->label));
    p = (pen){.k = k, .s = y->s, .row = CARD_ROW + 1, .column = at.column1};
    put_formula(&p, ROLE_CARD_VALUE, x, formula);
    p = (pen){.k = k, .s = y->s, .row = CARD_ROW + 2, .column = at.column1};
    if (c->note)
        book_write_text(&p, ROLE_CARD_NOTE, book_phrase(k, c->note));
    for (uint32_t row = CARD_ROW; row < CARD_ROW + 3; row++)
        merge_card(y, row, &at);
}

/* « sur 44 indicateurs suivis », under the last card: the total, its words in
   the format. */
static void put_followed(summary *y, uint16_t column) {
    maker *k = y->k;
    str number[] = {S("\"#,##0\"")};
    str words = book_sentence(k, "synthese_suivis", number, 1);
    pen p = {.k = k, .s = y->s, .row = CARD_ROW + 2, .column = column};
    book_cell *c = put_formula(&p, ROLE_CARD_NOTE, (double)y->n,
                               book_cell_ref(k->a, y->total, ALL_COLUMN));
    book_format f = k->b->formats.v[c->format];
    f.number = str_fmt(k->a, "\"%.*s\"", STR_ARG(words));
    c->format = book_format_add(k->b, f);
}

/* --- States by objective ----------------------------------------------------
 */

static void put_heads(summary *y) {
    maker *k = y->k;
    pen p = {.k = k, .s = y->s, .row = HEADS};
    book_write_head(&p, "synthese_numero", false);
    book_write_head(&p, "colonne_objectif", false);
    book_write_head(&p, "synthese_indicateurs", true);
    for (size_t i = 0; i < STATES; i++)
        book_write_text(&p, ROLE_HEAD_NUMBER, state_text(k, shown_states[i]));
    book_write_head(&p, "synthese_autres", true);
    book_write_head(&p, "synthese_evolution", false);
    book_write_head(&p, "synthese_trace", false);
}

/* Counts of one row: all, by state, and what is left. `formula` gives the
   text for a column. */
static void put_counts(summary *y, uint32_t row, book_role role,
                       const double *counts, const str *formulas) {
    maker *k = y->k;
    pen p = {.k = k, .s = y->s, .row = row, .column = ALL_COLUMN};
    double left = counts[0];
    p.filled = role == ROLE_TOTAL;
    for (size_t i = 0; i <= STATES; i++) {
        put_formula(&p, role, counts[i], formulas[i]);
        left -= i ? counts[i] : 0;
    }
    buf sum = buf_new(k->a);
    buf_cell_ref(&sum, row, ALL_COLUMN, false);
    buf_z(&sum, "-SUM(");
    buf_range_ref(&sum,
                  (book_range){row, FIRST_STATE, row, FIRST_STATE + STATES - 1},
                  false);
    buf_c(&sum, ')');
    put_formula(&p, role, left, buf_take(&sum));
}

/* The first indicator of the objective that has a line. */
static const path_rows *path_of(const summary *y, const objective *o) {
    for (size_t i = 0; i < o->indicators.n; i++) {
        const path_rows *r = map_get(&y->k->paths, o->indicators.v[i].id);
        if (r && r->known >= 2)
            return r;
    }
    return NULL;
}

static void put_mini(summary *y, uint32_t row, const path_rows *r,
                     bool filled) {
    pen p = {.k = y->k, .s = y->s, .row = row, .column = MINI_COLUMN};
    p.filled = filled;
    book_write_text(&p, ROLE_TEXT, STR_NONE);
    if (!r) {
        book_write_text(&p, ROLE_QUIET, STR_NONE);
        return;
    }
    book_write_text(&p, ROLE_QUIET, r->of->title);
    book_chart c = book_path_chart(y->k, r, true);
    c.area = (book_range){row, MINI_COLUMN, row, MINI_COLUMN};
    list_push(y->k->a, &y->s->charts, c);
}

static void put_objective(summary *y, uint32_t row, const objective *o) {
    maker *k = y->k;
    pen p = {.k = k, .s = y->s, .row = row};
    double counts[STATES + 1] = {count(y, o->code, STR_NONE)};
    str formulas[STATES + 1];
    str codes = column_ref(y, INDICATOR_OBJECTIVE);
    str states = column_ref(y, INDICATOR_STATE);
    book_write_text(&p, ROLE_CENTRE, o->code);
    book_write_text(&p, ROLE_TEXT, o->title);
    str code = str_fmt(k->a, "$A%u", row + 1);
    formulas[0] =
        str_fmt(k->a, "COUNTIFS(%.*s,%.*s)", STR_ARG(codes), STR_ARG(code));
    for (size_t i = 0; i < STATES; i++) {
        buf head = buf_new(k->a);
        buf_cell_ref(&head, HEADS, (uint16_t)(FIRST_STATE + i), true);
        str at = buf_take(&head);
        counts[i + 1] = count(y, o->code, state_text(k, shown_states[i]));
        formulas[i + 1] =
            str_fmt(k->a, "COUNTIFS(%.*s,%.*s,%.*s,%.*s)", STR_ARG(codes),
                    STR_ARG(code), STR_ARG(states), STR_ARG(at));
    }
    put_counts(y, row, ROLE_COMPUTED, counts, formulas);
    put_mini(y, row, path_of(y, o), false);
}

/* The whole: each state counted again over all indicators, so that it is not
   the sum of what stands above. */
static void total_of(summary *y, double *counts, str *formulas) {
    maker *k = y->k;
    str states = column_ref(y, INDICATOR_STATE);
    counts[0] = (double)y->n;
    buf keys = buf_new(k->a);
    buf_z(&keys, "COUNTIFS(");
    buf_str(&keys, column_ref(y, 0));
    buf_z(&keys, ",\"<>\")");
    formulas[0] = buf_take(&keys);
    for (size_t i = 0; i < STATES; i++) {
        buf head = buf_new(k->a);
        buf_cell_ref(&head, HEADS, (uint16_t)(FIRST_STATE + i), true);
        str at = buf_take(&head);
        counts[i + 1] = count(y, STR_NONE, state_text(k, shown_states[i]));
        formulas[i + 1] =
            str_fmt(k->a, "COUNTIFS(%.*s,%.*s)", STR_ARG(states), STR_ARG(at));
    }
}

/* What no objective names: the total less the rows above. */
static void put_others(summary *y, uint32_t row) {
    maker *k = y->k;
    double counts[STATES + 1];
    str formulas[STATES + 1];
    total_of(y, counts, formulas);
    for (size_t i = 0; i <= STATES; i++) {
        uint16_t column = (uint16_t)(ALL_COLUMN + i);
        buf out = buf_new(k->a);
        buf_cell_ref(&out, row + 1, column, false);
        buf_z(&out, "-SUM(");
        buf_range_ref(&out, (book_range){HEADS, column, row - 1, column},
                      false);
        buf_c(&out, ')');
        formulas[i] = buf_take(&out);
        for (size_t j = 0; j < y->s->cells.n; j++) {
            const book_cell *c = &y->s->cells.v[j];
            if (c->column == column && c->row > HEADS && c->row < row)
                counts[i] -= c->number;
        }
    }
    pen p = {.k = k, .s = y->s, .row = row};
    book_write_text(&p, ROLE_CENTRE, STR_NONE);
    book_write_text(&p, ROLE_TEXT, book_phrase(k, "synthese_hors_objectif"));
    put_counts(y, row, ROLE_COMPUTED, counts, formulas);
    put_mini(y, row, NULL, false);
}

static void put_total(summary *y, uint32_t row) {
    double counts[STATES + 1];
    str formulas[STATES + 1];
    pen p = {.k = y->k, .s = y->s, .row = row, .filled = true};
    total_of(y, counts, formulas);
    book_write_text(&p, ROLE_CENTRE, STR_NONE);
    book_write_text(&p, ROLE_STRONG, book_phrase(y->k, "total"));
    put_counts(y, row, ROLE_TOTAL, counts, formulas);
    put_mini(y, row, NULL, true);
    y->total = row;
}

static void put_table(summary *y) {
    const model *m = y->k->v->m;
    uint32_t row = HEADS + 1;
    put_heads(y);
    y->first = row;
    for (size_t i = 0; i < m->objectives.n; i++)
        put_objective(y, row++, &m->objectives.v[i]);
    put_others(y, row++);
    put_total(y, row);
}

/* --- The sheet --------------------------------------------------------------
 */

static void set_sizes(summary *y) {
    static const double widths[SUMMARY_COLUMNS] = {5,  58, 11, 10, 14, 12,
                                                   11, 10, 16, 10, 30, 42};
    maker *k = y->k;
    for (uint16_t c = 0; c < SUMMARY_COLUMNS; c++)
        book_sheet_width(k, y->s, c, widths[c]);
    book_sheet_close(k, y->s, NULL, 0);
    y->s->freeze_rows = 0; /* a page, not a list */
    y->s->repeat_count = 0;
    y->s->one_page = true;
    list_push(k->a, &y->s->rows, (book_row){CARD_ROW, 18});
    list_push(k->a, &y->s->rows, (book_row){CARD_ROW + 1, 36});
    list_push(k->a, &y->s->rows, (book_row){CARD_ROW + 2, 18});
    list_push(k->a, &y->s->rows, (book_row){CARD_ROW + 3, 9});
    list_push(k->a, &y->s->rows, (book_row){HEADS, 30});
    for (uint32_t row = HEADS + 1; row <= y->total; row++)
        list_push(k->a, &y->s->rows, (book_row){row, 27});
}

void book_make_summary(maker *k, const template_sheet *from) {
    if (!k->indicators)
        DIAG_AT(k->v->sink, E0773, from->head.place, from->name.s);
    if (!k->indicators || !k->indicator_rows)
        return;
    static const book_range places[CARDS] = {{.column1 = 0, .column2 = 1},
                                             {.column1 = 2, .column2 = 5},
                                             {.column1 = 6, .column2 = 9},
                                             {.column1 = 10, .column2 = 11}};
    summary y = {.k = k, .s = book_sheet_open(k, from)};
    read_indicators(&y);
    for (size_t i = 0; i < CARDS; i++)
        put_card(&y, &cards[i], places[i]);
    put_table(&y);
    put_followed(&y, places[CARDS - 1].column1);
    set_sizes(&y);
    k->summary = y.s;
    book_summary_charts(&y);
}
