import Foundation

/// The lines of a job file and of the files that it includes, as fio 3.33 reads them: `;` and `#` begin comments
/// wherever they stand.
struct FioLines {
    struct Line {
        /// Without comments and the blanks around it; never empty.
        let text: String
        /// `FILE:LINE`.
        let place: String
        /// Whether it is of a file that another includes.
        let isIncluded: Bool
    }

    private(set) var lines: [Line] = []
    /// The faults of lines that include other files.
    private(set) var faults = FioFaults()

    /// Files that include each other have no end.
    private static let deepest = 16
    /// Files that include others several times have many lines, though each is short.
    private static let mostFiles = 1000
    private static let mostBytes = 16 << 20
    private var fileCount = 0
    private var byteCount = 0

    init(_ text: String, source: String) {
        read(text, source, depth: 0)
    }

    private mutating func read(_ text: String, _ source: String, depth: Int) {
        // By byte: "\r\n" is one Character.
        for (index, bytes) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let line = Self.strip(String(decoding: bytes, as: UTF8.self))
            let place = "\(source):\(index + 1)"
            if line.isEmpty { continue }
            guard line.hasPrefix("include ") else {
                lines.append(Line(text: line, place: place, isIncluded: depth > 0))
                continue
            }
            let name = line.dropFirst("include ".count).trimmingCharacters(in: .whitespaces)
            do throws(HarnessError) {
                try include(name, from: source, depth: depth + 1)
            } catch {
                faults.add(.usage("\(place): \(line): \(error)"))
            }
        }
    }

    /// A file that is not in the working folder is looked for beside the one that includes it.
    private mutating func include(_ name: String, from source: String, depth: Int) throws(HarnessError) {
        guard depth <= Self.deepest else { throw .usage("files include each other without end") }
        fileCount += 1
        guard fileCount <= Self.mostFiles, byteCount <= Self.mostBytes else {
            throw .usage(
                "more is included than is read here, \(Self.mostFiles) files or \(Self.mostBytes) bytes")
        }
        var path = name
        if access(name, F_OK) != 0, let slash = source.lastIndex(of: "/") { path = source[...slash] + name }
        let text = try readText(path, mostBytes: Self.mostBytes)
        byteCount += text.utf8.count
        read(text, path, depth: depth)
    }

    private static func strip(_ line: String) -> String {
        String(line.prefix { $0 != ";" && $0 != "#" }).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
