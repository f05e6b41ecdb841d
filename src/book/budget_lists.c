/* The sheet Listes: what cells may be chosen from, and the accounts of each
   nature in the three nomenclatures. */
#include "book/budget_int.h"
#include "model/model_phrases.h"

enum {
    LIST_NATURE,
    LIST_PCG,
    LIST_M96,
    LIST_CERFA,
    LIST_SECTION,
    LIST_STATE,
    LIST_CERTAIN,
    LIST_ACTION,
    LIST_ACTION_TITLE,
    LIST_PARTNER,
    LIST_KIND,
    LIST_PAYMENT,
    LIST_COLUMNS
};

typedef struct list_writer {
    ledger *l;
    book_sheet *s;
    uint32_t row;
} list_writer;

static void put_item(list_writer *w, uint16_t column, book_role role,
                     str text) {
    pen p = {.k = w->l->k, .s = w->s, .row = w->row, .column = column};
    book_write_text(&p, role, text);
}

static str range_from_head(list_writer *w, uint16_t column) {
    lines x = {w->s, FIRST_ROW, FIRST_ROW, w->row - 1};
    return w->row > FIRST_ROW ? ledger_column(w->l, &x, column) : STR_NONE;
}

/* « 215 », or « – » where that plan of accounts has none. */
static str account(ledger *l, const char *plan, str nature) {
    const view_context *v = l->k->v;
    str out;
    for (size_t n = nature.n; n > 0; n--) {
        str path = str_fmt(l->a, "comptes/%s/%.*s", plan, (int)n, nature.p);
        if (model_phrase(v->m, path, v->sink, &out))
            return out;
    }
    bool number = nature.n && nature.p[0] >= '0' && nature.p[0] <= '9';
    return number ? nature : book_phrase(l->k, "tiret");
}

static void put_nature(list_writer *w, str nature) {
    ledger *l = w->l;
    put_item(w, LIST_NATURE, ROLE_TEXT, ledger_nature(l, nature));
    put_item(w, LIST_PCG, ROLE_CODE, account(l, "pcg", nature));
    put_item(w, LIST_M96, ROLE_CODE, account(l, "m9_6", nature));
    put_item(w, LIST_CERFA, ROLE_CODE, account(l, "cerfa_12156", nature));
    w->row++;
}

/* Those of the nomenclature, then what the lines use beside them. */
static void put_natures(list_writer *w) {
    ledger *l = w->l;
    const str *used;
    size_t n = calc_natures(l->k->v->c, &used);
    const str *known;
    size_t all = view_natures(l->k->v, &known);
    w->row = FIRST_ROW;
    for (size_t i = 0; i < all; i++)
        put_nature(w, known[i]);
    for (size_t i = 0; i < n; i++) {
        bool seen = !used[i].n;
        for (size_t k = 0; k < all; k++)
            seen = seen || str_eq(used[i], known[k]);
        if (!seen)
            put_nature(w, used[i]);
    }
    l->natures = range_from_head(w, LIST_NATURE);
}

static void put_sections(list_writer *w) {
    w->row = FIRST_ROW;
    for (int s = 1; s < BUDGET_SECTION_COUNT; s++, w->row++)
        put_item(w, LIST_SECTION, ROLE_TEXT, ledger_section(w->l, (section)s));
    w->l->sections = range_from_head(w, LIST_SECTION);
}

/* Voted is certain when the payer voted: the sheet Ressources says which. */
static const char *certainty(funding_state s) {
    bool sure =
        s == FUNDING_NOTIFIED || s == FUNDING_AGREED || s == FUNDING_RECEIVED;
    return sure ? "oui" : s == FUNDING_VOTED ? "budget_si_payeur" : "non";
}

static void put_states(list_writer *w) {
    w->row = FIRST_ROW;
    for (int s = 1; s < FUNDING_COUNT; s++, w->row++) {
        put_item(w, LIST_STATE, ROLE_TEXT,
                 ledger_state(w->l, (funding_state)s));
        put_item(w, LIST_CERTAIN, ROLE_TEXT,
                 book_phrase(w->l->k, certainty((funding_state)s)));
    }
    w->l->states = range_from_head(w, LIST_STATE);
    w->l->certain_states = range_from_head(w, LIST_CERTAIN);
}

static void put_actions(list_writer *w) {
    const model *m = w->l->k->v->m;
    w->row = FIRST_ROW;
    for (size_t i = 0; i < m->objectives.n; i++)
        for (size_t k = 0; k < m->objectives.v[i].actions.n; k++) {
            const action *x = &m->objectives.v[i].actions.v[k];
            put_item(w, LIST_ACTION, ROLE_TEXT, ledger_action(w->l, x));
            put_item(w, LIST_ACTION_TITLE, ROLE_TEXT, x->title);
            w->row++;
        }
    w->l->actions = range_from_head(w, LIST_ACTION);
}

static void put_partners(list_writer *w) {
    const model *m = w->l->k->v->m;
    w->row = FIRST_ROW;
    for (size_t i = 0; i < m->partners.n; i++, w->row++)
        put_item(w, LIST_PARTNER, ROLE_TEXT,
                 ledger_partner(w->l, &m->partners.v[i]));
    w->l->partners = range_from_head(w, LIST_PARTNER);
}

static void put_payments(list_writer *w) {
    const view_context *v = w->l->k->v;
    w->row = FIRST_ROW;
    for (int i = 1; i < PAYMENT_COUNT; i++, w->row++)
        put_item(w, LIST_KIND, ROLE_TEXT, view_word(v, "payment_type", i));
    w->l->kinds = range_from_head(w, LIST_KIND);
    w->row = FIRST_ROW;
    for (int i = 1; i < PAYMENT_STATE_COUNT; i++, w->row++)
        put_item(w, LIST_PAYMENT, ROLE_TEXT, view_word(v, "payment_state", i));
    w->l->payment_states = range_from_head(w, LIST_PAYMENT);
}

void book_make_lists(maker *k, const template_sheet *from) {
    static const char *const heads[LIST_COLUMNS] = {
        "budget_compte",     "budget_pcg",       "budget_m96",
        "budget_cerfa",      "budget_section",   "financement_statut",
        "budget_certaine",   "budget_action",    "budget_intitule",
        "budget_partenaire", "budget_versement", "budget_versement_etat"};
    ledger *l = book_ledger(k);
    if (!l)
        return;
    list_writer w = {.l = l, .s = book_sheet_open(k, from)};
    pen p = {.k = k, .s = w.s, .row = HEAD_ROW};
    book_write_heads(&p, heads, LIST_COLUMNS);
    put_natures(&w);
    put_sections(&w);
    put_states(&w);
    put_actions(&w);
    put_partners(&w);
    put_payments(&w);
    book_sheet_width(k, w.s, LIST_ACTION_TITLE, 40);
    book_sheet_close(k, w.s, NULL, 0);
}
