/* Block nodes of cmark → blocks. */
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm.h>

#include "expand/prose_int.h"
#include "text/text.h"

typedef struct callout_word {
    const char *word;
    callout_kind kind;
} callout_word;

static const callout_word callout_words[] = {
    {"constat", CALLOUT_FINDING},   {"a_retenir", CALLOUT_KEY},
    {"decision", CALLOUT_DECISION}, {"vigilance", CALLOUT_WARNING},
    {"manque", CALLOUT_GAP},
};

static void children(prose *p, cmark_node *n, block_list *out) {
    if (p->depth >= EXPAND_MAX_DEPTH) {
        DIAG_AT(p->x->sink, E0509, prose_place(p, n), STR_NONE);
        return;
    }
    block_list *was = p->x->out;
    p->x->out = out;
    p->depth++;
    p->nested++;
    for (cmark_node *k = cmark_node_first_child(n); k; k = cmark_node_next(k))
        prose_block(p, k);
    p->nested--;
    p->depth--;
    p->x->out = was;
}

/* The only child of a paragraph, when it is of that type. */
static cmark_node *only_child(cmark_node *n, cmark_node_type type) {
    cmark_node *k = cmark_node_first_child(n);
    return k && !cmark_node_next(k) && cmark_node_get_type(k) == type ? k
                                                                      : NULL;
}

/* A line alone `[](bloc:id)`: a block declared in blocs.yaml. */
static bool own_block(prose *p, cmark_node *n) {
    cmark_node *link = only_child(n, CMARK_NODE_LINK);
    str url = link ? str_z(cmark_node_get_url(link)) : STR_NONE;
    if (!str_starts(url, S("bloc:")))
        return false;
    str id = str_dup(p->x->a, str_sub(url, 5, url.n));
    const template_block *b = model_block(p->x->m, id);
    if (b)
        expand_block(p->x, b);
    else
        DIAG_AT(p->x->sink, E0510, prose_place(p, n), id);
    return true;
}

static bool put_picture(prose *p, cmark_node *n) {
    cmark_node *k = only_child(n, CMARK_NODE_IMAGE);
    if (!k)
        return false;
    inline_list alt = {0};
    prose_children(p, k, INLINE_LITERAL, &alt);
    put_image(p->x, str_dup(p->x->a, str_z(cmark_node_get_url(k))),
              doc_plain(p->x->a, &alt), false, prose_place(p, n));
    return true;
}

/* What {criteres}, {illustratif} say of a block. */
static void apply_prefix(prose *p, doc_block *b) {
    if (p->prefix.illustrative && b->text.n)
        list_last(&b->text)->marks |= MARK_ILLUSTRATIVE;
    evidence what = here_as_evidence(p->x, b->place);
    cite_criteria(p->x, b, &p->prefix.criteria, what, true);
}

/* The French of a paragraph: neither code nor other languages. */
static void put_french(buf *out, const inline_list *l) {
    for (size_t i = 0; i < l->n; i++) {
        const doc_inline *n = &l->v[i];
        bool other = (n->flags & INLINE_LITERAL) || n->lang.n;
        if (!other)
            buf_str(out, n->text);
        put_french(out, &n->kids);
    }
}

/* What typography cannot mend: quotes without their pair, « etc… ». */
static void look_at_signs(prose *p, const inline_list *text, span place) {
    enum { MOST = 8 };
    text_fault faults[MOST];
    buf french = buf_new(p->a);
    put_french(&french, text);
    size_t n = text_faults(buf_slice(&french), faults, MOST);
    for (size_t i = 0; i < n; i++) {
        if (faults[i].kind == TEXT_QUOTES)
            DIAG_AT(p->x->sink, N0540, place, STR_NONE);
        else if (faults[i].kind == TEXT_ETC)
            DIAG_AT(p->x->sink, N0541, place, STR_NONE);
    }
}

/* « • Un point », pasted from a word processor, is no list for Markdown. */
static void look_at_bullet(const prose *p, span place) {
    static const char *const bullets[] = {"•", "▪", "●", "◦", "·"};
    if (!place.src)
        return;
    str text = str_sub(place.src->text, place.start, place.end);
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (str_starts(text, str_z(bullets[i])))
            DIAG_AT(p->x->sink, W0546, place, str_z(bullets[i]));
}

static void paragraph(prose *p, cmark_node *n) {
    if (own_block(p, n) || put_picture(p, n))
        return;
    span place = prose_place(p, n);
    p->prefix = (prose_prefix){0};
    inline_list text = {0};
    prose_children(p, n, 0, &text);
    typeset_inlines(p->x, &text);
    if (!text.n) {
        if (p->prefix.place.src) /* {criteres: A4} alone: it bears nothing */
            DIAG_AT(p->x->sink, W0535, p->prefix.place, STR_NONE);
        return;
    }
    look_at_signs(p, &text, place);
    look_at_bullet(p, place);
    style s = p->prefix.lead ? STYLE_LEAD : STYLE_BODY;
    apply_prefix(p, add_paragraph(p->x, s, text, place));
}

/* Levels go down one by one, and lists and quotations hold no title. */
static void heading(prose *p, cmark_node *n) {
    span place = prose_place(p, n);
    int level = cmark_node_get_heading_level(n);
    p->prefix = (prose_prefix){0};
    inline_list title = {0};
    prose_children(p, n, 0, &title);
    typeset_inlines(p->x, &title);
    if (level < 2 || level > 3)
        DIAG_AT(p->x->sink, E0511, place, str_fmt(p->x->a, "%d", level));
    else if (p->nested || p->x->in_sheet)
        DIAG_AT(p->x->sink, E0534, place, STR_NONE);
    else if (level > p->x->level + 1)
        DIAG_AT(p->x->sink, E0538, place, str_fmt(p->x->a, "%d", level),
                str_fmt(p->x->a, "%d", level - 1));
    else
        apply_prefix(p, add_heading(p->x, level, title, place));
    if (text_has_final_period(doc_plain(p->x->a, &title)))
        DIAG_AT(p->x->sink, N0543, place, STR_NONE);
}

/* T21: the first paragraphs of the items end alike. */
static void look_at_ends(prose *p, const doc_block *b) {
    text_end *ends = NEW_ARRAY(p->x->a, text_end, b->kids.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < b->kids.n; i++) {
        const block_list *in = &b->kids.v[i]->kids;
        bool first = in->n && in->v[0]->kind == BLOCK_PARAGRAPH;
        bool alone = in->n == 1 && first;
        str s = first ? doc_plain(p->x->a, &in->v[0]->text) : STR_NONE;
        text_end e = text_end_of(s);
        bool goes_on = !alone && e != TEXT_END_PERIOD; /* a list follows */
        ends[n++] = goes_on ? TEXT_END_FREE : e;
    }
    if (!text_ends_agree(ends, n))
        DIAG_AT(p->x->sink, N0550, b->place, STR_NONE);
}

static void list(prose *p, cmark_node *n) {
    doc_block *b = add_block(p->x, BLOCK_LIST, prose_place(p, n));
    b->style = STYLE_LIST;
    b->ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
    b->level = 1;
    for (cmark_node *k = cmark_node_parent(n); k; k = cmark_node_parent(k))
        if (cmark_node_get_type(k) == CMARK_NODE_LIST)
            b->level++;
    int number = cmark_node_get_list_start(n);
    for (cmark_node *k = cmark_node_first_child(n); k; k = cmark_node_next(k)) {
        doc_block *item = doc_block_new(p->x->a, BLOCK_ITEM, prose_place(p, k));
        item->style = STYLE_LIST;
        if (b->ordered)
            item->number = str_fmt(p->x->a, "%d.", number++);
        children(p, k, &item->kids);
        for (size_t i = 0; i < item->kids.n; i++)
            if (item->kids.v[i]->kind == BLOCK_PARAGRAPH)
                item->kids.v[i]->style = STYLE_LIST;
        list_push(p->x->a, &b->kids, item);
    }
    look_at_ends(p, b);
}

/* Leaves what follows the name; nothing, not even a paragraph, where nothing
   does. */
static void cut_name(cmark_node *text, str rest) {
    cmark_node *paragraph = cmark_node_parent(text);
    cmark_node_set_literal(text, rest.p);
    if (!rest.n)
        cmark_node_free(text);
    if (!cmark_node_first_child(paragraph))
        cmark_node_free(paragraph);
}

/* « [!constat] » at the start of a quotation's first paragraph: cut off. */
static bool callout_of(prose *p, cmark_node *quote, callout_kind *kind) {
    cmark_node *first = cmark_node_first_child(quote);
    if (!first || cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH)
        return false;
    cmark_consolidate_text_nodes(first);
    cmark_node *text = cmark_node_first_child(first);
    str s = text && cmark_node_get_type(text) == CMARK_NODE_TEXT
                ? str_z(cmark_node_get_literal(text))
                : STR_NONE;
    size_t end = str_find(s, S("]"), 0);
    if (!str_starts(s, S("[!")) || end == SIZE_MAX)
        return false;
    str name = locale_fold(p->x->a, str_sub(s, 2, end));
    for (size_t i = 0; i < sizeof callout_words / sizeof *callout_words; i++)
        if (str_eq(name, str_z(callout_words[i].word))) {
            *kind = callout_words[i].kind;
            str rest = str_dup(p->x->a, str_trim(str_sub(s, end + 1, s.n)));
            cut_name(text, rest);
            return true;
        }
    DIAG_AT(p->x->sink, E0512, prose_place(p, quote), name);
    return false;
}

static void quotation(prose *p, cmark_node *n) {
    callout_kind kind = CALLOUT_FINDING;
    span place = prose_place(p, n);
    if (!callout_of(p, n, &kind)) {
        children(p, n, p->x->out);
        return;
    }
    block_list kids = {0};
    children(p, n, &kids);
    put_callout(p->x, kind, STR_NONE, place, &kids);
}

/* Blanks that make the layout of code: those that do not stand alone between
   two words are kept by being no-break. */
static str kept_blanks(arena *a, str line) {
    buf out = buf_new(a);
    for (size_t i = 0; i < line.n; i++) {
        bool blank = line.p[i] == ' ' || line.p[i] == '\t';
        bool alone = i > 0 && line.p[i - 1] != ' ' && line.p[i - 1] != '\t';
        if (blank && !alone)
            buf_z(&out, "\xC2\xA0");
        else
            buf_c(&out, blank ? ' ' : line.p[i]);
    }
    return buf_take(&out);
}

static void code(prose *p, cmark_node *n) {
    inline_list text = {0};
    str s = prose_typed(p, cmark_node_get_literal(n));
    while (str_ends(s, S("\n")))
        s.n--;
    for (size_t at = 0; at <= s.n;) {
        size_t end = str_find(s, S("\n"), at);
        if (at) {
            doc_inline *br = list_add(p->x->a, &text);
            br->kind = INLINE_BREAK;
        }
        end = end == SIZE_MAX ? s.n : end;
        str line = kept_blanks(p->x->a, str_sub(s, at, end));
        doc_text(p->x->a, &text, line, INLINE_LITERAL);
        at = end + 1;
    }
    add_paragraph(p->x, STYLE_BODY, text, prose_place(p, n));
}

static void refuse_html(prose *p, cmark_node *n) {
    DIAG_AT(p->x->sink, E0501, prose_place(p, n),
            prose_quoted(p, cmark_node_get_literal(n)));
}

void prose_refuse_block(prose *p, struct cmark_node *n) {
    static const struct {
        unsigned type;
        const char *fr, *en;
    } kinds[] = {{CMARK_NODE_HEADING, "titre", "heading"},
                 {CMARK_NODE_LIST, "liste", "list"},
                 {CMARK_NODE_BLOCK_QUOTE, "encadré", "callout"},
                 {CMARK_NODE_CODE_BLOCK, "code", "code"},
                 {CMARK_NODE_THEMATIC_BREAK, "filet", "rule"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].type == (unsigned)cmark_node_get_type(n)) {
            DIAG_AT(p->x->sink, E0537, prose_place(p, n), str_z(kinds[i].fr),
                    str_z(kinds[i].en));
            return;
        }
    refuse_html(p, n);
}

void prose_block(prose *p, struct cmark_node *n) {
    switch ((unsigned)cmark_node_get_type(n)) {
    case CMARK_NODE_PARAGRAPH:
        paragraph(p, n);
        break;
    case CMARK_NODE_HEADING:
        heading(p, n);
        break;
    case CMARK_NODE_LIST:
        list(p, n);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        quotation(p, n);
        break;
    case CMARK_NODE_CODE_BLOCK:
        code(p, n);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        DIAG_AT(p->x->sink, W0513, prose_place(p, n), S("---"));
        break;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        break; /* set where it is called */
    default:
        refuse_html(p, n);
    }
}
