/// The I/O schedulers of a disk, as `queue/scheduler` lists them: `none [mq-deadline] kyber`, or `none` alone.
struct Schedulers {
    /// Nil where the disk has no scheduler attribute.
    let current: String?
    let all: [String]

    init(_ line: String) {
        let words = line.split(separator: " ")
        let chosen =
            words.first { $0.hasPrefix("[") && $0.hasSuffix("]") } ?? (words.count == 1 ? words[0] : nil)
        current = chosen.map { String($0.filter { !"[]".contains($0) }) }
        all = words.map { String($0.filter { !"[]".contains($0) }) }
    }
}
