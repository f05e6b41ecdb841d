/*
 * theme: templates/theme.yaml, then the dossier's own theme.yaml over it, into
 * doc/theme.h's struct. Type sizes are in points, places on the page in mm, as
 * the charter gives them. Contrasts are recomputed at every compile: an
 * unreadable colour is an error at its line.
 */
#include "doc/theme.h"
#include "model/theme_int.h"

/* --- Words ---------------------------------------------------------------- */

#define THEME_COLOR(name, key) [COLOR_##name] = STR_LITERAL(key),
static const str color_keys[COLOR_COUNT] = {THEME_COLORS};
#undef THEME_COLOR
#define THEME_STYLE(name, key) [STYLE_##name] = STR_LITERAL(key),
static const str style_keys[STYLE_COUNT] = {THEME_STYLES};
#undef THEME_STYLE

static const str callout_keys[CALLOUT_KINDS] = {
    [CALLOUT_FINDING] = STR_LITERAL("constat"),
    [CALLOUT_KEY] = STR_LITERAL("a_retenir"),
    [CALLOUT_DECISION] = STR_LITERAL("decision"),
    [CALLOUT_WARNING] = STR_LITERAL("vigilance"),
    [CALLOUT_GAP] = STR_LITERAL("manque"),
};

str theme_color_key(color c) {
    return color_keys[c];
}

static mpt points(double pt) {
    return (mpt)num_round(pt * 1000, 0);
}
static mpt millimetres(double mm) {
    return (mpt)num_round(mm * 72000 / 25.4, 0);
}

/* --- Maps whose keys are tokens ----------------------------------------------
 */

typedef void (*token_hook)(theme_load *x, size_t token, const node *n);

static void bind_tokens(theme_load *x, const node *n, const str *keys,
                        size_t count, token_hook each) {
    binder *b = x->b;
    if (n->kind != NODE_MAP) {
        BIND_ERROR(b, E0104, n->place, S("theme"), S("cette partie du thème"),
                   S("theme"));
        return;
    }
    for (size_t i = 0; i < n->count; i++) {
        const node *k = n->entries[i].key;
        str typed = locale_fold(b->a, k->text.s);
        size_t t = 0;
        while (t < count && !str_eq(keys[t], typed))
            t++;
        if (t < count) {
            each(x, t, n->entries[i].value);
            continue;
        }
        str near[3];
        size_t found = locale_nearest(b->a, typed, keys, count, near, 3);
        BIND_ERROR(b, found ? E0107 : E0108, k->place, S("theme"), k->text.s,
                   S("le thème"),
                   found ? join_names(b->a, near, found)
                         : join_names(b->a, keys, count),
                   S("thème"));
    }
}

static int hexadecimal(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool parse_color(str s, theme_rgb *out) {
    uint8_t v[3] = {0};
    if (s.n != 7 || s.p[0] != '#')
        return false;
    for (size_t i = 0; i < 6; i++) {
        int d = hexadecimal(s.p[1 + i]);
        if (d < 0)
            return false;
        v[i / 2] = (uint8_t)(v[i / 2] * 16 + d);
    }
    *out = (theme_rgb){v[0], v[1], v[2]};
    return true;
}

static void bind_color(theme_load *x, size_t token, const node *n) {
    located t;
    if (!bind_scalar(x->b, color_keys[token], n, &t))
        return;
    if (!parse_color(t.s, &x->t->colors[token])) {
        BIND_ERROR(x->b, E0272, n->place, color_keys[token],
                   t.s.n ? t.s : S("…"));
        return;
    }
    x->color_at[token] = n->place;
}

static bool token_of(theme_load *x, located typed, uint8_t *out) {
    for (size_t i = 0; typed.s.n && i < COLOR_COUNT; i++)
        if (str_eq(typed.s, color_keys[i])) {
            *out = (uint8_t)i;
            return true;
        }
    if (typed.s.n) {
        str near[3];
        size_t n =
            locale_nearest(x->b->a, typed.s, color_keys, COLOR_COUNT, near, 3);
        BIND_ERROR(x->b, n ? E0118 : E0119, typed.place, S("couleur"), typed.s,
                   S("couleur"),
                   n ? join_names(x->b->a, near, n)
                     : join_names(x->b->a, color_keys, COLOR_COUNT));
    }
    return false;
}

static void set_mpt(mpt *to, number v) {
    if (v.has)
        *to = points(v.v);
}

static void set_mm(mpt *to, number v) {
    if (v.has)
        *to = millimetres(v.v);
}

static void set_int(int *to, number v) {
    if (v.has)
        *to = (int)v.v;
}

static void set_bool(bool *to, yesno v) {
    if (v != YESNO_ABSENT)
        *to = v == YESNO_YES;
}

static void take_style(theme_load *x, text_style *s, const theme_style *d) {
    uint8_t colour;
    if (d->family)
        s->family = (uint8_t)(d->family - 1);
    if (d->weight.has)
        s->weight = (uint16_t)d->weight.v;
    set_bool(&s->italic, d->italic);
    set_mpt(&s->size, d->size);
    set_mpt(&s->leading, d->leading);
    if (token_of(x, d->colour, &colour))
        s->colour = (color)colour;
    set_mpt(&s->before, d->before);
    set_mpt(&s->after, d->after);
    if (d->align)
        s->align = (theme_align)(d->align - 1);
    set_bool(&s->hyphenate, d->hyphenate);
    set_mpt(&s->raise, d->raise);
    set_mpt(&s->tracking, d->tracking);
}

static void bind_style(theme_load *x, size_t token, const node *n) {
    theme_style d = {0};
    record_step step = {x->b->step, &d.head, &type_theme_style,
                        style_keys[token], 0};
    const record_step *up = x->b->step;
    x->b->step = &step;
    bind_record(x->b, &type_theme_style, n, &d);
    x->b->step = up;
    take_style(x, &x->t->styles[token], &d);
    x->style_at[token] = n->place;
}

static void bind_callout(theme_load *x, size_t token, const node *n) {
    theme_callout d = {0};
    uint8_t c;
    bind_record(x->b, &type_theme_callout, n, &d);
    if (token_of(x, d.bar, &c))
        x->t->callouts[token].bar = (color)c;
    if (token_of(x, d.tint, &c))
        x->t->callouts[token].tint = (color)c;
}

void theme_bind_colors(theme_load *x, const node *n) {
    bind_tokens(x, n, color_keys, COLOR_COUNT, bind_color);
}

void theme_bind_styles(theme_load *x, const node *n) {
    bind_tokens(x, n, style_keys, STYLE_COUNT, bind_style);
}

void theme_bind_callouts(theme_load *x, const node *n) {
    bind_tokens(x, n, callout_keys, CALLOUT_KINDS, bind_callout);
}

/* --- The plain records ---------------------------------------------------- */

static void take_page(page_geometry *g, const theme_page *d) {
    set_mm(&g->width, d->width);
    set_mm(&g->height, d->height);
    set_mm(&g->top, d->top);
    set_mm(&g->bottom, d->bottom);
    set_mm(&g->left, d->left);
    set_mm(&g->right, d->right);
    set_mm(&g->margin_column, d->margin_column);
    set_mm(&g->gutter, d->gutter);
    set_mm(&g->header_baseline, d->header_baseline);
    set_mm(&g->header_rule, d->header_rule);
    set_mm(&g->footer_baseline, d->footer_baseline);
    if (d->lines.has)
        g->lines = (mpt)d->lines.v;
}

static void take_fonts(theme_load *x, const theme_file *d) {
    if (d->fonts.n)
        x->t->fonts.n = 0; /* a house theme brings all of its fonts */
    for (size_t i = 0; i < d->fonts.n; i++) {
        const theme_font_row *f = &d->fonts.v[i];
        list_push(x->b->a, &x->t->fonts,
                  (theme_font){(uint8_t)(f->family ? f->family - 1 : 0),
                               (uint16_t)f->weight.v, f->italic == YESNO_YES,
                               f->file});
    }
}

static void take_tables(theme *t, const theme_tables *d) {
    set_mpt(&t->rule_strong, d->rule_strong);
    set_mpt(&t->rule_medium, d->rule_medium);
    set_mpt(&t->rule_light, d->rule_light);
    set_mpt(&t->cell_pad_x, d->pad_x);
    set_mpt(&t->cell_pad_y, d->pad_y);
    set_mpt(&t->cell_pad_y_dense, d->pad_y_dense);
    set_int(&t->dense_from, d->dense_from);
    set_mm(&t->column_min, d->column_min);
    set_mpt(&t->column_air, d->column_air);
}

/* Percent in the file, per mille in the struct. */
static void set_per_mille(int *to, number v) {
    if (v.has)
        *to = (int)num_round(v.v * 10, 0);
}

static void take_paragraphs(theme *t, const theme_paragraphs *d) {
    set_per_mille(&t->space_shrink, d->space_min);
    set_per_mille(&t->space_stretch, d->space_max);
    set_per_mille(&t->glyph_stretch, d->glyph_stretch);
    set_int(&t->hyphen_min_before, d->hyphen_before);
    set_int(&t->hyphen_min_after, d->hyphen_after);
    set_int(&t->hyphens_in_row, d->hyphens_in_row);
    set_bool(&t->protrude, d->protrude);
}

static void take_rhythm(theme *t, const theme_rhythm *d) {
    set_mpt(&t->unit, d->unit);
    set_mpt(&t->grid, d->grid);
    set_mpt(&t->snap_after, d->snap_after);
    if (d->baseline_at.has)
        t->baseline_at = (int)num_round(d->baseline_at.v * 1000, 0);
    set_bool(&t->title1_new_page, d->title1_new_page);
    set_bool(&t->cover_lines, d->cover_lines);
}

static void bind_theme_file(loader *l, theme_load *x, const node *n) {
    bind_file none = {0};
    binder b = loader_binder(l, &none);
    theme_file d = {.load = x};
    record_step step = {NULL, &d.head, &type_theme_file, S("thème"), 0};
    b.illustrative = false;
    b.step = &step;
    x->b = &b;
    bind_record(&b, &type_theme_file, n, &d);
    if (d.name.n)
        x->t->name = d.name;
    take_fonts(x, &d);
    take_page(&x->t->portrait, &d.pages.portrait);
    take_page(&x->t->landscape, &d.pages.landscape);
    take_tables(x->t, &d.tables);
    take_paragraphs(x->t, &d.paragraphs);
    take_rhythm(x->t, &d.rhythm);
    x->b = NULL;
}

/* --- What must be there ------------------------------------------------------
 */

static void report_gap(loader *l, span at, str key) {
    DIAG_AT(l->sink, E0273, at, key);
}

static void check_complete(loader *l, const theme_load *x, const node *n) {
    span at = {n->place.src, 0, 0};
    for (size_t i = 0; i < COLOR_COUNT; i++)
        if (!x->color_at[i].src)
            report_gap(l, at, color_keys[i]);
    for (size_t i = 0; i < STYLE_COUNT; i++)
        if (!x->style_at[i].src || !x->t->styles[i].size ||
            !x->t->styles[i].leading || !x->t->styles[i].weight)
            report_gap(l, x->style_at[i].src ? x->style_at[i] : at,
                       style_keys[i]);
    if (!x->t->portrait.width || !x->t->portrait.height)
        report_gap(l, at, S("pages"));
    if (!x->t->fonts.n)
        report_gap(l, at, S("polices"));
}

/* The charter, then the dossier's own theme. */
static void load_default(loader *l, theme_load *x) {
    const node *n = NULL;
    if (l->options->data)
        n = load_yaml(l, l->options->data, S("templates/theme.yaml"), true);
    const node *own = load_yaml(l, l->options->dossier, S("theme.yaml"), false);
    if (n)
        bind_theme_file(l, x, n);
    if (own)
        bind_theme_file(l, x, own);
    if (!own && !n)
        return;
    check_complete(l, x, own ? own : n);
    theme_check_contrasts(l, x);
}

static const theme *loaded_before(const model *m, const template *t) {
    for (const template *x = m->templates.v; x < t; x++)
        if (str_eq(x->theme, t->theme))
            return x->look;
    return NULL;
}

/* « theme: banc » of a template: a file laid over the default one. */
static const theme *named_theme(loader *l, const theme_load *base,
                                const template *t) {
    str file = str_fmt(l->a, "%.*s.yaml", STR_ARG(t->theme));
    const theme *known = loaded_before(l->m, t);
    if (known || str_eq(t->theme, S("theme")) || !t->theme.n)
        return known ? known : base->t;
    const node *n = load_yaml(l, l->options->dossier,
                              str_cat(l->a, S("modeles/"), file), false);
    if (!n && l->options->data)
        n = load_yaml(l, l->options->data, str_cat(l->a, S("templates/"), file),
                      false);
    if (!n) {
        DIAG_AT(l->sink, E0274, record_place(&t->head, S("theme")), t->theme);
        return base->t;
    }
    theme_load x = *base;
    x.t = NEW(l->a, theme);
    *x.t = *base->t;
    x.t->fonts.cap = x.t->fonts.n = 0; /* a list of its own */
    x.t->fonts.v = NULL;
    for (size_t i = 0; i < base->t->fonts.n; i++)
        list_push(l->a, &x.t->fonts, base->t->fonts.v[i]);
    bind_theme_file(l, &x, n);
    theme_check_contrasts(l, &x);
    return x.t;
}

void load_theme(loader *l) {
    theme_load x = {.t = NEW(l->a, theme)};
    l->m->theme = x.t;
    if (l->options->frugal)
        return;
    load_default(l, &x);
    for (size_t i = 0; i < l->m->templates.n; i++)
        l->m->templates.v[i].look = named_theme(l, &x, &l->m->templates.v[i]);
}
