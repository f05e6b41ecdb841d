#include "camp.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const base[][2] = {
    {"dossier.yaml", "dossier:\n  titre: T\n  version: 1\n"
                     "  date: 2026-11-15\n  referentiel: cmq-2019\n"},
    {"campus.yaml",
     "campus:\n  intitule: Campus Eau\n  sigle: CMQ Eau\n"
     "  categorie: standard\n  demande: premiere\n"
     "  filiere: transition_energetique_eco_industrie\n"
     "  etablissement_support: lycee\n"
     "  label: { id: label_2027, debut: 2027-09-01, duree_ans: 5 }\n"},
    {"partenaires.yaml",
     "partenaires:\n"
     "  - { id: lycee, nom: Lycée, article: le, categorie: scolaire }\n"
     "  - { id: cfa, nom: CFA, article: le, categorie: scolaire }\n"},
};
enum { BASE = sizeof base / sizeof *base };

static const char *const folders[] = {
    "valeurs", "textes", "pieces",        "modeles", "modeles/referentiels",
    "images",  "logos",  "logos/dessins", "sortie",  ".cache"};
enum { FOLDERS = sizeof folders / sizeof *folders };

static void write_base(camp *c) {
    for (size_t i = 0; i < BASE; i++)
        camp_file(c, base[i][0], base[i][1]);
}

int camp_open(void **state) {
    camp *c = calloc(1, sizeof *c);
    *state = c;
    if (!c || setjmp(c->land.jump))
        return -1;
    c->a = arena_new(&c->land);
    c->locale = locale_open(c->a, S("fr"));
    strcpy(c->folder, "/tmp/sceau-model-XXXXXX");
    if (!c->locale || !mkdtemp(c->folder))
        return -1;
    for (size_t i = 0; i < FOLDERS; i++)
        mkdir(str_fmt(c->a, "%s/%s", c->folder, folders[i]).p, 0755);
    write_base(c);
    return 0;
}

static void remove_files(camp *c, const char *folder) {
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));)
        remove(str_fmt(c->a, "%s/%s", folder, e->d_name).p);
    if (d)
        closedir(d);
}

static void remove_all(camp *c) {
    for (size_t i = FOLDERS; i-- > 0;)
        remove_files(c, str_fmt(c->a, "%s/%s", c->folder, folders[i]).p);
    remove_files(c, c->folder);
}

int camp_close(void **state) {
    camp *c = *state;
    remove_all(c);
    rmdir(c->folder);
    arena_free(c->a);
    free(c);
    return 0;
}

void camp_reset(camp *c) {
    remove_all(c);
    for (size_t i = 0; i < FOLDERS; i++)
        mkdir(str_fmt(c->a, "%s/%s", c->folder, folders[i]).p, 0755);
    write_base(c);
    c->marked = STR_NONE;
    c->m = NULL;
}

void camp_bytes(camp *c, const char *path, str bytes) {
    FILE *f = fopen(str_fmt(c->a, "%s/%s", c->folder, path).p, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    fclose(f);
}

void camp_file(camp *c, const char *path, const char *text) {
    const char *mark = strstr(text, "§");
    str s = str_z(text);
    if (mark) {
        size_t i = (size_t)(mark - text);
        s = str_cat(c->a, str_sub(s, 0, i), str_sub(s, i + 2, s.n));
        c->marked = str_z(path);
        c->at = source_place(source_new(c->a, c->marked, s), (uint32_t)i);
    }
    camp_bytes(c, path, s);
}

void camp_load(camp *c) {
    file_error e = FILE_OK;
    model_options o = {.locale = c->locale, .frugal = !c->whole};
    o.dossier = file_root_open(c->a, str_z(c->folder), &e);
    o.data = file_root_open(c->a, S("."), &e);
    c->sink = diag_sink_new(c->a);
    c->sink->filing = c->filing;
    c->m = model_load(c->a, &o, c->sink);
}

const diagnostic *camp_find(const camp *c, diag_code code) {
    for (const diagnostic *d = c->sink->first; d; d = d->next)
        if (d->code == code)
            return d;
    return NULL;
}

static const char *first_line(const camp *c) {
    buf b = buf_new(c->a);
    diag_print(&b, c->sink,
               (diag_style){.lang = LANG_FR, .all = true, .brief = true});
    return buf_take(&b).p;
}

void camp_expect_none(const camp *c) {
    if (c->sink->first)
        fail_msg("unexpected: %s", first_line(c));
}

static bool has_arg(const diagnostic *d, const char *arg) {
    for (int i = 0; i < DIAG_ARGS; i++)
        if (str_find(d->args[i], str_z(arg), 0) != SIZE_MAX)
            return true;
    return false;
}

static void check_place(const camp *c, const diagnostic *d) {
    if (!c->marked.n)
        return;
    assert_non_null(d->at.src);
    place got = source_place(d->at.src, d->at.start);
    bool same = str_eq(d->at.src->path, c->marked) && got.line == c->at.line &&
                got.column == c->at.column;
    if (!same)
        fail_msg("expected at %.*s:%u:%u:\n%s", STR_ARG(c->marked), c->at.line,
                 c->at.column, first_line(c));
}

void camp_expect(camp *c, diag_code code, const char *arg, const char *path) {
    const diagnostic *d = camp_find(c, code);
    if (!d)
        fail_msg("%s expected:\n%s", diag_describe(code)->name, first_line(c));
    check_place(c, d);
    if (arg && !has_arg(d, arg))
        fail_msg("argument « %s » expected:\n%s", arg, first_line(c));
    if (path)
        EQUAL(c, d->path, path);
    for (const diagnostic *x = c->sink->first; x; x = x->next)
        if (x != d && x->sev != SEV_NOTICE)
            fail_msg("one message expected:\n%s", first_line(c));
}
