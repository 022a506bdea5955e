internal import DataFormats
internal import EdgePolicy
internal import OriginFacts

extension Remedy {
    /// The stable name of the kind of remedy.
    // swift-format-ignore
    var id: String {
        switch self {
        case .nameTheOrigin:            "name-the-origin"
        case .runOnTheOrigin:           "run-on-the-origin"
        case .alwaysUseHTTPS:           "always-use-https"
        case .listen:                   "listen"
        case .openPort:                 "open-port"
        case .allowCloudflareRanges:    "allow-cloudflare-ranges"
        case .fixRouting:               "fix-routing"
        case .repairChain:              "repair-chain"
        case .renewCertificate:         "renew-certificate"
        case .installCertificate:       "install-certificate"
        case .addName:                  "add-name"
        case .enableTLS:                "enable-tls"
        case .offerEdgeParameters:      "offer-edge-parameters"
        case .answerServerName:         "answer-server-name"
        case .authenticatedOriginPulls: "authenticated-origin-pulls"
        case .fixHTTPAnswer:            "fix-http-answer"
        case .disableHTTP2ToOrigin:     "disable-http2-to-origin"
        case .trustForwardedProto:      "trust-forwarded-proto"
        case .removeRedirect:           "remove-redirect"
        case .serveSameSite:            "serve-same-site"
        case .renewWithoutPath:         "renew-without-path"
        case .fixDNS:                   "fix-dns"
        case .withdrawAddress:          "withdraw-address"
        case .perHostRule:              "per-host-rule"
        case .weakerMode:               "weaker-mode"
        }
    }

    /// The id, the sentence and the configuration.
    func json(_ wording: Wording) -> JSONValue {
        let head: JSONValue = ["id": .string(id)]
        return head.adding(wording.advice(self).json)
    }
}

extension Advice {
    var json: JSONValue {
        [
            "text": .string(text.text),
            "snippets": .array(
                snippets.map { snippet in
                    [
                        "server": .string(snippet.server.text),
                        "lines": .of(snippet.lines.map(\.text)),
                        "reload": .of(snippet.reload?.text),
                    ]
                }),
        ]
    }
}
