/* records: a sample with every key of every record binds without a word, and
   the parts that later stages rely on are there. */
#include "camp.h"

#include "model/model_types.h"

#include <dirent.h>
#include <stdio.h>

#define SAMPLE "tests/unit/model/sample"

static void load_sample(camp *c) {
    file_error e = FILE_OK;
    model_options o = {.locale = c->locale};
    o.dossier = file_root_open(c->a, S(SAMPLE), &e);
    o.data = file_root_open(c->a, S("."), &e);
    c->sink = diag_sink_new(c->a);
    c->m = model_load(c->a, &o, c->sink);
}

/* The provisional UAI is the one warning. */
static void it_binds_without_a_word(void **state) {
    camp *c = *state;
    load_sample(c);
    camp_expect(c, W0214, "C752887F", "partenaire cfa");
}

static str all_yaml(camp *c) {
    static const char *const names[] = {
        "dossier",       "campus",
        "partenaires",   "objectifs",
        "formations",    "indicateurs",
        "budget",        "blocs",
        "modeles/essai", "modeles/essai-classeur"};
    file_error e = FILE_OK;
    file_root *r = file_root_open(c->a, S(SAMPLE), &e);
    buf b = buf_new(c->a);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str text;
        assert_int_equal(file_read(c->a, r, str_fmt(c->a, "%s.yaml", names[i]),
                                   1 << 20, &text),
                         FILE_OK);
        buf_str(&b, text);
    }
    return buf_take(&b);
}

typedef LIST(const record_type *) type_list;

static void note_type(camp *c, type_list *l, const record_type *t) {
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i] == t)
            return;
    list_push(c->a, l, t);
}

static void note_types_of(camp *c, type_list *l, const record_type *t) {
    for (uint32_t i = 0; i < t->field_count; i++) {
        const field *f = &t->fields[i];
        if (f->kind == FIELD_RECORD || f->kind == FIELD_RECORDS)
            note_type(c, l, f->record);
        for (size_t k = 1;
             f->kind == FIELD_VARIANTS && k < f->variants->words->count; k++)
            if (f->variants->types[k])
                note_type(c, l, f->variants->types[k]);
    }
}

/* A new row without its key in the sample fails here. */
static void the_sample_has_every_key(void **state) {
    camp *c = *state;
    str yaml = all_yaml(c);
    type_list types = {0};
    note_type(c, &types, &type_model);
    note_type(c, &types, &type_template);
    size_t keys = 0;
    for (size_t i = 0; i < types.n; i++) {
        const record_type *t = types.v[i];
        note_types_of(c, &types, t);
        for (uint32_t k = 0; k < t->field_count; k++, keys++) {
            str key = str_fmt(c->a, "%.*s:", STR_ARG(t->fields[k].key));
            if (str_find(yaml, key, 0) == SIZE_MAX)
                fail_msg("%.*s: no « %.*s » in the sample", STR_ARG(t->name),
                         STR_ARG(key));
        }
    }
    assert_true(keys > 350);
}

static void references_find_their_record(void **state) {
    camp *c = *state;
    load_sample(c);
    model *m = c->m;
    assert_ptr_equal(m->campus.leaders.v[0].to, &m->partners.v[0]);
    assert_ptr_equal(m->partners.v[1].commitment.piece.to, &m->pieces.v[0]);
    assert_ptr_equal(m->objectives.v[1].continues.to, &m->objectives.v[0]);
    assert_ptr_equal(m->objectives.v[0].label.to, &m->campus.labels.v[0]);
    assert_ptr_equal(m->objectives.v[1].criteria.v[0].to,
                     model_criterion(m, S("A5")));
    assert_ptr_equal(m->documents.v[0].meeting.to, &m->meetings.v[0]);
    assert_ptr_equal(m->budget.resources.v[1].voted_by.to,
                     &m->governance.bodies.v[0]);
    assert_ptr_equal(m->budget.execution.v[1].line.to,
                     &m->budget.resources.v[0]);
    assert_true(m->budget.execution.v[1].income);
    assert_false(m->budget.execution.v[0].income);
    assert_ptr_equal(m->facts.v[0].from.source.to, &m->sources.v[0]);
    const ref_list *r = &m->dossier.answers.v[0].pointers;
    assert_ptr_equal(r->v[0].to, &m->equipment.v[0]);
    assert_ptr_equal(r->v[2].to, &m->pieces.v[0]);
}

static void levels_are_partners_or_courses(void **state) {
    camp *c = *state;
    load_sample(c);
    const indicator *i = model_indicator(c->m, S("effectif"));
    size_t of[3] = {0};
    for (size_t k = 0; k < i->values.n; k++)
        of[i->values.v[k].level]++;
    assert_int_equal(i->values.n, 6);
    assert_int_equal(of[LEVEL_CAMPUS], 1);
    assert_int_equal(of[LEVEL_PARTNER], 4);
    assert_int_equal(of[LEVEL_COURSE], 1);
    assert_int_equal(i->baselines.n, 2);
    assert_ptr_equal(i->baselines.v[0].label.to, &c->m->campus.labels.v[0]);
}

static void label_end_and_codes(void **state) {
    camp *c = *state;
    load_sample(c);
    const label_term *l = &c->m->campus.label;
    assert_int_equal(l->end.year, 2032);
    assert_int_equal(l->end.month, 8);
    assert_int_equal(l->end.day, 31);
    EQUAL(c, c->m->objectives.v[0].code, "1"); /* from its rank */
    EQUAL(c, c->m->objectives.v[1].actions.v[1].code, "1.2");
}

static void templates_and_blocks(void **state) {
    camp *c = *state;
    load_sample(c);
    const template *t = model_template(&c->m->documents.v[0]);
    const template *w = model_template(&c->m->documents.v[1]);
    assert_int_equal(t->format, OUTPUT_PDF);
    assert_int_equal(w->format, OUTPUT_WORKBOOK);
    assert_int_equal(w->sheets.n, 4);
    assert_int_equal(w->sheets.v[3].columns.n, 2);
    EQUAL(c, w->sheets.v[3].columns.v[1].field.s, "commune.nom");
    assert_int_equal(t->body.n, 6);
    assert_int_equal(t->body.v[2].kind, TPL_SECTION);
    const template_section *s = t->body.v[2].as.section;
    EQUAL(c, s->title.s, "Contexte");
    assert_int_equal(s->content.n, 23);
    EQUAL(c, s->content.v[1].as.text->text.s, "Une prose courte");
    assert_int_equal(s->content.v[19].kind, TPL_PAGE_BREAK);
    assert_int_equal(s->content.v[21].as.each->content.n, 1);
    const template_block *b = model_block(c->m, S("tab-places"));
    assert_int_equal(b->kind, TPL_TABLE);
    assert_int_equal(b->as.table->columns.v[1].format, FORMAT_NUMBER);
}

static void illustrative_values_are_listed(void **state) {
    camp *c = *state;
    load_sample(c);
    const model *m = c->m;
    assert_int_equal(m->illustrations.n, 4);
    EQUAL(c, m->illustrations.v[0].path, "budget › dépense d06 › montants");
    EQUAL(c, m->illustrations.v[1].path,
          "indicateur effectif › valeurs › 2023-2024");
    EQUAL(c, m->illustrations.v[3].path, "dépense d06 › 2027-2028");
}

static void prose_is_kept(void **state) {
    camp *c = *state;
    load_sample(c);
    const located *t = model_text(c->m, S("textes/contexte.md"), c->sink);
    EQUAL(c, t->s, "De la prose.\n");
    assert_int_equal(located_span(t, 3, 5).start, 3);
    assert_null(model_text(c->m, S("textes/absent.md"), c->sink));
}

static void digest_follows_every_byte(void **state) {
    camp *c = *state;
    camp_load(c);
    str before = c->m->digest;
    assert_int_equal(before.n, 64);
    camp_load(c);
    EQUAL(c, c->m->digest, before.p);
    camp_file(c, "textes/x.md", "a");
    camp_load(c);
    str with = c->m->digest;
    assert_string_not_equal(with.p, before.p);
    camp_file(c, "textes/x.md", "b");
    camp_load(c);
    assert_string_not_equal(c->m->digest.p, with.p);
}

/* Pictures and pieces count, whoever asks for them; what is made does not. */
static void digest_covers_what_is_not_parsed(void **state) {
    camp *c = *state;
    static const char *const counted[] = {
        "images/a.png", "logos/dessins/b.JPEG", "pieces/P1.pdf"};
    static const char *const not_counted[] = {
        "images/notes.txt", "sortie/page.png", ".cache/c.png"};
    camp_file(c, "x.yaml",
              "pieces:\n  - { id: P1, titre: T, statut: signee, fichier: "
              "pieces/P1.pdf }\n");
    camp_file(c, "pieces/P1.pdf", "%PDF-1.7\n");
    camp_load(c);
    for (size_t i = 0; i < 3; i++) {
        str before = c->m->digest;
        camp_file(c, not_counted[i], "1");
        camp_load(c);
        EQUAL(c, c->m->digest, before.p);
        camp_file(c, counted[i], "1");
        camp_load(c);
        str one = c->m->digest;
        assert_string_not_equal(one.p, before.p);
        camp_file(c, counted[i], "2");
        camp_load(c);
        assert_string_not_equal(c->m->digest.p, one.p);
    }
    EQUAL(c, c->m->pieces.v[0].digest,
          "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35");
    assert_int_equal(c->m->pieces.v[0].size, 1);
}

static void dump_is_complete(void **state) {
    camp *c = *state;
    static const char *const lines[] = {
        "empreinte: ",
        "  etat: a_signer\n",
        "valeur lycee 2025-2026: 22 provisoire [Lycée] 2026-01-15 i\n",
        "valeur cfa 2024-2025: secret",
        "cible 2029-2030: 40\n",
        "montant 2027-2028: 140000 i\n",
        "statut 2027-2028: notifie\n",
        "- saut_de_page\n",
        "  referentiel: cmq-2019\n",
    };
    load_sample(c);
    buf b = buf_new(c->a);
    model_dump(&b, c->m);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (str_find(buf_slice(&b), str_z(lines[i]), 0) == SIZE_MAX)
            fail_msg("not dumped: %s", lines[i]);
}

static void pictures_are_read_once(void **state) {
    camp *c = *state;
    camp_bytes(c, "textes/p.png", S("PNG"));
    camp_load(c);
    str one, two;
    assert_true(
        model_picture(c->m, S("textes/p.png"), SPAN_NONE, c->sink, &one));
    assert_true(
        model_picture(c->m, S("textes/p.png"), SPAN_NONE, c->sink, &two));
    assert_ptr_equal(one.p, two.p);
    assert_false(
        model_picture(c->m, S("textes/q.png"), SPAN_NONE, c->sink, &two));
    camp_expect(c, E0001, "textes/q.png", NULL);
}

static void the_real_dossier_binds(void **state) {
    camp *c = *state;
    file_error e = FILE_OK;
    model_options o = {.locale = c->locale};
    o.dossier = file_root_open(c->a, S("dossiers/cmq-eau"), &e);
    o.data = file_root_open(c->a, S("."), &e);
    c->sink = diag_sink_new(c->a);
    c->m = model_load(c->a, &o, c->sink);
    assert_int_equal(c->sink->errors, 0);
    assert_true(c->m->partners.n >= 25);
    assert_true(c->m->courses.n >= 15);
    assert_true(c->m->indicators.n >= 25);
    assert_true(c->m->objectives.n >= 7);
}

static void the_frame_is_whole(void **state) {
    camp *c = *state;
    camp_load(c);
    const frame *f = c->m->frame;
    assert_int_equal(f->families.n, 3);
    assert_int_equal(f->criteria.n, 13 + 16 + 14);
    size_t scopes[APPLIES_COUNT] = {0};
    for (size_t i = 0; i < f->criteria.n; i++)
        scopes[f->criteria.v[i].applies]++;
    assert_int_equal(scopes[APPLIES_EXCELLENCE], 7);
    assert_int_equal(scopes[APPLIES_OPTIONAL], 1);
    assert_ptr_equal(f->criteria.v[0].family.to, &f->families.v[0]);
}

#define T(f) cmocka_unit_test_setup_teardown(f, camp_open, camp_close)
const struct CMUnitTest record_tests[] = {
    T(it_binds_without_a_word),
    T(the_sample_has_every_key),
    T(references_find_their_record),
    T(levels_are_partners_or_courses),
    T(label_end_and_codes),
    T(templates_and_blocks),
    T(illustrative_values_are_listed),
    T(prose_is_kept),
    T(digest_follows_every_byte),
    T(digest_covers_what_is_not_parsed),
    T(dump_is_complete),
    T(pictures_are_read_once),
    T(the_real_dossier_binds),
    T(the_frame_is_whole),
};
const size_t record_test_count = sizeof record_tests / sizeof *record_tests;
