import BlockDevices
import BlockLayer
import Harness
import RandomNumbers
import Tables

/// Whether the parser and the kernel take the same tables: valid ones, and ones of which a word was changed.
struct TableCheck {
    private let leafSectors: Int
    private let leaf: String
    private var random: RandomGenerator
    private var tables: RandomTables
    private(set) var takenByBoth = 0
    private(set) var refusedByBoth = 0

    init(leaves: [String], leafSectors: Int, seed: UInt64) {
        self.leafSectors = leafSectors
        leaf = leaves[0]
        random = RandomGenerator(seed: seed, stream: 1)
        tables = RandomTables(leaves: leaves, leafSectors: leafSectors, seed: seed)
    }

    /// What the two make of one text, where they differ; nil where they agree.
    mutating func next() throws -> String? {
        let text = spoilt(flat())
        let ours = refusal(text)
        let theirs = try kernelRefusal(text)
        switch (ours, theirs) {
        case (nil, nil): takenByBoth += 1
        case (_?, _?): refusedByBoth += 1
        case (let ours?, nil): return "only we refuse '\(Self.oneLine(text))': \(ours)"
        case (nil, let theirs?): return "only the kernel refuses '\(Self.oneLine(text))': \(theirs)"
        }
        return nil
    }

    private static func oneLine(_ text: String) -> String {
        text.split(separator: "\n").joined(separator: " | ")
    }

    /// A table of one device over real ones.
    private mutating func flat() -> [[String]] {
        while true {
            let lines = tables.next().split(separator: "\n").map { line in
                line.split(separator: " ").dropFirst().map(String.init)
            }
            if !lines.joined().contains(where: { $0.hasPrefix("level") }) { return lines }
        }
    }

    /// The text with one word changed, or none.
    private mutating func spoilt(_ lines: [[String]]) -> String {
        var lines = lines
        let line = Int.random(in: 0..<lines.count, using: &random)
        let word = Int.random(in: 0..<lines[line].count, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: break
        case 1: lines[line].remove(at: word)
        case 2: lines[line].insert(lines[line][word], at: word)
        case 3: lines.remove(at: line)
        case 4: lines.insert(lines[line], at: line)
        default: lines[line][word] = replacement(for: lines[line][word])
        }
        // The kernel does not look at what stands behind `error`; we do.
        for line in lines.indices where lines[line].dropFirst(2).first == "error" {
            lines[line] = Array(lines[line].prefix(3))
        }
        // Without a target the kernel makes a device that has no table: not what a table is for.
        if lines.joined().isEmpty { lines = [["0", "8", "zero"]] }
        return lines.map { $0.joined(separator: " ") }.joined(separator: "\n")
    }

    private mutating func replacement(for word: String) -> String {
        guard let number = Int(word) else {
            let others = [
                "zero", "error", "linear", "striped", "mirror", "nosync", "core", "nonsense", leaf, "0",
            ]
            return others.randomElement(using: &random)!
        }
        let near = [
            number - 1, number + 1, number * 2, number / 2, 0, 1, 2, 3, 8, leafSectors, leafSectors - number,
        ]
        let odd = ["\(number)x", "0\(number)", "\(UInt32.max)", "4294967296", "\(UInt64.max)"]
        return (near.filter { $0 >= 0 }.map(String.init) + odd).randomElement(using: &random)!
    }

    private func refusal(_ text: String) -> String? {
        do {
            try Stack(parsing: text).check { _ in UInt64(leafSectors) }
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Throws if something else than the table keeps the kernel from making the device.
    private func kernelRefusal(_ text: String) throws -> String? {
        let device = NewMappedDevice(DeviceIdentity.fresh(count: 1)[0], table: text + "\n", isReadOnly: false)
        let made: MadeDevices
        do {
            made = try MadeDevices([device])
        } catch {
            return error.description
        }
        try made.remove()
        return nil
    }
}
