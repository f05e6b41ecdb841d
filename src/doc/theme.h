/*
 * theme: a theme as a plain struct; the charter's tokens with their values in
 * templates/theme.yaml. Nothing of a page's look is in C but what a token
 * means. Lengths in mpt.
 */
#ifndef SCEAU_DOC_THEME_H
#define SCEAU_DOC_THEME_H

#include "base/list.h"
#include "base/str.h"

#ifndef SCEAU_MPT
#define SCEAU_MPT
typedef int32_t mpt; /* 1/1000 pt */
#endif

/* Colours (charter §4). THEME_COLOR(NAME, "key in YAML") */
#define THEME_COLORS                                                           \
    THEME_COLOR(INK, "encre")                                                  \
    THEME_COLOR(GRAY800, "gris800")                                            \
    THEME_COLOR(GRAY600, "gris600")                                            \
    THEME_COLOR(GRAY500, "gris500")                                            \
    THEME_COLOR(GRAY300, "gris300")                                            \
    THEME_COLOR(GRAY150, "gris150")                                            \
    THEME_COLOR(GRAY50, "gris50")                                              \
    THEME_COLOR(ACCENT900, "eau900")                                           \
    THEME_COLOR(ACCENT700, "eau700")                                           \
    THEME_COLOR(ACCENT600, "eau600")                                           \
    THEME_COLOR(ACCENT500, "eau500")                                           \
    THEME_COLOR(ACCENT300, "eau300")                                           \
    THEME_COLOR(ACCENT150, "eau150")                                           \
    THEME_COLOR(ACCENT50, "eau50")                                             \
    THEME_COLOR(GREEN, "vert")                                                 \
    THEME_COLOR(AMBER, "ambre")                                                \
    THEME_COLOR(RED, "rouge")                                                  \
    THEME_COLOR(GREEN50, "vert50")                                             \
    THEME_COLOR(AMBER50, "ambre50")                                            \
    THEME_COLOR(RED50, "rouge50")                                              \
    THEME_COLOR(WHITE, "blanc")

typedef enum color {
#define THEME_COLOR(name, key) COLOR_##name,
    THEME_COLORS
#undef THEME_COLOR
        COLOR_COUNT
} color;

typedef struct theme_rgb {
    uint8_t r, g, b;
} theme_rgb;

/* Text styles (charter §3.2). THEME_STYLE(NAME, "key in YAML") */
#define THEME_STYLES                                                           \
    THEME_STYLE(BODY, "corps")                                                 \
    THEME_STYLE(LEAD, "chapo")                                                 \
    THEME_STYLE(TITLE1, "titre_1")                                             \
    THEME_STYLE(TITLE1_NUMBER, "titre_1_numero")                               \
    THEME_STYLE(SUBTITLE, "sous_titre")                                        \
    THEME_STYLE(TITLE2, "titre_2")                                             \
    THEME_STYLE(TITLE2_NUMBER, "titre_2_numero")                               \
    THEME_STYLE(TITLE3, "titre_3")                                             \
    THEME_STYLE(BLOCK_TITLE, "titre_bloc")                                     \
    THEME_STYLE(LIST, "liste")                                                 \
    THEME_STYLE(CALLOUT_TITLE, "encadre_titre")                                \
    THEME_STYLE(CALLOUT, "encadre")                                            \
    THEME_STYLE(CAPTION, "legende")                                            \
    THEME_STYLE(CAPTION_LABEL, "legende_numero")                               \
    THEME_STYLE(TABLE_HEAD, "tableau_tete")                                    \
    THEME_STYLE(TABLE_CELL, "tableau_cellule")                                 \
    THEME_STYLE(TABLE_TOTAL, "tableau_total")                                  \
    THEME_STYLE(NOTE, "note")                                                  \
    THEME_STYLE(NOTE_LABEL, "note_label")                                      \
    THEME_STYLE(FOOTNOTE, "note_bas")                                          \
    THEME_STYLE(FOOTNOTE_NUMBER, "note_bas_numero")                            \
    THEME_STYLE(FOOTNOTE_CALL, "appel_de_note")                                \
    THEME_STYLE(MARGIN_NOTE, "note_marge")                                     \
    THEME_STYLE(CHART, "graphique")                                            \
    THEME_STYLE(CHART_VALUE, "graphique_valeur")                               \
    THEME_STYLE(KPI_VALUE, "kpi_valeur")                                       \
    THEME_STYLE(KPI_UNIT, "kpi_unite")                                         \
    THEME_STYLE(KPI_LABEL, "kpi_libelle")                                      \
    THEME_STYLE(META_LABEL, "meta_libelle")                                    \
    THEME_STYLE(META_VALUE, "meta_valeur")                                     \
    THEME_STYLE(COUNTER, "compteur")                                           \
    THEME_STYLE(HEADER, "en_tete")                                             \
    THEME_STYLE(HEADER_NAME, "en_tete_nom")                                    \
    THEME_STYLE(FOLIO, "folio")                                                \
    THEME_STYLE(TOC1, "sommaire_1")                                            \
    THEME_STYLE(TOC2, "sommaire_2")                                            \
    THEME_STYLE(COVER_KIND, "couverture_genre")                                \
    THEME_STYLE(COVER_TITLE, "couverture_titre")                               \
    THEME_STYLE(COVER_NAME, "couverture_nom")                                  \
    THEME_STYLE(COVER_TAGLINE, "couverture_accroche")                          \
    THEME_STYLE(COVER_LABEL, "couverture_libelle")                             \
    THEME_STYLE(COVER_VALUE, "couverture_valeur")                              \
    THEME_STYLE(PILL, "pastille")                                              \
    THEME_STYLE(TAG, "etiquette")                                              \
    THEME_STYLE(MARK, "indice")                                                \
    THEME_STYLE(CONTINUED, "suite")

typedef enum style {
#define THEME_STYLE(name, key) STYLE_##name,
    THEME_STYLES
#undef THEME_STYLE
        STYLE_COUNT
} style;

typedef enum theme_align {
    ALIGN_LEFT, /* ragged right */
    ALIGN_JUSTIFY,
    ALIGN_RIGHT,
    ALIGN_CENTER
} theme_align;

typedef struct text_style {
    uint8_t family; /* font_family: 0 sans, 1 serif */
    uint16_t weight;
    bool italic;
    mpt size, leading;
    color colour;
    mpt before, after;
    theme_align align;
    bool hyphenate;
    mpt raise;    /* of the baseline: superscripts */
    mpt tracking; /* between letters */
} text_style;

typedef struct page_geometry {
    mpt width, height, top, bottom, left, right;
    mpt margin_column; /* its width; 0: none */
    mpt gutter;
    mpt header_baseline, header_rule, footer_baseline;
    mpt lines; /* height of the text block in body lines */
} page_geometry;

typedef struct callout_style {
    color bar, tint;
} callout_style;

typedef enum callout_kind {
    CALLOUT_FINDING,  /* constat */
    CALLOUT_KEY,      /* a_retenir */
    CALLOUT_DECISION, /* decision */
    CALLOUT_WARNING,  /* vigilance */
    CALLOUT_GAP,      /* manque */
    CALLOUT_KINDS
} callout_kind;

typedef struct theme_font {
    uint8_t family;
    uint16_t weight;
    bool italic;
    str file; /* under fonts/ of the data folder */
} theme_font;

typedef struct theme {
    str name;
    theme_rgb colors[COLOR_COUNT];
    text_style styles[STYLE_COUNT];
    LIST(theme_font) fonts;
    page_geometry portrait, landscape;
    callout_style callouts[CALLOUT_KINDS];
    mpt unit;        /* u = 3.5 pt */
    mpt grid;        /* half-line grid: 7 pt; 0: no snapping */
    int baseline_at; /* 750: baseline at 0.75 × leading */
    /* Tables (§10) */
    mpt rule_strong, rule_medium, rule_light; /* r1 r2 r3 */
    mpt cell_pad_x, cell_pad_y, cell_pad_y_dense;
    int dense_from; /* data rows from which a table is dense */
    mpt column_min; /* of a numeric column */
    mpt column_air; /* added to the widest number */
    /* Paragraphs (§6) */
    int space_shrink, space_stretch; /* 850, 1500: ‰ of the nominal space */
    int glyph_stretch;               /* 20: ± ‰ */
    int hyphen_min_before, hyphen_min_after, hyphens_in_row;
    bool protrude;  /* optical margins */
    mpt snap_after; /* block grid after tables, figures, callouts */
    bool cover_lines;
    bool title1_new_page;
} theme;

#endif
