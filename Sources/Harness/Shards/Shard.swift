/// One of several parts of a matrix, for a process or a host of its own.
public struct Shard: Hashable, Sendable, CustomStringConvertible {
    /// From 1 to ``count``.
    public let number: Int
    /// The number of parts.
    public let count: Int

    /// More than there are hosts and CPUs anywhere.
    private static let most = 10_000

    /// Reads `I/N`.
    public init(parsing text: String) throws(HarnessError) {
        let words = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 2, let number = try? Parse.number(words[0]),
            let count = try? Parse.number(words[1])
        else { throw .usage("expected I/N, for example 1/3") }
        self.count = try Self.count(count)
        guard (1...count).contains(number) else {
            throw .usage("shards of \(count) are numbered from 1/\(count) to \(count)/\(count)")
        }
        self.number = number
    }

    /// Reads the number of parts.
    public static func count(_ text: String) throws(HarnessError) -> Int {
        try count(try Parse.number(text))
    }

    private static func count(_ count: Int) throws(HarnessError) -> Int {
        guard (1...most).contains(count) else {
            throw .usage("the number of shards must be from 1 to \(most)")
        }
        return count
    }

    /// `1/3`
    public var description: String { "\(number)/\(count)" }

    /// What a folder of its results is called, behind the name of the matrix: `1-of-3`.
    public var folderName: String { "\(number)-of-\(count)" }
}
