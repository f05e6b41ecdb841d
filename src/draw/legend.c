/* Legends: swatch, name, share; in a column or in lines (charter §11). */
#include "draw/draw_int.h"

enum {
    PITCH = 15000,
    SWATCH = 10000,
    SWATCH_GAP = 4000,
    SHARE_GAP = 8000,
    ENTRY_GAP = 14000,
    TARGET = 1600
};

static const label name_label = {.s = STYLE_CHART, .colour = COLOR_INK};
static const label share_label = {
    .s = STYLE_CHART_VALUE, .align = ALIGN_RIGHT, .colour = COLOR_INK};

static mpt name_width(const canvas *k, const legend_entry *e) {
    return SWATCH + SWATCH_GAP + canvas_label_width(k, e->name, &name_label);
}

static mpt share_width(const canvas *k, const legend_entry *e) {
    return str_empty(e->share)
               ? 0
               : SHARE_GAP + canvas_label_width(k, e->share, &share_label);
}

mpt legend_width(const canvas *k, const legend_entry *v, size_t n) {
    mpt names = 0, shares = 0;
    for (size_t i = 0; i < n; i++) {
        mpt a = name_width(k, &v[i]), b = share_width(k, &v[i]);
        names = a > names ? a : names;
        shares = b > shares ? b : shares;
    }
    return names + shares;
}

/* The middle of the entry at y. */
static void put_entry(canvas *k, const legend_entry *e, point at) {
    if (e->target)
        canvas_rect(k, (rect){at.x, at.y - TARGET / 2, SWATCH, TARGET},
                    FILL(COLOR_INK));
    else
        canvas_swatch(k, at, e->look, e->in_kind);
    canvas_label(k, (point){at.x + SWATCH + SWATCH_GAP, at.y + LABEL_DROP},
                 e->name, &name_label);
}

mpt legend_column(canvas *k, const legend_entry *v, size_t n, rect at) {
    for (size_t i = 0; i < n; i++) {
        mpt middle = at.y + (mpt)i * PITCH + PITCH / 2;
        put_entry(k, &v[i], (point){at.x, middle});
        if (!str_empty(v[i].share))
            canvas_label(k, (point){at.x + at.w, middle + LABEL_DROP},
                         v[i].share, &share_label);
    }
    return (mpt)n * PITCH;
}

mpt legend_lines(canvas *k, const legend_entry *v, size_t n, rect at) {
    label share = share_label;
    share.align = ALIGN_LEFT;
    mpt x = at.x, middle = at.y + PITCH / 2;
    for (size_t i = 0; i < n; i++) {
        mpt name = name_width(k, &v[i]), part = share_width(k, &v[i]);
        if (x > at.x && x + name + part > at.x + at.w) {
            x = at.x;
            middle += PITCH;
        }
        put_entry(k, &v[i], (point){x, middle});
        if (part)
            canvas_label(k,
                         (point){x + name + SHARE_GAP / 2, middle + LABEL_DROP},
                         v[i].share, &share);
        x += name + part + ENTRY_GAP;
    }
    return middle + PITCH / 2 - at.y;
}
