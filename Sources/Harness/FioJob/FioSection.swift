/// A section of a fio job file; of a job, with the options of the `[global]` sections before it.
struct FioSection: Sendable {
    /// What stands in the brackets.
    let name: String
    /// `FILE:LINE` of the brackets.
    let place: String
    /// In the order of their lines, the globals first; none twice.
    private(set) var options: [FioOption] = []
    private var ownNames: Set<String> = []
    /// Of all options.
    private var names: Set<String> = []
    /// Options that were found wrong: the job has them, but they are not read.
    private var refusedNames: Set<String> = []

    /// More than fio has.
    private static let mostOptions = 1000

    init(_ name: String, at place: String) {
        self.name = name
        self.place = place
    }

    /// The option, unless the job lacks it or it was refused.
    subscript(name: String) -> FioOption? {
        refusedNames.contains(name) ? nil : options.first { $0.name == name }
    }

    /// Whether the job says something of it, be it wrong.
    func mentions(_ name: String) -> Bool { names.contains(name) }

    /// An error of the job as a whole.
    func error(_ reason: String) -> HarnessError { .usage("\(place): [\(name)] \(reason)") }

    /// Adds a line of the section, in place of what `[global]` said.
    /// - Throws: `usage` if the section has the option already: fio does not say which of them counts.
    mutating func add(_ option: FioOption) throws(HarnessError) {
        guard ownNames.insert(option.name).inserted else {
            throw option.error("[\(name)] has \(option.name) twice")
        }
        guard options.count < Self.mostOptions else {
            throw option.error("[\(name)] has more options than fio knows")
        }
        if !names.insert(option.name).inserted { options.removeAll { $0.name == option.name } }
        options.append(option)
    }

    /// The option, if the section itself sets it.
    func own(_ name: String) -> FioOption? { ownNames.contains(name) ? self[name] : nil }

    /// Takes over the options of a `[global]` section that the section does not set itself.
    mutating func inherit(_ globals: FioSection) {
        options = globals.options.filter { !ownNames.contains($0.name) } + options
        names.formUnion(globals.names)
    }

    /// Lets the next `[global]` section add to this one.
    mutating func reopen() {
        ownNames = []
    }

    /// Leaves out options, of which something else decides.
    mutating func remove(_ names: Set<String>) {
        options.removeAll { names.contains($0.name) }
        self.names.subtract(names)
    }

    /// Keeps an option from being read that is wrong.
    mutating func refuse(_ name: String) {
        refusedNames.insert(name)
    }
}
