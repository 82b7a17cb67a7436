/// A section of a fio job file; of a job, with the options of the `[global]` sections before it.
struct FioSection: Sendable {
    /// What stands in the brackets.
    let name: String
    /// `FILE:LINE` of the brackets.
    let place: String
    /// In the order of their lines, the globals first; none twice.
    private(set) var options: [FioOption] = []
    private var ownNames: Set<String> = []

    init(_ name: String, at place: String) {
        self.name = name
        self.place = place
    }

    subscript(name: String) -> FioOption? { options.first { $0.name == name } }

    /// Adds a line of the section, in place of what `[global]` said.
    /// - Throws: `usage` if the section has the option already: fio does not say which of them counts.
    mutating func add(_ option: FioOption) throws(HarnessError) {
        guard ownNames.insert(option.name).inserted else {
            throw option.error("[\(name)] has \(option.name) twice")
        }
        options.removeAll { $0.name == option.name }
        options.append(option)
    }

    /// The option, if the section itself sets it.
    func own(_ name: String) -> FioOption? { ownNames.contains(name) ? self[name] : nil }

    /// Takes over the options of a `[global]` section that the section does not set itself.
    mutating func inherit(_ globals: FioSection) {
        options = globals.options.filter { !ownNames.contains($0.name) } + options
    }

    /// Lets the next `[global]` section add to this one.
    mutating func reopen() {
        ownNames = []
    }

    /// Leaves out options, of which something else decides.
    mutating func remove(_ names: Set<String>) {
        options.removeAll { names.contains($0.name) }
    }
}
