import Testing

@Suite struct `Command line` {
    @Test(arguments: CommandScript.all)
    func `prints and exits as its script says`(script: CommandScript) async throws {
        let outcome = try await Tool.run(script.arguments)
        #expect(outcome.status == script.status)
        #expect(CommandScript.matches(outcome.output, script.output), "\(outcome.output)")
        #expect(CommandScript.matches(outcome.errors, script.errors), "\(outcome.errors)")
    }

    @Test func `has a script for each part`() {
        let files = Set(CommandScript.all.map { $0.place.prefix { $0 != ":" } })
        #expect(
            files == [
                "cert-fix.txt", "cert.txt", "explain.txt", "replay.txt", "targets.txt", "usage.txt",
            ])
        #expect(CommandScript.all.count > 50)
    }

    @Test(arguments: [
        (["a", "b"], "a\nb\n", true), (["a"], "a\nb\n", false), (["a", "…"], "a\nb\nc\n", true),
        (["…", "c"], "a\nb\nc\n", true), (["…", "d"], "a\nb\n", false), (["a…"], "abc\n", true),
        ([], "", true), ([], "x\n", false), (["a", "b"], "a\n", false),
    ])
    func `compares printed lines with expected ones`(
        expected: [String], printed: String, isMatch: Bool
    ) {
        #expect(CommandScript.matches(printed, expected) == isMatch)
    }
}
