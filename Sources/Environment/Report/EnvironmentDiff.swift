import Foundation

/// What differs between two environments, by path: `devices.nvme0n1.scheduler: none -> mq-deadline`.
public struct EnvironmentDiff: Sendable {
    /// A value that is not the same in both, or whole objects that only one has.
    public struct Change: Equatable, Sendable {
        /// The keys on the way, from the outermost on.
        public let path: [String]
        let before: JSONTree
        let after: JSONTree

        /// Whether the value always changes, so that a difference means nothing.
        public var isVolatile: Bool { EnvironmentDiff.isVolatile(path) }

        /// Whether it makes another machine of it, so that a change of a number could be its doing. What else lasts is
        /// the program itself and what is for information.
        public var isDecisive: Bool {
            !isVolatile && EnvironmentDiff.decisivePaths.contains { path.starts(with: $0) }
        }

        /// Whether it is a whole device that only one of both has: that which runs used, not what it is like.
        public var isPresenceOfDevice: Bool { path.count == 2 && path[0] == "devices" }

        /// `kernel.release: 6.1 -> 6.12`.
        public var text: String {
            let name = path.joined(separator: ".")
            if case (.null, .object) = (before, after) { return "\(name): only in the second" }
            if case (.object, .null) = (before, after) { return "\(name): only in the first" }
            return "\(name): \(before.line) -> \(after.line)"
        }

        /// What is listed together: a device, or one part of the rest.
        fileprivate var group: ArraySlice<String> { path.prefix(path.first == "devices" ? 2 : 1) }
    }

    /// In the order of their paths.
    public let changes: [Change]

    /// Measured, or moving by themselves.
    private static let volatilePaths = [
        ["time"], ["load"], ["clock", "reason"], ["clock", "ticks_per_second"],
        ["devices", "*", "temperature_millicelsius"],
    ]

    static func isVolatile(_ path: [String]) -> Bool {
        volatilePaths.contains { pattern in
            pattern.count <= path.count && zip(pattern, path).allSatisfy { $0 == "*" || $0 == $1 }
        }
    }

    private static let decisivePaths = [
        ["kernel"], ["virtualisation"], ["cpus"], ["numa_nodes"], ["clock", "source"],
        ["clock", "kernel_source"], ["devices"],
    ]

    public init(from before: EnvironmentFile, to after: EnvironmentFile) {
        changes = Self.changes([], .object(before.tree), .object(after.tree))
    }

    /// The changes that say something.
    public var lasting: [Change] { changes.filter { !$0.isVolatile } }

    /// Group by group, with empty lines between, then what is volatile, then a line that counts.
    public var text: String {
        var paragraphs: [[String]] = []
        var group: ArraySlice<String>?
        for change in lasting {
            if change.group != group { paragraphs.append([]) }
            paragraphs[paragraphs.count - 1].append(change.text)
            group = change.group
        }
        let volatile = changes.filter(\.isVolatile)
        if !volatile.isEmpty {
            paragraphs.append(["always changing:"] + volatile.map { "  " + $0.text })
        }
        paragraphs.append([summary])
        return paragraphs.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    /// `2 differences`; what is volatile is not counted.
    public var summary: String {
        switch lasting.count {
        case 0: "the environments are the same"
        case 1: "1 difference"
        default: "\(lasting.count) differences"
        }
    }

    /// What is missing is not known, as what is null.
    private static func changes(_ path: [String], _ before: JSONTree, _ after: JSONTree) -> [Change] {
        guard case .object(let left) = before, case .object(let right) = after else {
            return before == after ? [] : [Change(path: path, before: before, after: after)]
        }
        let keys = left.merging(right) { $1 }
        return JSONTree.sorted(keys).flatMap { key, _ in
            changes(path + [key], left[key] ?? .null, right[key] ?? .null)
        }
    }
}

extension EnvironmentDiff {
    /// A list of objects with the keys `path`, `before`, `after` and `volatile`.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(changes) else { return "[]\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}

extension EnvironmentDiff.Change: Encodable {
    private enum Key: String, CodingKey {
        case path, before, after, volatile
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(path.joined(separator: "."), forKey: .path)
        try object.encode(before, forKey: .before)
        try object.encode(after, forKey: .after)
        try object.encode(isVolatile, forKey: .volatile)
    }
}
