/* The places between characters: which space, if any, stands there. */
#include "text/text_int.h"

#include "base/utf8.h"

typedef enum gap { GAP_KEEP, GAP_NONE, GAP_NBSP, GAP_NNBSP } gap;

/* A place: `out` ends with the character before it, in->v[next] is the one
   after it. */
typedef struct spot {
    const cells *in;
    const cells *out;
    size_t next;
    bool blank; /* a space stands there */
    uint32_t before, after;
    bool free_before, free_after; /* neither frozen nor an end */
} spot;

typedef struct setter {
    const cells *in;
    cells *out;
    bool incise;      /* a dash has opened */
    bool inside_dash; /* the last character is that dash */
} setter;

/* --- What stands before a place --------------------------------------------
 */

static uint32_t back(const spot *s, size_t n) {
    return n <= s->out->n ? cell_at(s->out, s->out->n - n) : 0;
}

/* The word that ends before the place, in bytes, with its period. */
static str last_word(const spot *s, char *room, size_t size) {
    size_t n = 1, used = 0;
    while (n < 16 && (cp_is_letter(back(s, n)) || back(s, n) == '.' ||
                      back(s, n) == SUPERIOR_O || back(s, n) == 0xA7))
        n++;
    if (n == 16 || cp_is_digit(back(s, n)) || back(s, n) == '-')
        return STR_NONE;
    for (size_t k = n; k-- > 1 && used + 4 < size;)
        used += utf8_put(back(s, k), room + used);
    return (str){room, used};
}

static bool is_one_of(str word, const char *const *list) {
    for (; word.n && *list; list++)
        if (**list == *word.p && str_eq(word, str_z(*list)))
            return true;
    return false;
}

/* --- Rules ------------------------------------------------------------------
 */

/* T3. */
static gap gap_quotes(const spot *s) {
    if (s->free_before && s->before == OPEN_1)
        return s->after == '\n' ? GAP_KEEP : GAP_NBSP;
    if (s->free_after && s->after == CLOSE_1)
        return GAP_NBSP;
    return GAP_KEEP;
}

static bool is_word_end(uint32_t cp) {
    return cp_is_alnum(cp) || cp == ')' || cp == ']' || cp == CLOSE_1 ||
           cp == CLOSE_2 || cp == '%' || cp == 0x20AC || cp == APOSTROPHE ||
           cp == SUPERIOR_O || cp == 0xB2 || cp == 0xB3 || cp == '"';
}

/* T4. */
static gap gap_tight(const spot *s) {
    if (!s->blank)
        return GAP_KEEP;
    uint32_t after2 = cell_at(s->in, s->next + 1);
    if (s->free_before && (s->before == '(' || s->before == '[') &&
        s->after != ']')
        return GAP_NONE;
    if (!s->free_after)
        return GAP_KEEP;
    switch (s->after) {
    case ')':
    case ']':
        return cp_opens(s->before) ? GAP_KEEP : GAP_NONE;
    case ',':
    case '.':
        return is_word_end(s->before) && cp_ends(after2) && after2 != '.'
                   ? GAP_NONE
                   : GAP_KEEP;
    case ELLIPSIS:
        return is_word_end(s->before) ? GAP_NONE : GAP_KEEP;
    default:
        return GAP_KEEP;
    }
}

static bool takes_space(uint32_t before) {
    return is_word_end(before) || before == '.' || before == ELLIPSIS ||
           before == 0x2030 || before == '\'';
}

/* T1 and T2. Added where it is missing only when the mark ends a word. */
static gap gap_punctuation(const spot *s) {
    uint32_t c = s->after, after2 = cell_at(s->in, s->next + 1);
    if (!s->free_after || (c != ';' && c != '!' && c != '?' && c != ':'))
        return GAP_KEEP;
    if (cp_opens(s->before) || after2 == '=')
        return GAP_KEEP;
    gap wanted = c == ':' ? GAP_NBSP : GAP_NNBSP;
    if (s->blank)
        return wanted;
    bool typed = takes_space(s->before) || (s->before && !s->free_before);
    bool end = cp_ends(after2);
    return typed && end && !(c == ':' && after2 == ':') ? wanted : GAP_KEEP;
}

/* T8: the author typed groups of three. */
static bool is_group(const cells *c, size_t i, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (!cp_is_digit(cell_at(c, i + k)) || is_frozen(c, i + k))
            return false;
    return !cp_is_alnum(cell_at(c, i + n));
}

/* Digits that end before the place; groups already joined count. */
static size_t digits_before(const spot *s, size_t *groups) {
    size_t n = 1, here = 0;
    *groups = 0;
    while (cp_is_digit(back(s, n)))
        n++, here++;
    size_t last = here;
    while (here == 3 && back(s, n) == NNBSP) {
        (*groups)++;
        n++;
        for (here = 0; cp_is_digit(back(s, n)); here++)
            n++;
        if (here > 3)
            return 0;
    }
    uint32_t edge = back(s, n);
    bool alone = !cp_is_letter(edge) && edge != '-' && edge != '/' &&
                 edge != '_' && edge != '.' && edge != NB_HYPHEN;
    return alone && here > 0 ? last : 0;
}

static gap gap_thousands(const spot *s) {
    if (!s->blank || !cp_is_digit(s->before) || !cp_is_digit(s->after) ||
        !s->free_after)
        return GAP_KEEP;
    size_t groups, n = digits_before(s, &groups);
    if (n >= 1 && n <= 3 && (groups == 0 || n == 3) &&
        is_group(s->in, s->next, 3))
        return GAP_NNBSP;
    bool siret = n == 3 && groups == 2 && is_group(s->in, s->next, 5);
    return siret ? GAP_NNBSP : GAP_KEEP;
}

/* Letters and signs of a unit at the place. */
static str unit_at(const spot *s, char *room, size_t size) {
    size_t used = 0;
    for (size_t i = s->next; used + 4 < size; i++) {
        uint32_t cp = cell_at(s->in, i);
        if (!cp_is_letter(cp) && cp != 0xB2 && cp != 0xB3 && cp != 0xB0 &&
            cp != 0x20AC)
            return cp_is_digit(cp) || cp == APOSTROPHE ? STR_NONE
                                                       : (str){room, used};
        used += utf8_put(cp, room + used);
    }
    return STR_NONE;
}

/* T11. */
static gap gap_unit(const spot *s) {
    static const char *const units[] = {
        "k€",  "M€",  "Md€",     "km",       "km²",      "m",         "m²",
        "m³",  "dm³", "cm",      "mm",       "µm",       "μm",        "ha",
        "h",   "min", "s",       "ms",       "kg",       "g",         "mg",
        "µg",  "μg",  "t",       "l",        "L",        "mL",        "ml",
        "hL",  "kW",  "MW",      "GW",       "W",        "Wh",        "kWh",
        "MWh", "GWh", "TWh",     "°C",       "°",        "ko",        "Ko",
        "Mo",  "Go",  "To",      "Hz",       "kHz",      "MHz",       "bar",
        "V",   "kV",  "million", "millions", "milliard", "milliards", "ETP",
        "EUR", "pt",  NULL,
    };
    if (!s->free_after)
        return GAP_KEEP;
    if (s->after == '%' || s->after == 0x2030 || s->after == 0x20AC)
        return (s->blank && s->free_before && is_word_end(s->before)) ||
                       cp_is_digit(s->before)
                   ? GAP_NBSP
                   : GAP_KEEP;
    char room[40];
    if (!s->blank || !cp_is_digit(s->before))
        return GAP_KEEP;
    return is_one_of(unit_at(s, room, sizeof room), units) ? GAP_NBSP
                                                           : GAP_KEEP;
}

/* T17: after the h of an hour. */
static bool after_hours(const spot *s) {
    return s->before == 'h' && back(s, 2) == NBSP && cp_is_digit(back(s, 3)) &&
           cp_is_digit(s->after);
}

/* T16: « 1er septembre », « 23 novembre ». */
static bool in_date(const spot *s) {
    size_t n;
    bool day = cp_is_digit(s->before) ||
               (s->before == 'r' && back(s, 2) == 'e' && back(s, 3) == '1');
    return day && cells_month(s->in, s->next, &n) != 0;
}

/* T15: « XXIe siècle ». */
static bool in_century(const spot *s) {
    return s->before == 'e' && cp_is_roman(back(s, 2)) &&
           cells_match(s->in, s->next, S("siècle"));
}

/* « critère A4 », « option B »: a capital, then digits or the word's end. */
static bool is_reference(const spot *s) {
    uint32_t second = cell_at(s->in, s->next + 1);
    return cp_is_digit(s->after) ||
           (cp_is_upper(s->after) && (cp_is_digit(second) || cp_ends(second)));
}

/* T18, and words that must not leave their number. */
static bool is_bound(const spot *s) {
    static const char *const before_name[] = {
        "M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Pr", "Me", NULL,
    };
    static const char *const before_number[] = {
        "nᵒ",      "Nᵒ",      "nᵒˢ",       "p.",       "pp.",       "page",
        "pages",   "tableau", "Tableau",   "figure",   "Figure",    "annexe",
        "Annexe",  "article", "Article",   "art.",     "§",         "niveau",
        "Niveau",  "critère", "Critère",   "axe",      "Axe",       "action",
        "actions", "Action",  "objectif",  "Objectif", "objectifs", "pièce",
        "pièces",  "Pièce",   "section",   "Section",  "option",    "été",
        "hiver",   "automne", "printemps", "rentrée",  NULL,
    };
    char room[72];
    if (s->after == 'e' && s->before == ',')
        return cells_match(s->in, s->next, S("etc"));
    if (cp_is_upper(s->after) &&
        is_one_of(last_word(s, room, sizeof room), before_name))
        return true;
    return is_reference(s) &&
           is_one_of(last_word(s, room, sizeof room), before_number);
}

static gap gap_binding(const spot *s) {
    if (!s->blank) /* nᵒ12 */
        return s->before == SUPERIOR_O && cp_is_digit(s->after) ? GAP_NBSP
                                                                : GAP_KEEP;
    if (after_hours(s) || in_date(s) || in_century(s) || is_bound(s))
        return GAP_NBSP;
    return GAP_KEEP;
}

/* --- T7: incises -------------------------------------------------------------
 */

static bool is_dash(uint32_t cp) {
    return cp == EN_DASH || cp == EM_DASH;
}

/* Before a dash that stands between spaces: whether it opens or closes. */
static gap gap_before_dash(setter *t, const spot *s) {
    bool after = cp_is_blank(cell_at(t->in, s->next + 1)) &&
                 cell_at(t->in, s->next + 2) != CLOSE_1;
    bool range = cp_is_digit(s->before) && after &&
                 cp_is_digit(cell_at(t->in, s->next + 2));
    if (s->before == 0 || s->before == '\n' || cp_opens(s->before)) {
        t->inside_dash = after;
        return GAP_KEEP;
    }
    if (t->incise && s->blank && !range) {
        t->incise = false;
        return GAP_NBSP;
    }
    if (!s->blank || range)
        return GAP_KEEP;
    t->incise = t->inside_dash = after;
    return GAP_KEEP;
}

/* A sentence is over: an incise that was left open ends with it. */
static bool ends_sentence(const spot *s) {
    return s->blank && cp_is_upper(s->after) && cp_is_letter(back(s, 3)) &&
           (s->before == '.' || s->before == '!' || s->before == '?');
}

static gap gap_dashes(setter *t, const spot *s) {
    bool inside = t->inside_dash;
    t->inside_dash = false;
    if (ends_sentence(s))
        t->incise = false;
    if (s->free_after && is_dash(s->after))
        return gap_before_dash(t, s);
    return inside && s->blank ? GAP_NBSP : GAP_KEEP;
}

/* --- The pass
 * ------------------------------------------------------------------ */

static gap find_gap(setter *t, const spot *s) {
    static gap (*const rules[])(const spot *) = {
        gap_quotes, gap_tight,     gap_punctuation,
        gap_unit,   gap_thousands, gap_binding,
    };
    gap dash = gap_dashes(t, s);
    if (s->before == 0 || s->before == '\n' || s->after == 0)
        return dash;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        gap g = rules[i](s);
        if (g != GAP_KEEP)
            return g;
    }
    return dash;
}

/* The spaces [from, to) of the input, or what stands for them. A new space
   belongs to the stretch of the mark that wants it. */
static void put_gap(setter *t, size_t from, size_t to, gap g) {
    if (g == GAP_KEEP) {
        for (size_t i = from; i < to; i++)
            cells_copy(t->out, t->in->v[i]);
        return;
    }
    if (g == GAP_NONE)
        return;
    cell like = t->in->v[from < to ? from : to];
    if (from == to && like.frozen)
        like = t->out->v[t->out->n - 1];
    cells_push(t->out, g == GAP_NBSP ? NBSP : NNBSP, &like);
}

static spot look(const setter *t, size_t from, size_t next) {
    spot s = {.in = t->in, .out = t->out, .next = next, .blank = next > from};
    s.before = back(&s, 1);
    s.after = cell_at(t->in, next);
    s.free_before =
        t->out->n > 0 && !t->out->v[t->out->n - 1].frozen && s.before;
    s.free_after = next < t->in->n && !t->in->v[next].frozen;
    return s;
}

static bool is_lower(uint32_t cp) {
    return (cp >= 'a' && cp <= 'z') || (cp >= 0xDF && cp <= 0xFF);
}

/* Most places are inside or between plain words, where no rule applies. */
static bool is_quiet(const setter *t, size_t next, bool blank) {
    const cells *out = t->out;
    uint32_t after = cell_at(t->in, next);
    uint32_t before = out->n ? out->v[out->n - 1].cp : 0;
    if (t->inside_dash || !is_lower(after))
        return false;
    if (!blank)
        return before != OPEN_1;
    if (!is_lower(before))
        return false;
    uint32_t second = out->n > 1 ? out->v[out->n - 2].cp : 0;
    return !(before == 'r' && second == 'e') && !cp_is_roman(second);
}

void text_set_gaps(const cells *in, cells *out) {
    setter t = {in, out, false, false};
    for (size_t i = 0; i < in->n; i++) {
        if (i && is_lower(in->v[i].cp) && is_lower(in->v[i - 1].cp)) {
            cells_copy(out, in->v[i]); /* inside a word */
            continue;
        }
        size_t from = i;
        bool frozen = false;
        while (i < in->n && cp_is_blank(in->v[i].cp))
            frozen |= is_frozen(in, i++);
        gap g = GAP_KEEP;
        if (!is_quiet(&t, i, i > from)) {
            spot s = look(&t, from, i);
            g = find_gap(&t, &s);
        }
        put_gap(&t, from, i, frozen ? GAP_KEEP : g);
        if (i < in->n)
            cells_copy(out, in->v[i]);
    }
}
