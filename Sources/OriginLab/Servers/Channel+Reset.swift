internal import Glibc
internal import NIOCore

extension Channel {
    /// Closes with RST: a socket that lingers for no time throws away what is in flight (`tcp(7)`).
    func reset() {
        if let socket = self as? any SocketOptionProvider {
            socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
                self.close(mode: .all, promise: nil)
            }
        } else {
            close(mode: .all, promise: nil)
        }
    }
}
