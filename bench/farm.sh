#!/usr/bin/env bash
# farm.sh up|down|status: origins on loopback, virtual hosts of one nginx with a certificate each.
# Nothing leaves 127.0.0.0/8. `down` stops only the nginx that `up` started.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
PATH=$PATH:/usr/sbin:/sbin

complete=$work/pki/complete-$sites-$chain

build() {
    mkdir -p "$work/bin"
    local name libraries
    while read -r name libraries; do
        [ "$work/bin/$name" -nt "$here/$name.c" ] && continue
        # shellcheck disable=SC2086
        "${CC:-cc}" -O2 -o "$work/bin/$name" "$here/$name.c" $libraries
    done <<<"certificates -lcrypto
floor -lssl -lcrypto
tarpit"
}

certify() {
    [ -e "$complete" ] && [ -n "$(find "$complete" -mtime -60)" ] && return
    rm -rf "$work/pki"
    mkdir -p "$work/pki"
    "$work/bin/certificates" "$work/pki" "$sites" "$chain"
    touch "$complete"
}

list_targets() {
    awk -v sites="$sites" -v addresses="$addresses" -v net="$network" -v tls="$tls_port" -v http="$http_port" 'BEGIN {
        for (i = 1; i <= sites; i++)
            printf "site-%05d.test %s.%d %d %d\n", i, net, (i - 1) % addresses + 1, tls, http
    }' >"$targets"
}

configure() {
    cat <<CONF
worker_processes $workers;
worker_rlimit_nofile 8192;
pid $work/nginx.pid;
error_log $work/nginx.log error;
events { worker_connections 4096; multi_accept on; }
http {
    access_log off; server_tokens off; default_type text/html; keepalive_timeout 15s;
    client_body_temp_path $work/tmp; proxy_temp_path $work/tmp; fastcgi_temp_path $work/tmp;
    uwsgi_temp_path $work/tmp; scgi_temp_path $work/tmp;
    server_names_hash_max_size 65536; server_names_hash_bucket_size 64;
    ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache off; ssl_session_tickets off;
    ssl_ecdh_curve X25519:prime256v1; ssl_certificate_key $work/pki/leaf.key;
    add_header Strict-Transport-Security "max-age=31536000";
    map \$host \$page { default "<!doctype html><title>\$host</title>$(printf '<p>A page of the farm.</p>%.0s' {1..40})"; }
CONF
    awk -v network="$network" -v addresses="$addresses" -v http="$http_port" -v pki="$work/pki" '
        BEGIN {
            for (i = 1; i <= addresses; i++)
                printf "server { listen %s.%d:%d backlog=4096 default_server; return 200 $page; }\n", network, i, http
        }
        {
            listen = $2 ":" $3 " ssl" (seen[$2]++ ? "" : " backlog=4096 default_server")
            printf "server { listen %s; server_name %s; ssl_certificate %s/%s.pem; return 200 $page; }\n", listen, $1, pki, $1
        }
        END { print "}" }' "$targets"
}

# Whether the recorded process is still our nginx.
alive() {
    [ -s "$work/nginx.pid" ] && grep -qs "$work/nginx.conf" "/proc/$(cat "$work/nginx.pid")/cmdline"
}

up() {
    build
    alive && [ -e "$complete" ] && return
    down
    certify
    list_targets
    mkdir -p "$work/tmp"
    configure >"$work/nginx.conf"
    ulimit -n 8192 2>/dev/null || true
    nginx -c "$work/nginx.conf" -p "$work" -e "$work/nginx.log"
    for _ in {1..100}; do
        (exec 3<>"/dev/tcp/$network.$addresses/$tls_port") 2>/dev/null && return
        sleep 0.1
    done
    echo "farm: nginx does not answer, see $work/nginx.log" >&2
    exit 1
}

down() {
    alive || return 0
    local process
    process=$(cat "$work/nginx.pid")
    kill "$process"
    for _ in {1..50}; do
        [ -e "/proc/$process" ] || return 0
        sleep 0.1
    done
    echo "farm: nginx ($process) does not end" >&2
    exit 1
}

case ${1:-} in
up) up ;;
down) down ;;
status) if alive; then echo "up: $sites sites, pid $(cat "$work/nginx.pid"), targets in $targets"; else echo down; fi ;;
*)
    echo "usage: farm.sh up|down|status" >&2
    exit 64
    ;;
esac
