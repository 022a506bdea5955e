/* certificates DIRECTORY COUNT KIND: creates a root, an intermediate and COUNT leaves
 * site-00001.test …, valid for 90 days. KIND is ec (all P-256), le (P-256 under P-384, like Let's
 * Encrypt's E series) or rsa (leaves and intermediate 2048 bits, root 4096). Writes root.pem,
 * leaf.key (one key for all leaves) and, for each site, a file with its leaf and the intermediate.
 * Names and serial numbers differ, so a verifier sees different certificates. */
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void need(int ok, const char *what) {
    if (!ok) { fprintf(stderr, "certificates: cannot %s\n", what); exit(1); }
}

static void extend(X509 *certificate, X509 *issuer, int nid, const char *value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    need(extension && X509_add_ext(certificate, extension, -1), value);
    X509_EXTENSION_free(extension);
}

/* Creates a certificate, self-signed if issuer is NULL. */
static X509 *issue(const char *name, long serial, EVP_PKEY *key, X509 *issuer, EVP_PKEY *issuer_key, int is_authority) {
    X509 *certificate = X509_new();
    X509_NAME *subject = X509_get_subject_name(certificate);
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0);
    X509_set_issuer_name(certificate, issuer ? X509_get_subject_name(issuer) : subject);
    X509_time_adj_ex(X509_getm_notBefore(certificate), -1, 0, NULL);
    X509_time_adj_ex(X509_getm_notAfter(certificate), 90, 0, NULL);
    X509_set_pubkey(certificate, key);
    extend(certificate, certificate, NID_subject_key_identifier, "hash");
    extend(certificate, issuer ? issuer : certificate, NID_authority_key_identifier, "keyid");
    if (is_authority) {
        extend(certificate, issuer, NID_basic_constraints, "critical,CA:TRUE");
        extend(certificate, issuer, NID_key_usage, "critical,keyCertSign,cRLSign");
    } else {
        char names[128];
        snprintf(names, sizeof names, "DNS:%s", name);
        extend(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE");
        extend(certificate, issuer, NID_key_usage, "critical,digitalSignature");
        extend(certificate, issuer, NID_ext_key_usage, "serverAuth");
        extend(certificate, issuer, NID_subject_alt_name, names);
    }
    const EVP_MD *digest = EVP_PKEY_get_bits(issuer_key) == 384 ? EVP_sha384() : EVP_sha256();
    need(X509_sign(certificate, issuer_key, digest) > 0, "sign");
    return certificate;
}

static FILE *create(const char *directory, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "w");
    if (!file) { perror(path); exit(1); }
    return file;
}

int main(int count, char **arguments) {
    if (count != 4) { fprintf(stderr, "usage: certificates DIRECTORY COUNT ec|le|rsa\n"); return 64; }
    const char *directory = arguments[1];
    int is_rsa = !strcmp(arguments[3], "rsa");
    const char *authority_curve = strcmp(arguments[3], "le") ? "P-256" : "P-384";
    EVP_PKEY *root_key = is_rsa ? EVP_RSA_gen(4096) : EVP_EC_gen(authority_curve);
    EVP_PKEY *intermediate_key = is_rsa ? EVP_RSA_gen(2048) : EVP_EC_gen(authority_curve);
    EVP_PKEY *leaf_key = is_rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256");
    need(root_key && intermediate_key && leaf_key, "make keys");
    X509 *root = issue("Benchmark Root", 1, root_key, NULL, root_key, 1);
    X509 *intermediate = issue("Benchmark Intermediate", 2, intermediate_key, root, root_key, 1);
    FILE *file = create(directory, "root.pem");
    need(PEM_write_X509(file, root) && !fclose(file), "write the root");
    file = create(directory, "leaf.key");
    need(PEM_write_PrivateKey(file, leaf_key, NULL, NULL, 0, NULL, NULL) && !fclose(file), "write the key");
    for (long site = 1; site <= atol(arguments[2]); site++) {
        char name[32], path[40];
        snprintf(name, sizeof name, "site-%05ld.test", site);
        snprintf(path, sizeof path, "%s.pem", name);
        X509 *leaf = issue(name, 1000 + site, leaf_key, intermediate, intermediate_key, 0);
        file = create(directory, path);
        need(PEM_write_X509(file, leaf) && PEM_write_X509(file, intermediate) && !fclose(file), "write a leaf");
        X509_free(leaf);
    }
    return 0;
}
