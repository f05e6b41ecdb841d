/* Sums of what was done of the budget, by line and civil year. A line that
   does not say an amount counts 0 beside lines that do; where none says it,
   the sum is not known. */
#include "calc/calc_int.h"

typedef struct measure_row {
    const char *key;
    size_t first, second; /* members of execution; 0: none */
    int sign;             /* of the second */
    bool income;
} measure_row;

#define MEMBER(name) offsetof(execution, name)

static const measure_row rows[EXECUTION_MEASURES] = {
    [EXECUTION_VOTED] = {"vote", MEMBER(voted)},
    [EXECUTION_MODIFIED] = {"modifie", MEMBER(modified)},
    [EXECUTION_BUDGET] = {"budget", MEMBER(voted), MEMBER(modified), 1},
    [EXECUTION_COMMITTED] = {"engage", MEMBER(committed)},
    [EXECUTION_SERVED] = {"service_fait", MEMBER(served)},
    [EXECUTION_PAID] = {"mandate", MEMBER(paid)},
    [EXECUTION_LEFT] = {"reste_engager"},
    [EXECUTION_CARRIED] = {"reporte", MEMBER(carried)},
    [EXECUTION_EXPECTED] = {"attendu", MEMBER(expected), .income = true},
    [EXECUTION_TITLED] = {"titre", MEMBER(titled), .income = true},
    [EXECUTION_RECEIVED] = {"encaisse", MEMBER(received), .income = true},
    [EXECUTION_DUE] = {"reste_recouvrer", MEMBER(titled), MEMBER(received), -1,
                       true},
    [EXECUTION_PAID_RATE] = {"taux_mandate"},
    [EXECUTION_RECEIVED_RATE] = {"taux_encaisse", .income = true},
};

typedef struct tally {
    double sum;
    bool known;
    uint8_t marks;
} tally;

static void add_member(const execution *x, size_t at, int sign, tally *t) {
    const number *n = (const number *)((const char *)x + at);
    if (!at || !n->has)
        return;
    t->sum += sign * n->v;
    t->known = true;
    if (record_illustrative(&x->head, STR_NONE))
        t->marks |= MARK_ILLUSTRATIVE;
}

static section section_of(const execution *x) {
    if (!x->line.to)
        return BUDGET_SECTION_ABSENT;
    return x->income ? ((const resource *)x->line.to)->section
                     : ((const expense *)x->line.to)->section;
}

static bool takes(const execution_query *q, const execution *x, bool income) {
    return x->income == income && (!q->year || x->year.v == q->year) &&
           (!q->line || x->line.to == q->line) &&
           (!q->section || section_of(x) == q->section);
}

static tally add_up(const calc *c, const execution_query *q) {
    const measure_row *m = &rows[q->measure];
    const budget *b = &c->m->budget;
    tally t = {0};
    for (size_t i = 0; i < b->execution.n; i++) {
        const execution *x = &b->execution.v[i];
        if (!takes(q, x, m->income))
            continue;
        add_member(x, m->first, 1, &t);
        add_member(x, m->second, m->sign, &t);
    }
    return t;
}

/* --- Of two sums ------------------------------------------------------------
 */

static tally left(const figure *all, const figure *used) {
    return (tally){.sum = all->value - used->value,
                   .known = !all->why && !used->why,
                   .marks = all->marks | used->marks};
}

static tally share(const figure *part, const figure *all) {
    bool known = !all->why && !part->why && all->value != 0;
    return (tally){.sum = known ? 100 * part->value / all->value : 0,
                   .known = known,
                   .marks = all->marks | part->marks};
}

static const figure *other(const calc *c, execution_query q,
                           execution_measure m) {
    q.measure = m;
    return calc_execution(c, q);
}

static tally measure_of(const calc *c, execution_query q) {
    if (q.measure == EXECUTION_LEFT)
        return left(other(c, q, EXECUTION_BUDGET),
                    other(c, q, EXECUTION_COMMITTED));
    if (q.measure == EXECUTION_PAID_RATE)
        return share(other(c, q, EXECUTION_PAID),
                     other(c, q, EXECUTION_BUDGET));
    if (q.measure == EXECUTION_RECEIVED_RATE)
        return share(other(c, q, EXECUTION_RECEIVED),
                     other(c, q, EXECUTION_EXPECTED));
    return add_up(c, &q);
}

/* --- Figures ----------------------------------------------------------------
 */

static str key_of(const calc *c, const execution_query *q) {
    buf b = buf_new(c->a);
    buf_fmt(&b, "budget.execution.%s", rows[q->measure].key);
    if (q->section)
        buf_fmt(&b, ".%.*s", STR_ARG(word_of(&words_section, q->section)));
    if (q->line)
        buf_fmt(&b, ".ligne=%.*s", STR_ARG(((const record_head *)q->line)->id));
    buf_c(&b, '@');
    if (q->year)
        buf_int(&b, q->year);
    else
        buf_z(&b, "total");
    return buf_take(&b);
}

const figure *calc_execution(const calc *c, execution_query q) {
    calc *mine = (calc *)c; /* made on first need */
    str key = key_of(c, &q);
    figure *f = map_get(&c->budget, key);
    if (f)
        return f;
    bool rate = q.measure == EXECUTION_PAID_RATE ||
                q.measure == EXECUTION_RECEIVED_RATE;
    tally t = measure_of(c, q);
    f = NEW(c->a, figure);
    *f = (figure){.key = key,
                  .unit = rate ? S("%") : S("€"),
                  .decimals = rate ? 1 : 0,
                  .marks = t.marks,
                  .why = t.known ? MISSING_NONE : MISSING_UNAVAILABLE};
    if (t.known) {
        f->value = num_round(t.sum, f->decimals);
        f->text = locale_number(c->a, f->value, f->decimals);
    }
    map_put(&mine->budget, key, f);
    return f;
}

size_t calc_execution_years(const calc *c, const int **out) {
    const budget *b = &c->m->budget;
    int *years = NEW_ARRAY(c->a, int, b->execution.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < b->execution.n; i++) {
        int year = (int)b->execution.v[i].year.v;
        size_t at = n;
        while (at > 0 && years[at - 1] > year)
            at--;
        if (at > 0 && years[at - 1] == year)
            continue;
        memmove(&years[at + 1], &years[at], (n - at) * sizeof *years);
        years[at] = year;
        n++;
    }
    *out = years;
    return n;
}
