/* identifiers: the vectors of the domain file, and where they are reported. */
#include "camp.h"

#include <string.h>

#include "model/model_int.h"

typedef struct vector {
    const char *typed;
    id_check result;
    const char *fixed;
} vector;

static void check_all(camp *c, const vector *v, size_t n,
                      id_check (*check)(arena *, str, str *)) {
    for (size_t i = 0; i < n; i++) {
        str fixed = STR_NONE;
        id_check got = check(c->a, str_z(v[i].typed), &fixed);
        if (got != v[i].result)
            fail_msg("%s: %d instead of %d", v[i].typed, got, v[i].result);
        if (v[i].fixed)
            EQUAL(c, fixed, v[i].fixed);
    }
}

static void uai_vectors(void **state) {
    static const vector v[] = {
        {"0660014G", ID_OK, "0660014G"},    {"0660011D", ID_OK, NULL},
        {"0660004W", ID_OK, NULL},          {"0660021P", ID_OK, NULL},
        {"0660809W", ID_OK, NULL},          {"0660924W", ID_OK, NULL},
        {"0951099D", ID_OK, NULL},          {"0951099C", ID_KEY, "0951099D"},
        {"951099D", ID_PADDED, "0951099D"}, {"C752887F", ID_SHAPE, NULL},
        {"0660014", ID_SHAPE, NULL},        {"0660014g", ID_SHAPE, NULL},
        {"0960000D", ID_PREFIX, NULL},      {"", ID_SHAPE, NULL},
    };
    check_all(*state, v, sizeof v / sizeof *v, check_uai);
}

static void siret_vectors(void **state) {
    static const vector v[] = {
        {"20005379100014", ID_OK, NULL},
        {"200 053 791 00014", ID_OK, "20005379100014"},
        {"73282932000074", ID_OK, NULL},
        {"55208131766522", ID_OK, NULL},
        {"35600000000048", ID_OK, NULL},
        {"35600000049837", ID_OK, NULL},
        {"35600000049838", ID_KEY, NULL},
        {"73282932000075", ID_KEY, NULL},
        {"200053791", ID_SHAPE, NULL},
        {"2000537910001X", ID_SHAPE, NULL},
    };
    check_all(*state, v, sizeof v / sizeof *v, check_siret);
}

static void other_codes(void **state) {
    (void)state;
    assert_true(is_rncp(S("RNCP37964")) && is_rncp(S("RS5853")));
    assert_false(is_rncp(S("37964")) || is_rncp(S("RNCP12")));
    assert_true(is_cfd(S("32020114")) && is_cfd(S("56T23102")));
    assert_false(is_cfd(S("3202011")) || is_cfd(S("320ABC14")));
    assert_true(is_nsf(S("343")) && is_nsf(S("20")) && is_nsf(S("230p")));
    assert_false(is_nsf(S("3")) || is_nsf(S("3433")));
    assert_true(is_rome(S("K2301")) && !is_rome(S("2301K")));
    assert_true(is_formacode(S("12520")) && !is_formacode(S("1252")));
    assert_true(is_insee(S("66136")) && is_insee(S("2A004")));
    assert_false(is_insee(S("2C004")) || is_insee(S("6613")));
    assert_true(is_nda(S("76660123466")) && !is_nda(S("7666")));
    assert_int_equal(cfd_level(S("50034301")), 3);
    assert_int_equal(cfd_level(S("32020114")), 5);
    assert_int_equal(cfd_level(S("13511306")), 7);
}

typedef struct code_case {
    diag_code code;
    const char *partner, *arg;
} code_case;

/* Keys of one more partner. */
static const code_case partner_cases[] = {
    {E0210, "uai: §12AB", "12AB"},
    {E0211, "uai: §0660014H", "0660014G"},
    {E0211, "uai: [0660014G, §0951099C]", "0951099D"},
    {N0212, "uai: §951099D", "0951099D"},
    {W0213, "uai: §0960000D", "0960000D"},
    {W0214, "uai: §C752887F\n    uai_provisoire: oui", "C752887F"},
    {E0215, "siret: §123", "123"},
    {E0216, "siret: §73282932000075", "73282932000075"},
    {N0217, "siret: §5379100018", "00005379100018"},
    {E0218, "nda: §76", "76660123466"},
    {E0218, "commune: { nom: Perpignan, code_insee: §6613 }", "06613"},
    {W0222, "uai: §0951099D\n    commune: { nom: P, code_insee: \"66136\" }",
     "66136"},
};

static void partner_codes_at_their_place(void **state) {
    camp *c = *state;
    for (size_t i = 0; i < sizeof partner_cases / sizeof *partner_cases; i++) {
        const code_case *k = &partner_cases[i];
        camp_reset(c);
        camp_file(c, "x.yaml",
                  str_fmt(c->a,
                          "partenaires:\n  - id: x\n    nom: X\n"
                          "    categorie: scolaire\n    %s\n",
                          k->partner)
                      .p);
        camp_load(c);
        bool town = strstr(k->partner, "§6613") != NULL;
        camp_expect(c, k->code, k->arg,
                    town ? "partenaire x › commune" : "partenaire x");
    }
}

static const code_case course_cases[] = {
    {E0218, "rncp: §12", "RNCP37964"},
    {E0218, "cfd: §12", "32020114"},
    {E0218, "nsf: §1", "343"},
    {E0218, "rome: §2301", "K2301"},
    {E0218, "formacode: §12", "12520"},
    {W0219, "cfd: \"32020114\"\n    nsf: §\"341\"", "201"},
    {W0221, "rncp: RNCP34506\n    valide_au: §2026", "2026"},
};

static void course_codes_at_their_place(void **state) {
    camp *c = *state;
    for (size_t i = 0; i < sizeof course_cases / sizeof *course_cases; i++) {
        const code_case *k = &course_cases[i];
        camp_reset(c);
        camp_file(c, "x.yaml",
                  str_fmt(c->a,
                          "formations:\n  - id: x\n    intitule: X\n"
                          "    type: bts\n    niveau: 5\n    %s\n",
                          k->partner)
                      .p);
        camp_load(c);
        camp_expect(c, k->code, k->arg, "formation x");
    }
}

static void level_against_cfd(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml",
              "formations:\n  - id: x\n    intitule: X\n    type: bts\n"
              "    niveau: §4\n    cfd: \"32020114\"\n");
    camp_load(c);
    camp_expect(c, W0220, "32020114", NULL);
}

static void same_siret_twice(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml",
              "partenaires:\n"
              "  - { id: x, nom: X, categorie: economique,"
              " siret: 73282932000074 }\n"
              "  - { id: y, nom: Y, categorie: economique,"
              " siret: §73282932000074 }\n");
    camp_load(c);
    camp_expect(c, W0223, "x", "partenaire y");
}

static void pending_codes_pass(void **state) {
    camp *c = *state;
    camp_file(c, "x.yaml",
              "partenaires:\n  - { id: x, nom: X, categorie: scolaire,"
              " uai: a_preciser, siret: a_preciser, nda: a_preciser }\n"
              "formations:\n  - { id: f, intitule: F, type: bts, niveau: 5,"
              " rncp: a_preciser, cfd: a_preciser }\n");
    camp_load(c);
    camp_expect_none(c);
}

#define T(f) cmocka_unit_test_setup_teardown(f, camp_open, camp_close)
const struct CMUnitTest identifier_tests[] = {
    T(uai_vectors),
    T(siret_vectors),
    T(other_codes),
    T(partner_codes_at_their_place),
    T(course_codes_at_their_place),
    T(level_against_cfd),
    T(same_siret_twice),
    T(pending_codes_pass),
};
const size_t identifier_test_count =
    sizeof identifier_tests / sizeof *identifier_tests;
