/*
 * Charts: the block's kind chooses what view is asked for and how it is drawn.
 *
 *   source           a list: one category an element, one series a value
 *   source: ressources, categorie: annee | financeur
 *                    the financing plan, with the figures of its table
 *   indicateurs, montrer
 *                    bars, groups, bullets, rings: one category an indicator;
 *                    stacks: one series an indicator, over periods;
 *                    lines: those named in one chart when they share a unit,
 *                    those of a role in a chart each, two abreast
 */
#include "expand/charts_int.h"
#include "view/states.h"

enum {
    MOST_STACKED = 7, /* charter §4.1: looks; the last is for what is in kind */
    MOST_GROUPED = 6,
    MOST_LINES = 4,
    MOST_PARTS = 4, /* of a ring */
    HALF = 6        /* of the 12-column grid */
};

_Static_assert((int)VIEW_OBSERVED == (int)SERIES_OBSERVED &&
                   (int)VIEW_TARGET == (int)SERIES_TARGET &&
                   (int)VIEW_REFERENCE == (int)SERIES_REFERENCE &&
                   (int)VIEW_IN_KIND == (int)SERIES_IN_KIND,
               "roles of series are the same in view and doc");

static const drawing_kind kinds[TPL_CHART_COUNT] = {
    [TPL_CHART_BARS] = DRAW_BARS,
    [TPL_CHART_STACKED] = DRAW_STACKED_BARS,
    [TPL_CHART_GROUPED] = DRAW_GROUPED_BARS,
    [TPL_CHART_LINES] = DRAW_LINE,
    [TPL_CHART_PROGRESS] = DRAW_BULLET,
    [TPL_CHART_SPARKLINE] = DRAW_SPARKLINE,
    [TPL_CHART_RING] = DRAW_DONUT,
    [TPL_CHART_STATES] = DRAW_STATES};

doc_drawing *chart_drawing(const expander *x, const view_chart *c,
                           drawing_kind kind, span place) {
    doc_drawing *d = NEW(x->a, doc_drawing);
    d->kind = kind;
    d->place = place;
    d->unit = c->unit;
    d->per = c->per;
    d->highlighted = c->highlighted;
    d->lower_is_better = c->lower_is_better;
    for (size_t i = 0; i < c->categories.n; i++)
        list_push(x->a, &d->categories, c->categories.v[i]);
    for (size_t i = 0; i < c->breaks.n; i++)
        list_push(x->a, &d->breaks, c->breaks.v[i]);
    for (size_t i = 0; i < c->signs.n; i++)
        list_push(x->a, &d->signs, c->signs.v[i]);
    for (size_t i = 0; i < c->series.n; i++) {
        const view_series *from = &c->series.v[i];
        doc_series *s = list_add(x->a, &d->series);
        s->name = from->name;
        s->role = (series_role)from->role;
        for (size_t j = 0; j < from->points.n; j++)
            list_push(x->a, &s->points, (doc_point){from->points.v[j]});
    }
    return d;
}

/* --- Kinds by what the data are
 * ---------------------------------------------------- */

static bool is_money(str unit) {
    return str_ends(unit, S("€"));
}

static size_t most_stacked(const view_chart *c) {
    for (size_t i = 0; i < c->series.n; i++)
        if (c->series.v[i].role == VIEW_IN_KIND)
            return MOST_STACKED;
    /* hatching means « in kind » in money charts */
    return is_money(c->unit) ? MOST_STACKED - 1 : MOST_STACKED;
}

static size_t count_parts(const view_chart *c) {
    size_t n = 0;
    for (size_t i = 0; i < c->series.n; i++)
        for (size_t j = 0; j < c->series.v[i].points.n; j++) {
            const figure *f = c->series.v[i].points.v[j];
            n += f && !f->why && f->value > 0;
        }
    return n;
}

static drawing_kind kind_for(const template_chart *t, const view_chart *c) {
    drawing_kind kind = kinds[t->type];
    /* years of one series are no parts of a whole */
    bool parts = c->series.n == 1 && t->source.s.n;
    bool single = parts || c->categories.n == 1;
    bool ring = c->series.n == 1 || c->categories.n == 1;
    bool targets = false;
    for (size_t i = 0; i < c->series.n; i++)
        targets = targets || c->series.v[i].role == VIEW_TARGET;
    if (kind == DRAW_STACKED_BARS && single)
        return DRAW_SINGLE_BAR;
    if (kind == DRAW_DONUT && (!ring || count_parts(c) > MOST_PARTS))
        return DRAW_SINGLE_BAR;
    if (kind == DRAW_BULLET && !targets)
        return DRAW_PROGRESS;
    return kind;
}

/* Series beyond what the kind shows; 0: all fit. */
static size_t most_of(drawing_kind k) {
    return k == DRAW_GROUPED_BARS ? MOST_GROUPED
           : k == DRAW_LINE       ? MOST_LINES
                                  : 0;
}

static size_t observed(const view_chart *c) {
    size_t n = 0;
    for (size_t i = 0; i < c->series.n; i++)
        n += c->series.v[i].role == VIEW_OBSERVED;
    return n;
}

/* Rows bear their own unit; what shares an axis shares its unit. */
static bool shares_axis(drawing_kind k) {
    return k != DRAW_BULLET && k != DRAW_SPARKLINE;
}

static bool is_sound(expander *x, const template_chart *t, const view_chart *c,
                     drawing_kind k) {
    span place = record_place(&t->head, S("type"));
    str type = word_of(&words_template_chart_kind, (int)t->type);
    if (shares_axis(k) && c->other_unit.n) {
        DIAG_AT(x->sink, E0517, place, c->unit, c->other_unit);
        return false;
    }
    size_t most = most_of(k), n = observed(c);
    if (most && n > most) {
        DIAG_AT(x->sink, E0519, place, str_fmt(x->a, "%zu", n), type,
                str_fmt(x->a, "%zu", most));
        return false;
    }
    if (!view_chart_values(c)) {
        DIAG_AT(x->sink, N0522, place, type);
        return false;
    }
    return true;
}

/* --- Blocks
 * ---------------------------------------------------------------------- */

static void name_figure(expander *x, doc_block *b, const template_chart *t,
                        str id) {
    str label = str_dup(x->a, b->caption.label);
    if (label.n && label.p[0] == 'F')
        ((char *)label.p)[0] = 'f';
    define_anchor(x, b, id, label);
    evidence what = {.kind = EVIDENCE_PARAGRAPH,
                     .label = b->caption.label,
                     .place = t->head.place};
    cite_criteria(x, b, &t->criteria, what, false);
}

/* The figure, without its notes; NULL when it has nothing to show. */
static doc_block *make_figure(expander *x, const template_chart *t,
                              view_chart *c, str title, chart_notes *n) {
    if (!c)
        return NULL;
    if (t->unit.n && !c->other_unit.n)
        c->unit = t->unit;
    if (t->type == TPL_CHART_PROGRESS && t->series.n == 2)
        c->series.v[1].role = VIEW_TARGET; /* the whole */
    drawing_kind kind = kind_for(t, c);
    if (kind == DRAW_STACKED_BARS || kind == DRAW_SINGLE_BAR)
        view_chart_fold(&x->view, c, most_stacked(c));
    if (!is_sound(x, t, c, kind))
        return NULL;
    doc_drawing *d = chart_drawing(x, c, kind, t->head.place);
    d->title = title;
    doc_block *b = chart_figure(x, d, c, t, n);
    name_figure(x, b, t, t->head.id);
    return b;
}

static void put_chart(expander *x, const template_chart *t, view_chart *c) {
    chart_notes n = {0};
    doc_block *b = make_figure(x, t, c, slots_text(x, &t->title), &n);
    if (b)
        chart_put_notes(x, b, t, &n);
}

/* A chart says something from three values on; two points are a sentence. */
static bool speaks(const view_chart *c) {
    enum { LEAST = 3 };
    bool any = false;
    for (size_t i = 0; i < c->series.n; i++)
        for (size_t j = 0; j < c->series.v[i].points.n; j++)
            any = any || (c->series.v[i].role == VIEW_OBSERVED &&
                          c->series.v[i].points.v[j]);
    return any && view_chart_values(c) >= LEAST;
}

static doc_block *half(expander *x, doc_block *columns, span place) {
    doc_block *g = doc_block_new(x->a, BLOCK_GROUP, place);
    list_push(x->a, &columns->kids, g);
    list_push(x->a, &columns->splits, HALF);
    return g;
}

/* One chart an indicator of the role, two abreast, their notes once. */
static void put_lines(expander *x, const template_chart *t,
                      view_indicator_list l) {
    bool targets = t->with_targets != YESNO_NO;
    template_chart alone = *t; /* its id names the first */
    chart_notes notes = {.shared = true};
    doc_block *columns = NULL;
    block_list *was = x->out;
    for (size_t i = 0; i < l.n; i++) {
        view_indicator_list one = {&l.v[i], 1, true, l.scope};
        view_chart *c = view_chart_periods(&x->view, one, targets);
        if (!speaks(c))
            continue;
        if (!columns || columns->kids.n == 2) {
            columns = add_block(x, BLOCK_COLUMNS, t->head.place);
            columns->full = true;
        }
        x->out = &half(x, columns, t->head.place)->kids;
        make_figure(x, &alone, c, l.v[i]->title, &notes);
        alone.head.id = STR_NONE;
        x->out = was;
    }
    if (columns)
        chart_put_notes(x, columns, t, &notes);
}

static view_chart *indicators_chart(expander *x, const template_chart *t,
                                    view_indicator_list l) {
    const view_context *v = &x->view;
    bool targets = t->with_targets == YESNO_YES;
    bool path = t->with_targets != YESNO_NO;
    switch (t->type) {
    case TPL_CHART_BARS:
        return view_chart_last(v, l, targets);
    case TPL_CHART_RING:
        return view_chart_last(v, l, false);
    case TPL_CHART_PROGRESS:
        return view_chart_last(v, l, true);
    case TPL_CHART_GROUPED:
        return view_chart_recent(v, l, targets);
    case TPL_CHART_STACKED:
        return view_chart_periods(v, l, false);
    case TPL_CHART_LINES:
        return view_chart_periods(v, l, path);
    case TPL_CHART_SPARKLINE:
        return view_chart_trends(v, l);
    case TPL_CHART_STATES:
    case TPL_CHART_ABSENT:
    case TPL_CHART_COUNT:
        break;
    }
    return NULL;
}

/* How many elements are in each state. */
static void put_states(expander *x, const template_chart *t) {
    record_list l = {0};
    view_selection which = {.where = &t->where};
    if (!select_list(x, &t->source, which, &l) || !l.n)
        return;
    view_state_counts all =
        view_count_states(&x->view, (expr_list){l.v, l.n}, &t->where);
    put_chart(x, t, view_chart_states(&x->view, &all));
}

static bool is_highlighted(expander *x, const template_chart *t,
                           const indicator *k) {
    expr_value v = model_value(x->m, &k->head), lit;
    expr_type type = {.kind = EXPR_RECORD, .cls = v.cls};
    expr_scope inner;
    const expr_scope *was = x->scope;
    if (!view_enter(&x->view, &v, &type, was, &inner))
        return false;
    x->scope = &inner;
    bool yes = evaluate(x, &t->highlight, EXPR_BOOL, &lit, NULL) && lit.truth;
    x->scope = was;
    return yes;
}

/* What must not be compared never stands on one axis. */
static bool may_share(expander *x, const template_chart *t,
                      view_indicator_list l) {
    const indicator *clash[2];
    if (!shares_axis(kinds[t->type]) || !view_chart_clash(l, clash))
        return true;
    DIAG_AT(x->sink, E0523, record_place(&t->head, S("type")), clash[0]->title,
            clash[1]->title);
    return false;
}

static void put_indicators(expander *x, const template_chart *t) {
    view_indicator_list l = view_chart_indicators(&x->view, t);
    l.full = !shares_axis(kinds[t->type]); /* rows have the room */
    if (t->type == TPL_CHART_LINES && t->show) {
        put_lines(x, t, l);
        return;
    }
    if (!l.n || !may_share(x, t, l))
        return;
    view_chart *c = indicators_chart(x, t, l);
    for (size_t i = 0; t->highlight.s.n && i < l.n; i++)
        if (c && c->categories.n == l.n && is_highlighted(x, t, l.v[i]))
            c->highlighted = (int32_t)i;
    put_chart(x, t, c);
}

void expand_chart(expander *x, const template_block *b) {
    const template_chart *t = b->as.chart;
    bool by_year;
    if (t->type == TPL_CHART_ABSENT)
        return; /* reported by the model */
    if (!t->source.s.n && !t->show && !t->indicators.n) {
        DIAG_AT(x->sink, E0518, t->head.place, STR_NONE);
        return;
    }
    if (t->type == TPL_CHART_STATES && t->source.s.n) {
        put_states(x, t);
        return;
    }
    if (!t->source.s.n) {
        put_indicators(x, t);
        return;
    }
    bool plan = view_chart_is_resources(t, &by_year);
    if (plan && !x->m->budget.given)
        return;
    view_chart *c = plan ? view_chart_resources(&x->view, by_year, t->unit)
                         : view_chart_list(&x->view, t, x->scope);
    put_chart(x, t, c);
}
