/* Indicators as series: last values, recent values, values over periods. */
#include "view/series_int.h"
#include "view/view_int.h"

enum { MOST_PERIODS = 60 };

view_indicator_list view_chart_indicators(const view_context *v,
                                          const template_chart *t) {
    LIST(const indicator *) all = {0};
    for (size_t i = 0; i < t->indicators.n; i++)
        if (t->indicators.v[i].to)
            list_push(v->a, &all, t->indicators.v[i].to);
    for (size_t i = 0; t->show && i < v->m->indicators.n; i++)
        if (indicator_shows(&v->m->indicators.v[i], t->show))
            list_push(v->a, &all, &v->m->indicators.v[i]);
    return (view_indicator_list){all.v, all.n, false, t->perimeter};
}

bool view_chart_clash(view_indicator_list l, const indicator *out[2]) {
    for (size_t i = 0; i < l.n; i++)
        for (size_t j = 0; j < l.v[i]->not_with.n; j++)
            for (size_t k = 0; k < l.n; k++)
                if (l.v[k] == l.v[i]->not_with.v[j].to) {
                    out[0] = l.v[i];
                    out[1] = l.v[k];
                    return true;
                }
    return false;
}

/* What all charts of indicators gather of them. */
static void gather(view_chart *c, view_indicator_list l) {
    for (size_t i = 0; i < l.n; i++) {
        view_add_unit(c, l.v[i]->unit);
        perimeter scope = l.scope ? l.scope : l.v[i]->perimeter;
        c->constant = c->constant || scope == PERIMETER_CONSTANT;
        c->current = c->current || (scope == PERIMETER_CURRENT && l.scope);
    }
}

static str name_of(view_indicator_list l, size_t i) {
    bool brief = !l.full && l.v[i]->short_title.n;
    return brief ? l.v[i]->short_title : l.v[i]->title;
}

static bool known(const figure *f) {
    return f && !f->why;
}

/* --- One category an indicator
 * --------------------------------------------------- */

/* « Apprentis, apprenants » where units differ, « ↓ » after what is to go
   down. */
static void name_categories(const view_context *v, view_chart *c,
                            view_indicator_list l) {
    gather(c, l);
    for (size_t i = 0; i < l.n; i++) {
        str name = name_of(l, i);
        bool bears =
            str_eq(l.v[i]->unit, S("%")) || str_eq(l.v[i]->unit, S("€"));
        if (c->other_unit.n && l.v[i]->unit.n && !bears)
            name = str_fmt(v->a, "%.*s, %.*s", STR_ARG(name),
                           STR_ARG(l.v[i]->unit));
        if (l.v[i]->sense == SENSE_DOWN)
            name = str_cat(v->a, name, S("\xC2\xA0↓"));
        c->lower_is_better = c->lower_is_better || l.v[i]->sense == SENSE_DOWN;
        list_push(v->a, &c->categories, name);
    }
}

/* The period that all share, as printed; empty when they differ. */
static str common_period(const view_context *v, const period *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!p[i].cal || !period_eq(p[i], p[0]))
            return STR_NONE;
    return n ? locale_period(v->a, p[0], false) : STR_NONE;
}

static str named(const view_context *v, const char *with, const char *without,
                 str when) {
    return when.n ? view_sentence(v, with, &when, 1) : view_phrase(v, without);
}

static void add_targets(const view_context *v, view_chart *c,
                        const calc_standing *s, size_t n) {
    period *p = NEW_ARRAY(v->a, period, n + 1);
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        if (s[i].target)
            p[found++] = s[i].target_period;
    if (!found)
        return;
    str name =
        named(v, "serie_cible_en", "serie_cible", common_period(v, p, found));
    view_series *t = view_add_series(v, c, name, VIEW_TARGET);
    for (size_t i = 0; i < n; i++)
        view_add_point(v, t, s[i].target);
}

/* A reference that is the last value itself says nothing more. */
static void add_references(const view_context *v, view_chart *c,
                           const calc_standing *s, size_t n) {
    view_series *r = view_add_series(v, c, view_phrase(v, "serie_reference"),
                                     VIEW_REFERENCE);
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        bool other = known(s[i].reference) && s[i].reference != s[i].last;
        found += other;
        view_add_point(v, r, other ? s[i].reference : NULL);
    }
    if (!found)
        c->series.n--;
}

static calc_standing *stand_all(const view_context *v, view_indicator_list l) {
    calc_standing *s = NEW_ARRAY(v->a, calc_standing, l.n + 1);
    for (size_t i = 0; i < l.n; i++)
        s[i] = calc_stand_in(v->c, l.v[i], l.scope);
    return s;
}

static void add_last(const view_context *v, view_chart *c,
                     const calc_standing *s, size_t n) {
    period *p = NEW_ARRAY(v->a, period, n + 1);
    for (size_t i = 0; i < n; i++)
        p[i] = s[i].last_period;
    str name = common_period(v, p, n);
    view_series *last = view_add_series(
        v, c, name.n ? name : view_phrase(v, "serie_derniere"), VIEW_OBSERVED);
    for (size_t i = 0; i < n; i++)
        view_add_point(v, last, s[i].last);
}

view_chart *view_chart_last(const view_context *v, view_indicator_list l,
                            bool targets) {
    view_chart *c = view_new_chart(v);
    const calc_standing *s = stand_all(v, l);
    name_categories(v, c, l);
    add_last(v, c, s, l.n);
    if (targets) {
        add_targets(v, c, s, l.n);
        add_references(v, c, s, l.n);
    }
    return c;
}

view_chart *view_chart_recent(const view_context *v, view_indicator_list l,
                              bool targets) {
    view_chart *c = view_new_chart(v);
    calc_standing *s = stand_all(v, l);
    period *p = NEW_ARRAY(v->a, period, l.n + 1);
    size_t found = 0;
    name_categories(v, c, l);
    for (size_t i = 0; i < l.n; i++)
        if (s[i].previous)
            p[found++] = s[i].previous_period;
    if (found) {
        str name = common_period(v, p, found);
        view_series *old = view_add_series(
            v, c, name.n ? name : view_phrase(v, "serie_precedente"),
            VIEW_OBSERVED);
        for (size_t i = 0; i < l.n; i++)
            view_add_point(v, old, s[i].previous);
    }
    add_last(v, c, s, l.n);
    if (targets)
        add_targets(v, c, s, l.n);
    return c;
}

/* --- Over periods
 * ---------------------------------------------------------------- */

typedef struct span_of_time {
    period from, to;
} span_of_time;

static void widen(span_of_time *t, period p) {
    if (!p.cal)
        return;
    if (!t->from.cal || period_cmp(p, t->from) < 0)
        t->from = p;
    if (!t->to.cal || period_cmp(p, t->to) > 0)
        t->to = p;
}

/* An indicator and the perimeter that it is read in. */
typedef struct named_indicator {
    const indicator *i;
    perimeter scope;
} named_indicator;

/* From the first known value to the last. */
static void widen_by_values(const view_context *v, span_of_time *t,
                            const indicator *i, perimeter scope) {
    const period *p;
    size_t n = calc_periods(v->c, i, NULL, &p);
    for (size_t k = 0; k < n; k++)
        if (known(calc_value_in(v->c, i, scope, p[k])))
            widen(t, p[k]);
}

static period *list_periods(const view_context *v, span_of_time t, size_t *n) {
    period *out = NEW_ARRAY(v->a, period, MOST_PERIODS);
    *n = 0;
    for (period p = t.from; p.cal && *n < MOST_PERIODS; p = period_next(p, 1)) {
        if (period_cmp(p, t.to) > 0)
            break;
        out[(*n)++] = p;
    }
    return out;
}

static void note_break(const view_context *v, view_chart *c, const indicator *i,
                       period p) {
    str note = STR_NONE, when = locale_period(v->a, p, false);
    for (size_t k = 0; k < i->breaks.n; k++)
        if (period_eq(i->breaks.v[k].period, p) && !i->breaks.v[k].level.to)
            note = str_trim(i->breaks.v[k].note.s);
    if (note.n && note.p[note.n - 1] == '.')
        note.n--;
    str args[] = {when, note};
    str said = note.n ? view_sentence(v, "rupture_notee", args, 2)
                      : view_sentence(v, "rupture", args, 1);
    for (size_t k = 0; k < c->break_notes.n; k++)
        if (str_eq(c->break_notes.v[k], said))
            return;
    list_push(v->a, &c->break_notes, said);
}

static bool has_break(const view_chart *c, uint32_t at) {
    for (size_t k = 0; k < c->breaks.n; k++)
        if (c->breaks.v[k] == at)
            return true;
    return false;
}

/* Values at each period in the last series, « a venir » left out; ruptures
   between known ones. */
static void add_observed(const view_context *v, view_chart *c,
                         const named_indicator *which, const period *p,
                         size_t n) {
    const indicator *i = which->i;
    view_series *s = list_last(&c->series);
    size_t before = SIZE_MAX;
    for (size_t k = 0; k < n; k++) {
        const figure *f = calc_value_in(v->c, i, which->scope, p[k]);
        view_add_point(v, s, known(f) ? f : NULL);
        if (!known(f))
            continue;
        bool cut = before != SIZE_MAX &&
                   !calc_comparable(v->c, i, NULL, p[before], p[k]);
        if (cut && !has_break(c, (uint32_t)k))
            list_push(v->a, &c->breaks, (uint32_t)k);
        if (cut)
            note_break(v, c, i, p[k]);
        before = k;
    }
}

/* The way that the targets ask for, from the reference. */
static void add_path(const view_context *v, view_chart *c,
                     const named_indicator *which, const period *p, size_t n) {
    const indicator *i = which->i;
    calc_standing stand = calc_stand_in(v->c, i, which->scope);
    if (!i->targets.n)
        return;
    view_series *s = view_add_series(v, c, view_phrase(v, "serie_cible_courte"),
                                     VIEW_TARGET);
    for (size_t k = 0; k < n; k++) {
        const figure *f = NULL;
        if (known(stand.reference) && period_eq(p[k], stand.reference_period))
            f = stand.reference;
        for (size_t j = 0; j < i->targets.n; j++)
            if (period_eq(p[k], i->targets.v[j].period))
                f = calc_target(v->c, i, j);
        view_add_point(v, s, f);
    }
}

view_chart *view_chart_periods(const view_context *v, view_indicator_list l,
                               bool targets) {
    view_chart *c = view_new_chart(v);
    span_of_time t = {0};
    gather(c, l);
    for (size_t i = 0; i < l.n; i++)
        widen_by_values(v, &t, l.v[i], l.scope);
    targets = targets && l.n == 1;
    for (size_t k = 0; targets && k < l.v[0]->targets.n; k++)
        widen(&t, l.v[0]->targets.v[k].period);
    size_t n;
    const period *p = list_periods(v, t, &n);
    for (size_t k = 0; k < n; k++)
        list_push(v->a, &c->categories, locale_period(v->a, p[k], false));
    for (size_t i = 0; i < l.n; i++) {
        view_add_series(v, c, name_of(l, i), VIEW_OBSERVED);
        named_indicator one = {l.v[i], l.scope};
        add_observed(v, c, &one, p, n);
    }
    if (targets)
        add_path(v, c, &(named_indicator){l.v[0], l.scope}, p, n);
    c->lower_is_better = l.n == 1 && l.v[0]->sense == SENSE_DOWN;
    return c;
}

/* « Places en Occitanie, places, 2023 à 2024 »: a trend has no axis to say its
   unit and its periods. */
static str trend_name(const view_context *v, const view_chart *alone,
                      const indicator *i) {
    const view_series *s = &alone->series.v[0];
    size_t first = SIZE_MAX, last = 0;
    for (size_t k = 0; k < s->points.n; k++)
        if (s->points.v[k]) {
            first = first == SIZE_MAX ? k : first;
            last = k;
        }
    if (first == SIZE_MAX)
        return s->name;
    bool bears = str_eq(i->unit, S("%")) || str_eq(i->unit, S("€"));
    str name = s->name;
    if (i->unit.n && !bears)
        name = str_fmt(v->a, "%.*s, %.*s", STR_ARG(name), STR_ARG(i->unit));
    str args[] = {name, alone->categories.v[first], alone->categories.v[last]};
    return view_sentence(v, "tendance_nom", args, 3);
}

static void add_trend(const view_context *v, view_chart *c,
                      const view_chart *alone, str name) {
    view_series *s = view_add_series(v, c, name, VIEW_OBSERVED);
    for (size_t k = 0; k < alone->series.v[0].points.n; k++) {
        if (has_break(alone, (uint32_t)k))
            view_add_point(v, s, NULL);
        view_add_point(v, s, alone->series.v[0].points.v[k]);
    }
    for (size_t k = 0; k < alone->break_notes.n; k++)
        list_push(v->a, &c->break_notes, alone->break_notes.v[k]);
}

view_chart *view_chart_trends(const view_context *v, view_indicator_list l) {
    view_chart *c = view_new_chart(v);
    for (size_t i = 0; i < l.n; i++) {
        view_indicator_list one = {&l.v[i], 1, l.full, l.scope};
        view_chart *alone = view_chart_periods(v, one, false);
        if (view_chart_values(alone) < 2)
            continue; /* a point is no trend */
        add_trend(v, c, alone, trend_name(v, alone, l.v[i]));
        gather(c, one);
    }
    return c;
}
