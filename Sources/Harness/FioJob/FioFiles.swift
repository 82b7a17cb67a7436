/// Where a job's IO goes.
enum FioFiles {
    /// The files or devices of the job, in fio's order; empty where it names none.
    /// - Throws: `usage` for files that fio would make up for each of several jobs.
    static func names(_ section: FioSection) throws(HarnessError) -> [String] {
        let folder = try section["directory"].map(folder)
        if let option = section["filename"] {
            let names = try parts(of: option)
            guard let folder else { return names }
            return names.map { "\(folder)/\($0)" }
        }
        guard let said = section["filename_format"] ?? section["directory"] else { return [] }
        let format = try section["filename_format"]?.read { $0 } ?? "$jobname.$jobnum.$filenum"
        let jobs = try section["numjobs"]?.read(FioNumber.integer) ?? 1
        guard jobs <= 1 || !format.contains("$jobnum") else {
            throw said.error(
                "each of the \(jobs) jobs would have a file of its own: name one for all by filename")
        }
        let name = try made(format, section)
        return [folder.map { "\($0)/\(name)" } ?? name]
    }

    private static func folder(_ option: FioOption) throws(HarnessError) -> String {
        let folders = try parts(of: option)
        guard folders.count == 1 else { throw option.error("one directory") }
        return folders[0]
    }

    /// What stands between colons, unless a backslash stands before them.
    private static func parts(of option: FioOption) throws(HarnessError) -> [String] {
        let marked = try option.read { $0 }.replacing("\\:", with: "\0")
        let parts = marked.split(separator: ":").map { $0.replacing("\0", with: ":") }
        guard !parts.isEmpty else { throw option.error("the name is missing") }
        return parts.map { String($0) }
    }

    /// The name that fio makes up for the first file of the first job.
    private static func made(_ format: String, _ section: FioSection) throws(HarnessError) -> String {
        let name = section.own("name")?.value ?? section.name
        let words = [("$jobname", name), ("$jobnum", "0"), ("$filenum", "0"), ("$clientuid", "localhost")]
        let text = words.reduce(format) { $0.replacing($1.0, with: $1.1) }
        guard let option = section["filename_format"], text.contains("$"), !name.contains("$") else {
            return text
        }
        throw option.error("only \(words.map(\.0).joined(separator: ", ")) are put in")
    }
}
