internal import COpenSSL
internal import OpenSSLSupport

extension [OpenSSLError] {
    /// The one that names the cause: the oldest of libssl's own that is not a mere "a call to another
    /// part failed", else the oldest of all.
    var mostTelling: OpenSSLError? {
        first { $0.library == ERR_LIB_SSL && fs_error_is_common($0.code) == 0 } ?? first
    }
}
