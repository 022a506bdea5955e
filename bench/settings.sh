# Shared by the scripts here; set BENCH_… in the environment to change a value.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=${BENCH_DIR:-${TMPDIR:-/tmp}/fullstrict-bench} # programs, certificates, nginx's files, target lists
sites=${BENCH_SITES:-2000}
chain=${BENCH_CHAIN:-ec}            # kind of keys: ec, le or rsa (certificates.c)
addresses=${BENCH_ADDRESSES:-20}    # how many addresses the sites share
network=${BENCH_NETWORK:-127.77.0}  # a /24 of loopback
tls_port=${BENCH_TLS_PORT:-18443}
http_port=${BENCH_HTTP_PORT:-18080}
workers=${BENCH_NGINX_WORKERS:-2}
targets=$work/targets.txt           # lines of "name address tls-port http-port"
roots=$work/pki/root.pem
