/* validate: what the rows of one record cannot say: dates in order, files that
   exist, chains that end, documents that do not overwrite each other. */
#include "model/model_int.h"

/* Two keys of a record whose dates must be in this order. */
typedef struct date_pair {
    str from, to;
    date start, end;
} date_pair;

static void check_order(loader *l, const record_head *h, date_pair p) {
    if (!date_has(p.start) || !date_has(p.end) ||
        date_cmp(date_first(p.start), date_last(p.end)) <= 0)
        return;
    buf x = buf_new(l->a), y = buf_new(l->a);
    buf_date_iso(&x, p.start);
    buf_date_iso(&y, p.end);
    MODEL_ERROR(l, E0225, h, p.to, p.to, buf_take(&y), p.from, buf_take(&x));
}

#define ORDER(l, h, from, start, to, end)                                      \
    check_order((l), (h), (date_pair){S(from), S(to), (start), (end)})

/* --- Objectives and actions --------------------------------------------------
 */

typedef LIST(const action *) action_list;

/* Each action is visited once, however many ways lead to it; its own stack,
   because a chain may be as long as a file. */
static bool depends_on_itself(loader *l, const action *x) {
    map seen = map_new(l->a);
    action_list todo = {0};
    list_push(l->a, &todo, x);
    while (todo.n) {
        const action *from = todo.v[--todo.n];
        for (size_t i = 0; i < from->after.n; i++) {
            const action *next = from->after.v[i].to;
            if (next == x)
                return true;
            if (next && !map_put(&seen, next->head.id, (void *)next))
                list_push(l->a, &todo, next);
        }
    }
    return false;
}

static void check_action(loader *l, const action *x) {
    const record_head *h = &x->head;
    ORDER(l, h, "debut", x->start, "fin", x->end);
    ORDER(l, h, "debut", x->start, "fin_revisee", x->revised_end);
    ORDER(l, h, "debut", x->start, "fin_reelle", x->actual_end);
    bool stopped = x->state == ACTION_BLOCKED || x->state == ACTION_ABANDONED;
    if (stopped && !x->reason.s.n)
        MODEL_ERROR(l, W0228, h, S("etat"), h->id,
                    word_of(&words_action_state, (int)x->state));
    if (x->after.n && depends_on_itself(l, x))
        MODEL_ERROR(l, E0227, h, S("depend_de"), h->id);
}

static void check_objectives(loader *l) {
    for (size_t i = 0; i < l->m->objectives.n; i++) {
        const objective *o = &l->m->objectives.v[i];
        for (size_t k = 0; k < o->actions.n; k++)
            check_action(l, &o->actions.v[k]);
    }
}

/* --- Chains: rattachement, rattachee_a, suite_de -----------------------------
 */

static void check_chain(loader *l, const record_head *h, str key,
                        const void *(*up)(const void *)) {
    const void *slow = h, *fast = h;
    for (;;) {
        slow = up(slow);
        fast = up(fast);
        fast = fast ? up(fast) : NULL;
        if (!fast)
            return;
        if (slow == fast)
            break;
    }
    /* Only the records of the loop itself are told. */
    const void *p = h;
    do
        p = up(p);
    while (p != h && p != slow);
    if (p == h)
        MODEL_ERROR(l, E0227, h, key, h->id);
}

static const void *body_up(const void *x) {
    return ((const body *)x)->parent.to;
}
static const void *partner_up(const void *x) {
    return ((const partner *)x)->parent.to;
}
static const void *objective_up(const void *x) {
    return ((const objective *)x)->continues.to;
}

static void check_chains(loader *l) {
    model *m = l->m;
    for (size_t i = 0; i < m->governance.bodies.n; i++)
        check_chain(l, &m->governance.bodies.v[i].head, S("rattachee_a"),
                    body_up);
    for (size_t i = 0; i < m->partners.n; i++)
        check_chain(l, &m->partners.v[i].head, S("rattachement"), partner_up);
    for (size_t i = 0; i < m->objectives.n; i++)
        check_chain(l, &m->objectives.v[i].head, S("suite_de"), objective_up);
}

/* --- Partners, courses
 * ------------------------------------------------ */

static void check_partners(loader *l) {
    for (size_t i = 0; i < l->m->partners.n; i++) {
        const partner *p = &l->m->partners.v[i];
        ORDER(l, &p->head, "entree", p->entry, "sortie", p->leaving);
    }
}

static void check_courses(loader *l) {
    for (size_t i = 0; i < l->m->courses.n; i++) {
        const course *c = &l->m->courses.v[i];
        ORDER(l, &c->head, "valide_du", c->valid_from, "valide_au",
              c->valid_until);
        for (size_t k = 0; k < c->sites.n; k++)
            ORDER(l, &c->sites.v[k].head, "ouverture", c->sites.v[k].opening,
                  "fermeture", c->sites.v[k].closing);
    }
}

static void check_language(loader *l) {
    const dossier *d = &l->m->dossier;
    if (d->language.n && !str_eq(d->language, S("fr")) &&
        !str_eq(d->language, S("fr-FR")))
        MODEL_ERROR(l, E0138, &d->head, S("langue"), d->language);
}

static void check_labels(loader *l) {
    const campus *c = &l->m->campus;
    ORDER(l, &c->label.head, "debut", c->label.start, "fin", c->label.end);
    for (size_t i = 0; i < c->labels.n; i++)
        ORDER(l, &c->labels.v[i].head, "debut", c->labels.v[i].start, "fin",
              c->labels.v[i].end);
    if (c->label.head.type && !date_has(c->label.end) &&
        date_has(c->label.start))
        MODEL_ERROR(l, E0231, &c->label.head, S("debut"), S("duree_ans"));
}

/* --- Documents
 * ----------------------------------------------------------------- */

/* With what a file bears while it is written, 255 at most. */
enum { NAME_BYTES = 200 };

static bool bare_name(str s) {
    if (!s.n || s.p[0] == '.')
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '/' || s.p[i] == '\\' || (unsigned char)s.p[i] < 0x20)
            return false;
    return true;
}

static void check_suffix(loader *l, const output_document *d) {
    const template *t = d->template.to;
    if (!t)
        return;
    str want = t->format == OUTPUT_WORKBOOK ? S(".xlsx") : S(".pdf");
    if (!str_ends(d->file, want))
        MODEL_ERROR(l, E0245, &d->head, S("fichier"), d->file, want);
}

/* « copil_2026_11, copil_2027_04 ». */
static str meeting_ids(loader *l) {
    str *ids;
    size_t n = index_names(l->m, &type_meeting, l->a, &ids);
    enum { SHOWN = 8 };
    return n ? join_names(l->a, ids, n < SHOWN ? n : SHOWN) : S("—");
}

static void check_meeting(loader *l, const output_document *d) {
    const template *t = d->template.to;
    if (t && t->meeting == YESNO_YES && !d->meeting.id.n)
        MODEL_ERROR(l, E0560, &d->head, S("modele"), d->template.id,
                    meeting_ids(l));
}

static void check_meetings(loader *l) {
    for (size_t i = 0; i < l->m->meetings.n; i++) {
        const meeting *x = &l->m->meetings.v[i];
        ORDER(l, &x->head, "situation_au", x->situation, "date", x->date);
        if (x->present.has && x->invited.has && x->present.v > x->invited.v)
            MODEL_ERROR(l, W0561, &x->head, S("presents"),
                        str_fmt(l->a, "%.0f", x->present.v),
                        str_fmt(l->a, "%.0f", x->invited.v));
        for (size_t k = 0; k < x->votes.n; k++)
            if (x->votes.v[k].result && meeting_is_to_come(l->m, x))
                MODEL_ERROR(l, W0562, &x->votes.v[k].head, S("resultat"),
                            x->head.id);
    }
}

static void check_documents(loader *l) {
    map seen = map_new(l->a);
    for (size_t i = 0; i < l->m->documents.n; i++) {
        output_document *d = &l->m->documents.v[i];
        if (!d->file.n)
            continue;
        if (!bare_name(d->file)) {
            MODEL_ERROR(l, E0246, &d->head, S("fichier"), d->file);
            continue;
        }
        if (d->file.n > NAME_BYTES)
            MODEL_ERROR(l, E0276, &d->head, S("fichier"),
                        str_fmt(l->a, "%zu", d->file.n),
                        str_fmt(l->a, "%d", NAME_BYTES));
        output_document *before = map_put(&seen, locale_fold(l->a, d->file), d);
        if (before) {
            diagnostic *e =
                MODEL_ERROR(l, E0244, &d->head, S("fichier"), d->file);
            diag_note_at(l->sink, e, NOTE_GIVEN_HERE,
                         record_place(&before->head, S("fichier")), d->file);
        }
        check_suffix(l, d);
        check_meeting(l, d);
    }
}

/* --- Own blocks, names -------------------------------------------------------
 */

static void check_blocks(loader *l) {
    map seen = map_new(l->a);
    for (size_t i = 0; i < l->m->blocks.n; i++) {
        template_block *b = &l->m->blocks.v[i];
        template_block *before =
            b->head.id.n ? map_put(&seen, b->head.id, b) : NULL;
        if (!before)
            continue;
        const record_head *h = b->as.any, *first = before->as.any;
        diagnostic *d =
            MODEL_ERROR(l, E0203, h, S("id"), b->head.id, S("bloc"));
        diag_note_at(l->sink, d, NOTE_SAME_ID, record_place(first, S("id")),
                     b->head.id);
    }
}

static void check_name(loader *l, const record_head *h, str name,
                       yesno consent) {
    if (name.n && consent != YESNO_YES)
        MODEL_ERROR(l, W0248, h, S("nom"), name);
}

/* A name prints only with consent: said, so that nobody wonders. */
static void check_names(loader *l) {
    const model *m = l->m;
    check_name(l, &m->dossier.contact.head, m->dossier.contact.name,
               m->dossier.contact.consent);
    for (size_t i = 0; i < m->campus.signatories.n; i++) {
        const signatory *s = &m->campus.signatories.v[i];
        check_name(l, &s->head, s->name, s->consent);
    }
    for (size_t i = 0; i < m->governance.bodies.n; i++) {
        const body *b = &m->governance.bodies.v[i];
        for (size_t k = 0; k < b->members.n; k++)
            check_name(l, &b->members.v[k].head, b->members.v[k].name,
                       b->members.v[k].consent);
    }
}

void validate_records(loader *l) {
    check_blocks(l);
    check_names(l);
    check_labels(l);
    check_language(l);
    check_partners(l);
    check_courses(l);
    check_objectives(l);
    check_chains(l);
    check_meetings(l);
    check_documents(l);
}
