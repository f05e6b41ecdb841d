/* The compliance table: each criterion, where it is answered, by what, and
   what the lead says of it. Pages are layout's: the cell names the criterion
   only. */
#include "view/view_int.h"

enum { SHOWN_EVIDENCE = 3 };

typedef LIST(str) labels;

/* Each label once: a section may be cited at several places. */
static labels evidence_labels(const view_context *v,
                              const criterion_coverage *k) {
    labels out = {0};
    for (size_t i = 0; i < k->evidence.n; i++) {
        bool seen = false;
        for (size_t j = 0; j < out.n && !seen; j++)
            seen = str_eq(out.v[j], k->evidence.v[i].label);
        if (!seen)
            list_push(v->a, &out, k->evidence.v[i].label);
    }
    return out;
}

static str evidence_text(const view_context *v, const criterion_coverage *k) {
    buf out = buf_new(v->a);
    labels all = evidence_labels(v, k);
    /* « et 1 autre » is as long as the one that it hides */
    size_t shown = all.n == SHOWN_EVIDENCE + 1 ? all.n : SHOWN_EVIDENCE;
    for (size_t i = 0; i < all.n && i < shown; i++) {
        if (i)
            buf_z(&out, ", ");
        buf_str(&out, all.v[i]);
    }
    if (all.n > shown) {
        str more = str_fmt(v->a, "%zu", all.n - shown);
        buf_str(&out, view_sentence(v, "preuves_autres", &more, 1));
    }
    str text = buf_take(&out);
    return text.n ? locale_capital(v->l, v->a, text) : text;
}

static const reservation *reservation_of(const model *m, const criterion *k) {
    for (size_t i = 0; i < m->dossier.reservations.n; i++)
        if (m->dossier.reservations.v[i].criterion.to == k)
            return &m->dossier.reservations.v[i];
    return NULL;
}

static const answer *answer_of(const model *m, const criterion *k) {
    for (size_t i = 0; i < m->dossier.answers.n; i++)
        if (m->dossier.answers.v[i].criterion.to == k)
            return &m->dossier.answers.v[i];
    return NULL;
}

static str reserved(const view_context *v, str text, const reservation *r) {
    str reason = str_trim(r->reason.s);
    if (str_ends(reason, S(".")))
        reason.n--;
    str args[2] = {reason, locale_date_short(v->a, r->expected)};
    str said = view_sentence(
        v, date_has(r->expected) ? "reserve_attendue" : "reserve", args, 2);
    return text.n ? str_fmt(v->a, "%.*s. %.*s", STR_ARG(text), STR_ARG(said))
                  : said;
}

static view_cell proof(const view_context *v, const criterion_coverage *k) {
    const reservation *r = reservation_of(v->m, k->criterion);
    const answer *a = answer_of(v->m, k->criterion);
    str text = evidence_text(v, k);
    if (k->state == CRITERION_IRRELEVANT && a && a->reason.s.n)
        return view_plain(a->reason.s);
    if (k->state == CRITERION_IRRELEVANT)
        return view_plain(
            view_phrase(v, k->criterion->applies == APPLIES_EXCELLENCE
                               ? "critere_excellence"
                               : "critere_facultatif"));
    if (a && a->proof.s.n)
        text = a->proof.s;
    return view_plain(r ? reserved(v, text, r) : text);
}

static view_cell criterion_cell(const view_context *v, const criterion *k) {
    view_cell c = {.kind = CELL_CRITERIA, .record = k};
    list_push(v->a, &c.criteria, k->head.id);
    return c;
}

static view_cell pages_cell(const criterion *k, criterion_state s) {
    if (s == CRITERION_IRRELEVANT)
        return view_plain(S("–"));
    return (view_cell){.kind = CELL_PAGES, .record = k};
}

static void add_criterion(const view_context *v, view_table *t,
                          const criterion_coverage *k) {
    view_row *r = view_add_row(v, t, VIEW_BODY);
    r->record = k->criterion;
    r->id = k->criterion->head.id;
    r->place = k->criterion->head.place;
    view_add_cell(v, r, criterion_cell(v, k->criterion));
    view_add_cell(v, r, view_plain(k->criterion->title));
    view_add_cell(v, r, pages_cell(k->criterion, k->state));
    view_add_cell(v, r, proof(v, k));
    view_add_cell(v, r,
                  view_state_cell(v, view_criterion_states(), (int)k->state));
}

static void add_family(const view_context *v, view_table *t,
                       const criterion_family *f) {
    if (!f)
        return;
    str args[2] = {f->head.id, f->title};
    view_add_cell(v, view_add_row(v, t, VIEW_GROUP),
                  view_plain(view_sentence(v, "famille", args, 2)));
}

static str rules(const view_context *v) {
    size_t unchecked = 0;
    for (size_t i = 0; i < v->coverage->criteria.n; i++)
        unchecked +=
            v->coverage->criteria.v[i].criterion->to_check == YESNO_YES;
    str said = view_phrase(v, "conformite_regles");
    if (!unchecked)
        return said;
    str n = str_fmt(v->a, "%zu", unchecked);
    return str_fmt(v->a, "%.*s %.*s", STR_ARG(said),
                   STR_ARG(view_sentence(v, "criteres_a_verifier", &n, 1)));
}

view_table *view_compliance(const view_context *v) {
    if (!v->coverage)
        return NULL;
    view_table *t = NEW(v->a, view_table);
    t->id = S("tab-conformite");
    t->title = view_phrase(v, "conformite_titre");
    view_add_column(v, t, "critere", "critere", KIND_CODE);
    view_add_column(v, t, "intitule", "critere_intitule", KIND_TEXT)
        ->row_header = true;
    view_add_column(v, t, "pages", "critere_pages", KIND_CODE)->width = 18000;
    view_add_column(v, t, "preuve", "critere_preuve", KIND_TEXT)->width = 54000;
    view_add_column(v, t, "etat", "critere_etat", KIND_STATE);
    const criterion_family *family = NULL;
    for (size_t i = 0; i < v->coverage->criteria.n; i++) {
        const criterion_coverage *k = &v->coverage->criteria.v[i];
        if (k->criterion->family.to != family || i == 0)
            add_family(v, t, k->criterion->family.to);
        family = k->criterion->family.to;
        add_criterion(v, t, k);
    }
    t->rules = rules(v);
    return t;
}
