/* Tables of expressions and what they give: a value, or errors with their
   columns (the text begins at column 5). */
#include "world.h"

#include <string.h>

static void literals_and_numbers(void **state) {
    static const world_case cases[] = {
        {"12.5", "12.5"},
        {"\"a \\\"b\\\" \\\\\"", "\"a \"b\" \\\""},
        {"« un texte »", "\"un texte\""},
        {"«\u00A0insécable\u202F»", "\"insécable\""},
        {"vrai", "vrai"},
        {"non", "faux"},
        {"oui et non faux", "vrai"},
        {"2027-09-01", "2027-09-01"},
        {"2027-09", "2027-09"},
        {"2026-2027", "2026-2027"},
        {"2025-S1", "2025-S1"},
        {"2027 - 9", "2018"},
        {"2021+2022", "4043"},
        {"1 + 2 * 3", "7"},
        {"(1 + 2) * 3", "9"},
        {"10 - 4 - 3", "3"},
        {"12 / 4 / 3", "1"},
        {"-2 * -3", "6"},
        {"- (2 - 2)", "0"},
        {"7 − 2 × 3 ÷ 6", "6"},
        {"1 / 0", "- sans_objet"},
        {"0.1 + 0.2 = 0.3", "vrai"},
        {"1 = 1.0000004", "vrai"},
        {"1 = 1.000001", "faux"},
        {"\t1\n+\n2 ", "3"},
    };
    WORLD_CHECK(state, cases);
}

static void conditions(void **state) {
    static const world_case cases[] = {
        {"1 < 2 et 3 >= 3", "vrai"},
        {"1 < 2 ou 1 / 0 = 1", "vrai"},
        {"1 / 0 = 1 ou 1 < 2", "vrai"},
        {"absent > 1 et 1 > 2", "faux"},
        {"absent > 1 et 1 < 2", "- a_venir"},
        {"absent > 1 ou secret > 1", "- secret"},
        {"non absent > 1", "- a_venir"},
        {"non 1 = 2 et 3 = 3", "vrai"},
        {"non non 1 = 1", "vrai"},
        {"1 = 1 ou 1 = 1 et 1 = 2", "vrai"},
        {"(1 = 1 ou 1 = 1) et 1 = 2", "faux"},
        {"1 ≤ 1 et 2 ≥ 3", "faux"},
        {"1 ≠ 2 et 1 <> 1", "faux"},
        {"2 dans [1, 2, 3]", "vrai"},
        {"jour < 2027-01-01 et non support.categorie = \"economique\"", "vrai"},
        {"jour dans 2026-2027", "vrai"},
        {"jour dans periode", "faux"},
        {"periode = 2024-2025", "vrai"},
        {"periode < 2025-2026", "vrai"},
        {"support = \"lycee\"", "vrai"},
        {"support dans partenaires", "vrai"},
        {"\"fac\" dans partenaires", "vrai"},
        {"\"rien\" dans partenaires", "faux"},
        {"si(1 < 2, \"oui\", \"non\")", "\"oui\""},
        {"si(absent > 2, 1, 2)", "- a_venir"},
        {"oui = vrai", "vrai"},
    };
    WORLD_CHECK(state, cases);
}

static void missing_values(void **state) {
    static const world_case cases[] = {
        {"absent + 1", "- a_venir"},
        {"1 - secret", "- secret"},
        {"absent * secret", "- secret"},
        {"- absent", "- a_venir"},
        {"abs(secret)", "- secret"},
        {"arrondi(absent, 1)", "- a_venir"},
        {"somme(1, absent, 2)", "3"},
        {"somme(absent, secret)", "- secret"},
        {"moyenne(1, absent, 2)", "1.5"},
        {"max(absent, 2, 5)", "5"},
        {"premier_non_manquant(absent, 3)", "3"},
        {"premier_non_manquant(absent, secret)", "- secret"},
        {"manquant(absent)", "vrai"},
        {"manquant(3)", "faux"},
        {"croissance(0, 4)", "- sans_objet"},
        {"croissance(4, 5)", "0.25"},
        {"croissance(-4, -5)", "-0.25"},
        {"part(1, 4)", "0.25"},
        {"part(1, 0)", "- sans_objet"},
        {"part(absent, 4)", "- a_venir"},
        {"premier(partenaires où nom = \"x\").nom", "- sans_objet"},
        {"somme(vides, places)", "- sans_objet"},
        {"nombre(vides)", "0"},
        {"joindre(partenaires où article = \"\", id)", "\"axe10 et axe2\""},
    };
    WORLD_CHECK(state, cases);
}

static void lists(void **state) {
    static const world_case cases[] = {
        {"nombre(partenaires)", "5"},
        {"nombre(partenaires où categorie = \"scolaire\")", "3"},
        {"nombre(partenaires où categorie = \"scolaire\" et places > 0)", "2"},
        {"nombre(partenaires, places)", "4"},
        {"nombre(partenaires où non categorie = \"scolaire\") + 1", "3"},
        {"somme(partenaires, places)", "50"},
        {"somme(partenaires où id = \"region\", places)", "- secret"},
        {"moyenne(partenaires, places)", "12.5"},
        {"min(partenaires, places)", "0"},
        {"maximum(partenaires, places)", "30"},
        {"min(partenaires, entree)", "2021-09-01"},
        {"trier(partenaires, nom)", "[axe2, axe10, lycee, region, fac]"},
        {"trier(partenaires, categorie, places)",
         "[region, axe2, axe10, lycee, fac]"},
        {"trier(partenaires, entree)", "[lycee, region, fac, axe10, axe2]"},
        {"inverser(partenaires)", "[axe2, axe10, region, fac, lycee]"},
        {"premier(trier(partenaires, places)).id", "\"axe2\""},
        {"dernier(partenaires).nom", "\"Axe 2\""},
        {"distincts(partenaires, categorie)",
         "[\"scolaire\", \"superieur\", \"institutionnel\"]"},
        {"nombre(distincts(partenaires, categorie))", "3"},
        {"moyenne_ponderee(partenaires, places, places)", "22.16"},
        {"part(30, partenaires, places)", "0.6"},
        {"somme([1, 2, 3])", "6"},
        {"nombre(partenaires où nombre(partenaires où places > 10) = 2)", "5"},
        {"partenaires où annee(entree) = 2023", "[fac]"},
        {"partenaires où support = element", "[lycee]"},
        {"joindre([1, 2, 3], element * 2, \"-\")", "\"2-4-6\""},
    };
    WORLD_CHECK(state, cases);
}

static void indicators(void **state) {
    static const world_case cases[] = {
        {"effectif", "250"},
        {"100 * 45 / effectif", "18"},
        {"effectif[lycee]", "99"},
        {"effectif[lycee, 2022-2023]", "80"},
        {"effectif[2022-2023, lycee]", "80"},
        {"effectif[2023-2024]", "- secret"},
        {"effectif[periode]", "220"},
        {"effectif[periode - 2]", "200"},
        {"effectif[support, periode]", "95"},
        {"effectif[\"lycee\"]", "99"},
        {"effectif[2021+2022]", "- a_venir"},
        {"effectif[2030]", "- a_venir"},
        {"dernier(effectif)", "250"},
        {"premier(effectif)", "200"},
        {"precedent(effectif)", "220"},
        {"somme(effectif)", "670"},
        {"nombre(effectif)", "3"},
        {"cumul(effectif)", "670"},
        {"croissance(taux)", "0.02380952380952381"},
        {"arrondi(100 * croissance(taux), 2)", "2.38"},
        {"somme(effectif, 10)", "260"},
        {"arrondi(moyenne_ponderee(taux, effectif), 3)", "41.925"},
        {"si(manquant(effectif[2023-2024]), taux, 0)", "43"},
    };
    WORLD_CHECK(state, cases);
}

static void dates_and_texts(void **state) {
    static const world_case cases[] = {
        {"annee(jour)", "2026"},
        {"mois(jour)", "11"},
        {"mois(2027-01-01 - 1)", "12"},
        {"debut(periode)", "2024-09-01"},
        {"fin(2026-2027)", "2027-08-31"},
        {"mois_entre(2026-01-15, 2026-11-15)", "10"},
        {"2026-03-01 - 2026-02-01", "28"},
        {"jour + 20", "2026-12-05"},
        {"arrondi(2.5)", "3"},
        {"arrondi(-2.5)", "-3"},
        {"arrondi(1.005, 2)", "1.01"},
        {"arrondi(1250, -2)", "1300"},
        {"pluriel(2, \"partenaire engagé\")", "\"partenaires engagés\""},
        {"pluriel(3, \"place de BTS\")", "\"places de BTS\""},
        {"pluriel(3, \"plateau technique\")", "\"plateaux techniques\""},
        {"pluriel(2, \"bureau régional\")", "\"bureaux régionaux\""},
        {"pluriel(2, \"travail\")", "\"travaux\""},
        {"pluriel(2, \"mois\")", "\"mois\""},
        {"pluriel(2, \"œil\", \"yeux\")", "\"yeux\""},
        {"pluriel(absent, \"mot\")", "\"mot\""},
        {"de(support)", "\"du lycée Picasso\""},
        {"joindre(partenaires, de(element))",
         "\"du lycée Picasso, de l’université, de la Région, d’Axe 10 et "
         "d’Axe 2\""},
        {"joindre(partenaires, a(element), \" ; \")",
         "\"au lycée Picasso ; à l’université ; à la Région ; à Axe 10 ; à "
         "Axe 2\""},
        {"de(\"Perpignan\")", "\"de Perpignan\""},
        {"de(\"Élne\")", "\"d’Élne\""},
        {"texte(montant)", "\"1\u202F250,5\""},
        {"texte(-1234567)", "\"\u22121\u202F234\u202F567\""},
        {"texte(jour)", "\"15/11/2026\""},
        {"majuscule(\"école\")", "\"École\""},
        {"majuscule(\"œuvre\")", "\"Œuvre\""},
    };
    WORLD_CHECK(state, cases);
}

/* T13: singular below 2, decimals, nought and negative numbers included. */
static void t13_singular_below_two(void **state) {
    static const world_case cases[] = {
        {"pluriel(0, \"place\")", "\"place\""},
        {"pluriel(1, \"partenaire engagé\")", "\"partenaire engagé\""},
        {"pluriel(1.9, \"million\")", "\"million\""},
        {"pluriel(1.999, \"œil\", \"yeux\")", "\"œil\""},
        {"pluriel(-1.5, \"point\")", "\"point\""},
        {"pluriel(2, \"million\")", "\"millions\""},
        {"pluriel(-2, \"point\")", "\"points\""},
    };
    WORLD_CHECK(state, cases);
}

static void syntax_errors(void **state) {
    static const world_case cases[] = {
        {"", "E0308@5"},
        {"   ", "E0308@8"},
        {"1 +", "E0307@7"},
        {"1 + * 2", "E0307@7"},
        {")", "E0305@5"},
        {"(1 + 2", "E0306@5"},
        {"somme(1, 2", "E0306@10"},
        {"effectif[lycee", "E0306@13"},
        {"1 2", "E0303@5"},
        {"8 000 * 2", "E0303@5"},
        {"12,5", "E0304@5"},
        {"max(1 234, 5)", "E0303@9"},
        {"support partenaires", "E0305@13"},
        {"\"ouvert", "E0302@5"},
        {"« ouvert", "E0302@5"},
        {"12abc", "E0303@5"},
        {"007", "E0303@5"},
        {"1.2.3", "E0303@5"},
        {"5.", "E0303@5"},
        {"1 == 1", "E0309@7"},
        {"1 != 1", "E0309@7"},
        {"1 = 1 && 2 = 2", "E0309@11"},
        {"'a'", "E0309@5"},
        {"1 # 2", "E0301@7"},
        {"12 %", "E0301@8"},
        {"1 < 2 < 3", "E0322@11"},
        {"2027-13-01", "E0327@5"},
        {"2026-2030", "E0327@5"},
        {"support.", "E0307@12"},
        {"[1, ]", "E0307@7"},
    };
    WORLD_CHECK(state, cases);
}

static void type_errors(void **state) {
    static const world_case cases[] = {
        {"partenaire", "E0310@5"},
        {"1 + inconnu + 2 * rien", "E0332@9 E0332@23"},
        {"Effectif", "E0310@5"},
        {"support.nomm", "E0311@13"},
        {"montant.nom", "E0315@5"},
        {"some(1, 2)", "E0312@5"},
        {"zzzzz(1)", "E0334@5"},
        {"support.zzzzz", "E0333@13"},
        {"support.categorie = \"zzzzz\"", "E0335@25"},
        {"arrondi()", "E0313@5"},
        {"mois(jour, jour)", "E0313@5"},
        {"mois(1)", "E0314@10"},
        {"somme(partenaires, nom)", "E0314@24"},
        {"somme(partenaires)", "E0314@11"},
        {"1 + \"a\"", "E0315@9"},
        {"non 3", "E0315@9"},
        {"1 et 2", "E0315@5 E0315@10"},
        {"partenaires = 3", "E0316@5"},
        {"jour >= 2027", "E0316@5"},
        {"support.categorie = \"ecolaire\"", "E0317@25"},
        {"support.categorie dans [\"scolaire\", \"autre\"]", "E0335@41"},
        {"support.categorie = scolaire", "E0330@25"},
        {"montant + taux", "E0318@5"},
        {"effectif = taux", "E0318@5"},
        {"max(montant, taux)", "E0318@5"},
        {"part(montant, taux)", "E0318@5"},
        {"montant où 1 = 1", "E0323@5"},
        {"partenaires où places", "E0319@20"},
        {"partenaires ou places > 3", "E0324@5"},
        {"support[lycee]", "E0325@5"},
        {"effectif[rien]", "E0331@14"},
        {"effectif[lycee, lycee]", "E0326@21"},
        {"si(1 = 1, 1, \"a\")", "E0329@5"},
        {"[1, \"a\"]", "E0329@9"},
        {"2 dans 3", "E0315@12"},
    };
    WORLD_CHECK(state, cases);
}

static void units_of_results(void **state) {
    static const struct {
        const char *text, *unit;
    } cases[] = {
        {"effectif", "apprenants"},
        {"100 * effectif", "apprenants"},
        {"effectif / effectif", ""},
        {"montant / effectif", ""},
        {"montant / 12", "€"},
        {"montant + 3", "€"},
        {"somme(partenaires, places)", "places"},
        {"max(montant, 3)", "€"},
        {"nombre(partenaires)", ""},
        {"dernier(taux)", "%"},
        {"effectif[lycee]", "apprenants"},
        {"si(1 = 1, taux, taux)", "%"},
        {"somme(effectif, somme(partenaires, places))", ""},
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expr *e = world_compile(w, cases[i].text, EXPR_NUMBER);
        assert_non_null(e);
        assert_true(str_eq(expr_type_of(e).unit, str_z(cases[i].unit)));
    }
    assert_true(expr_units_agree(S("élèves"), S("apprentis")));
    assert_false(expr_units_agree(S("h"), S("jours")));
    assert_true(expr_units_agree(S("heure"), S("heures")));
}

static void help_names_the_nearest(void **state) {
    static const struct {
        const char *text;
        int arg;
        const char *near;
    } cases[] = {
        {"partenaire", 1, "partenaires"},
        {"Effectif", 1, "effectif"},
        {"éffectifs", 1, "effectif"},
        {"support.zzzzz", 2, "id, nom, article, categorie, places, entree"},
        {"support.categorie = \"zzzzz\"", 2,
         "scolaire, superieur, institutionnel, economique"},
        {"zzzzzz", 1,
         "partenaires, vides, support, periode, montant, jour, absent, "
         "secret, effectif, taux"},
        {"support.categori", 2, "categorie"},
        {"moyene(1, 2)", 1, "moyenne"},
        {"nombre(partenaires où plcaes > 1)", 1, "places"},
        {"support.categorie = \"economiqe\"", 2, "economique"},
        {"12,5", 1, "12.5"},
        {"12,5", 2, "12, 5"},
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_null(world_compile(w, cases[i].text, EXPR_ANY));
        str got = w->sink->first->args[cases[i].arg];
        if (!str_eq(got, str_z(cases[i].near)))
            fail_msg("%s: %.*s", cases[i].text, STR_ARG(got));
    }
}

static void wanted_kind(void **state) {
    world *w = *state;
    assert_non_null(world_compile(w, "1 < 2", EXPR_BOOL));
    assert_null(world_compile(w, "partenaires", EXPR_BOOL));
    assert_int_equal(w->sink->first->code, E0319);
    expr *e = world_compile(w, "effectif", EXPR_SERIES);
    assert_int_equal(expr_type_of(e).kind, EXPR_SERIES);
    assert_int_equal(expr_eval(e, &w->scope, w->a).kind, EXPR_SERIES);
    e = world_compile(w, "100 * taux / effectif + taux[lycee]", EXPR_ANY);
    const str *ids;
    assert_int_equal(expr_series(e, &ids), 2);
    assert_true(str_eq(ids[0], S("taux")));
    assert_true(str_eq(ids[1], S("effectif")));
}

static void limits(void **state) {
    world *w = *state;
    char *z = arena_alloc(w->a, 40000);
    memset(z, '(', 20000);
    assert_null(world_compile(w, z, EXPR_ANY)); /* longer than 16 KiB */
    assert_int_equal(w->sink->first->code, E0321);
    z[16000] = 0;
    assert_null(world_compile(w, z, EXPR_ANY));
    assert_int_equal(w->sink->first->code, E0320);
    assert_int_equal(w->sink->errors, 1);
    memset(z, '-', 16000);
    assert_null(world_compile(w, z, EXPR_ANY));
    assert_int_equal(w->sink->first->code, E0320);
    buf b = buf_new(w->a);
    buf_z(&b, "1");
    for (int i = 0; i < 98; i++)
        buf_z(&b, " + 1");
    assert_true(str_eq(world_value(w, buf_take(&b).p), S("99")));
    buf_z(&b, "+ 1 + 1");
    assert_null(world_compile(w, buf_take(&b).p, EXPR_ANY));
    assert_int_equal(w->sink->first->code, E0320);
    const char *deep = "partenaires où nombre(partenaires où "
                       "nombre(partenaires où nombre(partenaires où "
                       "nombre(partenaires où oui) > 0) > 0) > 0) > 0";
    assert_null(world_compile(w, deep, EXPR_ANY));
    assert_int_equal(w->sink->first->code, E0320);
}

/* Every prefix and every one-byte change of real expressions: no crash, and
   either a value or a message, never neither. */
static void hostile_texts(void **state) {
    static const char *const seeds[] = {
        "nombre(partenaires où categorie = \"scolaire\" et non places < 3)",
        "100 * effectif[lycee, 2025-2026] / somme(effectif, 2021+2022)",
        "joindre(trier(partenaires, nom), de(element), « ; »)",
        "si(abs(montant) > 0, \"Écart\", \"Équilibré\")",
    };
    world *w = *state;
    unsigned seed = 12345;
    for (int i = 0; i < 6000; i++) {
        char t[128];
        strcpy(t, seeds[i % 4]);
        size_t n = strlen(t);
        for (int k = i % 3; k >= 0; k--) {
            seed = seed * 1103515245 + 12345;
            t[(seed >> 8) % n] = (char)((seed >> 20) & 0xFF);
            if (seed % 5 == 0)
                t[(seed >> 12) % n] = 0;
        }
        expr *e = world_compile(w, t, EXPR_ANY);
        assert_true((e != NULL) == (w->sink->errors == 0));
        if (e)
            expr_eval(e, &w->scope, w->a);
    }
}

static void slots(void **state) {
    world *w = *state;
    expr_slots s;
    located t = world_text(w, "de {nombre(partenaires)} à \\{x\\} "
                              "{si(oui, \"}\", « } »)}");
    assert_true(expr_slots_compile(w->a, t, &w->scope, w->sink, &s));
    assert_false(s.plain);
    buf b = buf_new(w->a);
    for (size_t i = 0; i < s.count; i++) {
        if (!s.parts[i].e)
            buf_str(&b, s.parts[i].literal.s);
        else
            buf_fmt(&b, "<%.*s>", STR_ARG(s.parts[i].literal.s));
    }
    assert_string_equal(
        buf_take(&b).p,
        "de <nombre(partenaires)> à {x} <si(oui, \"}\", « } »)>");
    assert_true(expr_slots_compile(w->a, world_text(w, "rien"), &w->scope,
                                   w->sink, &s));
    assert_true(s.plain);
    assert_int_equal(s.count, 1);
}

static void slot_errors(void **state) {
    static const world_case cases[] = {
        {"a {1 + } b {rien} c", "E0307@10 E0332@17"},
        {"a {ouvert", "E0328@7"},
        {"{}", "E0308@6"},
        {"é {nomm}", "E0332@8"},
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expr_slots s;
        w->sink = diag_sink_new(w->a);
        assert_false(expr_slots_compile(w->a, world_text(w, cases[i].text),
                                        &w->scope, w->sink, &s));
        buf b = buf_new(w->a);
        for (diagnostic *d = w->sink->first; d; d = d->next)
            buf_fmt(&b, "%s%s@%u", b.n ? " " : "", diag_describe(d->code)->name,
                    source_place(d->at.src, d->at.start).column);
        assert_string_equal(buf_take(&b).p, cases[i].gives);
    }
}

/* The manual reads these: every function is usable as its usage says. */
static void documentation(void **state) {
    (void)state;
    size_t n;
    const expr_doc *d = expr_functions(&n);
    assert_true(n == EXPR_FN_COUNT && n > 25);
    for (size_t i = 0; i < n; i++) {
        assert_true(d[i].doc.n > 10);
        assert_true(str_starts(d[i].usage, d[i].name));
        assert_true(str_find(d[i].doc, S("\n"), 0) == SIZE_MAX);
    }
    expr_operators(&n);
    assert_true(n > 6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(literals_and_numbers, world_open,
                                        world_close),
        cmocka_unit_test_setup_teardown(conditions, world_open, world_close),
        cmocka_unit_test_setup_teardown(missing_values, world_open,
                                        world_close),
        cmocka_unit_test_setup_teardown(lists, world_open, world_close),
        cmocka_unit_test_setup_teardown(indicators, world_open, world_close),
        cmocka_unit_test_setup_teardown(dates_and_texts, world_open,
                                        world_close),
        cmocka_unit_test_setup_teardown(t13_singular_below_two, world_open,
                                        world_close),
        cmocka_unit_test_setup_teardown(syntax_errors, world_open, world_close),
        cmocka_unit_test_setup_teardown(type_errors, world_open, world_close),
        cmocka_unit_test_setup_teardown(units_of_results, world_open,
                                        world_close),
        cmocka_unit_test_setup_teardown(help_names_the_nearest, world_open,
                                        world_close),
        cmocka_unit_test_setup_teardown(wanted_kind, world_open, world_close),
        cmocka_unit_test_setup_teardown(limits, world_open, world_close),
        cmocka_unit_test_setup_teardown(hostile_texts, world_open, world_close),
        cmocka_unit_test_setup_teardown(slots, world_open, world_close),
        cmocka_unit_test_setup_teardown(slot_errors, world_open, world_close),
        cmocka_unit_test(documentation),
    };
    return cmocka_run_group_tests_name("expr", tests, NULL, NULL);
}
