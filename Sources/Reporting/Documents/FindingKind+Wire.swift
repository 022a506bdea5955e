internal import DataFormats
internal import EdgePolicy
internal import OriginFacts

extension FindingKind {
    /// The facts that prove it, by name.
    // swift-format-ignore
    var json: JSONValue {
        switch self {
        case .nameUnresolved(let name, let answer), .originNameUnresolved(let name, let answer),
             .resolverFailed(let name, let answer): ["name": .string(name), "answer": answer.json]
        case .proxiedName(let addresses), .originIsEdge(let addresses):
            ["addresses": .of(addresses.map(\.description))]
        case .forbiddenAddress(let address, let scope):
            ["address": .string(address.description), "scope": .string(scope.rawValue)]
        case .noOriginToJudge(let service, let name):
            ["service": .string(service.rawValue), "name": .string(name)]
        case .saasProvider(let name), .edgeNotCovered(let name): ["name": .string(name)]
        case .connectionRefused(let port, let other):
            ["port": .of(port), "other_port_answers": .bool(other)]
        case .connectionTimedOut(let port, let time, let other):
            ["port": .of(port), "after_ms": .of(time), "other_port_answers": .bool(other)]
        case .connectionProhibited(let port), .unreachable(let port), .connectionReset(let port),
             .plainHTTPOnTLSPort(let port), .portNotProxied(let port): ["port": .of(port)]
        case .notTested(let why):                      why.json
        case .handshakeAlert(let alert):               ["alert": alert.json]
        case .handshakeRefusedByUs(let alert, let reason):
            ["alert": alert.json, "reason": .string(reason)]
        case .notTLS(let port, let name):              ["port": .of(port), "protocol": .of(name)]
        case .handshakeClosed(let wasReset):           ["reset": .bool(wasReset)]
        case .handshakeStalled(let time):              ["after_ms": .of(time)]
        case .handshakeBroken(let reason): ["reason": .string(reason)]
        case .brokenHTTP2(let reason, let older):
            ["reason": .string(reason), "over_http1": older?.json ?? .null]
        case .clientCertificateAsked(let isPull, let authorities):
            ["cloudflare_pull": .bool(isPull), "authorities": .of(authorities)]
        case .clientCertificateRequired(let alert):    ["alert": alert?.json ?? .null]
        case .helloRetry(let group):                   ["group": .of(group)]
        case .onlyBeyondEdge(let version, let cipher, let group):
            ["version": .string(version), "cipher": .string(cipher), "group": .of(group)]
        case .tripleDESOnly(let version):              ["version": .string(version.name)]
        case .defaultCertificate(let subject), .serverNameChoosesCertificate(let subject),
             .serverNameNotKnown(let subject): ["subject": .string(subject)]
        case .chainDefect(let defect):                 defect.json
        case .chainUncertain(let defect):              defect.json.adding(["uncertain": true])
        case .chainRemark(let remark):                 remark.json
        case .emptyAnswer(let leg), .answerReset(let leg), .bodyBroken(let leg), .severalLocations(let leg): ["leg": .string(leg.rawValue)]
        case .malformedAnswer(let leg, let reason):
            ["leg": .string(leg.rawValue), "reason": .string(reason)]
        case .headerTooLarge(let leg, let bytes), .largeHeader(let leg, let bytes):
            ["leg": .string(leg.rawValue), "header_bytes": .of(bytes)]
        case .answerTimedOut(let leg, let time):
            ["leg": .string(leg.rawValue), "after_ms": .of(time)]
        case .strangerRefused(let leg, let status), .serverError(let leg, let status):
            ["leg": .string(leg.rawValue), "status": .of(status)]
        case .answeredByEdge(let leg, let ray):
            ["leg": .string(leg.rawValue), "cf_ray": .string(ray)]
        case .redirectLoop(let modes, let trust):
            ["modes": .of(modes.map(\.rawValue)), "header": .string(trust.id)]
        case .redirectsToOtherHost(let host):          ["host": .string(host)]
        case .refreshes(let leg, let target):
            ["leg": .string(leg.rawValue), "to": .string(target)]
        case .renewalBlocked(let outcome, let passing):
            ["visitor_gets": .string(outcome.id), "reachable_in": .of(passing.map(\.rawValue))]
        case .renewalNeedsCertificate(let without):
            ["reachable_without_in": .of(without.map(\.rawValue))]
        case .renewalClosedElsewhere(let modes):       ["blocked_in": .of(modes.map(\.rawValue))]
        case .contentDiffers(let difference):          difference.json
        case .placeholderSite(let site):               ["site": .string(site.rawValue)]
        case .originsDisagree(let count):              ["results": .of(count)]
        case .certificateMessageTooLarge, .redirectsToHTTPS, .redirectsToHTTP, .serverNameNeeded: [:]
        }
    }
}

extension HeaderTrust {
    fileprivate var id: String {
        switch self {
        case .trusted: "trusted"
        case .ignoredFromHere: "ignored-from-here"
        }
    }
}

extension ContentDifference {
    fileprivate var json: JSONValue {
        switch self {
        case .status(let plain, let tls):
            ["differs": "status", "plain": .of(plain), "tls": .of(tls)]
        case .redirect(let plain, let tls):
            ["differs": "redirect", "plain": .of(plain), "tls": .of(tls)]
        case .title(let plain, let tls): ["differs": "title", "plain": .of(plain), "tls": .of(tls)]
        case .body(let plain, let tls):
            ["differs": "body", "plain": .of(plain), "tls": .of(tls)]
        }
    }
}

extension FileFindingKind {
    /// The facts that prove it, by name.
    var json: JSONValue {
        switch self {
        case .keyMismatch(let file, let key, let certificate):
            ["file": .string(file), "key": key.json, "certificate_key": certificate.json]
        case .keyExposed(let file): ["file": .string(file)]
        case .leafNotFirst(let first, let leaf):
            ["first": .string(first), "leaf": .string(leaf)]
        case .severalLeaves(let others): ["others": .of(others)]
        case .notPEM(let container): ["form": .string(container)]
        case .chainDefect(let defect): defect.json
        case .chainUncertain(let defect): defect.json.adding(["uncertain": true])
        case .chainRemark(let remark): remark.json
        case .notServed(let tally), .servedMixed(let tally), .servedChainDiffers(let tally),
            .servedNotSeen(let tally):
            tally.json
        case .servedNowhere(let name, _, let answer):
            ["name": .string(name), "answer": answer?.json ?? .null]
        }
    }
}

extension ServedComparison {
    /// One address compared with the files.
    var json: JSONValue {
        [
            "host": .string(host.ascii), "address": .string(address.description),
            "port": .of(port), "state": .string(state.rawValue), "server": .of(server),
            "connections": .of(connections), "same": .of(same), "failed": .of(failed),
            "missing": .of(missing), "extra": .of(extra),
            "others": .array(others.map { $0.json }),
            "not_compared": refusal.map { .string(Wording.words($0).text) } ?? .null,
        ]
    }
}

extension ServedCertificate {
    fileprivate var json: JSONValue {
        [
            "count": .of(count), "relation": .string(relation.rawValue),
            "same_key": .bool(hasSameKey), "sha256": .string(leaf.sha256),
            "subject": .string(leaf.subject), "serial": .string(leaf.serial),
            "not_before": leaf.notBefore.json, "not_after": leaf.notAfter.json,
        ]
    }
}
