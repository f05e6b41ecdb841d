/* One document: its blocks in order, then what needs them all. */
#include "expand/expand.h"

#include "expand/expand_int.h"
#include "view/states.h"

doc_block *add_block(expander *x, block_kind kind, span place) {
    doc_block *b = doc_block_new(x->a, kind, place);
    list_push(x->a, x->out, b);
    return b;
}

doc_block *add_paragraph(expander *x, style s, inline_list text, span place) {
    doc_block *b = add_block(x, BLOCK_PARAGRAPH, place);
    b->style = s;
    b->text = text;
    return b;
}

typedef void (*expand_fn)(expander *x, const template_block *b);

static void expand_text(expander *x, const template_block *b);
static void expand_list(expander *x, const template_block *b);
static void expand_callout(expander *x, const template_block *b);
static void expand_note(expander *x, const template_block *b);
static void expand_break(expander *x, const template_block *b);
static void expand_landscape(expander *x, const template_block *b);
static void expand_for(expander *x, const template_block *b);
static void expand_if(expander *x, const template_block *b);

/* Diagrams come with a later version: said, never a placeholder. */
static void expand_later(expander *x, const template_block *b) {
    DIAG_AT(x->sink, E0514, b->head.place,
            word_of(&words_template_block_kind, (int)b->kind));
}

static const expand_fn makers[TPL_COUNT] = {
    [TPL_COVER] = expand_cover,
    [TPL_CONTENTS] = expand_contents,
    [TPL_SECTION] = expand_section,
    [TPL_TEXT] = expand_text,
    [TPL_LIST] = expand_list,
    [TPL_TABLE] = expand_table,
    [TPL_CHART] = expand_chart,
    [TPL_KEY_FIGURES] = expand_key_figures,
    [TPL_OBJECTIVE] = expand_objective,
    [TPL_GANTT] = expand_later,
    [TPL_ORG_CHART] = expand_later,
    [TPL_NETWORK] = expand_later,
    [TPL_COURSE_MATRIX] = expand_later,
    [TPL_FUNDING_PLAN] = expand_funding,
    [TPL_COUNTERS] = expand_counters,
    [TPL_DECISIONS] = expand_decisions,
    [TPL_EXECUTION] = expand_execution,
    [TPL_FIGURE_DATA] = expand_figure_data,
    [TPL_SIDES] = expand_sides,
    [TPL_CALLOUT] = expand_callout,
    [TPL_IMAGE] = expand_image,
    [TPL_NOTE] = expand_note,
    [TPL_COMPLIANCE] = expand_compliance,
    [TPL_SIGNATURES] = expand_signatures,
    [TPL_ANNEX] = expand_section,
    [TPL_PAGE_BREAK] = expand_break,
    [TPL_LANDSCAPE] = expand_landscape,
    [TPL_FOR] = expand_for,
    [TPL_IF] = expand_if,
};

void expand_block(expander *x, const template_block *b) {
    if (b->kind <= TPL_ABSENT || b->kind >= TPL_COUNT)
        return; /* reported by the model */
    if (x->depth >= EXPAND_MAX_DEPTH) {
        DIAG_AT(x->sink, E0509, b->head.place, STR_NONE);
        return;
    }
    claim_id(x, b->as.any);
    x->depth++;
    makers[b->kind](x, b);
    arena_reset(x->view.rows); /* of the tables that it made */
    x->depth--;
}

void expand_blocks(expander *x, const template_blocks *blocks) {
    for (size_t i = 0; i < blocks->n; i++)
        expand_block(x, &blocks->v[i]);
}

/* Plain blocks */

/* A text that is not written yet: said in a draft, refused at filing. Those of
   the program's own templates, which nobody is to edit, are said together. */
static void report_gap(expander *x, const template_text *t, span place) {
    bool shipped = str_starts(place.src->path, S("templates/"));
    if (x->sink->filing)
        DIAG_AT(x->sink, E0520, place, t->file);
    else if (shipped)
        list_push(x->a, &x->gaps, t->file);
    else
        DIAG_AT(x->sink, N0521, place, t->file);
}

static void report_gaps(expander *x) {
    buf names = buf_new(x->a);
    for (size_t i = 0; i < x->gaps.n; i++) {
        buf_z(&names, i ? ", " : "");
        buf_str(&names, x->gaps.v[i]);
    }
    if (x->gaps.n)
        DIAG_AT(x->sink, N0548, x->output->head.place,
                str_fmt(x->a, "%zu", (size_t)x->gaps.n), buf_take(&names));
}

static void put_gap(expander *x, const template_text *t) {
    span place = record_place(&t->head, S("fichier"));
    report_gap(x, t, place);
    doc_block *b = doc_block_new(x->a, BLOCK_PARAGRAPH, place);
    b->style = STYLE_CALLOUT;
    b->text = prose_inlines(x, &t->missing);
    if (!b->text.n)
        doc_text(x->a, &b->text, PHRASE(x, "texte_manquant", t->file), 0);
    block_list kids = {0};
    list_push(x->a, &kids, b);
    put_callout(x, CALLOUT_GAP, STR_NONE, place, &kids);
}

void put_prose(expander *x, const template_text *t) {
    const located *text = t->text.s.n ? &t->text : NULL;
    if (!text && t->file.n)
        text = model_text(x->m, t->file, x->sink);
    if (!text || !str_trim(text->s).n) {
        if (!(t->optional == YESNO_YES) && t->file.n)
            put_gap(x, t);
        return;
    }
    size_t first = x->out->n;
    expand_prose(x, text, x->out);
    if (x->out->n == first)
        return;
    doc_block *head = x->out->v[first];
    if (t->lead == YESNO_YES && head->kind == BLOCK_PARAGRAPH)
        head->style = STYLE_LEAD;
    evidence what = here_as_evidence(x, t->head.place);
    cite_criteria(x, head, &t->criteria, what, true);
}

static void expand_text(expander *x, const template_block *b) {
    put_prose(x, b->as.text);
}

void put_callout(expander *x, callout_kind kind, str title, span place,
                 block_list *kids) {
    static const char *const labels[CALLOUT_KINDS] = {
        [CALLOUT_FINDING] = "encadre_constat",
        [CALLOUT_KEY] = "encadre_a_retenir",
        [CALLOUT_DECISION] = "encadre_decision",
        [CALLOUT_WARNING] = "encadre_vigilance",
        [CALLOUT_GAP] = "encadre_manque"};
    doc_block *b = add_block(x, BLOCK_CALLOUT, place);
    b->callout = kind;
    b->callout_label = title.n ? title : word(x, labels[kind]);
    b->kids = *kids;
    for (size_t i = 0; i < kids->n; i++)
        if (kids->v[i]->kind == BLOCK_PARAGRAPH)
            kids->v[i]->style = STYLE_CALLOUT;
}

static void expand_callout(expander *x, const template_block *b) {
    static const callout_kind kinds[TPL_CALLOUT_COUNT] = {
        [TPL_CALLOUT_FINDING] = CALLOUT_FINDING,
        [TPL_CALLOUT_REMEMBER] = CALLOUT_KEY,
        [TPL_CALLOUT_DECISION] = CALLOUT_DECISION,
        [TPL_CALLOUT_WATCH] = CALLOUT_WARNING,
        [TPL_CALLOUT_MISSING] = CALLOUT_GAP};
    const template_callout *t = b->as.callout;
    block_list kids = {0};
    expand_prose(x, &t->text, &kids);
    put_callout(x, kinds[t->kind], slots_text(x, &t->title), b->head.place,
                &kids);
    (*list_last(x->out))->full = t->full == YESNO_YES;
    evidence what = here_as_evidence(x, t->head.place);
    cite_criteria(x, *list_last(x->out), &t->criteria, what, true);
}

static void expand_note(expander *x, const template_block *b) {
    static const char *const labels[TABLE_NOTE_COUNT] = {
        [TABLE_NOTE_READING] = "note_lecture",
        [TABLE_NOTE_PLAIN] = "note_note",
        [TABLE_NOTE_RULES] = "note_regles",
        [TABLE_NOTE_SOURCE] = "note_source"};
    const template_note *t = b->as.note;
    inline_list text = prose_inlines(x, &t->text);
    template_note_kind kind =
        t->kind == TABLE_NOTE_ABSENT ? TABLE_NOTE_PLAIN : t->kind;
    doc_note note = {word(x, labels[kind]), text};
    doc_block *last = x->out->n ? *list_last(x->out) : NULL;
    if (last && (last->kind == BLOCK_TABLE || last->kind == BLOCK_FIGURE))
        list_push(x->a, &last->notes, note); /* under the block before it */
    else
        add_paragraph(x, STYLE_NOTE, text, b->head.place);
}

static void expand_break(expander *x, const template_block *b) {
    add_block(x, BLOCK_PAGE_BREAK, b->head.place);
}

static void expand_landscape(expander *x, const template_block *b) {
    doc_block *l = add_block(x, BLOCK_LANDSCAPE, b->head.place);
    block_list *was = x->out;
    x->out = &l->kids;
    expand_blocks(x, &b->as.landscape->content);
    x->out = was;
}

/* pour, si, liste */

void loop_open(expander *x, loop_scope *s, str name, const record_list *l,
               size_t i) {
    static const expr_type number = {.kind = EXPR_NUMBER};
    s->bindings[0] = (expr_binding){name, l->type, l->v[i]};
    s->bindings[1] =
        (expr_binding){S("rang"), number, expr_number((double)i + 1)};
    s->bindings[2] =
        (expr_binding){S("nombre"), number, expr_number((double)l->n)};
    s->scope =
        (expr_scope){.parent = x->scope, .bindings = s->bindings, .count = 3};
}

bool select_list(expander *x, const located *source, view_selection which,
                 record_list *out) {
    expr_value list;
    expr_type type;
    if (!evaluate(x, source, EXPR_LIST, &list, &type))
        return false;
    out->type = (expr_type){.kind = type.element, .cls = type.cls};
    which.scope = x->scope;
    if (!view_select(&x->view, &list, &out->type, which))
        return false;
    out->v = list.list.v;
    out->n = list.list.n;
    return true;
}

static void expand_for(expander *x, const template_block *b) {
    const template_for *t = b->as.each;
    view_selection which = {.where = &t->where,
                            .order = &t->order,
                            .descending = t->descending == YESNO_YES};
    record_list l = {0};
    if (!select_list(x, &t->source, which, &l) || !l.n) {
        expand_blocks(x, &t->otherwise);
        return;
    }
    const expr_scope *was = x->scope;
    for (size_t i = 0; i < l.n; i++) {
        loop_scope s;
        loop_open(x, &s, t->name, &l, i);
        x->scope = &s.scope;
        expand_blocks(x, &t->content);
        x->scope = was;
    }
}

static void expand_if(expander *x, const template_block *b) {
    const template_if *t = b->as.choice;
    expr_value v;
    bool yes = evaluate(x, &t->condition, EXPR_BOOL, &v, NULL) && v.truth;
    expand_blocks(x, yes ? &t->then : &t->otherwise);
}

static doc_block *list_item(expander *x, doc_block *list, inline_list text,
                            span place) {
    doc_block *item = doc_block_new(x->a, BLOCK_ITEM, place);
    doc_block *p = doc_block_new(x->a, BLOCK_PARAGRAPH, place);
    item->style = p->style = STYLE_LIST;
    p->text = text;
    list_push(x->a, &item->kids, p);
    list_push(x->a, &list->kids, item);
    if (list->ordered)
        item->number = str_fmt(x->a, "%u.", list->kids.n);
    return item;
}

/* A state and its sign in place of the dash: the value’s own words, or those of
   mark_sign. */
static void item_sign(expander *x, const template_list *t, inline_list *out) {
    expr_value v;
    expr_type type;
    uint8_t sign;
    if (!evaluate(x, &t->sign, EXPR_TEXT, &v, &type))
        return;
    view_cell c = view_value(&x->view, v, &type);
    bool named = view_sign_named(v.text, &sign);
    if (c.kind != CELL_STATE && !named)
        return;
    doc_inline *n = list_add(x->a, out);
    n->kind = INLINE_SIGN;
    n->pill = c.kind == CELL_STATE ? c.sign : sign;
    n->text = c.kind == CELL_STATE ? c.text
                                   : view_word(&x->view, "mark_sign", sign + 1);
}

static void list_of_records(expander *x, const template_list *t,
                            doc_block *list) {
    view_selection which = {.where = &t->where, .order = &t->order};
    record_list l = {0};
    if (!select_list(x, &t->source, which, &l))
        return;
    const expr_scope *was = x->scope;
    for (size_t i = 0; i < l.n; i++) {
        loop_scope s;
        expr_scope fields;
        if (view_enter(&x->view, &l.v[i], &l.type, was, &fields))
            x->scope = &fields;
        loop_open(x, &s, S("element"), &l, i);
        x->scope = &s.scope;
        doc_block *item =
            list_item(x, list, prose_inlines(x, &t->item), t->item.place);
        item_sign(x, t, &item->label);
        x->scope = was;
    }
}

static void expand_list(expander *x, const template_block *b) {
    const template_list *t = b->as.list;
    doc_block *list = doc_block_new(x->a, BLOCK_LIST, b->head.place);
    list->style = STYLE_LIST;
    list->level = 1;
    list->ordered = t->numbered == YESNO_YES;
    if (t->source.s.n)
        list_of_records(x, t, list);
    for (size_t i = 0; i < t->items.n; i++)
        list_item(x, list, prose_inlines(x, &t->items.v[i]),
                  t->items.v[i].place);
    if (list->kids.n)
        list_push(x->a, x->out, list);
    else if (t->otherwise.s.n)
        add_paragraph(x, STYLE_BODY, prose_inlines(x, &t->otherwise),
                      b->head.place);
}

/* The document */

static str support_line(expander *x) {
    const partner *p = x->m->campus.support.to;
    if (!p)
        return STR_NONE;
    bool placed = p->commune.name.n > 0;
    str uai = p->uai.n ? p->uai.v[0] : word(x, "a_preciser");
    str digest = str_sub(x->m->digest, 0, 8);
    str args[4] = {p->name, p->commune.name, uai, digest};
    inline_list l = {0};
    doc_text(
        x->a, &l,
        phrase(x, placed ? "pied_etablissement" : "pied_sans_commune", args, 4),
        0);
    typeset_inlines(x, &l);
    return doc_plain(x->a, &l);
}

/* « Dossier de candidature — Campus … »: what stands before the dash, without
   its blank (a space, U+00A0). */
static str before_dash(str title, size_t dash) {
    str kind = str_trim(str_sub(title, 0, dash));
    while (str_ends(kind, S("\xC2\xA0")))
        kind.n -= 2;
    return str_trim(kind);
}

static void describe(expander *x, const template *t) {
    const model *m = x->m;
    document *d = x->doc;
    located title = t->title;
    if (x->output->title.n)
        title =
            (located){.s = x->output->title, .place = x->output->head.place};
    d->title = slots_text(x, &title);
    d->subject = m->campus.title;
    const partner *support = m->campus.support.to;
    d->author = support ? support->name : m->campus.title;
    d->keywords = word(x, "mots_cles");
    d->lang = S("fr-FR");
    d->day = m->dossier.date;
    d->identifier = m->digest;
    d->short_name = m->campus.acronym.n ? m->campus.acronym : m->campus.title;
    str state = view_word(&x->view, "dossier_state", (int)m->dossier.state);
    str args[4] = {state, version_of(x), locale_date(x->a, d->day),
                   str_sub(m->digest, 0, 8)};
    d->version = phrase(x, "version_en_tete", args, 4);
    d->footer = support_line(x);
    d->kind = d->title;
    size_t dash = str_find(d->title, S("—"), 0);
    if (dash != SIZE_MAX)
        d->kind = before_dash(d->title, dash);
    d->words = words_make(x);
}

document *expand_document(const expand_context *c, const output_document *o) {
    const template *t = model_template(o);
    if (!t)
        return NULL;
    expander x = {.a = c->a,
                  .m = c->m,
                  .c = c->c,
                  .coverage = c->coverage,
                  .l = c->l,
                  .sink = c->sink,
                  .view = {.a = c->a,
                           .m = c->m,
                           .c = c->c,
                           .before = c->before,
                           .coverage = c->coverage,
                           .l = c->l,
                           .sink = c->sink,
                           .rows = arena_child(c->a)},
                  .scope = calc_scope(c->c),
                  .output = o,
                  .doc = NEW(c->a, document),
                  .anchors = map_new(c->a),
                  .typed = map_new(c->a),
                  .criteria = map_new(c->a)};
    x.doc->anchor_count = 1;
    x.out = &x.doc->body;
    size_t errors = c->sink->errors;
    describe(&x, t);
    expand_blocks(&x, &t->body);
    settle_references(&x);
    report_gaps(&x);
    arena_free(x.view.rows);
    return c->sink->errors > errors ? NULL : x.doc;
}
