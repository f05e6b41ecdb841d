/* T24, on the vectors of the manual. */
#include "text_tests.h"

#include <time.h>

static hyphenator *open_french(fixture *x) {
    hyphenator *h = hyphenator_open(x->a, "/usr/share/hyphen/hyph_fr.dic");
    assert_non_null(h);
    return h;
}

static const char *broken(fixture *x, hyphenator *h, const char *z) {
    str word = str_z(z);
    uint8_t *at = NEW_ARRAY(x->a, uint8_t, word.n + 1);
    memset(at, 9, word.n + 1);
    hyphenate(h, word, at);
    buf b = buf_new(x->a);
    for (size_t i = 0; i < word.n; i++) {
        if (at[i])
            buf_c(&b, '-');
        buf_c(&b, z[i]);
    }
    assert_int_equal(at[word.n], 0);
    return buf_take(&b).p;
}

static void t24_vectors(void **state) {
    static const char *const vectors[] = {
        "éta-blis-se-ment",   "qua-li-fi-ca-tion", "ap-pren-tis-sage",
        "pro-fes-sion-nel",   "ex-cel-lence",      "par-te-na-riat",
        "dé-ve-lop-pe-ment",  "consti-tu-tion",    "trans-at-lan-tique",
        "co-opé-ra-tion",     "moyen-nant",        "soixante",
        "l'éta-blis-se-ment", "au-jour-d'hui",     "at-mo-sphère",
        "aca-dé-mie",         "au-jour-d’hui",     "l’éta-blis-se-ment",
        "Éta-blis-se-ment",   "l’aca-dé-mie",
    };
    fixture *x = *state;
    hyphenator *h = open_french(x);
    for (int round = 0; round < 2; round++) /* computed, then cached */
        for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
            buf b = buf_new(x->a);
            for (const char *p = vectors[i]; *p; p++)
                if (*p != '-')
                    buf_c(&b, *p);
            assert_string_equal(broken(x, h, buf_take(&b).p), vectors[i]);
        }
}

static void t24_leaves_whole(void **state) {
    static const char *const words[] = {
        "SIRET",
        "ÉDUCATION",
        "BTSA",
        "peur",
        "mètre3cubes",
        "rendez-vous",
        "",
        "l’Occitanie",
        "apprentissageX",
        "l’ami",
        "2027",
        "établissement.",
        "anticonstitutionnellementanticonstitutionnellementanticonstitution",
    };
    fixture *x = *state;
    hyphenator *h = open_french(x);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_string_equal(broken(x, h, words[i]), words[i]);
}

static void t24_apostrophe(void **state) {
    fixture *x = *state;
    hyphenator *h = open_french(x);
    assert_string_equal(broken(x, h, "l’organisation"), "l’or-ga-ni-sa-tion");
    assert_string_equal(broken(x, h, "d’élèves"), "d’élèves");
}

/* One that nobody waited for ends with its arena, read or not. */
static void patterns_are_read_beside(void **state) {
    fixture *x = *state;
    arena *own = arena_child(x->a);
    hyphenator_begin(own, "/usr/share/hyphen/hyph_fr.dic");
    hyphenator_begin(own, "/nulle/part.dic");
    arena_free(own);
    hyphenator *h = hyphenator_begin(x->a, "/usr/share/hyphen/hyph_fr.dic");
    assert_true(hyphenator_ready(h));
    assert_true(hyphenator_ready(h));
    assert_false(hyphenator_ready(hyphenator_begin(x->a, "/nulle/part.dic")));
}

static void a_missing_file_is_no_hyphenator(void **state) {
    fixture *x = *state;
    assert_null(hyphenator_open(x->a, "/nulle/part.dic"));
}

static void is_fast_and_grows(void **state) {
    fixture *x = *state;
    hyphenator *h = open_french(x);
    clock_t start = clock();
    for (int i = 0; i < 60000; i++) {
        str word = str_fmt(x->a, "%s%c%c%c", "formation", 'a' + i % 26,
                           'a' + i / 26 % 26, 'a' + i / 676 % 10);
        uint8_t at[32];
        hyphenate(h, word, at);
        assert_int_equal(at[3], 1); /* for-mation */
    }
    double ms = (double)(clock() - start) * 1000 / CLOCKS_PER_SEC;
    print_message("hyphenation of 60 000 words: %.1f ms\n", ms);
    assert_true(ms < 2000);
}

int test_hyphens(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(t24_vectors),
        T(t24_leaves_whole),
        T(t24_apostrophe),
        T(a_missing_file_is_no_hyphenator),
        T(patterns_are_read_beside),
        T(is_fast_and_grows),
    };
    return cmocka_run_group_tests_name("text hyphens", tests, NULL, NULL);
}
