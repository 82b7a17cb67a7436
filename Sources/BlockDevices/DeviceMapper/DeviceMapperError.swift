/// The reason why a mapped device could not be read, made or removed: one line with the remedy.
public struct DeviceMapperError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
