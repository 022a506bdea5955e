internal import ArgumentParser
internal import Glibc
internal import OriginCheck
internal import OriginLab

/// `fullstrict lab`: runs misconfigured origins on loopback, for trying out the program.
struct LabCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Start misconfigured origins on loopback, one for each failure.",
        discussion: """
            Runs until Ctrl-C and prints the command that checks each origin.

            Examples:
              fullstrict lab --list
              fullstrict lab --only expired,leaf-only
              fullstrict lab --demo     (check them all, print the matrix, stop)
            """)

    @Flag(help: "List the origins and their expected outcomes; start nothing.")
    var list = false

    @Option(help: ArgumentHelp("Only these origins.", valueName: "id[,id]"))
    var only: [String] = []

    @Flag(name: .shortAndLong, help: "JSON, one object per line for each origin.")
    var json = false

    @Option(help: "The first port; 0 for any free ports.")
    var portBase: UInt16 = 18_443

    @Flag(help: "Check every origin, print expected and predicted outcomes, and stop.")
    var demo = false

    @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
    var color: ColourChoice = .auto

    func validate() throws {
        if list, demo { throw ValidationError("--list and --demo cannot be combined") }
    }

    func status() async throws -> ExitStatus {
        let ids = only.flatMap { $0.split(separator: ",").map(String.init) }
        if list {
            LabListing(json: json).print(try Self.chosen(ids))
            return .works
        }
        let lab: Lab
        do throws(LabFailure) {
            lab = try await Lab.start(at: Clock.now(), portBase: demo ? 0 : portBase, only: ids)
        } catch {
            throw Self.failure(error)
        }
        let status: ExitStatus
        do {
            status =
                demo
                ? try await LabDemo(lab, style: Console.style(color)).run() : try await serve(lab)
        } catch {
            await lab.stop()
            throw error
        }
        await lab.stop()
        return status
    }

    private func serve(_ lab: Lab) async throws -> ExitStatus {
        let folder = try OutputFile.makeTemporaryFolder(
            "fullstrict-lab", in: Console.variable("TMPDIR") ?? "/tmp")
        let roots = folder + "/roots.pem"
        try OutputFile.write(Array(lab.rootsPEM.utf8), to: roots)
        LabListing(json: json).print(lab.origins, roots: roots)
        if !json { Console.error("\(lab.origins.count) origins are running; press Ctrl-C to stop") }
        await Interrupt.wait()
        unlink(roots)
        rmdir(folder)
        return .works
    }

    private static func chosen(_ ids: [String]) throws(OriginCheckError) -> [LabOrigin] {
        let all = LabCatalog.origins
        for id in ids where !all.contains(where: { $0.id == id }) {
            throw failure(.unknownOrigin(id: id))
        }
        return ids.isEmpty ? all : all.filter { ids.contains($0.id) }
    }

    private static func failure(_ error: LabFailure) -> OriginCheckError {
        switch error {
        case .unknownOrigin:
            OriginCheckError(.invalidInput, "\(error)", hint: "fullstrict lab --list shows them")
        case .portNotAvailable, .portBaseTooHigh, .cryptography:
            OriginCheckError(.unavailable, "\(error)")
        }
    }
}
