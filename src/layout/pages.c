/*
 * Page breaking.
 *
 * The flow is a list of boxes; before each stands a gap (nothing at the top of
 * a page) and a penalty. Boxes are put on a page until one does not fit with
 * the footnotes that its lines call; then the page ends at the break that
 * costs least: its penalty, and a little for each line that stays empty. A
 * break may cost so much (NEVER: after a heading, between two lines of three)
 * that it is taken only where a page has no other. The page then stays short:
 * charter §2.3 wants no vertical justification, so a search over all pages at
 * once would gain nothing that a reader sees.
 *
 * A figure that does not fit moves to the top of the next page, and the prose
 * behind it fills the gap, but no heading, table or other figure does: so
 * nothing goes past its section and numbers stay in order (§17). A table that
 * was turned to landscape waits in the same way, for pages of its own.
 *
 * A chapter whose last page bears fewer than five lines is made again with a
 * line less, then a line more, on each of its pages (§17).
 *
 * A table that goes on repeats its caption and head (carry.head) and reserves
 * the height of « Suite » on the page that is cut.
 */
#include "layout/layout_int.h"

enum {
    LINE_COST = 20,      /* of each body line left empty */
    FOOT_WHITE = PT(14), /* §9.4: above the rule */
    FOOT_GAP = 4000,     /* rule and 3.5 pt */
    FOOT_LINES_MIN = 2,  /* before a note runs on */
    FOOT_SPLIT = 200,    /* a note runs on */
    FOOT_SHARE = 2, /* a long note takes half of the page, text the other */
    LAST_LINES = 5, /* §17: fewer on a last page are too few */
    AFTER_FLOAT = PT(14)
};

typedef LIST(const vbox *) foot_list;

typedef struct builder {
    layout *x;
    const flow *f;
    int lines;   /* more or less on a page */
    size_t only; /* on this page; SIZE_MAX: on all */
    sheets *out;
    size_t next, stop;     /* box that the next page starts with; the end */
    foot_list rest;        /* lines of notes that did not fit */
    size_t late, late_end; /* figure moved to the next page: boxes */
} builder;

typedef struct page_try {
    builder *b;
    sheet s;
    mpt room; /* of the text block */
    mpt y;
    size_t first;
    size_t best; /* break before this box */
    int64_t best_cost;
    mpt best_y;
    size_t best_boxes;
    mpt foot;  /* height of the notes called so far, without the rule */
    mpt least; /* of them, what must stand here */
    size_t late, late_end;
    bool opened;      /* with a figure that had waited */
    bool after_float; /* the next box is the first below it */
} page_try;

const page_geometry *geometry_of(const layout *x, uint8_t g) {
    return g == GEOMETRY_LANDSCAPE ? &x->t->landscape : &x->t->portrait;
}

static mpt body_leading(const layout *x) {
    return style_of(x, STYLE_BODY)->leading;
}

/* The text block as the theme has it. */
static mpt block_height(const builder *b, uint8_t geometry) {
    const page_geometry *g = geometry_of(b->x, geometry);
    if (g->lines > 0 && g->lines < 1000)
        return g->lines * body_leading(b->x);
    return g->height - g->top - g->bottom;
}

static mpt room_of(const builder *b, uint8_t geometry) {
    mpt block = block_height(b, geometry);
    bool here = b->only == SIZE_MAX || b->only == b->out->v.n;
    return block + (here ? b->lines * body_leading(b->x) : 0);
}

static const vbox *box_at(const builder *b, size_t i) {
    return &b->f->boxes.v[i];
}

/* --- Footnotes ---------------------------------------------------------------
 */

static mpt feet_height(const foot_list *l) {
    mpt h = 0;
    for (size_t i = 0; i < l->n; i++)
        h += l->v[i]->height;
    return h;
}

static mpt notes_height(const vbox *v) {
    mpt h = 0;
    for (size_t i = 0; i < v->feet.n; i++)
        for (size_t j = 0; j < v->feet.v[i]->boxes.n; j++)
            h += v->feet.v[i]->boxes.v[j].height;
    return h;
}

/* Lines after which a note may run on: two, or more where the second ends on a
   hyphen; all of them when too few would be left. */
static size_t lines_kept(const footnote *f) {
    size_t n = f->boxes.n, j = FOOT_LINES_MIN;
    while (j < n && f->boxes.v[j].penalty >= STRONG)
        j++;
    return j + FOOT_LINES_MIN > n ? n : j;
}

/* The least that must stand under the line that calls: all of its notes but
   the last, and the first lines of that one. */
static mpt notes_least(const vbox *v) {
    if (!v->feet.n)
        return 0;
    const footnote *last = *list_last(&v->feet);
    mpt h = notes_height(v);
    for (size_t j = lines_kept(last); j < last->boxes.n; j++)
        h -= last->boxes.v[j].height;
    return h;
}

static mpt foot_space(mpt notes) {
    return notes ? notes + FOOT_WHITE + FOOT_GAP : 0;
}

/* What the notes had better get: all that they need, half of the page at most.
 */
static mpt foot_wanted(const page_try *t) {
    mpt most = t->room / FOOT_SHARE;
    return foot_space(t->foot < most ? t->foot : most);
}

/* How many of the lines stand in `room`: never all but one of a note, nor up
   to a hyphen, unless there is nothing else. */
static size_t lines_in_room(const foot_list *l, mpt room) {
    size_t n = 0;
    for (mpt h = 0; n < l->n && h + l->v[n]->height <= room; n++)
        h += l->v[n]->height;
    size_t best = n;
    while (best > 0 && best < l->n && l->v[best]->penalty >= STRONG)
        best--;
    return best ? best : n;
}

/* Puts the notes of the page's boxes at its foot; what does not fit waits. */
static void place_feet(builder *b, page_try *t) {
    foot_list all = b->rest;
    b->rest = (foot_list){0};
    for (size_t i = 0; i < t->s.boxes.n; i++) {
        const vbox *v = t->s.boxes.v[i].box;
        for (size_t k = 0; k < v->feet.n; k++)
            for (size_t j = 0; j < v->feet.v[k]->boxes.n; j++)
                list_push(b->x->a, &all, &v->feet.v[k]->boxes.v[j]);
    }
    mpt room = t->room - t->best_y - FOOT_WHITE - FOOT_GAP, h = 0;
    size_t n = lines_in_room(&all, room);
    if (!n && all.n && !t->s.boxes.n)
        n = 1; /* a note alone: the page is its */
    for (size_t i = 0; i < n; i++)
        h += all.v[i]->height;
    mpt y = t->room - h;
    t->s.feet_top = y - FOOT_GAP;
    for (size_t i = 0; i < n; i++) {
        list_push(b->x->a, &t->s.feet, (placed){.box = all.v[i], .y = y});
        y += all.v[i]->height;
    }
    for (size_t i = n; i < all.n; i++)
        list_push(b->x->a, &b->rest, all.v[i]);
}

/* --- One page
 * ------------------------------------------------------------------ */

static mpt snapped(const page_try *t, const vbox *v, mpt y) {
    mpt g = t->b->x->t->grid;
    if ((!v->snap && !t->after_float) || g <= 0)
        return y;
    return (y + g - 1) / g * g;
}

static void put_box(page_try *t, const vbox *v, mpt gap, bool copy) {
    mpt y = t->s.boxes.n ? snapped(t, v, t->y + gap) : 0;
    list_push(t->b->x->a, &t->s.boxes, (placed){v, y, 0, copy});
    t->y = y + v->height;
    if (copy || !v->feet.n)
        return;
    t->least = t->foot + notes_least(v);
    t->foot += notes_height(v);
}

static bool fits(const page_try *t, const vbox *v, mpt gap) {
    mpt y = t->s.boxes.n ? snapped(t, v, t->y + gap) : 0;
    mpt foot = foot_space(v->feet.n ? t->foot + notes_least(v) : t->least);
    return y + v->height + foot <= t->room;
}

static bool same_table(const builder *b, size_t i) {
    return i > 0 && i < b->stop && box_at(b, i)->carried &&
           box_at(b, i - 1)->carried &&
           box_at(b, i)->carried->of == box_at(b, i - 1)->carried->of;
}

/* Notes a break before box i as the best so far, if it is. */
static void consider(page_try *t, size_t i) {
    const builder *b = t->b;
    bool end = i >= b->stop;
    int32_t penalty = end ? FORCED : box_at(b, i)->penalty;
    mpt tail = same_table(b, i) ? box_at(b, i)->carried->tail : 0;
    mpt left = t->room - t->y - foot_wanted(t);
    if (penalty == FORCED)
        penalty = 0;
    if (t->room - t->y - foot_space(t->least) < tail)
        penalty += NEVER;
    if (left < tail)
        penalty += FOOT_SPLIT;
    if (left < 0)
        left = 0;
    int64_t cost = penalty + (int64_t)(left / body_leading(b->x)) * LINE_COST;
    if (t->best && cost > t->best_cost)
        return;
    t->best = i;
    t->best_cost = cost;
    t->best_y = t->y;
    t->best_boxes = t->s.boxes.n;
}

static bool ends_page(const page_try *t, size_t i) {
    const vbox *v = box_at(t->b, i);
    const vbox *first = box_at(t->b, t->first);
    return v->penalty == FORCED || v->geometry != first->geometry ||
           v->bare != first->bare;
}

/* Height of the boxes of one moving figure, and where they end. */
static size_t float_end(const builder *b, size_t i) {
    uint32_t n = box_at(b, i)->floats;
    while (i < b->stop && box_at(b, i)->floats == n)
        i++;
    return i;
}

static mpt float_height(const builder *b, size_t i, size_t end) {
    mpt h = box_at(b, i)->height;
    for (size_t k = i + 1; k < end; k++)
        h += box_at(b, k)->gap + box_at(b, k)->height;
    return h;
}

/* Whether box i starts a figure that had better wait for the next page. */
static bool postpone(page_try *t, size_t i) {
    const builder *b = t->b;
    const vbox *v = box_at(b, i);
    if (!v->floats || i == t->first || box_at(b, i - 1)->floats == v->floats ||
        v->penalty >= STRONG || t->late_end)
        return false;
    size_t end = float_end(b, i);
    mpt need = snapped(t, v, t->y + v->gap) + float_height(b, i, end);
    if (need + foot_wanted(t) <= t->room || end >= b->stop)
        return false;
    const vbox *after = box_at(b, end);
    if (!after->prose || ends_page(t, end))
        return false;
    consider(t, i);
    t->late = i;
    t->late_end = end;
    return true;
}

/* A table that is turned waits too: the prose behind it fills the page. */
static bool postpone_turned(page_try *t, size_t i) {
    const builder *b = t->b;
    if (!box_at(b, i)->floats || t->late_end ||
        box_at(b, i)->geometry == box_at(b, t->first)->geometry)
        return false;
    size_t end = float_end(b, i);
    if (end >= b->stop || !box_at(b, end)->prose || ends_page(t, end))
        return false;
    consider(t, i);
    t->late = i;
    t->late_end = end;
    return true;
}

static void fill_page(page_try *t, size_t i) {
    const builder *b = t->b;
    mpt after = t->opened ? AFTER_FLOAT : 0;
    for (; i < b->stop; i++) {
        const vbox *v = box_at(b, i);
        bool fresh = i == t->first;
        if (!fresh && postpone_turned(t, i)) {
            i = t->late_end - 1;
            continue;
        }
        if (!fresh && ends_page(t, i))
            break;
        if (!fresh && postpone(t, i)) {
            i = t->late_end - 1;
            continue;
        }
        bool forced = fresh && !t->opened; /* it goes here, or nowhere */
        if (!forced)
            consider(t, i);
        if (t->late_end && i >= t->late_end && !v->prose)
            return;
        mpt gap = v->gap > after ? v->gap : after;
        after = 0;
        t->after_float = fresh && t->opened;
        if (!forced && !fits(t, v, gap))
            return;
        put_box(t, v, gap, false);
        t->after_float = false;
    }
    if (t->room - t->y >= foot_space(t->foot))
        t->best = 0; /* the whole fits: nowhere better */
    consider(t, i);
}

/* Boxes of the figure that waited, and the repeated head, on top. */
static void open_page(page_try *t) {
    builder *b = t->b;
    t->opened = b->late_end > 0;
    for (size_t i = b->late; i < b->late_end; i++) {
        const vbox *v = box_at(b, i);
        put_box(t, v, i > b->late ? v->gap : 0, false);
    }
    if (b->next < b->stop && same_table(b, b->next) &&
        box_at(b, b->next)->carried->head)
        put_box(t, box_at(b, b->next)->carried->head, 0, true);
    mpt most = t->room / FOOT_SHARE;
    mpt rest = feet_height(&b->rest);
    t->foot += rest;
    t->least += rest < most ? rest : most;
}

static void report_tall(builder *b, const vbox *v) {
    if (v->height <= block_height(b, v->geometry))
        return;
    span at = SPAN_NONE;
    for (size_t i = 0; i < v->parts.n && !at.src; i++)
        if (v->parts.v[i].e)
            at = v->parts.v[i].e->place;
    DIAG_AT(b->x->c->sink, W0607, at,
            str_fmt(b->x->keep, "%d", (int)((int64_t)v->height * 10 / 28346)));
}

static void close_page(builder *b, page_try *t) {
    t->s.boxes.n = (uint32_t)t->best_boxes;
    t->s.used = t->best_y;
    if (t->s.boxes.n)
        t->s.section = list_last(&t->s.boxes)->box->section;
    if (same_table(b, t->best)) {
        const carry *c = box_at(b, t->best)->carried;
        if (c->foot) {
            t->y = t->best_y;
            put_box(t, c->foot, 0, true);
        } else {
            t->s.cut = c;
            t->s.cut_y = t->best_y;
        }
    }
    place_feet(b, t);
    bool late = t->late_end && t->best >= t->late_end;
    b->late = late ? t->late : 0;
    b->late_end = late ? t->late_end : 0;
    b->next = t->best;
    list_push(b->x->a, &b->out->v, t->s);
}

/* A note that goes on may leave no room for a heading and what it keeps: then
   the page is the note's alone. */
static void leave_to_notes(page_try *t) {
    bool crowded = feet_height(&t->b->rest) > t->room / FOOT_SHARE;
    if (!crowded || t->opened || t->best_cost < NEVER ||
        (t->s.boxes.n && t->s.boxes.v[0].copy))
        return;
    t->best = t->first;
    t->best_y = 0;
    t->best_boxes = 0;
}

static void make_page(builder *b);

/* Pages of their own for a turned table that waited. */
static bool make_turned(builder *b) {
    const size_t next = b->next, stop = b->stop;
    if (!b->late_end ||
        box_at(b, b->late)->geometry == list_last(&b->out->v)->geometry)
        return false;
    b->next = b->late;
    b->stop = b->late_end;
    b->late = b->late_end = 0;
    while (b->next < b->stop)
        make_page(b);
    b->next = next;
    b->stop = stop;
    return true;
}

static void make_page(builder *b) {
    if (make_turned(b))
        return;
    bool over = b->next >= b->stop;
    size_t model = over ? (b->late_end ? b->late : b->stop - 1) : b->next;
    const vbox *v = box_at(b, model);
    page_try t = {.b = b, .first = b->next};
    t.s.geometry = v->geometry;
    t.s.bare = v->bare;
    t.room = room_of(b, v->geometry);
    open_page(&t);
    if (over) {
        t.best = b->next;
        t.best_y = t.y;
        t.best_boxes = t.s.boxes.n;
    } else {
        fill_page(&t, b->next);
        leave_to_notes(&t);
        if (!v->bare)
            report_tall(b, v);
    }
    close_page(b, &t);
}

/* Pages to the next forced break: a chapter. */
static void make_chapter(builder *b) {
    const flow *f = b->f;
    do {
        size_t was = b->next, rest = b->rest.n;
        bool late = b->late_end > 0;
        make_page(b);
        if (b->next == was && b->rest.n == rest && (b->late_end > 0) == late)
            arena_fault(b->x->a, "page without progress");
    } while (b->late_end || b->rest.n ||
             (b->next < f->boxes.n && box_at(b, b->next)->penalty != FORCED));
}

/* Whether a chapter of several pages ends on one that is nearly empty. */
static bool ends_short(const builder *b, size_t first) {
    const sheet *last = list_last(&b->out->v);
    return b->out->v.n > first + 1 && !last->bare && !last->feet.n &&
           last->used < LAST_LINES * body_leading(b->x);
}

typedef struct height_try {
    int lines; /* more a page */
    bool last; /* only on the page before the last */
} height_try;

/* §17: then it is made again with one line less or more a page; if that does
   not do, some lines of the page before the last go over. Chapters start on
   new pages, so each is tried alone. False: nothing helped. */
static bool make_full_chapter(builder *b) {
    static const height_try tries[] = {{0, false}, {-1, false}, {1, false},
                                       {-2, true}, {-3, true},  {-4, true},
                                       {0, false}};
    enum { TRIES = sizeof tries / sizeof *tries };
    const builder was = *b;
    size_t first = b->out->v.n, pages = 0;
    for (size_t i = 0; i < TRIES; i++) {
        *b = was;
        b->lines = tries[i].lines;
        b->only = tries[i].last ? first + pages - 2 : SIZE_MAX;
        b->out->v.n = (uint32_t)first;
        make_chapter(b);
        if (!ends_short(b, first))
            return true;
        pages = i ? pages : b->out->v.n - first;
    }
    return false;
}

bool make_pages(layout *x, const flow *f, sheets *out) {
    builder b = {.x = x, .f = f, .stop = f->boxes.n, .out = out};
    bool full = true;
    while (b.next < f->boxes.n)
        full = make_full_chapter(&b);
    return full;
}
