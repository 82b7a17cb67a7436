import Foundation
import Units

extension EnvironmentFile {
    /// Names the environment: records that differ in nothing that lasts have the same.
    public var id: String {
        let lasting = Self.values([], .object(tree)).filter { !EnvironmentDiff.isVolatile($0.path) }
        return Fingerprint(lasting.map { "\($0.path.joined(separator: ".")): \($0.text)\n" }.joined())
            .description
    }

    /// The name of a file that is not the first of its folder.
    public static func name(ofFurther id: String) -> String { "environment-\(id).json" }

    /// What is known, in the order of the paths.
    private static func values(_ path: [String], _ value: JSONTree) -> [(path: [String], text: String)] {
        switch value {
        case .null: []
        case .object(let members): JSONTree.sorted(members).flatMap { values(path + [$0.key], $0.value) }
        default: [(path, value.line)]
        }
    }
}

/// The records of a folder of results: `environment.json`, and `environment-ID.json` for each other environment in
/// which later rows were measured.
public struct EnvironmentFolder: Sendable {
    /// The first first; none where the folder has no record.
    public let files: [EnvironmentFile]

    /// - Parameter path: a folder of results.
    /// - Throws: what is wrong with a record.
    public init(_ path: String) throws(EnvironmentFileError) {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let further = all.filter { $0.wholeMatch(of: /environment-[0-9a-f]{16}\.json/) != nil }.sorted()
        let names = (all.contains(EnvironmentFile.name) ? [EnvironmentFile.name] : []) + further
        files = try names.map { (name) throws(EnvironmentFileError) in try EnvironmentFile("\(path)/\(name)")
        }
    }

    /// The file that a record belongs into: that of the same environment if there is one.
    public func name(for file: EnvironmentFile) -> String {
        guard let first = files.first, first.id != file.id else { return EnvironmentFile.name }
        return EnvironmentFile.name(ofFurther: file.id)
    }

    /// The first way in which rows of another environment cannot be put together with these; nil if there is none. That
    /// runs used other devices is no such way.
    public func obstacle(to file: EnvironmentFile) -> EnvironmentDiff.Change? {
        Self.obstacle(files[...], to: file)
    }

    private static func obstacle(
        _ earlier: ArraySlice<EnvironmentFile>, to file: EnvironmentFile
    ) -> EnvironmentDiff.Change? {
        earlier.lazy.compactMap { earlier in
            EnvironmentDiff(from: earlier, to: file).changes.first { $0.isDecisive && !$0.isPresenceOfDevice }
        }
        .first
    }

    /// The first way in which these environments cannot be put together; nil if there is none.
    public var obstacle: EnvironmentDiff.Change? {
        files.indices.lazy.compactMap { Self.obstacle(files[..<$0], to: files[$0]) }.first
    }

    /// The first record with the devices of all; nil if there is none.
    public var merged: EnvironmentFile? {
        guard let first = files.first else { return nil }
        var tree = first.tree
        let devices = files.reversed().reduce(into: [String: JSONTree]()) { devices, file in
            if case .object(let members) = file.tree["devices"] { devices.merge(members) { $1 } }
        }
        if !devices.isEmpty { tree["devices"] = .object(devices) }
        return EnvironmentFile(path: first.path, tree: tree)
    }
}
