#include "world.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char dossier_yaml[] =
    "dossier:\n"
    "  titre: Essai\n"
    "  version: 1\n"
    "  date: 2026-11-15\n"
    "  langue: fr\n"
    "  referentiel: cmq-2019\n"
    "documents:\n"
    "  - { modele: essai, fichier: essai.pdf }\n";
static const char campus_yaml[] =
    "campus:\n"
    "  intitule: Campus d’essai\n"
    "  sigle: CMQ Essai\n"
    "  categorie: standard\n"
    "  demande: premiere\n"
    "  filiere: transition_energetique_eco_industrie\n"
    "  etablissement_support: lycee\n"
    "  label: { debut: 2027-09-01, duree_ans: 5 }\n"
    "partenaires:\n"
    "  - { id: lycee, nom: Lycée du Pont, article: le, categorie: scolaire, "
    "nature: eple, commune: Perpignan }\n"
    "  - { id: cfa, nom: CFA du Fleuve, article: le, categorie: scolaire, "
    "nature: cfa, commune: Narbonne }\n"
    "  - { id: usine, nom: Usine des Eaux, categorie: economique, nature: "
    "entreprise, commune: Perpignan }\n";

int world_open(void **state) {
    static world w;
    memset(&w, 0, sizeof w);
    if (setjmp(w.land.jump))
        return -1;
    w.a = arena_new(&w.land);
    strcpy(w.folder, "/tmp/sceau-expand-XXXXXX");
    if (!w.a || !mkdtemp(w.folder))
        return -1;
    world_file(&w, "dossier.yaml", dossier_yaml);
    world_file(&w, "campus.yaml", campus_yaml);
    *state = &w;
    return 0;
}

static int remove_one(const char *path, const struct stat *s, int kind,
                      struct FTW *at) {
    (void)s;
    (void)kind;
    (void)at;
    return remove(path);
}

int world_close(void **state) {
    world *w = *state;
    nftw(w->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    arena_free(w->a);
    return 0;
}

void world_bytes(world *w, const char *name, str bytes) {
    char path[160];
    const char *slash = strchr(name, '/');
    if (slash) {
        snprintf(path, sizeof path, "%s/%.*s", w->folder, (int)(slash - name),
                 name);
        mkdir(path, 0755);
    }
    snprintf(path, sizeof path, "%s/%s", w->folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fwrite(bytes.p, 1, bytes.n, f);
    fclose(f);
}

void world_file(world *w, const char *name, const char *text) {
    world_bytes(w, name, str_z(text));
}

void world_body(world *w, const char *body) {
    static const char head[] = "modele: essai\n"
                               "titre: \"Essai — {campus.intitule}\"\n"
                               "format: pdf\n"
                               "corps:\n";
    world_bytes(w, "modeles/essai.yaml", str_cat(w->a, S(head), str_z(body)));
}

static void expand(world *w) {
    if (setjmp(w->land.jump))
        fail_msg("raised: %s", w->land.what);
    file_error e;
    file_root *dossier = file_root_open(w->a, str_z(w->folder), &e);
    file_root *data = file_root_open(w->a, S("."), &e);
    assert_non_null(dossier);
    assert_non_null(data);
    w->sink = diag_sink_new(w->a);
    w->sink->filing = w->filing;
    w->l = locale_open(w->a, S("fr"));
    model_options o = {.dossier = dossier, .data = data, .locale = w->l};
    w->m = model_load(w->a, &o, w->sink);
    w->c = calc_run(w->a, w->m, w->l, w->sink);
    assert_int_not_equal(w->m->documents.n, 0);
    const meeting *then = w->m->documents.v[0].meeting.to;
    const model *m = then ? model_at(w->m, then) : w->m;
    const calc *c = then ? calc_at(w->c, m) : w->c;
    w->v = check_run(w->a, m, c, w->sink);
    expand_context x = {.a = w->a,
                        .m = m,
                        .c = c,
                        .before = m->before ? calc_at(w->c, m->before) : NULL,
                        .coverage = w->v,
                        .l = w->l,
                        .sink = w->sink};
    w->d = expand_document(&x, &w->m->documents.v[0]);
}

const char *world_dump(world *w) {
    expand(w);
    if (!w->d)
        return "";
    buf out = buf_new(w->a);
    doc_dump(&out, w->d);
    str s = buf_take(&out);
    size_t line = str_find(s, S("\n"), 0);
    return line == SIZE_MAX ? "" : s.p + line + 1;
}

const char *world_prose(world *w, const char *prose) {
    world_file(w, "textes/a.md", prose);
    world_body(w, "  - texte: { fichier: textes/a.md }\n");
    return world_dump(w);
}

const char *world_inline(world *w, const char *prose) {
    static const char before[] = "  paragraph: ";
    str s = str_z(world_prose(w, prose));
    if (!str_starts(s, S(before)) || s.p[s.n - 1] != '\n')
        return s.p;
    return str_dup(w->a, str_sub(s, sizeof before - 1, s.n - 1)).p;
}

static void say(buf *b, const diagnostic *d) {
    buf_z(b, diag_describe(d->code)->name);
    if (d->at.src) {
        place p = source_place(d->at.src, d->at.start);
        str text = str_sub(d->at.src->text, d->at.start, d->at.end);
        size_t end = str_find(text, S("\n"), 0);
        buf_fmt(b, " %.*s:%u:%u %.*s", STR_ARG(d->at.src->path), p.line,
                p.column, (int)(end == SIZE_MAX ? text.n : end), text.p);
    }
    buf_c(b, '\n');
}

const char *world_said(world *w) {
    buf b = buf_new(w->a);
    for (const diagnostic *d = w->sink->first; d; d = d->next)
        say(&b, d);
    return buf_take(&b).p;
}
