import Foundation
import TestSupport

/// A target list on disk, and the records of its scans. The targets' ports are closed unless given,
/// because refusals are quick.
struct ScanFolder {
    let folder: TemporaryFolder
    let list: String
    let output: String

    /// Options that disable all rate limits, to keep tests short.
    static let unlimited = ["--rate-limit", "0", "--per-ip", "0", "--per-ip-rate", "0"]

    init(_ text: String) throws {
        folder = try TemporaryFolder()
        list = try folder.write("list", text)
        output = folder.path + "/records.jsonl"
    }

    /// Creates a list of this many hosts with closed ports.
    init(hosts: Int) throws {
        try self.init(
            (0..<hosts).map { "s\($0).example.com,127.0.8.\($0 % 250 + 1),1,2\n" }.joined())
    }

    func arguments(_ more: [String] = []) -> [String] {
        ["scan", "-l", list, "-o", output] + Self.unlimited + more
    }

    func scan(_ more: [String] = []) async throws -> Tool.Outcome {
        try await Tool.run(arguments(more))
    }

    /// Starts a scan; returns its process and the path of its standard error.
    func begin(_ more: [String] = []) throws -> (process: Process, errors: String) {
        let errors = try folder.write("errors", "")
        let process = Tool.process(arguments(more))
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        return (process, errors)
    }

    /// Runs a scan in a shell, which may set limits first.
    func shell(_ before: String, _ more: [String] = [], after: String = "") async throws
        -> (status: Int32, errors: String)
    {
        let words = ([Tool.path] + arguments(more)).map { "'\($0)'" }.joined(separator: " ")
        return try await run("\(before) \(words) \(after)")
    }

    /// Runs a script in bash.
    func run(_ script: String) async throws -> (status: Int32, errors: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", script]
        process.environment = ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin"]
        let errors = Pipe()
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let handle = errors.fileHandleForReading
        let text = await Task.detached {
            String(decoding: handle.readDataToEndOfFile(), as: UTF8.self)
        }.value
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    /// The size of the output in bytes; 0 if there is none.
    var outputSize: Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: output)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    /// Returns the lines of the output. A line that is not a JSON object becomes an empty object.
    func records() throws -> [[String: Any]] {
        try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").map {
            (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] ?? [:]
        }
    }

    /// Returns the hosts of all results, in order.
    func hosts() throws -> [String] {
        try records().compactMap { ($0["target"] as? [String: Any])?["host"] as? String }.sorted()
    }

    /// Creates a list of this many names that require a DNS lookup.
    static func names(_ count: Int) throws -> ScanFolder {
        let rows = (0..<count).map { "s\($0).example.com,,1,2\n" }
        return try ScanFolder("host,address,port,http_port\n" + rows.joined())
    }

    /// Returns the hosts in the list that `init(hosts:)` creates.
    static func expected(_ count: Int) -> [String] {
        (0..<count).map { "s\($0).example.com" }.sorted()
    }
}
