public import EdgePolicy
internal import OriginFacts

/// The table of findings: one row a case, its words in the file of its subject.
extension Wording {
    /// What to say about a finding.
    // swift-format-ignore
    public func words(_ finding: Finding) -> FindingWords {
        let at = finding.addresses
        return switch finding.kind {
        case .nameUnresolved(let name, let answer):       nameUnresolved(name, answer)
        case .originNameUnresolved(let name, let answer): originNameUnresolved(name, answer)
        case .resolverFailed(let name, let answer):       resolverFailed(name, answer)
        case .proxiedName(let addresses):                 proxiedName(addresses)
        case .originIsEdge(let addresses):                originIsEdge(addresses)
        case .forbiddenAddress(let address, let scope):   forbiddenAddress(address, scope)
        case .noOriginToJudge(let service, let name):     noOriginToJudge(service, name)
        case .saasProvider(let name):                     saasProvider(name)
        case .connectionRefused(let port, let other):     refused(port, otherPortAnswers: other, at)
        case .connectionProhibited(let port):             prohibited(port, at)
        case .connectionTimedOut(let port, let time, let other):
            timedOut(port, time, otherPortAnswers: other, at)
        case .unreachable(let port):                      unreachable(port, at)
        case .connectionReset(let port):                  connectionReset(port, at)
        case .notTested(let why):                         notTested(why)
        case .handshakeAlert(let alert):                  handshakeAlert(alert, at)
        case .handshakeRefusedByUs(let alert, let reason): handshakeRefused(alert, reason, at)
        case .plainHTTPOnTLSPort(let port):               plainHTTP(port, at)
        case .notTLS(let port, let name):                 notTLS(port, name, at)
        case .handshakeClosed(let wasReset):              handshakeClosed(wasReset: wasReset, at)
        case .handshakeStalled(let time):                 handshakeStalled(time, at)
        case .certificateMessageTooLarge:                 certificateTooLarge(at)
        case .handshakeBroken(let reason):                handshakeBroken(reason, at)
        case .clientCertificateAsked(let isPull, let authorities):
            clientCertificateAsked(isCloudflarePull: isPull, authorities)
        case .clientCertificateRequired(let alert):       clientCertificateRequired(alert, at)
        case .helloRetry(let group):                      helloRetry(group)
        case .chainDefect(let defect):                    words(defect, isCertain: true, at)
        case .chainUncertain(let defect):                 words(defect, isCertain: false, at)
        case .chainRemark(let finding):                   words(finding, at)
        case .emptyAnswer(let leg):                       emptyAnswer(leg, at)
        case .malformedAnswer(let leg, let reason):       malformedAnswer(leg, reason, at)
        case .headerTooLarge(let leg, let bytes):         headerTooLarge(leg, bytes, at)
        case .largeHeader(let leg, let bytes):            largeHeader(leg, bytes, at)
        case .answerReset(let leg):                       answerReset(leg, at)
        case .answerTimedOut(let leg, let time):          answerTimedOut(leg, time, at)
        case .brokenHTTP2(let reason):                    brokenHTTP2(reason)
        case .strangerRefused(let leg, let status):       strangerRefused(leg, status)
        case .serverError(let leg, let status):           serverError(leg, status, at)
        case .answeredByEdge(let leg, let ray):           answeredByEdge(leg, ray)
        case .redirectsToHTTPS:                           redirectsToHTTPS()
        case .redirectsToHTTP:                            redirectsToHTTP()
        case .redirectLoop(let modes, let trust):         redirectLoop(modes, trust)
        case .redirectsToOtherHost(let host):             redirectsToOtherHost(host)
        case .contentDiffers(let difference):             contentDiffers(difference, at)
        case .placeholderSite(let site):                  placeholderSite(site, at)
        case .originsDisagree(let count):                 originsDisagree(count)
        case .edgeNotCovered(let name):                   edgeNotCovered(name)
        case .portNotProxied(let port):                   portNotProxied(port)
        }
    }
}
