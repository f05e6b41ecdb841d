/*
 * Secrets that arithmetic would give away.
 *
 * What is published says more than its figures: a typed total is the sum of its
 * establishments, a value typed over a formula is that formula of what it
 * reads. Each is an equation; its unknowns are the cells that the reader does
 * not see. A secret is given away when the equations together leave it one
 * value: when, once they are reduced, one of them holds it alone. So a second
 * cell is withheld (the smallest part, else the total; the value typed over a
 * formula), all is computed again, and so on until nothing can be found.
 *
 * Only typed values can give anything away: what is computed is made of what is
 * seen. An equation that is not linear counts as one with a coefficient of its
 * own: near the true value it is.
 *
 * Rejected: looking at totals alone (a share typed beside its denominator gives
 * its numerator); rounding what is published (the sums would no longer hold).
 */
#include <math.h>

#include "calc/calc_int.h"

enum { MAX_UNKNOWNS = 300, MAX_EQUATIONS = 600 };

typedef struct equation {
    double *by; /* [unknown] */
    const calc_entry *of;
    int row;
    size_t at;
    bool total; /* else: typed over a formula */
} equation;

typedef struct system {
    calc *c;
    map index; /* key of a cell → unknown, from 1 */
    LIST(const cell *) unknowns;
    LIST(equation) equations;
    uint32_t seed; /* of the coefficients of what is not linear */
} system;

/* --- Unknowns ---------------------------------------------------------------
 */

static double generic(system *s) {
    s->seed = s->seed * 1664525u + 1013904223u;
    return 0.5 + (double)(s->seed >> 8) / (1 << 24);
}

static size_t unknown_of(system *s, const cell *x) {
    size_t i = (size_t)(uintptr_t)map_get(&s->index, x->f.key);
    if (i)
        return i - 1;
    list_push(s->c->a, &s->unknowns, x);
    map_put(&s->index, x->f.key, (void *)(uintptr_t)s->unknowns.n);
    return s->unknowns.n - 1;
}

static void add_cell(system *s, equation *q, const cell *x, double by) {
    if (!x || !x->f.why || x->f.why == MISSING_IRRELEVANT ||
        s->unknowns.n >= MAX_UNKNOWNS)
        return;
    q->by[unknown_of(s, x)] += by;
}

/* --- What a formula reads
 * ----------------------------------------------------- */

typedef struct walk {
    system *s;
    equation *q;
    const calc_entry *of;
    int level;
    period period;
} walk;

static void walk_node(const walk *w, const expr_node *n, double by);

static void walk_cell(const walk *w, const calc_entry *x, int row, period p,
                      double by) {
    const cell *k = x->cells ? calc_cell_at(x, row, p) : NULL;
    if (!k)
        return;
    if (!x->computed || k->typed || !k->f.why || !x->formula) {
        add_cell(w->s, w->q, k, by);
        return;
    }
    walk inner = *w; /* not typed: it is what it reads */
    inner.of = x;
    inner.period = p;
    walk_node(&inner, expr_root(x->formula), by);
}

static void walk_at(const walk *w, const expr_node *n, double by) {
    const expr_node *level = n->kids[1], *when = n->kids[2];
    if (n->kids[0]->kind != EXPR_N_SERIES)
        return;
    const calc_entry *x = n->kids[0]->series;
    int at = w->level;
    if (level && level->kind == EXPR_N_LEVEL)
        at = calc_level_find(w->s->c, level->series);
    period p = calc_align(w->of, w->period, x->calendar);
    if (when && when->kind == EXPR_N_PERIOD)
        p = when->period;
    bool known = (!level || level->kind == EXPR_N_LEVEL) &&
                 (!when || when->kind == EXPR_N_PERIOD);
    int row = at < 0 || !x->row_of ? -1 : x->row_of[at];
    if (known && p.cal && (at < 0 || row >= 0))
        walk_cell(w, x, row, p, by);
}

/* All periods of a series, for what runs over them. */
static void walk_series(const walk *w, const calc_entry *x) {
    int row = w->level < 0 || !x->row_of ? -1 : x->row_of[w->level];
    for (size_t p = 0; p < x->periods.n && (w->level < 0 || row >= 0); p++)
        walk_cell(w, x, row, x->periods.v[p], generic(w->s));
}

static bool constant(const expr_node *n, double *out) {
    *out = n->number;
    return n->kind == EXPR_N_NUMBER;
}

static void walk_node(const walk *w, const expr_node *n, double by) {
    double k;
    bool product = n->kind == EXPR_N_MUL, sum = n->kind == EXPR_N_ADD;
    if (n->kind == EXPR_N_AT) {
        walk_at(w, n, by);
    } else if (n->kind == EXPR_N_SERIES) {
        walk_series(w, n->series);
    } else if (n->kind == EXPR_N_NEG) {
        walk_node(w, n->kids[0], -by);
    } else if (sum || n->kind == EXPR_N_SUB) {
        walk_node(w, n->kids[0], by);
        walk_node(w, n->kids[1], sum ? by : -by);
    } else if (product && constant(n->kids[0], &k)) {
        walk_node(w, n->kids[1], by * k);
    } else if ((product || n->kind == EXPR_N_DIV) && constant(n->kids[1], &k) &&
               k != 0) {
        walk_node(w, n->kids[0], product ? by * k : by / k);
    } else {
        for (size_t i = 0; i < n->kid_count; i++)
            if (n->kids[i])
                walk_node(w, n->kids[i], generic(w->s));
    }
}

/* --- Equations
 * ------------------------------------------------------------------ */

static equation new_equation(const system *s, const calc_entry *e, int row,
                             size_t at) {
    return (equation){.by = NEW_ARRAY(s->c->a, double, MAX_UNKNOWNS),
                      .of = e,
                      .row = row,
                      .at = at};
}

/* One that holds something unknown. */
static void keep_equation(system *s, equation q) {
    for (size_t j = 0; j < s->unknowns.n; j++)
        if (q.by[j] != 0) {
            list_push(s->c->a, &s->equations, q);
            return;
        }
}

static void add_total(system *s, const calc_entry *e, size_t at) {
    const cell *total = cell_of(e, -1, at);
    bool holes = false;
    for (int row = 0; row < (int)e->rows.n; row++)
        holes = holes || cell_of(e, row, at)->f.why;
    if (!holes || !total->typed || total->f.why || e->computed ||
        calc_rule_of(e) != AGGREGATION_SUM)
        return;
    equation q = new_equation(s, e, -1, at);
    q.total = true;
    for (int row = 0; row < (int)e->rows.n; row++)
        add_cell(s, &q, cell_of(e, row, at), 1);
    keep_equation(s, q);
}

static void add_typed(system *s, const calc_entry *e, int row, size_t at) {
    const cell *x = cell_of(e, row, at);
    if (!x->typed || x->f.why || !e->formula)
        return;
    equation q = new_equation(s, e, row, at);
    walk w = {.s = s,
              .q = &q,
              .of = e,
              .level = row < 0 ? -1 : e->rows.v[row],
              .period = e->periods.v[at]};
    walk_node(&w, expr_root(e->formula), 1);
    keep_equation(s, q);
}

static void add_entry(system *s, const calc_entry *e) {
    for (size_t at = 0; e->cells && at < e->periods.n; at++) {
        add_total(s, e, at);
        for (int row = -1; row < (int)e->rows.n; row++)
            if (s->equations.n < MAX_EQUATIONS)
                add_typed(s, e, row, at);
    }
}

/* --- Reduction
 * ------------------------------------------------------------------ */

/* Gauss and Jordan, by the largest pivot: each row then has one unknown of its
   own, and the others that nothing settles. */
static void reduce(double **m, size_t rows, size_t columns) {
    size_t done = 0;
    for (size_t j = 0; j < columns && done < rows; j++) {
        size_t best = done;
        for (size_t i = done; i < rows; i++)
            if (fabs(m[i][j]) > fabs(m[best][j]))
                best = i;
        if (fabs(m[best][j]) < 1e-9)
            continue;
        double *swap = m[best];
        m[best] = m[done];
        m[done] = swap;
        for (size_t i = 0; i < rows; i++) {
            double by = i == done ? 0 : m[i][j] / m[done][j];
            for (size_t k = j; by != 0 && k < columns; k++)
                m[i][k] -= by * m[done][k];
        }
        done++;
    }
}

/* The secret that a reduced row holds alone; SIZE_MAX: none. */
static size_t alone_in(const system *s, const double *row) {
    size_t found = SIZE_MAX;
    for (size_t j = 0; j < s->unknowns.n; j++) {
        if (fabs(row[j]) < 1e-9)
            continue;
        if (found != SIZE_MAX)
            return SIZE_MAX;
        found = j;
    }
    bool secret =
        found != SIZE_MAX && s->unknowns.v[found]->f.why == MISSING_SECRET;
    return secret ? found : SIZE_MAX;
}

static size_t given_away(const system *s) {
    double **m = NEW_ARRAY(s->c->a, double *, s->equations.n + 1);
    size_t n = s->unknowns.n;
    for (size_t i = 0; i < s->equations.n; i++) {
        m[i] = NEW_ARRAY(s->c->a, double, n + 1);
        memcpy(m[i], s->equations.v[i].by, n * sizeof **m);
    }
    reduce(m, s->equations.n, n);
    for (size_t i = 0; i < s->equations.n; i++) {
        size_t j = alone_in(s, m[i]);
        if (j != SIZE_MAX)
            return j;
    }
    return SIZE_MAX;
}

/* --- Withholding
 * ----------------------------------------------------------------- */

/* Row of the smallest part that may hide another; −1, the total, when there is
   none. */
static int smallest_row(const calc_entry *e, size_t p) {
    int best = -1;
    for (int row = 0; row < (int)e->rows.n; row++) {
        const figure *f = &cell_of(e, row, p)->f;
        if (f->why)
            continue;
        double v = f->value, b = best < 0 ? 0 : cell_of(e, best, p)->f.value;
        if (best < 0 || (v > 0 && (b <= 0 || v < b)))
            best = row;
    }
    return best;
}

static span place_of(const calc_entry *e, int row, period p, const calc *c) {
    const void *at = row < 0 ? NULL : c->levels.v[e->rows.v[row]].record;
    for (size_t i = 0; i < e->ind->values.n; i++) {
        const measure *x = &e->ind->values.v[i];
        const void *level = x->level == LEVEL_CAMPUS ? NULL : x->at.to;
        if (level == at && period_eq(x->period, p))
            return x->place;
    }
    return e->ind->head.place;
}

static void withhold(calc *c, const equation *q) {
    const calc_entry *e = q->of;
    period p = e->periods.v[q->at];
    int row = q->total ? smallest_row(e, q->at) : q->row;
    int level = row < 0 ? -1 : e->rows.v[row];
    str who = level < 0 ? S("campus") : c->levels.v[level].id;
    list_push(c->a, &c->withheld, (withheld){e, level, p});
    calc_report(
        c, e, N0409, place_of(e, q->total ? -1 : row, p, c),
        (const str[DIAG_ARGS]){e->ind->head.id, e->period_keys[q->at], who});
}

bool calc_is_withheld(const calc *c, const calc_entry *e, int level, period p) {
    for (size_t i = 0; i < c->withheld.n; i++)
        if (c->withheld.v[i].of == e && c->withheld.v[i].level == level &&
            period_eq(c->withheld.v[i].period, p))
            return true;
    return false;
}

static bool has_secrets(const calc *c) {
    for (size_t i = 0; i < c->count; i++)
        for (size_t k = 0; k < c->entries[i].ind->values.n; k++)
            if (c->entries[i].ind->values.v[k].why == MISSING_SECRET)
                return true;
    return false;
}

bool calc_protect(calc *c) {
    system s = {.c = c, .index = map_new(c->a), .seed = 20261115};
    if (!has_secrets(c))
        return false;
    for (size_t i = 0; i < c->count; i++)
        add_entry(&s, &c->entries[i]);
    size_t j = given_away(&s);
    for (size_t i = 0; j != SIZE_MAX && i < s.equations.n; i++)
        if (s.equations.v[i].by[j] != 0) {
            withhold(c, &s.equations.v[i]);
            return true;
        }
    return false;
}
