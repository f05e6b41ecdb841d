/* A chart as a figure: its title with its unit, its notes in the charter's
   order (Lecture, Note, Sources), its anchor and what it answers. */
#include "expand/charts_int.h"

/* « en % », « en milliers d’euros », « en places ». */
static str unit_words(const expander *x, str unit) {
    if (str_eq(unit, S("€")))
        return word(x, "unite_euros");
    if (str_eq(unit, S("k€")))
        return word(x, "unite_milliers");
    return str_eq(unit, S("M€")) ? word(x, "unite_millions") : unit;
}

static bool says(const expander *x, str title, str what) {
    str t = locale_fold(x->a, title), w = locale_fold(x->a, what);
    return str_find(t, w, 0) != SIZE_MAX;
}

/* The unit is always said: in the title, once. */
static str with_unit(const expander *x, str title, str unit) {
    str words = unit_words(x, unit);
    if (!unit.n || says(x, title, words) || says(x, title, unit))
        return title;
    return title.n ? PHRASE(x, "titre_unite", title, words)
                   : locale_capital(x->l, x->a, words);
}

/* What the notes owe to the values shown. */
static void count(const expander *x, doc_block *b, chart_notes *n) {
    const doc_drawing *d = b->drawing;
    size_t values = 0, illustrative = 0;
    uint8_t marks = 0;
    for (size_t i = 0; i < d->series.n; i++)
        for (size_t j = 0; j < d->series.v[i].points.n; j++) {
            const figure *f = d->series.v[i].points.v[j].figure;
            if (!f || f->why || doc_is_junction(d, i, j))
                continue;
            values++;
            illustrative += (f->marks & MARK_ILLUSTRATIVE) != 0;
            marks |= f->marks;
            note_add_sources(x, &n->sources, f->source);
        }
    b->caption.illustrative = illustrative * 2 > values;
    if (b->caption.illustrative) /* the caption says it for all */
        marks &= (uint8_t)~MARK_ILLUSTRATIVE;
    n->marks |= marks;
}

static bool has_role(const doc_drawing *d, series_role r) {
    for (size_t i = 0; i < d->series.n; i++)
        if (d->series.v[i].role == r)
            return true;
    return false;
}

/* How this kind is read, when the template does not say. */
static str kind_reading(const expander *x, const doc_drawing *d) {
    bool target = has_role(d, SERIES_TARGET);
    switch (d->kind) {
    case DRAW_LINE:
        return target ? word(x, "lecture_courbe") : STR_NONE;
    case DRAW_BULLET:
        return word(x, has_role(d, SERIES_REFERENCE) ? "lecture_puces_reference"
                                                     : "lecture_puces");
    case DRAW_STACKED_BARS:
        return d->series.n > 1 ? word(x, "lecture_empilees") : STR_NONE;
    case DRAW_SPARKLINE:
        return word(x, "lecture_tendances");
    case DRAW_BARS:
    case DRAW_GROUPED_BARS:
        return target ? word(x, "lecture_cible") : STR_NONE;
    case DRAW_SINGLE_BAR:
    case DRAW_PROGRESS:
    case DRAW_DONUT:
    case DRAW_STATES:
    case DRAW_KIND_COUNT:
        break;
    }
    return STR_NONE;
}

/* What has to be said whatever the template says. */
static str due_reading(expander *x, const doc_drawing *d, const view_chart *c) {
    str all = STR_NONE;
    double start = doc_axis_start(d);
    if (start != 0) {
        int decimals = start == (double)(int64_t)start ? 0 : 1;
        all =
            PHRASE(x, "lecture_echelle", locale_number(x->a, start, decimals));
    }
    for (size_t i = 0; i < c->break_notes.n; i++)
        all = note_joined(x, all, c->break_notes.v[i]);
    if (c->current)
        all = note_joined(x, all, word(x, "lecture_courant"));
    if (c->constant)
        all = note_joined(x, all, word(x, "lecture_constant"));
    if (d->lower_is_better && d->kind == DRAW_BULLET)
        all = note_joined(x, all, word(x, "lecture_baisse"));
    return all;
}

/* « Figure 9 : l’échelle commence à 50. » */
static str of_figure(expander *x, const doc_block *b, str sentence) {
    if (!sentence.n)
        return sentence;
    str s = str_dup(x->a, sentence);
    if (s.p[0] >= 'A' && s.p[0] <= 'Z')
        ((char *)s.p)[0] = (char)(s.p[0] + ('a' - 'A'));
    return PHRASE(x, "lecture_de_figure", b->caption.label, s);
}

void chart_put_notes(expander *x, doc_block *b, const template_chart *t,
                     const chart_notes *n) {
    str reading = slots_text(x, &t->reading);
    if (!reading.n)
        reading = n->kind;
    reading = note_joined(x, reading, n->due);
    reading = note_joined(x, reading, note_marks(x, n->marks));
    note_put(x, b, "note_lecture", reading);
    note_put(x, b, "note_note", slots_text(x, &t->note));
    note_put_sources(x, b, &n->sources);
}

doc_block *chart_figure(expander *x, doc_drawing *d, const view_chart *c,
                        const template_chart *t, chart_notes *n) {
    doc_block *b = add_block(x, BLOCK_FIGURE, d->place);
    b->full = true;
    b->drawing = d;
    b->caption.label = next_figure_label(x);
    bool named = d->kind == DRAW_SPARKLINE || c->other_unit.n; /* by row */
    d->title = with_unit(x, d->title, named ? STR_NONE : d->unit);
    doc_text(x->a, &b->caption.text, d->title, 0);
    typeset_inlines(x, &b->caption.text);
    d->title = doc_plain(x->a, &b->caption.text);
    d->alt = t->alt.s.n ? slots_text(x, &t->alt) : chart_alt(x, d);
    count(x, b, n);
    str due = due_reading(x, d, c);
    n->due = note_joined(x, n->due, n->shared ? of_figure(x, b, due) : due);
    n->kind = n->kind.n ? n->kind : kind_reading(x, d);
    return b;
}
