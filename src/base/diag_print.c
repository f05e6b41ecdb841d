/* How diagnostics look: the first line can be read by any editor, the rest
   shows the place as it was typed. */
#include <stdlib.h>

#include "base/diag.h"
#include "base/list.h"
#include "base/utf8.h"

enum { SHOWN = 20, EXCERPT = 100, MARKS = 60 };

typedef struct words {
    const char *severity[3], *help, *see, *here, *in, *more, *line;
    const char *one[3], *many[3], *files, *file, *none;
} words;

static const words vocabulary[LANG_COUNT] = {
    [LANG_FR] = {.severity = {"remarque", "avertissement", "erreur"},
                 .help = "aide :",
                 .see = "voir : sceau expliquer ",
                 .here = " ici",
                 .in = "dans",
                 .more = "et {0} autres (--tout montre tout)",
                 .one = {"remarque", "avertissement", "erreur"},
                 .many = {"remarques", "avertissements", "erreurs"},
                 .file = "fichier",
                 .files = "fichiers",
                 .none = "dans"},
    [LANG_EN] = {.severity = {"note", "warning", "error"},
                 .help = "help:",
                 .see = "see: sceau explain ",
                 .here = " here",
                 .in = "in",
                 .more = "and {0} more (--all shows all)",
                 .one = {"note", "warning", "error"},
                 .many = {"notes", "warnings", "errors"},
                 .file = "file",
                 .files = "files",
                 .none = "in"},
};

static const char *const colours[3] = {"\033[36m", "\033[33m", "\033[31m"};

typedef struct printer {
    buf *out;
    diag_style style;
    const words *w;
} printer;

static void colour(const printer *p, const char *code) {
    if (p->style.colour)
        buf_z(p->out, code);
}

/* Columns that a code point takes: 0 combining, 2 wide East-Asian. */
static int width_of(uint32_t cp) {
    if ((cp >= 0x300 && cp <= 0x36F) || (cp >= 0x200B && cp <= 0x200F) ||
        cp == 0xFEFF)
        return 0;
    bool wide =
        (cp >= 0x1100 && cp <= 0x115F) || (cp >= 0x2E80 && cp <= 0xA4CF) ||
        (cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0xF900 && cp <= 0xFAFF) ||
        (cp >= 0xFF00 && cp <= 0xFF60) || (cp >= 0x1F300 && cp <= 0x1FAFF);
    return wide ? 2 : 1;
}

/* The line from its byte `from`, tabs as →, controls as ·; gives the columns
   taken by what stands before byte `mark` and, in *len, by [mark, end). */
static int put_line(buf *out, str line, size_t mark, size_t end, int *len) {
    int before = 0;
    *len = 0;
    for (size_t at = 0; at < line.n;) {
        size_t was = at;
        uint32_t cp = utf8_next(line, &at);
        if (cp == '\t')
            buf_z(out, "→");
        else if (cp == UTF8_BAD || cp < 0x20 || cp == 0x7F)
            buf_z(out, "·");
        else
            buf_cp(out, cp);
        int w = width_of(cp);
        if (was < mark)
            before += w;
        else if (was < end)
            *len += w;
    }
    return before;
}

/* A window of long lines that keeps the mark in sight. */
static str window(str line, size_t *mark, size_t *end) {
    if (line.n <= 2 * EXCERPT)
        return line;
    size_t from = *mark > EXCERPT / 2 ? *mark - EXCERPT / 2 : 0;
    while (from && ((unsigned char)line.p[from] & 0xC0) == 0x80)
        from--;
    size_t to = from + 2 * EXCERPT;
    while (to < line.n && ((unsigned char)line.p[to] & 0xC0) == 0x80)
        to++;
    *mark -= from;
    *end = *end > from ? *end - from : 0;
    return str_sub(line, from, to);
}

static void numbered(buf *out, uint32_t n) {
    buf_fmt(out, "%5u | ", n);
}

static void excerpt(const printer *p, span at, severity sev) {
    place pl = source_place(at.src, at.start);
    uint32_t first = pl.line > 2 ? pl.line - 2 : 1;
    buf_c(p->out, '\n');
    int ignored;
    for (uint32_t l = first; l < pl.line; l++) {
        size_t none = 0, end = 0;
        str text = window(source_line(at.src, l), &none, &end);
        numbered(p->out, l);
        put_line(p->out, text, 0, 0, &ignored);
        buf_c(p->out, '\n');
    }
    str line = source_line(at.src, pl.line);
    size_t start = (size_t)(line.p - at.src->text.p);
    size_t mark = at.start - start, end = at.end - start;
    if (end > line.n)
        end = line.n;
    if (mark > line.n)
        mark = line.n;
    line = window(line, &mark, &end);
    numbered(p->out, pl.line);
    int len, before = put_line(p->out, line, mark, end, &len);
    buf_z(p->out, "\n      | ");
    for (int i = 0; i < before; i++)
        buf_c(p->out, ' ');
    colour(p, colours[sev]);
    /* A whole paragraph is a place too, but not one to underline. */
    int marks = len < 1 ? 1 : len > MARKS ? MARKS : len;
    for (int i = 0; i < marks; i++)
        buf_c(p->out, '^');
    buf_z(p->out, p->w->here);
    colour(p, "\033[0m");
    buf_z(p->out, "\n");
}

static void put_place(buf *out, span at, str where) {
    if (!at.src) {
        if (where.n) {
            buf_str(out, where);
            buf_z(out, ": ");
        }
        return;
    }
    place pl = source_place(at.src, at.start);
    buf_str(out, at.src->path);
    buf_fmt(out, ":%u:%u: ", pl.line, pl.column);
}

static void print_notes(const printer *p, const diagnostic *d) {
    for (size_t i = 0; i < d->note_count; i++) {
        const diag_note *n = &d->notes[i];
        buf_z(p->out, "  ");
        put_place(p->out, n->at, STR_NONE);
        diag_sentence(p->out, diag_describe(n->code)->text[p->style.lang],
                      n->args);
        buf_c(p->out, '\n');
    }
}

static void print_one(const printer *p, const diagnostic *d) {
    const diag_info *info = diag_describe(d->code);
    put_place(p->out, d->at, d->where);
    colour(p, colours[d->sev]);
    buf_z(p->out, p->w->severity[d->sev]);
    buf_c(p->out, ' ');
    buf_z(p->out, info->name);
    colour(p, "\033[0m");
    buf_z(p->out, p->style.lang == LANG_FR ? "\xC2\xA0: " : ": ");
    diag_sentence(p->out, info->text[p->style.lang], d->args);
    buf_c(p->out, '\n');
    if (p->style.brief)
        return;
    if (d->at.src)
        excerpt(p, d->at, d->sev);
    if (d->path.n)
        buf_fmt(p->out, "  %s %.*s\n", p->w->in, STR_ARG(d->path));
    print_notes(p, d);
    buf help = buf_new(p->out->a);
    diag_sentence(&help, info->help[p->style.lang], d->args);
    if (str_trim(buf_slice(&help)).n)
        buf_fmt(p->out, "  %s %.*s\n", p->w->help, STR_ARG(help));
    if (*info->explain[p->style.lang])
        buf_fmt(p->out, "  %s%s\n", p->w->see, info->name);
    buf_c(p->out, '\n');
}

static int compare(const void *x, const void *y) {
    const diagnostic *a = *(diagnostic *const *)x, *b = *(diagnostic *const *)y;
    str pa = a->at.src ? a->at.src->path : a->where;
    str pb = b->at.src ? b->at.src->path : b->where;
    int c = str_cmp(pa, pb);
    if (c)
        return c;
    if (a->at.start != b->at.start)
        return a->at.start < b->at.start ? -1 : 1;
    c = (int)a->code - (int)b->code;
    return c ? c : str_cmp(a->args[0], b->args[0]);
}

static void summary(const printer *p, const diag_sink *s, size_t files) {
    size_t counts[3] = {s->notices, s->warnings, s->errors};
    bool any = false;
    for (int sev = SEV_ERROR; sev >= SEV_NOTICE; sev--) {
        if (!counts[sev])
            continue;
        const char *const *w = counts[sev] > 1 ? p->w->many : p->w->one;
        buf_fmt(p->out, "%s%zu %s", any ? ", " : "", counts[sev], w[sev]);
        any = true;
    }
    if (any && files)
        buf_fmt(p->out, " %s %zu %s", p->w->none, files,
                files > 1 ? p->w->files : p->w->file);
    if (any)
        buf_c(p->out, '\n');
}

typedef LIST(diagnostic *) diagnostics;

/* The first SHOWN of the gravest severity, then of the next: a remark never
   takes the place of an error. */
static void choose(const diagnostics *all, bool *shown) {
    size_t room = SHOWN;
    for (int sev = SEV_ERROR; sev >= SEV_NOTICE; sev--)
        for (size_t i = 0; room && i < all->n; i++)
            if ((int)all->v[i]->sev == sev) {
                shown[i] = true;
                room--;
            }
}

static size_t count_files(const diagnostics *all) {
    size_t files = 0;
    str last = STR_NONE;
    for (size_t i = 0; i < all->n; i++) {
        const source *src = all->v[i]->at.src;
        if (src && !str_eq(src->path, last)) {
            last = src->path;
            files++;
        }
    }
    return files;
}

void diag_print(buf *out, const diag_sink *s, diag_style style) {
    printer p = {out, style, &vocabulary[style.lang]};
    diagnostics all = {0};
    for (diagnostic *d = s->first; d; d = d->next)
        list_push(out->a, &all, d);
    if (!all.n)
        return;
    qsort(all.v, all.n, sizeof *all.v, compare);
    bool *shown = NEW_ARRAY(out->a, bool, all.n);
    choose(&all, shown);
    size_t hidden = 0;
    for (size_t i = 0; i < all.n; i++) {
        if (style.all || shown[i])
            print_one(&p, all.v[i]);
        else
            hidden++;
    }
    if (hidden) {
        str n[DIAG_ARGS] = {str_fmt(out->a, "%zu", hidden)};
        diag_sentence(out, p.w->more, n);
        buf_c(out, '\n');
    }
    summary(&p, s, count_files(&all));
}
