/* Which criterion is answered by what. Rules per criterion (what nature of
   partner, how many) come with the référentiel; here, evidence is what cites
   the criterion. */
#include "check/check.h"

static criterion_coverage *find(coverage *v, str id) {
    for (size_t i = 0; i < v->criteria.n; i++)
        if (str_eq(v->criteria.v[i].criterion->head.id, id))
            return &v->criteria.v[i];
    return NULL;
}

void check_cite(arena *a, coverage *v, str criterion_id, evidence e) {
    criterion_coverage *k = find(v, criterion_id);
    if (!k)
        return;
    for (size_t i = 0; i < k->evidence.n; i++) {
        const evidence *was = &k->evidence.v[i];
        if (was->kind == e.kind && was->record == e.record &&
            str_eq(was->label, e.label))
            return;
    }
    list_push(a, &k->evidence, e);
}

static void cite_all(arena *a, coverage *v, const ref_list *criteria,
                     evidence e) {
    for (size_t i = 0; i < criteria->n; i++)
        if (criteria->v[i].to)
            check_cite(a, v, criteria->v[i].id, e);
}

static evidence of(evidence_kind kind, const record_head *h, str label) {
    return (evidence){
        .kind = kind, .record = h, .label = label, .place = h->place};
}

static void cite_objectives(arena *a, const model *m, coverage *v) {
    for (size_t i = 0; i < m->objectives.n; i++) {
        const objective *o = &m->objectives.v[i];
        str label = str_fmt(a, "objectif\xC2\xA0%.*s", STR_ARG(o->code));
        cite_all(a, v, &o->criteria, of(EVIDENCE_OBJECTIVE, &o->head, label));
        for (size_t k = 0; k < o->actions.n; k++) {
            const action *x = &o->actions.v[k];
            label = str_fmt(a, "action\xC2\xA0%.*s", STR_ARG(x->code));
            cite_all(a, v, &x->criteria, of(EVIDENCE_ACTION, &x->head, label));
        }
    }
}

static void cite_indicators(arena *a, const model *m, coverage *v) {
    for (size_t i = 0; i < m->indicators.n; i++) {
        const indicator *k = &m->indicators.v[i];
        str name = k->code.n ? k->code : k->title;
        str label = str_fmt(a, "indicateur\xC2\xA0%.*s", STR_ARG(name));
        cite_all(a, v, &k->criteria, of(EVIDENCE_INDICATOR, &k->head, label));
    }
}

static void cite_records(arena *a, const model *m, coverage *v) {
    for (size_t i = 0; i < m->partners.n; i++)
        cite_all(a, v, &m->partners.v[i].criteria,
                 of(EVIDENCE_PARTNER, &m->partners.v[i].head,
                    m->partners.v[i].name));
    for (size_t i = 0; i < m->courses.n; i++)
        cite_all(
            a, v, &m->courses.v[i].criteria,
            of(EVIDENCE_COURSE, &m->courses.v[i].head, m->courses.v[i].title));
    for (size_t i = 0; i < m->pieces.n; i++) {
        const piece *p = &m->pieces.v[i];
        str label = str_fmt(a, "pièce\xC2\xA0%.*s", STR_ARG(p->head.id));
        cite_all(a, v, &p->criteria, of(EVIDENCE_PIECE, &p->head, label));
    }
    for (size_t i = 0; i < m->governance.bodies.n; i++)
        cite_all(a, v, &m->governance.bodies.v[i].criteria,
                 of(EVIDENCE_INSTANCE, &m->governance.bodies.v[i].head,
                    m->governance.bodies.v[i].name));
    for (size_t i = 0; i < m->equipment.n; i++)
        cite_all(a, v, &m->equipment.v[i].criteria,
                 of(EVIDENCE_EQUIPMENT, &m->equipment.v[i].head,
                    m->equipment.v[i].name));
}

coverage *check_run(arena *a, const model *m, const calc *c, diag_sink *sink) {
    (void)c;
    (void)sink;
    coverage *v = NEW(a, coverage);
    for (size_t i = 0; m->frame && i < m->frame->criteria.n; i++) {
        criterion_coverage *k = list_add(a, &v->criteria);
        k->criterion = &m->frame->criteria.v[i];
        k->state = CRITERION_MISSING;
    }
    cite_objectives(a, m, v);
    cite_indicators(a, m, v);
    cite_records(a, m, v);
    return v;
}

static bool applies(const model *m, const criterion *k, bool evidence) {
    if (k->applies == APPLIES_EXCELLENCE)
        return m->campus.category == CAMPUS_EXCELLENCE;
    return k->applies != APPLIES_OPTIONAL || evidence;
}

static const reservation *reserved(const model *m, const criterion *k) {
    for (size_t i = 0; i < m->dossier.reservations.n; i++)
        if (m->dossier.reservations.v[i].criterion.to == k)
            return &m->dossier.reservations.v[i];
    return NULL;
}

/* An answer may lower a state or make it sans objet, never raise it. */
static criterion_state lowered(const model *m, const criterion *k,
                               criterion_state s) {
    static const criterion_state said[ANSWER_COUNT] = {
        [ANSWER_PARTIAL] = CRITERION_PARTIAL,
        [ANSWER_MISSING] = CRITERION_MISSING,
        [ANSWER_IRRELEVANT] = CRITERION_IRRELEVANT};
    for (size_t i = 0; i < m->dossier.answers.n; i++) {
        const answer *w = &m->dossier.answers.v[i];
        if (w->criterion.to == k && said[w->state] > s)
            s = said[w->state];
    }
    return s;
}

void check_settle(arena *a, coverage *v, const model *m, diag_sink *sink) {
    v->settled = true;
    for (size_t i = 0; i < v->criteria.n; i++) {
        criterion_coverage *k = &v->criteria.v[i];
        if (!applies(m, k->criterion, k->evidence.n > 0)) {
            k->state = CRITERION_IRRELEVANT;
            continue;
        }
        const reservation *r = reserved(m, k->criterion);
        criterion_state s = !k->evidence.n ? CRITERION_MISSING
                            : r            ? CRITERION_PARTIAL
                                           : CRITERION_COVERED;
        k->state = lowered(m, k->criterion, s);
        if (k->state == CRITERION_MISSING && !r) {
            diagnostic *d = DIAG_AT(sink, W0450, m->dossier.head.place,
                                    k->criterion->head.id, k->criterion->title);
            if (sink->filing && d->sev == SEV_WARNING)
                diag_raise(sink, d, SEV_ERROR);
        }
    }
    (void)a;
}

static const char *const signs[CRITERION_STATE_COUNT] = {
    [CRITERION_COVERED] = "✔ couvert",
    [CRITERION_PARTIAL] = "▲ partiel",
    [CRITERION_MISSING] = "■ manquant",
    [CRITERION_IRRELEVANT] = "– sans objet"};

void check_report(buf *out, const coverage *v) {
    size_t counts[CRITERION_STATE_COUNT] = {0};
    for (size_t i = 0; i < v->criteria.n; i++) {
        const criterion_coverage *k = &v->criteria.v[i];
        counts[k->state]++;
        buf_fmt(out, "%-4.*s %-14s  %.*s", STR_ARG(k->criterion->head.id),
                signs[k->state], STR_ARG(k->criterion->title));
        if (k->evidence.n)
            buf_z(out, "\n                     ");
        for (size_t e = 0; e < k->evidence.n; e++)
            buf_fmt(out, "%s%.*s", e ? ", " : "",
                    STR_ARG(k->evidence.v[e].label));
        buf_c(out, '\n');
    }
    for (int s = 0; s < CRITERION_STATE_COUNT; s++)
        buf_fmt(out, "%s%zu %s", s ? ", " : "", counts[s],
                strchr(signs[s], ' ') + 1);
    buf_c(out, '\n');
}
