// A provider that is OpenSSL's default one with shorter lists.
//
// OpenSSL before 3.2 builds a decoder chain for every public key it reads, and tries every decoder of
// the library against every kind of key: 90 % of the time of d2i_X509. With the lists cut to what
// server certificates hold, the same code finds the same decoder sooner. What is cut is refused, not
// read differently. To build that chain OpenSSL also walks every algorithm it has fetched so far, of any
// sort: the modes of ciphers that TLS has no use for are cut as well. Public API only.
#pragma once
#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/provider.h>
#include <string.h>

#define FS_LEAN_LIMIT 256

// The default provider's own tables, whose entries are static, without the rows that are cut. Filled
// once by fs_lean_prepare, read-only afterwards.
struct fs_lean_tables {
    OSSL_ALGORITHM decoders[FS_LEAN_LIMIT];
    OSSL_ALGORITHM keys[FS_LEAN_LIMIT];
    OSSL_ALGORITHM ciphers[FS_LEAN_LIMIT];
    OSSL_PROVIDER *source;
};

// A variable inside a function: Swift does not emit a header's variables of file scope.
static inline struct fs_lean_tables *fs_lean(void) {
    static struct fs_lean_tables tables;
    return &tables;
}

// The provider whose context the next fs_lean_init of this thread hands on.
static inline OSSL_PROVIDER **fs_lean_backing(void) {
    static _Thread_local OSSL_PROVIDER *backing;
    return &backing;
}

// Whether a row's first name is one of those before the NULL.
static inline int fs_lean_is_any(const OSSL_ALGORITHM *row, const char *const *names) {
    size_t length = strcspn(row->algorithm_names, ":");
    for (; *names != NULL; names++)
        if (strlen(*names) == length && strncmp(row->algorithm_names, *names, length) == 0) return 1;
    return 0;
}

// Both cuts are written as exclusions, so that kinds of key of later versions of OpenSSL stay in.

// X25519 is agreed on, HMAC authenticates records, TLS1-PRF and HKDF derive keys: these stay.
static inline int fs_lean_keeps_key(const OSSL_ALGORITHM *row) {
    static const char *const cut[] = {
        "DH", "DHX", "DSA", "SM2", "X448", "SCRYPT", "SIPHASH", "POLY1305", "CMAC", NULL};
    return !fs_lean_is_any(row, cut);
}

// Left are the readers of a SubjectPublicKeyInfo, one for each kind of key.
static inline int fs_lean_keeps_decoder(const OSSL_ALGORITHM *row) {
    static const char *const cut[] = {"DH", "DHX", "DSA", "SM2", "X25519", "X448", "DER", NULL};
    return strstr(row->property_definition, "input=der") != NULL
        && strstr(row->property_definition, "structure=SubjectPublicKeyInfo") != NULL
        && !fs_lean_is_any(row, cut);
}

// TLS encrypts in CBC, GCM and CCM, and with ChaCha20-Poly1305.
static inline int fs_lean_keeps_cipher(const OSSL_ALGORITHM *row) {
    static const char *const cut[] = {
        "CTS", "ECB", "OFB", "CFB", "CTR", "XTS", "OCB", "SIV", "WRAP", NULL};
    for (const char *const *mode = cut; *mode != NULL; mode++) {
        const char *found = strstr(row->algorithm_names, *mode);
        if (found != NULL && found < row->algorithm_names + strcspn(row->algorithm_names, ":")) return 0;
    }
    return 1;
}

static inline void fs_lean_fill(
    OSSL_ALGORITHM *table, int operation, int (*keeps)(const OSSL_ALGORITHM *)) {
    int no_cache = 0, count = 0;
    const OSSL_ALGORITHM *row = OSSL_PROVIDER_query_operation(fs_lean()->source, operation, &no_cache);
    for (; row != NULL && row->algorithm_names != NULL && count < FS_LEAN_LIMIT - 1; row++)
        if (keeps(row)) table[count++] = *row;
}

// Fills the tables; 1 on success. To be called once, before any context is made.
static inline int fs_lean_prepare(void) {
    struct fs_lean_tables *tables = fs_lean();
    tables->source = OSSL_PROVIDER_load(NULL, "default");
    if (tables->source == NULL) return 0;
    fs_lean_fill(tables->keys, OSSL_OP_KEYMGMT, fs_lean_keeps_key);
    fs_lean_fill(tables->decoders, OSSL_OP_DECODER, fs_lean_keeps_decoder);
    fs_lean_fill(tables->ciphers, OSSL_OP_CIPHER, fs_lean_keeps_cipher);
    return tables->keys[0].algorithm_names != NULL && tables->decoders[0].algorithm_names != NULL
        && tables->ciphers[0].algorithm_names != NULL;
}

static inline const OSSL_ALGORITHM *fs_lean_query(void *context, int operation, int *no_cache) {
    (void)context;
    *no_cache = 0;
    switch (operation) {
    case OSSL_OP_KEYMGMT: return fs_lean()->keys;
    case OSSL_OP_DECODER: return fs_lean()->decoders;
    case OSSL_OP_CIPHER: return fs_lean()->ciphers;
    default: return OSSL_PROVIDER_query_operation(fs_lean()->source, operation, no_cache);
    }
}

static inline int fs_lean_capabilities(
    void *context, const char *capability, OSSL_CALLBACK *callback, void *argument) {
    (void)context;
    return OSSL_PROVIDER_get_capabilities(fs_lean()->source, capability, callback, argument);
}

static inline int fs_lean_init(
    const OSSL_CORE_HANDLE *handle, const OSSL_DISPATCH *in, const OSSL_DISPATCH **out, void **context) {
    static const OSSL_DISPATCH functions[] = {
        {OSSL_FUNC_PROVIDER_QUERY_OPERATION, (void (*)(void))fs_lean_query},
        {OSSL_FUNC_PROVIDER_GET_CAPABILITIES, (void (*)(void))fs_lean_capabilities},
        {0, NULL}};
    (void)handle;
    (void)in;
    *out = functions;
    *context = OSSL_PROVIDER_get0_provider_ctx(*fs_lean_backing());
    return 1;
}

// A library context with this provider alone, over a default provider of its own: what algorithms
// fetch among themselves then takes no lock of another context. Never freed. NULL on failure.
static inline OSSL_LIB_CTX *fs_lean_context(void) {
    OSSL_LIB_CTX *backing = OSSL_LIB_CTX_new();
    OSSL_LIB_CTX *context = OSSL_LIB_CTX_new();
    if (backing == NULL || context == NULL) return NULL;
    *fs_lean_backing() = OSSL_PROVIDER_load(backing, "default");
    if (*fs_lean_backing() == NULL || !OSSL_PROVIDER_add_builtin(context, "lean", fs_lean_init)
        || OSSL_PROVIDER_load(context, "lean") == NULL)
        return NULL;
    return context;
}
