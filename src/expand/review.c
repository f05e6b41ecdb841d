/* What a review adds: counters of states, decisions to take, the budget as
   executed, blocks side by side. */
#include "expand/charts_int.h"
#include "model/model_types.h"
#include "view/states.h"

/* --- Counters ---------------------------------------------------------------
 */

/* Rows of three to six, the last one as full as can be. */
static uint8_t balanced(size_t n) {
    if (n == 5 || n == 6)
        return (uint8_t)n;
    size_t lack3 = (3 - n % 3) % 3, lack4 = (4 - n % 4) % 4;
    return n > 2 && lack3 < lack4 ? 3 : 4;
}

void expand_counters(expander *x, const template_block *b) {
    const template_counters *t = b->as.counters;
    record_list l = {0};
    view_selection which = {.where = &t->where};
    if (!select_list(x, &t->source, which, &l) || !l.n)
        return;
    view_state_counts all =
        view_counters(&x->view, (expr_list){l.v, l.n}, &t->where);
    doc_block *strip = add_block(x, BLOCK_COUNTERS, b->head.place);
    strip->full = true;
    strip->strip_columns = balanced(all.n);
    for (size_t i = 0; i < all.n; i++) {
        strip_item *s = list_add(x->a, &strip->strip);
        s->label = all.v[i].word;
        s->sign = all.v[i].sign;
        s->ratio = -1;
        s->figure = all.v[i].count;
    }
}

#define BOX_GAP "\xC2\xA0\xC2\xA0 "

/* --- Decisions --------------------------------------------------------------
 */

static inline_list plain(expander *x, str text) {
    inline_list l = {0};
    if (text.n)
        doc_text(x->a, &l, text, 0);
    typeset_inlines(x, &l);
    return l;
}

/* « D1 », or as the template says, with the question’s fields in scope. */
static str code_of(expander *x, const template_decisions *t,
                   const record_list *l, size_t i) {
    loop_scope s;
    expr_scope fields;
    const expr_scope *was = x->scope;
    if (!t->code.s.n)
        return PHRASE(x, "decision_code", str_fmt(x->a, "%zu", i + 1));
    if (view_enter(&x->view, &l->v[i], &l->type, was, &fields))
        x->scope = &fields;
    loop_open(x, &s, S("element"), l, i);
    x->scope = &s.scope;
    str code = slots_text(x, &t->code);
    x->scope = was;
    return code;
}

/* « Région · 240 000 € », « Sans incidence ». */
static inline_list cost_of(expander *x, const vote *v) {
    const vote_impact *k = &v->impact;
    inline_list out = {0};
    if (k->amount.has && k->amount.v == 0)
        return plain(x, word(x, "sans_incidence"));
    const partner *who = k->funder.to;
    if (who)
        doc_text(x->a, &out, who->name, 0);
    if (who && k->amount.has)
        doc_text(x->a, &out, S(" · "), 0);
    if (k->amount.has) {
        figure *f = NEW(x->a, figure);
        f->key = str_fmt(x->a, "question.%.*s.incidence", STR_ARG(v->head.id));
        f->value = k->amount.v;
        f->unit = S("€");
        f->text = locale_number(x->a, f->value, 0);
        if (record_illustrative(&v->head, S("incidence")))
            f->marks = MARK_ILLUSTRATIVE;
        view_cell c = {.kind = CELL_FIGURE,
                       .figure = f,
                       .text = str_cat(x->a, f->text, S("\xC2\xA0€"))};
        put_cell(x, &out, &c);
    }
    typeset_inlines(x, &out);
    return out;
}

static const meeting *meeting_of(const expander *x, const vote *v) {
    for (size_t i = 0; i < x->m->meetings.n; i++) {
        const meeting *y = &x->m->meetings.v[i];
        for (size_t k = 0; k < y->votes.n; k++)
            if (&y->votes.v[k] == v)
                return y;
    }
    return NULL;
}

/* Boxes to tick before the meeting; what was voted after it. */
static inline_list answer_of(expander *x, const vote *v) {
    inline_list out = {0};
    const meeting *y = meeting_of(x, v);
    if (y && !meeting_is_to_come(x->m, y)) {
        view_cell c = {.kind = CELL_PENDING, .text = word(x, "absent")};
        expr_value e = model_value(x->m, &v->head);
        if (v->result)
            c = view_element_state(&x->view, e);
        put_cell(x, &out, &c);
        return out;
    }
    for (int i = 1; i < VOTE_COUNT; i++) {
        doc_inline *box = list_add(x->a, &out);
        box->kind = INLINE_BOX;
        box->text = view_word(&x->view, "vote_result", i);
        if (i + 1 < VOTE_COUNT)
            doc_text(x->a, &out, S(BOX_GAP), INLINE_LITERAL);
    }
    return out;
}

static void put_decision(expander *x, decision_row *r, const vote *v) {
    r->place = v->head.place;
    r->title = plain(x, v->title);
    if (record_illustrative(&v->head, S("titre")) && r->title.n)
        list_last(&r->title)->marks |= MARK_ILLUSTRATIVE;
    if (v->reason.s.n)
        r->reason = prose_inlines(x, &v->reason);
    r->cost = cost_of(x, v);
    r->answer = answer_of(x, v);
}

void expand_decisions(expander *x, const template_block *b) {
    const template_decisions *t = b->as.decisions;
    record_list l = {0};
    if (!select_list(x, &t->source, (view_selection){0}, &l) || !l.n) {
        if (t->otherwise.s.n)
            add_paragraph(x, STYLE_BODY, prose_inlines(x, &t->otherwise),
                          b->head.place);
        return;
    }
    if (l.type.cls != model_class(x->m, &type_vote)) {
        DIAG_AT(x->sink, E0524, record_place(&t->head, S("source")),
                t->source.s);
        return;
    }
    doc_block *d = add_block(x, BLOCK_DECISIONS, b->head.place);
    d->full = true;
    for (size_t i = 0; i < l.n; i++) {
        decision_row *r = list_add(x->a, &d->decisions);
        r->code = code_of(x, t, &l, i);
        put_decision(x, r, l.v[i].record);
    }
}

/* --- The budget as executed -------------------------------------------------
 */

static void put_execution(expander *x, const template_diagram *t, bool income) {
    view_table *v = view_execution(&x->view, income);
    if (!v->rows.n)
        return;
    if (t && t->title.s.n && !income)
        v->title = slots_text(x, &t->title);
    if (t && t->head.id.n && !income)
        v->id = t->head.id;
    table_block(x, v, t ? t->head.place : SPAN_NONE);
}

void expand_execution(expander *x, const template_block *b) {
    put_execution(x, b->as.diagram, false);
    put_execution(x, b->as.diagram, true);
}

/* --- Side by side -----------------------------------------------------------
 */

/* A heading below the section’s, neither numbered nor listed. */
static void side_title(expander *x, const template_side *s) {
    inline_list title = slots_inlines(x, &s->title);
    if (!title.n)
        return;
    doc_block *h = add_block(x, BLOCK_HEADING, s->head.place);
    h->level = (uint8_t)(x->level + 1);
    h->style = STYLE_BLOCK_TITLE;
    h->text = title;
}

void expand_sides(expander *x, const template_block *b) {
    const template_sides *t = b->as.sides;
    doc_block *columns = doc_block_new(x->a, BLOCK_COLUMNS, b->head.place);
    block_list *was = x->out;
    bool any = false;
    columns->full = true;
    for (size_t i = 0; i < t->sides.n; i++) {
        const template_side *s = &t->sides.v[i];
        doc_block *g = doc_block_new(x->a, BLOCK_GROUP, s->head.place);
        g->style = STYLE_CALLOUT;
        int level = x->level;
        x->out = &g->kids;
        side_title(x, s);
        size_t first = g->kids.n;
        expand_blocks(x, &s->content);
        any = any || g->kids.n > first;
        x->level = level;
        list_push(x->a, &columns->kids, g);
        size_t width = s->width.has ? (size_t)s->width.v : 12 / t->sides.n;
        list_push(x->a, &columns->splits, (uint8_t)width);
    }
    x->out = was;
    if (!any)
        return;
    list_push(x->a, x->out, columns);
    note_put(x, columns, "note_lecture", slots_text(x, &t->reading));
}
