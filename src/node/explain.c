/*
 * explain: why libyaml stopped, in the words of someone who writes a dossier.
 *
 * libyaml says what its grammar awaited, where it noticed; that is often lines
 * after the mistake, and the same words serve for ten mistakes. So a fault is
 * first told apart by its words (the table at the end), then by what stands in
 * the file around it. What follows in the same record is noise, and is left out
 * (recover.c).
 */
#include "node/node_int.h"

typedef struct fault {
    reader *r;
    str s;
    uint32_t at;   /* where libyaml noticed */
    uint32_t from; /* start of what it was reading, or `at` */
} fault;

static void say(const fault *f, diag_code code, size_t from, size_t to,
                str arg) {
    size_t n = f->s.n;
    from = from < n ? from : n;
    to = to < n ? to : n;
    reader_report(f->r, code, (uint32_t)from, (uint32_t)to, arg);
}

static void say_char(const fault *f, diag_code code, size_t at) {
    size_t end = at + 1;
    while (end < f->s.n && ((unsigned char)f->s.p[end] & 0xC0) == 0x80)
        end++;
    say(f, code, at, end, str_sub(f->s, at, end));
}

static void say_line(const fault *f, diag_code code, size_t at) {
    size_t end = look_before_blanks(f->s, look_line_end(f->s, at));
    say(f, code, at, end, str_sub(f->s, at, end));
}

static span char_span(const fault *f, size_t at) {
    uint32_t n = (uint32_t)f->s.n, start = at < n ? (uint32_t)at : n;
    return (span){f->r->src, start, start < n ? start + 1 : n};
}

static void say_two(const fault *f, diag_code code, size_t at, diag_code note,
                    size_t other) {
    str arg = str_sub(f->s, at, at + 1);
    diagnostic *d = reader_report2(f->r, code, char_span(f, at), arg, STR_NONE);
    diag_note_at(f->r->sink, d, note, char_span(f, other), arg);
}

/* Quotes. */

/* Past the end of the quoted text that starts at i, or SIZE_MAX. */
static size_t quote_end(str s, size_t i) {
    char q = s.p[i];
    for (i++; i < s.n; i++) {
        if (q == '"' && s.p[i] == '\\')
            i++;
        else if (s.p[i] == q && q == '\'' && look_at(s, i + 1) == q)
            i++;
        else if (s.p[i] == q)
            return i + 1;
    }
    return SIZE_MAX;
}

static bool may_open_quote(str s, size_t i) {
    return (s.p[i] == '"' || s.p[i] == '\'') &&
           (i == 0 || look_gap(s.p[i - 1]) || s.p[i - 1] == '[' ||
            s.p[i - 1] == '{' || s.p[i - 1] == ',');
}

/* A quote that was never closed is closed by the next one, lines below, and
   the fault is noticed there: « titre: "Eau » then « nom: "Lycée" ». */
static bool say_open_quote(const fault *f) {
    size_t i = f->r->last ? f->r->last->place.start : 0;
    while (i < f->at && i < f->s.n) {
        if (!may_open_quote(f->s, i)) {
            bool comment = f->s.p[i] == '#' && i && look_gap(f->s.p[i - 1]);
            i = comment ? look_line_end(f->s, i) : i + 1;
            continue;
        }
        size_t end = quote_end(f->s, i);
        if (end == SIZE_MAX || end > f->at)
            return false;
        if (!look_same_line(f->s, i, end - 1) &&
            look_same_line(f->s, end - 1, f->at)) {
            say_two(f, E0061, i, NOTE_READ_UNTIL, end - 1);
            return true;
        }
        i = end;
    }
    return false;
}

/* Text that follows a closing quote on its line: an apostrophe inside '…', a
   quote inside "…", or a quote that stops too early. */
static bool say_after_quote(const fault *f) {
    const node *last = f->r->last;
    size_t before = look_before_blanks(f->s, f->at);
    if (!last || last->place.end != before || before == 0)
        return false;
    if (last->style == NODE_SINGLE_QUOTED && before == f->at)
        say(f, E0063, before - 1, before, STR_NONE);
    else if (last->style == NODE_SINGLE_QUOTED ||
             last->style == NODE_DOUBLE_QUOTED)
        say_line(f, E0062, f->at);
    else
        return false;
    return true;
}

/* Braces and brackets. */

static bool say_after_bracket(const fault *f) {
    size_t before = look_before_blanks(f->s, f->at);
    if (before == 0 || look_first_of_line(f->s, f->at))
        return false;
    char c = f->s.p[before - 1];
    if (c != ']' && c != '}')
        return false;
    say_line(f, E0071, f->at);
    return true;
}

/* Does a line start at i that stands no deeper than `indent` and closes
   nothing? */
static bool line_is_outside(str s, size_t i, size_t indent) {
    size_t first = look_past_blanks(s, i);
    return !look_gap(look_at(s, first)) && first - i <= indent &&
           s.p[first] != ']' && s.p[first] != '}';
}

/* Is the bracket at `open` closed before a line that stands no deeper than its
   own? Told by counting: good enough to choose between two sentences. */
static bool is_closed(str s, size_t open) {
    size_t line = look_line_start(s, open);
    size_t indent = look_past_blanks(s, line) - line;
    int depth = 0;
    for (size_t i = open; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\n' && line_is_outside(s, i + 1, indent))
            return false;
        if (may_open_quote(s, i)) {
            size_t end = quote_end(s, i);
            i = end == SIZE_MAX ? i : end - 1;
        } else if (c == '#' && look_gap(s.p[i - 1])) {
            i = look_line_end(s, i) - 1;
        }
        depth += (c == '[' || c == '{') - (c == ']' || c == '}');
        if (depth == 0)
            return true;
    }
    return false;
}

/* « { 2024: #2, 2025: 3 } »: the # takes the end of the line with it. */
static bool say_hidden_end(const fault *f, size_t open) {
    size_t end = look_line_end(f->s, open);
    for (size_t i = open + 1; i < end; i++) {
        size_t quoted = may_open_quote(f->s, i) ? quote_end(f->s, i) : SIZE_MAX;
        if (quoted < end) {
            i = quoted - 1;
        } else if (f->s.p[i] == '#' && look_gap(f->s.p[i - 1])) {
            char closing = f->s.p[open] == '{' ? '}' : ']';
            if (memchr(f->s.p + i, closing, end - i) == NULL)
                return false;
            say_two(f, E0077, i, NOTE_OPENED, open);
            return true;
        }
    }
    return false;
}

static void say_flow(const fault *f, size_t open) {
    if (say_hidden_end(f, open))
        return;
    if (f->at >= f->s.n || !is_closed(f->s, open))
        say_two(f, E0066, open, NOTE_READ_UNTIL, f->at);
    else
        say_two(f, E0067, f->at, NOTE_OPENED, open);
}

static void on_flow(const fault *f) {
    if (!say_open_quote(f) && !say_after_quote(f))
        say_flow(f, f->from);
}

static void on_no_content(const fault *f) {
    const reader *r = f->r;
    const frame *top = r->depth ? &r->stack[r->depth - 1] : NULL;
    char c = look_at(f->s, f->at);
    if (c != '\0' && strchr(",:-?]}", c))
        say_char(f, E0073, f->at);
    else if (top && top->n->flow)
        say_flow(f, top->n->place.start);
    else
        say_line(f, E0079, f->at);
}

/* Lines. */

static void on_tab(const fault *f) {
    size_t at = f->at;
    if (look_at(f->s, at) != '\t') {
        at = look_line_start(f->s, at);
        while (at < f->at && f->s.p[at] != '\t')
            at++;
    }
    say(f, E0060, at, at + 1, STR_NONE);
}

/* A tab among the blanks that start the line. */
static bool say_tab(const fault *f) {
    size_t first = look_line_start(f->s, f->at);
    while (look_at(f->s, first) == ' ')
        first++;
    if (look_at(f->s, first) != '\t')
        return false;
    say(f, E0060, first, first + 1, STR_NONE);
    return true;
}

/* The line at `first` has a mistake that libyaml notices further on. */
static bool say_glued(const fault *f, size_t first) {
    if (first == SIZE_MAX)
        return false;
    if (look_hard_space(f->s, first)) {
        say(f, E0047, first, first + 2, STR_NONE);
        return true;
    }
    if (look_at(f->s, first) == '-' && look_at(f->s, first + 1) == ' ')
        first = look_past_blanks(f->s, first + 1);
    if (look_glued_dash(f->s, first)) {
        bool hard = look_hard_space(f->s, first + 1);
        say(f, hard ? E0049 : E0050, first, first + 1, S("-"));
        return true;
    }
    size_t colon = look_glued_colon(f->s, first);
    if (colon == SIZE_MAX)
        return false;
    bool hard = look_hard_space(f->s, colon + 1);
    say(f, hard ? E0049 : E0048, colon, colon + 1,
        hard ? S(":") : str_sub(f->s, first, colon));
    return true;
}

/* A text of several lines that a # cut on the line above. */
static bool say_cut(const fault *f) {
    const node *last = f->r->last;
    size_t above = look_line_above(f->s, f->at);
    if (!last || last->style != NODE_PLAIN || above == SIZE_MAX ||
        !look_same_line(f->s, last->place.end, above))
        return false;
    size_t hash = look_past_blanks(f->s, last->place.end);
    if (look_at(f->s, hash) != '#')
        return false;
    f->r->cut_at = 0; /* this says it all */
    say_line(f, E0075, hash);
    return true;
}

/* Where the value of the line starts: after its « clé: » and dashes. */
static size_t value_start(str s, size_t at) {
    size_t i = look_past_blanks(s, look_line_start(s, at));
    while (look_at(s, i) == '-' && look_blank(look_at(s, i + 1)))
        i = look_past_blanks(s, i + 1);
    size_t end = look_line_end(s, at);
    for (size_t k = i; k < end; k++)
        if (s.p[k] == ':' && look_blank(look_at(s, k + 1)))
            return look_past_blanks(s, k + 1);
    return i;
}

/* « titre: Campus: excellence »: shows the line as it should be. */
static void say_colon(const fault *f) {
    size_t value = value_start(f->s, f->at);
    size_t line = look_past_blanks(f->s, look_line_start(f->s, f->at));
    size_t end = look_line_end(f->s, f->at);
    size_t comment = str_find(str_sub(f->s, 0, end), S(" #"), value);
    str typed = str_trim(str_sub(f->s, value, comment < end ? comment : end));
    str right = look_quoted(f->r->a, typed);
    right = str_cat(f->r->a, str_sub(f->s, line, value), right);
    if (look_at(f->s, value) == '{')
        say(f, E0042, value, f->at, look_quoted(f->r->a, typed));
    else
        say(f, E0064, f->at, f->at + 1, right);
}

/* « • Eau » or « – Eau », pasted from a word processor: at the fault, or on
   the line above, that it made part of the text before. */
static bool say_bullet(const fault *f) {
    static const char *const bullets[] = {"•", "–", "—", "·", "▪", "●", "◦"};
    size_t lines[2] = {look_past_blanks(f->s, look_line_start(f->s, f->at)),
                       look_line_above(f->s, f->at)};
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
            str mark = str_z(bullets[i]);
            if (lines[k] == SIZE_MAX ||
                !str_starts(str_sub(f->s, lines[k], f->s.n), mark))
                continue;
            say(f, E0082, lines[k], lines[k] + mark.n, mark);
            return true;
        }
    return false;
}

/* A colon where none may be: in a value, or after a key that stands deeper
   than the value above it. */
static void on_colon(const fault *f) {
    if (say_open_quote(f) || say_tab(f) || say_bullet(f))
        return;
    size_t first = look_past_blanks(f->s, look_line_start(f->s, f->at));
    size_t word = look_past_blanks(f->s, look_word(f->s, first));
    if (value_start(f->s, f->at) <= f->at) {
        say_colon(f);
    } else if (word != f->at) {
        say(f, E0076, f->at, f->at + 1, STR_NONE);
    } else if (!say_glued(f, look_line_above(f->s, f->at))) {
        say_line(f, E0065, first);
    }
}

/* A line that should be « clé: valeur » or « - élément ». */
static void on_no_colon(const fault *f) {
    if (say_open_quote(f) || say_bullet(f) || say_glued(f, f->from) ||
        say_cut(f))
        return;
    say_line(f, E0074, f->from);
}

/* Something that neither continues nor ends the list or map under way. */
static void on_stray(const fault *f) {
    char c = look_at(f->s, f->at);
    if (say_open_quote(f) || say_after_quote(f) || say_after_bracket(f) ||
        say_tab(f) || say_bullet(f))
        return;
    if (c == ']' || c == '}' || c == ',')
        say_char(f, E0073, f->at);
    else if (c == ':' && look_first_of_line(f->s, f->at))
        say_char(f, E0037, f->at);
    else if (!say_cut(f) && !say_glued(f, f->at))
        say_line(f, E0065, f->at);
}

static void on_bad_start(const fault *f) {
    if (look_at(f->s, f->at) == '\t') {
        on_tab(f);
        return;
    }
    const reader *r = f->r;
    bool flow = r->depth && r->stack[r->depth - 1].n->flow;
    size_t end = f->at, stop = look_line_end(f->s, f->at);
    while (end < stop && !(flow && strchr(",]}", f->s.p[end])))
        end++;
    str typed = str_trim(str_sub(f->s, f->at, end));
    span where = {f->r->src, f->at, f->at + 1};
    reader_report2(f->r, E0068, where, str_sub(f->s, f->at, f->at + 1),
                   look_quoted(f->r->a, typed));
}

static void on_open_quote(const fault *f) {
    say(f, E0061, f->from, f->from + 1, str_sub(f->s, f->from, f->from + 1));
}

static void on_escape(const fault *f) {
    size_t at = f->at;
    while (at > f->from && look_at(f->s, at) != '\\')
        at--;
    say(f, E0072, at, at + 2, str_sub(f->s, at, at + 2));
}

/* « *gras* » and « R&D » start like an alias and an anchor. */
static void on_name(const fault *f) {
    bool alias = look_at(f->s, f->from) == '*';
    size_t end = f->from;
    while (!look_gap(look_at(f->s, end)))
        end++;
    say(f, alias ? E0032 : E0031, f->from, end,
        str_sub(f->s, f->from + 1, end));
}

static void on_tag(const fault *f) {
    say_char(f, E0033, f->from);
}

static void on_directive(const fault *f) {
    say_line(f, E0038, f->from);
}

static void on_version(const fault *f) {
    say_line(f, E0039, f->from);
}

/* « |texte »: or a directive, which awaits the same. */
static void on_block(const fault *f) {
    if (look_at(f->s, f->from) == '%') {
        on_directive(f);
        return;
    }
    size_t end = look_line_end(f->s, f->from);
    str typed = str_trim(str_sub(f->s, f->from, end));
    span where = {f->r->src, f->from, f->from + 1};
    reader_report2(f->r, E0069, where, str_sub(f->s, f->from, f->from + 1),
                   look_quoted(f->r->a, typed));
}

static void on_dash(const fault *f) {
    say(f, E0070, f->at, f->at + 1, STR_NONE);
}

static void on_question(const fault *f) {
    say(f, E0036, f->at, f->at + 1, STR_NONE);
}

/* After the end of the one map or list of the file. */
static void on_outside(const fault *f) {
    size_t above = look_line_above(f->s, f->at);
    if (above != SIZE_MAX && str_starts(str_sub(f->s, above, f->s.n), S("...")))
        say_line(f, E0035, f->at);
    else
        on_stray(f);
}

/* The table. */

typedef struct known_fault {
    const char *problem, *context; /* context NULL: any */
    void (*explain)(const fault *f);
} known_fault;

static const known_fault known_faults[] = {
    {"mapping values are not allowed in this context", NULL, on_colon},
    {"found unexpected ':'", NULL, on_colon},
    {"could not find expected ':'", NULL, on_no_colon},
    {"did not find expected key", NULL, on_stray},
    {"did not find expected '-' indicator", NULL, on_stray},
    {"did not find expected node content", NULL, on_no_content},
    {"did not find expected ',' or ']'", NULL, on_flow},
    {"did not find expected ',' or '}'", NULL, on_flow},
    {"found character that cannot start any token", NULL, on_bad_start},
    {"found a tab character that violates indentation", NULL, on_tab},
    {"found a tab character where an indentation space is expected", NULL,
     on_tab},
    {"found unexpected end of stream", "while scanning a quoted scalar",
     on_open_quote},
    {"found unexpected document indicator", NULL, on_open_quote},
    {"found unknown escape character", NULL, on_escape},
    {"did not find expected hexdecimal number", NULL, on_escape},
    {"found invalid Unicode character escape code", NULL, on_escape},
    {"did not find expected alphabetic or numeric character",
     "while scanning an alias", on_name},
    {"did not find expected alphabetic or numeric character",
     "while scanning an anchor", on_name},
    {"found undefined tag handle", NULL, on_tag},
    {"found incompatible YAML document", NULL, on_version},
    {"did not find expected comment or line break", NULL, on_block},
    {"found an indentation indicator equal to 0", NULL, on_block},
    {"block sequence entries are not allowed in this context", NULL, on_dash},
    {"mapping keys are not allowed in this context", NULL, on_question},
    {"did not find expected <document start>", NULL, on_outside},
    /* Whatever goes wrong inside these. */
    {NULL, "while scanning a tag", on_tag},
    {NULL, "while parsing a tag", on_tag},
    {NULL, "while scanning a %YAML directive", on_version},
    {NULL, "while scanning a directive", on_directive},
    {NULL, "while scanning a %TAG directive", on_directive},
};

static bool is(const char *want, const char *got) {
    return !want || (got && strcmp(want, got) == 0);
}

static void on_unknown(const fault *f) {
    say_char(f, E0079, f->at);
}

void explain_fault(reader *r) {
    const yaml_parser_t *p = &r->parser;
    fault f = {.r = r, .s = r->text};
    f.at = reader_offset(r, p->problem_mark);
    f.from = p->context ? reader_offset(r, p->context_mark) : f.at;
    if (r->told && r->told <= f.at && look_same_line(f.s, r->told, f.at))
        return;
    void (*explain)(const fault *) = on_unknown;
    for (size_t i = sizeof known_faults / sizeof *known_faults; i-- > 0;)
        if (is(known_faults[i].problem, p->problem) &&
            is(known_faults[i].context, p->context))
            explain = known_faults[i].explain;
    explain(&f);
    traps_settle(r);
}
