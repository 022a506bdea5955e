// The system's OpenSSL (3.0 or later), with its function-like macros as callable functions.
#pragma once
#include <openssl/bio.h>
#include <openssl/core_dispatch.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
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
// Returns the location of an access description if its method is `method`, otherwise NULL.
static inline const GENERAL_NAME *fs_access_location(
    const AUTHORITY_INFO_ACCESS *descriptions, int index, int method) {
    const ACCESS_DESCRIPTION *description = sk_ACCESS_DESCRIPTION_value(descriptions, index);
    return OBJ_obj2nid(description->method) == method ? description->location : NULL;
}
static inline int fs_distribution_point_count(const CRL_DIST_POINTS *points) {
    return sk_DIST_POINT_num(points);
}
// Returns the full names of a distribution point, or NULL.
static inline const GENERAL_NAMES *fs_distribution_point_names(const CRL_DIST_POINTS *points, int index) {
    const DIST_POINT *point = sk_DIST_POINT_value(points, index);
    if (point->distpoint == NULL || point->distpoint->type != 0) return NULL;
    return point->distpoint->name.fullname;
}
// Whether a distribution point's CRLs cover all reasons and come from the certificate's own issuer.
static inline int fs_distribution_point_is_complete(const CRL_DIST_POINTS *points, int index) {
    const DIST_POINT *point = sk_DIST_POINT_value(points, index);
    return point->reasons == NULL && point->CRLissuer == NULL;
}

// CRLs.
static inline int fs_revoked_count(X509_CRL *list) { return sk_X509_REVOKED_num(X509_CRL_get_REVOKED(list)); }
static inline const X509_REVOKED *fs_revoked_value(X509_CRL *list, int index) {
    return sk_X509_REVOKED_value(X509_CRL_get_REVOKED(list), index);
}
// Returns 0 if the CRL covers all of the issuer's certificates, 1 if it is for distribution points
// with the full names below, and 2 if it is for one with a relative name.
static inline int fs_issuing_point_kind(const ISSUING_DIST_POINT *point) {
    return point->distpoint == NULL ? 0 : point->distpoint->type == 0 ? 1 : 2;
}
static inline const GENERAL_NAMES *fs_issuing_point_names(const ISSUING_DIST_POINT *point) {
    return point->distpoint->name.fullname;
}
// TLS features (RFC 7633), by their numbers in the registry of TLS extensions.
static inline int fs_feature_count(const TLS_FEATURE *features) { return sk_ASN1_INTEGER_num(features); }
static inline long fs_feature(const TLS_FEATURE *features, int index) {
    return ASN1_INTEGER_get(sk_ASN1_INTEGER_value(features, index));
}
// Returns the digest of an OCSP certificate ID; NULL if OpenSSL does not know it.
static inline const EVP_MD *fs_OCSP_id_digest(const OCSP_CERTID *id) {
    ASN1_OBJECT *digest = NULL;
    OCSP_id_get0_info(NULL, &digest, NULL, NULL, (OCSP_CERTID *)id);
    return EVP_get_digestbyobj(digest);
}
static inline void fs_EXTENDED_KEY_USAGE_free(STACK_OF(ASN1_OBJECT) *usages) {
    sk_ASN1_OBJECT_pop_free(usages, ASN1_OBJECT_free);
}

static inline void fs_OPENSSL_free(void *memory) { OPENSSL_free(memory); }
static const unsigned long fs_XN_FLAG_RFC2253 = XN_FLAG_RFC2253;

// TLS contexts and connections.
static inline int fs_SSL_CTX_set_min_proto_version(SSL_CTX *context, int version) {
    return (int)SSL_CTX_set_min_proto_version(context, version);
}
static inline int fs_SSL_CTX_set_max_proto_version(SSL_CTX *context, int version) {
    return (int)SSL_CTX_set_max_proto_version(context, version);
}
static inline int fs_SSL_CTX_set1_groups_list(SSL_CTX *context, const char *names) {
    return (int)SSL_CTX_set1_groups_list(context, names);
}
static inline int fs_SSL_CTX_set1_sigalgs_list(SSL_CTX *context, const char *names) {
    return (int)SSL_CTX_set1_sigalgs_list(context, names);
}
static inline void fs_SSL_CTX_set_session_cache_off(SSL_CTX *context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}
static inline void fs_SSL_CTX_set_max_cert_list(SSL_CTX *context, long bytes) {
    SSL_CTX_set_max_cert_list(context, bytes);
}
static inline void fs_SSL_CTX_set_mode(SSL_CTX *context, long mode) { SSL_CTX_set_mode(context, mode); }
static inline int fs_SSL_CTX_set_status_request(SSL_CTX *context) {
    return (int)SSL_CTX_set_tlsext_status_type(context, TLSEXT_STATUSTYPE_ocsp);
}
static inline int fs_SSL_CTX_add1_chain_cert(SSL_CTX *context, X509 *certificate) {
    return (int)SSL_CTX_add1_chain_cert(context, certificate);
}
static inline void fs_SSL_set_msg_callback_arg(SSL *connection, void *argument) {
    SSL_set_msg_callback_arg(connection, argument);
}
static inline int fs_SSL_set_tlsext_host_name(SSL *connection, const char *name) {
    return (int)SSL_set_tlsext_host_name(connection, name);
}
static inline int fs_SSL_get_negotiated_group(SSL *connection) {
    return (int)SSL_get_negotiated_group(connection);
}
static inline long fs_SSL_get_status_response(SSL *connection, const unsigned char **response) {
    return SSL_get_tlsext_status_ocsp_resp(connection, response);
}
static inline int fs_SSL_in_certificate_message(const SSL *connection) {
    return SSL_get_state(connection) == TLS_ST_CR_CERT;
}
static inline int fs_sk_X509_NAME_num(const STACK_OF(X509_NAME) *names) { return sk_X509_NAME_num(names); }
static inline X509_NAME *fs_sk_X509_NAME_value(const STACK_OF(X509_NAME) *names, int index) {
    return sk_X509_NAME_value(names, index);
}
static inline int fs_sk_SSL_CIPHER_num(const STACK_OF(SSL_CIPHER) *suites) {
    return sk_SSL_CIPHER_num(suites);
}
static inline const SSL_CIPHER *fs_sk_SSL_CIPHER_value(const STACK_OF(SSL_CIPHER) *suites, int index) {
    return sk_SSL_CIPHER_value(suites, index);
}
// Applies the behaviour of BoringSSL's client that OpenSSL does not have by default: accept servers
// without RFC 5746, no encrypt-then-MAC, a ClientHello padded beyond 511 bytes, no empty fragments.
static const uint64_t fs_edge_options = SSL_OP_LEGACY_SERVER_CONNECT | SSL_OP_NO_ENCRYPT_THEN_MAC
    | SSL_OP_TLSEXT_PADDING | SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS | SSL_OP_NO_COMPRESSION;
static const long fs_connection_modes = SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER;
static const uint64_t fs_OPENSSL_INIT_NO_LOAD_CONFIG = OPENSSL_INIT_NO_LOAD_CONFIG;
static inline int fs_error_is_common(unsigned long code) {
    return (ERR_GET_REASON(code) & ERR_RFLAG_COMMON) != 0;
}
