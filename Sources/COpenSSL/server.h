// Macros that a TLS server needs, as callable functions.
#pragma once
#include <openssl/ssl.h>

static inline long fs_SSL_CTX_set_servername_callback(
    SSL_CTX *context, int (*callback)(SSL *, int *, void *)) {
    return SSL_CTX_set_tlsext_servername_callback(context, callback);
}
static inline long fs_SSL_CTX_set_servername_arg(SSL_CTX *context, void *argument) {
    return SSL_CTX_set_tlsext_servername_arg(context, argument);
}
