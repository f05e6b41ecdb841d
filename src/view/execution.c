/* The budget as it was executed, one row a civil year: expenses, receipts. */
#include "view/view_int.h"

typedef struct execution_column {
    const char *key, *head;
    execution_measure measure;
} execution_column;

static const execution_column expenses[] = {
    {"budget", "execution_budget", EXECUTION_BUDGET},
    {"engage", "execution_engage", EXECUTION_COMMITTED},
    {"service_fait", "execution_service_fait", EXECUTION_SERVED},
    {"mandate", "execution_mandate", EXECUTION_PAID},
    {"taux", "execution_taux_mandate", EXECUTION_PAID_RATE},
};
static const execution_column receipts[] = {
    {"attendu", "execution_attendu", EXECUTION_EXPECTED},
    {"titre", "execution_titre", EXECUTION_TITLED},
    {"encaisse", "execution_encaisse", EXECUTION_RECEIVED},
    {"reste", "execution_reste", EXECUTION_DUE},
    {"taux", "execution_taux_encaisse", EXECUTION_RECEIVED_RATE},
};

enum { COLUMNS = sizeof expenses / sizeof *expenses };

_Static_assert(sizeof receipts / sizeof *receipts == COLUMNS,
               "expenses and receipts have as many columns");

static bool is_known(const view_context *v, execution_measure m, int year) {
    execution_query q = {.measure = m, .year = year};
    return calc_execution(v->c, q)->why == MISSING_NONE;
}

static bool any_known(const view_context *v, const execution_column *columns,
                      int year) {
    for (int i = 0; i < COLUMNS; i++)
        if (is_known(v, columns[i].measure, year))
            return true;
    return false;
}

static void add_year(const view_context *v, view_table *t,
                     const execution_column *columns, int year) {
    view_row *r = view_add_row(v, t, VIEW_BODY);
    view_cell *c = view_add_cell(v, r, view_plain(str_fmt(v->a, "%d", year)));
    c->kind = CELL_CODE;
    for (int i = 0; i < COLUMNS; i++) {
        execution_query q = {.measure = columns[i].measure, .year = year};
        view_add_cell(v, r, view_amount(v, calc_execution(v->c, q)));
    }
}

static void add_columns(const view_context *v, view_table *t,
                        const execution_column *columns) {
    view_add_column(v, t, "exercice", "execution_exercice", KIND_TEXT)
        ->row_header = true;
    for (int i = 0; i < COLUMNS; i++)
        view_add_column(v, t, columns[i].key, columns[i].head, KIND_NUMBER);
}

/* Amounts have no date: at a past meeting they may be later ones. */
static str rules_of(const view_context *v, bool income) {
    str rules = view_phrase(v, income ? "execution_regles_recettes"
                                      : "execution_regles");
    if (!model_is_past(v->m))
        return rules;
    str args[] = {rules, locale_date(v->a, model_known_at(v->m)),
                  locale_date(v->a, model_situation(v->m))};
    return view_sentence(v, "execution_sans_date", args, 3);
}

view_table *view_execution(const view_context *v, bool income) {
    const execution_column *columns = income ? receipts : expenses;
    view_table *t = NEW(v->a, view_table);
    const int *years;
    size_t n = calc_execution_years(v->c, &years);
    t->id = income ? S("tab-recettes") : S("tab-execution");
    t->title =
        view_phrase(v, income ? "execution_recettes" : "execution_depenses");
    t->rules = rules_of(v, income);
    add_columns(v, t, columns);
    for (size_t i = 0; i < n; i++)
        if (years[i] <= model_situation(v->m).year &&
            any_known(v, columns, years[i]))
            add_year(v, t, columns, years[i]);
    view_finish_table(v, t);
    return t;
}
