/*
 * A plan becomes a file in four steps: the plan is checked, the library writes
 * into a memory file, the memory file is read back part by part, its bytes are
 * given. The library can lose data without a word when its temporary files do
 * not fit; only reading back tells.
 */
#include "xlsx/xlsx_int.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char *xlsx_z(buf *b, str s, xlsx_text_rule rule) {
    uint32_t bad;
    b->n = 0;
    if (xlsx_text(b, s, rule, &bad) != XLSX_TEXT_OK)
        arena_fault(b->a, "xlsx: a text that was not checked");
    return b->p;
}

void xlsx_must(writer *w, lxw_error e) {
    if (e != LXW_NO_ERROR)
        arena_fault(w->a, "xlsx: the library refused what was checked");
}

/* --- The memory file -------------------------------------------------------
 */

static void close_file(void *handle) {
    close((int)(intptr_t)handle);
}

static int memory_file(arena *a) {
    int fd = memfd_create("sceau.xlsx", MFD_CLOEXEC);
    if (fd >= 0)
        arena_defer(a, close_file, (void *)(intptr_t)fd);
    return fd;
}

static bool read_all(arena *a, int fd, str *out) {
    struct stat s;
    if (fstat(fd, &s) != 0 || s.st_size <= 0)
        return false;
    size_t size = (size_t)s.st_size, n = 0;
    char *bytes = arena_alloc(a, size + 1);
    while (n < size) {
        ssize_t got = pread(fd, bytes + n, size - n, (off_t)n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        n += (size_t)got;
    }
    *out = (str){bytes, size};
    return true;
}

/* --- The workbook ----------------------------------------------------------
 */

static void free_workbook(void *handle) {
    writer *w = handle;
    if (w->workbook)
        lxw_workbook_free(w->workbook);
    w->workbook = NULL;
}

static const char *property(writer *w, str s) {
    buf *b = NEW(w->a, buf);
    *b = buf_new(w->a);
    return xlsx_z(b, s, (xlsx_text_rule){.units = 255, .no_escape = true});
}

/* The date of the dossier; the library takes 0 for « now ». */
static time_t creation(const book *b) {
    time_t t = (time_t)date_days(b->day) * 86400;
    return t > 0 ? t : 1;
}

static void set_properties(writer *w) {
    const book *b = w->plan;
    lxw_doc_properties p = {
        .title = (char *)property(w, b->title),
        .subject = (char *)property(w, b->subject),
        .author = (char *)property(w, b->author),
        .keywords = (char *)property(w, b->keywords),
        .comments = (char *)property(w, b->comments),
        .created = creation(b),
    };
    xlsx_must(w, workbook_set_properties(w->workbook, &p));
}

static void define_names(writer *w) {
    for (size_t i = 0; i < w->plan->names.n; i++) {
        const book_name *n = &w->plan->names.v[i];
        w->other.n = 0;
        buf_c(&w->other, '=');
        buf_sheet_ref(&w->other, n->sheet);
        buf_range_ref(&w->other, n->range, true);
        buf_c(&w->other, '\0');
        xlsx_must(
            w, workbook_define_name(
                   w->workbook,
                   xlsx_z(&w->text, n->name, (xlsx_text_rule){120, true, true}),
                   w->other.p));
    }
}

static void write_plan(writer *w) {
    set_properties(w);
    xlsx_make_formats(w);
    for (size_t i = 0; i < w->plan->sheets.n; i++) {
        xlsx_write_sheet(w, w->plan->sheets.v[i]);
        if (i == w->plan->active)
            worksheet_activate(w->page);
    }
    define_names(w);
}

/* --- Reading back -----------------------------------------------------------
 */

static size_t numbers_of(const book *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->sheets.n; i++)
        for (size_t j = 0; j < b->sheets.v[i]->cells.n; j++) {
            book_cell_kind k = b->sheets.v[i]->cells.v[j].kind;
            n += k == BOOK_NUMBER || k == BOOK_FORMULA;
        }
    return n;
}

static size_t charts_of(const book *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->sheets.n; i++)
        n += b->sheets.v[i]->charts.n;
    return n;
}

static xlsx_status verify(writer *w, str bytes) {
    xlsx_facts f = xlsx_verify(w->a, bytes);
    size_t numbers = numbers_of(w->plan);
    if (str_empty(f.fault) && f.sheets != w->plan->sheets.n)
        f.fault = str_fmt(w->a, "%zu/%u feuilles", f.sheets, w->plan->sheets.n);
    if (str_empty(f.fault) && f.numbers != numbers)
        f.fault = str_fmt(w->a, "%zu/%zu", f.numbers, numbers);
    size_t charts = charts_of(w->plan);
    if (str_empty(f.fault) && (f.charts != charts || f.points != w->points))
        f.fault = str_fmt(w->a, "%zu/%zu graphiques, %zu/%zu points", f.charts,
                          charts, f.points, w->points);
    if (str_empty(f.fault))
        return XLSX_DONE;
    DIAG_AT(w->sink, E0763, SPAN_NONE, f.fault);
    return XLSX_FAULT;
}

static xlsx_status environment(writer *w, const char *what) {
    DIAG_AT(w->sink, E0762, SPAN_NONE, str_z(what));
    return XLSX_ENVIRONMENT;
}

/* The library prints the day through gmtime(), whose answer the threads
   share: those of one day may close together, because all that is ever stored
   there then is that day; another day waits. */
static struct gate {
    pthread_mutex_t lock;
    pthread_cond_t left;
    time_t day;
    size_t inside;
} gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0};

static void enter(time_t day) {
    pthread_mutex_lock(&gate.lock);
    while (gate.inside && gate.day != day)
        pthread_cond_wait(&gate.left, &gate.lock);
    gate.day = day;
    gate.inside++;
    pthread_mutex_unlock(&gate.lock);
}

static void leave(void) {
    pthread_mutex_lock(&gate.lock);
    gate.inside--;
    pthread_cond_broadcast(&gate.left);
    pthread_mutex_unlock(&gate.lock);
}

static lxw_error close_workbook(writer *w) {
    lxw_workbook *done = w->workbook;
    w->workbook = NULL; /* closing frees it, whatever happens */
    enter(creation(w->plan));
    lxw_error e = workbook_close(done);
    leave();
    return e;
}

static xlsx_status run(writer *w, str *out) {
    int fd = memory_file(w->a);
    if (fd < 0)
        return environment(w, "memfd_create");
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    static char folder[] = "/dev/shm";
    lxw_workbook_options o = {.tmpdir = folder};
    w->workbook = workbook_new_opt(path, &o);
    if (!w->workbook)
        return environment(w, "libxlsxwriter");
    arena_defer(w->a, free_workbook, w);
    write_plan(w);
    lxw_error e = close_workbook(w);
    if (e != LXW_NO_ERROR)
        return environment(w, lxw_strerror(e));
    if (!read_all(w->a, fd, out))
        return environment(w, "memfd");
    return verify(w, *out);
}

/* Bytes of a cell in the library: itself, its text, its formula. */
enum { ROOM_OF_CELL = 512 };

/* The library does not outlive an allocation that fails: what it may need is
   asked for first. */
static void need_room(arena *a, const book *b) {
    size_t most = 24u << 20;
    for (size_t i = 0; i < b->sheets.n; i++)
        most += b->sheets.v[i]->cells.n * ROOM_OF_CELL;
    if (!arena_room(most))
        landing_raise(arena_landing(a), LANDING_MEMORY, "xlsx");
}

xlsx_status xlsx_write(arena *a, const book *b, diag_sink *sink, str *out) {
    need_room(a, b);
    writer *w = NEW(a, writer);
    *w = (writer){.a = a,
                  .sink = sink,
                  .plan = b,
                  .text = buf_new(a),
                  .other = buf_new(a)};
    const char *point = nl_langinfo(RADIXCHAR);
    if (strcmp(point, ".") != 0) {
        DIAG_AT(sink, E0764, SPAN_NONE, str_z(point));
        return XLSX_ENVIRONMENT;
    }
    size_t before = sink->errors;
    xlsx_check(a, b, sink);
    if (sink->errors > before)
        return XLSX_REFUSED;
    return run(w, out);
}
