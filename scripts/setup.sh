#!/usr/bin/env bash
# setup.sh [build|test]: installs the packages that the build needs, or the build and the tests.
# It is silent and fast if no package is missing. It uses apt-get as root or through sudo without a
# password; otherwise it lists all missing packages in one message and fails.
set -euo pipefail

purpose=${1:-build}
packages=()

need_library() { # PKG-CONFIG-CONDITION PACKAGE
    pkg-config --exists "$1" 2>/dev/null || packages+=("$2")
}

need_program() { # PROGRAM PACKAGE
    PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null || packages+=("$2")
}

find_missing() {
    packages=()
    need_program git git
    need_program make make
    need_program pkg-config pkg-config
    need_library "openssl >= 3.0" libssl-dev
    need_library libcares libc-ares-dev
    need_library libidn2 libidn2-dev
    if [ "$purpose" = test ]; then
        need_program openssl openssl
        need_program nginx nginx-light
        need_program apache2 apache2
        need_program haproxy haproxy
        need_program python3 python3
        need_program ip iproute2
        need_program nft nftables
        need_program unshare util-linux
    fi
}

# Debian starts servers after installing them; policy-rc.d prevents that, so that port 80 stays free.
apt_script='
    set -e
    export DEBIAN_FRONTEND=noninteractive
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        trap "rm -f $policy" EXIT
        printf "#!/bin/sh\nexit 101\n" >"$policy"
        chmod 755 "$policy"
    fi
    quiet="-qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300"
    apt-get $quiet update || true
    apt-get $quiet install --yes --no-install-recommends "$@" >/dev/null
'

install_missing() {
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
    echo "setup: installing ${packages[*]}" >&2
    "${as_root[@]}" sh -c "$apt_script" sh "${packages[@]}" </dev/null >&2
}

can_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null
}

give_up() {
    {
        echo "setup: missing: $*"
        if [ ${#packages[@]} -gt 0 ]; then
            echo "  sudo apt-get update && sudo apt-get install --yes ${packages[*]}"
            echo "  (on other systems: the packages with the same libraries and programs)"
        fi
        case " $* " in
        *" swift "*) echo "  Swift 6.2 or later: https://www.swift.org/install, then add it to PATH" ;;
        esac
    } >&2
    exit 1
}

find_missing
if [ ${#packages[@]} -gt 0 ] && can_install; then
    install_missing || true
    find_missing
fi
missing=("${packages[@]}")
command -v "${SWIFT:-swift}" >/dev/null || missing+=(swift)
[ ${#missing[@]} -eq 0 ] || give_up "${missing[@]}"
