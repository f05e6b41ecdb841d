/* Calls: a function has forms, chosen by the number of arguments and the type
   of the first; the form says how each of the others is typed. */
#include "expr/expr_int.h"

/* Letter of argument `i` in a form: the last one repeats before a star. */
static char letter(str form, size_t i) {
    bool star = form.n && form.p[form.n - 1] == '*';
    size_t n = form.n - star;
    return i < n ? form.p[i] : star ? form.p[n - 1] : 0;
}

static bool takes(str form, size_t count) {
    bool star = form.n && form.p[form.n - 1] == '*';
    size_t n = form.n - star;
    return count == n || (star && count > n);
}

static bool is_inside(char c) {
    return c == 'E' || c == 'K' || c == 'M';
}

static bool has_kind(char c, expr_type t) {
    expr_kind k = t.kind;
    if (k == EXPR_ANY)
        return true;
    switch (c) {
    case 'N':
    case 'E':
        return k == EXPR_NUMBER;
    case 'C':
    case 'M':
        return k == EXPR_NUMBER || k == EXPR_DATE;
    case 'T':
        return k == EXPR_TEXT;
    case 'B':
        return k == EXPR_BOOL;
    case 'D':
        return k == EXPR_DATE;
    case 'P':
        return k == EXPR_PERIOD;
    case 'R':
        return k == EXPR_RECORD;
    case 'L':
        return k == EXPR_LIST;
    case 'U':
        return k == EXPR_LIST && t.element == EXPR_NUMBER;
    case 'W':
        return k == EXPR_LIST &&
               (t.element == EXPR_NUMBER || t.element == EXPR_DATE);
    case 'S':
        return k == EXPR_SERIES;
    case 'K':
        return k != EXPR_LIST;
    default:
        return k != EXPR_SERIES; /* V */
    }
}

static const char *kind_word(char c) {
    switch (c) {
    case 'N':
    case 'E':
        return "nombre";
    case 'C':
    case 'M':
        return "nombre ou date";
    case 'T':
        return "texte";
    case 'B':
        return "oui/non";
    case 'D':
        return "date";
    case 'P':
        return "période";
    case 'R':
        return "fiche";
    case 'L':
        return "liste";
    case 'U':
        return "liste de nombres";
    case 'W':
        return "liste de nombres ou de dates";
    case 'S':
        return "indicateur";
    default:
        return "valeur";
    }
}

/* « liste ou indicateur »: what the forms that take `count` arguments want as
   argument `i`. */
static str wanted(arena *a, const builtin *b, size_t count, size_t i) {
    buf out = buf_new(a);
    char seen[16] = {0};
    for (size_t f = 0; expr_builtin_form(b, f).n; f++) {
        str form = expr_builtin_form(b, f);
        char c = letter(form, i);
        if (!takes(form, count) || strchr(seen, c) || strlen(seen) > 14)
            continue;
        seen[strlen(seen)] = c;
        if (out.n)
            buf_z(&out, " ou ");
        buf_z(&out, kind_word(c));
    }
    return buf_take(&out);
}

static void fail_argument(typer *t, const expr_node *call, size_t i) {
    const builtin *b = expr_builtin_of(call->fn);
    const expr_node *k = call->kids[i];
    expr_type_fail_n(t, E0314, k,
                     (const str[]){b->name, str_fmt(t->a, "%zu", i + 1),
                                   expr_type_name(t->a, k->type),
                                   wanted(t->a, b, call->kid_count, i),
                                   b->usage},
                     5);
}

/* The form for the first argument: as it is, else once it is read. */
static bool choose_form(typer *t, expr_node *n) {
    const builtin *b = expr_builtin_of(n->fn);
    expr_node *first = n->kids[0], *read = expr_type_read(t, first);
    expr_node *series = expr_type_series(t, first);
    expr_node *const tries[] = {first, series, read};
    for (size_t pass = 0; pass < 3; pass++)
        for (size_t f = 0; expr_builtin_form(b, f).n; f++) {
            str form = expr_builtin_form(b, f);
            if (!takes(form, n->kid_count) ||
                !has_kind(letter(form, 0), tries[pass]->type))
                continue;
            n->form = (uint8_t)f;
            n->kids[0] = tries[pass];
            return true;
        }
    return false;
}

static bool check_count(typer *t, const expr_node *n) {
    const builtin *b = expr_builtin_of(n->fn);
    for (size_t f = 0; expr_builtin_form(b, f).n; f++)
        if (takes(expr_builtin_form(b, f), n->kid_count))
            return true;
    str count = str_fmt(t->a, "%zu", n->kid_count);
    expr_type_fail_n(t, E0313, n, (const str[]){b->name, count, b->usage}, 3);
    return false;
}

static bool type_arguments(typer *t, expr_node *n) {
    str form = expr_builtin_form(expr_builtin_of(n->fn), n->form);
    expr_type list = n->kids[0]->type;
    bool ok = true;
    for (size_t i = 1; i < n->kid_count; i++) {
        char c = letter(form, i);
        expr_node *k = n->kids[i];
        if (is_inside(c) && list.kind == EXPR_ANY)
            continue;
        k = is_inside(c) ? expr_type_inside(t, list, k) : expr_type_node(t, k);
        n->kids[i] = c == 'S' ? expr_type_series(t, k) : expr_type_read(t, k);
        if (c == 'L' || c == 'U')
            list = k->type;
        if (!has_kind(c, n->kids[i]->type)) {
            fail_argument(t, n, i);
            ok = false;
        }
    }
    return ok;
}

/* The common type of arguments [from, count). */
static expr_type unite(typer *t, const expr_node *n, size_t from) {
    expr_type all = n->kids[from]->type;
    for (size_t i = from + 1; i < n->kid_count; i++) {
        expr_type x = all, y = n->kids[i]->type;
        bool ok;
        all = expr_type_unite(x, y, &ok);
        if (ok)
            continue;
        if (x.kind == y.kind && !expr_unit_agree(x.unit, y.unit))
            expr_type_fail(t, E0318, n, x.unit, y.unit);
        else
            expr_type_fail_n(t, E0329, n,
                             (const str[]){expr_builtin_of(n->fn)->name,
                                           expr_type_name(t->a, x),
                                           expr_type_name(t->a, y)},
                             3);
        return (expr_type){.kind = EXPR_ANY};
    }
    return all;
}

/* Type of what an aggregate runs over. */
static expr_type counted(typer *t, const expr_node *n) {
    str form = expr_builtin_form(expr_builtin_of(n->fn), n->form);
    expr_type first = n->kids[0]->type;
    switch (letter(form, 0)) {
    case 'S':
        return (expr_type){.kind = EXPR_NUMBER, .unit = first.unit};
    case 'U':
    case 'W':
        first.kind = first.element;
        return first;
    case 'L':
        return n->kids[1]->type;
    default:
        return unite(t, n, 0);
    }
}

static expr_type element_type(const expr_node *n) {
    expr_type t = n->kids[0]->type;
    if (t.kind == EXPR_SERIES)
        return (expr_type){.kind = EXPR_NUMBER, .unit = t.unit};
    t.kind = t.element;
    t.element = EXPR_ANY;
    return t;
}

static expr_type result_type(typer *t, const expr_node *n) {
    expr_type last = n->kids[n->kid_count - 1]->type;
    switch (expr_builtin_of(n->fn)->result) {
    case 'N':
    case 'k':
        return counted(t, n);
    case 'n':
        return (expr_type){.kind = EXPR_NUMBER};
    case 'T':
        return (expr_type){.kind = EXPR_TEXT};
    case 'B':
        return (expr_type){.kind = EXPR_BOOL};
    case 'D':
        return (expr_type){.kind = EXPR_DATE};
    case '2':
        return unite(t, n, 1);
    case 'e':
        return element_type(n);
    case 'l':
        last.element = last.kind;
        last.kind = EXPR_LIST;
        return last;
    default:
        return n->fn == EXPR_FN_COALESCE ? unite(t, n, 0) : n->kids[0]->type;
    }
}

/* Shares and growth compare two numbers: their units must agree. */
static void check_pair(typer *t, const expr_node *n) {
    if (n->fn != EXPR_FN_GROWTH && n->fn != EXPR_FN_SHARE)
        return;
    const expr_type first = n->kids[0]->type;
    const expr_type last = n->kids[n->kid_count - 1]->type;
    if (!expr_unit_agree(first.unit, last.unit))
        expr_type_fail(t, E0318, n, first.unit, last.unit);
}

expr_node *expr_type_call(typer *t, expr_node *n) {
    n->fn = expr_builtin_find(n->name);
    if (n->fn == EXPR_FN_COUNT) {
        size_t count;
        const str *names = expr_builtin_names(&count);
        expr_node at = *n;
        at.to = n->from + (uint32_t)n->name.n;
        str near = expr_nearest(t->a, n->name, names, count);
        if (near.n)
            expr_type_fail(t, E0312, &at, n->name, near);
        else
            expr_type_fail(t, E0334, &at, n->name,
                           expr_list_names(t->a, names, count));
        return n;
    }
    if (!check_count(t, n))
        return n;
    n->kids[0] = expr_type_node(t, n->kids[0]);
    if (!choose_form(t, n)) {
        fail_argument(t, n, 0);
        return n;
    }
    if (!type_arguments(t, n))
        return n;
    check_pair(t, n);
    n->type = result_type(t, n);
    return n;
}
