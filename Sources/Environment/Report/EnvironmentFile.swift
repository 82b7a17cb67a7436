import Foundation

/// A record of an environment in a file.
public struct EnvironmentFile: Sendable {
    /// The path of the file.
    public let path: String
    let tree: [String: JSONTree]

    /// Its name in a folder of results.
    public static let name = "environment.json"

    /// No record of any machine is that large.
    private static let mostBytes = 64 << 20

    /// Reads a record.
    ///
    /// - Parameter path: of the file, or of a folder of results that holds one.
    public init(_ path: String) throws(EnvironmentFileError) {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let file = exists && isFolder.boolValue ? "\(path)/\(Self.name)" : path
        try self.init(path: file, bytes: try Self.read(file))
    }

    init(path: String, bytes: Data) throws(EnvironmentFileError) {
        self.path = path
        let value: JSONTree
        do {
            value = try JSONDecoder().decode(JSONTree.self, from: bytes)
        } catch {
            throw Self.fault(in: bytes, path)
        }
        guard case .object(let members) = value, case .integer(let version) = members["schema_version"] else {
            throw EnvironmentFileError(path, line: 1, "not an environment record: it has no schema_version")
        }
        guard version == EnvironmentRecord.currentSchemaVersion else {
            throw EnvironmentFileError(
                path, line: Self.line(of: "\"schema_version\"", in: bytes),
                "schema_version is \(version) but this version knows \(EnvironmentRecord.currentSchemaVersion); "
                    + "use the version that wrote the file")
        }
        tree = members
    }

    /// A record that is in no file yet.
    public init(of record: EnvironmentRecord) throws(EnvironmentFileError) {
        try self.init(path: Self.name, bytes: Data(record.json.utf8))
    }

    init(path: String, tree: [String: JSONTree]) { (self.path, self.tree) = (path, tree) }

    private static func read(_ path: String) throws(EnvironmentFileError) -> Data {
        guard let file = fopen(path, "re") else {
            throw EnvironmentFileError(path, "cannot open: \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&block, 1, block.count, file), count > 0 {
            bytes += block.prefix(count)
            guard bytes.count <= mostBytes else { throw EnvironmentFileError(path, "too large for a record") }
        }
        guard ferror(file) == 0 else {
            throw EnvironmentFileError(path, "cannot read: \(String(cString: strerror(errno)))")
        }
        return Data(bytes)
    }

    /// What is wrong with the text: Foundation says it in words only, with a place or without one.
    private static func fault(in bytes: Data, _ path: String) -> EnvironmentFileError {
        if bytes.allSatisfy({ $0 <= UInt8(ascii: " ") }) {
            return EnvironmentFileError(path, line: 1, "the file is empty")
        }
        var words = "not valid JSON"
        do {
            _ = try JSONSerialization.jsonObject(with: bytes)
        } catch {
            words = (error as NSError).userInfo["NSDebugDescription"] as? String ?? words
        }
        if let place = words.firstMatch(of: /character ([0-9]+)/).flatMap({ Int($0.1) }) {
            let line = line(at: place, in: bytes)
            return EnvironmentFileError(path, line: line, "not valid JSON: something does not belong here")
        }
        let isCutOff = words.contains("end of file")
        return EnvironmentFileError(
            path, line: line(at: bytes.count, in: bytes),
            isCutOff ? "not valid JSON: the file ends within a value" : "not valid JSON")
    }

    /// From 1 on; the end of the last line is part of it.
    private static func line(at offset: Int, in bytes: Data) -> Int {
        bytes.dropLast().prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
    }

    private static func line(of word: String, in bytes: Data) -> Int {
        bytes.range(of: Data(word.utf8)).map { line(at: $0.lowerBound - bytes.startIndex, in: bytes) } ?? 1
    }
}
