/* The sheet Contrôles: every check with both amounts, where they stand, the
   gap and a verdict, all as formulas. */
#include "book/budget_int.h"

enum {
    CHECK_MARGIN,
    CHECK_WHAT,
    CHECK_WHEN,
    CHECK_LEFT_AT,
    CHECK_LEFT,
    CHECK_RIGHT_AT,
    CHECK_RIGHT,
    CHECK_GAP,
    CHECK_VERDICT,
    CHECK_COLUMNS
};

/* In the order of the sheet, whatever the order they were found in. */
static const char *const groups[] = {
    "controle_sections",    "controle_actions",
    "controle_nature",      "controle_affectes",
    "controle_conventions", "controle_versements",
    "controle_eligibilite", "controle_postes",
    "controle_plafonds",    "controle_refusees",
    "controle_exercices",   "controle_equilibre_exercices",
    "controle_certaines",   "controle_saisies"};

/* --- Emplois = ressources ---------------------------------------------------
 */

static void check_section(ledger *l, section s, uint16_t y) {
    uint16_t out = (uint16_t)(OUT_YEARS + y), in = (uint16_t)(IN_YEARS + y);
    budget_query q = {.side = SIDE_GAP, .section = s};
    const figure *gap = ledger_figure(l, q, y);
    uint32_t from = s ? l->out_sum[s] : l->out_total;
    uint32_t to = s ? l->in_sum[s] : l->in_total;
    ledger_check(
        l,
        (check_line){.group = "controle_sections",
                     .what = s ? ledger_section(l, s)
                               : book_phrase(l->k, "budget_toutes_sections"),
                     .when = y < l->years ? ledger_year(l, y)
                                          : book_phrase(l->k, "budget_duree"),
                     .left = ledger_at(l, l->all_out.sheet, from, out),
                     .right = ledger_at(l, l->all_in.sheet, to, in),
                     .left_at = {l->all_out.sheet, from, out},
                     .right_at = {l->all_in.sheet, to, in},
                     .key = gap->key,
                     .gap = gap->value});
}

static void check_balance(ledger *l) {
    for (uint16_t y = 0; y <= l->years; y++)
        for (int s = 1; s < BUDGET_SECTION_COUNT; s++)
            check_section(l, (section)s, y);
    for (uint16_t y = 0; y <= l->years; y++)
        check_section(l, BUDGET_SECTION_ABSENT, y);
}

/* --- In kind: 86 = 87 -------------------------------------------------------
 */

static str of_nature(ledger *l, bool out, uint16_t y) {
    filter is = {out ? OUT_NATURE : IN_NATURE,
                 ledger_quoted(l, ledger_nature(l, out ? S("86") : S("87")))};
    uint16_t c = (uint16_t)((out ? OUT_YEARS : IN_YEARS) + y);
    return ledger_sumifs(l, out ? &l->all_out : &l->all_in, c, &is, 1);
}

static bool uses(const ledger *l, str nature) {
    const str *natures;
    size_t n = calc_natures(l->k->v->c, &natures);
    for (size_t i = 0; i < n; i++)
        if (str_eq(natures[i], nature))
            return true;
    return false;
}

static void check_in_kind(ledger *l) {
    if (!uses(l, S("86")) && !uses(l, S("87")))
        return;
    for (uint16_t y = 0; y < l->years; y++)
        ledger_check(l, (check_line){.group = "controle_nature",
                                     .what = ledger_nature(l, S("86")),
                                     .when = ledger_year(l, y),
                                     .left = of_nature(l, true, y),
                                     .right = of_nature(l, false, y),
                                     .left_at = {l->all_out.sheet},
                                     .right_at = {l->all_in.sheet}});
}

/* --- Resources --------------------------------------------------------------
 */

static bool is_allocated(const budget *b, const resource *r) {
    for (size_t i = 0; i < b->allocations.n; i++)
        if (b->allocations.v[i].resource.to == r)
            return true;
    return false;
}

/* No more goes to actions than a resource brings. */
static void check_shares(ledger *l) {
    uint16_t total = (uint16_t)(IN_YEARS + l->years);
    for (size_t i = 0; l->shares.sheet && i < l->b->resources.n; i++) {
        const resource *r = &l->b->resources.v[i];
        str id = ledger_quoted(l, r->head.id);
        filter share = {SHARE_KEY, id}, line = {IN_KEY, id};
        if (!is_allocated(l->b, r))
            continue;
        ledger_check(
            l,
            (check_line){
                .group = "controle_affectes",
                .what = ledger_resource(l, r),
                .left = ledger_sumifs(l, &l->shares, SHARE_AMOUNT, &share, 1),
                .right = ledger_sumifs(l, &l->all_in, total, &line, 1),
                .left_at = {l->shares.sheet},
                .right_at = {l->all_in.sheet},
                .rule = RULE_AT_MOST});
    }
}

static void check_refused(ledger *l) {
    filter is = {IN_STATE, ledger_quoted(l, ledger_state(l, FUNDING_REFUSED))};
    uint16_t total = (uint16_t)(IN_YEARS + l->years);
    ledger_check(
        l, (check_line){.group = "controle_refusees",
                        .what = ledger_state(l, FUNDING_REFUSED),
                        .left = S("0"),
                        .right = ledger_sumifs(l, &l->all_in, total, &is, 1),
                        .right_at = {l->all_in.sheet}});
}

static void tell_certain(ledger *l) {
    const book_sheet *s = l->all_in.sheet;
    for (uint16_t y = 0; y <= l->years; y++) {
        uint16_t c = (uint16_t)(IN_YEARS + y);
        ledger_check(
            l, (check_line){.group = "controle_certaines",
                            .what = book_phrase(l->k, "budget_dont_sures"),
                            .when = y < l->years
                                        ? ledger_year(l, y)
                                        : book_phrase(l->k, "budget_duree"),
                            .left = ledger_at(l, s, l->in_certain, c),
                            .right = ledger_at(l, s, l->in_total, c),
                            .left_at = {s, l->in_certain, c},
                            .right_at = {s, l->in_total, c},
                            .rule = RULE_TOLD});
    }
}

/* --- What was typed since ---------------------------------------------------
 */

static str count_of(ledger *l, str range) {
    return str_fmt(l->a, "COUNTIFS(%.*s,\">0\")+COUNTIFS(%.*s,\"<0\")",
                   STR_ARG(range), STR_ARG(range));
}

static void tell_changes(ledger *l) {
    if (!l->changed.n)
        return;
    ledger_check(l, (check_line){.group = "controle_saisies",
                                 .what = book_phrase(l->k, "budget_modifiees"),
                                 .left = count_of(l, l->changed),
                                 .left_at = {l->changes},
                                 .rule = RULE_TOLD});
    ledger_check(
        l, (check_line){.group = "controle_saisies",
                        .what = book_phrase(l->k, "budget_ajoutees"),
                        .left = str_fmt(l->a, "SUM(%.*s)", STR_ARG(l->added)),
                        .left_at = {l->changes},
                        .rule = RULE_TOLD});
}

/* --- The sheet --------------------------------------------------------------
 */

/* « Emplois, G5 », which a click leads to. */
static void put_place(pen *p, ledger *l, cell_place at) {
    if (!at.sheet) {
        book_write_text(p, ROLE_TEXT, STR_NONE);
        return;
    }
    str name = at.sheet->name;
    if (!at.row) {
        book_write_text(p, ROLE_QUIET, name);
        return;
    }
    str cell = ledger_here(l, at.row, at.column);
    book_write_text(p, ROLE_QUIET,
                    str_fmt(l->a, "%.*s, %.*s", STR_ARG(name), STR_ARG(cell)))
        ->more = book_link_to(l->k, at);
}

static void put_share(pen *p, ledger *l, const check_line *c) {
    if (!c->right.n) {
        book_write_text(p, ROLE_TEXT, STR_NONE);
        return;
    }
    str x = ledger_here(l, p->row, CHECK_LEFT);
    str y = ledger_here(l, p->row, CHECK_RIGHT);
    ledger_formula(p, ROLE_RATE,
                   str_fmt(l->a, "IF(%.*s=0,0,ROUND(100*%.*s/%.*s,1))",
                           STR_ARG(y), STR_ARG(x), STR_ARG(y)));
}

static void put_gap(pen *p, ledger *l, const check_line *c) {
    str x = ledger_here(l, p->row, CHECK_LEFT);
    str y = ledger_here(l, p->row, CHECK_RIGHT);
    if (c->rule == RULE_TOLD) {
        put_share(p, l, c);
        book_write_text(p, ROLE_QUIET, book_phrase(l->k, "budget_pour_info"));
        return;
    }
    book_cell *gap = ledger_formula(
        p, ROLE_AMOUNT, str_fmt(l->a, "%.*s-%.*s", STR_ARG(y), STR_ARG(x)));
    if (c->key.n) {
        gap->more = book_with_key(l->k, c->key);
        gap->number = c->gap;
    }
    if (c->rule == RULE_GAP_TOLD) {
        book_write_text(p, ROLE_QUIET, book_phrase(l->k, "budget_pour_info"));
        return;
    }
    str test = str_fmt(l->a, "%.*s%s%.*s", STR_ARG(x),
                       c->rule == RULE_EQUAL ? "=" : "<=", STR_ARG(y));
    ledger_formula(p, ROLE_VERDICT, ledger_verdict(l, test));
}

static void put_check(pen *p, ledger *l, const check_line *c) {
    book_write_text(p, ROLE_KEY, STR_NONE);
    book_write_text(p, ROLE_TEXT, c->what);
    book_write_text(p, ROLE_QUIET, c->when);
    put_place(p, l, c->left_at);
    ledger_formula(p, ROLE_AMOUNT, c->left);
    put_place(p, l, c->right_at);
    if (c->right.n)
        ledger_formula(p, ROLE_AMOUNT, c->right);
    else
        book_write_text(p, ROLE_TEXT, STR_NONE);
    put_gap(p, l, c);
}

static uint32_t put_group(ledger *l, book_sheet *s, const char *group,
                          uint32_t row) {
    bool open = false;
    for (size_t i = 0; i < l->checks.n; i++) {
        const check_line *c = &l->checks.v[i];
        if (strcmp(c->group, group) != 0)
            continue;
        pen p = {.k = l->k, .s = s, .row = row};
        if (!open) {
            ledger_band(&p, book_phrase(l->k, group), CHECK_COLUMNS);
            p = (pen){.k = l->k, .s = s, .row = ++row};
        }
        open = true;
        put_check(&p, l, c);
        row++;
    }
    return row;
}

/* The first line: how many of all hold. */
static void put_summary(ledger *l, book_sheet *s, uint32_t last) {
    lines all = {s, FIRST_ROW + 1, 0, last};
    str verdicts = ledger_column(l, &all, CHECK_VERDICT);
    str bad = ledger_quoted(l, book_phrase(l->k, "budget_en_ecart"));
    str good = ledger_quoted(l, book_phrase(l->k, "budget_conforme"));
    pen p = {.k = l->k, .s = s, .row = FIRST_ROW};
    str failing =
        str_fmt(l->a, "COUNTIFS(%.*s,%.*s)", STR_ARG(verdicts), STR_ARG(bad));
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(l->k, "controle_tous"));
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(l->k, "budget_en_ecart"));
    ledger_formula(&p, ROLE_AMOUNT_TOTAL, failing);
    book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(l->k, "budget_conforme"));
    ledger_formula(
        &p, ROLE_AMOUNT_TOTAL,
        str_fmt(l->a, "COUNTIFS(%.*s,%.*s)", STR_ARG(verdicts), STR_ARG(good)));
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    str count = ledger_here(l, FIRST_ROW, CHECK_LEFT);
    ledger_formula(&p, ROLE_VERDICT,
                   ledger_verdict(l, str_fmt(l->a, "%.*s=0", STR_ARG(count))));
}

void book_make_checks(maker *k, const template_sheet *from) {
    static const char *const heads[] = {"budget_controle", "budget_portee",
                                        "budget_premier",  "#budget_montant_1",
                                        "budget_second",   "#budget_montant_2",
                                        "#budget_ecart",   "budget_verdict"};
    ledger *l = book_ledger(k);
    if (!l || !l->all_out.sheet || !l->all_in.sheet)
        return;
    book_sheet *s = book_sheet_open(k, from);
    check_balance(l);
    check_in_kind(l);
    check_shares(l);
    check_refused(l);
    tell_certain(l);
    tell_changes(l);
    pen p = {.k = k, .s = s, .row = HEAD_ROW};
    ledger_head(&p, ROLE_HEAD, STR_NONE);
    book_write_heads(&p, heads, CHECK_COLUMNS - 1);
    uint32_t row = FIRST_ROW + 1;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        row = put_group(l, s, groups[i], row);
    put_summary(l, s, row - 1);
    ledger_verdicts(l, s, FIRST_ROW, CHECK_VERDICT);
    book_sheet_width(k, s, CHECK_MARGIN, 2);
    book_sheet_width(k, s, CHECK_WHAT, 48);
    book_sheet_width(k, s, CHECK_LEFT_AT, 24);
    book_sheet_width(k, s, CHECK_RIGHT_AT, 24);
    book_sheet_close(k, s, NULL, CHECK_WHEN);
}
