/// One option of a fio job file, and where it stands.
struct FioOption: Sendable {
    /// The first of fio's names for it: `bs` also where `blocksize` is written.
    let name: String
    /// Nil for a bare word.
    let value: String?
    /// As it is written.
    let text: String
    /// `FILE:LINE`.
    let place: String
    /// The section that it stands in.
    let section: String

    /// What errors begin with: `jobs.fio:7: [job] bs=4q`.
    var subject: String { "\(place): [\(section)] \(text)" }

    /// The error that says where: `jobs.fio:7: [job] bs=4q: expected …`.
    func error(_ reason: String) -> HarnessError { .usage("\(subject): \(reason)") }

    /// The value as `read` reads it; errors name its place.
    func read<Value>(_ read: (String) throws(HarnessError) -> Value) throws(HarnessError) -> Value {
        guard let value, !value.isEmpty else { throw error("a value is missing") }
        do {
            return try read(value)
        } catch {
            throw self.error(error.description)
        }
    }

    /// Whether it is on: fio takes a bare word as 1.
    func isOn() throws(HarnessError) -> Bool {
        switch value {
        case nil, "1": true
        case "0": false
        default: throw error("expected 0 or 1")
        }
    }
}
