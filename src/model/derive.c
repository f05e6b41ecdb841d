/* derive: what follows from what is typed and is the same for every document:
   printed codes, states of actions, which values are past the cut-off. */
#include "model/model_int.h"

static str rank_code(arena *a, str above, size_t rank) {
    buf out = buf_new(a);
    if (above.n) {
        buf_str(&out, above);
        buf_c(&out, '.');
    }
    buf_int(&out, (int64_t)rank);
    return buf_take(&out);
}

/* The state and progress that the last entry of the log gives, where the
   action itself does not. */
static void take_from_log(action *x, date today) {
    const action_progress *last = action_log_at(x, today);
    if (last && !x->state)
        x->state = last->state;
    if (last && !x->progress.has)
        x->progress = last->progress;
}

static void derive_action(loader *l, const objective *o, action *x,
                          size_t rank) {
    date today = l->m->dossier.date;
    x->objective = o;
    if (!x->code.n)
        x->code = rank_code(l->a, o->code, rank);
    take_from_log(x, today);
    if (!x->state && date_has(x->start) &&
        date_cmp(date_first(x->start), today) > 0)
        x->state = ACTION_TO_COME;
}

static void derive_objectives(loader *l) {
    for (size_t i = 0; i < l->m->objectives.n; i++) {
        objective *o = &l->m->objectives.v[i];
        if (!o->code.n)
            o->code = rank_code(l->a, STR_NONE, i + 1);
        for (size_t k = 0; k < o->actions.n; k++)
            derive_action(l, o, &o->actions.v[k], k + 1);
    }
}

static void derive_courses(loader *l) {
    date end = l->m->campus.label.end;
    for (size_t i = 0; i < l->m->courses.n; i++) {
        course *c = &l->m->courses.v[i];
        c->ends_in_term = date_has(c->valid_until) && date_has(end) &&
                          date_cmp(date_last(c->valid_until), end) < 0;
    }
}

static void derive_measures(loader *l) {
    date cutoff = l->m->dossier.cutoff;
    if (!date_has(cutoff))
        return;
    date last = date_last(cutoff);
    for (size_t i = 0; i < l->m->indicators.n; i++) {
        indicator *x = &l->m->indicators.v[i];
        for (size_t k = 0; k < x->values.n; k++) {
            measure *m = &x->values.v[k];
            m->after_cutoff =
                date_has(m->date) && date_cmp(date_first(m->date), last) > 0;
        }
    }
}

/* The key of an execution: « d06@2025 ». */
static void derive_execution(loader *l) {
    budget *b = &l->m->budget;
    for (size_t i = 0; i < b->execution.n; i++) {
        execution *x = &b->execution.v[i];
        const record_head *line = x->line.to;
        x->income = line && line->type == &type_resource;
        x->head.id = str_fmt(l->m->arena, "%.*s@%d", STR_ARG(x->line.id),
                             (int)x->year.v);
    }
}

void derive_fields(loader *l) {
    if (l->m->dossier.state == DOSSIER_ABSENT)
        l->m->dossier.state = DOSSIER_DRAFT;
    derive_objectives(l);
    derive_courses(l);
    derive_measures(l);
    derive_execution(l);
}
