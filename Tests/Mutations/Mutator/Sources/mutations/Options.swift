import Foundation
import Mutator

/// What the command line asks for.
struct Options {
    var root = URL(filePath: FileManager.default.currentDirectoryPath)
    var sample: Int?
    var seed: UInt64 = 1
    var only: [String] = []
    var minutes: Double?
    /// Whether mutants that survived before are run again, for tests that are new.
    var again = false
    /// Whether the mutants are printed and not run.
    var lists = false

    static let usage = """
        mutations [--sample N] [--seed S] [--only FILE]… [--minutes M] [--again] [--list]
          --sample N    N mutants, chosen by the seed (default: all)
          --seed S      seed of the sample (default: 1)
          --only FILE   mutants of files whose path contains FILE, or one mutant by its id
          --minutes M   stop after M minutes; the same command goes on where it stopped
          --again       run mutants again that survived, after tests were added
          --list        print the mutants and run none
        """

    struct Wrong: Error {
        let description: String
    }

    init(_ arguments: [String]) throws(Wrong) {
        var rest = arguments[...]
        while let flag = rest.popFirst() {
            switch flag {
            case "--help":
                print(Self.usage)
                exit(0)
            case "--again": again = true
            case "--list": lists = true
            case "--sample":
                sample = try Self.value(&rest, of: flag) { Int($0).flatMap { $0 > 0 ? $0 : nil } }
            case "--seed": seed = try Self.value(&rest, of: flag) { UInt64($0) }
            case "--minutes":
                minutes = try Self.value(&rest, of: flag) { Double($0).flatMap { $0 > 0 ? $0 : nil } }
            case "--only": only.append(try Self.value(&rest, of: flag) { $0 })
            default: throw Wrong(description: "no such option: \(flag)")
            }
        }
    }

    private static func value<Value>(
        _ rest: inout ArraySlice<String>, of flag: String, _ parse: (String) -> Value?
    ) throws(Wrong) -> Value {
        guard let text = rest.popFirst(), let value = parse(text) else {
            throw Wrong(description: "\(flag) needs a value")
        }
        return value
    }

    var isWhole: Bool { sample == nil && only.isEmpty }

    var deadline: Date { minutes.map { Date(timeIntervalSinceNow: 60 * $0) } ?? .distantFuture }

    /// The numbers of the mutants to run.
    func chosen(from tree: MutatedTree) -> [Int] {
        var numbers = tree.mutants.indices.filter { number in
            let mutant = tree.mutants[number]
            if tree.uncompiled.contains(mutant.id) { return false }
            return only.isEmpty || only.contains { mutant.file.contains($0) || mutant.id == $0 }
        }
        guard let sample else { return numbers }
        var random = SplitMix(state: seed)
        numbers.shuffle(using: &random)
        return numbers.prefix(sample).sorted()
    }
}

/// The same numbers for the same seed.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return word ^ word >> 31
    }
}
