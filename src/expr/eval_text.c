/* Functions that make text: agreement, articles, lists of names. */
#include <math.h>

#include "base/utf8.h"
#include "expr/expr_int.h"

expr_value fn_text(evaluation *x, const expr_node *call) {
    expr_value v = expr_eval_node(x, call->kids[0]);
    return v.why ? expr_missing(EXPR_TEXT, v.why)
                 : expr_text(expr_value_text(x->a, v));
}

/* Upper case of the letters that begin a French word. */
static uint32_t upper(uint32_t c) {
    if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7))
        return c - 0x20;
    if (c == 0xFF)
        return 0x178;
    return c >= 0x100 && c <= 0x177 && c % 2 ? c - 1 : c;
}

expr_value fn_capital(evaluation *x, const expr_node *call) {
    expr_value v = expr_eval_node(x, call->kids[0]);
    if (v.why || !v.text.n)
        return v;
    size_t at = 0;
    uint32_t c = utf8_next(v.text, &at);
    if (c == UTF8_BAD || upper(c) == c)
        return v;
    buf b = buf_new(x->a);
    buf_cp(&b, upper(c));
    buf_str(&b, str_sub(v.text, at, v.text.n));
    return expr_text(buf_take(&b));
}

/* --- Plurals ----------------------------------------------------------------
   The words up to the first small link (de, à, en…) agree; others do not:
   place de BTS → places de BTS. */

static bool one_of(str s, const char *const *words) {
    for (; *words; words++)
        if (str_eq(s, str_z(*words)))
            return true;
    return false;
}

static bool is_link(str word) {
    static const char *const links[] = {"de",   "du",   "des",  "à",    "au",
                                        "aux",  "en",   "par",  "pour", "sur",
                                        "dans", "avec", "sans", "et",   NULL};
    return one_of(word, links) || str_starts(word, S("d’")) ||
           str_starts(word, S("d'"));
}

static void put_plural(buf *out, str w) {
    static const char *const in_s[] = {
        "bal",   "carnaval", "festival", "récital", "régal",  "naval",
        "fatal", "final",    "bleu",     "pneu",    "landau", NULL};
    static const char *const in_x[] = {"bijou", "caillou", "chou", "genou",
                                       "hibou", "joujou",  "pou",  NULL};
    static const char *const in_aux[] = {"travail", "bail",  "vitrail",
                                         "corail",  "émail", NULL};
    bool x = str_ends(w, S("eau")) || str_ends(w, S("au")) ||
             str_ends(w, S("eu")) || one_of(w, in_x);
    if (str_ends(w, S("s")) || str_ends(w, S("x")) || str_ends(w, S("z"))) {
        buf_str(out, w);
    } else if (one_of(w, in_s)) {
        buf_str(out, w);
        buf_c(out, 's');
    } else if (str_ends(w, S("al")) || one_of(w, in_aux)) {
        size_t cut = str_ends(w, S("al")) ? 1 : 2; /* -al, -ail → -aux */
        buf_str(out, str_sub(w, 0, w.n - cut));
        buf_z(out, "ux");
    } else {
        buf_str(out, w);
        buf_c(out, x ? 'x' : 's');
    }
}

static str plural(arena *a, str s) {
    buf out = buf_new(a);
    bool agree = true;
    for (size_t at = 0; at < s.n;) {
        size_t blank = str_find(s, S(" "), at);
        size_t end = blank == SIZE_MAX ? s.n : blank;
        str w = str_sub(s, at, end);
        agree = agree && !is_link(w);
        if (agree && w.n)
            put_plural(&out, w);
        else
            buf_str(&out, w);
        if (end < s.n)
            buf_c(&out, ' ');
        at = end + 1;
    }
    return buf_take(&out);
}

expr_value fn_plural(evaluation *x, const expr_node *call) {
    expr_value n = expr_eval_node(x, call->kids[0]);
    expr_value one = expr_eval_node(x, call->kids[1]);
    if (one.why)
        return one;
    if (n.why || fabs(n.number) < 2)
        return one;
    if (call->kid_count > 2)
        return expr_eval_node(x, call->kids[2]);
    return expr_text(plural(x->a, one.text));
}

/* --- « du lycée », « à l’université » ------------------------------------- */

typedef enum article { NONE, LE, LA, ELIDED, LES, ARTICLES } article;

static const char *const of_forms[ARTICLES] = {"de ", "du ", "de la ", "de l’",
                                               "des "};
static const char *const to_forms[ARTICLES] = {"à ", "au ", "à la ", "à l’",
                                               "aux "};

static article article_of(str s) {
    if (str_eq(s, S("le")))
        return LE;
    if (str_eq(s, S("la")))
        return LA;
    if (str_eq(s, S("les")))
        return LES;
    return str_starts(s, S("l")) ? ELIDED : NONE;
}

static expr_value text_field(evaluation *x, expr_value r, str name) {
    const expr_field *f = r.cls && r.record ? r.cls->field(r.cls, name) : NULL;
    if (!f)
        return expr_missing(EXPR_TEXT, MISSING_UNAVAILABLE);
    return r.cls->get(r.cls, f, r.record, x->a);
}

static bool starts_with_vowel(arena *a, str s) {
    str f = expr_fold(a, str_sub(s, 0, 4));
    return f.n && strchr("aeiou", f.p[0]);
}

static expr_value with_article(evaluation *x, const expr_node *call,
                               const char *const *forms, bool elides) {
    expr_value v = expr_eval_node(x, call->kids[0]);
    if (v.why)
        return expr_missing(EXPR_TEXT, v.why);
    article kind = NONE;
    str name = expr_value_text(x->a, v);
    if (v.kind == EXPR_RECORD) {
        expr_value art = text_field(x, v, S("article"));
        if (!art.why && art.kind == EXPR_TEXT)
            kind = article_of(art.text);
    }
    buf out = buf_new(x->a);
    if (kind == NONE && elides && starts_with_vowel(x->a, name))
        buf_z(&out, "d’");
    else
        buf_z(&out, forms[kind]);
    buf_str(&out, name);
    return expr_text(buf_take(&out));
}

expr_value fn_of(evaluation *x, const expr_node *call) {
    return with_article(x, call, of_forms, true);
}

expr_value fn_to(evaluation *x, const expr_node *call) {
    return with_article(x, call, to_forms, false);
}

/* --- Lists of names ------------------------------------------------------- */

expr_value fn_join(evaluation *x, const expr_node *call) {
    expr_value l = expr_eval_node(x, call->kids[0]);
    if (l.why || l.kind != EXPR_LIST)
        return expr_missing(EXPR_TEXT, l.why);
    expr_value sep = expr_text(S(", "));
    bool given = call->kid_count > 2;
    if (given)
        sep = expr_eval_node(x, call->kids[2]);
    LIST(str) parts = {0};
    for (size_t i = 0; i < l.list.n; i++) {
        expr_value v = expr_eval_inside(x, l.list.v[i], call->kids[1]);
        if (!v.why)
            list_push(x->a, &parts, expr_value_text(x->a, v));
    }
    buf out = buf_new(x->a);
    for (size_t i = 0; i < parts.n; i++) {
        if (i && !given && i + 1 == parts.n)
            buf_z(&out, " et ");
        else if (i)
            buf_str(&out, sep.why ? STR_NONE : sep.text);
        buf_str(&out, parts.v[i]);
    }
    return expr_text(buf_take(&out));
}
