/*
 * The pipeline: runs the stages in order, owns the arena and the one landing
 * point. Each stage is one function from one type to the next; none looks
 * back. Between stages, errors stop the run.
 */
#include "sceau.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "book/book.h"
#include "calc/calc.h"
#include "check/check.h"
#include "doc/theme.h"
#include "expand/expand.h"
#include "layout/layout.h"
#include "model/model.h"
#include "pdf/pdf.h"
#include "sceau_int.h"
#include "xlsx/xlsx.h"

enum { FONT_MAX = 8 << 20, ICC_MAX = 1 << 20, STAGES = 256 };

static const char HYPHENS[] = "/usr/share/hyphen/hyph_fr.dic";
static const char PROFILES[] = "/usr/share/color/icc";
static const char PROFILE[] = "sRGB.icc";

/* The fonts of a theme, opened once. */
typedef struct opened_theme {
    const theme *theme;
    font_set *fonts;
} opened_theme;

typedef struct timing {
    str name;
    double seconds;
} timing;

struct sceau {
    landing landing;
    arena *a;
    sceau_options o;
    diag_sink *sink;
    language lang;
    /* What the stages give. */
    file_root *data, *dossier;
    locale *locale;
    model *model;
    calc *calc;
    LIST(opened_theme) themes;
    hyphenator *hyphens;
    str icc;
    sceau_status status; /* worst so far, apart from the sink's errors */
    str messages, product;
    char last_words[256]; /* when there is no memory for messages */
    LIST(str) outputs;
    LIST(timing) timings;
    double started;
};

/* Housekeeping */

static void begin(sceau *s) {
    if (s->o.timings && s->o.now)
        s->started = s->o.now();
}

/* Ends a stage that `begin` opened; stages of one name are summed. */
static void end(sceau *s, str name) {
    if (!s->o.timings || !s->o.now)
        return;
    double seconds = s->o.now() - s->started;
    for (size_t i = 0; i < s->timings.n; i++)
        if (str_eq(s->timings.v[i].name, name)) {
            s->timings.v[i].seconds += seconds;
            return;
        }
    list_push(s->a, &s->timings, (timing){name, seconds});
}

static bool failed(const sceau *s) {
    return s->status != SCEAU_OK || s->sink->errors > 0;
}

static void worsen(sceau *s, sceau_status status) {
    if (status > s->status)
        s->status = status;
}

static str reason(const sceau *s, file_error e) {
    static const char *const words[][LANG_COUNT] = {
        [FILE_OK] = {"", ""},
        [FILE_ABSENT] = {"absent", "absent"},
        [FILE_OUTSIDE] = {"hors du dossier", "outside the folder"},
        [FILE_NOT_REGULAR] = {"pas un fichier ordinaire", "no regular file"},
        [FILE_TOO_LARGE] = {"trop gros", "too large"},
        [FILE_DENIED] = {"accès refusé", "permission denied"},
        [FILE_IO] = {"erreur d’entrée-sortie", "input/output error"}};
    return str_z(words[e][s->lang]);
}

/* An environment fault: what cannot be read or written, and why. */
static void report_path(sceau *s, diag_code code, str path, str why) {
    diagnostic *d = DIAG_AT(s->sink, code, SPAN_NONE, path, why);
    d->where = str_dup(s->a, path);
    worsen(s, SCEAU_ENVIRONMENT);
}

static void warnings_to_errors(sceau *s) {
    for (diagnostic *d = s->sink->first; d; d = d->next)
        if (d->sev == SEV_WARNING)
            diag_raise(s->sink, d, SEV_ERROR);
}

static sceau_status finish(sceau *s) {
    if (s->o.warnings_are_errors)
        warnings_to_errors(s);
    buf out = buf_new(s->a);
    diag_print(&out, s->sink,
               (diag_style){.lang = s->lang,
                            .all = s->o.all_messages,
                            .colour = s->o.colour,
                            .brief = s->o.brief});
    s->messages = buf_take(&out);
    if (s->status != SCEAU_OK)
        return s->status;
    return s->sink->errors ? SCEAU_ERRORS : SCEAU_OK;
}

/* No memory, or a fault of ours: the arena may be full, so nothing is made. */
static sceau_status landed(sceau *s, int cause) {
    const diag_info *d = diag_describe(cause == LANDING_MEMORY ? E0902 : E0901);
    int n =
        snprintf(s->last_words, sizeof s->last_words, "sceau: %s: %s (%s)\n",
                 d->name, d->text[s->lang], s->landing.what);
    size_t most = sizeof s->last_words - 1;
    s->messages = (str){s->last_words, (size_t)n < most ? (size_t)n : most};
    s->product = STR_NONE;
    s->outputs.n = 0;
    return s->status = SCEAU_INTERNAL;
}

/* Stages */

static void open_roots(sceau *s, bool dossier) {
    file_error e;
    s->locale = locale_open(s->a, S("fr"));
    if (!s->locale)
        report_path(s, E0805, str_z(s->o.data), S("ICU"));
    str_list templates = {0};
    s->data = file_root_open(s->a, str_z(s->o.data), &e);
    if (!s->data)
        report_path(s, E0805, str_z(s->o.data), reason(s, e));
    else if (file_names(s->a, s->data, S("templates"), S(".yaml"),
                        &templates) != FILE_OK ||
             !templates.n)
        report_path(s, E0805, str_z(s->o.data), S("templates/"));
    if (!dossier)
        return;
    s->dossier = file_root_open(s->a, str_z(s->o.dossier), &e);
    if (!s->dossier)
        report_path(s, E0801, str_z(s->o.dossier), reason(s, e));
}

static void load(sceau *s) {
    open_roots(s, true);
    if (failed(s))
        return;
    begin(s);
    model_options o = {
        .dossier = s->dossier, .data = s->data, .locale = s->locale};
    s->model = model_load(s->a, &o, s->sink);
    end(s, S("model"));
}

static void compute(sceau *s) {
    begin(s);
    s->calc = calc_run(s->a, s->model, s->locale, s->sink);
    check_budget(s->model, s->calc, s->sink);
    if (s->o.filing)
        check_filing(s->model, s->sink);
    end(s, S("calc"));
}

static font_set *open_theme(sceau *s, const theme *t) {
    LIST(font_file) files = {0};
    for (size_t i = 0; i < t->fonts.n; i++) {
        const theme_font *f = &t->fonts.v[i];
        font_file *to = list_add(s->a, &files);
        *to = (font_file){.family = (font_family)f->family,
                          .weight = f->weight,
                          .italic = f->italic,
                          .path = str_cat(s->a, S("fonts/"), f->file)};
        if (file_read(s->a, s->data, to->path, FONT_MAX, &to->data) != FILE_OK)
            report_path(s, E0805, str_z(s->o.data), to->path);
    }
    if (failed(s))
        return NULL;
    size_t bad = 0;
    font_set *fonts = font_open(s->a, files.v, files.n, &bad);
    if (!fonts)
        report_path(s, E0805, str_z(s->o.data), files.v[bad].path);
    return fonts;
}

/* What comes from Debian's packages, for every document. */
static void open_system(sceau *s) {
    if (s->hyphens)
        return;
    s->hyphens = hyphenator_open(s->a, HYPHENS);
    if (!s->hyphens)
        report_path(s, E0812, S(HYPHENS), S("hyphen-fr"));
    file_error e;
    file_root *icc = file_root_open(s->a, S(PROFILES), &e);
    if (!icc || file_read(s->a, icc, S(PROFILE), ICC_MAX, &s->icc) != FILE_OK)
        report_path(s, E0812, S(PROFILES), S("icc-profiles-free"));
}

/* NULL after a report. */
static font_set *fonts_of(sceau *s, const theme *t) {
    for (size_t i = 0; i < s->themes.n; i++)
        if (s->themes.v[i].theme == t)
            return s->themes.v[i].fonts;
    begin(s);
    open_system(s);
    font_set *fonts = failed(s) ? NULL : open_theme(s, t);
    list_push(s->a, &s->themes, (opened_theme){t, fonts});
    end(s, S("fonts"));
    return fonts;
}

/* The theme of the document's template. */
static const theme *theme_of(const sceau *s, const output_document *o) {
    const template *t = model_template(o);
    return t && t->look ? t->look : s->model->theme;
}

static view_context view_of(const sceau *s) {
    return (view_context){.a = s->a,
                          .m = s->model,
                          .c = s->calc,
                          .l = s->locale,
                          .sink = s->sink};
}

static document *make_document(sceau *s, const output_document *o,
                               coverage **v) {
    begin(s);
    expand_context x = {.a = s->a,
                        .m = s->model,
                        .c = s->calc,
                        .coverage = check_run(s->a, s->model, s->calc, s->sink),
                        .l = s->locale,
                        .sink = s->sink};
    document *d = expand_document(&x, o);
    if (v)
        *v = x.coverage;
    end(s, S("expand"));
    return d;
}

static page_list *make_pages(sceau *s, const output_document *o,
                             const document *d) {
    const theme *t = theme_of(s, o);
    font_set *fonts = fonts_of(s, t);
    if (!fonts || failed(s))
        return NULL;
    begin(s);
    layout_context c = {.a = s->a,
                        .landing = &s->landing,
                        .theme = t,
                        .fonts = fonts,
                        .locale = s->locale,
                        .hyphens = s->hyphens,
                        .sink = s->sink};
    page_list *p = layout_document(&c, d);
    end(s, S("layout"));
    return p;
}

static void make_pdf(sceau *s, const output_document *o, str *bytes) {
    document *d = make_document(s, o, NULL);
    page_list *p = d && !failed(s) ? make_pages(s, o, d) : NULL;
    if (!p || failed(s))
        return;
    begin(s);
    pdf_options options = {.icc = s->icc, .fonts = fonts_of(s, theme_of(s, o))};
    pdf_write(s->a, p, &options, s->sink, bytes);
    end(s, S("pdf"));
}

static book *make_book(sceau *s, const output_document *o) {
    begin(s);
    view_context v = view_of(s);
    book *b = book_make(&v, o);
    end(s, S("book"));
    return b;
}

static void make_workbook(sceau *s, const output_document *o, str *bytes) {
    book *b = make_book(s, o);
    if (!b || failed(s))
        return;
    begin(s);
    if (xlsx_write(s->a, b, s->sink, bytes) == XLSX_ENVIRONMENT)
        worsen(s, SCEAU_ENVIRONMENT);
    end(s, S("xlsx"));
}

static bool is_workbook(const output_document *o) {
    const template *t = model_template(o);
    return t && t->format == OUTPUT_WORKBOOK;
}

/* Outputs: all are made first and renamed last */

static str output_folder(const sceau *s) {
    if (s->o.output)
        return str_z(s->o.output);
    str dossier = str_z(s->o.dossier);
    while (dossier.n > 1 && dossier.p[dossier.n - 1] == '/')
        dossier.n--;
    return str_fmt(s->a, "%.*s/sortie", STR_ARG(dossier));
}

static void publish(sceau *s, const str *bytes) {
    begin(s);
    str folder = output_folder(s);
    file_error e;
    file_batch *b = file_batch_new(s->a, folder, &e);
    if (!b) {
        report_path(s, E0806, folder, reason(s, e));
        return;
    }
    for (size_t i = 0; i < s->model->documents.n; i++) {
        str name = s->model->documents.v[i].file;
        str path = str_fmt(s->a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
        e = file_batch_add(b, name, bytes[i]);
        if (e != FILE_OK) {
            report_path(s, e == FILE_NOT_REGULAR ? E0808 : E0807, path,
                        reason(s, e));
            file_batch_drop(b);
            return;
        }
        list_push(s->a, &s->outputs, path);
    }
    e = file_batch_commit(b);
    if (e != FILE_OK)
        report_path(s, E0806, folder, reason(s, e));
    if (failed(s))
        s->outputs.n = 0;
    end(s, S("write"));
}

static void build(sceau *s, const void *what) {
    (void)what;
    load(s);
    if (failed(s))
        return;
    compute(s); /* its errors stop pages, not what is said of the texts */
    if (s->status != SCEAU_OK)
        return;
    size_t n = s->model->documents.n;
    str *bytes = NEW_ARRAY(s->a, str, n + 1);
    for (size_t i = 0; i < n; i++) {
        const output_document *o = &s->model->documents.v[i];
        if (is_workbook(o))
            make_workbook(s, o, &bytes[i]);
        else
            make_pdf(s, o, &bytes[i]);
    }
    if (s->o.warnings_are_errors)
        warnings_to_errors(s);
    if (!failed(s))
        publish(s, bytes);
}

/* The public interface */

/* The arena and the sink, before any call can land. */
static bool prepare(sceau *s) {
    s->a = arena_new(&s->landing);
    if (!s->a || setjmp(s->landing.jump))
        return false;
    s->sink = diag_sink_new(s->a);
    s->sink->filing = s->o.filing;
    return true;
}

sceau *sceau_new(const sceau_options *o) {
    sceau *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->o = *o;
    s->lang = o->language && !strcmp(o->language, "en") ? LANG_EN : LANG_FR;
    if (!prepare(s)) {
        sceau_free(s);
        return NULL;
    }
    return s;
}

void sceau_free(sceau *s) {
    if (!s)
        return;
    arena_free(s->a);
    free(s);
}

typedef void (*job)(sceau *s, const void *what);

/* Runs a job with the landing point open. */
static sceau_status guarded(sceau *s, job run, const void *what) {
    sceau *volatile self = s; /* read again after a jump */
    int cause = setjmp(s->landing.jump);
    if (cause)
        return landed(self, cause);
    run(self, what);
    return finish(self);
}

sceau_status sceau_compile(sceau *s) {
    return guarded(s, build, NULL);
}

/* Where the criteria stand: as the first document that prints it says, else as
   the first document answers them, with nothing more reported. */
static void report_criteria(sceau *s, coverage *v) {
    if (!v)
        return;
    if (!v->settled)
        check_settle(s->a, v, s->model, diag_sink_new(s->a));
    buf out = buf_new(s->a);
    check_report(&out, v);
    s->product = buf_take(&out);
}

static void survey(sceau *s, const void *what) {
    (void)what;
    load(s);
    if (failed(s))
        return;
    compute(s);
    if (s->status != SCEAU_OK)
        return;
    coverage *shown = NULL;
    for (size_t i = 0; i < s->model->documents.n; i++) {
        const output_document *o = &s->model->documents.v[i];
        if (is_workbook(o)) {
            make_book(s, o);
            continue;
        }
        coverage *v = NULL;
        document *d = make_document(s, o, &v);
        if (d && !failed(s))
            make_pages(s, o, d);
        if (!shown || (v->settled && !shown->settled))
            shown = v;
    }
    report_criteria(s, shown);
}

sceau_status sceau_check(sceau *s) {
    return guarded(s, survey, NULL);
}

static void dump_nodes(sceau *s, buf *out) {
    str_list names = {0};
    file_names(s->a, s->dossier, STR_NONE, S(".yaml"), &names);
    for (size_t i = 0; i < names.n; i++) {
        str text;
        if (file_read(s->a, s->dossier, names.v[i], NODE_MAX_FILE, &text) !=
            FILE_OK)
            continue;
        source *src = source_new(s->a, names.v[i], text);
        node *tree = node_read(s->a, src, s->sink);
        buf_fmt(out, "# %.*s\n", STR_ARG(names.v[i]));
        if (tree)
            node_dump(out, tree);
    }
}

static const output_document *document_for(sceau *s, bool workbook,
                                           const char *name) {
    for (size_t i = 0; i < s->model->documents.n; i++) {
        const output_document *o = &s->model->documents.v[i];
        bool fits =
            name ? str_eq(o->file, str_z(name)) : is_workbook(o) == workbook;
        if (fits && is_workbook(o) == workbook)
            return o;
    }
    buf names = buf_new(s->a);
    for (size_t i = 0; i < s->model->documents.n; i++)
        buf_fmt(&names, "%s%.*s", i ? ", " : "",
                STR_ARG(s->model->documents.v[i].file));
    if (name)
        DIAG_AT(s->sink, E0810, SPAN_NONE, str_z(name), buf_take(&names));
    else
        DIAG_AT(s->sink, E0811, SPAN_NONE, workbook ? S("book") : S("doc"));
    return NULL;
}

static void dump_document(sceau *s, str stage, const char *name, buf *out) {
    bool workbook = str_eq(stage, S("book"));
    const output_document *o = document_for(s, workbook, name);
    if (!o)
        return;
    if (workbook) {
        book *b = make_book(s, o);
        if (b)
            book_dump(out, b);
        return;
    }
    document *d = make_document(s, o, NULL);
    if (d && str_eq(stage, S("doc")))
        doc_dump(out, d);
    page_list *p = d && str_eq(stage, S("pages")) ? make_pages(s, o, d) : NULL;
    if (p)
        page_dump(out, p);
}

typedef struct dump_order {
    const char *stage, *document;
} dump_order;

static void dump(sceau *s, const void *what) {
    const dump_order *order = what;
    str stage = str_z(order->stage);
    buf out = buf_new(s->a);
    if (str_eq(stage, S("node"))) {
        open_roots(s, true);
        if (!failed(s))
            dump_nodes(s, &out);
    } else {
        load(s);
        bool later = !str_eq(stage, S("model"));
        if (s->model && !later)
            model_dump(&out, s->model);
        if (later && !failed(s))
            compute(s);
        if (later && !failed(s) && str_eq(stage, S("calc")))
            calc_dump(&out, s->calc);
        else if (later && !failed(s))
            dump_document(s, stage, order->document, &out);
    }
    s->product = buf_take(&out);
}

sceau_status sceau_dump(sceau *s, const char *stage, const char *document) {
    dump_order order = {stage, document};
    return guarded(s, dump, &order);
}

/* The folder must not exist or be empty: nothing is ever overwritten. */
static void create(sceau *s, const void *what) {
    (void)what;
    open_roots(s, false);
    file_error e;
    str target = str_z(s->o.dossier);
    file_root *there = file_root_open(s->a, target, &e);
    str_list names = {0};
    if (there)
        file_names(s->a, there, STR_NONE, STR_NONE, &names);
    if (names.n || (!there && e != FILE_ABSENT))
        report_path(s, E0809, target, STR_NONE);
    if (failed(s))
        return;
    skeleton k = {.a = s->a, .data = s->data, .target = target};
    skeleton_write(&k);
    if (k.failed.n || !k.written.n)
        report_path(s, E0806, k.failed.n ? k.failed : target,
                    reason(s, FILE_IO));
    for (size_t i = 0; !failed(s) && i < k.written.n; i++)
        list_push(s->a, &s->outputs, k.written.v[i]);
}

sceau_status sceau_create(sceau *s) {
    return guarded(s, create, NULL);
}

const char *sceau_messages(const sceau *s) {
    return s->messages.n ? s->messages.p : "";
}

const char *sceau_product(const sceau *s, size_t *length) {
    *length = s->product.n;
    return s->product.n ? s->product.p : "";
}

const char *sceau_output(const sceau *s, size_t i) {
    return i < s->outputs.n ? s->outputs.v[i].p : NULL;
}

const char *sceau_timing(const sceau *s, size_t i, double *seconds) {
    if (i >= s->timings.n)
        return NULL;
    *seconds = s->timings.v[i].seconds;
    return s->timings.v[i].name.p;
}
