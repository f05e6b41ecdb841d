/* Sections, headings, annexes, objective sheets. */
#include "expand/expand_int.h"
#include "model/model_types.h"
#include "view/series.h"

str roman(arena *a, int n) {
    static const struct {
        int value;
        const char *sign;
    } signs[] = {{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
    buf b = buf_new(a);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        for (; n >= signs[i].value; n -= signs[i].value)
            buf_z(&b, signs[i].sign);
    return buf_take(&b);
}

/* A heading without number; in the bookmarks at levels 1 and 2. */
static doc_block *put_heading(expander *x, int level, inline_list title,
                              span place) {
    static const style styles[] = {STYLE_TITLE1, STYLE_TITLE2, STYLE_TITLE3};
    doc_block *b = add_block(x, BLOCK_HEADING, place);
    b->level = (uint8_t)level;
    b->style = styles[level - 1];
    b->text = title;
    list_push(x->a, &b->anchors, expand_anchor(x));
    if (level < 3)
        b->outline = doc_plain(x->a, &b->text);
    x->level = level;
    return b;
}

/* Level 2 has a number where level 1 has one; annexes’ parts have none. */
static void number_heading(expander *x, doc_block *b) {
    if (b->level == 1) {
        x->h1++;
        x->h2 = 0;
        x->numbered = true;
        b->number = str_fmt(x->a, "%d", x->h1);
    } else if (b->level == 2 && x->numbered) {
        b->number = str_fmt(x->a, "%d.%d", x->h1, ++x->h2);
    }
}

/* What references and evidence call the section: « annexe I », « section 2.1 »,
   its title where it has no number. */
static str name_of(expander *x, const doc_block *b) {
    if (b->annexe)
        return PHRASE(x, "renvoi_annexe", roman(x->a, x->annexes));
    return b->number.n ? PHRASE(x, "renvoi_section", b->number)
                       : doc_plain(x->a, &b->text);
}

static void number_outline(expander *x, doc_block *b) {
    if (b->level == 1 || (b->level == 2 && b->number.n))
        x->here = name_of(x, b);
    if (b->outline.n && b->number.n)
        b->outline =
            str_fmt(x->a, "%.*s %.*s", STR_ARG(b->number), STR_ARG(b->outline));
}

doc_block *add_heading(expander *x, int level, inline_list title, span place) {
    doc_block *b = put_heading(x, level, title, place);
    number_heading(x, b);
    number_outline(x, b);
    if (level < 3)
        enter_contents(x, b);
    return b;
}

static void number_annex(expander *x, doc_block *b) {
    b->annexe = true;
    b->number = PHRASE(x, "annexe", roman(x->a, ++x->annexes));
}

/* Level 1 of a template's section; nested ones go one deeper. */
static doc_block *section_heading(expander *x, const template_section *t,
                                  bool annex) {
    int level = x->level + 1 > 3 ? 3 : x->level + 1;
    doc_block *b =
        put_heading(x, level, slots_inlines(x, &t->title), t->head.place);
    b->subtitle = slots_text(x, &t->subtitle);
    if (level == 1)
        x->numbered = false;
    if (annex && level == 1)
        number_annex(x, b);
    else if (t->numbered != YESNO_NO)
        number_heading(x, b);
    number_outline(x, b);
    evidence what = {.kind = EVIDENCE_SECTION,
                     .label = name_of(x, b),
                     .place = t->head.place};
    cite_criteria(x, b, &t->criteria, what, false);
    if (level < 3)
        enter_contents(x, b);
    define_anchor(x, b, t->head.id, name_of(x, b));
    return b;
}

/* Sections that the dossier adds after this one. */
static void own_sections(expander *x, str after) {
    int level = x->level;
    for (size_t i = 0; after.n && i < x->m->sections.n; i++) {
        const own_section *s = &x->m->sections.v[i];
        if (!str_eq(s->after, after))
            continue;
        template_section t = {
            .head = s->head, .title = s->title, .criteria = s->criteria};
        x->level = level;
        claim_id(x, &s->head);
        section_heading(x, &t, false);
        int inside = x->level;
        template_text text = {
            .head = s->head, .text = s->text, .file = s->file};
        if (text.text.s.n || text.file.n)
            put_prose(x, &text);
        for (size_t k = 0; k < s->content.n; k++) {
            x->level = inside;
            expand_block(x, &s->content.v[k]);
        }
        x->level = level;
    }
}

void expand_section(expander *x, const template_block *b) {
    const template_section *t = b->as.section;
    expr_value yes;
    if (t->condition.s.n &&
        !(evaluate(x, &t->condition, EXPR_BOOL, &yes, NULL) && yes.truth))
        return;
    int outside = x->level;
    section_heading(x, t, b->kind == TPL_ANNEX);
    int inside = x->level;
    if (t->lead.s.n)
        add_paragraph(x, STYLE_LEAD, prose_inlines(x, &t->lead), t->lead.place);
    for (size_t i = 0; i < t->content.n; i++) {
        x->level = inside;
        expand_block(x, &t->content.v[i]);
    }
    x->level = outside;
    own_sections(x, t->head.id);
}

/* Objective sheets (charter, page 5) */

static void add_meta(expander *x, doc_block *strip, const char *key,
                     inline_list value) {
    strip_item *i = list_add(x->a, &strip->strip);
    i->label = word(x, key);
    i->value = value;
    i->ratio = -1;
}

static inline_list text_of(expander *x, str s) {
    inline_list l = {0};
    doc_text(x->a, &l, s, 0);
    typeset_inlines(x, &l);
    return l;
}

static inline_list cost_of(expander *x, const objective *o) {
    const figure *f = view_objective_cost(&x->view, o);
    view_cell c = {.kind = CELL_FIGURE, .figure = f, .text = f->text};
    if (f->why == MISSING_NONE) /* the mark comes after the unit */
        c.text = str_cat(x->a, f->text, S("\xC2\xA0€"));
    inline_list l = {0};
    put_cell(x, &l, &c);
    return l;
}

static void meta_strip(expander *x, const objective *o) {
    doc_block *b = add_block(x, BLOCK_META, o->head.place);
    b->full = true;
    b->strip_columns = 4;
    const partner *pilot = o->pilot.to;
    add_meta(x, b, "objectif_pilote",
             text_of(x, pilot ? pilot->name : word(x, "a_preciser")));
    str due = date_has(o->due)
                  ? locale_capital(x->l, x->a, locale_date(x->a, o->due))
                  : word(x, "a_preciser");
    add_meta(x, b, "objectif_echeance", text_of(x, due));
    add_meta(x, b, "objectif_budget", cost_of(x, o));
    inline_list pills = {0};
    view_cell c = {.kind = CELL_CRITERIA};
    for (size_t i = 0; i < o->criteria.n; i++)
        list_push(x->a, &c.criteria, o->criteria.v[i].id);
    put_cell(x, &pills, &c);
    for (size_t i = 0; i < pills.n; i++)
        if (pills.v[i].kind == INLINE_PILL)
            pills.v[i].pill = PILL_CRITERION;
    add_meta(x, b, "objectif_criteres", pills);
}

static void objective_tables(expander *x, const objective *o) {
    if (o->actions.n)
        table_block(x, view_actions(&x->view, o), o->head.place);
    LIST(const indicator *) all = {0};
    for (size_t i = 0; i < o->indicators.n; i++)
        if (o->indicators.v[i].to)
            list_push(x->a, &all, o->indicators.v[i].to);
    if (all.n)
        table_block(
            x,
            view_sheet_indicators(
                &x->view, (view_indicator_list){.v = all.v, .n = all.n}),
            o->head.place);
}

static size_t rank_of(const expander *x, const objective *o) {
    return (size_t)(o - x->m->objectives.v) + 1;
}

void expand_objective(expander *x, const template_block *b) {
    expr_value v;
    expr_type type;
    if (!evaluate(x, &b->as.objective->objective, EXPR_RECORD, &v, &type))
        return;
    const objective *o = v.record;
    if (type.cls != model_class(x->m, &type_objective)) {
        DIAG_AT(x->sink, E0516, b->head.place, STR_NONE);
        return;
    }
    int level = x->level + 1 > 3 ? 3 : x->level + 1;
    doc_block *h = put_heading(x, level, text_of(x, o->title), o->head.place);
    x->level = level - 1;
    h->style = STYLE_TITLE1;
    h->number = o->code;
    str args[2] = {str_fmt(x->a, "%zu", rank_of(x, o)),
                   str_fmt(x->a, "%u", x->m->objectives.n)};
    h->subtitle = phrase(x, "fiche_objectif", args, 2);
    h->outline =
        str_fmt(x->a, "%.*s %.*s", STR_ARG(o->code), STR_ARG(o->title));
    define_anchor(x, h, str_cat(x->a, S("objectif-"), o->head.id),
                  PHRASE(x, "renvoi_objectif", o->code));
    evidence what = {.kind = EVIDENCE_OBJECTIVE, .record = o};
    cite_criteria(x, h, &o->criteria, what, false);
    h->criteria.n = 0; /* shown in the strip */
    meta_strip(x, o);
    x->in_sheet = true;
    if (o->text.s.n || o->summary.s.n)
        expand_prose(x, o->text.s.n ? &o->text : &o->summary, x->out);
    x->in_sheet = false;
    objective_tables(x, o);
}
