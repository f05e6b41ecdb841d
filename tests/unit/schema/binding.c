/* binding: what a right text gives. */
#include "toy.h"

#include <string.h>

#define EQUAL(s, z) assert_string_equal(str_dup(x->a, (s)).p, (z))

static void every_kind(void **state) {
    bench *x = *state;
    bench_single(x, "id: J1\n"
                    "Étiquette: \"  nette \"\n"
                    "texte: |\n  deux\n  lignes\n"
                    "calcul: a + b\n"
                    "nombre: 1 234,5\n"
                    "entier: 3\n"
                    "euros: 140 000\n"
                    "drapeau: Oui\n"
                    "date: 2027-09\n"
                    "jour: 01/09/2027\n"
                    "periode: 2025-2026\n"
                    "teinte: Rouge vif\n"
                    "teintes: [bleu, l'autre]\n"
                    "vers: J2\n"
                    "liens: A4, A5\n"
                    "noms: [a, b]\n"
                    "annees: [2026-2027, 2027-2028]\n"
                    "morceau: court\n"
                    "morceaux:\n  - { nom: un, poids: 2 }\n  - nom: deux\n"
                    "blocs:\n  - rouge_vif: { nom: x }\n  - bleu\n");
    const toy *t = &x->file.single;
    assert_null(x->sink->first);
    EQUAL(t->head.id, "J1");
    EQUAL(t->label, "nette");
    EQUAL(t->text.s, "deux\nlignes\n");
    assert_float_equal(t->number.v, 1234.5, 0);
    assert_float_equal(t->whole.v, 3, 0);
    assert_float_equal(t->euros.v, 140000, 0);
    assert_false(t->share.has);
    assert_int_equal(t->flag, YESNO_YES);
    assert_int_equal(t->date.month, 9);
    assert_int_equal(t->date.day, 0);
    assert_int_equal(t->day.day, 1);
    assert_int_equal(t->period.cal, CAL_SCHOOL);
    assert_int_equal(t->hue, HUE_RED);
    assert_int_equal(t->hues, 1u << HUE_BLUE | 1u << HUE_L);
    EQUAL(t->ref.id, "J2");
    assert_int_equal(t->refs.n, 2);
    EQUAL(t->refs.v[1].id, "A5");
    assert_int_equal(t->labels.n, 2);
    assert_int_equal(t->periods.n, 2);
    EQUAL(t->part.name, "court");
    assert_int_equal(t->parts.n, 2);
    assert_float_equal(t->parts.v[0].weight.v, 2, 0);
    assert_int_equal(t->blocks.n, 2);
    assert_int_equal(t->blocks.v[0].kind, HUE_RED);
    EQUAL(((const part *)t->blocks.v[0].record)->name, "x");
    assert_null(t->blocks.v[1].record);
}

/* The second id of « A4, A5 » has its own place. */
static void places_inside_a_scalar(void **state) {
    bench *x = *state;
    place at = bench_single(x, "etiquette: a\nliens: A4, §A5");
    span s = x->file.single.refs.v[1].place;
    place got = source_place(s.src, s.start);
    assert_int_equal(got.line, at.line);
    assert_int_equal(got.column, at.column);
    assert_int_equal(s.end - s.start, 2);
}

static void lists_of_files_are_joined(void **state) {
    bench *x = *state;
    bench_bind(x, "jouets: [{ etiquette: a }]");
    bench_bind(x, "jouets: [{ etiquette: b }, { etiquette: c }]");
    assert_null(x->sink->first);
    assert_int_equal(x->file.many.n, 3);
    EQUAL(x->file.many.v[2].label, "c");
}

static void illustrative_goes_down(void **state) {
    bench *x = *state;
    bench_bind(x, "jouets:\n"
                  "  - { etiquette: a, illustratif: oui, morceau: m }\n"
                  "  - { etiquette: b, illustratif: [morceau], morceau: m }\n"
                  "  - { etiquette: c, illustratif: nombre, morceau: m }\n");
    const toy *t = x->file.many.v;
    assert_null(x->sink->first);
    assert_true(t[0].head.illustrative && t[0].part.head.illustrative);
    assert_true(!t[1].head.illustrative && t[1].part.head.illustrative);
    assert_true(record_illustrative(&t[1].head, S("morceau")));
    assert_false(t[2].part.head.illustrative);
    assert_true(record_illustrative(&t[2].head, S("nombre")));
    assert_false(record_illustrative(&t[2].head, S("morceau")));
}

static void absent_is_absent(void **state) {
    bench *x = *state;
    bench_single(x, "etiquette: a\ndate:\nliens:\nmorceaux:\n");
    assert_null(x->sink->first);
    assert_false(date_has(x->file.single.date));
    assert_int_equal(x->file.single.parts.n, 0);
    assert_null(x->file.single.part.head.type);
}

const struct CMUnitTest bind_tests[] = {
    cmocka_unit_test_setup_teardown(every_kind, bench_open, bench_close),
    cmocka_unit_test_setup_teardown(places_inside_a_scalar, bench_open,
                                    bench_close),
    cmocka_unit_test_setup_teardown(lists_of_files_are_joined, bench_open,
                                    bench_close),
    cmocka_unit_test_setup_teardown(illustrative_goes_down, bench_open,
                                    bench_close),
    cmocka_unit_test_setup_teardown(absent_is_absent, bench_open, bench_close),
};
const size_t bind_test_count = sizeof bind_tests / sizeof *bind_tests;
