#include "book/recalc.h"

#include <stdlib.h>

#include "base/num.h"

/* --- Cells by place ---------------------------------------------------------
 */

typedef enum cell_state {
    STATE_WAITING,
    STATE_RUNNING,
    STATE_FOUND
} cell_state;

typedef struct grid {
    const book_sheet *of;
    book_cell **cells; /* row by row; NULL: nothing there */
    uint8_t *states;
} grid;

typedef struct engine {
    arena *a, *scratch; /* the plan's; what is read of formulas */
    book *b;
    grid *grids; /* one a sheet */
    diag_sink *sink;
} engine;

typedef enum value_kind {
    VALUE_BLANK,
    VALUE_NUMBER,
    VALUE_TEXT,
    VALUE_RANGE
} value_kind;

typedef struct value {
    value_kind kind;
    double number; /* of a condition: 0 or 1 */
    str text;
    const grid *grid;
    book_range range;
} value;

/* A formula being read; `live` is false in the branch not taken. */
typedef struct reader {
    engine *e;
    const grid *here;
    str text;
    size_t at;
    bool live;
} reader;

static value number_value(double x) {
    return (value){.kind = VALUE_NUMBER, .number = x};
}

static _Noreturn void fault(const reader *r, const char *what) {
    arena_fault(r->e->a,
                str_fmt(r->e->a, "book: %s: %.*s", what, STR_ARG(r->text)).p);
}

static void make_grid(engine *e, size_t at) {
    const book_sheet *s = e->b->sheets.v[at];
    size_t n = (size_t)s->used_rows * s->used_columns;
    grid *g = &e->grids[at];
    g->of = s;
    g->cells = NEW_ARRAY(e->scratch, book_cell *, n + 1);
    g->states = NEW_ARRAY(e->scratch, uint8_t, n + 1);
    for (size_t i = 0; i < s->cells.n; i++) {
        book_cell *c = &s->cells.v[i];
        g->cells[(size_t)c->row * s->used_columns + c->column] = c;
    }
}

static void find_value(engine *e, const grid *g, book_cell *c);

static value cell_value(engine *e, const grid *g, uint32_t row,
                        uint16_t column) {
    if (row >= g->of->used_rows || column >= g->of->used_columns)
        return (value){0};
    book_cell *c = g->cells[(size_t)row * g->of->used_columns + column];
    if (!c || c->kind == BOOK_BLANK)
        return (value){0};
    if (c->kind == BOOK_TEXT)
        return (value){.kind = VALUE_TEXT, .text = c->text};
    find_value(e, g, c);
    if (c->kind == BOOK_FORMULA_TEXT)
        return (value){.kind = VALUE_TEXT, .text = c->more->cached};
    return number_value(c->number);
}

/* --- Reading ----------------------------------------------------------------
 */

static bool is_at(const reader *r, char c) {
    return r->at < r->text.n && r->text.p[r->at] == c;
}

static bool take(reader *r, char c) {
    if (!is_at(r, c))
        return false;
    r->at++;
    return true;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

static value read_string(reader *r) {
    buf out = buf_new(r->e->scratch);
    while (r->at < r->text.n) {
        if (take(r, '"') && !is_at(r, '"'))
            return (value){.kind = VALUE_TEXT, .text = buf_take(&out)};
        buf_c(&out, r->text.p[r->at++]);
    }
    fault(r, "a text without end");
}

static value read_number(reader *r) {
    size_t from = r->at;
    while (r->at < r->text.n && (is_digit(r->text.p[r->at]) || is_at(r, '.')))
        r->at++;
    str digits = str_dup(r->e->scratch, str_sub(r->text, from, r->at));
    return number_value(strtod(digits.p, NULL));
}

/* 'Ressources'! */
static const grid *read_sheet(reader *r) {
    buf name = buf_new(r->e->scratch);
    while (r->at < r->text.n) {
        if (take(r, '\'') && !is_at(r, '\''))
            break;
        buf_c(&name, r->text.p[r->at++]);
    }
    str s = buf_take(&name);
    if (take(r, '!'))
        for (size_t i = 0; i < r->e->b->sheets.n; i++)
            if (str_eq(r->e->grids[i].of->name, s))
                return &r->e->grids[i];
    fault(r, "an unknown sheet");
}

/* $C$4 */
static void read_place(reader *r, uint32_t *row, uint16_t *column) {
    unsigned x = 0, y = 0;
    take(r, '$');
    while (r->at < r->text.n && is_capital(r->text.p[r->at]))
        x = x * 26 + (unsigned)(r->text.p[r->at++] - 'A') + 1;
    take(r, '$');
    while (r->at < r->text.n && is_digit(r->text.p[r->at]))
        y = y * 10 + (unsigned)(r->text.p[r->at++] - '0');
    if (!x || !y || x > BOOK_MAX_COLUMNS || y > BOOK_MAX_ROWS)
        fault(r, "no place of a cell");
    *row = y - 1;
    *column = (uint16_t)(x - 1);
}

static value read_reference(reader *r, const grid *g) {
    book_range x;
    read_place(r, &x.row1, &x.column1);
    if (!take(r, ':')) {
        if (!r->live)
            return number_value(0);
        return cell_value(r->e, g, x.row1, x.column1);
    }
    read_place(r, &x.row2, &x.column2);
    return (value){.kind = VALUE_RANGE, .grid = g, .range = x};
}

/* --- Functions --------------------------------------------------------------
 */

enum { MAX_ARGUMENTS = 255 };

typedef LIST(value) call; /* its arguments */

static double as_number(const reader *r, value x) {
    if (x.kind == VALUE_TEXT || x.kind == VALUE_RANGE)
        fault(r, "a number is expected");
    return x.kind == VALUE_NUMBER ? x.number : 0;
}

static size_t range_size(book_range x) {
    return (size_t)(x.row2 - x.row1 + 1) * (size_t)(x.column2 - x.column1 + 1);
}

static value nth(engine *e, const value *x, size_t i) {
    size_t wide = (size_t)(x->range.column2 - x->range.column1) + 1;
    return cell_value(e, x->grid, x->range.row1 + (uint32_t)(i / wide),
                      (uint16_t)(x->range.column1 + i % wide));
}

static value call_sum(const reader *r, call c) {
    double all = 0;
    for (size_t k = 0; k < c.n; k++) {
        if (c.v[k].kind != VALUE_RANGE) {
            all += as_number(r, c.v[k]);
            continue;
        }
        for (size_t i = 0; i < range_size(c.v[k].range); i++) {
            value x = nth(r->e, &c.v[k], i);
            all += x.kind == VALUE_NUMBER ? x.number : 0;
        }
    }
    return number_value(all);
}

typedef enum comparison {
    COMPARE_EQUAL,
    COMPARE_DIFFERENT,
    COMPARE_LESS,
    COMPARE_LESS_EQUAL,
    COMPARE_GREATER,
    COMPARE_GREATER_EQUAL,
    COMPARE_NONE
} comparison;

static comparison read_comparison(str s, size_t *at) {
    static const struct {
        const char *sign;
        comparison is;
    } signs[] = {{"<>", COMPARE_DIFFERENT},     {"<=", COMPARE_LESS_EQUAL},
                 {">=", COMPARE_GREATER_EQUAL}, {"<", COMPARE_LESS},
                 {">", COMPARE_GREATER},        {"=", COMPARE_EQUAL}};
    if (*at >= s.n || !strchr("<>=", s.p[*at]))
        return COMPARE_NONE;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(str_sub(s, *at, s.n), str_z(signs[i].sign))) {
            *at += strlen(signs[i].sign);
            return signs[i].is;
        }
    return COMPARE_NONE;
}

static bool compares(comparison how, int order) {
    switch (how) {
    case COMPARE_EQUAL:
        return order == 0;
    case COMPARE_DIFFERENT:
        return order != 0;
    case COMPARE_LESS:
        return order < 0;
    case COMPARE_LESS_EQUAL:
        return order <= 0;
    case COMPARE_GREATER:
        return order > 0;
    case COMPARE_GREATER_EQUAL:
        return order >= 0;
    case COMPARE_NONE:
        break;
    }
    return false;
}

static int order_of(double x, double y) {
    return x < y ? -1 : x > y;
}

/* « Conventionné », 12, or « >=46631 ». */
typedef struct criterion {
    comparison how; /* COMPARE_NONE: the value itself */
    value is;
    double bound;
} criterion;

static criterion criterion_of(const reader *r, value x) {
    criterion out = {.how = COMPARE_NONE, .is = x};
    size_t at = 0;
    if (x.kind == VALUE_TEXT)
        out.how = read_comparison(x.text, &at);
    if (out.how != COMPARE_NONE &&
        !num_parse(str_sub(x.text, at, x.text.n), &out.bound))
        fault(r, "a criterion that compares with a text");
    return out;
}

static bool meets(const reader *r, value x, const criterion *k) {
    if (k->is.kind != VALUE_TEXT)
        return x.kind == VALUE_NUMBER && x.number == k->is.number;
    if (k->how == COMPARE_NONE)
        return x.kind == VALUE_TEXT && str_eq(x.text, k->is.text);
    if (k->how == COMPARE_DIFFERENT && x.kind != VALUE_NUMBER)
        fault(r, "a criterion that programs read in two ways");
    return x.kind == VALUE_NUMBER &&
           compares(k->how, order_of(x.number, k->bound));
}

/* Pairs of range and criterion from argument `from` on. */
static bool meets_all(const reader *r, call c, const criterion *each,
                      size_t from, size_t i) {
    for (size_t k = from; k + 1 < c.n; k += 2)
        if (!meets(r, nth(r->e, &c.v[k], i), &each[k + 1]))
            return false;
    return true;
}

static value call_ifs(const reader *r, call c, size_t from) {
    double all = 0;
    if (c.n < from + 2 || (c.n - from) % 2)
        fault(r, "pairs of range and criterion are expected");
    size_t n = range_size(c.v[0].range);
    for (size_t k = 0; k < c.n; k += k < from ? 1 : 2)
        if (c.v[k].kind != VALUE_RANGE || range_size(c.v[k].range) != n)
            fault(r, "ranges of one size are expected");
    criterion *each = NEW_ARRAY(r->e->scratch, criterion, c.n);
    for (size_t k = from + 1; k < c.n; k += 2)
        each[k] = criterion_of(r, c.v[k]);
    for (size_t i = 0; i < n; i++) {
        if (!meets_all(r, c, each, from, i))
            continue;
        value x = from ? nth(r->e, &c.v[0], i) : number_value(1);
        all += x.kind == VALUE_NUMBER ? x.number : 0;
    }
    return number_value(all);
}

static value read_expression(reader *r);

/* Only the branch that is taken has a value. */
static value read_if(reader *r) {
    bool live = r->live;
    bool holds = as_number(r, read_expression(r)) != 0;
    value out[2];
    for (int i = 0; i < 2; i++) {
        if (!take(r, ','))
            fault(r, "IF wants three arguments");
        r->live = live && holds == (i == 0);
        out[i] = read_expression(r);
    }
    r->live = live;
    if (!take(r, ')'))
        fault(r, "a parenthesis is missing");
    return out[holds ? 0 : 1];
}

static value apply(const reader *r, str name, call c) {
    if (!r->live)
        return number_value(0);
    if (str_eq(name, S("SUM")))
        return call_sum(r, c);
    if (str_eq(name, S("SUMIFS")))
        return call_ifs(r, c, 1);
    if (str_eq(name, S("COUNTIFS")))
        return call_ifs(r, c, 0);
    if (str_eq(name, S("ABS")) && c.n == 1) {
        double x = as_number(r, c.v[0]);
        return number_value(x < 0 ? -x : x);
    }
    if (str_eq(name, S("ROUND")) && c.n == 2)
        return number_value(
            num_round(as_number(r, c.v[0]), (int)as_number(r, c.v[1])));
    fault(r, "a function outside of the language");
}

static value read_call(reader *r, str name) {
    if (str_eq(name, S("IF")))
        return read_if(r);
    call c = {0};
    do {
        if (c.n == MAX_ARGUMENTS)
            fault(r, "too many arguments");
        value x = read_expression(r);
        list_push(r->e->scratch, &c, x);
    } while (take(r, ','));
    if (!take(r, ')'))
        fault(r, "a parenthesis is missing");
    return apply(r, name, c);
}

/* --- Operators --------------------------------------------------------------
 */

static value read_primary(reader *r) {
    size_t from = r->at;
    if (take(r, '"'))
        return read_string(r);
    if (take(r, '\''))
        return read_reference(r, read_sheet(r));
    if (take(r, '(')) {
        value x = read_expression(r);
        if (!take(r, ')'))
            fault(r, "a parenthesis is missing");
        return x;
    }
    if (r->at < r->text.n && is_digit(r->text.p[r->at]))
        return read_number(r);
    while (r->at < r->text.n && is_capital(r->text.p[r->at]))
        r->at++;
    str name = str_sub(r->text, from, r->at);
    if (name.n && take(r, '('))
        return read_call(r, name);
    r->at = from;
    return read_reference(r, r->here);
}

static double divide(const reader *r, double x, double y) {
    if (y == 0 && r->live)
        fault(r, "a division by zero");
    return y == 0 ? 0 : x / y;
}

static value read_product(reader *r) {
    value x = read_primary(r);
    while (is_at(r, '*') || is_at(r, '/')) {
        bool times = r->text.p[r->at++] == '*';
        double left = as_number(r, x), right = as_number(r, read_primary(r));
        x = number_value(times ? left * right : divide(r, left, right));
    }
    return x;
}

static value read_sum(reader *r) {
    value x = read_product(r);
    while (is_at(r, '+') || is_at(r, '-')) {
        bool plus = r->text.p[r->at++] == '+';
        double left = as_number(r, x), right = as_number(r, read_product(r));
        x = number_value(plus ? left + right : left - right);
    }
    return x;
}

static void put_joined(reader *r, buf *out, value x) {
    if (x.kind == VALUE_TEXT)
        buf_str(out, x.text);
    else if (x.kind != VALUE_BLANK)
        buf_num(out, as_number(r, x));
}

static value read_joined(reader *r) {
    value x = read_sum(r);
    if (!is_at(r, '&'))
        return x;
    buf out = buf_new(r->e->scratch);
    put_joined(r, &out, x);
    while (take(r, '&'))
        put_joined(r, &out, read_sum(r));
    return (value){.kind = VALUE_TEXT, .text = buf_take(&out)};
}

/* A blank cell is 0 beside a number and empty beside a text. */
static int compare_values(const reader *r, value x, value y) {
    if (x.kind != VALUE_TEXT && y.kind != VALUE_TEXT)
        return order_of(as_number(r, x), as_number(r, y));
    if (x.kind == VALUE_NUMBER || y.kind == VALUE_NUMBER)
        return x.kind == VALUE_NUMBER ? -1 : 1;
    return str_cmp(x.text, y.text);
}

static value read_expression(reader *r) {
    value x = read_joined(r);
    comparison how = read_comparison(r->text, &r->at);
    if (how == COMPARE_NONE)
        return x;
    value y = read_joined(r);
    return number_value(r->live && compares(how, compare_values(r, x, y)) ? 1
                                                                          : 0);
}

/* --- The whole plan ---------------------------------------------------------
 */

static void set_text(engine *e, book_cell *c, value x) {
    book_more *more = NEW(e->a, book_more);
    if (c->more)
        *more = *c->more;
    more->cached = x.kind == VALUE_TEXT ? str_dup(e->a, x.text) : STR_NONE;
    c->more = more;
}

static void set_number(engine *e, const grid *g, book_cell *c, double x) {
    if (c->more && c->more->key.n && c->number != x) {
        buf place = buf_new(e->a), found = buf_new(e->a), said = buf_new(e->a);
        buf_sheet_ref(&place, g->of);
        buf_cell_ref(&place, c->row, c->column, false);
        buf_num(&found, x);
        buf_num(&said, c->number);
        DIAG_AT(e->sink, E0472, g->of->place, buf_take(&place),
                buf_take(&found), buf_take(&said), c->more->key);
    }
    c->number = x;
}

static void find_value(engine *e, const grid *g, book_cell *c) {
    if (c->kind != BOOK_FORMULA && c->kind != BOOK_FORMULA_TEXT)
        return;
    size_t at = (size_t)c->row * g->of->used_columns + c->column;
    if (g->states[at] == STATE_FOUND)
        return;
    reader r = {.e = e, .here = g, .text = c->text, .live = true};
    if (g->states[at] == STATE_RUNNING)
        fault(&r, "a formula that reads itself");
    g->states[at] = STATE_RUNNING;
    value x = read_expression(&r);
    if (r.at != r.text.n)
        fault(&r, "more than a formula");
    if (c->kind == BOOK_FORMULA)
        set_number(e, g, c, as_number(&r, x));
    else
        set_text(e, c, x);
    g->states[at] = STATE_FOUND;
}

bool book_recalc(book *b, diag_sink *sink) {
    engine e = {.a = b->arena,
                .scratch = arena_child(b->arena),
                .b = b,
                .grids = NEW_ARRAY(b->arena, grid, b->sheets.n + 1),
                .sink = sink};
    size_t errors = sink->errors;
    for (size_t i = 0; i < b->sheets.n; i++)
        make_grid(&e, i);
    for (size_t i = 0; i < b->sheets.n; i++)
        for (size_t k = 0; k < b->sheets.v[i]->cells.n; k++)
            find_value(&e, &e.grids[i], &b->sheets.v[i]->cells.v[k]);
    arena_free(e.scratch);
    return sink->errors == errors;
}
