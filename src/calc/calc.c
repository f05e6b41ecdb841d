/* Runs the stage, and answers for what it found. */
#include "calc/calc_int.h"

#include <math.h>

/* --- Shared --------------------------------------------------------------- */

calc_entry *calc_entry_of(const calc *c, const indicator *i) {
    return i ? map_get(&c->by_id, i->head.id) : NULL;
}

void calc_report(const calc *c, const calc_entry *e, diag_code code, span at,
                 const str args[DIAG_ARGS]) {
    diagnostic *d = diag_report(c->sink, code, at, args, DIAG_ARGS);
    if (!d->path.n)
        d->path = model_path(c->m, &e->ind->head, c->sink->a);
}

int calc_level_find(const calc *c, const void *record) {
    for (size_t i = 0; i < c->levels.n; i++)
        if (c->levels.v[i].record == record)
            return (int)i;
    return -1;
}

int calc_period_index(const calc_entry *e, period p) {
    for (size_t i = 0; i < e->periods.n; i++)
        if (period_eq(e->periods.v[i], p))
            return (int)i;
    return -1;
}

cell *calc_cell_at(const calc_entry *e, int row, period p) {
    int i = calc_period_index(e, p);
    if (i < 0 || row < -1 || row >= (int)e->rows.n)
        return NULL;
    return cell_of(e, row, (size_t)i);
}

bool calc_level_out(const place_level *l, period p) {
    return (date_has(l->entry) && date_cmp(period_last(p), l->entry) < 0) ||
           (date_has(l->leaving) &&
            date_cmp(period_first(p), date_last(l->leaving)) > 0);
}

bool calc_magnitude_ok(double v, int decimals) {
    double limit = 1e12;
    for (int i = 0; i < decimals; i++)
        limit /= 10;
    return isfinite(v) && fabs(v) < limit;
}

missing calc_worse(missing x, missing y) {
    static const uint8_t rank[MISSING_COUNT] = {[MISSING_SECRET] = 4,
                                                [MISSING_UNAVAILABLE] = 3,
                                                [MISSING_TO_COME] = 2,
                                                [MISSING_IRRELEVANT] = 1};
    return rank[x] >= rank[y] ? x : y;
}

void calc_add_name(arena *a, name_list *l, str name) {
    for (size_t i = 0; i < l->n; i++)
        if (str_eq(l->v[i], name))
            return;
    if (name.n)
        list_push(a, l, name);
}

void calc_add_names(arena *a, name_list *l, const name_list *more) {
    for (size_t i = 0; i < more->n; i++)
        calc_add_name(a, l, more->v[i]);
}

void calc_add_sources(arena *a, name_list *l, const cell *x) {
    if (x->sources.n)
        calc_add_names(a, l, &x->sources);
    else
        calc_add_name(a, l, x->f.source);
}

str calc_join(arena *a, const name_list *l) {
    if (l->n < 2)
        return l->n ? l->v[0] : STR_NONE;
    buf b = buf_new(a);
    for (size_t i = 0; i < l->n; i++) {
        buf_z(&b, i ? " ; " : "");
        buf_str(&b, l->v[i]);
    }
    return buf_take(&b);
}

/* id@level@period, without printf: there is one a cell. */
str calc_key(const calc *c, const calc_entry *e, int level, period p) {
    buf b = buf_new(c->a);
    int at = calc_period_index(e, p);
    buf_str(&b, e->ind->head.id);
    buf_c(&b, '@');
    buf_str(&b, level < 0 ? S("campus") : c->levels.v[level].id);
    buf_c(&b, '@');
    if (at >= 0 && e->period_keys)
        buf_str(&b, e->period_keys[at]);
    else
        buf_period(&b, p);
    return buf_take(&b);
}

static bool same_periods(const named_periods *x, const period_list *l) {
    for (size_t i = 0; x->n == l->n && i < x->n; i++)
        if (!period_eq(x->v[i], l->v[i]))
            return false;
    return x->n == l->n;
}

/* Most indicators of a campus have the periods of one before. */
void calc_name_periods(calc *c, calc_entry *e) {
    for (size_t i = 0; i < c->named.n && !e->period_keys; i++)
        if (same_periods(&c->named.v[i], &e->periods))
            e->period_keys = c->named.v[i].keys;
    if (e->period_keys)
        return;
    str *keys = NEW_ARRAY(c->a, str, e->periods.n + 1);
    for (size_t i = 0; i < e->periods.n; i++) {
        buf b = buf_new(c->a);
        buf_period(&b, e->periods.v[i]);
        keys[i] = buf_take(&b);
    }
    e->period_keys = keys;
    list_push(c->a, &c->named,
              (named_periods){e->periods.v, e->periods.n, keys});
}

figure calc_missing(const calc *c, const calc_entry *e, int level, period p,
                    missing why) {
    if (!why)
        why = MISSING_UNAVAILABLE;
    return (figure){.key = calc_key(c, e, level, p),
                    .why = why,
                    .unit = e->ind->unit,
                    .decimals = e->decimals};
}

void calc_publish(const calc *c, const calc_entry *e, figure *f, double v) {
    f->value = num_round(v, e->decimals);
    f->why = MISSING_NONE;
    f->text = locale_number(c->a, f->value, e->decimals);
}

/* The period of a calendar that holds the day up to which values count. */
period calc_period_now(const calc *c, calendar cal) {
    date d = c->today;
    period p = {.cal = cal, .y1 = d.year, .y2 = d.year};
    if (!date_has(d) || cal == CAL_COHORTS || cal == CAL_NONE)
        return (period){.cal = CAL_NONE};
    bool autumn = d.month >= 9;
    if (cal == CAL_SEMESTER)
        p.half = d.month > 6 ? 2 : 1;
    if (cal == CAL_RENTREE || cal == CAL_SCHOOL) {
        p.y1 = (int16_t)(d.year - !autumn);
        p.y2 = (int16_t)(p.y1 + (cal == CAL_SCHOOL));
    }
    return p;
}

/* --- The stage ------------------------------------------------------------ */

static void make_entries(calc *c) {
    c->count = c->m->indicators.n;
    c->entries = NEW_ARRAY(c->a, calc_entry, c->count + 1);
    c->by_id = map_new(c->a);
    for (size_t i = 0; i < c->count; i++) {
        calc_entry *e = &c->entries[i];
        e->ind = &c->m->indicators.v[i];
        e->calendar = e->ind->calendar;
        e->computed = e->ind->formula.s.n > 0;
        if (!map_has(&c->by_id, e->ind->head.id))
            map_put(&c->by_id, e->ind->head.id, e);
    }
}

/* `decimales`, else the most that were typed. */
static void set_decimals(calc_entry *e) {
    if (e->ind->decimals.has) {
        e->decimals = (int8_t)e->ind->decimals.v;
        return;
    }
    for (size_t i = 0; i < e->ind->values.n; i++)
        if (e->ind->values.v[i].decimals > e->decimals)
            e->decimals = e->ind->values.v[i].decimals;
}

static void find_partners_list(calc *c) {
    const expr_scope *s = model_scope(c->m);
    for (; s; s = s->parent)
        for (size_t i = 0; i < s->count; i++)
            if (str_eq(s->bindings[i].name, S("partenaires"))) {
                c->partners = s->bindings[i].type;
                c->all_partners = s->bindings[i].value;
                return;
            }
}

static void compute_all(calc *c, calc_entry **order) {
    for (size_t i = 0; i < c->count; i++) {
        if (order[i]->computed)
            calc_compute(c, order[i]);
        else
            calc_observe(c, order[i]);
        calc_mark_breaks(c, order[i]);
        calc_list_periods(c, order[i]);
    }
}

/* As it was before anything was computed. */
static void clear(calc_entry *e) {
    e->rows.n = e->periods.n = e->breaks.n = 0;
    e->partners.n = e->courses.n = 0;
    e->constant = NULL;
    e->cells = NULL;
    e->known = NULL;
}

/* Each value that is withheld changes what is computed from it. What is wrong
   was reported the first time. */
static void protect(calc *c, calc_entry **order) {
    while (calc_protect(c)) {
        diag_sink *sink = c->sink;
        c->sink = diag_sink_new(c->a);
        c->scoped = map_new(c->a);
        for (size_t i = 0; i < c->count; i++)
            clear(&c->entries[i]);
        compute_all(c, order);
        c->sink = sink;
    }
}

calc *calc_run(arena *a, const model *m, const locale *l, diag_sink *sink) {
    calc *c = NEW(a, calc);
    *c = (calc){.a = a,
                .m = m,
                .l = l,
                .sink = sink,
                .budget = map_new(a),
                .scoped = map_new(a)};
    c->today = model_situation(m);
    make_entries(c);
    calc_make_host(c);
    calc_bind_lines(c, c->lines);
    c->lines[2] = calc_bind_indicators(c);
    c->scope = (expr_scope){.parent = model_scope(m),
                            .bindings = c->lines,
                            .count = 3,
                            .host = &c->host};
    find_partners_list(c);
    calc_collect_levels(c);
    for (size_t i = 0; i < c->count; i++)
        set_decimals(&c->entries[i]);
    calc_compile(c);
    calc_entry **order = NEW_ARRAY(a, calc_entry *, c->count + 1);
    calc_order(c, order);
    compute_all(c, order);
    protect(c, order);
    return c;
}

/* --- At a meeting --------------------------------------------------------- */

static str dated_key(const calc *c, str key) {
    buf b = buf_new(c->a);
    buf_str(&b, key);
    buf_c(&b, '@');
    buf_date_iso(&b, c->today);
    return buf_take(&b);
}

static bool same_figure(const figure *x, const figure *y) {
    return y && str_eq(x->key, y->key) && x->why == y->why &&
           (x->why || x->value == y->value);
}

const figure *calc_dated(const calc *c, const figure *f, const figure *whole) {
    if (!c->whole || !f || !f->key.n || same_figure(f, whole))
        return f;
    figure *own = NEW(c->a, figure);
    *own = *f;
    own->key = dated_key(c, f->key);
    return own;
}

static const figure *whole_value(const calc *c, const indicator *i, int level,
                                 period p) {
    if (level < 0)
        return calc_value(c->whole, i, NULL, p);
    const place_level *l = &c->levels.v[level];
    return l->kind == LEVEL_PARTNER
               ? calc_value(c->whole, i, l->record, p)
               : calc_course_value(c->whole, i, l->record, p);
}

static void date_entry(calc *c, calc_entry *e) {
    for (int row = -1; row < (int)e->rows.n; row++)
        for (size_t p = 0; p < e->periods.n; p++) {
            int level = row < 0 ? -1 : e->rows.v[row];
            figure *f = &cell_of(e, row, p)->f;
            *f = *calc_dated(c, f,
                             whole_value(c, e->ind, level, e->periods.v[p]));
        }
}

calc *calc_at(const calc *whole, const model *at) {
    calc *c = calc_run(whole->a, at, whole->l, diag_sink_new(whole->a));
    c->sink = whole->sink;
    c->whole = whole;
    for (size_t i = 0; i < c->count; i++)
        if (c->entries[i].cells)
            date_entry(c, &c->entries[i]);
    return c;
}

/* --- Answers -------------------------------------------------------------- */

const expr_host *calc_host(const calc *c) {
    return &c->host;
}

const expr_scope *calc_scope(const calc *c) {
    return &c->scope;
}

const expr *calc_formula(const calc *c, const indicator *i) {
    const calc_entry *e = calc_entry_of(c, i);
    return e ? e->formula : NULL;
}

int calc_decimals(const calc *c, const indicator *i) {
    const calc_entry *e = calc_entry_of(c, i);
    return e ? e->decimals : 0;
}

aggregation calc_rule(const calc *c, const indicator *i) {
    const calc_entry *e = calc_entry_of(c, i);
    return e ? calc_rule_of(e) : AGGREGATION_NONE;
}

period calc_read_period(const calc *c, const indicator *of,
                        const indicator *read, period p) {
    const calc_entry *x = calc_entry_of(c, of), *y = calc_entry_of(c, read);
    return x && y ? calc_align(x, p, y->calendar) : (period){.cal = CAL_NONE};
}

static const figure *absent(const calc *c, const calc_entry *e, int level,
                            const void *record, period p) {
    figure *f = NEW(c->a, figure);
    missing why = MISSING_UNAVAILABLE;
    if (level >= 0 && calc_level_out(&c->levels.v[level], p))
        why = MISSING_IRRELEVANT;
    else if (date_has(c->today) && date_cmp(period_first(p), c->today) > 0)
        why = MISSING_TO_COME;
    *f = calc_missing(c, e, level, p, why);
    if (level < 0 && record) /* observed nowhere: no key of ours */
        f->key = STR_NONE;
    return f;
}

static const figure *value_at(const calc *c, const indicator *i,
                              const void *record, period p);

/* Not known at a meeting; the whole may know it. */
static const figure *absent_then(const calc *c, const indicator *i,
                                 const void *record, const figure *f,
                                 period p) {
    return c->whole ? calc_dated(c, f, value_at(c->whole, i, record, p)) : f;
}

static const figure *value_at(const calc *c, const indicator *i,
                              const void *record, period p) {
    const calc_entry *e = calc_entry_of(c, i);
    int level = record ? calc_level_find(c, record) : -1;
    int row = level >= 0 && e->row_of ? e->row_of[level] : -1;
    bool lost = record && row < 0;
    const cell *x = lost ? NULL : calc_cell_at(e, row, p);
    if (x)
        return &x->f;
    const figure *f = absent(c, e, level, record, p);
    return absent_then(c, i, record, f, p);
}

const figure *calc_value(const calc *c, const indicator *i,
                         const partner *level, period p) {
    return value_at(c, i, level, p);
}

const figure *calc_course_value(const calc *c, const indicator *i,
                                const course *at, period p) {
    return value_at(c, i, at, p);
}

size_t calc_periods(const calc *c, const indicator *i, const partner *level,
                    const period **out) {
    const calc_entry *e = calc_entry_of(c, i);
    int at = level ? calc_level_find(c, level) : -1;
    int row = at >= 0 && e->row_of ? e->row_of[at] : -1;
    if (!e->known || (level && row < 0))
        return 0;
    *out = e->known[row + 1].v;
    return e->known[row + 1].n;
}

size_t calc_levels(const calc *c, const indicator *i,
                   const partner *const **out) {
    const calc_entry *e = calc_entry_of(c, i);
    *out = e->partners.v;
    return e->partners.n;
}

size_t calc_courses(const calc *c, const indicator *i,
                    const course *const **out) {
    const calc_entry *e = calc_entry_of(c, i);
    *out = e->courses.v;
    return e->courses.n;
}

bool calc_comparable(const calc *c, const indicator *i, const partner *level,
                     period x, period y) {
    const calc_entry *e = calc_entry_of(c, i);
    if (period_cmp(x, y) > 0) {
        period z = x;
        x = y;
        y = z;
    }
    for (size_t k = 0; k < e->breaks.n; k++) {
        const broken *b = &e->breaks.v[k];
        bool here = !level || !b->level || b->level == level;
        if (here && period_cmp(x, b->at) < 0 && period_cmp(b->at, y) <= 0)
            return false;
    }
    return true;
}

void calc_dump(buf *out, const calc *c) {
    static const char *const reasons[MISSING_COUNT] = {
        "", "non_disponible", "secret", "sans_objet", "a_venir"};
    static const char marks[] = "iepqr";
    for (size_t i = 0; i < c->count; i++) {
        const calc_entry *e = &c->entries[i];
        for (int row = -1; row < (int)e->rows.n; row++)
            for (size_t p = 0; p < e->periods.n; p++) {
                const cell *x = cell_of(e, row, p);
                if (!x->listed)
                    continue;
                buf_fmt(out, "%.*s = ", STR_ARG(x->f.key));
                if (x->f.why)
                    buf_z(out, reasons[x->f.why]);
                else
                    buf_str(out, x->f.text);
                buf_fmt(out, "%s%.*s", x->f.unit.n ? " " : "",
                        STR_ARG(x->f.unit));
                for (int k = 0; k < 5; k++)
                    if (x->f.marks & (1 << k))
                        buf_fmt(out, " %c", marks[k]);
                if (x->f.of)
                    buf_fmt(out, " %d/%d", x->f.known, x->f.of);
                if (x->f.source.n)
                    buf_fmt(out, " (%.*s)", STR_ARG(x->f.source));
                buf_c(out, '\n');
            }
    }
}
