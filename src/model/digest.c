/*
 * digest: SHA-256 of a description (libcrypto, only here). The plain functions
 * on purpose: the EVP layer reads configuration files and starts providers,
 * which takes longer than binding a whole dossier.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <stdlib.h>

#include "model/model_int.h"

static int by_path(const void *x, const void *y) {
    return str_cmp(((const read_file *)x)->path, ((const read_file *)y)->path);
}

/* A length before each name and each content: no two sets of files give the
   same stream. */
static bool add(SHA256_CTX *c, str s) {
    uint8_t size[8];
    for (int i = 0; i < 8; i++)
        size[i] = (uint8_t)((uint64_t)s.n >> (8 * i));
    return SHA256_Update(c, size, sizeof size) == 1 &&
           SHA256_Update(c, s.p, s.n) == 1;
}

static str hexadecimal(arena *a, const uint8_t *bytes, size_t n) {
    static const char digits[] = "0123456789abcdef";
    buf out = buf_new(a);
    for (size_t i = 0; i < n; i++) {
        buf_c(&out, digits[bytes[i] >> 4]);
        buf_c(&out, digits[bytes[i] & 15]);
    }
    return buf_take(&out);
}

str model_sha256(arena *a, str bytes) {
    uint8_t digest[SHA256_DIGEST_LENGTH];
    if (!SHA256((const uint8_t *)bytes.p, bytes.n, digest))
        arena_fault(a, "digest: SHA-256 failed");
    return hexadecimal(a, digest, sizeof digest);
}

str model_digest(arena *a, const read_file *files, size_t n) {
    read_file *sorted = NEW_ARRAY(a, read_file, n + 1);
    for (size_t i = 0; i < n; i++)
        sorted[i] = files[i];
    qsort(sorted, n, sizeof *sorted, by_path);
    SHA256_CTX c;
    uint8_t bytes[SHA256_DIGEST_LENGTH];
    bool ok = SHA256_Init(&c) == 1;
    for (size_t i = 0; ok && i < n; i++)
        ok = add(&c, sorted[i].path) && add(&c, sorted[i].bytes);
    if (!ok || SHA256_Final(bytes, &c) != 1)
        arena_fault(a, "digest: SHA-256 failed");
    return hexadecimal(a, bytes, sizeof bytes);
}
