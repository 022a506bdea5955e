import Foundation

/// A healthy lab origin behind a packet filter, in a network namespace of its own, so that this
/// machine's network is not affected.
enum FirewalledOrigin {
    /// The ports of the origin.
    static let ports = (https: 18_443, http: 18_444)

    /// Whether tests may create a network namespace with a packet filter on this machine.
    static let isAllowed: Bool = {
        let script = "ip link set lo up && nft list ruleset"
        guard let process = try? start(script, []) else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    /// Runs `check` on the origin.
    ///
    /// - Parameters:
    ///   - rules: the rules of the packet filter, in nft's syntax.
    ///   - hasRoute: whether the namespace has a default route (to its own loopback).
    ///   - address: the origin's address; only 127.0.0.1 answers.
    static func check(
        rules: [String], hasRoute: Bool = true, address: String = "127.0.0.1"
    ) throws -> Tool.Outcome {
        let output = Pipe()
        let process = try start(
            script,
            [
                Tool.path, rules.joined(separator: "\n"), hasRoute ? "yes" : "no", address,
                "\(ports.https)", "\(ports.http)",
            ], output)
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Tool.Outcome(status: process.terminationStatus, output: text, errors: "")
    }

    private static func start(
        _ script: String, _ arguments: [String], _ output: Pipe? = nil
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = ["-rn", "/bin/bash", "-c", script, "bash"] + arguments
        process.environment = [
            "HOME": "/nonexistent", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardOutput = output ?? FileHandle.nullDevice
        try process.run()
        return process
    }

    private static let script = """
        set -eu
        tool=$1 rules=$2 route=$3 address=$4 https=$5 http=$6
        ip link set lo up
        if [ "$route" = yes ]; then ip route add default dev lo; fi
        nft add table inet guard
        nft add chain inet guard input '{ type filter hook input priority 0; }'
        while read -r rule; do
            [ -z "$rule" ] || nft add rule inet guard input $rule
        done <<<"$rules"
        coproc "$tool" lab --only healthy --port-base "$https"
        trap 'kill -INT $COPROC_PID; wait' EXIT
        roots=
        while read -r line <&"${COPROC[0]}"; do
            case $line in
            *--add-ca*) roots=${line##*--add-ca }; break ;;
            esac
        done
        status=0
        "$tool" check healthy.lab.test --resolve "$address" -p "$https" --http-port "$http" \\
            --add-ca "$roots" --connect-timeout 0.7 --timeout 5 --json || status=$?
        trap - EXIT
        kill -INT "$COPROC_PID"
        wait "$COPROC_PID" || true
        exit $status
        """
}
