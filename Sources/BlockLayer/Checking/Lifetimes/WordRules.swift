/// How single words may change that belong to no bio, by their addresses.
struct WordRules {
    /// What is wrong with a change from one value to another at a time; nil if nothing is.
    typealias Rule = (_ old: UInt64, _ new: UInt64, _ now: UInt64) -> String?

    private var rules: [UnsafeRawPointer: Rule] = [:]

    var isEmpty: Bool { rules.isEmpty }

    mutating func begin() {
        if !rules.isEmpty { rules.removeAll(keepingCapacity: true) }
    }

    mutating func add(_ word: UnsafeRawPointer, _ rule: @escaping Rule) {
        rules[word] = rule
    }

    func fault(of word: UnsafeRawPointer, _ old: UInt64, _ new: UInt64, _ now: UInt64) -> String? {
        rules[word].flatMap { $0(old, new, now) }
    }
}
