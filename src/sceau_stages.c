/* The stages of one document after another, each timed, and their dumps. */
#include "sceau_int.h"

#include "book/book.h"
#include "check/check.h"
#include "expand/expand.h"
#include "layout/layout.h"
#include "pdf/pdf.h"

enum { FONT_MAX = 8 << 20, ICC_MAX = 1 << 20 };

static const char HYPHENS[] = "/usr/share/hyphen/hyph_fr.dic";
static const char PROFILES[] = "/usr/share/color/icc";
static const char PROFILE[] = "sRGB.icc";

/* Stages */

void run_open_roots(sceau *s, bool dossier) {
    file_error e;
    s->locale = locale_open(s->a, S("fr"));
    if (!s->locale)
        run_report_path(s, E0805, str_z(s->o.data), S("ICU"));
    str_list templates = {0};
    s->data = file_root_open(s->a, str_z(s->o.data), &e);
    if (!s->data)
        run_report_path(s, E0805, str_z(s->o.data), run_reason(s, e));
    else if (file_names(s->a, s->data, S("templates"), S(".yaml"),
                        &templates) != FILE_OK ||
             !templates.n)
        run_report_path(s, E0805, str_z(s->o.data), S("templates/"));
    if (!dossier)
        return;
    s->dossier = file_root_open(s->a, str_z(s->o.dossier), &e);
    if (!s->dossier)
        run_report_path(s, E0801, str_z(s->o.dossier), run_reason(s, e));
}

void run_load(sceau *s) {
    run_open_roots(s, true);
    if (run_failed(s))
        return;
    run_begin(s);
    model_options o = {
        .dossier = s->dossier, .data = s->data, .locale = s->locale};
    s->model = model_load(s->a, &o, s->sink);
    run_end(s, S("model"));
}

static void begin_hyphens(sceau *s) {
    if (!s->hyphens)
        s->hyphens = hyphenator_begin(s->a, HYPHENS);
}

void run_compute(sceau *s) {
    run_begin(s);
    begin_hyphens(s); /* for pages, which come next */
    s->calc = calc_run(s->a, s->model, s->locale, s->sink);
    check_budget(s->model, s->calc, s->sink);
    if (s->o.filing)
        check_filing(s->model, s->o.all_messages, s->sink);
    run_end(s, S("calc"));
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
            run_report_path(s, E0805, str_z(s->o.data), to->path);
    }
    if (run_failed(s))
        return NULL;
    size_t bad = 0;
    font_set *fonts = font_open(s->a, files.v, files.n, &bad);
    if (!fonts)
        run_report_path(s, E0805, str_z(s->o.data), files.v[bad].path);
    return fonts;
}

/* What comes from Debian's packages, for every document. */
static void open_system(sceau *s) {
    if (s->icc.n)
        return;
    begin_hyphens(s);
    if (!hyphenator_ready(s->hyphens))
        run_report_path(s, E0812, S(HYPHENS), S("hyphen-fr"));
    file_error e;
    file_root *icc = file_root_open(s->a, S(PROFILES), &e);
    if (!icc || file_read(s->a, icc, S(PROFILE), ICC_MAX, &s->icc) != FILE_OK)
        run_report_path(s, E0812, S(PROFILES), S("icc-profiles-free"));
}

/* NULL after a report. */
static font_set *fonts_of(sceau *s, const theme *t) {
    for (size_t i = 0; i < s->themes.n; i++)
        if (s->themes.v[i].theme == t)
            return s->themes.v[i].fonts;
    run_begin(s);
    open_system(s);
    font_set *fonts = run_failed(s) ? NULL : open_theme(s, t);
    list_push(s->a, &s->themes, (opened_theme){t, fonts});
    run_end(s, S("fonts"));
    return fonts;
}

/* The theme of the document's template. */
static const theme *theme_of(const sceau *s, const output_document *o) {
    const template *t = model_template(o);
    return t && t->look ? t->look : s->model->theme;
}

view_context run_view(const sceau *s, arena *a) {
    return (view_context){
        .a = a, .m = s->model, .c = s->calc, .l = s->locale, .sink = s->sink};
}

static void make_document(sceau *s, laid_out *l, coverage **v) {
    run_begin(s);
    const output_document *o = l->of;
    const calc *c = s->calc, *before = NULL;
    const model *m = s->model;
    if (o->meeting.to) { /* all of it as it was then */
        m = model_at(s->model, o->meeting.to);
        c = calc_at(s->calc, m);
        before = m->before ? calc_at(s->calc, m->before) : NULL;
    }
    expand_context x = {.a = l->a,
                        .m = m,
                        .c = c,
                        .before = before,
                        .coverage = check_run(l->a, m, c, s->sink),
                        .l = s->locale,
                        .sink = s->sink};
    l->d = expand_document(&x, o);
    s->pieces_travel |= l->d && run_takes_pieces(o, l->d);
    if (v)
        *v = x.coverage;
    run_end(s, S("expand"));
}

/* Pages go to the file one by one: a document's display lists are more than
   all else that it takes. */
typedef struct press {
    sceau *s;
    laid_out *l;
} press;

static void take_page(void *self, const page_list *pages, uint32_t index) {
    sceau *s = ((press *)self)->s;
    laid_out *l = ((press *)self)->l;
    if (!s->printing)
        return;
    run_end(s, S("layout"));
    run_begin(s);
    if (!l->file) {
        pdf_options o = {.icc = s->icc,
                         .fonts = fonts_of(s, theme_of(s, l->of))};
        l->file = pdf_open(l->a, &o, s->sink);
    }
    pdf_take(l->file, pages, index);
    run_end(s, S("pdf"));
    run_begin(s);
}

static bool has_workbook(const sceau *s) {
    for (size_t i = 0; i < s->model->documents.n; i++)
        if (run_is_workbook(&s->model->documents.v[i]))
            return true;
    return false;
}

/* taker NULL: the pages keep their items. */
static void make_pages(sceau *s, laid_out *l, const page_taker *taker) {
    const theme *t = theme_of(s, l->of);
    font_set *fonts = fonts_of(s, t);
    if (!fonts || run_failed(s))
        return;
    run_begin(s);
    layout_context c = {.a = l->a,
                        .theme = t,
                        .fonts = fonts,
                        .locale = s->locale,
                        .hyphens = s->hyphens,
                        .sink = s->sink,
                        .taker = taker,
                        .unreconciled = taker && !has_workbook(s)};
    l->pages = layout_document(&c, l->d);
    if (l->pages && taker)
        run_keep_printed(s, l);
    run_end(s, S("layout"));
}

static laid_out *new_document(sceau *s, const output_document *o) {
    laid_out *l = NEW(s->a, laid_out);
    *l = (laid_out){.of = o, .a = arena_child(s->a)};
    return l;
}

laid_out *run_lay_out(sceau *s, const output_document *o, coverage **v) {
    for (size_t i = 0; i < s->laid.n; i++)
        if (s->laid.v[i]->of == o)
            return s->laid.v[i];
    laid_out *l = new_document(s, o);
    make_document(s, l, v);
    page_taker taker = {take_page, &(press){s, l}};
    if (l->d && !run_failed(s))
        make_pages(s, l, &taker);
    list_push(s->a, &s->laid, l);
    return l;
}

void run_make_pdf(sceau *s, const output_document *o, str *bytes) {
    laid_out *l = run_lay_out(s, o, NULL);
    if (!l->pages || run_failed(s))
        return;
    run_begin(s);
    run_attach(s, o, l->d, l->pages);
    if (pdf_close(l->file, bytes))
        *bytes = str_dup(s->a, *bytes);
    arena_free(l->a);
    l->a = NULL;
    l->d = NULL;
    l->pages = NULL;
    l->file = NULL;
    run_end(s, S("pdf"));
}

bool run_is_workbook(const output_document *o) {
    const template *t = model_template(o);
    return t && t->format == OUTPUT_WORKBOOK;
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
        bool fits = name ? str_eq(o->file, str_z(name))
                         : run_is_workbook(o) == workbook;
        if (fits && run_is_workbook(o) == workbook)
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

/* And what would keep the file from PDF/UA-1, PDF/A-2a or good sense. */
static void dump_pages(sceau *s, const page_list *p, buf *out) {
    page_fault_list faults = {0};
    page_dump(out, p);
    page_check(s->a, p, &faults);
    for (size_t i = 0; i < faults.n; i++) {
        buf_z(out, "fault ");
        page_fault_print(out, &faults.v[i]);
    }
}

static void dump_document(sceau *s, str stage, const char *name, buf *out) {
    bool workbook = str_eq(stage, S("book"));
    const output_document *o = document_for(s, workbook, name);
    if (!o)
        return;
    if (workbook) {
        book *b = run_make_book(s, o, s->a);
        if (b)
            book_dump(out, b);
        return;
    }
    laid_out *l = new_document(s, o);
    make_document(s, l, NULL);
    if (l->d && str_eq(stage, S("doc")))
        doc_dump(out, l->d);
    if (l->d && str_eq(stage, S("pages")))
        make_pages(s, l, NULL);
    if (l->pages)
        dump_pages(s, l->pages, out);
}

void run_dump(sceau *s, const void *what) {
    const dump_order *order = what;
    str stage = str_z(order->stage);
    buf out = buf_new(s->a);
    if (str_eq(stage, S("node"))) {
        run_open_roots(s, true);
        if (!run_failed(s))
            dump_nodes(s, &out);
    } else {
        run_load(s);
        bool later = !str_eq(stage, S("model"));
        if (s->model && !later)
            model_dump(&out, s->model);
        if (later && !run_failed(s))
            run_compute(s);
        if (later && !run_failed(s) && str_eq(stage, S("calc")))
            calc_dump(&out, s->calc);
        else if (later && !run_failed(s))
            dump_document(s, stage, order->document, &out);
    }
    s->product = buf_take(&out);
}
