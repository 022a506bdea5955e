import OriginFacts
import Testing

@testable import OriginProbe

/// The targets that need no lookup before they are contacted.
@Suite struct TargetLocatorTests {
    @Test("Given addresses and addresses as hosts are known, names are not")
    func known() throws {
        let far = try #require(IPAddress("192.0.2.1"))
        var target = TestProber.target(http: 80, https: 443)
        target.addressing = .given([TestProber.loopback, far])
        #expect(place(of: target)?.plan.dialled == [TestProber.loopback, far])
        #expect(place(of: target)?.dns == nil)
        target.addressing = .dns
        #expect(place(of: target) == nil)
        target.addressing = .connectTo(.address(far))
        #expect(place(of: target)?.plan.dialled == [far])
        target.addressing = .connectTo(.name(ascii: "b.test", unicode: "b.test"))
        #expect(place(of: target) == nil)
    }

    private func place(of target: Target) -> ResolvedTarget? {
        TestProber.prober.locator(TestProber.options()).known(target)
    }
}
