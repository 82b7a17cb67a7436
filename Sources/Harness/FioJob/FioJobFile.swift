import Foundation

/// A fio job file as fio 3.33 reads it: sections in brackets, an option a line, `;` and `#` begin comments wherever
/// they stand, `${NAME}` is a variable of the environment.
struct FioJobFile {
    /// The jobs, with the globals that stand above them.
    private(set) var jobs: [FioSection] = []
    private let source: String
    private let environment: [String: String]

    /// - Parameter source: the file's name for messages.
    /// - Throws: `usage` with the line for what fio would not read, and for what it would misread.
    init(
        parsing text: String, source: String,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(HarnessError) {
        self.source = source
        self.environment = environment
        var globals = FioSection("global", at: source)
        var current: FioSection?
        // By byte: "\r\n" is one Character.
        for (index, bytes) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let line = Self.strip(String(decoding: bytes, as: UTF8.self))
            let place = "\(source):\(index + 1)"
            if line.isEmpty { continue }
            if line.first == "[" {
                close(current, &globals)
                current = FioSection(try sectionName(line, place), at: place)
                if current?.name == globals.name { current = globals }
                continue
            }
            guard current != nil else {
                throw .usage(
                    "\(place): \(line): an option outside of a section: write [global] or [NAME] above it")
            }
            try current?.add(option(line, place))
        }
        close(current, &globals)
        guard !jobs.isEmpty else {
            throw .usage("\(source): no job: a section [NAME] that is not [global] is one")
        }
    }

    private mutating func close(_ section: FioSection?, _ globals: inout FioSection) {
        guard var section else { return }
        if section.name == globals.name {
            section.reopen()
            globals = section
        } else {
            section.inherit(globals)
            jobs.append(section)
        }
    }

    /// The line without comments and the blanks around it.
    private static func strip(_ line: String) -> String {
        String(line.prefix { $0 != ";" && $0 != "#" }).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func sectionName(_ line: String, _ place: String) throws(HarnessError) -> String {
        guard line.last == "]", line.count > 2 else {
            throw .usage("\(place): \(line): a section is a name in brackets: [NAME]")
        }
        let name = String(line.dropFirst().dropLast())
        guard !name.allSatisfy(\.isWhitespace) else { throw .usage("\(place): \(line): the name is empty") }
        guard name == "global" || !name.hasPrefix("global") else {
            throw .usage("\(place): [\(name)]: fio takes every name that begins so for [global]: rename it")
        }
        return name
    }

    private func option(_ line: String, _ place: String) throws(HarnessError) -> FioOption {
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts[0].trimmingCharacters(in: .whitespaces)
        let raw = parts.count < 2 ? nil : String(parts[1])
        let written = FioOption(name: name, value: raw, text: line, place: place)
        guard !name.hasPrefix("include ") else {
            throw written.error("included files are not read: put their lines here")
        }
        guard let raw else {
            return FioOption(name: FioOptionTable.firstName(of: name), value: nil, text: line, place: place)
        }
        let value = raw.trimmingCharacters(in: .whitespaces)
        // After a blank fio reads the digits of "4k" but not the k, and knows no word.
        guard value == raw || value.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw written.error("fio misreads a value after a blank: write \(name)=\(value)")
        }
        return FioOption(
            name: FioOptionTable.firstName(of: name), value: try expanded(value, written), text: line,
            place: place)
    }

    /// The value with the variables of the environment in it.
    private func expanded(_ value: String, _ option: FioOption) throws(HarnessError) -> String {
        var text = ""
        var rest = value[...]
        while let dollar = rest.firstIndex(of: "$") {
            text += rest[..<dollar]
            let name = rest[dollar...].dropFirst(2).prefix { $0 != "}" }
            guard rest[dollar...].hasPrefix("${"), name.endIndex < rest.endIndex else {
                throw option.error("only ${NAME} of the environment is put in: write the value")
            }
            guard let variable = environment[String(name)] else {
                throw option.error("the environment has no \(name), which fio would take for nothing: set it")
            }
            text += variable
            rest = rest[name.endIndex...].dropFirst()
        }
        return text + rest
    }
}
