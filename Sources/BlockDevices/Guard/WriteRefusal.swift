/// That a block device or file is not written to. Prints as one line: all that is in the way, and what to do.
public struct WriteRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// The target as the caller names it.
    let path: String
    let obstacles: [Obstacle]

    init(_ path: String, _ obstacles: [Obstacle]) {
        self.path = path
        self.obstacles = obstacles
    }

    public var description: String {
        let reasons = obstacles.map { $0.text(about: path) }
        return "refusing to write to \(plain(path)): \(listed(reasons, separator: "; "))"
    }
}
