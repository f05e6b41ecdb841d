/*
 * Lists of records as COUNTIFS and SUMIFS over the sheet that lists them.
 *
 * COUNTIFS knows « and » only. So a condition becomes a signed sum of
 * conjunctions: « a ou b » is a + b - ab, « non » goes down to the comparisons.
 * A comparison of what is missing is never true, and neither is a criterion on
 * an empty cell; « <> » is the exception, so it comes with « not empty ».
 *
 * The result is worked out on what the cells show, as a spreadsheet will: a
 * column that prints two values alike gives another count than the records,
 * and the formula is then not used (book_formula_of).
 */
#include <math.h>

#include "book/emit_int.h"

#define ARG(s) STR_ARG(s)

enum { MAX_ATOMS = 8, MAX_TERMS = 24, MAX_CRITERION = 250 };

typedef enum test { EQ, NE, LT, LE, GT, GE, FILLED, NUMERIC } test;

typedef struct atom {
    emit_column column;
    test test;
    emit_entry than;
} atom;

typedef struct term {
    int sign;
    size_t n;
    atom atoms[MAX_ATOMS];
} term;

typedef struct terms {
    size_t n;
    term v[MAX_TERMS];
} terms;

typedef struct counting {
    emitter *e;
    emit_records records;
    bool lost; /* something that no criterion says */
} counting;

static void lose(counting *c) {
    c->lost = true;
}

/* --- Fields ------------------------------------------------------------------
 */

/* « engagement.statut » of the element at hand; empty: no such path. */
static str path_of(const counting *c, const expr_node *n) {
    if (n->kind == EXPR_N_ITEM_FIELD)
        return n->up == 0 ? n->field->name : STR_NONE;
    if (n->kind != EXPR_N_FIELD)
        return STR_NONE;
    str of = path_of(c, n->kids[0]);
    return of.n ? str_fmt(c->e->a, "%.*s.%.*s", ARG(of), ARG(n->field->name))
                : STR_NONE;
}

static bool column_of(counting *c, str path, emit_column *out) {
    return path.n && c->records.column(c->records.self, path, out);
}

static terms *one(counting *c, atom x) {
    terms *t = NEW(c->e->a, terms);
    t->n = 1;
    t->v[0] = (term){.sign = 1, .n = 1, .atoms = {x}};
    return t;
}

static terms *compared(counting *c, const expr_node *field, test how,
                       expr_value than) {
    atom x = {.test = how};
    str path = path_of(c, field);
    if (!column_of(c, path, &x.column) ||
        !c->records.shown(c->records.self, path, than, &x.than) ||
        (how != EQ && how != NE && !x.than.is_number))
        lose(c);
    return one(c, x);
}

/* --- Conjunctions and their sums
 * ----------------------------------------------
 */

static void add_term(counting *c, terms *t, const term *x, int sign) {
    if (t->n >= MAX_TERMS) {
        lose(c);
        return;
    }
    t->v[t->n] = *x;
    t->v[t->n++].sign *= sign;
}

static terms *both(counting *c, const terms *x, const terms *y) {
    terms *t = NEW(c->e->a, terms);
    for (size_t i = 0; i < x->n; i++)
        for (size_t j = 0; j < y->n; j++) {
            term k = x->v[i];
            const term *l = &y->v[j];
            if (k.n + l->n > MAX_ATOMS) {
                lose(c);
                return t;
            }
            memcpy(k.atoms + k.n, l->atoms, l->n * sizeof *l->atoms);
            k.n += l->n;
            add_term(c, t, &k, l->sign);
        }
    return t;
}

static terms *either(counting *c, const terms *x, const terms *y) {
    terms *t = NEW(c->e->a, terms), *xy = both(c, x, y);
    for (size_t i = 0; i < x->n; i++)
        add_term(c, t, &x->v[i], 1);
    for (size_t i = 0; i < y->n; i++)
        add_term(c, t, &y->v[i], 1);
    for (size_t i = 0; i < xy->n; i++)
        add_term(c, t, &xy->v[i], -1);
    return t;
}

/* --- Conditions
 * ---------------------------------------------------------------
 */

static terms *condition(counting *c, const expr_node *n, bool negated);

static test test_of(expr_node_kind k, bool negated, bool swapped) {
    static const test plain[] = {EQ, NE, LT, LE, GT, GE};
    static const test opposite[] = {NE, EQ, GE, GT, LE, LT};
    static const test mirror[] = {EQ, NE, GT, GE, LT, LE};
    test t = plain[k - EXPR_N_EQ];
    t = swapped ? mirror[t] : t;
    return negated ? opposite[t] : t;
}

static terms *comparison(counting *c, const expr_node *n, bool negated) {
    expr_value than;
    bool swapped = !path_of(c, n->kids[0]).n;
    const expr_node *field = n->kids[swapped], *other = n->kids[!swapped];
    if (!book_emit_constant(c->e, other, &than)) {
        lose(c);
        return one(c, (atom){0});
    }
    return compared(c, field, test_of(n->kind, negated, swapped), than);
}

/* categorie dans ["scolaire", "economique"]; date dans periode */
static terms *among(counting *c, const expr_node *n, bool negated) {
    const expr_node *list = n->kids[1];
    expr_value v;
    terms *t = NULL;
    if (list->kind == EXPR_N_LIST && list->kid_count) {
        for (size_t i = 0; i < list->kid_count; i++) {
            if (!book_emit_constant(c->e, list->kids[i], &v))
                lose(c);
            terms *x = compared(c, n->kids[0], negated ? NE : EQ, v);
            t = !t ? x : negated ? both(c, t, x) : either(c, t, x);
        }
        return t;
    }
    if (!book_emit_constant(c->e, list, &v) || v.kind != EXPR_PERIOD) {
        lose(c);
        return one(c, (atom){0});
    }
    expr_value from = {.kind = EXPR_DATE, .day = period_first(v.period)};
    expr_value to = {.kind = EXPR_DATE, .day = period_last(v.period)};
    terms *x = compared(c, n->kids[0], negated ? LT : GE, from);
    terms *y = compared(c, n->kids[0], negated ? GT : LE, to);
    return negated ? either(c, x, y) : both(c, x, y);
}

static terms *junction(counting *c, const expr_node *n, bool negated) {
    const terms *x = condition(c, n->kids[0], negated),
                *y = condition(c, n->kids[1], negated);
    bool all = (n->kind == EXPR_N_AND) != negated;
    return all ? both(c, x, y) : either(c, x, y);
}

static terms *condition(counting *c, const expr_node *n, bool negated) {
    switch ((int)n->kind) {
    case EXPR_N_NOT:
        return condition(c, n->kids[0], !negated);
    case EXPR_N_AND:
    case EXPR_N_OR:
        return junction(c, n, negated);
    case EXPR_N_EQ:
    case EXPR_N_NE:
    case EXPR_N_LT:
    case EXPR_N_LE:
    case EXPR_N_GT:
    case EXPR_N_GE:
        return comparison(c, n, negated);
    case EXPR_N_IN:
        return among(c, n, negated);
    case EXPR_N_ITEM_FIELD:
    case EXPR_N_FIELD:
        return compared(c, n, EQ, expr_bool(!negated));
    default:
        lose(c);
        return one(c, (atom){0});
    }
}

/* --- The list
 * ------------------------------------------------------------------
 */

/* A record is there: its identifier is. */
static terms *all_records(counting *c) {
    atom x = {.test = FILLED};
    if (!column_of(c, S("id"), &x.column))
        lose(c);
    return one(c, x);
}

/* « partenaires », « budget.execution »; empty: neither. */
static str list_name(const counting *c, const expr_node *n) {
    if (n->kind == EXPR_N_BINDING)
        return n->name;
    if (n->kind != EXPR_N_FIELD || n->kids[0]->kind != EXPR_N_BINDING)
        return STR_NONE;
    return str_fmt(c->e->a, "%.*s.%.*s", ARG(n->kids[0]->name),
                   ARG(n->field->name));
}

static terms *listed(counting *c, const expr_node *n) {
    if (n->kind == EXPR_N_WHERE) {
        terms *of = listed(c, n->kids[0]);
        return c->lost ? of : both(c, of, condition(c, n->kids[1], false));
    }
    str name = list_name(c, n);
    bool known = name.n && c->e->sheet->records &&
                 c->e->sheet->records(c->e->sheet->self, name, &c->records);
    if (!known) {
        lose(c);
        return one(c, (atom){0});
    }
    return all_records(c);
}

/* Those whose stay does not meet the period at hand are taken off: a date that
   is not there lets a record in. */
static terms *present(counting *c, terms *t) {
    struct {
        str field;
        test how;
        date than;
    } out[2];
    if (c->lost || !c->e->sheet->period ||
        (!c->records.entry.n && !c->records.leaving.n))
        return t;
    period p = c->e->sheet->period(c->e->sheet->self);
    out[0].field = c->records.entry;
    out[0].how = GT;
    out[0].than = period_last(p);
    out[1].field = c->records.leaving;
    out[1].how = LT;
    out[1].than = period_first(p);
    terms *kept = NEW(c->e->a, terms);
    *kept = *t;
    for (size_t i = 0; i < 2; i++) {
        atom x = {.test = out[i].how};
        expr_value day = {.kind = EXPR_DATE, .day = out[i].than};
        if (!out[i].field.n)
            continue;
        if (!column_of(c, out[i].field, &x.column)) {
            /* No such column: nobody has such a date, if the count agrees. */
            continue;
        }
        if (!c->records.shown(c->records.self, out[i].field, day, &x.than))
            lose(c);
        terms *off = both(c, t, one(c, x));
        for (size_t k = 0; k < off->n; k++)
            add_term(c, kept, &off->v[k], -1);
    }
    return kept;
}

/* --- Criteria
 * ------------------------------------------------------------------
 */

static const char *const signs[] = {
    [EQ] = "", [NE] = "<>", [LT] = "<", [LE] = "<=", [GT] = ">", [GE] = ">="};

/* Would a program take it for a number, an operator or a date? */
static bool is_plain_text(str s) {
    if (!s.n || s.n > MAX_CRITERION)
        return false;
    char c = s.p[0];
    return !(c >= '0' && c <= '9') && !strchr("=<>+-.,", c);
}

static bool put_criterion(buf *out, const atom *x) {
    buf_z(out, ",\"");
    if (x->test == FILLED) {
        buf_z(out, "<>\"");
        return true;
    }
    if (x->test == NUMERIC) { /* no published number is as small */
        buf_z(out, ">-1000000000000\"");
        return true;
    }
    buf_z(out, signs[x->test]);
    if (x->than.is_number) { /* the sign of decimals is each reader's own */
        if (x->than.number != floor(x->than.number))
            return false;
        buf_num(out, x->than.number);
    } else if (!is_plain_text(x->than.text)) {
        return false;
    }
    for (size_t i = 0; !x->than.is_number && i < x->than.text.n; i++) {
        char c = x->than.text.p[i];
        if (c == '*' || c == '?' || c == '~')
            buf_c(out, '~');
        if (c == '"')
            buf_c(out, '"');
        buf_c(out, c);
    }
    buf_c(out, '"');
    return true;
}

static bool holds(const atom *x, size_t row) {
    const emit_entry *k = &x->column.cells[row];
    if (x->test == FILLED)
        return k->is_number || k->is_text;
    if (x->test == NUMERIC)
        return k->is_number;
    if (x->test == NE) /* other things, and what is empty */
        return x->than.is_number
                   ? !(k->is_number && k->number == x->than.number)
                   : !(k->is_text && str_eq(k->text, x->than.text));
    if (!x->than.is_number)
        return k->is_text && str_eq(k->text, x->than.text);
    double a = k->number, b = x->than.number;
    return k->is_number && (x->test == EQ   ? a == b
                            : x->test == LT ? a < b
                            : x->test == LE ? a <= b
                            : x->test == GT ? a > b
                                            : a >= b);
}

static bool all_hold(const term *t, size_t row) {
    for (size_t i = 0; i < t->n; i++)
        if (!holds(&t->atoms[i], row))
            return false;
    return true;
}

/* --- Formulas
 * ------------------------------------------------------------------
 */

/* That a record is there follows from any other criterion on it. */
static bool is_implied(const term *t, size_t at) {
    return t->atoms[at].test == FILLED && at == 0 && t->n > 1;
}

/* « COUNTIFS(range,"x",…) », or SUMIFS of a column. */
static void put_function(counting *c, buf *out, const term *t,
                         const emit_column *sum) {
    if (sum)
        buf_fmt(out, "SUMIFS(%.*s,", ARG(sum->ref));
    else
        buf_z(out, "COUNTIFS(");
    bool first = true;
    for (size_t i = 0; i < t->n; i++) {
        const atom *x = &t->atoms[i];
        if (is_implied(t, i))
            continue;
        buf_fmt(out, "%s%.*s", first ? "" : ",", ARG(x->column.ref));
        first = false;
        if (!put_criterion(out, x))
            lose(c);
        if (x->test == NE) /* nothing is not « another » */
            buf_fmt(out, ",%.*s,\"<>\"", ARG(x->column.ref));
    }
    buf_c(out, ')');
}

static double over_rows(const counting *c, const term *t,
                        const emit_column *sum) {
    double x = 0;
    for (size_t row = 0; row < c->records.n; row++) {
        bool in = all_hold(t, row);
        for (size_t i = 0; in && i < t->n; i++)
            if (t->atoms[i].test == NE)
                in = t->atoms[i].column.cells[row].is_number ||
                     t->atoms[i].column.cells[row].is_text;
        if (in)
            x += !sum                        ? 1
                 : sum->cells[row].is_number ? sum->cells[row].number
                                             : 0;
    }
    return x;
}

static emit_pair signed_sum(counting *c, const terms *t,
                            const emit_column *sum) {
    emit_pair p = {.has = true};
    for (size_t i = 0; i < t->n; i++) {
        const term *k = &t->v[i];
        buf out = buf_new(c->e->a);
        buf_str(&out, p.v);
        if (i || k->sign < 0)
            buf_c(&out, k->sign < 0 ? '-' : '+');
        put_function(c, &out, k, sum);
        p.v = buf_take(&out);
        p.x += k->sign * over_rows(c, k, sum);
        p = book_emit_shorten(c->e, p);
    }
    if (t->n > 1)
        p.v = book_emit_text(c->e, "(%.*s)", ARG(p.v));
    return p;
}

/* The terms with one condition more: on a field of theirs. */
static terms *with_field(counting *c, terms *t, const expr_node *field,
                         test how, emit_column *out) {
    atom x = {.test = how};
    if (!column_of(c, path_of(c, field), &x.column)) {
        lose(c);
        return t;
    }
    *out = x.column;
    return both(c, t, one(c, x));
}

bool book_counts_records(const expr_node *n) {
    return n->kids[0]->type.kind == EXPR_LIST &&
           n->kids[0]->type.element == EXPR_RECORD &&
           (n->fn == EXPR_FN_COUNT_OF || n->fn == EXPR_FN_SUM ||
            n->fn == EXPR_FN_MEAN);
}

emit_pair book_emit_count(emitter *e, const expr_node *n) {
    counting c = {.e = e};
    emit_column column = {0};
    terms *t = listed(&c, n->kids[0]);
    if (!c.lost)
        t = present(&c, t);
    bool counts = n->fn == EXPR_FN_COUNT_OF;
    if (!c.lost && n->kid_count > 1)
        t = with_field(&c, t, n->kids[1], counts ? FILLED : NUMERIC, &column);
    if (c.lost)
        return book_emit_fail(e, EMIT_UNSUPPORTED);
    emit_pair number = signed_sum(&c, t, NULL);
    emit_pair p = number;
    if (!counts) {
        p = signed_sum(&c, t, &column);
        p.a = book_emit_text(e, "%.*s>0", ARG(number.v));
        p.has = number.x > 0;
    }
    if (n->fn == EXPR_FN_MEAN) {
        p.v = book_emit_text(e, "(%.*s/%.*s)", ARG(p.v), ARG(number.v));
        p.x = p.has ? p.x / number.x : 0;
    }
    return c.lost ? book_emit_fail(e, EMIT_UNSUPPORTED) : p;
}
