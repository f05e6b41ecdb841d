#include "toy.h"

#include <stdlib.h>
#include <string.h>

static const str hue_list[HUE_COUNT] = {
    [HUE_RED] = STR_LITERAL("rouge_vif"),
    [HUE_BLUE] = STR_LITERAL("bleu"),
    [HUE_L] = STR_LITERAL("l’autre"),
};
static const word_table words_hue = {"hue", hue_list, HUE_COUNT};

#define REC part
static const field fields_part[] = {
    F_ID(0, "Identifiant"),
    F_LABEL("nom", name, REQUIRED, "Nom"),
    F_NUMBER("poids", weight, 0, 1, 10, "Poids"),
};
const record_type type_part = {
    RECORD(part, "morceau", "un", "Un morceau."),
    .scalar = "nom",
};
#undef REC

static const record_type *const block_types[HUE_COUNT] = {[HUE_RED] =
                                                              &type_part};
static const variant_table variants = {
    &words_hue, block_types, sizeof(toy_block), offsetof(toy_block, kind),
    offsetof(toy_block, record)};

#define REC toy
static const field fields_toy[] = {
    F_ID(0, "Identifiant"),
    F_LABEL("etiquette", label, REQUIRED, "Étiquette « nette »"),
    F_TEXT("texte", text, 0, "Texte"),
    F_EXPR("calcul", expr, 0, "Expression"),
    F_NUMBER("nombre", number, 0, 0, 0, "Nombre"),
    F_INTEGER("entier", whole, 0, 1, 4, "Entier de 1 à 4"),
    F_MONEY("euros", euros, 0, "Euros"),
    F_NUMBER("taux", share, 0, 0, 100, "Taux"),
    F_YESNO("drapeau", flag, 0, "Oui ou non"),
    F_DATE("date", date, 0, "Date"),
    F_DATE("jour", day, DAY_NEEDED, "Jour"),
    F_PERIOD("periode", period, 0, "Période"),
    F_WORD("teinte", hue, hue, 0, "Teinte"),
    F_WORDS("teintes", hues, hue, 0, "Teintes"),
    F_REF("vers", ref, toy, 0, "Un autre"),
    F_REFS("liens", refs, toy, 0, "D’autres"),
    F_LABELS("noms", labels, 0, "Noms"),
    F_TEXTS("proses", texts, 0, "Textes"),
    F_PERIODS("annees", periods, 0, "Périodes"),
    F_ONE("morceau", part, part, 0, "Un morceau"),
    F_MANY("morceaux", parts, part, 0, "Des morceaux"),
    F_VARIANTS("blocs", blocks, toy_blocks, 0, &variants, "Des blocs"),
};
const record_type type_toy = {RECORD(toy, "jouet", "un", "Un jouet.")};
#undef REC

#define REC toy_file
static const field fields_toy_file[] = {
    F_ONE("seul", single, toy, 0, "Un jouet"),
    F_MANY("jouets", many, toy, 0, "Des jouets"),
};
const record_type type_toy_file = {
    RECORD(toy_file, "fichier", "le", "Un fichier."),
    .headless = true,
};
#undef REC

int bench_open(void **state) {
    bench *x = calloc(1, sizeof *x);
    *state = x;
    if (!x || setjmp(x->land.jump))
        return -1;
    x->a = arena_new(&x->land);
    x->sink = diag_sink_new(x->a);
    x->b = (binder){
        .a = x->a, .sink = x->sink, .locale = locale_open(x->a, S("fr"))};
    return x->b.locale ? 0 : -1;
}

int bench_close(void **state) {
    bench *x = *state;
    arena_free(x->a);
    free(x);
    return 0;
}

place bench_bind(bench *x, const char *text) {
    const char *mark = strstr(text, "§");
    place at = {0, 0, 0};
    str s = str_z(text);
    if (mark) {
        size_t i = (size_t)(mark - text);
        s = str_cat(x->a, str_sub(s, 0, i), str_sub(s, i + 2, s.n));
        at = source_place(source_new(x->a, S("f.yaml"), s), (uint32_t)i);
    }
    const source *src = source_new(x->a, S("f.yaml"), s);
    const node *n = node_read(x->a, src, x->sink);
    assert_non_null(n);
    bind_root(&x->b, &type_toy_file, n, &x->file);
    return at;
}

place bench_single(bench *x, const char *text) {
    buf b = buf_new(x->a);
    buf_z(&b, "seul:\n  ");
    for (const char *p = text; *p; p++) {
        buf_c(&b, *p);
        if (*p == '\n')
            buf_z(&b, "  ");
    }
    return bench_bind(x, buf_take(&b).p);
}
