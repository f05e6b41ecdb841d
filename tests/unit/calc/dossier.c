#include "dossier.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char common[] =
    "dossier:\n"
    "  titre: Essai\n"
    "  version: 1\n"
    "  date: 2026-11-15\n"
    "  arrete_au: 2026-10-31\n"
    "  langue: fr\n"
    "  referentiel: cmq-2019\n"
    "provenance: { source: exemple, date: 2026-10-01, statut: reel }\n"
    "campus:\n"
    "  intitule: Campus\n"
    "  categorie: standard\n"
    "  demande: premiere\n"
    "  sigle: C\n"
    "  filiere: transition_energetique_eco_industrie\n"
    "  etablissement_support: a\n"
    "  label: { debut: 2027-01-01, duree_ans: 2 }\n"
    "partenaires:\n"
    "  - { id: a, nom: A, categorie: scolaire, nature: eple }\n"
    "  - { id: b, nom: B, categorie: scolaire, nature: eple }\n"
    "  - { id: c, nom: C, categorie: scolaire, nature: eple, "
    "entree: 2024-09-01, sortie: 2026-08-31 }\n"
    "  - { id: e, nom: E, categorie: economique, nature: entreprise, "
    "entree: 2025-01-01 }\n";

int dossier_open(void **state) {
    static dossier_test t;
    memset(&t, 0, sizeof t);
    t.a = arena_new(&t.land);
    strcpy(t.folder, "/tmp/sceau-calc-XXXXXX");
    if (!t.a || setjmp(t.land.jump) || !mkdtemp(t.folder))
        return -1;
    *state = &t;
    return 0;
}

static void remove_file(const dossier_test *t, const char *name) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", t->folder, name);
    unlink(path);
}

int dossier_close(void **state) {
    dossier_test *t = *state;
    remove_file(t, "dossier.yaml");
    remove_file(t, "indicateurs.yaml");
    rmdir(t->folder);
    arena_free(t->a);
    return 0;
}

static void write_file(const dossier_test *t, const char *name, const char *x,
                       const char *y) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", t->folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(x, f);
    fputs(y, f);
    fclose(f);
}

void dossier_load(dossier_test *t, const char *indicators, const char *more) {
    write_file(t, "dossier.yaml", common, more);
    write_file(t, "indicateurs.yaml",
               "provenance: { source: exemple, date: 2026-10-01, statut: reel "
               "}\nindicateurs:\n",
               indicators);
    file_error err;
    file_root *root = file_root_open(t->a, str_z(t->folder), &err);
    assert_non_null(root);
    t->sink = diag_sink_new(t->a);
    model_options o = {.dossier = root,
                       .data = root,
                       .locale = locale_open(t->a, S("fr")),
                       .frugal = true};
    t->m = model_load(t->a, &o, t->sink);
    t->c = calc_run(t->a, t->m, o.locale, t->sink);
}

const char *dossier_messages(dossier_test *t) {
    buf b = buf_new(t->a);
    for (const diagnostic *d = t->sink->first; d; d = d->next) {
        if (d->code == E0257) /* these dossiers have no référentiel */
            continue;
        uint32_t line =
            d->at.src ? source_place(d->at.src, d->at.start).line : 0;
        buf_fmt(&b, "%s%s@%u", b.n ? " " : "", diag_describe(d->code)->name,
                line);
    }
    return buf_take(&b).p;
}

const char *dossier_figure(dossier_test *t, const figure *f) {
    static const char *const reasons[] = {"", "non_disponible", "secret",
                                          "sans_objet", "a_venir"};
    buf b = buf_new(t->a);
    if (f->why)
        buf_z(&b, reasons[f->why]);
    else
        buf_num(&b, f->value);
    for (int k = 0; k < 5; k++)
        if (f->marks & (1 << k))
            buf_fmt(&b, " %c", "iepqr"[k]);
    if (f->known < f->of)
        buf_fmt(&b, " %d/%d", f->known, f->of);
    return buf_take(&b).p;
}

period dossier_period(const char *z) {
    period p;
    if (!period_parse(str_z(z), CAL_NONE, &p))
        fail_msg("no period: %s", z);
    return p;
}

const char *dossier_value(dossier_test *t, const char *id, const char *level,
                          const char *at) {
    const indicator *i = model_indicator(t->m, str_z(id));
    assert_non_null(i);
    period p = dossier_period(at);
    if (p.cal == CAL_CIVIL && i->calendar)
        p.cal = i->calendar;
    const partner *l = *level ? model_partner(t->m, str_z(level)) : NULL;
    return dossier_figure(t, calc_value(t->c, i, l, p));
}
