/*
 * The pipeline: runs the stages in order, owns the arena and the one landing
 * point. Each stage is one function from one type to the next; none looks
 * back. Between stages, errors stop the run.
 */
#include "sceau.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include "sceau_int.h"

/* Housekeeping */

void run_begin(sceau *s) {
    if (s->o.timings && s->o.now)
        s->started = s->o.now();
}

/* Ends a stage that `begin` opened; stages of one name are summed. */
void run_end(sceau *s, str name) {
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

bool run_failed(const sceau *s) {
    return s->status != SCEAU_OK || s->sink->errors > 0;
}

void run_worsen(sceau *s, sceau_status status) {
    if (status > s->status)
        s->status = status;
}

str run_reason(const sceau *s, file_error e) {
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
void run_report_path(sceau *s, diag_code code, str path, str why) {
    diagnostic *d = DIAG_AT(s->sink, code, SPAN_NONE, path, why);
    d->where = str_dup(s->a, path);
    run_worsen(s, SCEAU_ENVIRONMENT);
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
    run_join_writer(s);
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
    run_begin(s);
    str folder = output_folder(s);
    file_error e;
    file_batch *b = file_batch_new(s->a, folder, &e);
    if (!b) {
        run_report_path(s, E0806, folder, run_reason(s, e));
        return;
    }
    for (size_t i = 0; i < s->model->documents.n; i++) {
        str name = s->model->documents.v[i].file;
        str path = str_fmt(s->a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
        e = file_batch_add(b, name, bytes[i]);
        if (e != FILE_OK) {
            run_report_path(s, e == FILE_NOT_REGULAR ? E0808 : E0807, path,
                            run_reason(s, e));
            file_batch_drop(b);
            return;
        }
        list_push(s->a, &s->outputs, path);
    }
    e = file_batch_commit(b);
    if (e != FILE_OK)
        run_report_path(s, E0806, folder, run_reason(s, e));
    if (run_failed(s))
        s->outputs.n = 0;
    run_end(s, S("write"));
}

/* Those in which the workbooks travel, or the others. */
static void make_pdfs(sceau *s, bool takers) {
    for (size_t i = 0; i < s->model->documents.n; i++) {
        const output_document *o = &s->model->documents.v[i];
        if (!run_is_workbook(o) && run_takes_workbooks(o) == takers)
            run_make_pdf(s, o, &s->made[i]);
    }
}

static void build(sceau *s, const void *what) {
    (void)what;
    run_load(s);
    if (run_failed(s))
        return;
    run_compute(s); /* its errors stop pages, not what is said of the texts */
    if (s->status != SCEAU_OK)
        return;
    s->printing = true;
    size_t n = s->model->documents.n;
    s->made = NEW_ARRAY(s->a, str, n + 1);
    for (size_t i = 0; i < n; i++) /* workbooks name their pages … */
        if (!run_is_workbook(&s->model->documents.v[i]))
            run_lay_out(s, &s->model->documents.v[i], NULL);
    size_t second = run_start_workbooks(s, 0, 1); /* by a thread */
    make_pdfs(s, false);
    run_start_workbooks(s, second, SIZE_MAX);
    run_take_workbooks(s);
    make_pdfs(s, true); /* … and may travel in them */
    if (!run_failed(s))
        run_check_pieces(s);
    if (s->o.warnings_are_errors)
        warnings_to_errors(s);
    if (!run_failed(s))
        publish(s, s->made);
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
    run_load(s);
    if (run_failed(s))
        return;
    run_compute(s);
    if (s->status != SCEAU_OK)
        return;
    coverage *shown = NULL;
    for (size_t i = 0; i < s->model->documents.n; i++) {
        const output_document *o = &s->model->documents.v[i];
        if (run_is_workbook(o))
            continue;
        coverage *v = NULL;
        run_lay_out(s, o, &v);
        if (!shown || (v->settled && !shown->settled))
            shown = v;
    }
    for (size_t i = 0; i < s->model->documents.n; i++)
        if (run_is_workbook(&s->model->documents.v[i]))
            run_make_book(s, &s->model->documents.v[i], s->a);
    if (!run_failed(s))
        run_check_pieces(s);
    report_criteria(s, shown);
}

sceau_status sceau_check(sceau *s) {
    return guarded(s, survey, NULL);
}

sceau_status sceau_dump(sceau *s, const char *stage, const char *document) {
    dump_order order = {stage, document};
    return guarded(s, run_dump, &order);
}

/* The folder must not exist or be empty: nothing is ever overwritten. */
static void create(sceau *s, const void *what) {
    (void)what;
    run_open_roots(s, false);
    file_error e;
    str target = str_z(s->o.dossier);
    file_root *there = file_root_open(s->a, target, &e);
    str_list names = {0};
    if (there)
        file_names(s->a, there, STR_NONE, STR_NONE, &names);
    if (names.n || (!there && e != FILE_ABSENT))
        run_report_path(s, E0809, target, STR_NONE);
    if (run_failed(s))
        return;
    skeleton k = {.a = s->a, .data = s->data, .target = target};
    skeleton_write(&k);
    if (k.failed.n || !k.written.n)
        run_report_path(s, E0806, k.failed.n ? k.failed : target,
                        run_reason(s, FILE_IO));
    for (size_t i = 0; !run_failed(s) && i < k.written.n; i++)
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
