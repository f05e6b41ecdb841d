/*
 * The live formula of each value.
 *
 * A cell of an establishment is observed, or computed on the cells of the same
 * establishment and period. The campus row aggregates the establishments, or is
 * computed on the campus rows of what it reads: a ratio of sums. With a hole,
 * or in another perimeter, calc runs a formula over some establishments only;
 * the formula then reads those cells, SUM($F$4:$F$6,$F$8).
 *
 * Whatever a formula reads, its value must be the published figure. The value
 * that emission computes from the cells is compared with it: a formula that
 * would say anything else is not written, the cell keeps the published number,
 * and the message W0766 says so.
 *
 * A formula over a thousand characters is made again with helper cells at the
 * end of its row (« Calcul intermédiaire »).
 */
#include "book/formulas_int.h"

#include "expr/expr_tree.h"

static bool reads_series(const expr_node *n) {
    if (n->kind == EXPR_N_SERIES)
        return true;
    for (size_t j = 0; j < n->kid_count; j++)
        if (n->kids[j] && reads_series(n->kids[j]))
            return true;
    return false;
}

/* The list of records that a formula counts; empty: none. */
static str list_read(const expr_node *n) {
    if (n->kind == EXPR_N_BINDING && n->type.kind == EXPR_LIST)
        return n->name;
    str found = STR_NONE;
    for (size_t j = 0; j < n->kid_count && !found.n; j++)
        if (n->kids[j])
            found = list_read(n->kids[j]);
    return found;
}

static bool typed_at(const maker *k, const value_row *r) {
    if (r->scope)
        return false;
    for (size_t i = 0; i < r->of->values.n; i++) {
        const measure *x = &r->of->values.v[i];
        const void *level = x->level == LEVEL_CAMPUS ? NULL : x->at.to;
        if (model_counts(k->v->m, x) && level == r->level.record &&
            period_eq(x->period, r->period))
            return true;
    }
    return false;
}

static bool agrees(const value_row *r, bool has, double value) {
    return has ? !r->f->why && value == r->f->value : r->f->why != 0;
}

static void not_live(maker *k, const value_row *r, const char *why, str what) {
    str args[] = {what};
    DIAG_AT(k->v->sink, W0766, r->of->head.place, r->f->key,
            book_sentence(k, why, args, 1));
}

static str missing_text(maker *k, const figure *f) {
    return view_missing(k->v, f->why ? f->why : MISSING_UNAVAILABLE);
}

/* --- Formulas
 * ------------------------------------------------------------------
 */

static emit_status emit(reading *x, const expr *e, emitted *got) {
    maker *k = x->k;
    int d = calc_decimals(k->v->c, x->at->of);
    str otherwise = missing_text(k, x->at->f);
    emit_sheet sheet = book_reader(x);
    emit_status s = book_emit(k->a, e, (emit_order){&sheet, d, otherwise}, got);
    bool good = s == EMIT_UNSUPPORTED ||
                (s == EMIT_DONE && got->formula.n <= EMIT_READABLE);
    if (good)
        return s;
    emitted pieces = {0};
    x->hoisting = true;
    sheet = book_reader(x);
    emit_status t =
        book_emit(k->a, e, (emit_order){&sheet, d, otherwise}, &pieces);
    if (t == EMIT_DONE && x->helpers.n) {
        *got = pieces;
        return t;
    }
    x->helpers.n = 0;
    return s;
}

static void say_why(maker *k, const value_row *r, emit_status s,
                    const expr_node *root) {
    str list = list_read(root);
    if (s == EMIT_LONG)
        not_live(k, r, "formule_longue", STR_NONE);
    else if (list.n)
        not_live(k, r, "formule_liste", list);
    else
        not_live(k, r, "formule_hors", STR_NONE);
}

static cell_formula computed(maker *k, const value_row *r, const expr *e) {
    const expr_node *root = expr_root(e);
    cell_formula out = {.origin = reads_series(root) ? ORIGIN_FORMULA
                                                     : ORIGIN_COUNTED};
    reading x = {.k = k, .at = r, .kept = {.all = true}};
    if (!r->level.record)
        x.kept = calc_kept(k->v->c, r->of, r->scope, r->period);
    emitted got = {0};
    emit_status s = emit(&x, e, &got);
    /* An operand that is in no cell is why the value itself is missing. */
    if (s == EMIT_ABSENT && r->f->why)
        return out;
    if (s != EMIT_DONE)
        say_why(k, r, s, root);
    else if (agrees(r, got.has, got.value))
        out.live = true;
    else if (r->f->why != MISSING_IRRELEVANT || !r->level.record)
        not_live(k, r, "formule_autre", STR_NONE);
    /* else: not of the network then, whatever its cells would give */
    out.text = got.formula;
    out.helpers = x.helpers.v;
    out.helper_count = out.live ? x.helpers.n : 0;
    return out;
}

/* --- Aggregates
 * ----------------------------------------------------------------
 */

static cell_formula summed(maker *k, const value_row *r) {
    cell_formula out = {.origin = ORIGIN_SUM};
    reading x = {.k = k,
                 .at = r,
                 .kept = calc_kept(k->v->c, r->of, r->scope, r->period)};
    aggregate g;
    if (!book_aggregate(&x, r->of, r->period, &g))
        return out;
    int d = calc_decimals(k->v->c, r->of);
    bool all = r->of->holes == HOLES_MISSING;
    str test = g.available;
    if (all && calc_rule(k->v->c, r->of) != AGGREGATION_WEIGHTED)
        test = str_fmt(k->a, "COUNT(%.*s)=%u", STR_ARG(g.refs), r->f->of);
    bool has = all ? g.known == r->f->of && g.has : g.has;
    out.text =
        book_guard(k->a, test, book_rounded(k->a, g.value, d, g.fraction),
                   missing_text(k, r->f));
    out.live =
        agrees(r, has, num_round(g.x, d)) && out.text.n <= EMIT_MAX_LENGTH;
    if (!out.live)
        not_live(k, r, "formule_autre", STR_NONE);
    return out;
}

cell_formula book_formula_of(maker *k, const value_row *r) {
    const expr *e = calc_formula(k->v->c, r->of);
    if (!e && r->level.record) /* typed or missing: the most of the rows */
        return (cell_formula){.origin = ORIGIN_OBSERVED};
    if (typed_at(k, r))
        return (cell_formula){.origin = r->level.record ? ORIGIN_OBSERVED
                                                        : ORIGIN_TOTAL};
    if (e)
        return computed(k, r, e);
    return summed(k, r);
}
