/* Values as they print: numbers by locale and unit, words of enumerations,
   names of records, what is missing with its reason. */
#include "view/view_int.h"

#include "model/model_types.h"

#include <math.h>

enum { MAX_FREE_DECIMALS = 2 };

static const str pending_word = STR_LITERAL("a_preciser");
static const str no_break = STR_LITERAL("\xC2\xA0");
static const str dash = STR_LITERAL("\xE2\x80\x93");

/* --- Cells -----------------------------------------------------------------
 */

view_cell view_plain(str text) {
    return (view_cell){.kind = text.n ? CELL_TEXT : CELL_EMPTY, .text = text};
}

view_cell view_figure(const figure *f) {
    return (view_cell){.kind = CELL_FIGURE, .figure = f, .text = f->text};
}

int view_decimals(double x) {
    for (int d = 0; d < MAX_FREE_DECIMALS; d++)
        if (num_round(x, d) == num_round(x, MAX_FREE_DECIMALS))
            return d;
    return MAX_FREE_DECIMALS;
}

view_cell view_number(const view_context *v, double x, int decimals, str unit,
                      str key) {
    figure *f = NEW(v->a, figure);
    f->key = key;
    f->value = num_round(x, decimals);
    f->decimals = (int8_t)decimals;
    f->unit = unit;
    f->text = locale_number(v->a, f->value, decimals);
    return view_figure(f);
}

view_cell view_year(const view_context *v, double year, str key) {
    view_cell c = view_number(v, year, 0, STR_NONE, key);
    ((figure *)c.figure)->text = str_fmt(v->a, "%d", (int)year);
    c.text = c.figure->text;
    c.year = true;
    return c;
}

view_cell view_amount(const view_context *v, const figure *f) {
    view_cell c = view_figure(f);
    if (f->why)
        c.text = view_missing(v, f->why);
    else if (f->value == 0)
        c.text = dash;
    return c;
}

static view_cell pending(const view_context *v) {
    return (view_cell){.kind = CELL_PENDING,
                       .text = view_phrase(v, "a_preciser")};
}

/* --- Names -----------------------------------------------------------------
 */

/* Classes of the model share their getter. */
const record_head *view_head(const view_context *v, expr_value e) {
    const expr_class *any = model_class(v->m, &type_partner);
    bool ours = e.kind == EXPR_RECORD && e.cls && e.record && any &&
                (e.cls->get == any->get ||
                 (v->c && e.cls == calc_indicator_class(v->c)));
    return ours ? e.record : NULL;
}

str view_record_name(const view_context *v, const expr_class *c,
                     const void *record) {
    static const char *const keys[] = {"nom", "intitule", "titre", "libelle",
                                       "poste"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const expr_field *f = c->field(c, str_z(keys[i]));
        if (!f)
            continue;
        expr_value x = c->get(c, f, record, v->a);
        if (!x.why && x.kind == EXPR_TEXT && x.text.n)
            return x.text;
    }
    return c->id ? c->id(c, record) : STR_NONE;
}

/* --- Numbers ---------------------------------------------------------------
 */

/* « % » and « € » belong to the number; other units are in head or prose. */
static bool unit_prints(str unit) {
    return str_eq(unit, S("%")) || str_eq(unit, S("€"));
}

static str with_unit(const view_context *v, str text, str unit) {
    if (!unit_prints(unit))
        return text;
    return str_cat(v->a, str_cat(v->a, text, no_break), unit);
}

static view_cell number_cell(const view_context *v, expr_value x, str unit) {
    if (x.figure) {
        view_cell c = view_figure(x.figure);
        c.text = x.figure->why ? view_missing(v, x.figure->why)
                               : with_unit(v, x.figure->text, x.figure->unit);
        return c;
    }
    str text = locale_number(v->a, num_round(x.number, MAX_FREE_DECIMALS),
                             view_decimals(x.number));
    return view_plain(with_unit(v, text, unit));
}

/* --- Texts -----------------------------------------------------------------
 */

static view_cell text_cell(const view_context *v, str text,
                           const expr_type *t) {
    const word_table *words = t ? view_words_of(t->words) : NULL;
    if (str_eq(text, pending_word))
        return pending(v);
    if (!words)
        return view_plain(text);
    int value = view_word_index(words, text);
    if (value < 0)
        return view_plain(text);
    view_cell c = view_state_cell(v, words, value);
    if (words == &words_partner_category) {
        c.kind = CELL_CATEGORY;
        c.category = (uint8_t)(value - 1);
    }
    return c;
}

static bool is_criterion(const expr_class *c) {
    return c && str_eq(c->name, S("critère"));
}

static view_cell list_cell(const view_context *v, expr_list l,
                           const expr_type *t) {
    view_cell c = {.kind = CELL_CRITERIA};
    expr_type element = t ? *t : (expr_type){0};
    element.kind = element.element;
    if (l.n && l.v[0].kind == EXPR_RECORD && is_criterion(l.v[0].cls)) {
        for (size_t i = 0; i < l.n; i++)
            list_push(v->a, &c.criteria,
                      l.v[i].cls->id(l.v[i].cls, l.v[i].record));
        return c;
    }
    if (l.n == 1)
        return view_value(v, l.v[0], &element);
    buf out = buf_new(v->a);
    for (size_t i = 0; i < l.n; i++) {
        if (out.n)
            buf_z(&out, ", ");
        buf_str(&out, view_value(v, l.v[i], &element).text);
    }
    return view_plain(buf_take(&out));
}

static view_cell missing_cell(const view_context *v, expr_value x) {
    if (x.kind == EXPR_NUMBER && x.figure)
        return number_cell(v, x, STR_NONE);
    if (x.kind == EXPR_NUMBER)
        return (view_cell){.kind = CELL_PENDING,
                           .text = view_missing(v, x.why)};
    if (x.kind == EXPR_LIST)
        return (view_cell){.kind = CELL_EMPTY};
    return (view_cell){.kind = CELL_PENDING, .text = view_phrase(v, "absent")};
}

static view_cell record_cell(const view_context *v, expr_value x) {
    if (!x.cls || !x.record)
        return (view_cell){.kind = CELL_EMPTY};
    view_cell c = view_plain(view_record_name(v, x.cls, x.record));
    if (is_criterion(x.cls)) {
        c = (view_cell){.kind = CELL_CRITERIA};
        list_push(v->a, &c.criteria, x.cls->id(x.cls, x.record));
    }
    c.record = x.record;
    return c;
}

static view_cell plain_value(const view_context *v, expr_value x,
                             const expr_type *t) {
    if (x.why)
        return missing_cell(v, x);
    switch (x.kind) {
    case EXPR_NUMBER:
        if (t && t->year)
            return view_plain(str_fmt(v->a, "%d", (int)x.number));
        return number_cell(v, x, t ? t->unit : STR_NONE);
    case EXPR_TEXT:
        return text_cell(v, x.text, t);
    case EXPR_BOOL:
        return (view_cell){.kind = CELL_YES_NO,
                           .yes = x.truth,
                           .text = view_phrase(v, x.truth ? "oui" : "non")};
    case EXPR_DATE:
        return (view_cell){
            .kind = CELL_DATE, .day = x.day, .text = locale_date(v->a, x.day)};
    case EXPR_PERIOD:
        return view_plain(locale_period(v->a, x.period, false));
    case EXPR_RECORD:
        return record_cell(v, x);
    case EXPR_LIST:
        return list_cell(v, x.list, t);
    case EXPR_SERIES:
    case EXPR_ANY:
        break;
    }
    return (view_cell){.kind = CELL_EMPTY};
}

view_cell view_value(const view_context *v, expr_value x, const expr_type *t) {
    view_cell c = plain_value(v, x, t);
    c.illustrative |= x.illustrative;
    return c;
}

view_cell view_action_state(const view_context *v, const action *a) {
    action_standing s = model_standing(v->m, a);
    if (!s.late || s.state == ACTION_BLOCKED)
        return view_state_cell(v, &words_action_state, (int)s.state);
    str months = str_fmt(v->a, "%d", (int)s.late_months);
    return (view_cell){.kind = CELL_STATE,
                       .sign = VIEW_SIGN_WATCH,
                       .text = view_sentence(v, "retard_mois", &months, 1)};
}
