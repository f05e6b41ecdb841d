/* digest: SHA-256 of a description (libcrypto, only here). */
#include <openssl/evp.h>

#include "model/model_int.h"

static void close_context(void *c) {
    EVP_MD_CTX_free(c);
}

static int by_path(const void *x, const void *y) {
    return str_cmp(((const read_file *)x)->path, ((const read_file *)y)->path);
}

/* A length before each name and each content: no two sets of files give the
   same stream. */
static bool add(EVP_MD_CTX *c, str s) {
    uint8_t size[8];
    for (int i = 0; i < 8; i++)
        size[i] = (uint8_t)((uint64_t)s.n >> (8 * i));
    return EVP_DigestUpdate(c, size, sizeof size) == 1 &&
           EVP_DigestUpdate(c, s.p, s.n) == 1;
}

static str hexadecimal(arena *a, const uint8_t *bytes, unsigned n) {
    buf out = buf_new(a);
    for (unsigned i = 0; i < n; i++)
        buf_fmt(&out, "%02x", bytes[i]);
    return buf_take(&out);
}

str model_digest(arena *a, const read_file *files, size_t n) {
    read_file *sorted = NEW_ARRAY(a, read_file, n + 1);
    for (size_t i = 0; i < n; i++)
        sorted[i] = files[i];
    qsort(sorted, n, sizeof *sorted, by_path);
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    if (!c)
        arena_fault(a, "digest: no memory");
    arena_defer(a, close_context, c);
    bool ok = EVP_DigestInit_ex(c, EVP_sha256(), NULL) == 1;
    for (size_t i = 0; ok && i < n; i++)
        ok = add(c, sorted[i].path) && add(c, sorted[i].bytes);
    uint8_t bytes[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (!ok || EVP_DigestFinal_ex(c, bytes, &size) != 1)
        arena_fault(a, "digest: SHA-256 failed");
    return hexadecimal(a, bytes, size);
}
