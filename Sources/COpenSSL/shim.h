// The system's OpenSSL (3.0 or later) and its function-like macros as callable functions.
#pragma once
#include <openssl/bio.h>
#include <openssl/core_dispatch.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/provider.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

static inline int fs_sk_X509_num(const STACK_OF(X509) *stack) { return sk_X509_num(stack); }
static inline X509 *fs_sk_X509_value(const STACK_OF(X509) *stack, int index) {
    return sk_X509_value(stack, index);
}
static inline STACK_OF(X509) *fs_sk_X509_new(void) { return sk_X509_new_null(); }
static inline int fs_sk_X509_push(STACK_OF(X509) *stack, X509 *certificate) {
    return sk_X509_push(stack, certificate);
}
static inline void fs_sk_X509_free(STACK_OF(X509) *stack) { sk_X509_free(stack); }
static inline void fs_sk_X509_pop_free(STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); }

// Memory BIOs.
static inline BIO *fs_BIO_new_mem(void) {
    BIO *bio = BIO_new(BIO_s_mem());
    if (bio != NULL) BIO_set_mem_eof_return(bio, -1);
    return bio;
}
static inline void fs_BIO_set_mem_eof_return(BIO *bio, int value) { BIO_set_mem_eof_return(bio, value); }
static inline long fs_BIO_mem_data(BIO *bio, char **data) { return BIO_get_mem_data(bio, data); }
static inline int fs_BIO_reset(BIO *bio) { return (int)BIO_reset(bio); }

// Extensions: stacks and unions.
static inline int fs_sk_GENERAL_NAME_num(const GENERAL_NAMES *names) { return sk_GENERAL_NAME_num(names); }
static inline const GENERAL_NAME *fs_sk_GENERAL_NAME_value(const GENERAL_NAMES *names, int index) {
    return sk_GENERAL_NAME_value(names, index);
}
static inline int fs_sk_ASN1_OBJECT_num(const STACK_OF(ASN1_OBJECT) *objects) {
    return sk_ASN1_OBJECT_num(objects);
}
static inline const ASN1_OBJECT *fs_sk_ASN1_OBJECT_value(const STACK_OF(ASN1_OBJECT) *objects, int index) {
    return sk_ASN1_OBJECT_value(objects, index);
}
static inline int fs_access_count(const AUTHORITY_INFO_ACCESS *descriptions) {
    return sk_ACCESS_DESCRIPTION_num(descriptions);
}
// The location of one access description if its method is `method`, else NULL.
static inline const GENERAL_NAME *fs_access_location(
    const AUTHORITY_INFO_ACCESS *descriptions, int index, int method) {
    const ACCESS_DESCRIPTION *description = sk_ACCESS_DESCRIPTION_value(descriptions, index);
    return OBJ_obj2nid(description->method) == method ? description->location : NULL;
}
static inline int fs_distribution_point_count(const CRL_DIST_POINTS *points) {
    return sk_DIST_POINT_num(points);
}
// The full names of one distribution point, or NULL.
static inline const GENERAL_NAMES *fs_distribution_point_names(const CRL_DIST_POINTS *points, int index) {
    const DIST_POINT *point = sk_DIST_POINT_value(points, index);
    if (point->distpoint == NULL || point->distpoint->type != 0) return NULL;
    return point->distpoint->name.fullname;
}
static inline void fs_EXTENDED_KEY_USAGE_free(STACK_OF(ASN1_OBJECT) *usages) {
    sk_ASN1_OBJECT_pop_free(usages, ASN1_OBJECT_free);
}

static inline void fs_OPENSSL_free(void *memory) { OPENSSL_free(memory); }
static const unsigned long fs_XN_FLAG_RFC2253 = XN_FLAG_RFC2253;
