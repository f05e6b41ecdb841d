/* The words that components print: keys here, words in mots-fr.yaml. */
#include "expand/expand_int.h"

str word(const expander *x, const char *key) {
    return view_phrase(&x->view, key);
}

str phrase(const expander *x, const char *key, const str *args, size_t n) {
    str slots[DIAG_ARGS] = {0};
    for (size_t i = 0; i < n && i < DIAG_ARGS; i++)
        slots[i] = args[i];
    str pattern = str_dup(x->a, word(x, key));
    buf out = buf_new(x->a);
    diag_sentence(&out, pattern.p, slots);
    return buf_take(&out);
}

str version_of(const expander *x) {
    str version = x->m->dossier.version;
    return version.n ? version : word(x, "a_preciser");
}

doc_words *words_make(const expander *x) {
    static const char *const letters[5] = {"marque_i", "marque_e", "marque_p",
                                           "marque_q", "marque_r"};
    static const char *const spoken[5] = {"marque_i_dite", "marque_e_dite",
                                          "marque_p_dite", "marque_q_dite",
                                          "marque_r_dite"};
    doc_words *w = NEW(x->a, doc_words);
    w->continued = word(x, "suite");
    w->continued_page = word(x, "suite_page");
    w->illustrative = word(x, "illustratif");
    w->illustrative_footer = word(x, "illustratif_pied");
    w->criterion = word(x, "critere");
    w->name = word(x, "signature_nom");
    w->date_and_signature = word(x, "signature_date");
    w->page = word(x, "page");
    w->of = word(x, "sur");
    w->footnote = word(x, "note_de_bas_de_page");
    w->go_to = word(x, "aller_a");
    w->yes = word(x, "oui");
    w->no = word(x, "non");
    for (int i = 0; i < 5; i++) {
        w->mark_letter[i] = word(x, letters[i]);
        w->mark_spoken[i] = word(x, spoken[i]);
    }
    return w;
}
