# Shared by the scripts here; every value can be set from outside.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=${BENCH_DIR:-${TMPDIR:-/tmp}/fullstrict-bench} # binaries, certificates, nginx's files, target lists
sites=${BENCH_SITES:-2000}
chain=${BENCH_CHAIN:-ec}            # keys of leaf and authorities: ec, le or rsa (certificates.c)
addresses=${BENCH_ADDRESSES:-20}    # the sites are spread over so many addresses
network=${BENCH_NETWORK:-127.77.0}  # a /24 of loopback
tls_port=${BENCH_TLS_PORT:-18443}
http_port=${BENCH_HTTP_PORT:-18080}
workers=${BENCH_NGINX_WORKERS:-2}
targets=$work/targets.txt           # "name address tls-port http-port" a line
roots=$work/pki/root.pem
