/* Formats by role, in the theme's colours. One accent; green, amber and red
   only for states; nothing is said by colour alone. */
#include "book/book_int.h"

#include "doc/theme.h"

enum { NO_COLOUR = -1 };

typedef struct style_row {
    uint16_t size; /* tenths of a point */
    color ink;
    int fill; /* a color, or NO_COLOUR */
    book_align align;
    bool bold, italic, wrap;
    const char *number; /* NULL: by decimals */
    book_line below;
    color below_ink;
    bool input; /* framed, and unlocked */
} style_row;

#define ROWS_LINE .below = BOOK_LINE_THIN, .below_ink = COLOR_GRAY150

/* Zero is « – »; the reader's program shows thousands its own way. */
#define AMOUNT     "#,##0;[Red]-#,##0;\"–\"??"
#define RATE       "0.0\"\xC2\xA0%\";[Red]-0.0\"\xC2\xA0%\";\"–\"??"
#define SUM_LINE   .below = BOOK_LINE_THIN, .below_ink = COLOR_GRAY500
#define TOTAL_LINE .below = BOOK_LINE_MEDIUM, .below_ink = COLOR_ACCENT700

static const style_row styles[ROLE_COUNT] = {
    [ROLE_TITLE] = {180, COLOR_WHITE, COLOR_ACCENT700, .bold = true,
                    .number = ""},
    [ROLE_SUBTITLE] = {100, COLOR_WHITE, COLOR_ACCENT700, .number = ""},
    [ROLE_HEAD] = {100, COLOR_INK, COLOR_ACCENT150, BOOK_ALIGN_LEFT,
                   .bold = true, .wrap = true, .number = "",
                   .below = BOOK_LINE_MEDIUM, .below_ink = COLOR_ACCENT700},
    [ROLE_HEAD_NUMBER] = {100, COLOR_INK, COLOR_ACCENT150, BOOK_ALIGN_RIGHT,
                          .bold = true, .wrap = true, .number = "",
                          .below = BOOK_LINE_MEDIUM,
                          .below_ink = COLOR_ACCENT700},
    [ROLE_KEY] = {80, COLOR_GRAY500, NO_COLOUR, BOOK_ALIGN_LEFT, .number = "@",
                  ROWS_LINE},
    [ROLE_CODE] = {100, COLOR_GRAY800, NO_COLOUR, BOOK_ALIGN_LEFT,
                   .number = "@", ROWS_LINE},
    [ROLE_TEXT] = {100, COLOR_INK, NO_COLOUR, BOOK_ALIGN_LEFT, .wrap = true,
                   .number = "", ROWS_LINE},
    [ROLE_STRONG] = {100, COLOR_INK, NO_COLOUR, BOOK_ALIGN_LEFT, .bold = true,
                     .wrap = true, .number = "", ROWS_LINE},
    [ROLE_QUIET] = {80, COLOR_GRAY600, NO_COLOUR, BOOK_ALIGN_LEFT, .wrap = true,
                    .number = "", ROWS_LINE},
    [ROLE_CENTRE] = {100, COLOR_GRAY800, NO_COLOUR, BOOK_ALIGN_CENTRE,
                     .number = "@", ROWS_LINE},
    [ROLE_NUMBER] = {100, COLOR_INK, NO_COLOUR, BOOK_ALIGN_RIGHT, ROWS_LINE},
    [ROLE_COMPUTED] = {100, COLOR_ACCENT700, NO_COLOUR, BOOK_ALIGN_RIGHT,
                       ROWS_LINE},
    [ROLE_TOTAL] = {100, COLOR_ACCENT700, NO_COLOUR, BOOK_ALIGN_RIGHT,
                    .bold = true, ROWS_LINE},
    [ROLE_MISSING] = {100, COLOR_GRAY600, NO_COLOUR, BOOK_ALIGN_RIGHT,
                      .italic = true, .number = "", ROWS_LINE},
    [ROLE_PENDING] = {100, COLOR_GRAY600, NO_COLOUR, BOOK_ALIGN_LEFT,
                      .italic = true, .number = "", ROWS_LINE},
    [ROLE_DATE] = {100, COLOR_INK, NO_COLOUR, BOOK_ALIGN_CENTRE,
                   .number = "dd/mm/yyyy", ROWS_LINE},
    [ROLE_MONTH] = {100, COLOR_INK, NO_COLOUR, BOOK_ALIGN_CENTRE,
                    .number = "mm/yyyy", ROWS_LINE},
    [ROLE_YEAR] = {100, COLOR_INK, NO_COLOUR, BOOK_ALIGN_CENTRE, .number = "0",
                   ROWS_LINE},
    [ROLE_STATE_GOOD] = {100, COLOR_GREEN, COLOR_GREEN50, BOOK_ALIGN_LEFT,
                         .number = "", ROWS_LINE},
    [ROLE_STATE_WATCH] = {100, COLOR_AMBER, COLOR_AMBER50, BOOK_ALIGN_LEFT,
                          .bold = true, .number = "", ROWS_LINE},
    [ROLE_STATE_BAD] = {100, COLOR_RED, COLOR_RED50, BOOK_ALIGN_LEFT,
                        .bold = true, .number = "", ROWS_LINE},
    [ROLE_STATE_QUIET] = {100, COLOR_GRAY800, NO_COLOUR, BOOK_ALIGN_LEFT,
                          .number = "", ROWS_LINE},
    [ROLE_GROUP] = {100, COLOR_ACCENT700, COLOR_GRAY50, BOOK_ALIGN_LEFT,
                    .bold = true, .number = ""},
    [ROLE_CARD_LABEL] = {100, COLOR_GRAY800, COLOR_GRAY50, BOOK_ALIGN_LEFT,
                         .number = ""},
    [ROLE_CARD_VALUE] = {260, COLOR_ACCENT700, COLOR_GRAY50, BOOK_ALIGN_LEFT,
                         .bold = true},
    [ROLE_CARD_NOTE] = {90, COLOR_GRAY600, COLOR_GRAY50, BOOK_ALIGN_LEFT,
                        .number = ""},
    [ROLE_SECTION] = {120, COLOR_ACCENT700, NO_COLOUR, BOOK_ALIGN_LEFT,
                      .bold = true, .number = "", .below = BOOK_LINE_THIN,
                      .below_ink = COLOR_ACCENT700},
    [ROLE_LABEL] = {100, COLOR_GRAY800, NO_COLOUR, BOOK_ALIGN_LEFT,
                    .bold = true, .wrap = true, .number = ""},
    [ROLE_PROSE] = {100, COLOR_INK, NO_COLOUR, BOOK_ALIGN_LEFT, .wrap = true,
                    .number = ""},
    [ROLE_AMOUNT] = {100, COLOR_ACCENT700, NO_COLOUR, BOOK_ALIGN_RIGHT,
                     .number = AMOUNT, ROWS_LINE},
    [ROLE_AMOUNT_INPUT] = {100, COLOR_INK, COLOR_AMBER50, BOOK_ALIGN_RIGHT,
                           .number = AMOUNT, .input = true},
    [ROLE_AMOUNT_SUM] = {100, COLOR_ACCENT700, COLOR_GRAY50, BOOK_ALIGN_RIGHT,
                         .bold = true, .number = AMOUNT, SUM_LINE},
    [ROLE_AMOUNT_TOTAL] = {100, COLOR_ACCENT700, COLOR_ACCENT50,
                           BOOK_ALIGN_RIGHT, .bold = true, .number = AMOUNT,
                           TOTAL_LINE},
    [ROLE_AMOUNT_ASIDE] = {100, COLOR_GRAY600, NO_COLOUR, BOOK_ALIGN_RIGHT,
                           .number = AMOUNT, ROWS_LINE},
    [ROLE_TEXT_SUM] = {100, COLOR_INK, COLOR_GRAY50, BOOK_ALIGN_LEFT,
                       .bold = true, .wrap = true, .number = "", SUM_LINE},
    [ROLE_TEXT_TOTAL] = {100, COLOR_INK, COLOR_ACCENT50, BOOK_ALIGN_LEFT,
                         .bold = true, .wrap = true, .number = "", TOTAL_LINE},
    [ROLE_TEXT_INPUT] = {100, COLOR_INK, COLOR_AMBER50, BOOK_ALIGN_LEFT,
                         .wrap = true, .number = "", .input = true},
    [ROLE_NUMBER_INPUT] = {100, COLOR_INK, COLOR_AMBER50, BOOK_ALIGN_RIGHT,
                           .input = true},
    [ROLE_DATE_INPUT] = {100, COLOR_INK, COLOR_AMBER50, BOOK_ALIGN_CENTRE,
                         .number = "dd/mm/yyyy", .input = true},
    [ROLE_RATE] = {100, COLOR_ACCENT700, NO_COLOUR, BOOK_ALIGN_RIGHT,
                   .number = RATE, ROWS_LINE},
    [ROLE_VERDICT] = {100, COLOR_INK, NO_COLOUR, BOOK_ALIGN_LEFT, .bold = true,
                      .number = "", ROWS_LINE},
    [ROLE_SIGN_HERE] = {100, COLOR_INK, NO_COLOUR, BOOK_ALIGN_LEFT,
                        .number = ""},
};

uint32_t book_rgb(const maker *k, int c) {
    theme_rgb x = k->v->m->theme->colors[c];
    return (uint32_t)x.r << 16 | (uint32_t)x.g << 8 | x.b;
}

/* Thousands apart; the reader's program turns « , » and « . » into its own. */
static str number_format(maker *k, const style_row *s, int decimals) {
    if (s->number)
        return str_z(s->number);
    static const char zeros[] = "000000000000";
    if (decimals <= 0 || decimals >= (int)sizeof zeros)
        return S("#,##0");
    return str_fmt(k->a, "#,##0.%.*s", decimals, zeros);
}

/* Numbers stand off the text of the column that follows. */
static bool has_indent(book_role role) {
    return role == ROLE_TITLE || role == ROLE_SUBTITLE ||
           role == ROLE_VERDICT || role == ROLE_TEXT_INPUT ||
           styles[role].align == BOOK_ALIGN_RIGHT ||
           (role >= ROLE_STATE_GOOD && role <= ROLE_STATE_QUIET) ||
           (role >= ROLE_CARD_LABEL && role <= ROLE_CARD_NOTE);
}

static book_format make(maker *k, book_role role, int decimals) {
    const style_row *s = &styles[role];
    book_format f = {.number = number_format(k, s, decimals),
                     .ink = book_rgb(k, s->ink),
                     .fill = s->fill == NO_COLOUR ? BOOK_NO_FILL
                                                  : book_rgb(k, (color)s->fill),
                     .size = s->size,
                     .align = s->align,
                     .bold = s->bold,
                     .italic = s->italic,
                     .wrap = s->wrap,
                     .middle = true, /* off the rule of the row above */
                     .indent = has_indent(role)};
    if (role == ROLE_CARD_LABEL)
        f.top = (book_edge){BOOK_LINE_MEDIUM, book_rgb(k, COLOR_ACCENT700)};
    if (s->below != BOOK_LINE_NONE)
        f.bottom = (book_edge){s->below, book_rgb(k, s->below_ink)};
    if (s->input) { /* framed: seen on paper too */
        book_edge edge = {BOOK_LINE_THIN, book_rgb(k, COLOR_GRAY500)};
        f.unlocked = true;
        f.top = f.bottom = f.left = f.right = edge;
    }
    return f;
}

book_format_id book_style_of(maker *k, book_role role, int decimals) {
    return book_format_add(k->b, make(k, role, decimals));
}

book_format_id book_style_filled(maker *k, book_role role, int decimals) {
    book_format f = make(k, role, decimals);
    f.fill = book_rgb(k, COLOR_ACCENT50);
    return book_format_add(k->b, f);
}
