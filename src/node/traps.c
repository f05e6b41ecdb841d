/*
 * traps: YAML that is right and yet surely not what was meant. A comma that
 * cuts a number, a # that cuts a title, a brace that starts a sentence: said
 * here, at the place, or they would be found in print.
 */
#include "base/utf8.h"
#include "node/node_int.h"

enum { MANY = 16 };

static str text_of(const reader *r) {
    return r->text;
}

/* Scalars. */

/* An escape can make what no file may hold. */
static void check_escapes(reader *r, const node *n) {
    str s = n->text.s, file = text_of(r);
    if (s.p >= file.p && s.p < file.p + file.n)
        return;
    for (size_t at = 0; at < s.n;) {
        size_t was = at;
        uint32_t cp = utf8_next(s, &at);
        if (cp != UTF8_BAD && cp != '\r' && encoding_allows(cp))
            continue;
        reader_report2(r, E0021, located_span(&n->text, was, at),
                       str_fmt(r->a, "U+%04X", cp), STR_NONE);
        return;
    }
}

/* « Atelier #2 »: a # that follows a blank starts a comment. Only told when it
   is glued to what follows, or followed by a number alone. */
static void find_cut(reader *r, const node *n) {
    str s = text_of(r);
    uint32_t end = n->place.end;
    size_t hash = look_past_blanks(s, end);
    if (look_at(s, hash) != '#' || hash == end)
        return;
    size_t word = look_past_blanks(s, hash + 1);
    str rest = look_rest(s, word);
    bool glued = word == hash + 1 && !look_gap(look_at(s, word)) &&
                 s.p[word] != '#' && s.p[word] != '-' && s.p[word] != '=';
    if (glued || (!look_first_of_line(s, hash) && look_number(rest)))
        r->cut_at = (uint32_t)hash;
}

void traps_settle(reader *r) {
    if (!r->cut_at)
        return;
    str s = text_of(r);
    uint32_t at = r->cut_at;
    str rest = look_rest(s, at);
    r->cut_at = 0;
    reader_report(r, W0044, at, at + (uint32_t)rest.n, rest);
}

static bool starts_one_of(str s, const char *const *marks) {
    for (; *marks; marks++)
        if (str_starts(s, str_z(*marks)))
            return true;
    return false;
}

static void check_curly(reader *r, const node *n) {
    static const char *const opening[] = {"“", "”", "„", "‘", "’", NULL};
    static const char *const closing[] = {"”", "“", "’", "‘", NULL};
    str s = n->text.s;
    if (s.n > 6 && (s.p[0] & 0x80) && starts_one_of(s, opening) &&
        starts_one_of(str_sub(s, s.n - 3, s.n), closing))
        reader_report2(r, W0045, n->place, str_sub(s, 3, s.n - 3), STR_NONE);
}

/* « titre:Eau » or « -Eau » on a line of its own, where a map or a list was
   meant. */
static void check_own_line(reader *r, const node *n) {
    str s = text_of(r);
    uint32_t at = n->place.start;
    if (!look_first_of_line(s, at))
        return;
    if (look_hard_space(s, at)) {
        reader_report(r, E0047, at, at + 2, STR_NONE);
    } else if (look_glued_dash(s, at)) {
        bool hard = look_hard_space(s, at + 1);
        reader_report(r, hard ? E0049 : E0050, at, at + 1, S("-"));
    } else {
        size_t colon = look_glued_colon(s, at);
        if (colon >= n->place.end)
            return;
        bool hard = look_hard_space(s, colon + 1);
        str key = str_sub(s, at, colon);
        reader_report(r, hard ? E0049 : E0048, (uint32_t)colon,
                      (uint32_t)colon + 1, hard ? S(":") : key);
    }
}

void traps_scalar(reader *r, const node *n, const frame *in) {
    if (n->style == NODE_DOUBLE_QUOTED)
        check_escapes(r, n);
    if (n->style != NODE_PLAIN)
        return;
    find_cut(r, n);
    check_curly(r, n);
    if (!in || (in->n->kind == NODE_MAP && !in->n->flow))
        check_own_line(r, n);
}

/* Keys. */

static size_t hard_space_in(str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] & 0x80) && look_hard_space(s, i))
            return i;
    return SIZE_MAX;
}

/* « titre⟨U+00A0⟩: » is the key « titre »; others are left to the schema. */
static void trim_hard_spaces(node *key) {
    str *s = &key->text.s;
    for (;;) {
        if (s->n >= 2 && look_hard_space(*s, s->n - 2) == 2)
            s->n -= 2;
        else if (s->n >= 3 && look_hard_space(*s, s->n - 3) == 3)
            s->n -= 3;
        else
            return;
    }
}

static void check_hard_spaces(reader *r, node *key) {
    size_t at = hard_space_in(key->text.s);
    if (at == SIZE_MAX)
        return;
    span where = located_span(&key->text, at, at + 2);
    str shown = key->text.s;
    trim_hard_spaces(key);
    if (at == 0)
        reader_report2(r, E0047, where, STR_NONE, STR_NONE);
    else
        reader_report2(r, W0046, where, shown, key->text.s);
}

/* « ? » before a key: the long form, for keys that are no words. */
static bool has_question(const reader *r, const node *key) {
    str s = text_of(r);
    size_t before = key->place.start;
    while (before > 0 && look_gap(s.p[before - 1]))
        before--;
    return before > 0 && before < key->place.start && s.p[before - 1] == '?' &&
           (before == 1 || look_gap(s.p[before - 2]));
}

bool traps_key(reader *r, const frame *in, node *key) {
    str s = key->text.s;
    span where = key->place;
    diag_code code = DIAG_COUNT;
    if (has_question(r, key))
        code = E0036;
    else if (key->style == NODE_PLAIN && str_eq(s, S("<<")))
        code = E0034;
    else if (s.n == 0)
        code = E0037;
    if (code != DIAG_COUNT) {
        reader_report2(r, code, where, STR_NONE, STR_NONE);
        return false;
    }
    if (key->style == NODE_DOUBLE_QUOTED)
        check_escapes(r, key);
    if (!in->n->flow && key->style == NODE_PLAIN &&
        look_glued_dash(text_of(r), where.start))
        reader_report(r, E0050, where.start, where.start + 1, S("-"));
    check_hard_spaces(r, key);
    return true;
}

/* Pairs. */

static bool is_empty(const node *n) {
    return n->kind == NODE_SCALAR && n->style == NODE_PLAIN && n->text.s.n == 0;
}

/* Many keys are looked up by hash: a map of a million keys must not take a
   million times a million comparisons. */
static const node *earlier(frame *in, const node *key) {
    if (in->entries.n < MANY) {
        for (size_t i = 0; i < in->entries.n; i++)
            if (str_eq(in->entries.v[i].key->text.s, key->text.s))
                return in->entries.v[i].key;
        return NULL;
    }
    if (!in->keys.n)
        for (size_t i = 0; i < in->entries.n; i++)
            map_put(&in->keys, in->entries.v[i].key->text.s,
                    in->entries.v[i].key);
    return map_get(&in->keys, key->text.s);
}

bool traps_pair(reader *r, frame *in, node *key, const node *value) {
    if (in->n->flow && is_empty(value))
        return true; /* judged when the map is whole */
    const node *first = earlier(in, key);
    if (first && !r->finished) {
        diagnostic *d =
            reader_report2(r, E0030, key->place, key->text.s, STR_NONE);
        diag_note_at(r->sink, d, NOTE_FIRST_KEY, first->place, key->text.s);
        return false;
    }
    if (in->keys.n)
        map_put(&in->keys, key->text.s, key);
    return true;
}

/* Maps in braces. */

static size_t count_empty(const node *m) {
    size_t n = 0;
    for (size_t i = 0; i < m->count; i++)
        n += is_empty(m->entries[i].value);
    return n;
}

/* « 12,5 » in { 2024: 12,5 }: a number, a comma with nothing after it, and
   what starts with a digit. */
static bool is_cut_number(const reader *r, const node_entry *e) {
    const node *left = e[-1].value, *right = e->key;
    str s = right->text.s;
    return left->kind == NODE_SCALAR && left->style == NODE_PLAIN &&
           right->style == NODE_PLAIN && look_number(left->text.s) && s.n &&
           s.p[0] >= '0' && s.p[0] <= '9' &&
           right->place.start == left->place.end + 1 &&
           look_at(text_of(r), left->place.end) == ',';
}

/* Three spellings of the number that the comma cut. */
static void report_cut_number(reader *r, const node_entry *e) {
    const node *left = e[-1].value;
    str key = e[-1].key->text.s, right = e->key->text.s;
    span where = {r->src, left->place.start, e->key->place.end};
    str typed = str_sub(text_of(r), where.start, where.end);
    diagnostic *d =
        reader_report2(r, E0040, where, typed,
                       str_fmt(r->a, "%.*s: %.*s.%.*s", STR_ARG(key),
                               STR_ARG(left->text.s), STR_ARG(right)));
    d->args[2] =
        str_fmt(r->sink->a, "%.*s: \"%.*s\"", STR_ARG(key), STR_ARG(typed));
    d->args[3] =
        str_fmt(r->sink->a, "%.*s: %.*s", STR_ARG(key), STR_ARG(typed));
}

/* How { titre: Eau, énergie } should be typed. */
static str with_quotes(reader *r, const node *m, size_t i) {
    str s = text_of(r), key = m->entries[i].key->text.s;
    size_t after = look_past_blanks(s, m->entries[i].key->place.end);
    const node *left = i > 0 ? m->entries[i - 1].value : NULL;
    if (!left || left->kind != NODE_SCALAR || left->style != NODE_PLAIN ||
        !left->text.s.n || look_at(s, after) == ':')
        return str_fmt(r->a, "%.*s: …", STR_ARG(key));
    str all = str_sub(s, left->place.start, m->entries[i].key->place.end);
    return str_fmt(r->a, "%.*s: %.*s", STR_ARG(m->entries[i - 1].key->text.s),
                   STR_ARG(look_quoted(r->a, all)));
}

static void report_no_value(reader *r, const node *m, size_t i) {
    const node_entry *e = &m->entries[i];
    str s = text_of(r);
    span where = e->key->place;
    size_t colon = look_glued_colon(s, where.start);
    if (i > 0 && is_cut_number(r, e))
        report_cut_number(r, e);
    else if (colon < where.end)
        reader_report(r, E0048, (uint32_t)colon, (uint32_t)colon + 1,
                      str_sub(s, where.start, colon));
    else
        reader_report2(r, E0041, where, e->key->text.s, with_quotes(r, m, i));
}

/* Nothing in it has a value, nor a colon: a sentence that starts with a
   brace. */
static bool is_sentence(const reader *r, const node *m) {
    str s = text_of(r);
    for (size_t i = 0; i < m->count; i++) {
        const node *key = m->entries[i].key;
        size_t after = look_past_blanks(s, key->place.end);
        if (!is_empty(m->entries[i].value) || key->style != NODE_PLAIN ||
            look_at(s, after) == ':' ||
            look_glued_colon(s, key->place.start) < key->place.end)
            return false;
    }
    return true;
}

static node *as_sentence(reader *r, span at) {
    str s = text_of(r);
    uint32_t from = at.start;
    if (from > 0 && s.p[from - 1] == '{') /* {{ … }}, as elsewhere */
        from--;
    bool inside = r->told > at.start && r->told <= at.end;
    if (!inside) {
        str rest = look_rest(s, from);
        reader_report(r, E0042, from, at.end, look_quoted(r->a, rest));
    }
    r->told = at.end;
    return reader_slice(r, at, at.start, at.end);
}

node *traps_flow_map(reader *r, node *m) {
    if (!count_empty(m))
        return m;
    if (is_sentence(r, m))
        return as_sentence(r, m->place);
    for (size_t i = 0; i < m->count; i++)
        if (is_empty(m->entries[i].value))
            report_no_value(r, m, i);
    uint32_t kept = 0;
    for (size_t i = 0; i < m->count; i++)
        if (!is_empty(m->entries[i].value))
            m->entries[kept++] = m->entries[i];
    m->count = kept;
    return m;
}

/* Lists in brackets. */

static bool is_number_item(const node *n) {
    return n->kind == NODE_SCALAR && n->style == NODE_PLAIN &&
           look_number(n->text.s);
}

/* [12,5, 13,5]: some commas are glued between two digits and others are not,
   so the glued ones are decimal commas. [67,68] says nothing. */
void traps_flow_list(reader *r, const node *list) {
    str s = text_of(r);
    const node *glued = NULL, *after = NULL;
    bool apart = false;
    for (size_t i = 0; i + 1 < list->count; i++) {
        const node *x = list->items[i], *y = list->items[i + 1];
        if (!is_number_item(x) || !is_number_item(y))
            return;
        str gap = str_sub(s, x->place.end, y->place.start);
        if (gap.n > 1 && str_find(gap, S("\n"), 0) == SIZE_MAX)
            apart = true;
        else if (gap.n == 1 && !glued) {
            glued = x;
            after = y;
        }
    }
    if (!glued || !apart)
        return;
    span at = {r->src, glued->place.start, after->place.end};
    reader_report2(r, W0043, at, str_sub(s, at.start, at.end), STR_NONE);
}
