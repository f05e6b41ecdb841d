/* Texts with {expressions}: values become inlines with their figure. */
#include "expand/expand_int.h"
#include "text/text.h"

/* What typesetting takes, and where it came from. */
typedef struct flattened {
    text_span *spans;
    doc_inline **from;
    size_t n;
} flattened;

static size_t count_spans(const inline_list *list) {
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++)
        n += list->v[i].kind == INLINE_LINK ? count_spans(&list->v[i].kids) : 1;
    return n;
}

/* Every text of the paragraph in reading order. */
static void flatten(inline_list *list, flattened *f) {
    for (size_t i = 0; i < list->n; i++) {
        doc_inline *n = &list->v[i];
        bool text = n->kind == INLINE_TEXT;
        if (n->kind == INLINE_LINK) {
            flatten(&n->kids, f);
            continue;
        }
        str lang = n->lang.n ? n->lang : S("fr");
        bool literal = !text || (n->flags & INLINE_LITERAL);
        str s = n->kind == INLINE_PAGE_OF ? S("0") : n->text;
        f->spans[f->n] = (text_span){s, literal, lang};
        f->from[f->n++] = text && !literal ? n : NULL;
    }
}

/* What has no glyph is nowhere in a document. */
static void drop_invisible(expander *x, inline_list *list) {
    for (size_t i = 0; i < list->n; i++) {
        doc_inline *n = &list->v[i];
        n->text = text_visible(x->a, n->text);
        drop_invisible(x, &n->kids);
    }
}

enum { LONGEST_WORD = 1000, SHOWN_OF_WORD = 40 };

static bool ends_word(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

/* « xxx… » without end: no line can hold it, and to look for where it might be
   cut takes for ever. Told once a paragraph. */
static void check_words(expander *x, const flattened *f) {
    size_t length = 0, all = 0;
    for (size_t i = 0; i < f->n; i++)
        all += f->spans[i].s.n;
    if (all <= LONGEST_WORD)
        return;
    for (size_t i = 0; i < f->n; i++) {
        str s = f->spans[i].s;
        for (size_t k = 0; k < s.n; k++) {
            length = ends_word(s.p[k]) ? 0 : length + 1;
            if (length <= LONGEST_WORD)
                continue;
            size_t shown = s.n < SHOWN_OF_WORD ? s.n : SHOWN_OF_WORD;
            while (shown > 0 && shown < s.n &&
                   ((unsigned char)s.p[shown] & 0xC0) == 0x80)
                shown--;
            span place = f->from[i] ? f->from[i]->place : SPAN_NONE;
            DIAG_AT(x->sink, E0547, place, str_sub(s, 0, shown),
                    str_fmt(x->a, "%d", LONGEST_WORD));
            return;
        }
    }
}

/* T14, T15: « 1er », « XXIe »: the ending of an ordinal is a piece of its own,
   raised. The list is left as it is when there is none. */
static void raise_endings(expander *x, inline_list *out, const doc_inline *in,
                          const uint8_t *raised) {
    for (size_t from = 0, to = 0; from < in->text.n; from = to) {
        while (to < in->text.n && raised[to] == raised[from])
            to++;
        doc_inline part = *in;
        part.text = str_sub(in->text, from, to);
        if (raised[from])
            part.flags |= INLINE_SUPERSCRIPT;
        if (to < in->text.n)
            part.marks = 0; /* they follow the whole */
        list_push(x->a, out, part);
    }
}

/* An ending is small letters that follow a digit or a Roman numeral. */
static bool may_have_endings(str s) {
    for (size_t i = 1; i < s.n; i++) {
        char c = s.p[i - 1];
        bool numeral = (c >= '0' && c <= '9') || c == 'I' || c == 'X';
        if ((numeral || c == 'V') && s.p[i] >= 'a' && s.p[i] <= 'z')
            return true;
    }
    return false;
}

static bool has_endings(expander *x, const doc_inline *in, uint8_t **raised) {
    if (in->kind != INLINE_TEXT || (in->flags & INLINE_LITERAL) ||
        !may_have_endings(in->text) ||
        (in->lang.n && !str_starts(in->lang, S("fr"))))
        return false;
    *raised = NEW_ARRAY(x->a, uint8_t, in->text.n);
    return text_superiors(in->text, *raised);
}

static void set_superiors(expander *x, inline_list *list) {
    inline_list out = {0};
    bool any = false;
    for (size_t i = 0; i < list->n; i++) {
        doc_inline *in = &list->v[i];
        uint8_t *raised;
        set_superiors(x, &in->kids);
        bool found = has_endings(x, in, &raised);
        for (size_t k = 0; found && !any && k < i; k++)
            list_push(x->a, &out, list->v[k]);
        any = any || found;
        if (found)
            raise_endings(x, &out, in, raised);
        else if (any)
            list_push(x->a, &out, *in);
    }
    if (any)
        *list = out;
}

void typeset_inlines(expander *x, inline_list *list) {
    drop_invisible(x, list);
    enum { FEW = 32 };
    text_span few[FEW];
    doc_inline *whose[FEW];
    flattened f = {few, whose, 0};
    size_t n = count_spans(list);
    if (n > FEW) {
        f.spans = NEW_ARRAY(x->a, text_span, n);
        f.from = NEW_ARRAY(x->a, doc_inline *, n);
    }
    flatten(list, &f);
    if (!f.n)
        return;
    check_words(x, &f);
    text_typeset(x->a, f.spans, f.n);
    for (size_t i = 0; i < f.n; i++)
        if (f.from[i])
            f.from[i]->text = f.spans[i].s;
    set_superiors(x, list);
}

static doc_inline *push(expander *x, inline_list *out, inline_kind kind,
                        str text) {
    doc_inline *n = list_add(x->a, out);
    n->kind = kind;
    n->text = text;
    return n;
}

static void put_figure(expander *x, inline_list *out, const view_cell *c) {
    doc_inline *n = push(x, out, INLINE_FIGURE, c->text);
    n->figure = c->figure;
    n->marks = c->figure->marks;
    if (!n->text.n)
        n->text = c->figure->text;
    if (c->figure->why != MISSING_NONE)
        n->flags |= INLINE_MUTED;
}

static void put_criteria(expander *x, inline_list *out, const view_cell *c) {
    for (size_t i = 0; i < c->criteria.n; i++) {
        if (i)
            push(x, out, INLINE_TEXT, S(" "));
        doc_inline *n = push(x, out, INLINE_PILL, c->criteria.v[i]);
        n->pill = PILL_REFERENCE;
    }
}

/* The pages of what the cell's record answers: filled when all is known. */
static void put_pages(expander *x, inline_list *out, const view_cell *c) {
    const criterion *k = c->record;
    inline_list one = {0};
    push(x, &one, INLINE_PAGES_OF, STR_NONE);
    *out = one;
    if (k)
        list_push(x->a, &x->pages, (pending_pages){out->v, k->head.id});
}

static void put_below(expander *x, inline_list *out, str below) {
    if (!below.n)
        return;
    push(x, out, INLINE_BREAK, STR_NONE);
    push(x, out, INLINE_TEXT, below)->flags = INLINE_MUTED;
}

void put_cell(expander *x, inline_list *out, const view_cell *c) {
    size_t first = out->n;
    switch (c->kind) {
    case CELL_EMPTY:
        return;
    case CELL_TEXT:
    case CELL_DATE:
        if (c->prose.s.n) {
            inline_list p = prose_inlines(x, &c->prose);
            for (size_t i = 0; i < p.n; i++)
                list_push(x->a, out, p.v[i]);
        } else {
            push(x, out, INLINE_TEXT, c->text);
        }
        break;
    case CELL_CODE:
        push(x, out, INLINE_TEXT, c->text)->flags = INLINE_LITERAL;
        break;
    case CELL_FIGURE:
        put_figure(x, out, c);
        return;
    case CELL_STATE:
        push(x, out, INLINE_STATE, c->text)->pill = c->sign;
        break;
    case CELL_PENDING:
        push(x, out, INLINE_TEXT, c->text)->flags = INLINE_MUTED;
        break;
    case CELL_CRITERIA:
        put_criteria(x, out, c);
        return;
    case CELL_YES_NO:
        push(x, out, INLINE_DOT, c->text)->pill = c->yes;
        break;
    case CELL_CATEGORY:
        push(x, out, INLINE_CHIP, c->text)->pill = c->category;
        if (c->text.n)
            push(x, out, INLINE_TEXT, c->text);
        break;
    case CELL_PAGES:
        put_pages(x, out, c);
        return;
    }
    if (c->illustrative && out->n > first)
        list_last(out)->marks |= MARK_ILLUSTRATIVE;
    put_below(x, out, c->below);
}

void put_value(expander *x, inline_list *out, expr_value v,
               const expr_type *type) {
    view_cell c = view_value(&x->view, v, type);
    put_cell(x, out, &c);
}

inline_list slots_inlines(expander *x, const located *text) {
    inline_list out = {0};
    expr_slots slots = {0};
    expr_slots_compile(x->a, *text, x->scope, x->sink, &slots);
    for (size_t i = 0; i < slots.count; i++) {
        const expr_part *p = &slots.parts[i];
        if (!p->e) {
            if (p->literal.s.n)
                push(x, &out, INLINE_TEXT, p->literal.s)->place =
                    p->literal.place;
            continue;
        }
        expr_type type = expr_type_of(p->e);
        put_value(x, &out, expr_eval(p->e, x->scope, x->a), &type);
    }
    typeset_inlines(x, &out);
    return out;
}

str slots_text(expander *x, const located *text) {
    inline_list l = slots_inlines(x, text);
    return doc_plain(x->a, &l);
}

bool evaluate(expander *x, const located *source, expr_kind want,
              expr_value *out, expr_type *type) {
    if (!source->s.n)
        return false;
    expr *e = expr_compile(x->a, *source, x->scope, want, x->sink);
    if (!e)
        return false;
    if (type)
        *type = expr_type_of(e);
    *out = expr_eval(e, x->scope, x->a);
    return out->why == MISSING_NONE;
}
