import Harness

/// Options that stand twice on a command line. The parser would take the last and say nothing.
enum RepeatedOption {
    /// Those that may.
    private static let several: Set = ["--job", "--section", "--overwrite-signature"]

    /// - Parameter arguments: the command line without the program.
    /// - Throws: `usage` for the first that has two values.
    static func check(_ arguments: some Collection<String>) throws(HarnessError) {
        let words = Array(arguments.prefix { $0 != "--" })
        var seen: Set<String> = []
        for (index, word) in words.enumerated() where word.hasPrefix("--") {
            let name = String(word.prefix { $0 != "=" })
            // What stands before another option, or last, is a switch: twice is as good as once.
            let next = words.dropFirst(index + 1).first
            guard word.contains("=") || next.map({ !$0.hasPrefix("--") }) ?? false else { continue }
            guard seen.insert(name).inserted || several.contains(name) else {
                throw .usage("\(name) is there twice: \(advice(name))")
            }
        }
    }

    private static func advice(_ name: String) -> String {
        name == "--filename"
            ? "a --table says how IOs are divided over several devices"
            : "give it once; where it takes several values, they stand in a list by comma"
    }
}
