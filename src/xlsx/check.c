/*
 * What the library would take without a word and spoil: names, numbers, texts,
 * tables, places. Each is refused here, at the place where it was typed when
 * it is known; writing starts only when nothing is left to refuse.
 */
#include "xlsx/check_int.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"

enum { MAX_NAME = 120, MAX_PROPERTY = 255, MAX_LINKS = 65530 };

str xlsx_place(arena *a, const book_sheet *s, uint32_t row, uint16_t column) {
    buf out = buf_new(a);
    buf_sheet_ref(&out, s);
    buf_cell_ref(&out, row, column, false);
    return buf_take(&out);
}

static const xlsx_text_rule formula_rule = {
    .units = BOOK_MAX_FORMULA, .one_line = true, .no_escape = true};

/* --- Texts ----------------------------------------------------------------
 */

void xlsx_check_text(checker *c, str text, xlsx_text_rule rule, span at,
                     str where) {
    uint32_t bad = 0;
    c->scratch.n = 0;
    switch (xlsx_text(&c->scratch, text, rule, &bad)) {
    case XLSX_TEXT_OK:
        return;
    case XLSX_TEXT_UTF8:
        DIAG_AT(c->sink, E0750, at, where);
        return;
    case XLSX_TEXT_CONTROL:
        DIAG_AT(c->sink, E0751, at, str_fmt(c->a, "U+%04X", bad), where);
        return;
    case XLSX_TEXT_LONG:
        DIAG_AT(c->sink, E0752, at, where, str_fmt(c->a, "%zu", rule.units));
    }
}

static void check_properties(checker *c) {
    const str all[] = {c->b->title, c->b->subject, c->b->author, c->b->keywords,
                       c->b->comments};
    xlsx_text_rule rule = {.units = MAX_PROPERTY, .no_escape = true};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        xlsx_check_text(c, all[i], rule, SPAN_NONE, S("docProps"));
}

/* --- Names ---------------------------------------------------------------- */

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Letters then digits: A1, R1C1 and the like read as a place. */
static bool looks_like_place(str s) {
    size_t i = 0;
    while (i < s.n && is_letter(s.p[i]))
        i++;
    if (i == s.n)
        return i == 1 && (s.p[0] == 'R' || s.p[0] == 'r' || s.p[0] == 'C' ||
                          s.p[0] == 'c');
    if (i > 3 || i == 0)
        return false;
    while (i < s.n && (is_digit(s.p[i]) || is_letter(s.p[i])))
        i++;
    return i == s.n;
}

static bool is_identifier(str s) {
    if (s.n == 0 || s.n > MAX_NAME || is_digit(s.p[0]))
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (!is_letter(s.p[i]) && !is_digit(s.p[i]) && s.p[i] != '_')
            return false;
    return !looks_like_place(s);
}

/* The library leaves such a name without quotes in the print titles that it
   writes: « 2025!$1:$2 » is no reference. */
static bool needs_quotes_unsaid(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!is_letter(s.p[i]) && !is_digit(s.p[i]) && s.p[i] != '_' &&
            s.p[i] != '.')
            return false;
    return is_digit(s.p[0]) || s.p[0] == '.' || looks_like_place(s);
}

static bool is_tab_name(str s) {
    static const char forbidden[] = "[]:*?/\\";
    for (size_t i = 0; i < s.n; i++)
        if (strchr(forbidden, s.p[i]) || (unsigned char)s.p[i] < 0x20)
            return false;
    if (s.n == 0 || s.p[0] == '\'' || s.p[s.n - 1] == '\'' ||
        str_trim(s).n != s.n || needs_quotes_unsaid(s))
        return false;
    return true;
}

static void check_tab(checker *c, const book_sheet *s, map *seen) {
    uint32_t bad;
    c->scratch.n = 0;
    xlsx_text_rule rule = {BOOK_MAX_SHEET_NAME, true, true};
    bool legal = is_tab_name(s->name) &&
                 xlsx_text(&c->scratch, s->name, rule, &bad) == XLSX_TEXT_OK;
    str key = book_fold(c->a, s->name);
    if (!legal || str_eq(key, S("history")) || str_eq(key, S("historique")))
        DIAG_AT(c->sink, E0753, s->place, s->name);
    else if (map_put(seen, key, (void *)s))
        DIAG_AT(c->sink, E0754, s->place, s->name);
}

bool xlsx_is_of_book(const checker *c, const book_sheet *s) {
    for (size_t i = 0; i < c->b->sheets.n; i++)
        if (c->b->sheets.v[i] == s)
            return true;
    return false;
}

static void check_defined_names(checker *c, map *seen) {
    for (size_t i = 0; i < c->b->names.n; i++) {
        const book_name *n = &c->b->names.v[i];
        str key = book_fold(c->a, n->name);
        bool free = !map_put(seen, key, (void *)n);
        if (!is_identifier(n->name) || !free || !xlsx_is_of_book(c, n->sheet))
            DIAG_AT(c->sink, E0755, SPAN_NONE, n->name);
    }
}

/* --- Tables ----------------------------------------------------------------
 */

bool xlsx_ranges_meet(book_range x, book_range y) {
    return x.row1 <= y.row2 && y.row1 <= x.row2 && x.column1 <= y.column2 &&
           y.column1 <= x.column2;
}

bool xlsx_in_sheet(book_range r) {
    return r.row1 <= r.row2 && r.column1 <= r.column2 &&
           r.row2 < BOOK_MAX_ROWS && r.column2 < BOOK_MAX_COLUMNS;
}

/* The heads of a list object: texts, one line each, each once whatever their
   case. */
static bool heads_hold(checker *c, const book_sheet *s, book_range r) {
    map seen = map_new(c->a);
    xlsx_text_rule rule = {BOOK_MAX_HEADER, true, false};
    for (unsigned x = r.column1; x <= r.column2; x++) {
        const book_cell *cell = book_cell_at(s, r.row1, (uint16_t)x);
        uint32_t bad;
        c->scratch.n = 0;
        if (!cell || cell->kind != BOOK_TEXT || str_empty(cell->text) ||
            xlsx_text(&c->scratch, cell->text, rule, &bad) != XLSX_TEXT_OK)
            return false;
        str key = book_fold(c->a, cell->text);
        if (map_put(&seen, key, (void *)cell))
            return false;
    }
    return true;
}

static void check_tables(checker *c, const book_sheet *s, map *names) {
    for (size_t i = 0; i < s->tables.n; i++) {
        const book_table *t = &s->tables.v[i];
        bool legal = is_identifier(t->name) && xlsx_in_sheet(t->range) &&
                     t->range.row2 > t->range.row1 &&
                     !map_put(names, book_fold(c->a, t->name), (void *)t);
        for (size_t j = 0; j < i && legal; j++)
            legal = !xlsx_ranges_meet(t->range, s->tables.v[j].range);
        if (!legal || !heads_hold(c, s, t->range))
            DIAG_AT(c->sink, E0756, s->place, t->name, s->name);
    }
}

/* --- Cells ---------------------------------------------------------------- */

static void check_formula(checker *c, const book_sheet *s,
                          const book_cell *cell) {
    str where = xlsx_place(c->a, s, cell->row, cell->column);
    xlsx_check_text(c, cell->text, formula_rule, s->place, where);
    if (!xlsx_formula_holds(c, cell->text))
        DIAG_AT(c->sink, E0759, s->place, where, cell->text);
    if (cell->kind == BOOK_FORMULA_TEXT && cell->more)
        xlsx_check_text(c, cell->more->cached,
                        (xlsx_text_rule){.units = BOOK_MAX_TEXT}, s->place,
                        where);
}

/* Inside the workbook, a place as formulas write it. */
static bool link_holds(checker *c, str link) {
    c->scratch.n = 0;
    if (!xlsx_link(&c->scratch, link))
        return false;
    return !str_starts(link, S("#")) ||
           xlsx_formula_holds(c, str_sub(link, 1, link.n));
}

/* The library stops at 65 530 links, each with a text under it. */
static void check_links(checker *c, const book_sheet *s) {
    size_t n = 0;
    for (size_t i = 0; i < s->cells.n; i++)
        n += s->cells.v[i].more && !str_empty(s->cells.v[i].more->link);
    if (n > MAX_LINKS)
        DIAG_AT(c->sink, E0760, s->place, s->name);
}

/* Widths in characters, heights in points, as the format allows. */
static void check_sizes(checker *c, const book_sheet *s) {
    bool hold = true;
    for (size_t i = 0; i < s->columns.n; i++)
        hold =
            hold && s->columns.v[i].width >= 0 && s->columns.v[i].width <= 255;
    for (size_t i = 0; i < s->rows.n; i++)
        hold = hold && s->rows.v[i].height >= 0 && s->rows.v[i].height <= 409;
    if (!hold)
        DIAG_AT(c->sink, E0757, s->place, s->name);
}

static void check_cell(checker *c, const book_sheet *s, const book_cell *cell) {
    span at =
        cell->more && cell->more->place.src ? cell->more->place : s->place;
    if (cell->row >= BOOK_MAX_ROWS || cell->column >= BOOK_MAX_COLUMNS) {
        DIAG_AT(c->sink, E0758, s->place, s->name);
        return;
    }
    if (cell->format >= c->b->formats.n)
        arena_fault(c->a, "xlsx: a cell without its format");
    if ((cell->kind == BOOK_NUMBER || cell->kind == BOOK_FORMULA) &&
        !isfinite(cell->number))
        DIAG_AT(c->sink, E0757, at,
                xlsx_place(c->a, s, cell->row, cell->column));
    if (cell->kind == BOOK_TEXT) {
        uint32_t bad;
        c->scratch.n = 0;
        xlsx_text_rule rule = {.units = BOOK_MAX_TEXT};
        if (xlsx_text(&c->scratch, cell->text, rule, &bad) != XLSX_TEXT_OK)
            xlsx_check_text(c, cell->text, rule, at,
                            xlsx_place(c->a, s, cell->row, cell->column));
    }
    if (cell->kind == BOOK_FORMULA || cell->kind == BOOK_FORMULA_TEXT)
        check_formula(c, s, cell);
    if (cell->more && !str_empty(cell->more->link) &&
        !link_holds(c, cell->more->link))
        DIAG_AT(c->sink, E0760, at, cell->more->link);
}

static int compare_places(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

/* Two cells at one place are a fault of ours, not of a dossier. */
static void check_places(checker *c, const book_sheet *s) {
    size_t n = s->cells.n;
    uint64_t *places = NEW_ARRAY(c->a, uint64_t, n + 1);
    bool sorted = true;
    for (size_t i = 0; i < n; i++) {
        const book_cell *cell = &s->cells.v[i];
        places[i] = (uint64_t)cell->row << 16 | cell->column;
        sorted = sorted && (i == 0 || places[i - 1] < places[i]);
    }
    if (sorted)
        return;
    qsort(places, n, sizeof *places, compare_places);
    for (size_t i = 1; i < n; i++)
        if (places[i - 1] == places[i])
            arena_fault(c->a, "xlsx: two cells at one place");
}

/* --- Sheets ---------------------------------------------------------------
 */

static void check_running(checker *c, const book_sheet *s,
                          const book_running *r) {
    const str parts[] = {r->left, r->centre, r->right};
    size_t units = 3 * 12; /* the codes written between them (sheet.c) */
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; j < parts[i].n; j++)
            units += parts[i].p[j] == '&' || parts[i].p[j] < 4;
        units += book_utf16(parts[i]);
        buf plain = buf_new(c->a);
        for (size_t j = 0; j < parts[i].n; j++)
            if (parts[i].p[j] < 1 || parts[i].p[j] > 3)
                buf_c(&plain, parts[i].p[j]);
        xlsx_check_text(c, buf_slice(&plain),
                        (xlsx_text_rule){BOOK_MAX_RUNNING, true, true},
                        s->place, s->name);
    }
    if (units > BOOK_MAX_RUNNING)
        DIAG_AT(c->sink, E0761, s->place, s->name);
}

static void check_rules(checker *c, const book_sheet *s) {
    for (size_t i = 0; i < s->validations.n; i++) {
        const book_validation *v = &s->validations.v[i];
        xlsx_check_text(c, v->title, (xlsx_text_rule){32, true, true}, s->place,
                        s->name);
        xlsx_check_text(c, v->message, (xlsx_text_rule){255, false, true},
                        s->place, s->name);
        xlsx_check_text(c, v->error, (xlsx_text_rule){225, false, true},
                        s->place, s->name);
        if (v->kind != BOOK_RULE_LIST &&
            (!isfinite(v->low) || !isfinite(v->high) || v->low > v->high))
            DIAG_AT(c->sink, E0757, s->place, s->name);
        if (!xlsx_in_sheet(v->range) ||
            (v->kind == BOOK_RULE_LIST && /* a text would be too long */
             str_find(v->formula, S("\""), 0) != SIZE_MAX) ||
            (v->kind == BOOK_RULE_LIST && !xlsx_formula_holds(c, v->formula)))
            DIAG_AT(c->sink, E0759, s->place, s->name, v->formula);
    }
    for (size_t i = 0; i < s->conditions.n; i++) {
        const book_condition *k = &s->conditions.v[i];
        xlsx_check_text(c, k->formula, formula_rule, s->place, s->name);
        if (!xlsx_in_sheet(k->range) || !xlsx_formula_holds(c, k->formula))
            DIAG_AT(c->sink, E0759, s->place, s->name, k->formula);
    }
}

void xlsx_check(arena *a, const book *b, diag_sink *sink) {
    checker c = {.a = a, .sink = sink, .b = b, .scratch = buf_new(a)};
    map tabs = map_new(a), names = map_new(a);
    check_properties(&c);
    check_defined_names(&c, &names);
    for (size_t i = 0; i < b->sheets.n; i++) {
        const book_sheet *s = b->sheets.v[i];
        check_tab(&c, s, &tabs);
        for (size_t j = 0; j < s->cells.n; j++)
            check_cell(&c, s, &s->cells.v[j]);
        check_places(&c, s);
        check_links(&c, s);
        check_sizes(&c, s);
        check_tables(&c, s, &names); /* they share the names' space */
        check_running(&c, s, &s->header);
        check_running(&c, s, &s->footer);
        check_rules(&c, s);
        xlsx_check_charts(&c, s);
    }
    if (b->sheets.n == 0 || b->active >= b->sheets.n)
        arena_fault(a, "xlsx: a workbook without sheets");
}
