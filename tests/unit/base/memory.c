/* arena, list, map. */
#include "base_tests.h"

#include "base/list.h"
#include "base/map.h"

static void test_alloc_zeroes_and_aligns(void **state) {
    arena *a = FIXTURE(state)->a;
    static const size_t sizes[] = {0, 1, 7, 16, 17, 4096, 16384, 70000, 3};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        unsigned char *p = arena_alloc(a, sizes[i]);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 8, 0);
        for (size_t k = 0; k < sizes[i]; k++) {
            assert_int_equal(p[k], 0);
            p[k] = 0xAB;
        }
    }
}

/* A block that served before a reset must come back zeroed. */
static void test_reset_gives_zeroed_memory(void **state) {
    arena *a = FIXTURE(state)->a;
    memset(arena_alloc(a, 1000), 0xFF, 1000);
    arena_reset(a);
    const unsigned char *p = arena_alloc(a, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(p[i], 0);
}

static void test_large_request_keeps_the_current_block(void **state) {
    arena *a = FIXTURE(state)->a;
    char *small = arena_alloc(a, 16);
    arena_alloc(a, 1 << 20);
    char *next = arena_alloc(a, 16);
    assert_ptr_equal(next, small + 16);
}

static void test_grow_copies_and_zeroes_the_rest(void **state) {
    arena *a = FIXTURE(state)->a;
    char *p = arena_alloc(a, 4);
    memcpy(p, "abcd", 4);
    char *q = arena_grow(a, p, 4, 100);
    assert_memory_equal(q, "abcd", 4);
    for (int i = 4; i < 100; i++)
        assert_int_equal(q[i], 0);
    assert_memory_equal(arena_grow(a, q, 100, 2), "ab", 2);
    assert_non_null(arena_grow(a, NULL, 0, 8));
}

static void test_trim_gives_back_the_end(void **state) {
    arena *a = FIXTURE(state)->a;
    char *p = arena_bytes(a, 100);
    memset(p, 0xFF, 100);
    assert_int_equal(arena_trim(a, p, 100, 3), 3);
    char *q = arena_bytes(a, 100);
    assert_ptr_equal(q, p + 3);
    for (int i = 0; i < 100; i++)
        assert_int_equal(q[i], 0);
    assert_int_equal(arena_trim(a, p, 3, 1), 3); /* q came after it */
    assert_int_equal(arena_trim(a, q, 100, 200), 100);
    char *large = arena_bytes(a, 1 << 20);
    assert_int_equal(arena_trim(a, large, 1 << 20, 1), 1 << 20);
    assert_ptr_equal(arena_grow(a, q, 100, 120), q);
}

/* What a child gave back serves its parent and its brothers, zeroed. */
static void test_children_share_memory(void **state) {
    arena *a = FIXTURE(state)->a;
    for (int round = 0; round < 3; round++) {
        arena *child = arena_child(a);
        for (int i = 0; i < 100; i++) {
            char *p = arena_alloc(child, 5000);
            for (int k = 0; k < 5000; k++)
                assert_int_equal(p[k], 0);
            memset(p, 0xFF, 5000);
        }
        if (round < 2)
            arena_free(child);
    } /* the last one ends with its parent */
    assert_int_equal(*(char *)arena_alloc(a, 1), 0);
}

static void test_bytes_stand_close(void **state) {
    arena *a = FIXTURE(state)->a;
    char *p = arena_bytes(a, 3), *q = arena_bytes(a, 1);
    assert_ptr_equal(q, p + 3);
    assert_int_equal((uintptr_t)arena_alloc(a, 8) % 8, 0);
}

static char closed[8];

static void note_close(void *what) {
    strncat(closed, what, 1);
}

static void test_handles_close_last_first(void **state) {
    arena *a = FIXTURE(state)->a;
    closed[0] = 0;
    char x[] = "x", y[] = "y", z[] = "z";
    arena_defer(a, note_close, x);
    arena_defer(a, note_close, y);
    arena_reset(a);
    assert_string_equal(closed, "yx");
    arena_reset(a); /* once only */
    assert_string_equal(closed, "yx");
    arena_defer(a, note_close, z);
    arena_free(a);
    FIXTURE(state)->a = NULL;
    assert_string_equal(closed, "yxz");
}

static void test_raises_land(void **state) {
    fixture *f = FIXTURE(state);
    int cause = setjmp(f->land.jump);
    if (!cause)
        arena_fault(f->a, "invariant");
    assert_int_equal(cause, LANDING_INTERNAL);
    assert_string_equal(f->land.what, "invariant");
    cause = setjmp(f->land.jump);
    if (!cause)
        arena_alloc(f->a, SIZE_MAX);
    assert_int_equal(cause, LANDING_MEMORY);
    cause = setjmp(f->land.jump);
    if (!cause)
        arena_alloc(f->a, SIZE_MAX - 100);
    assert_int_equal(cause, LANDING_MEMORY);
    assert_ptr_equal(arena_landing(f->a), &f->land);
}

static void test_free_of_nothing(void **state) {
    (void)state;
    arena_free(NULL);
}

static void test_list_grows(void **state) {
    arena *a = FIXTURE(state)->a;
    LIST(int) xs = {0};
    for (int i = 0; i < 1000; i++)
        list_push(a, &xs, i * 3);
    assert_int_equal(xs.n, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(xs.v[i], i * 3);
    int *more = list_add(a, &xs);
    assert_int_equal(*more, 0);
    *more = 7;
    assert_int_equal(*list_last(&xs), 7);
    assert_int_equal(xs.n, 1001);
    LIST(int) few = {0};
    list_reserve(a, &few, 3);
    int *first = few.v;
    for (int i = 0; i < 3; i++)
        list_push(a, &few, i);
    assert_int_equal(few.cap, 3);
    list_reserve(a, &few, 0);
    assert_ptr_equal(few.v, first);
    list_reserve(a, &few, 2);
    assert_int_equal(few.cap, 5);
    assert_int_equal(few.v[2], 2);
}

static void test_map_keeps_order_and_replaces(void **state) {
    arena *a = FIXTURE(state)->a;
    map m = map_new(a);
    assert_null(map_get(&m, S("a")));
    assert_false(map_has(&m, STR_NONE));
    int one = 1, two = 2;
    assert_null(map_put(&m, S("b"), &one));
    assert_null(map_put(&m, S("a"), &two));
    assert_ptr_equal(map_put(&m, S("b"), &two), &one);
    assert_ptr_equal(map_get(&m, S("b")), &two);
    assert_int_equal(m.n, 2);
    assert_str(m.entries[0].key, "b");
    assert_str(m.entries[1].key, "a");
    assert_null(map_put(&m, STR_NONE, NULL));
    assert_true(map_has(&m, S("")));
    assert_null(map_get(&m, S("")));
}

static void test_map_holds_many(void **state) {
    arena *a = FIXTURE(state)->a;
    map m = map_new(a);
    enum { MANY = 5000 };
    for (intptr_t i = 0; i < MANY; i++)
        map_put(&m, str_fmt(a, "k%d", (int)i), (void *)(i + 1));
    for (intptr_t i = 0; i < MANY; i++)
        assert_int_equal((intptr_t)map_get(&m, str_fmt(a, "k%d", (int)i)),
                         i + 1);
    assert_false(map_has(&m, S("k5000")));
    assert_int_equal(m.n, MANY);
}

int run_memory_tests(void) {
    const struct CMUnitTest tests[] = {
        BASE_TEST(test_alloc_zeroes_and_aligns),
        BASE_TEST(test_reset_gives_zeroed_memory),
        BASE_TEST(test_children_share_memory),
        BASE_TEST(test_bytes_stand_close),
        BASE_TEST(test_large_request_keeps_the_current_block),
        BASE_TEST(test_grow_copies_and_zeroes_the_rest),
        BASE_TEST(test_trim_gives_back_the_end),
        BASE_TEST(test_handles_close_last_first),
        BASE_TEST(test_raises_land),
        BASE_TEST(test_free_of_nothing),
        BASE_TEST(test_list_grows),
        BASE_TEST(test_map_keeps_order_and_replaces),
        BASE_TEST(test_map_holds_many),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
