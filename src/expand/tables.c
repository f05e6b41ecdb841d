/* A view's table → a doc table with caption and notes. */
#include "expand/charts_int.h"
#include "model/model_types.h"
#include "view/states.h"

enum {
    MPT_PER_MM = 2835, /* 1/1000 pt a millimetre */
    CRITERIA_WIDTH = 24 * MPT_PER_MM
};

static str numbered(expander *x, const char *key, int n) {
    return str_fmt(x->a, "%.*s\xC2\xA0%d", STR_ARG(word(x, key)), n);
}

str next_table_label(expander *x) {
    return numbered(x, "tableau", ++x->tables);
}

str next_figure_label(expander *x) {
    return numbered(x, "figure", ++x->figures);
}

str label_in_text(expander *x, str label) {
    str s = str_dup(x->a, label);
    if (s.n && s.p[0] >= 'A' && s.p[0] <= 'Z')
        ((char *)s.p)[0] = (char)(s.p[0] + ('a' - 'A'));
    return s;
}

static bool mostly_illustrative(const view_table *t) {
    return t->illustrative * 2 > t->figures;
}

/* Pills wrap: a column of criteria is a narrow text, not a code. */
static bool holds_criteria(const view_table *t, size_t column) {
    for (size_t i = 0; i < t->rows.n; i++) {
        const view_row *r = &t->rows.v[i];
        if (column < r->cells.n && r->cells.v[column].criteria.n > 1)
            return true;
    }
    return false;
}

static void make_columns(expander *x, const view_table *t, doc_table *d) {
    size_t flexible = t->columns.n;
    for (size_t i = 0; i < t->columns.n; i++) {
        const view_column *c = &t->columns.v[i];
        doc_column *k = list_add(x->a, &d->columns);
        k->kind = (column_kind)c->kind;
        k->width = (mpt)((int64_t)c->width * MPT_PER_MM / 1000);
        k->row_header = c->row_header;
        doc_text(x->a, &k->head, c->head, 0);
        typeset_inlines(x, &k->head);
        if (holds_criteria(t, i)) {
            k->kind = COLUMN_TEXT;
            if (!k->width)
                k->width = CRITERIA_WIDTH;
        }
        if (k->kind == COLUMN_TEXT && !k->width && flexible == t->columns.n)
            flexible = i;
    }
    if (flexible < t->columns.n)
        d->columns.v[flexible].flexible = true;
}

static row_kind kind_of(view_row_kind k) {
    static const row_kind kinds[] = {[VIEW_BODY] = ROW_BODY,
                                     [VIEW_GROUP] = ROW_GROUP,
                                     [VIEW_SUBTOTAL] = ROW_SUBTOTAL,
                                     [VIEW_TOTAL] = ROW_TOTAL,
                                     [VIEW_CHECK] = ROW_CHECK};
    return kinds[k];
}

static void make_cell(expander *x, const view_cell *from, doc_cell *to,
                      bool tagged) {
    put_cell(x, &to->text, from);
    for (size_t i = 0; i < to->text.n; i++) {
        doc_inline *n = &to->text.v[i];
        if (tagged) /* the caption says it for all */
            n->marks &= (uint8_t)~MARK_ILLUSTRATIVE;
        bool zero = n->figure && n->figure->why == MISSING_NONE &&
                    n->figure->value == 0;
        if (zero && str_eq(n->text, S("–")))
            to->actual = S("0");
    }
    typeset_inlines(x, &to->text);
}

static bool is_row_header(const view_table *t, size_t column) {
    for (size_t i = 0; i < t->columns.n; i++)
        if (t->columns.v[i].row_header)
            return i == column;
    return column == 0;
}

static void unmark(inline_list *l) {
    for (size_t i = 0; i < l->n; i++)
        if (!l->v[i].figure)
            l->v[i].marks &= (uint8_t)~MARK_ILLUSTRATIVE;
}

/* A record that is illustrative as a whole is marked once, at its name; its
   figures keep their own marks. */
static void mark_once(const view_table *t, const view_row *from, doc_row *to) {
    const record_head *h = from->record;
    if (from->kind != VIEW_BODY || !h || !h->illustrative)
        return;
    for (size_t i = 0; i < to->cells.n; i++)
        if (!is_row_header(t, i))
            unmark(&to->cells.v[i].text);
}

static void make_row(expander *x, const view_table *t, const view_row *from,
                     doc_row *to) {
    to->kind = kind_of(from->kind);
    to->place = from->place;
    list_reserve(x->a, &to->cells, from->cells.n);
    for (size_t i = 0; i < from->cells.n; i++)
        make_cell(x, &from->cells.v[i], list_add(x->a, &to->cells),
                  mostly_illustrative(t));
    if (from->cells.n == 1 && t->columns.n > 1)
        to->cells.v[0].col_span = (uint8_t)t->columns.n;
    mark_once(t, from, to);
}

/* Abbreviations are spelled once under the table (charter §10.4). */
static str note_reasons(expander *x, const view_table *t) {
    static const char *const keys[MISSING_COUNT] = {
        [MISSING_UNAVAILABLE] = "non_disponible_lu",
        [MISSING_SECRET] = "secret_lu",
        [MISSING_IRRELEVANT] = "sans_objet_lu"};
    str all = STR_NONE;
    for (int i = 0; i < MISSING_COUNT; i++)
        if (keys[i] && (t->reasons & 1u << i))
            all = note_joined(x, all, word(x, keys[i]));
    return all;
}

static void add_notes(expander *x, doc_block *b, const view_table *t) {
    uint8_t marks = t->marks;
    source_list sources = {0};
    if (mostly_illustrative(t))
        marks &= (uint8_t)~MARK_ILLUSTRATIVE;
    str reading = note_joined(x, t->reading, note_reasons(x, t));
    note_put(x, b, "note_lecture",
             note_joined(x, reading, note_marks(x, marks)));
    note_put(x, b, "note_regles", t->rules);
    for (size_t i = 0; i < t->sources.n; i++)
        note_add_sources(x, &sources, t->sources.v[i]);
    note_put_sources(x, b, &sources);
}

static void fill_table(expander *x, doc_block *b, const view_table *t) {
    b->full = true;
    b->caption.illustrative = mostly_illustrative(t);
    doc_text(x->a, &b->caption.text, t->title, 0);
    typeset_inlines(x, &b->caption.text);
    doc_table *d = b->table = NEW(x->a, doc_table);
    d->band_groups = t->band_groups;
    make_columns(x, t, d);
    list_reserve(x->a, &d->rows, t->rows.n);
    for (size_t i = 0; i < t->rows.n; i++)
        make_row(x, t, &t->rows.v[i], list_add(x->a, &d->rows));
    indicator_drawings(x, t, d);
    progress_bars(x, t, d);
    add_notes(x, b, t);
}

doc_block *table_block(expander *x, const view_table *t, span place) {
    if (!t)
        return NULL;
    doc_block *b = add_block(x, BLOCK_TABLE, place);
    b->caption.label = next_table_label(x);
    fill_table(x, b, t);
    define_anchor(x, b, t->id, label_in_text(x, b->caption.label));
    return b;
}

/* Without columns, a list of indicators is the steering table: last value,
   target, progress, state. */
static view_table *steering_table(expander *x, const template_table *t) {
    view_selection which = {.where = &t->where,
                            .order = &t->order,
                            .descending = t->descending == YESNO_YES};
    record_list list = {0};
    if (!select_list(x, &t->source, which, &list))
        return NULL;
    LIST(const indicator *) shown = {0};
    for (size_t i = 0; i < list.n; i++)
        list_push(x->a, &shown, list.v[i].record);
    view_indicator_list all = {.v = shown.v, .n = shown.n};
    view_table *v = view_steering(&x->view, all);
    if (!v)
        return NULL;
    if (t->title.s.n)
        v->title = slots_text(x, &t->title);
    v->id = t->head.id;
    return v;
}

static view_table *make_table(expander *x, const template_table *t) {
    bool steering = str_eq(str_trim(t->source.s), S("indicateurs"));
    if (steering && !t->columns.n)
        return steering_table(x, t);
    return view_table_make(&x->view, t, x->scope);
}

void expand_table(expander *x, const template_block *b) {
    const template_table *t = b->as.table;
    view_table *v = make_table(x, t);
    if (!v)
        return;
    if (!v->rows.n) {
        if (t->empty.s.n)
            add_paragraph(x, STYLE_BODY, prose_inlines(x, &t->empty),
                          t->head.place);
        return;
    }
    doc_block *d = table_block(x, v, t->head.place);
    x->doc->lists_pieces |= v->of_pieces;
    if (t->note.s.n)
        list_push(x->a, &d->notes,
                  (doc_note){word(x, "note_note"), prose_inlines(x, &t->note)});
    evidence what = {.kind = EVIDENCE_PARAGRAPH,
                     .label = d->caption.label,
                     .place = t->head.place};
    cite_criteria(x, d, &t->criteria, what, false);
}

void expand_funding(expander *x, const template_block *b) {
    if (!x->m->budget.given)
        return;
    view_table *v = view_financing(&x->view);
    if (!v)
        return;
    if (b->as.diagram && b->as.diagram->head.id.n)
        v->id = b->as.diagram->head.id;
    table_block(x, v, b->head.place);
}

/* The compliance table needs every citation: its place and number are taken
   now, its rows when the walk is over. */
void expand_compliance(expander *x, const template_block *b) {
    deferred_block *d = list_add(x->a, &x->deferred);
    d->group = add_block(x, BLOCK_GROUP, b->head.place);
    d->compliance = b->as.compliance;
    d->label = next_table_label(x);
}

/* Rows of criteria are targets: badges link to them. */
static bool irrelevant(const expander *x, const criterion *k) {
    for (size_t i = 0; x->coverage && i < x->coverage->criteria.n; i++)
        if (x->coverage->criteria.v[i].criterion == k)
            return x->coverage->criteria.v[i].state == CRITERION_IRRELEVANT;
    return false;
}

/* Filled pills for the criteria that hold, outlined for those that do not. */
static void fill_pills(const expander *x, const criterion *k, doc_row *row) {
    for (size_t i = 0; i < row->cells.n; i++)
        for (size_t j = 0; j < row->cells.v[i].text.n; j++) {
            doc_inline *n = &row->cells.v[i].text.v[j];
            if (n->kind == INLINE_PILL && !irrelevant(x, k))
                n->pill = PILL_CRITERION;
        }
}

static void anchor_rows(expander *x, const view_table *t, doc_table *d) {
    for (size_t i = 0; i < t->rows.n; i++) {
        const criterion *k = t->rows.v[i].record;
        if (!k || t->rows.v[i].kind != VIEW_BODY)
            continue;
        fill_pills(x, k, &d->rows.v[i]);
        str id = str_cat(x->a, S("critere-"), k->head.id);
        named_anchor *n = anchor_of(x, id, k->head.place);
        n->known = true;
        list_push(x->a, &d->rows.v[i].anchors, n->number);
    }
}

/* How many criteria are covered, partial, missing, irrelevant. */
static void put_counters(expander *x, const deferred_block *d) {
    if (!x->coverage)
        return;
    size_t counts[CRITERION_STATE_COUNT] = {0};
    for (size_t i = 0; i < x->coverage->criteria.n; i++)
        counts[x->coverage->criteria.v[i].state]++;
    doc_block *b = doc_block_new(x->a, BLOCK_COUNTERS, d->group->place);
    b->full = true;
    b->strip_columns = 4;
    for (int s = 0; s < CRITERION_STATE_COUNT; s++) {
        strip_item *i = list_add(x->a, &b->strip);
        view_state_word w =
            view_counted_criteria(&x->view, (criterion_state)s, counts[s]);
        i->label = w.word;
        i->sign = w.sign;
        i->ratio = -1;
        doc_text(x->a, &i->value, str_fmt(x->a, "%zu", counts[s]), 0);
    }
    list_push(x->a, &d->group->kids, b);
}

/* Rows of the criteria that `ou` keeps, and the groups that still have some. */
static void keep_rows(expander *x, view_table *t, const located *where) {
    expr_type type = {.kind = EXPR_RECORD,
                      .cls = model_class(x->m, &type_criterion)};
    const expr_scope *was = x->scope;
    size_t kept = 0;
    for (size_t i = 0; i < t->rows.n; i++) {
        const view_row *r = &t->rows.v[i];
        bool body = r->kind == VIEW_BODY && r->record;
        if (body) {
            const criterion *k = r->record;
            expr_value one = model_value(x->m, &k->head), yes;
            expr_scope fields;
            view_enter(&x->view, &one, &type, was, &fields);
            x->scope = &fields;
            bool keep = evaluate(x, where, EXPR_BOOL, &yes, NULL) && yes.truth;
            x->scope = was;
            if (!keep)
                continue;
        } else if (kept && t->rows.v[kept - 1].kind == VIEW_GROUP) {
            kept--; /* a group of nothing */
        }
        t->rows.v[kept++] = *r;
    }
    bool empty = kept && t->rows.v[kept - 1].kind == VIEW_GROUP;
    t->rows.n = (uint32_t)(empty ? kept - 1 : kept);
}

void finish_compliance(expander *x, const deferred_block *d) {
    if (x->coverage)
        check_settle(x->a, x->coverage, x->m, x->sink);
    view_table *t = view_compliance(&x->view);
    if (!t)
        return;
    put_counters(x, d);
    doc_block *b = doc_block_new(x->a, BLOCK_TABLE, d->group->place);
    b->caption.label = d->label;
    str title = slots_text(x, &d->compliance->title);
    if (title.n)
        t->title = title;
    if (d->compliance->where.s.n)
        keep_rows(x, t, &d->compliance->where);
    fill_table(x, b, t);
    anchor_rows(x, t, b->table);
    if (d->compliance->note.s.n)
        list_push(x->a, &b->notes,
                  (doc_note){word(x, "note_note"),
                             prose_inlines(x, &d->compliance->note)});
    str id = d->compliance->head.id.n ? d->compliance->head.id : t->id;
    define_anchor(x, b, id, label_in_text(x, d->label));
    list_push(x->a, &d->group->kids, b);
}
