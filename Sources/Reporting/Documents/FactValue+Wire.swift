internal import DataFormats
internal import OriginFacts

extension FactValue {
    /// The JSON form: plain values by their type, and facts from an observation in the same form as
    /// in the observation.
    var json: JSONValue {
        switch self {
        case .null: .null
        case .flag(let flag): .bool(flag)
        case .number(let number): .of(number)
        case .text(let text): .string(text)
        case .list(let values): .array(values.map(\.json))
        case .record(let facts):
            .object(JSONMembers(pairs: facts.map { (.word($0.name), $0.value.json) }))
        case .time(let time): time.json
        case .key(let key): key.json
        case .alert(let alert): alert.json
        case .dns(let answer): answer.json
        case .trial(let trial): trial.json
        case .notTested(let why): why.json
        case .doubts(let doubts): .array(doubts.map(\.json))
        case .reason(let why): .string(Wording.words(why).text)
        }
    }
}
