/*
 * Reading a workbook back: minizip over the bytes in memory (its sums are
 * checked when a part is closed), expat over each part. Nothing of a foreign
 * callback allocates or jumps: it notes the first fault and stops.
 */
#include <expat.h>
#include <math.h>
#include <stdlib.h>

#include "xlsx/unzip_int.h"

enum { MAX_PART = XLSX_MAX_PART, CHUNK = 1 << 16, MAX_DIGITS = 40 };

/* --- One part ----------------------------------------------------------------
 */

typedef struct part {
    XML_Parser parser;
    bool numeric, in_value, bad;
    char digits[MAX_DIGITS + 1];
    size_t length, numbers;
} part;

static void stop(part *p) {
    p->bad = true;
    XML_StopParser(p->parser, XML_FALSE);
}

static void XMLCALL refuse_doctype(void *self, const XML_Char *name,
                                   const XML_Char *system,
                                   const XML_Char *public_id, int internal) {
    (void)name;
    (void)system;
    (void)public_id;
    (void)internal;
    stop(self);
}

static void XMLCALL cell_starts(void *self, const XML_Char *name,
                                const XML_Char **attributes) {
    part *p = self;
    if (name[0] == 'c' && name[1] == '\0') {
        p->numeric = true;
        for (; *attributes; attributes += 2)
            if (strcmp(attributes[0], "t") == 0)
                p->numeric = strcmp(attributes[1], "n") == 0;
    } else if (name[0] == 'v' && name[1] == '\0') {
        p->in_value = p->numeric;
        p->length = 0;
    }
}

static void XMLCALL value_text(void *self, const XML_Char *s, int n) {
    part *p = self;
    if (!p->in_value)
        return;
    if (n < 0 || p->length + (size_t)n > MAX_DIGITS) {
        stop(p);
        return;
    }
    memcpy(p->digits + p->length, s, (size_t)n);
    p->length += (size_t)n;
}

static bool is_number(part *p) {
    p->digits[p->length] = '\0';
    if (p->length == 0 || strspn(p->digits, "+-.0123456789eE") != p->length)
        return false;
    char *end;
    double x = strtod(p->digits, &end);
    return *end == '\0' && isfinite(x);
}

static void XMLCALL cell_ends(void *self, const XML_Char *name) {
    part *p = self;
    if (name[0] != 'v' || name[1] != '\0' || !p->in_value)
        return;
    p->in_value = false;
    p->numbers++;
    if (!is_number(p))
        stop(p);
}

/* In a chart the numbers stand in <c:v> under <c:numCache>. */
static void XMLCALL point_starts(void *self, const XML_Char *name,
                                 const XML_Char **attributes) {
    part *p = self;
    (void)attributes;
    if (strcmp(name, "c:numCache") == 0)
        p->numeric = true;
    p->in_value = p->numeric && strcmp(name, "c:v") == 0;
    p->length = p->in_value ? 0 : p->length;
}

static void XMLCALL point_ends(void *self, const XML_Char *name) {
    if (strcmp(name, "c:numCache") == 0)
        ((part *)self)->numeric = false;
    else if (strcmp(name, "c:v") == 0)
        cell_ends(self, "v");
}

/* --- The container -----------------------------------------------------------
 */

typedef struct reader {
    arena *a;
    unzFile zip;
    char *chunk;
    xlsx_facts facts;
} reader;

static void free_parser(void *handle) {
    XML_ParserFree(handle);
}

static bool starts_with(const char *s, const char *prefix) {
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

static bool feed(reader *r, part *p) {
    size_t total = 0;
    for (;;) {
        int n = unzReadCurrentFile(r->zip, r->chunk, CHUNK);
        total += n > 0 ? (size_t)n : 0;
        if (n < 0 || total > MAX_PART ||
            XML_Parse(p->parser, r->chunk, n > 0 ? n : 0, n == 0) !=
                XML_STATUS_OK)
            return false;
        if (n == 0)
            return true;
    }
}

static void read_part(reader *r, XML_Parser parser, const char *name) {
    part p = {.parser = parser};
    bool sheet = starts_with(name, "xl/worksheets/sheet");
    bool chart = starts_with(name, "xl/charts/chart");
    XML_ParserReset(parser, NULL);
    XML_SetUserData(parser, &p);
    XML_SetStartDoctypeDeclHandler(parser, refuse_doctype);
    if (sheet)
        XML_SetElementHandler(parser, cell_starts, cell_ends);
    else if (chart)
        XML_SetElementHandler(parser, point_starts, point_ends);
    if (sheet || chart)
        XML_SetCharacterDataHandler(parser, value_text);
    if (unzOpenCurrentFile(r->zip) != UNZ_OK) {
        r->facts.fault = str_z("zip");
        return;
    }
    bool whole = feed(r, &p) && !p.bad;
    bool sums = unzCloseCurrentFile(r->zip) == UNZ_OK;
    r->facts.parts++;
    r->facts.sheets += sheet;
    r->facts.numbers += sheet ? p.numbers : 0;
    r->facts.charts += chart;
    r->facts.points += chart ? p.numbers : 0;
    if (!whole || !sums)
        r->facts.fault = str_fmt(r->a, "%s", name);
}

static bool all_there(const xlsx_facts *f, unsigned needed) {
    return f->parts > 0 && f->sheets > 0 && needed == 3;
}

xlsx_facts xlsx_verify(arena *a, str bytes) {
    reader r = {.a = a, .zip = xlsx_unzip(a, bytes)};
    if (!r.zip)
        return (xlsx_facts){.fault = str_z("zip")};
    r.chunk = arena_alloc(a, CHUNK);
    XML_Parser parser = XML_ParserCreate(NULL);
    if (!parser)
        return (xlsx_facts){.fault = str_z("expat")};
    arena_defer(a, free_parser, parser);
    unsigned needed = 0;
    char name[256];
    int e = unzGoToFirstFile(r.zip);
    for (; e == UNZ_OK && str_empty(r.facts.fault);
         e = unzGoToNextFile(r.zip)) {
        unz_file_info64 info;
        if (unzGetCurrentFileInfo64(r.zip, &info, name, sizeof name, NULL, 0,
                                    NULL, 0) != UNZ_OK ||
            (info.flag & 1) || info.uncompressed_size > MAX_PART) {
            r.facts.fault = str_z("zip");
            break;
        }
        needed |= strcmp(name, "xl/workbook.xml") == 0 ? 1u : 0;
        needed |= strcmp(name, "[Content_Types].xml") == 0 ? 2u : 0;
        read_part(&r, parser, name);
    }
    if (str_empty(r.facts.fault) &&
        (e != UNZ_END_OF_LIST_OF_FILE || !all_there(&r.facts, needed)))
        r.facts.fault = str_z("zip");
    return r.facts;
}
