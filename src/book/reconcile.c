/*
 * The sheet Rapprochement PDF: one row a number that a document prints, with
 * its page, the cell that holds it, what that cell gives and the gap. A number
 * in another unit, a total or a share of a chart is worked out from its cells
 * by formula, with the rounding of the page.
 */
#include <math.h>

#include "base/file.h"
#include "base/num.h"
#include "base/utf8.h"
#include "book/book_int.h"

enum {
    FROZEN_COLUMNS = 2,
    MOST_KEYS = 200,
    NAME_AT = 1,
    NOTE_HEIGHT = 44,
    VALUE_AT = 6,
    READ_AT = 8
};

/* Where a key stands. */
typedef struct found {
    const book_sheet *sheet;
    const book_cell *cell;
} found;

typedef struct reconciler {
    maker *k;
    book_sheet *s;
    map cells; /* key → found */
    uint32_t row;
    size_t elsewhere; /* numbers of which no cell is here */
} reconciler;

/* --- The printed number -----------------------------------------------------
 */

typedef struct printed_number {
    bool has;
    double value, unit; /* unit: 1000 of « 312 k€ » */
    int decimals;
} printed_number;

static bool is_digit(str s, size_t at) {
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

/* Length of the space at s[at]: plain, no-break, or thin no-break; 0. */
static size_t space_at(str s, size_t at) {
    str rest = str_sub(s, at, s.n);
    if (str_starts(rest, S(" ")))
        return 1;
    if (str_starts(rest, S("\u00A0")))
        return 2;
    return str_starts(rest, S("\u202F")) ? 3 : 0;
}

static double unit_at(str s, size_t at) {
    str rest = str_sub(s, at + space_at(s, at), s.n);
    if (str_starts(rest, S("k€")))
        return 1e3;
    return str_starts(rest, S("M€")) ? 1e6 : 1;
}

/* « −1 234,5 % » → −1234.5, one decimal; « – », an amount of zero → 0. */
static printed_number read_number(arena *a, str s) {
    printed_number out = {.unit = 1};
    buf digits = buf_new(a);
    if (str_eq(str_trim(s), S("–")))
        return (printed_number){.has = true, .unit = 1};
    size_t at = 0;
    while (at < s.n && !is_digit(s, at))
        at++;
    if (at == s.n)
        return out;
    bool minus = (at >= 1 && s.p[at - 1] == '-') ||
                 (at >= 3 && str_eq(str_sub(s, at - 3, at), S("\u2212")));
    bool comma = false;
    while (at < s.n) {
        size_t blank = space_at(s, at);
        if (is_digit(s, at)) {
            buf_c(&digits, s.p[at++]);
            out.decimals += comma;
        } else if (s.p[at] == ',' && !comma && is_digit(s, at + 1)) {
            comma = true;
            buf_c(&digits, '.');
            at++;
        } else if (blank && !comma && is_digit(s, at + blank)) {
            at += blank;
        } else {
            break;
        }
    }
    out.has = num_parse(buf_take(&digits), &out.value);
    out.value = minus ? -out.value : out.value;
    out.unit = unit_at(s, at);
    return out;
}

/* --- Cells ------------------------------------------------------------------
 */

static bool holds_number(const book_cell *c) {
    return c->kind == BOOK_NUMBER || c->kind == BOOK_FORMULA;
}

static void index_sheet(reconciler *r, const book_sheet *s) {
    for (size_t i = 0; i < s->cells.n; i++) {
        const book_cell *c = &s->cells.v[i];
        if (!c->more || !c->more->key.n || map_has(&r->cells, c->more->key))
            continue;
        found *f = NEW(r->k->a, found);
        *f = (found){s, c};
        map_put(&r->cells, c->more->key, f);
    }
}

/* Valeurs first: other sheets read its cells. */
static void index_cells(reconciler *r) {
    const book *b = r->k->b;
    if (r->k->values)
        index_sheet(r, r->k->values);
    for (size_t i = 0; i < b->sheets.n; i++)
        index_sheet(r, b->sheets.v[i]);
}

static void put_ref(buf *out, const found *f, bool absolute) {
    if (absolute)
        buf_sheet_ref(out, f->sheet);
    else
        buf_fmt(out, "%.*s!", STR_ARG(f->sheet->name));
    buf_cell_ref(out, f->cell->row, f->cell->column, absolute);
}

static cell_place place_of(const found *f) {
    return (cell_place){f->sheet, f->cell->row, f->cell->column};
}

/* The cells of these keys; false: one is not here, or holds no number. */
static bool find_all(reconciler *r, const str *keys, size_t n,
                     const found ***out) {
    *out = NEW_ARRAY(r->k->a, const found *, n + 1);
    for (size_t i = 0; i < n; i++) {
        (*out)[i] = map_get(&r->cells, keys[i]);
        if (!(*out)[i] || (n > 1 && !holds_number((*out)[i]->cell)))
            return false;
    }
    return n > 0 && n <= MOST_KEYS;
}

/* « 'Valeurs'!$F$4 », or SUM of several; its value. */
static double put_sum(buf *out, const found *const *v, size_t n) {
    double sum = 0;
    if (n > 1)
        buf_z(out, "SUM(");
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_c(out, ',');
        put_ref(out, v[i], true);
        sum += v[i]->cell->number;
    }
    if (n > 1)
        buf_c(out, ')');
    return sum;
}

/* --- One row ----------------------------------------------------------------
 */

typedef struct reading {
    const printed_document *document;
    const printed_figure *p;
    printed_number number;
    const found **parts, **whole;
    double value; /* read from the cells, rounded as printed */
    str formula;
} reading;

/* What the page does to the cells: sum, share, unit, rounding. */
static void work_out(reconciler *r, reading *x, double per) {
    buf out = buf_new(r->k->a);
    const printed_figure *p = x->p;
    bool share = p->whole.n > 0;
    const book_cell *only = p->keys.n == 1 ? x->parts[0]->cell : NULL;
    bool as_it_is = only && !share && per == 1 &&
                    num_round(only->number, x->number.decimals) == only->number;
    if (!as_it_is)
        buf_z(&out, share ? "ROUND(100*" : "ROUND(");
    x->value = put_sum(&out, x->parts, p->keys.n);
    if (share) {
        buf_c(&out, '/');
        x->value = 100 * x->value / put_sum(&out, x->whole, p->whole.n);
    } else if (per != 1) {
        buf_c(&out, '/');
        buf_num(&out, per);
        x->value /= per;
    }
    if (!as_it_is)
        buf_fmt(&out, ",%d)", x->number.decimals);
    x->value = num_round(x->value, x->number.decimals);
    x->formula = buf_take(&out);
}

/* « 312 k€ » of a figure in euros: as it stands first, then by its unit. */
static void read_cells(reconciler *r, reading *x) {
    double per = x->p->per > 0 ? x->p->per : 1;
    work_out(r, x, per);
    if (x->value != x->number.value && x->number.unit != 1 && per == 1)
        work_out(r, x, x->number.unit);
}

/* « Valeurs!F5 et 4 autres ». */
static str and_others(reconciler *r, str first, size_t n) {
    str args[] = {first, str_fmt(r->k->a, "%zu", n)};
    return book_sentence(
        r->k, n == 1 ? "rapprochement_cellules_une" : "rapprochement_cellules",
        args, 2);
}

static str cells_text(reconciler *r, const reading *x) {
    buf out = buf_new(r->k->a);
    put_ref(&out, x->parts[0], false);
    size_t more = x->p->keys.n - 1 + x->p->whole.n;
    if (more)
        return and_others(r, buf_take(&out), more);
    return buf_take(&out);
}

static str shown_text(const book_cell *c) {
    if (c->kind == BOOK_FORMULA_TEXT && c->more)
        return c->more->cached;
    return c->kind == BOOK_TEXT ? c->text : STR_NONE;
}

/* The head over a cell: the nearest one before it in its column. */
static str head_over(reconciler *r, const found *f) {
    book_format_id number = book_style_of(r->k, ROLE_HEAD_NUMBER, 0);
    book_format_id text = book_style_of(r->k, ROLE_HEAD, 0);
    for (const book_cell *c = f->cell; c-- > f->sheet->cells.v;)
        if (c->column == f->cell->column &&
            (c->format == number || c->format == text))
            return shown_text(c);
    return STR_NONE;
}

/* What the cell is, in the words of its row, after the key, and of its head:
   « Région Occitanie, 2027-2028 (€) ». */
static str name_of(reconciler *r, const found *f) {
    enum { MOST_WORDS = 5 };
    const book_cell *end = f->cell, *c = end;
    while (c > f->sheet->cells.v && c[-1].row == end->row)
        c--;
    buf out = buf_new(r->k->a);
    for (int words = 0; c < end && words < MOST_WORDS; c++) {
        str said = c->column ? shown_text(c) : STR_NONE;
        if (!said.n || str_eq(said, S("–")))
            continue;
        if (words++)
            buf_z(&out, ", ");
        buf_str(&out, said);
    }
    str head = head_over(r, f);
    bool bare = str_eq(head, book_phrase(r->k, "indicateur_valeur"));
    if (bare) /* « Valeur » says nothing */
        return buf_take(&out);
    if (head.n && out.n)
        buf_z(&out, ", ");
    buf_str(&out, head);
    return buf_take(&out);
}

/* Of a sum: its first part « et 4 autres »; and what the page makes of it, or
   the unit of the head would be read for that of the number. */
static str names_of(reconciler *r, const reading *x) {
    str name = name_of(r, x->parts[0]);
    double per = x->p->per;
    if (x->p->keys.n > 1)
        name = and_others(r, name, x->p->keys.n - 1);
    if (x->p->whole.n)
        return book_sentence(r->k, "rapprochement_part", &name, 1);
    if (per == 1e3 || per == 1e6)
        return book_sentence(r->k,
                             per == 1e3 ? "rapprochement_milliers"
                                        : "rapprochement_millions",
                             &name, 1);
    return name;
}

static void put_place(reconciler *r, pen *p, const reading *x) {
    str where =
        x->p->where.n ? x->p->where : book_phrase(p->k, "rapprochement_texte");
    str key = x->p->keys.v[0];
    book_write_text(p, ROLE_KEY, key);
    book_write_text(p, ROLE_TEXT, names_of(r, x));
    book_write_text(p, ROLE_TEXT, x->document->file);
    book_write_number(p, ROLE_NUMBER, x->p->page + 1, 0, STR_NONE);
    book_write_text(p, ROLE_TEXT, where);
    book_write_text(p, ROLE_CENTRE, x->p->text);
}

static void put_live(pen *p, const reading *x) {
    int d = x->number.decimals;
    book_write_number(p, ROLE_NUMBER, x->number.value, d, STR_NONE);
    p->column = READ_AT;
    book_cell *c = book_write_number(p, ROLE_COMPUTED, x->value, d, STR_NONE);
    book_make_formula(p->k, c, x->formula);
    str printed = book_cell_ref(p->k->a, p->row, VALUE_AT);
    str read = book_cell_ref(p->k->a, p->row, READ_AT);
    double gap = num_round(x->number.value - x->value, d);
    c = book_write_number(p, ROLE_COMPUTED, gap, d, STR_NONE);
    book_make_formula(p->k, c,
                      str_fmt(p->k->a, "ROUND(%.*s-%.*s,%d)", STR_ARG(printed),
                              STR_ARG(read), d));
}

/* « n.d. » on the page and in the cell. */
static void put_word(pen *p, const reading *x, str shown) {
    maker *k = p->k;
    book_write_text(p, ROLE_MISSING, x->p->text);
    p->column = READ_AT;
    buf ref = buf_new(k->a);
    put_ref(&ref, x->parts[0], true);
    book_make_formula(k, book_write_text(p, ROLE_MISSING, shown),
                      buf_take(&ref));
    bool other = !str_eq(shown, x->p->text);
    book_cell *c = book_write_number(p, ROLE_COMPUTED, other, 0, STR_NONE);
    str printed = book_cell_ref(k->a, p->row, VALUE_AT);
    str read = book_cell_ref(k->a, p->row, READ_AT);
    book_make_formula(
        k, c,
        str_fmt(k->a, "IF(%.*s=%.*s,0,1)", STR_ARG(printed), STR_ARG(read)));
}

static void put_reading(reconciler *r, reading *x) {
    const book_cell *first = x->parts[0]->cell;
    bool number = holds_number(first);
    pen p = {.k = r->k, .s = r->s, .row = r->row++};
    put_place(r, &p, x);
    if (number)
        put_live(&p, x);
    else
        put_word(&p, x, shown_text(first));
    p.column = VALUE_AT + 1;
    book_write_text(&p, ROLE_TEXT, cells_text(r, x))->more =
        book_link_to(r->k, place_of(x->parts[0]));
    double read = number ? x->value : 0;
    if (number && x->number.value != read)
        DIAG_AT(r->k->v->sink, W0772, SPAN_NONE, x->p->text, x->document->file,
                str_fmt(r->k->a, "%u", x->p->page + 1), cells_text(r, x));
}

/* The small series that a chart folds have one figure, « a + b ». */
static void add_parts(arena *a, str_list *to, str key) {
    static const str plus = {" + ", 3};
    for (size_t from = 0; from <= key.n;) {
        size_t at = str_find(key, plus, from);
        size_t end = at == SIZE_MAX ? key.n : at;
        list_push(a, to, str_sub(key, from, end));
        from = end == key.n ? key.n + 1 : end + plus.n;
    }
}

static const printed_figure *unfolded(arena *a, const printed_figure *p) {
    str_list keys = {0}, whole = {0};
    printed_figure *out = NEW(a, printed_figure);
    for (size_t i = 0; i < p->keys.n; i++)
        add_parts(a, &keys, p->keys.v[i]);
    for (size_t i = 0; i < p->whole.n; i++)
        add_parts(a, &whole, p->whole.v[i]);
    *out = *p;
    out->keys.v = keys.v;
    out->keys.n = out->keys.cap = keys.n;
    out->whole.v = whole.v;
    out->whole.n = out->whole.cap = whole.n;
    return out;
}

static void reconcile(reconciler *r, const printed_document *d,
                      const printed_figure *folded) {
    const printed_figure *p = unfolded(r->k->a, folded);
    reading x = {.document = d, .p = p};
    x.number = read_number(r->k->a, p->text);
    bool here = find_all(r, p->keys.v, p->keys.n, &x.parts) &&
                (!p->whole.n || find_all(r, p->whole.v, p->whole.n, &x.whole));
    if (here && holds_number(x.parts[0]->cell) != x.number.has)
        here = false;
    if (!here) {
        r->elsewhere++;
        return;
    }
    if (x.number.has)
        read_cells(r, &x);
    put_reading(r, &x);
}

/* --- The sheet --------------------------------------------------------------
 */

static void put_heads(pen *p) {
    static const char *const heads[] = {"colonne_cle",
                                        "rapprochement_designation",
                                        "rapprochement_document",
                                        "#rapprochement_page",
                                        "rapprochement_endroit",
                                        "rapprochement_imprime",
                                        "#rapprochement_valeur",
                                        "rapprochement_cellule",
                                        "#rapprochement_lue",
                                        "#rapprochement_ecart"};
    book_write_heads(p, heads, sizeof heads / sizeof *heads);
}

/* Under the table: the rows whose gap is not zero, and what is not here. */
static void put_sum_up(reconciler *r) {
    maker *k = r->k;
    uint32_t last = r->row;
    pen p = {.k = k, .s = r->s, .row = last + 1, .column = NAME_AT};
    book_write_text(&p, ROLE_LABEL, book_phrase(k, "rapprochement_ecarts"));
    double gaps = 0;
    for (size_t i = 0; i < r->s->cells.n; i++) {
        const book_cell *c = &r->s->cells.v[i];
        gaps += c->column == READ_AT + 1 && c->row > HEAD_ROW && c->number != 0;
    }
    p.column = READ_AT + 1;
    book_cell *c = book_write_number(&p, ROLE_TOTAL, gaps, 0, STR_NONE);
    buf range = buf_new(k->a);
    buf_range_ref(
        &range, (book_range){HEAD_ROW + 1, READ_AT + 1, last - 1, READ_AT + 1},
        false);
    str cells = buf_take(&range);
    book_make_formula(k, c,
                      str_fmt(k->a, "COUNTIFS(%.*s,\"<>0\")", STR_ARG(cells)));
    k->gaps = (cell_place){r->s, last + 1, READ_AT + 1};
    k->gap_count = gaps;
    if (!r->elsewhere)
        return;
    p = (pen){.k = k, .s = r->s, .row = last + 2, .column = NAME_AT};
    list_push(k->a, &r->s->rows, (book_row){p.row, NOTE_HEIGHT});
    str args[] = {str_fmt(k->a, "%zu", r->elsewhere)};
    book_write_text(&p, ROLE_LABEL,
                    book_sentence(k, "rapprochement_ailleurs", args, 1));
}

void book_make_reconciliation(maker *k, const template_sheet *from) {
    reconciler r = {.k = k, .cells = map_new(k->a), .row = HEAD_ROW + 1};
    index_cells(&r);
    r.s = book_sheet_open(k, from);
    pen heads = {.k = k, .s = r.s, .row = HEAD_ROW};
    put_heads(&heads);
    for (size_t i = 0; i < k->printed.n; i++)
        for (size_t j = 0; j < k->printed.v[i].n; j++)
            reconcile(&r, &k->printed.v[i], &k->printed.v[i].v[j]);
    book_sheet_width(k, r.s, 0, 9);
    book_sheet_width(k, r.s, NAME_AT, 56);
    book_sheet_close(k, r.s, "t_rapprochement", FROZEN_COLUMNS);
    if (r.row > HEAD_ROW + 1)
        put_sum_up(&r);
}
