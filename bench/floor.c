/* floor TARGETS ROOTS [IN-FLIGHT]: does the job of `fullstrict scan` in plain C, as a baseline.
 * For every line "name address tls-port http-port", it performs a TLS handshake, verifies the chain
 * and the host, sends a GET over TLS and one over plain HTTP, and prints one line of JSON. It uses
 * one thread, epoll, OpenSSL on the socket and the default library context, and keeps no state
 * between targets. Prints a summary to stderr. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum stage { IDLE, HANDSHAKE, TLS_REPLY, PLAIN_CONNECT, PLAIN_REPLY };
struct target { char name[64], address[16]; int tls_port, http_port; };
struct slot {
    enum stage stage;
    int socket, verified, https, http;
    SSL *ssl;
    const struct target *target;
};

static struct target *targets;
static size_t target_count, next_target;
static int poll_descriptor, busy, verified, https, http, failed;
static SSL_CTX *context;
static X509_STORE *roots;

static void die(const char *what) { perror(what); exit(1); }

static void read_targets(const char *path) {
    FILE *file = fopen(path, "r");
    struct target line;
    if (!file) die(path);
    while (fscanf(file, "%63s %15s %d %d", line.name, line.address, &line.tls_port, &line.http_port) == 4) {
        if (!(target_count & (target_count + 1))) targets = realloc(targets, (2 * target_count + 2) * sizeof *targets);
        if (!targets) die("memory");
        targets[target_count++] = line;
    }
    fclose(file);
}

/* Keeps libssl from verifying the chain in the handshake; verify() does it once, afterwards. */
static int accept_any(X509_STORE_CTX *store, void *unused) { (void)store; (void)unused; return 1; }

static int verify(struct slot *slot) {
    X509_STORE_CTX *store = X509_STORE_CTX_new();
    X509_STORE_CTX_init(store, roots, SSL_get0_peer_certificate(slot->ssl), SSL_get_peer_cert_chain(slot->ssl));
    X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(store);
    X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
    X509_VERIFY_PARAM_set1_host(parameters, slot->target->name, 0);
    int good = X509_verify_cert(store) == 1;
    X509_STORE_CTX_free(store);
    return good;
}

static void print_time(const char *key, const ASN1_TIME *time) {
    struct tm parts;
    ASN1_TIME_to_tm(time, &parts);
    printf("\"%s\":\"%04d-%02d-%02dT%02d:%02d:%02dZ\",", key, parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
           parts.tm_hour, parts.tm_min, parts.tm_sec);
}

static void print_certificate(X509 *certificate) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    char subject[256], issuer[256];
    X509_digest(certificate, EVP_sha256(), digest, &length);
    X509_NAME_oneline(X509_get_subject_name(certificate), subject, sizeof subject);
    X509_NAME_oneline(X509_get_issuer_name(certificate), issuer, sizeof issuer);
    printf("{\"subject\":\"%s\",\"issuer\":\"%s\",", subject, issuer);
    print_time("not_before", X509_get0_notBefore(certificate));
    print_time("not_after", X509_get0_notAfter(certificate));
    printf("\"names\":[");
    GENERAL_NAMES *names = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
    for (int i = 0, some = 0; i < sk_GENERAL_NAME_num(names); i++) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
        if (name->type != GEN_DNS) continue;
        printf("%s\"%.*s\"", some++ ? "," : "", name->d.dNSName->length, (const char *)name->d.dNSName->data);
    }
    GENERAL_NAMES_free(names);
    printf("],\"sha256\":\"");
    for (unsigned i = 0; i < length; i++) printf("%02x", digest[i]);
    printf("\"}");
}

static void print_line(const struct slot *slot) {
    STACK_OF(X509) *chain = SSL_get_peer_cert_chain(slot->ssl);
    printf("{\"name\":\"%s\",\"tls\":\"%s\",\"cipher\":\"%s\",\"verified\":%d,\"https\":%d,\"http\":%d,\"chain\":[",
           slot->target->name, SSL_get_version(slot->ssl), SSL_get_cipher_name(slot->ssl), slot->verified, slot->https,
           slot->http);
    for (int i = 0; i < sk_X509_num(chain); i++) {
        if (i) putchar(',');
        print_certificate(sk_X509_value(chain, i));
    }
    puts("]}");
}

static int dial(struct slot *slot, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    struct epoll_event interest = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = slot};
    inet_pton(AF_INET, slot->target->address, &address.sin_addr);
    slot->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (slot->socket < 0) die("socket");
    if (connect(slot->socket, (struct sockaddr *)&address, sizeof address) && errno != EINPROGRESS) return -1;
    return epoll_ctl(poll_descriptor, EPOLL_CTL_ADD, slot->socket, &interest);
}

static void begin_next(struct slot *slot);

static void finish(struct slot *slot, int good) {
    if (good) print_line(slot);
    SSL_free(slot->ssl);
    close(slot->socket);
    verified += slot->verified;
    https += slot->https == 200;
    http += slot->http >= 200;
    failed += !good;
    slot->stage = IDLE;
    busy--;
    begin_next(slot);
}

static void begin_next(struct slot *slot) {
    if (next_target == target_count) return;
    *slot = (struct slot){.stage = HANDSHAKE, .socket = -1, .target = &targets[next_target++]};
    busy++;
    if (dial(slot, slot->target->tls_port)) { finish(slot, 0); return; }
    slot->ssl = SSL_new(context);
    SSL_set_fd(slot->ssl, slot->socket);
    SSL_set_connect_state(slot->ssl);
    SSL_set_tlsext_host_name(slot->ssl, slot->target->name);
}

static int request(const struct slot *slot, char *text, size_t size, const char *scheme) {
    return snprintf(text, size, "GET / HTTP/1.1\r\nHost: %s\r\nUser-Agent: floor\r\nAccept: */*\r\nX-Forwarded-Proto: %s\r\n"
                    "Connection: close\r\n\r\n", slot->target->name, scheme);
}

static int status_of(const char *reply, long count) { return count > 12 ? atoi(reply + 9) : 0; }

static int must_wait(const struct slot *slot, int result) {
    int error = SSL_get_error(slot->ssl, result);
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
}

static void shake(struct slot *slot) {
    char text[512];
    ERR_clear_error();
    int result = SSL_do_handshake(slot->ssl);
    if (result != 1) { if (!must_wait(slot, result)) finish(slot, 0); return; }
    slot->verified = verify(slot);
    int length = request(slot, text, sizeof text, "https");
    if (SSL_write(slot->ssl, text, length) != length) { finish(slot, 0); return; }
    slot->stage = TLS_REPLY;
}

static void read_tls(struct slot *slot) {
    char reply[16384];
    int count;
    while ((count = SSL_read(slot->ssl, reply, sizeof reply)) > 0)
        if (!slot->https) slot->https = status_of(reply, count);
    if (must_wait(slot, count)) return;
    close(slot->socket);
    slot->stage = PLAIN_CONNECT;
    if (dial(slot, slot->target->http_port)) finish(slot, 0);
}

static void ask_plain(struct slot *slot) {
    char text[512];
    int length = request(slot, text, sizeof text, "http");
    ssize_t sent = send(slot->socket, text, (size_t)length, MSG_NOSIGNAL);
    if (sent == length) slot->stage = PLAIN_REPLY;
    else if (errno != EAGAIN && errno != ENOTCONN) finish(slot, 0);
}

static void read_plain(struct slot *slot) {
    char reply[16384];
    ssize_t count;
    while ((count = recv(slot->socket, reply, sizeof reply, 0)) > 0)
        if (!slot->http) slot->http = status_of(reply, count);
    if (count < 0 && errno == EAGAIN) return;
    finish(slot, 1);
}

static void step(struct slot *slot) {
    if (slot->stage == HANDSHAKE) shake(slot);
    if (slot->stage == TLS_REPLY) { read_tls(slot); return; }
    if (slot->stage == PLAIN_CONNECT) ask_plain(slot);
    if (slot->stage == PLAIN_REPLY) read_plain(slot);
}

int main(int count, char **arguments) {
    if (count < 3) { fprintf(stderr, "usage: floor TARGETS ROOTS [IN-FLIGHT]\n"); return 64; }
    size_t in_flight = count > 3 ? (size_t)atol(arguments[3]) : 64;
    read_targets(arguments[1]);
    roots = X509_STORE_new();
    if (!X509_STORE_load_file(roots, arguments[2])) { fprintf(stderr, "floor: no roots in %s\n", arguments[2]); return 66; }
    context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_cert_verify_callback(context, accept_any, NULL);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_protos(context, (const unsigned char *)"\x08http/1.1", 9);
    poll_descriptor = epoll_create1(EPOLL_CLOEXEC);
    struct slot *slots = calloc(in_flight, sizeof *slots);
    struct epoll_event events[256];
    for (size_t i = 0; i < in_flight; i++) begin_next(&slots[i]);
    while (busy) {
        int ready = epoll_wait(poll_descriptor, events, 256, 10000);
        if (ready <= 0) { fprintf(stderr, "floor: nothing for 10 s, %d targets open\n", busy); return 1; }
        for (int i = 0; i < ready; i++) step(events[i].data.ptr);
    }
    fprintf(stderr, "targets %zu verified %d https %d http %d failed %d\n", target_count, verified, https, http, failed);
    return failed > 0;
}
