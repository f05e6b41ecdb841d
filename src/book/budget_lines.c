/* The sheets Emplois, Ressources, Affectations: one row a line, in blocks of
   one section, each followed by framed lines that its sum takes in. */
#include "book/budget_int.h"
#include "model/model_types.h"

static bool is_marked(const record_head *h, const amount_list *l) {
    bool marked = record_illustrative(h, STR_NONE);
    for (size_t i = 0; i < l->n; i++)
        marked = marked || l->v[i].illustrative;
    return marked;
}

static str source_of(const provenance *from) {
    const source_record *s = from->source.to;
    return s ? s->title.s : from->source.id;
}

/* « illustratif », then where it comes from. */
static str origin(ledger *l, bool marked, str source) {
    str mark = marked ? book_phrase(l->k, "marque_i_dite") : STR_NONE;
    if (!mark.n || !source.n)
        return mark.n ? mark : source;
    return str_fmt(l->a, "%.*s ; %.*s", STR_ARG(mark), STR_ARG(source));
}

static void put_row_total(pen *p, ledger *l, uint16_t from) {
    ledger_formula(
        p, ROLE_AMOUNT,
        ledger_sum_row(l, p->row, from, (uint16_t)(from + l->years - 1)));
}

/* --- Blocks -----------------------------------------------------------------
 */

/* What differs between Emplois and Ressources. */
typedef struct side {
    budget_side side;
    uint16_t years, columns;
    lines *blocks;
    uint32_t *sums;
    const char *sum, *total; /* phrases */
} side;

static void put_sum_row(ledger *l, book_sheet *s, uint32_t row, const side *d,
                        section of) {
    pen p = {.k = l->k, .s = s, .row = row};
    str args[] = {ledger_section(l, of)};
    book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    book_write_text(&p, ROLE_TEXT_SUM, book_sentence(l->k, d->sum, args, 1));
    while (p.column < d->years)
        book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    budget_query q = {.side = d->side, .section = of};
    for (uint16_t y = 0; y <= l->years; y++) {
        uint16_t at = p.column;
        book_cell *c = ledger_formula(&p, ROLE_AMOUNT_SUM,
                                      ledger_sum(l, &d->blocks[of], at));
        ledger_publish(&p, c, ledger_figure(l, q, y));
    }
    while (p.column < d->columns)
        book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
}

static void put_total_row(ledger *l, book_sheet *s, uint32_t row,
                          const side *d) {
    pen p = {.k = l->k, .s = s, .row = row};
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(l->k, d->total));
    while (p.column < d->years)
        book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    budget_query q = {.side = d->side};
    for (uint16_t y = 0; y <= l->years; y++) {
        uint16_t at = p.column;
        book_cell *c = ledger_formula(
            &p, ROLE_AMOUNT_TOTAL,
            ledger_sum_cells(l, d->sums + 1, BUDGET_SECTION_COUNT - 1, at));
        ledger_publish(&p, c, ledger_figure(l, q, y));
    }
    while (p.column < d->columns)
        book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
}

typedef uint32_t block_fn(ledger *l, book_sheet *s, section of, uint32_t row);
typedef void free_fn(pen *p, ledger *l, section of);

/* Bands, lines, framed lines and sums of the three sections; the row after. */
static uint32_t put_blocks(ledger *l, book_sheet *s, const side *d,
                           block_fn *put, free_fn *put_free) {
    uint32_t row = FIRST_ROW;
    for (int of = 1; of < BUDGET_SECTION_COUNT; of++) {
        pen p = {.k = l->k, .s = s, .row = row++};
        ledger_band(&p, ledger_section(l, (section)of), d->columns);
        lines *x = &d->blocks[of];
        x->sheet = s;
        x->first = row;
        x->free = row = put(l, s, (section)of, row);
        for (int i = 0; i < FREE_LINES; i++) {
            p = (pen){.k = l->k, .s = s, .row = row++};
            put_free(&p, l, (section)of);
        }
        x->last = row - 1;
        d->sums[of] = row;
        put_sum_row(l, s, row++, d, (section)of);
        ledger_whole(l, x, d->years, (uint16_t)(d->years + l->years - 1));
    }
    put_total_row(l, s, row, d);
    return row + 1;
}

static lines whole_of(const lines *blocks) {
    return (lines){blocks[1].sheet, blocks[1].first, blocks[1].first,
                   blocks[BUDGET_SECTION_COUNT - 1].last};
}

/* --- Emplois ----------------------------------------------------------------
 */

static void put_expense(pen *p, ledger *l, const expense *x) {
    str action = ledger_action(l, x->action.to);
    book_write_text(p, ROLE_KEY, x->head.id);
    book_write_text(p, ROLE_TEXT, ledger_nature(l, x->nature));
    book_write_text(p, ROLE_TEXT, x->label);
    book_write_text(p, ROLE_QUIET, ledger_section(l, x->section));
    book_write_text(p, ROLE_TEXT,
                    action.n ? action : book_phrase(l->k, "tiret"));
    book_write_text(p, ROLE_TEXT, ledger_partner(l, x->carrier.to));
    for (size_t y = 0; y < l->years; y++)
        ledger_input(p, amounts_in(&x->amounts, l->b->periods.v[y]));
    put_row_total(p, l, OUT_YEARS);
    book_write_text(
        p, ROLE_QUIET,
        origin(l, is_marked(&x->head, &x->amounts), source_of(&x->from)));
}

static uint32_t put_expenses(ledger *l, book_sheet *s, section of,
                             uint32_t row) {
    for (size_t i = 0; i < l->b->expenses.n; i++) {
        if (l->b->expenses.v[i].section != of)
            continue;
        pen p = {.k = l->k, .s = s, .row = row++};
        put_expense(&p, l, &l->b->expenses.v[i]);
    }
    return row;
}

static void put_free_expense(pen *p, ledger *l, section of) {
    book_write_text(p, ROLE_KEY, STR_NONE);
    ledger_free_text(p);
    ledger_free_text(p);
    book_write_text(p, ROLE_QUIET, ledger_section(l, of));
    ledger_free_text(p);
    ledger_free_text(p);
    ledger_free_amounts(p, l->years);
    put_row_total(p, l, OUT_YEARS);
    ledger_free_text(p);
}

static void set_widths(maker *k, book_sheet *s, const double *widths,
                       uint16_t n) {
    for (uint16_t i = 0; i < n; i++)
        if (widths[i] > 0)
            book_sheet_width(k, s, i, widths[i]);
}

void book_make_expenses(maker *k, const template_sheet *from) {
    static const char *const heads[] = {"colonne_cle",    "budget_compte",
                                        "budget_libelle", "budget_section",
                                        "budget_action",  "budget_porteur"};
    static const double widths[] = {8, 22, 34, 13, 11, 24};
    ledger *l = book_ledger(k);
    if (!l)
        return;
    book_sheet *s = book_sheet_open(k, from);
    side d = {.side = SIDE_EXPENSES,
              .years = OUT_YEARS,
              .columns = (uint16_t)(OUT_YEARS + l->years + 2),
              .blocks = l->out,
              .sums = l->out_sum,
              .sum = "budget_total_section",
              .total = "total_emplois"};
    pen p = {.k = k, .s = s, .row = HEAD_ROW};
    book_write_heads(&p, heads, OUT_YEARS);
    ledger_year_heads(&p);
    book_write_head(&p, "budget_origine", false);
    l->out_total = put_blocks(l, s, &d, put_expenses, put_free_expense) - 1;
    l->all_out = whole_of(l->out);
    for (int of = 1; of < BUDGET_SECTION_COUNT; of++) {
        ledger_choose(l, &l->out[of], OUT_NATURE, l->natures);
        ledger_choose(l, &l->out[of], OUT_ACTION, l->actions);
        ledger_choose(l, &l->out[of], OUT_CARRIER, l->partners);
    }
    set_widths(k, s, widths, OUT_YEARS);
    book_sheet_width(k, s, (uint16_t)(d.columns - 1), 20);
    book_sheet_close(k, s, NULL, OUT_LABEL + 1);
}

/* --- Ressources -------------------------------------------------------------
 */

/* Is a resource in that state at some period? Its row then holds these. */
static bool has_state(const ledger *l, const resource *r, funding_state s) {
    if (!r->steps.n)
        return r->state == s;
    for (size_t y = 0; y < l->years; y++)
        if (calc_state_at(r, l->b->periods.v[y]) == s)
            return true;
    return false;
}

static str voter(ledger *l, const resource *r) {
    const record_head *h = r->voted_by.to;
    if (!h)
        return r->voted_by.id;
    if (h->type == &type_partner)
        return ledger_partner(l, r->voted_by.to);
    const body *b = r->voted_by.to;
    str args[] = {b->name};
    return book_sentence(l->k, "budget_instance", args, 1);
}

/* « oui » when the state makes the money certain; voted: by the payer. */
static str certain_formula(ledger *l, uint32_t row) {
    str state = ledger_here(l, row, IN_STATE);
    str yes = ledger_quoted(l, book_phrase(l->k, "oui"));
    str no = ledger_quoted(l, book_phrase(l->k, "non"));
    buf out = buf_new(l->a);
    buf_fmt(&out, "IF(%.*s=\"\",%.*s,", STR_ARG(state),
            STR_ARG(ledger_quoted(l, book_phrase(l->k, "tiret"))));
    static const funding_state sure[] = {FUNDING_NOTIFIED, FUNDING_AGREED,
                                         FUNDING_RECEIVED};
    for (int i = 0; i < 3; i++)
        buf_fmt(&out, "IF(%.*s=%.*s,%.*s,", STR_ARG(state),
                STR_ARG(ledger_quoted(l, ledger_state(l, sure[i]))),
                STR_ARG(yes));
    buf_fmt(&out, "IF(%.*s=%.*s,IF(%.*s=%.*s,%.*s,%.*s),%.*s)))))",
            STR_ARG(state),
            STR_ARG(ledger_quoted(l, ledger_state(l, FUNDING_VOTED))),
            STR_ARG(ledger_here(l, row, IN_BY)),
            STR_ARG(ledger_here(l, row, IN_FUNDER)), STR_ARG(yes), STR_ARG(no),
            STR_ARG(no));
    return buf_take(&out);
}

static str proof(ledger *l, const resource *r) {
    str day =
        date_has(r->state_date) ? locale_date(l->a, r->state_date) : STR_NONE;
    if (!r->piece.id.n || !day.n)
        return r->piece.id.n ? r->piece.id : day;
    return str_fmt(l->a, "%.*s, %.*s", STR_ARG(r->piece.id), STR_ARG(day));
}

/* A refusal stays in sight, at 0, with what was asked. */
static str remark_of(ledger *l, const resource *r, funding_state s) {
    str from = origin(l, is_marked(&r->head, &r->amounts), source_of(&r->from));
    if (s != FUNDING_REFUSED)
        return from;
    str args[] = {locale_number(l->a, amounts_total(&r->amounts), 0)};
    str said = book_sentence(l->k, "budget_refusee", args, 1);
    return from.n ? str_fmt(l->a, "%.*s ; %.*s", STR_ARG(said), STR_ARG(from))
                  : said;
}

static void put_resource(pen *p, ledger *l, const resource *r,
                         funding_state s) {
    book_write_text(p, ROLE_KEY, r->head.id);
    book_write_text(p, ROLE_TEXT, ledger_funder(l, r->funder.to));
    book_write_text(p, ROLE_TEXT,
                    ledger_scheme(l, r->scheme.n ? r->scheme : r->label));
    book_write_text(p, ROLE_QUIET, ledger_section(l, r->section));
    book_write_text(p, ROLE_TEXT, ledger_nature(l, r->nature));
    book_write_text(p, ROLE_TEXT_INPUT, ledger_state(l, s));
    book_write_text(p, ROLE_TEXT_INPUT, voter(l, r));
    for (size_t y = 0; y < l->years; y++) {
        period at = l->b->periods.v[y];
        bool here = s != FUNDING_REFUSED && calc_state_at(r, at) == s;
        ledger_input(p, here ? amounts_in(&r->amounts, at) : 0);
    }
    put_row_total(p, l, IN_YEARS);
    ledger_formula(p, ROLE_CENTRE, certain_formula(l, p->row));
    book_write_text(p, ROLE_QUIET, proof(l, r));
    book_write_text(p, ROLE_QUIET, remark_of(l, r, s));
}

static uint32_t put_resources(ledger *l, book_sheet *s, section of,
                              uint32_t row) {
    for (size_t i = 0; i < l->b->resources.n; i++) {
        const resource *r = &l->b->resources.v[i];
        for (int st = 0; r->section == of && st < FUNDING_COUNT; st++) {
            if (!has_state(l, r, (funding_state)st))
                continue;
            pen p = {.k = l->k, .s = s, .row = row++};
            put_resource(&p, l, r, (funding_state)st);
        }
    }
    return row;
}

static void put_free_resource(pen *p, ledger *l, section of) {
    book_write_text(p, ROLE_KEY, STR_NONE);
    ledger_free_text(p);
    ledger_free_text(p);
    book_write_text(p, ROLE_QUIET, ledger_section(l, of));
    ledger_free_text(p);
    ledger_free_text(p);
    ledger_free_text(p);
    ledger_free_amounts(p, l->years);
    put_row_total(p, l, IN_YEARS);
    ledger_formula(p, ROLE_CENTRE, certain_formula(l, p->row));
    ledger_free_text(p);
    ledger_free_text(p);
}

/* « dont certaines », by year, over all blocks. */
static void put_certain(ledger *l, book_sheet *s, uint32_t row, const side *d) {
    pen p = {.k = l->k, .s = s, .row = row};
    filter yes = {(uint16_t)(IN_YEARS + l->years + 1),
                  ledger_quoted(l, book_phrase(l->k, "oui"))};
    budget_query q = {.side = SIDE_RESOURCES, .certain_only = true};
    book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    book_write_text(&p, ROLE_TEXT_SUM, book_phrase(l->k, "budget_dont_sures"));
    while (p.column < IN_YEARS)
        book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    for (uint16_t y = 0; y <= l->years; y++) {
        uint16_t at = p.column;
        book_cell *c = ledger_formula(
            &p, ROLE_AMOUNT_SUM, ledger_sumifs(l, &l->all_in, at, &yes, 1));
        ledger_publish(&p, c, ledger_figure(l, q, y));
    }
    while (p.column < d->columns)
        book_write_text(&p, ROLE_TEXT_SUM, STR_NONE);
    l->in_certain = row;
}

void book_make_resources(maker *k, const template_sheet *from) {
    static const char *const heads[] = {
        "colonne_cle",    "budget_financeur", "budget_dispositif",
        "budget_section", "budget_compte",    "financement_statut",
        "budget_votee"};
    static const double widths[] = {8, 24, 30, 13, 20, 14, 15};
    ledger *l = book_ledger(k);
    if (!l)
        return;
    book_sheet *s = book_sheet_open(k, from);
    side d = {.side = SIDE_RESOURCES,
              .years = IN_YEARS,
              .columns = (uint16_t)(IN_YEARS + l->years + 4),
              .blocks = l->in,
              .sums = l->in_sum,
              .sum = "budget_total_section",
              .total = "total_ressources"};
    pen p = {.k = k, .s = s, .row = HEAD_ROW};
    book_write_heads(&p, heads, IN_YEARS);
    ledger_year_heads(&p);
    book_write_head(&p, "budget_certaine", false);
    book_write_head(&p, "budget_preuve", false);
    book_write_head(&p, "budget_origine", false);
    uint32_t row = put_blocks(l, s, &d, put_resources, put_free_resource);
    l->in_total = row - 1;
    l->all_in = whole_of(l->in);
    put_certain(l, s, row, &d);
    for (int of = 1; of < BUDGET_SECTION_COUNT; of++) {
        lines all = l->in[of]; /* the state may change on every line */
        all.free = all.first;
        ledger_choose(l, &all, IN_STATE, l->states);
        ledger_choose(l, &all, IN_BY, l->partners);
        ledger_choose(l, &l->in[of], IN_FUNDER, l->partners);
        ledger_choose(l, &l->in[of], IN_NATURE, l->natures);
    }
    set_widths(k, s, widths, IN_YEARS);
    book_sheet_width(k, s, (uint16_t)(d.columns - 3), 10);
    book_sheet_width(k, s, (uint16_t)(d.columns - 2), 11);
    book_sheet_width(k, s, (uint16_t)(d.columns - 1), 20);
    book_sheet_close(k, s, NULL, IN_SCHEME + 1);
}

/* --- Affectations -----------------------------------------------------------
 */

static void put_allocation(pen *p, ledger *l, const allocation *x) {
    const resource *r = x->resource.to;
    book_write_text(p, ROLE_KEY, x->resource.id);
    book_write_text(p, ROLE_TEXT, ledger_resource(l, r));
    book_write_text(p, ROLE_TEXT,
                    r ? ledger_funder(l, r->funder.to) : STR_NONE);
    book_write_text(p, ROLE_QUIET,
                    r ? ledger_section(l, r->section) : STR_NONE);
    book_write_text(p, ROLE_TEXT, ledger_action(l, x->action.to));
    ledger_input(p, calc_allocated(x));
    book_write_text(p, ROLE_QUIET,
                    origin(l, is_marked(&x->head, &x->amounts), STR_NONE));
}

static void put_free_allocation(pen *p) {
    for (int i = SHARE_KEY; i <= SHARE_ACTION; i++)
        ledger_free_text(p);
    ledger_free_amounts(p, 1);
    ledger_free_text(p);
}

/* Keys of the sheet Ressources, its free lines left out. */
static str resource_keys(ledger *l) {
    return l->all_in.sheet ? ledger_column(l, &l->all_in, IN_KEY) : STR_NONE;
}

void book_make_allocations(maker *k, const template_sheet *from) {
    static const char *const heads[] = {
        "colonne_cle",    "budget_ressource", "budget_financeur",
        "budget_section", "budget_action",    "#budget_montant_euros",
        "budget_origine"};
    static const double widths[] = {11, 46, 30, 15, 13, 13, 16};
    ledger *l = book_ledger(k);
    if (!l || !k->v->m->objectives.n)
        return;
    book_sheet *s = book_sheet_open(k, from);
    pen p = {.k = k, .s = s, .row = HEAD_ROW};
    book_write_heads(&p, heads, sizeof heads / sizeof *heads);
    uint32_t row = FIRST_ROW;
    for (size_t i = 0; i < l->b->allocations.n; i++) {
        p = (pen){.k = k, .s = s, .row = row++};
        put_allocation(&p, l, &l->b->allocations.v[i]);
    }
    l->shares = (lines){s, FIRST_ROW, row, row + FREE_LINES - 1};
    for (int i = 0; i < FREE_LINES; i++) {
        p = (pen){.k = k, .s = s, .row = row++};
        put_free_allocation(&p);
    }
    p = (pen){.k = k, .s = s, .row = row};
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    book_write_text(&p, ROLE_TEXT_TOTAL, book_phrase(k, "budget_total"));
    while (p.column < SHARE_AMOUNT)
        book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    ledger_formula(&p, ROLE_AMOUNT_TOTAL,
                   ledger_sum(l, &l->shares, SHARE_AMOUNT));
    book_write_text(&p, ROLE_TEXT_TOTAL, STR_NONE);
    ledger_whole(l, &l->shares, SHARE_AMOUNT, SHARE_AMOUNT);
    ledger_choose(l, &l->shares, SHARE_KEY, resource_keys(l));
    ledger_choose(l, &l->shares, SHARE_FUNDER, l->partners);
    ledger_choose(l, &l->shares, SHARE_SECTION, l->sections);
    ledger_choose(l, &l->shares, SHARE_ACTION, l->actions);
    set_widths(k, s, widths, sizeof widths / sizeof *widths);
    book_sheet_close(k, s, NULL, 2);
}
