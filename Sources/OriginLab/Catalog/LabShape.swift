/// The kinds of origin behaviour in the catalog.
package enum LabShape: String, Hashable, Sendable, CaseIterable {
    // Correct configurations of different kinds.
    case sound
    case originCA = "origin-ca"
    case http2
    case interimAnswers = "interim-answers"

    // Faults and peculiarities of the certificate.
    case selfSigned = "self-signed"
    case outOfDate = "out-of-date"
    case wrongName = "wrong-name"
    case commonNameOnly = "common-name-only"
    case wildcard
    case incompleteChain = "incomplete-chain"
    case untidyChain = "untidy-chain"
    case unknownAuthority = "unknown-authority"
    case wrongPurpose = "wrong-purpose"
    case badIssuer = "bad-issuer"
    case badSignature = "bad-signature"
    case criticalExtension = "critical-extension"
    case mustStaple = "must-staple"
    case emptySubject = "empty-subject"
    case nameSpelling = "name-spelling"
    case hostileName = "hostile-name"
    case weakCryptography = "weak-cryptography"
    case pathLength = "path-length"
    case longChain = "long-chain"
    case oversizedChain = "oversized-chain"
    case ingressDefault = "ingress-default"

    // Faults and peculiarities of the handshake.
    case oldProtocol = "old-protocol"
    case noSharedCipher = "no-shared-cipher"
    case tripleDES = "triple-des"
    case noSharedGroup = "no-shared-group"
    case helloRetry = "hello-retry"
    case staticRSA = "static-rsa"
    case serverNameChoice = "server-name-choice"
    case severalCertificates = "several-certificates"
    case unsupportedKey = "unsupported-key"
    case unknownServerName = "unknown-server-name"
    case applicationProtocolRefused = "application-protocol-refused"
    case noCertificate = "no-certificate"
    case clientCertificate = "client-certificate"
    case clientCertificateByHTTP = "client-certificate-by-http"
    case cloudflarePull = "cloudflare-pull"

    // Faults and peculiarities of the transport.
    case closedPort = "closed-port"
    case silentPort = "silent-port"
    case stalledHandshake = "stalled-handshake"
    case plainOnTLSPort = "plain-on-tls-port"
    case tlsOnPlainPort = "tls-on-plain-port"
    case foreignBanner = "foreign-banner"
    case garbage
    case handshakeReset = "handshake-reset"
    case handshakeClosed = "handshake-closed"
    case answerReset = "answer-reset"

    // Faults and peculiarities of the response.
    case emptyAnswer = "empty-answer"
    case malformedAnswer = "malformed-answer"
    case largeHeader = "large-header"
    case tricklingAnswer = "trickling-answer"
    case noAnswer = "no-answer"
    case truncatedBody = "truncated-body"
    case brokenHTTP2 = "broken-http2"
    case oldHTTP = "old-http"
    case slowAnswer = "slow-answer"
    case largeBody = "large-body"
    case edgeInFront = "edge-in-front"
    case strangersRefused = "strangers-refused"
    case originError = "origin-error"
    case misdirected
    case otherSite = "other-site"
    case earlyAnswer = "early-answer"
    case brokenBody = "broken-body"
    case squeezedPage = "squeezed-page"
    case proxyProtocol = "proxy-protocol"
    case refreshingPage = "refreshing-page"
    case endlessBody = "endless-body"
    case challengeForbidden = "challenge-forbidden"
    case challengeSpared = "challenge-spared"

    // Kinds of redirects.
    case redirectToHTTPS = "redirect-to-https"
    case forwardedAwareRedirect = "forwarded-aware-redirect"
    case invertedRedirect = "inverted-redirect"
    case redirectChain = "redirect-chain"
    case redirectToHTTP = "redirect-to-http"
    case mutualRedirect = "mutual-redirect"
    case redirectToOtherHost = "redirect-to-other-host"
    case redirectToPath = "redirect-to-path"
    case redirectToItself = "redirect-to-itself"
    case redirectToPort = "redirect-to-port"
    case hostileRedirect = "hostile-redirect"
    case severalLocations = "several-locations"
    case longLocation = "long-location"
    case redirectWithoutLocation = "redirect-without-location"

    // Origins with several addresses.
    case mixedPool = "mixed-pool"
    case evenPool = "even-pool"
    case ipv6
}
