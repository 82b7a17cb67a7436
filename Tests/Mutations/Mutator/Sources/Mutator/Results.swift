import Foundation
import Synchronization

/// What became of a mutant.
public enum Fate: String, Sendable {
    case killed
    case survived
    /// No test and no check reaches its place.
    case unreached
}

/// The fates of mutants, kept in a file, so that a run goes on where one stopped. For two threads.
final class Results: Sendable {
    struct Entry: Sendable {
        let fate: Fate
        /// The subject that killed it.
        let killer: String
    }

    private let file: URL
    private let entries: Mutex<[String: Entry]>

    /// - Parameter fingerprint: fates under another one are left behind.
    init(folder: URL, fingerprint: String) throws {
        file = folder.appending(path: "results")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n")
        var entries: [String: Entry] = [:]
        if lines.first.map(String.init) == fingerprint {
            for line in lines.dropFirst() {
                let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                guard parts.count == 3, let fate = Fate(rawValue: parts[1]) else { continue }
                entries[parts[0]] = Entry(fate: fate, killer: parts[2])
            }
        } else {
            try (fingerprint + "\n").write(to: file, atomically: true, encoding: .utf8)
        }
        self.entries = Mutex(entries)
    }

    subscript(id: String) -> Entry? { entries.withLock { $0[id] } }

    func note(_ id: String, _ entry: Entry) throws {
        try entries.withLock { entries in
            entries[id] = entry
            let handle = try FileHandle(forWritingTo: file)
            defer { try? handle.close() }
            try handle.seekToEnd()
            try handle.write(contentsOf: Data("\(id)\t\(entry.fate.rawValue)\t\(entry.killer)\n".utf8))
        }
    }

    /// How often each subject has killed.
    var kills: [String: Int] {
        entries.withLock { entries in
            entries.values.reduce(into: [:]) { if $1.fate == .killed { $0[$1.killer, default: 0] += 1 } }
        }
    }
}
