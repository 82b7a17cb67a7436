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
    /// By source file, what tells its text from others.
    private let fingerprints: [String: String]
    private let entries: Mutex<[String: Entry]>

    /// - Parameter fingerprints: fates of mutants of a file that has another one now are left behind.
    init(folder: URL, mutants: [Mutant], fingerprints: [String: String]) throws {
        file = folder.appending(path: "results")
        self.fingerprints = fingerprints
        let files = Dictionary(mutants.map { ($0.id, $0.file) }) { first, _ in first }
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        var entries: [String: Entry] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, let fate = Fate(rawValue: parts[1]), let file = files[parts[0]],
                fingerprints[file] == parts[3]
            else { continue }
            entries[parts[0]] = Entry(fate: fate, killer: parts[2])
        }
        if text.isEmpty { try Data().write(to: file) }
        self.entries = Mutex(entries)
    }

    subscript(id: String) -> Entry? { entries.withLock { $0[id] } }

    func note(_ mutant: Mutant, _ entry: Entry) throws {
        let parts = [mutant.id, entry.fate.rawValue, entry.killer, fingerprints[mutant.file] ?? ""]
        try entries.withLock { entries in
            entries[mutant.id] = entry
            let handle = try FileHandle(forWritingTo: file)
            defer { try? handle.close() }
            try handle.seekToEnd()
            try handle.write(contentsOf: Data((parts.joined(separator: "\t") + "\n").utf8))
        }
    }

    /// How often each subject has killed.
    var kills: [String: Int] {
        entries.withLock { entries in
            entries.values.reduce(into: [:]) { if $1.fate == .killed { $0[$1.killer, default: 0] += 1 } }
        }
    }
}
