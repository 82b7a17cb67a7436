/// What a workload does with its blocks: fio's `rw`.
public enum AccessMode: String, CaseIterable, Sendable {
    case read, write, randread, randwrite, rw, randrw

    /// Reads fio's word; `readwrite` is another word for `rw`. Nil for anything else.
    public init?(word: String) {
        self.init(rawValue: word == "readwrite" ? "rw" : word)
    }

    /// Whether blocks are chosen at random.
    public var isRandom: Bool {
        switch self {
        case .randread, .randwrite, .randrw: true
        case .read, .write, .rw: false
        }
    }

    /// Whether it both reads and writes.
    public var isMixed: Bool { self == .rw || self == .randrw }

    /// The percentage of reads, where mixed modes have `mix` of them.
    public func readPercent(mix: Int) -> Int {
        switch self {
        case .read, .randread: 100
        case .write, .randwrite: 0
        case .rw, .randrw: mix
        }
    }
}
