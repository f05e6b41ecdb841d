#include "font_tests.h"

#include "base/utf8.h"
#include "font/font_int.h"

#include <stdio.h>
#include <time.h>

static const font_face *serif(fixture *x) {
    return font_find(x->set, FONT_SERIF, 400, false);
}

static const font_run *shape(fixture *x, const char *z) {
    return font_shape(x->set, serif(x), str_z(z), FONT_DEFAULT, FONT_FRENCH);
}

static int32_t sum_of_letters(fixture *x, const char *z) {
    int32_t sum = 0;
    for (; *z; z++) {
        char one[2] = {*z, 0};
        sum += shape(x, one)->advance;
    }
    return sum;
}

static void kerns(void **state) {
    fixture *x = *state;
    assert_true(shape(x, "AVA")->advance < sum_of_letters(x, "AVA"));
    assert_int_equal(shape(x, "nnn")->advance, sum_of_letters(x, "nnn"));
}

static void joins_letters_and_keeps_their_text(void **state) {
    fixture *x = *state;
    const font_run *r = shape(x, "office");
    assert_true(r->count < 6);
    uint32_t at = 0;
    bool three = false;
    for (uint32_t i = 0; i < r->count; i++) {
        assert_int_equal(r->glyphs[i].text_at, at);
        at += r->glyphs[i].text_len;
        three |= r->glyphs[i].text_len >= 2;
    }
    assert_int_equal(at, 6);
    assert_true(three);
}

static void narrow_space_is_180(void **state) {
    fixture *x = *state;
    for (uint32_t i = 0; i < font_count(x->set); i++) {
        const font_run *r =
            font_shape(x->set, font_at(x->set, i), S("1\u202F234"),
                       FONT_TABULAR, FONT_FRENCH);
        assert_null(r->next);
        assert_int_equal(r->count, 5);
        assert_int_equal(r->glyphs[1].advance, 180);
        assert_int_equal(r->glyphs[1].text_len, 3);
        assert_int_not_equal(r->glyphs[1].gid, 0);
    }
}

/* Liberation Sans (fonts-liberation, a package of the tests) has 2048 units an
   em and no U+202F: the space glyph stands for it. */
static void narrow_space_is_made_when_absent(void **state) {
    fixture *x = *state;
    font_file file = {FONT_SANS, 400, false, S("LiberationSans"),
                      load_font(x->a, "/usr/share/fonts/truetype/liberation/"
                                      "LiberationSans-Regular.ttf")};
    size_t bad = 0;
    font_set *set = font_open(x->a, &file, 1, &bad);
    assert_non_null(set);
    const font_face *f = font_at(set, 0);
    const font_run *space = font_shape(set, f, S(" "), 0, FONT_FRENCH);
    assert_int_equal(space->advance, 278); /* 569 of 2048 */
    const font_run *r = font_shape(set, f, S("a\u202F!"), 0, FONT_FRENCH);
    assert_int_equal(r->missing, 0);
    assert_null(r->next);
    assert_int_equal(r->glyphs[1].gid, space->glyphs[0].gid);
    assert_int_equal(r->glyphs[1].advance, 180);
    assert_int_equal(r->glyphs[1].text_len, 3);
    assert_int_equal(font_shape(set, f, S("\u1D52"), 0, FONT_FRENCH)->missing,
                     0x1D52);
}

static void special_characters_keep_their_text(void **state) {
    fixture *x = *state;
    const font_run *hyphen = shape(x, "-"), *space = shape(x, " ");
    const font_run *r = shape(x, "2027\u20112031");
    assert_null(r->next);
    assert_int_equal(r->missing, 0);
    assert_int_equal(r->glyphs[4].gid, hyphen->glyphs[0].gid);
    assert_int_equal(r->glyphs[4].text_len, 3);
    r = shape(x, "a\u00A0b");
    assert_int_equal(r->glyphs[1].gid, space->glyphs[0].gid);
    assert_int_equal(r->glyphs[1].advance, space->advance);
    assert_int_equal(r->glyphs[1].text_len, 2);
}

static void soft_hyphen_is_drawn_at_the_end_only(void **state) {
    fixture *x = *state;
    const font_run *hyphen = shape(x, "-");
    const font_run *r = shape(x, "éta\u00AD");
    assert_int_equal(r->count, 4);
    assert_int_equal(r->glyphs[3].gid, hyphen->glyphs[0].gid);
    assert_int_equal(r->glyphs[3].text_len, 2);
    r = shape(x, "éta\u00ADblis");
    assert_int_equal(r->count, 7);
    assert_int_equal(r->glyphs[2].text_len, 3); /* a and its soft hyphen */
}

static void marks_have_text(void **state) {
    fixture *x = *state;
    const font_run *r = shape(x, "e\u0301t"); /* decomposed */
    const font_run *c = shape(x, "\u00E9t");
    assert_int_equal(r->glyphs[0].gid, c->glyphs[0].gid);
    assert_int_equal(r->glyphs[0].text_len, 3);
    assert_int_equal(r->advance, c->advance);
}

static void falls_back_to_another_face(void **state) {
    fixture *x = *state;
    const font_run *r = shape(x, "a\u25CFb"); /* no black circle in Serif */
    assert_int_equal(r->missing, 0);
    assert_ptr_equal(r->face, serif(x));
    assert_non_null(r->next);
    font_metrics m = font_describe(r->next->face);
    assert_false(m.serif);
    assert_int_equal(m.weight, 400);
    assert_int_equal(r->next->text.n, 3);
    assert_int_equal(r->next->glyphs[0].text_at, 0);
    assert_ptr_equal(r->next->next->face, serif(x));
    assert_null(r->next->next->next);
}

static void tells_a_missing_character(void **state) {
    fixture *x = *state;
    const font_run *r = shape(x, "a\U0001F600b\u4E2D");
    assert_int_equal(r->missing, 0x1F600);
    size_t text = 0;
    for (; r; r = r->next) {
        text += r->text.n;
        for (uint32_t i = 0; i < r->count; i++)
            assert_int_not_equal(r->glyphs[i].gid, 0);
    }
    assert_int_equal(text, 9);
}

static void ill_formed_text_is_missing(void **state) {
    fixture *x = *state;
    assert_int_equal(shape(x, "a\xFFz")->missing, 0xFFFD);
    assert_int_equal(
        font_shape(x->set, serif(x), STR_NONE, FONT_DEFAULT, FONT_FRENCH)
            ->count,
        0);
}

static void figures_are_tabular(void **state) {
    fixture *x = *state;
    const font_face *f = serif(x);
    assert_int_equal(
        font_shape(x->set, f, S("111"), FONT_TABULAR, FONT_FRENCH)->advance,
        font_shape(x->set, f, S("888"), FONT_TABULAR, FONT_FRENCH)->advance);
    assert_true(font_shape(x->set, f, S("111"), FONT_PROPORTIONAL, FONT_FRENCH)
                    ->advance <
                font_shape(x->set, f, S("888"), FONT_PROPORTIONAL, FONT_FRENCH)
                    ->advance);
}

static void width_scales(void **state) {
    fixture *x = *state;
    int32_t one = shape(x, "établissement")->advance;
    assert_int_equal(
        font_width(x->set, serif(x), S("établissement"), FONT_DEFAULT, 10500),
        (one * 105 + 5) / 10);
}

static void superiors(void **state) {
    fixture *x = *state;
    const font_face *f = font_find(x->set, FONT_SANS, 600, false);
    assert_true(font_has_superior(x->set, f, S("1")));
    assert_true(font_has_superior(x->set, f, S("er")));
    assert_false(font_has_superior(x->set, f, S("%")));
}

static void the_same_word_is_shaped_once(void **state) {
    fixture *x = *state;
    const font_run *r = shape(x, "qualification");
    char word[32];
    for (int i = 0; i < 20000; i++) { /* the table grows meanwhile */
        snprintf(word, sizeof word, "mot%d", i);
        shape(x, word);
    }
    assert_ptr_equal(shape(x, "qualification"), r);
    assert_memory_equal(r->text.p, "qualification", 13);
    assert_ptr_not_equal(font_shape(x->set, serif(x), S("qualification"),
                                    FONT_DEFAULT,
                                    font_language(x->set, S("en"))),
                         r);
}

/* 50 pages: 37 000 words of which 2 000 differ. A bound far above what is
   measured (about 10 ms), so that only a broken cache fails. */
static void is_fast(void **state) {
    fixture *x = *state;
    char word[32];
    clock_t start = clock();
    for (int i = 0; i < 37000; i++) {
        snprintf(word, sizeof word, "motain%d", i % 2000);
        shape(x, word);
    }
    double ms = (double)(clock() - start) * 1000 / CLOCKS_PER_SEC;
    print_message("shaping of 50 pages: %.1f ms\n", ms);
    assert_true(ms < 1000);
}

static void assert_same_run(const font_run *a, const font_run *b) {
    assert_int_equal(a->count, b->count);
    for (uint32_t i = 0; i < a->count; i++) {
        assert_int_equal(a->glyphs[i].gid, b->glyphs[i].gid);
        assert_int_equal(a->glyphs[i].advance, b->glyphs[i].advance);
        assert_int_equal(a->glyphs[i].dx, b->glyphs[i].dx);
    }
}

/* What is shaped without composition is shaped as with it: each pair of an « i
   » or another letter with a plain character, and whole words. */
static void plain_text_needs_no_composition(void **state) {
    fixture *x = *state;
    size_t n, bad = 0;
    font_file *files = load_fonts(x->a, &n);
    font_set *all = font_open(x->a, files, n, &bad);
    int alone = 0;
    for (uint32_t i = 0; i < n; i++) {
        const font_face *f = font_at(x->set, i);
        font_face *g = (font_face *)font_at(all, i);
        alone += f->plain_alone;
        g->plain_alone = false;
        for (uint32_t cp = 0x20; cp <= 0x2026; cp++) {
            if (!font_is_plain(cp))
                continue;
            buf b = buf_new(x->a);
            buf_z(&b, "Ai");
            buf_cp(&b, cp);
            buf_z(&b, "jffi");
            buf_cp(&b, cp);
            str s = buf_take(&b);
            assert_same_run(font_shape(x->set, f, s, FONT_TABULAR, FONT_FRENCH),
                            font_shape(all, g, s, FONT_TABULAR, FONT_FRENCH));
        }
    }
    assert_int_equal(alone, n); /* those of the charter are all such faces */
}

/* A letter and its mark, typed apart, are one glyph. */
static void marks_compose(void **state) {
    fixture *x = *state;
    assert_int_equal(shape(x, "n\u0303")->count, 1);
    assert_int_equal(shape(x, "n\u0303")->glyphs[0].gid,
                     shape(x, "ñ")->glyphs[0].gid);
}

int test_shaping(void) {
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)
        T(kerns),
        T(joins_letters_and_keeps_their_text),
        T(narrow_space_is_180),
        T(narrow_space_is_made_when_absent),
        T(special_characters_keep_their_text),
        T(soft_hyphen_is_drawn_at_the_end_only),
        T(marks_have_text),
        T(falls_back_to_another_face),
        T(tells_a_missing_character),
        T(ill_formed_text_is_missing),
        T(plain_text_needs_no_composition),
        T(marks_compose),
        T(figures_are_tabular),
        T(width_scales),
        T(superiors),
        T(the_same_word_is_shaped_once),
        T(is_fast),
    };
    return cmocka_run_group_tests_name("font shaping", tests, NULL, NULL);
}
