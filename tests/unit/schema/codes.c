/* codes: every diagnostic of the binder, at its line and column, alone. */
#include "toy.h"

typedef struct code_case {
    diag_code code;
    const char *text; /* of one toy; § where the message points */
    const char *arg;  /* any of its arguments; NULL: not looked at */
    const char *path;
} code_case;

static const code_case cases[] = {
    {E0103, "etiquette: a\n§Étiquette: b", "Étiquette", "seul"},
    {E0104, "etiquette: a\nmorceau: §[1, 2]", "un morceau", "seul › morceau"},
    {E0105, "etiquette: a\nmorceaux: §seul", "morceaux", "seul › morceaux"},
    {E0105, "etiquette: a\nnoms:\n  §a: b", "noms", NULL},
    {E0105, "etiquette: a\nblocs: §oui", "blocs", NULL},
    {E0106, "etiquette: §[a]", "etiquette", "seul › etiquette"},
    {E0107, "§etiqette: a", "etiquette", "seul"},
    {E0107, "etiquette: a\n§textte: b", "texte", "seul"},
    {E0107, "etiquette: a\nmorceaux: [{ nom: x, §poid: 3 }]", "poids",
     "seul › morceau 1"},
    {E0108, "etiquette: a\n§zygomatique: b", "zygomatique", "seul"},
    {E0109, "§nombre: 1", "etiquette", "seul"},
    {E0109, "§etiquette:", "etiquette", NULL},
    {E0110, "etiquette: a\nnombre: §douze", "douze", "seul › nombre"},
    {E0110, "etiquette: a\nnombre: §1_000", "1_000", NULL},
    {E0110, "etiquette: a\nnombre: §012", "012", NULL},
    {E0110, "etiquette: a\nnombre: §1e3", "1e3", NULL},
    {E0111, "etiquette: a\ntaux: §101", "100", "seul › taux"},
    {E0112, "etiquette: a\nentier: §2,5", "2,5", NULL},
    {E0113, "etiquette: a\neuros: §12,50", "12,50", "seul › euros"},
    {E0114, "etiquette: a\ndate: §2027-02-30", "2027-02-30", NULL},
    {E0114, "etiquette: a\ndate: §demain", "demain", NULL},
    {E0115, "etiquette: a\njour: §2027-09", "2027-09", "seul › jour"},
    {E0116, "etiquette: a\nperiode: §2025-2027", "2025-2027", NULL},
    {E0117, "etiquette: a\ndrapeau: §peut-être", "peut-être", NULL},
    {E0118, "etiquette: a\nteinte: §bleue", "bleu", "seul › teinte"},
    {E0119, "etiquette: a\nteinte: §xylophone", "xylophone", NULL},
    {E0118, "etiquette: a\nteintes: [bleu, §rouge_vfi]", "rouge_vif", NULL},
    {E0120, "id: §1er\netiquette: a", "x1er", NULL},
    {E0107, "etiquette: a\nillustratif: [§nombr]", "nombre", NULL},
    {E0125, "etiquette: a\nblocs:\n  - §blue: {}", "bleu", "seul"},
    {E0126, "etiquette: a\nblocs:\n  - §xylophone", "xylophone", NULL},
    {E0127, "etiquette: a\nblocs:\n  - §bleu: {}\n    rouge_vif: {}", NULL,
     NULL},
    {E0129, "etiquette: a\ntaux: §80 %", "80 %", "seul › taux"},
};

static bool has_arg(const diagnostic *d, const char *arg) {
    for (int i = 0; i < DIAG_ARGS; i++)
        if (str_find(d->args[i], str_z(arg), 0) != SIZE_MAX)
            return true;
    return false;
}

static void expect(bench *x, const code_case *c, place at) {
    const diagnostic *d = x->sink->first;
    if (!d)
        fail_msg("nothing reported for %s", c->text);
    if (d->code != c->code)
        fail_msg("%s instead of %s: %s", diag_describe(d->code)->name,
                 diag_describe(c->code)->name, c->text);
    place got = source_place(d->at.src, d->at.start);
    if (got.line != at.line || got.column != at.column)
        fail_msg("%s at %u:%u instead of %u:%u: %s",
                 diag_describe(d->code)->name, got.line, got.column, at.line,
                 at.column, c->text);
    if (c->arg && !has_arg(d, c->arg))
        fail_msg("argument « %s » missing: %s", c->arg, c->text);
    if (c->path)
        assert_string_equal(str_dup(x->a, d->path).p, c->path);
    assert_null(d->next); /* one fault, one message */
}

static void each_code_at_its_place(void **state) {
    bench *x = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        x->sink = diag_sink_new(x->a);
        x->b.sink = x->sink;
        x->file = (toy_file){0};
        expect(x, &cases[i], bench_single(x, cases[i].text));
    }
}

static void strict_id(void **state) {
    bench *x = *state;
    static const field f = {.key = STR_LITERAL("id"),
                            .kind = FIELD_ID,
                            .flags = STRICT_ID | UNIQUE_ID};
    const source *src = source_new(x->a, S("f.yaml"), S("Part-Femmes"));
    str id = STR_NONE;
    bind_field(&x->b, &f, &id, node_read(x->a, src, x->sink));
    assert_int_equal(x->sink->first->code, E0121);
    assert_true(has_arg(x->sink->first, "part_femmes"));
}

static void non_under_illustrative(void **state) {
    bench *x = *state;
    x->b.illustrative = true;
    place at = bench_single(x, "etiquette: a\nillustratif: §non");
    const diagnostic *d = x->sink->first;
    assert_int_equal(d->code, W0122);
    assert_int_equal(source_place(d->at.src, d->at.start).column, at.column);
    assert_true(x->file.single.head.illustrative);
}

static void one_record_in_two_files(void **state) {
    bench *x = *state;
    bench_single(x, "etiquette: a");
    place at = bench_bind(x, "# again\nseul:\n  §etiquette: b");
    const diagnostic *d = x->sink->first;
    assert_int_equal(d->code, E0124);
    assert_int_equal(source_place(d->at.src, d->at.start).line, at.line);
    assert_int_equal(d->note_count, 1);
    assert_int_equal(d->notes[0].code, NOTE_GIVEN_HERE);
}

static void all_errors_in_one_run(void **state) {
    bench *x = *state;
    bench_bind(x, "jouets:\n"
                  "  - { nombre: x, entier: 9 }\n"
                  "  - { etiquette: a, teinte: verte, clef: 2 }\n");
    assert_int_equal(x->sink->errors, 5);
    assert_int_equal(x->file.many.n, 2);
}

const struct CMUnitTest code_tests[] = {
    cmocka_unit_test_setup_teardown(each_code_at_its_place, bench_open,
                                    bench_close),
    cmocka_unit_test_setup_teardown(strict_id, bench_open, bench_close),
    cmocka_unit_test_setup_teardown(non_under_illustrative, bench_open,
                                    bench_close),
    cmocka_unit_test_setup_teardown(one_record_in_two_files, bench_open,
                                    bench_close),
    cmocka_unit_test_setup_teardown(all_errors_in_one_run, bench_open,
                                    bench_close),
};
const size_t code_test_count = sizeof code_tests / sizeof *code_tests;
