/// A certificate's place in a path. The first is a leaf even when it is its own anchor.
enum PathRole: Hashable, Sendable {
    case leaf
    case intermediate
    case anchor
}
