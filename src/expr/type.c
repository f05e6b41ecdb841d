/* Types: names find what they stand for, operators check their operands. A
   node whose error was reported has type EXPR_ANY, which agrees with all, so
   that one mistake gives one message. */
#include "expr/expr_int.h"

typedef expr_node *type_fn(typer *t, expr_node *n);

void expr_type_fail_n(typer *t, diag_code code, const expr_node *n,
                      const str *args, size_t count) {
    diag_report(t->sink, code, located_span(t->src, n->from, n->to), args,
                count);
    t->failed = true;
}

void expr_type_fail(typer *t, diag_code code, const expr_node *n, str arg0,
                    str arg1) {
    expr_type_fail_n(t, code, n, (const str[]){arg0, arg1}, 2);
}

str expr_type_name(arena *a, expr_type t) {
    static const char *const names[] = {
        [EXPR_ANY] = "valeur",       [EXPR_NUMBER] = "nombre",
        [EXPR_TEXT] = "texte",       [EXPR_BOOL] = "oui/non",
        [EXPR_DATE] = "date",        [EXPR_PERIOD] = "période",
        [EXPR_RECORD] = "fiche",     [EXPR_LIST] = "liste",
        [EXPR_SERIES] = "indicateur"};
    if (!t.cls || (t.kind != EXPR_RECORD && t.kind != EXPR_LIST))
        return str_z(names[t.kind]);
    str name = t.cls->name;
    return str_fmt(a, "%s (%.*s)", names[t.kind], STR_ARG(name));
}

static expr_type element_of(expr_type list) {
    list.kind = list.element;
    list.element = EXPR_ANY;
    return list;
}

static expr_type plain(expr_kind kind) {
    return (expr_type){.kind = kind};
}

expr_type expr_type_unite(expr_type x, expr_type y, bool *ok) {
    *ok = true;
    if (x.kind == EXPR_ANY)
        return y;
    if (y.kind == EXPR_ANY)
        return x;
    *ok = x.kind == y.kind && x.element == y.element && x.cls == y.cls &&
          expr_unit_agree(x.unit, y.unit);
    if (!*ok)
        return plain(EXPR_ANY);
    x.unit = expr_unit_sum(x.unit, y.unit);
    if (x.words != y.words) {
        x.words = NULL;
        x.word_count = 0;
    }
    return x;
}

/* --- Names ---------------------------------------------------------------- */

static bool find_in_frames(const typer *t, expr_node *n) {
    uint16_t up = 0;
    bool element = str_eq(n->name, S("element"));
    for (const frame_type *f = t->frame; f; f = f->up, up++) {
        n->up = up;
        if (element) {
            n->kind = EXPR_N_ELEMENT;
            n->type = f->type;
            return true;
        }
        if (f->type.kind != EXPR_RECORD || !f->type.cls)
            continue;
        const expr_field *field = f->type.cls->field(f->type.cls, n->name);
        if (field) {
            n->kind = EXPR_N_ITEM_FIELD;
            n->field = field;
            n->type = field->type;
            return true;
        }
    }
    return false;
}

static bool find_in_scope(const typer *t, expr_node *n) {
    for (const expr_scope *s = t->scope; s; s = s->parent)
        for (size_t i = 0; i < s->count; i++)
            if (str_eq(s->bindings[i].name, n->name)) {
                n->kind = EXPR_N_BINDING;
                n->type = s->bindings[i].type;
                return true;
            }
    return false;
}

static void note_series(typer *t, str name) {
    for (size_t i = 0; i < t->series.n; i++)
        if (str_eq(t->series.v[i], name))
            return;
    list_push(t->a, &t->series, name);
}

static bool find_in_host(typer *t, expr_node *n) {
    if (!t->host || !t->host->series)
        return false;
    str unit = STR_NONE;
    const void *series = t->host->series(t->host->self, n->name, &unit);
    if (!series)
        return false;
    n->kind = EXPR_N_SERIES;
    n->series = series;
    n->type = (expr_type){.kind = EXPR_SERIES, .unit = unit};
    note_series(t, n->name);
    return true;
}

typedef LIST(str) name_list;

static void add_names(arena *a, name_list *l, const str *names, size_t n) {
    for (size_t i = 0; i < n; i++)
        list_push(a, l, names[i]);
}

/* Names in sight, the nearest scope first. */
static name_list names_in_sight(typer *t) {
    name_list l = {0};
    for (const frame_type *f = t->frame; f; f = f->up)
        if (f->type.kind == EXPR_RECORD && f->type.cls)
            add_names(t->a, &l, f->type.cls->names, f->type.cls->name_count);
    for (const expr_scope *s = t->scope; s; s = s->parent)
        for (size_t i = 0; i < s->count; i++)
            list_push(t->a, &l, s->bindings[i].name);
    if (t->host)
        add_names(t->a, &l, t->host->names, t->host->name_count);
    return l;
}

static expr_node *type_of_name(typer *t, expr_node *n) {
    if (find_in_frames(t, n) || find_in_scope(t, n) || find_in_host(t, n))
        return n;
    name_list l = names_in_sight(t);
    str near = expr_nearest(t->a, n->name, l.v, l.n);
    if (near.n)
        expr_type_fail(t, E0310, n, n->name, near);
    else
        expr_type_fail(t, E0332, n, n->name, expr_list_names(t->a, l.v, l.n));
    return n;
}

static expr_node *type_of_field(typer *t, expr_node *n) {
    expr_node *of = n->kids[0] = expr_type_node(t, n->kids[0]);
    if (of->type.kind == EXPR_ANY)
        return n;
    const expr_class *c = of->type.cls;
    if (of->type.kind != EXPR_RECORD || !c) {
        expr_type_fail(t, E0315, n, S("."), expr_type_name(t->a, of->type));
        return n;
    }
    const expr_field *f = c->field(c, n->name);
    if (!f) {
        expr_node at = *n;
        at.from = n->to - (uint32_t)n->name.n;
        str near = expr_nearest(t->a, n->name, c->names, c->name_count);
        diag_code code = near.n ? E0311 : E0333;
        if (!near.n)
            near = expr_list_names(t->a, c->names, c->name_count);
        expr_type_fail_n(t, code, &at, (const str[]){n->name, c->name, near},
                         3);
        return n;
    }
    n->field = f;
    n->type = f->type;
    return n;
}

/* --- Indicators ----------------------------------------------------------- */

static expr_node *wrap(typer *t, expr_node_kind kind, expr_node *x,
                       size_t kids) {
    expr_node *n = expr_node_new(t->a, kind, x->from, x->to);
    n->kids = NEW_ARRAY(t->a, expr_node *, kids);
    n->kids[0] = x;
    n->kid_count = kids;
    n->depth = (uint16_t)(x->depth + 1);
    return n;
}

expr_node *expr_type_read(typer *t, expr_node *n) {
    if (n->type.kind != EXPR_SERIES)
        return n;
    expr_node *at = wrap(t, EXPR_N_AT, n, 3);
    at->type = (expr_type){.kind = EXPR_NUMBER, .unit = n->type.unit};
    return at;
}

/* A record of an indicator, e.g. the variable of a template's « pour », stands
   for the indicator. */
expr_node *expr_type_series(typer *t, expr_node *n) {
    if (n->type.kind != EXPR_RECORD || !n->type.cls ||
        !str_eq(n->type.cls->name, S("indicateur")))
        return n;
    expr_node *of = wrap(t, EXPR_N_SERIES_OF, n, 1);
    of->type = plain(EXPR_SERIES);
    return of;
}

/* A bare word inside [ ] is a variable, else an establishment (or the campus
   itself), else what the scope knows. */
static expr_node *type_place(typer *t, expr_node *n) {
    if (n->kind != EXPR_N_NAME)
        return expr_type_read(t, expr_type_node(t, n));
    if (find_in_frames(t, n))
        return n;
    const void *level = t->host && t->host->level
                            ? t->host->level(t->host->self, n->name)
                            : NULL;
    if (!level && find_in_scope(t, n))
        return n;
    if (!level) {
        expr_type_fail(t, E0331, n, n->name, STR_NONE);
        return n;
    }
    n->kind = EXPR_N_LEVEL;
    n->series = level;
    n->type = plain(EXPR_RECORD);
    return n;
}

static expr_node *type_index(typer *t, expr_node *n) {
    expr_node *s = expr_type_series(t, expr_type_node(t, n->kids[0]));
    expr_node *at = wrap(t, EXPR_N_AT, s, 3);
    at->from = n->from;
    at->to = n->to;
    at->type = (expr_type){.kind = EXPR_NUMBER, .unit = s->type.unit};
    if (s->type.kind != EXPR_SERIES && s->type.kind != EXPR_ANY)
        expr_type_fail(t, E0325, s, expr_type_name(t->a, s->type), STR_NONE);
    for (size_t i = 1; i < n->kid_count; i++) {
        expr_node *k = type_place(t, n->kids[i]);
        expr_kind kind = k->type.kind;
        bool when = kind == EXPR_PERIOD || kind == EXPR_NUMBER;
        bool where = kind == EXPR_RECORD || kind == EXPR_TEXT;
        if (kind == EXPR_ANY)
            continue;
        if ((!when && !where) || at->kids[when ? 2 : 1])
            expr_type_fail(t, E0326, k, STR_NONE, STR_NONE);
        at->kids[when ? 2 : 1] = k;
        if (k->depth >= at->depth)
            at->depth = (uint16_t)(k->depth + 1);
    }
    return at;
}

/* --- Operators ------------------------------------------------------------ */

static const char *const op_signs[EXPR_N_COUNT] = {
    [EXPR_N_NEG] = "-",  [EXPR_N_NOT] = "non", [EXPR_N_ADD] = "+",
    [EXPR_N_SUB] = "-",  [EXPR_N_MUL] = "*",   [EXPR_N_DIV] = "/",
    [EXPR_N_AND] = "et", [EXPR_N_OR] = "ou",   [EXPR_N_IN] = "dans"};

static void fail_operand(typer *t, const expr_node *op, const expr_node *x) {
    expr_type_fail(t, E0315, x, str_z(op_signs[op->kind]),
                   expr_type_name(t->a, x->type));
}

static bool one_is_any(const expr_node *n) {
    return n->kids[0]->type.kind == EXPR_ANY ||
           n->kids[1]->type.kind == EXPR_ANY;
}

static void type_kids(typer *t, expr_node *n) {
    for (size_t i = 0; i < n->kid_count; i++)
        n->kids[i] = expr_type_read(t, expr_type_node(t, n->kids[i]));
}

static void check_units(typer *t, const expr_node *n, str x, str y) {
    if (!expr_unit_agree(x, y))
        expr_type_fail(t, E0318, n, x, y);
}

/* Dates and periods take a number: days, and steps of their calendar. */
static bool type_time(expr_node *n, expr_kind x, expr_kind y) {
    bool minus = n->kind == EXPR_N_SUB, plus = n->kind == EXPR_N_ADD;
    if (minus && x == EXPR_DATE && y == EXPR_DATE) {
        n->type = (expr_type){.kind = EXPR_NUMBER, .unit = S("jours")};
        return true;
    }
    if ((minus || plus) && (x == EXPR_DATE || x == EXPR_PERIOD) &&
        y == EXPR_NUMBER) {
        n->type = plain(x);
        return true;
    }
    return false;
}

static expr_node *type_arithmetic(typer *t, expr_node *n) {
    type_kids(t, n);
    expr_type x = n->kids[0]->type, y = n->kids[1]->type;
    if (one_is_any(n))
        return n;
    if (type_time(n, x.kind, y.kind))
        return n;
    n->type = plain(EXPR_NUMBER);
    if (x.kind != EXPR_NUMBER || y.kind != EXPR_NUMBER) {
        fail_operand(t, n, n->kids[x.kind == EXPR_NUMBER]);
        n->type = plain(EXPR_ANY);
    } else if (n->kind == EXPR_N_MUL) {
        n->type.unit = expr_unit_product(x.unit, y.unit);
    } else if (n->kind == EXPR_N_DIV) {
        n->type.unit = expr_unit_quotient(x.unit, y.unit);
    } else {
        check_units(t, n, x.unit, y.unit);
        n->type.unit = expr_unit_sum(x.unit, y.unit);
    }
    return n;
}

static expr_node *type_negation(typer *t, expr_node *n) {
    type_kids(t, n);
    n->type = n->kids[0]->type;
    if (n->type.kind != EXPR_NUMBER && n->type.kind != EXPR_ANY) {
        fail_operand(t, n, n->kids[0]);
        n->type = plain(EXPR_ANY);
    }
    return n;
}

static expr_node *type_logic(typer *t, expr_node *n) {
    n->type = plain(EXPR_BOOL);
    for (size_t i = 0; i < n->kid_count; i++) {
        expr_node *k = n->kids[i] =
            expr_type_read(t, expr_type_node(t, n->kids[i]));
        if (n->kind == EXPR_N_OR && i == 0 && k->type.kind == EXPR_LIST) {
            expr_type_fail(t, E0324, n, STR_NONE, STR_NONE);
            return n;
        }
        if (k->type.kind != EXPR_BOOL && k->type.kind != EXPR_ANY)
            fail_operand(t, n, k);
    }
    return n;
}

/* --- Comparisons ---------------------------------------------------------- */

static bool comparable(expr_type x, expr_type y) {
    if (x.kind == EXPR_ANY || y.kind == EXPR_ANY)
        return true;
    if (x.kind == EXPR_LIST || y.kind == EXPR_LIST)
        return false;
    if (x.kind == EXPR_RECORD && y.kind == EXPR_RECORD)
        return !x.cls || !y.cls || x.cls == y.cls;
    return x.kind == y.kind || (x.kind == EXPR_RECORD && y.kind == EXPR_TEXT) ||
           (x.kind == EXPR_TEXT && y.kind == EXPR_RECORD) ||
           (x.kind == EXPR_PERIOD && y.kind == EXPR_NUMBER) ||
           (x.kind == EXPR_NUMBER && y.kind == EXPR_PERIOD);
}

static bool is_word(expr_type t, str s) {
    for (size_t i = 0; i < t.word_count; i++)
        if (str_eq(t.words[i], s))
            return true;
    return false;
}

/* A text literal compared with an enumerated field must be one of its words. */
static void check_word(typer *t, const expr_node *of, const expr_node *text) {
    if (!of->type.word_count || text->kind != EXPR_N_TEXT ||
        is_word(of->type, text->name) || !text->name.n)
        return;
    str near =
        expr_nearest(t->a, text->name, of->type.words, of->type.word_count);
    str field = of->name.n ? of->name : S("?");
    diag_code code = near.n ? E0317 : E0335;
    if (!near.n)
        near = expr_list_names(t->a, of->type.words, of->type.word_count);
    expr_type_fail_n(t, code, text, (const str[]){text->name, field, near}, 3);
}

/* `etat = faite`: the quotes were forgotten. */
static bool forgot_quotes(typer *t, const expr_node *x, expr_node *y) {
    if (y->kind != EXPR_N_NAME || !is_word(x->type, y->name))
        return false;
    if (find_in_frames(t, y) || find_in_scope(t, y))
        return false;
    expr_type_fail(t, E0330, y, y->name, STR_NONE);
    return true;
}

static void type_sides(typer *t, expr_node *n) {
    n->kids[0] = expr_type_read(t, expr_type_node(t, n->kids[0]));
    if (!forgot_quotes(t, n->kids[0], n->kids[1]))
        n->kids[1] = expr_type_read(t, expr_type_node(t, n->kids[1]));
    n->type = plain(EXPR_BOOL);
}

static void fail_compare(typer *t, const expr_node *n) {
    expr_type_fail(t, E0316, n, expr_type_name(t->a, n->kids[0]->type),
                   expr_type_name(t->a, n->kids[1]->type));
}

static expr_node *type_equality(typer *t, expr_node *n) {
    type_sides(t, n);
    expr_node *x = n->kids[0], *y = n->kids[1];
    if (!comparable(x->type, y->type))
        fail_compare(t, n);
    check_units(t, n, x->type.unit, y->type.unit);
    check_word(t, x, y);
    check_word(t, y, x);
    return n;
}

static expr_node *type_order(typer *t, expr_node *n) {
    type_sides(t, n);
    expr_type x = n->kids[0]->type, y = n->kids[1]->type;
    bool ordered =
        x.kind == y.kind &&
        (x.kind == EXPR_NUMBER || x.kind == EXPR_DATE || x.kind == EXPR_PERIOD);
    bool year =
        comparable(x, y) && (x.kind == EXPR_PERIOD || y.kind == EXPR_PERIOD);
    if (!one_is_any(n) && !ordered && !year)
        fail_compare(t, n);
    check_units(t, n, x.unit, y.unit);
    return n;
}

static expr_node *type_in(typer *t, expr_node *n) {
    type_sides(t, n);
    expr_node *x = n->kids[0], *y = n->kids[1];
    if (one_is_any(n) ||
        (x->type.kind == EXPR_DATE && y->type.kind == EXPR_PERIOD))
        return n;
    if (y->type.kind != EXPR_LIST)
        fail_operand(t, n, y);
    else if (!comparable(x->type, element_of(y->type)))
        fail_compare(t, n);
    else if (y->kind == EXPR_N_LIST)
        for (size_t i = 0; i < y->kid_count; i++)
            check_word(t, x, y->kids[i]);
    return n;
}

/* --- Lists ---------------------------------------------------------------- */

expr_node *expr_type_inside(typer *t, expr_type list, expr_node *n) {
    frame_type f = {t->frame, element_of(list)};
    if (t->frames >= EXPR_MAX_FRAMES) {
        expr_type_fail(t, E0320, n, STR_NONE, STR_NONE);
        return n;
    }
    t->frame = &f;
    t->frames++;
    n = expr_type_read(t, expr_type_node(t, n));
    t->frames--;
    t->frame = f.up;
    return n;
}

static expr_node *type_where(typer *t, expr_node *n) {
    expr_node *list = n->kids[0] = expr_type_node(t, n->kids[0]);
    if (list->type.kind == EXPR_ANY)
        return n;
    if (list->type.kind != EXPR_LIST) {
        expr_type_fail(t, E0323, list, expr_type_name(t->a, list->type),
                       STR_NONE);
        return n;
    }
    n->type = list->type;
    expr_node *c = n->kids[1] = expr_type_inside(t, list->type, n->kids[1]);
    if (c->type.kind != EXPR_BOOL && c->type.kind != EXPR_ANY)
        expr_type_fail(t, E0319, c, expr_type_name(t->a, c->type),
                       expr_type_name(t->a, plain(EXPR_BOOL)));
    return n;
}

static expr_node *type_list(typer *t, expr_node *n) {
    type_kids(t, n);
    expr_type all = plain(EXPR_ANY);
    for (size_t i = 0; i < n->kid_count; i++) {
        bool ok;
        expr_type was = all;
        all = expr_type_unite(all, n->kids[i]->type, &ok);
        if (!ok || n->kids[i]->type.kind == EXPR_LIST) {
            expr_type_fail_n(
                t, E0329, n->kids[i],
                (const str[]){S("[ ]"), expr_type_name(t->a, was),
                              expr_type_name(t->a, n->kids[i]->type)},
                3);
            return n;
        }
    }
    n->type = all;
    n->type.element = all.kind;
    n->type.kind = EXPR_LIST;
    return n;
}

static expr_node *type_literal(typer *t, expr_node *n) {
    static const expr_kind kinds[EXPR_N_COUNT] = {[EXPR_N_NUMBER] = EXPR_NUMBER,
                                                  [EXPR_N_TEXT] = EXPR_TEXT,
                                                  [EXPR_N_BOOL] = EXPR_BOOL,
                                                  [EXPR_N_DATE] = EXPR_DATE,
                                                  [EXPR_N_PERIOD] =
                                                      EXPR_PERIOD};
    (void)t;
    n->type = plain(kinds[n->kind]);
    return n;
}

/* What is made by typing is typed already. */
static expr_node *type_done(typer *t, expr_node *n) {
    (void)t;
    return n;
}

static type_fn *const table[EXPR_N_COUNT] = {
    [EXPR_N_ERROR] = type_done,     [EXPR_N_NAME] = type_of_name,
    [EXPR_N_INDEX] = type_index,    [EXPR_N_NUMBER] = type_literal,
    [EXPR_N_TEXT] = type_literal,   [EXPR_N_BOOL] = type_literal,
    [EXPR_N_DATE] = type_literal,   [EXPR_N_PERIOD] = type_literal,
    [EXPR_N_LIST] = type_list,      [EXPR_N_BINDING] = type_done,
    [EXPR_N_ELEMENT] = type_done,   [EXPR_N_ITEM_FIELD] = type_done,
    [EXPR_N_FIELD] = type_of_field, [EXPR_N_SERIES] = type_done,
    [EXPR_N_SERIES_OF] = type_done, [EXPR_N_LEVEL] = type_done,
    [EXPR_N_AT] = type_done,        [EXPR_N_NEG] = type_negation,
    [EXPR_N_NOT] = type_logic,      [EXPR_N_ADD] = type_arithmetic,
    [EXPR_N_SUB] = type_arithmetic, [EXPR_N_MUL] = type_arithmetic,
    [EXPR_N_DIV] = type_arithmetic, [EXPR_N_EQ] = type_equality,
    [EXPR_N_NE] = type_equality,    [EXPR_N_LT] = type_order,
    [EXPR_N_LE] = type_order,       [EXPR_N_GT] = type_order,
    [EXPR_N_GE] = type_order,       [EXPR_N_AND] = type_logic,
    [EXPR_N_OR] = type_logic,       [EXPR_N_IN] = type_in,
    [EXPR_N_WHERE] = type_where,    [EXPR_N_CALL] = expr_type_call,
};

expr_node *expr_type_node(typer *t, expr_node *n) {
    return table[n->kind](t, n);
}
