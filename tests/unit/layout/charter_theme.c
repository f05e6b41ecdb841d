/* The charter's values in a struct, so that these tests read no YAML. */
#include "layout_tests.h"

enum { L = 300, R = 400, M = 500, SB = 600 };
enum { SANS = 0, SERIF = 1 };

#define MM(n) ((mpt)((n)*2834646LL / 1000))

typedef struct row {
    style s;
    uint8_t family;
    uint16_t weight;
    mpt size, leading;
    color ink;
    mpt before, after;
    theme_align align;
    bool hyphenate, italic;
    mpt raise, tracking;
} row;

static const row rows[] = {
    {STYLE_BODY, SERIF, R, 10500, 14000, COLOR_INK, 0, 7000, ALIGN_JUSTIFY,
     true, 0, 0, 0},
    {STYLE_LEAD, SERIF, R, 12000, 17500, COLOR_GRAY800, 0, 14000, ALIGN_LEFT, 0,
     0, 0, 0},
    {STYLE_TITLE1, SANS, SB, 24000, 28000, COLOR_INK, 0, 14000, ALIGN_LEFT, 0,
     0, 0, 0},
    {STYLE_TITLE1_NUMBER, SANS, L, 24000, 28000, COLOR_ACCENT700, 0, 0,
     ALIGN_LEFT, 0, 0, 0, 0},
    {STYLE_SUBTITLE, SANS, R, 10000, 14000, COLOR_GRAY600, 0, 14000, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_TITLE2, SANS, SB, 14000, 17500, COLOR_INK, 14000, 3500, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_TITLE2_NUMBER, SANS, R, 14000, 17500, COLOR_ACCENT700, 0, 0,
     ALIGN_LEFT, 0, 0, 0, 0},
    {STYLE_TITLE3, SANS, SB, 10500, 14000, COLOR_ACCENT700, 7000, 0, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_BLOCK_TITLE, SANS, SB, 9000, 14000, COLOR_INK, 0, 3500, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_LIST, SERIF, R, 10500, 14000, COLOR_INK, 0, 14000, ALIGN_JUSTIFY,
     true, 0, 0, 0},
    {STYLE_CALLOUT_TITLE, SANS, SB, 9000, 14000, COLOR_ACCENT700, 0, 0,
     ALIGN_LEFT, 0, 0, 0, 0},
    {STYLE_CALLOUT, SANS, R, 9500, 14000, COLOR_INK, 14000, 14000, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_CAPTION, SANS, SB, 9000, 14000, COLOR_INK, 14000, 3500, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_CAPTION_LABEL, SANS, SB, 9000, 14000, COLOR_ACCENT700, 0, 0,
     ALIGN_LEFT, 0, 0, 0, 0},
    {STYLE_TABLE_HEAD, SANS, SB, 8000, 10500, COLOR_GRAY800, 0, 0, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_TABLE_CELL, SANS, R, 9000, 10500, COLOR_INK, 0, 0, ALIGN_LEFT, 0, 0,
     0, 0},
    {STYLE_TABLE_TOTAL, SANS, SB, 9000, 10500, COLOR_INK, 0, 0, ALIGN_LEFT, 0,
     0, 0, 0},
    {STYLE_NOTE, SANS, R, 8000, 10500, COLOR_GRAY600, 3500, 0, ALIGN_LEFT, 0, 0,
     0, 0},
    {STYLE_NOTE_LABEL, SANS, SB, 8000, 10500, COLOR_GRAY600, 0, 0, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_FOOTNOTE, SERIF, R, 8500, 10500, COLOR_GRAY800, 0, 0, ALIGN_JUSTIFY,
     true, 0, 0, 0},
    {STYLE_FOOTNOTE_NUMBER, SANS, SB, 8500, 10500, COLOR_ACCENT700, 0, 0,
     ALIGN_LEFT, 0, 0, 0, 0},
    {STYLE_FOOTNOTE_CALL, SANS, SB, 6600, 10500, COLOR_ACCENT700, 0, 0,
     ALIGN_LEFT, 0, 0, 3400, 0},
    {STYLE_MARGIN_NOTE, SANS, R, 8000, 10500, COLOR_GRAY800, 0, 0, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_CHART, SANS, R, 8000, 10500, COLOR_GRAY800, 0, 0, ALIGN_LEFT, 0, 0,
     0, 0},
    {STYLE_CHART_VALUE, SANS, SB, 8000, 10500, COLOR_GRAY800, 0, 0, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_KPI_VALUE, SANS, SB, 26000, 31500, COLOR_INK, 0, 0, ALIGN_LEFT, 0, 0,
     0, 0},
    {STYLE_KPI_UNIT, SANS, R, 10000, 14000, COLOR_GRAY800, 0, 0, ALIGN_LEFT, 0,
     0, 0, 0},
    {STYLE_KPI_LABEL, SANS, R, 8000, 10500, COLOR_GRAY800, 0, 0, ALIGN_LEFT, 0,
     0, 0, 0},
    {STYLE_META_LABEL, SANS, R, 8000, 10500, COLOR_GRAY600, 0, 0, ALIGN_LEFT, 0,
     0, 0, 0},
    {STYLE_META_VALUE, SANS, SB, 9000, 14000, COLOR_INK, 0, 0, ALIGN_LEFT, 0, 0,
     0, 0},
    {STYLE_COUNTER, SANS, SB, 17500, 21000, COLOR_INK, 0, 0, ALIGN_LEFT, 0, 0,
     0, 0},
    {STYLE_HEADER, SANS, R, 8000, 10500, COLOR_GRAY600, 0, 0, ALIGN_LEFT, 0, 0,
     0, 0},
    {STYLE_HEADER_NAME, SANS, SB, 8000, 10500, COLOR_ACCENT700, 0, 0,
     ALIGN_LEFT, 0, 0, 0, 0},
    {STYLE_FOLIO, SANS, SB, 9000, 10500, COLOR_INK, 0, 0, ALIGN_LEFT, 0, 0, 0,
     0},
    {STYLE_TOC1, SANS, SB, 10500, 17500, COLOR_INK, 0, 0, ALIGN_LEFT, 0, 0, 0,
     0},
    {STYLE_TOC2, SANS, R, 9500, 14000, COLOR_INK, 0, 0, ALIGN_LEFT, 0, 0, 0, 0},
    {STYLE_COVER_KIND, SANS, SB, 9000, 14000, COLOR_ACCENT700, 0, 0, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_COVER_TITLE, SANS, L, 20000, 24500, COLOR_GRAY800, 0, 0, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_COVER_NAME, SANS, SB, 54000, 56000, COLOR_ACCENT700, 0, 0,
     ALIGN_LEFT, 0, 0, 0, -600},
    {STYLE_COVER_TAGLINE, SANS, R, 12000, 17500, COLOR_GRAY800, 0, 0,
     ALIGN_LEFT, 0, 0, 0, 0},
    {STYLE_COVER_LABEL, SANS, R, 9000, 14000, COLOR_GRAY600, 0, 0, ALIGN_LEFT,
     0, 0, 0, 0},
    {STYLE_COVER_VALUE, SANS, R, 10000, 14000, COLOR_INK, 0, 0, ALIGN_LEFT, 0,
     0, 0, 0},
    {STYLE_PILL, SANS, SB, 7500, 14000, COLOR_WHITE, 0, 0, ALIGN_LEFT, 0, 0, 0,
     0},
    {STYLE_TAG, SANS, M, 7500, 14000, COLOR_GRAY800, 0, 0, ALIGN_LEFT, 0, 0, 0,
     0},
    {STYLE_MARK, SANS, SB, 6200, 10500, COLOR_GRAY600, 0, 0, ALIGN_LEFT, 0, 0,
     2600, 0},
    {STYLE_CONTINUED, SANS, R, 8000, 10500, COLOR_GRAY800, 0, 0, ALIGN_RIGHT, 0,
     true, 0, 0},
};

static void set_colors(theme *t) {
    static const theme_rgb c[COLOR_COUNT] = {
        [COLOR_INK] = {0x16, 0x23, 0x2A},
        [COLOR_GRAY800] = {0x37, 0x45, 0x4C},
        [COLOR_GRAY600] = {0x56, 0x63, 0x69},
        [COLOR_GRAY500] = {0x78, 0x85, 0x8B},
        [COLOR_GRAY300] = {0xB4, 0xBD, 0xC1},
        [COLOR_GRAY150] = {0xDD, 0xE2, 0xE4},
        [COLOR_GRAY50] = {0xF4, 0xF6, 0xF7},
        [COLOR_ACCENT900] = {0x06, 0x3F, 0x4A},
        [COLOR_ACCENT700] = {0x0A, 0x62, 0x72},
        [COLOR_ACCENT600] = {0x1B, 0x75, 0x87},
        [COLOR_ACCENT500] = {0x22, 0x88, 0x9A},
        [COLOR_ACCENT300] = {0x7D, 0xBF, 0xC9},
        [COLOR_ACCENT150] = {0xC9, 0xE4, 0xE8},
        [COLOR_ACCENT50] = {0xEA, 0xF5, 0xF6},
        [COLOR_GREEN] = {0x1F, 0x6F, 0x3E},
        [COLOR_AMBER] = {0x8A, 0x53, 0x00},
        [COLOR_RED] = {0xB0, 0x28, 0x1F},
        [COLOR_GREEN50] = {0xE8, 0xF3, 0xEC},
        [COLOR_AMBER50] = {0xFB, 0xF1, 0xE0},
        [COLOR_RED50] = {0xFB, 0xEB, 0xE9},
        [COLOR_WHITE] = {0xFF, 0xFF, 0xFF},
    };
    memcpy(t->colors, c, sizeof c);
}

static void set_geometry(theme *t) {
    t->portrait = (page_geometry){.width = MM(210),
                                  .height = MM(297),
                                  .top = MM(27),
                                  .bottom = MM(28),
                                  .left = MM(18),
                                  .right = MM(18),
                                  .margin_column = MM(39),
                                  .gutter = MM(6),
                                  .header_baseline = MM(15),
                                  .header_rule = MM(17) + MM(1) / 5,
                                  .footer_baseline = MM(283) + MM(1) / 2,
                                  .lines = 49};
    t->landscape = t->portrait;
    t->landscape.width = MM(297);
    t->landscape.height = MM(210);
    t->landscape.bottom = MM(24);
    t->landscape.footer_baseline = MM(196) + MM(1) / 2;
    t->landscape.lines = 32;
}

void charter_theme(theme *t) {
    *t = (theme){.name = S("charte")};
    set_colors(t);
    set_geometry(t);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const row *r = &rows[i];
        t->styles[r->s] = (text_style){.family = r->family,
                                       .weight = r->weight,
                                       .italic = r->italic,
                                       .size = r->size,
                                       .leading = r->leading,
                                       .colour = r->ink,
                                       .before = r->before,
                                       .after = r->after,
                                       .align = r->align,
                                       .hyphenate = r->hyphenate,
                                       .raise = r->raise,
                                       .tracking = r->tracking};
    }
    static const callout_style callouts[CALLOUT_KINDS] = {
        [CALLOUT_FINDING] = {COLOR_ACCENT700, COLOR_ACCENT50},
        [CALLOUT_KEY] = {COLOR_ACCENT700, COLOR_ACCENT50},
        [CALLOUT_DECISION] = {COLOR_INK, COLOR_GRAY50},
        [CALLOUT_WARNING] = {COLOR_AMBER, COLOR_AMBER50},
        [CALLOUT_GAP] = {COLOR_RED, COLOR_RED50},
    };
    memcpy(t->callouts, callouts, sizeof callouts);
    t->unit = 3500;
    t->grid = 7000;
    t->baseline_at = 750;
    t->rule_strong = 900;
    t->rule_medium = 500;
    t->rule_light = 350;
    t->cell_pad_x = t->cell_pad_y = 3500;
    t->cell_pad_y_dense = 1750;
    t->dense_from = 22;
    t->column_min = MM(12);
    t->column_air = 7000;
    t->space_shrink = 670;
    t->space_stretch = 1500;
    t->glyph_stretch = 20;
    t->hyphen_min_before = 2;
    t->hyphen_min_after = 3;
    t->hyphens_in_row = 2;
    t->snap_after = 7000;
    t->cover_lines = true;
    t->title1_new_page = true;
}
