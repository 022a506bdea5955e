public import EdgePolicy
internal import OriginFacts

/// The table of findings: one row a case, its words in the file of its subject.
extension Wording {
    /// What to say about a finding.
    // swift-format-ignore
    public func words(_ finding: Finding) -> FindingWords {
        return switch finding.kind {
        case .nameUnresolved(let name, let answer):       nameUnresolved(name, answer)
        case .originNameUnresolved(let name, let answer): originNameUnresolved(name, answer)
        case .resolverFailed(let name, let answer):       resolverFailed(name, answer)
        case .proxiedName(let addresses):                 proxiedName(addresses)
        case .originIsEdge(let addresses):                originIsEdge(addresses)
        case .forbiddenAddress(let address, let scope):   forbiddenAddress(address, scope)
        case .noOriginToJudge(let service, let name):     noOriginToJudge(service, name)
        case .saasProvider(let name):                     saasProvider(name)
        case .connectionRefused(let port, let other):     refused(port, otherPortAnswers: other)
        case .connectionProhibited(let port):             prohibited(port)
        case .connectionTimedOut(let port, let time, let other):
            timedOut(port, time, otherPortAnswers: other)
        case .unreachable(let port):                      unreachable(port)
        case .connectionReset(let port):                  connectionReset(port)
        case .notTested(let why):                         notTested(why)
        case .handshakeAlert(let alert):                  handshakeAlert(alert)
        case .handshakeRefusedByUs(let alert, let reason): handshakeRefused(alert, reason)
        case .plainHTTPOnTLSPort(let port):               plainHTTP(port)
        case .notTLS(let port, let name):                 notTLS(port, name)
        case .handshakeClosed(let wasReset):              handshakeClosed(wasReset: wasReset)
        case .handshakeStalled(let time):                 handshakeStalled(time)
        case .certificateMessageTooLarge:                 certificateTooLarge()
        case .handshakeBroken(let reason):                handshakeBroken(reason)
        case .clientCertificateAsked(let isPull, let authorities):
            clientCertificateAsked(isCloudflarePull: isPull, authorities)
        case .clientCertificateRequired(let alert):       clientCertificateRequired(alert)
        case .helloRetry(let group):                      helloRetry(group)
        case .onlyBeyondEdge(let version, let cipher, let group):
            onlyBeyondEdge(version, cipher, group)
        case .tripleDESOnly(let version):                 tripleDESOnly(version)
        case .defaultCertificate(let subject):            defaultCertificate(subject)
        case .serverNameChoosesCertificate(let subject):  serverNameChooses(subject)
        case .serverNameNeeded:                           serverNameNeeded()
        case .serverNameNotKnown(let subject):            serverNameNotKnown(subject)
        case .chainDefect(let defect):                    words(defect, isCertain: true)
        case .chainUncertain(let defect):                 words(defect, isCertain: false)
        case .chainRemark(let finding):                   words(finding)
        case .emptyAnswer(let leg):                       emptyAnswer(leg)
        case .malformedAnswer(let leg, let reason):       malformedAnswer(leg, reason)
        case .headerTooLarge(let leg, let bytes):         headerTooLarge(leg, bytes)
        case .largeHeader(let leg, let bytes):            largeHeader(leg, bytes)
        case .answerReset(let leg):                       answerReset(leg)
        case .answerTimedOut(let leg, let time):          answerTimedOut(leg, time)
        case .brokenHTTP2(let reason, let older):         brokenHTTP2(reason, older)
        case .bodyBroken(let leg):                        bodyBroken(leg)
        case .strangerRefused(let leg, let status):       strangerRefused(leg, status)
        case .serverError(let leg, let status):           serverError(leg, status)
        case .answeredByEdge(let leg, let ray):           answeredByEdge(leg, ray)
        case .redirectsToHTTPS:                           redirectsToHTTPS()
        case .redirectsToHTTP:                            redirectsToHTTP()
        case .redirectLoop(let modes, let trust):         redirectLoop(modes, trust)
        case .redirectsToOtherHost(let host):             redirectsToOtherHost(host)
        case .severalLocations(let leg):                  severalLocations(leg)
        case .refreshes(let leg, let target):             refreshes(leg, target)
        case .renewalBlocked(let outcome, let passing):   renewalBlocked(outcome, passing)
        case .renewalNeedsCertificate(let without):       renewalNeedsCertificate(without)
        case .renewalClosedElsewhere(let modes):          renewalClosedElsewhere(modes)
        case .contentDiffers(let difference):             contentDiffers(difference)
        case .placeholderSite(let site):                  placeholderSite(site)
        case .originsDisagree(let count):                 originsDisagree(count)
        case .edgeNotCovered(let name):                   edgeNotCovered(name)
        case .portNotProxied(let port):                   portNotProxied(port)
        }
    }
}

/// The words of `-v`.
extension Wording {
    static func name(_ anchor: AnchorClass) -> TerminalText {
        switch anchor {
        case .publicRoot: "a public root"
        case .originCA: "Cloudflare Origin CA"
        case .custom: "a root you named"
        case .selfSigned: "none: self-signed"
        case .unknown: "none found"
        }
    }

    static func words(_ ruling: ChainRuling) -> TerminalText {
        switch ruling {
        case .accepted: "accepted"
        case .rejected(let defects): "rejected: \(shortList(defects.map { "\($0.id)" }))"
        case .uncertain(let defects): "uncertain: \(shortList(defects.map { "\($0.id)" }))"
        }
    }

    /// One step of a visitor's walk.
    static func words(_ step: WalkStep) -> TerminalText {
        let place: TerminalText =
            "\(TerminalText(trusted: step.scheme.rawValue))\(TerminalText(untrusted: step.path, limit: 24))"
        switch step.route {
        case .redirectToHTTP, .redirectToHTTPS: return "\(place) (edge)"
        case .plain, .tls: break
        }
        return switch step.answer {
        case .status, .edgeError, .unknown: place
        case .redirect(let status, _): "\(place) \(status)"
        }
    }
}
