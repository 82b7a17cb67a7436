/// What a bio does.
enum Operation: UInt8, Sendable {
    case read
    case write
}
