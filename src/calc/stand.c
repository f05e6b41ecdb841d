/*
 * Where an indicator stands at the campus: reference, last value, target, and
 * the state that charter §12 prints.
 *
 * The last value is held against what is due at its own period: the target of
 * that period; with `trajectoire: lineaire` the point of the straight path from
 * the reference (or the target before) to the next target; else the last target
 * already due. Atteint: the target itself is reached. En bonne voie: at least
 * `seuils.bonne_voie` percent of the way from the reference to what is due; à
 * surveiller: `seuils.surveiller`; below, en alerte. Nothing due yet: à venir.
 * A partial value, or one after a rupture, is held against nothing: non jugé.
 * Nor is one after which a period is known to have no value: a hole never makes
 * an older value look like the present.
 */
#include <math.h>

#include "calc/calc_int.h"

enum { ON_TRACK = 70, WATCH = 40 }; /* percent, unless `seuils` says */

static str derived_key(const calc *c, const indicator *i, const char *what,
                       period p) {
    buf b = buf_new(c->a);
    buf_fmt(&b, "%.*s@%s@", STR_ARG(i->head.id), what);
    buf_period(&b, p);
    return buf_take(&b);
}

static figure *derived(const calc *c, const calc_entry *e, const char *what,
                       period p, double v) {
    figure *f = NEW(c->a, figure);
    *f = (figure){.key = derived_key(c, e->ind, what, p),
                  .unit = e->ind->unit,
                  .decimals = e->decimals};
    calc_publish(c, e, f, v);
    return f;
}

/* A target may be typed with more decimals than the values are published. */
static figure *target_figure(const calc *c, const calc_entry *e,
                             const target *t) {
    figure *f = derived(c, e, "cible", t->period, t->value);
    if (num_round(t->value, e->decimals) != num_canon(t->value)) {
        buf b = buf_new(c->a);
        buf_num(&b, t->value);
        f->decimals = (int8_t)num_decimals(buf_take(&b));
        f->value = num_canon(t->value);
        f->text = locale_number(c->a, f->value, f->decimals);
    }
    f->marks = t->illustrative ? MARK_ILLUSTRATIVE : 0;
    return f;
}

const figure *calc_target(const calc *c, const indicator *i, size_t k) {
    return target_figure(c, calc_entry_of(c, i), &i->targets.v[k]);
}

static const baseline *baseline_of(const calc *c, const indicator *i) {
    for (size_t k = 0; k < i->baselines.n; k++)
        if (i->baselines.v[k].label.to &&
            str_eq(i->baselines.v[k].label.id, c->m->campus.label.head.id))
            return &i->baselines.v[k];
    return i->baselines.n ? &i->baselines.v[0] : NULL;
}

/* None is where holes are to be ignored. */
static bool is_partial(const figure *f) {
    return f->marks & MARK_PARTIAL;
}

/* The last known value and the one before; why a later period has none, NULL
   when none is listed. */
static const figure *find_last(const calc *c, const calc_entry *e,
                               perimeter scope, calc_standing *s) {
    const period *p;
    size_t n = calc_periods(c, e->ind, NULL, &p);
    const figure *later = NULL;
    for (size_t k = n; k > 0; k--) {
        const figure *f = calc_value_in(c, e->ind, scope, p[k - 1]);
        if (f->why) {
            if (!s->last && (!later || later->why == MISSING_IRRELEVANT))
                later = f;
            continue;
        }
        if (!s->last) {
            s->last = f;
            s->last_period = p[k - 1];
        } else {
            s->previous = f;
            s->previous_period = p[k - 1];
            return later;
        }
    }
    return later;
}

static bool comparable(const calc *c, const calc_entry *e, period a, period b) {
    return a.cal && b.cal && calc_comparable(c, e->ind, NULL, a, b);
}

static void find_trend(const calc *c, const calc_entry *e, calc_standing *s) {
    s->trend = 2;
    if (!s->last || !s->previous || is_partial(s->last) ||
        is_partial(s->previous) ||
        !comparable(c, e, s->previous_period, s->last_period))
        return;
    double d = s->last->value - s->previous->value;
    s->trend = (d > 0) - (d < 0);
}

/* The next target from the last value on, else the last one. */
static const target *shown_target(const calc_entry *e, const calc_standing *s) {
    for (size_t k = 0; k < e->ind->targets.n; k++) {
        const target *t = &e->ind->targets.v[k];
        if (!s->last || period_cmp(t->period, s->last_period) >= 0)
            return t;
    }
    return e->ind->targets.n ? list_last(&e->ind->targets) : NULL;
}

static double middle(period p) {
    return (date_days(period_first(p)) + date_days(period_last(p))) / 2.0;
}

/* The point of the path at the last period. */
static double on_path(period from, double v, const target *to, period at) {
    double span = middle(to->period) - middle(from);
    double way = span > 0 ? (middle(at) - middle(from)) / span : 1;
    return v + (to->value - v) * way;
}

static void find_due(const calc *c, const calc_entry *e, calc_standing *s) {
    const target *before = NULL, *next = NULL;
    for (size_t k = 0; k < e->ind->targets.n && !next; k++) {
        const target *t = &e->ind->targets.v[k];
        if (period_cmp(t->period, s->last_period) <= 0)
            before = t;
        else
            next = t;
    }
    bool now = before && period_eq(before->period, s->last_period);
    if (now || (before && e->ind->trajectory != TRAJECTORY_LINEAR) ||
        (before && !next)) {
        s->due = target_figure(c, e, before);
        return;
    }
    if (e->ind->trajectory != TRAJECTORY_LINEAR || !next)
        return;
    bool start = !before && s->reference && !s->reference->why &&
                 period_cmp(s->reference_period, s->last_period) < 0;
    if (before)
        s->due = derived(
            c, e, "trajectoire", s->last_period,
            on_path(before->period, before->value, next, s->last_period));
    else if (start)
        s->due = derived(c, e, "trajectoire", s->last_period,
                         on_path(s->reference_period, s->reference->value, next,
                                 s->last_period));
}

/* +1: higher is better, −1: lower, 0: no direction. */
static int direction(const calc_entry *e, const calc_standing *s) {
    if (e->ind->sense == SENSE_UP)
        return 1;
    if (e->ind->sense == SENSE_DOWN)
        return -1;
    if (!s->target || !s->reference || s->reference->why)
        return 0;
    double d = s->target->value - s->reference->value;
    return (d > 0) - (d < 0);
}

static bool reaches(double v, double aim, int sense) {
    return sense > 0 ? v >= aim : v <= aim;
}

/* Percent of the way from the reference to `aim`; without a reference (or when
   it is the aim) the ratio of the value to the aim. */
static bool way_to(const calc_standing *s, double aim, int sense, double *way) {
    double v = s->last->value;
    const figure *r = s->reference;
    if (r && !r->why && r->value != aim) {
        *way = 100 * (v - r->value) / (aim - r->value);
        return true;
    }
    double over = sense > 0 ? aim : v, under = sense > 0 ? v : aim;
    if (over == 0)
        return false;
    *way = 100 * under / over;
    return true;
}

static bool is_held(const calc *c, const calc_entry *e,
                    const calc_standing *s) {
    bool reference = s->reference && !s->reference->why;
    return !is_partial(s->last) &&
           (!reference ||
            comparable(c, e, s->reference_period, s->last_period)) &&
           (!reference || !is_partial(s->reference));
}

static indicator_state judge(const calc_entry *e, calc_standing *s) {
    int sense = direction(e, s);
    double way = 0;
    const thresholds *t = &e->ind->thresholds;
    if (!s->target || !sense)
        return STATE_IRRELEVANT;
    if (reaches(s->last->value, s->target->value, sense))
        return STATE_REACHED;
    if (!s->due)
        return STATE_TO_COME;
    bool path = str_find(s->due->key, S("@trajectoire@"), 0) != SIZE_MAX;
    if (!path && reaches(s->last->value, s->due->value, sense))
        return STATE_REACHED;
    if (!way_to(s, s->due->value, sense, &way))
        return STATE_UNJUDGED;
    if (way >= (t->on_track.has ? t->on_track.v : ON_TRACK))
        return STATE_ON_TRACK;
    return way >= (t->watch.has ? t->watch.v : WATCH) ? STATE_WATCH
                                                      : STATE_ALERT;
}

static indicator_state state_without_value(const calc_entry *e,
                                           const figure *reason) {
    static const indicator_state states[MISSING_COUNT] = {
        [MISSING_NONE] = STATE_UNKNOWN,
        [MISSING_UNAVAILABLE] = STATE_UNKNOWN,
        [MISSING_SECRET] = STATE_SECRET,
        [MISSING_IRRELEVANT] = STATE_IRRELEVANT,
        [MISSING_TO_COME] = STATE_TO_COME};
    if (reason)
        return states[reason->why];
    /* Only « a_venir » was typed, which no list of periods holds. */
    for (size_t k = 0; k < e->periods.n; k++)
        if (cell_of(e, -1, k)->f.why == MISSING_TO_COME)
            return STATE_TO_COME;
    return STATE_UNKNOWN;
}

static void find_progress(const calc *c, const calc_entry *e,
                          calc_standing *s) {
    double way;
    int sense = direction(e, s);
    if (!s->target || !sense || !s->reference || s->reference->why ||
        s->reference->value == s->target->value ||
        !way_to(s, s->target->value, sense, &way))
        return;
    figure *f = derived(c, e, "avancement", s->last_period, 0);
    f->decimals = 0;
    f->unit = S("%");
    f->value = num_round(way, 0);
    f->text = locale_number(c->a, f->value, 0);
    f->marks = s->last->marks | s->target->marks | s->reference->marks;
    s->progress = f;
}

static void find_gap(const calc *c, const calc_entry *e, calc_standing *s) {
    if (!s->target)
        return;
    int8_t d =
        s->target->decimals > e->decimals ? s->target->decimals : e->decimals;
    figure *f = derived(c, e, "ecart", s->last_period, 0);
    f->decimals = d;
    f->value = num_round(s->target->value - s->last->value, d);
    f->text = locale_number(c->a, f->value, d);
    f->unit = str_eq(e->ind->unit, S("%")) ? S("points") : e->ind->unit;
    f->marks = s->last->marks | s->target->marks;
    s->gap = f;
}

static calc_standing stand(const calc *c, const indicator *i, perimeter scope) {
    const calc_entry *e = calc_entry_of(c, i);
    calc_standing s = {.trend = 2};
    const baseline *base = baseline_of(c, i);
    const figure *later = find_last(c, e, scope, &s);
    if (base) {
        s.reference = calc_value_in(c, i, scope, base->period);
        s.reference_period = base->period;
    }
    const target *t = shown_target(e, &s);
    if (t) {
        s.target = target_figure(c, e, t);
        s.target_period = t->period;
    }
    if (!s.last) {
        s.missing = later;
        s.state = state_without_value(e, later);
        return s;
    }
    find_trend(c, e, &s);
    s.state = STATE_UNJUDGED;
    if (!is_held(c, e, &s))
        return s;
    find_due(c, e, &s);
    s.state = judge(e, &s);
    if (later && later->why != MISSING_IRRELEVANT)
        s.state = state_without_value(e, later);
    find_gap(c, e, &s);
    find_progress(c, e, &s);
    return s;
}

calc_standing calc_stand(const calc *c, const indicator *i) {
    return calc_stand_in(c, i, PERIMETER_ABSENT);
}

calc_standing calc_stand_in(const calc *c, const indicator *i,
                            perimeter scope) {
    calc_standing s = stand(c, i, scope);
    if (!c->whole)
        return s;
    calc_standing w = stand(c->whole, i, scope);
    s.gap = calc_dated(c, s.gap, w.gap);
    s.progress = calc_dated(c, s.progress, w.progress);
    s.due = calc_dated(c, s.due, w.due);
    return s;
}
