#include "expr/expr_int.h"

#define L(z)                                                                   \
    { (z), sizeof(z) - 1 }

static const builtin table[EXPR_FN_COUNT] = {
#define FN(id, name, alias, forms, result, eval, usage, doc)                   \
    [EXPR_FN_##id] = {L(name), L(alias), forms, result, eval, L(usage), L(doc)},
#include "expr/builtins.def"
#undef FN
};

static const str names[EXPR_FN_COUNT] = {
#define FN(id, name, alias, forms, result, eval, usage, doc) L(name),
#include "expr/builtins.def"
#undef FN
};

static const expr_doc docs[EXPR_FN_COUNT] = {
#define FN(id, name, alias, forms, result, eval, usage, doc)                   \
    {L(name), L(usage), L(doc)},
#include "expr/builtins.def"
#undef FN
};

static const expr_doc operators[] = {
    {L("+ - * /"), L("100 * femmes / effectif"),
     L("Les quatre opérations ; une valeur manquante ou une division par zéro "
       "donne une valeur manquante.")},
    {L("= <> < <= > >="), L("etat = \"faite\""),
     L("Comparaisons ; les nombres se comparent à six décimales.")},
    {L("et, ou, non"), L("fin < dossier.date et non etat = \"faite\""),
     L("Conditions ; « non » porte sur toute la comparaison qui le suit.")},
    {L("dans"), L("categorie dans [\"economique\", \"associatif\"]"),
     L("Vrai si la valeur est un élément de la liste, ou la date un jour de la "
       "période.")},
    {L("où"), L("partenaires où categorie = \"economique\""),
     L("Les éléments d’une liste qui remplissent une condition, écrite avec "
       "leurs champs.")},
    {L("."), L("campus.intitule"), L("Un champ d’une fiche.")},
    {L("[ ]"), L("effectif[lycee_picasso, 2025-2026]"),
     L("La valeur d’un indicateur pour un établissement, une période, ou les "
       "deux.")},
    {L("element"), L("joindre(academies, element)"),
     L("Dans un « où » ou un calcul sur une liste : l’élément lui-même.")},
    {L("oui, non"), L("prioritaire = oui"),
     L("Les deux réponses (aussi vrai et faux).")},
};

const builtin *expr_builtin_of(expr_fn fn) {
    return &table[fn];
}

expr_fn expr_builtin_find(str name) {
    for (int i = 0; i < EXPR_FN_COUNT; i++)
        if (str_eq(name, table[i].name) ||
            (table[i].alias.n && str_eq(name, table[i].alias)))
            return (expr_fn)i;
    return EXPR_FN_COUNT;
}

const str *expr_builtin_names(size_t *n) {
    *n = EXPR_FN_COUNT;
    return names;
}

str expr_builtin_form(const builtin *b, size_t i) {
    str rest = str_z(b->forms);
    for (;;) {
        size_t bar = str_find(rest, S("|"), 0);
        str form = str_sub(rest, 0, bar);
        if (i-- == 0)
            return form;
        if (bar == SIZE_MAX)
            return STR_NONE;
        rest = str_sub(rest, bar + 1, rest.n);
    }
}

str expr_fn_name(expr_fn fn) {
    return table[fn].name;
}

str expr_fn_form(const expr_node *call) {
    return expr_builtin_form(&table[call->fn], call->form);
}

const expr_doc *expr_functions(size_t *n) {
    *n = EXPR_FN_COUNT;
    return docs;
}

const expr_doc *expr_operators(size_t *n) {
    *n = sizeof operators / sizeof *operators;
    return operators;
}
