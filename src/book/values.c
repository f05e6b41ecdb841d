/* The sheet Valeurs: one row a value, by indicator, period, establishment; the
   campus row closes each period. Places are known before any formula. */
#include "book/book_int.h"

enum {
    VALUE_COLUMN = 5,
    HELPER_COLUMN = 12, /* after the table and a blank column */
    FROZEN_COLUMNS = 3
};

uint16_t book_values_column(void) {
    return VALUE_COLUMN;
}

uint16_t book_helpers_column(void) {
    return HELPER_COLUMN;
}

typedef LIST(value_row) value_rows;

typedef struct listing {
    maker *k;
    value_rows rows;
    LIST(book_cell) helpers; /* put once the table is closed */
    uint16_t helper_columns;
} listing;

/* --- Which values
 * -------------------------------------------------------------
 */

static bool is_listed(const period *p, size_t n, period x) {
    for (size_t i = 0; i < n; i++)
        if (period_eq(p[i], x))
            return true;
    return false;
}

static void add_periods(maker *k, const period *p, size_t n, period_list *out) {
    for (size_t i = 0; i < n; i++) {
        if (is_listed(out->v, out->n, p[i]))
            continue;
        list_push(k->a, out, p[i]);
        for (size_t j = out->n - 1;
             j > 0 && period_cmp(out->v[j - 1], out->v[j]) > 0; j--) {
            period swap = out->v[j];
            out->v[j] = out->v[j - 1];
            out->v[j - 1] = swap;
        }
    }
}

static period_list periods_of(maker *k, const indicator *i) {
    period_list all = {0};
    const period *p;
    const partner *const *partners;
    size_t n = calc_periods(k->v->c, i, NULL, &p);
    add_periods(k, p, n, &all);
    size_t levels = calc_levels(k->v->c, i, &partners);
    for (size_t j = 0; j < levels; j++) {
        n = calc_periods(k->v->c, i, partners[j], &p);
        add_periods(k, p, n, &all);
    }
    return all;
}

size_t book_value_levels(maker *k, const indicator *i, value_level **out) {
    const partner *const *partners;
    const course *const *courses;
    size_t n = calc_levels(k->v->c, i, &partners);
    size_t m = calc_courses(k->v->c, i, &courses);
    *out = NEW_ARRAY(k->a, value_level, n + m + 1);
    for (size_t j = 0; j < n; j++)
        (*out)[j] = (value_level){partners[j], false};
    for (size_t j = 0; j < m; j++)
        (*out)[n + j] = (value_level){courses[j], true};
    return n + m;
}

const figure *book_value_at(const maker *k, const indicator *i,
                            value_level level, period p) {
    if (level.by_course)
        return calc_course_value(k->v->c, i, level.record, p);
    return calc_value(k->v->c, i, level.record, p);
}

value_level book_level_of(const measure *m) {
    return (value_level){m->level == LEVEL_CAMPUS ? NULL : m->at.to,
                         m->level == LEVEL_COURSE};
}

str book_level_name(maker *k, value_level level) {
    if (!level.record)
        return book_phrase(k, "ensemble_campus");
    return level.by_course ? ((const course *)level.record)->title
                           : ((const partner *)level.record)->name;
}

static void add_row(listing *l, const indicator *i, value_level level,
                    period p) {
    const figure *f = book_value_at(l->k, i, level, p);
    if (f->why == MISSING_TO_COME || !f->key.n)
        return;
    list_push(l->k->a, &l->rows,
              (value_row){.of = i, .level = level, .period = p, .f = f});
}

/* The campus over the establishments that are there at all periods, where that
   is another figure. */
static void add_constant_row(listing *l, const indicator *i, period p) {
    const figure *f = calc_value_in(l->k->v->c, i, PERIMETER_CONSTANT, p);
    if (f == calc_value(l->k->v->c, i, NULL, p) || !f->key.n ||
        i->perimeter == PERIMETER_CONSTANT)
        return;
    list_push(
        l->k->a, &l->rows,
        (value_row){.of = i, .period = p, .scope = PERIMETER_CONSTANT, .f = f});
}

static void list_period(listing *l, const indicator *i, period p) {
    value_level *levels;
    size_t n = book_value_levels(l->k, i, &levels);
    for (size_t j = 0; j < n; j++)
        add_row(l, i, levels[j], p);
    add_row(l, i, (value_level){0}, p);
    add_constant_row(l, i, p);
}

static void list_values(listing *l) {
    const model *m = l->k->v->m;
    for (size_t i = 0; i < m->indicators.n; i++) {
        period_list all = periods_of(l->k, &m->indicators.v[i]);
        for (size_t j = 0; j < all.n; j++)
            list_period(l, &m->indicators.v[i], all.v[j]);
    }
    for (size_t i = 0; i < l->rows.n; i++) {
        l->rows.v[i].row = (uint32_t)(HEAD_ROW + 1 + i);
        map_put(&l->k->rows, l->rows.v[i].f->key, &l->rows.v[i]);
    }
}

/* --- Cells
 * ---------------------------------------------------------------------
 */

static void put_heads(pen *p) {
    static const char *const heads[] = {
        "colonne_cle",        "indicateur_code",       "indicateur_nom",
        "indicateur_periode", "colonne_etablissement", "#indicateur_valeur",
        "indicateur_unite",   "colonne_calcul",        "indicateur_couverture",
        "colonne_reserve",    "colonne_source"};
    book_write_heads(p, heads, sizeof heads / sizeof *heads);
}

static str level_name(maker *k, const value_row *r) {
    return r->scope ? book_phrase(k, "ensemble_constant")
                    : book_level_name(k, r->level);
}

static str origin_text(maker *k, const value_row *r, const cell_formula *c) {
    static const char *const words[ORIGIN_COUNT] = {
        [ORIGIN_OBSERVED] = "calcul_observe",
        [ORIGIN_TOTAL] = "calcul_total",
        [ORIGIN_FORMULA] = "calcul_formule",
        [ORIGIN_COUNTED] = "calcul_compte"};
    if (c->origin != ORIGIN_SUM)
        return book_phrase(k, words[c->origin]);
    aggregation rule = r->of->aggregation;
    return view_word(k->v, "aggregation",
                     rule ? (int)rule : (int)AGGREGATION_SUM);
}

static void put_live(pen *p, const value_row *r, str formula) {
    maker *k = p->k;
    book_role role = p->filled ? ROLE_TOTAL : ROLE_COMPUTED;
    book_cell *c =
        book_write_number(p, role, r->f->value, r->f->decimals, r->f->key);
    c->text = formula;
    c->kind = BOOK_FORMULA;
    if (!r->f->why)
        return;
    book_more *more = NEW(k->a, book_more);
    *more =
        (book_more){.key = r->f->key, .cached = view_missing(k->v, r->f->why)};
    c->kind = BOOK_FORMULA_TEXT;
    c->more = more;
    c->format = p->filled ? book_style_filled(k, ROLE_MISSING, 0)
                          : book_style_of(k, ROLE_MISSING, 0);
}

static str coverage_text(maker *k, const figure *f) {
    if (!f->of)
        return STR_NONE;
    return str_fmt(k->a, "%u/%u", f->known, f->of);
}

/* Unrounded, in the numbers of the theme. */
static void keep_helpers(listing *l, const value_row *r,
                         const cell_formula *c) {
    maker *k = l->k;
    static const book_more nothing = {0};
    for (size_t i = 0; i < c->helper_count; i++) {
        const helper_cell *h = &c->helpers[i];
        book_cell x = {.row = r->row,
                       .column = (uint16_t)(HELPER_COLUMN + i),
                       .kind = h->cell.has ? BOOK_FORMULA : BOOK_FORMULA_TEXT,
                       .number = h->cell.has ? h->cell.value : 0,
                       .format = book_style_of(k, ROLE_COMPUTED, 4),
                       .more = h->cell.has ? NULL : &nothing};
        x.text = str_eq(h->available, S("TRUE()"))
                     ? h->value
                     : str_fmt(k->a, "IF(%.*s,%.*s,\"\")",
                               STR_ARG(h->available), STR_ARG(h->value));
        list_push(k->a, &l->helpers, x);
    }
    if (c->helper_count > l->helper_columns)
        l->helper_columns = (uint16_t)c->helper_count;
}

/* Grouped and folded, never out of reach: a button opens them. */
static void put_helpers(listing *l, book_sheet *s) {
    maker *k = l->k;
    for (uint16_t i = 0; i < l->helper_columns; i++) {
        pen p = {.k = k,
                 .s = s,
                 .row = HEAD_ROW,
                 .column = (uint16_t)(HELPER_COLUMN + i)};
        str number[] = {str_fmt(k->a, "%u", i + 1u)};
        book_write_text(&p, ROLE_HEAD_NUMBER,
                        book_sentence(k, "calcul_intermediaire", number, 1));
        list_push(k->a, &s->columns,
                  (book_column){.column = (uint16_t)(HELPER_COLUMN + i),
                                .width = 14,
                                .level = 1});
    }
    for (size_t i = 0; i < l->helpers.n; i++)
        book_put(k->b, s, l->helpers.v[i]);
}

static void put_row(listing *l, book_sheet *s, const value_row *r) {
    maker *k = l->k;
    value_level *levels;
    bool whole = !r->level.record && book_value_levels(k, r->of, &levels) > 0;
    pen p = {.k = k, .s = s, .row = r->row, .filled = whole};
    cell_formula c = book_formula_of(k, r);
    book_role name = whole ? ROLE_STRONG : ROLE_TEXT;
    book_write_text(&p, ROLE_KEY, r->f->key);
    book_write_code(&p, r->of);
    book_write_text(&p, name, r->of->title);
    book_write_text(&p, ROLE_CODE, locale_period(k->a, r->period, false));
    book_write_text(&p, name, level_name(k, r));
    if (c.live)
        put_live(&p, r, c.text);
    else
        book_write_figure(&p, r->f);
    keep_helpers(l, r, &c);
    book_write_text(&p, ROLE_QUIET, r->of->unit);
    book_write_text(&p, ROLE_QUIET, origin_text(k, r, &c));
    book_write_text(&p, ROLE_CENTRE, coverage_text(k, r->f));
    book_write_text(&p, ROLE_QUIET,
                    r->f->why ? STR_NONE : book_marks_text(k, r->f->marks));
    book_write_text(&p, ROLE_QUIET, r->f->source);
}

void book_make_values(maker *k, const template_sheet *from) {
    book_sheet *s = book_sheet_open(k, from);
    listing l = {.k = k};
    list_values(&l);
    k->values = s;
    pen p = {.k = k, .s = s, .row = HEAD_ROW};
    put_heads(&p);
    for (size_t i = 0; i < l.rows.n; i++)
        put_row(&l, s, &l.rows.v[i]);
    book_sheet_width(k, s, 0, 9);
    book_sheet_width(k, s, 4, 30);
    book_sheet_width(k, s, 9, 20);
    book_sheet_width(k, s, 10, 32);
    book_sheet_close(k, s, "t_valeurs", FROZEN_COLUMNS);
    put_helpers(&l, s);
    if (l.rows.n)
        book_add_name(k->b, S("valeurs"), s,
                      (book_range){HEAD_ROW + 1, VALUE_COLUMN,
                                   (uint32_t)(HEAD_ROW + l.rows.n),
                                   VALUE_COLUMN});
}
