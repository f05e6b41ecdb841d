/*
 * Reading the cells of a workbook that anybody may have written. A part is
 * taken whole into memory, then parsed: no callback of expat allocates or
 * jumps, so room for all that a part can hold is made before, by its size and
 * by the elements that it opens.
 */
#include <expat.h>
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "xlsx/unzip_int.h"

#include "read.h"

/* Something of a part, with its attributes and the text inside it. */
typedef struct item {
    str a, b, c; /* attributes, by what the part is */
    str text, inside;
    bool formula;
} item;

typedef struct parsed {
    XML_Parser parser;
    const char *element;  /* « sheet », « si », « c »… */
    const char *names[3]; /* its attributes */
    const char *texts[2]; /* elements whose text counts: v, t */
    const char *skipped;  /* whose text does not: rPh */
    item *items;
    size_t n, room;
    char *pool; /* of the texts */
    size_t used, size;
    str *open; /* the text at hand; NULL: none */
    bool in_item, bad;
    int skipping;
} parsed;

typedef struct reading {
    arena *a;
    unzFile zip;
    size_t total;
} reading;

/* --- Parts --------------------------------------------------------------- */

static bool take_part(reading *r, const char *name, str *out) {
    unz_file_info64 info;
    if (unzLocateFile(r->zip, name, 1) != UNZ_OK ||
        unzGetCurrentFileInfo64(r->zip, &info, NULL, 0, NULL, 0, NULL, 0) !=
            UNZ_OK ||
        (info.flag & 1) || info.uncompressed_size > XLSX_MAX_PART ||
        r->total + info.uncompressed_size > 2u * XLSX_MAX_PART ||
        unzOpenCurrentFile(r->zip) != UNZ_OK)
        return false;
    size_t size = (size_t)info.uncompressed_size, n = 0;
    r->total += size;
    char *p = arena_alloc(r->a, size + 1);
    for (;;) {
        unsigned room = size - n > (1u << 20) ? 1u << 20 : (unsigned)(size - n);
        int got = room ? unzReadCurrentFile(r->zip, p + n, room) : 0;
        if (got <= 0)
            break;
        n += (size_t)got;
    }
    bool whole = unzCloseCurrentFile(r->zip) == UNZ_OK && n == size;
    *out = (str){p, n};
    return whole;
}

/* How many elements of that name, whatever their prefix, are opened. */
static size_t count_of(str xml, const char *element) {
    size_t n = strlen(element), count = 0;
    for (size_t i = 0; i < xml.n; i++) {
        if (xml.p[i] != '<')
            continue;
        size_t from = ++i;
        for (; i < xml.n && !strchr(" \t\r\n/>", xml.p[i]); i++)
            from = xml.p[i] == ':' ? i + 1 : from;
        count += i - from == n && memcmp(xml.p + from, element, n) == 0;
    }
    return count;
}

/* --- Callbacks ------------------------------------------------------------ */

static void stop(parsed *x) {
    x->bad = true;
    XML_StopParser(x->parser, XML_FALSE);
}

static const char *local(const char *name) {
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

static void put(parsed *x, str *to, const char *s, size_t n) {
    if (!to->p)
        *to = (str){x->pool + x->used, 0};
    if (n > x->size - x->used || to->p + to->n != x->pool + x->used) {
        stop(x);
        return;
    }
    memcpy(x->pool + x->used, s, n);
    x->used += n;
    to->n += n;
}

static void open_item(parsed *x, const XML_Char **attributes) {
    if (x->n >= x->room) {
        stop(x);
        return;
    }
    item *k = &x->items[x->n++];
    str *to[] = {&k->a, &k->b, &k->c};
    for (; *attributes; attributes += 2)
        for (size_t i = 0; i < 3; i++)
            if (x->names[i] && strcmp(local(attributes[0]), x->names[i]) == 0)
                put(x, to[i], attributes[1], strlen(attributes[1]));
    x->in_item = true;
}

static void XMLCALL starts(void *self, const XML_Char *full,
                           const XML_Char **attributes) {
    parsed *x = self;
    const char *name = local(full);
    if (strcmp(name, x->element) == 0) {
        open_item(x, attributes);
        return;
    }
    if (!x->in_item || x->bad)
        return;
    item *k = &x->items[x->n - 1];
    x->skipping += x->skipped && strcmp(name, x->skipped) == 0;
    k->formula = k->formula || strcmp(name, "f") == 0;
    if (x->skipping)
        return;
    if (x->texts[0] && strcmp(name, x->texts[0]) == 0)
        x->open = &k->text;
    else if (x->texts[1] && strcmp(name, x->texts[1]) == 0)
        x->open = &k->inside;
}

static void XMLCALL ends(void *self, const XML_Char *full) {
    parsed *x = self;
    const char *name = local(full);
    x->open = NULL;
    if (strcmp(name, x->element) == 0)
        x->in_item = false;
    if (x->skipping && x->skipped && strcmp(name, x->skipped) == 0)
        x->skipping--;
}

static void XMLCALL characters(void *self, const XML_Char *s, int n) {
    parsed *x = self;
    if (x->open && n > 0)
        put(x, x->open, s, (size_t)n);
}

static void XMLCALL refuse_doctype(void *self, const XML_Char *name,
                                   const XML_Char *system,
                                   const XML_Char *public_id, int internal) {
    (void)name, (void)system, (void)public_id, (void)internal;
    stop(self);
}

static void free_parser(void *handle) {
    XML_ParserFree(handle);
}

static bool parse(reading *r, str xml, parsed *x) {
    x->parser = XML_ParserCreate(NULL);
    if (!x->parser)
        return false;
    arena_defer(r->a, free_parser, x->parser);
    x->room = count_of(xml, x->element);
    x->items = NEW_ARRAY(r->a, item, x->room + 1);
    x->size = xml.n;
    x->pool = arena_alloc(r->a, xml.n + 1);
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, starts, ends);
    XML_SetCharacterDataHandler(x->parser, characters);
    XML_SetStartDoctypeDeclHandler(x->parser, refuse_doctype);
    return XML_Parse(x->parser, xml.p, (int)xml.n, 1) == XML_STATUS_OK &&
           !x->bad;
}

/* --- Texts ------------------------------------------------------------------
 */

static int hex(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The code of « _xHHHH_ » at s[at]; -1: there is none. */
static int escape_at(str s, size_t at) {
    if (at + 7 > s.n || s.p[at] != '_' || s.p[at + 1] != 'x' ||
        s.p[at + 6] != '_')
        return -1;
    int code = 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        if (hex(s.p[i]) < 0)
            return -1;
        code = code * 16 + hex(s.p[i]);
    }
    return code;
}

static str unescaped(arena *a, str s) {
    if (str_find(s, S("_x"), 0) == SIZE_MAX)
        return s;
    buf out = buf_new(a);
    for (size_t i = 0; i < s.n; i++) {
        int code = escape_at(s, i);
        if (code < 0) {
            buf_c(&out, s.p[i]);
            continue;
        }
        buf_cp(&out, (uint32_t)code);
        i += 6;
    }
    return buf_take(&out);
}

static bool number_of(arena *a, str s, double *out) {
    char *end;
    str z = str_dup(a, s);
    *out = s.n ? strtod(z.p, &end) : 0;
    return s.n > 0 && s.n < 60 && *end == '\0' && isfinite(*out);
}

/* --- Cells ------------------------------------------------------------------
 */

static bool place_of(str ref, xlsx_cell *out) {
    size_t i = 0;
    uint32_t column = 0, row = 0;
    for (; i < ref.n && ref.p[i] >= 'A' && ref.p[i] <= 'Z' && i < 3; i++)
        column = column * 26 + (uint32_t)(ref.p[i] - 'A' + 1);
    size_t letters = i;
    for (; i < ref.n && ref.p[i] >= '0' && ref.p[i] <= '9' && i < 10; i++)
        row = row * 10 + (uint32_t)(ref.p[i] - '0');
    if (i != ref.n || !letters || column > 16384 || !row || row > 1048576)
        return false;
    out->row = row - 1;
    out->column = (uint16_t)(column - 1);
    return true;
}

typedef struct shared {
    const str *v;
    size_t n;
} shared;

static bool cell_of(arena *a, const item *k, shared strings, xlsx_cell *out) {
    double x = 0;
    out->formula = k->formula;
    if (!place_of(k->a, out))
        return false;
    if (str_eq(k->b, S("inlineStr"))) {
        out->kind = XLSX_STRING;
        out->text = unescaped(a, k->inside);
        return true;
    }
    if (str_eq(k->b, S("str")) || str_eq(k->b, S("e"))) {
        out->kind = str_eq(k->b, S("e")) ? XLSX_ERROR : XLSX_STRING;
        out->text = unescaped(a, k->text);
        return true;
    }
    out->kind = XLSX_NOTHING;
    if (!k->text.n)
        return true;
    if (!number_of(a, k->text, &x))
        return false;
    if (str_eq(k->b, S("s"))) {
        if (!(x >= 0 && x < (double)strings.n))
            return false;
        out->kind = XLSX_STRING;
        out->text = strings.v[(size_t)x];
        return true;
    }
    out->kind = str_eq(k->b, S("b")) ? XLSX_BOOLEAN : XLSX_NUMBER;
    out->number = x;
    return true;
}

static bool read_cells(reading *r, const char *part, shared strings,
                       xlsx_page *out) {
    str xml;
    parsed x = {.element = "c",
                .names = {"r", "t", NULL},
                .texts = {"v", "t"},
                .skipped = "rPh"};
    if (!take_part(r, part, &xml) || !parse(r, xml, &x))
        return false;
    out->cells = NEW_ARRAY(r->a, xlsx_cell, x.n + 1);
    for (size_t i = 0; i < x.n; i++)
        if (!cell_of(r->a, &x.items[i], strings, &out->cells[out->n++]))
            return false;
    return true;
}

/* --- The workbook ------------------------------------------------------------
 */

static bool read_strings(reading *r, shared *out) {
    str xml;
    parsed x = {.element = "si", .texts = {"t", NULL}, .skipped = "rPh"};
    if (unzLocateFile(r->zip, "xl/sharedStrings.xml", 1) != UNZ_OK)
        return true; /* not one text */
    if (!take_part(r, "xl/sharedStrings.xml", &xml) || !parse(r, xml, &x))
        return false;
    str *v = NEW_ARRAY(r->a, str, x.n + 1);
    for (size_t i = 0; i < x.n; i++)
        v[i] = unescaped(r->a, x.items[i].text);
    *out = (shared){v, x.n};
    return true;
}

/* « worksheets/sheet1.xml » and « /xl/worksheets/sheet1.xml » are one part. */
static const char *part_of(reading *r, const parsed *rels, str id) {
    for (size_t i = 0; i < rels->n; i++) {
        str target = rels->items[i].b;
        if (!str_eq(rels->items[i].a, id))
            continue;
        return str_starts(target, S("/"))
                   ? str_dup(r->a, str_sub(target, 1, target.n)).p
                   : str_fmt(r->a, "xl/%.*s", STR_ARG(target)).p;
    }
    return "";
}

static bool read_all(reading *r, xlsx_content *out) {
    str xml;
    shared strings = {0};
    parsed book = {.element = "sheet", .names = {"name", "id", NULL}};
    parsed rels = {.element = "Relationship", .names = {"Id", "Target", NULL}};
    if (!take_part(r, "xl/workbook.xml", &xml) || !parse(r, xml, &book) ||
        !take_part(r, "xl/_rels/workbook.xml.rels", &xml) ||
        !parse(r, xml, &rels) || !read_strings(r, &strings))
        return false;
    out->pages = NEW_ARRAY(r->a, xlsx_page, book.n + 1);
    for (size_t i = 0; i < book.n; i++) {
        xlsx_page *p = &out->pages[out->n++];
        p->name = book.items[i].a;
        if (!read_cells(r, part_of(r, &rels, book.items[i].b), strings, p))
            return false;
    }
    return out->n > 0;
}

xlsx_content xlsx_read(arena *a, str bytes) {
    xlsx_content out = {0};
    reading r = {.a = a, .zip = xlsx_unzip(a, bytes)};
    if (!r.zip || !read_all(&r, &out))
        out.fault = S("xlsx");
    return out;
}
