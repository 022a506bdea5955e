import Foundation

/// A server program on loopback, killed when the test releases it.
package final class ServerProcess {
    /// The error for a program that ended, or was not ready in time.
    package struct NotStarted: Error {
        package let output: String
    }

    private let process = Process()
    private let input = Pipe()
    private let folder: TemporaryFolder

    /// Starts a program in a folder and waits until `isReady` returns true. The closure gets the
    /// output so far.
    package init(
        _ arguments: [String], in folder: TemporaryFolder, isReady: (_ printed: String) -> Bool
    ) throws {
        self.folder = folder
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"]
        process.currentDirectoryURL = URL(filePath: folder.path)
        let output = FileHandle(forWritingAtPath: try folder.write("output", ""))
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        for _ in 0..<1_000 where process.isRunning {
            if isReady(printed) { return }
            usleep(10_000)
        }
        throw NotStarted(output: printed)
    }

    /// Starts a program and waits until it listens on all of the ports.
    package convenience init(
        _ arguments: [String], in folder: TemporaryFolder, opening ports: [UInt16]
    ) throws {
        try self.init(arguments, in: folder) { _ in ports.allSatisfy(FreePort.accepts) }
    }

    /// Starts an nginx with these `server` blocks and waits until it listens on all of the ports.
    package convenience init(
        nginx servers: String, in folder: TemporaryFolder, opening ports: [UInt16]
    ) throws {
        let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder.path("temp-\($0)"));" }.joined()
        let configuration = try folder.write(
            "nginx.conf",
            """
            daemon off; master_process off; pid \(folder.path("pid"));
            error_log stderr; events {}
            http { access_log off; \(paths) \(servers) }
            """)
        try self.init(
            ["nginx", "-c", configuration, "-p", folder.path], in: folder, opening: ports)
    }

    deinit {
        // Threads of the test runner block SIGTERM, and child processes inherit that.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// Types a line into the program.
    package func type(_ line: String) {
        input.fileHandleForWriting.write(Data("\(line)\n".utf8))
    }

    private var printed: String {
        (try? String(contentsOfFile: folder.path("output"), encoding: .utf8)) ?? ""
    }
}
