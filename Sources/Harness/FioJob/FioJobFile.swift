import Foundation

/// A fio job file as fio 3.33 reads it: sections in brackets, an option a line, `${NAME}` is a variable of the
/// environment, `$ncpus` and the like are facts of the machine.
struct FioJobFile {
    /// The jobs, with the globals that stand above them.
    private(set) var jobs: [FioSection] = []
    /// The lines that fio would not read, and those that it would misread.
    private(set) var faults: FioFaults
    private let environment: [String: String]

    /// More than anyone runs one after the other.
    private static let mostJobs = 1000

    /// - Parameter source: the file's name for messages; files that it includes are looked for beside it.
    init(
        parsing text: String, source: String,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.environment = environment
        let lines = FioLines(text, source: source)
        faults = lines.faults
        var globals = FioSection("global", at: source)
        var current: FioSection?
        for line in lines.lines {
            if line.text.first == "[" {
                close(current, &globals)
                // The options below a wrong section are read all the same.
                current = section(line) ?? FioSection(line.text, at: line.place)
                if current?.name == globals.name { current = globals }
            } else {
                add(line, to: &current)
            }
        }
        close(current, &globals)
        if jobs.isEmpty {
            faults.add(.usage("\(source): no job: a section [NAME] that is not [global] is one"))
        }
    }

    private mutating func add(_ line: FioLines.Line, to section: inout FioSection?) {
        guard let name = section?.name else {
            faults.add(
                .usage(
                    "\(line.place): \(line.text): an option outside of a section: write [global] or [NAME] above it"
                ))
            return
        }
        do throws(HarnessError) {
            try section?.add(option(line, in: name))
        } catch {
            faults.add(error)
        }
    }

    private mutating func close(_ section: FioSection?, _ globals: inout FioSection) {
        guard var section else { return }
        if section.name == globals.name {
            section.reopen()
            globals = section
        } else if jobs.count < Self.mostJobs {
            section.inherit(globals)
            jobs.append(section)
        } else {
            faults.add(section.error("is one job too many: at most \(Self.mostJobs) are read"))
        }
    }

    /// Leaves out the jobs that have none of these names.
    mutating func keep(_ names: [String]) {
        jobs.removeAll { !names.contains($0.name) }
    }

    /// Nil for a line that is not a section, which is noted.
    private mutating func section(_ line: FioLines.Line) -> FioSection? {
        faults.take { () throws(HarnessError) in try Self.section(line) }
    }

    private static func section(_ line: FioLines.Line) throws(HarnessError) -> FioSection {
        guard !line.isIncluded else {
            throw .usage("\(line.place): \(line.text): an included file has options only, no section")
        }
        guard line.text.last == "]", line.text.count > 2 else {
            throw .usage("\(line.place): \(line.text): a section is a name in brackets: [NAME]")
        }
        let name = String(line.text.dropFirst().dropLast())
        guard !name.allSatisfy(\.isWhitespace) else {
            throw .usage("\(line.place): \(line.text): the name is empty")
        }
        guard name == "global" || !name.hasPrefix("global") else {
            throw .usage(
                "\(line.place): [\(name)]: fio takes every name that begins so for [global]: rename it")
        }
        return FioSection(name, at: line.place)
    }

    private func option(_ line: FioLines.Line, in section: String) throws(HarnessError) -> FioOption {
        let parts = line.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts[0].trimmingCharacters(in: .whitespaces)
        let raw = parts.count < 2 ? nil : String(parts[1])
        func option(_ value: String?) -> FioOption {
            FioOption(
                name: FioOptionTable.firstName(of: name), value: value, text: line.text, place: line.place,
                section: section)
        }
        guard let raw else { return option(nil) }
        let value = raw.trimmingCharacters(in: .whitespaces)
        // After a blank fio reads the digits of "4k" but not the k, and knows no word.
        guard value == raw || value.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw option(raw).error("fio misreads a value after a blank: write \(name)=\(value)")
        }
        // There the dollar is fio's own: $jobname.
        if name == "filename_format" { return option(value) }
        do {
            return option(try expanded(FioKeyword.replaced(in: value)))
        } catch {
            throw option(raw).error(error.description)
        }
    }

    /// The value with the variables of the environment in it.
    private func expanded(_ value: String) throws(HarnessError) -> String {
        var text = ""
        var rest = value[...]
        while let dollar = rest.firstIndex(of: "$") {
            text += rest[..<dollar]
            let name = rest[dollar...].dropFirst(2).prefix { $0 != "}" }
            guard rest[dollar...].hasPrefix("${"), name.endIndex < rest.endIndex else {
                let keywords = FioKeyword.allCases.map(\.rawValue).joined(separator: ", ")
                throw .usage("only ${NAME} of the environment and \(keywords) are put in: write the value")
            }
            guard let variable = environment[String(name)] else {
                throw .usage("the environment has no \(name), which fio would take for nothing: set it")
            }
            text += variable
            rest = rest[name.endIndex...].dropFirst()
        }
        return text + rest
    }
}
