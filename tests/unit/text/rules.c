/* One test a rule of the manual (T1 … T18, T20, T30). In the tables, « ~ » is
   U+00A0, « | » is U+202F and « ^ » is U+2011. */
#include "text_tests.h"

typedef struct pair {
    const char *typed, *set;
} pair;

static str with_spaces(arena *a, const char *z) {
    buf b = buf_new(a);
    for (; *z; z++) {
        if (*z == '~')
            buf_z(&b, "\u00A0");
        else if (*z == '|')
            buf_z(&b, "\u202F");
        else if (*z == '^')
            buf_z(&b, "\u2011");
        else
            buf_c(&b, *z);
    }
    return buf_take(&b);
}

/* Spaces made visible again, for the message of a failure. */
static const char *visible(arena *a, str s) {
    static const char *const from[] = {"\u00A0", "\u202F", "\u2011"};
    static const char to[] = "~|^";
    buf b = buf_new(a);
    for (size_t i = 0; i < s.n;) {
        size_t k = 0;
        while (k < 3 && !str_starts(str_sub(s, i, s.n), str_z(from[k])))
            k++;
        buf_c(&b, k < 3 ? to[k] : s.p[i]);
        i += k < 3 ? strlen(from[k]) : 1;
    }
    return buf_take(&b).p;
}

static void check_pairs(void **state, const pair *pairs, size_t n) {
    fixture *x = *state;
    for (size_t i = 0; i < n; i++) {
        str once = text_typeset_one(x->a, with_spaces(x->a, pairs[i].typed));
        assert_string_equal(visible(x->a, once), pairs[i].set);
        str twice = text_typeset_one(x->a, once);
        assert_string_equal(visible(x->a, twice), pairs[i].set);
    }
}

#define CHECK(...)                                                             \
    do {                                                                       \
        const pair pairs[] = {__VA_ARGS__};                                    \
        check_pairs(state, pairs, sizeof pairs / sizeof *pairs);               \
    } while (0)

static void t1_before_high_marks(void **state) {
    CHECK({"oui !", "oui|!"}, {"oui!", "oui|!"}, {"oui~?", "oui|?"},
          {"un ; deux", "un|; deux"}, {"un; deux", "un|; deux"},
          {"Vraiment ?!", "Vraiment|?!"}, {"(!)", "(!)"}, {"a != b", "a != b"},
          {"« Oui ! »", "«~Oui|!~»"}, {"12 % ; 3", "12~%|; 3"},
          {"fin…!", "fin…|!"});
}

static void t2_before_a_colon(void **state) {
    CHECK(
        {"But : x", "But~: x"}, {"But: x", "But~: x"}, {"But:", "But~:"},
        {"à 14:30 précises", "à 14:30 précises"}, {"ratio 1:2", "ratio 1:2"},
        {"std::map", "std::map"},
        {"voir https://a.fr/b?c;d!e : ici", "voir https://a.fr/b?c;d!e~: ici"},
        {"(12) : x", "(12)~: x"}, {"« mot » : x", "«~mot~»~: x"});
}

static void t3_quotes(void **state) {
    CHECK({"\"a\"", "«~a~»"}, {"« a »", "«~a~»"}, {"«a»", "«~a~»"},
          {"«|a|»", "«~a~»"}, {"le \"mot\", dit-il", "le «~mot~», dit-il"},
          {"\"a \"b\" c\"", "«~a “b” c~»"}, {"« a \"b\" c »", "«~a “b” c~»"},
          {"l'\"eau\"", "l’«~eau~»"}, {"\" a \"", "«~a~»"},
          {"\"a\" \"b\"", "«~a~» «~b~»"}, {"écran 15\"", "écran 15\""},
          {"un \"seul", "un \"seul"}, {"(\"a\")", "(«~a~»)"});
}

static void t4_no_space(void **state) {
    CHECK({"mot ,", "mot,"}, {"mot , puis", "mot, puis"}, {"fin .", "fin."},
          {"( mot )", "(mot)"}, {"[ mot ]", "[mot]"},
          {"mot … puis", "mot… puis"}, {"un fichier .yaml", "un fichier .yaml"},
          {"« mot » .", "«~mot~»."}, {"case [ ]", "case [ ]"},
          {"dit : … rien", "dit~: … rien"});
}

static void t5_apostrophe(void **state) {
    CHECK({"l'axe", "l’axe"}, {"aujourd'hui", "aujourd’hui"},
          {"l’axe", "l’axe"}, {"5' et 30", "5' et 30"},
          {"le mot 'eau' seul", "le mot 'eau' seul"}, {"qu'il", "qu’il"},
          {"L'État", "L’État"});
}

static void t6_ellipsis(void **state) {
    CHECK({"puis...", "puis…"}, {"....", "...."}, {"puis…", "puis…"},
          {"pompes, etc.", "pompes,~etc."}, {"etc...", "etc..."});
}

static void t7_dashes(void **state) {
    CHECK({"le mot – ainsi – suit", "le mot –~ainsi~– suit"},
          {"le mot – ainsi.", "le mot –~ainsi."}, {"– un point", "–~un point"},
          {"– un – deux – trois", "–~un –~deux~– trois"},
          {"un – fin. Deux – b – c", "un –~fin. Deux –~b~– c"},
          {"10 – 20", "10 – 20"}, {"rendez-vous", "rendez-vous"});
}

static void t8_thousands(void **state) {
    CHECK({"1 234 567", "1|234|567"}, {"12 300 élèves", "12|300 élèves"},
          {"1 234,50", "1|234,50"}, {"1~234", "1|234"},
          {"130 012 345 00012", "130|012|345|00012"});
}

static void t9_no_guess(void **state) {
    CHECK({"2025", "2025"}, {"67000", "67000"}, {"0670012A", "0670012A"},
          {"en 2025 300 élèves", "en 2025 300 élèves"},
          {"12.5 et 1234", "12.5 et 1234"},
          {"04 66 12 34 56", "04 66 12 34 56"});
}

static void t11_units(void **state) {
    CHECK({"12,5 %", "12,5~%"}, {"12,5%", "12,5~%"},
          {"1 234,50 €", "1|234,50~€"}, {"30€", "30~€"}, {"2 M€", "2~M€"},
          {"15 km²", "15~km²"}, {"20 °C", "20~°C"},
          {"2,1 millions", "2,1~millions"}, {"12 mots", "12 mots"},
          {"5 m³/h", "5~m³/h"}, {"les 5 l’un", "les 5 l’un"});
}

static void t14_ordinals(void **state) {
    CHECK({"1ère", "1re"}, {"la 1ère année", "la 1re année"}, {"2ème", "2e"},
          {"3ièmes", "3es"}, {"1er", "1er"}, {"1ers", "1ers"}, {"2emes", "2es"},
          {"A1ère", "A1ère"}, {"21ère", "21ère"}, {"La crème", "La crème"});
}

static void t15_centuries(void **state) {
    CHECK({"XXIème siècle", "XXIe~siècle"}, {"XXIe siècle", "XXIe~siècle"},
          {"Vous", "Vous"}, {"Xavier", "Xavier"}, {"Ière", "Ire"});
}

static void t16_dates(void **state) {
    CHECK({"1 septembre 2025", "1er~septembre 2025"},
          {"1er Septembre 2025", "1er~septembre 2025"},
          {"23 Novembre 2026", "23~novembre 2026"}, {"le 15 mai", "le 15~mai"},
          {"12 maison", "12 maison"}, {"2025-2026", "2025^2026"},
          {"X-2025-2026", "X-2025-2026"}, {"2025-2026-A", "2025-2026-A"},
          {"2025-09-01", "2025-09-01"}, {"21 marsouins", "21 marsouins"});
}

static void t17_hours(void **state) {
    CHECK({"14h30", "14~h~30"}, {"14 h 30", "14~h~30"},
          {"12h de cours", "12~h de cours"}, {"A14h30", "A14h30"},
          {"5hp", "5hp"});
}

static void t18_titles(void **state) {
    CHECK({"n° 12", "nᵒ~12"}, {"N°12", "Nᵒ~12"}, {"20°", "20°"},
          {"M. Durand", "M.~Durand"}, {"Mme Durand", "Mme~Durand"},
          {"Dr Durand", "Dr~Durand"}, {"page 48", "page~48"},
          {"l'article 5", "l’article~5"}, {"critère A4", "critère~A4"},
          {"page blanche", "page blanche"}, {"action 5.1", "action~5.1"},
          {"option B, été 2029", "option~B, été~2029"},
          {"option Belle", "option Belle"}, {"action utile", "action utile"});
}

static void t20_ligatures(void **state) {
    CHECK({"oeuvre, cœur", "oeuvre, cœur"});
}

static void t30_literals_in_prose(void **state) {
    CHECK({"https://x.fr/l'eau?a=1", "https://x.fr/l'eau?a=1"},
          {"(https://x.fr/a!b)", "(https://x.fr/a!b)"},
          {"Vu https://x.fr/a ?", "Vu https://x.fr/a|?"},
          {"Vu https://x.fr/a?", "Vu https://x.fr/a|?"},
          {"a.b@lycee.fr; c", "a.b@lycee.fr|; c"},
          {"www.eau.fr:80", "www.eau.fr:80"}, {"d['x']() ok", "d['x']() ok"});
}

static void leaves_plain_text(void **state) {
    fixture *x = *state;
    str s = S("Lycée des métiers");
    assert_ptr_equal(text_typeset_one(x->a, s).p, s.p);
    s = S("Déjà bon, sans rien à changer.");
    assert_ptr_equal(text_typeset_one(x->a, s).p, s.p);
    assert_int_equal(text_typeset_one(x->a, STR_NONE).n, 0);
}

/* Longer than the working arrays, many spaces to insert. */
static void sets_long_text(void **state) {
    fixture *x = *state;
    buf b = buf_new(x->a), want = buf_new(x->a);
    for (int i = 0; i < 9000; i++) {
        buf_z(&b, "a! ");
        buf_z(&want, "a\u202F! ");
    }
    assert_true(str_eq(text_typeset_one(x->a, buf_take(&b)), buf_slice(&want)));
}

/* Whatever is typed, a second pass changes nothing and no plain space stands
   before a high mark. */
static void is_idempotent(void **state) {
    static const char *const parts[] = {
        " ",  "a",   "1", "234", "\"", "'",   "!",   "?",  ";",    ":",
        "«",  "»",   "(", ")",   ",",  ".",   "...", "–",  "-",    "h",
        "n°", "1er", "%", "€",   "X",  "ème", "mai", "\n", "2025", "@",
    };
    fixture *x = *state;
    uint32_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        buf b = buf_new(x->a);
        for (int k = 0; k < 9; k++) {
            seed = seed * 1664525u + 1013904223u;
            buf_z(&b, parts[(seed >> 8) % (sizeof parts / sizeof *parts)]);
        }
        str typed = buf_take(&b);
        str once = text_typeset_one(x->a, typed);
        str twice = text_typeset_one(x->a, once);
        if (!str_eq(once, twice))
            print_message("typed [%s]\n", typed.p);
        assert_string_equal(visible(x->a, twice), visible(x->a, once));
        if (i % 1000 == 0)
            arena_reset(x->a);
    }
}

int test_rules(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(t1_before_high_marks),
        T(t2_before_a_colon),
        T(t3_quotes),
        T(t4_no_space),
        T(t5_apostrophe),
        T(t6_ellipsis),
        T(t7_dashes),
        T(t8_thousands),
        T(t9_no_guess),
        T(t11_units),
        T(t14_ordinals),
        T(t15_centuries),
        T(t16_dates),
        T(t17_hours),
        T(t18_titles),
        T(t20_ligatures),
        T(t30_literals_in_prose),
        T(leaves_plain_text),
        T(sets_long_text),
        T(is_idempotent),
    };
    return cmocka_run_group_tests_name("text rules", tests, NULL, NULL);
}
