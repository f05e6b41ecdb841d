/* Civil years of random plans that balance by school year and section: both
   sides balance in each civil year too, and no line loses a euro. */
#include "book_tests.h"

enum { PLANS = 150, YEARS = 4, LINES = 7, HEADS = 3, FIRST_YEAR = 4 };

typedef struct line {
    section section;
    double euros[YEARS];
    date start, end;
} line;

typedef LIST(line) line_list;

typedef struct plan {
    arena *a;
    random_source random;
    int years;
    bool dated;
    line_list out, in;
} plan;

/* --- A plan -----------------------------------------------------------------
 */

static period year_of(int y) {
    return (period){CAL_SCHOOL, (int16_t)(2027 + y), (int16_t)(2028 + y), 0};
}

static line random_line(plan *p, section of, const line *like) {
    line x = {of, {0}, like->start, like->end};
    for (int y = 0; y < p->years; y++)
        if (random_below(&p->random, 5))
            x.euros[y] = random_below(&p->random, 60000);
    return x;
}

/* Months within the plan, or none; both lines of a pair have the same. */
static line random_dates(plan *p) {
    line x = {0};
    if (p->dated && random_below(&p->random, 3)) {
        date first = {2027, 9, 1};
        int from = (int)random_below(&p->random, (uint32_t)(12 * p->years));
        x.start = date_add_months(first, from);
        x.end = date_last(
            date_add_months(x.start, (int)random_below(&p->random, 14)));
    }
    return x;
}

/* The same money once more, cut into other lines. */
static void pay(plan *p, line left) {
    while (random_below(&p->random, 3)) {
        line part = left;
        for (int y = 0; y < p->years; y++) {
            uint32_t all = (uint32_t)left.euros[y];
            part.euros[y] = random_below(&p->random, all + 1);
            left.euros[y] -= part.euros[y];
        }
        list_push(p->a, &p->in, part);
    }
    list_push(p->a, &p->in, left);
}

static void make_plan(plan *p) {
    p->years = 1 + (int)random_below(&p->random, YEARS);
    for (int s = 1; s < BUDGET_SECTION_COUNT; s++)
        for (uint32_t n = random_below(&p->random, LINES); n > 0; n--) {
            line dates = random_dates(p), sum = dates;
            sum.section = (section)s;
            for (uint32_t k = random_below(&p->random, 3) + 1; k > 0; k--) {
                line x = random_line(p, (section)s, &dates);
                for (int y = 0; y < p->years; y++)
                    sum.euros[y] += x.euros[y];
                list_push(p->a, &p->out, x);
            }
            pay(p, sum);
        }
}

static amount_list amounts_of(const plan *p, const line *x) {
    amount_list all = {0};
    for (int y = 0; y < p->years; y++)
        list_push(p->a, &all,
                  (amount){.period = year_of(y), .euros = x->euros[y]});
    return all;
}

static void set_budget(plan *p, budget *b) {
    budget old = *b;
    *b = (budget){.head = old.head,
                  .calendar = CAL_SCHOOL,
                  .natures = old.natures,
                  .given = true};
    for (int y = 0; y < p->years; y++)
        list_push(p->a, &b->periods, year_of(y));
    for (size_t i = 0; i < p->out.n; i++) {
        const line *x = &p->out.v[i];
        expense e = {.label = S("Emploi"), .nature = S("6064")};
        e.head.id = str_fmt(p->a, "d%zu", i);
        e.section = x->section;
        e.start = x->start;
        e.end = x->end;
        e.amounts = amounts_of(p, x);
        list_push(p->a, &b->expenses, e);
    }
    for (size_t i = 0; i < p->in.n; i++) {
        const line *x = &p->in.v[i];
        resource r = {.label = S("Ressource"), .nature = S("74")};
        r.head.id = str_fmt(p->a, "r%zu", i);
        r.section = x->section;
        r.state = FUNDING_VOTED;
        r.start = x->start;
        r.end = x->end;
        r.amounts = amounts_of(p, x);
        list_push(p->a, &b->resources, r);
    }
}

/* --- Its sheet --------------------------------------------------------------
 */

static double number_at(const book_sheet *s, uint32_t row, int column) {
    const book_cell *c = book_cell_at(s, row, (uint16_t)column);
    assert_true(c && c->kind == BOOK_FORMULA);
    return c->number;
}

static str text_at(const book_sheet *s, uint32_t row, int column) {
    const book_cell *c = book_cell_at(s, row, (uint16_t)column);
    return c && c->kind == BOOK_TEXT ? c->text : STR_NONE;
}

/* Of each section, then of all: its row among emplois or ressources. */
typedef struct side_rows {
    uint32_t first, totals[BUDGET_SECTION_COUNT];
} side_rows;

static uint32_t read_side(const book_sheet *s, uint32_t row, side_rows *x) {
    x->first = row;
    for (int of = 1; of <= BUDGET_SECTION_COUNT; row++)
        if (str_starts(text_at(s, row, 1), S("Total ")))
            x->totals[of++ % BUDGET_SECTION_COUNT] = row;
    return row;
}

/* Each total is what stands above it; no total is beside its lines. */
static void adds_up(const book_sheet *s, const side_rows *x, int years) {
    for (int c = FIRST_YEAR; c <= FIRST_YEAR + years + 1; c++) {
        double all = 0;
        uint32_t row = x->first;
        for (int of = 1; of < BUDGET_SECTION_COUNT; of++) {
            double sum = 0;
            for (; row < x->totals[of]; row++)
                sum += number_at(s, row, c);
            assert_true(sum == number_at(s, row++, c));
            all += sum;
        }
        assert_true(all == number_at(s, x->totals[0], c));
    }
}

static void line_is_kept(const plan *p, const book_sheet *s, uint32_t row,
                         const line *x) {
    double sum = 0, all = 0;
    for (int y = 0; y < p->years; y++)
        all += x->euros[y];
    for (int i = 0; i <= p->years; i++)
        sum += number_at(s, row, FIRST_YEAR + i);
    assert_true(sum == all);
    assert_true(sum == number_at(s, row, FIRST_YEAR + p->years + 1));
    if (!date_has(x->start)) /* 4/12, to the nearest euro */
        assert_true(number_at(s, row, FIRST_YEAR) ==
                    num_round(x->euros[0] * 4 / 12, 0));
}

static void lines_are_kept(const plan *p, const book_sheet *s,
                           const side_rows *x, const line_list *of) {
    for (uint32_t row = x->first; row < x->totals[0]; row++) {
        str id = text_at(s, row, 0);
        double rank;
        if (id.n && num_parse(str_sub(id, 1, id.n), &rank))
            line_is_kept(p, s, row, &of->v[(size_t)rank]);
    }
}

static void check_sheet(const plan *p, const book_sheet *s) {
    side_rows out, in;
    uint32_t row = read_side(s, HEADS + 2, &out);
    read_side(s, row + 1, &in);
    adds_up(s, &out, p->years);
    adds_up(s, &in, p->years);
    lines_are_kept(p, s, &out, &p->out);
    lines_are_kept(p, s, &in, &p->in);
    for (int of = 0; of < BUDGET_SECTION_COUNT; of++)
        for (int c = FIRST_YEAR; c <= FIRST_YEAR + p->years + 1; c++)
            assert_true(number_at(s, out.totals[of], c) ==
                        number_at(s, in.totals[of], c));
}

/* How many sections have something to round. What a civil year holds of a
   line is two parts, each rounded by at most half a euro. */
static size_t count_rounded(const book_sheet *s, int years) {
    size_t n = 0;
    uint32_t lines = 0;
    for (uint32_t row = HEADS + 1; row < s->used_rows; row++, lines++) {
        if (!text_at(s, row, 2).n)
            lines = 0;
        if (!str_eq(text_at(s, row, 1), S("Arrondi à l’euro")))
            continue;
        n += number_at(s, row, FIRST_YEAR) != 0;
        for (int i = 0; i <= years; i++) {
            double x = number_at(s, row, FIRST_YEAR + i);
            assert_true(x <= lines + 1 && -x <= lines + 1);
        }
    }
    return n;
}

static size_t try_plan(loaded *x, uint64_t seed, bool dated) {
    arena *a = arena_new(&x->land);
    plan p = {.a = a, .random = {seed}, .dated = dated};
    make_plan(&p);
    set_budget(&p, &x->m->budget);
    view_context v = {.a = a,
                      .m = x->m,
                      .l = locale_open(a, S("fr")),
                      .sink = diag_sink_new(a)};
    v.c = calc_run(a, x->m, v.l, v.sink);
    x->b = book_make(&v, &x->m->documents.v[0], (book_prints){0});
    assert_non_null(x->b);
    const book_sheet *s = sheet_named(x, "Exercices civils");
    check_sheet(&p, s);
    size_t rounded = count_rounded(s, p.years);
    arena_free(a);
    return rounded;
}

static void both_sides_balance(void **state) {
    loaded *x = *state;
    size_t rounded = 0;
    for (uint64_t i = 0; i < PLANS; i++)
        rounded += try_plan(x, 0x9e3779b97f4a7c15u + i, i % 3 == 0);
    assert_true(rounded > PLANS / 2);
}

int test_civil_years(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(both_sides_balance, open_accounts,
                                        close_dossier),
    };
    return cmocka_run_group_tests_name("civil years", tests, NULL, NULL);
}
