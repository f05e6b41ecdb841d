/*
 * Computed indicators.
 *
 * A formula is evaluated at each level and period on operands of that level:
 * at the campus on aggregates, so that a share is a ratio of sums and never a
 * mean of ratios. The trap is the hole. Let women be known in two of three
 * establishments and pupils in all three: women / pupils would divide two
 * establishments by three, 32.2 % in place of 37.8 %, and nobody would see it.
 * So, for each period, a formula runs over the establishments where all that it
 * observes is known (through the formulas that it reads too); the others are
 * holes, counted in the coverage, and the value bears the mark q. « Sans objet
 * » is no hole: a CFA without pupils takes part with what it has.
 *
 * When no establishment has a hole, or each operand has a typed total or no
 * hole of its own, operands are the published campus values, rounded, which is
 * what a cell of a sheet reads. With holes, each operand is aggregated again
 * over the establishments kept (value_over), and rounded as it would be
 * published.
 *
 * The host answers expressions by a cursor: which formula, level, period and
 * mask are at hand. It gathers marks and sources of what is read. Outside any
 * formula (templates) there is no cursor: the campus, the last known period.
 *
 * Rejected: evaluating at every establishment and adding up (wrong for ratios);
 * taking zero for what is missing; restricting each operand to its own known
 * establishments (the error above).
 */
#include "calc/calc_int.h"

/* --- Holes ---------------------------------------------------------------- */

typedef enum presence { NOT_ASKED, IRRELEVANT, KNOWN, HOLE } presence;

/* A typed total at that period: no hole of its parts matters. */
static bool has_total(const calc_entry *e, period p) {
    const cell *total = calc_cell_at(e, -1, p);
    return total && total->typed && !total->f.why;
}

typedef struct question {
    const calc *c;
    int level;
    bool totals; /* typed totals stand for their parts */
    missing why; /* answered: the strongest reason of the holes */
} question;

static presence observed_at(question *q, const calc_entry *e, period p) {
    if (!e->rows.n || (q->totals && has_total(e, p)))
        return NOT_ASKED; /* known at the campus */
    if (calc_level_out(&q->c->levels.v[q->level], p))
        return IRRELEVANT;
    int row = e->row_of[q->level];
    const cell *x = row < 0 ? NULL : calc_cell_at(e, row, p);
    if (x && x->f.why == MISSING_IRRELEVANT)
        return IRRELEVANT;
    if (x && !x->f.why)
        return KNOWN;
    q->why = calc_worse(q->why, x ? x->f.why : MISSING_UNAVAILABLE);
    return HOLE;
}

/* What is known of `e` at a level, through what its formula reads. */
static presence presence_at(question *q, const calc_entry *e, period p) {
    if (!e->computed)
        return observed_at(q, e, p);
    presence all = NOT_ASKED;
    for (size_t i = 0; i < e->reads.n; i++) {
        const calc_entry *x = e->reads.v[i];
        presence one = presence_at(q, x, calc_align(e, p, x->calendar));
        all = one > all ? one : all;
    }
    return all;
}

static bool is_asked(const calc_entry *e, size_t level) {
    for (size_t i = 0; i < e->reads.n; i++)
        if (e->reads.v[i]->row_of && e->reads.v[i]->row_of[level] >= 0)
            return true;
    return false;
}

bool calc_known_at(const calc *c, const calc_entry *e, int level, period p) {
    question q = {.c = c, .level = level};
    return is_asked(e, (size_t)level) && presence_at(&q, e, p) == KNOWN;
}

/* Levels where all is known; how many of how many, in `g`. NULL when there is
   no need of a mask: no hole, or none that totals do not fill. */
const uint8_t *calc_hole_mask(const calc *c, const calc_entry *e, period p,
                              gathered *g) {
    bool hole = false;
    uint8_t *mask = NEW_ARRAY(c->a, uint8_t, c->levels.n + 1);
    for (size_t level = 0; level < c->levels.n; level++) {
        question q = {.c = c, .level = (int)level},
                 t = {.c = c, .level = (int)level, .totals = true};
        bool asked = is_asked(e, level);
        presence x = asked ? presence_at(&q, e, p) : NOT_ASKED;
        mask[level] = x == KNOWN;
        g->of = (uint16_t)(g->of + (x == KNOWN || x == HOLE));
        g->known = (uint16_t)(g->known + (x == KNOWN));
        if (x != HOLE || presence_at(&t, e, p) != HOLE)
            continue;
        hole = true;
        g->why = calc_worse(g->why, q.why);
    }
    if (!hole)
        g->known = g->of;
    return hole ? mask : NULL;
}

/* --- Evaluation ----------------------------------------------------------- */

static expr_value all_partners_at(const calc *c, period p) {
    expr_value v = c->all_partners;
    expr_value *kept = NEW_ARRAY(c->a, expr_value, v.list.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < v.list.n; i++) {
        const partner *x = v.list.v[i].record;
        place_level stay = {.entry = x->entry, .leaving = x->leaving};
        if (!calc_level_out(&stay, p))
            kept[n++] = v.list.v[i];
    }
    v.list = (expr_list){kept, n};
    return v;
}

expr_value calc_eval(const calc *c, const cursor *x) {
    const place_level *l = x->level < 0 ? NULL : &c->levels.v[x->level];
    expr_value who = expr_missing(EXPR_RECORD, MISSING_IRRELEVANT);
    if (l && l->kind == LEVEL_PARTNER)
        who = (expr_value){
            .kind = EXPR_RECORD, .cls = c->partners.cls, .record = l->record};
    expr_binding b[] = {{S("periode"),
                         {.kind = EXPR_PERIOD},
                         {.kind = EXPR_PERIOD, .period = x->period}},
                        {S("etablissement"), {.kind = EXPR_RECORD}, who},
                        {S("partenaires"), c->partners, {0}}};
    bool lists = x->of->counts;
    if (lists)
        b[2].value = all_partners_at(c, x->period);
    expr_scope scope = {
        .parent = &c->scope, .bindings = b, .count = lists ? 3 : 2};
    calc *mine = (calc *)c; /* the cursor is the only state */
    const cursor *before = c->now;
    mine->now = x;
    expr_value v = expr_eval(x->of->formula, &scope, c->a);
    mine->now = before;
    return v;
}

/* --- Cells of a computed indicator ---------------------------------------- */

static void insert_period(calc *c, calc_entry *e, period p) {
    if (!p.cal || calc_period_index(e, p) >= 0)
        return;
    list_push(c->a, &e->periods, p);
    for (size_t i = e->periods.n - 1; i > 0; i--) {
        if (period_cmp(e->periods.v[i - 1], p) <= 0)
            break;
        e->periods.v[i] = e->periods.v[i - 1];
        e->periods.v[i - 1] = p;
    }
}

/* A formula that reads no indicator counts records: from its first reference
   to the period at hand. */
static void counting_periods(calc *c, calc_entry *e) {
    period now = calc_period_now(c, e->calendar);
    insert_period(c, e, now);
    for (size_t i = 0; i < e->ind->baselines.n; i++) {
        period p = e->ind->baselines.v[i].period;
        for (; p.cal == e->calendar && now.cal && period_cmp(p, now) < 0;
             p = period_next(p, 1))
            insert_period(c, e, p);
    }
}

static void find_periods(calc *c, calc_entry *e) {
    for (size_t i = 0; i < e->needs.n; i++) {
        const calc_entry *x = e->needs.v[i];
        for (size_t k = 0; x != e->weights && k < x->periods.n; k++)
            insert_period(c, e, calc_align(e, x->periods.v[k], e->calendar));
    }
    for (size_t i = 0; i < e->ind->values.n; i++)
        if (model_counts(c->m, &e->ind->values.v[i]))
            insert_period(c, e, e->ind->values.v[i].period);
    if (!e->needs.n)
        counting_periods(c, e);
}

/* Rows of all that it reads, none when something is known at campus only. */
static void find_levels(calc *c, calc_entry *e) {
    e->row_of = NEW_ARRAY(c->a, int16_t, c->levels.n + 1);
    bool whole = e->needs.n == 0;
    for (size_t i = 0; i < e->needs.n; i++)
        whole = whole || !e->needs.v[i]->rows.n;
    for (size_t g = 0; g < c->levels.n; g++) {
        bool in = false;
        for (size_t i = 0; i < e->needs.n && !whole; i++)
            in = in || (e->needs.v[i]->row_of && e->needs.v[i]->row_of[g] >= 0);
        e->row_of[g] = in ? (int16_t)e->rows.n : (int16_t)-1;
        if (!in)
            continue;
        list_push(c->a, &e->rows, (uint16_t)g);
        if (c->levels.v[g].kind == LEVEL_PARTNER)
            list_push(c->a, &e->partners,
                      (const partner *)c->levels.v[g].record);
        else
            list_push(c->a, &e->courses, (const course *)c->levels.v[g].record);
    }
}

static bool is_listed(const calc_entry *e, int level, period p) {
    for (size_t i = 0; i < e->reads.n; i++) {
        const calc_entry *x = e->reads.v[i];
        int row = level < 0 || !x->row_of ? -1 : x->row_of[level];
        const cell *k =
            level >= 0 && row < 0
                ? NULL
                : calc_cell_at(x, row, calc_align(e, p, x->calendar));
        if (k && k->listed)
            return true;
    }
    return false;
}

/* The value of an evaluation, with what it gathered. */
static void take(const calc *c, cursor *x, gathered *g) {
    x->marks = &g->marks;
    x->sources = &g->sources;
    expr_value v = calc_eval(c, x);
    g->why = v.why;
    g->value = v.why ? 0 : v.number;
    if (v.illustrative || record_illustrative(&x->of->ind->head, S("formule")))
        g->marks |= MARK_ILLUSTRATIVE;
}

gathered calc_eval_over(const calc *c, const calc_entry *e, period p,
                        const uint8_t *mask) {
    gathered g = {0};
    cursor x = {.of = e, .level = -1, .period = p, .mask = mask};
    if (e->formula && !e->failed)
        take(c, &x, &g);
    else
        g.why = MISSING_UNAVAILABLE;
    return g;
}

const uint8_t *calc_campus_mask(const calc *c, const calc_entry *e, period p,
                                gathered *g) {
    const uint8_t *own = calc_own_levels(c, e);
    return own ? own : calc_hole_mask(c, e, p, g);
}

static void compute_cell(calc *c, calc_entry *e, int level, size_t at) {
    int row = level < 0 ? -1 : e->row_of[level];
    cell *out = cell_of(e, row, at);
    period p = e->periods.v[at];
    gathered g = {0};
    missing hole;
    cursor x = {.of = e, .level = level, .period = p};
    out->f = calc_missing(c, e, level, p, MISSING_UNAVAILABLE);
    out->listed = is_listed(e, level, p);
    if (level >= 0 && calc_level_out(&c->levels.v[level], p)) {
        out->f.why = MISSING_IRRELEVANT;
        return;
    }
    if (!e->formula || e->failed)
        return;
    if (level < 0)
        x.mask = calc_campus_mask(c, e, p, &g);
    hole = g.why;
    take(c, &x, &g);
    if (g.why == MISSING_IRRELEVANT && hole) /* of the few that are known */
        g.why = hole;
    out->listed = out->listed || (!g.why && !e->reads.n);
    bool partial = g.marks & MARK_PARTIAL; /* of a value read elsewhere */
    g.marks &= (uint8_t)~MARK_PARTIAL;
    calc_put(c, e, out, g);
    if (!out->f.why && partial && e->ind->holes != HOLES_IGNORE)
        out->f.marks |= MARK_PARTIAL;
}

/* « Typed past values win »: over what the formula gives. */
static void put_typed(calc *c, calc_entry *e) {
    for (size_t i = 0; i < e->ind->values.n; i++) {
        const measure *x = &e->ind->values.v[i];
        int level =
            x->level == LEVEL_CAMPUS ? -1 : calc_level_find(c, x->at.to);
        int row = level < 0 ? -1 : e->row_of[level];
        cell *out = calc_cell_at(e, row, x->period);
        if (!model_counts(c->m, x) || !out ||
            (x->level != LEVEL_CAMPUS && row < 0))
            continue;
        out->f = calc_missing(c, e, level, x->period, x->why);
        out->f.why = x->why;
        out->typed = out->listed = true;
        out->sources = (name_list){0};
        out->f.source = calc_source(x);
        if (calc_is_withheld(c, e, level, x->period))
            out->f.why = MISSING_SECRET;
        if (!out->f.why)
            calc_publish_typed(c, e, &out->f, x);
    }
}

static void inherit_breaks(calc *c, calc_entry *e) {
    for (size_t i = 0; i < e->reads.n; i++) {
        const calc_entry *x = e->reads.v[i];
        for (size_t k = 0; k < x->breaks.n; k++) {
            broken b = x->breaks.v[k];
            b.at = calc_align(e, b.at, e->calendar);
            if (b.at.cal)
                list_push(c->a, &e->breaks, b);
        }
    }
}

void calc_compute(calc *c, calc_entry *e) {
    find_levels(c, e);
    find_periods(c, e);
    calc_name_periods(c, e);
    inherit_breaks(c, e);
    e->cells = NEW_ARRAY(c->a, cell, (e->rows.n + 1) * e->periods.n);
    for (size_t p = 0; p < e->periods.n; p++) {
        for (size_t i = 0; i < e->rows.n; i++)
            compute_cell(c, e, e->rows.v[i], p);
        compute_cell(c, e, -1, p);
    }
    put_typed(c, e);
}

/* --- Breaks, known periods ------------------------------------------------ */

static void mark_break(calc_entry *e, int row, period at) {
    for (size_t p = 0; p < e->periods.n; p++) {
        cell *x = cell_of(e, row, p);
        if (x->f.why || period_cmp(e->periods.v[p], at) < 0)
            continue;
        /* The first value of a series has nothing before it to differ from. */
        for (size_t q = 0; q < p; q++)
            if (!cell_of(e, row, q)->f.why) {
                x->f.marks |= MARK_BREAK;
                break;
            }
        return;
    }
}

void calc_mark_breaks(calc *c, calc_entry *e) {
    for (size_t i = 0; i < e->ind->breaks.n; i++) {
        const series_break *b = &e->ind->breaks.v[i];
        list_push(c->a, &e->breaks, (broken){b->period, b->level.to});
    }
    for (size_t i = 0; i < e->breaks.n; i++)
        for (int row = -1; row < (int)e->rows.n; row++) {
            const void *record =
                row < 0 ? NULL : c->levels.v[e->rows.v[row]].record;
            if (row < 0 || !e->breaks.v[i].level ||
                e->breaks.v[i].level == record)
                mark_break(e, row, e->breaks.v[i].at);
        }
}

void calc_list_periods(calc *c, calc_entry *e) {
    e->known = NEW_ARRAY(c->a, period_list, e->rows.n + 1);
    for (int row = -1; row < (int)e->rows.n; row++)
        for (size_t p = 0; p < e->periods.n; p++) {
            const cell *x = cell_of(e, row, p);
            if (x->listed && x->f.why != MISSING_TO_COME)
                list_push(c->a, &e->known[row + 1], e->periods.v[p]);
        }
}
