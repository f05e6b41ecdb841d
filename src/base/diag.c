#include "base/diag.h"

#include <strings.h>

#include "base/map.h"

static const diag_info infos[DIAG_COUNT] = {
#define DIAG(code, sev, fr, en, hf, he, lf, le)                                \
    [code] = {#code, sev, {fr, en}, {hf, he}, {lf, le}},
#include "base/diag_all.def"
#undef DIAG
};

const diag_info *diag_describe(diag_code code) {
    return &infos[code];
}

diag_code diag_find(str name) {
    for (int i = 0; i < DIAG_COUNT; i++)
        if (strlen(infos[i].name) == name.n &&
            strncasecmp(infos[i].name, name.p, name.n) == 0)
            return (diag_code)i;
    return DIAG_COUNT;
}

diag_sink *diag_sink_new(arena *a) {
    diag_sink *s = NEW(a, diag_sink);
    s->a = a;
    s->last = &s->first;
    s->seen = NEW(a, map);
    *s->seen = map_new(a);
    return s;
}

/* What makes two reports one: code, place, first argument. */
static str key_of(arena *a, diag_code code, span at, str arg0) {
    buf b = buf_new(a);
    buf_put(&b, &code, sizeof code);
    buf_put(&b, &at.src, sizeof at.src);
    buf_put(&b, &at.start, sizeof at.start);
    buf_str(&b, arg0);
    return buf_take(&b);
}

diagnostic *diag_report(diag_sink *s, diag_code code, span at, const str *args,
                        size_t n) {
    str key = key_of(s->a, code, at, n ? args[0] : STR_NONE);
    diagnostic *same = map_get(s->seen, key);
    if (same)
        return same;
    diagnostic *d = NEW(s->a, diagnostic);
    d->code = code;
    d->sev = infos[code].sev;
    d->at = at;
    for (size_t i = 0; i < n && i < DIAG_ARGS; i++)
        d->args[i] = str_dup(s->a, args[i]);
    map_put(s->seen, key, d);
    *s->last = d;
    s->last = &d->next;
    s->errors += d->sev == SEV_ERROR;
    s->warnings += d->sev == SEV_WARNING;
    s->notices += d->sev == SEV_NOTICE;
    return d;
}

void diag_raise(diag_sink *s, diagnostic *d, severity to) {
    size_t *count[] = {&s->notices, &s->warnings, &s->errors};
    --*count[d->sev];
    ++*count[to];
    d->sev = to;
}

void diag_note_at(diag_sink *s, diagnostic *d, diag_code code, span at,
                  str arg0) {
    d->notes = arena_grow(s->a, d->notes, d->note_count * sizeof *d->notes,
                          (d->note_count + 1) * sizeof *d->notes);
    d->notes[d->note_count++] = (diag_note){at, code, {str_dup(s->a, arg0)}};
}

static size_t count_of(const diag_sink *s) {
    return s->errors + s->warnings + s->notices;
}

static void take_report(diag_sink *to, const diagnostic *d) {
    size_t before = count_of(to);
    diagnostic *x = diag_report(to, d->code, d->at, d->args, DIAG_ARGS);
    if (count_of(to) == before) /* it was said */
        return;
    if (x->sev != d->sev)
        diag_raise(to, x, d->sev);
    x->path = str_dup(to->a, d->path);
    x->where = str_dup(to->a, d->where);
    for (size_t i = 0; i < d->note_count; i++) {
        const diag_note *n = &d->notes[i];
        diag_note_at(to, x, n->code, n->at, n->args[0]);
    }
}

void diag_merge(diag_sink *to, const diag_sink *from) {
    for (const diagnostic *d = from->first; d; d = d->next)
        take_report(to, d);
}

void diag_sentence(buf *out, const char *pattern, const str args[DIAG_ARGS]) {
    for (const char *p = pattern; *p; p++) {
        if (p[0] == '{' && p[1] >= '0' && p[1] < '0' + DIAG_ARGS &&
            p[2] == '}') {
            buf_str(out, args[p[1] - '0']);
            p += 2;
        } else {
            buf_c(out, *p);
        }
    }
}
