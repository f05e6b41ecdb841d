/* What every sheet has: title band, running texts, cells by role, table. */
#include "book/book_int.h"

enum { HASH_SHOWN = 8, EXCEL_EPOCH = 25569 }; /* days before 1970-01-01 */

str book_phrase(maker *k, const char *key) {
    return view_phrase(k->v, key);
}

str book_sentence(maker *k, const char *key, const str *args, size_t n) {
    str slots[DIAG_ARGS] = {0};
    for (size_t i = 0; i < n && i < DIAG_ARGS; i++)
        slots[i] = args[i];
    str pattern = str_dup(k->a, book_phrase(k, key));
    buf out = buf_new(k->a);
    diag_sentence(&out, pattern.p, slots);
    return buf_take(&out);
}

const book_more *book_with_key(maker *k, str key) {
    if (!key.n)
        return NULL;
    book_more *more = NEW(k->a, book_more);
    more->key = key;
    return more;
}

const book_more *book_link_to(maker *k, cell_place at) {
    buf out = buf_new(k->a);
    buf_c(&out, '#');
    buf_sheet_ref(&out, at.sheet);
    buf_cell_ref(&out, at.row, at.column, false);
    book_more *more = NEW(k->a, book_more);
    more->link = buf_take(&out);
    return more;
}

/* --- Cells ------------------------------------------------------------------
 */

/* The column after the narrow keys stands off them. */
static book_format_id indented(book *b, book_format_id id) {
    book_format f = b->formats.v[id];
    f.indent = 1;
    return book_format_add(b, f);
}

static book_cell *put_cell(pen *p, book_cell c, book_role role, int decimals) {
    c.row = p->row;
    c.column = p->column++;
    c.format = p->filled ? book_style_filled(p->k, role, decimals)
                         : book_style_of(p->k, role, decimals);
    if (p->after_key)
        c.format = indented(p->k->b, c.format);
    p->after_key = c.column == 0 && (role == ROLE_KEY || role == ROLE_HEAD);
    return book_put(p->k->b, p->s, c);
}

book_cell *book_write_text(pen *p, book_role role, str text) {
    book_cell c = {.kind = text.n ? BOOK_TEXT : BOOK_BLANK, .text = text};
    return put_cell(p, c, role, 0);
}

book_cell *book_write_number(pen *p, book_role role, double x, int decimals,
                             str key) {
    book_cell c = {
        .kind = BOOK_NUMBER, .number = x, .more = book_with_key(p->k, key)};
    return put_cell(p, c, role, decimals);
}

bool book_place_of(const maker *k, const figure *f, cell_place *out) {
    if (!f || !f->key.n)
        return false;
    const value_row *r = k->values ? map_get(&k->rows, f->key) : NULL;
    const cell_place *t = map_get(&k->places, f->key);
    if (r)
        *out = (cell_place){k->values, r->row, book_values_column()};
    else if (t)
        *out = *t;
    return r || t;
}

str book_place_ref(arena *a, cell_place at) {
    buf out = buf_new(a);
    buf_sheet_ref(&out, at.sheet);
    buf_cell_ref(&out, at.row, at.column, true);
    return buf_take(&out);
}

void book_make_formula(maker *k, book_cell *c, str formula) {
    if (c->kind == BOOK_NUMBER) {
        c->kind = BOOK_FORMULA;
    } else {
        book_more *more = NEW(k->a, book_more);
        if (c->more)
            *more = *c->more;
        more->cached = c->text;
        c->more = more;
        c->kind = BOOK_FORMULA_TEXT;
    }
    c->text = formula;
}

book_cell *book_write_live(pen *p, book_role role, const figure *f,
                           str otherwise) {
    cell_place at;
    book_cell *c = book_write_number(p, role, f->value, f->decimals, f->key);
    if (!book_place_of(p->k, f, &at))
        return c;
    str ref = book_place_ref(p->k->a, at);
    book_make_formula(p->k, c,
                      str_fmt(p->k->a, "IF(ISNUMBER(%.*s),%.*s,\"%.*s\")",
                              STR_ARG(ref), STR_ARG(ref), STR_ARG(otherwise)));
    return c;
}

void book_write_figure(pen *p, const figure *f) {
    if (f && !f->why)
        book_write_number(p, ROLE_NUMBER, f->value, f->decimals, f->key);
    else if (f)
        book_write_text(p, ROLE_MISSING, view_missing(p->k->v, f->why))->more =
            book_with_key(p->k, f->key);
    else
        book_write_text(p, ROLE_MISSING, STR_NONE);
}

double book_serial(date d) {
    return date_days(d) + EXCEL_EPOCH;
}

void book_write_date(pen *p, date d) {
    if (!date_has(d) || !d.month) { /* a bare year is no day */
        str year = date_has(d) ? str_fmt(p->k->a, "%d", d.year) : STR_NONE;
        book_write_text(p, ROLE_CENTRE, year);
        return;
    }
    book_write_number(p, d.day ? ROLE_DATE : ROLE_MONTH, book_serial(d), 0,
                      STR_NONE);
}

void book_write_code(pen *p, const indicator *i) {
    book_write_text(p, ROLE_CODE, i->code.n ? i->code : S("–"));
}

void book_write_head(pen *p, const char *key, bool is_number) {
    book_write_text(p, is_number ? ROLE_HEAD_NUMBER : ROLE_HEAD,
                    book_phrase(p->k, key));
}

void book_write_heads(pen *p, const char *const *keys, size_t n) {
    for (size_t i = 0; i < n; i++) {
        bool number = keys[i][0] == '#';
        book_write_head(p, keys[i] + number, number);
    }
}

/* --- States and marks -------------------------------------------------------
 */

/* By the numbers of doc.h's state signs. */
static const struct {
    const char *glyph;
    book_role role;
} signs[] = {
    {"✔", ROLE_STATE_GOOD},  {"◐", ROLE_STATE_GOOD},  {"◐", ROLE_STATE_QUIET},
    {"▲", ROLE_STATE_WATCH}, {"■", ROLE_STATE_BAD},   {"○", ROLE_STATE_QUIET},
    {"–", ROLE_STATE_QUIET}, {"✖", ROLE_STATE_QUIET}, {"–", ROLE_STATE_QUIET},
};

str book_state_text(maker *k, const view_cell *c, book_role *role) {
    *role = ROLE_STATE_QUIET;
    if (c->sign >= sizeof signs / sizeof *signs)
        return c->text;
    *role = signs[c->sign].role;
    return str_fmt(k->a, "%s %.*s", signs[c->sign].glyph, STR_ARG(c->text));
}

str book_marks_text(maker *k, uint8_t marks) {
    static const char *const words[] = {"marque_i_dite", "marque_e_dite",
                                        "marque_p_dite", "marque_q_dite",
                                        "marque_r_dite"};
    buf out = buf_new(k->a);
    for (int i = 0; i < 5; i++)
        if (marks & 1 << i) {
            if (out.n)
                buf_z(&out, ", ");
            buf_str(&out, book_phrase(k, words[i]));
        }
    return buf_take(&out);
}

static str joined(maker *k, const view_cell *c) {
    buf out = buf_new(k->a);
    for (size_t i = 0; i < c->criteria.n; i++) {
        if (i)
            buf_z(&out, ", ");
        buf_str(&out, c->criteria.v[i]);
    }
    return buf_take(&out);
}

static void put_state(pen *p, const view_cell *c) {
    book_role role;
    str text = book_state_text(p->k, c, &role);
    book_write_text(p, role, text);
}

/* A text to come, not a number that is missing. */
static bool is_pending(maker *k, const view_cell *c) {
    return str_eq(c->text, book_phrase(k, "a_preciser")) ||
           str_eq(c->text, book_phrase(k, "absent"));
}

void book_write_view_cell(pen *p, const view_cell *c) {
    switch (c->kind) {
    case CELL_FIGURE:
        book_write_figure(p, c->figure);
        if (c->year)
            list_last(&p->s->cells)->format = book_style_of(p->k, ROLE_YEAR, 0);
        return;
    case CELL_DATE:
        book_write_date(p, c->day);
        return;
    case CELL_STATE:
        put_state(p, c);
        return;
    case CELL_CODE:
        book_write_text(p, ROLE_CODE, c->text);
        return;
    case CELL_PENDING:
        book_write_text(p, is_pending(p->k, c) ? ROLE_PENDING : ROLE_MISSING,
                        c->text);
        return;
    case CELL_CRITERIA:
        book_write_text(p, ROLE_TEXT, joined(p->k, c));
        return;
    case CELL_YES_NO:
        book_write_text(p, ROLE_CENTRE, c->text);
        return;
    case CELL_EMPTY:
    case CELL_TEXT:
    case CELL_CATEGORY:
    case CELL_PAGES:
        break;
    }
    book_cell *cell = book_write_text(p, ROLE_TEXT, c->text);
    if (c->prose.place.src) {
        book_more *more = NEW(p->k->a, book_more);
        more->place = c->prose.place;
        cell->more = more;
    }
}

/* --- The sheet --------------------------------------------------------------
 */

static void set_running(maker *k, book_sheet *s) {
    const model *m = k->v->m;
    str version[] = {m->dossier.version, str_sub(m->digest, 0, HASH_SHOWN)};
    str page[] = {S(BOOK_FIELD_PAGE), S(BOOK_FIELD_PAGES)};
    s->header.left = m->campus.acronym.n ? m->campus.acronym : m->campus.title;
    s->header.right = view_word(k->v, "dossier_state", (int)m->dossier.state);
    s->footer.left = str_fmt(k->a, "%.*s – %s", STR_ARG(k->document->file),
                             BOOK_FIELD_SHEET);
    s->footer.centre = book_sentence(k, "classeur_version", version, 2);
    s->footer.right = book_sentence(k, "classeur_page", page, 2);
}

book_sheet *book_sheet_bare(maker *k, str name, str title, str text, span at) {
    book_sheet *s = book_add_sheet(k->b, name, at);
    pen p = {.k = k, .s = s};
    book_write_text(&p, ROLE_TITLE, title);
    p = (pen){.k = k, .s = s, .row = 1};
    book_write_text(&p, ROLE_SUBTITLE, text);
    set_running(k, s);
    s->protected = true;
    return s;
}

book_sheet *book_sheet_open(maker *k, const template_sheet *from) {
    str title = view_text(k->v, &from->title, k->scope);
    str text = view_text(k->v, &from->text, k->scope);
    book_sheet *s = book_sheet_bare(k, view_text(k->v, &from->name, k->scope),
                                    title, text, from->head.place);
    s->portrait = from->landscape == YESNO_NO;
    return s;
}

void book_sheet_width(maker *k, book_sheet *s, uint16_t column, double width) {
    list_push(k->a, &s->columns,
              (book_column){.column = column, .width = width});
}

/* The band runs over all columns that are used. */
static void fill_band(maker *k, book_sheet *s) {
    for (uint32_t row = 0; row < 2; row++)
        for (uint16_t c = 1; c < s->used_columns; c++) {
            pen p = {.k = k, .s = s, .row = row, .column = c};
            book_write_text(&p, row ? ROLE_SUBTITLE : ROLE_TITLE, STR_NONE);
        }
    list_push(k->a, &s->rows, (book_row){0, 30});
    list_push(k->a, &s->rows, (book_row){1, 20});
    list_push(k->a, &s->rows, (book_row){2, 6});
}

/* Codes, years and versions are texts of digits: no green triangle. */
void book_mark_codes(maker *k, book_sheet *s) {
    if (s->used_rows && s->used_columns)
        list_push(k->a, &s->codes,
                  (book_range){0, 0, s->used_rows - 1,
                               (uint16_t)(s->used_columns - 1)});
}

void book_sheet_close(maker *k, book_sheet *s, const char *table,
                      uint16_t frozen_columns) {
    uint16_t last = (uint16_t)(s->used_columns - 1);
    fill_band(k, s);
    book_mark_codes(k, s);
    s->freeze_rows = HEAD_ROW + 1;
    s->freeze_columns = frozen_columns;
    s->repeat_from = HEAD_ROW;
    s->repeat_count = 1;
    if (table && s->used_rows > HEAD_ROW + 1)
        list_push(k->a, &s->tables,
                  (book_table){.name = str_z(table),
                               .range = {HEAD_ROW, 0, s->used_rows - 1, last},
                               .filter = true});
    book_fit fit = {0, last, HEAD_ROW, 7, 34};
    if (k->ledger) /* its values are found when all sheets are made */
        list_push(k->a, &k->fits, (sheet_fit){s, fit});
    else
        book_fit_columns(k->b, s, fit);
}
