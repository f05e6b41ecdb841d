#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

struct file_root {
    int fd;
};

static file_error error_of(int e) {
    switch (e) {
    case ENOENT:
    case ENOTDIR:
        return FILE_ABSENT;
    case EXDEV:
    case ELOOP:
        return FILE_OUTSIDE;
    case EACCES:
    case EPERM:
    case EROFS:
        return FILE_DENIED;
    case EFBIG:
        return FILE_TOO_LARGE;
    default:
        return FILE_IO;
    }
}

static void close_fd(void *what) {
    close((int)(intptr_t)what);
}

file_root *file_root_open(arena *a, str folder, file_error *err) {
    str path = str_dup(a, folder);
    int fd = open(path.n ? path.p : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        *err = error_of(errno);
        return NULL;
    }
    file_root *r = NEW(a, file_root);
    r->fd = fd;
    arena_defer(a, close_fd, (void *)(intptr_t)fd);
    *err = FILE_OK;
    return r;
}

/* Opens a path that may not leave the root: by the kernel where it can
   (openat2), else by refusing « .. », absolute paths and links. */
static int open_beneath(const file_root *r, const char *path, int flags) {
    struct open_how how = {.flags = (unsigned)(flags | O_CLOEXEC),
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
    long fd = syscall(SYS_openat2, r->fd, path, &how, sizeof how);
    if (fd >= 0 || (errno != ENOSYS && errno != EPERM))
        return (int)fd;
    str s = str_z(path);
    bool climbs = str_starts(s, S("../")) || str_ends(s, S("/..")) ||
                  str_eq(s, S("..")) || str_find(s, S("/../"), 0) != SIZE_MAX;
    if (climbs || str_starts(s, S("/"))) {
        errno = EXDEV;
        return -1;
    }
    return openat(r->fd, path, flags | O_CLOEXEC | O_NOFOLLOW);
}

static file_error read_all(arena *a, int fd, size_t limit, str *out) {
    struct stat st;
    if (fstat(fd, &st) < 0)
        return error_of(errno);
    if (!S_ISREG(st.st_mode))
        return FILE_NOT_REGULAR;
    if ((size_t)st.st_size > limit)
        return FILE_TOO_LARGE;
    char *p = arena_alloc(a, (size_t)st.st_size + 1);
    size_t n = 0;
    while (n < (size_t)st.st_size) {
        ssize_t k = read(fd, p + n, (size_t)st.st_size - n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return FILE_IO;
        if (k == 0)
            break;
        n += (size_t)k;
    }
    *out = (str){p, n};
    return FILE_OK;
}

file_error file_read(arena *a, const file_root *r, str path, size_t limit,
                     str *out) {
    if (!path.n || memchr(path.p, 0, path.n))
        return FILE_ABSENT;
    str z = str_dup(a, path);
    int fd = open_beneath(r, z.p, O_RDONLY | O_NONBLOCK);
    if (fd < 0)
        return error_of(errno);
    file_error e = read_all(a, fd, limit, out);
    close(fd);
    return e;
}

static int compare(const void *x, const void *y) {
    return str_cmp(*(const str *)x, *(const str *)y);
}

file_error file_names(arena *a, const file_root *r, str folder, str suffix,
                      str_list *out) {
    str path = folder.n ? str_dup(a, folder) : S(".");
    int fd = open_beneath(r, path.p, O_RDONLY | O_DIRECTORY);
    if (fd < 0)
        return errno == ENOENT ? FILE_OK : error_of(errno);
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return FILE_IO;
    }
    str_list names = {0};
    for (struct dirent *e; (e = readdir(dir));) {
        str name = str_z(e->d_name);
        struct stat st;
        /* A folder named x.yaml is refused when it is read, not overlooked. */
        bool fits = suffix.n ? str_ends(name, suffix)
                             : fstatat(fd, e->d_name, &st, 0) == 0 &&
                                   S_ISREG(st.st_mode);
        if (e->d_name[0] != '.' && fits)
            list_push(a, &names, str_dup(a, name));
    }
    closedir(dir);
    if (names.n)
        qsort(names.v, names.n, sizeof *names.v, compare);
    *out = names;
    return FILE_OK;
}

/* The entries of one folder, in no order: files to `out`, folders to `below`.
   `folder` is empty or ends with « / ». */
static file_error read_folder(arena *a, const file_root *r, str folder,
                              str_list *out, str_list *below) {
    str path = folder.n ? str_dup(a, folder) : S(".");
    int fd = open_beneath(r, path.p, O_RDONLY | O_DIRECTORY);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        file_error e = error_of(errno);
        if (fd >= 0)
            close(fd);
        return e;
    }
    for (struct dirent *e; (e = readdir(dir));) {
        struct stat st;
        if (e->d_name[0] == '.' || fstatat(fd, e->d_name, &st, 0) != 0)
            continue;
        str name = str_cat(a, folder, str_z(e->d_name));
        if (S_ISREG(st.st_mode))
            list_push(a, out, name);
        else if (S_ISDIR(st.st_mode) &&
                 fstatat(fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
                 S_ISDIR(st.st_mode)) /* a link may lead round */
            list_push(a, below, str_cat(a, name, S("/")));
    }
    closedir(dir);
    return FILE_OK;
}

file_error file_tree(arena *a, const file_root *r, int depth, str_list *out) {
    str_list found = {0}, now = {0};
    file_error e = read_folder(a, r, STR_NONE, &found, &now);
    for (; depth > 0 && now.n; depth--) {
        str_list next = {0};
        for (size_t i = 0; i < now.n; i++)
            read_folder(a, r, now.v[i], &found, &next); /* if it opens */
        now = next;
    }
    if (found.n)
        qsort(found.v, found.n, sizeof *found.v, compare);
    *out = found;
    return e;
}

str file_base_name(str path) {
    size_t from = path.n;
    while (from > 0 && path.p[from - 1] != '/')
        from--;
    return str_sub(path, from, path.n);
}

/* Outputs: all or nothing */

typedef struct pending {
    const char *temporary, *name;
} pending;

struct file_batch {
    arena *a;
    int dir;
    LIST(pending) files;
};

static void drop(void *what) {
    file_batch *b = what;
    file_batch_drop(b);
    if (b->dir >= 0)
        close(b->dir);
    b->dir = -1;
}

static int make_folders(char *path) {
    for (char *p = path + 1; *p; p++) {
        if (*p != '/')
            continue;
        *p = 0;
        int failed = mkdir(path, 0777) < 0 && errno != EEXIST;
        *p = '/';
        if (failed)
            return -1;
    }
    return mkdir(path, 0777) < 0 && errno != EEXIST ? -1 : 0;
}

file_batch *file_batch_new(arena *a, str folder, file_error *err) {
    str path = folder.n ? str_dup(a, folder) : str_dup(a, S("."));
    file_batch *b = NEW(a, file_batch);
    b->a = a;
    b->dir = -1;
    if (make_folders((char *)path.p) == 0)
        b->dir = open(path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (b->dir < 0) {
        *err = errno == EACCES || errno == EROFS ? FILE_DENIED : FILE_IO;
        return NULL;
    }
    arena_defer(a, drop, b);
    *err = FILE_OK;
    return b;
}

static file_error write_all(int fd, str bytes) {
    for (size_t n = 0; n < bytes.n;) {
        ssize_t k = write(fd, bytes.p + n, bytes.n - n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return FILE_IO;
        n += (size_t)k;
    }
    return fsync(fd) < 0 ? FILE_IO : FILE_OK;
}

/* Opens a new file of an unused name; the names are tried in order, so no
   clock and no randomness is asked. */
static int open_temporary(file_batch *b, str name, const char **temporary) {
    for (int i = 0; i < 1000; i++) {
        str t =
            str_fmt(b->a, ".%.*s.%d.%d.tmp", STR_ARG(name), (int)getpid(), i);
        int fd =
            openat(b->dir, t.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) {
            *temporary = t.p;
            return fd;
        }
    }
    return -1;
}

file_error file_batch_add(file_batch *b, str name, str bytes) {
    struct stat st;
    str z = str_dup(b->a, name);
    if (fstatat(b->dir, z.p, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISDIR(st.st_mode))
        return FILE_NOT_REGULAR;
    pending p = {.name = z.p};
    int fd = open_temporary(b, name, &p.temporary);
    if (fd < 0)
        return error_of(errno);
    list_push(b->a, &b->files, p);
    file_error e = write_all(fd, bytes);
    if (close(fd) < 0)
        e = FILE_IO;
    return e;
}

file_error file_batch_commit(file_batch *b) {
    for (size_t i = 0; i < b->files.n; i++) {
        pending *p = &b->files.v[i];
        if (renameat(b->dir, p->temporary, b->dir, p->name) < 0) {
            file_error e = error_of(errno);
            file_batch_drop(b);
            return e;
        }
        p->temporary = NULL;
    }
    b->files.n = 0;
    return fsync(b->dir) < 0 && errno != EINVAL ? FILE_IO : FILE_OK;
}

void file_batch_drop(file_batch *b) {
    for (size_t i = 0; i < b->files.n; i++)
        if (b->files.v[i].temporary)
            unlinkat(b->dir, b->files.v[i].temporary, 0);
    b->files.n = 0;
}
