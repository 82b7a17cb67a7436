/// What a bio does.
public enum Operation: UInt8, Sendable {
    case read
    case write
}
