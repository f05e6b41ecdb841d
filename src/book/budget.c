/* The ledger: labels that can serve as criteria, cells and formulas of the
   sheets of a budget. */
#include "book/budget_int.h"

#include "base/utf8.h"

ledger *book_ledger(maker *k) {
    const budget *b = &k->v->m->budget;
    if (k->ledger || !b->given)
        return k->ledger;
    ledger *l = NEW(k->a, ledger);
    *l = (ledger){.k = k,
                  .a = k->a,
                  .b = b,
                  .years = (uint16_t)b->periods.n,
                  .labels = map_new(k->a),
                  .owners = map_new(k->a)};
    k->ledger = l;
    return l;
}

/* --- Labels -----------------------------------------------------------------
 */

enum { LABEL_MAX = 120 }; /* a text in a formula holds 255 */

/* « * », « ? », « ~ » would be patterns. */
static void put_plain(buf *out, uint32_t cp) {
    switch (cp) {
    case '*':
        buf_z(out, "\xE2\x88\x97");
        return;
    case '?':
        buf_z(out, "\xEF\xBC\x9F");
        return;
    case '~':
        buf_z(out, "\xE2\x88\xBC");
        return;
    default:
        buf_cp(out, cp < 0x20 ? ' ' : cp);
    }
}

static bool opens_a_comparison(str s) {
    return s.n && (s.p[0] == '<' || s.p[0] == '>' || s.p[0] == '=');
}

static bool has_letter(str s) {
    for (size_t at = 0; at < s.n;) {
        uint32_t cp = utf8_next(s, &at);
        if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z')
            return true;
    }
    return false;
}

static str plain(ledger *l, const char *kind, str text) {
    buf out = buf_new(l->a);
    size_t n = 0;
    if (opens_a_comparison(text))
        buf_z(&out, "\xC2\xA0");
    for (size_t at = 0; at < text.n && n < LABEL_MAX; n++)
        put_plain(&out, utf8_next(text, &at));
    if (!has_letter(buf_slice(&out))) { /* « 2027 » would be a number */
        buf_c(&out, ' ');
        buf_str(&out, book_phrase(l->k, kind));
    }
    return buf_take(&out);
}

/* The text of a thing, the same each time; two things never share one. */
static str label_of(ledger *l, const char *kind, str id, str text) {
    str owner = str_fmt(l->a, "%s/%.*s", kind, STR_ARG(id));
    str *known = map_get(&l->owners, owner);
    if (known)
        return *known;
    str clean = plain(l, kind, text), name = clean;
    for (int i = 2;; i++) {
        str key =
            str_cat(l->a, str_fmt(l->a, "%s/", kind), book_fold(l->a, name));
        if (!map_put(&l->labels, key, l))
            break;
        name = str_fmt(l->a, "%.*s (%d)", STR_ARG(clean), i);
    }
    str *kept = NEW(l->a, str);
    *kept = name;
    map_put(&l->owners, owner, kept);
    return name;
}

str ledger_partner(ledger *l, const partner *p) {
    return p ? label_of(l, "budget_organisme", p->head.id, p->name) : STR_NONE;
}

str ledger_funder(ledger *l, const partner *p) {
    str none = book_phrase(l->k, "financeur_absent");
    return p ? ledger_partner(l, p)
             : label_of(l, "budget_organisme", S("-"), none);
}

str ledger_action(ledger *l, const action *x) {
    if (!x)
        return STR_NONE;
    str args[] = {x->code};
    return label_of(l, "budget_action", x->head.id,
                    book_sentence(l->k, "budget_action_code", args, 1));
}

str ledger_nature(ledger *l, str nature) {
    return nature.n ? label_of(l, "budget_compte", nature,
                               view_nature(l->k->v, nature))
                    : STR_NONE;
}

str ledger_section(ledger *l, section s) {
    return view_word(l->k->v, "section", (int)s);
}

str ledger_scheme(ledger *l, str scheme) {
    return scheme.n ? label_of(l, "budget_dispositif", scheme, scheme)
                    : STR_NONE;
}

str ledger_state(ledger *l, funding_state s) {
    return view_word(l->k->v, "funding_state", (int)s);
}

str ledger_resource(ledger *l, const resource *r) {
    if (!r)
        return STR_NONE;
    if (r->label.n)
        return r->label;
    const partner *p = r->funder.to;
    str funder = p ? p->name : r->funder.id;
    return r->scheme.n ? str_fmt(l->a, "%.*s, %.*s", STR_ARG(funder),
                                 STR_ARG(r->scheme))
                       : funder;
}

str ledger_quoted(ledger *l, str text) {
    buf out = buf_new(l->a);
    buf_c(&out, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_c(&out, '"');
        buf_c(&out, text.p[i]);
    }
    buf_c(&out, '"');
    return buf_take(&out);
}

str ledger_year(ledger *l, size_t i) {
    return locale_period(l->a, l->b->periods.v[i], false);
}

const figure *ledger_figure(ledger *l, budget_query q, uint16_t y) {
    q.period = y < l->years ? l->b->periods.v[y] : (period){0};
    return calc_budget(l->k->v->c, q);
}

/* --- Cells ------------------------------------------------------------------
 */

book_cell *ledger_formula(pen *p, book_role role, str formula) {
    book_cell *c = book_write_number(p, role, 0, 0, STR_NONE);
    bool text = role == ROLE_VERDICT || role == ROLE_CENTRE ||
                role == ROLE_TEXT || role == ROLE_STRONG;
    c->kind = text ? BOOK_FORMULA_TEXT : BOOK_FORMULA;
    c->text = formula;
    return c;
}

void ledger_publish(pen *p, book_cell *c, const figure *f) {
    if (!f || f->why)
        return;
    c->more = book_with_key(p->k, f->key);
    c->number = f->value;
}

void ledger_input(pen *p, double euros) {
    book_write_number(p, ROLE_AMOUNT_INPUT, euros, 0, STR_NONE);
}

void ledger_free_text(pen *p) {
    book_write_text(p, ROLE_TEXT_INPUT, STR_NONE);
}

void ledger_free_amounts(pen *p, uint16_t n) {
    for (uint16_t i = 0; i < n; i++)
        book_write_text(p, ROLE_AMOUNT_INPUT, STR_NONE);
}

void ledger_head(pen *p, book_role role, str text) {
    book_write_text(p, role, text);
}

void ledger_year_heads(pen *p) {
    ledger *l = p->k->ledger;
    for (size_t i = 0; i < l->years; i++) {
        str args[] = {ledger_year(l, i)};
        ledger_head(p, ROLE_HEAD_NUMBER,
                    book_sentence(p->k, "budget_annee_euros", args, 1));
    }
    ledger_head(p, ROLE_HEAD_NUMBER, book_phrase(p->k, "budget_total_euros"));
}

void ledger_band(pen *p, str text, uint16_t columns) {
    book_write_text(p, ROLE_GROUP, STR_NONE);
    book_write_text(p, ROLE_GROUP, text);
    while (p->column < columns)
        book_write_text(p, ROLE_GROUP, STR_NONE);
}

/* Runs over the empty cells to its right: not wrapped. */
void ledger_note(pen *p, str text) {
    p->column = 1;
    book_write_text(p, ROLE_SIGN_HERE, text);
    p->row++;
    p->column = 0;
}

void ledger_signatures(ledger *l, book_sheet *s, uint32_t row,
                       uint16_t columns) {
    pen p = {.k = l->k, .s = s, .row = row, .column = 1};
    book_write_text(&p, ROLE_SIGN_HERE, book_phrase(l->k, "budget_certifie"));
    p = (pen){.k = l->k, .s = s, .row = row + 1, .column = 1};
    book_write_text(&p, ROLE_SIGN_HERE,
                    book_phrase(l->k, "budget_ordonnateur"));
    p = (pen){.k = l->k,
              .s = s,
              .row = row + 1,
              .column = (uint16_t)(columns > 6 ? columns - 4 : 2)};
    book_write_text(&p, ROLE_SIGN_HERE, book_phrase(l->k, "budget_comptable"));
    p = (pen){.k = l->k, .s = s, .row = row + 4};
    book_write_text(&p, ROLE_SIGN_HERE, STR_NONE); /* room for a hand */
}

static void add_rule(ledger *l, const lines *x, book_validation v) {
    v.range.row1 = x->first;
    v.range.row2 = x->last;
    list_push(l->a, &x->sheet->validations, v);
}

void ledger_choose(ledger *l, const lines *x, uint16_t column, str list) {
    lines free = {x->sheet, x->free, x->free, x->last};
    if (list.n)
        add_rule(l, &free,
                 (book_validation){.kind = BOOK_RULE_LIST,
                                   .range = {0, column, 0, column},
                                   .formula = list});
}

void ledger_whole(ledger *l, const lines *x, uint16_t from, uint16_t to) {
    add_rule(l, x,
             (book_validation){.kind = BOOK_RULE_WHOLE,
                               .range = {0, from, 0, to},
                               .low = -MAX_EURO,
                               .high = MAX_EURO});
}

void ledger_dates(ledger *l, const lines *x, uint16_t column) {
    add_rule(l, x,
             (book_validation){.kind = BOOK_RULE_DATE,
                               .range = {0, column, 0, column},
                               .low = 36526, /* 2000 to 2100 */
                               .high = 73050});
}

/* --- Formulas ---------------------------------------------------------------
 */

str ledger_here(ledger *l, uint32_t row, uint16_t column) {
    return book_cell_ref(l->a, row, column);
}

str ledger_at(ledger *l, const book_sheet *s, uint32_t row, uint16_t column) {
    buf out = buf_new(l->a);
    buf_sheet_ref(&out, s);
    buf_cell_ref(&out, row, column, true);
    return buf_take(&out);
}

str ledger_column(ledger *l, const lines *x, uint16_t column) {
    buf out = buf_new(l->a);
    buf_sheet_ref(&out, x->sheet);
    buf_range_ref(&out, (book_range){x->first, column, x->last, column}, true);
    return buf_take(&out);
}

str ledger_column_name(ledger *l, uint16_t column) {
    str cell = book_cell_ref(l->a, 0, column);
    return str_sub(cell, 0, cell.n - 1);
}

str ledger_sum(ledger *l, const lines *x, uint16_t column) {
    buf out = buf_new(l->a);
    buf_z(&out, "SUM(");
    buf_range_ref(&out, (book_range){x->first, column, x->last, column}, false);
    buf_c(&out, ')');
    return buf_take(&out);
}

str ledger_sum_row(ledger *l, uint32_t row, uint16_t from, uint16_t to) {
    buf out = buf_new(l->a);
    buf_z(&out, "SUM(");
    buf_range_ref(&out, (book_range){row, from, row, to}, false);
    buf_c(&out, ')');
    return buf_take(&out);
}

str ledger_sumifs(ledger *l, const lines *x, uint16_t column, const filter *c,
                  size_t n) {
    if (!x->sheet)
        return S("0");
    buf out = buf_new(l->a);
    buf_z(&out, "SUMIFS(");
    buf_str(&out, ledger_column(l, x, column));
    for (size_t i = 0; i < n; i++) {
        if (!c[i].is.n)
            continue;
        buf_fmt(&out, ",%.*s,%.*s", STR_ARG(ledger_column(l, x, c[i].column)),
                STR_ARG(c[i].is));
    }
    buf_c(&out, ')');
    return buf_take(&out);
}

str ledger_sum_cells(ledger *l, const uint32_t *rows, size_t n,
                     uint16_t column) {
    enum { AT_ONCE = 30 };
    buf out = buf_new(l->a);
    buf_z(&out, "SUM(");
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_c(&out, ',');
        if (n > AT_ONCE && i % AT_ONCE == 0) {
            size_t left = n - i < AT_ONCE ? n - i : AT_ONCE;
            buf_str(&out, ledger_sum_cells(l, rows + i, left, column));
            i += left - 1;
        } else {
            buf_cell_ref(&out, rows[i], column, false);
        }
    }
    buf_z(&out, n ? ")" : "0)");
    return buf_take(&out);
}

str ledger_verdict(ledger *l, str test) {
    str good = ledger_quoted(l, book_phrase(l->k, "budget_conforme"));
    str bad = ledger_quoted(l, book_phrase(l->k, "budget_en_ecart"));
    return str_fmt(l->a, "IF(%.*s,%.*s,%.*s)", STR_ARG(test), STR_ARG(good),
                   STR_ARG(bad));
}

static void add_colour(ledger *l, book_sheet *s, book_range over,
                       const char *word, book_role role) {
    str is = ledger_quoted(l, book_phrase(l->k, word));
    str cell = book_cell_ref(l->a, over.row1, over.column1);
    list_push(l->a, &s->conditions,
              (book_condition){.range = over,
                               .formula = str_fmt(l->a, "%.*s=%.*s",
                                                  STR_ARG(cell), STR_ARG(is)),
                               .format = book_style_of(l->k, role, 0)});
}

void ledger_colours(ledger *l, book_sheet *s, book_range over, const char *good,
                    const char *bad) {
    add_colour(l, s, over, good, ROLE_STATE_GOOD);
    add_colour(l, s, over, bad, ROLE_STATE_BAD);
}

void ledger_verdicts(ledger *l, book_sheet *s, uint32_t first,
                     uint16_t column) {
    ledger_colours(l, s, (book_range){first, column, s->used_rows - 1, column},
                   "budget_conforme", "budget_en_ecart");
}

void ledger_check(ledger *l, check_line c) {
    list_push(l->a, &l->checks, c);
}
