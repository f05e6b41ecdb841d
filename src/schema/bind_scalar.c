/* bind_scalar: one scalar into one member. The type comes from the row, never
   from how the scalar looks. */
#include "schema/schema_int.h"

#include "base/utf8.h"

bool bind_scalar(binder *b, str key, const node *n, located *out) {
    if (n->kind == NODE_SCALAR) {
        *out = n->text;
        return true;
    }
    BIND_ERROR(b, E0106, n->place, key, key);
    return false;
}

/* --- Numbers
 * ------------------------------------------------------------------
 */

static bool in_range(binder *b, const field *f, const node *n, double v) {
    if ((f->min == 0 && f->max == 0) || (v >= f->min && v <= f->max))
        return true;
    buf lo = buf_new(b->a), hi = buf_new(b->a);
    buf_num(&lo, f->min);
    buf_num(&hi, f->max);
    BIND_ERROR(b, E0111, n->place, f->key, n->text.s, buf_take(&lo),
               buf_take(&hi), f->key);
    return false;
}

static bool read_number(binder *b, str key, const node *n, double *out) {
    located t;
    if (!bind_scalar(b, key, n, &t))
        return false;
    if (num_parse(str_trim(t.s), out))
        return true;
    misread_number(b, key, n);
    return false;
}

bool bind_number(binder *b, const field *f, const node *n, number *out) {
    double v;
    if (!read_number(b, f->key, n, &v) || !in_range(b, f, n, v))
        return false;
    *out = (number){v, true};
    return true;
}

static void set_number(binder *b, const field *f, void *member, const node *n) {
    bind_number(b, f, n, member);
}

static void set_integer(binder *b, const field *f, void *member,
                        const node *n) {
    number v = {0, false};
    if (!bind_number(b, f, n, &v))
        return;
    if (v.v != num_round(v.v, 0))
        BIND_ERROR(b, E0112, n->place, f->key, n->text.s, f->key);
    else
        *(number *)member = v;
}

bool bind_money(binder *b, str key, const node *n, number *out) {
    double v;
    if (n->kind == NODE_SCALAR && misread_thousands(n->text.s)) {
        BIND_ERROR(b, E0136, n->place, key, n->text.s,
                   misread_as_thousands(b->a, n->text.s));
        return false;
    }
    if (!read_number(b, key, n, &v))
        return false;
    if (v != num_round(v, 0)) {
        BIND_ERROR(b, E0113, n->place, key, n->text.s, key);
        return false;
    }
    *out = (number){v, true};
    return true;
}

static void set_money(binder *b, const field *f, void *member, const node *n) {
    bind_money(b, f->key, n, member);
}

/* --- Texts, ids, references ----------------------------------------------- */

bool bind_label(binder *b, str key, const node *n, str *out) {
    located t;
    if (!bind_scalar(b, key, n, &t))
        return false;
    *out = str_trim(t.s);
    return true;
}

static void set_label(binder *b, const field *f, void *member, const node *n) {
    bind_label(b, f->key, n, member);
}

static void set_text(binder *b, const field *f, void *member, const node *n) {
    bind_scalar(b, f->key, n, member);
}

static bool lower(char c) {
    return c >= 'a' && c <= 'z';
}
static bool letter(char c) {
    return lower(c) || (c >= 'A' && c <= 'Z');
}
static bool digit(char c) {
    return c >= '0' && c <= '9';
}

static bool valid_id(str s, bool strict) {
    if (s.n == 0 || !(strict ? lower(s.p[0]) : letter(s.p[0])))
        return false;
    for (size_t i = 1; i < s.n; i++) {
        char c = s.p[i];
        bool ok = strict ? lower(c) || digit(c) || c == '_'
                         : letter(c) || digit(c) || c == '_' || c == '-';
        if (!ok)
            return false;
    }
    return true;
}

/* What the id could be: folded, with what is not allowed left out. */
static str suggested_id(arena *a, str s) {
    str folded = locale_fold(a, s);
    buf out = buf_new(a);
    for (size_t i = 0; i < folded.n; i++)
        if (lower(folded.p[i]) || digit(folded.p[i]) || folded.p[i] == '_')
            buf_c(&out, folded.p[i]);
    if (out.n == 0 || !lower(out.p[0]))
        return str_fmt(a, "x%.*s", STR_ARG(buf_slice(&out)));
    return buf_take(&out);
}

static void set_id(binder *b, const field *f, void *member, const node *n) {
    located t;
    if (!bind_scalar(b, f->key, n, &t))
        return;
    bool strict = (f->flags & STRICT_ID) != 0;
    *(str *)member = t.s;
    if (valid_id(t.s, strict))
        return;
    BIND_ERROR(b, strict ? E0121 : E0120, n->place, f->key, t.s,
               suggested_id(b->a, t.s));
}

void bind_ref(binder *b, const node *n, ref *out) {
    located t;
    if (bind_scalar(b, STR_NONE, n, &t))
        *out = (ref){str_trim(t.s), n->place, NULL};
}

static void set_ref(binder *b, const field *f, void *member, const node *n) {
    located t;
    if (bind_scalar(b, f->key, n, &t))
        *(ref *)member = (ref){str_trim(t.s), n->place, NULL};
}

/* --- Dates and periods ---------------------------------------------------- */

bool bind_date(binder *b, const field *f, const node *n, date *out) {
    located t;
    date d;
    if (!bind_scalar(b, f->key, n, &t))
        return false;
    if (!date_parse(str_trim(t.s), &d)) {
        misread_date(b, f->key, n);
        return false;
    }
    if ((f->flags & DAY_NEEDED) && d.day == 0) {
        BIND_ERROR(b, E0115, n->place, f->key, t.s, f->key);
        return false;
    }
    *out = d;
    return true;
}

static void set_date(binder *b, const field *f, void *member, const node *n) {
    bind_date(b, f, n, member);
}

static const char *const period_examples[CAL_COUNT] = {
    [CAL_NONE] = "2025, 2025-2026, 2021+2022, 2025-S1",
    [CAL_CIVIL] = "2025",
    [CAL_SCHOOL] = "2025-2026",
    [CAL_RENTREE] = "2025",
    [CAL_COHORTS] = "2021+2022",
    [CAL_SEMESTER] = "2025-S1",
};

bool bind_period(binder *b, str key, const node *n, calendar c, period *out) {
    located t;
    if (!bind_scalar(b, key, n, &t))
        return false;
    if (period_parse(str_trim(t.s), c, out))
        return true;
    BIND_ERROR(b, E0116, n->place, key, t.s, str_z(period_examples[c]));
    return false;
}

static void set_period(binder *b, const field *f, void *member, const node *n) {
    bind_period(b, f->key, n, CAL_NONE, member);
}

/* --- Words -------------------------------------------------------------------
 */

bool bind_yesno(binder *b, str key, const node *n, yesno *out) {
    static const struct {
        str word;
        yesno value;
    } words[] = {
        {STR_LITERAL("oui"), YESNO_YES},  {STR_LITERAL("non"), YESNO_NO},
        {STR_LITERAL("true"), YESNO_YES}, {STR_LITERAL("false"), YESNO_NO},
        {STR_LITERAL("vrai"), YESNO_YES}, {STR_LITERAL("faux"), YESNO_NO},
    };
    located t;
    if (!bind_scalar(b, key, n, &t))
        return false;
    str folded = locale_fold(b->a, str_trim(t.s));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(words[i].word, folded)) {
            *out = words[i].value;
            return true;
        }
    BIND_ERROR(b, E0117, n->place, key, t.s, key);
    return false;
}

static void set_yesno(binder *b, const field *f, void *member, const node *n) {
    bind_yesno(b, f->key, n, member);
}

/* Folded, and with the typewriter's apostrophe. */
static str plain_word(arena *a, str s) {
    str folded = locale_fold(a, str_trim(s));
    buf out = buf_new(a);
    for (size_t at = 0; at < folded.n;) {
        uint32_t cp = utf8_next(folded, &at);
        buf_cp(&out, cp == 0x2019 ? '\'' : cp);
    }
    return buf_take(&out);
}

int word_find(arena *a, const word_table *t, str typed) {
    for (size_t i = 1; i < t->count; i++)
        if (str_eq(t->words[i], typed))
            return (int)i;
    str plain = plain_word(a, typed);
    for (size_t i = 1; i < t->count; i++)
        if (str_eq(plain_word(a, t->words[i]), plain))
            return (int)i;
    return 0;
}

int bind_word(binder *b, str key, const node *n, const word_table *t) {
    located typed;
    if (!bind_scalar(b, key, n, &typed))
        return 0;
    int v = word_find(b->a, t, typed.s);
    if (v)
        return v;
    str near[3];
    size_t found =
        locale_nearest(b->a, typed.s, t->words + 1, t->count - 1, near, 3);
    if (found)
        BIND_ERROR(b, E0118, n->place, key, typed.s, key,
                   join_names(b->a, near, found));
    else
        BIND_ERROR(b, E0119, n->place, key, typed.s, key,
                   join_names(b->a, t->words + 1, t->count - 1));
    return 0;
}

static void set_word(binder *b, const field *f, void *member, const node *n) {
    *(unsigned *)member = (unsigned)bind_word(b, f->key, n, f->words);
}

const field_hook bind_setters[FIELD_KIND_COUNT] = {
    [FIELD_ID] = set_id,           [FIELD_LABEL] = set_label,
    [FIELD_TEXT] = set_text,       [FIELD_EXPR] = set_text,
    [FIELD_NUMBER] = set_number,   [FIELD_INTEGER] = set_integer,
    [FIELD_MONEY] = set_money,     [FIELD_YESNO] = set_yesno,
    [FIELD_DATE] = set_date,       [FIELD_PERIOD] = set_period,
    [FIELD_WORD] = set_word,       [FIELD_WORDS] = set_words,
    [FIELD_REF] = set_ref,         [FIELD_REFS] = set_refs,
    [FIELD_LABELS] = set_labels,   [FIELD_TEXTS] = set_texts,
    [FIELD_PERIODS] = set_periods, [FIELD_RECORD] = set_record,
    [FIELD_RECORDS] = set_records, [FIELD_VARIANTS] = set_variants,
};
