/* validate_values: indicators, their values and facts: provenance complete,
   one value a level and period, units that are units. */
#include "model/model_int.h"

#include "base/utf8.h"

/* Told of one indicator: the cause is one line of YAML. */
enum { MOST_ERRORS = 20 };

/* --- Provenance -------------------------------------------------------------
 */

static str measure_path(loader *l, const indicator *i, const measure *m) {
    buf out = buf_new(l->a);
    buf_z(&out, "valeurs › ");
    buf_str(&out, m->level == LEVEL_CAMPUS ? S("campus") : m->at.id);
    buf_z(&out, " › ");
    buf_period(&out, m->period);
    return str_fmt(l->a, "indicateur %.*s › %.*s", STR_ARG(i->head.id),
                   STR_ARG(buf_slice(&out)));
}

static diagnostic *report_measure(loader *l, diag_code code, const indicator *i,
                                  const measure *m) {
    buf p = buf_new(l->a);
    buf_period(&p, m->period);
    str level = m->level == LEVEL_CAMPUS ? S("campus") : m->at.id;
    diagnostic *d =
        DIAG_AT(l->sink, code, m->place, i->head.id, level, buf_take(&p));
    if (!d->path.n)
        d->path = measure_path(l, i, m);
    return d;
}

/* What is to come needs no source; what has none of its own is illustrative or
   wrong, never silent. */
static void check_provenance(loader *l, const indicator *i, const measure *m) {
    if (m->why == MISSING_TO_COME || m->why == MISSING_IRRELEVANT)
        return;
    if (!m->source.id.n && !m->illustrative)
        report_measure(l, E0233, i, m);
    if (m->why == MISSING_NONE && !m->status && !m->illustrative)
        report_measure(l, E0234, i, m);
}

static int compare_measures(const measure *x, const measure *y) {
    if (x->level != y->level)
        return (int)x->level - (int)y->level;
    int c = str_cmp(x->at.id, y->at.id);
    return c ? c : period_cmp(x->period, y->period);
}

/* Stable by insertion: values of one level come in runs. */
static void merge_sort(measure *v, measure *tmp, size_t n) {
    if (n < 2)
        return;
    size_t half = n / 2, i = 0, j = half, k = 0;
    merge_sort(v, tmp, half);
    merge_sort(v + half, tmp, n - half);
    while (i < half && j < n)
        tmp[k++] = compare_measures(&v[j], &v[i]) < 0 ? v[j++] : v[i++];
    while (i < half)
        tmp[k++] = v[i++];
    while (j < n)
        tmp[k++] = v[j++];
    memcpy(v, tmp, n * sizeof *v);
}

static void sort_measures(arena *a, indicator *i) {
    measure *v = i->values.v;
    size_t n = i->values.n, k = 1;
    while (k < n && compare_measures(&v[k], &v[k - 1]) >= 0)
        k++;
    if (k < n)
        merge_sort(v, NEW_ARRAY(a, measure, n), n);
}

static void check_doubles(loader *l, const indicator *i) {
    for (size_t k = 1; k < i->values.n; k++) {
        const measure *x = &i->values.v[k - 1], *y = &i->values.v[k];
        if (compare_measures(x, y) != 0)
            continue;
        diagnostic *d = report_measure(l, E0235, i, y);
        diag_note_at(l->sink, d, NOTE_GIVEN_HERE, x->place, y->at.id);
    }
}

/* --- Units -------------------------------------------------------------------
 */

static bool unit_letter(uint32_t cp) {
    return cp >= 0xC0 || (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
           cp == 0xB2 || cp == 0xB3;
}

/* A noun (« apprenants », « heures-stagiaires », « m³/h »), or « /10 ». */
static bool unit_is_noun(str s) {
    bool letters = false;
    for (size_t at = 0; at < s.n;) {
        uint32_t cp = utf8_next(s, &at);
        bool joins = cp == ' ' || cp == 0xA0 || cp == '-' || cp == '/' ||
                     cp == '\'' || cp == 0x2019 || cp == '.' ||
                     (cp >= '0' && cp <= '9');
        if (!unit_letter(cp) && !joins)
            return false;
        letters = letters || unit_letter(cp) || cp == '/';
    }
    return letters;
}

static bool unit_known(str s) {
    return str_eq(s, S("%")) || str_eq(s, S("€")) || str_eq(s, S("‰")) ||
           unit_is_noun(s);
}

static void check_unit(loader *l, const record_head *h, str unit) {
    if (unit.n && !unit_known(unit))
        MODEL_ERROR(l, E0236, h, S("unite"), unit);
}

/* One letter added, left out, changed, or swapped with the next. */
static bool one_slip(str a, str b) {
    if (a.n > b.n) {
        str t = a;
        a = b;
        b = t;
    }
    size_t i = 0;
    while (i < a.n && a.p[i] == b.p[i])
        i++;
    str x = str_sub(a, i, a.n), y = str_sub(b, i, b.n);
    if (y.n == x.n + 1)
        return str_eq(x, str_sub(y, 1, y.n));
    if (y.n != x.n || x.n == 0)
        return false;
    bool swapped = x.n > 1 && x.p[0] == y.p[1] && x.p[1] == y.p[0] &&
                   str_eq(str_sub(x, 2, x.n), str_sub(y, 2, y.n));
    return swapped || str_eq(str_sub(x, 1, x.n), str_sub(y, 1, y.n));
}

/* « aprenants » once beside « apprenants »: two units cannot be added. */
static void check_unit_spelling(loader *l, const indicator *i) {
    const indicator *near = NULL;
    if (i->unit.n < 4)
        return;
    for (size_t k = 0; k < l->m->indicators.n; k++) {
        const indicator *x = &l->m->indicators.v[k];
        if (x != i && str_eq(x->unit, i->unit))
            return;
        if (one_slip(x->unit, i->unit))
            near = x;
    }
    if (near)
        MODEL_ERROR(l, W0237, &i->head, S("unite"), i->unit, near->unit);
}

/* --- Indicators
 * ---------------------------------------------------------------- */

static void check_shape(loader *l, const indicator *i) {
    const record_head *h = &i->head;
    if (i->formula.s.n && !i->decimals.has)
        MODEL_ERROR(l, E0238, h, S("formule"), h->id);
    if (i->aggregation == AGGREGATION_WEIGHTED && !i->weights.id.n)
        MODEL_ERROR(l, E0239, h, S("agregation"), h->id);
    bool told = record_node(h, S("valeurs"), l->a) != NULL;
    if (!i->formula.s.n && i->values.n == 0 && !told)
        MODEL_ERROR(l, W0232, h, S("id"), h->id);
}

/* « 1.210 » apprentices: the point was to separate thousands. */
static void check_thousands(loader *l, const indicator *i, const measure *m) {
    bool counted = !i->decimals.has && unit_is_noun(i->unit);
    if (!counted || m->decimals != 3 || m->why != MISSING_NONE)
        return;
    buf p = buf_new(l->a);
    buf_period(&p, m->period);
    diagnostic *d =
        DIAG_AT(l->sink, W0137, m->place, i->head.id, buf_take(&p), i->unit);
    if (!d->path.n)
        d->path = measure_path(l, i, m);
}

static void check_indicator(loader *l, indicator *i) {
    check_shape(l, i);
    check_unit(l, &i->head, i->unit);
    check_unit_spelling(l, i);
    sort_measures(l->a, i);
    check_doubles(l, i);
    for (size_t k = 0; k < i->values.n; k++)
        check_thousands(l, i, &i->values.v[k]);
    size_t before = l->sink->errors;
    for (size_t k = 0; k < i->values.n; k++)
        if (l->sink->errors - before < MOST_ERRORS)
            check_provenance(l, i, &i->values.v[k]);
}

static void check_fact(loader *l, const fact *f) {
    const record_head *h = &f->head;
    check_unit(l, h, f->unit);
    if (f->why == MISSING_TO_COME || h->illustrative)
        return;
    if (!f->from.source.id.n)
        MODEL_ERROR(l, E0242, h, S("id"), h->id);
    if (!f->from.status && f->why == MISSING_NONE)
        MODEL_ERROR(l, E0243, h, S("id"), h->id);
}

void validate_values(loader *l) {
    for (size_t i = 0; i < l->m->indicators.n; i++)
        check_indicator(l, &l->m->indicators.v[i]);
    for (size_t i = 0; i < l->m->facts.n; i++)
        check_fact(l, &l->m->facts.v[i]);
}
