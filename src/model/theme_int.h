/* theme_int: a theme's file as records, before it is a struct theme. */
#ifndef SCEAU_MODEL_THEME_INT_H
#define SCEAU_MODEL_THEME_INT_H

#include "doc/theme.h"
#include "model/model_int.h"

typedef struct theme_load {
    theme *t;
    binder *b; /* while a file is bound */
    span color_at[COLOR_COUNT], style_at[STYLE_COUNT];
} theme_load;

typedef struct theme_style { /* styles.corps */
    record_head head;
    theme_family family;
    number weight, size, leading, before, after, raise, tracking;
    yesno italic, hyphenate;
    located colour;
    theme_alignment align;
} theme_style;

typedef struct theme_callout { /* encadres.constat */
    record_head head;
    located bar, tint;
} theme_callout;

typedef struct theme_font_row { /* polices */
    record_head head;
    theme_family family;
    number weight;
    yesno italic;
    str file;
} theme_font_row;

typedef struct theme_page { /* mm */
    record_head head;
    number width, height, top, bottom, left, right, margin_column, gutter,
        header_baseline, header_rule, footer_baseline, lines;
} theme_page;

typedef struct theme_pages {
    record_head head;
    theme_page portrait, landscape;
} theme_pages;

typedef struct theme_tables {
    record_head head;
    number rule_strong, rule_medium, rule_light, pad_x, pad_y, pad_y_dense,
        dense_from, column_min, column_air;
} theme_tables;

typedef struct theme_paragraphs {
    record_head head;
    number space_min, space_max, glyph_stretch, hyphen_before, hyphen_after,
        hyphens_in_row;
    yesno protrude;
} theme_paragraphs;

typedef struct theme_rhythm {
    record_head head;
    number unit, grid, baseline_at, snap_after;
    yesno title1_new_page, cover_lines;
} theme_rhythm;

typedef struct theme_file {
    record_head head;
    str name;
    LIST(theme_font_row) fonts;
    theme_pages pages;
    theme_tables tables;
    theme_paragraphs paragraphs;
    theme_rhythm rhythm;
    theme_load *load; /* colours, styles and callouts go there at once */
} theme_file;

extern const record_type type_theme_file, type_theme_style, type_theme_callout;

void theme_bind_colors(theme_load *x, const node *n);
void theme_bind_styles(theme_load *x, const node *n);
void theme_bind_callouts(theme_load *x, const node *n);
str theme_color_key(color c);
/* Every pair that the components print: text ≥ 4.5, shapes ≥ 3. */
void theme_check_contrasts(loader *l, const theme_load *x);
/* WCAG contrast of two colours, 1 to 21. */
double theme_contrast(theme_rgb a, theme_rgb b);

#endif
