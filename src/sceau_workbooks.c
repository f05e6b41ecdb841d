/*
 * The workbooks of a compile. Their plans are made here, one after the other;
 * a thread writes and reads back the file of the first while the compile goes
 * on with the next plan, the PDFs, and the file of that plan. Writing is a pure
 * function from a plan to bytes and messages, with its own memory, landing
 * point and sink; the compile takes these in the order of the documents, so
 * that what is said and written never depends on who was first. Without a
 * thread to be had, the compile writes all itself.
 */
#include <pthread.h>

#include "book/book.h"
#include "sceau_int.h"
#include "xlsx/xlsx.h"

enum { ROOM_BESIDE = 320 << 20 };

/* A workbook on its way to its file. The plan is nobody's to change until it
   is written. */
struct binding {
    size_t document; /* which one of the model's */
    arena *planned;  /* the plan's */
    book *plan;
    bool begun;
    arena *a; /* the writing's: a family of arenas is of one thread */
    landing landing;
    landing_cause cause; /* of a landing there; LANDING_NONE */
    diag_sink *sink;
    xlsx_status status;
    str bytes;
};

/* --- Plans -----------------------------------------------------------------
 */

/* The pages of all documents, where a workbook names them. */
static void lay_all_out(sceau *s) {
    for (size_t i = 0; i < s->model->documents.n && !run_failed(s); i++)
        if (!run_is_workbook(&s->model->documents.v[i]))
            run_lay_out(s, &s->model->documents.v[i], NULL);
}

static void copy_keys(arena *a, printed_figure *to) {
    str *keys = NEW_ARRAY(a, str, to->keys.n + to->whole.n + 1);
    for (size_t i = 0; i < to->keys.n; i++)
        keys[i] = str_dup(a, to->keys.v[i]);
    for (size_t i = 0; i < to->whole.n; i++)
        keys[to->keys.n + i] = str_dup(a, to->whole.v[i]);
    to->keys.v = keys;
    to->whole.v = keys + to->keys.n;
}

void run_keep_printed(sceau *s, laid_out *l) {
    size_t n = l->pages->figures.n;
    printed_figure *to = NEW_ARRAY(s->a, printed_figure, n + 1);
    for (size_t i = 0; i < n; i++) {
        to[i] = l->pages->figures.v[i];
        to[i].text = str_dup(s->a, to[i].text);
        to[i].where = str_dup(s->a, to[i].where);
        copy_keys(s->a, &to[i]);
    }
    l->printed = to;
    l->printed_count = n;
}

static book_prints prints_of(const sceau *s) {
    printed_document *v = NEW_ARRAY(s->a, printed_document, s->laid.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s->laid.n; i++) {
        const laid_out *l = s->laid.v[i];
        if (l->printed)
            v[n++] =
                (printed_document){l->of->file, l->printed, l->printed_count};
    }
    return (book_prints){v, n};
}

book *run_make_book(sceau *s, const output_document *o, arena *a) {
    if (book_reconciles(o))
        lay_all_out(s);
    run_begin(s);
    view_context v = run_view(s, a);
    book *b = book_make(&v, o, prints_of(s));
    run_end(s, S("book"));
    return b;
}

/* --- Writing ---------------------------------------------------------------
 */

static void *write_plan(void *self) {
    binding *w = self;
    w->cause = setjmp(w->landing.jump);
    if (w->cause)
        return NULL;
    w->sink = diag_sink_new(w->a);
    w->status = xlsx_write(w->a, w->plan, w->sink, &w->bytes);
    return NULL;
}

void run_join_writer(sceau *s) {
    if (s->beside)
        pthread_join(s->writer, NULL);
    s->beside = false;
}

static void free_writing(void *self) {
    arena_free(((binding *)self)->a);
}

static void prepare_writing(sceau *s, binding *w) {
    w->a = arena_new(&w->landing);
    if (!w->a)
        landing_raise(&s->landing, LANDING_MEMORY, "arena");
    arena_defer(w->planned, free_writing, w);
}

/* Only where there is room for two: the C library reserves much for the
   allocations of a thread. */
static bool write_beside(sceau *s, binding *w) {
    s->beside = arena_room(ROOM_BESIDE) &&
                pthread_create(&s->writer, NULL, write_plan, w) == 0;
    w->begun = s->beside;
    return s->beside;
}

static void start_workbook(sceau *s, size_t document) {
    arena *a = arena_child(s->a);
    binding *w = NEW(a, binding);
    const output_document *o = &s->model->documents.v[document];
    *w = (binding){document, .planned = a, .plan = run_make_book(s, o, a)};
    if (!w->plan || run_failed(s)) {
        arena_free(a);
        return;
    }
    prepare_writing(s, w);
    list_push(s->a, &s->bindings, w);
    if (!s->beside)
        write_beside(s, w);
}

size_t run_start_workbooks(sceau *s, size_t document, size_t most) {
    size_t i = document;
    for (; i < s->model->documents.n && most; i++)
        if (run_is_workbook(&s->model->documents.v[i])) {
            start_workbook(s, i);
            most--;
        }
    return i;
}

/* By turns with the thread: when one is written here, the thread has had the
   time to write its own. */
static void write_rest(sceau *s) {
    for (size_t i = 0; i < s->bindings.n; i++) {
        binding *w = s->bindings.v[i];
        if (w->begun ||
            (!s->beside && i + 1 < s->bindings.n && write_beside(s, w)))
            continue;
        write_plan(w);
        run_join_writer(s);
    }
    run_join_writer(s);
}

static void take_workbook(sceau *s, binding *w) {
    if (w->cause)
        landing_raise(&s->landing, w->cause, w->landing.what);
    diag_merge(s->sink, w->sink);
    if (w->status == XLSX_ENVIRONMENT)
        run_worsen(s, SCEAU_ENVIRONMENT);
    else if (w->status == XLSX_FAULT)
        run_worsen(s, SCEAU_INTERNAL);
    s->made[w->document] = str_dup(s->a, w->bytes);
    arena_free(w->planned);
}

void run_take_workbooks(sceau *s) {
    run_begin(s);
    write_rest(s);
    for (size_t i = 0; i < s->bindings.n; i++)
        take_workbook(s, s->bindings.v[i]);
    s->bindings.n = 0;
    run_end(s, S("xlsx"));
}
