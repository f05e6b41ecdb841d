/* Formulas before any number: compiled once, what each reads, in which order
   they can be computed, and that calendars never mix unsaid. */
#include "calc/calc_int.h"

/* --- What a formula reads ------------------------------------------------- */

typedef struct reading {
    calc *c;
    calc_entry *e;
} reading;

static bool has_entry(calc_entry *const *v, size_t n, const calc_entry *x) {
    for (size_t i = 0; i < n; i++)
        if (v[i] == x)
            return true;
    return false;
}

static void add_need(calc *c, calc_entry *e, calc_entry *x) {
    if (!has_entry(e->needs.v, e->needs.n, x))
        list_push(c->a, &e->needs, x);
}

static void check_calendar(const reading *r, const calc_entry *x,
                           const expr_node *n) {
    calc_entry *e = r->e;
    if (!x->calendar || !e->calendar || x->calendar == e->calendar)
        return;
    period probe = {.cal = e->calendar, .y1 = 2000, .y2 = 2000};
    if (e->calendar == CAL_SCHOOL)
        probe.y2 = 2001;
    if (calc_align(e, probe, x->calendar).cal)
        return;
    calc_report(r->c, e, E0402, expr_node_span(e->formula, n),
                (const str[DIAG_ARGS]){
                    x->ind->head.id, word_of(&words_calendar, x->calendar),
                    e->ind->head.id, word_of(&words_calendar, e->calendar)});
    e->failed = true;
}

static bool has_level(const calc *c, const calc_entry *x, const void *record) {
    if (x->computed || record == (const void *)&c->m->campus ||
        calc_scope_named(c, record))
        return true;
    for (size_t i = 0; i < x->ind->values.n; i++)
        if (x->ind->values.v[i].at.to == record)
            return true;
    return false;
}

/* A period typed in brackets is one of that indicator's calendar. */
static void check_period(const reading *r, const calc_entry *x,
                         const expr_node *n) {
    bool year = n->kind == EXPR_N_NUMBER;
    calendar k = x->calendar;
    if (n->kind != EXPR_N_PERIOD && !year)
        return;
    if (!k || (!year && n->period.cal == k) ||
        (year && k != CAL_SCHOOL && k != CAL_SEMESTER))
        return;
    located text = expr_source(r->e->formula);
    calc_report(r->c, r->e, E0410, expr_node_span(r->e->formula, n),
                (const str[DIAG_ARGS]){str_sub(text.s, n->from, n->to),
                                       x->ind->head.id,
                                       word_of(&words_calendar, k)});
    r->e->failed = true;
}

static void read_at(reading *r, const expr_node *at) {
    const expr_node *s = at->kids[0], *level = at->kids[1];
    if (s->kind != EXPR_N_SERIES)
        return;
    calc_entry *x = (calc_entry *)s->series;
    if (level && level->kind == EXPR_N_LEVEL &&
        !has_level(r->c, x, level->series)) {
        calc_report(r->c, r->e, E0403, expr_node_span(r->e->formula, level),
                    (const str[DIAG_ARGS]){x->ind->head.id, level->name});
        r->e->failed = true;
    }
    if (at->kids[2]) {
        check_period(r, x, at->kids[2]);
        return;
    }
    check_calendar(r, x, s);
    if (!level && !has_entry(r->e->reads.v, r->e->reads.n, x))
        list_push(r->c->a, &r->e->reads, x);
}

static void read_node(reading *r, const expr_node *n) {
    if (n->kind == EXPR_N_BINDING && str_eq(n->name, S("partenaires")))
        r->e->counts = r->c->partners.kind == EXPR_LIST;
    if (n->kind == EXPR_N_SERIES)
        add_need(r->c, r->e, (calc_entry *)n->series);
    if (n->kind == EXPR_N_AT)
        read_at(r, n);
    for (size_t i = 0; i < n->kid_count; i++) {
        const expr_node *k = n->kids[i];
        if (k && n->kind == EXPR_N_CALL && k->kind == EXPR_N_SERIES)
            check_calendar(r, (const calc_entry *)k->series, k);
        if (k)
            read_node(r, k);
    }
}

/* --- Compiling ------------------------------------------------------------ */

static expr_scope formula_scope(calc *c, expr_binding b[3]) {
    b[0] = (expr_binding){S("periode"), {.kind = EXPR_PERIOD}, {0}};
    b[1] = (expr_binding){
        S("etablissement"), {.kind = EXPR_RECORD, .cls = c->partners.cls}, {0}};
    b[2] = (expr_binding){S("partenaires"), c->partners, {0}};
    return (expr_scope){
        .parent = &c->scope, .bindings = b, .count = c->partners.kind ? 3 : 2};
}

/* The calendar of a formula that names none: that of what it reads. */
static void guess_calendar(calc_entry *e) {
    for (size_t i = 0; i < e->needs.n && !e->calendar; i++)
        e->calendar = e->needs.v[i]->calendar;
    if (!e->calendar)
        e->calendar = CAL_CIVIL;
}

static void check_unit(calc *c, const calc_entry *e) {
    str unit = expr_type_of(e->formula).unit;
    if (!expr_units_agree(unit, e->ind->unit))
        calc_report(
            c, e, W0406, e->ind->formula.place,
            (const str[DIAG_ARGS]){e->ind->head.id, e->ind->unit, unit});
}

static void collect_series(calc *c, calc_entry *e) {
    const str *ids;
    size_t n = expr_series(e->formula, &ids);
    for (size_t i = 0; i < n; i++)
        add_need(c, e, map_get(&c->by_id, ids[i]));
}

/* Says whose formula the messages from `d` on are about. */
static void add_path(const calc *c, const calc_entry *e, diagnostic *d) {
    str path = model_path(c->m, &e->ind->head, c->a);
    for (; d; d = d->next)
        if (!d->path.n)
            d->path = str_fmt(c->sink->a, "%.*s \u203A formule", STR_ARG(path));
}

static void compile(calc *c, calc_entry *e) {
    expr_binding b[3];
    expr_scope scope = formula_scope(c, b);
    diagnostic **news = c->sink->last;
    e->formula =
        expr_compile(c->a, e->ind->formula, &scope, EXPR_NUMBER, c->sink);
    add_path(c, e, *news);
    if (!e->formula) {
        e->failed = true;
        return;
    }
    check_unit(c, e);
    collect_series(c, e);
    guess_calendar(e);
}

static void find_weights(calc *c, calc_entry *e) {
    if (e->ind->aggregation != AGGREGATION_WEIGHTED)
        return;
    e->weights = calc_entry_of(c, e->ind->weights.to);
    if (e->weights)
        add_need(c, e, e->weights);
}

void calc_compile(calc *c) {
    for (size_t i = 0; i < c->count; i++) {
        if (c->entries[i].computed)
            compile(c, &c->entries[i]);
        find_weights(c, &c->entries[i]);
    }
    for (size_t i = 0; i < c->count; i++) {
        reading r = {c, &c->entries[i]};
        if (r.e->formula)
            read_node(&r, expr_root(r.e->formula));
    }
}

/* --- Order, cycles -------------------------------------------------------- */

typedef struct ordering {
    calc *c;
    calc_entry **out;
    size_t n;
    LIST(calc_entry *) path;
} ordering;

static void report_cycle(ordering *o, calc_entry *e) {
    buf b = buf_new(o->c->a);
    bool on = false;
    for (size_t i = 0; i < o->path.n; i++) {
        on = on || o->path.v[i] == e;
        if (!on)
            continue;
        o->path.v[i]->failed = true;
        buf_fmt(&b, "%.*s \u2192 ", STR_ARG(o->path.v[i]->ind->head.id));
    }
    buf_str(&b, e->ind->head.id);
    calc_report(o->c, e, E0401, e->ind->formula.place,
                (const str[DIAG_ARGS]){buf_take(&b)});
}

static void visit(ordering *o, calc_entry *e) {
    if (e->visit == DONE)
        return;
    if (e->visit == OPEN) {
        report_cycle(o, e);
        return;
    }
    e->visit = OPEN;
    list_push(o->c->a, &o->path, e);
    for (size_t i = 0; i < e->needs.n; i++)
        visit(o, e->needs.v[i]);
    o->path.n--;
    e->visit = DONE;
    o->out[o->n++] = e;
}

void calc_order(calc *c, calc_entry **out) {
    ordering o = {.c = c, .out = out};
    for (size_t i = 0; i < c->count; i++)
        visit(&o, &c->entries[i]);
}

/* --- Calendars ------------------------------------------------------------ */

static alignment_end end_for(const calc_entry *e, calendar x, calendar y) {
    for (size_t i = 0; i < e->ind->alignments.n; i++) {
        const calendar_alignment *k = &e->ind->alignments.v[i];
        if (k->from == x || k->from == y)
            return k->end;
    }
    return ALIGNMENT_ABSENT;
}

static bool is_yearly(calendar c) {
    return c == CAL_CIVIL || c == CAL_RENTREE || c == CAL_SCHOOL;
}

period calc_align(const calc_entry *e, period p, calendar to) {
    if (!to || p.cal == to)
        return p;
    alignment_end end = end_for(e, p.cal, to);
    if (!end || !is_yearly(p.cal) || !is_yearly(to))
        return (period){.cal = CAL_NONE};
    bool start = end == ALIGNMENT_START;
    int16_t y = start ? p.y1 : p.y2;
    period q = {.cal = to, .y1 = y, .y2 = y};
    if (to == CAL_SCHOOL) {
        q.y1 = start ? y : (int16_t)(y - 1);
        q.y2 = (int16_t)(q.y1 + 1);
    }
    return q;
}
