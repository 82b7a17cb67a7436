/// The memory that a design takes for a table.
public struct TableStateBytes: Sendable, Equatable {
    /// Those that the design needs, as it was posted.
    public var needed = 0
    /// Those that keep its words on cache lines of their own.
    public var padding = 0

    public init(needed: Int = 0, padding: Int = 0) {
        self.needed = needed
        self.padding = padding
    }

    /// Of shared words in a layout.
    init(words count: Int, _ layout: WordLayout, packedBytes: Int = 8) {
        needed = count * packedBytes
        padding = SharedWords<RealMachine>.paddingBytes(count: count, layout, packedBytes: packedBytes)
    }

    static func + (_ a: TableStateBytes, _ b: TableStateBytes) -> TableStateBytes {
        TableStateBytes(needed: a.needed + b.needed, padding: a.padding + b.padding)
    }
}
