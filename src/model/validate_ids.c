/* validate_ids: the codes of partners, courses, trades. « a_preciser » stands
   for one that is not known yet. */
#include "model/model_int.h"

static bool pending(str s) {
    return !s.n || str_eq(s, S("a_preciser"));
}

static span item_place(const record_head *h, str key, size_t i) {
    const node *n = NULL;
    if (h->origin && h->origin->kind == NODE_MAP)
        n = node_get(h->origin, key);
    if (n && n->kind == NODE_LIST && i < n->count)
        return n->items[i]->place;
    return record_place(h, key);
}

static void check_uai_code(loader *l, partner *p, size_t i) {
    str *s = &p->uai.v[i], fixed;
    if (pending(*s))
        return;
    span at = item_place(&p->head, S("uai"), i);
    bool lenient = p->uai_provisional == YESNO_YES;
    switch (check_uai(l->a, *s, &fixed)) {
    case ID_OK:
        return;
    case ID_PADDED:
        model_report(l, N0212, at, &p->head, (const str[5]){*s, fixed});
        *s = fixed;
        return;
    case ID_PREFIX:
        model_report(l, W0213, at, &p->head, (const str[5]){*s});
        return;
    case ID_KEY:
        model_report(l, lenient ? W0214 : E0211, at, &p->head,
                     (const str[5]){*s, fixed});
        return;
    case ID_SHAPE:
        model_report(l, lenient ? W0214 : E0210, at, &p->head,
                     (const str[5]){*s, *s});
        return;
    }
}

/* The département of an UAI (066) and of a commune (66). */
static void compare_departments(loader *l, const partner *p) {
    str insee = p->commune.insee;
    if (p->uai.n == 0 || pending(p->uai.v[0]) || pending(insee) ||
        p->uai.v[0].n != 8 || insee.n != 5)
        return;
    str uai = str_sub(p->uai.v[0], 1, 3), town = str_sub(insee, 0, 2);
    if (p->uai.v[0].p[0] != '0' || str_eq(uai, town))
        return;
    MODEL_ERROR(l, W0222, &p->head, S("uai"), p->uai.v[0], insee);
}

static void check_siret_code(loader *l, partner *p) {
    str fixed;
    if (pending(p->siret))
        return;
    switch (check_siret(l->a, p->siret, &fixed)) {
    case ID_OK:
        break;
    case ID_PADDED:
        MODEL_ERROR(l, N0217, &p->head, S("siret"), p->siret, fixed);
        break;
    case ID_KEY:
        MODEL_ERROR(l, E0216, &p->head, S("siret"), p->siret);
        return;
    case ID_SHAPE:
    case ID_PREFIX:
        MODEL_ERROR(l, E0215, &p->head, S("siret"), p->siret);
        return;
    }
    p->siret = fixed;
}

static void check_code(loader *l, const record_head *h, str key, str value,
                       bool (*right)(str)) {
    static const struct {
        str key, form;
    } forms[] = {
        {STR_LITERAL("rncp"), STR_LITERAL("RNCP37964 ou RS5853")},
        {STR_LITERAL("cfd"), STR_LITERAL("32020114")},
        {STR_LITERAL("nsf"), STR_LITERAL("343")},
        {STR_LITERAL("rome"), STR_LITERAL("K2301")},
        {STR_LITERAL("formacode"), STR_LITERAL("12520")},
        {STR_LITERAL("code_insee"), STR_LITERAL("66136")},
        {STR_LITERAL("nda"), STR_LITERAL("76660123466")},
        {STR_LITERAL("remplace"), STR_LITERAL("RNCP35344")},
    };
    if (pending(value) || right(value))
        return;
    str form = STR_NONE;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (str_eq(forms[i].key, key))
            form = forms[i].form;
    /* A spreadsheet eats the zero that starts a code. */
    str padded = str_cat(l->a, S("0"), value);
    bool eaten = str_eq(key, S("code_insee")) && right(padded);
    MODEL_ERROR(l, E0218, h, key, value, key, eaten ? padded : form);
}

static void check_partner(loader *l, partner *p) {
    for (size_t i = 0; i < p->uai.n; i++)
        check_uai_code(l, p, i);
    check_siret_code(l, p);
    check_code(l, &p->head, S("nda"), p->nda, is_nda);
    check_code(l, &p->commune.head, S("code_insee"), p->commune.insee,
               is_insee);
    compare_departments(l, p);
}

/* Two partners of one legal unit are often one partner entered twice. */
static void check_same_siret(loader *l) {
    map seen = map_new(l->a);
    for (size_t i = 0; i < l->m->partners.n; i++) {
        partner *p = &l->m->partners.v[i];
        if (pending(p->siret))
            continue;
        partner *before = map_get(&seen, p->siret);
        if (before) {
            diagnostic *d = MODEL_ERROR(l, W0223, &p->head, S("siret"),
                                        p->siret, before->head.id);
            diag_note_at(l->sink, d, NOTE_SAME_ID,
                         record_place(&before->head, S("siret")), p->siret);
        }
        map_put(&seen, p->siret, p);
    }
}

static void check_cfd_parts(loader *l, const course *c) {
    if (!is_cfd(c->cfd))
        return;
    if (is_nsf(c->nsf) && !str_eq(str_sub(c->cfd, 3, 6), str_sub(c->nsf, 0, 3)))
        MODEL_ERROR(l, W0219, &c->head, S("nsf"), c->nsf, str_sub(c->cfd, 3, 6),
                    c->cfd);
    int level = cfd_level(c->cfd);
    int told = c->level.has ? (int)c->level.v : level;
    bool same = level == told || (level == 7 && told == 8);
    if (level && !same)
        MODEL_ERROR(l, W0220, &c->head, S("niveau"), str_fmt(l->a, "%d", told),
                    str_fmt(l->a, "%d", level), c->cfd);
}

static void check_course(loader *l, const course *c) {
    check_code(l, &c->head, S("rncp"), c->rncp, is_rncp);
    check_code(l, &c->head, S("remplace"), c->replaces, is_rncp);
    check_code(l, &c->head, S("cfd"), c->cfd, is_cfd);
    check_code(l, &c->head, S("nsf"), c->nsf, is_nsf);
    check_code(l, &c->head, S("rome"), c->rome, is_rome);
    for (size_t i = 0; i < c->formacode.n; i++)
        check_code(l, &c->head, S("formacode"), c->formacode.v[i],
                   is_formacode);
    check_cfd_parts(l, c);
    if (!c->ends_in_term)
        return;
    buf until = buf_new(l->a), term = buf_new(l->a);
    buf_date_iso(&until, c->valid_until);
    buf_date_iso(&term, l->m->campus.label.end);
    MODEL_ERROR(l, W0221, &c->head, S("valide_au"), c->rncp, buf_take(&until),
                buf_take(&term));
}

void validate_identifiers(loader *l) {
    model *m = l->m;
    for (size_t i = 0; i < m->partners.n; i++)
        check_partner(l, &m->partners.v[i]);
    check_same_siret(l);
    for (size_t i = 0; i < m->courses.n; i++)
        check_course(l, &m->courses.v[i]);
    for (size_t i = 0; i < m->trades.n; i++)
        check_code(l, &m->trades.v[i].head, S("rome"), m->trades.v[i].rome,
                   is_rome);
    for (size_t i = 0; i < m->territory.communes.n; i++)
        check_code(l, &m->territory.communes.v[i].head, S("code_insee"),
                   m->territory.communes.v[i].insee, is_insee);
}
