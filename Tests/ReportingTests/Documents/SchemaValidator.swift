import DataFormats

@testable import Reporting

/// Validates documents against the subset of JSON Schema 2020-12 that docs/*.schema.json use.
/// Unlike the standard, it also reports members that no schema describes, because our documents
/// must be described completely.
struct SchemaValidator {
    let root: JSONValue

    /// The keywords that this validator supports; a schema with any other keyword is faulty.
    static let keywords: Set<String> = [
        "$schema", "$id", "$ref", "$defs", "title", "description", "type", "required", "properties",
        "additionalProperties", "items", "minItems", "enum", "const", "pattern", "minimum",
        "maximum", "oneOf",
    ]

    /// Returns the faults, each with its place; empty for a valid document.
    func problems(_ value: JSONValue) -> [String] {
        problems(value, root, at: "$")
    }

    private func problems(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        var found: [String] = []
        if case .string(let reference)? = schema["$ref"] {
            found += problems(value, definition(reference), at: place)
        }
        if let constant = schema["const"], constant != value {
            found.append("\(place): not \(constant)")
        }
        if case .array(let allowed)? = schema["enum"], !allowed.contains(value) {
            found.append("\(place): \(JSONWriter.text(value)) is not among the values")
        }
        if case .array(let choices)? = schema["oneOf"] {
            let tried = choices.map { problems(value, $0, at: place) }
            let fitting = tried.count { $0.isEmpty }
            if fitting != 1 { found += ["\(place): fits \(fitting) of oneOf"] + tried.joined() }
        }
        found += typeProblems(value, schema, at: place)
        found += bounds(value, schema, at: place)
        found += children(value, schema, at: place)
        return found
    }

    private func definition(_ reference: String) -> JSONValue {
        root["$defs"]?[String(reference.dropFirst("#/$defs/".count))] ?? .null
    }

    private func typeProblems(
        _ value: JSONValue, _ schema: JSONValue, at place: String
    ) -> [String] {
        let allowed: [JSONValue] =
            switch schema["type"] {
            case .array(let types)?: types
            case .string(let type)?: [.string(type)]
            default: []
            }
        let types = Self.types(value).map { JSONValue.string($0) }
        guard !allowed.isEmpty, !allowed.contains(where: types.contains) else { return [] }
        return ["\(place): is \(types), should be \(allowed)"]
    }

    private static func types(_ value: JSONValue) -> [String] {
        switch value {
        case .null: ["null"]
        case .bool: ["boolean"]
        case .integer, .digits: ["integer", "number"]
        case .number: ["number"]
        case .string: ["string"]
        case .array: ["array"]
        case .object: ["object"]
        }
    }

    private func bounds(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        switch value {
        case .integer(let number): return range(Double(number), schema, at: place)
        case .number(let number): return range(number, schema, at: place)
        case .string(let text):
            guard case .string(let pattern)? = schema["pattern"] else { return [] }
            let matches = (try? Regex(pattern).firstMatch(in: text)) != nil
            return matches ? [] : ["\(place): \(text) does not match \(pattern)"]
        case .array(let items):
            guard case .integer(let minimum)? = schema["minItems"], items.count < minimum else {
                return []
            }
            return ["\(place): too few items"]
        case .null, .bool, .digits, .object: return []
        }
    }

    private func range(_ number: Double, _ schema: JSONValue, at place: String) -> [String] {
        let low = Self.number(schema["minimum"]).map { number < $0 } ?? false
        let high = Self.number(schema["maximum"]).map { number > $0 } ?? false
        return low || high ? ["\(place): \(number) is out of range"] : []
    }

    private static func number(_ value: JSONValue?) -> Double? {
        switch value {
        case .integer(let number)?: Double(number)
        case .number(let number)?: number
        default: nil
        }
    }

    private func children(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        if case .array(let items) = value, let schema = schema["items"] {
            return items.enumerated().flatMap { problems($1, schema, at: "\(place)[\($0)]") }
        }
        guard case .object(let members) = value else { return [] }
        var found: [String] = []
        if case .array(let required)? = schema["required"] {
            for case .string(let name) in required where value[name] == nil {
                found.append("\(place): \(name) is missing")
            }
        }
        guard schema["properties"] != nil || schema["additionalProperties"] != nil else {
            return found
        }
        for member in members {
            let known = schema["properties"]?[member.name] ?? schema["additionalProperties"]
            let here = "\(place).\(member.name)"
            found +=
                known.map { problems(member.value, $0, at: here) } ?? ["\(here): not described"]
        }
        return found
    }
}
