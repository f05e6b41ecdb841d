/* Charts and key figures: doc drawings from values, with their words. */
#include "expand/expand_int.h"

enum { ALT_MAX = 400 }; /* charter §19: characters of an alternative text */

static const drawing_kind kinds[TPL_CHART_COUNT] = {
    [TPL_CHART_BARS] = DRAW_BARS,
    [TPL_CHART_STACKED] = DRAW_STACKED_BARS,
    [TPL_CHART_GROUPED] = DRAW_GROUPED_BARS,
    [TPL_CHART_LINES] = DRAW_LINE,
    [TPL_CHART_PROGRESS] = DRAW_PROGRESS,
    [TPL_CHART_SPARKLINE] = DRAW_SPARKLINE,
    [TPL_CHART_RING] = DRAW_DONUT};

/* What this version draws; the others are said, never replaced in silence. */
static bool drawn(template_chart_kind k) {
    return k == TPL_CHART_BARS;
}

static str value_text(expander *x, const figure *f) {
    if (f->why != MISSING_NONE)
        return f->text;
    if (!f->unit.n || !(str_eq(f->unit, S("%")) || str_eq(f->unit, S("€"))))
        return f->text;
    return str_fmt(x->a, "%.*s\xC2\xA0%.*s", STR_ARG(f->text),
                   STR_ARG(f->unit));
}

/* « Diagramme à barres, TITRE : Gard 66, Tarn 54, … » */
static str alt_of(expander *x, const doc_drawing *d) {
    buf values = buf_new(x->a);
    size_t shown = 0;
    const doc_series *s = &d->series.v[0];
    for (; shown < d->categories.n && values.n < ALT_MAX - 160; shown++) {
        const figure *f = s->points.v[shown].figure;
        if (shown)
            buf_z(&values, ", ");
        buf_str(&values, d->categories.v[shown]);
        buf_c(&values, ' ');
        buf_str(&values, f ? value_text(x, f) : word(x, "absent"));
    }
    if (shown < d->categories.n)
        buf_str(&values, PHRASE(x, "alt_et_autres",
                                str_fmt(x->a, "%zu", d->categories.n - shown)));
    return PHRASE(x, "alt_barres", d->title, buf_take(&values));
}

static void add_source(expander *x, doc_block *b, str source) {
    if (!source.n)
        return;
    for (size_t i = 0; i < b->notes.n; i++)
        if (str_eq(doc_plain(x->a, &b->notes.v[i].text), source))
            return;
    inline_list l = {0};
    doc_text(x->a, &l, source, 0);
    typeset_inlines(x, &l);
    list_push(x->a, &b->notes, (doc_note){word(x, "note_source"), l});
}

static void describe_sources(expander *x, doc_block *b, const doc_drawing *d) {
    size_t all = 0, illustrative = 0;
    for (size_t i = 0; i < d->series.v[0].points.n; i++) {
        const figure *f = d->series.v[0].points.v[i].figure;
        if (!f || f->why != MISSING_NONE)
            continue;
        all++;
        illustrative += (f->marks & MARK_ILLUSTRATIVE) != 0;
        add_source(x, b, f->source);
    }
    b->caption.illustrative = illustrative * 2 > all;
}

static doc_block *figure_block(expander *x, doc_drawing *d, str id) {
    doc_block *b = add_block(x, BLOCK_FIGURE, d->place);
    b->full = true;
    b->drawing = d;
    b->caption.label = next_figure_label(x);
    doc_text(x->a, &b->caption.text, d->title, 0);
    typeset_inlines(x, &b->caption.text);
    d->alt = alt_of(x, d);
    describe_sources(x, b, d);
    str label = str_dup(x->a, b->caption.label);
    if (label.n && label.p[0] == 'F')
        ((char *)label.p)[0] = 'f';
    define_anchor(x, b, id, label);
    return b;
}

static doc_drawing *new_drawing(expander *x, const template_chart *t) {
    doc_drawing *d = NEW(x->a, doc_drawing);
    d->kind = kinds[t->type];
    d->highlighted = -1;
    d->place = t->head.place;
    d->unit = t->unit;
    doc_series *s = list_add(x->a, &d->series);
    s->role = SERIES_OBSERVED;
    return d;
}

static void add_point(expander *x, doc_drawing *d, str category,
                      const figure *f) {
    list_push(x->a, &d->categories, category);
    list_push(x->a, &d->series.v[0].points, (doc_point){f});
}

/* A computed number that no indicator published. */
static const figure *own_figure(expander *x, expr_value v, const expr_type *t) {
    if (v.figure)
        return v.figure;
    figure *f = NEW(x->a, figure);
    view_cell c = view_value(&x->view, v, t);
    f->why = v.why;
    f->value = v.why == MISSING_NONE ? v.number : 0;
    f->unit = t->unit;
    f->text = c.text;
    if (c.figure)
        *f = *c.figure;
    return f;
}

/* One bar an element of `source`. */
static void chart_of_list(expander *x, const template_chart *t,
                          doc_drawing *d) {
    expr_value list;
    expr_type element;
    if (!select_list(x, &t->source, &t->where, &t->order,
                     t->descending == YESNO_YES, &list, &element))
        return;
    const expr_scope *was = x->scope;
    for (size_t i = 0; i < list.list.n; i++) {
        expr_scope inner;
        if (!view_enter(&x->view, &list.list.v[i], &element, was, &inner))
            return;
        x->scope = &inner;
        expr_value name, value, lit;
        expr_type type = {0}, name_type;
        bool named = evaluate(x, &t->category, EXPR_ANY, &name, &name_type);
        evaluate(x, &t->value, EXPR_NUMBER, &value, &type);
        if (t->highlight.s.n &&
            evaluate(x, &t->highlight, EXPR_BOOL, &lit, NULL) && lit.truth)
            d->highlighted = (int32_t)d->categories.n;
        str label = word(x, "a_preciser");
        if (named)
            label = view_value(&x->view, name, &name_type).text;
        add_point(x, d, label, own_figure(x, value, &type));
        x->scope = was;
    }
}

static bool is_highlighted(expander *x, const template_chart *t,
                           const indicator *k) {
    expr_value v = model_value(x->m, &k->head), lit;
    expr_type type = {.kind = EXPR_RECORD, .cls = v.cls};
    expr_scope inner;
    const expr_scope *was = x->scope;
    if (!t->highlight.s.n || !view_enter(&x->view, &v, &type, was, &inner))
        return false;
    x->scope = &inner;
    bool yes = evaluate(x, &t->highlight, EXPR_BOOL, &lit, NULL) && lit.truth;
    x->scope = was;
    return yes;
}

static void add_indicator(expander *x, const template_chart *t, doc_drawing *d,
                          const indicator *k) {
    calc_standing s = calc_stand(x->c, k);
    if (!s.last)
        return;
    if (is_highlighted(x, t, k))
        d->highlighted = (int32_t)d->categories.n;
    add_point(x, d, k->short_title.n ? k->short_title : k->title, s.last);
    if (!d->unit.n)
        d->unit = k->unit;
}

/* One bar an indicator, the last value of each: those named, in their order,
   then those of a role. */
static void chart_of_indicators(expander *x, const template_chart *t,
                                doc_drawing *d) {
    for (size_t i = 0; i < t->indicators.n; i++)
        if (t->indicators.v[i].to)
            add_indicator(x, t, d, t->indicators.v[i].to);
    for (size_t i = 0; t->show && i < x->m->indicators.n; i++)
        if (indicator_shows(&x->m->indicators.v[i], t->show))
            add_indicator(x, t, d, &x->m->indicators.v[i]);
}

void expand_chart(expander *x, const template_block *b) {
    const template_chart *t = b->as.chart;
    if (!drawn(t->type)) {
        DIAG_AT(x->sink, E0517, record_place(&t->head, S("type")),
                word_of(&words_template_chart_kind, (int)t->type));
        return;
    }
    doc_drawing *d = new_drawing(x, t);
    d->title = slots_text(x, &t->title);
    if (t->source.s.n)
        chart_of_list(x, t, d);
    else
        chart_of_indicators(x, t, d);
    if (!d->categories.n)
        return;
    doc_block *f = figure_block(x, d, t->head.id);
    if (t->alt.s.n)
        d->alt = slots_text(x, &t->alt);
    if (t->reading.s.n)
        list_push(
            x->a, &f->notes,
            (doc_note){word(x, "note_lecture"), slots_inlines(x, &t->reading)});
    if (t->note.s.n)
        list_push(x->a, &f->notes,
                  (doc_note){word(x, "note_note"), slots_inlines(x, &t->note)});
    evidence what = {.kind = EVIDENCE_PARAGRAPH,
                     .label = f->caption.label,
                     .place = t->head.place};
    cite_criteria(x, f, &t->criteria, what, false);
}

/* Key figures */

static void put_card(expander *x, doc_block *b, const figure_card *t) {
    expr_value v, whole;
    expr_type type = {0};
    evaluate(x, &t->value, EXPR_NUMBER, &v, &type);
    strip_item *i = list_add(x->a, &b->strip);
    i->label = slots_text(x, &t->label);
    i->unit = slots_text(x, &t->unit);
    i->foot = slots_text(x, &t->foot);
    i->ratio = -1;
    i->figure = own_figure(x, v, &type);
    view_cell c = {
        .kind = CELL_FIGURE, .figure = i->figure, .text = i->figure->text};
    put_cell(x, &i->value, &c);
    if (v.why == MISSING_NONE && t->whole.s.n &&
        evaluate(x, &t->whole, EXPR_NUMBER, &whole, NULL) && whole.number > 0)
        i->ratio = v.number / whole.number;
    if (i->ratio > 1)
        i->ratio = 1;
}

/* Cards of the indicators of a role: last value, against the target. */
static void put_indicator_card(expander *x, doc_block *b, const indicator *k) {
    calc_standing s = calc_stand(x->c, k);
    if (!s.last)
        return;
    strip_item *i = list_add(x->a, &b->strip);
    i->label = k->short_title.n ? k->short_title : k->title;
    i->unit = k->unit;
    i->figure = s.last;
    i->ratio = -1;
    view_cell c = {.kind = CELL_FIGURE, .figure = s.last, .text = s.last->text};
    put_cell(x, &i->value, &c);
    str last = locale_period(x->a, s.last_period, true);
    if (!s.target) {
        i->foot = last;
        return;
    }
    str args[3] = {last, s.target->text,
                   locale_period(x->a, s.target_period, false)};
    i->foot = phrase(x, "carte_cible", args, 3);
    bool known = s.last->why == MISSING_NONE && s.target->value > 0;
    if (known && k->sense != SENSE_DOWN)
        i->ratio = s.last->value / s.target->value;
    if (i->ratio > 1)
        i->ratio = 1;
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
