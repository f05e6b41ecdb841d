/* page_check: contents, links and metadata. The tree is check_tree.c's. */
#include "base/utf8.h"
#include "page/check_int.h"

void add_fault_at(checker *c, page_fault_kind kind, const element *e,
                  uint32_t page_index, uint32_t index) {
    list_push(c->a, c->out, (page_fault){kind, e, page_index, index});
}

void add_fault(checker *c, page_fault_kind kind, const element *e) {
    add_fault_at(c, kind, e, PAGE_NONE, PAGE_NONE);
}

static bool is_private(uint32_t cp) {
    return (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
}

bool is_text(str s) {
    for (size_t at = 0; at < s.n;) {
        uint32_t cp = utf8_next(s, &at);
        if (cp == UTF8_BAD || is_private(cp) ||
            (cp < 0x20 && cp != '\n' && cp != '\t') || cp == 0x7F)
            return false;
    }
    return true;
}

static bool is_alnum(char ch) {
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
           (ch >= '0' && ch <= '9');
}

/* The shape of BCP 47: parts of 1 to 8 letters and digits, the first one of 2
   or 3 letters. */
bool is_language(str tag) {
    size_t start = 0;
    for (size_t i = 0; i <= tag.n; i++) {
        if (i < tag.n && tag.p[i] != '-') {
            if (!is_alnum(tag.p[i]) || (!start && tag.p[i] <= '9'))
                return false;
            continue;
        }
        size_t length = i - start;
        if (length < 1 || length > 8 || (!start && (length < 2 || length > 3)))
            return false;
        start = i + 1;
    }
    return true;
}

/* --- Contents --- */

typedef enum group { GROUP_MARK, GROUP_ARTIFACT, GROUP_CLIP } group;

/* Where the walk over a page's items is. */
typedef struct walk {
    checker *c;
    const page *page;
    uint32_t index;
    LIST(group) groups;
    bool marked;
    bool body;  /* within an artifact that is none of pagination */
    mark *mark; /* open; NULL within artifacts */
    const element *element;
    uint32_t mcid;
} walk;

static void fault_here(walk *w, page_fault_kind kind) {
    add_fault_at(w->c, kind, w->element, w->index, w->mcid);
}

static bool is_blank(uint32_t cp) {
    return cp == ' ' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200B) ||
           cp == 0x202F || cp == '\n' || cp == '\t';
}

static void check_glyph_text(walk *w, str text) {
    for (size_t at = 0; at < text.n;) {
        uint32_t cp = utf8_next(text, &at);
        if (cp == UTF8_BAD || cp == 0 || cp == 0xFEFF || cp == 0xFFFE)
            fault_here(w, PF_GLYPH_TEXT);
        else if (is_private(cp))
            fault_here(w, PF_PRIVATE_USE);
        if (w->mark && !is_blank(cp))
            w->mark->ink = true;
    }
}

static bool is_blank_text(str text) {
    for (size_t at = 0; at < text.n;)
        if (!is_blank(utf8_next(text, &at)))
            return false;
    return true;
}

static bool in_page(const page *p, rect r) {
    return r.x >= 0 && r.y >= 0 && r.x + r.w <= p->width &&
           r.y + r.h <= p->height;
}

static void check_glyphs(walk *w, const glyphs_item *g) {
    for (uint32_t i = 0; i < g->count; i++) {
        page_glyph q = g->glyphs[i];
        if (!q.gid)
            fault_here(w, PF_MISSING_GLYPH);
        if ((size_t)q.at + q.len > g->text.n)
            fault_here(w, PF_GLYPH_TEXT);
        else
            check_glyph_text(w, str_sub(g->text, q.at, (size_t)q.at + q.len));
    }
    if (w->body && !is_blank_text(g->text))
        fault_here(w, PF_HIDDEN_TEXT);
    if (w->mark && (g->at.x < 0 || g->at.x > w->page->width || g->at.y < 0 ||
                    g->at.y > w->page->height))
        fault_here(w, PF_OUTSIDE_PAGE);
}

static void check_image(walk *w, const image_item *m) {
    if (w->mark)
        w->mark->ink = true;
    if (!m->image || !m->image->data.n || !m->image->width ||
        !m->image->height || m->box.w <= 0 || m->box.h <= 0)
        fault_here(w, PF_IMAGE);
    if (w->mark && !in_page(w->page, m->box))
        fault_here(w, PF_OUTSIDE_PAGE);
}

static void check_drawing(walk *w, const item *it) {
    if (!w->marked)
        fault_here(w, PF_UNTAGGED_ITEM);
    if (it->kind == ITEM_GLYPHS)
        check_glyphs(w, &it->glyphs);
    if (it->kind == ITEM_IMAGE)
        check_image(w, &it->image);
    if (it->kind != ITEM_PATH)
        return;
    if (w->mark && (it->path.fill || it->path.stroke))
        w->mark->ink = true;
    if (it->path.clip)
        list_push(w->c->a, &w->groups, GROUP_CLIP);
}

static void open_mark(walk *w, group kind) {
    if (w->marked)
        fault_here(w, PF_NESTED_MARK);
    w->marked = true;
    list_push(w->c->a, &w->groups, kind);
}

static void begin(walk *w, const item *it) {
    w->element = it->begin.element;
    w->mcid = it->begin.mcid;
    open_mark(w, GROUP_MARK);
    if (!w->element)
        fault_here(w, PF_NO_ELEMENT);
    if (w->mcid >= w->page->mcid_count) {
        fault_here(w, PF_MARK_NUMBER);
        return;
    }
    w->mark = &w->c->marks[w->c->first_mark[w->index] + w->mcid];
    if (w->mark->opened++)
        fault_here(w, PF_MARK_TWICE);
    w->mark->element = w->element;
}

static void end(walk *w) {
    if (!w->groups.n) {
        fault_here(w, PF_EXTRA_END);
        return;
    }
    group g = w->groups.v[--w->groups.n];
    if (g == GROUP_CLIP)
        return;
    w->marked = w->body = false;
    w->mark = NULL;
    w->element = NULL;
    w->mcid = PAGE_NONE;
}

static void check_item(walk *w, const item *it) {
    switch (it->kind) {
    case ITEM_BEGIN:
        begin(w, it);
        break;
    case ITEM_ARTIFACT:
        open_mark(w, GROUP_ARTIFACT);
        w->body = it->artifact == ARTIFACT_LAYOUT ||
                  it->artifact == ARTIFACT_BACKGROUND;
        break;
    case ITEM_END:
        end(w);
        break;
    case ITEM_GLYPHS:
    case ITEM_PATH:
    case ITEM_IMAGE:
        check_drawing(w, it);
        break;
    }
}

static void check_page(checker *c, uint32_t index) {
    const page *p = &c->pages->pages.v[index];
    walk w = {.c = c, .page = p, .index = index, .mcid = PAGE_NONE};
    if (p->width <= 0 || p->height <= 0)
        fault_here(&w, PF_PAGE_SIZE);
    for (size_t i = 0; i < p->items.n; i++)
        check_item(&w, &p->items.v[i]);
    if (w.groups.n)
        fault_here(&w, PF_OPEN_GROUP);
    for (uint32_t m = 0; m < p->mcid_count; m++)
        if (!c->marks[c->first_mark[index] + m].opened)
            add_fault_at(c, PF_MARK_ABSENT, NULL, index, m);
}

/* --- Links --- */

static bool is_place(const page_list *l, uint32_t anchor) {
    return anchor < l->anchors.n && l->anchors.v[anchor].known &&
           l->anchors.v[anchor].page < l->pages.n;
}

static void check_links(checker *c, uint32_t index) {
    const page *p = &c->pages->pages.v[index];
    for (uint32_t i = 0; i < p->links.n; i++) {
        const link *k = &p->links.v[i];
        if (!str_trim(k->contents).n || !is_text(k->contents))
            add_fault_at(c, PF_LINK_CONTENTS, k->element, index, i);
        if (k->box.w <= 0 || k->box.h <= 0)
            add_fault_at(c, PF_LINK_BOX, k->element, index, i);
        if (!k->uri.n && !is_place(c->pages, k->anchor))
            add_fault_at(c, PF_LINK_TARGET, k->element, index, i);
        if (!k->element || k->element->role != ROLE_LINK)
            add_fault_at(c, PF_LINK_OWNER, k->element, index, i);
    }
}

static bool in_contents(const element *e) {
    while (e && e->role != ROLE_TOCI)
        e = e->parent;
    return e;
}

/* After the tree, which says where headings and captions are. */
static void check_contents_links(checker *c, uint32_t index) {
    const page *p = &c->pages->pages.v[index];
    for (uint32_t i = 0; i < p->links.n; i++) {
        const link *k = &p->links.v[i];
        if (in_contents(k->element) && !k->uri.n &&
            is_place(c->pages, k->anchor) &&
            !c->entry_on[c->pages->anchors.v[k->anchor].page])
            add_fault_at(c, PF_CONTENTS_TARGET, k->element, index, i);
    }
}

/* After the tree: what nobody claimed. */
static void check_claims(checker *c, uint32_t index) {
    const page *p = &c->pages->pages.v[index];
    for (uint32_t m = 0; m < p->mcid_count; m++) {
        const mark *k = &c->marks[c->first_mark[index] + m];
        if (!k->claims)
            add_fault_at(c, PF_MARK_UNCLAIMED, k->element, index, m);
    }
    for (uint32_t i = 0; i < p->links.n; i++)
        if (!c->link_claims[c->first_link[index] + i])
            add_fault_at(c, PF_LINK_UNCLAIMED, p->links.v[i].element, index, i);
}

/* --- The rest --- */

static void check_metadata(checker *c) {
    const metadata *m = &c->pages->meta;
    if (!str_trim(m->title).n || !is_text(m->title))
        add_fault(c, PF_META_TITLE, NULL);
    if (!m->lang.n || !is_language(m->lang))
        add_fault(c, PF_META_LANG, NULL);
    if (!date_has(m->day))
        add_fault(c, PF_META_DAY, NULL);
    if (!c->pages->pages.n)
        add_fault(c, PF_NO_PAGE, NULL);
}

static void check_outline(checker *c) {
    int level = 0;
    for (uint32_t i = 0; i < c->pages->outline.n; i++) {
        const outline_entry *e = &c->pages->outline.v[i];
        if (e->level > level + 1 || !e->level)
            add_fault_at(c, PF_OUTLINE_LEVEL, NULL, PAGE_NONE, i);
        level = e->level;
        if (!str_trim(e->title).n || !is_text(e->title))
            add_fault_at(c, PF_OUTLINE_TITLE, NULL, PAGE_NONE, i);
        if (!is_place(c->pages, e->anchor))
            add_fault_at(c, PF_OUTLINE_TARGET, NULL, PAGE_NONE, i);
    }
    if (c->headings && !c->pages->outline.n)
        add_fault(c, PF_OUTLINE_ABSENT, NULL);
    if (!c->headings && c->pages->pages.n > 2)
        add_fault(c, PF_HEADING_ABSENT, NULL);
}

static void check_attachments(checker *c) {
    static const char *const relationships[] = {"Source", "Data", "Alternative",
                                                "Supplement", "Unspecified"};
    map names = map_new(c->a);
    for (uint32_t i = 0; i < c->pages->attachments.n; i++) {
        const attachment *t = &c->pages->attachments.v[i];
        bool known = false;
        for (size_t r = 0; r < sizeof relationships / sizeof(char *); r++)
            known |= str_eq(t->relationship, str_z(relationships[r]));
        if (!known || !t->name.n || !t->description.n ||
            str_find(t->mime, S("/"), 0) == SIZE_MAX)
            add_fault_at(c, PF_ATTACHMENT, NULL, PAGE_NONE, i);
        if (map_put(&names, t->name, c))
            add_fault_at(c, PF_ATTACHMENT_TWICE, NULL, PAGE_NONE, i);
    }
}

static void open_tables(checker *c) {
    size_t n = c->pages->pages.n, marks = 0, links = 0;
    c->first_mark = NEW_ARRAY(c->a, uint32_t, n + 1);
    c->first_link = NEW_ARRAY(c->a, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        c->first_mark[i] = (uint32_t)marks;
        c->first_link[i] = (uint32_t)links;
        marks += c->pages->pages.v[i].mcid_count;
        links += c->pages->pages.v[i].links.n;
    }
    c->marks = NEW_ARRAY(c->a, mark, marks + 1);
    c->link_claims = NEW_ARRAY(c->a, uint32_t, links + 1);
    c->entry_on = NEW_ARRAY(c->a, bool, n + 1);
}

void page_check(arena *a, const page_list *pages, page_fault_list *out) {
    checker c = {.a = a, .pages = pages, .out = out, .ids = map_new(a)};
    open_tables(&c);
    for (uint32_t i = 0; i < pages->pages.n; i++) {
        check_page(&c, i);
        check_links(&c, i);
    }
    check_tree(&c);
    for (uint32_t i = 0; i < pages->pages.n; i++) {
        check_claims(&c, i);
        check_contents_links(&c, i);
    }
    check_metadata(&c);
    check_outline(&c);
    check_attachments(&c);
}

void page_fault_print(buf *out, const page_fault *f) {
    static const struct {
        const char *kind, *sentence;
    } faults[PAGE_FAULT_COUNT] = {
#define PAGE_FAULT(k, s) [k] = {#k, s},
#include "page/page_faults.def"
#undef PAGE_FAULT
    };
    buf_fmt(out, "%s: %s", faults[f->kind].kind, faults[f->kind].sentence);
    if (f->element)
        buf_fmt(out, " (%s)", role_name(f->element->role));
    if (f->page != PAGE_NONE)
        buf_fmt(out, ", page %u", f->page + 1);
    if (f->index != PAGE_NONE)
        buf_fmt(out, ", number %u", f->index);
    if (f->element && f->element->place.src) {
        span at = f->element->place;
        place p = source_place(at.src, at.start);
        buf_fmt(out, ", %.*s:%u:%u", STR_ARG(at.src->path), p.line, p.column);
    }
    buf_c(out, '\n');
}
