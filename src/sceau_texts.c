/* What the tables give as text: explanations, JSON Schema, manual, and the
   skeleton of a new dossier. Tables are the only source of all of them. */
#include <setjmp.h>
#include <stdlib.h>

#include "base/file.h"
#include "expr/expr.h"
#include "model/model.h"
#include "model/model_types.h"
#include "sceau.h"
#include "sceau_int.h"
#include "schema/schema.h"

enum { SKELETON_MAX = 1 << 20 };

typedef void (*text_maker)(buf *out, const void *what);

/* Runs `make` in an arena of its own; text for the caller to free. */
static char *made(text_maker make, const void *what) {
    landing land = {0};
    arena *volatile a = arena_new(&land);
    if (!a || setjmp(land.jump)) {
        arena_free(a);
        return NULL;
    }
    buf out = buf_new(a);
    make(&out, what);
    str s = buf_take(&out);
    char *text = s.n ? malloc(s.n + 1) : NULL;
    if (text)
        memcpy(text, s.p, s.n + 1);
    arena_free(a);
    return text;
}

void sceau_text_free(char *text) {
    free(text);
}

/* expliquer */

typedef struct asked_code {
    const char *code;
    language lang;
} asked_code;

static const str blanks[DIAG_ARGS] = {
    {"…", sizeof "…" - 1}, {"…", sizeof "…" - 1}, {"…", sizeof "…" - 1},
    {"…", sizeof "…" - 1}, {"…", sizeof "…" - 1}, {"…", sizeof "…" - 1}};

static void put_explanation(buf *out, const diag_info *d, language lang) {
    static const char *const severity[LANG_COUNT][3] = {
        {"remarque", "avertissement", "erreur"}, {"note", "warning", "error"}};
    static const char *const help[LANG_COUNT] = {"Aide : ", "Help: "};
    buf_fmt(out, "%s (%s)\n\n", d->name, severity[lang][d->sev]);
    diag_sentence(out, d->text[lang], blanks);
    buf_z(out, "\n\n");
    if (*d->explain[lang]) {
        diag_sentence(out, d->explain[lang], blanks);
        buf_z(out, "\n\n");
    }
    if (*d->help[lang]) {
        buf_z(out, help[lang]);
        diag_sentence(out, d->help[lang], blanks);
        buf_c(out, '\n');
    }
}

static void make_explanation(buf *out, const void *what) {
    const asked_code *k = what;
    diag_code code = diag_find(str_z(k->code));
    if (code != DIAG_COUNT)
        put_explanation(out, diag_describe(code), k->lang);
}

static language language_of(const char *name) {
    return name && !strcmp(name, "en") ? LANG_EN : LANG_FR;
}

char *sceau_explain(const char *code, const char *lang) {
    asked_code k = {code, language_of(lang)};
    return made(make_explanation, &k);
}

/* schema, manuel */

static void make_schema(buf *out, const void *what) {
    (void)what;
    schema_json(out, &type_model, S("Description d’un campus, pour sceau"));
}

char *sceau_schema(void) {
    return made(make_schema, NULL);
}

static void put_functions(buf *out, const char *title, const expr_doc *rows,
                          size_t n) {
    buf_fmt(out, "\n### %s\n\n| écriture | sens |\n|---|---|\n", title);
    for (size_t i = 0; i < n; i++)
        buf_fmt(out, "| `%.*s` | %.*s |\n", STR_ARG(rows[i].usage),
                STR_ARG(rows[i].doc));
}

static void make_manual(buf *out, const void *what) {
    language lang = *(const language *)what;
    buf_z(out, "## Les clés\n\n");
    schema_manual(out, &type_model);
    buf_z(out, "\n## Les expressions\n");
    size_t n;
    const expr_doc *rows = expr_operators(&n);
    put_functions(out, "Opérateurs", rows, n);
    rows = expr_functions(&n);
    put_functions(out, "Fonctions", rows, n);
    buf_z(out, "\n## Les messages\n");
    for (int i = 0; i < DIAG_COUNT; i++) {
        const diag_info *d = diag_describe((diag_code)i);
        if (!strncmp(d->name, "NOTE", 4))
            continue;
        buf_z(out, "\n### ");
        put_explanation(out, d, lang);
    }
}

char *sceau_manual(const char *name) {
    language lang = language_of(name);
    return made(make_manual, &lang);
}

/* nouveau */

/* Folders of the skeleton in templates/nouveau/, and where they go. */
static const struct {
    const char *from, *to;
} folders[] = {{"templates/nouveau", ""},
               {"templates/nouveau/textes", "/textes"},
               {"templates/nouveau/valeurs", "/valeurs"},
               {"templates/nouveau/vscode", "/.vscode"}};

static void copy_folder(skeleton *k, const char *from, const char *to) {
    str_list names = {0};
    file_names(k->a, k->data, str_z(from), STR_NONE, &names);
    if (!names.n)
        return;
    str folder = str_fmt(k->a, "%.*s%s", STR_ARG(k->target), to);
    file_error e;
    file_batch *b = file_batch_new(k->a, folder, &e);
    for (size_t i = 0; b && i < names.n; i++) {
        str path = str_fmt(k->a, "%s/%.*s", from, STR_ARG(names.v[i]));
        str bytes;
        if (file_read(k->a, k->data, path, SKELETON_MAX, &bytes) != FILE_OK ||
            file_batch_add(b, names.v[i], bytes) != FILE_OK) {
            k->failed = folder;
            return;
        }
        list_push(
            k->a, &k->written,
            str_fmt(k->a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(names.v[i])));
    }
    if (!b || file_batch_commit(b) != FILE_OK)
        k->failed = folder;
}

/* The schema goes along, so that editors complete offline. */
static void put_schema(skeleton *k) {
    file_error e;
    file_batch *b = file_batch_new(k->a, k->target, &e);
    buf schema = buf_new(k->a);
    make_schema(&schema, NULL);
    if (!b ||
        file_batch_add(b, S("sceau.schema.json"), buf_take(&schema)) !=
            FILE_OK ||
        file_batch_commit(b) != FILE_OK)
        k->failed = k->target;
    else
        list_push(k->a, &k->written,
                  str_fmt(k->a, "%.*s/sceau.schema.json", STR_ARG(k->target)));
}

void skeleton_write(skeleton *k) {
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (!k->failed.n)
            copy_folder(k, folders[i].from, folders[i].to);
    if (!k->failed.n && k->written.n)
        put_schema(k);
}
