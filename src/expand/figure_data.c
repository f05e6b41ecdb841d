/* The values of the figures before it that no table prints, each as a table:
   what stands in a picture alone is closed to who does not see it. Each figure
   says where its values are. */
#include "base/map.h"
#include "expand/charts_int.h"
#include "model/model_types.h"

/* Charts abreast have their notes once, under the last of them. */
typedef struct shown_figure {
    doc_block *b, *noted;
} shown_figure;

typedef struct survey {
    expander *x;
    map printed; /* keys of the figures that tables print */
    LIST(shown_figure) figures;
} survey;

static void note_cells(survey *s, const doc_table *t) {
    for (size_t i = 0; i < t->rows.n; i++)
        for (size_t j = 0; j < t->rows.v[i].cells.n; j++) {
            const inline_list *l = &t->rows.v[i].cells.v[j].text;
            for (size_t k = 0; k < l->n; k++)
                if (l->v[k].figure && l->v[k].figure->key.n)
                    map_put(&s->printed, l->v[k].figure->key, s);
        }
}

/* The columns from `i` on that bear the notes of all; NULL: none do. */
static doc_block *noted_columns(const block_list *blocks, size_t i) {
    for (; i < blocks->n && blocks->v[i]->kind == BLOCK_COLUMNS; i++)
        if (blocks->v[i]->notes.n)
            return blocks->v[i];
    return NULL;
}

static void look_through(survey *s, const block_list *blocks,
                         doc_block *noted) {
    for (size_t i = 0; i < blocks->n; i++) {
        doc_block *b = blocks->v[i];
        if (b->kind == BLOCK_TABLE)
            note_cells(s, b->table);
        shown_figure shown = {b, noted ? noted : b};
        if (b->kind == BLOCK_FIGURE && b->drawing)
            list_push(s->x->a, &s->figures, shown);
        bool columns = b->kind == BLOCK_COLUMNS;
        look_through(s, &b->kids, columns ? noted_columns(blocks, i) : noted);
    }
}

static bool is_printed(const survey *s, const doc_drawing *d) {
    for (size_t i = 0; i < d->series.n; i++)
        for (size_t j = 0; j < d->series.v[i].points.n; j++) {
            const figure *f = d->series.v[i].points.v[j].figure;
            if (f && !f->why && !map_has(&s->printed, f->key))
                return false;
        }
    return true;
}

/* --- One table: a row a category, or a series where there are more of them */

typedef struct data_table {
    expander *x;
    const doc_drawing *d;
    view_table *t;
    bool by_series;
} data_table;

static str series_name(const data_table *t, size_t i) {
    str name = i < t->d->series.n ? t->d->series.v[i].name : STR_NONE;
    return name.n ? locale_capital(t->x->l, t->x->a, name)
                  : word(t->x, "donnees_valeur");
}

static str category_name(const data_table *t, size_t i) {
    const doc_drawing *d = t->d;
    return i < d->categories.n ? d->categories.v[i]
                               : word(t->x, "donnees_valeur");
}

static size_t category_count(const doc_drawing *d) {
    size_t n = d->categories.n;
    for (size_t i = 0; i < d->series.n; i++)
        n = d->series.v[i].points.n > n ? d->series.v[i].points.n : n;
    return n;
}

static void add_column(data_table *t, str head, column_kind kind) {
    view_column c = {
        .head = head, .kind = (uint8_t)kind, .row_header = kind == COLUMN_TEXT};
    list_push(t->x->a, &t->t->columns, c);
}

/* The value there; not that of another series, where a line of targets only
   starts from the last value known. */
static const figure *value_at(const data_table *t, size_t s, size_t c) {
    const doc_drawing *d = t->d;
    const doc_series *all = &d->series.v[s];
    const figure *f = c < all->points.n ? all->points.v[c].figure : NULL;
    for (size_t i = 0; f && i < s; i++) {
        const doc_series *o = &d->series.v[i];
        const figure *g = c < o->points.n ? o->points.v[c].figure : NULL;
        if (g && g->key.n && str_eq(g->key, f->key))
            return NULL;
    }
    return f;
}

static view_row *start_row(data_table *t, str name) {
    view_row *r = list_add(t->x->a, &t->t->rows);
    r->place = t->d->place;
    view_cell head = {.kind = CELL_TEXT, .text = name};
    list_push(t->x->a, &r->cells, head);
    return r;
}

/* A period without any value has no row. */
static void add_row(data_table *t, str name, size_t at, size_t columns) {
    const figure **values = NEW_ARRAY(t->x->a, const figure *, columns + 1);
    bool known = false;
    for (size_t k = 0; k < columns; k++) {
        values[k] = t->by_series ? value_at(t, at, k) : value_at(t, k, at);
        known |= values[k] != NULL;
    }
    if (!known)
        return;
    view_row *r = start_row(t, name);
    for (size_t k = 0; k < columns; k++) {
        view_cell cell = {.kind = values[k] ? CELL_FIGURE : CELL_EMPTY,
                          .figure = values[k]};
        list_push(t->x->a, &r->cells, cell);
    }
}

/* Small lines have no periods in common: their values in a row. */
static view_table *values_in_rows(data_table *t) {
    add_column(t, word(t->x, "donnees_serie"), COLUMN_TEXT);
    add_column(t, word(t->x, "donnees_valeurs"), COLUMN_TEXT);
    list_last(&t->t->columns)->row_header = false;
    for (size_t i = 0; i < t->d->series.n; i++) {
        const doc_series *s = &t->d->series.v[i];
        buf b = buf_new(t->x->a);
        for (size_t k = 0; k < s->points.n; k++)
            if (s->points.v[k].figure) {
                buf_z(&b, b.n ? " ; " : "");
                buf_str(&b, s->points.v[k].figure->text);
            }
        view_row *r = start_row(t, series_name(t, i));
        view_cell cell = {.kind = CELL_TEXT, .text = buf_take(&b)};
        list_push(t->x->a, &r->cells, cell);
    }
    return t->t;
}

static view_table *values_of(expander *x, const doc_drawing *d) {
    data_table t = {.x = x, .d = d, .t = NEW(x->a, view_table)};
    size_t series = d->series.n, categories = category_count(d);
    if (d->kind == DRAW_SPARKLINE)
        return values_in_rows(&t);
    t.by_series = series > categories;
    size_t rows = t.by_series ? series : categories;
    size_t columns = t.by_series ? categories : series;
    bool periods = d->kind == DRAW_LINE || d->kind == DRAW_GROUPED_BARS;
    add_column(&t,
               word(x, t.by_series ? "donnees_serie"
                       : periods   ? "donnees_periode"
                                   : "donnees_rubrique"),
               COLUMN_TEXT);
    for (size_t k = 0; k < columns; k++)
        add_column(&t, t.by_series ? category_name(&t, k) : series_name(&t, k),
                   COLUMN_NUMBER);
    for (size_t i = 0; i < rows; i++)
        add_row(&t, t.by_series ? series_name(&t, i) : category_name(&t, i), i,
                columns);
    return t.t;
}

/* Before the sources (charter §13). */
static void add_note(expander *x, doc_block *b, doc_note note) {
    size_t at = b->notes.n;
    while (at && (str_eq(b->notes.v[at - 1].label, word(x, "note_source")) ||
                  str_eq(b->notes.v[at - 1].label, word(x, "note_sources"))))
        at--;
    list_push(x->a, &b->notes, note);
    for (size_t i = b->notes.n - 1; i > at; i--)
        b->notes.v[i] = b->notes.v[i - 1];
    b->notes.v[at] = note;
}

/* Amounts stand here in whole euros, whatever the figure divides them by. */
static bool is_money(const doc_drawing *d) {
    for (size_t i = 0; i < d->series.n; i++)
        for (size_t j = 0; j < d->series.v[i].points.n; j++) {
            const figure *f = d->series.v[i].points.v[j].figure;
            if (f && !f->why)
                return str_eq(f->unit, S("€"));
        }
    return false;
}

static str title_of(expander *x, const doc_block *b) {
    str label = label_in_text(x, b->caption.label);
    str title = b->drawing->title;
    if (is_money(b->drawing))
        return PHRASE(x, "donnees_en_euros", label);
    return title.n ? PHRASE(x, "donnees_titre", label, title)
                   : PHRASE(x, "donnees_de", label);
}

/* The id of the table made. */
static str put_values(expander *x, const doc_block *b, span place) {
    view_table *t = values_of(x, b->drawing);
    t->id = str_fmt(x->a, "donnees-%u", (unsigned)x->tables + 1);
    t->title = title_of(x, b);
    view_finish_table(&x->view, t);
    table_block(x, t, place);
    return t->id;
}

/* « Les valeurs de ces figures vont du tableau 46, page 60, au tableau 51,
   page 61. » */
static void say_where(expander *x, doc_block *b, str first, str last,
                      span place) {
    bool one = str_eq(first, last);
    inline_list l = {0};
    doc_text(x->a, &l, word(x, one ? "donnees_au" : "donnees_du"), 0);
    put_reference(x, &l, first, place);
    if (!one) {
        doc_text(x->a, &l, word(x, "donnees_jusquau"), 0);
        put_reference(x, &l, last, place);
    }
    doc_text(x->a, &l, S("."), 0);
    add_note(x, b, (doc_note){word(x, "note_note"), l});
}

void expand_figure_data(expander *x, const template_block *b) {
    survey s = {.x = x, .printed = map_new(x->a)};
    span place = b->head.place;
    doc_block *noted = NULL;
    str first = STR_NONE, last = STR_NONE;
    look_through(&s, &x->doc->body, NULL);
    for (size_t i = 0; i < s.figures.n; i++) {
        shown_figure f = s.figures.v[i];
        if (is_printed(&s, f.b->drawing))
            continue;
        str id = put_values(x, f.b, place);
        if (noted && noted != f.noted)
            say_where(x, noted, first, last, place);
        if (noted != f.noted)
            first = id;
        noted = f.noted;
        last = id;
    }
    if (noted)
        say_where(x, noted, first, last, place);
}
