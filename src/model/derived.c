/* derived: fields of records that expressions may read though no key holds
   them, or whose key holds more than one value. */
#include "model/model_phrases.h"
#include "model/scope_int.h"

#define GETTER(name, type)                                                     \
    static expr_value name(const model *m, const void *record, arena *a)
#define UNUSED (void)m, (void)a

static expr_value whole(double v) {
    return expr_number(v);
}

GETTER(get_illustrative, record_head) {
    UNUSED;
    return expr_bool(((const record_head *)record)->illustrative);
}

/* --- partenaire.engagement
 * ---------------------------------------------------- */

static const piece *commitment_piece(const void *record) {
    return ((const commitment *)record)->piece.to;
}

GETTER(get_commitment_state, commitment) {
    UNUSED;
    const piece *p = commitment_piece(record);
    return scope_text(p ? word_of(&words_piece_state, (int)p->state)
                        : STR_NONE);
}

GETTER(get_commitment_date, commitment) {
    UNUSED;
    const piece *p = commitment_piece(record);
    return scope_date(p ? p->date : (date){0});
}

/* --- piece
 * -------------------------------------------------------------------- */

GETTER(get_piece_delivery, piece) {
    UNUSED;
    const piece *p = record;
    piece_delivery d = !p->file.n               ? DELIVERY_ABSENT
                       : p->attach == YESNO_YES ? DELIVERY_ATTACHED
                                                : DELIVERY_APART;
    return scope_text(word_of(&words_piece_delivery, (int)d));
}

/* « 214 Ko », « 3,4 Mo »: powers of ten, rounded up. */
GETTER(get_piece_size, piece) {
    (void)m;
    uint64_t n = ((const piece *)record)->size;
    uint64_t kilo = (n + 999) / 1000, tenths = (n + 99999) / 100000;
    if (!n)
        return scope_text(STR_NONE);
    if (kilo < 1000)
        return scope_text(
            str_fmt(a, "%llu\xC2\xA0Ko", (unsigned long long)kilo));
    return scope_text(str_fmt(a, "%llu,%llu\xC2\xA0Mo",
                              (unsigned long long)(tenths / 10),
                              (unsigned long long)(tenths % 10)));
}

GETTER(get_piece_digest, piece) {
    UNUSED;
    return scope_text(((const piece *)record)->digest);
}

/* What a list has room for. */
GETTER(get_piece_short_digest, piece) {
    UNUSED;
    return scope_text(str_sub(((const piece *)record)->digest, 0, 8));
}

/* --- action
 * ------------------------------------------------------------------- */

GETTER(get_action_objective, action) {
    (void)a;
    return scope_record(m, &type_objective,
                        ((const action *)record)->objective);
}

GETTER(get_action_state, action) {
    (void)a;
    return scope_text(
        word_of(&words_action_state, (int)model_standing(m, record).state));
}

GETTER(get_action_progress, action) {
    (void)a;
    return scope_number(model_standing(m, record).progress);
}

GETTER(get_action_note, action) {
    (void)a;
    const action_progress *last = model_standing(m, record).entry;
    return scope_text(last ? last->note.s : STR_NONE);
}

GETTER(get_action_late, action) {
    (void)a;
    return expr_bool(model_standing(m, record).late);
}

GETTER(get_action_late_months, action) {
    (void)a;
    return whole(model_standing(m, record).late_months);
}

/* At the meeting before. */
GETTER(get_action_state_before, action) {
    (void)a;
    action_state s =
        m->before ? model_standing(m->before, record).state : ACTION_ABSENT;
    return scope_text(word_of(&words_action_state, (int)s));
}

GETTER(get_action_due, action) {
    UNUSED;
    const action *x = record;
    return scope_date(date_has(x->revised_end) ? x->revised_end : x->end);
}

/* Its state is not that of the meeting before, or it is late since. */
GETTER(get_action_changed, action) {
    (void)a;
    if (!m->before)
        return expr_bool(false);
    action_standing now = model_standing(m, record);
    action_standing then = model_standing(m->before, record);
    return expr_bool(now.state != then.state || now.late != then.late);
}

/* A question of the meeting is about it. */
GETTER(get_action_asked, action) {
    (void)a;
    const meeting *x = m->meeting;
    for (size_t i = 0; x && i < x->votes.n; i++)
        for (size_t k = 0; k < x->votes.v[i].actions.n; k++)
            if (x->votes.v[i].actions.v[k].to == record)
                return expr_bool(true);
    return expr_bool(false);
}

/* --- formation, implantation
 * --------------------------------------------------- */

GETTER(get_course_places, course) {
    UNUSED;
    const course *c = record;
    number sum = {0, false};
    for (size_t i = 0; i < c->sites.n; i++)
        if (c->sites.v[i].places.has)
            sum = (number){sum.v + c->sites.v[i].places.v, true};
    return scope_number(sum);
}

GETTER(get_course_ends, course) {
    UNUSED;
    return expr_bool(((const course *)record)->ends_in_term);
}

GETTER(get_site_course, course_site) {
    (void)a;
    const course_site *s = record;
    for (size_t i = 0; i < m->courses.n; i++) {
        const course *c = &m->courses.v[i];
        if (c->sites.n && s >= c->sites.v && s < c->sites.v + c->sites.n)
            return scope_record(m, &type_course, c);
    }
    return scope_record(m, &type_course, NULL);
}

/* --- budget
 * -------------------------------------------------------------------- */

double amounts_total(const amount_list *l) {
    double sum = 0;
    for (size_t i = 0; i < l->n; i++)
        sum += l->v[i].euros;
    return sum;
}

double amounts_in(const amount_list *l, period p) {
    double sum = 0;
    for (size_t i = 0; i < l->n; i++)
        if (period_eq(l->v[i].period, p))
            sum += l->v[i].euros;
    return sum;
}

GETTER(get_expense_total, expense) {
    UNUSED;
    return whole(amounts_total(&((const expense *)record)->amounts));
}

GETTER(get_resource_total, resource) {
    UNUSED;
    return whole(amounts_total(&((const resource *)record)->amounts));
}

GETTER(get_resource_state, resource) {
    UNUSED;
    const resource *r = record;
    funding_state s = r->state;
    if (!s && r->steps.n)
        s = r->steps.v[r->steps.n - 1].state;
    return scope_text(word_of(&words_funding_state, (int)s));
}

/* --- dossier
 * -------------------------------------------------------------------- */

GETTER(get_digest, dossier) {
    (void)a, (void)record;
    return scope_text(m->digest);
}

GETTER(get_illustration_count, dossier) {
    (void)a, (void)record;
    return whole((double)m->illustrations.n);
}

/* --- gouvernance
 * ------------------------------------------------------------------ */

GETTER(get_body_votes, body) {
    UNUSED;
    const body *x = record;
    number sum = {0, false};
    for (size_t i = 0; i < x->members.n; i++)
        if (x->members.v[i].votes.has)
            sum = (number){sum.v + x->members.v[i].votes.v, true};
    return scope_number(sum);
}

/* --- reunion
 * ------------------------------------------------------------------ */

GETTER(get_meeting_situation, meeting) {
    UNUSED;
    return scope_date(meeting_situation(record));
}

GETTER(get_meeting_to_come, meeting) {
    (void)a;
    return expr_bool(meeting_is_to_come(m, record));
}

/* --- decision, question
 * ---------------------------------------------------- */

/* What a meeting decided or is to decide, and its rank there; NULL: none. */
static const meeting *meeting_of(const model *m, const void *x, size_t *rank) {
    for (size_t i = 0; i < m->meetings.n; i++) {
        const meeting *y = &m->meetings.v[i];
        for (size_t k = 0; k < y->decisions.n || k < y->votes.n; k++) {
            bool here = (k < y->decisions.n && &y->decisions.v[k] == x) ||
                        (k < y->votes.n && (const void *)&y->votes.v[k] == x);
            *rank = k + 1;
            if (here)
                return y;
        }
    }
    return NULL;
}

GETTER(get_rank, decision) {
    (void)a;
    size_t rank;
    const meeting *x = meeting_of(m, record, &rank);
    return x ? whole((double)rank)
             : expr_missing(EXPR_NUMBER, MISSING_UNAVAILABLE);
}

/* « D1 », as the words say. */
GETTER(get_decision_code, decision) {
    size_t rank;
    str pattern;
    if (!meeting_of(m, record, &rank) ||
        !model_phrase(m, S("phrases/decision_code"), diag_sink_new(a),
                      &pattern))
        return scope_text(STR_NONE);
    str args[DIAG_ARGS] = {str_fmt(a, "%zu", rank)};
    buf out = buf_new(a);
    diag_sentence(&out, str_dup(a, pattern).p, args);
    return scope_text(buf_take(&out));
}

GETTER(get_sitting, decision) {
    (void)a;
    size_t rank;
    return scope_record(m, &type_meeting, meeting_of(m, record, &rank));
}

/* Missing unless the body says what it takes and the meeting who came. */
GETTER(get_meeting_quorate, meeting) {
    UNUSED;
    const meeting *x = record;
    const body *b = x->body.to;
    if (!b || !b->quorum.has || !x->present.has || !x->invited.has)
        return expr_missing(EXPR_BOOL, MISSING_UNAVAILABLE);
    return expr_bool(100 * x->present.v >= b->quorum.v * x->invited.v);
}

/* --- budget.execution --------------------------------------------------------
 */

GETTER(get_execution_label, execution) {
    UNUSED;
    const execution *x = record;
    if (!x->line.to)
        return scope_text(STR_NONE);
    return scope_text(x->income ? ((const resource *)x->line.to)->scheme
                                : ((const expense *)x->line.to)->label);
}

GETTER(get_execution_income, execution) {
    UNUSED;
    return expr_bool(((const execution *)record)->income);
}

/* A receipt is never paid, a line of expenses never received: no hole. */
static expr_value executed(const execution *x, const number *n, bool income) {
    if (!n->has && x->income != income)
        return expr_missing(EXPR_NUMBER, MISSING_IRRELEVANT);
    return scope_number(*n);
}

#define EXECUTED(member, of_income)                                            \
    GETTER(get_execution_##member, execution) {                                \
        UNUSED;                                                                \
        const execution *x = record;                                           \
        return executed(x, &x->member, of_income);                             \
    }

EXECUTED(voted, false)
EXECUTED(modified, false)
EXECUTED(committed, false)
EXECUTED(served, false)
EXECUTED(paid, false)
EXECUTED(carried, false)
EXECUTED(expected, true)
EXECUTED(titled, true)
EXECUTED(received, true)

#define NAME(s)  .name = STR_LITERAL(s)
#define EUROS(s) NAME(s), .kind = EXPR_NUMBER, .unit = STR_LITERAL("€")

static const derived_field of_commitment[] = {
    {NAME("statut"), EXPR_TEXT, get_commitment_state,
     .words = &words_piece_state},
    {NAME("date"), EXPR_DATE, get_commitment_date},
};
static const derived_field of_piece[] = {
    {NAME("remise"), EXPR_TEXT, get_piece_delivery,
     .words = &words_piece_delivery},
    {NAME("taille"), EXPR_TEXT, get_piece_size},
    {NAME("empreinte"), EXPR_TEXT, get_piece_digest},
    {NAME("empreinte_courte"), EXPR_TEXT, get_piece_short_digest},
};
static const derived_field of_action[] = {
    {NAME("objectif"), EXPR_RECORD, get_action_objective,
     .record = &type_objective},
    {NAME("etat"), EXPR_TEXT, get_action_state, .words = &words_action_state},
    {NAME("avancement"), EXPR_NUMBER, get_action_progress},
    {NAME("constat"), EXPR_TEXT, get_action_note},
    {NAME("etat_precedent"), EXPR_TEXT, get_action_state_before,
     .words = &words_action_state},
    {NAME("change"), EXPR_BOOL, get_action_changed},
    {NAME("a_decider"), EXPR_BOOL, get_action_asked},
    {NAME("retard"), EXPR_BOOL, get_action_late},
    {NAME("mois_retard"), EXPR_NUMBER, get_action_late_months},
    {NAME("fin_prevue"), EXPR_DATE, get_action_due},
};
static const derived_field of_course[] = {
    {NAME("places"), EXPR_NUMBER, get_course_places,
     .unit = STR_LITERAL("places")},
    {NAME("fin_pendant_label"), EXPR_BOOL, get_course_ends},
};
static const derived_field of_site[] = {
    {NAME("formation"), EXPR_RECORD, get_site_course, .record = &type_course},
};
static const derived_field of_expense[] = {
    {NAME("total"), EXPR_NUMBER, get_expense_total, .unit = STR_LITERAL("€")},
};
static const derived_field of_resource[] = {
    {NAME("total"), EXPR_NUMBER, get_resource_total, .unit = STR_LITERAL("€")},
    {NAME("statut"), EXPR_TEXT, get_resource_state,
     .words = &words_funding_state},
};
static const derived_field of_execution[] = {
    {NAME("libelle"), EXPR_TEXT, get_execution_label},
    {NAME("recette"), EXPR_BOOL, get_execution_income},
    {EUROS("vote"), .get = get_execution_voted},
    {EUROS("modifie"), .get = get_execution_modified},
    {EUROS("engage"), .get = get_execution_committed},
    {EUROS("service_fait"), .get = get_execution_served},
    {EUROS("mandate"), .get = get_execution_paid},
    {EUROS("reporte"), .get = get_execution_carried},
    {EUROS("attendu"), .get = get_execution_expected},
    {EUROS("titre"), .get = get_execution_titled},
    {EUROS("encaisse"), .get = get_execution_received},
};
static const derived_field of_dossier[] = {
    {NAME("empreinte"), EXPR_TEXT, get_digest},
    {NAME("valeurs_illustratives"), EXPR_NUMBER, get_illustration_count},
};
static const derived_field of_body[] = {
    {NAME("total_voix"), EXPR_NUMBER, get_body_votes},
};
static const derived_field of_meeting[] = {
    {NAME("situation"), EXPR_DATE, get_meeting_situation},
    {NAME("a_venir"), EXPR_BOOL, get_meeting_to_come},
    {NAME("quorum_atteint"), EXPR_BOOL, get_meeting_quorate},
};
static const derived_field of_decision[] = {
    {NAME("numero"), EXPR_NUMBER, get_rank},
    {NAME("code"), EXPR_TEXT, get_decision_code},
    {NAME("seance"), EXPR_RECORD, get_sitting, .record = &type_meeting},
};
static const derived_field of_all[] = {
    {NAME("illustratif"), EXPR_BOOL, get_illustrative},
};

#define ROWS(type, list)                                                       \
    { &type_##type, list, sizeof list / sizeof *list }

static const struct {
    const record_type *type;
    const derived_field *fields;
    size_t n;
} table[] = {
    ROWS(commitment, of_commitment), ROWS(action, of_action),
    ROWS(course, of_course),         ROWS(course_site, of_site),
    ROWS(expense, of_expense),       ROWS(resource, of_resource),
    ROWS(dossier, of_dossier),       ROWS(body, of_body),
    ROWS(meeting, of_meeting),       ROWS(piece, of_piece),
    ROWS(decision, of_decision),     ROWS(vote, of_decision),
    ROWS(execution, of_execution),
};

const derived_field *derived_fields(const record_type *t, size_t *n) {
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].type == t) {
            *n = table[i].n;
            return table[i].fields;
        }
    *n = 0;
    return NULL;
}

const derived_field *derived_common(size_t *n) {
    *n = sizeof of_all / sizeof *of_all;
    return of_all;
}
