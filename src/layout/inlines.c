/* Inlines → pieces: each kind with its look, its place in the structure tree,
   and what is said for it. What is drawn (pills, signs) stands in the text as
   U+FFFC, which is never printed. */
#include "layout/flat_int.h"

#include "base/utf8.h"

static const str OBJECT = {"\xEF\xBF\xBC", 3};

/* Charter §3.1: superscripts without glyphs of their own. */
enum { SUPERIOR_SIZE = 620, SUPERIOR_RAISE = 330 };
/* Charter §12: word 3.5 pt after its sign; §7: 2.5 pt between pills; §14:
   mark 0.6 pt after its value; §13: tag 4 pt after a title. */
enum {
    SIGN_SIZE = PT(7),
    SIGN_KERN = 3500,
    PILL_GAP = 2500,
    TAG_GAP = PT(4),
    DRAFT_GAP = PT(4), /* after « PROJET » */
    LEAD_GAP = PT(5),  /* §13: label run in before a title */
    MARK_KERN = 600,
    KPI_MARK_SIZE = PT(9), /* §8 */
    KPI_MARK_RAISE = PT(12),
    COUNTER_MARK_RAISE = PT(6), /* near the top of the figures */
    BOX_KERN = 2500
};

static uint16_t add_tag(flat *f, tag t) {
    if (!f->k->tags.n) /* [0]: the block itself */
        list_push(f->x->keep, &f->k->tags, (tag){.kind = TAG_NONE});
    t.parent = f->tag;
    list_push(f->x->keep, &f->k->tags, t);
    return (uint16_t)(f->k->tags.n - 1);
}

static color ink_for(const flat *f, uint16_t flags) {
    if (flags & INLINE_ALERT)
        return COLOR_RED;
    if (flags & INLINE_MUTED)
        return COLOR_GRAY600;
    if (flags & INLINE_ACCENT)
        return COLOR_ACCENT700;
    if (f->look.coloured)
        return f->look.ink;
    if (f->look.secondary)
        return COLOR_GRAY800;
    return style_of(f->x, f->look.base)->colour;
}

static piece piece_for(const flat *f, uint16_t flags) {
    const text_style *s = style_of(f->x, f->look.base);
    flags |= f->look.flags;
    int weight = s->weight;
    if ((flags & (INLINE_STRONG | INLINE_ALERT) || f->look.bold) &&
        weight < 600)
        weight = 600;
    bool italic = s->italic != ((flags & INLINE_EMPHASIS) != 0);
    if (flags & INLINE_MUTED)
        italic = true;
    return (piece){
        .from = (uint32_t)f->k->text.n,
        .face = font_find(f->x->c->fonts, s->family, weight, italic),
        .size = f->look.size ? f->look.size : s->size,
        .raise = s->raise,
        .colour = ink_of(f->x, ink_for(f, flags)),
        .features = s->family == FONT_SERIF ? FONT_PROPORTIONAL : FONT_TABULAR,
        .literal = (flags & INLINE_LITERAL) != 0,
        .tag = f->tag,
        .lang = f->font_lang,
    };
}

static bool piece_same(const piece *a, const piece *b) {
    return a->face == b->face && a->size == b->size && a->raise == b->raise &&
           !b->kern && !a->gap && !b->gap && !a->object && !b->object &&
           a->tag == b->tag && a->features == b->features &&
           a->literal == b->literal && a->hangs == b->hangs &&
           !memcmp(&a->colour, &b->colour, sizeof a->colour) &&
           a->lang == b->lang;
}

static void put_piece(flat *f, piece q, str s) {
    if (!s.n)
        return;
    buf_str(&f->k->text, s);
    q.to = (uint32_t)f->k->text.n;
    if (f->k->pieces.n) {
        piece *last = list_last(&f->k->pieces);
        if (last->to == q.from && piece_same(last, &q)) {
            last->to = q.to;
            return;
        }
    }
    list_push(f->x->keep, &f->k->pieces, q);
}

void flat_text(flat *f, str s, uint16_t flags) {
    piece q = piece_for(f, flags);
    if (flags & INLINE_SUPERSCRIPT) {
        if (font_has_superior(f->x->c->fonts, q.face, s)) {
            q.features |= FONT_SUPERIOR;
        } else {
            q.raise += (mpt)((int64_t)q.size * SUPERIOR_RAISE / 1000);
            q.size = (mpt)((int64_t)q.size * SUPERIOR_SIZE / 1000);
        }
    }
    put_piece(f, q, s);
}

static void put_object(flat *f, const drawing *d, mpt kern) {
    if (d->missing)
        report_missing(f->p, d->missing, f->x->t->name);
    drawing *kept = NEW(f->x->keep, drawing);
    *kept = *d;
    piece q = piece_for(f, 0);
    q.object = kept;
    q.kern = kern;
    put_piece(f, q, OBJECT);
}

/* Text of the mark, small and raised, outside of the tags of its value. */
static void put_marks(flat *f, uint8_t marks) {
    const doc_words *w = f->x->d->words;
    const text_style *s = style_of(f->x, STYLE_MARK);
    buf b = buf_new(f->x->keep);
    for (int i = 0; i < 5; i++)
        if (marks & 1u << i)
            buf_str(&b, w->mark_letter[i]);
    piece q = piece_for(f, 0);
    q.face = font_find(f->x->c->fonts, s->family, s->weight, s->italic);
    bool large = f->look.base == STYLE_KPI_VALUE;
    q.size = large ? KPI_MARK_SIZE : s->size;
    q.raise = large ? KPI_MARK_RAISE : s->raise;
    if (f->look.base == STYLE_COUNTER)
        q.raise = COUNTER_MARK_RAISE;
    q.colour = ink_of(f->x, s->colour);
    q.features = FONT_DEFAULT;
    q.kern = MARK_KERN;
    q.hangs = true;
    put_piece(f, q, buf_take(&b));
    f->p->marks |= marks;
}

/* « (illustratif) », after the value as it is printed. */
static str spoken_marks(const flat *f, uint8_t marks) {
    const doc_words *w = f->x->d->words;
    buf b = buf_new(f->x->keep);
    buf_z(&b, " (");
    for (int i = 0, n = 0; i < 5; i++)
        if (marks & 1u << i) {
            buf_z(&b, n++ ? ", " : "");
            buf_str(&b, w->mark_spoken[i]);
        }
    buf_z(&b, ")");
    return buf_take(&b);
}

/* The span of the text just before when it goes on in that language, e.g. past
   a bold word; 0: none. */
static uint16_t span_before(const flat *f, str lang) {
    const piece *q = f->k->pieces.n ? list_last(&f->k->pieces) : NULL;
    const tag *t = q && q->tag ? &f->k->tags.v[q->tag] : NULL;
    bool goes_on = t && t->kind == TAG_SPAN && t->parent == f->tag &&
                   !t->actual.n && str_eq(t->lang, lang);
    return goes_on ? q->tag : 0;
}

/* Another language opens a span. */
static void open_span(flat *f, const doc_inline *in) {
    if (!in->lang.n || str_eq(in->lang, f->lang))
        return;
    f->lang = in->lang;
    f->font_lang = font_language(f->x->c->fonts, in->lang);
    uint16_t before = span_before(f, in->lang);
    f->tag =
        before ? before : add_tag(f, (tag){.kind = TAG_SPAN, .lang = in->lang});
}

/* The letters, which are read as words; the value is read as it stands. */
static void put_read_marks(flat *f, uint8_t marks) {
    uint16_t was = f->tag;
    str said = spoken_marks(f, marks);
    f->tag = add_tag(f, (tag){.kind = TAG_SPAN, .actual = said});
    put_marks(f, marks);
    f->tag = was;
}

static void put_run(flat *f, const doc_inline *in) {
    str lang = f->lang;
    font_lang font_was = f->font_lang;
    uint16_t was = f->tag;
    open_span(f, in);
    if (in->figure && in->figure->key.n && !f->x->c->unreconciled)
        list_push(f->x->keep, &f->k->figures,
                  (para_figure){(uint32_t)f->k->text.n, in});
    flat_text(f, in->text, in->flags);
    if (in->marks)
        put_read_marks(f, in->marks);
    f->tag = was;
    f->lang = lang;
    f->font_lang = font_was;
}

static str link_contents(flat *f, const doc_inline *in) {
    str said = doc_plain(f->x->keep, &in->kids);
    if (in->uri.n)
        return said.n ? said : in->uri;
    return fill_slot(f->x->keep, f->x->d->words->go_to, said);
}

static bool is_prose(const layout *x, style s) {
    return style_of(x, s)->family == FONT_SERIF;
}

static void put_link(flat *f, const doc_inline *in) {
    uint16_t was = f->tag;
    f->tag = add_tag(f, (tag){.kind = TAG_LINK,
                              .uri = in->uri,
                              .to = in->to,
                              .contents = link_contents(f, in),
                              .underlined = is_prose(f->x, f->look.base)});
    if (in->kids.n)
        flat_inlines(f, &in->kids);
    else
        flat_text(f, in->text.n ? in->text : in->uri, in->flags);
    f->tag = was;
}

/* --- Page numbers ----------------------------------------------------------
 */

static str page_text(const layout *x, anchor to) {
    uint32_t n = to && to < x->anchor_count ? x->page_of[to] : 0;
    return n ? str_fmt(x->keep, "%u", n) : S("000");
}

/* A link inside a link would be neither's. */
static bool in_a_link(const flat *f) {
    for (uint16_t i = f->tag; i; i = f->k->tags.v[i].parent)
        if (f->k->tags.v[i].kind == TAG_LINK)
            return true;
    return false;
}

static void put_page_link(flat *f, str text, anchor to, uint16_t flags) {
    if (in_a_link(f)) {
        flat_text(f, text, flags);
        return;
    }
    uint16_t was = f->tag;
    const doc_words *w = f->x->d->words;
    str said =
        str_fmt(f->x->keep, "%.*s\u00A0%.*s", STR_ARG(w->page), STR_ARG(text));
    f->tag =
        add_tag(f, (tag){.kind = TAG_LINK,
                         .to = to,
                         .underlined = is_prose(f->x, f->look.base),
                         .contents = fill_slot(f->x->keep, w->go_to, said)});
    flat_text(f, text, flags);
    f->tag = was;
}

typedef struct page_target {
    uint32_t page;
    anchor to;
} page_target;

/* Targets by page, each page once; those without a page are left out. */
static size_t sorted_targets(flat *f, const doc_inline *in, page_target *out) {
    size_t n = 0;
    for (size_t i = 0; i < in->targets.n; i++) {
        anchor to = in->targets.v[i];
        uint32_t at = to < f->x->anchor_count ? f->x->page_of[to] : 0;
        size_t j = n;
        while (j > 0 && out[j - 1].page > at)
            j--;
        if (!at || (j > 0 && out[j - 1].page == at))
            continue;
        memmove(&out[j + 1], &out[j], (n - j) * sizeof *out);
        out[j] = (page_target){at, to};
        n++;
    }
    return n;
}

static void put_pages(flat *f, const doc_inline *in) {
    page_target *t = NEW_ARRAY(f->x->keep, page_target, in->targets.n + 1);
    size_t n = sorted_targets(f, in, t);
    if (!n)
        flat_text(f, f->x->pass || !in->targets.n ? S("–") : S("000"),
                  in->flags);
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && t[j].page == t[j - 1].page + 1;)
            j++;
        str s = j - i > 1
                    ? str_fmt(f->x->keep, "%u-%u", t[i].page, t[j - 1].page)
                    : str_fmt(f->x->keep, "%u", t[i].page);
        if (i)
            flat_text(f, S(", "), in->flags);
        put_page_link(f, s, t[i].to, in->flags | INLINE_LITERAL);
    }
}

/* --- Footnotes -------------------------------------------------------------
 */

/* Bytes at the end of the text that the call goes before: punctuation and
   the space that binds it. */
static size_t punctuation_end(str s) {
    size_t at = s.n;
    while (at > 0) {
        size_t was = at;
        uint32_t c = utf8_prev(s, &at);
        if (c == '.' || c == ',' || c == ';' || c == ':' || c == '!' ||
            c == '?' || c == 0x2026)
            continue;
        bool binds = (c == 0xA0 || c == 0x202F) && was < s.n;
        if (!binds)
            return was;
    }
    return at;
}

static void put_call(flat *f, const doc_inline *in) {
    piece tail = {0};
    str cut = STR_NONE;
    if (f->k->pieces.n) {
        piece *last = list_last(&f->k->pieces);
        str s = {f->k->text.p + last->from, last->to - last->from};
        size_t keep = last->object ? s.n : punctuation_end(s);
        if (keep < s.n && keep > 0) {
            tail = *last;
            cut = str_dup(f->x->keep, str_sub(s, keep, s.n));
            f->k->text.n -= cut.n;
            last->to -= (uint32_t)cut.n;
        }
    }
    uint16_t was = f->tag;
    uint32_t n = footnote_number(f->x, in);
    str text = str_fmt(f->x->keep, "%u", n);
    f->tag = add_tag(f, (tag){.kind = TAG_NOTE,
                              .note = in,
                              .contents = fill_slot(
                                  f->x->keep, f->x->d->words->footnote, text)});
    list_push(f->x->keep, &f->k->notes,
              (para_note){(uint32_t)f->k->text.n, in});
    para_look look = f->look;
    f->look = (para_look){.base = STYLE_FOOTNOTE_CALL};
    flat_text(f, text, 0);
    f->look = look;
    f->tag = was;
    if (cut.n) {
        tail.from = (uint32_t)f->k->text.n;
        put_piece(f, tail, cut);
    }
}

/* --- What is drawn in lines ------------------------------------------------
 */

static bool said_otherwise(pill_kind k) {
    return k == PILL_CRITERION || k == PILL_REFERENCE;
}

/* Between two pills, and between a title and its tag. */
static void put_pill_gap(flat *f, pill_kind k, uint16_t tag_index) {
    piece *last = f->k->pieces.n ? list_last(&f->k->pieces) : NULL;
    bool spaced = f->k->text.n && f->k->text.p[f->k->text.n - 1] == ' ';
    if (!last || spaced || (!last->object && k != PILL_ILLUSTRATIVE))
        return;
    piece q = piece_for(f, 0);
    q.tag = tag_index;
    bool after_pill = last->object != NULL;
    q.gap = after_pill ? PILL_GAP : TAG_GAP;
    /* The tag is never alone on a line: the last word goes with it. */
    put_piece(f, q, after_pill ? S(" ") : S("\u00A0"));
}

static void put_pill(flat *f, const doc_inline *in) {
    drawing d = draw_pill(&f->x->draw, in->pill, in->text);
    uint16_t was = f->tag;
    if (in->to && !in_a_link(f))
        f->tag =
            add_tag(f, (tag){.kind = TAG_LINK,
                             .to = in->to,
                             .contents = fill_slot(
                                 f->x->keep, f->x->d->words->go_to, in->text)});
    if (said_otherwise(in->pill))
        f->tag = add_tag(
            f, (tag){.kind = TAG_SPAN,
                     .actual = str_fmt(f->x->keep, "%.*s\u00A0%.*s",
                                       STR_ARG(f->x->d->words->criterion),
                                       STR_ARG(in->text))});
    put_pill_gap(f, in->pill, was);
    put_object(f, &d, 0);
    f->tag = was;
    if (in->pill != PILL_DRAFT)
        return;
    piece q = piece_for(f, 0);
    q.gap = DRAFT_GAP;
    put_piece(f, q, S("\u00A0"));
}

static void put_state(flat *f, const doc_inline *in) {
    state_sign s = in->pill;
    drawing d = draw_sign(&f->x->draw, s, SIGN_SIZE);
    put_object(f, &d, 0);
    if (!in->text.n)
        return;
    bool strong = s == SIGN_WATCH || s == SIGN_ALERT;
    para_look was = f->look;
    f->look.coloured = true;
    f->look.ink = draw_sign_colour(s);
    piece q = piece_for(f, strong ? INLINE_STRONG : 0);
    q.kern = SIGN_KERN;
    put_piece(f, q, in->text);
    f->look = was;
}

/* A drawing that stands for a word: its ActualText is the word. */
static void put_glyphless(flat *f, drawing d, str said) {
    uint16_t was = f->tag;
    if (said.n)
        f->tag = add_tag(f, (tag){.kind = TAG_SPAN, .actual = said});
    put_object(f, &d, 0);
    list_last(&f->k->pieces)->object_text = said.n > 0;
    f->tag = was;
}

static void put_running(flat *f, uint16_t flags) {
    const running *r = f->x->section;
    if (!r)
        return;
    if (r->number.n) {
        flat_text(f, r->number, flags);
        flat_text(f, S(" "), flags);
    }
    flat_text(f, r->title, flags);
}

static void put_inline(flat *f, const doc_inline *in) {
    switch (in->kind) {
    case INLINE_TEXT:
    case INLINE_FIGURE:
        put_run(f, in);
        break;
    case INLINE_LINK:
        put_link(f, in);
        break;
    case INLINE_FOOTNOTE:
        put_call(f, in);
        break;
    case INLINE_PAGE_OF:
        put_page_link(f, page_text(f->x, in->to), in->to, in->flags);
        break;
    case INLINE_PAGES_OF:
        put_pages(f, in);
        break;
    case INLINE_PAGE_TOTAL:
        flat_text(f,
                  f->x->page_count ? str_fmt(f->x->keep, "%u", f->x->page_count)
                                   : S("000"),
                  in->flags);
        break;
    case INLINE_RUNNING_TITLE:
        put_running(f, in->flags);
        break;
    case INLINE_PILL:
        put_pill(f, in);
        break;
    case INLINE_STATE:
        put_state(f, in);
        break;
    case INLINE_BREAK:
        flat_text(f, S("\n"), in->flags);
        break;
    case INLINE_CHIP:
        put_glyphless(f, draw_chip(&f->x->draw, in->pill), in->text);
        break;
    case INLINE_DOT:
        put_glyphless(
            f,
            draw_dot(&f->x->draw,
                     in->pill || str_eq(in->text, f->x->d->words->yes)),
            in->text);
        break;
    case INLINE_SIGN:
        put_glyphless(f, draw_sign(&f->x->draw, in->pill, SIGN_SIZE), in->text);
        break;
    case INLINE_BOX: {
        drawing d = draw_box(&f->x->draw);
        put_object(f, &d, 0);
        piece q = piece_for(f, in->flags);
        q.kern = BOX_KERN;
        put_piece(f, q, in->text);
        break;
    }
    }
}

void flat_inlines(flat *f, const inline_list *l) {
    for (size_t i = 0; i < l->n; i++)
        put_inline(f, &l->v[i]);
}

void flat_lead_in(flat *f, str label) {
    uint16_t bold = f->look.base == STYLE_NOTE ? INLINE_STRONG : INLINE_ACCENT;
    flat_text(f, label, bold);
    piece q = piece_for(f, 0);
    q.gap = LEAD_GAP;
    put_piece(f, q, S(" "));
}

void flat_tag_pill(flat *f) {
    put_pill(f, &(doc_inline){.kind = INLINE_PILL,
                              .pill = PILL_ILLUSTRATIVE,
                              .text = f->x->d->words->illustrative});
}

void flat_open_tag(flat *f, tag t) {
    f->tag = add_tag(f, t);
}
