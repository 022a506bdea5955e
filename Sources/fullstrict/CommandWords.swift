/// Small liberties with the command line, taken before it is parsed.
enum CommandWords {
    /// `fullstrict example.com` means `check example.com`: a first word with a dot or a colon is no
    /// command. `--help-all` shows the options `--help` leaves out.
    static func prepared(_ words: [String]) -> [String] {
        let spelled = words.map { $0 == "--help-all" ? "--help-hidden" : $0 }
        guard let first = spelled.first, !first.hasPrefix("-"),
            first.contains(".") || first.contains(":")
        else { return spelled }
        return ["check"] + spelled
    }
}
