import Harness

/// Options that are repeated on a command line. Of a setting the last one counts, as with fio; of devices fio takes
/// all, and the parser would silently drop the first.
enum RepeatedOption {
    private static let single: Set = ["--filename", "--table", "--stack", "--kernel-device"]

    /// - Parameter arguments: the command line without the program.
    /// - Throws: `usage` for the first that two would mean both.
    static func check(_ arguments: some Sequence<String>) throws(HarnessError) {
        var seen: Set<String> = []
        for word in arguments.prefix(while: { $0 != "--" }) {
            let name = String(word.prefix { $0 != "=" })
            guard !single.contains(name) || seen.insert(name).inserted else {
                throw .usage(
                    "\(name) is there twice: a --table says how IOs are divided over several devices")
            }
        }
    }
}
