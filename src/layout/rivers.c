/* Rivers: blanks of four lines or more that stand one under the other. They
   depend on more lines than a search of breaks can look at, so they are looked
   for in the lines that it found. */
#include "layout/layout_int.h"

enum { RIVER = 4 };

typedef struct gap {
    mpt from, to;
    uint32_t run; /* lines of the longest river that ends with it */
} gap;

typedef LIST(gap) gap_list;

struct river_scratch {
    gap_list above, here;
};

/* Where the blanks of a justified line stand. */
static void find_gaps(const para *p, const para_line *l, gap_list *to) {
    mpt slack = p->measure + l->out - l->width;
    int64_t give = slack < 0 ? l->narrow : l->blank, seen = 0;
    mpt x = 0;
    to->n = 0;
    for (uint32_t i = l->first; i < l->last; i++) {
        const para_item *it = &p->items[i];
        if (it->kind == ITEM_BOX) {
            int share = it->stretch ? l->expansion : 1000;
            x += (mpt)((int64_t)it->width * share / 1000);
        } else if (it->kind == ITEM_GLUE) {
            mpt shared = (mpt)(give ? slack * seen / give : 0);
            seen += slack < 0 ? it->shrink : it->stretch;
            mpt end = (mpt)(give ? slack * seen / give : 0);
            mpt from = x + shared;
            list_push(p->x->keep, to, (gap){from, x + it->width + end, 1});
            x += it->width;
        }
    }
}

/* By more than half of the narrower one. */
static bool overlap(const gap *a, const gap *b) {
    mpt from = a->from > b->from ? a->from : b->from;
    mpt to = a->to < b->to ? a->to : b->to;
    mpt x = a->to - a->from, y = b->to - b->from;
    return 2 * (to - from) > (x < y ? x : y);
}

static void join(const gap_list *above, gap_list *here) {
    size_t k = 0;
    for (size_t i = 0; i < here->n; i++) {
        gap *g = &here->v[i];
        while (k < above->n && above->v[k].to <= g->from)
            k++;
        for (size_t j = k; j < above->n && above->v[j].from < g->to; j++)
            if (overlap(g, &above->v[j]) && above->v[j].run >= g->run)
                g->run = above->v[j].run + 1;
    }
}

uint32_t para_rivers(const para *p, uint32_t which, uint32_t *line) {
    layout *x = p->x;
    if (p->lines.n < RIVER)
        return 0;
    if (!x->rivers)
        x->rivers = NEW(x->keep, river_scratch);
    gap_list above = x->rivers->above, here = x->rivers->here;
    uint32_t n = 0;
    above.n = 0;
    for (uint32_t i = 0; i < p->lines.n; i++) {
        find_gaps(p, &p->lines.v[i], &here);
        join(&above, &here);
        for (size_t k = 0; k < here.n; k++) {
            if (here.v[k].run >= RIVER && n++ == which)
                *line = i;
        }
        gap_list swap = above;
        above = here;
        here = swap;
    }
    *x->rivers = (river_scratch){above, here};
    return n;
}
