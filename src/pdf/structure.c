/*
 * Structure: the tree of elements becomes StructTreeRoot, ParentTree, IDTree.
 *
 * Three directions have to agree, and all come from one walk of the tree:
 *  - down: an element's K lists its kids in reading order: elements by
 *    reference, marked content by number, annotations by OBJR. A number alone
 *    means the page of Pg, which is that of the element's first content; what
 *    lies on another page (a paragraph cut by a page break) is an MCR that
 *    names its page;
 *  - up, by ParentTree: from (page, number) and from an annotation to their
 *    element. Pages take the keys [0, pages), annotations those after, in
 *    page order; the array of a page is indexed by number, so a hole or a
 *    number claimed twice is a fault of layout and stops everything;
 *  - by name, IDTree: notes and header cells, sorted by the bytes of the id.
 *
 * The walk is breadth first over a queue: an element's kids follow each other
 * in the queue, so one loop numbers and writes, and depth costs no stack.
 * Elements are bytes of ours, not dictionaries of the library: 100 bytes each
 * before deflate, and a report has 10 000 of them.
 *
 * Roles are the standard ones; « Aside », of PDF 2.0, is mapped to Div.
 * Attributes have owners: Table (Scope, Headers, spans, Summary), List
 * (ListNumbering), Layout (BBox and Placement of a figure).
 *
 * Rejected: writing the tree while the pages are written (an element's kids
 * are not known before its last page); number trees with Kids (readers load
 * them whole; deflate makes the flat one small).
 */
#include <stdlib.h>

#include "pdf/parts_int.h"

typedef struct node {
    const element *element;
    uint32_t id, parent;
} node;

typedef struct named {
    str key; /* its bytes in the file */
    str id;
    uint32_t object;
} named;

typedef struct tree {
    pdf_job *job;
    LIST(node) queue;
    uint32_t *first_mark; /* of each page, in owners */
    uint32_t *owners;     /* of marks: object numbers */
    uint32_t *link_owners;
    LIST(named) names;
    buf attributes;
} tree;

/* --- Kids --- */

static void claim(tree *t, uint32_t *owner, uint32_t id) {
    if (*owner)
        arena_fault(t->job->a, "pdf: content claimed by two elements");
    *owner = id;
}

static void claim_kid(tree *t, const kid *k, uint32_t id) {
    const page_list *pages = t->job->pages;
    if (k->page >= pages->pages.n)
        arena_fault(t->job->a, "pdf: a kid on no page");
    const page *p = &pages->pages.v[k->page];
    uint32_t bound =
        k->kind == KID_CONTENT ? p->mcid_count : (uint32_t)p->links.n;
    if (k->index >= bound)
        arena_fault(t->job->a, "pdf: a kid beyond its page");
    if (k->kind == KID_CONTENT)
        claim(t, &t->owners[t->first_mark[k->page] + k->index], id);
    else
        claim(t, &t->link_owners[t->job->first_link.v[k->page] + k->index], id);
}

static void put_content_kid(tree *t, buf *b, const kid *k, uint32_t pg) {
    if (k->page == pg) {
        buf_int(b, k->index);
        return;
    }
    buf_z(b, "<</Type/MCR/Pg ");
    put_ref(b, t->job->page_ids.v[k->page]);
    buf_z(b, "/MCID ");
    buf_int(b, k->index);
    buf_z(b, ">>");
}

static void put_link_kid(tree *t, buf *b, const kid *k) {
    pdf_job *j = t->job;
    buf_z(b, "<</Type/OBJR/Obj ");
    put_ref(b, j->link_ids.v[j->first_link.v[k->page] + k->index]);
    buf_z(b, "/Pg ");
    put_ref(b, j->page_ids.v[k->page]);
    buf_z(b, ">>");
}

static void put_kid(tree *t, buf *b, const kid *k, uint32_t pg, uint32_t id) {
    if (k->kind == KID_ELEMENT) {
        node child = {k->element, pdf_reserve(t->job->file), id};
        list_push(t->job->a, &t->queue, child);
        put_ref(b, child.id);
        return;
    }
    claim_kid(t, k, id);
    if (k->kind == KID_CONTENT)
        put_content_kid(t, b, k, pg);
    else
        put_link_kid(t, b, k);
}

/* The page of the first content; UINT32_MAX when there is none. */
static uint32_t own_page(const element *e) {
    for (size_t i = 0; i < e->kids.n; i++)
        if (e->kids.v[i].kind == KID_CONTENT)
            return e->kids.v[i].page;
    return UINT32_MAX;
}

static void put_kids(tree *t, buf *b, const element *e, uint32_t id) {
    uint32_t pg = own_page(e);
    if (pg != UINT32_MAX && pg < t->job->pages->pages.n) {
        buf_z(b, "/Pg ");
        put_ref(b, t->job->page_ids.v[pg]);
    }
    if (!e->kids.n)
        return;
    buf_z(b, "/K[");
    for (size_t i = 0; i < e->kids.n; i++) {
        const kid *k = &e->kids.v[i];
        if (k->kind == KID_ELEMENT && (!k->element || k->element->parent != e))
            arena_fault(t->job->a, "pdf: an element in two places");
        if (i)
            buf_c(b, ' ');
        put_kid(t, b, k, pg, id);
    }
    buf_c(b, ']');
}

/* --- Attributes --- */

static void put_scope(buf *b, scope s) {
    static const char *const names[] = {[SCOPE_NONE] = "",
                                        [SCOPE_COLUMN] = "/Scope/Column",
                                        [SCOPE_ROW] = "/Scope/Row",
                                        [SCOPE_BOTH] = "/Scope/Both"};
    buf_z(b, names[s]);
}

static void put_table_entries(buf *b, const element *e) {
    put_scope(b, e->scope);
    if (e->more->headers.n) {
        buf_z(b, "/Headers[");
        for (size_t i = 0; i < e->more->headers.n; i++)
            put_text(b, e->more->headers.v[i]);
        buf_c(b, ']');
    }
    if (e->col_span > 1)
        buf_fmt(b, "/ColSpan %u", e->col_span);
    if (e->row_span > 1)
        buf_fmt(b, "/RowSpan %u", e->row_span);
    if (e->more->summary.n) {
        buf_z(b, "/Summary");
        put_text(b, e->more->summary);
    }
}

static void put_layout_entries(tree *t, buf *b, const element *e) {
    if (!e->more->bbox.w || e->more->bbox_page >= t->job->pages->pages.n)
        return;
    int64_t height = t->job->pages->pages.v[e->more->bbox_page].height;
    const int64_t corners[] = {
        e->more->bbox.x, height - e->more->bbox.y - e->more->bbox.h,
        (int64_t)e->more->bbox.x + e->more->bbox.w, height - e->more->bbox.y};
    buf_z(b, "/Placement/Block/BBox[");
    for (int i = 0; i < 4; i++) {
        if (i)
            buf_c(b, ' ');
        put_milli(b, corners[i]);
    }
    buf_c(b, ']');
}

static void put_owner(tree *t, buf *b, const char *owner) {
    if (!t->attributes.n)
        return;
    buf_z(b, "<</O/");
    buf_z(b, owner);
    buf_str(b, buf_slice(&t->attributes));
    buf_z(b, ">>");
    t->attributes.n = 0;
}

static void put_attributes(tree *t, buf *b, const element *e) {
    size_t before = b->n;
    buf_z(b, "/A[");
    size_t none = b->n;
    put_table_entries(&t->attributes, e);
    put_owner(t, b, "Table");
    if (e->more->numbering)
        buf_fmt(&t->attributes, "/ListNumbering/%s", e->more->numbering);
    put_owner(t, b, "List");
    put_layout_entries(t, &t->attributes, e);
    put_owner(t, b, "Layout");
    if (b->n == none)
        b->n = before;
    else
        buf_c(b, ']');
}

/* --- Elements --- */

static void put_optional(buf *b, const char *key, str value) {
    if (!value.n)
        return;
    buf_z(b, key);
    put_text(b, value);
}

static void write_element(tree *t, node n) {
    const element *e = n.element;
    buf *b = &t->job->scratch;
    b->n = 0;
    buf_z(b, "<</S/");
    buf_z(b, role_name(e->role));
    buf_z(b, "/P ");
    put_ref(b, n.parent);
    put_optional(b, "/ID", e->more->id);
    put_optional(b, "/T", e->more->title);
    put_optional(b, "/Lang", e->more->lang);
    put_optional(b, "/Alt", e->more->alt);
    put_optional(b, "/ActualText", e->more->actual);
    put_attributes(t, b, e);
    put_kids(t, b, e, n.id);
    buf_z(b, ">>");
    pdf_put(t->job->file, n.id, buf_slice(b));
    if (e->more->id.n)
        list_push(
            t->job->a, &t->names,
            (named){text_bytes(t->job->a, e->more->id), e->more->id, n.id});
}

static void write_elements(tree *t, uint32_t root) {
    const element *top = t->job->pages->root;
    if (!top)
        arena_fault(t->job->a, "pdf: no structure");
    list_push(t->job->a, &t->queue,
              (node){top, pdf_reserve(t->job->file), root});
    for (size_t i = 0; i < t->queue.n; i++)
        write_element(t, t->queue.v[i]);
}

/* --- Trees --- */

static void put_owner_ref(tree *t, buf *b, uint32_t owner) {
    if (!owner)
        arena_fault(t->job->a, "pdf: content that no element claims");
    put_ref(b, owner);
}

static uint32_t write_parent_tree(tree *t) {
    pdf_job *j = t->job;
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "<</Nums[");
    for (uint32_t p = 0; p < j->pages->pages.n; p++) {
        buf_int(b, p);
        buf_c(b, '[');
        for (uint32_t m = 0; m < j->pages->pages.v[p].mcid_count; m++) {
            if (m)
                buf_c(b, ' ');
            put_owner_ref(t, b, t->owners[t->first_mark[p] + m]);
        }
        buf_z(b, "]\n");
    }
    for (uint32_t i = 0; i < j->link_ids.n; i++) {
        buf_int(b, (int64_t)j->pages->pages.n + i);
        buf_c(b, ' ');
        put_owner_ref(t, b, t->link_owners[i]);
        buf_c(b, '\n');
    }
    buf_z(b, "]>>");
    uint32_t id = pdf_reserve(j->file);
    pdf_put(j->file, id, buf_slice(b));
    return id;
}

static int by_key(const void *x, const void *y) {
    return str_cmp(((const named *)x)->key, ((const named *)y)->key);
}

static void put_id_tree(tree *t, buf *b) {
    if (!t->names.n)
        return;
    qsort(t->names.v, t->names.n, sizeof *t->names.v, by_key);
    buf_z(b, "/IDTree<</Names[");
    for (size_t i = 0; i < t->names.n; i++) {
        put_text(b, t->names.v[i].id);
        put_ref(b, t->names.v[i].object);
        buf_c(b, ' ');
    }
    buf_z(b, "]>>");
}

static void open_owners(tree *t) {
    pdf_job *j = t->job;
    size_t pages = j->pages->pages.n, marks = 0;
    t->first_mark = NEW_ARRAY(j->a, uint32_t, pages + 1);
    for (size_t p = 0; p < pages; p++) {
        t->first_mark[p] = (uint32_t)marks;
        marks += j->pages->pages.v[p].mcid_count;
    }
    t->owners = NEW_ARRAY(j->a, uint32_t, marks + 1);
    t->link_owners = NEW_ARRAY(j->a, uint32_t, j->link_ids.n + 1);
}

void write_structure(pdf_job *j) {
    tree t = {.job = j, .attributes = buf_new(j->a)};
    uint32_t root = pdf_reserve(j->file);
    open_owners(&t);
    write_elements(&t, root);
    uint32_t parents = write_parent_tree(&t);
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "<</Type/StructTreeRoot/RoleMap<</Aside/Div>>/K ");
    put_ref(b, t.queue.v[0].id);
    buf_fmt(b, "/ParentTree %u 0 R/ParentTreeNextKey %u", parents,
            j->pages->pages.n + j->link_ids.n);
    put_id_tree(&t, b);
    buf_z(b, ">>");
    pdf_put(j->file, root, buf_slice(b));
    pdf_catalog_reference(j->file, "StructTreeRoot", root);
}
