internal import OriginCheck
internal import OriginLab

/// Prints lab origins: the behaviour of each, its expected outcomes, and how to check it.
struct LabListing {
    let json: Bool

    /// Prints origins that are not running.
    func print(_ origins: [LabOrigin]) {
        for origin in origins {
            Console.output(json ? JSONWriter.text(document(origin)) : text(origin))
        }
    }

    /// Prints running origins, each with the command that checks it with the lab's roots.
    func print(_ origins: [RunningOrigin], roots: String) {
        for running in origins {
            let command = (["fullstrict"] + running.arguments + ["--add-ca", roots])
                .joined(separator: " ")
            guard json else {
                Console.output("\(running.origin.id): \(running.origin.summary)\n  \(command)")
                continue
            }
            let more: JSONValue = [
                "addresses": .array(running.origin.addresses.map { .string($0.description) }),
                "port": .integer(Int64(running.ports.https)),
                "http_port": .integer(Int64(running.ports.http)), "roots": .string(roots),
                "command": .string(command),
            ]
            Console.output(JSONWriter.text(document(running.origin, more)))
        }
    }

    private func text(_ origin: LabOrigin) -> String {
        let cells = EncryptionMode.allCases.map { mode in
            let sides = [VisitorScheme.https, .http].map { origin.expected[mode, $0].text }
            return "\(mode.rawValue) "
                + (sides[0] == sides[1] ? sides[0] : sides.joined(separator: " "))
        }
        return """
            \(origin.id): \(origin.summary)
              \(Self.lines(cells).joined(separator: "\n  "))
              \(origin.basis.rawValue): \(origin.source)
            """
    }

    /// Joins cells with commas into lines that fit 80 columns, including the indent.
    private static func lines(_ cells: [String]) -> [String] {
        cells.reduce(into: []) { lines, cell in
            guard let last = lines.last, last.utf8.count + cell.utf8.count + 2 <= 76 else {
                lines.append(cell)
                return
            }
            lines[lines.count - 1] = "\(last), \(cell)"
        }
    }

    private func document(_ origin: LabOrigin, _ more: JSONValue = [:]) -> JSONValue {
        let modes = EncryptionMode.allCases.map { mode -> JSONValue in
            [
                "mode": .string(mode.rawValue), "https": expected(origin, mode, .https),
                "http": expected(origin, mode, .http),
            ]
        }
        let origin: JSONValue = [
            "id": .string(origin.id), "summary": .string(origin.summary),
            "host": .string(origin.hostname), "expected": .array(modes),
            "basis": .string(origin.basis.rawValue), "source": .string(origin.source),
        ]
        return origin.adding(more)
    }

    private func expected(
        _ origin: LabOrigin, _ mode: EncryptionMode, _ scheme: VisitorScheme
    ) -> JSONValue {
        .array(origin.expected[mode, scheme].outcomes.map { .string($0) })
    }
}
