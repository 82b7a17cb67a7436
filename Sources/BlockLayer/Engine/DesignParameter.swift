/// A choice that a design can be given behind its name, as `task-fifo:512` or `busy-array:packed`.
public struct DesignParameter: Sendable {
    /// The name of the choice, in a word.
    public var name: String
    public var values: Values

    /// The values that a parameter can have.
    public enum Values: Sendable {
        case numbers(ClosedRange<Int>, defaultValue: Int)
        /// The first is the default. A design is made with the word's place.
        case words([String])
    }

    /// The value that the design has without a word behind its name.
    public var defaultValue: Int {
        switch values {
        case .numbers(_, let defaultValue): defaultValue
        case .words: 0
        }
    }

    /// The value of a word behind the name; nil if it is none.
    public func value(of word: String) -> Int? {
        switch values {
        case .numbers(let range, _):
            guard let number = Int(word), range.contains(number) else { return nil }
            return number
        case .words(let words): return words.firstIndex(of: word)
        }
    }

    /// The word for a value.
    func word(of value: Int) -> String {
        switch values {
        case .numbers: String(value)
        case .words(let words): words[value]
        }
    }

    /// The values that are allowed, for people.
    public var range: String {
        switch values {
        case .numbers(let range, _): "from \(range.lowerBound) to \(range.upperBound)"
        case .words(let words): words.joined(separator: " or ")
        }
    }

    /// The choice in one line: `number of leaves: from 1 to 65536 (default: 128)`.
    public var text: String { "\(name): \(range) (default: \(word(of: defaultValue)))" }
}

/// How the shared words of a design lie in memory.
enum WordLayout: Int, Sendable, BitwiseCopyable {
    /// Each word on cache lines of its own.
    case padded
    /// Side by side, as in the code that was posted: neighbours share a cache line.
    case packed

    /// The parameter of designs that have both.
    static var parameter: DesignParameter {
        DesignParameter(name: "layout of its words", values: .words(["padded", "packed"]))
    }
}
