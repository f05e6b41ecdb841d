/* Reading a display list back. */
#include "draw_tests.h"

typedef struct bounds {
    mpt left, top, right, bottom;
    bool any;
} bounds;

static void add_point(bounds *b, point p, mpt grow) {
    if (!b->any || p.x - grow < b->left)
        b->left = p.x - grow;
    if (!b->any || p.y - grow < b->top)
        b->top = p.y - grow;
    if (!b->any || p.x + grow > b->right)
        b->right = p.x + grow;
    if (!b->any || p.y + grow > b->bottom)
        b->bottom = p.y + grow;
    b->any = true;
}

/* Points on the curve, not its controls. */
static void add_curve(bounds *b, point from, const point p[3], mpt grow) {
    for (int i = 1; i <= 16; i++) {
        double t = i / 16.0, u = 1 - t;
        double w[4] = {u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
        double x =
            w[0] * from.x + w[1] * p[0].x + w[2] * p[1].x + w[3] * p[2].x;
        double y =
            w[0] * from.y + w[1] * p[0].y + w[2] * p[1].y + w[3] * p[2].y;
        add_point(b, (point){(mpt)x, (mpt)y}, grow);
    }
}

static void add_path(bounds *b, const path_item *p) {
    mpt grow = p->stroke ? p->width / 2 : 0;
    point last = {0, 0};
    for (uint32_t i = 0; i < p->count; i++) {
        const path_op *op = &p->ops[i];
        if (op->verb == PATH_CLOSE)
            continue;
        if (op->verb == PATH_CURVE)
            add_curve(b, last, op->p, grow);
        else
            add_point(b, op->p[0], grow);
        last = op->p[op->verb == PATH_CURVE ? 2 : 0];
    }
}

static void add_glyphs(bounds *b, const glyphs_item *g) {
    add_point(b, (point){g->at.x, g->at.y - g->size * 7 / 10}, 0);
    add_point(b, (point){g->at.x + g->width, g->at.y + g->size / 5}, 0);
}

rect ink_of(const drawing *d) {
    bounds b = {0, 0, 0, 0, false};
    bool clipped = false; /* what is clipped is inside the clip's path */
    for (size_t i = 0; i < d->items.n; i++) {
        const item *m = &d->items.v[i];
        if (m->kind == ITEM_END)
            clipped = false;
        else if (m->kind == ITEM_PATH && !clipped)
            add_path(&b, &m->path);
        else if (m->kind == ITEM_GLYPHS && !clipped)
            add_glyphs(&b, &m->glyphs);
        if (m->kind == ITEM_PATH && m->path.clip)
            clipped = true;
    }
    return (rect){b.left, b.top, b.right - b.left, b.bottom - b.top};
}

str text_of(fixture *x, const drawing *d) {
    buf b = buf_new(x->a);
    for (size_t i = 0; i < d->items.n; i++) {
        if (d->items.v[i].kind != ITEM_GLYPHS)
            continue;
        if (b.n)
            buf_c(&b, '|');
        buf_str(&b, d->items.v[i].glyphs.text);
    }
    return buf_take(&b);
}

void check_items(const drawing *d) {
    int depth = 0;
    for (size_t i = 0; i < d->items.n; i++) {
        const item *m = &d->items.v[i];
        assert_true(m->kind == ITEM_PATH || m->kind == ITEM_GLYPHS ||
                    m->kind == ITEM_END);
        if (m->kind == ITEM_PATH) {
            assert_true(m->path.count > 0);
            assert_int_equal(m->path.ops[0].verb, PATH_MOVE);
            assert_true(m->path.fill || m->path.stroke || m->path.clip);
            depth += m->path.clip;
        }
        depth -= m->kind == ITEM_END;
        assert_in_range(depth, 0, 1);
        if (m->kind != ITEM_GLYPHS)
            continue;
        for (uint32_t g = 0; g < m->glyphs.count; g++)
            assert_int_not_equal(m->glyphs.glyphs[g].gid, 0);
    }
    assert_int_equal(depth, 0);
}

uint64_t hash_of(fixture *x, const drawing *d) {
    buf b = buf_new(x->a);
    for (size_t i = 0; i < d->items.n; i++) {
        const item *m = &d->items.v[i];
        buf_fmt(&b, "%d;", (int)m->kind);
        if (m->kind == ITEM_PATH)
            for (uint32_t k = 0; k < m->path.count; k++)
                for (int j = 0; j < 3; j++)
                    buf_fmt(&b, "%d,%d ", m->path.ops[k].p[j].x,
                            m->path.ops[k].p[j].y);
        if (m->kind == ITEM_GLYPHS)
            buf_fmt(&b, "%d,%d %.*s", m->glyphs.at.x, m->glyphs.at.y,
                    STR_ARG(m->glyphs.text));
    }
    return str_hash(buf_take(&b));
}

static bool is_filled(fixture *x, const item *m, color colour) {
    theme_rgb c = x->theme.colors[colour];
    return m->kind == ITEM_PATH && m->path.fill &&
           m->path.fill_colour.r == c.r && m->path.fill_colour.g == c.g &&
           m->path.fill_colour.b == c.b;
}

size_t count_filled(fixture *x, const drawing *d, color colour) {
    size_t n = 0;
    for (size_t i = 0; i < d->items.n; i++)
        n += is_filled(x, &d->items.v[i], colour);
    return n;
}

rect nth_filled(fixture *x, const drawing *d, color colour, size_t n) {
    for (size_t i = 0; i < d->items.n; i++) {
        if (!is_filled(x, &d->items.v[i], colour) || n-- > 0)
            continue;
        drawing one = {.items = {&d->items.v[i], 1, 1}};
        return ink_of(&one);
    }
    return (rect){0, 0, 0, 0};
}
