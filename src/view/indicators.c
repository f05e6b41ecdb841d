/*
 * Indicators as a table, in three forms: all that is known of each; the
 * steering table of charter page 11 (progress and state); the table of an
 * objective's sheet, page 5 (trend and progress). A column is a row of
 * `columns`; what stands in the cells of a drawing is made where drawings are.
 * A partial value says its coverage; its state is never judged.
 */
#include "base/utf8.h"
#include "view/states.h"
#include "view/view_int.h"

enum { SECRET = 1, UNAVAILABLE = 2, IRRELEVANT = 4, TO_COME = 8 };

enum { SHORT_UNIT = 3 /* characters: « nb », « % », « h » */ };

enum { FULL = 1, STEERING = 2, SHEET = 4, DRAWN = STEERING | SHEET };

typedef struct steering {
    const view_context *v;
    view_table *t;
    const indicator *const *which;
    calc_standing *k; /* one an indicator */
    size_t n;
    unsigned form;
    bool coverage;     /* a value of the table is partial */
    size_t references; /* that are not the last value itself */
    bool units;        /* short ones: a column of their own */
    bool trend;        /* a trend is known */
    bool lower;        /* something is to go down */
    unsigned reasons;
    str value_period, target_period; /* all share it: it goes in the head */
    str years;                       /* « 2022-2026 » of the trends */
} steering;

static view_cell value_cell(steering *s, const figure *f) {
    static const unsigned bits[MISSING_COUNT] = {
        [MISSING_UNAVAILABLE] = UNAVAILABLE,
        [MISSING_SECRET] = SECRET,
        [MISSING_IRRELEVANT] = IRRELEVANT,
        [MISSING_TO_COME] = TO_COME};
    if (!f)
        return (view_cell){.kind = CELL_PENDING,
                           .text = view_phrase(s->v, "tiret")};
    view_cell c = view_figure(f);
    if (f->why) {
        c.text = view_missing(s->v, f->why);
        s->reasons |= bits[f->why];
    }
    return c;
}

static view_cell period_cell(steering *s, const figure *f, period p) {
    if (!f || !p.cal)
        return (view_cell){.kind = CELL_EMPTY};
    view_cell c = view_plain(locale_period(s->v->a, p, false));
    c.kind = CELL_CODE;
    return c;
}

static view_cell coverage_cell(steering *s, const figure *f) {
    if (!figure_lacks_parts(f))
        return (view_cell){.kind = CELL_EMPTY};
    return view_plain(str_fmt(s->v->a, "%d/%d", f->known, f->of));
}

static view_cell code_cell(str code) {
    view_cell c = view_plain(code);
    c.kind = code.n ? CELL_CODE : CELL_EMPTY;
    return c;
}

static view_cell state_cell(steering *s, size_t at) {
    view_cell c = view_state(s->v, s->k[at].state);
    c.below = view_indicator_was(s->v, s->which[at]);
    return c;
}

/* « ↓ » after the name of what is to go down. */
static str title_of(steering *s, const indicator *i) {
    if (i->sense != SENSE_DOWN)
        return i->title;
    return str_cat(s->v->a, i->title, S("\xC2\xA0↓"));
}

/* Page 5: « Capacité d’accueil en entrée, places ». */
static str name_and_unit(steering *s, const indicator *i) {
    arena *a = s->v->a;
    str title = locale_fold(a, i->title), unit = locale_fold(a, i->unit);
    if (!unit.n || s->units || str_find(title, unit, 0) != SIZE_MAX)
        return title_of(s, i);
    str down = i->sense == SENSE_DOWN ? S("\xC2\xA0↓") : STR_NONE;
    bool percent = str_eq(i->unit, S("%"));
    return str_fmt(a, "%.*s,%s%.*s%.*s", STR_ARG(i->title),
                   percent ? "\xC2\xA0" : " ", STR_ARG(i->unit), STR_ARG(down));
}

/* --- Columns ---------------------------------------------------------------
 */

typedef view_cell (*cell_fn)(steering *s, size_t at);

static view_cell put_code(steering *s, size_t at) {
    return code_cell(s->which[at]->code);
}

static view_cell put_title(steering *s, size_t at) {
    str name = s->form == FULL ? title_of(s, s->which[at])
                               : name_and_unit(s, s->which[at]);
    return view_plain(name);
}

static view_cell put_unit(steering *s, size_t at) {
    return view_plain(s->which[at]->unit);
}

static view_cell put_reference(steering *s, size_t at) {
    return value_cell(s, s->k[at].reference);
}

static view_cell put_last(steering *s, size_t at) {
    const calc_standing *k = &s->k[at];
    return value_cell(s, k->last ? k->last : k->missing);
}

static view_cell put_period(steering *s, size_t at) {
    return period_cell(s, s->k[at].last, s->k[at].last_period);
}

/* The sign of last − previous; whether it is good, the state says. */
static view_cell put_trend(steering *s, size_t at) {
    static const char *const signs[] = {"▼", "=", "▲"};
    int t = s->k[at].trend;
    return t > 1 ? (view_cell){.kind = CELL_EMPTY}
                 : view_plain(str_z(signs[t + 1]));
}

static view_cell put_coverage(steering *s, size_t at) {
    return coverage_cell(s, s->k[at].last);
}

static view_cell put_target(steering *s, size_t at) {
    return value_cell(s, s->k[at].target);
}

static view_cell put_due(steering *s, size_t at) {
    return period_cell(s, s->k[at].target, s->k[at].target_period);
}

static view_cell put_state(steering *s, size_t at) {
    return state_cell(s, at);
}

/* The drawing is made where drawings are, from the row's record. */
static view_cell put_drawing(steering *s, size_t at) {
    (void)s;
    (void)at;
    return (view_cell){.kind = CELL_EMPTY};
}

typedef struct column_row {
    const char *key, *head;
    uint8_t kind;
    int32_t width;
    unsigned forms;
    cell_fn cell;
} column_row;

static const column_row columns[] = {
    {"code", "indicateur_code", KIND_CODE, 0, FULL | DRAWN, put_code},
    {"intitule", "indicateur_nom", KIND_TEXT, 0, FULL | DRAWN, put_title},
    {"unite", "indicateur_unite", KIND_TEXT, 18000, FULL, put_unit},
    {"unite", "indicateur_unite", KIND_CODE, 0, STEERING, put_unit},
    {"reference", "indicateur_reference", KIND_NUMBER, 0, FULL | DRAWN,
     put_reference},
    {"valeur", "indicateur_valeur", KIND_NUMBER, 0, FULL | DRAWN, put_last},
    {"periode", "indicateur_periode", KIND_CODE, 0, FULL | DRAWN, put_period},
    {"evolution", "indicateur_evolution", KIND_MARK, 0, STEERING, put_trend},
    {"couverture", "indicateur_couverture", KIND_CODE, 0, FULL, put_coverage},
    {"cible", "indicateur_cible", KIND_NUMBER, 0, FULL | DRAWN, put_target},
    {"echeance", "indicateur_echeance", KIND_CODE, 0, FULL | DRAWN, put_due},
    {VIEW_TREND, "indicateur_tendance", KIND_DRAWING, 26500, SHEET,
     put_drawing},
    {VIEW_PROGRESS, "indicateur_progression", KIND_DRAWING, 0, STEERING,
     put_drawing},
    {VIEW_PROGRESS, "indicateur_progression_cible", KIND_DRAWING, 31500, SHEET,
     put_drawing},
    {"etat", "indicateur_etat", KIND_STATE, 0, FULL | STEERING, put_state},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

/* A column that repeats the values is left to the drawings. */
static bool shows_references(const steering *s) {
    return s->form == SHEET ? s->references : s->references * 4 > s->n;
}

static bool is_shown(const steering *s, const column_row *c) {
    if (!(c->forms & s->form))
        return false;
    if (c->cell == put_coverage)
        return s->coverage;
    if (s->form == FULL)
        return true;
    if (c->cell == put_unit)
        return s->units;
    if (c->cell == put_trend)
        return s->trend;
    if (c->cell == put_reference)
        return shows_references(s);
    if (c->cell == put_period)
        return !s->value_period.n;
    if (c->cell == put_due)
        return !s->target_period.n;
    return strcmp(c->key, VIEW_TREND) != 0 || s->years.n;
}

/* « Valeur 2025-2026 » when all share the period. */
static str head_of(const steering *s, const column_row *c) {
    str when = c->cell == put_last     ? s->value_period
               : c->cell == put_target ? s->target_period
                                       : STR_NONE;
    if (strcmp(c->key, VIEW_TREND) == 0)
        return s->years;
    str head = view_phrase(s->v, c->head);
    if (s->form == FULL || !when.n)
        return head;
    return str_fmt(s->v->a, "%.*s %.*s", STR_ARG(head), STR_ARG(when));
}

static void add_columns(steering *s) {
    for (size_t i = 0; i < COLUMNS; i++) {
        if (!is_shown(s, &columns[i]))
            continue;
        view_column *c =
            view_add_column(s->v, s->t, columns[i].key, NULL, columns[i].kind);
        c->head = head_of(s, &columns[i]);
        c->width = columns[i].width;
        c->row_header = columns[i].cell == put_title;
    }
}

static void add_indicator(steering *s, size_t at) {
    const indicator *i = s->which[at];
    view_row *r = view_add_row(s->v, s->t, VIEW_BODY);
    r->record = i;
    r->id = i->head.id;
    r->place = i->head.place;
    for (size_t j = 0; j < COLUMNS; j++)
        if (is_shown(s, &columns[j]))
            view_add_cell(s->v, r, columns[j].cell(s, at))->record = i;
}

/* --- What the rows share
 * ---------------------------------------------------------- */

/* The period of all that have one, as printed; empty when two differ. */
static str shared_period(const steering *s, bool of_targets) {
    period first = {0};
    for (size_t i = 0; i < s->n; i++) {
        period p = of_targets ? s->k[i].target_period : s->k[i].last_period;
        if (!p.cal)
            continue;
        if (first.cal && !period_eq(first, p))
            return STR_NONE;
        first = p;
    }
    return first.cal ? locale_period(s->v->a, first, false) : STR_NONE;
}

/* « 2023-2026 »: from the first known value to the last, of those that have
   two at least. */
static str shown_years(const steering *s) {
    int from = 0, to = 0;
    for (size_t i = 0; i < s->n; i++) {
        const period *p;
        size_t n = calc_periods(s->v->c, s->which[i], NULL, &p), known = 0;
        int first = 0, last = 0;
        for (size_t k = 0; k < n; k++) {
            if (calc_value(s->v->c, s->which[i], NULL, p[k])->why)
                continue;
            first = known++ ? first : p[k].y1;
            last = p[k].y2 > p[k].y1 ? p[k].y2 : p[k].y1;
        }
        if (known < 2)
            continue;
        from = !from || first < from ? first : from;
        to = last > to ? last : to;
    }
    return from ? str_fmt(s->v->a, "%d\xE2\x80\x91%d", from, to) : STR_NONE;
}

static void look_at_all(steering *s) {
    s->units = s->form == STEERING;
    for (size_t i = 0; i < s->n; i++) {
        calc_standing *k = &s->k[i];
        *k = calc_stand(s->v->c, s->which[i]);
        s->coverage = s->coverage || figure_lacks_parts(k->last);
        s->lower = s->lower || s->which[i]->sense == SENSE_DOWN;
        s->references +=
            k->reference && !k->reference->why && k->reference != k->last;
        s->trend = s->trend || k->trend <= 1;
        s->units = s->units && utf8_count(s->which[i]->unit) <= SHORT_UNIT;
    }
    if (s->form == FULL)
        return;
    s->value_period = shared_period(s, false);
    s->target_period = shared_period(s, true);
    s->years = shown_years(s);
}

/* --- Reading ---------------------------------------------------------------
 */

static void say(buf *out, str sentence) {
    if (out->n && sentence.n)
        buf_c(out, ' ');
    buf_str(out, sentence);
}

static void say_word(const steering *s, buf *out, const char *key) {
    say(out, view_phrase(s->v, key));
}

/* « Valeurs partielles : R02, 3 sur 5 ; I01, 2 sur 3. » */
static void say_coverage(const steering *s, buf *out) {
    buf list = buf_new(s->v->a);
    for (size_t i = 0; i < s->n; i++) {
        const figure *f = s->k[i].last;
        if (!figure_lacks_parts(f))
            continue;
        const indicator *w = s->which[i];
        if (list.n)
            buf_z(&list, " ; ");
        str args[] = {w->code.n ? w->code : w->title,
                      str_fmt(s->v->a, "%d", f->known),
                      str_fmt(s->v->a, "%d", f->of)};
        buf_str(&list, view_sentence(s->v, "couverture_de", args, 3));
    }
    str all = buf_take(&list);
    if (all.n)
        say(out, view_sentence(s->v, "couverture_lue", &all, 1));
}

/* « R02, moins de vingt sortants (attendue en nov. 2029) » */
static str absence_of(const steering *s, size_t at) {
    arena *a = s->v->a;
    const indicator *i = s->which[at];
    str note = STR_NONE;
    date when = {0};
    calc_absence(s->v->c, i, &note, &when);
    str said = i->code.n ? i->code : i->title;
    if (s->k[at].last || (!note.n && !date_has(when)))
        return STR_NONE;
    if (note.n)
        said = str_fmt(a, "%.*s, %.*s", STR_ARG(said), STR_ARG(note));
    if (!date_has(when))
        return said;
    str args[] = {said, locale_date_short(a, when)};
    return view_sentence(s->v, "absence_attendue", args, 2);
}

/* Why values lack, and when they are expected. */
static void say_absences(const steering *s, buf *out) {
    buf list = buf_new(s->v->a);
    for (size_t i = 0; i < s->n; i++) {
        str one = absence_of(s, i);
        if (list.n && one.n)
            buf_z(&list, " ; ");
        buf_str(&list, one);
    }
    str all = buf_take(&list);
    if (all.n)
        say(out, view_sentence(s->v, "absences_lues", &all, 1));
}

/* How drawings and states are read, and what abbreviations mean. */
static str reading(const steering *s) {
    static const struct {
        unsigned bit;
        const char *key;
    } words[] = {{SECRET, "secret_lu"},
                 {UNAVAILABLE, "non_disponible_lu"},
                 {IRRELEVANT, "sans_objet_lu"}};
    buf out = buf_new(s->v->a);
    if (s->form & DRAWN)
        say_word(s, &out,
                 s->references ? "lecture_puces_reference" : "lecture_puces");
    if (s->form == SHEET && s->years.n)
        say_word(s, &out, "lecture_tendance");
    if (s->form == STEERING && s->trend)
        say_word(s, &out, "lecture_evolution");
    if ((s->form & DRAWN) && s->lower)
        say_word(s, &out, "lecture_baisse");
    if (s->form != SHEET)
        say_word(s, &out,
                 s->coverage ? "indicateurs_lecture_partielle"
                             : "indicateurs_lecture");
    if (s->form & DRAWN)
        say_coverage(s, &out);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (s->reasons & words[i].bit)
            say_word(s, &out, words[i].key);
    if (s->form == STEERING)
        say_absences(s, &out);
    return buf_take(&out);
}

/* --- The tables
 * ------------------------------------------------------------------- */

static view_table *make(const view_context *v, view_indicator_list l,
                        unsigned form) {
    steering s = {.v = v,
                  .t = NEW(v->a, view_table),
                  .which = l.v,
                  .k = NEW_ARRAY(v->a, calc_standing, l.n + 1),
                  .n = l.n,
                  .form = form};
    look_at_all(&s);
    s.t->id = S("tab-indicateurs");
    s.t->title = view_phrase(v, form == SHEET ? "indicateurs_objectif"
                                              : "indicateurs_titre");
    add_columns(&s);
    for (size_t i = 0; i < l.n; i++)
        add_indicator(&s, i);
    s.t->reading = reading(&s);
    view_finish_table(v, s.t);
    return s.t;
}

view_table *view_indicators(const view_context *v,
                            const indicator *const *which, size_t n) {
    return make(v, (view_indicator_list){.v = which, .n = n, .full = true},
                FULL);
}

view_table *view_steering(const view_context *v, view_indicator_list l) {
    return make(v, l, STEERING);
}

view_table *view_sheet_indicators(const view_context *v,
                                  view_indicator_list l) {
    return make(v, l, SHEET);
}
