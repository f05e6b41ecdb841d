/*
 * Alternative texts, from the data (charter §19): three parts, « Genre. Titre :
 * valeurs. Conclusion. », 400 characters at most. The values are said in their
 * order as long as they fit; the conclusion is a fact about them all, never an
 * opinion.
 */
#include "base/utf8.h"
#include "expand/charts_int.h"

typedef LIST(str) text_list;

typedef struct alt {
    expander *x;
    const doc_drawing *d;
    text_list parts;     /* the values, one a category or a series */
    const char *between; /* them */
    str conclusion;
} alt;

/* --- Numbers
 * --------------------------------------------------------------------- */

static bool known(const figure *f) {
    return f && !f->why;
}

/* The unit is in the title, but for « % » and « € ». */
static str said(const alt *a, const figure *f) {
    if (!f)
        return word(a->x, "absent");
    bool bears = str_eq(f->unit, S("%")) || str_eq(f->unit, S("€"));
    if (f->why || !bears)
        return f->text;
    return str_fmt(a->x->a, "%.*s\xC2\xA0%.*s", STR_ARG(f->text),
                   STR_ARG(f->unit));
}

static str whole(const alt *a, size_t n) {
    return str_fmt(a->x->a, "%zu", n);
}

static str share(const alt *a, double part, double all) {
    str n = locale_number(a->x->a, all > 0 ? 100 * part / all : 0, 0);
    return str_cat(a->x->a, n, S("\xC2\xA0%"));
}

static double value(const figure *f) {
    return known(f) ? f->value : 0;
}

static const figure *point(const doc_series *s, size_t i) {
    return s && i < s->points.n ? s->points.v[i].figure : NULL;
}

static const doc_series *of_role(const doc_drawing *d, series_role r) {
    for (size_t i = 0; i < d->series.n; i++)
        if (d->series.v[i].role == r)
            return &d->series.v[i];
    return NULL;
}

static void add(alt *a, str part) {
    list_push(a->x->a, &a->parts, part);
}

static str pair(const alt *a, str name, str v) {
    return str_fmt(a->x->a, "%.*s %.*s", STR_ARG(name), STR_ARG(v));
}

/* --- Bars, progress
 * -------------------------------------------------------------- */

/* « Pyrénées-Orientales, mis en évidence, est au rang 6 sur 6. » */
static str rank_of(const alt *a, const doc_series *s) {
    size_t at = (size_t)a->d->highlighted, rank = 1, n = 0;
    for (size_t i = 0; i < s->points.n; i++) {
        n += known(point(s, i));
        rank += known(point(s, i)) && value(point(s, i)) > value(point(s, at));
    }
    return PHRASE(a->x, "alt_rang", a->d->categories.v[at], whole(a, rank),
                  whole(a, n));
}

static str extremes(const alt *a, const doc_series *s) {
    size_t lo = SIZE_MAX, hi = SIZE_MAX, n = 0;
    for (size_t i = 0; i < s->points.n; i++) {
        if (!known(point(s, i)))
            continue;
        n++;
        if (lo == SIZE_MAX || value(point(s, i)) < value(point(s, lo)))
            lo = i;
        if (hi == SIZE_MAX || value(point(s, i)) > value(point(s, hi)))
            hi = i;
    }
    if (n < 2)
        return STR_NONE;
    if (value(point(s, lo)) == value(point(s, hi)))
        return word(a->x, "alt_egales");
    const str *names = a->d->categories.v;
    return PHRASE(a->x, "alt_extremes", names[hi], said(a, point(s, hi)),
                  names[lo], said(a, point(s, lo)));
}

static void say_bars(alt *a) {
    const doc_series *s = of_role(a->d, SERIES_OBSERVED);
    const doc_series *t = of_role(a->d, SERIES_TARGET);
    for (size_t i = 0; i < a->d->categories.n; i++) {
        str part = pair(a, a->d->categories.v[i], said(a, point(s, i)));
        if (known(point(t, i)))
            part = PHRASE(a->x, "alt_cible", part, said(a, point(t, i)));
        add(a, part);
    }
    bool lit =
        a->d->highlighted >= 0 && known(point(s, (size_t)a->d->highlighted));
    a->conclusion = lit ? rank_of(a, s) : extremes(a, s);
}

/* --- Bullets
 * --------------------------------------------------------------------- */

static void say_bullets(alt *a) {
    const doc_series *s = of_role(a->d, SERIES_OBSERVED);
    const doc_series *t = of_role(a->d, SERIES_TARGET);
    size_t reached = 0, n = 0;
    a->between = "\xE2\x80\xAF; ";
    for (size_t i = 0; i < a->d->categories.n; i++) {
        str part = pair(a, a->d->categories.v[i], said(a, point(s, i)));
        if (known(point(t, i))) {
            part = PHRASE(a->x, "alt_cible", part, said(a, point(t, i)));
            n += known(point(s, i));
            reached +=
                known(point(s, i)) && value(point(s, i)) >= value(point(t, i));
        }
        add(a, part);
    }
    a->conclusion =
        a->d->lower_is_better
            ? word(a->x, "lecture_baisse")
            : PHRASE(a->x, "alt_atteintes", whole(a, reached), whole(a, n));
}

/* --- Groups
 * ---------------------------------------------------------------------- */

/* Do the observed series follow one another in time, as their names say? */
static bool in_time(const doc_drawing *d) {
    for (size_t i = 0; i < d->series.n; i++) {
        str n = d->series.v[i].name;
        if (d->series.v[i].role == SERIES_OBSERVED &&
            !(n.n && n.p[0] >= '0' && n.p[0] <= '9'))
            return false;
    }
    return true;
}

/* The highest and the lowest of all values, each with its series. */
static str group_extremes(const alt *a) {
    const doc_drawing *d = a->d;
    const figure *hi = NULL, *lo = NULL;
    str high = STR_NONE, low = STR_NONE;
    for (size_t k = 0; k < d->series.n; k++)
        for (size_t i = 0; i < d->categories.n; i++) {
            const figure *f = point(&d->series.v[k], i);
            if (d->series.v[k].role != SERIES_OBSERVED || !known(f))
                continue;
            str name =
                str_fmt(a->x->a, "%.*s (%.*s)", STR_ARG(d->categories.v[i]),
                        STR_ARG(d->series.v[k].name));
            if (!hi || value(f) > value(hi)) {
                hi = f;
                high = name;
            }
            if (!lo || value(f) < value(lo)) {
                lo = f;
                low = name;
            }
        }
    if (!hi || hi == lo)
        return STR_NONE;
    return PHRASE(a->x, "alt_extremes", high, said(a, hi), low, said(a, lo));
}

typedef struct group {
    const figure *first, *last; /* observed */
    str words;                  /* « Scolaire 2027 12, 2028 13 » */
} group;

static group read_group(const alt *a, size_t i) {
    const doc_drawing *d = a->d;
    group g = {0};
    buf b = buf_new(a->x->a);
    buf_str(&b, d->categories.v[i]);
    for (size_t k = 0; k < d->series.n; k++) {
        if (d->series.v[k].role != SERIES_OBSERVED)
            continue;
        const figure *f = point(&d->series.v[k], i);
        buf_z(&b, g.last ? ", " : " : ");
        buf_str(&b, pair(a, d->series.v[k].name, said(a, f)));
        g.first = g.first ? g.first : f;
        g.last = f ? f : g.last;
    }
    g.words = buf_take(&b);
    return g;
}

static void say_groups(alt *a) {
    const doc_drawing *d = a->d;
    const doc_series *t = of_role(d, SERIES_TARGET);
    size_t up = 0, n = 0;
    a->between = "\xE2\x80\xAF; ";
    for (size_t i = 0; i < d->categories.n; i++) {
        group g = read_group(a, i);
        bool both = known(g.first) && known(g.last) && g.first != g.last;
        n += both;
        up += both && value(g.last) > value(g.first);
        if (known(point(t, i)))
            g.words = PHRASE(a->x, "alt_cible", g.words, said(a, point(t, i)));
        add(a, g.words);
    }
    a->conclusion = !in_time(d) ? group_extremes(a)
                    : n ? PHRASE(a->x, "alt_hausses", whole(a, up), whole(a, n))
                        : STR_NONE;
}

/* --- Stacks and parts
 * ------------------------------------------------------------ */

static bool counts(const doc_series *s) {
    return s->role == SERIES_OBSERVED || s->role == SERIES_IN_KIND;
}

static double total_of(const doc_drawing *d, size_t category) {
    double sum = 0;
    for (size_t i = 0; i < d->series.n; i++)
        if (counts(&d->series.v[i]))
            sum += value(point(&d->series.v[i], category));
    return sum;
}

static double total_of_series(const doc_series *s) {
    double sum = 0;
    for (size_t i = 0; i < s->points.n; i++)
        sum += value(point(s, i));
    return sum;
}

static str amount_text(const alt *a, double v) {
    int decimals = 0;
    for (size_t i = 0; i < a->d->series.n; i++)
        for (size_t j = 0; j < a->d->series.v[i].points.n; j++) {
            const figure *f = point(&a->d->series.v[i], j);
            if (known(f) && f->decimals > decimals)
                decimals = f->decimals;
        }
    double per = a->d->per > 0 ? a->d->per : 1;
    str n = locale_number(a->x->a, v / per, decimals);
    if (!str_eq(a->d->unit, S("€")) && !str_eq(a->d->unit, S("%")))
        return n;
    return str_fmt(a->x->a, "%.*s\xC2\xA0%.*s", STR_ARG(n),
                   STR_ARG(a->d->unit));
}

/* Totals in order; then the largest series and its share. */
static void say_stacks(alt *a) {
    const doc_drawing *d = a->d;
    double all = 0;
    const doc_series *most = NULL;
    for (size_t i = 0; i < d->categories.n; i++) {
        all += total_of(d, i);
        add(a, PHRASE(a->x, "alt_total", d->categories.v[i],
                      amount_text(a, total_of(d, i))));
    }
    for (size_t i = 0; i < d->series.n; i++) {
        const doc_series *s = &d->series.v[i];
        if (counts(s) && (!most || total_of_series(s) > total_of_series(most)))
            most = s;
    }
    if (d->series.n == 1)
        return; /* all of it */
    if (most && all > 0)
        a->conclusion = PHRASE(a->x, "alt_premiere_part", most->name,
                               share(a, total_of_series(most), all));
}

typedef struct part {
    str name;
    double value;
} part;

/* The categories of the only series, or a series a part. */
static size_t read_parts(const alt *a, part *out, double *all) {
    const doc_drawing *d = a->d;
    size_t n = 0;
    *all = 0;
    for (size_t i = 0; i < d->series.n; i++)
        for (size_t j = 0; j < d->series.v[i].points.n; j++) {
            const figure *f = point(&d->series.v[i], j);
            if (!known(f) || !counts(&d->series.v[i]))
                continue;
            bool named = d->series.n == 1 && d->categories.n > 1;
            out[n++] = (part){named ? d->categories.v[j] : d->series.v[i].name,
                              f->value};
            *all += f->value;
        }
    return n;
}

static void say_parts(alt *a) {
    double all;
    size_t room = 1;
    for (size_t i = 0; i < a->d->series.n; i++)
        room += a->d->series.v[i].points.n;
    part *v = NEW_ARRAY(a->x->a, part, room);
    size_t n = read_parts(a, v, &all), most = 0;
    bool counted = a->d->kind == DRAW_STATES; /* the counts are printed */
    for (size_t i = 0; i < n; i++) {
        add(a, pair(a, v[i].name,
                    counted ? amount_text(a, v[i].value)
                            : share(a, v[i].value, all)));
        most = v[i].value > v[most].value ? i : most;
    }
    if (n)
        a->conclusion = PHRASE(a->x, "alt_total_parts", amount_text(a, all),
                               v[most].name, share(a, v[most].value, all));
}

/* --- Lines
 * ------------------------------------------------------------------------ */

typedef struct ends {
    size_t first, last, n; /* of the known points */
    bool cut;              /* a rupture between */
} ends;

static ends ends_of(const doc_drawing *d, const doc_series *s) {
    ends e = {0};
    for (size_t i = 0; i < s->points.n; i++) {
        if (!known(point(s, i)))
            continue;
        if (e.n++ == 0)
            e.first = i;
        else if (point(s, i)->marks & MARK_BREAK)
            e.cut = true;
        else
            for (size_t k = e.last + 1; k <= i; k++)
                e.cut = e.cut || doc_breaks_before(d, k);
        e.last = i;
    }
    return e;
}

static str from_to(const alt *a, const doc_series *s, const ends *e) {
    const figure *f = point(s, e->first), *l = point(s, e->last);
    if (!a->d->categories.n) /* trends have periods of their own */
        return PHRASE(a->x, "alt_de_a", said(a, f), said(a, l));
    if (e->first == e->last)
        return PHRASE(a->x, "alt_en", said(a, f), a->d->categories.v[e->first]);
    return PHRASE(a->x, "alt_de_en_a", said(a, f), a->d->categories.v[e->first],
                  said(a, l), a->d->categories.v[e->last]);
}

static str trend(const alt *a, const doc_series *s, const ends *e) {
    if (e->n < 2)
        return STR_NONE;
    if (e->cut)
        return word(a->x, "alt_rupture");
    double from = value(point(s, e->first)), to = value(point(s, e->last));
    return word(a->x, to > from   ? "alt_hausse"
                      : to < from ? "alt_baisse"
                                  : "alt_stable");
}

/* « La cible est 440 en 2028. », or all of them; the reference, where the path
   starts, is none. */
static str target_sentence(const alt *a) {
    const doc_series *t = of_role(a->d, SERIES_TARGET);
    const doc_series *s = of_role(a->d, SERIES_OBSERVED);
    buf all = buf_new(a->x->a);
    str one = STR_NONE;
    size_t n = 0;
    for (size_t i = 0; t && i < t->points.n; i++) {
        const figure *f = point(t, i);
        if (!known(f) || f == point(s, i))
            continue;
        one = PHRASE(a->x, "alt_en", said(a, f), a->d->categories.v[i]);
        buf_z(&all, n++ ? ", " : "");
        buf_str(&all, one);
    }
    if (n < 2)
        return n ? PHRASE(a->x, "alt_cible_en", one) : STR_NONE;
    return PHRASE(a->x, "alt_cibles", buf_take(&all));
}

/* All its values, when there are three or a few more. */
static bool say_points(alt *a, const doc_series *s, size_t n) {
    enum { FEW = 12 };
    if (!a->d->categories.n || n < 3 || n > FEW)
        return false;
    a->between = ", ";
    for (size_t i = 0; i < s->points.n; i++)
        if (known(point(s, i)))
            add(a, PHRASE(a->x, "alt_en", said(a, point(s, i)),
                          a->d->categories.v[i]));
    return true;
}

static size_t count_observed(const doc_drawing *d) {
    size_t n = 0;
    for (size_t i = 0; i < d->series.n; i++)
        n += d->series.v[i].role == SERIES_OBSERVED;
    return n;
}

static void say_lines(alt *a) {
    const doc_drawing *d = a->d;
    size_t up = 0, down = 0, n = 0;
    str alone = STR_NONE;
    bool several = count_observed(d) > 1 || !d->categories.n;
    a->between = "\xE2\x80\xAF; ";
    for (size_t i = 0; i < d->series.n; i++) {
        const doc_series *s = &d->series.v[i];
        ends e = ends_of(d, s);
        if (s->role != SERIES_OBSERVED || !e.n)
            continue;
        str words = from_to(a, s, &e);
        if (several)
            add(a, PHRASE(a->x, "alt_de_serie", s->name, words));
        else if (!say_points(a, s, e.n))
            add(a, words);
        double by = value(point(s, e.last)) - value(point(s, e.first));
        n++;
        up += by > 0 && !e.cut;
        down += by < 0 && !e.cut;
        alone = trend(a, s, &e);
    }
    a->conclusion = n == 1 ? note_joined(a->x, alone, target_sentence(a))
                           : PHRASE(a->x, "alt_sens", whole(a, up),
                                    whole(a, down), whole(a, n));
}

/* --- The sentence
 * ----------------------------------------------------------------- */

typedef struct genre {
    const char *key;
    void (*say)(alt *a);
} genre;

static const genre genres[DRAW_KIND_COUNT] = {
    [DRAW_BARS] = {"alt_genre_barres", say_bars},
    [DRAW_GROUPED_BARS] = {"alt_genre_groupees", say_groups},
    [DRAW_STACKED_BARS] = {"alt_genre_empilees", say_stacks},
    [DRAW_SINGLE_BAR] = {"alt_genre_barre", say_parts},
    [DRAW_LINE] = {"alt_genre_courbe", say_lines},
    [DRAW_BULLET] = {"alt_genre_puces", say_bullets},
    [DRAW_SPARKLINE] = {"alt_genre_tendances", say_lines},
    [DRAW_PROGRESS] = {"alt_genre_avancement", say_bars},
    [DRAW_DONUT] = {"alt_genre_anneau", say_parts},
    [DRAW_STATES] = {"alt_genre_etats", say_parts},
};

/* The first `n` parts, and how many are left. */
static str values(const alt *a, size_t n) {
    buf b = buf_new(a->x->a);
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_z(&b, a->between);
        buf_str(&b, a->parts.v[i]);
    }
    if (n < a->parts.n)
        buf_str(&b, PHRASE(a->x, "alt_et_autres", whole(a, a->parts.n - n)));
    return buf_take(&b);
}

/* Only a title that is too long by itself is ever cut. */
static str cut(const expander *x, str text) {
    size_t at = 0;
    for (int n = 0; n < ALT_MAX - 1 && at < text.n; n++)
        utf8_next(text, &at);
    return at < text.n ? str_cat(x->a, str_sub(text, 0, at), S("…")) : text;
}

str chart_alt(expander *x, const doc_drawing *d) {
    alt a = {.x = x, .d = d, .between = ", "};
    const genre *g = &genres[d->kind];
    g->say(&a);
    for (size_t n = a.parts.n;; n--) {
        str text =
            d->title.n
                ? PHRASE(x, "alt", word(x, g->key), d->title, values(&a, n))
                : PHRASE(x, "alt_sans_titre", word(x, g->key), values(&a, n));
        text = note_joined(x, text, a.conclusion);
        if (n > 1 && utf8_count(text) > ALT_MAX)
            continue;
        text = note_typeset(x, text);
        if (n <= 1 || utf8_count(text) <= ALT_MAX)
            return cut(x, text);
    }
}
