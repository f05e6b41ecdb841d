/* Recursive descent, loosest first:
     où · ou · et · non · comparison, dans · + - · * / · unary - · . [ ] ( )
   « où » is loosest so that `nombre(liste où a = 1 et b = 2)` needs no
   parenthesis; « non » takes a whole comparison. One error a text. */
#include "expr/expr_int.h"

typedef struct parser {
    arena *a;
    lexer lex;
    token tok, before; /* before: what tok follows, for messages */
    int depth;
} parser;

static expr_node *parse_where(parser *p);
static expr_node *parse_not(parser *p);
static expr_node *parse_unary(parser *p);

static void advance(parser *p) {
    p->before = p->tok;
    expr_lex_next(&p->lex, &p->tok);
}

static void fail(parser *p, diag_code code, token at, str arg0, str arg1) {
    expr_lex_fail(&p->lex, code, located_span(p->lex.src, at.from, at.to), arg0,
                  arg1);
    p->tok.kind = TOK_END;
}

expr_node *expr_node_new(arena *a, expr_node_kind kind, uint32_t from,
                         uint32_t to) {
    expr_node *n = NEW(a, expr_node);
    n->kind = kind;
    n->from = from;
    n->to = to;
    n->depth = 1;
    return n;
}

static bool enter(parser *p) {
    if (++p->depth <= EXPR_MAX_DEPTH)
        return true;
    fail(p, E0320, p->tok, STR_NONE, STR_NONE);
    return false;
}

static expr_node *error_node(parser *p) {
    return expr_node_new(p->a, EXPR_N_ERROR, p->tok.from, p->tok.to);
}

static void set_kids(parser *p, expr_node *n, expr_node **kids, size_t count) {
    n->kids = kids;
    n->kid_count = count;
    for (size_t i = 0; i < count; i++)
        if (kids[i]->depth >= n->depth)
            n->depth = (uint16_t)(kids[i]->depth + 1);
    if (n->depth > EXPR_MAX_DEPTH)
        fail(p, E0320, p->before, STR_NONE, STR_NONE);
}

static expr_node *join(parser *p, expr_node_kind kind, expr_node *x,
                       expr_node *y) {
    expr_node *n = expr_node_new(p->a, kind, x->from, y ? y->to : p->before.to);
    expr_node **kids = NEW_ARRAY(p->a, expr_node *, 2);
    kids[0] = x;
    kids[1] = y;
    set_kids(p, n, kids, y ? 2 : 1);
    return n;
}

static expr_node *prefix(parser *p, expr_node_kind kind, uint32_t from,
                         expr_node *x) {
    expr_node *n = join(p, kind, x, NULL);
    n->from = from;
    n->to = x->to;
    return n;
}

static bool starts_value(token_kind k) {
    return (k >= TOK_NUMBER && k <= TOK_FALSE) || k == TOK_NOT ||
           k == TOK_MINUS || k == TOK_OPEN || k == TOK_OPEN_BRACKET;
}

/* Arguments up to `close`, which is eaten; `open` is for the message. */
static void parse_arguments(parser *p, expr_node *n, expr_node *first,
                            token open) {
    bool bracket = open.kind == TOK_OPEN_BRACKET;
    token_kind close = bracket ? TOK_CLOSE_BRACKET : TOK_CLOSE;
    LIST(expr_node *) kids = {0};
    if (first)
        list_push(p->a, &kids, first);
    if (p->tok.kind != close)
        list_push(p->a, &kids, parse_where(p));
    while (p->tok.kind == TOK_COMMA) {
        advance(p);
        list_push(p->a, &kids, parse_where(p));
    }
    if (p->tok.kind == TOK_END)
        fail(p, E0306, open, open.text, bracket ? S("]") : S(")"));
    else if (p->tok.kind != close)
        fail(p, E0305, p->tok, p->tok.text, STR_NONE);
    n->to = p->tok.to;
    set_kids(p, n, kids.v, kids.n);
}

static expr_node *parse_paren(parser *p) {
    token open = p->tok;
    advance(p);
    expr_node *n = parse_where(p);
    if (p->tok.kind == TOK_END)
        fail(p, E0306, open, open.text, S(")"));
    else if (p->tok.kind != TOK_CLOSE)
        fail(p, E0305, p->tok, p->tok.text, STR_NONE);
    else
        advance(p);
    return n;
}

static expr_node *parse_list(parser *p) {
    token open = p->tok;
    expr_node *n = expr_node_new(p->a, EXPR_N_LIST, open.from, open.to);
    advance(p);
    parse_arguments(p, n, NULL, open);
    advance(p);
    return n;
}

static expr_node *parse_literal(parser *p) {
    static const expr_node_kind kinds[TOK_COUNT] = {
        [TOK_NUMBER] = EXPR_N_NUMBER, [TOK_TEXT] = EXPR_N_TEXT,
        [TOK_DATE] = EXPR_N_DATE,     [TOK_PERIOD] = EXPR_N_PERIOD,
        [TOK_TRUE] = EXPR_N_BOOL,     [TOK_FALSE] = EXPR_N_BOOL,
        [TOK_NOT] = EXPR_N_BOOL,      [TOK_NAME] = EXPR_N_NAME};
    token t = p->tok;
    expr_node *n = expr_node_new(p->a, kinds[t.kind], t.from, t.to);
    n->name = t.text;
    if (t.kind == TOK_NUMBER)
        n->number = t.number;
    else if (t.kind == TOK_DATE)
        n->day = t.day;
    else if (t.kind == TOK_PERIOD)
        n->period = t.period;
    else
        n->truth = t.kind == TOK_TRUE;
    advance(p);
    return n;
}

static expr_node *parse_primary(parser *p) {
    token_kind k = p->tok.kind;
    if (k == TOK_OPEN)
        return parse_paren(p);
    if (k == TOK_OPEN_BRACKET)
        return parse_list(p);
    if (k >= TOK_NUMBER && k <= TOK_FALSE)
        return parse_literal(p);
    if (k == TOK_NOT) /* the word alone: no */
        return parse_literal(p);
    if (k == TOK_END && p->before.to == 0)
        fail(p, E0308, p->tok, STR_NONE, STR_NONE);
    else if (k == TOK_END || p->before.to)
        fail(p, E0307, p->before, p->before.text, STR_NONE);
    else
        fail(p, E0305, p->tok, p->tok.text, STR_NONE);
    return error_node(p);
}

static expr_node *parse_field(parser *p, expr_node *of) {
    advance(p);
    /* A field may bear the name of an operator: after a dot it is a name. */
    bool word = p->tok.kind == TOK_NAME ||
                (p->tok.kind >= TOK_TRUE && p->tok.kind <= TOK_WHERE);
    if (!word) {
        fail(p, E0307, p->before, p->before.text, STR_NONE);
        return of;
    }
    str name = p->tok.text;
    advance(p);
    expr_node *n = join(p, EXPR_N_FIELD, of, NULL);
    n->name = name;
    return n;
}

static expr_node *parse_index(parser *p, expr_node *of) {
    token open = p->tok;
    p->lex.index++;
    advance(p);
    expr_node *n = expr_node_new(p->a, EXPR_N_INDEX, of->from, of->to);
    parse_arguments(p, n, of, open);
    p->lex.index--;
    advance(p);
    return n;
}

static expr_node *parse_postfix(parser *p) {
    expr_node *n = parse_primary(p);
    for (;;) {
        if (p->tok.kind == TOK_DOT) {
            n = parse_field(p, n);
        } else if (p->tok.kind == TOK_OPEN_BRACKET) {
            n = parse_index(p, n);
        } else if (p->tok.kind == TOK_OPEN && n->kind == EXPR_N_NAME) {
            token open = p->tok;
            n->kind = EXPR_N_CALL;
            advance(p);
            parse_arguments(p, n, NULL, open);
            advance(p);
        } else {
            return n;
        }
    }
}

static expr_node *parse_unary(parser *p) {
    if (p->tok.kind != TOK_MINUS)
        return parse_postfix(p);
    uint32_t from = p->tok.from;
    advance(p);
    expr_node *x = enter(p) ? parse_unary(p) : error_node(p);
    p->depth--;
    return prefix(p, EXPR_N_NEG, from, x);
}

static expr_node *parse_term(parser *p) {
    expr_node *x = parse_unary(p);
    while (p->tok.kind == TOK_STAR || p->tok.kind == TOK_SLASH) {
        bool times = p->tok.kind == TOK_STAR;
        advance(p);
        x = join(p, times ? EXPR_N_MUL : EXPR_N_DIV, x, parse_unary(p));
    }
    return x;
}

static expr_node *parse_sum(parser *p) {
    expr_node *x = parse_term(p);
    while (p->tok.kind == TOK_PLUS || p->tok.kind == TOK_MINUS) {
        bool plus = p->tok.kind == TOK_PLUS;
        advance(p);
        x = join(p, plus ? EXPR_N_ADD : EXPR_N_SUB, x, parse_term(p));
    }
    return x;
}

static expr_node_kind comparison_of(token_kind k) {
    static const expr_node_kind kinds[TOK_COUNT] = {
        [TOK_EQ] = EXPR_N_EQ, [TOK_NE] = EXPR_N_NE, [TOK_LT] = EXPR_N_LT,
        [TOK_LE] = EXPR_N_LE, [TOK_GT] = EXPR_N_GT, [TOK_GE] = EXPR_N_GE,
        [TOK_IN] = EXPR_N_IN};
    return kinds[k]; /* 0 is EXPR_N_ERROR: none */
}

static expr_node *parse_comparison(parser *p) {
    expr_node *x = parse_sum(p);
    expr_node_kind kind = comparison_of(p->tok.kind);
    if (!kind)
        return x;
    advance(p);
    x = join(p, kind, x, parse_sum(p));
    if (comparison_of(p->tok.kind))
        fail(p, E0322, p->tok, p->tok.text, STR_NONE);
    return x;
}

/* « non » before a value negates the comparison that follows; alone it is the
   answer no, as in `coloration = non`. */
static expr_node *parse_not(parser *p) {
    if (p->tok.kind != TOK_NOT)
        return parse_comparison(p);
    lexer saved = p->lex;
    token ahead;
    saved.sink = diag_sink_new(p->a); /* looking ahead says nothing */
    expr_lex_next(&saved, &ahead);
    if (!starts_value(ahead.kind) && !saved.failed)
        return parse_comparison(p);
    uint32_t from = p->tok.from;
    advance(p);
    expr_node *x = enter(p) ? parse_not(p) : error_node(p);
    p->depth--;
    return prefix(p, EXPR_N_NOT, from, x);
}

static expr_node *parse_and(parser *p) {
    expr_node *x = parse_not(p);
    while (p->tok.kind == TOK_AND) {
        advance(p);
        x = join(p, EXPR_N_AND, x, parse_not(p));
    }
    return x;
}

static expr_node *parse_or(parser *p) {
    expr_node *x = parse_and(p);
    while (p->tok.kind == TOK_OR) {
        advance(p);
        x = join(p, EXPR_N_OR, x, parse_and(p));
    }
    return x;
}

static expr_node *parse_where(parser *p) {
    if (!enter(p)) {
        p->depth--;
        return error_node(p);
    }
    expr_node *x = parse_or(p);
    while (p->tok.kind == TOK_WHERE) {
        advance(p);
        x = join(p, EXPR_N_WHERE, x, parse_or(p));
    }
    p->depth--;
    return x;
}

expr_node *expr_parse(arena *a, const located *src, diag_sink *sink) {
    parser p = {.a = a, .lex = {.a = a, .src = src, .sink = sink}};
    expr_lex_next(&p.lex, &p.tok);
    expr_node *n = parse_where(&p);
    bool times = str_eq(p.tok.text, S("x")) || str_eq(p.tok.text, S("X"));
    if (p.tok.kind != TOK_END && times)
        fail(&p, E0309, p.tok, p.tok.text, S("*"));
    else if (p.tok.kind != TOK_END)
        fail(&p, E0305, p.tok, p.tok.text, STR_NONE);
    return p.lex.failed ? NULL : n;
}
