/* outputs: what else comes from the rows: JSON Schema, manual, dump, walk. */
#include "toy.h"

#include <string.h>

static bool contains(const buf *b, const char *z) {
    return str_find(buf_slice(b), str_z(z), 0) != SIZE_MAX;
}

/* Braces, brackets and quotes of the JSON agree. */
static void assert_balanced(str s) {
    char open[64];
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (quoted) {
            if (c == '\\')
                i++;
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            assert_true(depth < sizeof open);
            open[depth++] = c == '{' ? '}' : ']';
        } else if (c == '}' || c == ']') {
            assert_true(depth > 0 && open[--depth] == c);
        }
    }
    assert_true(!quoted && depth == 0);
}

static void json_has_every_key(void **state) {
    bench *x = *state;
    buf b = buf_new(x->a);
    schema_json(&b, &type_toy_file, S("Jouets"));
    assert_balanced(buf_slice(&b));
    assert_true(contains(&b, "\"http://json-schema.org/draft-07/schema#\""));
    for (uint32_t i = 0; i < type_toy.field_count; i++)
        assert_true(contains(
            &b, str_fmt(x->a, "\"%.*s\":{\"description\":\"%s\"",
                        STR_ARG(type_toy.fields[i].key), type_toy.fields[i].doc)
                    .p));
    assert_true(contains(&b, "\"required\":[\"etiquette\"]"));
    assert_true(contains(&b, "\"enum\":[\"rouge_vif\",\"bleu\",\"l’autre\"]"));
    assert_true(contains(&b, "\"morceau\":{\"anyOf\":["));
    assert_true(contains(&b, "\"additionalProperties\":false"));
}

static void manual_has_every_record(void **state) {
    bench *x = *state;
    buf b = buf_new(x->a);
    schema_manual(&b, &type_toy_file);
    assert_true(contains(&b, "## fichier\n"));
    assert_true(contains(&b, "## jouet\n"));
    assert_true(contains(&b, "## morceau\n"));
    assert_true(
        contains(&b, "| `etiquette` | oui | libellé | Étiquette « nette » |"));
    assert_true(contains(&b, "nombre entier de 1 à 4"));
    assert_true(contains(&b, "Une valeur seule donne `nom`."));
}

static void dump_shows_what_is_set(void **state) {
    bench *x = *state;
    bench_single(x, "id: J1\netiquette: a\nnombre: 1,5\ndrapeau: non\n"
                    "teinte: bleu\nvers: J2\nannees: [2027]\n"
                    "morceaux: [{ nom: m }]\nblocs: [{ rouge_vif: n }, bleu]");
    buf b = buf_new(x->a);
    schema_dump(&b, &type_toy_file, &x->file, 0);
    assert_string_equal(buf_take(&b).p, "seul:\n"
                                        "  id: J1\n"
                                        "  etiquette: a\n"
                                        "  nombre: 1.5\n"
                                        "  drapeau: non\n"
                                        "  teinte: bleu\n"
                                        "  vers: ?J2\n"
                                        "  annees: 2027\n"
                                        "  morceaux: (1)\n"
                                        "  -\n"
                                        "    nom: m\n"
                                        "  - rouge_vif\n"
                                        "    nom: n\n"
                                        "  - bleu\n");
}

typedef struct seen {
    bench *x;
    buf text;
} seen;

static void see_record(void *self, record_head *h, const record_step *at) {
    seen *s = self;
    (void)h;
    buf_str(&s->text, record_path(s->x->a, at, STR_NONE));
    buf_c(&s->text, '\n');
}

static void see_ref(void *self, const field *f, ref *r, const record_step *at) {
    seen *s = self;
    buf_z(&s->text, "  ");
    buf_str(&s->text, record_path(s->x->a, at, f->key));
    buf_z(&s->text, " → ");
    buf_str(&s->text, r->id);
    buf_c(&s->text, '\n');
}

static void walk_meets_all(void **state) {
    bench *x = *state;
    bench_bind(x, "jouets: [{ id: J1, etiquette: a, vers: J2, liens: [A, B],\n"
                  "  morceau: m, morceaux: [n], blocs: [{ rouge_vif: o }] }]");
    seen s = {x, buf_new(x->a)};
    record_visitor v = {&s, see_record, see_ref};
    record_walk(&v, &type_toy_file, &x->file, NULL);
    assert_string_equal(buf_take(&s.text).p, "jouet J1\n"
                                             "  jouet J1 › vers → J2\n"
                                             "  jouet J1 › liens → A\n"
                                             "  jouet J1 › liens → B\n"
                                             "jouet J1 › morceau\n"
                                             "jouet J1 › morceau 1\n"
                                             "jouet J1 › morceau 1\n");
}

const struct CMUnitTest output_tests[] = {
    cmocka_unit_test_setup_teardown(json_has_every_key, bench_open,
                                    bench_close),
    cmocka_unit_test_setup_teardown(manual_has_every_record, bench_open,
                                    bench_close),
    cmocka_unit_test_setup_teardown(dump_shows_what_is_set, bench_open,
                                    bench_close),
    cmocka_unit_test_setup_teardown(walk_meets_all, bench_open, bench_close),
};
const size_t output_test_count = sizeof output_tests / sizeof *output_tests;
