// OpenSSL's default provider with shorter lists of algorithms.
//
// OpenSSL before 3.2 builds a decoder chain for every public key it reads, and tries every decoder
// in the library for every kind of key, which takes 90 % of the time of d2i_X509. With only the
// decoders that server certificates need, the same code finds the same decoder sooner. Removed
// algorithms are refused, not read differently. To build the chain, OpenSSL also walks every
// algorithm fetched so far, so ciphers, digests, MACs and key derivations that neither TLS nor
// X.509 uses are removed as well. Only public API is used.
#pragma once
#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/provider.h>
#include <string.h>

#define FS_LEAN_LIMIT 256

// The default provider's tables without the removed rows; the entries themselves are static. Filled
// once by fs_lean_prepare, read-only afterwards.
struct fs_lean_tables {
    OSSL_ALGORITHM rows[OSSL_OP__HIGHEST + 1][FS_LEAN_LIMIT];
    OSSL_PROVIDER *source;
};

// A variable inside a function, because Swift does not emit file-scope variables of a header.
static inline struct fs_lean_tables *fs_lean(void) {
    static struct fs_lean_tables tables;
    return &tables;
}

// The provider whose context the next fs_lean_init on this thread passes on.
static inline OSSL_PROVIDER **fs_lean_backing(void) {
    static _Thread_local OSSL_PROVIDER *backing;
    return &backing;
}

// Whether a row's first name is in the NULL-terminated list.
static inline int fs_lean_is_any(const OSSL_ALGORITHM *row, const char *const *names) {
    size_t length = strcspn(row->algorithm_names, ":");
    for (; *names != NULL; names++)
        if (strlen(*names) == length && strncmp(row->algorithm_names, *names, length) == 0) return 1;
    return 0;
}

// All lists are exclusions, so that algorithms added in later versions of OpenSSL are kept.

// Keys, signatures and key exchanges have the same names. X25519 and HMAC are kept for key exchange
// and record MACs.
static inline int fs_lean_keeps_key(const OSSL_ALGORITHM *row) {
    static const char *const cut[] = {"DH", "DHX", "DSA", "SM2", "X448", "SCRYPT", "SIPHASH",
                                      "POLY1305", "CMAC", "TLS1-PRF", "HKDF", NULL};
    return !fs_lean_is_any(row, cut);
}

// Keeps the decoders of a SubjectPublicKeyInfo, one for each kind of key.
static inline int fs_lean_keeps_decoder(const OSSL_ALGORITHM *row) {
    static const char *const cut[] = {"DH", "DHX", "DSA", "SM2", "X25519", "X448", "DER", NULL};
    return strstr(row->property_definition, "input=der") != NULL
        && strstr(row->property_definition, "structure=SubjectPublicKeyInfo") != NULL
        && !fs_lean_is_any(row, cut);
}

// The edge offers AES in CBC and GCM with keys of 128 and 256 bits, triple DES and
// ChaCha20-Poly1305. The combined CBC-HMAC ciphers only help with bulk encryption.
static inline int fs_lean_keeps_cipher(const OSSL_ALGORITHM *row) {
    static const char *const cut[] = {"CTS", "ECB", "OFB", "CFB", "CTR", "XTS", "OCB", "SIV", "WRAP", "CCM",
                                      "CBC-HMAC", "-192-", "SM4", "ARIA", "CAMELLIA", "DES-EDE-CBC", "NULL", NULL};
    for (const char *const *mode = cut; *mode != NULL; mode++) {
        const char *found = strstr(row->algorithm_names, *mode);
        if (found != NULL && found < row->algorithm_names + strcspn(row->algorithm_names, ":")) return 0;
    }
    return 1;
}

// Digests that are used neither in handshakes nor in signatures of server certificates.
static inline int fs_lean_keeps_digest(const OSSL_ALGORITHM *row) {
    static const char *const cut[] = {"BLAKE2S-256", "BLAKE2B-512", "SM3", "KECCAK-KMAC-128",
                                      "KECCAK-KMAC-256", "NULL", NULL};
    return !fs_lean_is_any(row, cut);
}

static inline int fs_lean_keeps_mac(const OSSL_ALGORITHM *row) {
    static const char *const cut[] = {"BLAKE2BMAC", "BLAKE2SMAC", "CMAC", "GMAC", "KMAC-128",
                                      "KMAC-256", "SIPHASH", "POLY1305", NULL};
    return !fs_lean_is_any(row, cut);
}

// TLS uses HKDF, TLS13-KDF and TLS1-PRF to derive keys.
static inline int fs_lean_keeps_derivation(const OSSL_ALGORITHM *row) {
    static const char *const cut[] = {"SSKDF", "PBKDF2", "PKCS12KDF", "SSHKDF", "X963KDF", "X942KDF-ASN1",
                                      "KBKDF", "SCRYPT", "KRB5KDF", NULL};
    return !fs_lean_is_any(row, cut);
}

// The random generators of TLS and their seed source.
static inline int fs_lean_keeps_generator(const OSSL_ALGORITHM *row) {
    static const char *const cut[] = {"HASH-DRBG", "HMAC-DRBG", "TEST-RAND", NULL};
    return !fs_lean_is_any(row, cut);
}

struct fs_lean_cut {
    int operation;
    int (*keeps)(const OSSL_ALGORITHM *);
};

// The operations with shorter lists, ending with operation 0.
static inline const struct fs_lean_cut *fs_lean_cuts(void) {
    static const struct fs_lean_cut cuts[] = {
        {OSSL_OP_DECODER, fs_lean_keeps_decoder}, {OSSL_OP_KEYMGMT, fs_lean_keeps_key},
        {OSSL_OP_KEYEXCH, fs_lean_keeps_key},     {OSSL_OP_SIGNATURE, fs_lean_keeps_key},
        {OSSL_OP_CIPHER, fs_lean_keeps_cipher},   {OSSL_OP_DIGEST, fs_lean_keeps_digest},
        {OSSL_OP_MAC, fs_lean_keeps_mac},         {OSSL_OP_KDF, fs_lean_keeps_derivation},
        {OSSL_OP_RAND, fs_lean_keeps_generator},  {0, NULL}};
    return cuts;
}

// Copies the rows that are kept and returns their number.
static inline int fs_lean_fill(const struct fs_lean_cut *cut) {
    int no_cache = 0, count = 0;
    OSSL_ALGORITHM *table = fs_lean()->rows[cut->operation];
    const OSSL_ALGORITHM *row = OSSL_PROVIDER_query_operation(fs_lean()->source, cut->operation, &no_cache);
    for (; row != NULL && row->algorithm_names != NULL && count < FS_LEAN_LIMIT - 1; row++)
        if (cut->keeps(row)) table[count++] = *row;
    return count;
}

// Fills the tables. Returns 1 on success. Call it once, before any context is created.
static inline int fs_lean_prepare(void) {
    fs_lean()->source = OSSL_PROVIDER_load(NULL, "default");
    if (fs_lean()->source == NULL) return 0;
    for (const struct fs_lean_cut *cut = fs_lean_cuts(); cut->operation != 0; cut++)
        if (fs_lean_fill(cut) == 0) return 0;
    return 1;
}

static inline const OSSL_ALGORITHM *fs_lean_query(void *context, int operation, int *no_cache) {
    (void)context;
    *no_cache = 0;
    if (operation > 0 && operation <= OSSL_OP__HIGHEST && fs_lean()->rows[operation][0].algorithm_names != NULL)
        return fs_lean()->rows[operation];
    return OSSL_PROVIDER_query_operation(fs_lean()->source, operation, no_cache);
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

// Creates a library context with only this provider, on top of its own default provider, so that
// fetches between algorithms do not take another context's lock. Never freed. NULL on failure.
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
