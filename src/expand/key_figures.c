/* Key figures (charter §8): a value, and a bar that says what its foot says. */
#include "expand/charts_int.h"

/* A computed number that no indicator published. */
static const figure *own_figure(expander *x, expr_value v, const expr_type *t,
                                str key) {
    if (v.figure)
        return v.figure;
    figure *f = NEW(x->a, figure);
    view_cell c = view_value(&x->view, v, t);
    if (c.figure)
        return c.figure;
    f->key = key;
    f->why = v.why;
    f->value = v.why == MISSING_NONE ? v.number : 0;
    f->unit = t->unit;
    f->text = c.text;
    f->marks = v.illustrative ? MARK_ILLUSTRATIVE : 0;
    return f;
}

static double within_one(double ratio) {
    return ratio > 1 ? 1 : ratio < 0 ? 0 : ratio;
}

/* « sur » is what the value is a share of; with « part », the bar is that part
   of it, or of the value itself. A whole that is the value would fill the bar
   and say nothing. */
static double ratio_of(expander *x, const figure_card *t, const figure *value) {
    expr_value part, whole;
    double of = value->value, from = value->value;
    bool itself = str_eq(str_trim(t->whole.s), str_trim(t->value.s));
    if (value->why || (!t->part.s.n && (!t->whole.s.n || itself)))
        return -1;
    if (t->whole.s.n) {
        if (!evaluate(x, &t->whole, EXPR_NUMBER, &whole, NULL))
            return -1;
        of = whole.number;
    }
    if (t->part.s.n) {
        if (!evaluate(x, &t->part, EXPR_NUMBER, &part, NULL))
            return -1;
        from = part.number;
    }
    return of > 0 ? within_one(from / of) : -1;
}

static void put_card_value(expander *x, strip_item *i, const figure *f) {
    view_cell c = {.kind = CELL_FIGURE, .figure = f, .text = f->text};
    if (f->why && !c.text.n)
        c.text = view_missing(&x->view, f->why);
    i->figure = f;
    put_cell(x, &i->value, &c);
}

static void put_card(expander *x, doc_block *b, const figure_card *t) {
    expr_value v;
    expr_type type = {0};
    evaluate(x, &t->value, EXPR_NUMBER, &v, &type);
    str key = str_fmt(x->a, "carte.%.*s", STR_ARG(str_trim(t->value.s)));
    const figure *f = own_figure(x, v, &type, key);
    strip_item *i = list_add(x->a, &b->strip);
    i->label = slots_text(x, &t->label);
    i->unit = slots_text(x, &t->unit);
    i->foot = slots_text(x, &t->foot);
    i->ratio = ratio_of(x, t, f);
    put_card_value(x, i, f);
}

/* The last value of an indicator; the bar against its target, which the foot
   says, when it is to go up. */
static void put_indicator_card(expander *x, doc_block *b, const indicator *k) {
    calc_standing s = calc_stand(x->c, k);
    if (!s.last)
        return;
    strip_item *i = list_add(x->a, &b->strip);
    i->label = k->short_title.n ? k->short_title : k->title;
    i->unit = k->unit;
    i->ratio = -1;
    put_card_value(x, i, s.last);
    str last = locale_period(x->a, s.last_period, true);
    if (!s.target) {
        i->foot = last;
        return;
    }
    i->foot =
        note_typeset(x, PHRASE(x, "carte_cible", last, s.target->text,
                               locale_period(x->a, s.target_period, false)));
    bool known = s.last->why == MISSING_NONE && s.target->value > 0;
    if (known && k->sense != SENSE_DOWN)
        i->ratio = within_one(s.last->value / s.target->value);
}

void expand_key_figures(expander *x, const template_block *b) {
    const template_key_figures *t = b->as.key_figures;
    doc_block *k = doc_block_new(x->a, BLOCK_KPIS, t->head.place);
    k->full = true;
    k->strip_columns = 4;
    for (size_t i = 0; i < t->cards.n; i++)
        put_card(x, k, &t->cards.v[i]);
    for (size_t i = 0; t->show && i < x->m->indicators.n; i++)
        if (indicator_shows(&x->m->indicators.v[i], t->show))
            put_indicator_card(x, k, &x->m->indicators.v[i]);
    if (!k->strip.n)
        return;
    if (t->title.s.n)
        add_paragraph(x, STYLE_BLOCK_TITLE, slots_inlines(x, &t->title),
                      t->title.place);
    list_push(x->a, x->out, k);
}
