import OriginCheck

/// Checks one origin and prints the verdict: `CheckOnce TARGET [ORIGIN[:PORT] [ROOTS.pem]]`.
@main
enum CheckOnce {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        var place = TargetSettings()
        place.connectTo = arguments.count > 1 ? arguments[1] : nil
        let roots = TrustSettings(addedFiles: arguments.count > 2 ? [arguments[2]] : [])
        do {
            let target = try TargetReader(place).target(arguments.first ?? "")
            let checker = try OriginChecker(trust: Trust(roots))
            let report = try await checker.check(target)
            print(report.assessment.verdict.result)
            print(report.text())
        } catch {
            print("could not check: \(error)")
        }
    }
}
