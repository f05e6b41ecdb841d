/*
 * situation: the description as it was at a meeting. Records are shared, never
 * copied: only what is derived by a date differs (states of actions, which
 * values count), and it is asked for here.
 */
#include "model/model_int.h"

date meeting_situation(const meeting *x) {
    return date_last(date_has(x->situation) ? x->situation : x->date);
}

const meeting *meeting_before(const model *m, const meeting *x) {
    const meeting *last = NULL;
    for (size_t i = 0; i < m->meetings.n; i++) {
        const meeting *y = &m->meetings.v[i];
        bool earlier =
            y->body.to == x->body.to && date_cmp(y->date, x->date) < 0;
        if (earlier && (!last || date_cmp(y->date, last->date) > 0))
            last = y;
    }
    return last;
}

bool meeting_is_to_come(const model *m, const meeting *x) {
    return date_cmp(date_last(x->date), m->dossier.date) >= 0;
}

/* Its own scope and classes: they answer by the date. */
static model *seen_at(const model *m, const meeting *x) {
    model *v = NEW(m->arena, model);
    *v = *m;
    v->index = NEW(m->arena, model_index);
    *v->index = *m->index;
    memset(&v->index->classes, 0, sizeof v->index->classes);
    memset(&v->index->lists, 0, sizeof v->index->lists);
    v->index->scope = NULL;
    v->meeting = x;
    v->situation = meeting_situation(x);
    v->before = NULL;
    return v;
}

const model *model_at(const model *m, const meeting *x) {
    model *v = seen_at(m, x);
    const meeting *before = meeting_before(m, x);
    v->before = before ? seen_at(m, before) : NULL;
    return v;
}

date model_known_at(const model *m) {
    return date_has(m->dossier.cutoff) ? m->dossier.cutoff : m->dossier.date;
}

date model_situation(const model *m) {
    return m->meeting ? m->situation : model_known_at(m);
}

bool model_is_past(const model *m) {
    return m->meeting &&
           date_cmp(m->situation, date_last(model_known_at(m))) < 0;
}

bool model_counts(const model *m, const measure *x) {
    if (!m->meeting)
        return !x->after_cutoff;
    return !date_has(x->date) ||
           date_cmp(date_first(x->date), m->situation) <= 0;
}

/* --- Actions ---------------------------------------------------------------
 */

const action_progress *action_log_at(const action *x, date d) {
    const action_progress *last = NULL;
    for (size_t i = 0; i < x->log.n; i++) {
        const action_progress *p = &x->log.v[i];
        bool past = date_cmp(p->date, d) <= 0;
        if (past && (!last || date_cmp(p->date, last->date) >= 0))
            last = p;
    }
    return last;
}

static bool begins_after(const action *x, date d) {
    return date_has(x->start) && date_cmp(date_first(x->start), d) > 0;
}

/* What the last entries say of the state and of the progress: an entry need
   not say both. */
static void read_log(const action *x, date d, action_standing *s) {
    date of_state = {0}, of_progress = {0};
    for (size_t i = 0; i < x->log.n; i++) {
        const action_progress *p = &x->log.v[i];
        if (date_cmp(p->date, d) > 0)
            continue;
        if (p->state && date_cmp(p->date, of_state) >= 0) {
            s->state = p->state;
            of_state = p->date;
        }
        if (p->progress.has && date_cmp(p->date, of_progress) >= 0) {
            s->progress = p->progress;
            of_progress = p->date;
        }
    }
    s->entry = action_log_at(x, d);
}

/* The typed state is that of the dossier's date: what contradicts an earlier
   one is left out. */
static action_state typed_state(const action *x, date d) {
    if (begins_after(x, d))
        return ACTION_TO_COME;
    bool ended =
        date_has(x->actual_end) && date_cmp(date_first(x->actual_end), d) <= 0;
    if (x->state == ACTION_DONE && date_has(x->actual_end) && !ended)
        return ACTION_UNDERWAY;
    if (!x->log.n)
        return x->state;
    return date_has(x->start) ? ACTION_UNDERWAY : ACTION_ABSENT;
}

static void stand_at(const action *x, date d, action_standing *s) {
    read_log(x, d, s);
    if (!s->state)
        s->state = typed_state(x, d);
    if (!s->progress.has && !x->log.n && s->state == x->state)
        s->progress = x->progress;
}

static void find_lateness(const action *x, date today, action_standing *s) {
    date end = date_has(x->revised_end) ? x->revised_end : x->end;
    bool over = s->state == ACTION_DONE || s->state == ACTION_ABANDONED;
    if (over || !date_has(end) || !date_has(today))
        return;
    date last = date_last(end);
    if (date_cmp(last, today) >= 0)
        return;
    s->late = true;
    int months = date_months_between(last, today);
    s->late_months = months > 0 ? months : 1;
}

action_standing model_standing(const model *m, const action *x) {
    action_standing s = {0};
    if (m->meeting) {
        stand_at(x, m->situation, &s);
    } else {
        s.state = x->state;
        s.progress = x->progress;
        s.entry = action_log_at(x, m->dossier.date);
    }
    if (!s.progress.has && s.state == ACTION_DONE)
        s.progress = (number){100, true};
    if (!s.progress.has && s.state == ACTION_TO_COME)
        s.progress = (number){0, true};
    find_lateness(x, m->meeting ? m->situation : m->dossier.date, &s);
    return s;
}
