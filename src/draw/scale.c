/* Data of a figure, and scales with ticks of the 1-2-5 series. */
#include "draw/draw_int.h"

#include <math.h>

#include "base/utf8.h"

const figure *draw_point_of(const doc_series *s, size_t i) {
    return s && i < s->points.n ? s->points.v[i].figure : NULL;
}

bool draw_has_value(const figure *f) {
    return f && f->why == MISSING_NONE && isfinite(f->value);
}

double draw_value_of(const figure *f) {
    return draw_has_value(f) ? f->value : 0;
}

const doc_series *draw_series_of(const doc_drawing *d, series_role role) {
    for (size_t i = 0; i < d->series.n; i++)
        if (d->series.v[i].role == role)
            return &d->series.v[i];
    return NULL;
}

size_t draw_stacked_series(const doc_drawing *d, const doc_series **out,
                           size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < d->series.n && kept < n; i++) {
        series_role r = d->series.v[i].role;
        if (r == SERIES_OBSERVED || r == SERIES_IN_KIND)
            out[kept++] = &d->series.v[i];
    }
    return kept;
}

bool draw_is_highlighted(const doc_drawing *d, size_t category) {
    return d->highlighted >= 0 && (size_t)d->highlighted == category;
}

bool draw_is_quiet(const doc_drawing *d) {
    size_t all = 0, marked = 0;
    for (size_t i = 0; i < d->series.n; i++)
        for (size_t j = 0; j < d->series.v[i].points.n; j++) {
            const figure *f = d->series.v[i].points.v[j].figure;
            if (!draw_has_value(f) || doc_is_junction(d, i, j))
                continue;
            all++;
            marked += (f->marks & MARK_ILLUSTRATIVE) != 0;
        }
    return marked * 2 > all;
}

/* --- Scales ------------------------------------------------------------------
 */

static int decimals_of(double step) {
    int d = (int)ceil(-log10(step) - 1e-9);
    return d < 0 ? 0 : d > 6 ? 6 : d;
}

scale scale_from(double lo, double hi, double step) {
    if (!(hi > lo))
        hi = lo + 1;
    return (scale){
        .lo = lo, .hi = hi, .step = step, .decimals = decimals_of(step)};
}

mpt scale_at(const scale *s, double v) {
    double t = (v - s->lo) / (s->hi - s->lo);
    return s->from + draw_mpt(t * (s->to - s->from));
}

/* --- Numbers
 * ------------------------------------------------------------------- */

str draw_number(arena *a, double v, int decimals) {
    double r = num_round(v, decimals);
    str plain = str_fmt(a, "%.*f", decimals, fabs(r));
    size_t whole = str_find(plain, S("."), 0);
    whole = whole == SIZE_MAX ? plain.n : whole;
    buf b = buf_new(a);
    if (r < 0)
        buf_z(&b, "\u2212");
    for (size_t i = 0; i < plain.n; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            buf_cp(&b, 0x202F);
        buf_c(&b, plain.p[i] == '.' ? ',' : plain.p[i]);
    }
    return buf_take(&b);
}

str draw_percent(arena *a, double part, double whole) {
    double share = whole > 0 ? 100 * part / whole : 0;
    return str_cat(a, draw_number(a, share, 0), S("\u00A0%"));
}
