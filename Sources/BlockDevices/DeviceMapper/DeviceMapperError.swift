/// Why a mapped device could not be looked at, made or removed: one line with what to do.
public struct DeviceMapperError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
