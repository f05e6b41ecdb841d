/* types_budget: budget. */
#include "model/bind_int.h"

/* --- montants: { 2027: 140 000 } -------------------------------------------
 */

static void add_amount(binder *b, const field *f, amount_list *l,
                       const node_entry *e) {
    amount x = {.place = e->value->place, .illustrative = b->illustrative};
    number euros = {0, false};
    if (bind_period(b, f->key, e->key, CAL_NONE, &x.period) &&
        bind_money(b, e->key->text.s, e->value, &euros)) {
        x.euros = euros.v;
        list_push(b->a, l, x);
    }
}

static void bind_amounts(binder *b, const field *f, void *member,
                         const node *n) {
    if (n->kind != NODE_MAP) {
        BIND_ERROR(b, E0131, n->place, f->key, f->key);
        return;
    }
    for (size_t i = 0; i < n->count; i++)
        add_amount(b, f, member, &n->entries[i]);
}

static void dump_amounts(buf *out, const void *member, int depth) {
    const amount_list *l = member;
    for (size_t i = 0; i < l->n; i++) {
        buf_fmt(out, "%*smontant ", 2 * depth, "");
        buf_period(out, l->v[i].period);
        buf_z(out, ": ");
        buf_num(out, l->v[i].euros);
        buf_z(out, l->v[i].illustrative ? " i\n" : "\n");
    }
}

const custom_field custom_amounts = {
    bind_amounts,
    "{\"type\":\"object\",\"additionalProperties\":{\"type\":[\"string\","
    "\"integer\"]}}",
    "euros entiers par période", dump_amounts};

/* --- statut: a word, or one a period ----------------------------------------
 */

static void bind_funding(binder *b, const field *f, void *member,
                         const node *n) {
    resource *r = (resource *)((char *)member - offsetof(resource, state));
    if (n->kind == NODE_SCALAR) {
        r->state = (funding_state)bind_word(b, f->key, n, &words_funding_state);
        return;
    }
    if (n->kind != NODE_MAP) {
        BIND_ERROR(b, E0106, n->place, f->key, f->key);
        return;
    }
    for (size_t i = 0; i < n->count; i++) {
        const node_entry *e = &n->entries[i];
        funding_step s = {.place = e->value->place};
        bool dated = bind_period(b, f->key, e->key, CAL_NONE, &s.period);
        s.state =
            (funding_state)bind_word(b, f->key, e->value, &words_funding_state);
        if (dated && s.state)
            list_push(b->a, &r->steps, s);
    }
}

static void dump_funding(buf *out, const void *member, int depth) {
    const resource *r =
        (const resource *)((const char *)member - offsetof(resource, state));
    if (r->state)
        buf_fmt(out, "%*sstatut: %.*s\n", 2 * depth, "",
                STR_ARG(word_of(&words_funding_state, (int)r->state)));
    for (size_t i = 0; i < r->steps.n; i++) {
        buf_fmt(out, "%*sstatut ", 2 * depth, "");
        buf_period(out, r->steps.v[i].period);
        buf_z(out, ": ");
        buf_str(out, word_of(&words_funding_state, (int)r->steps.v[i].state));
        buf_c(out, '\n');
    }
}

static const custom_field custom_funding = {
    bind_funding,
    "{\"anyOf\":[{\"enum\":[\"a_deposer\",\"demande\",\"promis\",\"notifie\","
    "\"conventionne\",\"vote\",\"encaisse\",\"refuse\"]},"
    "{\"type\":\"object\"}]}",
    "un mot (a_deposer, demande, promis, notifie, conventionne, vote, "
    "encaisse, "
    "refuse), ou un mot par période",
    dump_funding};

static void finish_expense(binder *b, void *record) {
    expense *x = record;
    provenance_inherit(&x->from, file_provenance(b));
}

#define REC expense
static const field fields_expense[] = {
    F_ID(REQUIRED | STRICT_ID, "Identifiant de la ligne"),
    F_LABEL("libelle", label, REQUIRED, "Libellé de la dépense"),
    F_REF("action", action, action, 0, "Action que la dépense sert"),
    F_LABEL("nature", nature, REQUIRED,
            "Poste de la nomenclature : equipement, 64, 6064…"),
    F_WORD("section", section, section, REQUIRED, "Section du budget"),
    F_REF("porteur", carrier, partner, 0, "Qui dépense"),
    F_DATE("debut", start, 0,
           "Début propre à la ligne, pour la répartir en exercices civils"),
    F_DATE("fin", end, 0, "Fin propre à la ligne"),
    F_CUSTOM("montants", amounts, amount_list, REQUIRED, &custom_amounts,
             "Montants par période"),
    F_TEXT("note", note, 0, "Précision"),
    F_SOURCE(from),
    F_PROVENANCE(from),
};
const record_type type_expense = {
    RECORD(expense, "dépense", "une", "Une ligne d’emplois."),
    .finish = finish_expense,
};
#undef REC

static void finish_resource(binder *b, void *record) {
    resource *x = record;
    provenance_inherit(&x->from, file_provenance(b));
}

#define REC resource
static const field fields_resource[] = {
    F_ID(REQUIRED | STRICT_ID, "Identifiant de la ligne"),
    F_LABEL("libelle", label, 0, "Libellé, sinon financeur et dispositif"),
    F_REF("financeur", funder, partner, 0, "Qui finance"),
    F_LABEL("dispositif", scheme, 0, "Dispositif : FEDER, France 2030…"),
    F_LABEL("nature", nature, 0, "Poste de la nomenclature"),
    F_WORD("section", section, section, REQUIRED, "Section du budget"),
    F_CUSTOM("statut", state, funding_state, REQUIRED, &custom_funding,
             "Où en est la ressource"),
    F_REF2("par", voted_by, partner, body, 0, "Qui l’a votée"),
    F_DATE("date", state_date, 0, "Date de ce statut"),
    F_REF("piece", piece, piece, 0, "Pièce qui le prouve"),
    F_DATE("debut", start, 0,
           "Début propre à la ligne, pour la répartir en exercices civils"),
    F_DATE("fin", end, 0, "Fin propre à la ligne"),
    F_CUSTOM("montants", amounts, amount_list, REQUIRED, &custom_amounts,
             "Montants par période"),
    F_TEXT("note", note, 0, "Précision"),
    F_SOURCE(from),
    F_PROVENANCE(from),
};
const record_type type_resource = {
    RECORD(resource, "ressource", "une", "Une ligne de ressources."),
    .finish = finish_resource,
};
#undef REC

#define REC allocation
static const field fields_allocation[] = {
    F_REF("ressource", resource, resource, REQUIRED, "Ressource affectée"),
    F_REF("action", action, action, REQUIRED, "Action financée"),
    F_MONEY("montant", amount, 0, "Montant sur la durée du label"),
    F_CUSTOM("montants", amounts, amount_list, 0, &custom_amounts,
             "Montants par période, au lieu du total"),
};
const record_type type_allocation = {
    RECORD(allocation, "affectation", "une",
           "La part d’une ressource qui finance une action."),
};
#undef REC

#define REC payment
static const field fields_payment[] = {
    F_WORD("type", type, payment_type, REQUIRED, "Genre de versement"),
    F_DATE("date", date, 0, "Date prévue ou constatée"),
    F_MONEY("montant", amount, REQUIRED, "Montant"),
    F_WORD("etat", state, payment_state, 0, "Où il en est"),
};
const record_type type_payment = {
    RECORD(payment, "versement", "un", "Un versement d’une convention."),
};
#undef REC

#define REC agreement
static const field fields_agreement[] = {
    F_ID(0, "Identifiant de la convention"),
    F_REF("ressource", resource, resource, REQUIRED, "Ressource concernée"),
    F_LABEL("numero", reference, 0, "Numéro de la convention"),
    F_MONEY("montant", amount, REQUIRED, "Montant"),
    F_DATE("eligible_du", eligible_from, 0, "Début d’éligibilité"),
    F_DATE("eligible_au", eligible_to, 0, "Fin d’éligibilité"),
    F_REF("piece", piece, piece, 0, "Pièce signée"),
    F_MANY("versements", payments, payment, 0, "Versements"),
};
const record_type type_agreement = {
    RECORD(agreement, "convention", "une", "Une convention de financement."),
};
#undef REC

#define REC ceiling
static const field fields_ceiling[] = {
    F_LABEL("libelle", label, 0, "Nom de la règle"),
    F_REFS("financeurs", funders, partner, 0, "Financeurs comptés ensemble"),
    F_WORD("section", section, section, 0, "Section concernée"),
    F_REF("action", action, action, 0, "Action concernée"),
    F_NUMBER("taux_max", max_rate, 0, 0, 100, "Taux à ne pas dépasser, en %"),
    F_MONEY("montant_max", max_amount, 0, "Montant à ne pas dépasser"),
    F_TEXT("note", note, 0, "D’où vient la règle"),
};
const record_type type_ceiling = {
    RECORD(ceiling, "plafond", "un", "Un plafond de financement."),
};
#undef REC

#define REC staff
static const field fields_staff[] = {
    F_ID(REQUIRED | STRICT_ID, "Identifiant du poste"),
    F_LABEL("poste", post, REQUIRED, "Intitulé du poste"),
    F_REF("employeur", employer, partner, 0, "Employeur"),
    F_NUMBER("etp", fte, REQUIRED, 0, 1000, "Équivalent temps plein"),
    F_NUMBER("mois", months, 0, 0, 12, "Mois par an"),
    F_CUSTOM("cout_annuel", yearly_cost, amount_list, 0, &custom_amounts,
             "Coût chargé d’un temps plein, par période"),
    F_REF("depense", expense, expense, 0, "Ligne de dépense qui le porte"),
    F_TEXT("note", note, 0, "Précision"),
};
const record_type type_staff = {
    RECORD(staff, "poste budgété", "un", "Un poste du plan de financement."),
};
#undef REC

#define REC execution
static const field fields_execution[] = {
    F_INTEGER("exercice", year, REQUIRED, 2000, 2100, "Année civile"),
    F_REF2("ligne", line, expense, resource, REQUIRED, "Ligne exécutée"),
    F_WORD("etat", state, execution_state, 0,
           "Provisoire jusqu’au compte financier, ou définitif"),
    F_MONEY("vote", voted, 0, "Budget voté"),
    F_MONEY("modifie", modified, 0, "Décisions modificatives"),
    F_MONEY("engage", committed, 0, "Engagé"),
    F_MONEY("service_fait", served, 0, "Service fait"),
    F_MONEY("mandate", paid, 0, "Mandaté"),
    F_MONEY("reporte", carried, 0, "Reporté"),
    F_MONEY("attendu", expected, 0, "Recette attendue"),
    F_MONEY("titre", titled, 0, "Titre de recette émis"),
    F_MONEY("encaisse", received, 0, "Encaissé"),
};
const record_type type_execution = {
    RECORD(execution, "exécution", "une",
           "Ce qui a été fait d’une ligne au cours d’un exercice."),
};
#undef REC

static void finish_budget(binder *b, void *record) {
    budget *x = record;
    x->given = true;
    provenance_inherit(&x->from, file_provenance(b));
}

#define REC budget
static const field fields_budget[] = {
    F_WORD("calendrier", calendar, calendar, 0, "Civil ou scolaire"),
    F_PERIODS("periodes", periods, REQUIRED, "Années du plan"),
    F_WORD("taxes", taxes, budget_taxes, 0, "Montants TTC ou HT"),
    F_WORD("perimetre", scope, budget_scope, 0,
           "Budget consolidé, ou du seul établissement support"),
    F_WORD("natures", natures, nomenclature, 0, "Nomenclature des natures"),
    F_MANY("depenses", expenses, expense, 0, "Emplois"),
    F_MANY("ressources", resources, resource, 0, "Ressources"),
    F_MANY("affectations", allocations, allocation, 0, "Ressources par action"),
    F_MANY("conventions", agreements, agreement, 0, "Conventions"),
    F_MANY("plafonds", ceilings, ceiling, 0, "Plafonds"),
    F_MANY("personnel", staff, staff, 0, "Postes"),
    F_MANY("execution", execution, execution, 0, "Exécution"),
    F_TEXT("regles", rules, 0, "Règles, imprimées sous le plan"),
    F_SOURCE(from),
    F_PROVENANCE(from),
};
const record_type type_budget = {
    RECORD(budget, "budget", "un", "Le plan de financement, en euros entiers."),
    .finish = finish_budget,
};
#undef REC
