/* file: nothing outside the root, and outputs all or nothing. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base_tests.h"

static char top[64];

static int open_folder(void **state) {
    strcpy(top, "/tmp/sceau-file-XXXXXX");
    return mkdtemp(top) ? fixture_open(state) : -1;
}

static int close_folder(void **state) {
    char command[128];
    int status = fixture_close(state); /* first: handles remove their files */
    snprintf(command, sizeof command, "rm -rf '%s'", top);
    return status | system(command);
}

static const char *path(arena *a, const char *name) {
    return str_fmt(a, "%s/%s", top, name).p;
}

static void put(arena *a, const char *name, const char *text) {
    FILE *f = fopen(path(a, name), "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static str get(arena *a, const char *name) {
    file_error e;
    str s = STR_NONE;
    file_root *r = file_root_open(a, str_z(top), &e);
    assert_int_equal(file_read(a, r, str_z(name), 1 << 20, &s), FILE_OK);
    return s;
}

static int files_in(const char *folder) {
    DIR *d = opendir(folder);
    int n = 0;
    for (struct dirent *e; d && (e = readdir(d));)
        n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(d);
    return n;
}

static void test_reads_beneath_only(void **state) {
    arena *a = FIXTURE(state)->a;
    mkdir(path(a, "d"), 0777);
    mkdir(path(a, "d/textes"), 0777);
    put(a, "secret", "s");
    put(a, "d/a.md", "abc");
    put(a, "d/textes/b.md", "b");
    assert_int_equal(symlink("../secret", path(a, "d/out")), 0);
    assert_int_equal(symlink("/etc/passwd", path(a, "d/abs")), 0);
    assert_int_equal(symlink("a.md", path(a, "d/in")), 0);
    assert_int_equal(mkfifo(path(a, "d/fifo"), 0666), 0);
    file_error e;
    file_root *r = file_root_open(a, str_z(path(a, "d")), &e);
    assert_int_equal(e, FILE_OK);
    const struct {
        const char *name;
        file_error want;
    } rows[] = {
        {"a.md", FILE_OK},
        {"textes/b.md", FILE_OK},
        {"textes/../a.md", FILE_OK},
        {"in", FILE_OK},
        {"../secret", FILE_OUTSIDE},
        {"textes/../../secret", FILE_OUTSIDE},
        {"/etc/passwd", FILE_OUTSIDE},
        {"out", FILE_OUTSIDE},
        {"abs", FILE_OUTSIDE},
        {"absent.md", FILE_ABSENT},
        {"a.md/x", FILE_ABSENT},
        {"", FILE_ABSENT},
        {"textes", FILE_NOT_REGULAR},
        {"fifo", FILE_NOT_REGULAR}, /* and the open does not wait */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        str s;
        file_error got = file_read(a, r, str_z(rows[i].name), 100, &s);
        if (got != rows[i].want)
            fail_msg("%s: %d, not %d", rows[i].name, got, rows[i].want);
    }
    str s;
    assert_int_equal(file_read(a, r, S("a.md"), 2, &s), FILE_TOO_LARGE);
    assert_int_equal(file_read(a, r, S("a.md"), 3, &s), FILE_OK);
    assert_str(s, "abc");
    assert_int_equal(file_read(a, r, S("a.md\0x"), 3, &s), FILE_ABSENT);
}

static void test_missing_root(void **state) {
    arena *a = FIXTURE(state)->a;
    file_error e = FILE_OK;
    assert_null(file_root_open(a, str_z(path(a, "none")), &e));
    assert_int_equal(e, FILE_ABSENT);
    put(a, "plain", "x");
    assert_null(file_root_open(a, str_z(path(a, "plain")), &e));
    assert_int_equal(e, FILE_ABSENT);
}

static void test_names_are_sorted(void **state) {
    arena *a = FIXTURE(state)->a;
    put(a, "b.yaml", "");
    put(a, "a.yaml", "");
    put(a, "É.yaml", "");
    put(a, ".hidden.yaml", "");
    put(a, "c.txt", "");
    mkdir(path(a, "d.yaml"), 0777);
    file_error e;
    file_root *r = file_root_open(a, str_z(top), &e);
    str_list names = {0};
    assert_int_equal(file_names(a, r, S(""), S(".yaml"), &names), FILE_OK);
    assert_int_equal(names.n, 4);
    assert_str(names.v[0], "a.yaml");
    assert_str(names.v[1], "b.yaml");
    assert_str(names.v[2], "d.yaml"); /* a folder: refused when it is read */
    assert_str(names.v[3], "É.yaml");
    names.n = 0;
    assert_int_equal(file_names(a, r, S("none"), S(".yaml"), &names), FILE_OK);
    assert_int_equal(names.n, 0);
}

static void test_tree_is_all_that_is_not_hidden(void **state) {
    arena *a = FIXTURE(state)->a;
    mkdir(path(a, "b"), 0777);
    mkdir(path(a, "b/c"), 0777);
    mkdir(path(a, ".git"), 0777);
    put(a, "z", "");
    put(a, "b/y", "");
    put(a, "b/.h", "");
    put(a, "b/c/x", "");
    put(a, ".git/w", "");
    assert_int_equal(symlink("..", path(a, "b/loop")), 0);
    file_error e;
    file_root *r = file_root_open(a, str_z(top), &e);
    str_list paths = {0};
    assert_int_equal(file_tree(a, r, 4, &paths), FILE_OK);
    assert_int_equal(paths.n, 3);
    assert_str(paths.v[0], "b/c/x");
    assert_str(paths.v[1], "b/y");
    assert_str(paths.v[2], "z");
    assert_int_equal(file_tree(a, r, 0, &paths), FILE_OK);
    assert_int_equal(paths.n, 1);
}

static void test_batch_is_all_at_once(void **state) {
    arena *a = FIXTURE(state)->a;
    file_error e;
    str out = str_z(path(a, "x/y/z"));
    file_batch *b = file_batch_new(a, out, &e);
    assert_non_null(b);
    assert_int_equal(file_batch_add(b, S("a.pdf"), S("new a")), FILE_OK);
    assert_int_equal(file_batch_add(b, S("b.xlsx"), S("new b")), FILE_OK);
    assert_int_equal(access(path(a, "x/y/z/a.pdf"), F_OK), -1);
    assert_int_equal(file_batch_commit(b), FILE_OK);
    assert_str(get(a, "x/y/z/a.pdf"), "new a");
    assert_str(get(a, "x/y/z/b.xlsx"), "new b");
    assert_int_equal(files_in(path(a, "x/y/z")), 2);
}

static void test_dropped_batch_leaves_the_old_files(void **state) {
    arena *a = FIXTURE(state)->a;
    put(a, "a.pdf", "old");
    file_error e;
    file_batch *b = file_batch_new(a, str_z(top), &e);
    assert_int_equal(file_batch_add(b, S("a.pdf"), S("new")), FILE_OK);
    assert_int_equal(files_in(top), 2);
    file_batch_drop(b);
    assert_int_equal(files_in(top), 1);
    assert_str(get(a, "a.pdf"), "old");
    assert_int_equal(file_batch_add(b, S("a.pdf"), S("new")), FILE_OK);
    arena_reset(a); /* as when a raise has landed */
    assert_int_equal(files_in(top), 1);
    assert_str(get(a, "a.pdf"), "old");
}

static void test_batch_never_replaces_a_folder(void **state) {
    arena *a = FIXTURE(state)->a;
    mkdir(path(a, "a.pdf"), 0777);
    file_error e;
    file_batch *b = file_batch_new(a, str_z(top), &e);
    assert_int_equal(file_batch_add(b, S("a.pdf"), S("x")), FILE_NOT_REGULAR);
    file_batch_drop(b);
    assert_int_equal(files_in(top), 1);
}

/* A name left by a run that was killed does not stop the next one. */
static void test_left_over_temporary(void **state) {
    arena *a = FIXTURE(state)->a;
    put(a, str_fmt(a, ".a.pdf.%d.0.tmp", (int)getpid()).p, "half");
    file_error e;
    file_batch *b = file_batch_new(a, str_z(top), &e);
    assert_int_equal(file_batch_add(b, S("a.pdf"), S("whole")), FILE_OK);
    assert_int_equal(file_batch_commit(b), FILE_OK);
    assert_str(get(a, "a.pdf"), "whole");
}

static void test_dangling_link_is_replaced(void **state) {
    arena *a = FIXTURE(state)->a;
    assert_int_equal(symlink("nowhere/a", path(a, "a.pdf")), 0);
    file_error e;
    file_batch *b = file_batch_new(a, str_z(top), &e);
    assert_int_equal(file_batch_add(b, S("a.pdf"), S("x")), FILE_OK);
    assert_int_equal(file_batch_commit(b), FILE_OK);
    assert_str(get(a, "a.pdf"), "x");
}

static void test_folder_that_cannot_be_made(void **state) {
    arena *a = FIXTURE(state)->a;
    put(a, "plain", "x");
    file_error e = FILE_OK;
    assert_null(file_batch_new(a, str_z(path(a, "plain/out")), &e));
    assert_int_not_equal(e, FILE_OK);
}

#define FILE_TEST(function)                                                    \
    cmocka_unit_test_setup_teardown(function, open_folder, close_folder)

int run_file_tests(void) {
    const struct CMUnitTest tests[] = {
        FILE_TEST(test_reads_beneath_only),
        FILE_TEST(test_missing_root),
        FILE_TEST(test_names_are_sorted),
        FILE_TEST(test_tree_is_all_that_is_not_hidden),
        FILE_TEST(test_batch_is_all_at_once),
        FILE_TEST(test_dropped_batch_leaves_the_old_files),
        FILE_TEST(test_batch_never_replaces_a_folder),
        FILE_TEST(test_left_over_temporary),
        FILE_TEST(test_dangling_link_is_replaced),
        FILE_TEST(test_folder_that_cannot_be_made),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
