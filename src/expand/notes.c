/* Notes under tables and figures (charter §13). */
#include "expand/charts_int.h"

str note_typeset(expander *x, str text) {
    inline_list l = {0};
    doc_text(x->a, &l, text, 0);
    typeset_inlines(x, &l);
    return doc_plain(x->a, &l);
}

void note_put(expander *x, doc_block *b, const char *key, str text) {
    if (!text.n)
        return;
    inline_list l = {0};
    doc_text(x->a, &l, text, 0);
    typeset_inlines(x, &l);
    list_push(x->a, &b->notes, (doc_note){word(x, key), l});
}

str note_marks(expander *x, uint8_t marks) {
    static const char *const keys[5] = {"marque_i_lue", "marque_e_lue",
                                        "marque_p_lue", "marque_q_lue",
                                        "marque_r_lue"};
    str all = STR_NONE;
    for (int i = 0; i < 5; i++)
        if (marks & 1u << i)
            all = note_joined(x, all, word(x, keys[i]));
    return all;
}

str note_joined(const expander *x, str a, str b) {
    if (!a.n || !b.n)
        return a.n ? a : b;
    return str_fmt(x->a, "%.*s %.*s", STR_ARG(a), STR_ARG(b));
}

static void add_source(const expander *x, source_list *to, str one) {
    one = str_trim(one);
    for (size_t i = 0; i < to->n; i++)
        if (str_eq(to->v[i], one))
            return;
    if (one.n)
        list_push(x->a, to, one);
}

/* A figure's source may be several, joined by « ; ». */
void note_add_sources(const expander *x, source_list *to, str joined) {
    size_t from = 0;
    while (from < joined.n) {
        size_t at = str_find(joined, S(" ; "), from);
        size_t end = at == SIZE_MAX ? joined.n : at;
        add_source(x, to, str_sub(joined, from, end));
        from = at == SIZE_MAX ? joined.n : at + 3;
    }
}

void note_put_sources(expander *x, doc_block *b, const source_list *all) {
    buf out = buf_new(x->a);
    for (size_t i = 0; i < all->n; i++) {
        if (i)
            buf_z(&out, "\xE2\x80\xAF; ");
        buf_str(&out, i ? all->v[i] : locale_capital(x->l, x->a, all->v[i]));
    }
    if (!all->n)
        return;
    buf_c(&out, '.');
    note_put(x, b, all->n > 1 ? "note_sources" : "note_source", buf_take(&out));
}
