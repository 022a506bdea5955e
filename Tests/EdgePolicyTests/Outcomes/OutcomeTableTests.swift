import EdgePolicy
import OriginFacts
import Testing

@Suite struct `Outcome tables` {
    @Test(arguments: SampleCatalog.rows.map { ($0.sample, $0.cells) })
    func `give the ten cells of every condition`(sample: Sample, cells: String) {
        #expect(sample.cells() == cells, "\(sample.name)")
    }

    @Test func `name every edge error at least twice`() {
        let cells = SampleCatalog.rows.map(\.cells)
        for error in EdgeError.allCases {
            let rows = cells.filter {
                $0.split(separator: " ").flatMap { $0.split(separator: "+") }
                    .contains(Substring(error.rawValue))
            }
            let once: Set<EdgeError> = [.stalledHandshake]
            #expect(rows.count >= (once.contains(error) ? 1 : 2), "\(error.rawValue)")
        }
    }

    @Test func `hold a sample for every chain defect`() {
        let ids = Set(SampleCatalog.defects.map(\.id))
        #expect(ids.count == SampleCatalog.defects.count)
        #expect(ids.count == 19)
    }

    @Test(arguments: EncryptionMode.allCases, VisitorScheme.allCases)
    func `break exactly when what the mode's route needs is broken`(
        mode: EncryptionMode, scheme: VisitorScheme
    ) throws {
        func works(_ sample: Sample) throws -> Bool {
            try #require(sample.assess()[mode])[scheme].result == .works
        }
        let noPlainPort = Sample(
            "80", [.healthy(plain: .failed(.refused), http: { _ in .notTested(.notReached) })])
        let noTLSPort = Sample("443", [.withoutTLS(.failed(.refused))])
        let untrusted = Sample("chain", defects: [[.selfSigned(certificate: "CN=shop")]])
        let route = RouteTable.route(mode, visitor: scheme, port: scheme.defaultPort)
        let needsPlainPort = route == .plain || route == .redirectToHTTP
        #expect(try works(noPlainPort) == !needsPlainPort)
        #expect(try works(noTLSPort) == needsPlainPort)
        #expect(try works(untrusted) == (route != .tls(.validated)))
    }

    @Test func `upgrade http visitors at the edge when told so`() {
        let always = EdgeSettings(alwaysUseHTTPS: .on)
        for mode in EncryptionMode.allCases {
            let route = RouteTable.route(mode, visitor: .http, port: 80, settings: always)
            #expect(route == (mode == .off ? .plain : .redirectToHTTPS))
            let hsts = RouteTable.route(
                mode, visitor: .http, port: 80, settings: EdgeSettings(hsts: .on))
            #expect(hsts == .redirectToHTTPS)
        }
        #expect(Sample("healthy").cells(EdgeSettings(hsts: .on)).hasPrefix("loop loop "))
    }

    @Test(arguments: [
        (TLSAlert.handshakeFailure, Basis.inferred), (.insufficientSecurity, .inferred),
        (.unrecognizedName, .documented), (.internalError, .documented),
    ])
    func `infer what a refusal of all suites means, as not all the edge's may be offered`(
        alert: TLSAlert, basis: Basis
    ) {
        let refused = Sample("refused", [.handshake(.alertReceived(alert))]).assess()
        let full = refused.modes.first { $0.mode == .full }?.https.outcomes.first
        #expect(full?.outcome == .edgeError(.handshakeFailed))
        #expect(full?.basis == basis)
    }
}
