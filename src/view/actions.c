/* Actions of an objective: pilot, term, cost, state, and the total. Cost is
   never typed: it is the sum of the action's lines of the budget. */
#include "view/view_int.h"

static date due(const action *a) {
    if (date_has(a->actual_end))
        return a->actual_end;
    return date_has(a->revised_end) ? a->revised_end : a->end;
}

static view_cell name_cell(const ref *r) {
    const partner *p = r->to;
    if (!p)
        return (view_cell){.kind = CELL_EMPTY};
    view_cell c = view_plain(p->name);
    c.record = p;
    return c;
}

static view_cell due_cell(const view_context *v, const action *a) {
    date d = due(a);
    if (!date_has(d))
        return (view_cell){.kind = CELL_EMPTY};
    return (view_cell){
        .kind = CELL_DATE, .day = d, .text = locale_date_short(v->a, d)};
}

static view_cell progress_cell(const view_context *v, const action *a) {
    return view_action_state(v, a);
}

static void mark(view_cell *c, const action *a, str key) {
    c->illustrative = record_illustrative(&a->head, key);
}

static void add_action(const view_context *v, view_table *t, const action *a) {
    view_row *r = view_add_row(v, t, VIEW_BODY);
    r->record = a;
    r->id = a->head.id;
    r->place = a->head.place;
    view_cell *c = view_add_cell(v, r, view_plain(a->code));
    c->kind = CELL_CODE;
    mark(view_add_cell(v, r, view_plain(a->title)), a, S("titre"));
    mark(view_add_cell(v, r, name_cell(&a->pilot)), a, S("pilote"));
    mark(view_add_cell(v, r, due_cell(v, a)), a, S("fin"));
    if (v->m->budget.given)
        view_add_cell(v, r, view_amount(v, calc_cost(v->c, a)));
    mark(view_add_cell(v, r, progress_cell(v, a)), a, S("etat"));
}

const figure *view_objective_cost(const view_context *v, const objective *o) {
    figure *f = NEW(v->a, figure);
    f->unit = S("€");
    f->key = str_fmt(v->a, "budget.depenses.objectif=%.*s@total",
                     STR_ARG(o->head.id));
    if (!v->m->budget.given)
        f->why = MISSING_UNAVAILABLE;
    for (size_t i = 0; i < o->actions.n && !f->why; i++) {
        const figure *cost = calc_cost(v->c, &o->actions.v[i]);
        f->value += cost->why ? 0 : cost->value;
        f->marks |= cost->marks;
    }
    f->text =
        f->why ? view_missing(v, f->why) : locale_number(v->a, f->value, 0);
    return f;
}

static void add_total(const view_context *v, view_table *t,
                      const objective *o) {
    view_row *r = view_add_row(v, t, VIEW_TOTAL);
    for (size_t i = 0; i < t->columns.n; i++) {
        view_cell c = {.kind = CELL_EMPTY};
        if (i == 1)
            c = view_plain(view_phrase(v, "total"));
        else if (t->columns.v[i].sum)
            c = view_amount(v, view_objective_cost(v, o));
        view_add_cell(v, r, c);
    }
}

view_table *view_actions(const view_context *v, const objective *o) {
    view_table *t = NEW(v->a, view_table);
    t->id = str_fmt(v->a, "tab-actions-%.*s", STR_ARG(o->head.id));
    t->title = view_sentence(v, "actions_titre", &o->code, 1);
    view_add_column(v, t, "code", "action_code", KIND_CODE);
    view_add_column(v, t, "titre", "action_titre", KIND_TEXT)->row_header =
        true;
    view_add_column(v, t, "pilote", "action_pilote", KIND_TEXT)->width = 42000;
    view_add_column(v, t, "fin", "action_echeance", KIND_DATE);
    if (v->m->budget.given) {
        view_column *c =
            view_add_column(v, t, "cout", "action_cout", KIND_NUMBER);
        c->sum = true;
        c->unit = S("€");
    }
    view_add_column(v, t, "etat", "action_etat", KIND_STATE);
    for (size_t i = 0; i < o->actions.n; i++)
        add_action(v, t, &o->actions.v[i]);
    if (v->m->budget.given && o->actions.n)
        add_total(v, t, o);
    view_finish_table(v, t);
    return t;
}
